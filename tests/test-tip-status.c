/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What has become of a tip. */

#include "heed-record-edit.h"
#include "heed-tip-status.h"

#include "heed-database.h"
#include "heed-form.h"

#define DAY (G_GINT64_CONSTANT (86400000000))

/* What happened with a tip, as days from 1; 0 for never. */
typedef struct
{
  const char *name;
  guint planned;
  guint tried;
  guint decided;
  const char *what;
  HeedTipState expected;
} Case;

static const Case cases[] = {
  { "new", 0, 0, 0, NULL, HEED_TIP_NEW },
  { "planned", 1, 0, 0, NULL, HEED_TIP_PLANNED },
  { "tried-without-a-plan", 0, 1, 0, NULL, HEED_TIP_PRACTICING },
  { "practicing", 1, 2, 0, NULL, HEED_TIP_PRACTICING },
  { "planned-anew-while-practicing", 3, 2, 0, NULL, HEED_TIP_PRACTICING },
  { "kept", 1, 2, 3, HEED_DECISION_KEEP, HEED_TIP_KEPT },
  { "aside", 1, 0, 3, HEED_DECISION_ASIDE, HEED_TIP_ASIDE },
  { "aside-untried", 0, 0, 1, HEED_DECISION_ASIDE, HEED_TIP_ASIDE },
  { "in-the-same-moment", 2, 2, 2, HEED_DECISION_KEEP, HEED_TIP_KEPT },
  { "tried-again", 1, 5, 3, HEED_DECISION_ASIDE, HEED_TIP_PRACTICING },
  { "planned-again", 5, 2, 3, HEED_DECISION_KEEP, HEED_TIP_PLANNED },
  { "undecided", 1, 2, 3, NULL, HEED_TIP_PRACTICING },
  { "unknown-decision", 1, 0, 3, "dance", HEED_TIP_PLANNED },
};

static void
add_tally (GPtrArray  *tallies,
           const char *form_id,
           const char *tip_id,
           guint       entries,
           guint       day)
{
  HeedTally *tally = g_new0 (HeedTally, 1);

  if (day == 0)
    {
      heed_tally_free (tally);
      return;
    }

  tally->form_id = g_strdup (form_id);
  tally->item_id = g_strdup (tip_id);
  tally->entries = entries;
  tally->latest_created = day * DAY;
  tally->latest_day = day;
  g_ptr_array_add (tallies, tally);
}

static void
add_decision (GPtrArray  *decisions,
              const char *tip_id,
              guint       day,
              const char *what)
{
  HeedRecordBuilder *builder = heed_record_builder_new (NULL, "small", 1, HEED_FORM_DECISION);

  heed_record_builder_set_item_id (builder, tip_id);
  heed_record_builder_set_created (builder, (HeedTimestamp) { day * DAY, 0 });
  if (what != NULL)
    heed_record_builder_set_answer (builder, HEED_DECISION_WHAT, what, day * DAY);
  g_ptr_array_add (decisions, heed_record_builder_end (builder));
}

static GPtrArray *
new_tallies (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) heed_tally_free);
}

static GPtrArray *
new_decisions (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) heed_record_unref);
}

static void
test_state (gconstpointer data)
{
  const Case *test = data;
  g_autoptr (GPtrArray) tallies = new_tallies ();
  g_autoptr (GPtrArray) decisions = new_decisions ();
  HeedTipStatus status;

  add_tally (tallies, HEED_FORM_PLAN, "wait", 1, test->planned);
  add_tally (tallies, HEED_FORM_TRY, "wait", 2, test->tried);
  if (test->decided > 0)
    add_decision (decisions, "wait", test->decided, test->what);

  status = heed_tip_status_find ("wait", tallies, decisions);
  g_assert_cmpint (status.state, ==, test->expected);
  g_assert_cmpint (heed_tip_status_is_active (&status), ==,
                   test->expected == HEED_TIP_PLANNED || test->expected == HEED_TIP_PRACTICING);
  g_assert_cmpuint (status.tries, ==, test->tried > 0 ? 2 : 0);
  g_assert_cmpuint (status.tried_day, ==, test->tried);
  g_assert_cmpint (status.worked_on, ==, MAX (test->planned, test->tried) * DAY);
}

