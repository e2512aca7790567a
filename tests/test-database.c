/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Tests of src/store/heed-database-write.c and -read.c: what is put in comes
 * out again. */

#include "store-fixture.h"

static void
test_round_trip (JournalFixture *fixture,
                 gconstpointer   user_data)
{
  const char *tags[] = { "phone", "Ünïcode", NULL };
  g_autoptr (HeedRecord) record = NULL;
  g_autoptr (HeedRecord) loaded = NULL;
  HeedRecordBuilder *builder = start_note (NULL, "A title", "Line one\nline two", 10);

  heed_record_builder_set_item_id (builder, "greet-by-name");
  heed_record_builder_set_tags (builder, tags);
  heed_record_builder_set_created (builder, (HeedTimestamp) { G_GINT64_CONSTANT (1234567890123456), -12600 });
  heed_record_builder_set_completed (builder, at (99));
  heed_record_builder_set_answer (builder, "emotion/2/signs/1", "日本語 ✓ 👩‍👩‍👧", 7);
  heed_record_builder_set_answer (builder, "erased", "", 8);
  heed_record_builder_set_answer (builder, "quote", "it's \"so\" \\ %s; DROP TABLE entry", 9);
  record = heed_record_builder_end (builder);

  put (fixture->database, record);
  loaded = get (fixture->database, heed_record_get_id (record));
  g_assert_true (heed_record_equal (record, loaded));
  g_assert_null (heed_record_get_answer (loaded, "erased"));
  g_assert_cmpuint (heed_record_get_n_answers (loaded), ==, 4);
}

static void
test_bare (JournalFixture *fixture,
           gconstpointer   user_data)
{
  g_autoptr (HeedRecord) record = make_note (NULL, NULL, NULL, 0);
  g_autoptr (HeedRecord) loaded = NULL;

  put (fixture->database, record);
  loaded = get (fixture->database, heed_record_get_id (record));
  g_assert_true (heed_record_equal (record, loaded));
  g_assert_null (heed_record_get_title (loaded));
  g_assert_null (heed_record_get_item_id (loaded));
}

static void
test_long_text (JournalFixture *fixture,
                gconstpointer   user_data)
{
  g_autofree char *text = g_strnfill (1024 * 1024, 'x');
  g_autoptr (HeedRecord) record = NULL;
  g_autoptr (HeedRecord) changed = NULL;
  g_autoptr (HeedRecord) loaded = NULL;

  for (gsize i = 0; i < 1024 * 1024; i += 7)
    text[i] = ' ';

  record = make_note (NULL, NULL, text, 0);
  put (fixture->database, record);
  text[500] = 'y';
  changed = change_note (record, "body", text, 1);
  put (fixture->database, changed);
  loaded = get (fixture->database, heed_record_get_id (record));
  g_assert_cmpstr (heed_record_get_answer (loaded, "body"), ==, text);
}

static void
test_not_found (JournalFixture *fixture,
                gconstpointer   user_data)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (heed_database_get (fixture->database, "nobody", &error));
  g_assert_error (error, HEED_ERROR, HEED_ERROR_NOT_FOUND);
  g_clear_error (&error);
  g_assert_null (heed_database_get_summary (fixture->database, "nobody", &error));
  g_assert_error (error, HEED_ERROR, HEED_ERROR_NOT_FOUND);
}

