/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What the store does to the files around a journal: what it writes over, what it
 * leaves behind, and what it makes of what others left. */

#define _GNU_SOURCE /* setresuid() */

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

static guint
count_files (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  guint count = 0;

  while (g_dir_read_name (dir) != NULL)
    count++;
  return count;
}

static void
copy_file (const char *from,
           const char *to)
{
  g_autofree char *contents = NULL;
  g_autoptr (GError) error = NULL;
  gsize length;

  g_file_get_contents (from, &contents, &length, &error);
  g_assert_no_error (error);
  g_file_set_contents (to, contents, (gssize) length, &error);
  g_assert_no_error (error);
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
  g_assert_false (heed_database_check_target (path, &error));
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

      g_assert_true (heed_database_check_target (path, &error));
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
  g_assert_true (heed_database_backup_over (fixture->database, fresh, &error));
  g_assert_true (heed_database_backup_over (fixture->database, fresh, &error));
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
      g_assert_false (heed_database_backup_over (fixture->database, path, &error));
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
  g_assert_true (heed_database_is_journal (fixture->path));
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
  g_assert_false (heed_database_backup (fixture->database, path, &error));
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
  g_assert_true (heed_database_backup (fixture->database, path, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (count_files (fixture->folder), ==, n_files + 1); /* the backup */

  close_journal (g_steal_pointer (&fixture->database));
  leave_copy (fixture->folder);
  fixture->database = open_journal (fixture->path, HEED_DATABASE_NONE);
  g_assert_cmpuint (count_files (fixture->folder), ==, n_files + 1);
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

  add_test ("/database/disk/target", test_target);
  add_test ("/database/disk/backup-target", test_backup_target);
  add_test ("/database/disk/keeps-locks", test_keeps_locks);
  add_test ("/database/disk/backup-no-room", test_backup_no_room);
  add_test ("/database/disk/killed-copy", test_killed_copy);

  return g_test_run ();
}
