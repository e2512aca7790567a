/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* When a question comes back. To return to something after longer and longer
 * times keeps it in mind better than to go through it all at once: the spacing
 * effect, as Cepeda, Pashler, Vul, Wixted and Rohrer sum it up in “Distributed
 * practice in verbal recall tasks” (Psychological Bulletin 132, 2006). The weeks
 * are our own. */

#include "heed-review-schedule.h"

/* Days until a question comes back after its first, second and third answer;
 * the last holds for all that follow. */
static const guint intervals[] = { 7, 14, 28 };

/* What is due comes first, the longest due before the others; then what was
 * never answered; then what comes back next. */
static guint
get_rank (const HeedReviewSchedule *self,
          guint32                   today)
{
  if (self->answers == 0)
    return 1;

  return heed_review_schedule_is_due (self, today) ? 0 : 2;
}

/**
 * heed_review_schedule_get_due_day:
 * @self: a question's answers
 *
 * Gets the day on which the question comes back: one week after its first
 * answer, two after its second and four after every later one.
 *
 * Returns: a Julian day number; 0 if the question was never answered
 */
guint32
heed_review_schedule_get_due_day (const HeedReviewSchedule *self)
{
  if (self->answers == 0)
    return 0;

  return self->newest_day + intervals[MIN (self->answers, G_N_ELEMENTS (intervals)) - 1];
}

/**
 * heed_review_schedule_is_due:
 * @self: a question's answers
 * @today: the Julian day number of today
 *
 * Tells whether it is time for the question. It always is for one that was
 * never answered.
 *
 * Returns: %TRUE if so
 */
gboolean
heed_review_schedule_is_due (const HeedReviewSchedule *self,
                             guint32                   today)
{
  return heed_review_schedule_get_due_day (self) <= today;
}

/**
 * heed_review_schedule_choose:
 * @questions: (array length=n_questions): the answers to each question, in the
 *   order of the workbook
 * @n_questions: how many questions there are; at least one
 * @today: the Julian day number of today
 *
 * Chooses the question to ask: the one that has been due for the longest time;
 * if none is, the first that was never answered; if there is none either, the
 * one that will be due the soonest, of which heed_review_schedule_is_due() tells that it
 * can wait.
 *
 * Returns: its position in @questions
 */
guint
heed_review_schedule_choose (const HeedReviewSchedule *questions,
                             guint                     n_questions,
                             guint32                   today)
{
  guint best = 0;

  g_return_val_if_fail (n_questions > 0, 0);

  for (guint i = 1; i < n_questions; i++)
    {
      guint rank = get_rank (&questions[i], today);
      guint best_rank = get_rank (&questions[best], today);

      if (rank < best_rank ||
          (rank == best_rank &&
           heed_review_schedule_get_due_day (&questions[i]) < heed_review_schedule_get_due_day (&questions[best])))
        best = i;
    }

  return best;
}
