/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Tests of src/store/heed-database-trash.c: what is deleted for good is gone. */

#define _GNU_SOURCE /* memmem() */

#include "store-fixture.h"

#include <string.h>

/* Puts a note with a title, a tag and an older version, deleted at @deleted. */
static char *
put_deleted (HeedDatabase *database,
             const char   *word,
             gint64        seconds,
             gint64        deleted)
{
  const char *tags[] = { word, NULL };
  HeedRecordBuilder *builder = start_note (NULL, word, word, seconds);
  g_autoptr (HeedRecord) first = NULL;
  g_autoptr (HeedRecord) second = NULL;
  g_autoptr (HeedRecord) last = NULL;

  heed_record_builder_set_tags (builder, tags);
  first = heed_record_builder_end (builder);
  second = change_note (first, "more", word, seconds + 1000);
  put (database, first);
  put (database, second);
  if (deleted != 0)
    {
      last = delete_note (second, deleted);
      put (database, last);
    }
  return g_strdup (heed_record_get_id (first));
}

static guint
empty (HeedDatabase *database,
       gint64        deleted_before)
{
  g_autoptr (GError) error = NULL;
  guint n_emptied, sum = 0;
  gint64 last = 0;

  do
    {
      g_assert_true (heed_database_empty_trash (database, deleted_before, &last, &n_emptied, &error));
      g_assert_no_error (error);
      sum += n_emptied;
    }
  while (last != 0);
  return sum;
}

static guint
count_trash (HeedDatabase *database)
{
  g_autoptr (GArray) keys = heed_database_find_keys (database, &(HeedQuery) { .deleted = TRUE }, NULL);

  return keys->len;
}

/* One of them only; what is not in the trash stays. */
static void
test_erase (JournalFixture *fixture,
            gconstpointer   user_data)
{
  g_autofree char *gone = put_deleted (fixture->database, "wombat", 0, 5000);
  g_autofree char *other = put_deleted (fixture->database, "ferret", 1, 6000);
  g_autofree char *kept = put_deleted (fixture->database, "badger", 2, 0);
  const char * const ids[] = { gone, gone, kept, "nobody" };
  g_autoptr (HeedRecord) tombstone = NULL;
  g_autoptr (HeedRecord) record = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (ids); i++)
    g_assert_true (heed_database_erase (fixture->database, ids[i], NULL));
  g_assert_cmpuint (count_trash (fixture->database), ==, 1);
  tombstone = get (fixture->database, gone);
  g_assert_true (heed_record_is_emptied (tombstone));
  record = get (fixture->database, kept);
  g_assert_cmpuint (heed_record_get_n_answers (record), >, 0);
}

static void
test_all (JournalFixture *fixture,
          gconstpointer   user_data)
{
  g_autofree char *gone = put_deleted (fixture->database, "wombat", 0, 5000);
  g_autofree char *kept = put_deleted (fixture->database, "badger", 1, 0);
  g_autoptr (HeedRecord) tombstone = NULL;
  g_autoptr (HeedRecord) record = NULL;
  g_autoptr (HeedSummary) summary = NULL;
  g_autoptr (GPtrArray) revisions = NULL;
  g_autoptr (GPtrArray) found = NULL;

  g_assert_cmpuint (count_trash (fixture->database), ==, 1);
  g_assert_cmpuint (empty (fixture->database, G_MAXINT64), ==, 1);
  g_assert_cmpuint (count_trash (fixture->database), ==, 0);

  tombstone = get (fixture->database, gone);
  summary = heed_database_get_summary (fixture->database, gone, NULL);
  revisions = heed_database_get_revisions (fixture->database, gone, NULL);
  found = heed_database_search (fixture->database, &(HeedQuery) { .words = "wombat", .deleted = TRUE }, NULL);
  g_assert_cmpuint (heed_record_get_n_answers (tombstone), ==, 0);
  g_assert_null (heed_record_get_title (tombstone));
  g_assert_null (heed_record_get_tags (tombstone)[0]);
  g_assert_cmpstr (heed_record_get_form_id (tombstone), ==, "note");
  g_assert_cmpint (heed_record_get_deleted (tombstone).utc, ==, at (5000).utc);
  g_assert_cmpstr (heed_summary_get_excerpt (summary), ==, "");
  g_assert_cmpuint (revisions->len, ==, 0);
  g_assert_cmpuint (found->len, ==, 0);

  record = get (fixture->database, kept);
  g_assert_cmpuint (heed_record_get_n_answers (record), ==, 2);
}

