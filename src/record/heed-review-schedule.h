/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * HeedReviewSchedule:
 * @answers: how often a question was answered
 * @newest_day: the Julian day of the newest answer; of no meaning without one
 *
 * What decides when a question comes back.
 */
typedef struct
{
  guint answers;
  guint32 newest_day;
} HeedReviewSchedule;

guint32  heed_review_schedule_get_due_day (const HeedReviewSchedule *self);
gboolean heed_review_schedule_is_due      (const HeedReviewSchedule *self,
                                           guint32                   today);
guint    heed_review_schedule_choose      (const HeedReviewSchedule *questions,
                                           guint                     n_questions,
                                           guint32                   today);

G_END_DECLS
