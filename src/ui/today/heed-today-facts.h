/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "heed-journal.h"

G_BEGIN_DECLS

/**
 * HeedTodayQuestion:
 * @words: the question
 * @path: where the self-check asks it, which is what an answer is about
 *
 * A question that can be today's.
 */
typedef struct
{
  char *words;
  char *path;
} HeedTodayQuestion;

/**
 * HeedTodayFacts:
 * @tallies: (element-type HeedTally): how many entries there are of each kind
 * @plans: (element-type HeedEntry): plans, newest first, one a tip
 * @answers: (element-type HeedEntry): answers to earlier days' questions,
 *   newest first
 * @worksheet: (nullable): the worksheet edited last that is not complete
 * @latest_mean: mean rating of the latest self-check; NAN if there is none
 * @earlier_mean: mean rating of the one before; NAN if there is none
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
  GPtrArray *plans;
  GPtrArray *answers;
  HeedEntry *worksheet;
  double latest_mean;
  double earlier_mean;
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
guint           heed_today_facts_count       (HeedTodayFacts       *facts,
                                              const char           *form_id,
                                              const char           *item_id);
GPtrArray      *heed_today_list_questions    (HeedWorkbook         *workbook);

G_END_DECLS
