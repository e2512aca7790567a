/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What the store does to the files around a journal: what it writes over, what it
 * leaves behind, and what it makes of what others left. */

#define _GNU_SOURCE /* setresuid() */

#include "heed-database-private.h"
#include "heed-temporary.h"

#include "store-fixture.h"

#include <fcntl.h>
#include <signal.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

/* https://www.sqlite.org/src/file?name=src/os.h: where readers hold a lock. */
#define FIRST_SHARED (0x40000000 + 2)
#define N_SHARED 510

static char *
in_folder (JournalFixture *fixture,
           const char     *name)
{
  return g_build_filename (fixture->folder, name, NULL);
}

/* A journal as a kill leaves it, with a note in its log only. */
static void
make_killed_journal (JournalFixture *fixture)
{
  static const char * const names[] = { "journal.db", "journal.db-wal", "journal.db-shm" };
  g_autofree char *other = g_dir_make_tmp ("heed-store-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (other, "journal.db", NULL);
  HeedDatabase *database = open_journal (path, HEED_DATABASE_CREATE);
  G_GNUC_UNUSED g_autofree char *id = put_note (database, "Title", "Text", 0);

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *from = g_build_filename (other, names[i], NULL);
      g_autofree char *to = in_folder (fixture, names[i]);

      copy_file (from, to);
    }

  close_journal (database);
  remove_folder (other);
}

static void
assert_no_target (const char *path)
{
  g_autoptr (GError) error = NULL;

  g_test_message ("%s", path);
  g_assert_false (heed_journal_file_check_target (path, &error));
  g_assert_error (error, HEED_ERROR, HEED_ERROR_EXISTS);
}

/* By another name, too. */
static void
assert_no_target_by_links (JournalFixture *fixture,
                           const char     *name)
{
  g_autofree char *path = in_folder (fixture, name);
  g_autofree char *link_path = in_folder (fixture, "link.json");
  g_autofree char *hard_path = in_folder (fixture, "hard.json");

  assert_no_target (path);
  g_assert_no_errno (symlink (name, link_path));
  assert_no_target (link_path);
  g_assert_no_errno (link (path, hard_path));
  assert_no_target (hard_path);
  g_assert_no_errno (g_unlink (link_path));
  g_assert_no_errno (g_unlink (hard_path));
}

static void
test_target (JournalFixture *fixture,
             gconstpointer   user_data)
{
  static const char * const parts[] = { "journal.db", "journal.db-wal", "journal.db-shm" };
  static const char * const free_names[] = { "export.json", "notes-wal", "journal.db.json", "-wal" };
  g_autofree char *rollback = in_folder (fixture, "journal.db-journal");
  g_autofree char *kept = in_folder (fixture, "journal.db.2026-01-01.before-import");

  /* As another program has it open, and then as this one does. */
  make_killed_journal (fixture);
  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    assert_no_target_by_links (fixture, parts[i]);
  fixture->database = open_journal (fixture->path, HEED_DATABASE_NONE);
  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    assert_no_target_by_links (fixture, parts[i]);

  /* SQLite would take it for what it left there. */
  assert_no_target (rollback);
  copy_file (fixture->path, kept);
  assert_no_target (kept);

  for (guint i = 0; i < G_N_ELEMENTS (free_names); i++)
    {
      g_autofree char *path = in_folder (fixture, free_names[i]);
      g_autoptr (GError) error = NULL;

      g_assert_true (heed_journal_file_check_target (path, &error));
      g_assert_no_error (error);
    }
}