static void
test_summary (JournalFixture *fixture,
              gconstpointer   user_data)
{
  const char *tags[] = { "b", "a", NULL };
  HeedRecordBuilder *builder = start_note (NULL, "Title", "Body", 5);
  HeedSummaryFacts facts = { .excerpt = "Body …", .progress = { 3, 7 }, .mean_rating = 3.25, .listed = TRUE };
  g_autoptr (HeedRecord) record = NULL;
  g_autoptr (HeedSummary) summary = NULL;
  g_autoptr (HeedSummary) loaded = NULL;
  g_autoptr (GError) error = NULL;
  HeedRecord *head;

  heed_record_builder_set_tags (builder, tags);
  record = heed_record_builder_end (builder);
  summary = heed_summary_new_from_parts (record, &facts);
  heed_database_put (fixture->database, record, summary, &error);
  g_assert_no_error (error);

  loaded = heed_database_get_summary (fixture->database, heed_record_get_id (record), &error);
  g_assert_no_error (error);
  head = heed_summary_get_head (loaded);
  g_assert_cmpint (heed_summary_get_row (loaded), >, 0);
  g_assert_cmpstr (heed_summary_get_excerpt (loaded), ==, "Body …");
  g_assert_cmpuint (heed_summary_get_progress (loaded).answered, ==, 3);
  g_assert_cmpuint (heed_summary_get_progress (loaded).total, ==, 7);
  g_assert_cmpfloat (heed_summary_get_mean_rating (loaded), ==, 3.25);
  g_assert_cmpstr (heed_record_get_title (head), ==, "Title");
  g_assert_cmpstrv (heed_record_get_tags (head), heed_record_get_tags (record));
  g_assert_cmpuint (heed_record_get_n_answers (head), ==, 0);
}

static void
test_no_rating (JournalFixture *fixture,
                gconstpointer   user_data)
{
  g_autofree char *id = put_note (fixture->database, NULL, "Body", 0);
  g_autoptr (HeedSummary) loaded = heed_database_get_summary (fixture->database, id, NULL);

  g_assert_true (isnan (heed_summary_get_mean_rating (loaded)));
}

static gint64
get_last_change (HeedDatabase *database)
{
  gint64 change = -1;
  g_autoptr (GArray) keys = heed_database_get_keys (database, &change, NULL);

  g_assert_nonnull (keys);
  return change;
}

static void
test_unchanged (JournalFixture *fixture,
                gconstpointer   user_data)
{
  g_autoptr (HeedDatabase) other = open_journal (fixture->path, HEED_DATABASE_NONE);
  g_autoptr (HeedRecord) record = make_note (NULL, "Title", "Body", 0);
  gint64 change, version;

  put (fixture->database, record);
  change = get_last_change (fixture->database);
  version = heed_database_get_data_version (other);

  put (fixture->database, record);
  g_assert_cmpint (get_last_change (fixture->database), ==, change);
  g_assert_cmpint (heed_database_get_data_version (other), ==, version);
}

static void
test_overwrite (JournalFixture *fixture,
                gconstpointer   user_data)
{
  g_autoptr (HeedRecord) record = make_note (NULL, "Title", "Body", 0);
  g_autoptr (HeedRecord) more = change_note (record, "second", "More", 10);
  g_autoptr (HeedRecord) erased = change_note (more, "body", NULL, 20);
  g_autoptr (HeedRecord) loaded = NULL;

  put (fixture->database, record);
  put (fixture->database, more);
  put (fixture->database, erased);
  loaded = get (fixture->database, heed_record_get_id (record));
  g_assert_true (heed_record_equal (loaded, erased));
  g_assert_cmpuint (heed_record_get_n_answers (loaded), ==, 2);
}

static void
test_less (JournalFixture *fixture,
           gconstpointer   user_data)
{
  g_autoptr (HeedRecord) record = make_note (NULL, "Title", "Body", 0);
  g_autoptr (HeedRecord) more = change_note (record, "zebra", "More", 10);
  g_autoptr (HeedRecord) loaded = NULL;
  g_autoptr (GPtrArray) revisions = NULL;

  /* The older version takes an answer back; what it replaces is kept. */
  put (fixture->database, more);
  put (fixture->database, record);
  loaded = get (fixture->database, heed_record_get_id (record));
  g_assert_true (heed_record_equal (loaded, record));

  revisions = heed_database_get_revisions (fixture->database, heed_record_get_id (record), NULL);
  g_assert_cmpuint (revisions->len, ==, 1);
  g_assert_true (heed_record_equal (revisions->pdata[0], more));
}

