/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Tests of src/store/heed-staging.c and heed-database-undo.c: what an import will
 * do, and that it is there as a whole or not at all, wherever it is cut off. */

#include "import-fixture.h"

#include <signal.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include "heed-database-private.h"
#include "heed-picture.h"
#include "heed-record-edit.h"

#define N_RECORDS 40

static HeedWorkbook *workbook;

/* What is in a journal, with the order and the versions: texts that are equal if
 * and only if nothing differs. */
static void
add_record (GString    *text,
            HeedRecord *record)
{
  HeedTimestamp created = heed_record_get_created (record), modified = heed_record_get_modified (record);
  g_autofree char *tags = g_strjoinv (",", (char **) heed_record_get_tags (record));

  g_string_append_printf (text, "%s %s [%s] %" G_GINT64_FORMAT " %" G_GINT64_FORMAT " %" G_GINT64_FORMAT "\n",
                          heed_record_get_id (record), heed_record_get_title (record), tags, created.utc, modified.utc,
                          heed_record_get_deleted (record).utc);
  for (guint i = 0; i < heed_record_get_n_answers (record); i++)
    {
      const char *path, *value;
      gint64 at;

      heed_record_get_nth_answer (record, i, &path, &value, &at);
      g_string_append_printf (text, "  %s=%s %" G_GINT64_FORMAT "\n", path, value, at);
    }
}

typedef struct
{
  GString *text;
  HeedDatabase *database;
} Description;

static gboolean
describe_record (HeedRecord  *record,
                 gpointer     data,
                 GError     **error)
{
  Description *description = data;
  g_autoptr (GPtrArray) versions = heed_database_get_revisions (description->database, heed_record_get_id (record),
                                                                error);

  add_record (description->text, record);
  for (guint i = 0; i < versions->len; i++)
    {
      g_string_append (description->text, " was ");
      add_record (description->text, g_ptr_array_index (versions, i));
    }
  return TRUE;
}

static char *
describe (HeedDatabase *database)
{
  Description description = { g_string_new (NULL), database };
  g_autoptr (GPtrArray) list = heed_database_list (database, NULL, NULL);
  const HeedQuery trash = { .deleted = TRUE };

  heed_database_foreach (database, NULL, describe_record, &description, NULL);
  heed_database_foreach (database, &trash, describe_record, &description, NULL);
  for (guint i = 0; i < list->len; i++)
    g_string_append_printf (description.text, "%s\n", heed_summary_get_excerpt (g_ptr_array_index (list, i)));
  return g_string_free (description.text, FALSE);
}

static char *
describe_file (const char *path)
{
  g_autoptr (HeedDatabase) database = open_journal (path, HEED_DATABASE_NONE);
  char *text = describe (database);

  assert_sound (database);
  close_journal (g_steal_pointer (&database));
  return text;
}

/* Preview */

static HeedPreview
preview (JournalFixture *fixture,
         HeedRecord     *record)
{
  g_autoptr (HeedStaging) staging = stage (fixture->path, &record, 1);

  return *heed_staging_get_preview (staging);
}

static HeedRecord *
edit (HeedRecord *record,
      const char *path,
      const char *value,
      gint64      seconds)
{
  HeedRecordBuilder *builder = heed_record_builder_new_from (record);

  heed_record_builder_set_answer (builder, path, value, at (seconds).utc);
  heed_record_builder_set_modified (builder, at (seconds));
  return heed_record_builder_end (builder);
}

static void
test_preview (JournalFixture *fixture,
              gconstpointer   user_data)
{
  g_autoptr (HeedRecord) ours = make_note (NULL, "Ours", "ours", 10);
  g_autoptr (HeedRecord) other = make_note (NULL, "Other", "other", 0);
  g_autoptr (HeedRecord) older = make_note (heed_record_get_id (ours), "Ours", "before", 5);
  g_autoptr (HeedRecord) newer = edit (ours, "body", "later", 20);
  g_autoptr (HeedRecord) both = edit (older, "more", "written elsewhere", 20);
  g_autoptr (HeedRecord) same_time = make_note (heed_record_get_id (ours), "Mine", "mine", 10);
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;

  put (fixture->database, ours);
  before = describe (fixture->database);
  g_assert_cmpuint (preview (fixture, other).added, ==, 1);
  g_assert_cmpuint (preview (fixture, ours).same, ==, 1);
  g_assert_cmpuint (preview (fixture, newer).newer, ==, 1);
  g_assert_cmpuint (preview (fixture, older).older, ==, 1);
  g_assert_cmpuint (preview (fixture, both).in_conflict, ==, 1);
  g_assert_cmpuint (preview (fixture, same_time).in_conflict, ==, 1);
  after = describe (fixture->database);
  g_assert_cmpstr (before, ==, after);

  /* Once it is here there is nothing left to do. */
  for (guint i = 0; i < 2; i++)
    {
      HeedRecord *records[] = { other, newer };
      g_autoptr (HeedStaging) staging = stage (fixture->path, records, G_N_ELEMENTS (records));

      g_assert_cmpint (heed_staging_has_changes (staging), ==, i == 0);
      take (fixture->database, staging, workbook);
      g_assert_cmpuint (heed_staging_get_imported (staging)->same, ==, i == 0 ? 0 : 2);
    }
}

