/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "heed-live-bin.h"

G_BEGIN_DECLS

#define HEED_TYPE_TIPS_PAGE (heed_tips_page_get_type ())
G_DECLARE_FINAL_TYPE (HeedTipsPage, heed_tips_page, HEED, TIPS_PAGE, HeedLiveBin)

/**
 * HeedTipsPage:
 *
 * All tips in their groups, with what has become of each. Chips show only one
 * group, only what is being practiced or only what is bookmarked, and a search
 * finds words in titles, summaries and texts as somebody types.
 *
 * Its action `tips.search` goes to the search.
 */

#define HEED_TYPE_TIP_ROW (heed_tip_row_get_type ())
G_DECLARE_FINAL_TYPE (HeedTipRow, heed_tip_row, HEED, TIP_ROW, AdwPreferencesRow)

/**
 * HeedTipRow:
 *
 * A tip on the page: its name, what it is about, and what has become of it.
 */

G_END_DECLS