static void
test_backup_target (JournalFixture *fixture,
                    gconstpointer   user_data)
{
  static const char * const names[] = {
    "journal.db", "journal.db-wal", "journal.db-shm", "journal.db-journal", "journal.db.2026-01-01.before-import",
    "journal-before-2.db", "journal-before-2-3.db", "journal.db.2026-01-01-101500.aside", "other.db-wal",
  };
  static const char * const kept[] = {
    "journal.db.2026-01-01.before-import", "journal-before-2.db", "journal-before-2-3.db",
    "journal.db.2026-01-01-101500.aside", "other.db",
  };
  g_autofree char *fresh = in_folder (fixture, "backup.db");
  g_autoptr (GError) error = NULL;

  fixture->database = open_journal (fixture->path, HEED_DATABASE_CREATE);
  g_assert_true (heed_database_backup (fixture->database, fresh, TRUE, NULL, NULL, &error));
  g_assert_true (heed_database_backup (fixture->database, fresh, TRUE, NULL, NULL, &error));
  g_assert_no_error (error);

  for (guint i = 0; i < G_N_ELEMENTS (kept); i++)
    {
      g_autofree char *path = in_folder (fixture, kept[i]);

      copy_file (fresh, path);
    }
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *path = in_folder (fixture, names[i]);

      g_test_message ("%s", names[i]);
      g_assert_false (heed_database_backup (fixture->database, path, TRUE, NULL, NULL, &error));
      g_assert_true (error->code == HEED_ERROR_EXISTS || error->code == HEED_ERROR_LOCKED);
      g_clear_error (&error);
    }
}

/* Asked by another process, which sees the locks of this one only. */
static gboolean
is_locked (const char *path)
{
  pid_t child = fork ();
  int status;

  if (child == 0)
    {
      struct flock lock = { .l_type = F_WRLCK, .l_whence = SEEK_SET, .l_start = FIRST_SHARED, .l_len = N_SHARED };
      int fd = open (path, O_RDWR);

      _exit (fd >= 0 && fcntl (fd, F_GETLK, &lock) == 0 && lock.l_type != F_UNLCK ? 0 : 1);
    }

  g_assert_cmpint (waitpid (child, &status, 0), ==, child);
  return WIFEXITED (status) && WEXITSTATUS (status) == 0;
}

/* The lock on the journal keeps others from taking its log away. It goes as soon
 * as the file is opened and closed once more in this program. */
static void
test_keeps_locks (JournalFixture *fixture,
                  gconstpointer   user_data)
{
  g_autofree char *log = g_strconcat (fixture->path, "-wal", NULL);
  g_autofree char *link = in_folder (fixture, "link.json");
  HeedDatabase *reader = NULL;

  fixture->database = open_journal (fixture->path, HEED_DATABASE_CREATE);
  g_assert_true (is_locked (fixture->path));
  g_assert_true (heed_journal_file_exists (fixture->path));
  g_assert_true (is_locked (fixture->path));
  g_assert_no_errno (symlink (fixture->path, link));
  assert_no_target (link);
  assert_no_target (log);
  g_assert_true (is_locked (fixture->path));

  reader = open_journal (fixture->path, HEED_DATABASE_READ_ONLY);
  g_assert_true (is_locked (fixture->path));
  close_journal (reader);
  g_assert_true (is_locked (fixture->path));
}

/* The kernel stops a file at its limit just as a full disk does. */
static void
set_limit (rlim_t         most,
           struct rlimit *before)
{
  struct rlimit limit;

  signal (SIGXFSZ, SIG_IGN);
  g_assert_no_errno (getrlimit (RLIMIT_FSIZE, before));
  limit = *before;
  limit.rlim_cur = most;
  g_assert_no_errno (setrlimit (RLIMIT_FSIZE, &limit));
}

static void
test_backup_no_room (JournalFixture *fixture,
                     gconstpointer   user_data)
{
  g_autofree char *path = in_folder (fixture, "backup.x");
  g_autoptr (GError) error = NULL;
  struct rlimit before;
  guint n_files;

  fixture->database = open_journal (fixture->path, HEED_DATABASE_CREATE);
  n_files = count_files (fixture->folder);
  set_limit (16 * 1024, &before);
  g_assert_false (heed_database_backup (fixture->database, path, FALSE, NULL, NULL, &error));
  g_assert_no_errno (setrlimit (RLIMIT_FSIZE, &before));

  g_assert_error (error, HEED_ERROR, HEED_ERROR_FULL);
  g_assert_nonnull (strstr (error->message, "backup.x"));
  g_assert_null (strstr (error->message, "journal.db"));
  g_assert_cmpuint (count_files (fixture->folder), ==, n_files);
}