/* Where to look for what comes is told before and after. */
static void
assert_places (JournalFixture *fixture,
               HeedRecord     *record,
               guint           in_trash,
               guint           out_of_trash)
{
  g_autoptr (HeedStaging) staging = stage (fixture->path, &record, 1);
  const HeedPreview *before = heed_staging_get_preview (staging);
  const HeedImported *after = heed_staging_get_imported (staging);

  g_assert_cmpuint (before->in_trash, ==, in_trash);
  g_assert_cmpuint (before->out_of_trash, ==, out_of_trash);
  take (fixture->database, staging, workbook);
  g_assert_cmpuint (after->in_trash, ==, in_trash);
  g_assert_cmpuint (after->out_of_trash, ==, out_of_trash);
}

static void
test_trash (JournalFixture *fixture,
            gconstpointer   user_data)
{
  g_autoptr (HeedRecord) note = make_note (NULL, "Title", "words", 0);
  g_autoptr (HeedRecord) deleted = delete_note (note, 100);
  g_autoptr (HeedRecord) changed = edit (note, "more", "written elsewhere", 50);
  g_autoptr (HeedRecord) back = edit (note, "body", "brought back elsewhere", 200);
  g_autoptr (HeedRecord) deleted_again = delete_note (back, 300);
  g_autoptr (HeedRecord) other = make_note (NULL, "Other", "words", 0);
  g_autoptr (HeedRecord) other_deleted = delete_note (other, 1);
  guint n_emptied;
  gint64 last = 0;

  put (fixture->database, deleted);
  assert_places (fixture, deleted, 0, 0);
  assert_places (fixture, changed, 1, 0);
  assert_places (fixture, changed, 0, 0);
  assert_places (fixture, back, 0, 1);
  assert_places (fixture, deleted_again, 1, 0);
  assert_places (fixture, other_deleted, 1, 0);

  /* What was erased for good is in the trash again. */
  heed_database_empty_trash (fixture->database, G_MAXINT64, &last, &n_emptied, NULL);
  g_assert_cmpuint (n_emptied, ==, 2);
  assert_places (fixture, other_deleted, 1, 0);
}

/* A day that somebody gave an entry, and a pin, are taken over where that was the last
 * word on it, and it is all the same which journal learns of which. */
static void
test_own (JournalFixture *fixture,
          gconstpointer   user_data)
{
  g_autoptr (HeedRecord) note = make_note (NULL, "Title", "words", 0);
  g_autoptr (HeedRecord) moved = heed_record_with_created (note, at (-86400), at (100));
  g_autoptr (HeedRecord) moved_again = heed_record_with_created (note, at (86400), at (200));
  g_autoptr (HeedRecord) pinned = edit (note, HEED_RECORD_PINNED, "1", 150);
  g_autoptr (HeedStaging) staging = NULL;
  g_autoptr (HeedRecord) joined = NULL;
  g_autoptr (HeedRecord) same = NULL;

  put (fixture->database, moved);
  g_assert_cmpuint (preview (fixture, note).older, ==, 1);
  g_assert_cmpuint (preview (fixture, moved).same, ==, 1);
  staging = stage (fixture->path, &pinned, 1);
  take (fixture->database, staging, workbook);
  joined = get (fixture->database, heed_record_get_id (note));
  g_assert_true (heed_record_is_pinned (joined));
  g_assert_cmpint (heed_record_get_created (joined).utc, ==, at (-86400).utc);
  g_clear_object (&staging);
  g_clear_pointer (&joined, heed_record_unref);

  staging = stage (fixture->path, &moved_again, 1);
  take (fixture->database, staging, workbook);
  joined = get (fixture->database, heed_record_get_id (note));
  g_assert_true (heed_record_is_pinned (joined));
  g_assert_cmpint (heed_record_get_created (joined).utc, ==, at (86400).utc);
  g_clear_object (&staging);

  staging = stage (fixture->path, &moved, 1);
  take (fixture->database, staging, workbook);
  same = get (fixture->database, heed_record_get_id (note));
  g_assert_true (heed_record_equal (joined, same));
}

/* A journal that is not there is not made, and nothing stays beside it. */
static void
test_leaves_nothing (JournalFixture *fixture,
                     gconstpointer   user_data)
{
  g_autoptr (HeedRecord) note = make_note (NULL, "Title", "words that nobody may find", 0);
  g_autofree char *nowhere = g_build_filename (fixture->folder, "nowhere.db", NULL);
  g_autoptr (HeedStaging) staging = stage (nowhere, &note, 1);
  g_autoptr (GDir) folder = g_dir_open (fixture->folder, 0, NULL);
  const char *name;

  g_assert_cmpuint (heed_staging_get_preview (staging)->added, ==, 1);
  while ((name = g_dir_read_name (folder)) != NULL)
    g_assert_true (g_str_has_prefix (name, "journal.db"));
}

/* Whole or not at all */

/* The journal before, and what comes: new entries, newer, older and both changed. */
static GPtrArray *
make_scene (HeedDatabase *database)
{
  g_autoptr (GPtrArray) records = g_ptr_array_new_with_free_func ((GDestroyNotify) heed_record_unref);

  for (guint i = 0; i < N_RECORDS; i++)
    {
      g_autofree char *id = g_strdup_printf ("%08x-0000-4000-8000-000000000000", i);
      g_autofree char *body = g_strdup_printf ("words of %u", i);
      g_autoptr (HeedRecord) record = make_note (id, "Title", body, i / 3);
      g_autoptr (HeedRecord) next = edit (record, i % 2 ? "more" : "body", "what came later", 10000 + i);

      if (i % 4 == 1)
        put (database, record);
      else if (i % 4 == 2)
        put (database, next);
      else if (i % 4 == 3)
        {
          g_autoptr (HeedRecord) ours = edit (record, "body", "what was written here", 9000);

          put (database, ours);
        }
      g_ptr_array_add (records, heed_record_ref (i % 4 == 2 ? record : next));
    }

  return g_steal_pointer (&records);
}

