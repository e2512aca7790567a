/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Tests of src/journal/heed-journal-query.c, and of copies of entries. */

#include "journal-fixture.h"

#include "heed-record-edit.h"

#include <math.h>
#include <string.h>

static GPtrArray *
read_entries (JournalFixture  *fixture,
              const HeedQuery *query)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  GPtrArray *records;

  heed_journal_read_async (fixture->journal, query, keep_result_cb, &result);
  records = heed_journal_read_finish (fixture->journal, wait_for_result (&result), &error);
  g_assert_no_error (error);
  return records;
}

static GPtrArray *
load (JournalFixture     *fixture,
      const char * const *ids)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  GPtrArray *records;

  heed_journal_load_async (fixture->journal, ids, keep_result_cb, &result);
  records = heed_journal_load_finish (fixture->journal, wait_for_result (&result), &error);
  g_assert_no_error (error);
  return records;
}

static const char *
get_body (GPtrArray *records,
          guint      position)
{
  return heed_record_get_answer (g_ptr_array_index (records, position), "body");
}

static void
test_query (JournalFixture *fixture,
            gconstpointer   data)
{
  g_autoptr (HeedEntry) one = journal_fixture_write (fixture, "One", "first");
  g_autoptr (HeedEntry) two = journal_fixture_write (fixture, "Two", "second");
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GPtrArray) entries = NULL;
  HeedQuery query = { .completion = HEED_COMPLETION_COMPLETE };

  heed_entry_set_completed (one, TRUE);
  journal_fixture_save (fixture);
  heed_journal_query_async (fixture->journal, &query, keep_result_cb, &result);
  entries = heed_journal_query_finish (fixture->journal, wait_for_result (&result), NULL);
  g_assert_cmpuint (entries->len, ==, 1);
  g_assert_true (g_ptr_array_index (entries, 0) == one);
}

static void
test_search (JournalFixture *fixture,
             gconstpointer   data)
{
  g_autoptr (HeedEntry) one = journal_fixture_write (fixture, "One", "a parcel for the owl");
  g_autoptr (HeedEntry) two = journal_fixture_write (fixture, "Two", "another parcel");
  const char *tags[] = { "birds", NULL };
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GPtrArray) entries = NULL;
  g_autoptr (GPtrArray) snippets = NULL;
  HeedQuery query = { .words = "parc", .tag = "birds" };

  heed_entry_set_tags (one, tags);
  journal_fixture_save (fixture);
  heed_journal_search_async (fixture->journal, &query, NULL, keep_result_cb, &result);
  entries = heed_journal_search_finish (fixture->journal, wait_for_result (&result), &snippets, NULL, NULL);
  g_assert_cmpuint (entries->len, ==, 1);
  g_assert_true (g_ptr_array_index (entries, 0) == one);
  g_assert_nonnull (strstr (g_ptr_array_index (snippets, 0), HEED_MATCH_START "parcel"));
}

/* Whole entries are as their writer sees them now. */
static void
test_read (JournalFixture *fixture,
           gconstpointer   data)
{
  g_autoptr (HeedEntry) one = journal_fixture_write (fixture, "One", "first");
  g_autoptr (HeedEntry) two = journal_fixture_write (fixture, "Two", "second");
  g_autoptr (GPtrArray) records = NULL;
  HeedQuery query = { .form_id = HEED_FORM_NOTE };

  heed_entry_set_answer (one, "body", "first, unsaved");
  records = read_entries (fixture, &query);
  g_assert_cmpuint (records->len, ==, 2);
  g_assert_cmpstr (get_body (records, 0), ==, "second");
  g_assert_cmpstr (get_body (records, 1), ==, "first, unsaved");
}

static void
test_load (JournalFixture *fixture,
           gconstpointer   data)
{
  g_autoptr (HeedEntry) one = journal_fixture_write (fixture, "One", "first");
  g_autoptr (HeedEntry) two = journal_fixture_write (fixture, "Two", "second");
  g_autoptr (HeedEntry) new = heed_journal_create_entry (fixture->journal, HEED_FORM_NOTE, NULL);
  const char *ids[] = { heed_entry_get_id (one), "nowhere", heed_entry_get_id (new), heed_entry_get_id (two), NULL };
  g_autoptr (GPtrArray) records = NULL;

  heed_entry_set_answer (new, "body", "just begun");
  heed_entry_set_answer (one, "body", "first, unsaved");
  records = load (fixture, ids);
  g_assert_cmpuint (records->len, ==, 3);
  g_assert_cmpstr (get_body (records, 0), ==, "first, unsaved");
  g_assert_cmpstr (get_body (records, 1), ==, "just begun");
  g_assert_cmpstr (get_body (records, 2), ==, "second");
}

static void
test_versions (JournalFixture *fixture,
               gconstpointer   data)
{
  g_autoptr (GPtrArray) records = journal_fixture_put (fixture, 1);
  HeedRecord *record = g_ptr_array_index (records, 0);
  g_autoptr (GAsyncResult) found = NULL;
  g_autoptr (GAsyncResult) opened = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GPtrArray) versions = NULL;
  g_autoptr (HeedEntry) entry = NULL;

  heed_journal_find_async (fixture->journal, heed_record_get_id (record), keep_result_cb, &found);
  entry = heed_journal_find_finish (fixture->journal, wait_for_result (&found), NULL);
  heed_journal_open_entry_async (fixture->journal, entry, keep_result_cb, &opened);
  g_assert_true (heed_journal_finish (fixture->journal, wait_for_result (&opened), NULL));
  heed_entry_set_answer (entry, "body", "changed a month later");
  journal_fixture_save (fixture);

  heed_journal_get_versions_async (fixture->journal, entry, keep_result_cb, &result);
  versions = heed_journal_take_answer (fixture->journal, wait_for_result (&result), NULL);
  g_assert_cmpuint (versions->len, ==, 1);
  g_assert_true (heed_record_equal (g_ptr_array_index (versions, 0), record));
}

