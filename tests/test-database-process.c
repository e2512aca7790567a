/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Tests of src/store/heed-database.c and -put.c among other connections and
 * processes, and when the power or the disk gives out. The program starts
 * itself again to be the other process. */

#include "store-fixture.h"

#include <signal.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <unistd.h>

#include "heed-database-private.h"

#define FILE_LIMIT (600 * 1024)

/* What the other process does: puts @count notes, or no end of them for 0, and
 * prints the id of each once it is on the disk. */
static int
write_notes (const char *path,
             guint       count)
{
  g_autoptr (HeedDatabase) database = open_journal (path, HEED_DATABASE_CREATE);

  for (guint i = 0; count == 0 || i < count; i++)
    {
      g_autofree char *id = put_note (database, "Theirs", "Some words that are worth keeping", i);

      printf ("%s\n", id);
      fflush (stdout);
    }

  heed_database_close (database, NULL);
  return EXIT_SUCCESS;
}

/* Goes on as write_notes() does until a file may not grow any more. */
static int
write_until_full (const char *path)
{
  struct rlimit limit = { FILE_LIMIT, FILE_LIMIT };
  HeedDatabase *database = open_journal (path, HEED_DATABASE_NONE);
  g_autofree char *body = g_strnfill (4000, 'x');

  signal (SIGXFSZ, SIG_IGN);
  g_assert_no_errno (setrlimit (RLIMIT_FSIZE, &limit));
  for (guint i = 0;; i++)
    {
      g_autoptr (HeedRecord) record = make_note (NULL, "Theirs", body, i);
      g_autoptr (GError) error = NULL;
      g_autoptr (GPtrArray) list = NULL;

      if (try_put (database, record, &error))
        {
          printf ("%s\n", heed_record_get_id (record));
          continue;
        }

      list = heed_database_list (database, NULL, NULL);
      g_assert_cmpuint (list->len, ==, i);
      g_assert_error (error, HEED_ERROR, HEED_ERROR_FULL);
      fflush (stdout);
      _exit (EXIT_SUCCESS);
    }
}

static GSubprocess *
start_other (const char *mode,
             const char *path,
             const char *count)
{
  g_autofree char *self = g_file_read_link ("/proc/self/exe", NULL);
  g_autoptr (GError) error = NULL;
  GSubprocess *other = g_subprocess_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE, &error,
                                         self, mode, path, count, NULL);

  g_assert_no_error (error);
  return other;
}

/* Reads the ids that the other process printed until it ended, or until there
 * are @stop_after. */
static void
read_ids (GDataInputStream *stream,
          GPtrArray        *ids,
          guint             stop_after)
{
  char *line;

  while ((stop_after == 0 || ids->len < stop_after) &&
         (line = g_data_input_stream_read_line (stream, NULL, NULL, NULL)) != NULL)
    g_ptr_array_add (ids, line);
}

static GPtrArray *
wait_for_ids (GSubprocess *other)
{
  g_autoptr (GDataInputStream) stream = g_data_input_stream_new (g_subprocess_get_stdout_pipe (other));
  GPtrArray *ids = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GError) error = NULL;

  read_ids (stream, ids, 0);
  g_subprocess_wait_check (other, NULL, &error);
  g_assert_no_error (error);
  return ids;
}

static void
assert_all_there (HeedDatabase *database,
                  GPtrArray    *ids)
{
  for (guint i = 0; i < ids->len; i++)
    {
      g_autoptr (HeedRecord) record = get (database, g_ptr_array_index (ids, i));

      g_assert_cmpstr (heed_record_get_title (record), ==, "Theirs");
    }
}

static void
assert_count (HeedDatabase *database,
              guint         expected)
{
  g_autoptr (GPtrArray) list = heed_database_list (database, NULL, NULL);

  g_assert_cmpuint (list->len, ==, expected);
}

static void
test_two_connections (JournalFixture *fixture,
                      gconstpointer   user_data)
{
  g_autoptr (HeedDatabase) other = open_journal (fixture->path, HEED_DATABASE_NONE);
  gint64 version = heed_database_get_data_version (fixture->database);
  g_autofree char *ours = NULL;
  g_autofree char *theirs = NULL;
  g_autoptr (HeedRecord) seen = NULL;
  g_autoptr (GArray) changes = NULL;
  gint64 change = 0;

  ours = put_note (fixture->database, "Ours", NULL, 1);
  g_assert_cmpint (heed_database_get_data_version (fixture->database), ==, version);
  theirs = put_note (other, "Theirs", NULL, 2);
  g_assert_cmpint (heed_database_get_data_version (fixture->database), !=, version);

  seen = get (fixture->database, theirs);
  g_assert_cmpstr (heed_record_get_title (seen), ==, "Theirs");
  changes = heed_database_get_changes (fixture->database, &change, NULL);
  g_assert_cmpuint (changes->len, ==, 2);
}

