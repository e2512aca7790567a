/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Tests of src/store/heed-database.c, heed-schema.c, -copy.c and -check.c:
 * which files are opened, how they are made, copied and looked through. */

#define _GNU_SOURCE /* setresuid() */

#include "store-fixture.h"
#include "test-forms.h"

#include <sqlite3.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "heed-config.h"
#include "heed-copies.h"
#include "heed-database-private.h"
#include "heed-schema.h"

/* What another program does to the file. */
static void
run_sql (const char *path,
         const char *sql,
         gboolean    keep_log)
{
  sqlite3 *handle = NULL;

  g_assert_cmpint (sqlite3_open (path, &handle), ==, SQLITE_OK);
  sqlite3_db_config (handle, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, keep_log, NULL);
  g_assert_cmpint (sqlite3_exec (handle, sql, NULL, NULL, NULL), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_close (handle), ==, SQLITE_OK);
}

static guint
get_mode (const char *path)
{
  GStatBuf status;

  g_assert_no_errno (g_stat (path, &status));
  return status.st_mode & 07777;
}

static void
assert_refused (const char        *path,
                HeedDatabaseFlags  flags,
                HeedError          code)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (heed_database_open (path, flags, &error));
  g_assert_error (error, HEED_ERROR, (int) code);
  g_assert_cmpstr (error->message, !=, "");
}

static void
assert_file_missing (JournalFixture *fixture,
                     const char     *suffix)
{
  g_autofree char *path = g_strconcat (fixture->path, suffix, NULL);

  g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
}

static void
make_empty_journal (JournalFixture *fixture)
{
  close_journal (open_journal (fixture->path, HEED_DATABASE_CREATE));
}

static void
test_create (JournalFixture *fixture,
             gconstpointer   user_data)
{
  g_autofree char *folder = g_build_filename (fixture->folder, "new", NULL);
  g_autofree char *path = g_build_filename (folder, "it's 100% “new”?.db", NULL);
  g_autofree char *wal = g_strconcat (path, "-wal", NULL);
  g_autofree char *shm = g_strconcat (path, "-shm", NULL);
  mode_t mask = umask (0);
  HeedDatabase *database = open_journal (path, HEED_DATABASE_CREATE);
  G_GNUC_UNUSED g_autofree char *id = put_note (database, "Title", NULL, 0);

  umask (mask);
  g_assert_cmpuint (get_mode (folder), ==, 0700);
  g_assert_cmpuint (get_mode (path), ==, 0600);
  g_assert_cmpuint (get_mode (wal), ==, 0600);
  g_assert_cmpuint (get_mode (shm), ==, 0600);

  close_journal (database);
  g_assert_false (g_file_test (wal, G_FILE_TEST_EXISTS));
  g_assert_false (g_file_test (shm, G_FILE_TEST_EXISTS));
  g_unlink (path);
  g_rmdir (folder);
}

static void
test_settings (JournalFixture *fixture,
               gconstpointer   user_data)
{
  gint64 value;

  fixture->database = open_journal (fixture->path, HEED_DATABASE_CREATE);
  heed_connection_query_int (fixture->database->connection, "PRAGMA application_id", &value, NULL);
  g_assert_cmphex ((guint64) value, ==, 0x48454544);
  heed_connection_query_int (fixture->database->connection, "PRAGMA user_version", &value, NULL);
  g_assert_cmpint (value, ==, 7);
  heed_connection_query_int (fixture->database->connection, "PRAGMA synchronous", &value, NULL);
  g_assert_cmpint (value, ==, 2);
  heed_connection_query_int (fixture->database->connection, "PRAGMA foreign_keys", &value, NULL);
  g_assert_cmpint (value, ==, 1);
  heed_connection_query_int (fixture->database->connection, "PRAGMA trusted_schema", &value, NULL);
  g_assert_cmpint (value, ==, 0);
  heed_connection_query_int (fixture->database->connection, "PRAGMA busy_timeout", &value, NULL);
  g_assert_cmpint (value, ==, 5000);
  heed_connection_query_int (fixture->database->connection,
                           "SELECT count(*) FROM pragma_journal_mode WHERE journal_mode = 'wal'", &value, NULL);
  g_assert_cmpint (value, ==, 1);
}

static void
test_missing (JournalFixture *fixture,
              gconstpointer   user_data)
{
  assert_refused (fixture->path, HEED_DATABASE_NONE, HEED_ERROR_NOT_FOUND);
  assert_refused (fixture->path, HEED_DATABASE_READ_ONLY, HEED_ERROR_NOT_FOUND);
  assert_file_missing (fixture, "");
}

static void
test_exclusive (JournalFixture *fixture,
                gconstpointer   user_data)
{
  g_autoptr (GBytes) before = NULL;
  g_autoptr (GBytes) after = NULL;

  close_journal (open_journal (fixture->path, HEED_DATABASE_CREATE | HEED_DATABASE_EXCLUSIVE));
  before = read_bytes (fixture->path);
  assert_refused (fixture->path, HEED_DATABASE_CREATE | HEED_DATABASE_EXCLUSIVE, HEED_ERROR_EXISTS);
  after = read_bytes (fixture->path);
  g_assert_true (g_bytes_equal (before, after));
}

/* SQLite would take a new journal of such a name for a part of the one beside it. */
static void
test_part (JournalFixture *fixture,
           gconstpointer   user_data)
{
  static const char * const suffixes[] = { "-wal", "-shm", "-journal" };

  close_journal (open_journal (fixture->path, HEED_DATABASE_CREATE));
  for (guint i = 0; i < G_N_ELEMENTS (suffixes); i++)
    {
      g_autofree char *part = g_strconcat (fixture->path, suffixes[i], NULL);

      assert_refused (part, HEED_DATABASE_CREATE, HEED_ERROR_EXISTS);
      assert_refused (part, HEED_DATABASE_CREATE | HEED_DATABASE_EXCLUSIVE, HEED_ERROR_EXISTS);
      assert_file_missing (fixture, suffixes[i]);
    }
}

static void
test_reopen (JournalFixture *fixture,
             gconstpointer   user_data)
{
  HeedDatabase *database = open_journal (fixture->path, HEED_DATABASE_CREATE);
  g_autofree char *id = put_note (database, "Title", "Kept", 0);
  g_autoptr (HeedRecord) record = NULL;

  close_journal (database);
  fixture->database = open_journal (fixture->path, HEED_DATABASE_NONE);
  record = get (fixture->database, id);
  g_assert_cmpstr (heed_record_get_answer (record, "body"), ==, "Kept");
}

