/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Tests of src/journal/heed-history.c: undo and redo. */

#include "heed-history.h"
#include "heed-record-edit.h"

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HeedHistory, heed_history_free)

static HeedRecord *
new_record (const char *answer)
{
  HeedRecordBuilder *builder = heed_record_builder_new (NULL, "skill", 1, "form");

  heed_record_builder_set_answer (builder, "field", answer, 1);
  return heed_record_builder_end (builder);
}

static void
push (HeedHistory *history,
      HeedRecord  *before,
      const char  *what,
      gint64       now)
{
  const HeedUndone change = { .what = what, .before = what, .after = what };

  heed_history_push (history, before, &change, now);
}

static void
test_undo_redo (void)
{
  g_autoptr (HeedHistory) history = heed_history_new ();
  g_autoptr (HeedRecord) one = new_record ("one");
  g_autoptr (HeedRecord) two = new_record ("two");
  g_autoptr (HeedRecord) back = NULL;
  g_autoptr (HeedRecord) forth = NULL;

  g_assert_false (heed_history_can_undo (history));
  g_assert_null (heed_history_undo (history, one));

  push (history, one, "field", 0);
  g_assert_true (heed_history_can_undo (history));
  g_assert_false (heed_history_can_redo (history));

  back = heed_history_undo (history, two);
  g_assert_true (back == one);
  g_assert_false (heed_history_can_undo (history));
  g_assert_true (heed_history_can_redo (history));

  forth = heed_history_redo (history, one);
  g_assert_true (forth == two);
  g_assert_true (heed_history_can_undo (history));
}

static void
test_typing_is_one_step (void)
{
  g_autoptr (HeedHistory) history = heed_history_new ();
  g_autoptr (HeedRecord) start = new_record ("");
  g_autoptr (HeedRecord) middle = new_record ("wor");
  g_autoptr (HeedRecord) end = new_record ("words");
  g_autoptr (HeedRecord) back = NULL;

  push (history, start, "field", 0);
  push (history, middle, "field", G_USEC_PER_SEC);
  back = heed_history_undo (history, end);
  g_assert_true (back == start);
}

static void
test_pause_and_place_make_steps (void)
{
  g_autoptr (HeedHistory) history = heed_history_new ();
  g_autoptr (HeedRecord) start = new_record ("");
  g_autoptr (HeedRecord) middle = new_record ("wor");
  g_autoptr (HeedRecord) end = new_record ("words");
  g_autoptr (HeedRecord) first = NULL;
  g_autoptr (HeedRecord) second = NULL;

  push (history, start, "field", 0);
  push (history, middle, "field", 3 * G_USEC_PER_SEC);
  first = heed_history_undo (history, end);
  g_assert_true (first == middle);

  push (history, first, "other", 3 * G_USEC_PER_SEC);
  g_assert_false (heed_history_can_redo (history));
  second = heed_history_undo (history, end);
  g_assert_true (second == first);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/history/undo-redo", test_undo_redo);
  g_test_add_func ("/history/typing-is-one-step", test_typing_is_one_step);
  g_test_add_func ("/history/pause-and-place-make-steps", test_pause_and_place_make_steps);
  return g_test_run ();
}
