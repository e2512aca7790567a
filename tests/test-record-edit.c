/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Tests of src/record/heed-record-edit.c. */

#include "heed-record-edit.h"

#include "test-forms.h"

static const HeedTimestamp NOW = { .utc = 100, .offset = 3600 };

static void
assert_answer (HeedRecord *record,
               const char *path,
               const char *value)
{
  g_assert_cmpstr (heed_record_get_answer (record, path), ==, value);
}

static void
test_copy (void)
{
  g_autoptr (HeedRecord) plain = make_record ("flat", "name", "Ann", "mood", "other", "mood/other", "Odd", "story", "",
                                              NULL);
  HeedRecordBuilder *builder = heed_record_builder_new_from (plain);
  g_autoptr (HeedRecord) record = NULL;
  g_autoptr (HeedRecord) copy = NULL;

  heed_record_builder_set_title (builder, "A title");
  heed_record_builder_set_tags (builder, (const char * const []) { "home", NULL });
  heed_record_builder_set_item_id (builder, "a-tip");
  heed_record_builder_set_completed (builder, NOW);
  heed_record_builder_set_deleted (builder, NOW);
  record = heed_record_builder_end (builder);
  copy = heed_record_copy (record, NOW);

  g_assert_cmpstr (heed_record_get_id (copy), !=, heed_record_get_id (record));
  g_assert_cmpstr (heed_record_get_workbook_id (copy), ==, "every-field");
  g_assert_cmpuint (heed_record_get_workbook_version (copy), ==, 3);
  g_assert_cmpstr (heed_record_get_form_id (copy), ==, "flat");
  g_assert_cmpstr (heed_record_get_item_id (copy), ==, "a-tip");
  g_assert_cmpstr (heed_record_get_title (copy), ==, "A title");
  g_assert_cmpstr (heed_record_get_tags (copy)[0], ==, "home");
  g_assert_cmpint (heed_record_get_created (copy).utc, ==, 100);
  g_assert_cmpint (heed_record_get_created (copy).offset, ==, 3600);
  g_assert_cmpint (heed_record_get_modified (copy).utc, ==, 100);
  g_assert_false (heed_timestamp_is_set (heed_record_get_completed (copy)));
  g_assert_false (heed_timestamp_is_set (heed_record_get_deleted (copy)));
  assert_answer (copy, "name", "Ann");
  assert_answer (copy, "mood/other", "Odd");
  /* What was erased is not there at all. */
  g_assert_cmpuint (heed_record_get_n_answers (copy), ==, 3);
}

static void
assert_time (HeedRecord *record,
             const char *wanted,
             gint64      time)
{
  for (guint i = 0; i < heed_record_get_n_answers (record); i++)
    {
      const char *path;
      gint64 modified;

      heed_record_get_nth_answer (record, i, &path, NULL, &modified);
      if (g_str_equal (path, wanted))
        {
          g_assert_cmpint (modified, ==, time);
          return;
        }
    }
  g_assert_not_reached ();
}

static void
test_answers (void)
{
  const char * const paths[] = { "name", "story", "place", NULL };
  const char * const values[] = { "Ann", "Once", "" };
  g_autoptr (HeedRecord) record = make_record ("flat", "name", "Ann", "place", "home", NULL);
  g_autoptr (HeedRecord) next = heed_record_with_answers (record, paths, values, NOW);
  g_autoptr (HeedRecord) same = heed_record_with_answers (next, paths, values, NOW);

  assert_answer (next, "name", "Ann");
  assert_answer (next, "story", "Once");
  assert_answer (next, "place", NULL);
  assert_time (next, "name", 1);
  assert_time (next, "story", 100);
  assert_time (next, "place", 100);
  g_assert_cmpint (heed_record_get_modified (next).utc, ==, 100);
  g_assert_true (same == next);
}

static HeedRecord *
make_emotions (void)
{
  return make_record ("nested",
                      "emotion/1/name", "One", "emotion/1/signs/1", "1a", "emotion/1/signs/2", "1b",
                      "emotion/2/name", "Two", "emotion/2/signs", "5", "emotion/2/signs/3", "2c",
                      "emotion/3/name", "Three", "emotion/3/mood", "other", "emotion/3/mood/other", "Odd",
                      "emotion/3/rating", "4", "emotion/3/rating/then", "2", "emotion/3/gone", "",
                      "emotion/12/name", "Twelve", "emotionally", "no", NULL);
}

