/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What the page of the day shows, gathered from the journal. */

#include "heed-today-facts.h"

#include "heed-attempts.h"
#include "heed-journal-batch.h"

#include <math.h>

/* More than there are tips, with several plans for some. */
#define PLANS_MAX 50

/* The newest self-check, and of each activity the newest worksheet. */
typedef struct
{
  HeedTodayFacts *facts;
  GPtrArray *self_checks;
  GPtrArray **worksheets; /* one list for each activity */
  guint n_worksheets;
} Load;

static void
free_load (Load *load)
{
  g_clear_pointer (&load->facts, heed_today_facts_free);
  g_clear_pointer (&load->self_checks, g_ptr_array_unref);
  for (guint i = 0; i < load->n_worksheets; i++)
    g_clear_pointer (&load->worksheets[i], g_ptr_array_unref);
  g_free (load->worksheets);
  g_free (load);
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
          facts->tips_tried += heed_today_facts_get_status (facts, heed_item_get_id (tip)).tries > 0;
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

static gboolean
is_active (HeedTodayFacts *facts,
           HeedEntry      *plan)
{
  HeedItem *tip = heed_entry_get_item (plan);
  HeedTipStatus status;

  if (tip == NULL)
    return FALSE;

  status = heed_today_facts_get_status (facts, heed_item_get_id (tip));
  return heed_tip_status_is_active (&status);
}

/* Of several plans for a tip the newest is the one that counts, and none does
 * for a tip that has become a habit or was set aside. */
static void
keep_active_plans (HeedTodayFacts *facts)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < facts->plans->len;)
    {
      HeedEntry *plan = g_ptr_array_index (facts->plans, i);

      if (is_active (facts, plan) && g_hash_table_add (seen, (gpointer) heed_item_get_id (heed_entry_get_item (plan))))
        i++;
      else
        g_ptr_array_remove_index (facts->plans, i);
    }
}

static void
choose_worksheet (HeedTodayFacts *facts,
                  GPtrArray      *entries)
{
  HeedEntry *entry = entries != NULL && entries->len > 0 ? g_ptr_array_index (entries, 0) : NULL;
  HeedRecord *head = entry != NULL ? heed_entry_get_head (entry) : NULL;

  if (head == NULL || heed_timestamp_is_set (heed_record_get_completed (head)))
    return;

  if (facts->worksheet == NULL ||
      heed_record_get_modified (head).utc > heed_record_get_modified (heed_entry_get_head (facts->worksheet)).utc)
    g_set_object (&facts->worksheet, entry);
}

static void
loaded_cb (const GError *error,
           gpointer      data)
{
  g_autoptr (GTask) task = data;
  Load *load = g_task_get_task_data (task);
  HeedTodayFacts *facts = load->facts;
  HeedJournal *journal = g_task_get_source_object (task);
  HeedWorkbook *workbook = heed_journal_get_workbook (journal);

  if (error != NULL)
    {
      g_task_return_error (task, g_error_copy (error));
      return;
    }

  if (heed_workbook_get_tips (workbook) != NULL)
    count_tips (facts, heed_workbook_get_tips (workbook));
  if (heed_workbook_get_activities (workbook) != NULL)
    count_activities (facts, heed_workbook_get_activities (workbook));
  keep_active_plans (facts);
  choose_worksheet (facts, load->self_checks);
  for (guint i = 0; i < load->n_worksheets; i++)
    choose_worksheet (facts, load->worksheets[i]);
  facts->entries = g_list_model_get_n_items (G_LIST_MODEL (journal));
  g_task_return_pointer (task, g_steal_pointer (&load->facts), (GDestroyNotify) heed_today_facts_free);
}

/* One that is under way says nothing yet, but there may be one to go on with. */
static void
ask_for_checks (HeedJournalBatch *batch,
                Load             *load,
                const char       *form_id)
{
  HeedQuery query = { .form_id = form_id, .completion = HEED_COMPLETION_COMPLETE, .limit = HEED_ATTEMPTS_MAX };

  heed_journal_batch_query (batch, &query, &load->facts->checks);
  heed_journal_batch_query (batch, &(HeedQuery) { .form_id = form_id, .limit = 1 }, &load->self_checks);
}

static void
ask_for_worksheets (HeedJournalBatch *batch,
                    Load             *load,
                    GListModel       *activities)
{
  load->n_worksheets = g_list_model_get_n_items (activities);
  load->worksheets = g_new0 (GPtrArray *, load->n_worksheets);
  for (guint i = 0; i < load->n_worksheets; i++)
    {
      g_autoptr (HeedItem) activity = g_list_model_get_item (activities, i);

      heed_journal_batch_query (batch, &(HeedQuery) { .form_id = heed_item_get_form_id (activity), .limit = 1 },
                                &load->worksheets[i]);
    }
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
  GTask *task = g_task_new (journal, NULL, callback, user_data);
  HeedJournalBatch *batch = heed_journal_batch_new (journal, loaded_cb, task);
  HeedWorkbook *workbook = heed_journal_get_workbook (journal);
  HeedItem *questions = heed_workbook_get_questions (workbook);
  HeedItem *activities = heed_workbook_get_activities (workbook);
  HeedTodayFacts *facts = g_new0 (HeedTodayFacts, 1);
  Load *load = g_new0 (Load, 1);

  load->facts = facts;
  g_task_set_task_data (task, load, (GDestroyNotify) free_load);
  heed_journal_batch_tally (batch, &facts->tallies);
  heed_journal_batch_read (batch, &(HeedQuery) { .form_id = HEED_FORM_DECISION, .each = HEED_DECISIONS_EACH },
                           &facts->decisions);
  heed_journal_batch_query (batch, &(HeedQuery) { .form_id = HEED_FORM_PLAN, .limit = PLANS_MAX }, &facts->plans);
  if (questions != NULL)
    ask_for_checks (batch, load, heed_item_get_form_id (questions));
  if (activities != NULL)
    ask_for_worksheets (batch, load, heed_item_get_children (activities));
  heed_journal_batch_end (batch);
}

/**
 * heed_today_facts_load_finish: (skip)
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
  g_clear_pointer (&facts->decisions, g_ptr_array_unref);
  g_clear_pointer (&facts->plans, g_ptr_array_unref);
  g_clear_pointer (&facts->checks, g_ptr_array_unref);
  g_clear_object (&facts->worksheet);
  g_free (facts);
}

/**
 * heed_today_facts_get_status: (skip)
 * @facts: facts
 * @tip_id: a tip
 *
 * Works out how somebody stands with a tip.
 *
 * Returns: the status
 */
HeedTipStatus
heed_today_facts_get_status (HeedTodayFacts *facts,
                             const char     *tip_id)
{
  return heed_tip_status_find (tip_id, facts->tallies, facts->decisions);
}

/**
 * heed_today_facts_get_mean:
 * @facts: facts
 * @position: which self-check; 0 for the latest, 1 for the one before
 *
 * Gets the average of what was rated in a self-check.
 *
 * Returns: the average; NAN if there is none
 */
double
heed_today_facts_get_mean (HeedTodayFacts *facts,
                           guint           position)
{
  HeedEntry *check = facts->checks != NULL && position < facts->checks->len
                       ? g_ptr_array_index (facts->checks, position)
                       : NULL;
  HeedSummary *summary = check != NULL ? heed_entry_get_summary (check) : NULL;

  return summary != NULL ? heed_summary_get_mean_rating (summary) : NAN;
}
