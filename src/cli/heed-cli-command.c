/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What a command is, and how its command line is read. */

#include "heed-cli-command.h"

#include "heed-config.h"
#include "heed-exporter.h"

#include <glib/gi18n.h>

/* More options than any command takes, with the end of the list. */
#define MAX_ENTRIES 24

/* An option and where its value goes. */
typedef struct
{
  HeedCliOptions option; /* 0 for those that every command takes */
  gsize offset;
  GOptionEntry entry;
} Option;

static const Option all_options[] = {
  { HEED_CLI_OPTION_OUTPUT, G_STRUCT_OFFSET (HeedCliInput, output),
    { "output", 'o', 0, G_OPTION_ARG_FILENAME, NULL, N_("The file to write"), N_("FILE") } },
  { HEED_CLI_OPTION_FORMAT, G_STRUCT_OFFSET (HeedCliInput, format),
    { "format", 0, 0, G_OPTION_ARG_STRING, NULL, N_("How to write it, where the name of the file does not tell"), NULL } },
  { HEED_CLI_OPTION_ENTRY, G_STRUCT_OFFSET (HeedCliInput, entry),
    { "entry", 0, 0, G_OPTION_ARG_STRING, NULL, N_("Print this entry"), N_("ID") } },
  { HEED_CLI_OPTION_BLANK, G_STRUCT_OFFSET (HeedCliInput, blank),
    { "blank", 0, 0, G_OPTION_ARG_STRING, NULL, N_("Print this form empty; “all” prints every worksheet"), N_("FORM") } },
  { HEED_CLI_OPTION_ALL, G_STRUCT_OFFSET (HeedCliInput, all),
    { "all", 0, 0, G_OPTION_ARG_NONE, NULL, N_("Print all entries"), NULL } },
  { HEED_CLI_OPTION_PAPER, G_STRUCT_OFFSET (HeedCliInput, paper),
    { "paper", 0, 0, G_OPTION_ARG_STRING, NULL, N_("The sheet: a4 or letter"), N_("SIZE") } },
  { HEED_CLI_OPTION_FILTER, G_STRUCT_OFFSET (HeedCliInput, form),
    { "form", 0, 0, G_OPTION_ARG_STRING, NULL, N_("Only entries of this form"), N_("FORM") } },
  { HEED_CLI_OPTION_FILTER, G_STRUCT_OFFSET (HeedCliInput, tag),
    { "tag", 0, 0, G_OPTION_ARG_STRING, NULL, N_("Only entries with this tag"), N_("TAG") } },
  { HEED_CLI_OPTION_FILTER, G_STRUCT_OFFSET (HeedCliInput, since),
    { "since", 0, 0, G_OPTION_ARG_STRING, NULL, N_("Only entries begun on this day or later"), N_("DAY") } },
  { HEED_CLI_OPTION_FILTER, G_STRUCT_OFFSET (HeedCliInput, until),
    { "until", 0, 0, G_OPTION_ARG_STRING, NULL, N_("Only entries begun on this day or earlier"), N_("DAY") } },
  { HEED_CLI_OPTION_FILTER, G_STRUCT_OFFSET (HeedCliInput, complete),
    { "complete", 0, 0, G_OPTION_ARG_NONE, NULL, N_("Only entries that are finished"), NULL } },
  { HEED_CLI_OPTION_FILTER, G_STRUCT_OFFSET (HeedCliInput, incomplete),
    { "incomplete", 0, 0, G_OPTION_ARG_NONE, NULL, N_("Only entries that were not"), NULL } },
  { HEED_CLI_OPTION_LIMIT, G_STRUCT_OFFSET (HeedCliInput, limit),
    { "limit", 0, 0, G_OPTION_ARG_INT, NULL, N_("So many entries at most"), N_("NUMBER") } },
  { HEED_CLI_OPTION_DRY_RUN, G_STRUCT_OFFSET (HeedCliInput, dry_run),
    { "dry-run", 0, 0, G_OPTION_ARG_NONE, NULL, N_("Say what would be done, and do nothing"), NULL } },
  { HEED_CLI_OPTION_JOURNAL, G_STRUCT_OFFSET (HeedCliInput, journal),
    { "journal", 0, 0, G_OPTION_ARG_FILENAME, NULL, N_("Use this journal instead of your own"), N_("FILE") } },
  { HEED_CLI_OPTION_WINDOW, G_STRUCT_OFFSET (HeedCliInput, journal),
    { "journal", 0, 0, G_OPTION_ARG_FILENAME, NULL, N_("Open this journal instead of your own"), N_("FILE") } },
  { HEED_CLI_OPTION_WINDOW, G_STRUCT_OFFSET (HeedCliInput, for_window),
    { "demo", 0, 0, G_OPTION_ARG_NONE, NULL, N_("Open a sample journal that is thrown away at the end"), NULL } },
  { HEED_CLI_OPTION_WINDOW, G_STRUCT_OFFSET (HeedCliInput, for_window),
    { "new-note", 0, 0, G_OPTION_ARG_NONE, NULL, N_("Begin a journal note at once"), NULL } },
  { HEED_CLI_OPTION_WINDOW, G_STRUCT_OFFSET (HeedCliInput, for_window),
    { "new-debrief", 0, 0, G_OPTION_ARG_NONE, NULL, N_("Begin a debrief at once"), NULL } },
  { 0, G_STRUCT_OFFSET (HeedCliInput, version),
    { "version", 0, 0, G_OPTION_ARG_NONE, NULL, N_("Show the version"), NULL } },
  { 0, G_STRUCT_OFFSET (HeedCliInput, help),
    { "help", 'h', 0, G_OPTION_ARG_NONE, NULL, N_("Show this help"), NULL } },
  /* As file names the words come as they are: nothing is lost where the locale
   * knows no other letters than English ones. */
  { 0, G_STRUCT_OFFSET (HeedCliInput, words),
    { G_OPTION_REMAINING, 0, 0, G_OPTION_ARG_FILENAME_ARRAY, NULL, NULL, NULL } },
};

