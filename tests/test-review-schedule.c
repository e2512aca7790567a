/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* When the questions of the day come back. */

#include "heed-review-schedule.h"

#define TODAY 740000

static void
test_intervals (void)
{
  const guint days[] = { 7, 14, 28, 28, 28 };

  for (guint i = 0; i < G_N_ELEMENTS (days); i++)
    {
      HeedReviewSchedule spacing = { i + 1, TODAY };

      g_assert_cmpuint (heed_review_schedule_get_due_day (&spacing), ==, TODAY + days[i]);
      g_assert_false (heed_review_schedule_is_due (&spacing, TODAY + days[i] - 1));
      g_assert_true (heed_review_schedule_is_due (&spacing, TODAY + days[i]));
    }
}

static void
test_never_answered (void)
{
  HeedReviewSchedule spacing = { 0, 0 };

  g_assert_cmpuint (heed_review_schedule_get_due_day (&spacing), ==, 0);
  g_assert_true (heed_review_schedule_is_due (&spacing, TODAY));
}

/* An answer from a clock that was ahead waits for its day. */
static void
test_answer_from_tomorrow (void)
{
  HeedReviewSchedule spacing = { 1, TODAY + 1 };

  g_assert_false (heed_review_schedule_is_due (&spacing, TODAY));
}

typedef struct
{
  const char *name;
  HeedReviewSchedule questions[4];
  guint expected;
  gboolean due;
} Case;

static const Case cases[] = {
  { "new", { { 0, 0 }, { 0, 0 }, { 0, 0 }, { 0, 0 } }, 0, TRUE },
  { "next-new", { { 1, TODAY }, { 0, 0 }, { 0, 0 }, { 0, 0 } }, 1, TRUE },
  { "due-before-new", { { 0, 0 }, { 0, 0 }, { 1, TODAY - 7 }, { 0, 0 } }, 2, TRUE },
  { "longest-due", { { 1, TODAY - 8 }, { 3, TODAY - 40 }, { 2, TODAY - 16 }, { 0, 0 } }, 1, TRUE },
  { "older-answer-but-due-later", { { 3, TODAY - 29 }, { 1, TODAY - 9 }, { 0, 0 }, { 0, 0 } }, 1, TRUE },
  { "same-day", { { 1, TODAY - 6 }, { 1, TODAY - 7 }, { 1, TODAY - 7 }, { 0, 0 } }, 1, TRUE },
  { "soonest", { { 3, TODAY - 20 }, { 1, TODAY - 1 }, { 2, TODAY }, { 1, TODAY } }, 1, FALSE },
};

static void
test_choose (gconstpointer data)
{
  const Case *test = data;
  guint chosen = heed_review_schedule_choose (test->questions, G_N_ELEMENTS (test->questions), TODAY);

  g_assert_cmpuint (chosen, ==, test->expected);
  g_assert_cmpint (heed_review_schedule_is_due (&test->questions[chosen], TODAY), ==, test->due);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/review-schedule/intervals", test_intervals);
  g_test_add_func ("/review-schedule/never-answered", test_never_answered);
  g_test_add_func ("/review-schedule/answer-from-tomorrow", test_answer_from_tomorrow);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *name = g_strconcat ("/review-schedule/choose/", cases[i].name, NULL);

      g_test_add_data_func (name, &cases[i], test_choose);
    }
  return g_test_run ();
}
