/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Undo and redo, and keeping the places of entries in order. */

#include "heed-history.h"
#include "heed-keys.h"
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
test_undo_redo (void)
{
  g_autoptr (HeedHistory) history = heed_history_new ();
  g_autoptr (HeedRecord) one = new_record ("one");
  g_autoptr (HeedRecord) two = new_record ("two");
  g_autoptr (HeedRecord) back = NULL;
  g_autoptr (HeedRecord) forth = NULL;

  g_assert_false (heed_history_can_undo (history));
  g_assert_null (heed_history_undo (history, one));

  heed_history_push (history, one, "field", 0);
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

  heed_history_push (history, start, "field", 0);
  heed_history_push (history, middle, "field", G_USEC_PER_SEC);
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

  heed_history_push (history, start, "field", 0);
  heed_history_push (history, middle, "field", 3 * G_USEC_PER_SEC);
  first = heed_history_undo (history, end);
  g_assert_true (first == middle);

  heed_history_push (history, first, "other", 3 * G_USEC_PER_SEC);
  g_assert_false (heed_history_can_redo (history));
  second = heed_history_undo (history, end);
  g_assert_true (second == first);
}

static GArray *
new_keys (void)
{
  return g_array_new (FALSE, FALSE, sizeof (HeedKey));
}

static void
assert_rows (GArray     *keys,
             const char *wanted)
{
  g_autoptr (GString) rows = g_string_new (NULL);

  for (guint i = 0; i < keys->len; i++)
    g_string_append_printf (rows, "%s%" G_GINT64_FORMAT, i > 0 ? " " : "", g_array_index (keys, HeedKey, i).row);
  g_assert_cmpstr (rows->str, ==, wanted);
}

static void
apply (GArray  *keys,
       gint64   row,
       gint64   created,
       gboolean deleted,
       guint    wanted_position,
       guint    wanted_removed,
       guint    wanted_added)
{
  HeedKey key = { .row = row, .created = created, .deleted = deleted };
  guint position, removed, added;

  heed_keys_apply (keys, &key, &position, &removed, &added);
  g_assert_cmpuint (position, ==, wanted_position);
  g_assert_cmpuint (removed, ==, wanted_removed);
  g_assert_cmpuint (added, ==, wanted_added);
}

static void
test_keys_one_by_one (void)
{
  g_autoptr (GArray) keys = new_keys ();

  apply (keys, 1, 100, FALSE, 0, 0, 1);
  apply (keys, 2, 300, FALSE, 0, 0, 1);
  apply (keys, 3, 200, FALSE, 1, 0, 1);
  apply (keys, 4, 200, FALSE, 1, 0, 1);
  assert_rows (keys, "2 4 3 1");

  apply (keys, 3, 200, FALSE, 2, 1, 1);
  apply (keys, 4, 200, TRUE, 1, 1, 0);
  apply (keys, 9, 50, TRUE, 3, 0, 0);
  assert_rows (keys, "2 3 1");
}

static void
test_keys_all_at_once (void)
{
  g_autoptr (GArray) keys = new_keys ();
  g_autoptr (GArray) changes = new_keys ();
  const HeedKey news[] = {
    { .row = 1, .created = 100, .deleted = TRUE },
    { .row = 2, .created = 300 },
    { .row = 5, .created = 400 },
    { .row = 6, .created = 50 },
  };

  apply (keys, 1, 100, FALSE, 0, 0, 1);
  apply (keys, 2, 300, FALSE, 0, 0, 1);
  apply (keys, 3, 200, FALSE, 1, 0, 1);
  g_array_append_vals (changes, news, G_N_ELEMENTS (news));
  heed_keys_apply_all (keys, changes);
  assert_rows (keys, "5 2 3 6");
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/history/undo-redo", test_undo_redo);
  g_test_add_func ("/history/typing-is-one-step", test_typing_is_one_step);
  g_test_add_func ("/history/pause-and-place-make-steps", test_pause_and_place_make_steps);
  g_test_add_func ("/keys/one-by-one", test_keys_one_by_one);
  g_test_add_func ("/keys/all-at-once", test_keys_all_at_once);
  return g_test_run ();
}
