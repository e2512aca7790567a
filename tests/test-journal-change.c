/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Tests of src/journal/heed-journal-change.c: changes to many entries at once,
 * some of which are open and being written in. */

#include "journal-fixture.h"

#include "heed-database-private.h"
#include "heed-error.h"

static guint
count (JournalFixture *fixture)
{
  return g_list_model_get_n_items (G_LIST_MODEL (fixture->journal));
}

/* The ids of up to two entries, which live longer than what the entries hold. */
static char **
get_ids (HeedEntry *one,
         HeedEntry *two)
{
  char **ids = g_new0 (char *, 3);

  ids[0] = g_strdup (heed_entry_get_id (one));
  ids[1] = two != NULL ? g_strdup (heed_entry_get_id (two)) : NULL;
  return ids;
}

/* Gives the ids that the change gives. */
static char **
change (JournalFixture  *fixture,
        char           **ids,
        HeedChange       what,
        const char      *tag)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  char **changed;

  heed_journal_change_async (fixture->journal, (const char * const *) ids, what, tag, keep_result_cb, &result);
  changed = heed_journal_change_finish (fixture->journal, wait_for_result (&result), NULL, &error);
  g_assert_no_error (error);
  return changed;
}

static guint
count_changed (JournalFixture  *fixture,
               char           **ids,
               HeedChange       what,
               const char      *tag)
{
  g_auto (GStrv) changed = change (fixture, ids, what, tag);

  return g_strv_length (changed);
}

static gboolean
is_deleted (gpointer data)
{
  return heed_timestamp_is_set (heed_record_get_deleted (heed_entry_get_record (data)));
}

static gboolean
is_back (gpointer data)
{
  return !is_deleted (data);
}

static gboolean
has_tag (gpointer data)
{
  return *heed_record_get_tags (heed_entry_get_record (data)) != NULL;
}

static guint
empty_trash (JournalFixture *fixture,
             guint           days)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  guint n_emptied = G_MAXUINT;

  heed_journal_empty_trash_async (fixture->journal, days, keep_result_cb, &result);
  g_assert_true (heed_journal_empty_trash_finish (fixture->journal, wait_for_result (&result), &n_emptied, &error));
  g_assert_no_error (error);
  return n_emptied;
}

static guint
count_trash (JournalFixture *fixture)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GPtrArray) entries = NULL;
  HeedQuery query = { .deleted = TRUE };

  heed_journal_query_async (fixture->journal, &query, keep_result_cb, &result);
  entries = heed_journal_query_finish (fixture->journal, wait_for_result (&result), NULL);
  g_assert_nonnull (entries);
  return entries->len;
}

static void
test_delete_and_take_back (JournalFixture *fixture,
                           gconstpointer   data)
{
  g_autoptr (HeedEntry) one = journal_fixture_write (fixture, "One", "first");
  g_autoptr (HeedEntry) two = journal_fixture_write (fixture, "Two", "second");
  g_autoptr (HeedEntry) three = journal_fixture_write (fixture, "Three", "third");
  g_auto (GStrv) first = get_ids (two, NULL);
  g_auto (GStrv) both = get_ids (one, two);
  char *ids[] = { both[0], both[1], both[0], (char *) "nowhere", NULL };
  g_auto (GStrv) changed = NULL;
  g_autoptr (HeedEntry) listed = NULL;

  g_assert_cmpuint (count_changed (fixture, first, HEED_CHANGE_DELETE, NULL), ==, 1);
  g_assert_cmpuint (count (fixture), ==, 2);

  /* Only what this did is to be taken back. */
  changed = change (fixture, ids, HEED_CHANGE_DELETE, NULL);
  g_assert_cmpuint (g_strv_length (changed), ==, 1);
  g_assert_cmpstr (changed[0], ==, ids[0]);
  g_assert_cmpuint (count (fixture), ==, 1);
  g_assert_cmpuint (count_trash (fixture), ==, 2);

  g_assert_cmpuint (count_changed (fixture, changed, HEED_CHANGE_RESTORE, NULL), ==, 1);
  g_assert_cmpuint (count (fixture), ==, 2);
  listed = g_list_model_get_item (G_LIST_MODEL (fixture->journal), 1);
  g_assert_true (listed == one);
  g_assert_true (wait_until (is_back, one));
  g_assert_cmpstr (heed_entry_get_answer (one, "body"), ==, "first");
}