static void
test_empty_file (JournalFixture *fixture,
                 gconstpointer   user_data)
{
  g_assert_true (g_file_set_contents (fixture->path, "", 0, NULL));
  assert_refused (fixture->path, HEED_DATABASE_READ_ONLY, HEED_ERROR_NOT_FOUND);
  fixture->database = open_journal (fixture->path, HEED_DATABASE_NONE);
}

static void
assert_content_refused (JournalFixture *fixture,
                        const char     *contents,
                        gssize          length)
{
  g_autoptr (GBytes) before = NULL;
  g_autoptr (GBytes) after = NULL;

  g_assert_true (g_file_set_contents (fixture->path, contents, length, NULL));
  before = read_bytes (fixture->path);
  assert_refused (fixture->path, HEED_DATABASE_CREATE, HEED_ERROR_INVALID_FILE);
  assert_refused (fixture->path, HEED_DATABASE_READ_ONLY, HEED_ERROR_INVALID_FILE);
  after = read_bytes (fixture->path);
  g_assert_true (g_bytes_equal (before, after));
  assert_file_missing (fixture, "-wal");
  assert_file_missing (fixture, "-shm");
}

static void
test_garbage (JournalFixture *fixture,
              gconstpointer   user_data)
{
  g_autofree char *noise = g_malloc (50000);

  for (guint i = 0; i < 50000; i++)
    noise[i] = (char) g_test_rand_int ();

  assert_content_refused (fixture, noise, 50000);
  assert_content_refused (fixture, "Dear diary", -1);
  assert_content_refused (fixture, "SQLite format 3", 16);
  assert_refused (fixture->folder, HEED_DATABASE_NONE, HEED_ERROR_INVALID_FILE);
}

static void
test_foreign (JournalFixture *fixture,
              gconstpointer   user_data)
{
  run_sql (fixture->path, "CREATE TABLE theirs (x); INSERT INTO theirs VALUES (1)", FALSE);
  assert_refused (fixture->path, HEED_DATABASE_CREATE, HEED_ERROR_INVALID_FILE);
  run_sql (fixture->path, "PRAGMA application_id = 7; PRAGMA journal_mode = WAL; UPDATE theirs SET x = 2", FALSE);
  assert_refused (fixture->path, HEED_DATABASE_CREATE, HEED_ERROR_INVALID_FILE);
  run_sql (fixture->path, "PRAGMA application_id = 0", FALSE);
  assert_refused (fixture->path, HEED_DATABASE_CREATE, HEED_ERROR_INVALID_FILE);
  assert_file_missing (fixture, "-wal");
  run_sql (fixture->path, "UPDATE theirs SET x = 3", FALSE);
}

static void
test_too_new (JournalFixture *fixture,
              gconstpointer   user_data)
{
  g_autoptr (GBytes) before = NULL;
  g_autoptr (GBytes) after = NULL;

  make_empty_journal (fixture);
  run_sql (fixture->path, "PRAGMA user_version = 99", FALSE);
  before = read_bytes (fixture->path);

  assert_refused (fixture->path, HEED_DATABASE_CREATE, HEED_ERROR_TOO_NEW);
  assert_refused (fixture->path, HEED_DATABASE_READ_ONLY, HEED_ERROR_TOO_NEW);
  after = read_bytes (fixture->path);
  g_assert_true (g_bytes_equal (before, after));
  assert_file_missing (fixture, "-wal");
  assert_file_missing (fixture, "-shm");
}

/* A newer Heed was killed before its upgrade went from the log to the file. */
static void
test_too_new_in_log (JournalFixture *fixture,
                     gconstpointer   user_data)
{
  g_autofree char *log = g_strconcat (fixture->path, "-wal", NULL);
  g_autoptr (GBytes) before = NULL;
  g_autoptr (GBytes) log_before = NULL;
  g_autoptr (GBytes) after = NULL;
  g_autoptr (GBytes) log_after = NULL;

  make_empty_journal (fixture);
  run_sql (fixture->path, "PRAGMA user_version = 99", TRUE);
  before = read_bytes (fixture->path);
  log_before = read_bytes (log);
  g_assert_cmpuint (g_bytes_get_size (log_before), >, 0);

  assert_refused (fixture->path, HEED_DATABASE_CREATE, HEED_ERROR_TOO_NEW);
  after = read_bytes (fixture->path);
  log_after = read_bytes (log);
  g_assert_true (g_bytes_equal (before, after));
  g_assert_true (g_bytes_equal (log_before, log_after));
}

static void
test_corrupt (JournalFixture *fixture,
              gconstpointer   user_data)
{
  HeedDatabase *database = open_journal (fixture->path, HEED_DATABASE_CREATE);
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) problems = NULL;
  g_autofree char *contents = NULL;
  gboolean checked;
  gsize length;

  for (guint i = 0; i < 200; i++)
    g_free (put_note (database, "Title", "Some text that fills the pages of the file", i));
  close_journal (database);

  g_assert_true (g_file_get_contents (fixture->path, &contents, &length, NULL));
  memset (contents + 3 * 4096, 0x5a, length - 3 * 4096);
  g_assert_true (g_file_set_contents (fixture->path, contents, (gssize) length, NULL));

  database = heed_database_open (fixture->path, HEED_DATABASE_NONE, &error);
  if (database == NULL)
    {
      g_assert_error (error, HEED_ERROR, HEED_ERROR_CORRUPT);
      return;
    }

  g_assert_null (heed_database_list (database, NULL, &error));
  g_assert_error (error, HEED_ERROR, HEED_ERROR_CORRUPT);
  g_clear_error (&error);
  checked = heed_database_check (database, &problems, &error);
  g_assert_no_error (error);
  g_assert_true (checked);
  g_assert_cmpuint (g_strv_length (problems), >, 0);
  heed_database_close (database, NULL);
  g_object_unref (database);
}

static void
test_check_orphans (JournalFixture *fixture,
                    gconstpointer   user_data)
{
  g_autoptr (HeedDatabase) database = open_journal (fixture->path, HEED_DATABASE_CREATE);
  G_GNUC_UNUSED g_autofree char *id = put_note (database, "Title", "Text", 0);
  g_auto (GStrv) problems = NULL;

  run_sql (fixture->path, "INSERT INTO answer (entry, path, value, modified) VALUES (99, 'a', 'b', 1), (98, 'a', 'b', 1)", FALSE);
  g_assert_true (heed_database_check (database, &problems, NULL));
  g_assert_cmpuint (g_strv_length (problems), ==, 1);
  g_assert_nonnull (strstr (problems[0], "2 answers"));
}

