/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Tests of src/store/heed-staging.c and heed-database-undo.c: two copies of a
 * journal become one. */

#include "import-fixture.h"

static HeedWorkbook *workbook;

static HeedImported
import (JournalFixture *fixture,
        HeedRecord     *record)
{
  g_autoptr (HeedStaging) staging = stage (fixture->path, &record, 1);
  HeedImported counts;

  take (fixture->database, staging, workbook);
  counts = *heed_staging_get_imported (staging);
  g_assert_cmpuint (counts.added + MAX (counts.changed, counts.kept) + counts.same, ==, 1);
  return counts;
}

static void
assert_same_again (JournalFixture *fixture,
                   HeedRecord     *record)
{
  g_autoptr (HeedRecord) before = get (fixture->database, heed_record_get_id (record));
  gint64 change = 0, later = 0;
  g_autoptr (GArray) keys = heed_database_get_keys (fixture->database, &change, NULL);
  g_autoptr (GArray) keys_later = NULL;
  g_autoptr (HeedRecord) after = NULL;

  g_assert_cmpuint (import (fixture, record).same, ==, 1);
  after = get (fixture->database, heed_record_get_id (record));
  g_assert_true (heed_record_equal (before, after));
  keys_later = heed_database_get_keys (fixture->database, &later, NULL);
  g_assert_cmpint (change, ==, later);
}

static guint
count_versions (JournalFixture *fixture,
                HeedRecord     *record)
{
  g_autoptr (GPtrArray) versions = heed_database_get_revisions (fixture->database, heed_record_get_id (record), NULL);

  return versions->len;
}

static void
test_new (JournalFixture *fixture,
          gconstpointer   user_data)
{
  HeedRecordBuilder *builder = heed_record_builder_new (NULL, "another-workbook", 7, "unknown-form");
  g_autoptr (HeedRecord) record = NULL;
  g_autoptr (HeedRecord) stored = NULL;

  heed_record_builder_set_answer (builder, "unknown/1/path", "kept all the same", at (0).utc);
  record = heed_record_builder_end (builder);
  g_assert_cmpuint (import (fixture, record).added, ==, 1);
  stored = get (fixture->database, heed_record_get_id (record));
  g_assert_true (heed_record_equal (record, stored));
  assert_same_again (fixture, record);
}

/* Of each answer the one that was written last, whichever side it is on; and
 * what was here is kept, were it written a second before. */
static void
test_both_changed (JournalFixture *fixture,
                   gconstpointer   user_data)
{
  g_autoptr (HeedRecord) base = make_note (NULL, "Base", "base", 0);
  g_autoptr (HeedRecord) ours = change_note (base, "body", "ours", 10);
  g_autoptr (HeedRecord) theirs = change_note (base, "more", "theirs", 11);
  g_autoptr (HeedRecord) earlier = change_note (base, "body", "too early", 5);
  g_autoptr (HeedRecord) stored = NULL;
  g_autoptr (GPtrArray) versions = NULL;

  put (fixture->database, ours);
  g_assert_cmpuint (import (fixture, theirs).changed, ==, 1);
  stored = get (fixture->database, heed_record_get_id (base));
  g_assert_cmpstr (heed_record_get_answer (stored, "body"), ==, "ours");
  g_assert_cmpstr (heed_record_get_answer (stored, "more"), ==, "theirs");

  versions = heed_database_get_revisions (fixture->database, heed_record_get_id (base), NULL);
  g_assert_cmpuint (versions->len, ==, 2);
  g_assert_true (heed_record_equal (g_ptr_array_index (versions, 0), theirs));
  g_assert_true (heed_record_equal (g_ptr_array_index (versions, 1), ours));

  assert_same_again (fixture, theirs);
  g_assert_cmpuint (import (fixture, earlier).kept, ==, 1);
  g_assert_cmpuint (count_versions (fixture, base), ==, 3);
  assert_same_again (fixture, earlier);
  g_assert_cmpuint (count_versions (fixture, base), ==, 3);
}

/* Where nobody can tell which is later, what they hold decides, and not which
 * came first. */