static void
test_places (JournalFixture *fixture,
             gconstpointer   user_data)
{
  g_autoptr (HeedRecord) record = make_note (NULL, "Title", "Body", 0);
  g_autoptr (HeedRecord) moved = NULL;
  g_autoptr (HeedRecord) loaded = NULL;
  HeedRecordBuilder *builder = heed_record_builder_new_from (record);

  heed_record_builder_set_item_id (builder, "tip");
  heed_record_builder_set_completed (builder, at (3));
  heed_record_builder_set_created (builder, at (-5));
  moved = heed_record_builder_end (builder);

  put (fixture->database, record);
  put (fixture->database, moved);
  loaded = get (fixture->database, heed_record_get_id (record));
  g_assert_true (heed_record_equal (loaded, moved));
}

static void
test_revisions (JournalFixture *fixture,
                gconstpointer   user_data)
{
  const char *tags[] = { "one", "two", NULL };
  HeedRecordBuilder *builder = start_note (NULL, "Title", "First", 0);
  g_autoptr (HeedRecord) first = NULL;
  g_autoptr (HeedRecord) second = NULL;
  g_autoptr (HeedRecord) third = NULL;
  g_autoptr (HeedRecord) fourth = NULL;
  g_autoptr (GPtrArray) revisions = NULL;

  heed_record_builder_set_tags (builder, tags);
  first = heed_record_builder_end (builder);
  second = change_note (first, "body", "Second", 299);
  third = change_note (second, "body", "Third", 299 + 301);
  fourth = change_note (third, "body", "Fourth", 299 + 301 + 301);

  put (fixture->database, first);
  put (fixture->database, second); /* the same sitting */
  put (fixture->database, third);
  put (fixture->database, fourth);

  revisions = heed_database_get_revisions (fixture->database, heed_record_get_id (first), NULL);
  g_assert_cmpuint (revisions->len, ==, 2);
  g_assert_true (heed_record_equal (revisions->pdata[0], third));
  g_assert_true (heed_record_equal (revisions->pdata[1], second));
}

/* An entry that was once written while the clock was a year ahead. */
/* What is kept of the entry itself is no sitting: the text before a pin is as old as it
 * was, and what replaces it soon after does not take it away. */
static void
test_revision_before_pin (JournalFixture *fixture,
                          gconstpointer   user_data)
{
  g_autoptr (HeedRecord) first = make_note (NULL, "Title", "First", 0);
  g_autoptr (HeedRecord) pinned = change_note (first, HEED_RECORD_PINNED, "1", 4000);
  g_autoptr (HeedRecord) second = change_note (pinned, "body", "Second", 4060);
  g_autoptr (HeedRecord) third = change_note (second, "body", "Third", 4120);
  g_autoptr (GPtrArray) revisions = NULL;

  put (fixture->database, first);
  put (fixture->database, pinned);
  put (fixture->database, second);
  put (fixture->database, third); /* the same sitting */
  revisions = heed_database_get_revisions (fixture->database, heed_record_get_id (first), NULL);
  g_assert_cmpuint (revisions->len, ==, 1);
  g_assert_cmpstr (heed_record_get_answer (revisions->pdata[0], "body"), ==, "First");
}

static void
test_revisions_of_time_to_come (JournalFixture *fixture,
                                gconstpointer   user_data)
{
  gint64 ahead = (g_get_real_time () - at (0).utc) / G_USEC_PER_SEC + 365 * 24 * 60 * 60;
  g_autoptr (HeedRecord) first = make_note (NULL, "A title", "first", ahead);
  g_autoptr (HeedRecord) second = change_note (first, "body", "second", ahead + 1);
  g_autoptr (HeedRecord) third = change_note (second, "body", "third", ahead + 2);
  g_autoptr (GPtrArray) revisions = NULL;

  put (fixture->database, first);
  put (fixture->database, second);
  close_journal (fixture->database);
  fixture->database = open_journal (fixture->path, HEED_DATABASE_NONE);
  put (fixture->database, third);

  /* Of one sitting, and of another. */
  revisions = heed_database_get_revisions (fixture->database, heed_record_get_id (first), NULL);
  g_assert_cmpuint (revisions->len, ==, 1);
  g_assert_cmpstr (heed_record_get_answer (g_ptr_array_index (revisions, 0), "body"), ==, "second");
}