static void
test_check_index (JournalFixture *fixture,
                  gconstpointer   user_data)
{
  g_autoptr (HeedDatabase) database = open_journal (fixture->path, HEED_DATABASE_CREATE);
  g_autoptr (HeedDatabase) reader = NULL;
  G_GNUC_UNUSED g_autofree char *id = put_note (database, "Title", "Text", 0);
  g_auto (GStrv) problems = NULL;
  g_auto (GStrv) seen_by_reader = NULL;

  run_sql (fixture->path, "DELETE FROM search_docsize", FALSE);
  g_assert_true (heed_database_check (database, &problems, NULL));
  g_assert_cmpuint (g_strv_length (problems), ==, 1);
  reader = open_journal (fixture->path, HEED_DATABASE_READ_ONLY);
  g_assert_true (heed_database_check (reader, &seen_by_reader, NULL));
  g_assert_cmpuint (g_strv_length (seen_by_reader), ==, 1);
}

static void
test_check_changes (JournalFixture *fixture,
                    gconstpointer   user_data)
{
  g_autoptr (HeedDatabase) database = open_journal (fixture->path, HEED_DATABASE_CREATE);
  G_GNUC_UNUSED g_autofree char *id = put_note (database, "Title", "Text", 0);
  g_auto (GStrv) problems = NULL;

  run_sql (fixture->path, "UPDATE meta SET value = 0", FALSE);
  g_assert_true (heed_database_check (database, &problems, NULL));
  g_assert_cmpuint (g_strv_length (problems), ==, 1);
}

/* Nothing above the store is ever given text that is not UTF-8. */
static void
test_invalid_text (JournalFixture *fixture,
                   gconstpointer   user_data)
{
  HeedDatabase *database = open_journal (fixture->path, HEED_DATABASE_CREATE);
  g_autofree char *id = put_note (database, "Title", "Text", 0);
  g_autoptr (HeedRecord) record = NULL;

  run_sql (fixture->path, "UPDATE answer SET value = CAST (x'61ff62' AS TEXT)", FALSE);
  record = get (database, id);
  g_assert_cmpstr (heed_record_get_answer (record, "body"), ==, "a\xef\xbf\xbd" "b");
  g_object_unref (database);
}

static void
test_read_only_flag (JournalFixture *fixture,
                     gconstpointer   user_data)
{
  HeedDatabase *database = open_journal (fixture->path, HEED_DATABASE_CREATE);
  g_autofree char *id = put_note (database, "Title", "Text", 0);
  g_autoptr (HeedDatabase) reader = NULL;
  g_autoptr (HeedRecord) record = NULL;
  g_autoptr (HeedRecord) changed = NULL;
  g_autoptr (GError) error = NULL;

  close_journal (database);
  reader = open_journal (fixture->path, HEED_DATABASE_READ_ONLY);
  record = get (reader, id);
  assert_sound (reader);
  changed = change_note (record, "body", "More", 1);
  g_assert_false (try_put (reader, changed, &error));
  g_assert_error (error, HEED_ERROR, HEED_ERROR_READ_ONLY);
}

static void
test_read_only_file (JournalFixture *fixture,
                     gconstpointer   user_data)
{
  make_empty_journal (fixture);
  g_assert_no_errno (g_chmod (fixture->path, 0400));
  become_nobody (fixture->folder);
  assert_refused (fixture->path, HEED_DATABASE_CREATE, HEED_ERROR_READ_ONLY);
  become_oneself ();
}

static void
test_read_only_folder (JournalFixture *fixture,
                       gconstpointer   user_data)
{
  g_autofree char *fresh = g_build_filename (fixture->folder, "fresh.db", NULL);
  g_autoptr (HeedDatabase) reader = NULL;
  g_autoptr (GPtrArray) list = NULL;
  HeedDatabase *database = open_journal (fixture->path, HEED_DATABASE_CREATE);
  G_GNUC_UNUSED g_autofree char *id = put_note (database, "Title", "Text", 0);

  close_journal (database);
  g_assert_no_errno (g_chmod (fixture->folder, 0500));
  become_nobody (fixture->folder);
  assert_refused (fixture->path, HEED_DATABASE_CREATE, HEED_ERROR_READ_ONLY);
  assert_refused (fresh, HEED_DATABASE_CREATE, HEED_ERROR_READ_ONLY);
  reader = open_journal (fixture->path, HEED_DATABASE_READ_ONLY);
  list = heed_database_list (reader, NULL, NULL);
  g_assert_cmpuint (list->len, ==, 1);
  become_oneself ();
  g_assert_no_errno (g_chmod (fixture->folder, 0700));
}

