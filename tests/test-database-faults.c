/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Tests of src/store on a disk that fails: of whatever the store does, each call
 * to the system fails once, and all from it on, until it is through without one.
 * The journal is then as it was before or as it is afterwards, and goes on to work.
 * By default each call fails in one way; with -m slow, in every way. */

#define _GNU_SOURCE /* memmem() */

#include "fault-vfs.h"
#include "heed-staging.h"
#include "store-fixture.h"

#include <errno.h>
#include <sqlite3.h>
#include <string.h>

#define NOTE "11111111-2222-4333-8444-000000000001"
#define DELETED_NOTE "11111111-2222-4333-8444-000000000002"
#define NEW_NOTE "11111111-2222-4333-8444-000000000003"
#define DELETED_WORDS "Not worth keeping."

typedef gboolean (*Operation) (JournalFixture  *fixture,
                               GError         **error);

typedef struct
{
  const char *name;
  void (*prepare) (JournalFixture *fixture); /* NULL if the operation opens the journal itself */
  Operation run;
  const char *journal; /* of the fixtures; NULL for the one of this test, "" for none */
  const char *target;  /* what is in the place of the copy before; NULL for nothing */
} Task;

typedef struct
{
  const Task *task;
  JournalFixture *fixture;
  char *source; /* the journal that it begins with */
  char *copy;
  char *target; /* what is in the copy's place before */
  char *before;
  char *after;
  guint n_faults;
  guint n_errors;
} Trial;

typedef struct
{
  FaultCall call;
  guint nth;
  gboolean lasting;
  int system_error;
} Fault;

static HeedWorkbook *workbook;
static guint n_faults_of_all;

static int
add_row_cb (void  *text,
            int    n,
            char **values,
            char **names)
{
  for (int i = 0; i < n; i++)
    g_string_append_printf (text, "|%s", values[i] != NULL ? values[i] : "NULL");
  g_string_append_c (text, '\n');
  return 0;
}

static int
add_table_cb (void  *tables,
              int    n,
              char **values,
              char **names)
{
  g_ptr_array_add (tables, g_strdup (values[0]));
  return 0;
}

static void
query (sqlite3    *handle,
       const char *sql,
       int (*row_cb) (void *, int, char **, char **),
       gpointer    data)
{
  g_assert_cmpint (sqlite3_exec (handle, sql, row_cb, data, NULL), ==, SQLITE_OK);
}

/* All that a journal keeps, but for the index, which heed_database_check() looks
 * after, and notes of what is still to be done. Reads as another program would, and
 * leaves a log where it is. */
static char *
dump (const char *path)
{
  g_autoptr (GPtrArray) tables = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GString) text = g_string_new (NULL);
  g_autofree char *log = g_strconcat (path, "-wal", NULL);
  gboolean has_log = g_file_test (log, G_FILE_TEST_EXISTS);
  sqlite3 *handle = NULL;

  if (!g_file_test (path, G_FILE_TEST_EXISTS))
    return g_strdup ("");

  g_assert_cmpint (sqlite3_open_v2 (path, &handle, SQLITE_OPEN_READWRITE, "unix"), ==, SQLITE_OK);
  sqlite3_db_config (handle, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, has_log, NULL);
  query (handle,
         "SELECT name FROM sqlite_schema WHERE type = 'table' "
         "AND name NOT LIKE 'sqlite%' AND name NOT LIKE 'search%' AND name <> 'picture_idle' ORDER BY name",
         add_table_cb, tables);
  for (guint i = 0; i < tables->len; i++)
    {
      const char *table = g_ptr_array_index (tables, i);
      const char *which = g_str_equal (table, "meta") ? "WHERE name = 'change'" : "";
      g_autofree char *sql = g_strdup_printf ("SELECT * FROM %s %s ORDER BY 1, 2", table, which);

      g_string_append_printf (text, "%s\n", table);
      query (handle, sql, add_row_cb, text);
    }
  if (tables->len > 0)
    query (handle, "PRAGMA user_version", add_row_cb, text);
  g_assert_cmpint (sqlite3_close (handle), ==, SQLITE_OK);
  return g_strdup (text->str);
}

static HeedRecord *
make_tagged_note (const char *id,
                  const char *body)
{
  const char *tags[] = { "phone", "late", NULL };
  HeedRecordBuilder *builder = start_note (id, "A late parcel", body, 0);

  heed_record_builder_set_tags (builder, tags);
  return heed_record_builder_end (builder);
}

