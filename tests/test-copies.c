/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Tests of src/store/heed-copies.c. */

#include "store-fixture.h"

#include "heed-config.h"
#include "heed-copies.h"

#include <unistd.h>
#include <utime.h>

static void
copy_journal (JournalFixture *fixture,
              const char     *path)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (heed_database_backup (fixture->database, path, FALSE, NULL, NULL, &error));
  g_assert_no_error (error);
}

static void
copy_to_name (JournalFixture *fixture,
              const char     *name)
{
  g_autofree char *path = g_build_filename (fixture->folder, name, NULL);

  copy_journal (fixture, path);
}

static const HeedCopy *
find_copy (GPtrArray  *copies,
           const char *name)
{
  for (guint i = 0; i < copies->len; i++)
    {
      const HeedCopy *copy = g_ptr_array_index (copies, i);
      g_autofree char *base = g_path_get_basename (copy->path);

      if (g_str_equal (base, name))
        return copy;
    }

  return NULL;
}

/* As Syncthing, rclone, MEGA, Dropbox, Nextcloud and Seafile name them. */
static void
test_conflicts (JournalFixture *fixture,
                gconstpointer   user_data)
{
  static const char * const names[] = {
    "journal.sync-conflict-20260301-120000-ABCDEFG.db",
    "journal.db..path1",
    "journal.db..path2",
    "journal.conflict1.db",
    "journal (conflict_on_2026-03-01_12-00-00).db",
    "journal (conflicted copy 2026-03-01 120000).db",
    "journal (Anna's conflicted copy 2026-03-01).db",
    "journal (SFConflict anna@example.org 2026-03-01-12-00-00).db",
  };
  g_autoptr (GPtrArray) copies = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    copy_to_name (fixture, names[i]);

  copies = heed_copies_find (fixture->path, NULL);
  g_assert_cmpuint (copies->len, ==, G_N_ELEMENTS (names));
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      const HeedCopy *copy = find_copy (copies, names[i]);

      g_assert_nonnull (copy);
      g_assert_cmpint (copy->kind, ==, HEED_COPY_CONFLICT);
    }
}

/* By its name, whether that says whose it is or not. */
static void
test_made (void)
{
  static const char * const names[] = { "/b/journal-2026-03-01-120000.db", "/b/journal-2026-03-01-120000-2.db",
                                        "/b/journal-2026-03-01-120000.0123abcd.db",
                                        "/b/journal-2026-03-01-120000-3.0123abcd.db" };
  g_autoptr (GDateTime) noon = g_date_time_new_local (2026, 3, 1, 12, 0, 0);

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      const HeedCopy copy = { .kind = HEED_COPY_BACKUP, .path = (char *) names[i] };

      g_assert_cmpint (heed_copy_get_made (&copy), ==, g_date_time_to_unix (noon) * G_USEC_PER_SEC);
    }
}

/* What Heed names itself is found again, and no name is taken twice. */
static void
test_own (JournalFixture *fixture,
          gconstpointer   user_data)
{
  static const HeedCopyKind kinds[] = {
    HEED_COPY_BEFORE_IMPORT, HEED_COPY_ASIDE, HEED_COPY_RESCUE, HEED_COPY_BACKUP,
  };
  g_autofree char *backups = g_build_filename (fixture->folder, "backups", NULL);
  g_autoptr (GPtrArray) copies = NULL;

  g_assert_cmpint (g_mkdir (backups, 0700), ==, 0);
  copy_to_name (fixture, "journal-before-2.db");
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    for (guint n = 0; n < 3; n++)
      {
        g_autofree char *path = kinds[i] == HEED_COPY_BACKUP ? heed_copy_choose_backup_path (fixture->path, backups)
                                                             : heed_copy_choose_path (fixture->path, kinds[i], NULL);

        copy_journal (fixture, path);
      }

  copies = heed_copies_find (fixture->path, backups);
  g_assert_cmpuint (copies->len, ==, 1 + 3 * G_N_ELEMENTS (kinds));
  g_assert_cmpint (find_copy (copies, "journal-before-2.db")->kind, ==, HEED_COPY_BEFORE_UPGRADE);
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      guint count = 0;

      for (guint n = 0; n < copies->len; n++)
        count += ((HeedCopy *) g_ptr_array_index (copies, n))->kind == kinds[i];
      g_assert_cmpuint (count, ==, 3);
    }

  for (guint i = 0; i < copies->len; i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_true (heed_copy_remove (g_ptr_array_index (copies, i), &error));
      g_assert_no_error (error);
    }
  g_ptr_array_unref (copies);
  copies = heed_copies_find (fixture->path, backups);
  g_assert_cmpuint (copies->len, ==, 0);
  g_assert_cmpint (g_rmdir (backups), ==, 0);
}

