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
read_export (const char  *path,
             GError     **error)
{
  g_autoptr (GInputStream) stream = heed_json_open (path, error);
  g_autofree char *name = g_filename_display_name (path);

  return stream != NULL ? heed_json_read (stream, name, error) : NULL;
}

static GPtrArray *
read_entries (const char  *path,
              GPtrArray  **versions,
              GError     **error)
{
  *versions = NULL;
  if (g_str_equal (path, "-"))
    return read_standard_input (error);

  return heed_database_is_journal (path) ? heed_database_read_file (path, versions, error)
                                         : read_export (path, error);
}

/* A journal that an older Heed wrote may never have been open in the window. */
static gboolean
update_wording (HeedDatabase  *database,
                HeedWorkbook  *workbook,
                GError       **error)
{
  gint64 last = 0;

  do
    if (!heed_database_update_wording (database, workbook, &last, error))
      return FALSE;
  while (last != 0);

  return TRUE;
}

/* A journal is made where there is none, once it is known that there is
 * something to put into it, and does not stay if that fails. */
static gboolean
put_entries (HeedCliInput  *input,
             GPtrArray     *records,
             GPtrArray     *versions,
             HeedWorkbook  *workbook,
             HeedImported  *counts,
             GPtrArray     *kept_in,
             GError       **error)
{
  g_autofree char *path = input->journal != NULL ? g_strdup (input->journal) : heed_database_get_default_path ();
  g_autoptr (HeedDatabase) database = heed_database_open (path, HEED_DATABASE_CREATE, error);

  if (database == NULL)
    return FALSE;
  if (heed_database_import (database, records, workbook, counts, kept_in, error) &&
      (versions == NULL || heed_database_import_versions (database, versions, counts, error)) &&
      update_wording (database, workbook, error))
    return heed_database_close (database, error);

  heed_database_discard (database);
  return FALSE;
}

/* Which entries to look at, by the names that lists show them under. */
static gboolean
write_kept (HeedCliOutput  *output,
            GPtrArray      *kept_in,
            HeedWorkbook   *workbook,
            GError        **error)
{
  g_autofree char *sentence = NULL;

  if (kept_in->len == 0)
    return TRUE;

  sentence = g_strdup_printf (ngettext ("%u entry keeps a text of its own; that of the file is among its older versions:",
                                        "%u entries keep a text of their own; that of the file is among their older "
                                        "versions:", kept_in->len),
                              kept_in->len);
  if (!heed_cli_output_add_line (output, sentence, error))
    return FALSE;

  for (guint i = 0; i < kept_in->len; i++)
    {
      HeedRecord *record = g_ptr_array_index (kept_in, i);
      HeedForm *form = heed_workbook_find_form (workbook, heed_record_get_form_id (record));
      g_autofree char *day = heed_day_format (heed_stamp_get_day (heed_record_get_created (record)));
      const char *title = heed_record_get_title (record);
      g_autofree char *line = NULL;

      if (title == NULL)
        title = form != NULL ? heed_form_get_title (form) : heed_record_get_form_id (record);
      /* Translators: the title of an entry, and its day. */
      line = g_strdup_printf (C_("entry in a list", "  %s, %s"), title, day);
      if (!heed_cli_output_add_line (output, line, error))
        return FALSE;
    }

  return TRUE;
}

static gboolean
write_versions (HeedCliOutput  *output,
                guint           versions,
                GError        **error)
{
  g_autofree char *sentence = g_strdup_printf (ngettext ("%u older version came along.", "%u older versions came along.",
                                                         versions),
                                               versions);

  return versions == 0 || heed_cli_output_add_line (output, sentence, error);
}

static gboolean
write_counts (const HeedImported  *counts,
              GPtrArray           *kept_in,
              HeedWorkbook        *workbook,
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
         write_versions (output, counts->versions, error) &&
         write_kept (output, kept_in, workbook, error) &&
         heed_cli_output_commit (output, error);
}

static gboolean
run (HeedCliInput  *input,
     GError       **error)
{
  g_autoptr (HeedWorkbook) workbook = NULL;
  g_autoptr (GPtrArray) records = NULL;
  g_autoptr (GPtrArray) versions = NULL;
  g_autoptr (GPtrArray) kept_in = g_ptr_array_new_with_free_func ((GDestroyNotify) heed_record_unref);
  HeedImported counts = { 0 };

  if (input->words == NULL || input->words[1] != NULL)
    {
      heed_cli_refuse_usage (error, _("Say which one file to import."));
      return FALSE;
    }

  workbook = heed_workbook_open_default (error);
  records = workbook != NULL ? read_entries (input->words[0], &versions, error) : NULL;
  return records != NULL &&
         put_entries (input, records, versions, workbook, &counts, kept_in, error) &&
         write_counts (&counts, kept_in, workbook, error);
}

const HeedCliCommand heed_cli_import = {
  .name = "import",
  .words = N_("FILE"),
  .summary = N_("Take entries from a file that was exported, or from a backup"),
  .details = N_("Entries that are in the journal already are joined with those of the file: of\n"
                "each answer the one that was written last is kept, and what an entry was before,\n"
                "or what was written differently in the file, is among its older versions. A\n"
                "backup brings its older versions along; an export has none. Nothing is taken\n"
                "from a file that cannot be read to its end, and importing it again changes\n"
                "nothing. With “-”, the export comes from the standard input."),
  .options = HEED_CLI_OPTION_JOURNAL,
  .run = run,
};
