/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Tests of src/store/heed-database-trash.c: of what is erased, the bytes of no file
 * hold a word. */

#define _GNU_SOURCE /* memmem */

#include "store-fixture.h"

#include "heed-database-private.h"

#include <string.h>
#include <utime.h>

#define SECRET "zwombat" /* folded as it is, so that the index has it like that */

static gboolean
file_holds (const char *path,
            const char *word)
{
  g_autofree char *contents = NULL;
  gsize length;

  return g_file_get_contents (path, &contents, &length, NULL) &&
         memmem (contents, length, word, strlen (word)) != NULL;
}

/* Any file of the folder. */
static gboolean
folder_holds (JournalFixture *fixture,
              const char     *word)
{
  g_autoptr (GDir) dir = g_dir_open (fixture->folder, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (fixture->folder, name, NULL);

      if (file_holds (path, word))
        return TRUE;
    }

  return FALSE;
}

/* Typed a little at a time, within one sitting, so that no version is kept: the
 * secret, among much else, and then without it. */
static void
write_and_erase (JournalFixture *fixture)
{
  g_autoptr (GString) text = g_string_new ("A " SECRET "1 and ");
  g_autoptr (HeedRecord) record = NULL;
  g_autoptr (HeedRecord) last = NULL;

  for (guint i = 0; i < 60; i++)
    g_free (put_note (fixture->database, "A badger", "The text of a badger", i));

  record = make_note (NULL, "A title of " SECRET, text->str, 100);
  put (fixture->database, record);
  for (guint i = 0; i < 200; i++)
    {
      g_autoptr (HeedRecord) next = NULL;

      g_string_append_printf (text, SECRET "%u ", i);
      next = change_note (record, "body", text->str, 101);
      put (fixture->database, next);
    }

  last = change_note (record, "body", "Nothing of the kind.", 102);
  {
    HeedRecordBuilder *builder = heed_record_builder_new_from (last);
    g_autoptr (HeedRecord) untitled = NULL;

    heed_record_builder_set_title (builder, "A title");
    untitled = heed_record_builder_end (builder);
    put (fixture->database, untitled);
  }
}

static void
wipe (HeedDatabase *database,
      gint64        for_how_long)
{
  g_autoptr (GError) error = NULL;
  gboolean wiped = FALSE;

  for (guint i = 0; !wiped && i < 10000; i++)
    {
      g_assert_true (heed_database_wipe (database, for_how_long, &wiped, &error));
      g_assert_no_error (error);
    }
  g_assert_true (wiped);
}

/* While the journal stays open, in one go or a step at a time. */
static void
test_open (JournalFixture *fixture,
           gconstpointer   for_how_long)
{
  write_and_erase (fixture);
  g_assert_true (folder_holds (fixture, SECRET));

  wipe (fixture->database, GPOINTER_TO_INT (for_how_long));
  g_assert_false (folder_holds (fixture, SECRET));
  g_assert_true (folder_holds (fixture, "badger"));
  assert_sound (fixture->database);
}

static void
test_closed (JournalFixture *fixture,
             gconstpointer   user_data)
{
  write_and_erase (fixture);
  close_journal (g_steal_pointer (&fixture->database));
  g_assert_false (folder_holds (fixture, SECRET));

  fixture->database = open_journal (fixture->path, HEED_DATABASE_NONE);
}

/* Who was killed left the mark, and the next time wipes. */
static void
test_killed (JournalFixture *fixture,
             gconstpointer   user_data)
{
  g_autofree char *killed = g_build_filename (fixture->folder, "killed.db", NULL);
  g_autofree char *log = g_strconcat (fixture->path, "-wal", NULL);
  g_autofree char *killed_log = g_strconcat (killed, "-wal", NULL);
  HeedDatabase *database;

  write_and_erase (fixture);
  copy_file (fixture->path, killed);
  copy_file (log, killed_log);
  g_assert_true (file_holds (killed_log, SECRET));

  database = open_journal (killed, HEED_DATABASE_NONE);
  wipe (database, 0);
  g_assert_false (file_holds (killed, SECRET));
  g_assert_false (file_holds (killed_log, SECRET));
  close_journal (database);
}