static void
test_move_down (void)
{
  g_autoptr (HeedRecord) record = make_emotions ();
  g_autoptr (HeedRecord) next = heed_record_move_repeat (record, "emotion", 1, 3, 12, NOW);

  assert_answer (next, "emotion/1/name", "Two");
  assert_answer (next, "emotion/1/signs", "5");
  assert_answer (next, "emotion/1/signs/1", NULL);
  assert_answer (next, "emotion/1/signs/3", "2c");
  assert_answer (next, "emotion/2/name", "Three");
  assert_answer (next, "emotion/2/mood/other", "Odd");
  assert_answer (next, "emotion/2/rating/then", "2");
  assert_answer (next, "emotion/2/signs", NULL);
  assert_answer (next, "emotion/3/name", "One");
  assert_answer (next, "emotion/3/signs/2", "1b");
  assert_answer (next, "emotion/3/mood/other", NULL);
  assert_answer (next, "emotion/12/name", "Twelve");
  assert_answer (next, "emotionally", "no");
  assert_answer (next, "emotion", "12");
  /* What left its place is erased there as of now, and what was not touched keeps its time. */
  assert_time (next, "emotion/1/signs/1", 100);
  assert_time (next, "emotion/3/rating/then", 100);
  assert_time (next, "emotion/3/gone", 1);
  assert_time (next, "emotion/12/name", 1);
}

static void
test_move_up (void)
{
  g_autoptr (HeedRecord) record = make_emotions ();
  g_autoptr (HeedRecord) down = heed_record_move_repeat (record, "emotion", 1, 3, 12, NOW);
  g_autoptr (HeedRecord) back = heed_record_move_repeat (down, "emotion", 3, 1, 12, NOW);
  guint n = 0;

  for (guint i = 0; i < heed_record_get_n_answers (record); i++)
    {
      const char *path, *value;

      heed_record_get_nth_answer (record, i, &path, &value, NULL);
      assert_answer (back, path, *value != '\0' ? value : NULL);
    }
  for (guint i = 0; i < heed_record_get_n_answers (back); i++)
    {
      const char *value;

      heed_record_get_nth_answer (back, i, NULL, &value, NULL);
      n += *value != '\0';
    }
  /* All but the erased one, and the count. */
  g_assert_cmpuint (n, ==, heed_record_get_n_answers (record));
}

/* Rows of a list in one of several groups; a blank one at the end stays. */
static void
test_move_row (void)
{
  g_autoptr (HeedRecord) record = make_record ("nested", "emotion/2/signs/1", "a", "emotion/2/signs/3", "c",
                                               "emotion/1/signs/1", "other list", NULL);
  g_autoptr (HeedRecord) next = heed_record_move_repeat (record, "emotion/2/signs", 3, 1, 3, NOW);
  g_autoptr (HeedRecord) same = heed_record_move_repeat (next, "emotion/2/signs", 2, 2, 3, NOW);

  assert_answer (next, "emotion/2/signs/1", "c");
  assert_answer (next, "emotion/2/signs/2", "a");
  assert_answer (next, "emotion/2/signs/3", NULL);
  assert_answer (next, "emotion/2/signs", "3");
  assert_answer (next, "emotion/1/signs/1", "other list");
  g_assert_true (same == next);
}

/* Somebody moves a group here while a copy elsewhere still has the old order:
 * joined, each group is there once. */
static void
test_move_and_merge (void)
{
  const HeedTimestamp before = { .utc = 50 };
  g_autoptr (HeedRecord) record = make_emotions ();
  g_autoptr (HeedRecord) elsewhere = heed_record_with_answer (record, "emotion/12/name", "Dozen", before);
  g_autoptr (HeedRecord) here = heed_record_move_repeat (record, "emotion", 2, 1, 12, NOW);
  g_autoptr (HeedRecord) joined = heed_record_merge (here, elsewhere, record);

  assert_answer (joined, "emotion/1/name", "Two");
  assert_answer (joined, "emotion/1/signs/1", NULL);
  assert_answer (joined, "emotion/2/name", "One");
  assert_answer (joined, "emotion/2/signs", NULL);
  assert_answer (joined, "emotion/2/signs/3", NULL);
  assert_answer (joined, "emotion/12/name", "Dozen");
}