static void
test_same_entry (JournalFixture *fixture,
                 gconstpointer   user_data)
{
  g_autoptr (HeedDatabase) other = open_journal (fixture->path, HEED_DATABASE_NONE);
  g_autoptr (HeedRecord) record = make_note (NULL, "Title", "First", 0);
  g_autoptr (HeedRecord) ours = change_note (record, "body", "Ours", 5);
  g_autoptr (HeedRecord) theirs = change_note (record, "body", "Theirs", 9);
  g_autoptr (GPtrArray) revisions = NULL;

  put (fixture->database, record);
  put (other, theirs);
  put (fixture->database, ours);
  revisions = heed_database_get_revisions (fixture->database, heed_record_get_id (record), NULL);
  g_assert_cmpuint (revisions->len, ==, 1);
  g_assert_cmpstr (heed_record_get_answer (revisions->pdata[0], "body"), ==, "Theirs");
}

static void
test_processes (JournalFixture *fixture,
                gconstpointer   user_data)
{
  g_autoptr (GSubprocess) one = start_other ("--write", fixture->path, "60");
  g_autoptr (GSubprocess) two = start_other ("--write", fixture->path, "60");
  g_autoptr (GPtrArray) ids_of_one = NULL;
  g_autoptr (GPtrArray) ids_of_two = NULL;

  for (guint i = 0; i < 60; i++)
    g_free (put_note (fixture->database, "Ours", "Words", i));

  ids_of_one = wait_for_ids (one);
  ids_of_two = wait_for_ids (two);
  g_assert_cmpuint (ids_of_one->len, ==, 60);
  g_assert_cmpuint (ids_of_two->len, ==, 60);
  assert_all_there (fixture->database, ids_of_one);
  assert_all_there (fixture->database, ids_of_two);
  assert_count (fixture->database, 180);
}

/* All of them make the file. */
static void
test_first_start (JournalFixture *fixture,
                  gconstpointer   user_data)
{
  g_autofree char *path = g_build_filename (fixture->folder, "fresh.db", NULL);
  GSubprocess *others[6];
  g_autoptr (HeedDatabase) database = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (others); i++)
    others[i] = start_other ("--write", path, "5");
  for (guint i = 0; i < G_N_ELEMENTS (others); i++)
    {
      g_autoptr (GPtrArray) ids = wait_for_ids (others[i]);

      g_assert_cmpuint (ids->len, ==, 5);
      g_object_unref (others[i]);
    }

  database = open_journal (path, HEED_DATABASE_NONE);
  assert_count (database, 30);
  assert_sound (database);
}

/* What was reported as saved is there, whenever the writer dies. */
static void
test_kill (JournalFixture *fixture,
           gconstpointer   user_data)
{
  g_autoptr (GPtrArray) ids = g_ptr_array_new_with_free_func (g_free);

  close_journal (g_steal_pointer (&fixture->database));
  for (guint round = 1; round <= 6; round++)
    {
      g_autoptr (GSubprocess) other = start_other ("--write", fixture->path, "0");
      g_autoptr (GDataInputStream) stream = g_data_input_stream_new (g_subprocess_get_stdout_pipe (other));
      guint wanted = ids->len + 17 * round;
      HeedDatabase *database;

      read_ids (stream, ids, wanted);
      g_assert_cmpuint (ids->len, ==, wanted);
      g_subprocess_force_exit (other);
      read_ids (stream, ids, 0);
      g_subprocess_wait (other, NULL, NULL);
      g_assert_true (g_subprocess_get_if_signaled (other));

      database = open_journal (fixture->path, HEED_DATABASE_NONE);
      assert_all_there (database, ids);
      assert_sound (database);
      close_journal (database);
    }
}

static void
test_full (JournalFixture *fixture,
           gconstpointer   user_data)
{
  g_autoptr (GSubprocess) other = NULL;
  g_autoptr (GPtrArray) ids = NULL;

  close_journal (g_steal_pointer (&fixture->database));
  other = start_other ("--fill", fixture->path, NULL);
  ids = wait_for_ids (other);
  g_assert_cmpuint (ids->len, >, 5);

  fixture->database = open_journal (fixture->path, HEED_DATABASE_NONE);
  assert_all_there (fixture->database, ids);
  assert_count (fixture->database, ids->len);
}

static void
assert_locked_out (JournalFixture *fixture,
                   const char     *begin)
{
  g_autoptr (HeedRecord) record = make_note (NULL, "Waiting", NULL, 0);
  g_autoptr (GError) error = NULL;
  sqlite3 *other = NULL;

  g_assert_cmpint (sqlite3_open (fixture->path, &other), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_exec (other, begin, NULL, NULL, NULL), ==, SQLITE_OK);

  g_assert_false (try_put (fixture->database, record, &error));
  g_assert_error (error, HEED_ERROR, HEED_ERROR_LOCKED);
  g_assert_nonnull (heed_error_get_detail (error));
  assert_count (fixture->database, 1);

  sqlite3_close (other);
  put (fixture->database, record);
}