static void
test_backup (JournalFixture *fixture,
             gconstpointer   user_data)
{
  g_autofree char *path = g_build_filename (fixture->folder, "copy.db", NULL);
  g_autofree char *id = NULL;
  g_autoptr (HeedDatabase) copy = NULL;
  g_autoptr (HeedRecord) record = NULL;
  g_autoptr (HeedRecord) copied = NULL;
  g_autoptr (GPtrArray) matches = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GDir) folder = NULL;
  const char *name;

  fixture->database = open_journal (fixture->path, HEED_DATABASE_CREATE);
  id = put_note (fixture->database, "Title", "Text", 0);
  g_assert_true (heed_database_backup (fixture->database, path, FALSE, NULL, NULL, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (get_mode (path), ==, 0600);

  copy = open_journal (path, HEED_DATABASE_NONE);
  record = get (fixture->database, id);
  copied = get (copy, id);
  g_assert_true (heed_record_equal (record, copied));
  matches = heed_database_search (copy, &(HeedQuery) { .words = "text" }, NULL);
  g_assert_cmpuint (matches->len, ==, 1);
  assert_sound (copy);

  g_assert_false (heed_database_backup (fixture->database, path, FALSE, NULL, NULL, &error));
  g_assert_error (error, HEED_ERROR, HEED_ERROR_EXISTS);
  folder = g_dir_open (fixture->folder, 0, NULL);
  while ((name = g_dir_read_name (folder)) != NULL)
    g_assert_false (g_str_has_prefix (name, "copy.db.")); /* a temporary file */
}

/* Whoever keeps backups on another disk, by a link, finds the new one there. */
static void
test_backup_over_link (JournalFixture *fixture,
                       gconstpointer   user_data)
{
  g_autofree char *path = g_build_filename (fixture->folder, "copy.db", NULL);
  g_autofree char *link = g_build_filename (fixture->folder, "link.db", NULL);
  g_autofree char *id = NULL;
  g_autoptr (HeedDatabase) copy = NULL;
  g_autoptr (HeedRecord) record = NULL;
  g_autoptr (GError) error = NULL;

  fixture->database = open_journal (fixture->path, HEED_DATABASE_CREATE);
  g_assert_true (heed_database_backup (fixture->database, path, FALSE, NULL, NULL, &error));
  g_assert_no_errno (symlink ("copy.db", link));
  id = put_note (fixture->database, "Title", "Text", 0);
  g_assert_true (heed_database_backup (fixture->database, link, TRUE, NULL, NULL, &error));
  g_assert_no_error (error);
  g_assert_true (g_file_test (link, G_FILE_TEST_IS_SYMLINK));

  copy = open_journal (path, HEED_DATABASE_NONE);
  record = get (copy, id);
  g_assert_cmpstr (heed_record_get_answer (record, "body"), ==, "Text");
}

static void
test_backup_nowhere (JournalFixture *fixture,
                     gconstpointer   user_data)
{
  g_autofree char *path = g_build_filename (fixture->folder, "nowhere", "copy.db", NULL);
  g_autoptr (GError) error = NULL;

  fixture->database = open_journal (fixture->path, HEED_DATABASE_CREATE);
  g_assert_false (heed_database_backup (fixture->database, path, FALSE, NULL, NULL, &error));
  g_assert_error (error, HEED_ERROR, HEED_ERROR_NOT_FOUND);
}

static char *
get_copy_path (JournalFixture *fixture,
               const char     *name)
{
  return g_build_filename (fixture->folder, name, NULL);
}

/* The steps that there are, and one more. */
static GStrv
dup_steps_with (const char *next)
{
  g_auto (GStrv) steps = heed_schema_dup_steps ();
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  g_strv_builder_addv (builder, (const char **) steps);
  g_strv_builder_add (builder, next);
  return g_strv_builder_end (builder);
}

static void
test_upgrade (JournalFixture *fixture,
              gconstpointer   user_data)
{
  g_auto (GStrv) steps = dup_steps_with ("ALTER TABLE entry ADD COLUMN mood INTEGER");
  g_autofree char *copy_path = get_copy_path (fixture, "journal-before-8.db");
  g_autofree char *id = NULL;
  g_autoptr (HeedDatabase) copy = NULL;
  g_autoptr (HeedRecord) record = NULL;
  g_autoptr (GError) error = NULL;
  gint64 version;

  fixture->database = open_journal (fixture->path, HEED_DATABASE_CREATE);
  id = put_note (fixture->database, "Title", "Text", 0);
  g_assert_true (heed_database_upgrade (fixture->database, (const char * const *) steps, &error));
  g_assert_no_error (error);
  heed_connection_query_int (fixture->database->connection, "PRAGMA user_version", &version, NULL);
  g_assert_cmpint (version, ==, 8);
  g_assert_true (heed_connection_query_int (fixture->database->connection, "SELECT mood FROM entry", &version, NULL));

  g_assert_cmpuint (get_mode (copy_path), ==, 0600);
  copy = open_journal (copy_path, HEED_DATABASE_NONE);
  record = get (copy, id);
  g_assert_cmpstr (heed_record_get_title (record), ==, "Title");
}

static void
test_failed_upgrade (JournalFixture *fixture,
                     gconstpointer   user_data)
{
  g_auto (GStrv) steps = dup_steps_with ("ALTER TABLE entry ADD COLUMN mood INTEGER; SELECT nonsense");
  g_autofree char *copy = get_copy_path (fixture, "journal-before-8.db");
  g_autoptr (GError) error = NULL;
  gint64 value;

  fixture->database = open_journal (fixture->path, HEED_DATABASE_CREATE);
  for (guint i = 0; i < 2; i++)
    {
      g_assert_false (heed_database_upgrade (fixture->database, (const char * const *) steps, &error));
      g_assert_error (error, HEED_ERROR, HEED_ERROR_FAILED);
      g_clear_error (&error);
    }

  heed_connection_query_int (fixture->database->connection, "PRAGMA user_version", &value, NULL);
  g_assert_cmpint (value, ==, 7);
  heed_connection_query_int (fixture->database->connection,
                           "SELECT count(*) FROM pragma_table_info('entry') WHERE name = 'mood'", &value, NULL);
  g_assert_cmpint (value, ==, 0);
  /* Nothing was changed, so that a copy would only take room. */
  g_assert_false (g_file_test (copy, G_FILE_TEST_EXISTS));
}

static HeedDatabase *
open_copy_of_file (JournalFixture *fixture)
{
  g_autofree char *path = g_build_filename (fixture->folder, "copy.db", NULL);
  g_autoptr (GFile) source = g_file_new_for_path (fixture->path);
  g_autoptr (GFile) target = g_file_new_for_path (path);
  g_autoptr (GError) error = NULL;

  g_file_copy (source, target, G_FILE_COPY_OVERWRITE | G_FILE_COPY_TARGET_DEFAULT_PERMS, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  return open_journal (path, HEED_DATABASE_NONE);
}

/* The journal's own file, copied while it is open: a journal from the beginning,
 * and all of it once typing rests. */
static void
test_copied_alone (JournalFixture *fixture,
                   gconstpointer   user_data)
{
  g_autofree char *id = NULL;
  g_autoptr (HeedRecord) record = NULL;
  HeedDatabase *copy;

  fixture->database = open_journal (fixture->path, HEED_DATABASE_CREATE);
  copy = open_copy_of_file (fixture);
  close_journal (copy);

  id = put_note (fixture->database, "Title", "Text", 0);
  heed_database_rest (fixture->database, 0);
  copy = open_copy_of_file (fixture);
  record = get (copy, id);
  g_assert_cmpstr (heed_record_get_answer (record, "body"), ==, "Text");
  close_journal (copy);
}

/* Somebody reads while typing rests: then it is copied later. */
static void
test_copied_after_reading (JournalFixture *fixture,
                           gconstpointer   user_data)
{
  g_autofree char *id = NULL;
  g_autoptr (HeedRecord) record = NULL;
  HeedDatabase *copy;
  sqlite3 *reader = NULL;

  fixture->database = open_journal (fixture->path, HEED_DATABASE_CREATE);
  g_assert_cmpint (sqlite3_open (fixture->path, &reader), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_exec (reader, "BEGIN; SELECT count(*) FROM entry", NULL, NULL, NULL), ==, SQLITE_OK);
  id = put_note (fixture->database, "Title", "Text", 0);
  heed_database_rest (fixture->database, 0);
  copy = open_copy_of_file (fixture);
  record = heed_database_get (copy, id, NULL);
  g_assert_null (record);
  close_journal (copy);

  g_assert_cmpint (sqlite3_close (reader), ==, SQLITE_OK);
  heed_database_rest (fixture->database, 0);
  copy = open_copy_of_file (fixture);
  record = get (copy, id);
  g_assert_cmpstr (heed_record_get_answer (record, "body"), ==, "Text");
  close_journal (copy);
}

/* A sync program brings the log of another computer: nothing that is written from
 * then on counts as saved. */
static void
test_log_is_replaced (JournalFixture *fixture,
                      gconstpointer   user_data)
{
  g_autofree char *log = g_strconcat (fixture->path, "-wal", NULL);
  g_autofree char *other = g_strconcat (fixture->path, "-other", NULL);
  g_autoptr (HeedRecord) before = make_note (NULL, "Before", "one", 0);
  g_autoptr (HeedRecord) after = make_note (NULL, "After", "two", 1);
  g_autoptr (HeedRecord) kept = NULL;
  g_autoptr (GError) error = NULL;

  fixture->database = open_journal (fixture->path, HEED_DATABASE_CREATE);
  put (fixture->database, before);
  g_assert_true (g_file_set_contents (other, "not this log", -1, NULL));
  g_assert_no_errno (g_rename (other, log));

  g_assert_false (try_put (fixture->database, after, &error));
  g_assert_error (error, HEED_ERROR, HEED_ERROR_NOT_FOUND);
  kept = get (fixture->database, heed_record_get_id (before));
  g_assert_true (heed_record_equal (kept, before));
}

static void
assert_text (const char *path,
             const char *text)
{
  g_autofree char *contents = NULL;
  g_autoptr (GError) error = NULL;

  g_file_get_contents (path, &contents, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (contents, ==, text);
}

/* SQLite removes the log by its name when the last one closes. */
static void
test_foreign_log_stays (JournalFixture *fixture,
                        gconstpointer   user_data)
{
  g_autofree char *log = g_strconcat (fixture->path, "-wal", NULL);
  g_autofree char *other = g_strconcat (fixture->path, "-other", NULL);
  g_autoptr (HeedRecord) record = make_note (NULL, "Before", "one", 0);

  fixture->database = open_journal (fixture->path, HEED_DATABASE_CREATE);
  put (fixture->database, record);
  g_assert_true (g_file_set_contents (other, "not this log", -1, NULL));
  g_assert_no_errno (g_rename (other, log));
  g_assert_false (heed_database_has_other (fixture->database));

  close_journal (g_steal_pointer (&fixture->database));
  assert_text (log, "not this log");
}

/* What the open connection still reads goes where it was, and what lies there
 * is beside it afterwards. */
static void
test_put_back (JournalFixture *fixture,
               gconstpointer   user_data)
{
  g_autofree char *log = g_strconcat (fixture->path, "-wal", NULL);
  g_autofree char *other = g_strconcat (fixture->path, ".other", NULL);
  g_autofree char *copy = heed_copy_choose_path (fixture->path, HEED_COPY_RESCUE, NULL);
  g_autofree char *aside = NULL;
  g_autofree char *aside_log = NULL;
  g_autoptr (HeedRecord) record = make_note (NULL, "Mine", "one", 0);
  g_autoptr (HeedRecord) kept = NULL;
  g_autoptr (HeedDatabase) database = NULL;
  g_autoptr (GError) error = NULL;

  close_journal (open_journal (other, HEED_DATABASE_CREATE));
  fixture->database = open_journal (fixture->path, HEED_DATABASE_CREATE);
  put (fixture->database, record);
  g_assert_no_errno (g_unlink (log));
  g_assert_false (heed_database_has_other (fixture->database));
  g_assert_no_errno (g_rename (other, fixture->path));
  g_assert_true (heed_database_has_other (fixture->database));
  g_assert_true (g_file_set_contents (log, "not this log", -1, NULL));

  heed_database_backup (fixture->database, copy, FALSE, NULL, NULL, &error);
  g_assert_no_error (error);
  heed_database_put_back (copy, fixture->path, HEED_COPY_ASIDE, &aside, &error);
  g_assert_no_error (error);
  g_assert_true (heed_journal_file_exists (aside));
  aside_log = g_strconcat (aside, "-wal", NULL);
  assert_text (aside_log, "not this log");

  database = open_journal (fixture->path, HEED_DATABASE_NONE);
  kept = get (database, heed_record_get_id (record));
  g_assert_true (heed_record_equal (kept, record));
  heed_database_close (database, &error);
  g_assert_no_error (error);
}

/* What SQLite keeps beside it, with something in it. */
static void
place_companions (JournalFixture *fixture)
{
  static const char * const suffixes[] = { "-wal", "-shm", "-journal" };

  for (guint i = 0; i < G_N_ELEMENTS (suffixes); i++)
    {
      g_autofree char *path = g_strconcat (fixture->path, suffixes[i], NULL);

      g_assert_true (g_file_set_contents (path, suffixes[i], -1, NULL));
    }
}

static void
assert_beside (const char *path,
               const char *suffix)
{
  g_autofree char *full = g_strconcat (path, suffix, NULL);

  assert_text (full, suffix);
}

/* A change that was cut off is taken back by its name, wherever the file is. */
static void
test_takes_all_aside (JournalFixture *fixture,
                      gconstpointer   user_data)
{
  g_autofree char *other = g_strconcat (fixture->path, ".other", NULL);
  g_autofree char *aside = NULL;
  g_autofree char *replaced = NULL;
  g_autoptr (GError) error = NULL;

  close_journal (open_journal (other, HEED_DATABASE_CREATE));
  g_assert_true (g_file_set_contents (fixture->path, "damaged", -1, NULL));
  place_companions (fixture);
  g_assert_true (heed_database_put_back (other, fixture->path, HEED_COPY_ASIDE, &aside, &error));
  g_assert_no_error (error);
  assert_text (aside, "damaged");
  assert_beside (aside, "-wal");
  assert_beside (aside, "-journal");
  /* The other one, the new one, and what was there with both of its parts. */
  g_assert_cmpuint (count_files (fixture->folder), ==, 5);
  close_journal (open_journal (fixture->path, HEED_DATABASE_NONE));

  place_companions (fixture);
  replaced = heed_database_set_aside (fixture->path, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (replaced, !=, aside);
  g_assert_true (heed_journal_file_exists (replaced));
  assert_beside (replaced, "-wal");
  assert_beside (replaced, "-journal");
  g_assert_cmpuint (count_files (fixture->folder), ==, 7);
}

/* Where it cannot be done nothing is. */
static void
test_leaves_all_in_place (JournalFixture *fixture,
                          gconstpointer   user_data)
{
  g_autofree char *none = g_strconcat (fixture->path, ".none", NULL);
  g_autofree char *other = g_strconcat (fixture->path, ".other", NULL);
  g_autofree char *shared = g_strconcat (fixture->path, "-shm", NULL);
  g_autofree char *aside = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (g_file_set_contents (fixture->path, "damaged", -1, NULL));
  place_companions (fixture);
  g_assert_false (heed_database_put_back (none, fixture->path, HEED_COPY_ASIDE, &aside, &error));
  g_assert_error (error, HEED_ERROR, HEED_ERROR_NOT_FOUND);
  g_clear_error (&error);
  g_assert_null (aside);
  g_assert_cmpuint (count_files (fixture->folder), ==, 4);
  g_assert_null (heed_database_replace (fixture->path, none, &error));
  g_assert_nonnull (error);
  g_clear_error (&error);
  assert_text (fixture->path, "damaged");
  assert_beside (fixture->path, "-wal");
  assert_beside (fixture->path, "-journal");
  /* What is shared of a log is made anew. */
  g_assert_cmpuint (count_files (fixture->folder), ==, 3);

  /* What can be moved is moved back when one of them cannot. */
  close_journal (open_journal (other, HEED_DATABASE_CREATE));
  g_assert_no_errno (g_mkdir (shared, 0700));
  g_assert_null (heed_database_set_aside (fixture->path, &error));
  g_assert_nonnull (error);
  g_clear_error (&error);
  g_assert_false (heed_database_put_back (other, fixture->path, HEED_COPY_ASIDE, &aside, &error));
  g_assert_nonnull (error);
  g_assert_null (aside);
  assert_text (fixture->path, "damaged");
  assert_beside (fixture->path, "-wal");
  assert_beside (fixture->path, "-journal");
  g_assert_cmpuint (count_files (fixture->folder), ==, 5);
  g_assert_no_errno (g_rmdir (shared));
}

/* Puts the journal that a released version made in place. */
static void
place_released (JournalFixture *fixture,
                const char     *name)
{
  g_autofree char *source_path = g_test_build_filename (G_TEST_DIST, "fixtures", name, NULL);
  g_autoptr (GFile) source = g_file_new_for_path (source_path);
  g_autoptr (GFile) target = g_file_new_for_path (fixture->path);
  g_autoptr (GError) error = NULL;

  g_file_copy (source, target, G_FILE_COPY_TARGET_DEFAULT_PERMS, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
}

/* What the released versions all kept: a note with an older version, and one
 * more entry. */
static void
assert_released_entries (HeedDatabase *database)
{
  g_autoptr (HeedRecord) record = get (database, "11111111-1111-4111-8111-111111111111");
  g_autoptr (GPtrArray) revisions = NULL;
  g_autoptr (GPtrArray) list = heed_database_list (database, NULL, NULL);
  g_autoptr (GPtrArray) tagged = heed_database_list (database, &(HeedQuery) { .tag = "phone" }, NULL);
  g_autoptr (GPtrArray) matches = NULL;

  g_assert_cmpuint (list->len, ==, 2);
  g_assert_true (heed_summary_is_listed (g_ptr_array_index (list, 0)));
  g_assert_cmpuint (tagged->len, ==, 1);
  g_assert_cmpstr (heed_record_get_title (record), ==, "A late parcel");
  g_assert_cmpstr (heed_record_get_tags (record)[0], ==, "phone");
  g_assert_cmpstr (heed_record_get_answer (record, "body"), ==, "She wanted to know when, not why.");
  g_assert_null (heed_record_get_answer (record, "erased"));
  g_assert_cmpuint (heed_record_get_n_answers (record), ==, 2);
  revisions = heed_database_get_revisions (database, heed_record_get_id (record), NULL);
  g_assert_cmpuint (revisions->len, ==, 1);
  matches = heed_database_search (database, &(HeedQuery) { .words = "parcel" }, NULL);
  g_assert_cmpuint (matches->len, ==, 1);
}

/* The journal of the first released version, as it was. */
static void
test_version_1 (JournalFixture *fixture,
                gconstpointer   user_data)
{
  g_autofree char *copy_path = get_copy_path (fixture, "journal-before-7.db");
  g_autoptr (GArray) keys = NULL;
  HeedDatabase *copy;
  gint64 version;

  place_released (fixture, "journal-1.db");
  fixture->database = open_journal (fixture->path, HEED_DATABASE_NONE);
  heed_connection_query_int (fixture->database->connection, "PRAGMA user_version", &version, NULL);
  g_assert_cmpint (version, ==, 7);
  assert_released_entries (fixture->database);
  keys = heed_database_get_keys (fixture->database, NULL, NULL);
  g_assert_cmpuint (keys->len, ==, 2);

  g_assert_cmpuint (get_mode (copy_path), ==, 0600);
  copy = open_journal (copy_path, HEED_DATABASE_READ_ONLY);
  heed_connection_query_int (copy->connection, "PRAGMA user_version", &version, NULL);
  g_assert_cmpint (version, ==, 1);
  close_journal (copy);
}

/* The same journal, brought up to date by the version that brought entries
 * which are not listed, with one of these, one in the trash and one that left
 * it for good. */
static void
test_version_2 (JournalFixture *fixture,
                gconstpointer   user_data)
{
  g_autoptr (GPtrArray) marks = NULL;
  g_autoptr (GPtrArray) trash = NULL;
  g_autoptr (GPtrArray) matches = NULL;

  place_released (fixture, "journal-2.db");
  fixture->database = open_journal (fixture->path, HEED_DATABASE_NONE);
  assert_released_entries (fixture->database);
  marks = heed_database_list (fixture->database, &(HeedQuery) { .form_id = "bookmark" }, NULL);
  g_assert_cmpuint (marks->len, ==, 1);
  g_assert_false (heed_summary_is_listed (g_ptr_array_index (marks, 0)));
  trash = heed_database_list (fixture->database, &(HeedQuery) { .deleted = TRUE }, NULL);
  g_assert_cmpuint (trash->len, ==, 1);
  matches = heed_database_search (fixture->database, &(HeedQuery) { .words = "電話", .deleted = TRUE }, NULL);
  g_assert_cmpuint (matches->len, ==, 1);
}

/* The same journal, with an index that folds the letters of all scripts. */
static void
test_version_3 (JournalFixture *fixture,
                gconstpointer   user_data)
{
  g_autoptr (GPtrArray) matches = NULL;

  place_released (fixture, "journal-3.db");
  fixture->database = open_journal (fixture->path, HEED_DATABASE_NONE);
  assert_released_entries (fixture->database);
  matches = heed_database_search (fixture->database, &(HeedQuery) { .words = "PARCÉL" }, NULL);
  g_assert_cmpuint (matches->len, ==, 1);
}

/* The same journal, with checksums, and with the words that the forms show, that one
 * imported into; no import is left unfinished. */
static void
test_version_4 (JournalFixture *fixture,
                gconstpointer   user_data)
{
  gint64 count;

  place_released (fixture, "journal-4.db");
  fixture->database = open_journal (fixture->path, HEED_DATABASE_NONE);
  assert_released_entries (fixture->database);
  assert_sound (fixture->database);
  g_assert_true (heed_connection_query_int (fixture->database->connection, "SELECT count(*) FROM entry WHERE checksum IS NOT NULL",
                                          &count, NULL));
  g_assert_cmpint (count, ==, 3);
  g_assert_true (heed_connection_query_int (fixture->database->connection, "SELECT count(*) FROM import_entry", &count,
                                            NULL));
  g_assert_cmpint (count, ==, 0);
}

/* The same journal, with what was asked in the workbook of its notes, as another small
 * one has it: only the plan is older. */
static void
test_version_5 (JournalFixture *fixture,
                gconstpointer   user_data)
{
  g_autoptr (HeedWorkbook) workbook = open_forms ();
  HeedWorkbook *then;
  HeedForm *form;

  place_released (fixture, "journal-5.db");
  fixture->database = open_journal (fixture->path, HEED_DATABASE_NONE);
  assert_released_entries (fixture->database);
  assert_sound (fixture->database);
  heed_database_set_workbook (fixture->database, workbook);
  g_assert_null (heed_workbook_find_edition (workbook, "customer-focus", 1));
  then = heed_workbook_find_edition (workbook, "customer-focus", 2);
  g_assert_nonnull (then);
  form = heed_workbook_find_form (then, "talk");
  g_assert_cmpstr (heed_field_get_label (heed_form_get_field (form, 0)), ==, "Whom did you talk to?");
}

/* The same journal, with what the bundled workbook asked, and one entry pinned; it has no
 * place for pictures yet. */
static void
test_version_6 (JournalFixture *fixture,
                gconstpointer   user_data)
{
  g_autoptr (HeedRecord) plan = NULL;
  gint64 count;

  place_released (fixture, "journal-6.db");
  fixture->database = open_journal (fixture->path, HEED_DATABASE_NONE);
  assert_released_entries (fixture->database);
  assert_sound (fixture->database);
  plan = get (fixture->database, "22222222-2222-4222-8222-222222222222");
  g_assert_true (heed_record_is_pinned (plan));
  g_assert_true (heed_connection_query_int (fixture->database->connection, "SELECT count(*) FROM picture", &count, NULL));
  g_assert_cmpint (count, ==, 0);
}

/* For each table, counts what is in the old one and not, with the same value in
 * each column that there was, in the new. */
static int
add_comparison_cb (void  *sql,
                   int    n,
                   char **values,
                   char **names)
{
  g_string_append_printf (sql, "%sSELECT count(*) FROM (SELECT %s FROM old.%s EXCEPT SELECT %s FROM main.%s)",
                          ((GString *) sql)->len > 0 ? " UNION ALL " : "", values[1], values[0], values[1], values[0]);
  return 0;
}

static int
add_count_cb (void  *counts,
              int    n,
              char **values,
              char **names)
{
  g_string_append_printf (counts, "%s ", values[0]);
  return 0;
}

static char *
count_lost (const char *path,
            const char *old)
{
  g_autoptr (GString) sql = g_string_new (NULL);
  g_autoptr (GString) counts = g_string_new (NULL);
  g_autofree char *attach = g_strdup_printf ("ATTACH '%s' AS old", old);
  sqlite3 *handle = NULL;

  g_assert_cmpint (sqlite3_open (path, &handle), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_exec (handle, attach, NULL, NULL, NULL), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_exec (handle,
                                 "SELECT t.name, (SELECT group_concat(c.name) FROM pragma_table_info(t.name, 'old') AS c) "
                                 "FROM old.sqlite_schema AS t WHERE t.type = 'table' AND t.name NOT LIKE 'sqlite%' "
                                 "AND t.name NOT LIKE 'search%' ORDER BY t.name",
                                 add_comparison_cb, sql, NULL), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_exec (handle, sql->str, add_count_cb, counts, NULL), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_close (handle), ==, SQLITE_OK);
  return g_strdup (counts->str);
}

/* Of each version before the newest there is a journal here, and everything that one
 * of them keeps is there afterwards: entries, answers, tags, older versions,
 * tombstones, times. */
static void
test_nothing_lost (JournalFixture *fixture,
                   gconstpointer   user_data)
{
  g_auto (GStrv) steps = heed_schema_dup_steps ();
  g_autofree char *old = g_build_filename (fixture->folder, "old.db", NULL);

  for (guint version = 1; version < g_strv_length (steps); version++)
    {
      g_autofree char *name = g_strdup_printf ("journal-%u.db", version);
      g_autofree char *lost = NULL;

      place_released (fixture, name);
      g_assert_no_errno (g_rename (fixture->path, old));
      place_released (fixture, name);
      fixture->database = open_journal (fixture->path, HEED_DATABASE_NONE);
      assert_sound (fixture->database);
      lost = count_lost (fixture->path, old);
      g_assert_true (g_str_has_prefix (lost, "0 0 0 0 0 0 ")); /* the six tables of the first version */
      g_assert_cmpuint (strspn (lost, "0 "), ==, strlen (lost));
      close_journal (g_steal_pointer (&fixture->database));
      g_assert_no_errno (g_unlink (fixture->path));
    }
}

/* Where it may only be read, an older journal is left as it was. */
static void
test_read_released (JournalFixture *fixture,
                    gconstpointer   name)
{
  g_autoptr (GBytes) before = NULL;
  g_autoptr (GBytes) after = NULL;
  g_autoptr (GArray) keys = NULL;
  g_autoptr (GPtrArray) tallies = NULL;
  g_autoptr (GPtrArray) tags = NULL;
  g_autoptr (GPtrArray) editions = NULL;
  g_autoptr (GError) error = NULL;

  place_released (fixture, name);
  before = read_bytes (fixture->path);
  fixture->database = open_journal (fixture->path, HEED_DATABASE_READ_ONLY);
  assert_released_entries (fixture->database);
  assert_sound (fixture->database);
  keys = heed_database_get_keys (fixture->database, NULL, NULL);
  g_assert_cmpuint (keys->len, ==, 2);
  tallies = heed_database_get_tallies (fixture->database, NULL, NULL);
  g_assert_cmpuint (tallies->len, >, 0);
  tags = heed_database_get_tags (fixture->database, NULL);
  g_assert_cmpuint (tags->len, >, 0);
  editions = heed_database_get_editions (fixture->database, NULL);
  g_assert_cmpuint (editions->len, ==, strcmp (name, "journal-5.db") >= 0);
  g_assert_null (heed_database_read_picture (fixture->database, "0000", &error));
  g_assert_no_error (error);
  after = read_bytes (fixture->path);
  g_assert_true (g_bytes_equal (before, after));
}

/* What an older Heed wrote gets its checksums afterwards, in steps. */
static void
test_add_checksums (JournalFixture *fixture,
                    gconstpointer   user_data)
{
  gboolean more = TRUE;
  gint64 count;

  place_released (fixture, "journal-2.db");
  fixture->database = open_journal (fixture->path, HEED_DATABASE_NONE);
  heed_connection_query_int (fixture->database->connection, "SELECT count(*) FROM entry WHERE checksum IS NULL", &count, NULL);
  g_assert_cmpint (count, >, 0);
  while (more)
    g_assert_true (heed_database_add_checksums (fixture->database, &more, NULL));

  heed_connection_query_int (fixture->database->connection,
                           "SELECT (SELECT count(*) FROM entry WHERE checksum IS NULL OR summary_checksum IS NULL) + "
                           "(SELECT count(*) FROM revision WHERE checksum IS NULL)", &count, NULL);
  g_assert_cmpint (count, ==, 0);
  assert_released_entries (fixture->database);
}

static void
test_default_path (void)
{
  g_autofree char *path = heed_journal_file_get_default_path ();
  g_autofree char *expected = g_build_filename (g_get_user_data_dir (), HEED_NAME, "journal.db", NULL);

  g_assert_cmpstr (path, ==, expected);
}

static void
add_test (const char *path,
          void (*test) (JournalFixture *, gconstpointer))
{
  g_test_add (path, JournalFixture, NULL, set_up_folder, test, tear_down_journal);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  add_test ("/database/open/create", test_create);
  add_test ("/database/open/settings", test_settings);
  add_test ("/database/open/missing", test_missing);
  add_test ("/database/open/exclusive", test_exclusive);
  add_test ("/database/open/part", test_part);
  add_test ("/database/open/reopen", test_reopen);
  add_test ("/database/open/empty-file", test_empty_file);
  add_test ("/database/open/garbage", test_garbage);
  add_test ("/database/open/foreign", test_foreign);
  add_test ("/database/open/too-new", test_too_new);
  add_test ("/database/open/too-new-in-log", test_too_new_in_log);
  add_test ("/database/open/read-only-flag", test_read_only_flag);
  add_test ("/database/open/read-only-file", test_read_only_file);
  add_test ("/database/open/read-only-folder", test_read_only_folder);
  add_test ("/database/check/corrupt", test_corrupt);
  add_test ("/database/check/orphans", test_check_orphans);
  add_test ("/database/check/index", test_check_index);
  add_test ("/database/check/changes", test_check_changes);
  add_test ("/database/check/invalid-text", test_invalid_text);
  add_test ("/database/backup/copy", test_backup);
  add_test ("/database/backup/over-link", test_backup_over_link);
  add_test ("/database/backup/nowhere", test_backup_nowhere);
  add_test ("/database/schema/upgrade", test_upgrade);
  add_test ("/database/schema/failed-upgrade", test_failed_upgrade);
  add_test ("/database/schema/log-is-replaced", test_log_is_replaced);
  add_test ("/database/schema/foreign-log-stays", test_foreign_log_stays);
  add_test ("/database/schema/put-back", test_put_back);
  add_test ("/database/schema/takes-all-aside", test_takes_all_aside);
  add_test ("/database/schema/leaves-all-in-place", test_leaves_all_in_place);
  add_test ("/database/schema/copied-alone", test_copied_alone);
  add_test ("/database/schema/copied-after-reading", test_copied_after_reading);
  add_test ("/database/schema/version-1", test_version_1);
  add_test ("/database/schema/version-2", test_version_2);
  add_test ("/database/schema/version-3", test_version_3);
  add_test ("/database/schema/version-4", test_version_4);
  add_test ("/database/schema/version-5", test_version_5);
  add_test ("/database/schema/version-6", test_version_6);
  g_test_add ("/database/schema/read-version-1", JournalFixture, "journal-1.db",
              set_up_folder, test_read_released, tear_down_journal);
  g_test_add ("/database/schema/read-version-2", JournalFixture, "journal-2.db",
              set_up_folder, test_read_released, tear_down_journal);
  g_test_add ("/database/schema/read-version-3", JournalFixture, "journal-3.db",
              set_up_folder, test_read_released, tear_down_journal);
  g_test_add ("/database/schema/read-version-4", JournalFixture, "journal-4.db",
              set_up_folder, test_read_released, tear_down_journal);
  g_test_add ("/database/schema/read-version-5", JournalFixture, "journal-5.db",
              set_up_folder, test_read_released, tear_down_journal);
  g_test_add ("/database/schema/read-version-6", JournalFixture, "journal-6.db",
              set_up_folder, test_read_released, tear_down_journal);
  add_test ("/database/schema/add-checksums", test_add_checksums);
  add_test ("/database/schema/nothing-lost", test_nothing_lost);
  g_test_add_func ("/database/default-path", test_default_path);

  return g_test_run ();
}