static void
test_without (void)
{
  g_autoptr (HeedRecord) record = make_emotions ();
  g_autoptr (HeedRecord) next = heed_record_without_repeat (record, "emotion", 2, 12, NOW);

  assert_answer (next, "emotion/1/name", "One");
  assert_answer (next, "emotion/2/name", "Three");
  assert_answer (next, "emotion/2/signs", NULL);
  assert_answer (next, "emotion/3/name", NULL);
  assert_answer (next, "emotion/11/name", "Twelve");
  assert_answer (next, "emotion/12/name", NULL);
  assert_answer (next, "emotion", "11");
}

/* What was joined of two is neither of them: whoever goes by the time of the
 * last change has to notice. */
static void
test_merge_is_a_change (void)
{
  const HeedTimestamp early = { .utc = 50 };
  g_autoptr (HeedRecord) plain = make_record ("flat", "name", "Ann", "story", "Once", NULL);
  g_autoptr (HeedRecord) record = heed_record_restore (plain, plain, (HeedTimestamp) { .utc = 1 });
  g_autoptr (HeedRecord) one = heed_record_with_answer (record, "name", "Bea", early);
  g_autoptr (HeedRecord) two = heed_record_with_answer (record, "story", "Twice", NOW);
  g_autoptr (HeedRecord) joined = heed_record_merge (one, two, record);
  g_autoptr (HeedRecord) turned = heed_record_merge (two, one, record);
  g_autoptr (HeedRecord) again = heed_record_merge (joined, two, NULL);
  g_autoptr (HeedRecord) known = heed_record_merge (record, two, record);

  assert_answer (joined, "name", "Bea");
  assert_answer (joined, "story", "Twice");
  g_assert_cmpint (heed_record_get_modified (joined).utc, >, NOW.utc);
  g_assert_true (heed_record_equal (joined, turned));
  g_assert_true (heed_record_equal (joined, again));
  g_assert_true (heed_record_equal (known, two));
}

/* What one is about is changed in one copy, and an answer in the other. */
static void
test_merge_items (void)
{
  g_autoptr (HeedRecord) record = make_record ("flat", "name", "Ann", NULL);
  HeedRecordBuilder *builder = heed_record_builder_new_from (record);
  g_autoptr (HeedRecord) two = heed_record_with_answer (record, "story", "Twice", NOW);
  g_autoptr (HeedRecord) one = NULL, joined = NULL, turned = NULL;

  heed_record_builder_set_item_id (builder, "wait");
  one = heed_record_builder_end (builder);
  joined = heed_record_merge (one, two, record);
  turned = heed_record_merge (two, one, record);
  assert_answer (joined, "story", "Twice");
  g_assert_cmpstr (heed_record_get_item_id (joined), ==, "wait");
  g_assert_true (heed_record_equal (joined, turned));
}

/* Whoever empties the trash takes nothing from somebody who has just brought
 * the entry back. */
static void
test_merge_emptied (void)
{
  const HeedTimestamp later = { .utc = 200 };
  g_autoptr (HeedRecord) plain = make_record ("flat", "name", "Ann", NULL);
  HeedRecordBuilder *builder = heed_record_builder_new_from (plain);
  g_autoptr (HeedRecord) deleted = NULL;
  g_autoptr (HeedRecord) emptied = NULL;
  g_autoptr (HeedRecord) back = NULL;
  g_autoptr (HeedRecord) joined = NULL;

  heed_record_builder_set_title (builder, "A title");
  heed_record_builder_set_tags (builder, (const char * const []) { "home", NULL });
  heed_record_builder_set_deleted (builder, NOW);
  heed_record_builder_set_modified (builder, NOW);
  deleted = heed_record_builder_end (builder);

  builder = heed_record_builder_new (heed_record_get_id (plain), "every-field", 3, "flat");
  heed_record_builder_set_deleted (builder, NOW);
  heed_record_builder_set_modified (builder, NOW);
  emptied = heed_record_builder_end (builder);

  builder = heed_record_builder_new_from (deleted);
  heed_record_builder_set_deleted (builder, HEED_TIMESTAMP_NEVER);
  heed_record_builder_set_modified (builder, later);
  back = heed_record_builder_end (builder);

  joined = heed_record_merge (back, emptied, deleted);
  g_assert_false (heed_timestamp_is_set (heed_record_get_deleted (joined)));
  assert_answer (joined, "name", "Ann");
  g_assert_cmpstr (heed_record_get_title (joined), ==, "A title");
  g_assert_cmpstr (heed_record_get_tags (joined)[0], ==, "home");
}