/* Other journals, their copies, logs of copies and files of other programs. */
static void
test_others (JournalFixture *fixture,
             gconstpointer   user_data)
{
  static const char * const journals[] = {
    "journal2.db", "journal2.sync-conflict-20260301-120000-ABCDEFG.db", "my journal (conflicted copy).db",
    "journal-2026-03-01-120000.db", "journal.db.bak",
  };
  g_autofree char *log = g_build_filename (fixture->folder, "journal.sync-conflict-20260301-120000-ABCDEFG.db-wal", NULL);
  g_autofree char *link = g_build_filename (fixture->folder, "journal.db..path1", NULL);
  g_autoptr (GPtrArray) copies = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (journals); i++)
    copy_to_name (fixture, journals[i]);
  g_assert_true (g_file_set_contents (log, "not a journal at all", -1, NULL));
  g_assert_cmpint (symlink (fixture->path, link), ==, 0);

  copies = heed_copies_find (fixture->path, NULL);
  g_assert_cmpuint (copies->len, ==, 0);
}

/* The newest first, and also where the journal itself is gone. */
static void
test_order (JournalFixture *fixture,
            gconstpointer   user_data)
{
  static const char * const names[] = { "journal.db..path1", "journal-before-1.db", "journal.db..path2" };
  g_autoptr (GPtrArray) copies = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *path = g_build_filename (fixture->folder, names[i], NULL);
      struct utimbuf times = { .actime = 1000 - i, .modtime = 1000 - i };

      copy_to_name (fixture, names[i]);
      g_assert_cmpint (g_utime (path, &times), ==, 0);
    }
  close_journal (g_steal_pointer (&fixture->database));
  g_assert_cmpint (g_unlink (fixture->path), ==, 0);

  copies = heed_copies_find (fixture->path, NULL);
  g_assert_cmpuint (copies->len, ==, G_N_ELEMENTS (names));
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      HeedCopy *copy = g_ptr_array_index (copies, i);

      g_assert_cmpint (copy->modified, ==, (1000 - i) * G_USEC_PER_SEC);
      g_assert_cmpint (copy->size, >, 0);
      g_assert_true (find_copy (copies, names[i]) == copy);
    }
}

/* Beside the journal, unless that cannot be, and then in a folder that is made for it;
 * two journals of one name do not get each other's. */
static void
test_rescue (JournalFixture *fixture,
             gconstpointer   user_data)
{
  g_autofree char *name = g_path_get_basename (fixture->path);
  g_autofree char *gone = g_build_filename (fixture->folder, "gone", name, NULL);
  g_autofree char *beside = heed_copy_choose_rescue_path (fixture->path, FALSE, NULL);
  g_autofree char *second = heed_copy_choose_rescue_path (fixture->path, FALSE, beside);
  g_autofree char *away = heed_copy_choose_rescue_path (gone, FALSE, NULL);
  g_autofree char *wanted_away = heed_copy_choose_rescue_path (fixture->path, TRUE, NULL);
  g_autofree char *beside_folder = g_path_get_dirname (beside);
  g_autofree char *away_folder = g_path_get_dirname (away);
  g_autofree char *own = g_build_filename (g_get_user_data_dir (), HEED_NAME, NULL);
  g_autoptr (GPtrArray) copies = NULL;
  g_autoptr (GPtrArray) copies_of_gone = NULL;

  g_assert_cmpstr (beside_folder, ==, fixture->folder);
  g_assert_cmpstr (second, !=, beside);
  g_assert_cmpstr (away_folder, ==, own);
  g_assert_cmpstr (away, !=, wanted_away);

  g_assert_true (g_file_test (own, G_FILE_TEST_IS_DIR));
  copy_journal (fixture, beside);
  copy_journal (fixture, away);
  copies = heed_copies_find (fixture->path, NULL);
  copies_of_gone = heed_copies_find (gone, NULL);
  g_assert_cmpint (g_unlink (away), ==, 0);

  g_assert_cmpuint (copies->len, ==, 1);
  g_assert_cmpuint (copies_of_gone->len, ==, 1);
  g_assert_cmpstr (((HeedCopy *) g_ptr_array_index (copies, 0))->path, ==, beside);
  g_assert_cmpstr (((HeedCopy *) g_ptr_array_index (copies_of_gone, 0))->path, ==, away);
  g_assert_cmpint (((HeedCopy *) g_ptr_array_index (copies_of_gone, 0))->kind, ==, HEED_COPY_RESCUE);
}

#define ADD(path, test) \
  g_test_add ("/copies/" path, JournalFixture, NULL, set_up_journal, test, tear_down_journal)

int
main (int   argc,
      char *argv[])
{
  g_autofree char *data = g_dir_make_tmp ("heed-data-XXXXXX", NULL);
  g_autofree char *own = g_build_filename (data, HEED_NAME, NULL);
  int result;

  /* What is rescued may go there. */
  g_setenv ("XDG_DATA_HOME", data, TRUE);
  g_test_init (&argc, &argv, NULL);

  ADD ("conflicts", test_conflicts);
  ADD ("own", test_own);
  ADD ("others", test_others);
  ADD ("order", test_order);
  g_test_add_func ("/copies/made", test_made);
  ADD ("rescue", test_rescue);

  result = g_test_run ();
  g_rmdir (own);
  g_rmdir (data);
  return result;
}
