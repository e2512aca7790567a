/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What the page of the day shows, gathered from the journal. */

#include "heed-today-facts.h"

#include <math.h>

/* Several questions to the journal at once, and what has come back. */
typedef struct
{
  HeedTodayFacts *facts;
  GError *error;
  guint pending;
} Load;

static void
free_load (Load *load)
{
  g_clear_pointer (&load->facts, heed_today_facts_free);
  g_clear_error (&load->error);
  g_free (load);
}

static void
free_question (gpointer data)
{
  HeedTodayQuestion *question = data;

  g_free (question->words);
  g_free (question->path);
  g_free (question);
}

static gboolean
is_done (HeedTodayFacts *facts,
         const char     *form_id)
{
  for (guint i = 0; i < facts->tallies->len; i++)
    {
      const HeedTally *tally = g_ptr_array_index (facts->tallies, i);

      if (g_strcmp0 (tally->form_id, form_id) == 0 && tally->completed > 0)
        return TRUE;
    }

  return FALSE;
}

static void
count_tips (HeedTodayFacts *facts,
            HeedItem       *page)
{
  GListModel *groups = heed_item_get_children (page);

  for (guint i = 0; i < g_list_model_get_n_items (groups); i++)
    {
      g_autoptr (HeedItem) group = g_list_model_get_item (groups, i);
      GListModel *tips = heed_item_get_children (group);

      for (guint j = 0; j < g_list_model_get_n_items (tips); j++)
        {
          g_autoptr (HeedItem) tip = g_list_model_get_item (tips, j);

          facts->tips++;
          facts->tips_tried += heed_today_facts_count (facts, HEED_FORM_TRY, heed_item_get_id (tip)) > 0;
        }
    }
}

static void
count_activities (HeedTodayFacts *facts,
                  HeedItem       *page)
{
  GListModel *activities = heed_item_get_children (page);

  for (guint i = 0; i < g_list_model_get_n_items (activities); i++)
    {
      g_autoptr (HeedItem) activity = g_list_model_get_item (activities, i);

      facts->activities++;
      facts->activities_done += is_done (facts, heed_item_get_form_id (activity));
    }
}

/* Of several plans for a tip the newest is the one that counts. */
static void
keep_one_plan_a_tip (GPtrArray *plans)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < plans->len;)
    {
      const char *tip = heed_record_get_item_id (heed_entry_get_head (g_ptr_array_index (plans, i)));

      if (tip == NULL || !g_hash_table_add (seen, (gpointer) tip))
        g_ptr_array_remove_index (plans, i);
      else
        i++;
    }
}

static void
finish_load (GTask *task)
{
  Load *load = g_task_get_task_data (task);
  HeedJournal *journal = g_task_get_source_object (task);
  HeedWorkbook *workbook = heed_journal_get_workbook (journal);

  if (load->error != NULL)
    {
      g_task_return_error (task, g_steal_pointer (&load->error));
      return;
    }

  if (heed_workbook_get_tips (workbook) != NULL)
    count_tips (load->facts, heed_workbook_get_tips (workbook));
  if (heed_workbook_get_activities (workbook) != NULL)
    count_activities (load->facts, heed_workbook_get_activities (workbook));
  keep_one_plan_a_tip (load->facts->plans);
  load->facts->entries = g_list_model_get_n_items (G_LIST_MODEL (journal));
  g_task_return_pointer (task, g_steal_pointer (&load->facts), (GDestroyNotify) heed_today_facts_free);
}

/* Ends one of the questions; @error, if there is one, is taken over. */
static void
end_part (GTask  *task,
          GError *error)
{
  Load *load = g_task_get_task_data (task);

  if (load->error == NULL)
    load->error = error;
  else
    g_clear_error (&error);

  if (--load->pending == 0)
    finish_load (task);
  g_object_unref (task);
}

static void
tally_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      data)
{
  Load *load = g_task_get_task_data (data);
  GError *error = NULL;

  load->facts->tallies = heed_journal_tally_finish (HEED_JOURNAL (source), result, &error);
  end_part (data, error);
}

static void
plans_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      data)
{
  Load *load = g_task_get_task_data (data);
  GError *error = NULL;

  load->facts->plans = heed_journal_query_finish (HEED_JOURNAL (source), result, &error);
  end_part (data, error);
}

static void
answers_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      data)
{
  Load *load = g_task_get_task_data (data);
  GError *error = NULL;

  load->facts->answers = heed_journal_query_finish (HEED_JOURNAL (source), result, &error);
  end_part (data, error);
}

static void
checks_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      data)
{
  Load *load = g_task_get_task_data (data);
  GError *error = NULL;
  g_autoptr (GPtrArray) checks = heed_journal_query_finish (HEED_JOURNAL (source), result, &error);
  double *means[] = { &load->facts->latest_mean, &load->facts->earlier_mean };

  for (guint i = 0; checks != NULL && i < MIN (checks->len, G_N_ELEMENTS (means)); i++)
    *means[i] = heed_summary_get_mean_rating (heed_entry_get_summary (g_ptr_array_index (checks, i)));
  end_part (data, error);
}

