/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Tests of src/store/heed-backup.c. */

#include "store-fixture.h"

#include "heed-backup.h"
#include "heed-copies.h"
#include "heed-database-private.h"

#include <sqlite3.h>
#include <string.h>
#include <sys/stat.h>
#include <utime.h>

typedef struct
{
  JournalFixture base;
  HeedBackupPlan plan;
  char *folder; /* for backups */
} Fixture;

static void
set_up (Fixture       *fixture,
        gconstpointer  user_data)
{
  set_up_journal (&fixture->base, user_data);
  fixture->plan = (HeedBackupPlan) { .journal = fixture->base.path, .rotation = { 7, 4, 12 } };
  fixture->folder = g_build_filename (fixture->base.folder, "backups", NULL);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  user_data)
{
  remove_folder (fixture->folder);
  g_free (fixture->folder);
  tear_down_journal (&fixture->base, user_data);
}

static HeedBackupOutcome
make (Fixture  *fixture,
      gboolean  anyway)
{
  g_autoptr (GError) error = NULL;
  HeedBackupOutcome outcome = heed_backup_make (&fixture->plan, anyway, NULL, NULL, NULL, &error);

  g_assert_no_error (error);
  return outcome;
}

static GPtrArray *
find (Fixture      *fixture,
      HeedCopyKind  kind)
{
  GPtrArray *copies = heed_backup_plan_find_copies (&fixture->plan, TRUE);

  for (guint i = copies->len; i > 0; i--)
    if (((HeedCopy *) g_ptr_array_index (copies, i - 1))->kind != kind)
      g_ptr_array_remove_index (copies, i - 1);

  return copies;
}

static guint
count (Fixture      *fixture,
       HeedCopyKind  kind)
{
  g_autoptr (GPtrArray) copies = find (fixture, kind);

  return copies->len;
}

/* How many files there are in the folder, of any name. */
static guint
count_in_folder (Fixture *fixture)
{
  g_autoptr (GDir) dir = g_dir_open (fixture->folder, 0, NULL);
  guint n_files = 0;

  while (dir != NULL && g_dir_read_name (dir) != NULL)
    n_files++;
  return n_files;
}

static char *
format_name (Fixture    *fixture,
             GDateTime  *time)
{
  g_autofree char *name = g_date_time_format (time, "journal-%Y-%m-%d-%H%M%S.db");

  return g_build_filename (fixture->folder, name, NULL);
}

/* Makes the newest backup one of some days ago. */
static void
age_newest (Fixture *fixture,
            int      days)
{
  g_autoptr (GPtrArray) backups = find (fixture, HEED_COPY_BACKUP);
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autoptr (GDateTime) then = g_date_time_add_days (now, -days);
  g_autofree char *path = format_name (fixture, then);

  g_assert_no_errno (g_rename (((HeedCopy *) g_ptr_array_index (backups, 0))->path, path));
}

static guint
get_mode (const char *path)
{
  GStatBuf status;

  g_assert_no_errno (g_stat (path, &status));
  return status.st_mode & 07777;
}

static void
write_note (Fixture *fixture,
            gint64   seconds)
{
  g_free (put_note (fixture->base.database, "Title", "Text", seconds));
}

/* A whole journal, for its owner alone, with everything in it. */
static void
test_makes_a_journal (Fixture       *fixture,
                      gconstpointer  user_data)
{
  g_autofree char *id = put_note (fixture->base.database, "Title", "Text", 0);
  g_autoptr (GPtrArray) backups = NULL;
  g_autoptr (HeedDatabase) copy = NULL;
  g_autoptr (HeedRecord) record = NULL;
  const HeedCopy *backup;

  g_assert_cmpint (make (fixture, FALSE), ==, HEED_BACKUP_MADE);
  backups = find (fixture, HEED_COPY_BACKUP);
  g_assert_cmpuint (backups->len, ==, 1);
  backup = g_ptr_array_index (backups, 0);
  g_assert_cmpuint (get_mode (backup->path), ==, 0600);
  g_assert_cmpuint (get_mode (fixture->folder), ==, 0700);
  g_assert_cmpuint (count_in_folder (fixture), ==, 1);

  copy = open_journal (backup->path, HEED_DATABASE_READ_ONLY);
  record = get (copy, id);
  g_assert_cmpstr (heed_record_get_answer (record, "body"), ==, "Text");
  assert_sound (copy);
  g_clear_object (&copy);
  g_assert_cmpuint (count_in_folder (fixture), ==, 1);
}

