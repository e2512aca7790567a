/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The command line: which command is meant, its help, its exit status. There
 * is no GTK here, and neither a display nor a session bus is needed. */

#include "heed-cli.h"

#include "heed-cli-command.h"
#include "heed-config.h"
#include "heed-error.h"
#include "heed-text.h"

#include <glib/gi18n.h>
#include <signal.h>
#include <string.h>

static const HeedCliCommand * const commands[] = {
  &heed_cli_export,
  &heed_cli_import,
  &heed_cli_print,
  &heed_cli_list,
  &heed_cli_search,
  &heed_cli_check,
  &heed_cli_backup,
  &heed_cli_recover,
  &heed_cli_restore,
  &heed_cli_demo,
};

/* How many words from @position on belong to an option of the window, with
 * which a command may still follow; 0 for anything else. */
static int
count_window_words (int    argc,
                    char **argv,
                    int    position)
{
  const char *word = argv[position];

  if (g_str_equal (word, "--journal"))
    return position + 1 < argc ? 2 : 0;

  return g_str_has_prefix (word, "--journal=") || g_str_has_prefix (word, "--gapplication-") ||
         g_str_equal (word, "--demo") || g_str_equal (word, "--new-note") || g_str_equal (word, "--new-debrief");
}

/* The first word that is no option of the window and not the value of one. */
static int
skip_window_words (int    argc,
                   char **argv,
                   int    position)
{
  int count;

  while (position < argc && (count = count_window_words (argc, argv, position)) > 0)
    position += count;

  return position;
}

static const HeedCliCommand *
find_command (const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (commands); i++)
    if (g_str_equal (commands[i]->name, name))
      return commands[i];

  return NULL;
}

/* Finds the command and takes its name out of @argv. */
static const HeedCliCommand *
take_command (int   *argc,
              char **argv)
{
  int position = skip_window_words (*argc, argv, 1);
  const HeedCliCommand *command;

  while (position < *argc && (g_str_equal (argv[position], "--help") || g_str_equal (argv[position], "-h")))
    position = skip_window_words (*argc, argv, position + 1);

  command = position < *argc ? find_command (argv[position]) : NULL;
  if (command == NULL)
    return NULL;

  g_free (argv[position]);
  (*argc)--;
  memmove (argv + position, argv + position + 1, sizeof (char *) * (gsize) (*argc - position));
  argv[*argc] = NULL;
  return command;
}

static char *
describe_commands (void)
{
  GString *text = g_string_new (_("Commands:"));

  for (guint i = 0; i < G_N_ELEMENTS (commands); i++)
    g_string_append_printf (text, "\n  %-8s %s", commands[i]->name, _(commands[i]->summary));
  g_string_append (text, "\n\n");
  g_string_append (text, _("“heed COMMAND --help” says more about a command."));

  return g_string_free (text, FALSE);
}

/* Says what was wrong in one line. */
static int
report (const HeedCliCommand *command,
        const GError         *error)
{
  g_autofree char *line = heed_text_normalize (error->message);
  const char *detail = heed_error_get_detail (error);
  gboolean ended = g_str_has_suffix (line, ".") || g_str_has_suffix (line, "!");

  if (detail != NULL)
    g_debug ("%s", detail);

  /* Translators: before a sentence that says what went wrong. */
  g_printerr (_("heed: %s%s\n"), line, ended ? "" : ".");
  if (error->domain == HEED_ERROR)
    return HEED_CLI_FAILED;

  if (command != NULL && command->name != NULL)
    g_printerr (_("See “heed %s --help”.\n"), command->name);
  else
    g_printerr (_("See “heed --help”.\n"));
  return HEED_CLI_USAGE;
}

static int
print_text (const char *text)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *lines = g_strchomp (g_strdup (text));
  g_autofree char *said = g_strconcat (lines, "\n", NULL);

  return heed_cli_say (said, &error) ? HEED_CLI_OK : report (NULL, error);
}

/* What is not for the window names no command that there is. */
static gboolean
refuse (HeedCliInput  *input,
        GError       **error)
{
  g_autofree char *name = input->words != NULL ? g_filename_display_name (input->words[0]) : NULL;

  if (name != NULL)
    heed_cli_refuse_usage (error, _("There is no command “%s”."), name);
  else
    heed_cli_refuse_usage (error, _("Say which command to run."));
  return FALSE;
}

static int
run_command (const HeedCliCommand  *command,
             int                    argc,
             char                 **argv)
{
  g_auto (HeedCliInput) input = { 0 };
  g_autofree char *help = NULL;
  g_autoptr (GError) error = NULL;

  if (!heed_cli_input_parse (&input, command, argc, argv, &help, &error))
    return report (command, error);
  if (input.help)
    return print_text (help);
  if (input.version)
    return print_text (HEED_NAME " " HEED_VERSION);
  if (command->run (&input, &error))
    return HEED_CLI_OK;

  return report (command, error);
}

static int
run_general (int    argc,
             char **argv)
{
  g_autofree char *description = describe_commands ();
  const HeedCliCommand general = {
    .words = N_("[COMMAND]"),
    .summary = N_("A workbook and a private journal for one skill at a time.\n"
                  "Without a command, Heed opens its window"),
    .details = description,
    .options = HEED_CLI_OPTION_WINDOW,
    .run = refuse,
  };

  return run_command (&general, argc, argv);
}

/**
 * heed_cli_wants:
 * @argc: how many words there are
 * @argv: (array length=argc): the command line with the program's name
 *
 * Tells whether the command line is for heed_cli_run(): it names a command,
 * asks for help or the version, or has anything in it that the window does
 * not understand. Options of the window alone are not wanted.
 *
 * Returns: %FALSE if the window is to open
 */
gboolean
heed_cli_wants (int    argc,
                char **argv)
{
  return argc > 1 && skip_window_words (argc, argv, 1) < argc;
}

/**
 * heed_cli_run:
 * @argc: how many words there are
 * @argv: (array length=argc): the command line with the program's name
 *
 * Does what a command line says. What was asked for goes to the standard
 * output; what went wrong is one line on the standard error.
 *
 * Returns: the exit status: 0, 1 if it did not work, 2 if the command line
 *   was not understood
 */
int
heed_cli_run (int    argc,
              char **argv)
{
  g_auto (GStrv) copy = g_new0 (char *, argc + 1);
  const HeedCliCommand *command;

  for (int i = 0; i < argc; i++)
    copy[i] = g_strdup (argv[i]);

  /* Whoever reads what is written may stop, as head(1) does. That ends the
   * program without a word, even if it was started with this turned off. */
  signal (SIGPIPE, SIG_DFL);

  command = take_command (&argc, copy);
  return command != NULL ? run_command (command, argc, copy) : run_general (argc, copy);
}

/**
 * heed_cli_dup_command_names:
 *
 * Gets the commands, such as "export, print, list", for a message that says
 * what works without a display.
 *
 * Returns: (transfer full): the names with commas between them
 */
char *
heed_cli_dup_command_names (void)
{
  GString *names = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (commands); i++)
    g_string_append_printf (names, "%s%s", i > 0 ? ", " : "", commands[i]->name);

  return g_string_free (names, FALSE);
}