/* 1970 began with a moment like any other. */
static void
test_first_moment (JournalFixture *fixture,
                   gconstpointer   user_data)
{
  HeedRecordBuilder *builder = start_note (NULL, "A title", "scanned from paper", 0);
  g_autoptr (HeedRecord) record = NULL;
  g_autoptr (HeedRecord) stored = NULL;

  heed_record_builder_set_created (builder, (HeedTimestamp) { 0, 0 });
  heed_record_builder_set_completed (builder, (HeedTimestamp) { 0, 3600 });
  heed_record_builder_set_deleted (builder, (HeedTimestamp) { 0, 0 });
  record = heed_record_builder_end (builder);
  put (fixture->database, record);
  stored = get (fixture->database, heed_record_get_id (record));
  g_assert_true (heed_record_equal (record, stored));
  g_assert_true (heed_timestamp_is_set (heed_record_get_deleted (stored)));
  g_assert_cmpint (heed_record_get_created (stored).utc, ==, 0);
}

static void
test_tombstone (JournalFixture *fixture,
                gconstpointer   user_data)
{
  g_autoptr (HeedRecord) record = make_note (NULL, "Title", "Remarkable", 0);
  g_autoptr (HeedRecord) deleted = delete_note (record, 1000);
  g_autoptr (HeedRecord) loaded = NULL;
  g_autoptr (GPtrArray) list = NULL;
  g_autoptr (GPtrArray) revisions = NULL;
  g_autoptr (GArray) keys = NULL;

  put (fixture->database, record);
  put (fixture->database, deleted);

  loaded = get (fixture->database, heed_record_get_id (record));
  g_assert_true (heed_record_equal (loaded, deleted));
  list = heed_database_list (fixture->database, NULL, NULL);
  g_assert_cmpuint (list->len, ==, 0);
  keys = heed_database_get_keys (fixture->database, NULL, NULL);
  g_assert_cmpuint (keys->len, ==, 0);
  revisions = heed_database_get_revisions (fixture->database, heed_record_get_id (record), NULL);
  g_assert_cmpuint (revisions->len, ==, 0);
}

static void
test_bare_tombstone (JournalFixture *fixture,
                     gconstpointer   user_data)
{
  g_autoptr (HeedRecord) record = make_note (NULL, "Title", "Remarkable", 0);
  g_autoptr (HeedRecord) bare = make_note (heed_record_get_id (record), "Title", NULL, 0);
  g_autoptr (HeedRecord) deleted = delete_note (bare, 1000);
  g_autoptr (HeedRecord) restored = NULL;
  g_autoptr (HeedRecord) loaded = NULL;

  put (fixture->database, record);
  put (fixture->database, deleted);
  loaded = get (fixture->database, heed_record_get_id (record));
  g_assert_true (heed_timestamp_is_set (heed_record_get_deleted (loaded)));
  g_assert_cmpstr (heed_record_get_answer (loaded, "body"), ==, "Remarkable");

  put (fixture->database, record);
  restored = get (fixture->database, heed_record_get_id (record));
  g_assert_true (heed_record_equal (restored, record));
}

static void
test_put_all (JournalFixture *fixture,
              gconstpointer   user_data)
{
  g_autoptr (GPtrArray) records = g_ptr_array_new_with_free_func ((GDestroyNotify) heed_record_unref);
  g_autoptr (GPtrArray) summaries = g_ptr_array_new_with_free_func ((GDestroyNotify) heed_summary_unref);
  g_autoptr (GPtrArray) list = NULL;
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < 200; i++)
    {
      HeedRecord *record = make_note (NULL, "Many", "Body", i);

      g_ptr_array_add (records, record);
      g_ptr_array_add (summaries, summarize (record));
    }

  g_assert_true (heed_database_put_all (fixture->database, records, summaries, &error));
  g_assert_no_error (error);
  list = heed_database_list (fixture->database, NULL, NULL);
  g_assert_cmpuint (list->len, ==, 200);
}