static void
test_before (JournalFixture *fixture,
             gconstpointer   user_data)
{
  g_autofree char *old = put_deleted (fixture->database, "wombat", 0, 5000);
  g_autofree char *new = put_deleted (fixture->database, "badger", 0, 6000);

  g_assert_cmpuint (empty (fixture->database, at (5000).utc), ==, 0);
  g_assert_cmpuint (empty (fixture->database, at (5000).utc + 1), ==, 1);
  g_assert_cmpuint (count_trash (fixture->database), ==, 1);
  g_assert_cmpuint (empty (fixture->database, G_MAXINT64), ==, 1);
  g_assert_cmpuint (empty (fixture->database, G_MAXINT64), ==, 0);
}

static void
test_changes (JournalFixture *fixture,
              gconstpointer   user_data)
{
  g_autofree char *id = put_deleted (fixture->database, "wombat", 0, 5000);
  g_autoptr (GArray) changes = NULL;
  gint64 change = 0, idle;

  g_array_unref (heed_database_get_changes (fixture->database, &change, NULL));
  empty (fixture->database, G_MAXINT64);
  changes = heed_database_get_changes (fixture->database, &change, NULL);
  g_assert_cmpuint (changes->len, ==, 1);
  g_assert_true (g_array_index (changes, HeedKey, 0).deleted);
  idle = change;
  empty (fixture->database, G_MAXINT64);
  g_array_unref (heed_database_get_changes (fixture->database, &change, NULL));
  g_assert_cmpint (change, ==, idle);
}

static void
test_unlisted (JournalFixture *fixture,
               gconstpointer   user_data)
{
  g_autofree char *id = put_deleted (fixture->database, "wombat", 0, 5000);
  g_autoptr (HeedRecord) record = get (fixture->database, id);
  HeedSummaryFacts facts = { .mean_rating = NAN };
  g_autoptr (HeedSummary) summary = heed_summary_new_from_parts (record, &facts);
  g_autoptr (HeedRecord) tombstone = NULL;

  heed_database_put (fixture->database, record, summary, NULL);
  g_assert_cmpuint (empty (fixture->database, G_MAXINT64), ==, 0);
  tombstone = get (fixture->database, id);
  g_assert_cmpuint (heed_record_get_n_answers (tombstone), ==, 0);
}

/* The writer of another copy may have known more: it goes to the trash again. */
static void
test_comes_back (JournalFixture *fixture,
                 gconstpointer   user_data)
{
  g_autofree char *id = put_deleted (fixture->database, "wombat", 0, 5000);
  g_autoptr (HeedRecord) before = get (fixture->database, id);
  g_autoptr (HeedRecord) after = NULL;

  empty (fixture->database, G_MAXINT64);
  put (fixture->database, before);
  after = get (fixture->database, id);
  g_assert_true (heed_record_equal (before, after));
  g_assert_cmpuint (count_trash (fixture->database), ==, 1);
}

static void
assert_in_file (JournalFixture *fixture,
                const char     *word,
                gboolean        expected)
{
  g_autofree char *contents = NULL;
  gsize length;

  g_assert_true (g_file_get_contents (fixture->path, &contents, &length, NULL));
  g_assert_true ((memmem (contents, length, word, strlen (word)) != NULL) == expected);
}

/* Neither the text nor a word of the search index stays anywhere in the file,
 * nor anything that was once written over. */
static void
test_wiped (JournalFixture *fixture,
            gconstpointer   user_data)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (HeedRecord) record = NULL;
  g_autoptr (HeedRecord) changed = NULL;
  g_autoptr (HeedRecord) deleted = NULL;

  for (guint i = 0; i < 3000; i++)
    g_string_append_printf (text, "wombat%u ", i % 100);
  record = make_note (NULL, "wombat", text->str, 0);
  changed = change_note (record, "body", "wombat, and that is all", 10);
  deleted = delete_note (changed, 20);
  for (guint i = 0; i < 50; i++)
    g_free (put_note (fixture->database, "A title", "The text of a badger", i));
  put (fixture->database, record);
  put (fixture->database, changed);
  for (guint i = 0; i < 50; i++)
    g_free (put_note (fixture->database, "A title", "The text of another badger", i));
  put (fixture->database, deleted);
  close_journal (g_steal_pointer (&fixture->database));
  assert_in_file (fixture, "wombat", TRUE);

  fixture->database = open_journal (fixture->path, HEED_DATABASE_NONE);
  empty (fixture->database, G_MAXINT64);
  close_journal (g_steal_pointer (&fixture->database));
  assert_in_file (fixture, "wombat", FALSE);
  assert_in_file (fixture, "badger", TRUE);
}

