/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "heed-journal.h"

G_BEGIN_DECLS

/**
 * HeedJournalBatch:
 *
 * Several questions to the journal at once, about what was written in the workbook
 * that is open, unless a question names another, or neither a form nor an item. Begin with heed_journal_batch_new(), ask,
 * and call heed_journal_batch_end(): when everything is answered the callback is called
 * once, and the gathering is gone.
 *
 * Main thread only.
 */
typedef struct _HeedJournalBatch HeedJournalBatch;

/**
 * HeedJournalBatchFunc:
 * @error: (nullable) (transfer none): why something could not be answered
 * @user_data: what the caller gave
 *
 * Called when everything is answered. Where @error is set some answers are
 * missing.
 */
typedef void (*HeedJournalBatchFunc) (const GError *error,
                                      gpointer      user_data);

HeedJournalBatch *heed_journal_batch_new   (HeedJournal           *journal,
                                            HeedJournalBatchFunc   func,
                                            gpointer               user_data);
void              heed_journal_batch_query (HeedJournalBatch      *self,
                                            const HeedQuery       *query,
                                            GPtrArray            **entries);
void              heed_journal_batch_read  (HeedJournalBatch      *self,
                                            const HeedQuery       *query,
                                            GPtrArray            **records);
void              heed_journal_batch_tally (HeedJournalBatch      *self,
                                            GPtrArray            **tallies);
void              heed_journal_batch_open  (HeedJournalBatch      *self,
                                            HeedEntry             *entry);
void              heed_journal_batch_end   (HeedJournalBatch      *self);

G_END_DECLS