static void
test_once_a_day_and_if_changed (Fixture       *fixture,
                                gconstpointer  user_data)
{
  g_assert_cmpint (make (fixture, FALSE), ==, HEED_BACKUP_UNCHANGED);
  write_note (fixture, 0);
  g_assert_cmpint (make (fixture, FALSE), ==, HEED_BACKUP_MADE);
  write_note (fixture, 1);
  g_assert_cmpint (make (fixture, FALSE), ==, HEED_BACKUP_OF_TODAY);

  age_newest (fixture, 1);
  g_assert_cmpint (make (fixture, FALSE), ==, HEED_BACKUP_MADE);
  g_assert_cmpint (make (fixture, FALSE), ==, HEED_BACKUP_OF_TODAY);
  g_assert_cmpuint (count (fixture, HEED_COPY_BACKUP), ==, 2);
}

/* Nothing new is written where nothing changed, however long ago that was. */
static void
test_unchanged (Fixture       *fixture,
                gconstpointer  user_data)
{
  write_note (fixture, 0);
  g_assert_cmpint (make (fixture, FALSE), ==, HEED_BACKUP_MADE);
  age_newest (fixture, 400);
  g_assert_cmpint (make (fixture, FALSE), ==, HEED_BACKUP_UNCHANGED);
  g_assert_cmpuint (count (fixture, HEED_COPY_BACKUP), ==, 1);
  g_assert_cmpint (make (fixture, TRUE), ==, HEED_BACKUP_MADE);
}

/* A newest one that is damaged does not count as having anything. */
static void
test_damaged_newest (Fixture       *fixture,
                     gconstpointer  user_data)
{
  g_autoptr (GPtrArray) backups = NULL;
  g_autofree char *contents = NULL;
  gsize length;

  write_note (fixture, 0);
  g_assert_cmpint (make (fixture, FALSE), ==, HEED_BACKUP_MADE);
  age_newest (fixture, 1);
  backups = find (fixture, HEED_COPY_BACKUP);
  g_assert_true (g_file_get_contents (((HeedCopy *) g_ptr_array_index (backups, 0))->path, &contents, &length, NULL));
  memset (contents + 4096, 0x5a, length - 4096);
  g_assert_true (g_file_set_contents (((HeedCopy *) g_ptr_array_index (backups, 0))->path, contents, (gssize) length, NULL));
  g_assert_cmpint (make (fixture, FALSE), ==, HEED_BACKUP_MADE);
}

/* One that is not sound is not kept, and no older one goes. */
static void
test_unsound (Fixture       *fixture,
              gconstpointer  user_data)
{
  g_autoptr (GError) error = NULL;
  sqlite3 *handle = NULL;

  write_note (fixture, 0);
  g_assert_cmpint (make (fixture, FALSE), ==, HEED_BACKUP_MADE);
  age_newest (fixture, 1);
  write_note (fixture, 1);
  g_assert_cmpint (sqlite3_open (fixture->base.path, &handle), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_exec (handle, "CREATE TABLE kept AS SELECT * FROM search_docsize; DELETE FROM search_docsize",
                                 NULL, NULL, NULL), ==, SQLITE_OK);

  g_assert_cmpint (heed_backup_make (&fixture->plan, FALSE, NULL, NULL, NULL, &error), ==, HEED_BACKUP_FAILED);
  g_assert_error (error, HEED_ERROR, HEED_ERROR_CORRUPT);
  g_assert_cmpuint (count_in_folder (fixture), ==, 1);

  g_assert_cmpint (sqlite3_exec (handle, "INSERT INTO search_docsize SELECT * FROM kept; DROP TABLE kept",
                                 NULL, NULL, NULL), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_close (handle), ==, SQLITE_OK);
  g_assert_cmpint (make (fixture, FALSE), ==, HEED_BACKUP_MADE);
}

