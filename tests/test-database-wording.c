/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Tests of src/store/heed-database-wording.c: the search finds the words that a form
 * shows. */

#include "import-fixture.h"
#include "test-forms.h"

#include "heed-database-private.h"

static HeedSummary *
sum_up (HeedWorkbook *workbook,
        HeedRecord   *record)
{
  return heed_summary_new (record, heed_workbook_find_form (workbook, heed_record_get_form_id (record)));
}

static void
put_with_form (HeedDatabase *database,
               HeedWorkbook *workbook,
               HeedRecord   *record)
{
  g_autoptr (HeedSummary) summary = sum_up (workbook, record);
  g_autoptr (GError) error = NULL;

  heed_database_put (database, record, summary, &error);
  g_assert_no_error (error);
}

/* As an older Heed wrote it, which did not know what the form shows. */
static void
put_without_words (HeedDatabase *database,
                   HeedRecord   *record)
{
  put (database, record);
}

static GPtrArray *
search (HeedDatabase *database,
        const char   *words)
{
  g_autoptr (GError) error = NULL;
  GPtrArray *matches = heed_database_search (database, &(HeedQuery) { .words = words }, &error);

  g_assert_no_error (error);
  return matches;
}

static void
assert_found (HeedDatabase *database,
              const char   *words,
              guint         expected)
{
  g_autoptr (GPtrArray) matches = search (database, words);

  g_assert_cmpuint (matches->len, ==, expected);
}

static guint
update (HeedDatabase *database,
        HeedWorkbook *workbook)
{
  g_autoptr (GError) error = NULL;
  gboolean more = TRUE;
  guint parts = 0;

  while (more)
    {
      g_assert_true (heed_database_update_wording (database, workbook, &more, &error));
      g_assert_no_error (error);
      parts += more;
    }

  return parts;
}

static gint64
get_change (HeedDatabase *database)
{
  gint64 change;

  g_array_unref (heed_database_get_keys (database, &change, NULL));
  return change;
}

static void
assert_words_of_form (HeedDatabase *database)
{
  g_autoptr (GPtrArray) matches = NULL;
  HeedMatch *match;

  assert_found (database, "\"at work\"", 1);
  assert_found (database, "always", 1);
  assert_found (database, "november", 1);
  assert_found (database, "quiet", 1);
  assert_found (database, "laptops", 1);
  /* What stands for them in the journal. */
  assert_found (database, "other", 0);
  assert_found (database, "5", 0);
  assert_found (database, "home", 0);

  matches = search (database, "laptops");
  match = g_ptr_array_index (matches, 0);
  g_assert_cmpstr (match->snippet, ==,
                   "21 November 2025 quiet At work Always Forty " HEED_MATCH_START "laptops" HEED_MATCH_END);
}

static HeedRecord *
make_flat (void)
{
  return make_record ("flat", "day", "2025-11-21", "mood", "other", "mood/other", "quiet", "place", "work",
                      "rating", "5", "story", "Forty laptops", NULL);
}

static void
test_shown (JournalFixture *fixture,
            gconstpointer   user_data)
{
  g_autoptr (HeedWorkbook) workbook = open_forms ();
  g_autoptr (HeedRecord) record = make_flat ();
  g_autoptr (HeedRecord) elsewhere = NULL;
  g_autoptr (HeedRecord) kept = NULL;

  put_with_form (fixture->database, workbook, record);
  assert_words_of_form (fixture->database);
  kept = get (fixture->database, heed_record_get_id (record));
  g_assert_true (heed_record_equal (kept, record));

  elsewhere = change_note (record, "place", "home", 1);
  put_with_form (fixture->database, workbook, elsewhere);
  assert_found (fixture->database, "work", 0);
  assert_found (fixture->database, "\"at home\"", 1);
}

