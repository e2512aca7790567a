/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Tests of src/store/heed-database-write.c: tags. */

#include "store-fixture.h"

/* Puts a note with tags, separated by spaces, and gives its id. */
static char *
put_tagged (HeedDatabase *database,
            const char   *text,
            const char   *tags,
            gint64        seconds,
            gint64        deleted)
{
  HeedRecordBuilder *builder = start_note (NULL, "Title", text, seconds);
  g_auto (GStrv) split = g_strsplit (tags, " ", -1);
  g_autoptr (HeedRecord) record = NULL;

  heed_record_builder_set_tags (builder, (const char * const *) split);
  if (deleted != 0)
    heed_record_builder_set_deleted (builder, at (deleted));
  record = heed_record_builder_end (builder);
  put (database, record);
  return g_strdup (heed_record_get_id (record));
}

/* @expected is such as "a 2, b 1". */
static void
assert_counts (HeedDatabase *database,
               const char   *expected)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) counts = heed_database_get_tags (database, &error);
  g_autoptr (GString) text = g_string_new (NULL);

  g_assert_no_error (error);
  for (guint i = 0; i < counts->len; i++)
    {
      const HeedTagCount *count = g_ptr_array_index (counts, i);

      g_string_append_printf (text, "%s%s %u", i > 0 ? ", " : "", count->tag, count->entries);
    }
  g_assert_cmpstr (text->str, ==, expected);
}

static void
assert_tags (HeedDatabase *database,
             const char   *id,
             const char   *expected)
{
  g_autoptr (HeedRecord) record = get (database, id);
  g_autofree char *tags = g_strjoinv (" ", (GStrv) heed_record_get_tags (record));

  g_assert_cmpstr (tags, ==, expected);
}

static void
assert_found (HeedDatabase *database,
              const char   *words,
              guint         expected)
{
  g_autoptr (GPtrArray) matches = heed_database_search (database, &(HeedQuery) { .words = words }, NULL);

  g_assert_cmpuint (matches->len, ==, expected);
}

static guint
replace (HeedDatabase *database,
         const char   *tag,
         const char   *with,
         gint64        seconds)
{
  g_autoptr (GError) error = NULL;
  guint n_changed, sum = 0;
  gint64 last = 0;

  do
    {
      heed_database_replace_tag (database, tag, with, at (seconds), &last, &n_changed, NULL, &error);
      g_assert_no_error (error);
      sum += n_changed;
    }
  while (last != 0);
  return sum;
}

static void
test_counts (JournalFixture *fixture,
             gconstpointer   user_data)
{
  assert_counts (fixture->database, "");
  g_free (put_tagged (fixture->database, "one", "b a", 1, 0));
  g_free (put_tagged (fixture->database, "two", "a", 2, 0));
  g_free (put_tagged (fixture->database, "gone", "a c", 3, 9));
  assert_counts (fixture->database, "a 2, b 1");
}

/* Of some entries only, of which one is not there, and however a tag is written. */
static void
test_counts_of (JournalFixture *fixture,
                gconstpointer   user_data)
{
  g_autofree char *one = put_tagged (fixture->database, "one", "b a", 1, 0);
  g_autofree char *two = put_tagged (fixture->database, "two", "A", 2, 0);
  g_autofree char *other = put_tagged (fixture->database, "other", "c", 3, 0);
  const char * const ids[] = { one, "nobody", two, NULL }, * const none[] = { NULL };
  g_autoptr (GPtrArray) counts = heed_database_count_tags (fixture->database, ids, NULL);
  g_autoptr (GPtrArray) nothing = heed_database_count_tags (fixture->database, none, NULL);
  guint n_a = 0;

  g_assert_cmpuint (counts->len, ==, 2);
  for (guint i = 0; i < counts->len; i++)
    {
      const HeedTagCount *count = g_ptr_array_index (counts, i);

      g_assert_cmpstr (count->tag, !=, "c");
      if (g_str_equal (count->tag, "a"))
        n_a = count->entries;
    }
  g_assert_cmpuint (n_a, ==, 2);
  g_assert_cmpuint (nothing->len, ==, 0);
}

static void
test_unlisted (JournalFixture *fixture,
               gconstpointer   user_data)
{
  g_autofree char *id = put_tagged (fixture->database, "one", "a", 1, 0);
  g_autoptr (HeedRecord) record = get (fixture->database, id);
  HeedSummaryFacts facts = { .mean_rating = NAN };
  g_autoptr (HeedSummary) summary = heed_summary_new_from_parts (record, &facts);

  heed_database_put (fixture->database, record, summary, NULL);
  assert_counts (fixture->database, "");
  g_assert_cmpuint (replace (fixture->database, "a", "b", 2), ==, 1);
  assert_tags (fixture->database, id, "b");
}