/* What is being written in an entry stays, whatever is done to it meanwhile. */
static void
test_keeps_what_is_written (JournalFixture *fixture,
                            gconstpointer   data)
{
  g_autoptr (HeedEntry) entry = journal_fixture_write (fixture, "One", "first");
  g_auto (GStrv) ids = get_ids (entry, NULL);
  g_autoptr (GAsyncResult) result = NULL;
  g_auto (GStrv) changed = NULL;
  g_autoptr (HeedEntry) again = NULL;

  heed_entry_set_answer (entry, "body", "first, unsaved");
  g_assert_cmpuint (count_changed (fixture, ids, HEED_CHANGE_DELETE, NULL), ==, 1);
  g_assert_true (wait_until (is_deleted, entry));
  g_assert_cmpstr (heed_entry_get_answer (entry, "body"), ==, "first, unsaved");
  g_assert_cmpuint (count_changed (fixture, ids, HEED_CHANGE_RESTORE, NULL), ==, 1);
  g_assert_true (wait_until (is_back, entry));

  heed_journal_change_async (fixture->journal, (const char * const *) ids, HEED_CHANGE_ADD_TAG, " work ",
                             keep_result_cb, &result);
  heed_entry_set_title (entry, "Renamed meanwhile");
  changed = heed_journal_change_finish (fixture->journal, wait_for_result (&result), NULL, NULL);
  g_assert_cmpuint (g_strv_length (changed), ==, 1);
  heed_entry_set_answer (entry, "body", "first, and the last word");
  g_assert_true (wait_until (has_tag, entry));
  journal_fixture_save (fixture);
  g_clear_object (&entry);
  g_clear_object (&result);
  journal_fixture_close (fixture);

  journal_fixture_open (fixture);
  again = journal_fixture_dup_entry (fixture, 0);
  g_assert_cmpstr (heed_entry_get_answer (again, "body"), ==, "first, and the last word");
  g_assert_cmpstr (heed_record_get_title (heed_entry_get_record (again)), ==, "Renamed meanwhile");
  g_assert_cmpstr (heed_record_get_tags (heed_entry_get_record (again))[0], ==, "work");
}

static void
test_tags (JournalFixture *fixture,
           gconstpointer   data)
{
  g_autoptr (HeedEntry) one = journal_fixture_write (fixture, "One", "first");
  g_autoptr (HeedEntry) two = journal_fixture_write (fixture, "Two", "second");
  g_auto (GStrv) ids = get_ids (one, two);
  const char *own[] = { "home", "work", NULL };
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GAsyncResult) replaced = NULL;
  g_autoptr (GPtrArray) tags = NULL;
  g_auto (GStrv) changed = NULL;
  g_auto (GStrv) renamed = NULL;

  heed_entry_set_tags (one, own);
  changed = change (fixture, ids, HEED_CHANGE_ADD_TAG, "work");
  g_assert_cmpuint (g_strv_length (changed), ==, 1);
  g_assert_cmpstr (changed[0], ==, ids[1]);

  heed_journal_get_tags_async (fixture->journal, keep_result_cb, &result);
  tags = heed_journal_take_answer (fixture->journal, wait_for_result (&result), NULL);
  g_assert_cmpuint (tags->len, ==, 2);
  g_assert_cmpstr (((HeedTagCount *) g_ptr_array_index (tags, 1))->tag, ==, "work");
  g_assert_cmpuint (((HeedTagCount *) g_ptr_array_index (tags, 1))->entries, ==, 2);

  heed_journal_replace_tag_async (fixture->journal, "work", "home", NULL, keep_result_cb, &replaced);
  renamed = heed_journal_change_finish (fixture->journal, wait_for_result (&replaced), NULL, NULL);
  g_assert_cmpuint (g_strv_length (renamed), ==, 2);
  g_assert_cmpuint (count_changed (fixture, ids, HEED_CHANGE_REMOVE_TAG, "work"), ==, 0);
  g_assert_cmpuint (count_changed (fixture, ids, HEED_CHANGE_REMOVE_TAG, "home"), ==, 2);
}

static void
count_cb (GListModel *model,
          guint       position,
          guint       removed,
          guint       added,
          guint      *times)
{
  (*times)++;
}

