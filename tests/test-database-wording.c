/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Tests of src/store/heed-database-wording.c: the search finds the words that a form
 * shows. */

#include "import-fixture.h"
#include "test-forms.h"

#include "heed-database-private.h"
#include "heed-wording.h"

#include <string.h>

static HeedSummary *
sum_up (HeedWorkbook *workbook,
        HeedRecord   *record)
{
  return heed_summary_new (record, heed_wording_find_form (workbook, record));
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

/* A workbook of one question. */
static HeedWorkbook *
make_workbook (const char *root,
               const char *label)
{
  static const char * const languages[] = { "en_US", "en", "C", NULL };
  g_autofree char *xml = g_strdup_printf ("<workbook %s xml:lang='en-US'><title>Small</title><forms><form id='f'>"
                                          "<title>Form</title><text id='a'><label>%s</label></text></form></forms>"
                                          "</workbook>", root, label);
  g_autoptr (GBytes) bytes = g_bytes_new (xml, strlen (xml));
  g_autoptr (GError) error = NULL;
  HeedWorkbook *workbook = heed_workbook_new_from_bytes (bytes, "small.xml", languages, &error);

  g_assert_no_error (error);
  return workbook;
}

static HeedRecord *
make_answer (HeedWorkbook *workbook)
{
  HeedRecordBuilder *builder = heed_record_builder_new (NULL, heed_workbook_get_id (workbook),
                                                        heed_workbook_get_version (workbook), "f");

  heed_record_builder_set_answer (builder, "a", "an answer", 1);
  return heed_record_builder_end (builder);
}

static void
reopen (JournalFixture *fixture,
        HeedWorkbook   *workbook)
{
  close_journal (fixture->database);
  fixture->database = open_journal (fixture->path, HEED_DATABASE_NONE);
  heed_database_set_workbook (fixture->database, workbook);
}

static guint
count_kept (JournalFixture *fixture)
{
  g_autoptr (GPtrArray) editions = heed_database_get_editions (fixture->database, NULL);

  return editions->len;
}

static const char *
get_question (HeedWorkbook *workbook,
              HeedRecord   *record)
{
  HeedForm *form = heed_wording_find_form (workbook, record);

  return form != NULL ? heed_field_get_label (heed_form_get_field (form, 0)) : NULL;
}

/* With the first entry, and with no more than that; who opens the journal with a later
 * version, or with another workbook, sees what was asked. */
static void
test_kept (JournalFixture *fixture,
           gconstpointer   user_data)
{
  g_autoptr (HeedWorkbook) first = make_workbook ("id='small' version='1'", "What was it?");
  g_autoptr (HeedWorkbook) second = make_workbook ("id='small' version='2'", "What happened?");
  g_autoptr (HeedWorkbook) other = make_workbook ("id='large' version='1'", "How large?");
  g_autoptr (HeedRecord) old = make_answer (first);
  g_autoptr (HeedRecord) again = make_answer (first);
  g_autoptr (HeedRecord) new = make_answer (second);
  g_autofree char *said = NULL;

  reopen (fixture, first);
  g_assert_cmpuint (count_kept (fixture), ==, 0);
  put_with_form (fixture->database, first, old);
  put_with_form (fixture->database, first, again);
  g_assert_cmpuint (count_kept (fixture), ==, 1);

  g_assert_cmpstr (get_question (second, old), ==, "What happened?");
  said = heed_wording_describe (second, old);
  g_assert_nonnull (strstr (said, "not kept"));
  reopen (fixture, second);
  g_assert_cmpstr (get_question (second, old), ==, "What was it?");
  put_with_form (fixture->database, second, new);
  g_assert_cmpstr (get_question (second, new), ==, "What happened?");
  g_assert_null (heed_wording_describe (second, new));
  g_free (said);
  said = heed_wording_describe (second, old);
  g_assert_nonnull (strstr (said, "worded differently now"));
  g_assert_cmpuint (count_kept (fixture), ==, 2);

  g_assert_null (get_question (other, old));
  reopen (fixture, other);
  g_assert_cmpstr (get_question (other, old), ==, "What was it?");
  g_assert_cmpstr (get_question (other, new), ==, "What happened?");
  g_assert_cmpstr (heed_wording_get_workbook_title (other, old), ==, "Small");
  g_free (said);
  said = heed_wording_describe (other, old);
  g_assert_cmpstr (said, ==, "This entry belongs to the workbook “Small”.");
}

/* Where the form asks the same, there is nothing to tell. */
static void
test_same_questions (JournalFixture *fixture,
                     gconstpointer   user_data)
{
  g_autoptr (HeedWorkbook) first = make_workbook ("id='small' version='1'", "What was it?");
  g_autoptr (HeedWorkbook) second = make_workbook ("id='small' version='2'", "What was it?");
  g_autoptr (HeedRecord) old = make_answer (first);

  reopen (fixture, first);
  put_with_form (fixture->database, first, old);
  reopen (fixture, second);
  g_assert_true (heed_wording_find_form (second, old) == heed_workbook_find_form (second, "f"));
  g_assert_null (heed_wording_describe (second, old));
}

/* Entries of a Heed that kept no wording, and a workbook that somebody changes without
 * its version, as one does who is still writing it. */
static void
test_kept_afterwards (JournalFixture *fixture,
                      gconstpointer   user_data)
{
  g_autoptr (HeedWorkbook) first = make_workbook ("id='small' version='1'", "What wos it?");
  g_autoptr (HeedWorkbook) mended = make_workbook ("id='small' version='1'", "What was it?");
  g_autoptr (HeedWorkbook) second = make_workbook ("id='small' version='2'", "What happened?");
  g_autoptr (HeedRecord) old = make_answer (first);

  put_with_form (fixture->database, first, old);
  g_assert_cmpuint (count_kept (fixture), ==, 0);
  reopen (fixture, first);
  update (fixture->database, first);
  g_assert_cmpuint (count_kept (fixture), ==, 1);
  reopen (fixture, mended);
  update (fixture->database, mended);
  g_assert_cmpuint (count_kept (fixture), ==, 1);
  reopen (fixture, second);
  g_assert_cmpstr (get_question (second, old), ==, "What was it?");
}

/* What is no workbook, another one than it says, or packed wrongly, is as if it were
 * not there. */
static void
test_damaged (JournalFixture *fixture,
              gconstpointer   user_data)
{
  static const char * const damage[] = {
    "UPDATE wording SET document = x'00'",
    "UPDATE wording SET document = substr (document, 1, length (document) / 2)",
    "UPDATE wording SET version = 7",
  };
  g_autoptr (HeedWorkbook) first = make_workbook ("id='small' version='1'", "What was it?");

  for (guint i = 0; i < G_N_ELEMENTS (damage); i++)
    {
      g_autoptr (HeedRecord) old = make_answer (first);
      g_autoptr (HeedWorkbook) second = make_workbook ("id='small' version='2'", "What happened?");

      g_assert_true (heed_connection_execute (fixture->database->connection, "DELETE FROM wording", NULL));
      reopen (fixture, first);
      put_with_form (fixture->database, first, old);
      g_assert_true (heed_connection_execute (fixture->database->connection, damage[i], NULL));
      reopen (fixture, second);
      g_assert_cmpstr (get_question (second, old), ==, "What happened?");
      g_assert_null (heed_workbook_find_edition (second, "small", 7));
      update (fixture->database, second);
    }
}

/* What was put together of imported answers, and the wording as a whole. */
static void
test_partial (JournalFixture *fixture,
              gconstpointer   user_data)
{
  g_autoptr (HeedWorkbook) first = make_workbook ("id='small' version='1'", "What was it?");
  g_autoptr (HeedWorkbook) second = make_workbook ("id='small' version='2'", "What happened?");
  g_autoptr (HeedWorkbook) third = make_workbook ("id='small' version='2'", "What happened?");
  g_autoptr (HeedWorkbook) fourth = make_workbook ("id='small' version='2'", "What happened?");
  g_autoptr (HeedRecord) old = make_answer (first);
  g_autoptr (HeedRecord) again = make_answer (first);
  g_autoptr (GHashTable) labels = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GPtrArray) partial = g_ptr_array_new_with_free_func ((GDestroyNotify) heed_edition_free);
  g_autoptr (GPtrArray) parts = g_ptr_array_new_with_free_func ((GDestroyNotify) heed_edition_free);
  g_autoptr (HeedWorkbook) fifth = make_workbook ("id='small' version='2'", "What happened?");
  g_autoptr (GBytes) document = NULL;
  g_autoptr (GBytes) another = NULL;
  gint64 whole;

  g_hash_table_insert (labels, (gpointer) "f/a", (gpointer) "What was it, roughly?");
  document = heed_workbook_dup_relabeled (second, 1, labels);
  g_ptr_array_add (partial, heed_edition_new ("small", 1, document));
  reopen (fixture, second);
  heed_workbook_add_editions (second, partial);
  put_with_form (fixture->database, second, old);
  update (fixture->database, second);
  g_assert_cmpuint (count_kept (fixture), ==, 1);
  g_assert_true (heed_connection_query_int (fixture->database->connection, "SELECT whole FROM wording", &whole, NULL));
  g_assert_cmpint (whole, ==, 0);
  reopen (fixture, third);
  g_assert_cmpstr (get_question (third, old), ==, "What was it, roughly?");

  /* Another part is kept with it. */
  g_hash_table_remove_all (labels);
  g_hash_table_insert (labels, (gpointer) "f", (gpointer) "Another title");
  another = heed_workbook_dup_relabeled (third, 1, labels);
  g_ptr_array_add (parts, heed_edition_new ("small", 1, another));
  heed_workbook_add_editions (third, parts);
  update (fixture->database, third);
  reopen (fixture, fifth);
  g_assert_cmpstr (get_question (fifth, old), ==, "What was it, roughly?");
  g_assert_cmpstr (heed_form_get_title (heed_wording_find_form (fifth, old)), ==, "Another title");

  reopen (fixture, first);
  put_with_form (fixture->database, first, again);
  g_assert_true (heed_connection_query_int (fixture->database->connection, "SELECT whole FROM wording", &whole, NULL));
  g_assert_cmpint (whole, ==, 1);

  /* Who knows the part only does not put it in the place of the whole. */
  heed_workbook_add_editions (fourth, partial);
  g_assert_cmpstr (get_question (fourth, old), ==, "What was it, roughly?");
  reopen (fixture, fourth);
  put_with_form (fixture->database, fourth, old);
  update (fixture->database, fourth);
  g_assert_cmpuint (count_kept (fixture), ==, 1);
  g_assert_cmpstr (get_question (fourth, old), ==, "What was it?");
}