static void
test_locked (JournalFixture *fixture,
             gconstpointer   user_data)
{
  G_GNUC_UNUSED g_autofree char *id = put_note (fixture->database, "There", NULL, 0);

  sqlite3_busy_timeout (fixture->database->connection->handle, 50);
  assert_locked_out (fixture, user_data);
}

/* Somebody else has the journal, and lets go of it once it is asked for. */
typedef struct
{
  sqlite3 *handle;
  GAsyncQueue *asked;
} Other;

static int
asked_cb (unsigned  event,
          void     *data,
          void     *statement,
          void     *text)
{
  g_async_queue_push (data, GINT_TO_POINTER (1));
  return 0;
}

static gpointer
release_cb (gpointer data)
{
  Other *other = data;

  g_async_queue_pop (other->asked);
  g_assert_cmpint (sqlite3_exec (other->handle, "COMMIT", NULL, NULL, NULL), ==, SQLITE_OK);
  return NULL;
}

static void
test_patience (JournalFixture *fixture,
               gconstpointer   user_data)
{
  g_autofree char *id = NULL;
  g_autoptr (GAsyncQueue) asked = g_async_queue_new ();
  Other other = { NULL, asked };
  GThread *thread;

  g_assert_cmpint (sqlite3_open (fixture->path, &other.handle), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_exec (other.handle, "BEGIN IMMEDIATE", NULL, NULL, NULL), ==, SQLITE_OK);
  thread = g_thread_new ("release", release_cb, &other);
  sqlite3_trace_v2 (fixture->database->connection->handle, SQLITE_TRACE_STMT, asked_cb, asked);
  id = put_note (fixture->database, "Waited for", NULL, 0);
  sqlite3_trace_v2 (fixture->database->connection->handle, 0, NULL, NULL);
  g_thread_join (thread);
  sqlite3_close (other.handle);
  assert_count (fixture->database, 1);
}

/* A failure halfway leaves nothing of any of them. */
static void
test_all_or_nothing (JournalFixture *fixture,
                     gconstpointer   user_data)
{
  g_autoptr (GPtrArray) records = g_ptr_array_new_with_free_func ((GDestroyNotify) heed_record_unref);
  g_autoptr (GPtrArray) summaries = g_ptr_array_new_with_free_func ((GDestroyNotify) heed_summary_unref);
  g_autoptr (GError) error = NULL;

  g_assert_true (heed_connection_execute (fixture->database->connection,
                                        "CREATE TEMP TRIGGER stop BEFORE INSERT ON main.entry "
                                        "WHEN NEW.title = 'Ninth' BEGIN SELECT raise (ABORT, 'no'); END",
                                        NULL));
  for (guint i = 1; i <= 10; i++)
    {
      HeedRecord *record = make_note (NULL, i == 9 ? "Ninth" : "Title", "Text", i);

      g_ptr_array_add (records, record);
      g_ptr_array_add (summaries, summarize (record));
    }

  g_assert_false (heed_database_put_all (fixture->database, records, summaries, &error));
  g_assert_error (error, HEED_ERROR, HEED_ERROR_FAILED);
  assert_count (fixture->database, 0);
  g_free (put_note (fixture->database, "After", NULL, 0));
}

static void
add_test (const char    *path,
          gconstpointer  data,
          void (*test) (JournalFixture *, gconstpointer))
{
  g_test_add (path, JournalFixture, data, set_up_journal, test, tear_down_journal);
}

int
main (int    argc,
      char **argv)
{
  if (argc == 4 && g_str_equal (argv[1], "--write"))
    return write_notes (argv[2], (guint) g_ascii_strtoull (argv[3], NULL, 10));
  if (argc == 3 && g_str_equal (argv[1], "--fill"))
    return write_until_full (argv[2]);

  g_test_init (&argc, &argv, NULL);

  add_test ("/database/process/two-connections", NULL, test_two_connections);
  add_test ("/database/process/same-entry", NULL, test_same_entry);
  add_test ("/database/process/processes", NULL, test_processes);
  add_test ("/database/process/first-start", NULL, test_first_start);
  add_test ("/database/process/kill", NULL, test_kill);
  add_test ("/database/process/full", NULL, test_full);
  add_test ("/database/process/locked", "BEGIN IMMEDIATE", test_locked);
  add_test ("/database/process/locked-exclusively", "BEGIN EXCLUSIVE", test_locked);
  add_test ("/database/process/patience", NULL, test_patience);
  add_test ("/database/process/all-or-nothing", NULL, test_all_or_nothing);

  return g_test_run ();
}