/* How many rows there are is no answer, nor is a number of stars without words. */
static void
test_nothing_shown (JournalFixture *fixture,
                    gconstpointer   user_data)
{
  g_autoptr (HeedWorkbook) workbook = open_forms ();
  g_autoptr (HeedRecord) nested = make_record ("nested", "emotion", "3", "ends", "2", "ends/1", "word", NULL);
  g_autoptr (HeedRecord) flat = make_record ("flat", "rating", "3", "rating/then", "2", "minutes", "45", NULL);

  put_with_form (fixture->database, workbook, nested);
  put_with_form (fixture->database, workbook, flat);
  assert_found (fixture->database, "3", 0);
  assert_found (fixture->database, "2", 0);
  assert_found (fixture->database, "word", 1);
  assert_found (fixture->database, "45", 1);
}

static void
test_update (JournalFixture *fixture,
             gconstpointer   user_data)
{
  g_autoptr (HeedWorkbook) workbook = open_forms ();
  g_autoptr (HeedRecord) record = make_flat ();
  g_autoptr (HeedRecord) kept = NULL;
  g_autoptr (GPtrArray) revisions = NULL;
  gint64 before;

  put_without_words (fixture->database, record);
  assert_found (fixture->database, "always", 0);
  assert_found (fixture->database, "work", 1);
  before = get_change (fixture->database);

  g_assert_cmpuint (update (fixture->database, workbook), >=, 1);
  assert_words_of_form (fixture->database);
  g_assert_cmpint (get_change (fixture->database), ==, before + 1);

  /* Not an edit: the entry is what it was, and the next time nothing is to do. */
  kept = get (fixture->database, heed_record_get_id (record));
  g_assert_true (heed_record_equal (kept, record));
  revisions = heed_database_get_revisions (fixture->database, heed_record_get_id (record), NULL);
  g_assert_cmpuint (revisions->len, ==, 0);
  g_assert_cmpuint (update (fixture->database, workbook), ==, 0);
  g_assert_cmpint (get_change (fixture->database), ==, before + 1);
}

/* In parts, so that what is typed is saved in between; also what is in the trash. */
static void
test_update_many (JournalFixture *fixture,
                  gconstpointer   user_data)
{
  g_autoptr (HeedWorkbook) workbook = open_forms ();
  g_autoptr (HeedRecord) deleted = NULL;
  g_autoptr (HeedRecord) record = make_flat ();
  g_autoptr (GPtrArray) matches = NULL;
  gint64 last = 0;
  guint n_emptied;

  for (guint i = 0; i < HEED_DATABASE_PART + 20; i++)
    {
      g_autoptr (HeedRecord) one = make_flat ();

      put_without_words (fixture->database, one);
    }
  put_without_words (fixture->database, record);
  deleted = delete_note (record, 5);
  put_without_words (fixture->database, deleted);

  g_assert_cmpuint (update (fixture->database, workbook), >=, 2);
  assert_found (fixture->database, "always", HEED_DATABASE_PART + 20);
  matches = heed_database_search (fixture->database, &(HeedQuery) { .words = "always", .deleted = TRUE }, NULL);
  g_assert_cmpuint (matches->len, ==, 1);

  /* What was deleted for good has nothing to work out, and is not looked at again. */
  g_assert_true (heed_database_empty_trash (fixture->database, G_MAXINT64, &last, &n_emptied, NULL));
  g_assert_cmpuint (n_emptied, ==, 1);
  g_assert_cmpuint (update (fixture->database, workbook), ==, 0);
}

/* Of forms that this workbook does not have, what another knew stays. */
static void
test_other_workbook (JournalFixture *fixture,
                     gconstpointer   user_data)
{
  g_autoptr (HeedWorkbook) workbook = open_forms ();
  HeedRecordBuilder *builder = heed_record_builder_new (NULL, "another", 1, "of-another");
  g_autoptr (HeedRecord) note = NULL;

  heed_record_builder_set_answer (builder, "body", "laptops of another", 1);
  note = heed_record_builder_end (builder);
  put_without_words (fixture->database, note);
  g_assert_cmpuint (update (fixture->database, workbook), ==, 0);
  assert_found (fixture->database, "laptops", 1);
}

