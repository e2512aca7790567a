/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Tests of src/record/heed-record.c. */

#include "heed-record.h"

#define ID "8c0a6f6e-2d3b-4b52-9a53-0d9b6a1f1c11"

static HeedRecordBuilder *
start (void)
{
  return heed_record_builder_new (ID, "customer-focus", 2, "note");
}

static void
assert_nth (HeedRecord *record,
            guint       position,
            const char *expected_path,
            const char *expected_value,
            gint64      expected_time)
{
  const char *path, *value;
  gint64 modified;

  heed_record_get_nth_answer (record, position, &path, &value, &modified);
  g_assert_cmpstr (path, ==, expected_path);
  g_assert_cmpstr (value, ==, expected_value);
  g_assert_cmpint (modified, ==, expected_time);
}

static void
test_new (void)
{
  gint64 before = g_get_real_time ();
  g_autoptr (HeedRecord) record = heed_record_builder_end (start ());

  g_assert_cmpstr (heed_record_get_id (record), ==, ID);
  g_assert_cmpstr (heed_record_get_workbook_id (record), ==, "customer-focus");
  g_assert_cmpuint (heed_record_get_workbook_version (record), ==, 2);
  g_assert_cmpstr (heed_record_get_form_id (record), ==, "note");
  g_assert_null (heed_record_get_item_id (record));
  g_assert_null (heed_record_get_title (record));
  g_assert_null (heed_record_get_tags (record)[0]);
  g_assert_cmpint (heed_record_get_created (record).utc, >=, before);
  g_assert_cmpint (heed_record_get_created (record).utc, ==, heed_record_get_modified (record).utc);
  g_assert_false (heed_timestamp_is_set (heed_record_get_completed (record)));
  g_assert_false (heed_timestamp_is_set (heed_record_get_deleted (record)));
  g_assert_cmpuint (heed_record_get_n_answers (record), ==, 0);
}

static void
test_ids (void)
{
  g_autoptr (HeedRecord) one = heed_record_builder_end (heed_record_builder_new (NULL, "w", 1, "f"));
  g_autoptr (HeedRecord) two = heed_record_builder_end (heed_record_builder_new (NULL, "w", 1, "f"));
  g_autoptr (HeedRecord) upper = heed_record_builder_end (heed_record_builder_new ("8C0A6F6E-2D3B-4B52-9A53-0D9B6A1F1C11",
                                                                                    "w", 1, "f"));

  g_assert_true (g_uuid_string_is_valid (heed_record_get_id (one)));
  g_assert_cmpstr (heed_record_get_id (one), !=, heed_record_get_id (two));
  g_assert_cmpstr (heed_record_get_id (upper), ==, ID);
}

static void
test_setters (void)
{
  HeedRecordBuilder *builder = start ();
  g_autoptr (HeedRecord) record = NULL;

  heed_record_builder_set_item_id (builder, "tip-1");
  heed_record_builder_set_title (builder, "A title");
  heed_record_builder_set_created (builder, (HeedTimestamp) { 10, 3600 });
  heed_record_builder_set_modified (builder, (HeedTimestamp) { 20, 3600 });
  heed_record_builder_set_completed (builder, (HeedTimestamp) { 30, 0 });
  heed_record_builder_set_deleted (builder, (HeedTimestamp) { 40, -60 });
  record = heed_record_builder_end (builder);

  g_assert_cmpstr (heed_record_get_item_id (record), ==, "tip-1");
  g_assert_cmpstr (heed_record_get_title (record), ==, "A title");
  g_assert_cmpint (heed_record_get_created (record).utc, ==, 10);
  g_assert_cmpint (heed_record_get_created (record).offset, ==, 3600);
  g_assert_cmpint (heed_record_get_modified (record).utc, ==, 20);
  g_assert_cmpint (heed_record_get_completed (record).utc, ==, 30);
  g_assert_cmpint (heed_record_get_deleted (record).utc, ==, 40);
  g_assert_cmpint (heed_record_get_deleted (record).offset, ==, -60);
}

static void
test_empty_title (void)
{
  HeedRecordBuilder *builder = start ();
  g_autoptr (HeedRecord) record = NULL;

  heed_record_builder_set_title (builder, "A title");
  heed_record_builder_set_title (builder, "");
  record = heed_record_builder_end (builder);

  g_assert_null (heed_record_get_title (record));
}

static void
test_tags (void)
{
  static const char * const tags[] = { "work", "  late\nreply ", "", "Work", "work", " ", "late\u00a0re\u00adply", NULL };
  static const char * const expected[] = { "Work", "late reply", NULL };
  HeedRecordBuilder *builder = start ();
  g_autoptr (HeedRecord) record = NULL;

  heed_record_builder_set_tags (builder, tags);
  record = heed_record_builder_end (builder);
  g_assert_cmpstrv (heed_record_get_tags (record), expected);

  builder = heed_record_builder_new_from (record);
  heed_record_builder_set_tags (builder, NULL);
  heed_record_unref (record);
  record = heed_record_builder_end (builder);
  g_assert_null (heed_record_get_tags (record)[0]);
}