/* The search finds by the words that were shown then. */
static void
test_marked_by_version (JournalFixture *fixture,
                        gconstpointer   user_data)
{
  static const char xml[] = "<workbook id='small' version='%u' xml:lang='en-US'><title>Small</title><forms><form id='f'>"
                            "<title>Form</title><choice id='a'><label>Which?</label><option id='x'>%s</option>"
                            "<option id='y'>Other</option></choice></form></forms></workbook>";
  static const char * const options[] = { "elephant", "squirrel" };
  HeedWorkbook *workbooks[2];

  for (guint i = 0; i < G_N_ELEMENTS (workbooks); i++)
    {
      g_autofree char *text = g_strdup_printf (xml, i + 1, options[i]);
      g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));
      HeedRecordBuilder *builder = heed_record_builder_new (NULL, "small", i + 1, "f");
      g_autoptr (HeedRecord) record = NULL;

      workbooks[i] = heed_workbook_new_from_bytes (bytes, "small.xml", NULL, NULL);
      heed_record_builder_set_answer (builder, "a", "x", 1);
      record = heed_record_builder_end (builder);
      reopen (fixture, workbooks[i]);
      put_with_form (fixture->database, workbooks[i], record);
      update (fixture->database, workbooks[i]);
    }

  assert_found (fixture->database, "elephant", 1);
  assert_found (fixture->database, "squirrel", 1);
  g_assert_cmpuint (update (fixture->database, workbooks[1]), ==, 0);
  g_object_unref (workbooks[0]);
  g_object_unref (workbooks[1]);
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
  add_test ("/database/wording/kept", test_kept);
  add_test ("/database/wording/same-questions", test_same_questions);
  add_test ("/database/wording/kept-afterwards", test_kept_afterwards);
  add_test ("/database/wording/damaged", test_damaged);
  add_test ("/database/wording/partial", test_partial);
  add_test ("/database/wording/marked-by-version", test_marked_by_version);
  add_test ("/database/wording/tag-renamed", test_tag_renamed);
  add_test ("/database/wording/taken-back", test_taken_back);
  add_test ("/database/wording/taken-back-after-typing", test_taken_back_after_typing);

  return g_test_run ();
}