static void
test_same_time (JournalFixture *fixture,
                gconstpointer   user_data)
{
  for (guint i = 0; i < 2; i++)
    {
      g_autoptr (HeedRecord) one = make_note (NULL, "One", "one", 0);
      g_autoptr (HeedRecord) two = make_note (heed_record_get_id (one), "Two", "two", 0);
      g_autoptr (HeedRecord) stored = NULL;

      put (fixture->database, i == 0 ? one : two);
      import (fixture, i == 0 ? two : one);
      stored = get (fixture->database, heed_record_get_id (one));
      g_assert_true (heed_record_equal (stored, two));
      g_assert_cmpuint (count_versions (fixture, one), ==, 1);
      assert_same_again (fixture, one);
      assert_same_again (fixture, two);
    }
}

/* Several copies of one journal, in which somebody writes into one note here and
 * there, at times that may be equal. */

#define N_ROUNDS 150
#define MOST_COPIES 3

static void
write_here_and_there (GRand        *random,
                      HeedDatabase *database,
                      const char   *id,
                      GHashTable   *texts)
{
  gint64 hours = 0;

  for (int i = g_rand_int_range (random, 1, 4); i > 0; i--)
    {
      const char *path = g_rand_boolean (random) ? "body" : "more";
      g_autofree char *text = g_strdup_printf ("text %d", g_rand_int_range (random, 0, 9));
      g_autofree char *title = g_strdup_printf ("title %d", g_rand_int_range (random, 0, 4));
      g_autoptr (HeedRecord) before = NULL;
      HeedRecordBuilder *builder;
      g_autoptr (HeedRecord) after = NULL;

      hours += g_rand_int_range (random, 1, 3);
      before = heed_database_get (database, id, NULL);
      builder = before != NULL ? heed_record_builder_new_from (before) : start_note (id, NULL, NULL, 3600 * hours);
      heed_record_builder_set_title (builder, title);
      heed_record_builder_set_answer (builder, path, text, at (3600 * hours).utc);
      heed_record_builder_set_modified (builder, at (3600 * hours));
      after = heed_record_builder_end (builder);
      put (database, after);
      g_hash_table_add (texts, g_steal_pointer (&text));
      g_hash_table_add (texts, g_steal_pointer (&title));
    }
}

static void
give (JournalFixture *from,
      JournalFixture *to)
{
  g_autoptr (HeedStaging) staging = stage_journal (to->path, from->path);

  take (to->database, staging, workbook);
}

static void
add_texts (HeedRecord *record,
           GHashTable *texts)
{
  if (heed_record_get_title (record) != NULL)
    g_hash_table_add (texts, g_strdup (heed_record_get_title (record)));
  for (guint i = 0; i < heed_record_get_n_answers (record); i++)
    {
      const char *value;

      heed_record_get_nth_answer (record, i, NULL, &value, NULL);
      g_hash_table_add (texts, g_strdup (value));
    }
}

static void
assert_has_all (HeedDatabase *database,
                const char   *id,
                GHashTable   *texts)
{
  g_autoptr (GHashTable) here = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (HeedRecord) stored = get (database, id);
  g_autoptr (GPtrArray) versions = heed_database_get_revisions (database, id, NULL);
  GHashTableIter iter;
  gpointer text;

  add_texts (stored, here);
  for (guint i = 0; i < versions->len; i++)
    add_texts (g_ptr_array_index (versions, i), here);
  g_hash_table_iter_init (&iter, texts);
  while (g_hash_table_iter_next (&iter, &text, NULL))
    if (!g_hash_table_contains (here, text))
      g_error ("“%s” is lost", (char *) text);
}

/* Whoever gives to whom, in whatever order: in the end all have all. */
static void
exchange (GRand          *random,
          JournalFixture *copies,
          guint           n_copies)
{
  for (guint i = 0; i < 4 * n_copies; i++)
    {
      guint from = (guint) g_rand_int_range (random, 0, (gint32) n_copies);
      guint to = (guint) g_rand_int_range (random, 0, (gint32) n_copies);

      if (from != to)
        give (&copies[from], &copies[to]);
    }
  for (guint round = 0; round < 2; round++)
    for (guint from = 0; from < n_copies; from++)
      for (guint to = 0; to < n_copies; to++)
        if (from != to)
          give (&copies[from], &copies[to]);
}