/* As a backup that is killed leaves it. */
static void
leave_copy (const char *folder)
{
  pid_t child = fork ();
  int status;

  if (child == 0)
    {
      HeedPrivateFolder *workplace = heed_private_folder_new (folder);
      g_autofree char *path = heed_private_folder_dup_path (workplace, "copy.db");

      if (g_file_set_contents (path, "words", -1, NULL))
        raise (SIGKILL);
      _exit (1);
    }

  g_assert_cmpint (waitpid (child, &status, 0), ==, child);
  g_assert_true (WIFSIGNALED (status));
}

static void
test_killed_copy (JournalFixture *fixture,
                  gconstpointer   user_data)
{
  g_autofree char *path = in_folder (fixture, "backup.db");
  g_autoptr (GError) error = NULL;
  guint n_files;

  fixture->database = open_journal (fixture->path, HEED_DATABASE_CREATE);
  n_files = count_files (fixture->folder);
  leave_copy (fixture->folder);
  g_assert_cmpuint (count_files (fixture->folder), ==, n_files + 1);
  g_assert_true (heed_database_backup (fixture->database, path, FALSE, NULL, NULL, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (count_files (fixture->folder), ==, n_files + 1); /* the backup */

  close_journal (g_steal_pointer (&fixture->database));
  leave_copy (fixture->folder);
  fixture->database = open_journal (fixture->path, HEED_DATABASE_NONE);
  g_assert_cmpuint (count_files (fixture->folder), ==, n_files + 1);
}

static int
compare_lines (gconstpointer a,
               gconstpointer b)
{
  return g_strcmp0 (*(char * const *) a, *(char * const *) b);
}

/* The names, sizes and times of all files, and which files they are. */
static char *
describe_folder (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  g_autoptr (GPtrArray) lines = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GString) text = g_string_new (NULL);
  const char *name;

  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);
      GStatBuf status;

      g_assert_no_errno (g_lstat (path, &status));
      g_ptr_array_add (lines, g_strdup_printf ("%s %ld %ld.%09ld %lu\n", name, (long) status.st_size,
                                               (long) status.st_mtim.tv_sec, (long) status.st_mtim.tv_nsec,
                                               (unsigned long) status.st_ino));
    }

  g_ptr_array_sort (lines, compare_lines);
  for (guint i = 0; i < lines->len; i++)
    g_string_append (text, g_ptr_array_index (lines, i));
  return g_string_free (g_steal_pointer (&text), FALSE);
}

/* All that a command reads. */
static void
read_all (const char *path)
{
  HeedDatabase *database = open_journal (path, HEED_DATABASE_READ_ONLY);
  g_autoptr (GPtrArray) list = heed_database_list (database, NULL, NULL);
  g_autoptr (GPtrArray) found = heed_database_search (database, &(HeedQuery) { .words = "text" }, NULL);
  g_autoptr (HeedRecord) other = make_note (NULL, "Title", "Text", 5);
  g_autoptr (GError) error = NULL;

  g_assert_cmpuint (list->len, ==, 1);
  g_assert_cmpstr (heed_record_get_title (heed_summary_get_head (g_ptr_array_index (list, 0))), ==, "Title");
  g_assert_cmpuint (found->len, ==, 1);
  assert_sound (database);
  g_assert_false (try_put (database, other, &error));
  g_assert_error (error, HEED_ERROR, HEED_ERROR_READ_ONLY);
  close_journal (database);
}

/* In a folder that can be written, with a file that cannot, and in a folder that
 * cannot. */
static void
assert_reads_without_trace (JournalFixture *fixture)
{
  g_autofree char *before = describe_folder (fixture->folder);
  g_autofree char *after = NULL;
  g_autofree char *after_file = NULL;
  g_autofree char *after_folder = NULL;

  read_all (fixture->path);
  after = describe_folder (fixture->folder);
  g_assert_cmpstr (after, ==, before);

  g_assert_no_errno (g_chmod (fixture->path, 0400));
  become_nobody (fixture->folder);
  read_all (fixture->path);
  become_oneself ();
  after_file = describe_folder (fixture->folder);
  g_assert_cmpstr (after_file, ==, before);

  g_assert_no_errno (g_chmod (fixture->folder, 0500));
  become_nobody (fixture->folder);
  read_all (fixture->path);
  become_oneself ();
  after_folder = describe_folder (fixture->folder);
  g_assert_cmpstr (after_folder, ==, before);
  g_assert_no_errno (g_chmod (fixture->folder, 0700));
}