/* Somebody who is reading needs the log; once nobody is, it is emptied. */
static void
test_reader (JournalFixture *fixture,
             gconstpointer   user_data)
{
  HeedDatabase *reader = open_journal (fixture->path, HEED_DATABASE_READ_ONLY);
  HeedSnapshot *snapshot;
  gboolean wiped = TRUE;
  gint64 count;

  write_and_erase (fixture);
  snapshot = heed_connection_begin_read (reader->connection, NULL);
  g_assert_nonnull (snapshot);
  g_assert_true (heed_connection_query_int (reader->connection, "SELECT count(*) FROM entry", &count, NULL));
  for (guint i = 0; i < 100; i++)
    g_assert_true (heed_database_wipe (fixture->database, G_TIME_SPAN_SECOND, &wiped, NULL));
  g_assert_false (wiped);

  heed_snapshot_end (snapshot);
  wipe (fixture->database, 0);
  g_assert_false (folder_holds (fixture, SECRET));
  close_journal (reader);
}

/* What is not gone stays, and is found. */
static void
test_stays (JournalFixture *fixture,
            gconstpointer   user_data)
{
  g_autoptr (HeedRecord) record = make_note (NULL, "Title", SECRET, 0);
  g_autoptr (HeedRecord) changed = change_note (record, "body", "another", 3600);
  g_autoptr (GPtrArray) revisions = NULL;
  g_autoptr (GPtrArray) matches = NULL;

  put (fixture->database, record);
  put (fixture->database, changed);
  wipe (fixture->database, 0);

  revisions = heed_database_get_revisions (fixture->database, heed_record_get_id (record), NULL);
  g_assert_cmpuint (revisions->len, ==, 1);
  g_assert_cmpstr (heed_record_get_answer (g_ptr_array_index (revisions, 0), "body"), ==, SECRET);
  matches = heed_database_search (fixture->database, &(HeedQuery) { .words = "another" }, NULL);
  g_assert_cmpuint (matches->len, ==, 1);
}

/* A copy that is made before the journal is wiped has the words of its entries only. */
static void
test_copy (JournalFixture *fixture,
           gconstpointer   user_data)
{
  g_autofree char *path = g_build_filename (fixture->folder, "copy.db", NULL);
  g_autoptr (GError) error = NULL;
  HeedDatabase *copy;

  write_and_erase (fixture);
  g_assert_true (heed_database_backup (fixture->database, path, FALSE, NULL, NULL, &error));
  g_assert_no_error (error);
  g_assert_false (file_holds (path, SECRET));
  g_assert_true (file_holds (path, "badger"));
  g_assert_true (folder_holds (fixture, SECRET));

  copy = open_journal (path, HEED_DATABASE_READ_ONLY);
  assert_sound (copy);
  close_journal (copy);
}

static void
empty_trash (HeedDatabase *database)
{
  gint64 last = 0;
  guint n_emptied;

  g_assert_true (heed_database_empty_trash (database, G_MAXINT64, &last, &n_emptied, NULL));
}

static gboolean
holds (const char * const *ids,
       const char         *path)
{
  g_autoptr (GError) error = NULL;
  gboolean found = FALSE;

  g_assert_true (heed_database_file_holds (path, ids, &found, &error));
  g_assert_no_error (error);
  return found;
}

/* A copy of when the entry was there, with its versions, one of when it was in the
 * trash, and one that never had it. */
static void
test_forget (JournalFixture *fixture,
             gconstpointer   user_data)
{
  g_autofree char *before = g_build_filename (fixture->folder, "before.db", NULL);
  g_autofree char *there = g_build_filename (fixture->folder, "there.db", NULL);
  g_autofree char *in_trash = g_build_filename (fixture->folder, "trash.db", NULL);
  g_autofree char *other = put_note (fixture->database, "A badger", "That stays", 0);
  g_autoptr (HeedRecord) record = make_note (NULL, "Title", SECRET, 0);
  g_autoptr (HeedRecord) changed = change_note (record, "body", "another " SECRET, 3600);
  g_autoptr (HeedRecord) deleted = delete_note (changed, 7200);
  const char * const paths[] = { there, in_trash };
  g_auto (GStrv) ids = NULL;
  struct utimbuf times = { .actime = 1000, .modtime = 1000 };

  g_assert_true (heed_database_backup (fixture->database, before, FALSE, NULL, NULL, NULL));
  put (fixture->database, record);
  put (fixture->database, changed);
  g_assert_true (heed_database_backup (fixture->database, there, FALSE, NULL, NULL, NULL));
  put (fixture->database, deleted);
  g_assert_true (heed_database_backup (fixture->database, in_trash, FALSE, NULL, NULL, NULL));
  empty_trash (fixture->database);

  ids = heed_database_get_deleted_ids (fixture->database, NULL);
  g_assert_cmpuint (g_strv_length (ids), ==, 1);
  g_assert_false (holds ((const char * const *) ids, before));
  for (guint i = 0; i < G_N_ELEMENTS (paths); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (HeedRecord) kept = NULL;
      HeedDatabase *copy;
      GStatBuf status;

      g_assert_cmpint (g_utime (paths[i], &times), ==, 0);
      g_assert_true (holds ((const char * const *) ids, paths[i]));
      g_assert_true (heed_database_forget_in_file (paths[i], (const char * const *) ids, &error));
      g_assert_no_error (error);
      g_assert_false (holds ((const char * const *) ids, paths[i]));
      g_assert_false (file_holds (paths[i], SECRET));
      g_assert_cmpint (g_stat (paths[i], &status), ==, 0);
      g_assert_cmpint (status.st_mtime, ==, 1000);
      g_assert_cmpint (status.st_mode & 0777, ==, 0600);

      copy = open_journal (paths[i], HEED_DATABASE_READ_ONLY);
      assert_sound (copy);
      kept = get (copy, other);
      g_assert_cmpstr (heed_record_get_answer (kept, "body"), ==, "That stays");
      close_journal (copy);
    }

  wipe (fixture->database, 0);
  g_assert_false (folder_holds (fixture, SECRET));
}

