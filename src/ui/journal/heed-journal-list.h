/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "heed-filter.h"
#include "heed-journal.h"
#include "heed-selection.h"

G_BEGIN_DECLS

#define HEED_TYPE_JOURNAL_LIST (heed_journal_list_get_type ())
G_DECLARE_FINAL_TYPE (HeedJournalList, heed_journal_list, HEED, JOURNAL_LIST, AdwBin)

/**
 * HeedJournalList:
 *
 * The entries of a journal by month, with a search, filters, a calendar, and a
 * mode in which several are checked. It emits `activated` with an entry that a
 * person wants opened.
 *
 * It has the actions `entries.select`, which goes into that mode and out of it,
 * `entries.select-all`, `entries.clear`, which takes words and filters off, and
 * `entries.delete`.
 */

void           heed_journal_list_set_journal      (HeedJournalList *self,
                                                   HeedJournal     *journal);
HeedFilter    *heed_journal_list_get_filter       (HeedJournalList *self);
HeedSelection *heed_journal_list_get_selection    (HeedJournalList *self);
void           heed_journal_list_set_single_click (HeedJournalList *self,
                                                   gboolean         single_click);
gboolean       heed_journal_list_select           (HeedJournalList *self,
                                                   HeedEntry       *entry);
void           heed_journal_list_start_search     (HeedJournalList *self);
void           heed_journal_list_show_everything  (HeedJournalList *self);

G_END_DECLS