static void
worksheet_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      data)
{
  HeedTodayFacts *facts = ((Load *) g_task_get_task_data (data))->facts;
  GError *error = NULL;
  g_autoptr (GPtrArray) entries = heed_journal_query_finish (HEED_JOURNAL (source), result, &error);

  if (entries != NULL && entries->len > 0)
    {
      HeedEntry *entry = g_ptr_array_index (entries, 0);
      HeedRecord *head = heed_entry_get_head (entry);

      if (!heed_stamp_is_set (heed_record_get_completed (head)) &&
          (facts->worksheet == NULL ||
           heed_record_get_modified (head).utc > heed_record_get_modified (heed_entry_get_head (facts->worksheet)).utc))
        g_set_object (&facts->worksheet, entry);
    }
  end_part (data, error);
}

static void
query (GTask               *task,
       const char          *form_id,
       guint                limit,
       GAsyncReadyCallback  callback)
{
  Load *load = g_task_get_task_data (task);
  HeedQuery wanted = { .form_id = form_id, .limit = limit };

  load->pending++;
  heed_journal_query_async (g_task_get_source_object (task), &wanted, callback, g_object_ref (task));
}

/**
 * heed_today_facts_load_async:
 * @journal: an open journal
 * @callback: called with the result
 * @user_data: for @callback
 *
 * Gathers what the page of the day shows.
 */
void
heed_today_facts_load_async (HeedJournal         *journal,
                             GAsyncReadyCallback  callback,
                             gpointer             user_data)
{
  g_autoptr (GTask) task = g_task_new (journal, NULL, callback, user_data);
  HeedWorkbook *workbook = heed_journal_get_workbook (journal);
  HeedItem *questions = heed_workbook_get_questions (workbook);
  HeedItem *activities = heed_workbook_get_activities (workbook);
  Load *load = g_new0 (Load, 1);

  load->facts = g_new0 (HeedTodayFacts, 1);
  load->facts->latest_mean = load->facts->earlier_mean = NAN;
  g_task_set_task_data (task, load, (GDestroyNotify) free_load);

  query (task, HEED_FORM_PLAN, 50, plans_cb);
  query (task, HEED_FORM_ANSWER, 200, answers_cb);
  if (questions != NULL)
    query (task, heed_item_get_form_id (questions), 2, checks_cb);
  for (guint i = 0; activities != NULL && i < g_list_model_get_n_items (heed_item_get_children (activities)); i++)
    {
      g_autoptr (HeedItem) activity = g_list_model_get_item (heed_item_get_children (activities), i);

      query (task, heed_item_get_form_id (activity), 1, worksheet_cb);
    }

  load->pending++;
  heed_journal_tally_async (journal, tally_cb, g_object_ref (task));
}

/**
 * heed_today_facts_load_finish:
 * @result: what the callback got
 * @error: return location for an error
 *
 * Ends heed_today_facts_load_async().
 *
 * Returns: (transfer full): the facts
 */
HeedTodayFacts *
heed_today_facts_load_finish (GAsyncResult  *result,
                              GError       **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * heed_today_facts_free:
 * @facts: (transfer full): facts
 *
 * Frees facts.
 */
void
heed_today_facts_free (HeedTodayFacts *facts)
{
  g_clear_pointer (&facts->tallies, g_ptr_array_unref);
  g_clear_pointer (&facts->plans, g_ptr_array_unref);
  g_clear_pointer (&facts->answers, g_ptr_array_unref);
  g_clear_object (&facts->worksheet);
  g_free (facts);
}

/**
 * heed_today_facts_count:
 * @facts: facts
 * @form_id: a form
 * @item_id: (nullable): what the entries are about
 *
 * Counts the entries of a kind.
 *
 * Returns: how many there are
 */
guint
heed_today_facts_count (HeedTodayFacts *facts,
                        const char     *form_id,
                        const char     *item_id)
{
  for (guint i = 0; i < facts->tallies->len; i++)
    {
      const HeedTally *tally = g_ptr_array_index (facts->tallies, i);

      if (g_strcmp0 (tally->form_id, form_id) == 0 && g_strcmp0 (tally->item_id, item_id) == 0)
        return tally->entries;
    }

  return 0;
}

/**
 * heed_today_list_questions:
 * @workbook: a workbook
 *
 * Lists the questions that can be today's: the numbered ones of the first part
 * of the self-check.
 *
 * Returns: (transfer full) (element-type HeedTodayQuestion): the questions
 */
GPtrArray *
heed_today_list_questions (HeedWorkbook *workbook)
{
  GPtrArray *questions = g_ptr_array_new_with_free_func (free_question);
  HeedItem *page = heed_workbook_get_questions (workbook);
  HeedForm *form = page != NULL ? heed_workbook_find_form (workbook, heed_item_get_form_id (page)) : NULL;
  HeedField *part = form != NULL ? heed_form_get_field (form, 0) : NULL;

  for (guint i = 0; part != NULL && i < heed_field_get_n_fields (part); i++)
    {
      HeedField *field = heed_field_get_field (part, i);
      HeedTodayQuestion *question = g_new0 (HeedTodayQuestion, 1);

      question->words = g_strdup (heed_field_get_label (field));
      question->path = g_strconcat (heed_field_get_id (part), "/", heed_field_get_id (field), NULL);
      g_ptr_array_add (questions, question);
    }

  return questions;
}
