/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* How often a window that nobody touches wakes the processor: how often each thread
 * was woken in a while, of Heed with a journal and of a bare libadwaita window at the
 * same time. The program starts itself again for each.
 *
 * Usage: bench-idle [SECONDS] JOURNAL.db */

#include "heed-application.h"

#include <signal.h>

#define SECONDS 20

/* What a start sets off is done by then, the wiping after 20 seconds included. */
#define SETTLE 45

static void
activate_bare_cb (GApplication *application)
{
  GtkWidget *window = adw_application_window_new (GTK_APPLICATION (application));

  adw_application_window_set_content (ADW_APPLICATION_WINDOW (window), adw_header_bar_new ());
  gtk_window_set_default_size (GTK_WINDOW (window), 1000, 760);
  gtk_window_present (GTK_WINDOW (window));
}

static int
start (const char *journal)
{
  g_autoptr (GApplication) application = NULL;
  char *arguments[] = { (char *) "heed", (char *) "--journal", (char *) journal, NULL };

  if (*journal != '\0')
    return g_application_run (application = G_APPLICATION (heed_application_new ()), 3, arguments);

  application = G_APPLICATION (adw_application_new ("org.heedworkbook.Bare", G_APPLICATION_NON_UNIQUE));
  g_signal_connect (application, "activate", G_CALLBACK (activate_bare_cb), NULL);
  return g_application_run (application, 1, arguments);
}

static GPid
spawn (const char *program,
       const char *journal)
{
  const char *arguments[] = { program, "--start", journal, NULL };
  g_autoptr (GError) error = NULL;
  GPid pid;

  if (!g_spawn_async (NULL, (char **) arguments, NULL, G_SPAWN_DO_NOT_REAP_CHILD, NULL, NULL, &pid, &error))
    g_error ("%s", error->message);

  return pid;
}

static char *
read_field (const char *status,
            const char *name)
{
  const char *line = strstr (status, name);

  return line != NULL ? g_strndup (line + strlen (name) + 1, strcspn (line + strlen (name) + 1, "\n")) : g_strdup ("");
}

/* How often each thread waited for something and was woken, by number; their names
 * go to @names. */
static GHashTable *
count (GPid        pid,
       GHashTable *names)
{
  g_autofree char *folder = g_strdup_printf ("/proc/%d/task", pid);
  g_autoptr (GDir) tasks = g_dir_open (folder, 0, NULL);
  GHashTable *counts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  const char *task;

  if (tasks == NULL)
    g_error ("The window is gone");

  while ((task = g_dir_read_name (tasks)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, task, "status", NULL);
      g_autofree char *status = NULL;
      g_autofree char *waits = NULL;

      if (!g_file_get_contents (path, &status, NULL, NULL))
        continue;

      waits = read_field (status, "\nvoluntary_ctxt_switches:");
      g_hash_table_insert (counts, g_strdup (task), GUINT_TO_POINTER (g_ascii_strtoull (g_strstrip (waits), NULL, 10)));
      g_hash_table_insert (names, g_strdup (task), g_strstrip (read_field (status, "Name:")));
    }

  return counts;
}

static void
report (const char *what,
        GHashTable *before,
        GHashTable *after,
        GHashTable *names)
{
  GHashTableIter iter;
  gpointer task, waits;
  guint sum = 0;

  g_hash_table_iter_init (&iter, after);
  while (g_hash_table_iter_next (&iter, &task, &waits))
    {
      guint woken = GPOINTER_TO_UINT (waits) - GPOINTER_TO_UINT (g_hash_table_lookup (before, task));

      sum += woken;
      if (woken > 0)
        g_print ("  %-16s %u\n", (const char *) g_hash_table_lookup (names, task), woken);
    }

  g_print ("%s: woken %u times\n", what, sum);
}

int
main (int   argc,
      char *argv[])
{
  g_autoptr (GHashTable) names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  guint seconds = SECONDS;
  GHashTable *before[2], *after[2];
  GPid pids[2];
  int first = 1;

  if (argc == 3 && g_str_equal (argv[1], "--start"))
    return start (argv[2]);

  if (argc > 1 && g_ascii_isdigit (*argv[1]))
    seconds = (guint) g_ascii_strtoull (argv[first++], NULL, 10);
  if (first + 1 != argc)
    {
      g_printerr ("Usage: bench-idle [SECONDS] JOURNAL.db\n");
      return 2;
    }

  pids[0] = spawn (argv[0], "");
  pids[1] = spawn (argv[0], argv[first]);
  g_usleep (SETTLE * G_USEC_PER_SEC);
  for (guint i = 0; i < G_N_ELEMENTS (pids); i++)
    before[i] = count (pids[i], names);
  g_usleep (seconds * G_USEC_PER_SEC);
  for (guint i = 0; i < G_N_ELEMENTS (pids); i++)
    after[i] = count (pids[i], names);

  for (guint i = 0; i < G_N_ELEMENTS (pids); i++)
    {
      report (i == 0 ? "A bare window" : argv[first], before[i], after[i], names);
      g_hash_table_unref (before[i]);
      g_hash_table_unref (after[i]);
      kill (pids[i], SIGTERM);
      g_spawn_close_pid (pids[i]);
    }

  return 0;
}
