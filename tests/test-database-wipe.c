/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Tests of src/store/heed-database-wipe.c: of what is erased, the bytes of no file
 * hold a word. */

#define _GNU_SOURCE /* memmem */

#include "store-fixture.h"

#include "heed-copies.h"
#include "heed-database-private.h"

#include <string.h>

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

static void
copy_file (const char *from,
           const char *to)
{
  g_autoptr (GFile) source = g_file_new_for_path (from);
  g_autoptr (GFile) target = g_file_new_for_path (to);

  g_assert_true (g_file_copy (source, target, G_FILE_COPY_NONE, NULL, NULL, NULL, NULL));
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
  gboolean begun, wiped = TRUE;
  gint64 count;

  write_and_erase (fixture);
  g_assert_true (heed_database_begin_read (reader, &begun, NULL));
  g_assert_true (heed_database_query_int (reader, "SELECT count(*) FROM entry", &count, NULL));
  for (guint i = 0; i < 100; i++)
    g_assert_true (heed_database_wipe (fixture->database, G_TIME_SPAN_SECOND, &wiped, NULL));
  g_assert_false (wiped);

  heed_database_roll_back (reader);
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
  g_assert_true (heed_database_backup (fixture->database, path, &error));
  g_assert_no_error (error);
  g_assert_false (file_holds (path, SECRET));
  g_assert_true (file_holds (path, "badger"));
  g_assert_true (folder_holds (fixture, SECRET));

  copy = open_journal (path, HEED_DATABASE_READ_ONLY);
  assert_sound (copy);
  close_journal (copy);
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

  return g_test_run ();
}
