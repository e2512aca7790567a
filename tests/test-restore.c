/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Tests of src/store/heed-backup.c: a backup takes the place of a journal. */

#include "store-fixture.h"

#include "heed-backup.h"
#include "heed-copies.h"

#include <signal.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#define KILLS 60

/* A journal that is closed, with a note “Now”, and a backup with a note “Then”. */
typedef struct
{
  JournalFixture base;
  char *backup;
} Fixture;

static void
set_up (Fixture       *fixture,
        gconstpointer  user_data)
{
  set_up_journal (&fixture->base, user_data);
  fixture->backup = g_build_filename (fixture->base.folder, "backup.db", NULL);
  g_free (put_note (fixture->base.database, "Then", "Text", 0));
  g_assert_true (heed_database_backup (fixture->base.database, fixture->backup, FALSE, NULL, NULL, NULL));
  g_free (put_note (fixture->base.database, "Now", "Text", 1));
  close_journal (g_steal_pointer (&fixture->base.database));
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  user_data)
{
  g_free (fixture->backup);
  tear_down_journal (&fixture->base, user_data);
}

static guint
count_entries (const char *path)
{
  g_autoptr (HeedDatabase) database = open_journal (path, HEED_DATABASE_READ_ONLY);
  g_autoptr (GPtrArray) list = heed_database_list (database, NULL, NULL);

  assert_sound (database);
  return list->len;
}

static guint
get_mode (const char *path)
{
  GStatBuf status;

  g_assert_no_errno (g_stat (path, &status));
  return status.st_mode & 07777;
}

static HeedCopyKind
find_only_copy (Fixture *fixture)
{
  g_autoptr (GPtrArray) copies = heed_copies_find (fixture->base.path, NULL);

  g_assert_cmpuint (copies->len, ==, 1);
  return ((HeedCopy *) g_ptr_array_index (copies, 0))->kind;
}

static void
assert_no_companion (const char *path)
{
  static const char * const suffixes[] = { "-wal", "-shm", "-journal", ".restore" };

  for (guint i = 0; i < G_N_ELEMENTS (suffixes); i++)
    {
      g_autofree char *full = g_strconcat (path, suffixes[i], NULL);

      if (g_file_test (full, G_FILE_TEST_EXISTS))
        g_error ("There is “%s”", full);
    }
}

static void
assert_not_restored (Fixture   *fixture,
                     HeedError  code)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *kept = NULL;

  g_assert_false (heed_backup_restore (fixture->base.path, fixture->backup, &kept, &error));
  g_assert_error (error, HEED_ERROR, (int) code);
  g_assert_null (kept);
}

static void
test_puts_in_place_and_keeps (Fixture       *fixture,
                              gconstpointer  user_data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *kept = NULL;

  g_assert_true (heed_backup_restore (fixture->base.path, fixture->backup, &kept, &error));
  g_assert_no_error (error);
  assert_no_companion (fixture->base.path);
  g_assert_cmpuint (get_mode (fixture->base.path), ==, 0600);
  g_assert_cmpuint (count_entries (fixture->base.path), ==, 1);
  g_assert_cmpuint (count_entries (kept), ==, 2);
  g_assert_cmpuint (count_entries (fixture->backup), ==, 1);
  g_assert_cmpint (find_only_copy (fixture), ==, HEED_COPY_BEFORE_RESTORE);

  fixture->base.database = open_journal (fixture->base.path, HEED_DATABASE_NONE);
  g_free (put_note (fixture->base.database, "More", "Text", 2));
  g_assert_cmpuint (count_entries (kept), ==, 2);
}

/* And back again, from what was kept. */
static void
test_there_and_back (Fixture       *fixture,
                     gconstpointer  user_data)
{
  g_autofree char *kept = NULL;
  g_autofree char *kept_again = NULL;

  g_assert_true (heed_backup_restore (fixture->base.path, fixture->backup, &kept, NULL));
  g_assert_true (heed_backup_restore (fixture->base.path, kept, &kept_again, NULL));
  g_assert_cmpstr (kept, !=, kept_again);
  g_assert_cmpuint (count_entries (fixture->base.path), ==, 2);
  g_assert_cmpuint (count_entries (kept_again), ==, 1);
}

