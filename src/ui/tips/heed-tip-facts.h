/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "heed-journal.h"
#include "heed-tip-status.h"

G_BEGIN_DECLS

/**
 * HeedTipFacts:
 * @status: how somebody stands with the tip
 * @tallies: (element-type HeedTally): how many entries there are of each kind
 * @plans: (element-type HeedEntry): the newest plan, open, or nothing
 * @tries: (element-type HeedEntry): notes on tries, newest first
 * @decisions: (element-type HeedEntry): decisions, open, newest first
 * @bookmarks: (element-type HeedEntry): bookmarks, open
 *
 * What the page of a tip shows.
 */
typedef struct
{
  HeedTipStatus status;
  GPtrArray *tallies;
  GPtrArray *plans;
  GPtrArray *tries;
  GPtrArray *decisions;
  GPtrArray *bookmarks;
} HeedTipFacts;

void          heed_tip_facts_load_async  (HeedJournal          *journal,
                                          const char           *tip_id,
                                          GAsyncReadyCallback   callback,
                                          gpointer              user_data);
HeedTipFacts *heed_tip_facts_load_finish (GAsyncResult         *result,
                                          GError              **error);
void          heed_tip_facts_free        (HeedTipFacts         *facts);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HeedTipFacts, heed_tip_facts_free)

G_END_DECLS
