/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "heed-review-schedule.h"
#include "heed-workbook.h"

G_BEGIN_DECLS

/**
 * HeedDayQuestion:
 * @words: the question
 * @path: where the self-check asks it, which is what an answer is about
 *
 * A question that can be today's.
 */
typedef struct
{
  char *words;
  char *path;
} HeedDayQuestion;

GPtrArray *heed_day_questions_list        (HeedWorkbook *workbook);
GArray    *heed_day_questions_get_spacing (GPtrArray    *questions,
                                           GPtrArray    *tallies);

G_END_DECLS