static void
test_copy (JournalFixture *fixture,
           gconstpointer   data)
{
  g_autoptr (HeedEntry) entry = heed_journal_create_entry (fixture->journal, "listening", NULL);
  g_autoptr (HeedEntry) blank = heed_journal_create_entry (fixture->journal, HEED_FORM_NOTE, NULL);
  g_autoptr (HeedEntry) copy = NULL;
  g_autoptr (HeedEntry) nothing = NULL;

  heed_entry_set_answer (entry, "talk/1/title", "A talk");
  heed_entry_set_completed (entry, TRUE);
  copy = heed_journal_copy_entry (fixture->journal, entry);
  g_assert_cmpstr (heed_entry_get_id (copy), !=, heed_entry_get_id (entry));
  g_assert_cmpstr (heed_entry_get_answer (copy, "talk/1/title"), ==, "A talk");
  g_assert_false (heed_timestamp_is_set (heed_record_get_completed (heed_entry_get_record (copy))));
  g_assert_false (heed_entry_get_can_undo (copy));

  nothing = heed_journal_copy_entry (fixture->journal, blank);
  journal_fixture_save (fixture);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (fixture->journal)), ==, 2);
  g_assert_cmpint (heed_entry_get_save_state (copy), ==, HEED_SAVE_STATE_SAVED);
}

/* What an older version replaces becomes a version, however new it is. */
static void
test_restored_over (JournalFixture *fixture,
                    gconstpointer   data)
{
  g_autoptr (HeedEntry) entry = journal_fixture_write (fixture, "One", "first");
  g_autoptr (HeedRecord) older = heed_record_ref (heed_entry_get_record (entry));
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GPtrArray) versions = NULL;

  heed_entry_set_answer (entry, "body", "second");
  journal_fixture_save (fixture);
  heed_entry_set_answer (entry, "body", "second, and never saved");
  heed_entry_restore (entry, older);
  journal_fixture_save (fixture);
  heed_entry_set_answer (entry, "body", "first again");
  journal_fixture_save (fixture);

  heed_journal_get_versions_async (fixture->journal, entry, keep_result_cb, &result);
  versions = heed_journal_take_answer (fixture->journal, wait_for_result (&result), NULL);
  g_assert_cmpuint (versions->len, ==, 1);
  g_assert_cmpstr (heed_record_get_answer (g_ptr_array_index (versions, 0), "body"), ==, "second, and never saved");
  g_assert_cmpstr (heed_entry_get_answer (entry, "body"), ==, "first again");
}

static guint
count_found (JournalFixture *fixture,
             const char     *words)
{
  HeedQuery query = { .words = (char *) words };
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GPtrArray) snippets = NULL;
  g_autoptr (GPtrArray) entries = NULL;

  heed_journal_search_async (fixture->journal, &query, NULL, keep_result_cb, &result);
  entries = heed_journal_search_finish (fixture->journal, wait_for_result (&result), &snippets, NULL, NULL);
  return entries->len;
}

/* An entry that an older Heed wrote is found by the words that its form shows, once
 * the journal was open with the workbook, and is as it was. */
static void
test_wording (JournalFixture *fixture,
              gconstpointer   data)
{
  HeedRecordBuilder *builder = heed_record_builder_new (NULL, "customer-focus", 1, "try");
  g_autoptr (HeedRecord) record = NULL;
  HeedSummaryFacts facts = { .mean_rating = NAN, .listed = TRUE };
  g_autoptr (HeedSummary) summary = NULL;
  g_autoptr (HeedDatabase) database = NULL;
  g_autoptr (HeedEntry) entry = NULL;

  heed_record_builder_set_answer (builder, "how", "went-well", 1);
  record = heed_record_builder_end (builder);
  summary = heed_summary_new_from_parts (record, &facts);
  journal_fixture_close (fixture);
  database = heed_database_open (fixture->path, HEED_DATABASE_NONE, NULL);
  g_assert_true (heed_database_put (database, record, summary, NULL));
  g_assert_true (heed_database_close (database, NULL));

  journal_fixture_open (fixture);
  wait_for_journal (fixture->journal);
  g_assert_cmpuint (count_found (fixture, "\"it went well\""), ==, 1);
  entry = journal_fixture_dup_entry (fixture, 0);
  g_assert_true (heed_record_equal (heed_entry_get_record (entry), record));

  heed_entry_set_answer (entry, "how", NULL);
  journal_fixture_save (fixture);
  g_assert_cmpuint (count_found (fixture, "well"), ==, 0);
}

#define ADD(name, func) \
  g_test_add ("/journal-query/" name, JournalFixture, NULL, journal_fixture_set_up, func, journal_fixture_tear_down)

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  ADD ("query", test_query);
  ADD ("search", test_search);
  ADD ("read", test_read);
  ADD ("load", test_load);
  ADD ("versions", test_versions);
  ADD ("restored-over", test_restored_over);
  ADD ("copy", test_copy);
  ADD ("wording", test_wording);
  return g_test_run ();
}
