/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Tests of src/journal/heed-journal-files.c: how entries leave a journal and come into
 * another. */

#include "journal-fixture.h"

#include "export-pictures.h"
#include "heed-backups.h"
#include "heed-database-private.h"
#include "heed-error.h"
#include "heed-journal-private.h"
#include "heed-json-reader.h"
#include "heed-staging.h"
#include "read-export.h"

#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

static guint
count (JournalFixture *fixture)
{
  return g_list_model_get_n_items (G_LIST_MODEL (fixture->journal));
}

static char *
in_folder (JournalFixture *fixture,
           const char     *name)
{
  return g_build_filename (fixture->folder, name, NULL);
}

static GPtrArray *
read_file (const char  *path,
           GError     **error)
{
  g_autoptr (GInputStream) stream = heed_json_open (path, error);

  return stream != NULL ? read_export (stream, path, error) : NULL;
}

/* Gives what the export gives. */
static gboolean
export_entries (JournalFixture      *fixture,
                const char * const  *ids,
                const char          *path,
                GError             **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  if (ids == NULL)
    {
      heed_journal_export_async (fixture->journal, NULL, path, keep_result_cb, &result);
      return heed_journal_finish (fixture->journal, wait_for_result (&result), error);
    }

  heed_journal_export_async (fixture->journal, ids, path, keep_result_cb, &result);
  return heed_journal_finish (fixture->journal, wait_for_result (&result), error);
}

static gboolean
import (JournalFixture  *fixture,
        const char      *path,
        HeedImported    *counts,
        GError         **error)
{
  g_autoptr (HeedStaging) staging = heed_staging_new (fixture->path);
  g_autoptr (GAsyncResult) staged = NULL;
  g_autoptr (GAsyncResult) imported = NULL;

  heed_journal_stage_async (fixture->journal, staging, path, NULL, keep_result_cb, &staged);
  if (!heed_journal_finish (fixture->journal, wait_for_result (&staged), error))
    return FALSE;

  heed_journal_import_async (fixture->journal, staging, NULL, keep_result_cb, &imported);
  if (!heed_journal_finish (fixture->journal, wait_for_result (&imported), error))
    return FALSE;

  if (counts != NULL)
    *counts = *heed_staging_get_imported (staging);
  return TRUE;
}

