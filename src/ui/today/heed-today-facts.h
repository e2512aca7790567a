/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "heed-journal.h"
#include "heed-tip-status.h"

G_BEGIN_DECLS

/**
 * HeedTodayFacts:
 * @tallies: (element-type HeedTally): how many entries there are of each kind
 * @decisions: (element-type HeedRecord): decisions on tips, newest first
 * @plans: (element-type HeedEntry): plans that are being practiced, newest
 *   first, one a tip
 * @checks: (element-type HeedEntry): finished self-checks, newest first
 * @worksheet: (nullable): the worksheet or self-check edited last that is not
 *   complete
 * @tips: how many tips the workbook has
 * @tips_tried: how many of them were tried
 * @activities: how many activities the workbook has
 * @activities_done: how many of them were completed
 * @entries: how many entries there are
 *
 * What the page of the day shows.
 */
typedef struct
{
  GPtrArray *tallies;
  GPtrArray *decisions;
  GPtrArray *plans;
  GPtrArray *checks;
  HeedEntry *worksheet;
  guint tips;
  guint tips_tried;
  guint activities;
  guint activities_done;
  guint entries;
} HeedTodayFacts;

void            heed_today_facts_load_async  (HeedJournal          *journal,
                                              GAsyncReadyCallback   callback,
                                              gpointer              user_data);
HeedTodayFacts *heed_today_facts_load_finish (GAsyncResult         *result,
                                              GError              **error);
void            heed_today_facts_free        (HeedTodayFacts       *facts);
HeedTipStatus   heed_today_facts_get_status  (HeedTodayFacts       *facts,
                                              const char           *tip_id);
double          heed_today_facts_get_mean    (HeedTodayFacts       *facts,
                                              guint                 position);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HeedTodayFacts, heed_today_facts_free)

G_END_DECLS
