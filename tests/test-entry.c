/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The live entry without a journal: changes, their undo, and older versions. */

#include "heed-entry.h"

#include "test-forms.h"

static HeedWorkbook *workbook;

/* Takes @record over. */
static HeedEntry *
open_record (HeedRecord *record)
{
  HeedEntry *entry = heed_entry_new_for_record (workbook, record);

  heed_record_unref (record);
  return entry;
}

static void
assert_answer (HeedEntry  *entry,
               const char *path,
               const char *value)
{
  g_assert_cmpstr (heed_entry_get_answer (entry, path), ==, value);
}

static void
count_cb (HeedEntry *entry,
          guint     *times)
{
  (*times)++;
}

static void
count_renamed (guint *times)
{
  (*times)++;
}

static void
test_version (void)
{
  g_autoptr (HeedEntry) entry = open_record (make_record ("flat", "name", "Ann", NULL));

  g_assert_true (heed_entry_is_open (entry));
  g_assert_cmpstr (heed_form_get_id (heed_entry_get_form (entry)), ==, "flat");
  assert_answer (entry, "name", "Ann");
  g_assert_false (heed_entry_get_can_undo (entry));
  g_assert_finalize_object (g_steal_pointer (&entry));
}

static void
test_restore (void)
{
  g_autoptr (HeedRecord) older = make_record ("flat", "name", "Ann", "story", "Once", NULL);
  g_autoptr (HeedEntry) entry = heed_entry_new_for_record (workbook, older);
  guint changed = 0;

  heed_entry_set_answer (entry, "name", "Bea");
  heed_entry_set_answer (entry, "story", NULL);
  heed_entry_set_answer (entry, "minutes", "3");
  heed_entry_set_title (entry, "Later");
  heed_entry_set_completed (entry, TRUE);
  g_signal_connect (entry, "changed", G_CALLBACK (count_cb), &changed);
  heed_entry_restore (entry, older);
  g_assert_cmpuint (changed, ==, 1);
  assert_answer (entry, "name", "Ann");
  assert_answer (entry, "story", "Once");
  assert_answer (entry, "minutes", NULL);
  g_assert_null (heed_record_get_title (heed_entry_get_record (entry)));
  g_assert_false (heed_timestamp_is_set (heed_record_get_completed (heed_entry_get_record (entry))));
  g_assert_cmpint (heed_record_get_modified (heed_entry_get_record (entry)).utc, >,
                   heed_record_get_modified (older).utc);

  heed_entry_undo (entry);
  assert_answer (entry, "name", "Bea");
  assert_answer (entry, "minutes", "3");
  g_assert_cmpstr (heed_record_get_title (heed_entry_get_record (entry)), ==, "Later");
}

static void
test_restore_the_same (void)
{
  g_autoptr (HeedRecord) older = make_record ("flat", "name", "Ann", NULL);
  g_autoptr (HeedEntry) entry = heed_entry_new_for_record (workbook, older);
  guint changed = 0;

  g_signal_connect (entry, "changed", G_CALLBACK (count_cb), &changed);
  heed_entry_restore (entry, older);
  g_assert_cmpuint (changed, ==, 0);
  g_assert_false (heed_entry_get_can_undo (entry));
}

/* A version from when the entry lay in the trash does not delete it again. */
static void
test_restore_of_deleted (void)
{
  g_autoptr (HeedRecord) plain = make_record ("flat", "name", "Ann", NULL);
  HeedRecordBuilder *builder = heed_record_builder_new_from (plain);
  g_autoptr (HeedEntry) entry = heed_entry_new_for_record (workbook, plain);
  g_autoptr (HeedRecord) older = NULL;

  heed_record_builder_set_deleted (builder, heed_timestamp_now ());
  heed_record_builder_set_answer (builder, "name", "Bea", 2);
  older = heed_record_builder_end (builder);
  heed_entry_restore (entry, older);
  assert_answer (entry, "name", "Bea");
  g_assert_false (heed_timestamp_is_set (heed_record_get_deleted (heed_entry_get_record (entry))));
}

static void
assert_place (HeedEntry  *entry,
              const char *path)
{
  g_assert_cmpstr (heed_entry_get_changed_path (entry), ==, path);
}

/* Several rows at once, and what is typed in the first of them, are one step;
 * what was typed before is another. */