static void
assert_imported (JournalFixture *fixture,
                 const char     *path,
                 guint           added,
                 guint           changed,
                 guint           same)
{
  HeedImported counts;
  g_autoptr (GError) error = NULL;

  g_assert_true (import (fixture, path, &counts, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (counts.added, ==, added);
  g_assert_cmpuint (counts.changed, ==, changed);
  g_assert_cmpuint (counts.same, ==, same);
}

/* Begins with an empty journal in place of this one. */
static void
start_anew (JournalFixture *fixture)
{
  static const char * const endings[] = { "", "-wal", "-shm" };

  journal_fixture_close (fixture);
  for (guint i = 0; i < G_N_ELEMENTS (endings); i++)
    {
      g_autofree char *path = g_strconcat (fixture->path, endings[i], NULL);

      g_unlink (path);
    }
  journal_fixture_open (fixture);
}

static void
test_export_some (JournalFixture *fixture,
                  gconstpointer   data)
{
  g_autoptr (HeedEntry) one = journal_fixture_write (fixture, "One", "first");
  g_autoptr (HeedEntry) two = journal_fixture_write (fixture, "Two", "second");
  g_autofree char *id = g_strdup (heed_entry_get_id (two));
  const char *ids[] = { id, NULL };
  const char *wrong[] = { id, "nowhere", NULL };
  g_autofree char *path = in_folder (fixture, "some.json");
  g_autofree char *other = in_folder (fixture, "other.json");
  g_autoptr (GInputStream) stream = NULL;
  g_autoptr (GPtrArray) records = NULL;
  g_autoptr (GError) error = NULL;

  heed_entry_set_answer (two, "body", "second, unsaved");
  g_assert_true (export_entries (fixture, ids, path, &error));
  stream = heed_json_open (path, &error);
  g_assert_no_error (error);
  records = read_export (stream, path, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (records->len, ==, 1);
  g_assert_true (heed_record_equal (g_ptr_array_index (records, 0), heed_entry_get_record (two)));

  g_assert_false (export_entries (fixture, wrong, other, &error));
  g_assert_error (error, HEED_ERROR, HEED_ERROR_NOT_FOUND);
  g_assert_false (g_file_test (other, G_FILE_TEST_EXISTS));
}

static void
test_import (JournalFixture *fixture,
             gconstpointer   data)
{
  g_autoptr (GPtrArray) records = journal_fixture_put (fixture, 300);
  g_autofree char *path = in_folder (fixture, "all.json");
  g_autoptr (HeedEntry) entry = NULL;

  g_assert_true (export_entries (fixture, NULL, path, NULL));
  start_anew (fixture);
  assert_imported (fixture, path, 300, 0, 0);
  g_assert_cmpuint (count (fixture), ==, 300);
  entry = journal_fixture_dup_entry (fixture, 0);
  g_assert_true (heed_record_equal (heed_entry_get_record (entry), g_ptr_array_index (records, 299)));

  assert_imported (fixture, path, 0, 0, 300);
  g_assert_cmpuint (count (fixture), ==, 300);
}

static gboolean
has_tag (gpointer data)
{
  return *heed_record_get_tags (heed_entry_get_record (data)) != NULL;
}

/* An entry that somebody is writing in is joined with what comes. */
static void
test_import_into_open (JournalFixture *fixture,
                       gconstpointer   data)
{
  const char *tags[] = { "elsewhere", NULL };
  g_autoptr (HeedEntry) entry = journal_fixture_write (fixture, "One", "first");
  g_autoptr (HeedEntry) again = NULL;
  g_autofree char *path = in_folder (fixture, "all.json");
  g_autofree char *copy = in_folder (fixture, "copy.db");
  g_autoptr (GError) error = NULL;
  g_autoptr (GAsyncResult) result = NULL;

  /* The copy goes its own way. */
  heed_journal_back_up_async (fixture->journal, copy, FALSE, keep_result_cb, &result);
  g_assert_true (heed_journal_finish (fixture->journal, wait_for_result (&result), &error));
  heed_entry_set_tags (entry, tags);
  g_assert_true (export_entries (fixture, NULL, path, &error));
  g_clear_object (&entry);
  g_clear_object (&result);
  journal_fixture_close (fixture);
  g_assert_no_errno (g_rename (copy, fixture->path));
  journal_fixture_open (fixture);

  entry = journal_fixture_dup_entry (fixture, 0);
  g_assert_false (has_tag (entry));
  heed_entry_set_answer (entry, "body", "first, unsaved");
  assert_imported (fixture, path, 0, 1, 0);
  g_assert_true (wait_until (has_tag, entry));
  g_assert_cmpstr (heed_entry_get_answer (entry, "body"), ==, "first, unsaved");
  journal_fixture_save (fixture);
  g_clear_object (&entry);
  journal_fixture_close (fixture);

  journal_fixture_open (fixture);
  again = journal_fixture_dup_entry (fixture, 0);
  g_assert_cmpstr (heed_entry_get_answer (again, "body"), ==, "first, unsaved");
  g_assert_true (has_tag (again));
}

static void
assert_refused (JournalFixture *fixture,
                const char     *contents,
                HeedError       code)
{
  g_autofree char *path = in_folder (fixture, "bad.json");
  g_autoptr (GError) error = NULL;

  g_file_set_contents (path, contents, -1, &error);
  g_assert_no_error (error);
  g_assert_false (import (fixture, path, NULL, &error));
  g_assert_error (error, HEED_ERROR, (int) code);
  g_assert_nonnull (strstr (error->message, "bad.json"));
  g_assert_cmpuint (count (fixture), ==, 1);
}

/* The last entry of a file that was cut off, or whatever else is wrong with
 * it, keeps the first ones out, too. */
static void
test_import_bad_files (JournalFixture *fixture,
                       gconstpointer   data)
{
  g_autoptr (GPtrArray) records = journal_fixture_put (fixture, 3);
  g_autofree char *path = in_folder (fixture, "all.json");
  g_autofree char *nowhere = in_folder (fixture, "nowhere.json");
  g_autofree char *contents = NULL;
  g_autofree char *tail = NULL;
  g_autoptr (HeedEntry) entry = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (export_entries (fixture, NULL, path, &error));
  g_file_get_contents (path, &contents, NULL, &error);
  start_anew (fixture);
  entry = journal_fixture_write (fixture, "One", "first");

  assert_refused (fixture, "", HEED_ERROR_INVALID_FILE);
  assert_refused (fixture, "no journal", HEED_ERROR_INVALID_FILE);
  assert_refused (fixture,
                  "{ \"format\": \"org.heedworkbook.journal\", \"formatVersion\": 99, \"entries\": [] }",
                  HEED_ERROR_TOO_NEW);
  strrchr (contents, '"')[1] = '\0';
  assert_refused (fixture, contents, HEED_ERROR_INVALID_FILE);

  g_assert_false (import (fixture, nowhere, NULL, &error));
  g_assert_error (error, HEED_ERROR, HEED_ERROR_NOT_FOUND);
}

static void
test_not_listed (JournalFixture *fixture,
                 gconstpointer   data)
{
  g_autofree char *path = in_folder (fixture, "all.json");
  g_autoptr (HeedEntry) mark = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GPtrArray) entries = NULL;
  HeedQuery query = { .form_id = "listening" };

  journal_fixture_unlist (fixture, "listening");
  mark = heed_journal_create_entry (fixture->journal, "listening", NULL);
  heed_entry_set_answer (mark, "talk/1/title", "A talk");
  g_assert_true (export_entries (fixture, NULL, path, NULL));
  g_clear_object (&mark);
  start_anew (fixture);

  assert_imported (fixture, path, 1, 0, 0);
  g_assert_cmpuint (count (fixture), ==, 0);
  heed_journal_query_async (fixture->journal, &query, keep_result_cb, &result);
  entries = heed_journal_query_finish (fixture->journal, wait_for_result (&result), NULL);
  g_assert_cmpuint (entries->len, ==, 1);
}

static void
test_back_up (JournalFixture *fixture,
              gconstpointer   data)
{
  g_autoptr (HeedEntry) entry = journal_fixture_write (fixture, "One", "first");
  g_autofree char *path = in_folder (fixture, "copy.db");
  g_autoptr (GAsyncResult) first = NULL;
  g_autoptr (GAsyncResult) second = NULL;
  g_autoptr (HeedDatabase) copy = NULL;
  g_autoptr (HeedRecord) record = NULL;
  g_autoptr (GError) error = NULL;

  heed_entry_set_answer (entry, "body", "first, unsaved");
  heed_journal_back_up_async (fixture->journal, path, FALSE, keep_result_cb, &first);
  g_assert_true (heed_journal_finish (fixture->journal, wait_for_result (&first), &error));
  copy = heed_database_open (path, HEED_DATABASE_READ_ONLY, &error);
  g_assert_no_error (error);
  record = heed_database_get (copy, heed_entry_get_id (entry), &error);
  g_assert_no_error (error);
  g_assert_cmpstr (heed_record_get_answer (record, "body"), ==, "first, unsaved");
  heed_database_close (copy, NULL);

  /* It can be taken back in. */
  assert_imported (fixture, path, 0, 0, 1);

  heed_journal_back_up_async (fixture->journal, path, FALSE, keep_result_cb, &second);
  g_assert_false (heed_journal_finish (fixture->journal, wait_for_result (&second), &error));
  g_assert_error (error, HEED_ERROR, HEED_ERROR_EXISTS);
}

static void
add_picture (JournalFixture *fixture,
             HeedEntry      *entry,
             const char     *path,
             GBytes         *bytes,
             gboolean        to_journal)
{
  g_autofree char *content = heed_picture_name_content (bytes);
  g_autoptr (GError) error = NULL;

  if (to_journal)
    {
      g_autoptr (HeedDatabase) beside = heed_database_open (fixture->path, HEED_DATABASE_NONE, &error);
      g_autofree char *added = heed_database_add_picture (beside, bytes, &error);

      g_assert_no_error (error);
      g_assert_cmpstr (added, ==, content);
      g_assert_true (heed_database_close (beside, NULL));
    }
  heed_entry_set_answer (entry, path, content);
}

/* Gives the sentence about what is missing. */
static char *
export_and_take (JournalFixture *fixture,
                 const char     *path,
                 Taken          *taken)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GInputStream) stream = NULL;
  g_autoptr (GError) error = NULL;

  heed_journal_export_async (fixture->journal, NULL, path, keep_result_cb, &result);
  g_assert_true (heed_journal_finish (fixture->journal, wait_for_result (&result), &error));
  g_assert_no_error (error);
  stream = heed_json_open (path, &error);
  g_assert_no_error (error);
  g_assert_true (take_export (taken, stream, NULL, &error));
  g_assert_no_error (error);
  return g_strdup (heed_journal_get_missing (fixture->journal, result));
}