static const char *
nth_id (GPtrArray *list,
        guint      position)
{
  return heed_record_get_id (heed_summary_get_head (g_ptr_array_index (list, position)));
}

static void
test_list (JournalFixture *fixture,
           gconstpointer   user_data)
{
  HeedRecordBuilder *plan_builder = heed_record_builder_new (NULL, "customer-focus", 1, "plan");
  g_autoptr (HeedRecord) plan = NULL;
  g_autofree char *middle = put_note (fixture->database, "Middle", NULL, 50);
  g_autofree char *oldest = put_note (fixture->database, "Oldest", NULL, 10);
  g_autofree char *newest = put_note (fixture->database, "Newest", NULL, 90);
  g_autoptr (GPtrArray) all = NULL;
  g_autoptr (GPtrArray) two = NULL;
  g_autoptr (GPtrArray) notes = NULL;
  g_autoptr (GPtrArray) about = NULL;
  g_autoptr (GPtrArray) both = NULL;

  heed_record_builder_set_created (plan_builder, at (70));
  heed_record_builder_set_item_id (plan_builder, "tip");
  plan = heed_record_builder_end (plan_builder);
  put (fixture->database, plan);

  all = heed_database_list (fixture->database, NULL, NULL);
  g_assert_cmpuint (all->len, ==, 4);
  g_assert_cmpstr (nth_id (all, 0), ==, newest);
  g_assert_cmpstr (nth_id (all, 1), ==, heed_record_get_id (plan));
  g_assert_cmpstr (nth_id (all, 2), ==, middle);
  g_assert_cmpstr (nth_id (all, 3), ==, oldest);

  two = heed_database_list (fixture->database, &(HeedQuery) { .limit = 2 }, NULL);
  g_assert_cmpuint (two->len, ==, 2);
  notes = heed_database_list (fixture->database, &(HeedQuery) { .form_id = "note" }, NULL);
  g_assert_cmpuint (notes->len, ==, 3);
  about = heed_database_list (fixture->database, &(HeedQuery) { .item_id = "tip" }, NULL);
  g_assert_cmpuint (about->len, ==, 1);
  both = heed_database_list (fixture->database, &(HeedQuery) { .form_id = "note", .item_id = "tip" }, NULL);
  g_assert_cmpuint (both->len, ==, 0);
}

static void
test_tallies (JournalFixture *fixture,
              gconstpointer   user_data)
{
  G_GNUC_UNUSED g_autofree char *older = put_note (fixture->database, "Older", NULL, 1);
  g_autofree char *newer = put_note (fixture->database, "Newer", NULL, 2);
  HeedRecordBuilder *builder = start_note (NULL, NULL, "About", 3);
  g_autoptr (HeedRecord) about = NULL;
  g_autoptr (HeedRecord) gone = make_note (NULL, "Gone", NULL, 4);
  g_autoptr (HeedRecord) deleted = delete_note (gone, 5);
  g_autoptr (GPtrArray) tallies = NULL;
  HeedTally *tally;

  heed_record_builder_set_item_id (builder, "tip");
  heed_record_builder_set_completed (builder, at (5));
  about = heed_record_builder_end (builder);
  put (fixture->database, about);
  put (fixture->database, gone);
  put (fixture->database, deleted);

  tallies = heed_database_get_tallies (fixture->database, NULL, NULL);
  g_assert_cmpuint (tallies->len, ==, 2);
  tally = tallies->pdata[0];
  g_assert_cmpstr (tally->form_id, ==, "note");
  g_assert_null (tally->item_id);
  g_assert_cmpuint (tally->entries, ==, 2);
  g_assert_cmpuint (tally->completed, ==, 0);
  g_assert_cmpstr (tally->latest_id, ==, newer);
  tally = tallies->pdata[1];
  g_assert_cmpstr (tally->item_id, ==, "tip");
  g_assert_cmpuint (tally->entries, ==, 1);
  g_assert_cmpuint (tally->completed, ==, 1);
  g_assert_cmpstr (tally->latest_id, ==, heed_record_get_id (about));
}

