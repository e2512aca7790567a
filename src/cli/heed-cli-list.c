/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* heed list and heed search: entries, a line each. */

#include "heed-cli-command.h"

#include "heed-wording.h"
#include "heed-workbook-locate.h"

#include <glib/gi18n.h>
#include <string.h>

static gboolean
read_day (const char  *text,
          guint32     *day,
          GError     **error)
{
  if (text == NULL || heed_day_parse_iso (text, day))
    return TRUE;

  heed_cli_refuse_usage (error, _("“%s” is not a day. Write it like 2026-11-21."), text);
  return FALSE;
}

/* Fails where that is no day, or where no entry could ever fit. */
static gboolean
fill_query (HeedCliInput  *input,
            HeedQuery     *query,
            GError       **error)
{
  query->tag = input->tag;
  query->limit = (guint) input->limit;
  if (input->complete || input->incomplete)
    query->completion = input->complete ? HEED_COMPLETION_COMPLETE : HEED_COMPLETION_INCOMPLETE;
  if (!read_day (input->since, &query->first_day, error) || !read_day (input->until, &query->last_day, error))
    return FALSE;

  if (input->complete && input->incomplete)
    heed_cli_refuse_usage (error, _("Take --complete or --incomplete, not both."));
  else if (query->last_day != 0 && query->last_day < query->first_day)
    heed_cli_refuse_usage (error, _("The day of --until is before that of --since."));
  else
    return TRUE;

  return FALSE;
}

/* Summaries, or what was found where @words are looked for. */
static GPtrArray *
find_entries (HeedCliInput  *input,
              const char    *words,
              HeedWorkbook **workbook,
              GError       **error)
{
  HeedQuery query = { .words = words };
  g_autoptr (HeedDatabase) database = NULL;
  g_autoptr (GPtrArray) found = NULL;

  if (!fill_query (input, &query, error))
    return NULL;

  *workbook = heed_workbook_open_default (error);
  if (*workbook == NULL)
    return NULL;

  heed_query_set_form (&query, *workbook, input->form);
  database = heed_cli_open_journal (input, *workbook, error);
  if (database != NULL)
    found = words != NULL ? heed_database_search (database, &query, error) : heed_database_list (database, &query, error);
  if (found == NULL || !heed_database_close (database, error))
    return NULL;

  /* The journal may have entries of a form that this workbook has not. */
  if (found->len == 0 && input->form != NULL && heed_cli_find_form (*workbook, input->form, error) == NULL)
    return NULL;

  return g_steal_pointer (&found);
}

/* Text in one field of a line: no line ends, tabs, or what a terminal would
 * obey. */
static void
add_cell (GString    *lines,
          const char *text)
{
  gboolean gap = FALSE;
  gsize start = lines->len;

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar letter = g_utf8_get_char (p);

      if (letter == g_utf8_get_char (HEED_MATCH_START) || letter == g_utf8_get_char (HEED_MATCH_END))
        continue;
      if (g_unichar_iscntrl (letter) || letter == ' ')
        {
          gap = lines->len > start;
          continue;
        }
      if (gap)
        g_string_append_c (lines, ' ');
      g_string_append_unichar (lines, letter);
      gap = FALSE;
    }
}

/* The id of an entry, the day on its writer's calendar, its form and @text, with tabs
 * between them. */
static void
add_entry (GString      *lines,
           HeedWorkbook *workbook,
           HeedSummary  *summary,
           const char   *text)
{
  HeedRecord *head = heed_summary_get_head (summary);
  g_autofree char *day = heed_day_format_iso (heed_timestamp_get_day (heed_record_get_created (head)));

  g_string_append_printf (lines, "%s\t%s\t", heed_record_get_id (head), day);
  add_cell (lines, heed_wording_get_kind (workbook, head));
  g_string_append_c (lines, '\t');
  add_cell (lines, text);
  g_string_append_c (lines, '\n');
}

static gboolean
run_list (HeedCliInput  *input,
          GError       **error)
{
  g_autoptr (HeedWorkbook) workbook = NULL;
  g_autoptr (GPtrArray) summaries = find_entries (input, NULL, &workbook, error);
  g_autoptr (GString) lines = g_string_new (NULL);

  for (guint i = 0; summaries != NULL && i < summaries->len; i++)
    {
      HeedSummary *summary = g_ptr_array_index (summaries, i);
      const char *title = heed_record_get_title (heed_summary_get_head (summary));

      add_entry (lines, workbook, summary, title != NULL ? title : heed_summary_get_excerpt (summary));
    }

  return summaries != NULL && heed_cli_say (lines->str, error);
}

static gboolean
run_search (HeedCliInput  *input,
            GError       **error)
{
  g_autoptr (HeedWorkbook) workbook = NULL;
  g_autoptr (GPtrArray) matches = NULL;
  g_autoptr (GString) lines = g_string_new (NULL);
  g_autofree char *words = NULL;
  g_autofree char *left_out = NULL;

  if (input->words == NULL)
    {
      heed_cli_refuse_usage (error, _("Say which words to look for."));
      return FALSE;
    }

  words = g_strjoinv (" ", input->words);
  matches = find_entries (input, words, &workbook, error);
  if (matches == NULL)
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

  for (guint i = 0; i < matches->len; i++)
    {
      const HeedMatch *match = g_ptr_array_index (matches, i);

      add_entry (lines, workbook, match->summary, match->snippet);
    }

  return heed_cli_say (lines->str, error);
}

const HeedCliCommand heed_cli_list = {
  .name = "list",
  .summary = N_("List the entries, newest first"),
  .details = N_("Each line has an entry’s id, its day, its form, and its title or first words,\n"
                "with tabs between them."),
  .options = HEED_CLI_OPTION_JOURNAL | HEED_CLI_OPTION_FILTER | HEED_CLI_OPTION_LIMIT,
  .run = run_list,
};

const HeedCliCommand heed_cli_search = {
  .name = "search",
  .words = N_("WORDS…"),
  .summary = N_("List the entries that have all of the words in them, the best first"),
  .details = N_("The words are looked for in titles, answers and tags, however they are\n"
                "capitalized or accented, and also as the beginning of longer words; of answers\n"
                "that were chosen, the words that the form shows. Each line has an entry’s id,\n"
                "its day, its form, and the words around what was found, with tabs between them."),
  .options = HEED_CLI_OPTION_JOURNAL | HEED_CLI_OPTION_FILTER | HEED_CLI_OPTION_LIMIT,
  .run = run_search,
};