static void
test_rename (JournalFixture *fixture,
             gconstpointer   user_data)
{
  g_autofree char *one = put_tagged (fixture->database, "one", "calls other", 1, 0);
  g_autofree char *two = put_tagged (fixture->database, "two", "calls", 2, 0);
  g_autofree char *three = put_tagged (fixture->database, "three", "other", 3, 0);
  g_autoptr (GArray) keys = NULL;
  g_autoptr (HeedRecord) record = NULL;
  gint64 change = 0;

  g_array_unref (heed_database_get_changes (fixture->database, &change, NULL));
  g_assert_cmpuint (replace (fixture->database, "calls", " telephone ", 60), ==, 2);
  assert_counts (fixture->database, "other 2, telephone 2");
  assert_tags (fixture->database, one, "other telephone");
  assert_tags (fixture->database, two, "telephone");
  assert_found (fixture->database, "calls", 0);
  assert_found (fixture->database, "telephone", 2);
  assert_found (fixture->database, "one", 1);

  keys = heed_database_get_changes (fixture->database, &change, NULL);
  g_assert_cmpuint (keys->len, ==, 2);
  record = get (fixture->database, two);
  g_assert_cmpint (heed_record_get_modified (record).utc, ==, at (60).utc);
  g_assert_cmpstr (heed_record_get_answer (record, "body"), ==, "two");
  assert_tags (fixture->database, three, "other");
}

static void
test_merge (JournalFixture *fixture,
            gconstpointer   user_data)
{
  g_autofree char *both = put_tagged (fixture->database, "one", "calls phone", 1, 0);
  g_autofree char *one = put_tagged (fixture->database, "two", "calls", 2, 0);

  g_assert_cmpuint (replace (fixture->database, "calls", "phone", 60), ==, 2);
  assert_counts (fixture->database, "phone 2");
  assert_tags (fixture->database, both, "phone");
  assert_tags (fixture->database, one, "phone");
}

static void
test_remove (JournalFixture *fixture,
             gconstpointer   user_data)
{
  g_autofree char *both = put_tagged (fixture->database, "one", "calls phone", 1, 0);
  g_autofree char *one = put_tagged (fixture->database, "two", "calls", 2, 0);

  g_assert_cmpuint (replace (fixture->database, "calls", NULL, 60), ==, 2);
  assert_counts (fixture->database, "phone 1");
  assert_tags (fixture->database, both, "phone");
  assert_tags (fixture->database, one, "");
  assert_found (fixture->database, "calls", 0);
}

/* However a tag is written, it is one, and is called as most entries have it. */
static void
test_alike (JournalFixture *fixture,
            gconstpointer   user_data)
{
  g_autofree char *one = put_tagged (fixture->database, "one", "Work", 1, 0);
  g_autofree char *two = put_tagged (fixture->database, "two", "work", 2, 0);
  g_autofree char *three = put_tagged (fixture->database, "three", "work caf\u00e9", 3, 0);
  g_autofree char *four = put_tagged (fixture->database, "four", "cafe\u0301", 4, 0);
  g_autofree char *five = put_tagged (fixture->database, "five", "caf\u00e9", 5, 0);

  assert_counts (fixture->database, "caf\u00e9 3, work 3");
  g_assert_cmpuint (replace (fixture->database, "work", "work", 60), ==, 1);
  assert_tags (fixture->database, one, "work");
  g_assert_cmpuint (replace (fixture->database, "CAF\u00c9", "tea", 60), ==, 3);
  assert_tags (fixture->database, three, "tea work");
  assert_tags (fixture->database, four, "tea");
  assert_tags (fixture->database, five, "tea");
  assert_tags (fixture->database, two, "work");
  assert_counts (fixture->database, "tea 3, work 3");
}

/* A summary knows more than the record: it must not be lost. */
static void
test_summary_stays (JournalFixture *fixture,
                    gconstpointer   user_data)
{
  g_autofree char *id = put_tagged (fixture->database, "Some words", "calls", 1, 0);
  g_autoptr (HeedSummary) before = heed_database_get_summary (fixture->database, id, NULL);
  g_autoptr (HeedSummary) after = NULL;

  replace (fixture->database, "calls", "phone", 60);
  after = heed_database_get_summary (fixture->database, id, NULL);
  g_assert_cmpstr (heed_summary_get_excerpt (after), ==, "Some words");
  g_assert_cmpuint (heed_summary_get_progress (after).total, ==, heed_summary_get_progress (before).total);
  g_assert_cmpint (heed_summary_get_row (after), ==, heed_summary_get_row (before));
}

static void
test_revisions (JournalFixture *fixture,
                gconstpointer   user_data)
{
  g_autofree char *id = put_tagged (fixture->database, "one", "calls", 1, 0);
  g_autoptr (GPtrArray) soon = NULL;
  g_autoptr (GPtrArray) later = NULL;

  replace (fixture->database, "calls", "phone", 60);
  soon = heed_database_get_revisions (fixture->database, id, NULL);
  g_assert_cmpuint (soon->len, ==, 0);
  replace (fixture->database, "phone", "letters", 6000);
  later = heed_database_get_revisions (fixture->database, id, NULL);
  g_assert_cmpuint (later->len, ==, 1);
  g_assert_cmpstr (heed_record_get_tags (g_ptr_array_index (later, 0))[0], ==, "phone");
}