static void
test_keys (JournalFixture *fixture,
           gconstpointer   user_data)
{
  G_GNUC_UNUSED g_autofree char *older = put_note (fixture->database, NULL, NULL, 1);
  G_GNUC_UNUSED g_autofree char *newer = put_note (fixture->database, NULL, NULL, 200000);
  g_autoptr (GArray) keys = NULL;
  HeedKey *key;
  gint64 change = 0;

  keys = heed_database_get_keys (fixture->database, &change, NULL);
  g_assert_cmpuint (keys->len, ==, 2);
  g_assert_cmpint (change, ==, 2);
  key = &g_array_index (keys, HeedKey, 0);
  g_assert_cmpint (key->place, ==, at (200000).utc);
  g_assert_cmpuint (key->day, ==, heed_timestamp_get_day (at (200000)));
  g_assert_false (key->deleted);
  g_assert_cmpint (g_array_index (keys, HeedKey, 1).place, ==, at (1).utc);
}

static void
test_changes (JournalFixture *fixture,
              gconstpointer   user_data)
{
  g_autoptr (HeedRecord) one = make_note (NULL, "One", NULL, 1);
  g_autoptr (HeedRecord) two = make_note (NULL, "Two", NULL, 2);
  g_autoptr (HeedRecord) changed = change_note (one, "body", "Later", 3);
  g_autoptr (HeedRecord) deleted = delete_note (two, 4);
  g_autoptr (GArray) none = NULL;
  g_autoptr (GArray) both = NULL;
  gint64 change = 0;

  put (fixture->database, one);
  put (fixture->database, two);
  change = get_last_change (fixture->database);
  none = heed_database_get_changes (fixture->database, &change, NULL);
  g_assert_cmpuint (none->len, ==, 0);

  put (fixture->database, deleted);
  put (fixture->database, changed);
  both = heed_database_get_changes (fixture->database, &change, NULL);
  g_assert_cmpuint (both->len, ==, 2);
  g_assert_true (g_array_index (both, HeedKey, 0).deleted);
  g_assert_cmpint (g_array_index (both, HeedKey, 0).place, ==, at (2).utc);
  g_assert_false (g_array_index (both, HeedKey, 1).deleted);
  g_assert_cmpint (change, ==, 4);
}

static void
test_summaries (JournalFixture *fixture,
                gconstpointer   user_data)
{
  g_autofree char *older = put_note (fixture->database, "Older", NULL, 1);
  g_autofree char *newer = put_note (fixture->database, "Newer", NULL, 2);
  g_autoptr (GArray) keys = heed_database_get_keys (fixture->database, NULL, NULL);
  g_autoptr (GArray) rows = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GPtrArray) summaries = NULL;
  gint64 missing = 4711;

  g_array_append_val (rows, g_array_index (keys, HeedKey, 1).row);
  g_array_append_val (rows, missing);
  g_array_append_val (rows, g_array_index (keys, HeedKey, 0).row);
  summaries = heed_database_get_summaries (fixture->database, rows, NULL);
  g_assert_cmpuint (summaries->len, ==, 3);
  g_assert_cmpstr (nth_id (summaries, 0), ==, older);
  g_assert_null (summaries->pdata[1]);
  g_assert_cmpstr (nth_id (summaries, 2), ==, newer);
  g_assert_cmpint (heed_summary_get_row (summaries->pdata[0]), ==, g_array_index (rows, gint64, 0));
}

typedef struct
{
  HeedDatabase *database;
  HeedDatabase *other;
  GString *titles;
  guint stop_after;
} Walk;