/* The rotation is about the files in the folder. */
static void
test_rotates (Fixture       *fixture,
              gconstpointer  user_data)
{
  fixture->plan.rotation = (HeedRotation) { 3, 0, 0 };
  for (int day = 5; day > 0; day--)
    {
      write_note (fixture, day);
      g_assert_cmpint (make (fixture, TRUE), ==, HEED_BACKUP_MADE);
      age_newest (fixture, day);
    }
  write_note (fixture, 10);
  g_assert_cmpint (make (fixture, FALSE), ==, HEED_BACKUP_MADE);
  g_assert_cmpuint (count (fixture, HEED_COPY_BACKUP), ==, 3);
}

/* A folder that somebody chose is not made in the place of a disk that is gone. */
static void
test_chosen_folder (Fixture       *fixture,
                    gconstpointer  user_data)
{
  g_autofree char *chosen = g_build_filename (fixture->base.folder, "chosen", NULL);
  g_autoptr (GError) error = NULL;

  write_note (fixture, 0);
  fixture->plan.folder = chosen;
  g_assert_cmpint (heed_backup_make (&fixture->plan, FALSE, NULL, NULL, NULL, &error), ==, HEED_BACKUP_FAILED);
  g_assert_error (error, HEED_ERROR, HEED_ERROR_NOT_FOUND);
  g_assert_nonnull (strstr (error->message, chosen));
  g_assert_false (g_file_test (chosen, G_FILE_TEST_EXISTS));

  g_assert_no_errno (g_mkdir (chosen, 0700));
  g_assert_cmpint (make (fixture, FALSE), ==, HEED_BACKUP_MADE);
  g_assert_cmpuint (count (fixture, HEED_COPY_BACKUP), ==, 1);
  g_assert_false (g_file_test (fixture->folder, G_FILE_TEST_EXISTS));
  remove_folder (chosen);
}

static guint
count_of (const HeedBackupPlan *plan,
          HeedCopyKind          kind)
{
  g_autoptr (GPtrArray) copies = heed_backup_plan_find_copies (plan, FALSE);
  guint n = 0;

  for (guint i = 0; i < copies->len; i++)
    n += ((HeedCopy *) g_ptr_array_index (copies, i))->kind == kind;
  return n;
}

/* Two journals of one name, as two computers have them: each keeps its own, and
 * leaves those of the other alone. What an older Heed named may be of either. */
static void
test_shared_folder (Fixture       *fixture,
                    gconstpointer  user_data)
{
  g_autofree char *disk = g_build_filename (fixture->base.folder, "disk", NULL);
  g_autofree char *shared = g_build_filename (disk, "shared", NULL);
  g_autofree char *elsewhere = g_build_filename (fixture->base.folder, "elsewhere", NULL);
  g_autofree char *other = g_build_filename (elsewhere, "journal.db", NULL);
  g_autofree char *unmarked = g_build_filename (shared, "journal-2024-05-01-120000.db", NULL);
  HeedBackupPlan plans[] = { { fixture->base.path, shared, { 1, 0, 0 } }, { other, shared, { 1, 0, 0 } } };

  write_note (fixture, 0);
  g_assert_no_errno (g_mkdir_with_parents (shared, 0700));
  g_assert_no_errno (g_mkdir (elsewhere, 0700));
  g_assert_true (heed_database_backup (fixture->base.database, other, FALSE, NULL, NULL, NULL));
  g_assert_true (heed_database_backup (fixture->base.database, unmarked, FALSE, NULL, NULL, NULL));
  for (guint round = 0; round < 2; round++)
    for (guint i = 0; i < G_N_ELEMENTS (plans); i++)
      {
        g_autoptr (GError) error = NULL;

        g_assert_cmpint (heed_backup_make (&plans[i], round > 0, NULL, NULL, NULL, &error), ==, HEED_BACKUP_MADE);
        g_assert_no_error (error);
      }
  g_assert_cmpint (heed_backup_make (&plans[0], FALSE, NULL, NULL, NULL, NULL), ==, HEED_BACKUP_OF_TODAY);

  g_assert_cmpuint (count_files (shared), ==, 3);
  g_assert_true (g_file_test (unmarked, G_FILE_TEST_EXISTS));
  for (guint i = 0; i < G_N_ELEMENTS (plans); i++)
    {
      g_assert_cmpuint (count_of (&plans[i], HEED_COPY_BACKUP), ==, 2);
      g_assert_cmpuint (count_of (&plans[i], HEED_COPY_OTHER), ==, 1);
    }
  remove_folder (shared);
  remove_folder (disk);
  remove_folder (elsewhere);
}