/* Renaming a tag writes an entry without its form. */
static void
test_tag_renamed (JournalFixture *fixture,
                  gconstpointer   user_data)
{
  static const char * const tags[] = { "calls", NULL };
  g_autoptr (HeedWorkbook) workbook = open_forms ();
  g_autoptr (HeedRecord) plain = make_flat ();
  HeedRecordBuilder *builder = heed_record_builder_new_from (plain);
  g_autoptr (HeedRecord) record = NULL;
  gint64 last = 0;
  guint n_changed;

  heed_record_builder_set_tags (builder, tags);
  record = heed_record_builder_end (builder);
  put_with_form (fixture->database, workbook, record);
  g_assert_true (heed_database_replace_tag (fixture->database, "CALLS", "phone", at (9), &last, &n_changed, NULL, NULL));
  g_assert_cmpuint (n_changed, ==, 1);
  assert_found (fixture->database, "phone", 1);
  assert_found (fixture->database, "always", 1);
  assert_found (fixture->database, "5", 0);
  g_assert_cmpuint (update (fixture->database, workbook), ==, 0);
}

/* The first step of two, which changes the place. */
static void
begin_import (JournalFixture *fixture,
              HeedWorkbook   *workbook,
              HeedRecord     *record)
{
  g_autoptr (HeedRecord) other = make_flat ();
  g_autoptr (HeedRecord) elsewhere = change_note (record, "place", "home", 10);
  HeedRecord *records[] = { other, elsewhere };
  g_autoptr (HeedStaging) staging = stage (fixture->path, records, G_N_ELEMENTS (records));
  g_autoptr (GError) error = NULL;
  gboolean more;

  heed_database_set_step (fixture->database, 0);
  heed_database_import (fixture->database, staging, workbook, &more, &error);
  g_assert_no_error (error);
  g_assert_true (more);
  assert_found (fixture->database, "\"at home\"", 1);
}

/* An import that is taken back leaves the words that the form showed. */
static void
test_taken_back (JournalFixture *fixture,
                 gconstpointer   user_data)
{
  g_autoptr (HeedWorkbook) workbook = open_forms ();
  g_autoptr (HeedRecord) record = make_flat ();

  put_with_form (fixture->database, workbook, record);
  begin_import (fixture, workbook, record);
  settle (fixture->database);
  assert_words_of_form (fixture->database);
  g_assert_cmpuint (update (fixture->database, workbook), ==, 0);
}

/* What was typed meanwhile stays, and its words are worked out again. */
static void
test_taken_back_after_typing (JournalFixture *fixture,
                              gconstpointer   user_data)
{
  g_autoptr (HeedWorkbook) workbook = open_forms ();
  g_autoptr (HeedRecord) record = make_flat ();
  g_autoptr (HeedRecord) joined = NULL;
  g_autoptr (HeedRecord) typed = NULL;

  put_with_form (fixture->database, workbook, record);
  begin_import (fixture, workbook, record);
  joined = get (fixture->database, heed_record_get_id (record));
  typed = change_note (joined, "day", "2025-12-24", 20);
  put_with_form (fixture->database, workbook, typed);
  settle (fixture->database);
  assert_found (fixture->database, "november", 0);

  g_assert_cmpuint (update (fixture->database, workbook), ==, 1);
  assert_found (fixture->database, "december", 1);
  assert_found (fixture->database, "\"at work\"", 1);
  assert_found (fixture->database, "home", 0);
  assert_found (fixture->database, "5", 0);
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

  add_test ("/database/wording/shown", test_shown);
  add_test ("/database/wording/nothing-shown", test_nothing_shown);
  add_test ("/database/wording/update", test_update);
  add_test ("/database/wording/update-many", test_update_many);
  add_test ("/database/wording/other-workbook", test_other_workbook);
  add_test ("/database/wording/tag-renamed", test_tag_renamed);
  add_test ("/database/wording/taken-back", test_taken_back);
  add_test ("/database/wording/taken-back-after-typing", test_taken_back_after_typing);

  return g_test_run ();
}