static void
assert_has_picture (JournalFixture *fixture,
                    GBytes         *bytes)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (HeedDatabase) beside = heed_database_open (fixture->path, HEED_DATABASE_READ_ONLY, &error);
  g_autofree char *content = heed_picture_name_content (bytes);
  g_autoptr (GBytes) read = heed_database_read_picture (beside, content, &error);

  g_assert_no_error (error);
  g_assert_nonnull (read);
  g_assert_true (g_bytes_equal (read, bytes));
  g_assert_true (heed_database_close (beside, NULL));
}

/* Two entries have one picture, and one of them another. */
static void
test_pictures (JournalFixture *fixture,
               gconstpointer   data)
{
  g_autoptr (HeedEntry) one = journal_fixture_write (fixture, "One", "first");
  g_autoptr (HeedEntry) two = journal_fixture_write (fixture, "Two", "second");
  g_autoptr (GBytes) shared = make_picture (1, 200000), own = make_picture (2, 70);
  g_autofree char *path = in_folder (fixture, "all.json");
  g_auto (Taken) taken = { NULL };
  g_autofree char *missing = NULL;

  add_picture (fixture, one, "~picture/1", shared, TRUE);
  add_picture (fixture, one, "~picture/2", own, TRUE);
  add_picture (fixture, two, "~picture/1", shared, TRUE);
  journal_fixture_save (fixture);

  missing = export_and_take (fixture, path, &taken);
  g_assert_null (missing);
  g_assert_cmpuint (g_hash_table_size (taken.pictures), ==, 2);
  assert_taken (&taken, shared);
  assert_taken (&taken, own);

  start_anew (fixture);
  assert_imported (fixture, path, 2, 0, 0);
  assert_has_picture (fixture, shared);
  assert_has_picture (fixture, own);
  assert_imported (fixture, path, 0, 0, 2);
}

static void
damage_picture (JournalFixture *fixture,
                GBytes         *bytes)
{
  g_autofree char *content = heed_picture_name_content (bytes);
  g_autofree char *sql = g_strdup_printf ("UPDATE picture SET bytes = x'00' WHERE content = '%s'", content);
  g_autoptr (GError) error = NULL;
  g_autoptr (HeedDatabase) beside = heed_database_open (fixture->path, HEED_DATABASE_NONE, &error);

  g_assert_true (heed_connection_execute (beside->connection, sql, &error));
  g_assert_no_error (error);
  g_assert_true (heed_database_close (beside, NULL));
}

/* An export has everything else, and says which entries have lost something. */
static void
test_missing_picture (JournalFixture *fixture,
                      gconstpointer   data)
{
  g_autoptr (HeedEntry) one = journal_fixture_write (fixture, "One", "first");
  g_autoptr (HeedEntry) two = journal_fixture_write (fixture, "Two", "second");
  g_autoptr (GBytes) lost = make_picture (1, 70), own = make_picture (2, 70), damaged = make_picture (3, 70);
  g_autofree char *path = in_folder (fixture, "all.json");
  g_auto (Taken) taken = { NULL };
  g_autofree char *missing = NULL;

  add_picture (fixture, one, "~picture/1", lost, FALSE);
  add_picture (fixture, one, "~picture/2", own, TRUE);
  add_picture (fixture, two, "~picture/1", damaged, TRUE);
  journal_fixture_save (fixture);
  damage_picture (fixture, damaged);
  missing = export_and_take (fixture, path, &taken);
  g_assert_nonnull (missing);
  g_assert_true (g_str_has_prefix (missing, "2 pictures are not in the file"));
  g_assert_nonnull (strstr (missing, "“One”"));
  g_assert_nonnull (strstr (missing, "“Two”"));
  g_assert_cmpuint (taken.records->len, ==, 2);
  g_assert_cmpuint (g_hash_table_size (taken.pictures), ==, 1);
  assert_taken (&taken, own);
}

static gboolean
back_up_over (JournalFixture  *fixture,
              const char      *path,
              GError         **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  heed_journal_back_up_async (fixture->journal, path, TRUE, keep_result_cb, &result);
  return heed_journal_finish (fixture->journal, wait_for_result (&result), error);
}

static guint
count_entries (const char *path)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (HeedDatabase) database = heed_database_open (path, HEED_DATABASE_READ_ONLY, &error);
  g_autoptr (GPtrArray) summaries = NULL;

  g_assert_no_error (error);
  summaries = heed_database_list (database, NULL, &error);
  g_assert_no_error (error);
  heed_database_close (database, NULL);
  return summaries->len;
}

