/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* heed import: entries that come from another copy of a journal. */

#include "heed-cli-journal.h"
#include "heed-cli-output.h"
#include "heed-json-reader.h"
#include "heed-workbook-locate.h"

#include <gio/gunixinputstream.h>
#include <glib/gi18n.h>
#include <unistd.h>

static GPtrArray *
read_standard_input (GError **error)
{
  g_autoptr (GInputStream) stream = g_unix_input_stream_new (STDIN_FILENO, FALSE);

  return heed_json_read (stream, _("standard input"), error);
}

static GPtrArray *
read_entries (const char  *path,
              GError     **error)
{
  if (g_str_equal (path, "-"))
    return read_standard_input (error);

  return heed_database_is_journal (path) ? heed_database_read_file (path, error) : heed_json_read_file (path, error);
}

/* A journal is made where there is none, once it is known that there is
 * something to put into it. */
static gboolean
put_entries (HeedCliInput  *input,
             GPtrArray     *records,
             HeedWorkbook  *workbook,
             HeedImported  *counts,
             GError       **error)
{
  g_autofree char *path = input->journal != NULL ? g_strdup (input->journal) : heed_database_get_default_path ();
  g_autoptr (HeedDatabase) database = heed_database_open (path, HEED_DATABASE_CREATE, error);

  return database != NULL &&
         heed_database_import (database, records, workbook, counts, error) &&
         heed_database_close (database, error);
}

static gboolean
write_counts (const HeedImported  *counts,
              GError             **error)
{
  g_autoptr (HeedCliOutput) output = heed_cli_output_open (NULL, error);
  g_autofree char *added = g_strdup_printf (ngettext ("%u entry was added.", "%u entries were added.", counts->added),
                                            counts->added);
  g_autofree char *changed = g_strdup_printf (ngettext ("%u entry was changed.", "%u entries were changed.",
                                                        counts->changed),
                                              counts->changed);
  g_autofree char *same = g_strdup_printf (ngettext ("%u entry was there already.", "%u entries were there already.",
                                                     counts->same),
                                           counts->same);

  return heed_cli_output_add_line (output, added, error) &&
         heed_cli_output_add_line (output, changed, error) &&
         heed_cli_output_add_line (output, same, error) &&
         heed_cli_output_commit (output, error);
}

static gboolean
run (HeedCliInput  *input,
     GError       **error)
{
  g_autoptr (HeedWorkbook) workbook = NULL;
  g_autoptr (GPtrArray) records = NULL;
  HeedImported counts;

  if (input->words == NULL || input->words[1] != NULL)
    {
      heed_cli_refuse_usage (error, _("Say which one file to import."));
      return FALSE;
    }

  workbook = heed_workbook_open_default (error);
  records = workbook != NULL ? read_entries (input->words[0], error) : NULL;
  return records != NULL &&
         put_entries (input, records, workbook, &counts, error) &&
         write_counts (&counts, error);
}

const HeedCliCommand heed_cli_import = {
  .name = "import",
  .words = N_("FILE"),
  .summary = N_("Take entries from a file that was exported, or from a backup"),
  .details = N_("Entries that are in the journal already are joined with those of the file: of\n"
                "each answer the one that was written last is kept, and what an entry was before\n"
                "stays among its older versions. Nothing is taken from a file that cannot be read\n"
                "to its end, and importing it again changes nothing. With “-”, the export comes\n"
                "from the standard input."),
  .options = HEED_CLI_OPTION_JOURNAL,
  .run = run,
};