/* A note with an older version, and one in the trash. */
static void
fill_journal (HeedDatabase *database)
{
  g_autoptr (HeedRecord) note = make_tagged_note (NOTE, "She wanted to know when, not why.");
  g_autoptr (HeedRecord) changed = change_note (note, "later", "She called again.", 1000);
  g_autoptr (HeedRecord) to_delete = make_tagged_note (DELETED_NOTE, DELETED_WORDS);
  g_autoptr (HeedRecord) deleted = delete_note (to_delete, 2000);

  put (database, note);
  put (database, changed);
  put (database, to_delete);
  put (database, deleted);
}

static void
prepare_nothing (JournalFixture *fixture)
{
}

/* So that there is something in the log. */
static void
prepare_log (JournalFixture *fixture)
{
  g_autoptr (HeedRecord) note = make_note (NEW_NOTE, "In the log", "Only in the log", 3000);

  put (fixture->database, note);
}

static gboolean
open_it (JournalFixture     *fixture,
         HeedDatabaseFlags   flags,
         GError            **error)
{
  if (fixture->database == NULL)
    fixture->database = heed_database_open (fixture->path, flags, error);
  return fixture->database != NULL;
}

static gboolean
run_create (JournalFixture  *fixture,
            GError         **error)
{
  return open_it (fixture, HEED_DATABASE_CREATE, error);
}

static gboolean
run_open (JournalFixture  *fixture,
          GError         **error)
{
  return open_it (fixture, HEED_DATABASE_NONE, error);
}

static gboolean
run_put (JournalFixture  *fixture,
         GError         **error)
{
  g_autoptr (HeedRecord) note = make_tagged_note (NEW_NOTE, "A third one.");

  return try_put (fixture->database, note, error);
}

static gboolean
run_add_picture (JournalFixture  *fixture,
                 GError         **error)
{
  g_autofree char *data = g_strnfill (20000, 'p');
  g_autoptr (GBytes) bytes = g_bytes_new_static (data, 20000);
  g_autofree char *content = heed_database_add_picture (fixture->database, bytes, error);

  return content != NULL;
}

static HeedRecord *
change_cb (HeedRecord   *stored,
           HeedSummary **summary,
           gpointer      data)
{
  HeedRecord *changed = change_note (stored, "body", "They wanted to know when, and why.", 5000);

  *summary = summarize (changed);
  return changed;
}

static gboolean
run_join (JournalFixture  *fixture,
          GError         **error)
{
  g_autoptr (HeedRecord) joined = heed_database_join (fixture->database, NOTE, change_cb, NULL, TRUE, error);

  return joined != NULL;
}

/* One that is new, and one that was written differently elsewhere. */
static gboolean
run_import (JournalFixture  *fixture,
            GError         **error)
{
  g_autoptr (GPtrArray) records = g_ptr_array_new_with_free_func ((GDestroyNotify) heed_record_unref);

  g_ptr_array_add (records, make_tagged_note (NEW_NOTE, "From elsewhere."));
  g_ptr_array_add (records, make_tagged_note (NOTE, "Written differently elsewhere."));
  return heed_database_import_records (fixture->database, records, workbook, error);
}

static gboolean
run_empty_trash (JournalFixture  *fixture,
                 GError         **error)
{
  gint64 last = 0;
  guint n_emptied;

  return heed_database_empty_trash (fixture->database, G_MAXINT64, &last, &n_emptied, error);
}

/* With an empty trash, so that there is something to wipe. */
static void
prepare_wipe (JournalFixture *fixture)
{
  g_assert_true (run_empty_trash (fixture, NULL));
}

static gboolean
run_wipe (JournalFixture  *fixture,
          GError         **error)
{
  gboolean wiped;

  return heed_database_wipe (fixture->database, G_MAXINT64 / 2, &wiped, error);
}

static gboolean
run_replace_tag (JournalFixture  *fixture,
                 GError         **error)
{
  gint64 last = 0;
  guint n_changed;

  return heed_database_replace_tag (fixture->database, "phone", "call", at (6000), &last, &n_changed, NULL, error);
}

static gboolean
run_backup (JournalFixture  *fixture,
            GError         **error)
{
  g_autofree char *path = g_build_filename (fixture->folder, "copy.db", NULL);

  return heed_database_backup (fixture->database, path, TRUE, NULL, NULL, error);
}

static gboolean
run_rest (JournalFixture  *fixture,
          GError         **error)
{
  heed_database_rest (fixture->database, 0);
  return TRUE;
}

static gboolean
run_close (JournalFixture  *fixture,
           GError         **error)
{
  return heed_database_close (fixture->database, error);
}