/* Whoever says that a file may go gets the copy in its place. */
static void
test_back_up_over (JournalFixture *fixture,
                   gconstpointer   data)
{
  g_autoptr (HeedEntry) one = journal_fixture_write (fixture, "One", "first");
  g_autoptr (HeedEntry) two = NULL;
  g_autofree char *path = in_folder (fixture, "copy.db");
  g_autoptr (GError) error = NULL;

  g_assert_true (back_up_over (fixture, path, &error));
  g_assert_cmpuint (count_entries (path), ==, 1);
  two = journal_fixture_write (fixture, "Two", "second");
  g_assert_true (back_up_over (fixture, path, &error));
  g_assert_cmpuint (count_entries (path), ==, 2);

  g_assert_true (g_file_set_contents (path, "A shopping list", -1, NULL));
  g_assert_true (back_up_over (fixture, path, &error));
  g_assert_cmpuint (count_entries (path), ==, 2);
}

/* This journal, by another name too, and one that another program has open. */
static void
test_back_up_over_what_is_in_use (JournalFixture *fixture,
                                  gconstpointer   data)
{
  g_autoptr (HeedEntry) entry = journal_fixture_write (fixture, "One", "first");
  g_autofree char *link_path = in_folder (fixture, "link.db");
  g_autofree char *path = in_folder (fixture, "other.db");
  g_autoptr (HeedDatabase) other = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_false (back_up_over (fixture, fixture->path, &error));
  g_assert_error (error, HEED_ERROR, HEED_ERROR_LOCKED);
  g_clear_error (&error);
  g_assert_no_errno (symlink (fixture->path, link_path));
  g_assert_false (back_up_over (fixture, link_path, &error));
  g_assert_error (error, HEED_ERROR, HEED_ERROR_LOCKED);
  g_clear_error (&error);

  other = heed_database_open (path, HEED_DATABASE_CREATE, &error);
  g_assert_no_error (error);
  g_assert_false (back_up_over (fixture, path, &error));
  g_assert_error (error, HEED_ERROR, HEED_ERROR_LOCKED);
  heed_database_close (other, NULL);
  g_assert_cmpuint (count_entries (path), ==, 0);
}

/* A slip of the finger must not cost a journal. */
static void
test_export_over_journal (JournalFixture *fixture,
                          gconstpointer   data)
{
  g_autoptr (HeedEntry) entry = journal_fixture_write (fixture, "One", "first");
  g_autoptr (GError) error = NULL;

  g_assert_false (export_entries (fixture, NULL, fixture->path, &error));
  g_assert_error (error, HEED_ERROR, HEED_ERROR_EXISTS);
  g_assert_true (heed_journal_file_exists (fixture->path));
}

/* Where it fails on the way, nothing of it is there. */
static void
test_import_fails_between (JournalFixture *fixture,
                           gconstpointer   data)
{
  g_autofree char *path = in_folder (fixture, "all.json");
  g_autoptr (GPtrArray) records = journal_fixture_put (fixture, 250);
  g_autoptr (HeedDatabase) beside = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (export_entries (fixture, NULL, path, NULL));
  start_anew (fixture);
  beside = heed_database_open (fixture->path, HEED_DATABASE_NONE, NULL);
  heed_connection_execute (beside->connection, "CREATE TRIGGER stop BEFORE INSERT ON entry "
                                 "WHEN (SELECT count(*) FROM entry) = 150 BEGIN SELECT RAISE (FAIL, 'stop'); END", NULL);
  g_assert_false (import (fixture, path, NULL, &error));
  g_assert_nonnull (error);
  g_assert_cmpuint (count (fixture), ==, 0);

  heed_connection_execute (beside->connection, "DROP TRIGGER stop", NULL);
  assert_imported (fixture, path, 250, 0, 0);
  heed_database_close (beside, NULL);
}

/* Between two steps of an import, for as long as the test wants. */
typedef struct
{
  HeedStaging *staging;
  GAsyncQueue *begun;
  GAsyncQueue *end;
} Pause;

/* After the first step, and before the next one: the store does its work in turns. */
static gpointer
pause_work (HeedDatabase  *database,
            gpointer       data,
            GError       **error)
{
  Pause *pause = data;

  if (heed_staging_get_progress (pause->staging) == 0)
    return HEED_STORE_AGAIN;

  g_async_queue_push (pause->begun, pause);
  g_async_queue_pop (pause->end);
  return NULL;
}

static gboolean
has_begun (gpointer data)
{
  return g_async_queue_length (((Pause *) data)->begun) > 0;
}

static gboolean
is_closed (gpointer journal)
{
  return !heed_journal_is_open (journal);
}

static void
wait_for_pause (JournalFixture *fixture,
                Pause          *pause)
{
  heed_store_call_async (fixture->journal->store, pause_work, pause, NULL, NULL, NULL, NULL, NULL);
  g_assert_true (wait_until (has_begun, pause));
}