static void
test_refused_while_open (Fixture       *fixture,
                         gconstpointer  user_data)
{
  HeedDatabase *database = open_journal (fixture->base.path, HEED_DATABASE_NONE);

  g_free (put_note (database, "More", "Text", 2));
  assert_not_restored (fixture, HEED_ERROR_LOCKED);
  g_free (put_note (database, "Still", "Text", 3));
  close_journal (database);
  assert_no_companion (fixture->base.path);
  g_assert_cmpuint (count_entries (fixture->base.path), ==, 4);
}

/* What was still in the log when the program was killed is in what is kept. */
static void
test_log_of_a_kill (Fixture       *fixture,
                    gconstpointer  user_data)
{
  g_autofree char *log = g_strconcat (fixture->base.path, "-wal", NULL);
  g_autofree char *kept = NULL;
  pid_t child = fork ();
  int status;

  if (child == 0)
    {
      HeedDatabase *database = heed_database_open (fixture->base.path, HEED_DATABASE_NONE, NULL);

      put_note (database, "In the log", "Text", 2);
      raise (SIGKILL);
    }
  g_assert_cmpint (waitpid (child, &status, 0), ==, child);
  g_assert_true (g_file_test (log, G_FILE_TEST_EXISTS));

  g_assert_true (heed_backup_restore (fixture->base.path, fixture->backup, &kept, NULL));
  assert_no_companion (fixture->base.path);
  g_assert_cmpuint (count_entries (fixture->base.path), ==, 1);
  g_assert_cmpuint (count_entries (kept), ==, 3);
}

static void
damage (const char *path,
        gsize       from)
{
  g_autofree char *contents = NULL;
  gsize length;

  g_assert_true (g_file_get_contents (path, &contents, &length, NULL));
  memset (contents + from, 0x5a, length - from);
  g_assert_true (g_file_set_contents (path, contents, (gssize) length, NULL));
}

static void
test_damaged_backup (Fixture       *fixture,
                     gconstpointer  user_data)
{
  damage (fixture->backup, 3 * 4096);
  assert_not_restored (fixture, HEED_ERROR_CORRUPT);
  g_assert_cmpuint (count_entries (fixture->base.path), ==, 2);

  g_assert_true (g_file_set_contents (fixture->backup, "Dear diary", -1, NULL));
  assert_not_restored (fixture, HEED_ERROR_INVALID_FILE);
  g_assert_no_errno (g_unlink (fixture->backup));
  assert_not_restored (fixture, HEED_ERROR_NOT_FOUND);
  g_assert_cmpuint (count_entries (fixture->base.path), ==, 2);
}

/* That is what backups are for. What is damaged is kept as it is, byte for byte, and
 * for as long as nobody removes it. */
static void
test_damaged_journal (Fixture       *fixture,
                      gconstpointer  user_data)
{
  static const gsize from[] = { 3 * 4096, 0 };

  for (guint i = 0; i < G_N_ELEMENTS (from); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *kept = NULL;
      g_autofree char *damaged = NULL;
      g_autofree char *contents = NULL;

      damage (fixture->base.path, from[i]);
      g_assert_true (g_file_get_contents (fixture->base.path, &damaged, NULL, NULL));
      g_assert_true (heed_backup_restore (fixture->base.path, fixture->backup, &kept, &error));
      g_assert_no_error (error);
      g_assert_cmpuint (count_entries (fixture->base.path), ==, 1);
      g_assert_true (g_str_has_suffix (kept, ".aside"));
      g_assert_true (g_file_get_contents (kept, &contents, NULL, NULL));
      g_assert_cmpmem (contents + 4096, 4096, damaged + 4096, 4096);
      g_assert_no_errno (g_unlink (kept));
    }
}

/* The log that is left of a file that is gone must not be taken for its own. */
static void
test_no_journal (Fixture       *fixture,
                 gconstpointer  user_data)
{
  g_autofree char *log = g_strconcat (fixture->base.path, "-wal", NULL);
  g_autofree char *kept = NULL;

  g_assert_no_errno (g_unlink (fixture->base.path));
  g_assert_true (g_file_set_contents (log, "left over", -1, NULL));
  g_assert_true (heed_backup_restore (fixture->base.path, fixture->backup, &kept, NULL));
  g_assert_null (kept);
  assert_no_companion (fixture->base.path);
  g_assert_cmpuint (count_entries (fixture->base.path), ==, 1);
}

static void
test_itself (Fixture       *fixture,
             gconstpointer  user_data)
{
  g_free (fixture->backup);
  fixture->backup = g_strdup (fixture->base.path);
  assert_not_restored (fixture, HEED_ERROR_EXISTS);
  g_assert_cmpuint (count_entries (fixture->base.path), ==, 2);
}