static gboolean
is_summarized_as_deleted (gpointer data)
{
  HeedSummary *summary = heed_entry_get_summary (data);

  return summary != NULL && heed_timestamp_is_set (heed_record_get_deleted (heed_summary_get_head (summary)));
}

static gboolean
has_1300 (gpointer data)
{
  return count (data) == 1300;
}

/* All but the part in which row 1000 is, and those after it. */
static gboolean
has_rest (gpointer data)
{
  guint n = count (data);

  return n > 300 && n < 1300;
}

static gboolean
has_301 (gpointer data)
{
  return count (data) == 301;
}

/* More than what is sent along with the news. */
static void
test_hundreds (JournalFixture *fixture,
               gconstpointer   data)
{
  g_autoptr (GPtrArray) records = journal_fixture_put (fixture, 301);
  g_autoptr (GPtrArray) ids = g_ptr_array_new ();
  g_autoptr (HeedEntry) listed = NULL;
  g_autoptr (HeedEntry) open = NULL;
  g_auto (GStrv) changed = NULL;
  guint times = 0;

  for (guint i = 0; i < records->len; i++)
    g_ptr_array_add (ids, (gpointer) heed_record_get_id (g_ptr_array_index (records, i)));
  g_ptr_array_add (ids, NULL);
  g_assert_true (wait_until (has_301, fixture));
  open = journal_fixture_dup_entry (fixture, 150);
  listed = g_list_model_get_item (G_LIST_MODEL (fixture->journal), 300);
  heed_entry_set_answer (open, "body", "unsaved");

  g_signal_connect (fixture->journal, "items-changed", G_CALLBACK (count_cb), &times);
  changed = change (fixture, (char **) ids->pdata, HEED_CHANGE_DELETE, NULL);
  g_assert_cmpuint (g_strv_length (changed), ==, 301);
  g_assert_cmpuint (count (fixture), ==, 0);
  g_assert_cmpuint (times, ==, 1);
  g_assert_true (wait_until (is_deleted, open));
  g_assert_true (wait_until (is_summarized_as_deleted, listed));

  g_assert_cmpuint (count_changed (fixture, changed, HEED_CHANGE_RESTORE, NULL), ==, 301);
  g_assert_cmpuint (count (fixture), ==, 301);
  g_clear_object (&listed);
  listed = g_list_model_get_item (G_LIST_MODEL (fixture->journal), 150);
  g_assert_true (listed == open);
  g_assert_true (wait_until (is_back, open));
  g_assert_cmpstr (heed_entry_get_answer (open, "body"), ==, "unsaved");
}

static HeedDatabase *
open_beside (JournalFixture *fixture)
{
  HeedDatabase *database = heed_database_open (fixture->path, HEED_DATABASE_NONE, NULL);

  g_assert_nonnull (database);
  return database;
}

static guint
count_tagged (JournalFixture *fixture,
              const char     *tag)
{
  g_autoptr (HeedDatabase) database = open_beside (fixture);
  g_autoptr (GArray) keys = heed_database_find_keys (database, &(HeedQuery) { .tag = tag }, NULL);

  return keys->len;
}

static void
put_1300 (JournalFixture *fixture,
          GPtrArray      *ids)
{
  g_autoptr (GPtrArray) records = journal_fixture_put (fixture, 1300);

  for (guint i = 0; i < records->len; i++)
    g_ptr_array_add (ids, g_strdup (heed_record_get_id (g_ptr_array_index (records, i))));
  g_ptr_array_add (ids, NULL);
}

/* What is typed while very many entries are changed is saved before that ends. */
static void
test_saves_between (JournalFixture *fixture,
                    gconstpointer   data)
{
  g_autoptr (HeedEntry) entry = journal_fixture_write (fixture, "One", "first");
  g_autoptr (GPtrArray) ids = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GAsyncResult) result = NULL;
  g_auto (GStrv) changed = NULL;
  g_autoptr (GError) error = NULL;

  put_1300 (fixture, ids);
  heed_journal_change_async (fixture->journal, (const char * const *) ids->pdata, HEED_CHANGE_ADD_TAG, "work",
                             keep_result_cb, &result);
  heed_entry_set_answer (entry, "body", "typed at once");
  while (g_main_context_pending (NULL))
    g_main_context_iteration (NULL, FALSE);
  heed_entry_set_answer (entry, "body", "typed meanwhile");
  journal_fixture_save (fixture);
  g_assert_null (result);

  changed = heed_journal_change_finish (fixture->journal, wait_for_result (&result), NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (g_strv_length (changed), ==, 1300);
  g_assert_cmpuint (count_tagged (fixture, "work"), ==, 1300);
}

