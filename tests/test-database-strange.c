/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Tests of src/store with journals of which something is missing or wrong, at every
 * place: the file that ends too early, and the log of a program that was killed, cut
 * off or changed. With -m slow at four times as many places. */

#include "store-fixture.h"

#define N_NOTES 12

/* From place to place; a page has some of them, each at another distance from its
 * begin. */
#define STEP 1500

/* What a program that was killed left: a file, and a log with a commit for each
 * note. */
typedef struct
{
  JournalFixture journal;
  char *log;
  char *ids[N_NOTES];
  GBytes *bytes;
  GBytes *log_bytes;
} Fixture;

static gsize
get_step (void)
{
  return g_test_slow () ? STEP / 4 : STEP;
}

static void
write_bytes (const char *path,
             GBytes     *bytes,
             gsize       length)
{
  g_autoptr (GError) error = NULL;

  g_file_set_contents (path, g_bytes_get_data (bytes, NULL), (gssize) length, &error);
  g_assert_no_error (error);
}

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  JournalFixture *journal = &fixture->journal;

  set_up_journal (journal, NULL);
  fixture->log = g_strconcat (journal->path, "-wal", NULL);
  for (guint i = 0; i < N_NOTES; i++)
    fixture->ids[i] = put_note (journal->database, "A note", "Some words that are worth keeping", i);
  fixture->bytes = read_bytes (journal->path);
  fixture->log_bytes = read_bytes (fixture->log);
  close_journal (g_steal_pointer (&journal->database));
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  tear_down_journal (&fixture->journal, NULL);
  g_free (fixture->log);
  for (guint i = 0; i < N_NOTES; i++)
    g_free (fixture->ids[i]);
  g_bytes_unref (fixture->bytes);
  g_bytes_unref (fixture->log_bytes);
}

static gboolean
look_at_record (HeedRecord  *record,
                gpointer     data,
                GError     **error)
{
  return TRUE;
}

static void
assert_fine_or_told (gboolean  fine,
                     GError  **error)
{
  if (!fine)
    g_assert_true ((*error)->domain == HEED_ERROR);
  g_clear_error (error);
}

/* Whatever is read of it is there, or an error says that it is not. */
static void
read_everything (HeedDatabase *database)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) list = heed_database_list (database, NULL, &error);
  g_autoptr (GPtrArray) matches = NULL;
  g_auto (GStrv) problems = NULL;

  assert_fine_or_told (list != NULL, &error);
  assert_fine_or_told (heed_database_foreach (database, NULL, look_at_record, NULL, &error), &error);
  matches = heed_database_search (database, &(HeedQuery) { .words = "words" }, &error);
  assert_fine_or_told (matches != NULL, &error);
  assert_fine_or_told (heed_database_check (database, &problems, &error), &error);
}

/* The file itself, with all in it, ends too early. */
static void
test_truncated (Fixture       *fixture,
                gconstpointer  data)
{
  const char *path = fixture->journal.path;
  g_autoptr (GBytes) whole = read_bytes (path);
  guint n_refused = 0, n_opened = 0;

  for (gsize length = 1; length < g_bytes_get_size (whole); length += get_step ())
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (HeedDatabase) database = NULL;
      g_autoptr (GBytes) after = NULL;

      write_bytes (path, whole, length);
      database = heed_database_open (path, HEED_DATABASE_READ_ONLY, &error);
      if (database != NULL)
        {
          read_everything (database);
          heed_database_close (database, NULL);
          n_opened++;
          continue;
        }

      g_assert_true (error->domain == HEED_ERROR);
      after = read_bytes (path);
      g_assert_cmpuint (g_bytes_get_size (after), ==, length);
      n_refused++;
    }

  g_test_message ("%u files that end too early: %u were refused, %u read in part", n_refused + n_opened, n_refused, n_opened);
  write_bytes (path, whole, g_bytes_get_size (whole));
}

/* The commits before the place are there and none after it, and the journal is
 * sound. Gives how many there are. */
static guint
count_commits (Fixture *fixture)
{
  HeedDatabase *database = open_journal (fixture->journal.path, HEED_DATABASE_NONE);
  guint n_there = 0;

  assert_sound (database);
  for (guint i = 0; i < N_NOTES; i++)
    {
      g_autoptr (HeedRecord) record = heed_database_get (database, fixture->ids[i], NULL);

      g_assert_true (record == NULL || n_there == i);
      n_there += record != NULL;
    }

  close_journal (database);
  return n_there;
}

static void
test_cut_log (Fixture       *fixture,
              gconstpointer  data)
{
  gsize size = g_bytes_get_size (fixture->log_bytes);
  guint n_logs = 0, n_before = 0;

  for (gsize length = 0; length <= size; length += get_step (), n_logs++)
    {
      guint n_there;

      write_bytes (fixture->journal.path, fixture->bytes, g_bytes_get_size (fixture->bytes));
      write_bytes (fixture->log, fixture->log_bytes, length);
      n_there = count_commits (fixture);
      g_assert_cmpuint (n_there, >=, n_before);
      n_before = n_there;
    }

  g_test_message ("%u logs that were cut off", n_logs);
}

static void
test_changed_log (Fixture       *fixture,
                  gconstpointer  data)
{
  gsize size = g_bytes_get_size (fixture->log_bytes);
  guint n_logs = 0;

  for (gsize at = 0; at < size; at += get_step (), n_logs++)
    {
      g_autofree guint8 *changed = g_memdup2 (g_bytes_get_data (fixture->log_bytes, NULL), size);
      g_autoptr (GBytes) bytes = NULL;

      changed[at] ^= 1u << (at % 8);
      bytes = g_bytes_new (changed, size);
      write_bytes (fixture->journal.path, fixture->bytes, g_bytes_get_size (fixture->bytes));
      write_bytes (fixture->log, bytes, size);
      count_commits (fixture);
    }

  g_test_message ("%u logs of which a bit was changed", n_logs);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add ("/database/strange/truncated", Fixture, NULL, set_up, test_truncated, tear_down);
  g_test_add ("/database/strange/cut-log", Fixture, NULL, set_up, test_cut_log, tear_down);
  g_test_add ("/database/strange/changed-log", Fixture, NULL, set_up, test_changed_log, tear_down);

  return g_test_run ();
}