static void
make_closed_journal (JournalFixture *fixture)
{
  HeedDatabase *database = open_journal (fixture->path, HEED_DATABASE_CREATE);
  G_GNUC_UNUSED g_autofree char *id = put_note (database, "Title", "Text", 0);

  close_journal (database);
}

static void
test_read_closed (JournalFixture *fixture,
                  gconstpointer   user_data)
{
  make_closed_journal (fixture);
  assert_reads_without_trace (fixture);
}

static void
test_read_backup (JournalFixture *fixture,
                  gconstpointer   user_data)
{
  HeedDatabase *database = open_journal (fixture->path, HEED_DATABASE_CREATE);
  G_GNUC_UNUSED g_autofree char *id = put_note (database, "Title", "Text", 0);
  g_autofree char *backup = in_folder (fixture, "backup.db");

  g_assert_true (heed_database_backup (database, backup, FALSE, NULL, NULL, NULL));
  close_journal (database);
  g_assert_no_errno (g_rename (backup, fixture->path));
  assert_reads_without_trace (fixture);
}

/* A copy of a journal in use: the note is in the log only. */
static void
test_read_with_log (JournalFixture *fixture,
                    gconstpointer   user_data)
{
  g_autofree char *index = in_folder (fixture, "journal.db-shm");
  guint before;

  make_killed_journal (fixture);
  g_assert_no_errno (g_unlink (index));
  before = count_files (g_get_tmp_dir ());
  assert_reads_without_trace (fixture);
  g_assert_cmpuint (count_files (g_get_tmp_dir ()), ==, before);
}

/* Both are done by the time that the second one ends. */
static void
test_two_readers (JournalFixture *fixture,
                  gconstpointer   user_data)
{
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  HeedDatabase *first, *second;

  make_closed_journal (fixture);
  before = describe_folder (fixture->folder);
  first = open_journal (fixture->path, HEED_DATABASE_READ_ONLY);
  second = open_journal (fixture->path, HEED_DATABASE_READ_ONLY);
  close_journal (first);
  close_journal (second);
  after = describe_folder (fixture->folder);
  g_assert_cmpstr (after, ==, before);
}

/* Who writes while somebody reads keeps the log and the index, and what was
 * written is there for the next. */
static void
test_read_beside_writer (JournalFixture *fixture,
                         gconstpointer   user_data)
{
  g_autofree char *log = in_folder (fixture, "journal.db-wal");
  g_autofree char *id = NULL;
  g_autoptr (HeedRecord) record = NULL;
  HeedDatabase *reader;

  make_closed_journal (fixture);
  reader = open_journal (fixture->path, HEED_DATABASE_READ_ONLY);
  fixture->database = open_journal (fixture->path, HEED_DATABASE_NONE);
  id = put_note (fixture->database, "Another", "words", 1);
  close_journal (reader);
  g_assert_true (g_file_test (log, G_FILE_TEST_EXISTS));

  close_journal (g_steal_pointer (&fixture->database));
  g_assert_cmpuint (count_files (fixture->folder), ==, 1);
  fixture->database = open_journal (fixture->path, HEED_DATABASE_NONE);
  record = get (fixture->database, id);
}

/* Whoever may write a file that Heed may only read can do so while it does. */
static void
test_changed_while_read (JournalFixture *fixture,
                         gconstpointer   user_data)
{
  HeedDatabase *reader;
  g_autoptr (GError) error = NULL;

  if (getuid () != 0)
    {
      g_test_skip ("only root can be two");
      return;
    }

  make_closed_journal (fixture);
  g_assert_no_errno (g_chmod (fixture->folder, 0500));
  become_nobody (fixture->folder);
  reader = open_journal (fixture->path, HEED_DATABASE_READ_ONLY);
  become_oneself ();
  fixture->database = open_journal (fixture->path, HEED_DATABASE_NONE);
  g_free (put_note (fixture->database, "Another", "words", 1));

  g_assert_false (heed_database_close (reader, &error));
  g_assert_error (error, HEED_ERROR, HEED_ERROR_LOCKED);
  g_object_unref (reader);
  g_assert_no_errno (g_chmod (fixture->folder, 0700));
}

