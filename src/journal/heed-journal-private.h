/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What the parts of the journal share. */

#pragma once

#include "heed-journal-work.h"
#include "heed-journal.h"

G_BEGIN_DECLS

HeedWork  *heed_journal_new_work              (HeedJournal         *self);
void       heed_journal_call                  (HeedJournal         *self,
                                               HeedStoreFunc        func,
                                               HeedWork            *work,
                                               GDestroyNotify       result_free,
                                               GCancellable        *cancellable,
                                               GAsyncReadyCallback  callback,
                                               gpointer             user_data);
void       heed_journal_forward_result_cb     (GObject             *source,
                                               GAsyncResult        *result,
                                               gpointer             data);
HeedEntry *heed_journal_dup_entry_for_summary (HeedJournal         *self,
                                               HeedSummary         *summary);
HeedEntry *heed_journal_find_live            (HeedJournal         *self,
                                               const char          *id);

G_END_DECLS
