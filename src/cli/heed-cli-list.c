/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* heed list: the entries, a line each. */

#include "heed-cli-journal.h"
#include "heed-cli-output.h"
#include "heed-cli-query.h"
#include "heed-workbook-locate.h"

#include <glib/gi18n.h>

static const char *
choose_text (HeedSummary *summary)
{
  const char *title = heed_record_get_title (heed_summary_get_head (summary));

  return title != NULL ? title : heed_summary_get_excerpt (summary);
}

static gboolean
write_lines (GPtrArray     *summaries,
             HeedWorkbook  *workbook,
             GError       **error)
{
  g_autoptr (HeedCliOutput) output = heed_cli_output_open (NULL, error);

  for (guint i = 0; i < summaries->len; i++)
    {
      HeedSummary *summary = g_ptr_array_index (summaries, i);

      if (!heed_cli_output_add_entry (output, workbook, summary, choose_text (summary), error))
        return FALSE;
    }

  return heed_cli_output_commit (output, error);
}

static gboolean
run (HeedCliInput  *input,
     GError       **error)
{
  HeedQuery query = { 0 };
  g_autoptr (HeedWorkbook) workbook = NULL;
  g_autoptr (HeedDatabase) database = NULL;
  g_autoptr (GPtrArray) summaries = NULL;

  if (!heed_cli_query_fill (input, &query, error))
    return FALSE;

  workbook = heed_workbook_open_default (error);
  heed_query_set_form (&query, workbook, input->form);
  database = workbook != NULL ? heed_cli_open_journal (input, workbook, error) : NULL;
  summaries = database != NULL ? heed_database_list (database, &query, error) : NULL;
  if (summaries == NULL || !heed_database_close (database, error))
    return FALSE;

  /* The journal may have entries of a form that this workbook has not. */
  if (summaries->len == 0 && input->form != NULL && heed_cli_find_form (workbook, input->form, error) == NULL)
    return FALSE;

  return write_lines (summaries, workbook, error);
}

const HeedCliCommand heed_cli_list = {
  .name = "list",
  .summary = N_("List the entries, newest first"),
  .details = N_("Each line has an entry’s id, its day, its form, and its title or first words,\n"
                "with tabs between them."),
  .options = HEED_CLI_OPTION_JOURNAL | HEED_CLI_OPTION_FILTER | HEED_CLI_OPTION_LIMIT,
  .run = run,
};