/* One that an older Heed wrote, and that holds everything of today. */
static void
test_forget_old (JournalFixture *fixture,
                 gconstpointer   user_data)
{
  static const char * const names[] = { "journal-1.db", "journal-2.db", "journal-3.db" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *path = g_build_filename (fixture->folder, names[i], NULL);
      g_autofree char *released = g_test_build_filename (G_TEST_DIST, "fixtures", names[i], NULL);
      g_autoptr (GError) error = NULL;
      g_autoptr (GPtrArray) list = NULL;
      const char *ids[] = { NULL, NULL };
      HeedDatabase *copy;

      copy_file (released, path);
      copy = open_journal (path, HEED_DATABASE_READ_ONLY);
      list = heed_database_search (copy, &(HeedQuery) { .words = "parcel" }, NULL);
      g_assert_cmpuint (list->len, ==, 1);
      ids[0] = heed_record_get_id (heed_summary_get_head (((HeedMatch *) g_ptr_array_index (list, 0))->summary));
      close_journal (copy);

      g_assert_true (file_holds (path, "parcel"));
      g_assert_true (heed_database_forget_in_file (path, ids, &error));
      g_assert_no_error (error);
      g_assert_false (file_holds (path, "parcel"));
    }
}

/* A damaged copy stays as it was. */
static void
test_forget_damaged (JournalFixture *fixture,
                     gconstpointer   user_data)
{
  g_autofree char *path = g_build_filename (fixture->folder, "copy.db", NULL);
  g_autofree char *id = put_note (fixture->database, "Title", SECRET, 0);
  const char *ids[] = { id, NULL };
  g_autoptr (GError) error = NULL;
  g_autofree char *contents = NULL;
  gsize length;

  for (guint i = 0; i < 200; i++)
    g_free (put_note (fixture->database, "A badger", "The text of a badger", i));
  g_assert_true (heed_database_backup (fixture->database, path, FALSE, NULL, NULL, NULL));
  g_assert_true (g_file_get_contents (path, &contents, &length, NULL));
  memset (contents + 3 * 4096, 0xff, 2 * 4096);
  g_assert_true (g_file_set_contents (path, contents, (gssize) length, NULL));

  g_assert_false (heed_database_forget_in_file (path, ids, &error));
  g_assert_error (error, HEED_ERROR, HEED_ERROR_CORRUPT);
  {
    g_autofree char *after = NULL;

    g_assert_true (g_file_get_contents (path, &after, &length, NULL));
    g_assert_cmpmem (after, length, contents, length);
  }
}

#define ADD(path, data, test) \
  g_test_add ("/database/wipe/" path, JournalFixture, data, set_up_journal, test, tear_down_journal)

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  ADD ("open/at-once", GINT_TO_POINTER (G_TIME_SPAN_MINUTE), test_open);
  ADD ("open/step-by-step", NULL, test_open);
  ADD ("closed", NULL, test_closed);
  ADD ("killed", NULL, test_killed);
  ADD ("reader", NULL, test_reader);
  ADD ("stays", NULL, test_stays);
  ADD ("copy", NULL, test_copy);
  ADD ("forget", NULL, test_forget);
  ADD ("forget/old", NULL, test_forget_old);
  ADD ("forget/damaged", NULL, test_forget_damaged);

  return g_test_run ();
}