/* After the n-th change to the tables of a transaction, and when it is committed. */
typedef struct
{
  int countdown;
  gboolean kills;
  HeedDatabase *database;
} Hook;

static void
count_change_cb (void          *data,
                 int            operation,
                 const char    *name,
                 const char    *table,
                 sqlite3_int64  row)
{
  Hook *hook = data;

  if (g_str_equal (table, "entry") && --hook->countdown == 0)
    kill (getpid (), SIGKILL);
}

static int
count_commit_cb (void *data)
{
  Hook *hook = data;

  return --hook->countdown == 0;
}

/* In a process of its own, which is killed when it has changed so many entries;
 * gives %FALSE if it came to its end before. Each entry is a step. */
static gboolean
import_and_be_killed (const char *path,
                      GPtrArray  *records,
                      int         after)
{
  pid_t child = fork ();
  int status;

  if (child == 0)
    {
      g_autoptr (HeedStaging) staging = stage (path, (HeedRecord **) records->pdata, records->len);
      g_autoptr (HeedDatabase) database = open_journal (path, HEED_DATABASE_NONE);
      Hook hook = { .countdown = after };

      heed_database_set_step (database, 0);
      sqlite3_update_hook (database->connection->handle, count_change_cb, &hook);
      take (database, staging, workbook);
      _exit (0);
    }

  g_assert_cmpint (waitpid (child, &status, 0), ==, child);
  if (WIFSIGNALED (status))
    g_assert_cmpint (WTERMSIG (status), ==, SIGKILL);
  else
    g_assert_cmpint (WEXITSTATUS (status), ==, 0);
  return WIFSIGNALED (status);
}

/* A copy of the journal's file, which is not open. */
static char *
copy_journal (JournalFixture *fixture,
              const char     *name)
{
  char *path = g_build_filename (fixture->folder, name, NULL);
  g_autofree char *contents = NULL;
  gsize length;

  g_assert_true (g_file_get_contents (fixture->path, &contents, &length, NULL));
  g_assert_true (g_file_set_contents (path, contents, (gssize) length, NULL));
  return path;
}

/* The journal, closed, as it was and as it is when all is imported. */
static GPtrArray *
prepare_scene (JournalFixture  *fixture,
               char           **before,
               char           **whole)
{
  GPtrArray *records = make_scene (fixture->database);
  g_autofree char *copy = NULL;
  g_autoptr (HeedStaging) staging = NULL;
  g_autoptr (HeedDatabase) database = NULL;

  *before = describe (fixture->database);
  close_journal (g_steal_pointer (&fixture->database));
  copy = copy_journal (fixture, "whole.db");
  staging = stage (copy, (HeedRecord **) records->pdata, records->len);
  database = open_journal (copy, HEED_DATABASE_NONE);
  take (database, staging, workbook);
  close_journal (g_steal_pointer (&database));
  *whole = describe_file (copy);
  g_assert_cmpstr (*before, !=, *whole);
  return records;
}

static void
test_killed (JournalFixture *fixture,
             gconstpointer   user_data)
{
  g_autofree char *before = NULL;
  g_autofree char *whole = NULL;
  g_autoptr (GPtrArray) records = prepare_scene (fixture, &before, &whole);
  gboolean killed = TRUE;
  guint n_whole = 0;

  for (int after = 1; killed; after++)
    {
      g_autofree char *copy = copy_journal (fixture, "copy.db");
      g_autofree char *wal = g_strconcat (copy, "-wal", NULL);
      g_autofree char *text = NULL;

      killed = import_and_be_killed (copy, records, after);
      text = describe_file (copy);
      if (killed)
        g_assert_cmpstr (text, ==, before);
      else
        g_assert_cmpstr (text, ==, whole);
      n_whole += !killed;
      g_assert_cmpint (after, <, 2 * N_RECORDS);
    }

  g_assert_cmpuint (n_whole, ==, 1);
}

/* Whoever only reads sees none of it, and leaves it to be taken back. */
static void
test_read_cut_off (JournalFixture *fixture,
                   gconstpointer   mode)
{
  g_autofree char *before = NULL;
  g_autofree char *whole = NULL;
  g_autoptr (GPtrArray) records = prepare_scene (fixture, &before, &whole);
  g_autoptr (HeedStaging) staging = NULL;
  g_autoptr (HeedStaging) from_copy = NULL;
  g_autoptr (HeedDatabase) database = NULL;
  g_autofree char *half = NULL;
  g_autofree char *read = NULL;
  g_autofree char *copy = NULL;
  g_autofree char *nowhere = g_build_filename (fixture->folder, "nowhere.db", NULL);
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GBytes) bytes_after = NULL;
  g_autoptr (GError) error = NULL;
  sqlite3 *handle;
  gboolean more;
  guint n_files;

  staging = stage (fixture->path, (HeedRecord **) records->pdata, records->len);
  fixture->database = open_journal (fixture->path, HEED_DATABASE_NONE);
  heed_database_set_step (fixture->database, 0);
  for (guint i = 0; i < N_RECORDS / 4; i++)
    {
      heed_database_import (fixture->database, staging, workbook, &more, &error);
      g_assert_no_error (error);
      g_assert_true (more);
    }

  /* As long as it goes on, it is seen. */
  half = describe (fixture->database);
  g_assert_cmpstr (half, !=, before);
  database = open_journal (fixture->path, HEED_DATABASE_READ_ONLY | HEED_DATABASE_SETTLED);
  read = describe (database);
  g_assert_cmpstr (read, ==, half);
  g_assert_false (heed_database_took_back (database));
  close_journal (g_steal_pointer (&database));

  /* A copy is as it would be after a kill. */
  g_assert_true (heed_connection_execute (fixture->database->connection, "PRAGMA wal_checkpoint", NULL));
  copy = copy_journal (fixture, "copy.db");
  g_assert_cmpint (sqlite3_open (copy, &handle), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_exec (handle, mode, NULL, NULL, NULL), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_close (handle), ==, SQLITE_OK);
  bytes = read_bytes (copy);
  n_files = count_files (fixture->folder);
  database = open_journal (copy, HEED_DATABASE_READ_ONLY | HEED_DATABASE_SETTLED);
  g_clear_pointer (&read, g_free);
  read = describe (database);
  g_assert_cmpstr (read, ==, before);
  g_assert_true (heed_database_took_back (database));
  assert_sound (database);
  close_journal (g_steal_pointer (&database));
  bytes_after = read_bytes (copy);
  g_assert_true (g_bytes_equal (bytes, bytes_after));

  from_copy = stage_journal (nowhere, copy);
  g_assert_cmpuint (heed_staging_get_preview (from_copy)->added, ==, N_RECORDS * 3 / 4);
  g_assert_cmpuint (count_files (fixture->folder), ==, n_files);
  settle (fixture->database);
}