static void
test_answers (void)
{
  HeedRecordBuilder *builder = start ();
  g_autoptr (HeedRecord) record = NULL;

  heed_record_builder_set_answer (builder, "emotion/2/signs/1", "frowns", 3);
  heed_record_builder_set_answer (builder, "body", "words", 1);
  heed_record_builder_set_answer (builder, "zeal", "much", 4);
  heed_record_builder_set_answer (builder, "emotion/2", "anger", 2);
  heed_record_builder_set_answer (builder, "body", "better words", 5);
  record = heed_record_builder_end (builder);

  g_assert_cmpuint (heed_record_get_n_answers (record), ==, 4);
  assert_nth (record, 0, "body", "better words", 5);
  assert_nth (record, 1, "emotion/2", "anger", 2);
  assert_nth (record, 2, "emotion/2/signs/1", "frowns", 3);
  assert_nth (record, 3, "zeal", "much", 4);
  g_assert_cmpstr (heed_record_get_answer (record, "zeal"), ==, "much");
  g_assert_null (heed_record_get_answer (record, "emotion"));
  heed_record_get_nth_answer (record, 0, NULL, NULL, NULL);
}

static void
test_many_answers (void)
{
  HeedRecordBuilder *builder = start ();
  g_autoptr (HeedRecord) record = NULL;

  for (guint i = 0; i < 997; i++)
    {
      g_autofree char *path = g_strdup_printf ("row/%u", i * 389 % 997);

      heed_record_builder_set_answer (builder, path, path + 4, i);
    }
  record = heed_record_builder_end (builder);

  g_assert_cmpuint (heed_record_get_n_answers (record), ==, 997);
  for (guint i = 0; i < 997; i++)
    {
      g_autofree char *path = g_strdup_printf ("row/%u", i);

      g_assert_cmpstr (heed_record_get_answer (record, path), ==, path + 4);
    }
}

static void
test_erased (void)
{
  HeedRecordBuilder *builder = start ();
  g_autoptr (HeedRecord) record = NULL;

  heed_record_builder_set_answer (builder, "body", "words", 1);
  heed_record_builder_set_answer (builder, "body", NULL, 9);
  record = heed_record_builder_end (builder);

  g_assert_null (heed_record_get_answer (record, "body"));
  g_assert_cmpuint (heed_record_get_n_answers (record), ==, 1);
  assert_nth (record, 0, "body", "", 9);
}

static HeedRecord *
make_full (void)
{
  static const char * const tags[] = { "a", "b", NULL };
  HeedRecordBuilder *builder = start ();

  heed_record_builder_set_item_id (builder, "tip-1");
  heed_record_builder_set_title (builder, "A title");
  heed_record_builder_set_tags (builder, tags);
  heed_record_builder_set_created (builder, (HeedTimestamp) { 10, 3600 });
  heed_record_builder_set_modified (builder, (HeedTimestamp) { 20, 3600 });
  heed_record_builder_set_answer (builder, "one", "1", 1);
  heed_record_builder_set_answer (builder, "two", "2", 2);
  return heed_record_builder_end (builder);
}

/* A change makes a new record; the one that it came from stays as it is. */
static void
test_change (void)
{
  g_autoptr (HeedRecord) before = make_full ();
  g_autoptr (HeedRecord) untouched = make_full ();
  HeedRecordBuilder *builder = heed_record_builder_new_from (before);
  g_autoptr (HeedRecord) after = NULL;

  heed_record_builder_set_title (builder, "Another");
  heed_record_builder_set_answer (builder, "one", "uno", 7);
  heed_record_builder_set_answer (builder, "three", "tre", 7);
  after = heed_record_builder_end (builder);

  g_assert_true (heed_record_equal (before, untouched));
  g_assert_cmpstr (heed_record_get_answer (after, "one"), ==, "uno");
  g_assert_cmpstr (heed_record_get_answer (after, "two"), ==, "2");
  g_assert_cmpstr (heed_record_get_answer (after, "three"), ==, "tre");
  g_assert_cmpstr (heed_record_get_title (after), ==, "Another");
  g_assert_cmpstr (heed_record_get_id (after), ==, ID);
  g_assert_false (heed_record_equal (before, after));
}

/* What stayed is shared and outlives the record that it came from. */
static void
test_sharing (void)
{
  HeedRecord *before = make_full ();
  g_autoptr (HeedRecord) after = heed_record_builder_end (heed_record_builder_new_from (before));
  const char *value = heed_record_get_answer (before, "two");

  g_assert_true (heed_record_get_answer (after, "two") == value);
  heed_record_unref (before);
  g_assert_cmpstr (heed_record_get_answer (after, "two"), ==, "2");
}