/* Closing does not wait for the end of it, and what is done is done. */
static void
test_close_between (JournalFixture *fixture,
                    gconstpointer   data)
{
  g_autoptr (GPtrArray) ids = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (HeedJournal) journal = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GAsyncResult) closed = NULL;
  g_autoptr (GError) error = NULL;
  guint n_tagged;

  put_1300 (fixture, ids);
  journal = g_steal_pointer (&fixture->journal);
  heed_journal_change_async (journal, (const char * const *) ids->pdata, HEED_CHANGE_ADD_TAG, "work",
                             keep_result_cb, &result);
  heed_journal_close_async (journal, keep_result_cb, &closed);
  g_assert_true (heed_journal_finish (journal, wait_for_result (&closed), &error));
  g_assert_no_error (error);
  g_assert_null (heed_journal_change_finish (journal, wait_for_result (&result), NULL, &error));
  g_assert_error (error, HEED_ERROR, HEED_ERROR_FAILED);

  n_tagged = count_tagged (fixture, "work");
  g_assert_cmpuint (n_tagged, >, 0);
  g_assert_cmpuint (n_tagged, <, 1300);
  journal_fixture_open (fixture);
  g_assert_cmpuint (count_changed (fixture, (char **) ids->pdata, HEED_CHANGE_ADD_TAG, "work"), ==, 1300 - n_tagged);
}

static char **
rename_tag (JournalFixture     *fixture,
            const char         *tag,
            const char         *with,
            const char * const *ids)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  char **renamed;

  heed_journal_replace_tag_async (fixture->journal, tag, with, ids, keep_result_cb, &result);
  renamed = heed_journal_change_finish (fixture->journal, wait_for_result (&result), NULL, &error);
  g_assert_no_error (error);
  return renamed;
}

/* What got the new name since keeps it, and so does what had it before. */
static void
test_rename_back (JournalFixture *fixture,
                  gconstpointer   data)
{
  g_autoptr (HeedEntry) one = journal_fixture_write (fixture, "One", "first");
  g_autoptr (HeedEntry) two = journal_fixture_write (fixture, "Two", "second");
  g_auto (GStrv) first = get_ids (one, NULL);
  g_auto (GStrv) second = get_ids (two, NULL);
  g_auto (GStrv) renamed = NULL;
  g_auto (GStrv) back = NULL;

  g_assert_cmpuint (count_changed (fixture, first, HEED_CHANGE_ADD_TAG, "work"), ==, 1);
  renamed = rename_tag (fixture, "work", "Work", NULL);
  g_assert_cmpuint (g_strv_length (renamed), ==, 1);
  g_assert_cmpstr (renamed[0], ==, first[0]);
  g_assert_cmpuint (count_changed (fixture, second, HEED_CHANGE_ADD_TAG, "Work"), ==, 1);

  back = rename_tag (fixture, "Work", "home", (const char * const *) renamed);
  g_assert_cmpuint (g_strv_length (back), ==, 1);
  g_assert_cmpuint (count_tagged (fixture, "home"), ==, 1);
  g_assert_cmpuint (count_tagged (fixture, "Work"), ==, 1);
  g_assert_cmpuint (count_changed (fixture, first, HEED_CHANGE_REMOVE_TAG, "home"), ==, 1);
}

/* The lists learn what was done before something failed, and so does whoever may want
 * to take it back. */
