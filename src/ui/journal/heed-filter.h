/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

#include "heed-journal.h"

G_BEGIN_DECLS

/**
 * HeedPeriod:
 * @HEED_PERIOD_ANY: at any time
 * @HEED_PERIOD_WEEK: this week
 * @HEED_PERIOD_MONTH: this month
 * @HEED_PERIOD_QUARTER: in the last three months
 * @HEED_PERIOD_YEAR: this year
 * @HEED_PERIOD_DAYS: from one day to another
 *
 * When entries were begun.
 */
typedef enum
{
  HEED_PERIOD_ANY,
  HEED_PERIOD_WEEK,
  HEED_PERIOD_MONTH,
  HEED_PERIOD_QUARTER,
  HEED_PERIOD_YEAR,
  HEED_PERIOD_DAYS,
} HeedPeriod;

/**
 * HeedFilterPart:
 * @HEED_FILTER_FORM: of one kind
 * @HEED_FILTER_TAG: with a tag
 * @HEED_FILTER_PERIOD: of some days
 * @HEED_FILTER_COMPLETION: complete, or not
 *
 * What entries can be chosen by.
 */
typedef enum
{
  HEED_FILTER_FORM,
  HEED_FILTER_TAG,
  HEED_FILTER_PERIOD,
  HEED_FILTER_COMPLETION,
  HEED_N_FILTER_PARTS,
} HeedFilterPart;

#define HEED_TYPE_FILTER (heed_filter_get_type ())
G_DECLARE_FINAL_TYPE (HeedFilter, heed_filter, HEED, FILTER, GtkPopover)

/**
 * HeedFilter:
 *
 * Which entries a person wants to see, and where they choose: by kind, tag, days, and
 * whether they are complete; and what of that is saved under a name, together with the
 * property `words`, which is what is searched for. It emits `changed` once for each change. Each time it
 * comes up it offers the kinds and tags that there are.
 */

void      heed_filter_set_journal    (HeedFilter     *self,
                                      HeedJournal    *journal);
void      heed_filter_set_form_id    (HeedFilter     *self,
                                      const char     *form_id);
void      heed_filter_set_tag        (HeedFilter     *self,
                                      const char     *tag);
void      heed_filter_set_period     (HeedFilter     *self,
                                      HeedPeriod      period);
void      heed_filter_get_days       (HeedFilter     *self,
                                      guint32        *first,
                                      guint32        *last);
void      heed_filter_set_days       (HeedFilter     *self,
                                      guint32         first,
                                      guint32         last);
void      heed_filter_set_completion (HeedFilter     *self,
                                      HeedCompletion  completion);
gboolean  heed_filter_is_on          (HeedFilter     *self);
gboolean  heed_filter_has_part       (HeedFilter     *self,
                                      HeedFilterPart  part);
void      heed_filter_clear          (HeedFilter     *self);
void      heed_filter_clear_part     (HeedFilter     *self,
                                      HeedFilterPart  part);
char     *heed_filter_describe_part  (HeedFilter     *self,
                                      HeedFilterPart  part);
guint32   heed_filter_get_single_day (HeedFilter     *self);
void      heed_filter_fill_query     (HeedFilter     *self,
                                      HeedWorkbook   *workbook,
                                      HeedQuery      *query);

G_END_DECLS
