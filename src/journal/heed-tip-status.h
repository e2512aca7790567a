/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "heed-entry.h"

G_BEGIN_DECLS

/* The form of a decision on a tip: its field, and that field's options
 * (data/workbooks/common-forms.xml). */
#define HEED_DECISION_WHAT "what"
#define HEED_DECISION_WHY "why"
#define HEED_DECISION_KEEP "keep"
#define HEED_DECISION_ASIDE "aside"

/* The newest decision that says what was decided holds. More than one of a tip
 * is left over only where journals were joined or a decision was corrected. */
#define HEED_DECISIONS_EACH 10

/* The field of a plan for the day on which it comes back (data/workbooks/common-forms.xml). */
#define HEED_PLAN_DAY "day"

/* More plans than there are tips, with several for some. */
#define HEED_PLANS_MAX 50

/**
 * HeedTipState:
 * @HEED_TIP_NEW: nobody has done anything with it
 * @HEED_TIP_PLANNED: there is a plan, and no try yet
 * @HEED_TIP_PRACTICING: it was tried
 * @HEED_TIP_KEPT: it has become a habit
 * @HEED_TIP_ASIDE: it was set aside
 *
 * What has become of a tip.
 */
typedef enum
{
  HEED_TIP_NEW,
  HEED_TIP_PLANNED,
  HEED_TIP_PRACTICING,
  HEED_TIP_KEPT,
  HEED_TIP_ASIDE,
} HeedTipState;

/**
 * HeedTipStatus:
 * @state: what has become of the tip
 * @tries: how many notes on tries and debriefs there are
 * @tried_day: the Julian day of the newest; 0 without one
 * @worked_on: when the newest plan or try was begun, in microseconds since 1970
 *   UTC; 0 without one
 * @bookmarked: whether it is bookmarked
 *
 * How somebody stands with a tip.
 */
typedef struct
{
  HeedTipState state;
  guint tries;
  guint32 tried_day;
  gint64 worked_on;
  gboolean bookmarked;
} HeedTipStatus;

HeedTipStatus heed_tip_status_find       (const char          *tip_id,
                                          GPtrArray           *tallies,
                                          GPtrArray           *decisions);
gboolean      heed_tip_status_is_active  (const HeedTipStatus *self);
gboolean      heed_tip_status_is_due     (const HeedTipStatus *self,
                                          guint32              day,
                                          guint32              today);
guint32       heed_tip_status_get_day    (HeedRecord          *plan);
GPtrArray    *heed_tip_status_list_plans (GPtrArray           *plans,
                                          GPtrArray           *tallies,
                                          GPtrArray           *decisions);
GPtrArray    *heed_tip_status_join_tries (GPtrArray           *tries,
                                          GPtrArray           *debriefs);

G_END_DECLS