/* At any commit, and then once more while it is taken back. */
static void
test_commit_fails (JournalFixture *fixture,
                   gconstpointer   user_data)
{
  g_autofree char *before = NULL;
  g_autofree char *whole = NULL;
  g_autoptr (GPtrArray) records = prepare_scene (fixture, &before, &whole);
  gboolean success = FALSE;

  for (int after = 1; !success; after++)
    {
      g_autofree char *copy = copy_journal (fixture, "copy.db");
      g_autoptr (HeedStaging) staging = stage (copy, (HeedRecord **) records->pdata, records->len);
      g_autoptr (HeedDatabase) database = open_journal (copy, HEED_DATABASE_NONE);
      Hook hook = { .countdown = after };
      gboolean more = TRUE;
      g_autofree char *text = NULL;

      heed_database_set_step (database, 0);
      sqlite3_commit_hook (database->connection->handle, count_commit_cb, &hook);
      for (success = TRUE; success && more;)
        success = heed_database_import (database, staging, workbook, &more, NULL);
      if (success)
        {
          sqlite3_commit_hook (database->connection->handle, NULL, NULL);
          settle (database);
        }
      else if (after % 2 == 0)
        {
          /* As if the program ended now. */
          hook.countdown = 2;
          for (more = TRUE; more;)
            if (!heed_database_settle_import (database, &more, NULL))
              break;
        }
      else
        {
          sqlite3_commit_hook (database->connection->handle, NULL, NULL);
          settle (database);
          text = describe (database);
          g_assert_cmpstr (text, ==, before);
          g_clear_pointer (&text, g_free);
        }
      sqlite3_commit_hook (database->connection->handle, NULL, NULL);
      close_journal (g_steal_pointer (&database));

      text = describe_file (copy);
      if (success)
        g_assert_cmpstr (text, ==, whole);
      else
        g_assert_cmpstr (text, ==, before);
    }
}

/* No room: files may not become any larger than so. */
static void
test_disk_full (JournalFixture *fixture,
                gconstpointer   user_data)
{
  g_autofree char *before = NULL;
  g_autofree char *whole = NULL;
  g_autoptr (GPtrArray) records = prepare_scene (fixture, &before, &whole);
  struct rlimit unlimited, limit;
  guint n_failed = 0;

  signal (SIGXFSZ, SIG_IGN);
  getrlimit (RLIMIT_FSIZE, &unlimited);
  for (rlim_t room = 8; room < 60; room += 2)
    {
      g_autofree char *copy = copy_journal (fixture, "copy.db");
      g_autoptr (HeedStaging) staging = stage (copy, (HeedRecord **) records->pdata, records->len);
      g_autoptr (HeedDatabase) database = open_journal (copy, HEED_DATABASE_NONE);
      gboolean success = TRUE, more = TRUE;
      g_autofree char *text = NULL;

      heed_database_set_step (database, 0);
      limit = unlimited;
      limit.rlim_cur = room * 4096;
      setrlimit (RLIMIT_FSIZE, &limit);
      while (success && more)
        success = heed_database_import (database, staging, workbook, &more, NULL);
      for (more = TRUE; more;)
        if (!heed_database_settle_import (database, &more, NULL))
          break;
      setrlimit (RLIMIT_FSIZE, &unlimited);
      close_journal (g_steal_pointer (&database));

      n_failed += !success;
      text = describe_file (copy);
      if (success)
        g_assert_cmpstr (text, ==, whole);
      else
        g_assert_cmpstr (text, ==, before);
    }

  signal (SIGXFSZ, SIG_DFL);
  g_assert_cmpuint (n_failed, >, 0);
}

/* What somebody writes meanwhile */

/* Takes a part of the import, lets @write happen, and takes it back. */
static void
import_write_and_take_back (JournalFixture  *fixture,
                            HeedRecord      *record,
                            void           (*write) (HeedDatabase *, const char *))
{
  g_autoptr (HeedRecord) more_to_come = make_note (NULL, "More", "more", 0);
  HeedRecord *records[] = { more_to_come, record };
  g_autoptr (HeedStaging) staging = stage (fixture->path, records, G_N_ELEMENTS (records));
  g_autoptr (GError) error = NULL;
  gboolean more;

  heed_database_set_step (fixture->database, 0);
  heed_database_import (fixture->database, staging, workbook, &more, &error);
  g_assert_no_error (error);
  g_assert_true (more);
  write (fixture->database, heed_record_get_id (record));
  settle (fixture->database);
}