/* An entry may come from anywhere and be of any size. */
static void
test_merge_large (void)
{
  HeedRecordBuilder *builder = heed_record_builder_new (NULL, "every-field", 3, "flat");
  g_autoptr (HeedRecord) record = NULL;
  g_autoptr (HeedRecord) other = NULL;
  g_autoptr (HeedRecord) joined = NULL;
  g_autoptr (HeedRecord) restored = NULL;

  for (guint i = 0; i < 100000; i++)
    {
      g_autofree char *path = g_strdup_printf ("list/%u", 100000 + i);

      heed_record_builder_set_answer (builder, path, "text", 1);
    }
  record = heed_record_builder_end (builder);
  other = heed_record_with_answer (record, "list/100500", "new", NOW);

  joined = heed_record_merge (record, other, NULL);
  restored = heed_record_restore (joined, record, NOW);
  assert_answer (joined, "list/100500", "new");
  assert_answer (restored, "list/100500", "text");
}

/* What was erased between the two states was so when it was erased, and not when it had
 * been written: another copy with the answer must not bring it back. */
static void
test_rebase_keeps_times (void)
{
  g_autoptr (HeedRecord) from = make_record ("flat", "name", "Ann", "story", "Long", NULL);
  g_autoptr (HeedRecord) to = heed_record_with_answer (from, "name", NULL, NOW);
  g_autoptr (HeedRecord) rebased = heed_record_rebase (from, from, to);

  assert_answer (rebased, "name", NULL);
  assert_answer (rebased, "story", "Long");
  g_assert_cmpint (heed_record_get_answer_time (rebased, "name"), ==, 100);
  g_assert_cmpint (heed_record_get_answer_time (rebased, "gone"), ==, HEED_RECORD_NEVER_ANSWERED);
}

/* Somebody gives the entry another day. */
static void
test_created (void)
{
  const HeedTimestamp yesterday = { .utc = -G_TIME_SPAN_DAY + 7, .offset = -5 * 3600 };
  g_autoptr (HeedRecord) record = make_record ("flat", "name", "Ann", NULL);
  HeedTimestamp begun = heed_record_get_created (record);
  g_autoptr (HeedRecord) moved = heed_record_with_created (record, yesterday, NOW);
  g_autoptr (HeedRecord) same = heed_record_with_created (moved, yesterday, NOW);
  g_autoptr (HeedRecord) copy = heed_record_copy (moved, NOW);
  g_autoptr (HeedRecord) back = heed_record_restore (moved, record, (HeedTimestamp) { .utc = 200 });
  g_autoptr (HeedRecord) again = heed_record_restore (back, moved, (HeedTimestamp) { .utc = 300 });

  g_assert_cmpint (heed_record_get_created (moved).utc, ==, yesterday.utc);
  g_assert_cmpint (heed_record_get_created (moved).offset, ==, yesterday.offset);
  g_assert_cmpint (heed_record_get_modified (moved).utc, ==, NOW.utc);
  g_assert_true (same == moved);
  g_assert_cmpint (heed_record_get_created (back).utc, ==, begun.utc);
  g_assert_cmpint (heed_record_get_created (back).offset, ==, begun.offset);
  g_assert_cmpint (heed_record_get_created (again).utc, ==, yesterday.utc);

  /* It is no answer, and no copy of the entry has it. */
  g_assert_cmpuint (heed_record_get_n_answers (moved), ==, 1);
  g_assert_cmpuint (heed_record_get_n_values (moved), ==, 2);
  g_assert_false (heed_record_has_words_beside (moved, record));
  g_assert_cmpint (heed_record_get_created (copy).utc, ==, NOW.utc);
  g_assert_cmpuint (heed_record_get_n_values (copy), ==, 1);
}

static HeedRecord *
pin (HeedRecord *record,
     gboolean    pinned,
     gint64      when)
{
  return heed_record_with_answer (record, HEED_RECORD_PINNED, pinned ? "1" : NULL, (HeedTimestamp) { .utc = when });
}

/* In whichever order copies come together, the entry stands where it was put last, and is
 * pinned if that was the last word on it; what was written meanwhile stays. */
