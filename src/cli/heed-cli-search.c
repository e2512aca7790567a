/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* heed search: the entries with some words in them, a line each. */

#include "heed-cli-journal.h"
#include "heed-cli-output.h"
#include "heed-cli-query.h"
#include "heed-workbook-locate.h"

#include <glib/gi18n.h>

static gboolean
write_lines (GPtrArray     *matches,
             HeedWorkbook  *workbook,
             GError       **error)
{
  g_autoptr (HeedCliOutput) output = heed_cli_output_open (NULL, error);

  for (guint i = 0; i < matches->len; i++)
    {
      const HeedMatch *match = g_ptr_array_index (matches, i);

      if (!heed_cli_output_add_entry (output, workbook, match->summary, match->snippet, error))
        return FALSE;
    }

  return heed_cli_output_commit (output, error);
}

static gboolean
run (HeedCliInput  *input,
     GError       **error)
{
  g_autoptr (HeedWorkbook) workbook = NULL;
  g_autoptr (HeedDatabase) database = NULL;
  g_autoptr (GPtrArray) matches = NULL;
  g_autofree char *words = NULL;
  g_autofree char *left_out = NULL;
  HeedQuery query = { 0 };

  if (input->words == NULL)
    heed_cli_refuse_usage (error, _("Say which words to look for."));
  if (input->words == NULL || !heed_cli_query_fill (input, &query, error))
    return FALSE;

  query.words = words = g_strjoinv (" ", input->words);
  workbook = heed_workbook_open_default (error);
  heed_query_set_form (&query, workbook, input->form);
  database = workbook != NULL ? heed_cli_open_journal (input, workbook, error) : NULL;
  matches = database != NULL ? heed_database_search (database, &query, error) : NULL;
  if (matches == NULL || !heed_database_close (database, error))
    return FALSE;

  if (matches->len == 0 && input->form != NULL && heed_cli_find_form (workbook, input->form, error) == NULL)
    return FALSE;

  left_out = heed_database_dup_left_out (words);
  /* To find nothing is an answer, not a failure. */
  if (matches->len == 0 && !heed_database_can_search (words))
    g_printerr (_("heed: “%s” cannot be searched for. Type a word, a number or a sign such as →.\n"), words);
  else if (matches->len == 0)
    g_printerr (_("heed: No entry has “%s” in it.\n"), words);
  else if (left_out != NULL)
    /* Translators: %s is one or more signs, such as “+” or “# +”. */
    g_printerr (_("heed: The search leaves out %s.\n"), left_out);

  return write_lines (matches, workbook, error);
}

const HeedCliCommand heed_cli_search = {
  .name = "search",
  .words = N_("WORDS…"),
  .summary = N_("List the entries that have all of the words in them, the best first"),
  .details = N_("The words are looked for in titles, answers and tags, however they are\n"
                "capitalized or accented, and also as the beginning of longer words; of answers\n"
                "that were chosen, the words that the form shows. Each line has an entry’s id,\n"
                "its day, its form, and the words around what was found, with tabs between them."),
  .options = HEED_CLI_OPTION_JOURNAL | HEED_CLI_OPTION_FILTER | HEED_CLI_OPTION_LIMIT,
  .run = run,
};
