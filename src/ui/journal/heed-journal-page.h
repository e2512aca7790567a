/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "heed-live-bin.h"

G_BEGIN_DECLS

#define HEED_TYPE_JOURNAL_PAGE (heed_journal_page_get_type ())
G_DECLARE_FINAL_TYPE (HeedJournalPage, heed_journal_page, HEED, JOURNAL_PAGE, HeedLiveBin)

/**
 * HeedJournalPage:
 *
 * Every entry by month, with a search and filters; where the window is wide the selected
 * entry stands beside the list, otherwise it slides in. Set its property
 * `journal` once the journal is open.
 */

void heed_journal_page_start_search (HeedJournalPage *self);
void heed_journal_page_show         (HeedJournalPage *self,
                                     const char      *form_id,
                                     const char      *tag);
void heed_journal_page_select       (HeedJournalPage *self,
                                     HeedEntry       *entry);

G_END_DECLS