static void
test_equal (void)
{
  g_autoptr (HeedRecord) record = make_full ();
  g_autoptr (HeedRecord) copy = heed_record_builder_end (heed_record_builder_new_from (record));

  g_assert_true (heed_record_equal (record, record));
  g_assert_true (heed_record_equal (record, copy));
  g_assert_true (heed_record_equal (copy, record));
}

static void
change_item (HeedRecordBuilder *builder)
{
  heed_record_builder_set_item_id (builder, NULL);
}

static void
change_title (HeedRecordBuilder *builder)
{
  heed_record_builder_set_title (builder, NULL);
}

static void
change_tags (HeedRecordBuilder *builder)
{
  static const char * const tags[] = { "a", NULL };

  heed_record_builder_set_tags (builder, tags);
}

static void
change_created (HeedRecordBuilder *builder)
{
  heed_record_builder_set_created (builder, (HeedTimestamp) { 10, 7200 });
}

static void
change_modified (HeedRecordBuilder *builder)
{
  heed_record_builder_set_modified (builder, (HeedTimestamp) { 21, 3600 });
}

static void
change_completed (HeedRecordBuilder *builder)
{
  heed_record_builder_set_completed (builder, (HeedTimestamp) { 1, 0 });
}

static void
change_deleted (HeedRecordBuilder *builder)
{
  heed_record_builder_set_deleted (builder, (HeedTimestamp) { 1, 0 });
}

static void
change_answer (HeedRecordBuilder *builder)
{
  heed_record_builder_set_answer (builder, "two", "zwei", 2);
}

static void
change_answer_time (HeedRecordBuilder *builder)
{
  heed_record_builder_set_answer (builder, "two", "2", 3);
}

static void
add_answer (HeedRecordBuilder *builder)
{
  heed_record_builder_set_answer (builder, "three", "", 3);
}

static void
test_not_equal (void)
{
  static void (*const changes[]) (HeedRecordBuilder *) = {
    change_item,
    change_title,
    change_tags,
    change_created,
    change_modified,
    change_completed,
    change_deleted,
    change_answer,
    change_answer_time,
    add_answer,
  };
  g_autoptr (HeedRecord) record = make_full ();

  for (guint i = 0; i < G_N_ELEMENTS (changes); i++)
    {
      HeedRecordBuilder *builder = heed_record_builder_new_from (record);
      g_autoptr (HeedRecord) other = NULL;

      changes[i](builder);
      other = heed_record_builder_end (builder);
      g_assert_false (heed_record_equal (record, other));
      g_assert_false (heed_record_equal (other, record));
    }
}

/* "Never" is never on every clock. */
static void
test_never_has_no_offset (void)
{
  g_autoptr (HeedRecord) record = make_full ();
  HeedRecordBuilder *builder = heed_record_builder_new_from (record);
  g_autoptr (HeedRecord) other = NULL;

  heed_record_builder_set_deleted (builder, (HeedTimestamp) { HEED_TIMESTAMP_NEVER.utc, 3600 });
  other = heed_record_builder_end (builder);
  g_assert_true (heed_record_equal (record, other));
}

static void
test_builder_free (void)
{
  HeedRecordBuilder *builder = start ();

  heed_record_builder_set_answer (builder, "body", "words", 1);
  heed_record_builder_free (builder);
}

static gpointer
use_on_thread (gpointer data)
{
  HeedRecord *record = data;

  for (guint i = 0; i < 20000; i++)
    {
      heed_record_ref (record);
      g_assert_cmpstr (heed_record_get_answer (record, "two"), ==, "2");
      heed_record_unref (record);
    }
  return NULL;
}

static void
test_threads (void)
{
  g_autoptr (HeedRecord) record = make_full ();
  GThread *one = g_thread_new ("one", use_on_thread, record);
  GThread *two = g_thread_new ("two", use_on_thread, record);

  g_thread_join (one);
  g_thread_join (two);
  g_assert_cmpstr (heed_record_get_title (record), ==, "A title");
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/record/new", test_new);
  g_test_add_func ("/record/ids", test_ids);
  g_test_add_func ("/record/setters", test_setters);
  g_test_add_func ("/record/empty-title", test_empty_title);
  g_test_add_func ("/record/tags", test_tags);
  g_test_add_func ("/record/answers", test_answers);
  g_test_add_func ("/record/many-answers", test_many_answers);
  g_test_add_func ("/record/erased", test_erased);
  g_test_add_func ("/record/change", test_change);
  g_test_add_func ("/record/sharing", test_sharing);
  g_test_add_func ("/record/equal", test_equal);
  g_test_add_func ("/record/not-equal", test_not_equal);
  g_test_add_func ("/record/never-has-no-offset", test_never_has_no_offset);
  g_test_add_func ("/record/builder-free", test_builder_free);
  g_test_add_func ("/record/threads", test_threads);

  return g_test_run ();
}