static void
test_answers (void)
{
  const char * const paths[] = { "ends/1", "ends/2", "ends/3", NULL };
  const char * const values[] = { "typed", "b", "c", NULL };
  g_autoptr (HeedEntry) entry = open_record (make_record ("nested", NULL, NULL));

  heed_entry_set_answer (entry, "ends/1", "typed");
  heed_entry_set_answers (entry, paths, values);
  heed_entry_set_answer (entry, "ends/1", "typed a");
  assert_answer (entry, "ends/3", "c");

  heed_entry_undo (entry);
  assert_answer (entry, "ends/1", "typed");
  assert_answer (entry, "ends/2", NULL);
  assert_answer (entry, "ends/3", NULL);
  assert_place (entry, "ends/1");
  heed_entry_redo (entry);
  assert_answer (entry, "ends/1", "typed a");
  assert_answer (entry, "ends/2", "b");
  heed_entry_undo (entry);
  heed_entry_undo (entry);
  assert_answer (entry, "ends/1", NULL);
  g_assert_false (heed_entry_get_can_undo (entry));
}

static void
test_move (void)
{
  g_autoptr (HeedEntry) entry = open_record (make_record ("nested", "emotion/1/name", "Joy", "emotion/2/name", "Fear",
                                                          "emotion/3/name", "Calm", NULL));

  g_assert_true (heed_entry_can_move_repeat (entry, "emotion", 3, 1));
  g_assert_false (heed_entry_can_move_repeat (entry, "emotion", 2, 2));
  g_assert_false (heed_entry_can_move_repeat (entry, "emotion", 3, 4));
  g_assert_false (heed_entry_can_move_repeat (entry, "emotion", 0, 1));
  g_assert_false (heed_entry_can_move_repeat (entry, "emotion", 1, 0));

  heed_entry_move_repeat (entry, "emotion", 3, 1);
  assert_answer (entry, "emotion/1/name", "Calm");
  assert_answer (entry, "emotion/3/name", "Fear");
  heed_entry_undo (entry);
  assert_answer (entry, "emotion/1/name", "Joy");
  assert_place (entry, "emotion/3");
  heed_entry_redo (entry);
  assert_answer (entry, "emotion/1/name", "Calm");
  assert_place (entry, "emotion/1");
}

/* A blank row that is moved up does not make the list shorter. */
static void
test_move_of_blank (void)
{
  g_autoptr (HeedEntry) entry = open_record (make_record ("nested", "ends/1", "a", "ends/3", "c", NULL));

  heed_entry_move_repeat (entry, "ends", 3, 1);
  g_assert_cmpuint (heed_filled_form_get_n_repeats (heed_entry_get_filled_form (entry), "ends"), ==, 3);
}

static void
note_place_cb (HeedEntry  *entry,
               const char *path,
               GString    *places)
{
  g_string_append_printf (places, "%s ", heed_entry_get_changed_path (entry));
}

static void
count_notify_cb (guint *count)
{
  ++*count;
}

/* The places are known by the time that anybody is told. */
static void
test_places (void)
{
  g_autoptr (HeedEntry) entry = open_record (make_record ("nested", NULL, NULL));
  g_autoptr (GString) places = g_string_new (NULL);
  gint64 begun = heed_record_get_created (heed_entry_get_record (entry)).utc;
  guint n_moved = 0;

  assert_place (entry, NULL);
  heed_entry_set_answer (entry, "emotion/1/name", "Joy");
  heed_entry_set_title (entry, "A title");
  heed_entry_set_tags (entry, (const char * const []) { "home", NULL });
  heed_entry_set_completed (entry, TRUE);
  heed_entry_set_created (entry, (HeedTimestamp) { .utc = 7 * G_TIME_SPAN_DAY });
  heed_entry_add_repeat (entry, "emotion");
  heed_entry_remove_repeat (entry, "emotion", 3);
  assert_place (entry, NULL);

  heed_entry_undo (entry);
  assert_place (entry, "emotion/3");
  heed_entry_undo (entry);
  assert_place (entry, "emotion/2");
  g_signal_connect_swapped (entry, "notify::created", G_CALLBACK (count_notify_cb), &n_moved);
  heed_entry_undo (entry);
  assert_place (entry, HEED_ENTRY_CREATED);
  g_assert_cmpint (heed_record_get_created (heed_entry_get_record (entry)).utc, ==, begun);
  g_assert_cmpuint (n_moved, ==, 1);
  heed_entry_redo (entry);
  g_assert_cmpint (heed_record_get_created (heed_entry_get_record (entry)).utc, ==, 7 * G_TIME_SPAN_DAY);
  heed_entry_undo (entry);
  heed_entry_undo (entry);
  assert_place (entry, HEED_ENTRY_COMPLETED);
  heed_entry_undo (entry);
  assert_place (entry, HEED_ENTRY_TAGS);
  g_assert_null (heed_record_get_tags (heed_entry_get_record (entry))[0]);
  heed_entry_undo (entry);
  assert_place (entry, HEED_ENTRY_TITLE);
  g_assert_null (heed_record_get_title (heed_entry_get_record (entry)));
  g_signal_connect (entry, "answer-changed", G_CALLBACK (note_place_cb), places);
  heed_entry_undo (entry);
  heed_entry_redo (entry);
  g_assert_cmpstr (places->str, ==, "emotion/1/name emotion/1/name ");
}

