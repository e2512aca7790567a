/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Where the data is, the locale, then the command line or the window. */

#include "heed-config.h"

#include <glib/gi18n.h>
#include <locale.h>
#include <signal.h>
#include <sys/resource.h>

#include "heed-application.h"
#include "heed-cli.h"

/* GTK ends a program that asks for a file, say, where its own settings, icons and
 * types of files are not found, and so it would where a session names other
 * folders only. Ours and the usual ones come after those that it names. */
static void
add_data_folders (void)
{
  static const char * const usual[] = { HEED_SYSTEM_DATA_DIR, "/usr/local/share", "/usr/share" };
  const char *named = g_getenv ("XDG_DATA_DIRS");
  g_autoptr (GStrvBuilder) folders = g_strv_builder_new ();
  g_auto (GStrv) before = g_strsplit (named != NULL ? named : "", ":", -1);
  g_auto (GStrv) all = NULL;
  g_autofree char *joined = NULL;

  g_strv_builder_addv (folders, (const char **) before);
  for (guint i = 0; i < G_N_ELEMENTS (usual); i++)
    if (!g_strv_contains ((const char * const *) before, usual[i]))
      g_strv_builder_add (folders, usual[i]);
  all = g_strv_builder_end (folders);
  joined = g_strjoinv (":", all);
  g_setenv ("XDG_DATA_DIRS", joined, TRUE);
}

/* What HEED_DEBUG can name, such as `HEED_DEBUG=store,save`, `all` or `help`: what the
 * parts of Heed say of their work to whoever hunts a fault. Nobody's words are in it. */
static void
show_topics (void)
{
  static const GDebugKey topics[] = {
    { "form", 1 << 0 }, { "store", 1 << 1 }, { "save", 1 << 2 }, { "file", 1 << 3 },
    { "paper", 1 << 4 }, { "window", 1 << 5 }, { "command", 1 << 6 },
  };
  static const char * const domains[G_N_ELEMENTS (topics)] = {
    "heed-workbook heed-record", "heed-store", "heed-journal", "heed-base heed-exchange", "heed-paper", "heed heed-ui",
    "heed heed-cli",
  };
  guint wanted = g_parse_debug_string (g_getenv ("HEED_DEBUG"), topics, G_N_ELEMENTS (topics));
  const char *before = g_getenv ("G_MESSAGES_DEBUG");
  g_autoptr (GString) all = g_string_new (before != NULL ? before : "");

  for (guint i = 0; i < G_N_ELEMENTS (topics); i++)
    if ((wanted & topics[i].value) != 0)
      g_string_append_printf (all, " %s", domains[i]);
  if (wanted != 0)
    g_setenv ("G_MESSAGES_DEBUG", all->str, TRUE);

  /* What commands write is not to be mixed with it. */
  g_log_writer_default_set_use_stderr (TRUE);
}

#if !HEED_DEBUG_BUILD
/* What is in memory is what somebody wrote, and a crash would leave it in a file.
 * The limit also holds where a program such as systemd-coredump collects it. Not to
 * be dumpable at all would hide this process from the portals, which must look at
 * it before they open a file for it. */
static void
forbid_core_files (void)
{
  const struct rlimit none = { 0, 0 };

  setrlimit (RLIMIT_CORE, &none);
}
#endif

/* Files that grow larger than the system allows are an error like a full disk, and
 * not the end of what was not written yet. */
static void
live_with_limits (void)
{
  signal (SIGXFSZ, SIG_IGN);
}

/* Whether a locale, such as “de_AT.UTF-8”, is of the language of a code, such as “de”. */
static gboolean
is_in_language (const char *locale,
                const char *code)
{
  gsize length = strcspn (code, "_");

  if (g_str_equal (locale, "POSIX") || *locale == 'C')
    locale = "en";
  return strncmp (locale, code, length) == 0 && !g_ascii_isalpha (locale[length]);
}

/* Where Heed is not translated into the language of the region, its sentences would
 * hold days and numbers in another language than their own. */
static void
speak_one_language (void)
{
  static const int categories[] = { LC_TIME, LC_NUMERIC };
  /* Translators: the code of the language that you translate into, such as “de” or “pt_BR”. */
  const char *code = C_("code of this language", "en");
  const char *messages = setlocale (LC_MESSAGES, NULL);
  const char *locale = is_in_language (messages, code) ? messages : "C.UTF-8";

  for (guint i = 0; i < G_N_ELEMENTS (categories); i++)
    if (!is_in_language (setlocale (categories[i], NULL), code) && is_in_language (locale, code))
      setlocale (categories[i], locale);
}

int
main (int   argc,
      char *argv[])
{
#if !HEED_DEBUG_BUILD
  forbid_core_files ();
#endif
  live_with_limits ();
  show_topics ();
  add_data_folders ();
  setlocale (LC_ALL, "");
  bindtextdomain (GETTEXT_PACKAGE, HEED_LOCALE_DIR);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);
  speak_one_language ();

  if (heed_cli_wants (argc, argv))
    return heed_cli_run (argc, argv);

  return heed_application_main (argc, argv);
}