static void
write_into (HeedDatabase *database,
            const char   *id)
{
  g_autoptr (HeedRecord) stored = get (database, id);
  g_autoptr (HeedRecord) next = edit (stored, "body", "typed meanwhile", 30000);

  put (database, next);
}

static void
test_typed_meanwhile (JournalFixture *fixture,
                      gconstpointer   user_data)
{
  g_autoptr (HeedRecord) ours = make_note (NULL, "Ours", "ours", 0);
  g_autoptr (HeedRecord) theirs = edit (ours, "more", "theirs", 20000);
  g_autoptr (HeedRecord) stored = NULL;

  put (fixture->database, ours);
  import_write_and_take_back (fixture, theirs, write_into);
  stored = get (fixture->database, heed_record_get_id (ours));
  g_assert_cmpstr (heed_record_get_answer (stored, "body"), ==, "typed meanwhile");
  g_assert_null (heed_record_get_answer (stored, "more"));
}

/* What the import brought stays where somebody wrote into it. */
static void
test_typed_into_new (JournalFixture *fixture,
                     gconstpointer   user_data)
{
  g_autoptr (HeedRecord) theirs = make_note (NULL, "Theirs", "theirs", 0);
  g_autoptr (HeedRecord) stored = NULL;
  g_autoptr (GArray) keys = NULL;

  import_write_and_take_back (fixture, theirs, write_into);
  stored = get (fixture->database, heed_record_get_id (theirs));
  g_assert_cmpstr (heed_record_get_answer (stored, "body"), ==, "typed meanwhile");
  keys = heed_database_get_keys (fixture->database, NULL, NULL);
  g_assert_cmpuint (keys->len, ==, 1);
}

static void
delete_and_empty (HeedDatabase *database,
                  const char   *id)
{
  g_autoptr (HeedRecord) stored = get (database, id);
  g_autoptr (HeedRecord) deleted = delete_note (stored, 30000);
  guint n_emptied;
  gint64 last = 0;

  put (database, deleted);
  g_assert_true (heed_database_empty_trash (database, G_MAXINT64, &last, &n_emptied, NULL));
}

/* What was erased for good meanwhile does not come back. */
static void
test_emptied_meanwhile (JournalFixture *fixture,
                        gconstpointer   user_data)
{
  g_autoptr (HeedRecord) ours = make_note (NULL, "Ours", "ours", 0);
  g_autoptr (HeedRecord) theirs = edit (ours, "more", "theirs", 20000);
  g_autoptr (HeedRecord) stored = NULL;

  put (fixture->database, ours);
  import_write_and_take_back (fixture, theirs, delete_and_empty);
  stored = get (fixture->database, heed_record_get_id (ours));
  g_assert_true (heed_record_is_emptied (stored));
}

static void
empty_and_keep_another (HeedDatabase *database,
                        const char   *id)
{
  g_autofree char *other = put_note (database, "Other", "before", 0);

  delete_and_empty (database, id);
  write_into (database, other);
}

/* A version of somebody's own, in the place of one that the import had kept and that
 * was erased. */
static void
test_version_meanwhile (JournalFixture *fixture,
                        gconstpointer   user_data)
{
  g_autoptr (HeedRecord) ours = make_note (NULL, "Ours", "ours", 0);
  g_autoptr (HeedRecord) theirs = edit (ours, "body", "theirs", 20000);
  g_autoptr (GPtrArray) matches = NULL;
  g_autoptr (GPtrArray) versions = NULL;

  put (fixture->database, ours);
  import_write_and_take_back (fixture, theirs, empty_and_keep_another);
  matches = heed_database_list (fixture->database, NULL, NULL);
  g_assert_cmpuint (matches->len, ==, 1);
  versions = heed_database_get_revisions (fixture->database,
                                          heed_record_get_id (heed_summary_get_head (g_ptr_array_index (matches, 0))),
                                          NULL);
  g_assert_cmpuint (versions->len, ==, 1);
}

static void
write_nothing (HeedDatabase *database,
               const char   *id)
{
}

/* A window that holds an entry which is gone does not take another for it. */
static void
test_rows_are_not_used_again (JournalFixture *fixture,
                              gconstpointer   user_data)
{
  g_autoptr (HeedRecord) theirs = make_note (NULL, "Theirs", "theirs", 0);
  g_autofree char *id = put_note (fixture->database, "Ours", "ours", 0);
  g_autofree char *later = NULL;
  g_autoptr (GArray) before = heed_database_get_keys (fixture->database, NULL, NULL);
  g_autoptr (GArray) after = NULL;
  gint64 change = 0, since = 0;
  gboolean removed;

  g_array_unref (heed_database_get_keys (fixture->database, &since, NULL));
  import_write_and_take_back (fixture, theirs, write_nothing);
  g_assert_true (heed_database_has_removed (fixture->database, since, &removed, NULL));
  g_assert_true (removed);
  later = put_note (fixture->database, "Later", "later", 100);
  after = heed_database_get_keys (fixture->database, &change, NULL);
  g_assert_cmpuint (after->len, ==, 2);
  g_assert_cmpint (g_array_index (after, HeedKey, 0).row, >, g_array_index (before, HeedKey, 0).row + 1);
}

/* Another program that opens the journal leaves an import alone that goes on, and
 * cannot import meanwhile. */