/* Whoever keeps the journal on another disk, by a link, finds it there. */
static void
test_link (Fixture       *fixture,
           gconstpointer  user_data)
{
  g_autofree char *place = g_build_filename (fixture->base.folder, "place.db", NULL);

  g_assert_no_errno (g_rename (fixture->base.path, place));
  g_assert_no_errno (symlink ("place.db", fixture->base.path));
  g_assert_true (heed_backup_restore (fixture->base.path, fixture->backup, NULL, NULL));
  g_assert_true (g_file_test (fixture->base.path, G_FILE_TEST_IS_SYMLINK));
  g_assert_cmpuint (count_entries (place), ==, 1);
}

/* A backup that an older Heed made comes back, and is brought up to date when it is
 * opened next. */
static void
test_older_version (Fixture       *fixture,
                    gconstpointer  user_data)
{
  static const char * const names[] = { "journal-1.db", "journal-2.db", "journal-3.db" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *released = g_test_build_filename (G_TEST_DIST, "fixtures", names[i], NULL);
      g_autofree char *contents = NULL;
      g_autoptr (GError) error = NULL;
      HeedDatabase *database;
      gsize length;

      g_assert_true (g_file_get_contents (released, &contents, &length, NULL));
      g_assert_true (g_file_set_contents (fixture->backup, contents, (gssize) length, NULL));
      heed_backup_restore (fixture->base.path, fixture->backup, NULL, &error);
      g_assert_no_error (error);
      database = open_journal (fixture->base.path, HEED_DATABASE_NONE);
      assert_sound (database);
      close_journal (database);
      g_assert_cmpuint (count_entries (fixture->base.path), ==, 2);
    }
}

static gint64
run_and_kill (Fixture *fixture,
              gint64   after)
{
  gint64 start = g_get_monotonic_time ();
  pid_t child = fork ();
  int status;

  if (child == 0)
    _exit (heed_backup_restore (fixture->base.path, fixture->backup, NULL, NULL) ? 0 : 1);

  if (after >= 0)
    {
      g_usleep ((gulong) after);
      kill (child, SIGKILL);
    }
  g_assert_cmpint (waitpid (child, &status, 0), ==, child);
  if (after < 0)
    g_assert_cmpint (status, ==, 0);
  return g_get_monotonic_time () - start;
}

/* As the program does when it starts the next time; adds another entry after. */
static guint
count_and_write (Fixture *fixture)
{
  HeedDatabase *database = open_journal (fixture->base.path, HEED_DATABASE_NONE);
  g_autoptr (GPtrArray) list = heed_database_list (database, NULL, NULL);

  assert_sound (database);
  g_free (put_note (database, "Again", "Text", 5));
  close_journal (database);
  return list->len;
}

/* Killed at any moment, there is the old journal or the new one, whole. */
static void
test_kills (Fixture       *fixture,
            gconstpointer  user_data)
{
  gint64 longest = run_and_kill (fixture, -1);
  guint n_old = 0, n_before = count_and_write (fixture) + 1;

  for (guint i = 0; i < KILLS; i++)
    {
      guint n_after;

      run_and_kill (fixture, longest * i / KILLS);
      n_after = count_and_write (fixture);
      g_assert_true (n_after == n_before || n_after == 1);
      n_old += n_after == n_before;
      n_before = n_after + 1;
    }

  g_test_message ("%u of %u kills left the old journal", n_old, KILLS);
  g_assert_cmpuint (n_old, >, 0);
  run_and_kill (fixture, -1);
  assert_no_companion (fixture->base.path);
  g_assert_cmpuint (count_entries (fixture->base.path), ==, 1);
}

#define ADD(path, test) g_test_add ("/restore/" path, Fixture, NULL, set_up, test, tear_down)

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  ADD ("puts-in-place-and-keeps", test_puts_in_place_and_keeps);
  ADD ("there-and-back", test_there_and_back);
  ADD ("refused-while-open", test_refused_while_open);
  ADD ("log-of-a-kill", test_log_of_a_kill);
  ADD ("damaged-backup", test_damaged_backup);
  ADD ("damaged-journal", test_damaged_journal);
  ADD ("no-journal", test_no_journal);
  ADD ("itself", test_itself);
  ADD ("link", test_link);
  ADD ("older-version", test_older_version);
  ADD ("kills", test_kills);
  return g_test_run ();
}