/* A debrief is a try, too, and the later of both is the last one. */
static void
test_debrief (void)
{
  g_autoptr (GPtrArray) tallies = new_tallies ();
  g_autoptr (GPtrArray) decisions = new_decisions ();
  HeedTipStatus status;

  add_tally (tallies, HEED_FORM_PLAN, "wait", 1, 1);
  add_tally (tallies, HEED_FORM_DEBRIEF, "wait", 2, 5);
  status = heed_tip_status_find ("wait", tallies, decisions);
  g_assert_cmpint (status.state, ==, HEED_TIP_PRACTICING);
  g_assert_cmpuint (status.tries, ==, 2);
  g_assert_cmpuint (status.tried_day, ==, 5);

  add_tally (tallies, HEED_FORM_TRY, "wait", 3, 4);
  status = heed_tip_status_find ("wait", tallies, decisions);
  g_assert_cmpuint (status.tries, ==, 5);
  g_assert_cmpuint (status.tried_day, ==, 5);
  g_assert_cmpint (status.worked_on, ==, 5 * DAY);
}

/* A plan comes back on its day, and stays until the tip is tried or decided on. */
static void
test_due (void)
{
  HeedTipStatus status = { .state = HEED_TIP_PRACTICING, .tries = 1, .tried_day = 9 };
  HeedRecordBuilder *builder = heed_record_builder_new (NULL, "small", 1, HEED_FORM_PLAN);
  g_autoptr (HeedRecord) plan = NULL, undated = NULL;

  g_assert_false (heed_tip_status_is_due (&status, 0, 12));
  g_assert_false (heed_tip_status_is_due (&status, 13, 12));
  g_assert_true (heed_tip_status_is_due (&status, 12, 12));
  g_assert_true (heed_tip_status_is_due (&status, 10, 12));
  g_assert_false (heed_tip_status_is_due (&status, 9, 12));
  status.state = HEED_TIP_KEPT;
  g_assert_false (heed_tip_status_is_due (&status, 12, 12));

  heed_record_builder_set_answer (builder, HEED_PLAN_DAY, "2026-11-21", 1);
  plan = heed_record_builder_end (builder);
  g_assert_cmpuint (heed_tip_status_get_day (plan), >, 0);
  undated = heed_record_with_answer (plan, HEED_PLAN_DAY, NULL, (HeedTimestamp) { 2, 0 });
  g_assert_cmpuint (heed_tip_status_get_day (undated), ==, 0);
}

/* One tip knows nothing of another, nor of what is about none. */
static void
test_other_tips (void)
{
  g_autoptr (GPtrArray) tallies = new_tallies ();
  g_autoptr (GPtrArray) decisions = new_decisions ();
  HeedTipStatus status;

  add_tally (tallies, HEED_FORM_PLAN, "other", 1, 1);
  add_tally (tallies, HEED_FORM_TRY, NULL, 1, 1);
  add_tally (tallies, HEED_FORM_BOOKMARK, "other", 1, 1);
  add_decision (decisions, "other", 3, HEED_DECISION_KEEP);
  add_decision (decisions, NULL, 2, HEED_DECISION_KEEP);

  status = heed_tip_status_find ("wait", tallies, decisions);
  g_assert_cmpint (status.state, ==, HEED_TIP_NEW);
  g_assert_false (status.bookmarked);
  status = heed_tip_status_find ("other", tallies, decisions);
  g_assert_cmpint (status.state, ==, HEED_TIP_KEPT);
  g_assert_true (status.bookmarked);
}

/* Of several decisions the newest that says something counts. */
static void
test_several_decisions (void)
{
  g_autoptr (GPtrArray) tallies = new_tallies ();
  g_autoptr (GPtrArray) decisions = new_decisions ();

  add_decision (decisions, "wait", 3, NULL);
  add_decision (decisions, "wait", 2, HEED_DECISION_KEEP);
  add_decision (decisions, "wait", 1, HEED_DECISION_ASIDE);
  g_assert_cmpint (heed_tip_status_find ("wait", tallies, decisions).state, ==, HEED_TIP_KEPT);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *name = g_strconcat ("/tip-status/", cases[i].name, NULL);

      g_test_add_data_func (name, &cases[i], test_state);
    }
  g_test_add_func ("/tip-status/debrief", test_debrief);
  g_test_add_func ("/tip-status/due", test_due);
  g_test_add_func ("/tip-status/other-tips", test_other_tips);
  g_test_add_func ("/tip-status/several-decisions", test_several_decisions);
  return g_test_run ();
}