static char *
make_copy (Fixture      *fixture,
           HeedCopyKind  kind,
           int           days_ago)
{
  char *path = heed_copy_choose_path (fixture->base.path, kind, NULL);
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autoptr (GDateTime) then = g_date_time_add_days (now, -days_ago);
  g_autofree char *today = g_date_time_format (now, "%Y-%m-%d");
  g_autofree char *day = g_date_time_format (then, "%Y-%m-%d");
  g_autoptr (GString) renamed = g_string_new (path);

  g_assert_true (heed_database_backup (fixture->base.database, path, FALSE, NULL, NULL, NULL));
  g_string_replace (renamed, today, day, 1);
  g_assert_no_errno (g_rename (path, renamed->str));
  g_free (path);
  return g_strdup (renamed->str);
}

static gboolean
is_there (const char *path)
{
  return g_file_test (path, G_FILE_TEST_EXISTS);
}

/* Copies from before an import go after their time; what may be the only one of its
 * words stays. */
static void
test_age_limit (Fixture       *fixture,
                gconstpointer  user_data)
{
  g_autofree char *old = make_copy (fixture, HEED_COPY_BEFORE_IMPORT, HEED_COPY_DAYS + 5);
  g_autofree char *restored = make_copy (fixture, HEED_COPY_BEFORE_RESTORE, HEED_COPY_DAYS + 5);
  g_autofree char *young = make_copy (fixture, HEED_COPY_BEFORE_IMPORT, HEED_COPY_DAYS - 5);
  g_autofree char *aside = make_copy (fixture, HEED_COPY_ASIDE, HEED_COPY_DAYS + 5);
  g_autofree char *rescue = make_copy (fixture, HEED_COPY_RESCUE, HEED_COPY_DAYS + 5);
  g_autofree char *upgrade = g_build_filename (fixture->base.folder, "journal-before-2.db", NULL);
  struct utimbuf times = { 0 };

  times.actime = times.modtime = g_get_real_time () / G_USEC_PER_SEC - (HEED_COPY_DAYS + 5) * 24 * 60 * 60;
  g_assert_true (heed_database_backup (fixture->base.database, upgrade, FALSE, NULL, NULL, NULL));
  g_assert_no_errno (g_utime (upgrade, &times));

  write_note (fixture, 0);
  g_assert_cmpint (make (fixture, TRUE), ==, HEED_BACKUP_MADE);
  g_assert_true (is_there (old));
  age_newest (fixture, 1);
  g_assert_cmpint (make (fixture, TRUE), ==, HEED_BACKUP_MADE);
  g_assert_false (is_there (old));
  g_assert_false (is_there (restored));
  g_assert_false (is_there (upgrade));
  g_assert_true (is_there (young));
  g_assert_true (is_there (aside));
  g_assert_true (is_there (rescue));
}

/* Yesterday it was ten years ago: until the clock has gone on for a day, nothing is
 * too old. */
static void
test_age_by_a_clock_that_jumped (Fixture       *fixture,
                                 gconstpointer  user_data)
{
  g_autofree char *copy = make_copy (fixture, HEED_COPY_BEFORE_IMPORT, 3650 + 10);

  write_note (fixture, 0);
  g_assert_cmpint (make (fixture, TRUE), ==, HEED_BACKUP_MADE);
  age_newest (fixture, 3650);
  g_assert_cmpint (make (fixture, TRUE), ==, HEED_BACKUP_MADE);
  g_assert_cmpint (make (fixture, TRUE), ==, HEED_BACKUP_MADE);
  g_assert_true (is_there (copy));
}