static void
test_merge_own (void)
{
  const HeedTimestamp first = { .utc = 1000 }, second = { .utc = 2000 }, late = { .utc = 900 };
  g_autoptr (HeedRecord) plain = make_record ("flat", "name", "Ann", NULL);
  g_autoptr (HeedRecord) record = heed_record_restore (plain, plain, (HeedTimestamp) { .utc = 1 });
  g_autoptr (HeedRecord) one = heed_record_with_created (record, first, (HeedTimestamp) { .utc = 50 });
  g_autoptr (HeedRecord) two = heed_record_with_created (record, second, NOW);
  g_autoptr (HeedRecord) written = heed_record_with_answer (one, "story", "Once", late);
  g_autoptr (HeedRecord) pinned = pin (record, TRUE, 60);
  g_autoptr (HeedRecord) unpinned = pin (pinned, FALSE, 70);
  g_autoptr (HeedRecord) tie = heed_record_with_created (record, first, NOW);
  HeedRecord *all[] = { one, two, written, pinned, unpinned, tie };
  g_autoptr (HeedRecord) restored = NULL;

  for (guint start = 0; start < G_N_ELEMENTS (all); start++)
    {
      g_autoptr (HeedRecord) forth = heed_record_ref (all[start]);
      g_autoptr (HeedRecord) back = heed_record_ref (all[start]);

      for (guint i = 1; i < G_N_ELEMENTS (all); i++)
        {
          HeedRecord *next = heed_record_merge (forth, all[(start + i) % G_N_ELEMENTS (all)], NULL);

          heed_record_unref (forth);
          forth = next;
          next = heed_record_merge (all[(start + G_N_ELEMENTS (all) - i) % G_N_ELEMENTS (all)], back, record);
          heed_record_unref (back);
          back = next;
        }

      g_assert_cmpint (heed_record_get_created (forth).utc, ==, second.utc);
      g_assert_cmpint (heed_record_get_created (back).utc, ==, second.utc);
      g_assert_false (heed_record_is_pinned (forth));
      g_assert_false (heed_record_is_pinned (back));
      assert_answer (forth, "story", "Once");
      assert_answer (back, "story", "Once");
    }

  /* Words come back without the pin that the entry had then. */
  restored = heed_record_restore (unpinned, pinned, NOW);
  g_assert_false (heed_record_is_pinned (restored));
}

/* What somebody else pins or moves stays so when a change is taken back here. */
static void
test_rebase_own (void)
{
  const HeedTimestamp day = { .utc = 1000 };
  g_autoptr (HeedRecord) record = make_record ("flat", "name", "Ann", NULL);
  g_autoptr (HeedRecord) from = heed_record_with_answer (record, "name", "Bea", NOW);
  g_autoptr (HeedRecord) moved = heed_record_with_created (from, day, NOW);
  g_autoptr (HeedRecord) to = pin (moved, TRUE, 200);
  g_autoptr (HeedRecord) rebased = heed_record_rebase (record, from, to);

  assert_answer (rebased, "name", "Ann");
  g_assert_true (heed_record_is_pinned (rebased));
  g_assert_cmpint (heed_record_get_created (rebased).utc, ==, day.utc);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/record-edit/copy", test_copy);
  g_test_add_func ("/record-edit/answers", test_answers);
  g_test_add_func ("/record-edit/move-down", test_move_down);
  g_test_add_func ("/record-edit/move-up", test_move_up);
  g_test_add_func ("/record-edit/move-row", test_move_row);
  g_test_add_func ("/record-edit/move-and-merge", test_move_and_merge);
  g_test_add_func ("/record-edit/without", test_without);
  g_test_add_func ("/record-edit/merge-is-a-change", test_merge_is_a_change);
  g_test_add_func ("/record-edit/merge-items", test_merge_items);
  g_test_add_func ("/record-edit/merge-emptied", test_merge_emptied);
  g_test_add_func ("/record-edit/rebase-keeps-times", test_rebase_keeps_times);
  g_test_add_func ("/record-edit/merge-large", test_merge_large);
  g_test_add_func ("/record-edit/created", test_created);
  g_test_add_func ("/record-edit/merge-own", test_merge_own);
  g_test_add_func ("/record-edit/rebase-own", test_rebase_own);

  return g_test_run ();
}