/* Another connection writes while this one reads. */
static gboolean
walk_cb (HeedRecord  *record,
         gpointer     user_data,
         GError     **error)
{
  Walk *walk = user_data;
  g_autoptr (HeedRecord) again = get (walk->database, heed_record_get_id (record));
  G_GNUC_UNUSED g_autofree char *extra = put_note (walk->other, "Extra", NULL, 0);

  g_assert_true (heed_record_equal (record, again));
  g_string_append (walk->titles, heed_record_get_title (record));
  if (walk->stop_after == 0 || --walk->stop_after > 0)
    return TRUE;

  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_CANCELLED, "Enough");
  return FALSE;
}

static void
test_foreach (JournalFixture *fixture,
              gconstpointer   user_data)
{
  G_GNUC_UNUSED g_autofree char *b = put_note (fixture->database, "B", "Text", 2);
  G_GNUC_UNUSED g_autofree char *a = put_note (fixture->database, "A", "Text", 1);
  G_GNUC_UNUSED g_autofree char *c = put_note (fixture->database, "C", "Text", 3);
  g_autoptr (HeedDatabase) other = open_journal (fixture->path, HEED_DATABASE_NONE);
  g_autoptr (GString) titles = g_string_new (NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) list = NULL;
  Walk walk = { .database = fixture->database, .other = other, .titles = titles };

  g_assert_true (heed_database_foreach (fixture->database, NULL, walk_cb, &walk, &error));
  g_assert_no_error (error);
  g_assert_cmpstr (titles->str, ==, "CBA");
  list = heed_database_list (fixture->database, NULL, NULL);
  g_assert_cmpuint (list->len, ==, 6);
}

static void
test_foreach_stop (JournalFixture *fixture,
                   gconstpointer   user_data)
{
  G_GNUC_UNUSED g_autofree char *a = put_note (fixture->database, "A", "Text", 1);
  G_GNUC_UNUSED g_autofree char *b = put_note (fixture->database, "B", "Text", 2);
  g_autofree char *after = NULL;
  g_autoptr (HeedDatabase) other = open_journal (fixture->path, HEED_DATABASE_NONE);
  g_autoptr (GString) titles = g_string_new (NULL);
  g_autoptr (GError) error = NULL;
  Walk walk = { .database = fixture->database, .other = other, .titles = titles, .stop_after = 1 };

  g_assert_false (heed_database_foreach (fixture->database, NULL, walk_cb, &walk, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpstr (titles->str, ==, "B");
  after = put_note (fixture->database, "After", NULL, 3);
}

static void
add_test (const char *path,
          void (*test) (JournalFixture *, gconstpointer))
{
  g_test_add (path, JournalFixture, NULL, set_up_journal, test, tear_down_journal);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  add_test ("/database/put/round-trip", test_round_trip);
  add_test ("/database/put/bare", test_bare);
  add_test ("/database/put/long-text", test_long_text);
  add_test ("/database/put/unchanged", test_unchanged);
  add_test ("/database/put/overwrite", test_overwrite);
  add_test ("/database/put/less", test_less);
  add_test ("/database/put/places", test_places);
  add_test ("/database/put/revisions", test_revisions);
  add_test ("/database/put/revision-before-pin", test_revision_before_pin);
  add_test ("/database/put/revisions-of-time-to-come", test_revisions_of_time_to_come);
  add_test ("/database/put/first-moment", test_first_moment);
  add_test ("/database/put/tombstone", test_tombstone);
  add_test ("/database/put/bare-tombstone", test_bare_tombstone);
  add_test ("/database/put/all", test_put_all);
  add_test ("/database/get/not-found", test_not_found);
  add_test ("/database/get/summary", test_summary);
  add_test ("/database/get/no-rating", test_no_rating);
  add_test ("/database/list/entries", test_list);
  add_test ("/database/list/tallies", test_tallies);
  add_test ("/database/list/keys", test_keys);
  add_test ("/database/list/changes", test_changes);
  add_test ("/database/list/summaries", test_summaries);
  add_test ("/database/list/foreach", test_foreach);
  add_test ("/database/list/foreach-stop", test_foreach_stop);

  return g_test_run ();
}