/* A change that is larger than what SQLite keeps in memory is in the file before
 * its end; a kill leaves it there, and beside it how it was. */
static void
kill_in_transaction (const char *path)
{
  pid_t child = fork ();
  int status;

  if (child == 0)
    {
      g_autoptr (HeedDatabase) database = heed_database_open (path, HEED_DATABASE_NONE, NULL);

      if (database != NULL &&
          heed_connection_execute (database->connection,
                                 "PRAGMA journal_mode = DELETE;"
                                 "PRAGMA cache_size = 1;"
                                 "BEGIN IMMEDIATE;"
                                 "UPDATE entry SET title = 'Torn';"
                                 "CREATE TABLE junk (x);"
                                 "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 1000) "
                                 "INSERT INTO junk SELECT randomblob (3000) FROM n",
                                 NULL))
        raise (SIGKILL);
      _exit (1);
    }

  g_assert_cmpint (waitpid (child, &status, 0), ==, child);
  g_assert_true (WIFSIGNALED (status));
}

static gboolean
holds (const char *path,
       const char *words)
{
  g_autofree char *contents = NULL;
  gsize length;

  g_assert_true (g_file_get_contents (path, &contents, &length, NULL));
  return memmem (contents, length, words, strlen (words)) != NULL;
}

static void
test_interrupted (JournalFixture *fixture,
                  gconstpointer   user_data)
{
  g_autofree char *rollback = in_folder (fixture, "journal.db-journal");
  g_autoptr (GPtrArray) list = NULL;

  make_closed_journal (fixture);
  kill_in_transaction (fixture->path);
  g_assert_true (g_file_test (rollback, G_FILE_TEST_EXISTS));
  g_assert_true (holds (fixture->path, "Torn"));
  assert_reads_without_trace (fixture);

  g_assert_no_errno (g_chmod (fixture->path, 0600));
  fixture->database = open_journal (fixture->path, HEED_DATABASE_NONE);
  g_assert_false (g_file_test (rollback, G_FILE_TEST_EXISTS));
  list = heed_database_list (fixture->database, NULL, NULL);
  g_assert_cmpstr (heed_record_get_title (heed_summary_get_head (g_ptr_array_index (list, 0))), ==, "Title");
}

/* Nothing was to be written, and so nothing is said of writing. */
static void
test_unreadable (JournalFixture *fixture,
                 gconstpointer   user_data)
{
  g_autoptr (GError) error = NULL;

  make_closed_journal (fixture);
  g_assert_no_errno (g_chmod (fixture->path, 0200));
  become_nobody (fixture->folder);
  g_assert_null (heed_database_open (fixture->path, HEED_DATABASE_READ_ONLY, &error));
  become_oneself ();
  g_assert_error (error, HEED_ERROR, HEED_ERROR_FAILED);
  g_assert_nonnull (strstr (error->message, "read"));
  g_assert_null (strstr (error->message, "writ"));
}

static void
test_no_file (JournalFixture *fixture,
              gconstpointer   user_data)
{
  static const HeedDatabaseFlags flags[] = { HEED_DATABASE_NONE, HEED_DATABASE_CREATE, HEED_DATABASE_READ_ONLY };

  g_assert_no_errno (mkfifo (fixture->path, 0600));
  for (guint i = 0; i < G_N_ELEMENTS (flags); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (heed_database_open (fixture->path, flags[i], &error));
      g_assert_error (error, HEED_ERROR, HEED_ERROR_INVALID_FILE);
      g_clear_error (&error);
      g_assert_null (heed_database_open ("/dev/zero", flags[i], &error));
      g_assert_error (error, HEED_ERROR, HEED_ERROR_INVALID_FILE);
    }
}