static void
test_two_at_once (JournalFixture *fixture,
                  gconstpointer   user_data)
{
  g_autoptr (GPtrArray) records = make_scene (fixture->database);
  g_autoptr (HeedStaging) staging = stage (fixture->path, (HeedRecord **) records->pdata, records->len);
  g_autoptr (HeedStaging) second = stage (fixture->path, (HeedRecord **) records->pdata, records->len);
  g_autoptr (HeedDatabase) other = NULL;
  g_autoptr (GError) error = NULL;
  gboolean more;

  heed_database_set_step (fixture->database, 0);
  g_assert_true (heed_database_import (fixture->database, staging, workbook, &more, &error));
  other = open_journal (fixture->path, HEED_DATABASE_NONE);
  g_assert_false (heed_database_took_back (other));
  g_assert_false (heed_database_import (other, second, workbook, &more, &error));
  g_assert_error (error, HEED_ERROR, HEED_ERROR_LOCKED);
  g_clear_error (&error);
  g_assert_false (heed_database_import (fixture->database, second, workbook, &more, &error));
  g_assert_error (error, HEED_ERROR, HEED_ERROR_LOCKED);

  take (fixture->database, staging, workbook);
  g_assert_cmpuint (heed_staging_get_imported (staging)->added, ==, N_RECORDS / 4);
  close_journal (g_steal_pointer (&other));
}

/* What was judged while another import was there that is then taken back. */
static void
test_judged_too_early (JournalFixture *fixture,
                       gconstpointer   user_data)
{
  g_autoptr (GPtrArray) records = make_scene (fixture->database);
  g_autoptr (HeedStaging) first = stage (fixture->path, (HeedRecord **) records->pdata, records->len);
  g_autoptr (HeedStaging) second = NULL;
  g_autofree char *whole = NULL;
  g_autofree char *text = NULL;
  gboolean more;

  heed_database_set_step (fixture->database, 0);
  for (guint i = 0; i < N_RECORDS / 2; i++)
    g_assert_true (heed_database_import (fixture->database, first, workbook, &more, NULL));
  second = stage (fixture->path, (HeedRecord **) records->pdata, records->len);
  close_journal (g_steal_pointer (&fixture->database));

  fixture->database = open_journal (fixture->path, HEED_DATABASE_NONE);
  g_assert_true (heed_database_took_back (fixture->database));
  take (fixture->database, second, workbook);
  g_assert_cmpuint (heed_staging_get_imported (second)->added, ==, N_RECORDS / 4);
}

/* Whoever could read the journal's folder sees neither what is staged nor how an
 * import could be taken back once it is finished. */
static void
test_nothing_is_left (JournalFixture *fixture,
                      gconstpointer   user_data)
{
  static const char * const tables[] = {
    "SELECT count(*) FROM import", "SELECT count(*) FROM import_entry", "SELECT count(*) FROM import_version",
  };
  g_autoptr (GPtrArray) records = make_scene (fixture->database);
  g_autoptr (HeedStaging) staging = stage (fixture->path, (HeedRecord **) records->pdata, records->len);
  g_autofree char *lock = g_strconcat (fixture->path, "-import", NULL);

  heed_database_set_step (fixture->database, 0);
  take (fixture->database, staging, workbook);
  for (guint i = 0; i < G_N_ELEMENTS (tables); i++)
    {
      gint64 count = -1;

      heed_connection_query_int (fixture->database->connection, tables[i], &count, NULL);
      g_assert_cmpint (count, ==, 0);
    }
  g_assert_false (g_file_test (lock, G_FILE_TEST_EXISTS));
}

/* By whatever name; each would have a log of its own beside it. */
static void
test_itself (JournalFixture *fixture,
             gconstpointer   user_data)
{
  g_autoptr (HeedStaging) staging = heed_staging_new (fixture->path);
  g_autofree char *hard = g_build_filename (fixture->folder, "hard.db", NULL);
  g_autofree char *soft = g_build_filename (fixture->folder, "soft.db", NULL);
  g_autofree char *log = g_strconcat (fixture->path, "-wal", NULL);
  const char *names[] = { fixture->path, hard, soft, log };
  guint n_files;

  g_free (put_note (fixture->database, "Title", "Text", 0));
  g_assert_no_errno (link (fixture->path, hard));
  g_assert_no_errno (symlink ("journal.db", soft));
  g_assert_true (heed_staging_open (staging, NULL));
  n_files = count_files (fixture->folder);
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_false (heed_staging_read_journal (staging, names[i], NULL, &error));
      g_assert_error (error, HEED_ERROR, HEED_ERROR_EXISTS);
      g_assert_cmpuint (count_files (fixture->folder), ==, n_files);
    }
  g_free (put_note (fixture->database, "Another", "Text", 1));
}

/* Pictures */

#define PIECE 1000

static GBytes *
make_picture (const char *name)
{
  GString *bytes = g_string_new (NULL);

  while (bytes->len < 25 * PIECE)
    g_string_append (bytes, name);
  return g_string_free_to_bytes (bytes);
}

static HeedRecord *
make_illustrated (const char *title,
                  GBytes     *picture,
                  gint64      seconds)
{
  g_autofree char *content = heed_picture_name_content (picture);
  HeedRecordBuilder *builder = start_note (NULL, title, title, seconds);

  heed_record_builder_set_answer (builder, "~picture/1", content, at (seconds).utc);
  return heed_record_builder_end (builder);
}