static void
test_copies (JournalFixture *fixture,
             gconstpointer   user_data)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (20261130);

  for (guint round = 0; round < N_ROUNDS; round++)
    {
      guint n_copies = 2 + round % (MOST_COPIES - 1);
      JournalFixture copies[MOST_COPIES] = { 0 };
      g_autofree char *id = g_uuid_string_random ();
      g_autoptr (GHashTable) texts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
      g_autoptr (HeedRecord) first = NULL;

      for (guint i = 0; i < n_copies; i++)
        {
          set_up_journal (&copies[i], NULL);
          write_here_and_there (random, copies[i].database, id, texts);
        }
      exchange (random, copies, n_copies);

      first = get (copies[0].database, id);
      for (guint i = 0; i < n_copies; i++)
        {
          g_autoptr (HeedRecord) other = get (copies[i].database, id);

          g_assert_true (heed_record_equal (first, other));
          assert_has_all (copies[i].database, id, texts);
        }
      for (guint i = 0; i < n_copies; i++)
        tear_down_journal (&copies[i], NULL);
    }
}

static gboolean
add_id (HeedRecord  *record,
        gpointer     ids,
        GError     **error)
{
  g_string_append (ids, heed_record_get_id (record));
  return TRUE;
}

/* What leaves the journal is in the same order in every copy, even where entries were
 * begun in the same moment, whichever a copy got first. */
static void
test_order (JournalFixture *fixture,
            gconstpointer   user_data)
{
  g_autoptr (HeedRecord) one = make_note (NULL, "One", "one", 0);
  g_autoptr (HeedRecord) two = make_note (NULL, "Two", "two", 0);
  g_autoptr (GString) first = g_string_new (NULL);
  g_autoptr (GString) second = g_string_new (NULL);
  JournalFixture other;

  put (fixture->database, one);
  put (fixture->database, two);
  set_up_journal (&other, NULL);
  put (other.database, two);
  put (other.database, one);
  g_assert_true (heed_database_foreach (fixture->database, NULL, add_id, first, NULL));
  g_assert_true (heed_database_foreach (other.database, NULL, add_id, second, NULL));
  g_assert_cmpstr (first->str, ==, second->str);
  tear_down_journal (&other, NULL);
}

/* The place of an entry in the journal stays, whatever the file says. */
static void
test_place (JournalFixture *fixture,
            gconstpointer   user_data)
{
  g_autoptr (HeedRecord) ours = make_note (NULL, "Ours", "ours", 0);
  g_autoptr (HeedRecord) theirs = make_note (heed_record_get_id (ours), "Theirs", "theirs", 100);
  g_autoptr (HeedRecord) stored = NULL;

  put (fixture->database, ours);
  import (fixture, theirs);
  stored = get (fixture->database, heed_record_get_id (ours));
  g_assert_cmpstr (heed_record_get_title (stored), ==, "Theirs");
  g_assert_cmpint (heed_record_get_created (stored).utc, ==, at (0).utc);
  assert_same_again (fixture, theirs);
}

static void
test_deleted_elsewhere (JournalFixture *fixture,
                        gconstpointer   user_data)
{
  g_autoptr (HeedRecord) ours = make_note (NULL, "Ours", "ours", 0);
  HeedRecordBuilder *builder = start_note (heed_record_get_id (ours), NULL, NULL, 0);
  g_autoptr (HeedRecord) tombstone = NULL;
  g_autoptr (HeedRecord) stored = NULL;

  heed_record_builder_set_modified (builder, at (10));
  heed_record_builder_set_deleted (builder, at (10));
  tombstone = heed_record_builder_end (builder);
  put (fixture->database, ours);
  g_assert_cmpuint (import (fixture, tombstone).changed, ==, 1);
  stored = get (fixture->database, heed_record_get_id (ours));
  g_assert_true (heed_timestamp_is_set (heed_record_get_deleted (stored)));
  g_assert_cmpstr (heed_record_get_answer (stored, "body"), ==, "ours");
  assert_same_again (fixture, tombstone);
  assert_same_again (fixture, ours);
}

