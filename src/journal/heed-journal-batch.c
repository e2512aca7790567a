/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Several questions to the journal at once. See heed-journal-batch.h. */

#include "heed-journal-batch.h"

struct _HeedJournalBatch
{
  HeedJournal *journal;
  HeedJournalBatchFunc func;
  gpointer user_data;
  GError *error; /* the first one */
  guint pending; /* answers, and the end of asking */
};

typedef GPtrArray *(*FinishFunc) (HeedJournal   *journal,
                                  GAsyncResult  *result,
                                  GError       **error);

/* One question, and where its answer goes. */
typedef struct
{
  HeedJournalBatch *batch;
  FinishFunc finish;
  GPtrArray **place;
} Question;

static void
end_part (HeedJournalBatch *self)
{
  if (--self->pending > 0)
    return;

  self->func (self->error, self->user_data);
  g_object_unref (self->journal);
  g_clear_error (&self->error);
  g_free (self);
}

static void
answered_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      data)
{
  g_autofree Question *question = data;
  HeedJournalBatch *self = question->batch;

  *question->place = question->finish (HEED_JOURNAL (source), result, self->error == NULL ? &self->error : NULL);
  end_part (self);
}

static void
opened_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      data)
{
  HeedJournalBatch *self = data;

  heed_journal_finish (HEED_JOURNAL (source), result, self->error == NULL ? &self->error : NULL);
  end_part (self);
}

static Question *
new_question (HeedJournalBatch  *self,
              FinishFunc         finish,
              GPtrArray        **place)
{
  Question *question = g_new0 (Question, 1);

  question->batch = self;
  question->finish = finish;
  question->place = place;
  self->pending++;
  return question;
}

static HeedQuery
ask_for_workbook (HeedJournalBatch *self,
                  const HeedQuery  *query)
{
  HeedQuery asked = *query;

  /* A day is the same in all of them. */
  if (asked.workbook_id == NULL && (asked.form_id != NULL || asked.item_id != NULL))
    asked.workbook_id = heed_workbook_get_id (heed_journal_get_workbook (self->journal));
  return asked;
}

/**
 * heed_journal_batch_new:
 * @journal: an open journal
 * @func: (scope async): called when everything is answered
 * @user_data: for @func
 *
 * Begins to ask.
 *
 * Returns: (transfer none): the gathering, which frees itself after the end
 */
HeedJournalBatch *
heed_journal_batch_new (HeedJournal          *journal,
                        HeedJournalBatchFunc  func,
                        gpointer              user_data)
{
  HeedJournalBatch *self = g_new0 (HeedJournalBatch, 1);

  self->journal = g_object_ref (journal);
  self->func = func;
  self->user_data = user_data;
  self->pending = 1;
  return self;
}

/**
 * heed_journal_batch_query:
 * @self: a gathering
 * @query: which entries
 * @entries: (out) (transfer full) (element-type HeedEntry): where the entries
 *   go; it must stay where it is until the callback
 *
 * Asks for entries with their summaries.
 */
void
heed_journal_batch_query (HeedJournalBatch  *self,
                          const HeedQuery   *query,
                          GPtrArray        **entries)
{
  const HeedQuery asked = ask_for_workbook (self, query);

  heed_journal_query_async (self->journal, &asked, answered_cb, new_question (self, heed_journal_query_finish, entries));
}

/**
 * heed_journal_batch_read:
 * @self: a gathering
 * @query: which entries
 * @records: (out) (transfer full) (element-type HeedRecord): where they go; it
 *   must stay where it is until the callback
 *
 * Asks for entries with all their answers.
 */
void
heed_journal_batch_read (HeedJournalBatch  *self,
                         const HeedQuery   *query,
                         GPtrArray        **records)
{
  const HeedQuery asked = ask_for_workbook (self, query);

  heed_journal_read_async (self->journal, &asked, answered_cb, new_question (self, heed_journal_read_finish, records));
}

/**
 * heed_journal_batch_tally:
 * @self: a gathering
 * @tallies: (out) (transfer full) (element-type HeedTally): where the counts
 *   go; it must stay where it is until the callback
 *
 * Asks how many entries of each kind there are.
 */
void
heed_journal_batch_tally (HeedJournalBatch  *self,
                          GPtrArray        **tallies)
{
  heed_journal_tally_async (self->journal, heed_workbook_get_id (heed_journal_get_workbook (self->journal)), answered_cb,
                            new_question (self, (FinishFunc) heed_journal_take_answer, tallies));
}

/**
 * heed_journal_batch_open:
 * @self: a gathering
 * @entry: an entry whose summary has arrived
 *
 * Asks for the answers of an entry, so that it is open.
 */
void
heed_journal_batch_open (HeedJournalBatch *self,
                         HeedEntry        *entry)
{
  self->pending++;
  heed_journal_open_entry_async (self->journal, entry, opened_cb, self);
}

/**
 * heed_journal_batch_end:
 * @self: (transfer full): a gathering
 *
 * Ends asking; the callback is called when the answers are there.
 */
void
heed_journal_batch_end (HeedJournalBatch *self)
{
  end_part (self);
}