static void
test_fails_between (JournalFixture *fixture,
                    gconstpointer   data)
{
  g_autoptr (GPtrArray) ids = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (HeedDatabase) beside = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_auto (GStrv) changed = NULL;
  g_autoptr (GError) failure = NULL;
  g_autoptr (GError) error = NULL;

  put_1300 (fixture, ids);
  g_assert_true (wait_until (has_1300, fixture));
  beside = open_beside (fixture);
  heed_connection_execute (beside->connection, "CREATE TRIGGER stop BEFORE UPDATE ON entry WHEN NEW.row = 1000 "
                                 "BEGIN SELECT RAISE (FAIL, 'stop'); END", NULL);
  heed_journal_change_async (fixture->journal, (const char * const *) ids->pdata, HEED_CHANGE_DELETE, NULL,
                             keep_result_cb, &result);
  changed = heed_journal_change_finish (fixture->journal, wait_for_result (&result), &failure, &error);
  g_assert_no_error (error);
  g_assert_nonnull (failure);
  g_assert_true (wait_until (has_rest, fixture));
  wait_for_journal (fixture->journal);
  g_assert_cmpuint (g_strv_length (changed), ==, 1300 - count (fixture));

  heed_connection_execute (beside->connection, "DROP TRIGGER stop", NULL);
  g_assert_cmpuint (count_changed (fixture, changed, HEED_CHANGE_RESTORE, NULL), ==, g_strv_length (changed));
  g_assert_true (wait_until (has_1300, fixture));
}

static gboolean
has_no_body (gpointer data)
{
  return heed_entry_get_answer (data, "body") == NULL;
}

static void
test_empty_trash (JournalFixture *fixture,
                  gconstpointer   data)
{
  g_autoptr (HeedEntry) kept = journal_fixture_write (fixture, "Kept", "stays");
  g_autoptr (HeedEntry) one = journal_fixture_write (fixture, "One", "first");
  g_autoptr (HeedEntry) two = journal_fixture_write (fixture, "Two", "second");
  g_auto (GStrv) ids = get_ids (one, two);

  g_assert_cmpuint (count_changed (fixture, ids, HEED_CHANGE_DELETE, NULL), ==, 2);
  g_assert_cmpuint (empty_trash (fixture, 30), ==, 0);
  g_assert_cmpuint (count_trash (fixture), ==, 2);

  /* What is not saved yet counts. */
  heed_entry_set_deleted (two, FALSE);
  g_assert_cmpuint (empty_trash (fixture, 0), ==, 1);
  g_assert_cmpuint (count_trash (fixture), ==, 0);
  g_assert_cmpuint (count (fixture), ==, 2);
  g_assert_true (wait_until (has_no_body, one));
  g_assert_cmpstr (heed_entry_get_answer (two, "body"), ==, "second");
}

/* However a tag is written, it is the one that the entries have then. */
static void
test_odd_tag (JournalFixture *fixture,
              gconstpointer   data)
{
  g_autoptr (HeedEntry) entry = journal_fixture_write (fixture, "One", "first");
  g_auto (GStrv) ids = get_ids (entry, NULL);

  g_assert_cmpuint (count_changed (fixture, ids, HEED_CHANGE_ADD_TAG, "phone  calls"), ==, 1);
  g_assert_cmpuint (count_changed (fixture, ids, HEED_CHANGE_ADD_TAG, "phone\tcalls"), ==, 0);
  g_assert_cmpuint (count_changed (fixture, ids, HEED_CHANGE_REMOVE_TAG, " phone  calls"), ==, 1);
}

/* There is nothing to bring back of what was deleted for good meanwhile. */
static void
test_restore_emptied (JournalFixture *fixture,
                      gconstpointer   data)
{
  g_autoptr (HeedEntry) entry = journal_fixture_write (fixture, "One", "first");
  g_auto (GStrv) ids = get_ids (entry, NULL);

  g_assert_cmpuint (count_changed (fixture, ids, HEED_CHANGE_DELETE, NULL), ==, 1);
  g_assert_cmpuint (empty_trash (fixture, 0), ==, 1);
  g_assert_cmpuint (count_changed (fixture, ids, HEED_CHANGE_RESTORE, NULL), ==, 0);
  g_assert_cmpuint (count (fixture), ==, 0);
}

#define ADD(name, func) \
  g_test_add ("/journal-change/" name, JournalFixture, NULL, journal_fixture_set_up, func, journal_fixture_tear_down)

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  ADD ("delete-and-take-back", test_delete_and_take_back);
  ADD ("keeps-what-is-written", test_keeps_what_is_written);
  ADD ("tags", test_tags);
  ADD ("odd-tag", test_odd_tag);
  ADD ("restore-emptied", test_restore_emptied);
  ADD ("hundreds", test_hundreds);
  ADD ("saves-between", test_saves_between);
  ADD ("close-between", test_close_between);
  ADD ("fails-between", test_fails_between);
  ADD ("rename-back", test_rename_back);
  ADD ("empty-trash", test_empty_trash);
  return g_test_run ();
}