/* What is written meanwhile is saved, and stays where the import does not. */
static void
test_import_cancelled (JournalFixture *fixture,
                       gconstpointer   data)
{
  g_autofree char *path = in_folder (fixture, "all.json");
  g_autoptr (GPtrArray) records = journal_fixture_put (fixture, 3000);
  g_autoptr (HeedStaging) staging = heed_staging_new (fixture->path);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GAsyncQueue) begun = g_async_queue_new (), end = g_async_queue_new ();
  Pause pause = { staging, begun, end };
  g_autoptr (HeedEntry) mine = NULL;
  g_autoptr (GAsyncResult) staged = NULL;
  g_autoptr (GAsyncResult) imported = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (export_entries (fixture, NULL, path, NULL));
  start_anew (fixture);
  heed_journal_stage_async (fixture->journal, staging, path, cancellable, keep_result_cb, &staged);
  g_assert_true (heed_journal_finish (fixture->journal, wait_for_result (&staged), &error));
  g_assert_cmpuint (heed_staging_get_preview (staging)->added, ==, 3000);
  g_assert_cmpuint (count (fixture), ==, 0);

  heed_journal_import_async (fixture->journal, staging, cancellable, keep_result_cb, &imported);
  wait_for_pause (fixture, &pause);
  mine = heed_journal_create_entry (fixture->journal, HEED_FORM_NOTE, NULL);
  heed_entry_set_answer (mine, "body", "written meanwhile");
  g_cancellable_cancel (cancellable);
  g_async_queue_push (end, end);
  g_assert_false (heed_journal_finish (fixture->journal, wait_for_result (&imported), &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  journal_fixture_save (fixture);
  g_assert_cmpuint (count (fixture), ==, 1);
  g_assert_cmpstr (heed_entry_get_answer (mine, "body"), ==, "written meanwhile");
}

static void
test_stage_cancelled (JournalFixture *fixture,
                      gconstpointer   data)
{
  g_autofree char *path = in_folder (fixture, "all.json");
  g_autoptr (GPtrArray) records = journal_fixture_put (fixture, 3);
  g_autoptr (HeedStaging) staging = heed_staging_new (fixture->path);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GAsyncResult) staged = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (export_entries (fixture, NULL, path, NULL));
  g_cancellable_cancel (cancellable);
  heed_journal_stage_async (fixture->journal, staging, path, cancellable, keep_result_cb, &staged);
  g_assert_false (heed_journal_finish (fixture->journal, wait_for_result (&staged), &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

/* The window is told once what happened to the last one. */
static void
test_import_cut_off (JournalFixture *fixture,
                     gconstpointer   data)
{
  g_autofree char *path = in_folder (fixture, "all.json");
  g_autoptr (GPtrArray) records = journal_fixture_put (fixture, 12000); /* more than two steps on any machine */
  g_autoptr (HeedStaging) staging = heed_staging_new (fixture->path);
  g_autoptr (GAsyncResult) staged = NULL;
  g_autoptr (GAsyncResult) imported = NULL;
  g_autoptr (GAsyncResult) closed = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GAsyncQueue) begun = g_async_queue_new (), end = g_async_queue_new ();
  Pause pause = { staging, begun, end };

  g_assert_true (export_entries (fixture, NULL, path, NULL));
  start_anew (fixture);
  g_assert_false (heed_journal_took_back (fixture->journal));
  heed_journal_stage_async (fixture->journal, staging, path, NULL, keep_result_cb, &staged);
  g_assert_true (heed_journal_finish (fixture->journal, wait_for_result (&staged), &error));
  heed_journal_import_async (fixture->journal, staging, NULL, keep_result_cb, &imported);
  wait_for_pause (fixture, &pause);
  heed_journal_close_async (fixture->journal, keep_result_cb, &closed);
  g_assert_true (wait_until (is_closed, fixture->journal));
  /* Once the readers are closed it is the store's turn. */
  for (guint i = 0; i < HEED_N_READERS; i++)
    {
      g_autoptr (GAsyncResult) asked = NULL;

      heed_store_call_async (fixture->journal->readers[i], pause_work, NULL, NULL, NULL, NULL, keep_result_cb, &asked);
      g_assert_false (heed_store_finish (fixture->journal->readers[i], wait_for_result (&asked), NULL, &error));
      g_assert_error (error, HEED_ERROR, HEED_ERROR_FAILED);
      g_clear_error (&error);
    }
  g_async_queue_push (end, end);
  g_assert_false (heed_journal_finish (fixture->journal, wait_for_result (&imported), &error));
  g_assert_error (error, HEED_ERROR, HEED_ERROR_FAILED);
  g_assert_true (heed_journal_finish (fixture->journal, wait_for_result (&closed), NULL));
  g_clear_object (&staged);
  g_clear_object (&imported);
  g_clear_object (&closed);
  g_assert_finalize_object (g_steal_pointer (&fixture->journal));

  journal_fixture_open (fixture);
  g_assert_true (heed_journal_took_back (fixture->journal));
  g_assert_cmpuint (count (fixture), ==, 0);
  journal_fixture_close (fixture);
  journal_fixture_open (fixture);
  g_assert_false (heed_journal_took_back (fixture->journal));
}

/* A piece of reading that goes on until the test lets it end. */
static gpointer
hold_work (HeedDatabase  *database,
           gpointer       data,
           GError       **error)
{
  GAsyncQueue **queues = data;
  g_autoptr (HeedSnapshot) snapshot = heed_connection_begin_read (database->connection, error);
  gint64 count;

  g_assert_nonnull (snapshot);
  g_assert_true (heed_connection_query_int (database->connection, "SELECT count(*) FROM entry", &count, error));
  g_async_queue_push (queues[0], queues);
  g_async_queue_pop (queues[1]);
  return NULL;
}

/* However long something is read, what is typed is saved meanwhile, and lists and
 * the other reader answer. */
static void
test_saving_waits_for_no_reader (JournalFixture *fixture,
                                 gconstpointer   data)
{
  g_autoptr (HeedEntry) one = journal_fixture_write (fixture, "One", "first");
  const char *ids[] = { heed_entry_get_id (one), NULL };
  g_autofree char *path = in_folder (fixture, "all.json");
  g_autofree char *copy = in_folder (fixture, "copy.db");

  for (guint i = 0; i < HEED_N_READERS; i++)
    {
      g_autoptr (GAsyncQueue) begun = g_async_queue_new (), end = g_async_queue_new ();
      GAsyncQueue *queues[] = { begun, end };
      g_autoptr (GAsyncResult) held = NULL, loaded = NULL, exported = NULL, copied = NULL;
      g_autoptr (GPtrArray) records = NULL;
      g_autofree char *title = g_strdup_printf ("Typed meanwhile %u", i);
      g_autoptr (GPtrArray) written = NULL;
      g_autoptr (GError) error = NULL;

      heed_store_call_async (fixture->journal->readers[i], hold_work, queues, NULL, NULL, NULL, keep_result_cb, &held);
      g_async_queue_pop (begun);

      heed_entry_set_title (one, title);
      journal_fixture_save (fixture);
      g_assert_cmpint (heed_journal_get_save_state (fixture->journal), ==, HEED_SAVE_STATE_SAVED);
      g_assert_null (held);

      /* What was saved before it is asked for is in it, whenever it is written. */
      heed_journal_export_async (fixture->journal, NULL, path, keep_result_cb, &exported);
      heed_journal_back_up_async (fixture->journal, copy, TRUE, keep_result_cb, &copied);
      heed_journal_load_async (fixture->journal, ids, keep_result_cb, &loaded);
      wait_for_result (i == HEED_READER_FILES ? &loaded : &copied);
      g_assert_null (held);

      g_async_queue_push (end, end);
      wait_for_result (&held);
      records = heed_journal_load_finish (fixture->journal, wait_for_result (&loaded), &error);
      g_assert_no_error (error);
      g_assert_cmpstr (heed_record_get_title (g_ptr_array_index (records, 0)), ==, title);
      g_assert_true (heed_journal_finish (fixture->journal, wait_for_result (&copied), &error));
      g_assert_true (heed_journal_finish (fixture->journal, wait_for_result (&exported), &error));
      g_assert_false (heed_journal_wrote_unsaved (fixture->journal, exported));
      written = read_file (path, &error);
      g_assert_no_error (error);
      g_assert_cmpstr (heed_record_get_title (g_ptr_array_index (written, 0)), ==, title);
    }
}

static gpointer
rest_work (HeedDatabase  *database,
           gpointer       data,
           GError       **error)
{
  heed_database_rest (database, 0);
  return GINT_TO_POINTER (database->committed_at == 0);
}

static gboolean
rest (JournalFixture *fixture)
{
  g_autoptr (GAsyncResult) result = NULL;
  gpointer rested;

  heed_store_call_async (fixture->journal->store, rest_work, NULL, NULL, NULL, NULL, keep_result_cb, &result);
  heed_store_finish (fixture->journal->store, wait_for_result (&result), &rested, NULL);
  return GPOINTER_TO_INT (rested);
}

/* A reader keeps the log from being copied only for as long as it reads. */
static void
test_log_is_copied_after_reading (JournalFixture *fixture,
                                  gconstpointer   data)
{
  g_autoptr (HeedEntry) one = journal_fixture_write (fixture, "One", "first");
  g_autoptr (GAsyncQueue) begun = g_async_queue_new (), end = g_async_queue_new ();
  GAsyncQueue *queues[] = { begun, end };
  g_autoptr (GAsyncResult) held = NULL;

  heed_store_call_async (fixture->journal->readers[HEED_READER_FILES], hold_work, queues, NULL, NULL, NULL,
                         keep_result_cb, &held);
  g_async_queue_pop (begun);
  heed_entry_set_answer (one, "body", "second");
  journal_fixture_save (fixture);
  g_assert_false (rest (fixture));

  g_async_queue_push (end, end);
  wait_for_result (&held);
  g_assert_true (rest (fixture));
}

static gpointer
fill_disk_work (HeedDatabase  *database,
                gpointer       data,
                GError       **error)
{
  heed_connection_execute (database->connection, data, error);
  return NULL;
}

/* As if the disk of the journal had no room for another page. */
static void
fill_disk (JournalFixture *fixture,
           gboolean        full)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  heed_store_call_async (fixture->journal->store, fill_disk_work,
                         (gpointer) (full ? "PRAGMA max_page_count = 1" : "PRAGMA max_page_count = 1000000"), NULL, NULL,
                         NULL, keep_result_cb, &result);
  heed_store_finish (fixture->journal->store, wait_for_result (&result), NULL, &error);
  g_assert_no_error (error);
}

/* Not in the journal, whether it is rescued or not. */
static gboolean
has_failed (gpointer journal)
{
  HeedSaveState state = heed_journal_get_save_state (journal);

  return state == HEED_SAVE_STATE_FAILED || state == HEED_SAVE_STATE_RESCUED;
}

static char *
make_body (const char *text)
{
  g_autofree char *long_text = g_strnfill (20000, 'x');

  return g_strconcat (text, " ", long_text, NULL);
}

/* Exports and copies the journal, and finds in each what could not be saved: @body
 * in the entry @id, and a new entry. */
static void
assert_kept (JournalFixture *fixture,
             const char     *id,
             const char     *body,
             const char     *new_id)
{
  const char *ids[] = { new_id, id, NULL };
  g_autofree char *path = in_folder (fixture, "all.json");
  g_autofree char *some = in_folder (fixture, "some.json");
  g_autofree char *copy = in_folder (fixture, "copy.db");
  g_autoptr (GAsyncResult) exported = NULL, copied = NULL;
  g_autoptr (GPtrArray) all = NULL, chosen = NULL;
  g_autoptr (HeedDatabase) database = NULL;
  g_autoptr (HeedRecord) first = NULL, second = NULL;
  g_auto (GStrv) problems = NULL;
  g_autoptr (GError) error = NULL;

  heed_journal_export_async (fixture->journal, NULL, path, keep_result_cb, &exported);
  g_assert_true (heed_journal_finish (fixture->journal, wait_for_result (&exported), &error));
  g_assert_no_error (error);
  g_assert_true (heed_journal_wrote_unsaved (fixture->journal, exported));
  g_assert_true (has_failed (fixture->journal));
  all = read_file (path, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (all->len, ==, 3);
  g_assert_cmpstr (heed_record_get_id (g_ptr_array_index (all, 0)), ==, new_id);
  g_assert_cmpstr (heed_record_get_id (g_ptr_array_index (all, 2)), ==, id);
  g_assert_cmpstr (heed_record_get_answer (g_ptr_array_index (all, 2), "body"), ==, body);

  g_assert_true (export_entries (fixture, ids, some, &error));
  chosen = read_file (some, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (chosen->len, ==, 2);
  g_assert_cmpstr (heed_record_get_answer (g_ptr_array_index (chosen, 1), "body"), ==, body);

  heed_journal_back_up_async (fixture->journal, copy, FALSE, keep_result_cb, &copied);
  g_assert_true (heed_journal_finish (fixture->journal, wait_for_result (&copied), &error));
  g_assert_no_error (error);
  g_assert_true (heed_journal_wrote_unsaved (fixture->journal, copied));
  database = heed_database_open (copy, HEED_DATABASE_READ_ONLY, &error);
  g_assert_no_error (error);
  g_assert_true (heed_database_check (database, &problems, &error));
  g_assert_cmpstr (problems[0], ==, NULL);
  first = heed_database_get (database, id, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (heed_record_get_answer (first, "body"), ==, body);
  second = heed_database_get (database, new_id, &error);
  g_assert_no_error (error);
  g_assert_true (heed_database_close (database, NULL));
}

/* "Export now to keep everything" keeps everything. */
static void
test_full_disk (JournalFixture *fixture,
                gconstpointer   data)
{
  g_autoptr (HeedEntry) one = journal_fixture_write (fixture, "One", "first");
  g_autoptr (HeedEntry) two = journal_fixture_write (fixture, "Two", "second");
  g_autoptr (HeedEntry) empty = heed_journal_create_entry (fixture->journal, HEED_FORM_NOTE, NULL);
  g_autoptr (HeedEntry) begun = heed_journal_create_entry (fixture->journal, HEED_FORM_NOTE, NULL);
  g_autofree char *body = make_body ("first, unsaved");

  fill_disk (fixture, TRUE);
  heed_entry_set_answer (one, "body", body);
  heed_entry_set_title (begun, "Begun");
  heed_entry_set_answer (begun, "body", body);
  heed_journal_save_async (fixture->journal, NULL, NULL);
  g_assert_true (wait_until (has_failed, fixture->journal));
  assert_kept (fixture, heed_entry_get_id (one), body, heed_entry_get_id (begun));

  fill_disk (fixture, FALSE);
  journal_fixture_save (fixture);
}

/* What an entry says that could not be saved is in the file, with the picture that it is
 * about. */
static void
test_picture_on_full_disk (JournalFixture *fixture,
                           gconstpointer   data)
{
  g_autoptr (HeedEntry) one = journal_fixture_write (fixture, "One", "first");
  g_autoptr (GBytes) bytes = make_picture (1, 70);
  g_autofree char *body = make_body ("first, unsaved");
  g_autofree char *path = in_folder (fixture, "all.json");
  g_autofree char *missing = NULL;
  g_auto (Taken) taken = { NULL };

  add_picture (fixture, one, "~picture/1", bytes, TRUE);
  heed_entry_set_answer (one, "~picture/1", NULL);
  journal_fixture_save (fixture);
  fill_disk (fixture, TRUE);
  add_picture (fixture, one, "~picture/1", bytes, FALSE);
  heed_entry_set_answer (one, "body", body);
  heed_journal_save_async (fixture->journal, NULL, NULL);
  g_assert_true (wait_until (has_failed, fixture->journal));

  missing = export_and_take (fixture, path, &taken);
  g_assert_null (missing);
  assert_taken (&taken, bytes);
  fill_disk (fixture, FALSE);
  journal_fixture_save (fixture);
}

typedef struct
{
  HeedBackups *backups;
  GPtrArray *copies;
} Found;

static gboolean
find_backups (gpointer data)
{
  Found *found = data;
  g_autoptr (GAsyncResult) result = NULL;

  g_clear_pointer (&found->copies, g_ptr_array_unref);
  heed_backups_find_async (found->backups, keep_result_cb, &result);
  found->copies = heed_backups_take_answer (found->backups, wait_for_result (&result), NULL);
  return found->copies->len > 0;
}

/* Takes it away again. */
static void
assert_backed_up (Found      *found,
                  const char *id,
                  const char *body)
{
  g_autoptr (HeedDatabase) database = NULL;
  g_autoptr (HeedRecord) record = NULL;
  const HeedCopy *copy;

  g_assert_true (wait_until (find_backups, found));
  g_assert_cmpuint (found->copies->len, ==, 1);
  copy = g_ptr_array_index (found->copies, 0);
  database = heed_database_open (copy->path, HEED_DATABASE_READ_ONLY, NULL);
  record = heed_database_get (database, id, NULL);
  g_assert_cmpstr (heed_record_get_answer (record, "body"), ==, body);
  g_assert_true (heed_database_close (database, NULL));
  g_assert_true (heed_copy_remove (copy, NULL));
}

/* A backup that is made by itself has it, too, and so has one that somebody asks
 * for. */
static void
test_backup_of_full_disk (JournalFixture *fixture,
                          gconstpointer   data)
{
  g_autoptr (HeedEntry) one = journal_fixture_write (fixture, "One", "first");
  g_autoptr (HeedBackups) backups = heed_backups_new (fixture->journal);
  g_autofree char *body = make_body ("first, unsaved");
  g_autofree char *folder = heed_backup_plan_dup_folder (heed_backups_get_plan (backups));
  g_autoptr (GAsyncResult) made = NULL, stopped = NULL;
  Found found = { backups, NULL };

  fill_disk (fixture, TRUE);
  heed_entry_set_answer (one, "body", body);
  heed_journal_save_async (fixture->journal, NULL, NULL);
  g_assert_true (wait_until (has_failed, fixture->journal));

  heed_backups_set_automatic (backups, TRUE);
  heed_backups_poll (backups);
  assert_backed_up (&found, heed_entry_get_id (one), body);
  heed_backups_make_async (backups, keep_result_cb, &made);
  g_assert_nonnull (heed_backups_take_answer (backups, wait_for_result (&made), NULL));
  assert_backed_up (&found, heed_entry_get_id (one), body);

  heed_backups_stop_async (backups, keep_result_cb, &stopped);
  wait_for_result (&stopped);
  g_ptr_array_unref (found.copies);
  g_assert_no_errno (g_rmdir (folder));
  fill_disk (fixture, FALSE);
  journal_fixture_save (fixture);
}

/* The same where the file is gone; then another file is in its place. */
static void
test_file_is_gone (JournalFixture *fixture,
                   gconstpointer   data)
{
  g_autoptr (HeedEntry) one = journal_fixture_write (fixture, "One", "first");
  g_autoptr (HeedEntry) two = journal_fixture_write (fixture, "Two", "second");
  g_autoptr (HeedEntry) begun = heed_journal_create_entry (fixture->journal, HEED_FORM_NOTE, NULL);
  g_autofree char *away = in_folder (fixture, "away.db");
  g_autofree char *copy = in_folder (fixture, "copy.db");

  g_assert_no_errno (g_rename (fixture->path, away));
  heed_entry_set_answer (one, "body", "first, unsaved");
  heed_entry_set_title (begun, "Begun");
  heed_journal_save_async (fixture->journal, NULL, NULL);
  g_assert_true (wait_until (has_failed, fixture->journal));
  assert_kept (fixture, heed_entry_get_id (one), "first, unsaved", heed_entry_get_id (begun));

  g_assert_no_errno (g_rename (copy, fixture->path));
  assert_kept (fixture, heed_entry_get_id (one), "first, unsaved", heed_entry_get_id (begun));

  g_assert_no_errno (g_rename (away, fixture->path));
  journal_fixture_save (fixture);
}

/* What another program wrote into the same entry is not lost on the way. */
static void
test_unsaved_is_joined (JournalFixture *fixture,
                        gconstpointer   data)
{
  const char *tags[] = { "elsewhere", NULL };
  g_autoptr (HeedEntry) one = journal_fixture_write (fixture, "One", "first");
  g_autoptr (HeedRecord) changed = NULL;
  g_autoptr (HeedSummary) summary = NULL;
  g_autoptr (HeedDatabase) beside = heed_database_open (fixture->path, HEED_DATABASE_NONE, NULL);
  HeedRecordBuilder *builder = heed_record_builder_new_from (heed_entry_get_record (one));
  g_autofree char *path = in_folder (fixture, "all.json");
  g_autofree char *body = make_body ("first, unsaved");
  g_autoptr (GPtrArray) records = NULL;
  g_autoptr (GError) error = NULL;

  fill_disk (fixture, TRUE);
  heed_entry_set_answer (one, "body", body);
  heed_journal_save_async (fixture->journal, NULL, NULL);
  g_assert_true (wait_until (has_failed, fixture->journal));

  heed_record_builder_set_tags (builder, tags);
  heed_record_builder_set_modified (builder, heed_timestamp_now ());
  changed = heed_record_builder_end (builder);
  summary = heed_summary_new (changed, heed_workbook_find_form (fixture->workbook, HEED_FORM_NOTE));
  heed_database_put (beside, changed, summary, &error);
  g_assert_no_error (error);
  g_assert_true (heed_database_close (beside, NULL));

  g_assert_true (export_entries (fixture, NULL, path, &error));
  records = read_file (path, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (records->len, ==, 1);
  g_assert_cmpstr (heed_record_get_answer (g_ptr_array_index (records, 0), "body"), ==, body);
  g_assert_true (g_strv_contains (heed_record_get_tags (g_ptr_array_index (records, 0)), "elsewhere"));

  fill_disk (fixture, FALSE);
  journal_fixture_save (fixture);
}

#define ADD(name, func) \
  g_test_add ("/journal-transfer/" name, JournalFixture, NULL, journal_fixture_set_up, func, journal_fixture_tear_down)

/* Of copies that cannot be changed each is named. */
static void
test_forget_in_damaged (JournalFixture *fixture,
                        gconstpointer   data)
{
  g_autoptr (GPtrArray) copies = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < 2; i++)
    {
      g_autofree char *path = heed_copy_choose_path (fixture->path, HEED_COPY_BEFORE_IMPORT, NULL);

      g_assert_true (g_file_set_contents (path, "SQLite format 3\0 and nothing that can be read", 45, NULL));
    }
  copies = heed_copies_find (fixture->path, NULL);
  g_assert_cmpuint (copies->len, ==, 2);

  heed_journal_forget_in_copies_async (fixture->journal, copies, keep_result_cb, &result);
  g_assert_false (heed_journal_finish (fixture->journal, wait_for_result (&result), &error));
  for (guint i = 0; i < 2; i++)
    {
      g_autofree char *name = g_path_get_basename (((HeedCopy *) g_ptr_array_index (copies, i))->path);

      g_assert_nonnull (strstr (error->message, name));
      g_assert_true (heed_copy_remove (g_ptr_array_index (copies, i), NULL));
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  ADD ("export-some", test_export_some);
  ADD ("import", test_import);
  ADD ("import-into-open", test_import_into_open);
  ADD ("import-bad-files", test_import_bad_files);
  ADD ("not-listed", test_not_listed);
  ADD ("pictures", test_pictures);
  ADD ("missing-picture", test_missing_picture);
  ADD ("back-up", test_back_up);
  ADD ("back-up-over", test_back_up_over);
  ADD ("back-up-over-what-is-in-use", test_back_up_over_what_is_in_use);
  ADD ("export-over-journal", test_export_over_journal);
  ADD ("import-fails-between", test_import_fails_between);
  ADD ("saving-waits-for-no-reader", test_saving_waits_for_no_reader);
  ADD ("log-is-copied-after-reading", test_log_is_copied_after_reading);
  ADD ("full-disk", test_full_disk);
  ADD ("picture-on-full-disk", test_picture_on_full_disk);
  ADD ("backup-of-full-disk", test_backup_of_full_disk);
  ADD ("file-is-gone", test_file_is_gone);
  ADD ("unsaved-is-joined", test_unsaved_is_joined);
  ADD ("import-cancelled", test_import_cancelled);
  ADD ("stage-cancelled", test_stage_cancelled);
  ADD ("forget-in-damaged", test_forget_in_damaged);
  ADD ("import-cut-off", test_import_cut_off);
  return g_test_run ();
}