/* What an entry is about can be changed, which changes what it is called. */
static void
test_item (void)
{
  g_autoptr (HeedEntry) entry = open_record (make_record ("flat", "name", "Ann", NULL));
  guint changed = 0, renamed = 0;

  g_signal_connect (entry, "changed", G_CALLBACK (count_cb), &changed);
  g_signal_connect_swapped (entry, "notify::title", G_CALLBACK (count_renamed), &renamed);
  heed_entry_set_item_id (entry, "wait");
  heed_entry_set_item_id (entry, "wait");
  g_assert_cmpstr (heed_record_get_item_id (heed_entry_get_record (entry)), ==, "wait");
  g_assert_cmpuint (changed, ==, 1);
  g_assert_cmpuint (renamed, ==, 1);
  assert_answer (entry, "name", "Ann");

  heed_entry_set_item_id (entry, NULL);
  g_assert_null (heed_record_get_item_id (heed_entry_get_record (entry)));
  heed_entry_undo (entry);
  assert_place (entry, HEED_ENTRY_ITEM);
  g_assert_cmpstr (heed_record_get_item_id (heed_entry_get_record (entry)), ==, "wait");
}

static void
notify_cb (HeedEntry  *entry,
           GParamSpec *pspec,
           guint      *times)
{
  (*times)++;
}

static void
test_tags (void)
{
  const char * const home[] = { "home", NULL };
  g_autoptr (HeedEntry) entry = open_record (make_record ("flat", NULL, NULL));
  g_auto (GStrv) tags = NULL;
  guint told = 0;

  g_signal_connect (entry, "notify::tags", G_CALLBACK (notify_cb), &told);
  heed_entry_set_tags (entry, home);
  heed_entry_set_tags (entry, home);
  g_assert_cmpuint (told, ==, 1);
  g_object_get (entry, "tags", &tags, NULL);
  g_assert_cmpstrv (tags, home);
  heed_entry_undo (entry);
  g_assert_cmpuint (told, ==, 2);
}

/* Its words are at the same place for as long as the entry lives. */
static void
test_id_stays (void)
{
  g_autoptr (HeedEntry) entry = open_record (make_record ("flat", "name", "Ann", NULL));
  g_autofree char *copy = NULL;
  const char *id;

  heed_entry_set_answer (entry, "name", "B");
  id = heed_entry_get_id (entry);
  copy = g_strdup (id);
  heed_entry_set_answer (entry, "name", "Be");
  heed_entry_set_answer (entry, "name", "Bea");
  g_assert_cmpstr (id, ==, copy);
  g_assert_true (id == heed_entry_get_id (entry));
}

/* Deleting is no step, so that no step takes it back. */
static void
test_undo_after_deletion (void)
{
  g_autoptr (HeedEntry) entry = open_record (make_record ("flat", "name", "Ann", NULL));

  heed_entry_set_answer (entry, "name", "Bea");
  heed_entry_set_deleted (entry, TRUE);
  heed_entry_undo (entry);
  assert_answer (entry, "name", "Ann");
  g_assert_true (heed_timestamp_is_set (heed_record_get_deleted (heed_entry_get_record (entry))));

  heed_entry_set_deleted (entry, FALSE);
  heed_entry_redo (entry);
  assert_answer (entry, "name", "Bea");
  g_assert_false (heed_timestamp_is_set (heed_record_get_deleted (heed_entry_get_record (entry))));
}

int
main (int   argc,
      char *argv[])
{
  int status;

  g_test_init (&argc, &argv, NULL);
  workbook = open_forms ();

  g_test_add_func ("/entry/version", test_version);
  g_test_add_func ("/entry/restore", test_restore);
  g_test_add_func ("/entry/restore-the-same", test_restore_the_same);
  g_test_add_func ("/entry/restore-of-deleted", test_restore_of_deleted);
  g_test_add_func ("/entry/answers", test_answers);
  g_test_add_func ("/entry/move", test_move);
  g_test_add_func ("/entry/move-of-blank", test_move_of_blank);
  g_test_add_func ("/entry/places", test_places);
  g_test_add_func ("/entry/item", test_item);
  g_test_add_func ("/entry/tags", test_tags);
  g_test_add_func ("/entry/id-stays", test_id_stays);
  g_test_add_func ("/entry/undo-after-deletion", test_undo_after_deletion);

  status = g_test_run ();
  g_object_unref (workbook);
  return status;
}