static gboolean
add_picture (HeedStaging  *staging,
             GBytes       *picture,
             GError      **error)
{
  g_autofree char *content = heed_picture_name_content (picture);
  gsize size;
  const guchar *data = g_bytes_get_data (picture, &size);

  for (gsize offset = 0; offset < size; offset += PIECE)
    if (!heed_staging_add_picture (content, size, offset, data + offset, MIN (PIECE, size - offset), staging, error))
      return FALSE;

  return TRUE;
}

static gboolean
has_picture (HeedDatabase *database,
             GBytes       *picture)
{
  g_autofree char *content = heed_picture_name_content (picture);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = heed_database_read_picture (database, content, &error);

  g_assert_no_error (error);
  g_assert_true (bytes == NULL || g_bytes_equal (bytes, picture));
  return bytes != NULL;
}

static gint64
count_pictures (HeedDatabase *database)
{
  gint64 count = -1;

  heed_connection_query_int (database->connection,
                             "SELECT (SELECT count(*) FROM picture) + (SELECT count(*) FROM picture_idle)", &count, NULL);
  return count;
}

static HeedStaging *
stage_pictures (const char  *journal,
                HeedRecord  *record,
                GBytes     **pictures,
                guint        n_pictures)
{
  HeedStaging *staging = heed_staging_new (journal);
  g_autoptr (GError) error = NULL;

  g_assert_true (heed_staging_open (staging, &error));
  for (guint i = 0; i < n_pictures; i++)
    {
      add_picture (staging, pictures[i], &error);
      g_assert_no_error (error);
    }
  g_assert_true (heed_staging_add (record, staging, &error));
  heed_staging_seal (staging, &error);
  g_assert_no_error (error);
  return staging;
}

/* One that an entry has comes along, once, and no other does. */
static void
test_pictures (JournalFixture *fixture,
               gconstpointer   user_data)
{
  g_autoptr (GBytes) picture = make_picture ("A desk. ");
  g_autoptr (GBytes) other = make_picture ("A door. ");
  g_autoptr (HeedRecord) record = make_illustrated ("Monday", picture, 0);
  GBytes *pictures[] = { other, picture, picture };
  g_autoptr (HeedStaging) staging = stage_pictures (fixture->path, record, pictures, G_N_ELEMENTS (pictures));
  g_autoptr (HeedStaging) again = NULL;

  g_assert_cmpuint (heed_staging_get_preview (staging)->pictures, ==, 1);
  take (fixture->database, staging, workbook);
  g_assert_cmpuint (heed_staging_get_imported (staging)->pictures, ==, 1);
  g_assert_true (has_picture (fixture->database, picture));
  g_assert_cmpint (count_pictures (fixture->database), ==, 1);

  again = stage_pictures (fixture->path, record, pictures, G_N_ELEMENTS (pictures));
  g_assert_false (heed_staging_has_changes (again));
}

/* The bytes of an entry that was taken without them come later. */
static void
test_pictures_later (JournalFixture *fixture,
                     gconstpointer   user_data)
{
  g_autoptr (GBytes) picture = make_picture ("A desk. ");
  g_autoptr (HeedRecord) record = make_illustrated ("Monday", picture, 0);
  g_autoptr (HeedStaging) without = stage (fixture->path, &record, 1);
  g_autoptr (HeedStaging) with = NULL;

  take (fixture->database, without, workbook);
  g_assert_false (has_picture (fixture->database, picture));

  with = stage_pictures (fixture->path, record, &picture, 1);
  g_assert_true (heed_staging_has_changes (with));
  take (fixture->database, with, workbook);
  g_assert_true (has_picture (fixture->database, picture));
}

static void
test_wrong_pictures (JournalFixture *fixture,
                     gconstpointer   user_data)
{
  g_autoptr (GBytes) picture = make_picture ("A desk. ");
  g_autofree char *content = heed_picture_name_content (picture);
  gsize size;
  const guchar *data = g_bytes_get_data (picture, &size);
  g_autofree guchar *spoilt = g_memdup2 (data, size);
  const struct
  {
    const char *content;
    guint64 size;
    guint64 offset;
    const guchar *data;
    gsize length;
    gboolean success;
  } first_pieces[] = {
    { content, size, 0, spoilt, size, FALSE },
    { content, size, 1, data + 1, size - 1, FALSE },
    { content, size, 0, data, size + 1, FALSE },
    { content, size - 1, 0, data, size - 1, FALSE },
    { content, 0, 0, data, 0, FALSE },
    { content, HEED_PICTURE_MAX_SIZE + 1, 0, data, size, FALSE },
    { "../content", size, 0, data, size, FALSE },
    { content, size, 0, data, size - 1, TRUE }, /* and no more */
  };

  spoilt[size / 2] ^= 1;
  for (guint i = 0; i < G_N_ELEMENTS (first_pieces); i++)
    {
      g_autoptr (HeedStaging) staging = heed_staging_new (fixture->path);
      g_autoptr (GError) error = NULL;
      gboolean success;

      g_assert_true (heed_staging_open (staging, NULL));
      success = heed_staging_add_picture (first_pieces[i].content, first_pieces[i].size, first_pieces[i].offset,
                                          first_pieces[i].data, first_pieces[i].length, staging, &error);
      g_assert_cmpint (success, ==, first_pieces[i].success);
      if (success)
        g_assert_false (heed_staging_seal (staging, &error));
      g_assert_error (error, HEED_ERROR, HEED_ERROR_INVALID_FILE);
    }
}

