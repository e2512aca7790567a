/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* heed export: entries in a file, as JSON or in another format. heed demo: a sample
 * journal to look around in. */

#include "heed-cli-command.h"

#include "heed-demo.h"
#include "heed-error.h"
#include "heed-exporter.h"
#include "heed-wording.h"
#include "heed-workbook-locate.h"

#include <glib/gi18n.h>

static gboolean
add_record (HeedRecord  *record,
            gpointer     user_data,
            GError     **error)
{
  return heed_exporter_add (user_data, record, error);
}

/* All of the ids are looked up before anything is written. */
static GStrv
resolve_all (HeedDatabase  *database,
             char         **words,
             GError       **error)
{
  g_autoptr (GStrvBuilder) ids = g_strv_builder_new ();

  for (guint i = 0; words != NULL && words[i] != NULL; i++)
    {
      g_autofree char *id = heed_cli_resolve_id (database, words[i], error);

      if (id == NULL)
        return NULL;
      g_strv_builder_add (ids, id);
    }

  return g_strv_builder_end (ids);
}

static gboolean
add_chosen (HeedExporter  *exporter,
            HeedDatabase  *database,
            char         **ids,
            GError       **error)
{
  for (guint i = 0; ids[i] != NULL; i++)
    {
      g_autoptr (HeedRecord) record = NULL;

      if (g_strv_contains ((const char * const *) ids + i + 1, ids[i]))
        continue;
      record = heed_database_get (database, ids[i], error);
      if (record == NULL || !heed_exporter_add (exporter, record, error))
        return FALSE;
    }

  return TRUE;
}

/* What is damaged is left out like what is not there. */
static gboolean
add_pictures (HeedExporter  *exporter,
              HeedDatabase  *database,
              GError       **error)
{
  const char *content;

  while ((content = heed_exporter_get_wanted_picture (exporter)) != NULL)
    {
      g_autoptr (GError) failure = NULL;
      g_autoptr (GBytes) bytes = heed_database_read_picture (database, content, &failure);

      if (failure != NULL && !g_error_matches (failure, HEED_ERROR, HEED_ERROR_INVALID_FILE) &&
          !g_error_matches (failure, HEED_ERROR, HEED_ERROR_CORRUPT))
        {
          g_propagate_error (error, g_steal_pointer (&failure));
          return FALSE;
        }
      if (!heed_exporter_add_picture (exporter, content, bytes, error))
        return FALSE;
    }

  return TRUE;
}

static const HeedExportFormat *
find_format (HeedCliInput  *input,
             GError       **error)
{
  const HeedExportFormat *format = input->format != NULL ? heed_export_format_find (input->format)
                                                         : heed_export_format_choose (input->output);
  g_autofree char *ids = heed_export_format_dup_ids (", ");

  if (format == NULL)
    /* Translators: the second %s is a list of formats such as “json, text”. */
    heed_cli_refuse_usage (error, _("There is no format “%s”. The formats are: %s."), input->format, ids);
  return format;
}

static gboolean
run_export (HeedCliInput  *input,
            GError       **error)
{
  g_autoptr (HeedDatabase) database = NULL;
  g_autoptr (HeedWorkbook) workbook = NULL;
  g_autoptr (HeedExporter) exporter = NULL;
  g_autoptr (HeedCliOutput) output = NULL;
  g_auto (GStrv) ids = NULL;
  g_autofree char *missing = NULL;
  const HeedExportFormat *format = find_format (input, error);

  workbook = format != NULL ? heed_workbook_open_default (error) : NULL;
  database = workbook != NULL ? heed_cli_open_journal (input, workbook, error) : NULL;
  ids = database != NULL ? resolve_all (database, input->words, error) : NULL;
  output = ids != NULL ? heed_cli_output_open (input->output, error) : NULL;
  if (output == NULL)
    return FALSE;

  exporter = heed_exporter_new (format, output->stream, workbook);
  if (!(ids[0] != NULL ? add_chosen (exporter, database, ids, error)
                       : heed_database_foreach (database, NULL, add_record, exporter, error)) ||
      !add_pictures (exporter, database, error) ||
      !heed_exporter_finish (exporter, error) ||
      !heed_database_close (database, error) ||
      !heed_cli_output_commit (output, heed_exporter_get_stamp (exporter), error))
    return FALSE;

  missing = heed_exporter_dup_missing (exporter);
  if (missing != NULL)
    g_printerr ("%s\n", missing);
  return TRUE;
}

const HeedCliCommand heed_cli_export = {
  .name = "export",
  .words = N_("[ID…]"),
  .summary = N_("Write entries as JSON"),
  .details = N_("Each entry is written with its questions beside the answers, so that the file\n"
                "can be read without Heed, and its pictures are at the end. Without ids, all\n"
                "entries are written. Without a file, or with “-o -”, they go to the standard\n"
                "output. The first four characters of an id will do if no other id begins with\n"
                "them. An export has entries as they are now: older versions, the trash, and\n"
                "the note of what was deleted for good are left out. A backup has all of these."),
  .options = HEED_CLI_OPTION_JOURNAL | HEED_CLI_OPTION_OUTPUT | HEED_CLI_OPTION_FORMAT,
  .run = run_export,
};

static gboolean
run_demo (HeedCliInput  *input,
          GError       **error)
{
  g_autoptr (HeedWorkbook) workbook = heed_workbook_open_default (error);
  g_autoptr (GPtrArray) records = workbook != NULL ? heed_demo_read (workbook, heed_timestamp_now (), error) : NULL;
  g_autoptr (GPtrArray) summaries = g_ptr_array_new_with_free_func ((GDestroyNotify) heed_summary_unref);
  g_autoptr (HeedDatabase) database = NULL;

  for (guint i = 0; records != NULL && i < records->len; i++)
    {
      HeedRecord *record = g_ptr_array_index (records, i);

      g_ptr_array_add (summaries, heed_summary_new (record, heed_wording_find_form (workbook, record)));
    }

  if (records != NULL)
    database = heed_database_open (input->output, HEED_DATABASE_CREATE | HEED_DATABASE_EXCLUSIVE, error);
  if (database == NULL)
    return FALSE;
  heed_database_set_workbook (database, workbook);
  if (heed_database_put_all (database, records, summaries, error))
    return heed_database_close (database, error);

  heed_database_discard (database);
  return FALSE;
}

const HeedCliCommand heed_cli_demo = {
  .name = "demo",
  .output = TRUE,
  .summary = N_("Write a sample journal to look around in"),
  .details = N_("An existing file is never overwritten. “heed --journal FILE” opens what was\n"
                "written."),
  .options = HEED_CLI_OPTION_OUTPUT,
  .run = run_demo,
};
