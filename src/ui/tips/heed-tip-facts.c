/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What the page of a tip shows, gathered from the journal. */

#include "heed-tip-facts.h"

#include "heed-journal-batch.h"

/* The most notes on tries that are shown, as each is loaded for it. */
#define MAX_TRIES 50

/* More than one is left over only where journals were joined. */
#define MAX_BOOKMARKS 10

typedef struct
{
  HeedTipFacts *facts;
  char *tip_id;
} Load;

static void
free_load (Load *load)
{
  g_clear_pointer (&load->facts, heed_tip_facts_free);
  g_free (load->tip_id);
  g_free (load);
}

static void
unref_record (gpointer record)
{
  heed_record_unref (record);
}

static void
opened_cb (const GError *error,
           gpointer      data)
{
  g_autoptr (GTask) task = data;
  Load *load = g_task_get_task_data (task);
  HeedTipFacts *facts = load->facts;
  g_autoptr (GPtrArray) records = g_ptr_array_new_with_free_func (unref_record);

  if (error != NULL)
    {
      g_task_return_error (task, g_error_copy (error));
      return;
    }

  for (guint i = 0; i < facts->decisions->len; i++)
    g_ptr_array_add (records, heed_record_ref (heed_entry_get_record (g_ptr_array_index (facts->decisions, i))));
  facts->status = heed_tip_status_find (load->tip_id, facts->tallies, records);
  g_task_return_pointer (task, g_steal_pointer (&load->facts), (GDestroyNotify) heed_tip_facts_free);
}

static void
open_all (HeedJournalBatch *batch,
          GPtrArray        *entries)
{
  for (guint i = 0; i < entries->len; i++)
    heed_journal_batch_open (batch, g_ptr_array_index (entries, i));
}

/* What can be changed from the page has to be open. The window may be closing
 * by now, and the journal with it. */
static void
listed_cb (const GError *error,
           gpointer      data)
{
  g_autoptr (GTask) task = data;
  Load *load = g_task_get_task_data (task);
  HeedJournal *journal = g_task_get_source_object (task);
  HeedJournalBatch *batch;

  if (error != NULL || !heed_journal_is_open (journal))
    {
      g_task_return_error (task, error != NULL ? g_error_copy (error)
                                               : g_error_new_literal (G_IO_ERROR, G_IO_ERROR_CLOSED, ""));
      return;
    }

  batch = heed_journal_batch_new (journal, opened_cb, g_steal_pointer (&task));
  open_all (batch, load->facts->plans);
  open_all (batch, load->facts->decisions);
  open_all (batch, load->facts->bookmarks);
  heed_journal_batch_end (batch);
}

/**
 * heed_tip_facts_load_async:
 * @journal: an open journal
 * @tip_id: a tip of its workbook
 * @callback: called with the result
 * @user_data: for @callback
 *
 * Gathers what the page of a tip shows.
 */
void
heed_tip_facts_load_async (HeedJournal         *journal,
                           const char          *tip_id,
                           GAsyncReadyCallback  callback,
                           gpointer             user_data)
{
  GTask *task = g_task_new (journal, NULL, callback, user_data);
  HeedJournalBatch *batch = heed_journal_batch_new (journal, listed_cb, task);
  HeedTipFacts *facts = g_new0 (HeedTipFacts, 1);
  Load *load = g_new0 (Load, 1);

  load->facts = facts;
  load->tip_id = g_strdup (tip_id);
  g_task_set_task_data (task, load, (GDestroyNotify) free_load);

  heed_journal_batch_tally (batch, &facts->tallies);
  heed_journal_batch_query (batch, &(HeedQuery) { .form_id = HEED_FORM_PLAN, .item_id = tip_id, .limit = 1 },
                            &facts->plans);
  heed_journal_batch_query (batch, &(HeedQuery) { .form_id = HEED_FORM_TRY, .item_id = tip_id, .limit = MAX_TRIES },
                            &facts->tries);
  heed_journal_batch_query (batch, &(HeedQuery) { .form_id = HEED_FORM_DECISION, .item_id = tip_id,
                                                   .limit = HEED_DECISIONS_EACH },
                            &facts->decisions);
  heed_journal_batch_query (batch, &(HeedQuery) { .form_id = HEED_FORM_BOOKMARK, .item_id = tip_id, .limit = MAX_BOOKMARKS },
                            &facts->bookmarks);
  heed_journal_batch_end (batch);
}

/**
 * heed_tip_facts_load_finish: (skip)
 * @result: what the callback got
 * @error: return location for an error
 *
 * Ends heed_tip_facts_load_async().
 *
 * Returns: (transfer full): the facts
 */
HeedTipFacts *
heed_tip_facts_load_finish (GAsyncResult  *result,
                            GError       **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * heed_tip_facts_free:
 * @facts: (transfer full): facts
 *
 * Frees facts.
 */
void
heed_tip_facts_free (HeedTipFacts *facts)
{
  g_clear_pointer (&facts->tallies, g_ptr_array_unref);
  g_clear_pointer (&facts->plans, g_ptr_array_unref);
  g_clear_pointer (&facts->tries, g_ptr_array_unref);
  g_clear_pointer (&facts->decisions, g_ptr_array_unref);
  g_clear_pointer (&facts->bookmarks, g_ptr_array_unref);
  g_free (facts);
}