/* Very many are not emptied at once, so that others can write in between; in
 * the end there is no trace of any. */
static void
test_parts (JournalFixture *fixture,
            gconstpointer   user_data)
{
  g_autoptr (GPtrArray) records = g_ptr_array_new_with_free_func ((GDestroyNotify) heed_record_unref);
  g_autoptr (GPtrArray) summaries = g_ptr_array_new_with_free_func ((GDestroyNotify) heed_summary_unref);
  gint64 last = 0;
  guint n_emptied;

  for (guint i = 0; i < 1200; i++)
    {
      g_autoptr (HeedRecord) note = make_note (NULL, NULL, "wombat", i);

      g_ptr_array_add (records, delete_note (note, 5000));
      g_ptr_array_add (summaries, summarize (note));
    }
  g_assert_true (heed_database_put_all (fixture->database, records, summaries, NULL));

  g_assert_true (heed_database_empty_trash (fixture->database, G_MAXINT64, &last, &n_emptied, NULL));
  g_assert_cmpuint (n_emptied, <, 1000);
  g_assert_cmpint (last, !=, 0);
  g_assert_cmpuint (count_trash (fixture->database), ==, 1200 - n_emptied);
  g_assert_cmpuint (empty (fixture->database, G_MAXINT64), ==, 1200 - n_emptied);
  assert_in_file (fixture, "wombat", FALSE);
}

static void
test_read_only (JournalFixture *fixture,
                gconstpointer   user_data)
{
  g_autofree char *id = put_deleted (fixture->database, "wombat", 0, 5000);
  HeedDatabase *reader = open_journal (fixture->path, HEED_DATABASE_READ_ONLY);
  g_autoptr (GError) error = NULL;
  gint64 last = 0;
  guint n_emptied;

  g_assert_false (heed_database_empty_trash (reader, G_MAXINT64, &last, &n_emptied, &error));
  g_assert_error (error, HEED_ERROR, HEED_ERROR_READ_ONLY);
  close_journal (reader);
  g_assert_cmpuint (count_trash (fixture->database), ==, 1);
}

static gboolean
trusts (JournalFixture *fixture,
        gint64          days)
{
  gboolean trusted = TRUE;
  g_autoptr (GError) error = NULL;

  g_assert_true (heed_database_trust_clock (fixture->database, at (0).utc + days * G_TIME_SPAN_DAY, &trusted, &error));
  g_assert_no_error (error);
  return trusted;
}

/* A clock is believed once it has gone on steadily, and neither where it jumps
 * ahead nor where it comes back. */
static void
test_clock (JournalFixture *fixture,
            gconstpointer   user_data)
{
  g_assert_false (trusts (fixture, 0));
  g_assert_false (trusts (fixture, 0));
  g_assert_true (trusts (fixture, 1));
  g_assert_true (trusts (fixture, 8));

  /* A year ahead for one evening, with more than one start. */
  g_assert_false (trusts (fixture, 365));
  g_assert_false (trusts (fixture, 365));
  close_journal (fixture->database);
  fixture->database = open_journal (fixture->path, HEED_DATABASE_NONE);
  g_assert_false (trusts (fixture, 365));
  g_assert_false (trusts (fixture, 9));
  g_assert_true (trusts (fixture, 10));

  /* Somebody was away. */
  g_assert_false (trusts (fixture, 40));
  g_assert_true (trusts (fixture, 41));
}

/* Every second visit of somebody who comes seldom does, but one that is far away
 * on the first day does not. */
static void
test_seldom (JournalFixture *fixture,
             gconstpointer   user_data)
{
  g_assert_false (trusts (fixture, 0));
  g_assert_false (trusts (fixture, 365));
  g_assert_false (trusts (fixture, 1));
  g_assert_true (trusts (fixture, 15));
  g_assert_false (trusts (fixture, 29));
  g_assert_true (trusts (fixture, 43));
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

  add_test ("/database/trash/all", test_all);
  add_test ("/database/trash/erase", test_erase);
  add_test ("/database/trash/before", test_before);
  add_test ("/database/trash/changes", test_changes);
  add_test ("/database/trash/unlisted", test_unlisted);
  add_test ("/database/trash/comes-back", test_comes_back);
  add_test ("/database/trash/wiped", test_wiped);
  add_test ("/database/trash/parts", test_parts);
  add_test ("/database/trash/read-only", test_read_only);
  add_test ("/database/trash/clock", test_clock);
  add_test ("/database/trash/seldom", test_seldom);

  return g_test_run ();
}