static const Task tasks[] = {
  { "create", NULL, run_create, "" },
  { "open", NULL, run_open, NULL },
  { "upgrade-1", NULL, run_open, "journal-1.db" },
  { "upgrade-2", NULL, run_open, "journal-2.db" },
  { "upgrade-3", NULL, run_open, "journal-3.db" },
  { "put", prepare_nothing, run_put, NULL },
  { "join", prepare_nothing, run_join, NULL },
  { "add-picture", prepare_nothing, run_add_picture, NULL },
  { "import", prepare_nothing, run_import, NULL },
  { "empty-trash", prepare_nothing, run_empty_trash, NULL },
  { "wipe", prepare_wipe, run_wipe, NULL },
  { "replace-tag", prepare_nothing, run_replace_tag, NULL },
  { "backup", prepare_log, run_backup, NULL },
  { "backup-over", prepare_log, run_backup, NULL, "journal-1.db" },
  { "rest", prepare_log, run_rest, NULL },
  { "close", prepare_log, run_close, NULL },
};

static char *
get_fixture (const char *name)
{
  return g_test_build_filename (G_TEST_DIST, "fixtures", name, NULL);
}

/* Only the journal, as it is before the operation. */
static void
start (Trial *self)
{
  JournalFixture *fixture = self->fixture;
  g_autoptr (GDir) dir = g_dir_open (fixture->folder, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (dir)) != NULL)
    if (!g_str_equal (name, "source"))
      {
        g_autofree char *path = g_build_filename (fixture->folder, name, NULL);

        g_assert_no_errno (g_unlink (path));
      }

  if (self->source != NULL)
    copy_file (self->source, fixture->path);
  if (self->task->target != NULL)
    {
      g_autofree char *target = get_fixture (self->task->target);

      copy_file (target, self->copy);
    }
  if (self->task->prepare != NULL)
    {
      fixture->database = open_journal (fixture->path, HEED_DATABASE_NONE);
      self->task->prepare (fixture);
    }
}

static void
finish (Trial *self)
{
  JournalFixture *fixture = self->fixture;

  if (fixture->database != NULL)
    heed_database_close (fixture->database, NULL);
  g_clear_object (&fixture->database);
}

static void
run_to_the_end (Trial *self)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *now = NULL;
  gboolean success = self->task->run (self->fixture, &error);

  g_assert_no_error (error);
  g_assert_true (success);
  now = dump (self->fixture->path);
  g_assert_cmpstr (now, ==, self->after);
}

/* A page that cannot be read is damage to whoever is looking for it just then. */
static void
assert_error_tells (const GError *error,
                    const Fault  *fault)
{
  int system_error = fault->system_error;
  HeedError code = system_error == EROFS ? HEED_ERROR_READ_ONLY : system_error == EIO ? HEED_ERROR_FAILED : HEED_ERROR_FULL;

  if (fault->call != FAULT_READ || !g_error_matches (error, HEED_ERROR, HEED_ERROR_CORRUPT))
    g_assert_error (error, HEED_ERROR, (int) code);
  g_assert_nonnull (heed_error_get_detail (error));
}

/* A copy is whole, or what was there before; and what was begun is gone. */
static void
assert_copies_whole (Trial    *self,
                     gboolean  success)
{
  g_autoptr (GDir) dir = g_dir_open (self->fixture->folder, 0, NULL);
  g_autofree char *copied = dump (self->copy);
  const char *name;

  if (self->task->run == run_backup && (success || !g_str_equal (copied, self->target)))
    g_assert_cmpstr (copied, ==, self->before);
  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_assert_null (strstr (name, ".db.")); /* what was begun */
      if (g_str_has_prefix (name, "journal-before-") && g_str_has_suffix (name, ".db"))
        {
          g_autofree char *path = g_build_filename (self->fixture->folder, name, NULL);
          g_autofree char *set_aside = dump (path);

          g_assert_cmpstr (set_aside, ==, self->before);
        }
    }
}

static void
assert_before_or_after (Trial    *self,
                        gboolean  success)
{
  g_autofree char *now = dump (self->fixture->path);

  if (success || !g_str_equal (now, self->before))
    g_assert_cmpstr (now, ==, self->after);
}

/* As long as the disk fails, closing fails on it, too; where it failed once, the
 * same connection goes on. */
static void
recover (Trial       *self,
         const Fault *fault,
         gboolean     success)
{
  if (fault->lasting)
    finish (self);
  fault_vfs_disarm ();

  assert_before_or_after (self, success);
  assert_copies_whole (self, success);
  if (!fault->lasting && (self->fixture->database == NULL || self->task->prepare != NULL))
    run_to_the_end (self);
  finish (self);
}