/* Wherever an import is cut off, nothing of it stays. */
static void
test_pictures_cut_off (JournalFixture *fixture,
                       gconstpointer   user_data)
{
  g_autoptr (GBytes) picture = make_picture ("A desk. ");
  g_autoptr (GBytes) own = make_picture ("A door. ");
  g_autoptr (HeedRecord) record = make_illustrated ("Monday", picture, 0);
  g_autoptr (HeedRecord) own_record = make_illustrated ("Tuesday", own, 0);
  g_autofree char *content = heed_database_add_picture (fixture->database, own, NULL);

  put (fixture->database, own_record);
  heed_database_set_step (fixture->database, 0);
  for (guint n_steps = 1; n_steps <= 2; n_steps++)
    {
      g_autoptr (HeedStaging) staging = stage_pictures (fixture->path, record, &picture, 1);
      g_autoptr (GError) error = NULL;
      gboolean more = TRUE;

      for (guint i = 0; i < n_steps; i++)
        g_assert_true (heed_database_import (fixture->database, staging, workbook, &more, &error));
      g_assert_true (more);
      g_assert_true (has_picture (fixture->database, picture));
      settle (fixture->database);
      g_assert_false (has_picture (fixture->database, picture));
      g_assert_true (has_picture (fixture->database, own));
    }
}

/* Also that of an older version, and none that nobody has. What is damaged there is left
 * out, and the entry is taken all the same. */
static void
test_pictures_of_journal (JournalFixture *fixture,
                          gconstpointer   user_data)
{
  g_autofree char *path = g_build_filename (fixture->folder, "other.db", NULL);
  g_autoptr (GBytes) picture = make_picture ("A desk. ");
  g_autoptr (GBytes) before = make_picture ("A door. ");
  g_autoptr (GBytes) unused = make_picture ("A lamp. ");
  g_autoptr (GBytes) damaged = make_picture ("A wall. ");
  g_autofree char *content = heed_picture_name_content (picture);
  g_autoptr (HeedRecord) record = make_illustrated ("Monday", before, 0);
  g_autoptr (HeedRecord) later = change_note (record, "~picture/1", content, 5000);
  g_autoptr (HeedRecord) wall = make_illustrated ("Tuesday", damaged, 0);
  GBytes *pictures[] = { picture, before, unused, damaged };
  HeedDatabase *other = open_journal (path, HEED_DATABASE_CREATE);
  g_autoptr (HeedStaging) staging = NULL;
  g_autoptr (HeedRecord) taken = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (pictures); i++)
    g_free (heed_database_add_picture (other, pictures[i], NULL));
  put (other, record);
  put (other, later);
  put (other, wall);
  g_assert_true (heed_connection_execute (other->connection,
                                          "UPDATE picture SET bytes = x'00' WHERE row = (SELECT max(row) FROM picture)",
                                          NULL));
  close_journal (other);

  staging = stage_journal (fixture->path, path);
  take (fixture->database, staging, workbook);
  g_assert_true (has_picture (fixture->database, picture));
  g_assert_true (has_picture (fixture->database, before));
  g_assert_false (has_picture (fixture->database, unused));
  g_assert_false (has_picture (fixture->database, damaged));
  g_assert_cmpint (count_pictures (fixture->database), ==, 2);
  taken = get (fixture->database, heed_record_get_id (wall));
  g_assert_cmpuint (heed_record_get_n_pictures (taken), ==, 1);
  g_free (heed_database_add_picture (fixture->database, damaged, NULL));
}

/* One that has no place for pictures. */
static void
test_older_journal (JournalFixture *fixture,
                    gconstpointer   user_data)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "fixtures", "journal-6.db", NULL);
  g_autoptr (HeedStaging) staging = stage_journal (fixture->path, path);

  take (fixture->database, staging, workbook);
  g_assert_cmpuint (heed_staging_get_imported (staging)->pictures, ==, 0);
  g_assert_cmpuint (heed_staging_get_imported (staging)->added, >, 0);
}

#define ADD(name, func) g_test_add ("/staging/" name, JournalFixture, NULL, set_up_journal, func, tear_down_journal)

int
main (int   argc,
      char *argv[])
{
  int status;

  g_test_init (&argc, &argv, NULL);
  workbook = open_bundled_workbook ();

  ADD ("preview", test_preview);
  ADD ("trash", test_trash);
  ADD ("own", test_own);
  ADD ("leaves-nothing", test_leaves_nothing);
  ADD ("itself", test_itself);
  ADD ("killed", test_killed);
  g_test_add ("/staging/read-cut-off/log", JournalFixture, "PRAGMA journal_mode = WAL", set_up_journal, test_read_cut_off,
              tear_down_journal);
  g_test_add ("/staging/read-cut-off/no-log", JournalFixture, "PRAGMA journal_mode = DELETE", set_up_journal,
              test_read_cut_off, tear_down_journal);
  ADD ("commit-fails", test_commit_fails);
  ADD ("disk-full", test_disk_full);
  ADD ("typed-meanwhile", test_typed_meanwhile);
  ADD ("typed-into-new", test_typed_into_new);
  ADD ("emptied-meanwhile", test_emptied_meanwhile);
  ADD ("version-meanwhile", test_version_meanwhile);
  ADD ("rows-are-not-used-again", test_rows_are_not_used_again);
  ADD ("two-at-once", test_two_at_once);
  ADD ("judged-too-early", test_judged_too_early);
  ADD ("nothing-is-left", test_nothing_is_left);
  ADD ("pictures", test_pictures);
  ADD ("pictures-later", test_pictures_later);
  ADD ("wrong-pictures", test_wrong_pictures);
  ADD ("pictures-cut-off", test_pictures_cut_off);
  ADD ("pictures-of-journal", test_pictures_of_journal);
  ADD ("older-journal", test_older_journal);
  status = g_test_run ();
  g_object_unref (workbook);
  return status;
}