static void
test_nothing (JournalFixture *fixture,
              gconstpointer   user_data)
{
  g_autofree char *id = put_tagged (fixture->database, "one", "calls", 1, 0);
  g_autofree char *gone = put_tagged (fixture->database, "gone", "old", 2, 9);
  gint64 before, after;

  g_array_unref (heed_database_get_keys (fixture->database, &before, NULL));
  g_assert_cmpuint (replace (fixture->database, "calls", "calls", 60), ==, 0);
  g_assert_cmpuint (replace (fixture->database, "unknown", "calls", 60), ==, 0);
  g_assert_cmpuint (replace (fixture->database, "old", "new", 60), ==, 0);
  g_array_unref (heed_database_get_keys (fixture->database, &after, NULL));
  g_assert_cmpint (before, ==, after);
  assert_tags (fixture->database, gone, "old");
}

static void
test_read_only (JournalFixture *fixture,
                gconstpointer   user_data)
{
  g_autofree char *id = put_tagged (fixture->database, "one", "calls", 1, 0);
  HeedDatabase *reader = open_journal (fixture->path, HEED_DATABASE_READ_ONLY);
  g_autoptr (GError) error = NULL;
  gint64 last = 0;
  guint n_changed;

  g_assert_false (heed_database_replace_tag (reader, "calls", "phone", at (60), &last, &n_changed, NULL, &error));
  g_assert_error (error, HEED_ERROR, HEED_ERROR_READ_ONLY);
  close_journal (reader);
  assert_tags (fixture->database, id, "calls");
}

/* A clock that was set back must not make an entry older than it is. */
static void
test_clock_set_back (JournalFixture *fixture,
                     gconstpointer   user_data)
{
  g_autofree char *id = put_tagged (fixture->database, "one", "calls", 100, 0);
  g_autoptr (GPtrArray) revisions = NULL;
  g_autoptr (HeedRecord) record = NULL;

  replace (fixture->database, "calls", "phone", 1);
  record = get (fixture->database, id);
  assert_tags (fixture->database, id, "phone");
  g_assert_cmpint (heed_record_get_modified (record).utc, >, at (100).utc);
  revisions = heed_database_get_revisions (fixture->database, id, NULL);
  g_assert_cmpuint (revisions->len, ==, 0);
}

/* Very many are not done at once, so that others can write in between. */
static void
test_parts (JournalFixture *fixture,
            gconstpointer   user_data)
{
  g_autoptr (GPtrArray) records = g_ptr_array_new_with_free_func ((GDestroyNotify) heed_record_unref);
  g_autoptr (GPtrArray) summaries = g_ptr_array_new_with_free_func ((GDestroyNotify) heed_summary_unref);
  gint64 last = 0;
  guint n_changed;

  for (guint i = 0; i < 1200; i++)
    {
      HeedRecordBuilder *builder = start_note (NULL, NULL, "text", i);

      heed_record_builder_set_tags (builder, (const char * const []) { "calls", i % 2 == 0 ? "phone" : NULL, NULL });
      g_ptr_array_add (records, heed_record_builder_end (builder));
      g_ptr_array_add (summaries, summarize (g_ptr_array_index (records, i)));
    }
  g_assert_true (heed_database_put_all (fixture->database, records, summaries, NULL));

  g_assert_true (heed_database_replace_tag (fixture->database, "calls", "phone", at (5000), &last, &n_changed, NULL, NULL));
  g_assert_cmpuint (n_changed, <, 1000);
  g_assert_cmpint (last, !=, 0);
  g_assert_cmpuint (n_changed + replace (fixture->database, "calls", "phone", 5000), ==, 1200);
  assert_counts (fixture->database, "phone 1200");
  g_assert_cmpuint (replace (fixture->database, "phone", NULL, 5000), ==, 1200);
  assert_counts (fixture->database, "");
}

/* A tag that is written in another way is the same one. */
static void
test_same_tag (JournalFixture *fixture,
               gconstpointer   user_data)
{
  g_autofree char *id = put_tagged (fixture->database, "one", "calls", 1, 0);
  g_autoptr (HeedRecord) record = NULL;

  replace (fixture->database, "calls", "phone calls", 60);
  g_assert_cmpuint (replace (fixture->database, "phone calls", " phone \n calls ", 90), ==, 0);
  record = get (fixture->database, id);
  g_assert_cmpint (heed_record_get_modified (record).utc, ==, at (60).utc);
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

  add_test ("/database/tags/counts", test_counts);
  add_test ("/database/tags/counts-of", test_counts_of);
  add_test ("/database/tags/unlisted", test_unlisted);
  add_test ("/database/tags/rename", test_rename);
  add_test ("/database/tags/alike", test_alike);
  add_test ("/database/tags/merge", test_merge);
  add_test ("/database/tags/remove", test_remove);
  add_test ("/database/tags/summary-stays", test_summary_stays);
  add_test ("/database/tags/revisions", test_revisions);
  add_test ("/database/tags/nothing", test_nothing);
  add_test ("/database/tags/clock-set-back", test_clock_set_back);
  add_test ("/database/tags/parts", test_parts);
  add_test ("/database/tags/same-tag", test_same_tag);
  add_test ("/database/tags/read-only", test_read_only);

  return g_test_run ();
}
