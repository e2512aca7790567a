/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "heed-live-bin.h"

G_BEGIN_DECLS

#define HEED_TYPE_TIP_PAGE (heed_tip_page_get_type ())
G_DECLARE_FINAL_TYPE (HeedTipPage, heed_tip_page, HEED, TIP_PAGE, HeedLiveBin)

/**
 * HeedTipPage:
 *
 * A page for one tip: what it says, the plan for it, the notes on tries, and
 * what becomes of it.
 *
 * Its actions: `tip.use-cue` (s) puts words into the first half of the plan;
 * `entry.undo` and `entry.redo` go through the changes of the plan; `tip.bookmark`
 * sets a bookmark, or removes it; `tip.decide` (s) keeps the tip as a habit or
 * sets it aside, and `tip.take-up` takes that back.
 */

GtkWidget *heed_tip_page_new     (HeedJournal *journal,
                                  HeedItem    *tip);

G_END_DECLS