/* What was deleted for good and comes again is found in the trash, whole. */
static void
test_emptied (JournalFixture *fixture,
              gconstpointer   user_data)
{
  g_autoptr (HeedRecord) note = make_note (NULL, "A title", "words", 0);
  g_autoptr (HeedRecord) deleted = delete_note (note, 10);
  g_autoptr (HeedRecord) stored = NULL;
  guint n_emptied;
  gint64 last = 0;

  put (fixture->database, note);
  put (fixture->database, deleted);
  heed_database_empty_trash (fixture->database, G_MAXINT64, &last, &n_emptied, NULL);
  g_assert_cmpuint (n_emptied, ==, 1);

  g_assert_cmpuint (import (fixture, note).changed, ==, 1);
  stored = get (fixture->database, heed_record_get_id (note));
  g_assert_true (heed_timestamp_is_set (heed_record_get_deleted (stored)));
  g_assert_cmpstr (heed_record_get_title (stored), ==, "A title");
  g_assert_cmpstr (heed_record_get_answer (stored, "body"), ==, "words");
  assert_same_again (fixture, note);
}

/* What was deleted for good elsewhere is deleted here, and can be brought back
 * whole. */
static void
test_emptied_elsewhere (JournalFixture *fixture,
                        gconstpointer   user_data)
{
  HeedRecordBuilder *builder = start_note (NULL, "A title", "words", 0);
  g_autoptr (HeedRecord) note = NULL;
  g_autoptr (HeedRecord) blank = NULL;
  g_autoptr (HeedRecord) tombstone = NULL;
  g_autoptr (HeedRecord) stored = NULL;

  heed_record_builder_set_tags (builder, (const char * const []) { "calls", NULL });
  note = heed_record_builder_end (builder);
  put (fixture->database, note);
  blank = make_note (heed_record_get_id (note), NULL, NULL, 0);
  tombstone = delete_note (blank, 10);

  g_assert_cmpuint (import (fixture, tombstone).changed, ==, 1);
  stored = get (fixture->database, heed_record_get_id (note));
  g_assert_true (heed_timestamp_is_set (heed_record_get_deleted (stored)));
  g_assert_cmpstr (heed_record_get_title (stored), ==, "A title");
  g_assert_cmpstr (heed_record_get_tags (stored)[0], ==, "calls");
  g_assert_cmpstr (heed_record_get_answer (stored, "body"), ==, "words");
  assert_same_again (fixture, tombstone);
}

static HeedRecord *
count_and_leave (HeedRecord   *stored,
                 HeedSummary **summary,
                 gpointer      data)
{
  guint *calls = data;

  *calls += stored != NULL ? 100 : 1;
  return NULL;
}

static void
test_join_all_leaves (JournalFixture *fixture,
                      gconstpointer   user_data)
{
  g_autofree char *id = put_note (fixture->database, "Title", "words", 0);
  const char *ids[] = { id, "nowhere", NULL };
  g_autoptr (GError) error = NULL;
  guint calls = 0, n_done;

  g_assert_true (heed_database_join_all (fixture->database, ids, count_and_leave, &calls, &n_done, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (n_done, ==, 2);
  g_assert_cmpuint (calls, ==, 101);
}

#define ADD(name, func) g_test_add ("/database-import/" name, JournalFixture, NULL, set_up_journal, func, tear_down_journal)

int
main (int   argc,
      char *argv[])
{
  int status;

  g_test_init (&argc, &argv, NULL);
  workbook = open_bundled_workbook ();

  ADD ("new", test_new);
  ADD ("both-changed", test_both_changed);
  ADD ("same-time", test_same_time);
  ADD ("place", test_place);
  ADD ("copies", test_copies);
  ADD ("order", test_order);
  ADD ("deleted-elsewhere", test_deleted_elsewhere);
  ADD ("emptied", test_emptied);
  ADD ("emptied-elsewhere", test_emptied_elsewhere);
  ADD ("join-all-leaves", test_join_all_leaves);
  status = g_test_run ();
  g_object_unref (workbook);
  return status;
}
