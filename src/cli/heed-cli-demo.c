/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* heed demo: a sample journal to look around in. */

#include "heed-cli-journal.h"
#include "heed-demo.h"
#include "heed-wording.h"
#include "heed-workbook-locate.h"

#include <glib/gi18n.h>

static GPtrArray *
summarize_all (GPtrArray    *records,
               HeedWorkbook *workbook)
{
  GPtrArray *summaries = g_ptr_array_new_full (records->len, (GDestroyNotify) heed_summary_unref);

  for (guint i = 0; i < records->len; i++)
    {
      HeedRecord *record = g_ptr_array_index (records, i);
      HeedForm *form = heed_wording_find_form (workbook, record);

      g_ptr_array_add (summaries, heed_summary_new (record, form));
    }

  return summaries;
}

static gboolean
write_journal (const char    *path,
               HeedWorkbook  *workbook,
               GPtrArray     *records,
               GPtrArray     *summaries,
               GError       **error)
{
  g_autoptr (HeedDatabase) database = NULL;

  database = heed_database_open (path, HEED_DATABASE_CREATE | HEED_DATABASE_EXCLUSIVE, error);
  if (database == NULL)
    return FALSE;
  heed_database_set_workbook (database, workbook);
  if (heed_database_put_all (database, records, summaries, error))
    return heed_database_close (database, error);

  heed_database_discard (database);
  return FALSE;
}

static gboolean
run (HeedCliInput  *input,
     GError       **error)
{
  g_autoptr (HeedWorkbook) workbook = NULL;
  g_autoptr (GPtrArray) records = NULL;
  g_autoptr (GPtrArray) summaries = NULL;

  if (input->output == NULL)
    {
      heed_cli_refuse_usage (error, _("Say which file to write with -o."));
      return FALSE;
    }

  workbook = heed_workbook_open_default (error);
  records = workbook != NULL ? heed_demo_read (workbook, heed_timestamp_now (), error) : NULL;
  if (records == NULL)
    return FALSE;

  summaries = summarize_all (records, workbook);
  return write_journal (input->output, workbook, records, summaries, error);
}

const HeedCliCommand heed_cli_demo = {
  .name = "demo",
  .summary = N_("Write a sample journal to look around in"),
  .details = N_("An existing file is never overwritten. “heed --journal FILE” opens what was\n"
                "written."),
  .options = HEED_CLI_OPTION_OUTPUT,
  .run = run,
};