/* Whoever writes meanwhile is not in the way, nor held up. */
static void
test_while_open (Fixture       *fixture,
                 gconstpointer  user_data)
{
  g_autoptr (GPtrArray) backups = NULL;
  g_autoptr (HeedDatabase) copy = NULL;
  g_autoptr (GPtrArray) list = NULL;

  write_note (fixture, 0);
  g_assert_true (heed_database_begin_write (fixture->base.database, NULL));
  g_assert_cmpint (make (fixture, FALSE), ==, HEED_BACKUP_MADE);
  heed_connection_roll_back (fixture->base.database->connection);
  write_note (fixture, 1);

  backups = find (fixture, HEED_COPY_BACKUP);
  copy = open_journal (((HeedCopy *) g_ptr_array_index (backups, 0))->path, HEED_DATABASE_READ_ONLY);
  list = heed_database_list (copy, NULL, NULL);
  g_assert_cmpuint (list->len, ==, 1);
}

static void
test_cancelled (Fixture       *fixture,
                gconstpointer  user_data)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < 300; i++)
    write_note (fixture, i);
  g_cancellable_cancel (cancellable);
  g_assert_cmpint (heed_backup_make (&fixture->plan, TRUE, NULL, NULL, cancellable, &error), ==, HEED_BACKUP_FAILED);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpuint (count_in_folder (fixture), ==, 0);
}

/* What was cut off goes when it is certain that nobody works at it any more. */
static void
test_cut_off (Fixture       *fixture,
              gconstpointer  user_data)
{
  static const char * const names[] = { "journal-2024-05-01-120000.db.part", "journal-2024-05-01-120000.db.part.Ab12cd",
                                        "journal-2024-05-01.db.part", "other-2024-05-01-120000.db.part" };
  struct utimbuf times = { 1000, 1000 };

  g_assert_no_errno (g_mkdir (fixture->folder, 0700));
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *path = g_build_filename (fixture->folder, names[i], NULL);

      g_assert_true (g_file_set_contents (path, "half", -1, NULL));
      g_assert_no_errno (g_utime (path, &times));
    }

  g_assert_cmpint (make (fixture, TRUE), ==, HEED_BACKUP_MADE);
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *path = g_build_filename (fixture->folder, names[i], NULL);

      g_assert_cmpint (is_there (path), ==, i >= 2);
    }
}

static void
test_figures (Fixture       *fixture,
              gconstpointer  user_data)
{
  g_autofree char *id = put_note (fixture->base.database, "Title", "Text", 0);
  g_autofree char *other_id = put_note (fixture->base.database, "Title", "Text", 1);
  g_autoptr (HeedRecord) record = get (fixture->base.database, id);
  g_autoptr (HeedRecord) other = get (fixture->base.database, other_id);
  g_autoptr (HeedRecord) later = change_note (record, "body", "Later", 100000);
  g_autoptr (HeedRecord) deleted = delete_note (other, 200000);
  HeedFigures figures;
  GStatBuf status;

  put (fixture->base.database, later);
  put (fixture->base.database, deleted);
  g_assert_true (heed_database_get_figures (fixture->base.database, &figures, NULL));
  g_assert_cmpuint (figures.entries, ==, 1);
  g_assert_cmpuint (figures.versions, ==, 1);
  g_assert_cmpuint (figures.deleted, ==, 1);
  g_assert_cmpint (figures.modified, ==, at (200000).utc);
  g_assert_no_errno (g_stat (fixture->base.path, &status));
  g_assert_cmpint (figures.size, >=, status.st_size);
}

#define ADD(path, test) g_test_add ("/backup/" path, Fixture, NULL, set_up, test, tear_down)

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  ADD ("makes-a-journal", test_makes_a_journal);
  ADD ("once-a-day-and-if-changed", test_once_a_day_and_if_changed);
  ADD ("unchanged", test_unchanged);
  ADD ("damaged-newest", test_damaged_newest);
  ADD ("unsound", test_unsound);
  ADD ("rotates", test_rotates);
  ADD ("chosen-folder", test_chosen_folder);
  ADD ("shared-folder", test_shared_folder);
  ADD ("age-limit", test_age_limit);
  ADD ("age-by-a-clock-that-jumped", test_age_by_a_clock_that_jumped);
  ADD ("while-open", test_while_open);
  ADD ("cancelled", test_cancelled);
  ADD ("cut-off", test_cut_off);
  ADD ("figures", test_figures);
  return g_test_run ();
}