static void
fill_entries (HeedCliInput         *self,
              const HeedCliCommand *command,
              const char           *formats,
              GOptionEntry         *entries)
{
  /* Of one format there is nothing to choose. */
  guint options = command->options & ~(heed_export_formats[1] == NULL ? (guint) HEED_CLI_OPTION_FORMAT : 0);
  guint count = 0;

  G_STATIC_ASSERT (G_N_ELEMENTS (all_options) < MAX_ENTRIES);

  for (guint i = 0; i < G_N_ELEMENTS (all_options); i++)
    if (all_options[i].option == 0 || (options & all_options[i].option))
      {
        entries[count] = all_options[i].entry;
        entries[count].arg_data = (guint8 *) self + all_options[i].offset;
        if (all_options[i].option == HEED_CLI_OPTION_FORMAT)
          entries[count].arg_description = formats;
        count++;
      }
}

static GOptionContext *
create_context (HeedCliInput         *self,
                const HeedCliCommand *command,
                const char           *formats)
{
  GOptionContext *context = g_option_context_new (command->words != NULL ? _(command->words) : NULL);
  g_autofree char *summary = g_strconcat (_(command->summary), ".", NULL);
  GOptionEntry entries[MAX_ENTRIES] = { 0 };

  fill_entries (self, command, formats, entries);
  g_option_context_set_help_enabled (context, FALSE);
  g_option_context_set_summary (context, summary);
  if (command->details != NULL)
    g_option_context_set_description (context, _(command->details));
  g_option_context_add_main_entries (context, entries, GETTEXT_PACKAGE);
  return context;
}

static gboolean
are_utf8 (char **words)
{
  for (guint i = 0; words != NULL && words[i] != NULL; i++)
    if (!g_utf8_validate (words[i], -1, NULL))
      return FALSE;

  return TRUE;
}

static gboolean
check (HeedCliInput          *self,
       const HeedCliCommand  *command,
       GError               **error)
{
  if (self->help || self->version)
    return TRUE;

  if (command->name != NULL && !are_utf8 (self->words))
    heed_cli_refuse_usage (error, _("Write the words in UTF-8."));
  else if (command->words == NULL && self->words != NULL)
    heed_cli_refuse_usage (error, _("“%s” is one word too many."), self->words[0]);
  else if (self->limit < 0)
    heed_cli_refuse_usage (error, _("The limit is a number from 0; 0 is no limit."));
  else if (command->word != NULL && (self->words == NULL || self->words[1] != NULL))
    heed_cli_refuse_usage (error, "%s", _(command->word));
  else if (command->output && self->output == NULL)
    heed_cli_refuse_usage (error, _("Say which file to write with -o."));
  else
    return TRUE;

  return FALSE;
}

/**
 * heed_cli_input_parse:
 * @self: what to fill; all zeros
 * @command: the command that the line is for
 * @argc: how many words there are
 * @argv: (array length=argc): the words, of which the first is skipped
 * @help: (out): the help about the command
 * @error: return location for an error
 *
 * Reads a command line. The caller clears @self also after an error.
 *
 * Returns: %FALSE with an error of the domain `G_OPTION_ERROR` or
 *   `G_CONVERT_ERROR`
 */
gboolean
heed_cli_input_parse (HeedCliInput          *self,
                      const HeedCliCommand  *command,
                      int                    argc,
                      char                 **argv,
                      char                 **help,
                      GError               **error)
{
  g_autofree char *formats = heed_export_format_dup_ids ("|");
  g_autoptr (GOptionContext) context = create_context (self, command, formats);
  g_auto (GStrv) words = g_new0 (char *, argc + 1);
  char **parsed = words;
  g_autofree char *name = g_strconcat (HEED_NAME, command->name != NULL ? " " : NULL, command->name, NULL);

  for (int i = 0; i < argc; i++)
    words[i] = g_strdup (argv[i]);

  /* The help names the program by this. */
  g_set_prgname (name);
  *help = g_option_context_get_help (context, TRUE, NULL);
  return g_option_context_parse_strv (context, &parsed, error) && check (self, command, error);
}

/**
 * heed_cli_input_clear:
 * @self: an input
 *
 * Frees what is in @self and leaves zeros.
 */
void
heed_cli_input_clear (HeedCliInput *self)
{
  for (guint i = 0; i < G_N_ELEMENTS (all_options); i++)
    if (all_options[i].entry.arg == G_OPTION_ARG_STRING || all_options[i].entry.arg == G_OPTION_ARG_FILENAME)
      g_clear_pointer (&G_STRUCT_MEMBER (char *, self, all_options[i].offset), g_free);
  g_strfreev (self->words);
  *self = (HeedCliInput) { 0 };
}

/**
 * heed_cli_refuse_usage:
 * @error: (out) (optional): where to put it
 * @format: one sentence, already translated
 * @...: its arguments
 *
 * Raises the error that says what is wrong with the command line.
 */
void
heed_cli_refuse_usage (GError     **error,
                       const char  *format,
                       ...)
{
  va_list args;

  if (error == NULL)
    return;

  va_start (args, format);
  *error = g_error_new_valist (G_OPTION_ERROR, G_OPTION_ERROR_FAILED, format, args);
  va_end (args);
}