/* What has left the trash is in the file no more once it is closed, whatever failed
 * before. */
static void
assert_wiped (Trial *self)
{
  g_autofree char *now = dump (self->fixture->path);
  g_autofree char *contents = NULL;
  gsize length;

  if ((self->task->run != run_empty_trash && self->task->run != run_wipe) || !g_str_equal (now, self->after))
    return;

  g_assert_true (g_file_get_contents (self->fixture->path, &contents, &length, NULL));
  g_assert_null (memmem (contents, length, DELETED_WORDS, strlen (DELETED_WORDS)));
}

/* Gives FALSE if there was nothing left to fail. */
static gboolean
try_fault (Trial       *self,
           const Fault *fault)
{
  g_autoptr (GError) error = NULL;
  gboolean success, happened;

  start (self);
  fault_vfs_arm (fault->call, fault->nth, fault->lasting, fault->system_error);
  success = self->task->run (self->fixture, &error);
  happened = fault_vfs_has_happened ();
  if (success)
    g_assert_no_error (error);
  else
    assert_error_tells (error, fault);

  recover (self, fault, success);
  if (!happened)
    {
      g_assert_true (success);
      return FALSE;
    }

  self->n_faults++;
  self->n_errors += !success;
  self->fixture->database = open_journal (self->fixture->path, HEED_DATABASE_CREATE);
  assert_sound (self->fixture->database);
  finish (self);
  assert_wiped (self);
  return TRUE;
}

/* Lets every call of a kind fail. */
static void
try_call (Trial     *self,
          FaultCall  call)
{
  static const int system_errors[] = { ENOSPC, EIO, EROFS, EDQUOT };
  guint n_ways = 2 * G_N_ELEMENTS (system_errors);
  gboolean goes_on = TRUE;

  for (guint nth = 0; goes_on; nth++)
    {
      guint first = g_test_slow () ? 0 : nth % n_ways;
      guint last = g_test_slow () ? n_ways - 1 : first;

      for (guint way = first; goes_on && way <= last; way++)
        {
          Fault fault = { call, nth, way % 2 == 1, system_errors[way / 2] };

          if (call == FAULT_READ)
            fault.system_error = EIO;
          goes_on = try_fault (self, &fault);
        }
    }
}

/* How it is before, and how it is when nothing fails. */
static void
look (Trial *self)
{
  start (self);
  self->before = dump (self->fixture->path);
  self->target = dump (self->copy);
  g_assert_true (self->task->run (self->fixture, NULL));
  self->after = dump (self->fixture->path);
  finish (self);
}

static void
test_task (JournalFixture *fixture,
           gconstpointer   user_data)
{
  Trial trial = { .task = user_data, .fixture = fixture };
  HeedDatabase *database;

  trial.copy = g_build_filename (fixture->folder, "copy.db", NULL);
  if (trial.task->journal == NULL)
    {
      trial.source = g_build_filename (fixture->folder, "source", NULL);
      database = open_journal (trial.source, HEED_DATABASE_CREATE);
      fill_journal (database);
      close_journal (database);
    }
  else if (*trial.task->journal != '\0')
    trial.source = get_fixture (trial.task->journal);

  look (&trial);
  for (guint call = 0; call < FAULT_N_CALLS; call++)
    try_call (&trial, call);
  n_faults_of_all += trial.n_faults;
  g_test_message ("%u faults, of which %u were told as an error", trial.n_faults, trial.n_errors);

  g_free (trial.source);
  g_free (trial.copy);
  g_free (trial.target);
  g_free (trial.before);
  g_free (trial.after);
}

int
main (int    argc,
      char **argv)
{
  g_autofree char *path = NULL;
  g_autoptr (GFile) file = NULL;
  g_autoptr (GError) error = NULL;
  int status;

  g_test_init (&argc, &argv, NULL);
  fault_vfs_register ();
  path = g_test_build_filename (G_TEST_DIST, "fixtures", "workbooks", "small.xml", NULL);
  file = g_file_new_for_path (path);
  workbook = heed_workbook_new_from_file (file, NULL, &error);
  g_assert_no_error (error);

  for (guint i = 0; i < G_N_ELEMENTS (tasks); i++)
    {
      g_autofree char *name = g_strconcat ("/database/faults/", tasks[i].name, NULL);

      g_test_add (name, JournalFixture, &tasks[i], set_up_folder, test_task, tear_down_journal);
    }

  status = g_test_run ();
  g_print ("# %u faults in all\n", n_faults_of_all);
  g_object_unref (workbook);
  return status;
}