/* On a disk on which the first page has room and the rest has not. */
static void
test_no_room_to_create (JournalFixture *fixture,
                        gconstpointer   user_data)
{
  g_autofree char *path = g_build_filename (fixture->folder, "a", "b", "journal.db", NULL);

  for (rlim_t most = 0; most < 48 * 1024; most += 4096)
    {
      g_autoptr (GError) error = NULL;
      struct rlimit before;

      g_test_message ("%d bytes", (int) most);
      set_limit (most, &before);
      g_assert_null (heed_database_open (path, HEED_DATABASE_CREATE, &error));
      g_assert_no_errno (setrlimit (RLIMIT_FSIZE, &before));
      g_assert_error (error, HEED_ERROR, HEED_ERROR_FULL);
      g_assert_cmpuint (count_files (fixture->folder), ==, 0);
    }
}

static void
test_discard (JournalFixture *fixture,
              gconstpointer   user_data)
{
  g_autofree char *path = g_build_filename (fixture->folder, "a", "b", "journal.db", NULL);
  g_autofree char *inner = g_path_get_dirname (path);
  g_autofree char *outer = g_path_get_dirname (inner);
  HeedDatabase *database = open_journal (path, HEED_DATABASE_CREATE);
  HeedDatabase *other;

  g_free (put_note (database, "Title", "Text", 0));
  heed_database_discard (database);
  g_assert_finalize_object (database);
  g_assert_cmpuint (count_files (fixture->folder), ==, 0);

  /* Somebody else has it open, or wrote into it. */
  database = open_journal (path, HEED_DATABASE_CREATE);
  other = open_journal (path, HEED_DATABASE_NONE);
  heed_database_discard (database);
  g_assert_finalize_object (database);
  g_assert_true (g_file_test (path, G_FILE_TEST_EXISTS));
  g_free (put_note (other, "Title", "Text", 0));
  close_journal (other);
  database = open_journal (path, HEED_DATABASE_CREATE);
  heed_database_discard (database);
  g_assert_finalize_object (database);
  g_assert_true (g_file_test (path, G_FILE_TEST_EXISTS));

  g_assert_no_errno (g_unlink (path));
  database = open_journal (path, HEED_DATABASE_CREATE);
  other = open_journal (path, HEED_DATABASE_NONE);
  g_free (put_note (other, "Title", "Text", 0));
  close_journal (other);
  heed_database_discard (database);
  g_assert_finalize_object (database);
  g_assert_true (g_file_test (path, G_FILE_TEST_EXISTS));

  remove_folder (inner);
  remove_folder (outer);
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
  char temporary[] = "/tmp/heed-disk-XXXXXX";
  int result;

  /* In the usual place others make and remove files meanwhile. */
  g_assert_nonnull (g_mkdtemp_full (temporary, 0777));
  g_assert_no_errno (g_chmod (temporary, 0777));
  g_setenv ("TMPDIR", temporary, TRUE);
  g_test_init (&argc, &argv, NULL);

  add_test ("/database/disk/target", test_target);
  add_test ("/database/disk/backup-target", test_backup_target);
  add_test ("/database/disk/keeps-locks", test_keeps_locks);
  add_test ("/database/disk/backup-no-room", test_backup_no_room);
  add_test ("/database/disk/killed-copy", test_killed_copy);
  add_test ("/database/disk/read/closed", test_read_closed);
  add_test ("/database/disk/read/backup", test_read_backup);
  add_test ("/database/disk/read/with-log", test_read_with_log);
  add_test ("/database/disk/read/two-readers", test_two_readers);
  add_test ("/database/disk/read/beside-writer", test_read_beside_writer);
  add_test ("/database/disk/read/changed", test_changed_while_read);
  add_test ("/database/disk/read/interrupted", test_interrupted);
  add_test ("/database/disk/read/unreadable", test_unreadable);
  add_test ("/database/disk/no-file", test_no_file);
  add_test ("/database/disk/no-room-to-create", test_no_room_to_create);
  add_test ("/database/disk/discard", test_discard);

  result = g_test_run ();
  g_assert_no_errno (g_rmdir (temporary));
  return result;
}
