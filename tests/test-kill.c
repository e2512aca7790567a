/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Kills the program at random moments of whatever it does with a journal. The
 * journal then opens, is sound, and has everything that was reported to be done;
 * what was not is there as a whole or not at all. By default there are some 250
 * kills, with -m slow as many thousands; the moments follow from --seed, as far as
 * a machine does the same twice. */

#include "assert-sound.h"
#include "read-export.h"
#include "test-cli.h"

#define N_NOTES 150
#define BODY "What there is to say, before and after."

static guint n_kills_of_all;

typedef struct
{
  CliFixture cli;
  GHashTable *told;  /* from the id of an entry to the text that was last told to be saved */
  GPtrArray *before; /* the entries that were there */
  char *journal;
  char *source;      /* a copy of the journal as it was */
  char *output;
  gint64 longest;    /* until the kill, in microseconds; 0 until it is known */
  guint n_added;     /* how many entries come from the file that is imported */
} KillFixture;

typedef struct
{
  const char *name;
  const char *line;    /* what the program is to do, with paths in the folder */
  guint n_kills;
  gboolean uses;       /* it is use-journal and not heed */
  const char *journal; /* of the fixtures; NULL for notes, "" for none */
  void (*prepare) (KillFixture *fixture);
  void (*look) (KillFixture *fixture,
                gboolean     done);
  guint longest;       /* until the kill, in milliseconds; where it is not found out */
} Task;

static guint
count_kills (guint n_kills)
{
  return g_test_slow () ? 20 * n_kills : n_kills;
}

static void
remove_journal (const char *path)
{
  static const char * const suffixes[] = { "", "-wal", "-shm", "-journal" };

  for (guint i = 0; i < G_N_ELEMENTS (suffixes); i++)
    {
      g_autofree char *file = g_strconcat (path, suffixes[i], NULL);

      g_unlink (file);
    }
}

static GSubprocess *
start_program (KillFixture *fixture,
               const char  *program,
               const char  *line)
{
  g_autoptr (GSubprocessLauncher) launcher = g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE);
  g_autofree char *whole = g_strdup_printf ("%s %s", g_getenv (program), line);
  g_auto (GStrv) words = g_strsplit (whole, " ", -1);
  g_autoptr (GError) error = NULL;
  GSubprocess *process;

  g_subprocess_launcher_set_cwd (launcher, fixture->cli.folder);
  g_subprocess_launcher_set_environ (launcher, fixture->cli.environment);
  process = g_subprocess_launcher_spawnv (launcher, (const char * const *) words, &error);
  g_assert_no_error (error);
  return process;
}

static void
read_lines (GDataInputStream *stream,
            GHashTable       *told)
{
  char *line;

  while ((line = g_data_input_stream_read_line (stream, NULL, NULL, NULL)) != NULL)
    {
      char **words = g_strsplit (line, " ", 2);

      g_hash_table_insert (told, words[0], words[1]);
      g_free (words);
      g_free (line);
    }
}

/* Gives TRUE if the program was killed, and FALSE if it was through before. The
 * first time it may go on to the end, which shows how long that takes. */
static gboolean
kill_at_random (KillFixture *fixture,
                GSubprocess *process)
{
  gint64 begun = g_get_monotonic_time ();

  if (fixture->longest > 0)
    {
      g_usleep ((gulong) g_test_rand_int_range (0, (gint32) fixture->longest));
      g_subprocess_force_exit (process);
    }
  g_subprocess_wait (process, NULL, NULL);
  if (fixture->longest == 0)
    fixture->longest = g_get_monotonic_time () - begun;
  if (!g_subprocess_get_if_signaled (process))
    g_assert_cmpint (g_subprocess_get_exit_status (process), ==, 0);
  return g_subprocess_get_if_signaled (process);
}

/* What was told to be saved is there, and perhaps what was typed after it. */
static void
assert_told (KillFixture *fixture)
{
  g_autoptr (HeedDatabase) database = open_database (fixture->journal, HEED_DATABASE_CREATE);
  GHashTableIter iter;
  gpointer id, text;

  assert_sound (database);
  g_hash_table_iter_init (&iter, fixture->told);
  while (g_hash_table_iter_next (&iter, &id, &text))
    {
      g_autoptr (HeedRecord) record = heed_database_get (database, id, NULL);

      g_assert_nonnull (record);
      if (!g_str_has_prefix (heed_record_get_answer (record, "body"), text))
        g_error ("“%s” was told to be saved, and “%s” is there.", (char *) text, heed_record_get_answer (record, "body"));
    }
  g_assert_true (heed_database_close (database, NULL));
}

static void
type_and_kill (KillFixture *fixture,
               const Task  *task)
{
  g_autoptr (GSubprocess) process = start_program (fixture, "HEED_USE_JOURNAL", task->line);
  g_autoptr (GDataInputStream) stream = g_data_input_stream_new (g_subprocess_get_stdout_pipe (process));

  g_assert_true (kill_at_random (fixture, process));
  read_lines (stream, fixture->told);
  assert_told (fixture);
}

/* The same journal is typed into again and again, as often as in the short mode. */
static void
test_typing (KillFixture   *fixture,
             gconstpointer  data)
{
  const Task *task = data;
  guint n_kills = count_kills (task->n_kills), n_told = 0;

  for (guint i = 0; i < n_kills; i++)
    {
      if (i % task->n_kills == 0)
        {
          n_told += g_hash_table_size (fixture->told);
          g_hash_table_remove_all (fixture->told);
          remove_journal (fixture->journal);
        }
      type_and_kill (fixture, task);
    }

  n_kills_of_all += n_kills;
  n_told += g_hash_table_size (fixture->told);
  g_test_message ("%u kills, after which %u entries were told to be saved", n_kills, n_told);
  g_assert_cmpuint (n_told, >, 0);
}

/* As the program that opens it next finds it. */
static GPtrArray *
open_and_read (const char *path)
{
  g_autoptr (HeedDatabase) database = open_database (path, HEED_DATABASE_CREATE);
  GPtrArray *records = g_ptr_array_new_with_free_func ((GDestroyNotify) heed_record_unref);
  g_autoptr (GError) error = NULL;

  assert_sound (database);
  heed_database_foreach (database, NULL, collect_record, records, &error);
  g_assert_no_error (error);
  heed_database_foreach (database, &(HeedQuery) { .deleted = TRUE }, collect_record, records, &error);
  g_assert_no_error (error);
  g_assert_true (heed_database_close (database, NULL));
  return records;
}

static HeedRecord *
find_record (GPtrArray  *records,
             HeedRecord *like)
{
  for (guint i = 0; i < records->len; i++)
    if (g_str_equal (heed_record_get_id (records->pdata[i]), heed_record_get_id (like)))
      return records->pdata[i];

  return NULL;
}

static void
assert_holds (GPtrArray *records,
              GPtrArray *before)
{
  for (guint i = 0; i < before->len; i++)
    {
      HeedRecord *record = find_record (records, before->pdata[i]);

      g_assert_nonnull (record);
      g_assert_true (heed_record_equal (record, before->pdata[i]));
    }
}

static void
look_imported (KillFixture *fixture,
               gboolean     done)
{
  g_autoptr (GPtrArray) records = open_and_read (fixture->journal);

  assert_holds (records, fixture->before);
  if (done || records->len != fixture->before->len)
    g_assert_cmpuint (records->len, ==, fixture->before->len + fixture->n_added);
}

static GPtrArray *
read_exported (const char *path)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GError) error = NULL;
  g_autoptr (GFileInputStream) stream = g_file_read (file, NULL, &error);
  GPtrArray *records;

  g_assert_no_error (error);
  records = read_export (G_INPUT_STREAM (stream), path, &error);
  g_assert_no_error (error);
  return records;
}

/* An export is the one before, of no entry, or the new one. */
static void
look_exported (KillFixture *fixture,
               gboolean     done)
{
  g_autoptr (GPtrArray) records = read_exported (fixture->output);

  assert_holds (fixture->before, records);
  if (done || records->len > 0)
    g_assert_cmpuint (records->len, ==, N_NOTES / 3);
  look_imported (fixture, FALSE);
}

static void
look_backed_up (KillFixture *fixture,
                gboolean     done)
{
  g_autoptr (GPtrArray) records = NULL;

  if (done || g_file_test (fixture->output, G_FILE_TEST_EXISTS))
    {
      records = open_and_read (fixture->output);
      assert_holds (records, fixture->before);
    }
  look_imported (fixture, FALSE);
}

/* What is in the trash is whole, or a tombstone is left of it. */
static void
look_emptied (KillFixture *fixture,
              gboolean     done)
{
  HeedDatabase *database = open_database (fixture->journal, HEED_DATABASE_NONE);
  guint n_whole = 0;

  assert_sound (database);
  for (guint i = 0; i < fixture->before->len; i++)
    {
      HeedRecord *before = fixture->before->pdata[i];
      g_autoptr (HeedRecord) record = heed_database_get (database, heed_record_get_id (before), NULL);

      g_assert_nonnull (record);
      if (heed_timestamp_is_set (heed_record_get_deleted (before)) && heed_record_is_emptied (record))
        continue;
      g_assert_true (heed_record_equal (record, before));
      n_whole++;
    }
  if (done || g_hash_table_contains (fixture->told, "done"))
    g_assert_cmpuint (n_whole, ==, N_NOTES / 3);

  heed_database_close (database, NULL);
  g_object_unref (database);
}

static void
look_replaced (KillFixture *fixture,
               gboolean     done)
{
  g_autoptr (GPtrArray) records = open_and_read (fixture->journal);
  gboolean all = done || g_hash_table_contains (fixture->told, "done");

  g_assert_cmpuint (records->len, ==, fixture->before->len);
  for (guint i = 0; i < records->len; i++)
    {
      HeedRecord *record = records->pdata[i];
      const char * const *tags = heed_record_get_tags (record);
      gboolean deleted = heed_timestamp_is_set (heed_record_get_deleted (record));

      g_assert_cmpstr (heed_record_get_answer (record, "body"), ==, BODY);
      g_assert_cmpuint (g_strv_length ((GStrv) tags), ==, 1);
      if (!g_str_equal (tags[0], "phone"))
        g_assert_cmpstr (tags[0], ==, "call");
      else
        g_assert_true (deleted || !all);
    }
}

/* Two of three notes are in the trash. */
static void
put_notes (const char *path)
{
  const char *tags[] = { "phone", NULL };
  g_autoptr (GPtrArray) records = g_ptr_array_new_with_free_func ((GDestroyNotify) heed_record_unref);
  g_autoptr (GPtrArray) summaries = g_ptr_array_new_with_free_func ((GDestroyNotify) heed_summary_unref);
  g_autoptr (HeedDatabase) database = open_database (path, HEED_DATABASE_CREATE);
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < N_NOTES; i++)
    {
      g_autoptr (HeedRecord) note = make_note (NULL, "A note", BODY);
      HeedRecordBuilder *builder = heed_record_builder_new_from (note);
      HeedRecord *record;

      heed_record_builder_set_tags (builder, tags);
      if (i % 3 > 0)
        heed_record_builder_set_deleted (builder, heed_timestamp_now ());
      record = heed_record_builder_end (builder);
      g_ptr_array_add (records, record);
      g_ptr_array_add (summaries, heed_summary_new (record, NULL));
    }
  heed_database_put_all (database, records, summaries, &error);
  g_assert_no_error (error);
  g_assert_true (heed_database_close (database, NULL));
}

/* The sample journal, exported. */
static void
prepare_import (KillFixture *fixture)
{
  g_autofree char *path = in_folder (&fixture->cli, "all.json");
  g_autoptr (GPtrArray) records = NULL;

  run (&fixture->cli, "demo -o demo.db");
  run (&fixture->cli, "export --journal demo.db -o all.json");
  assert_worked (&fixture->cli);
  records = read_exported (path);
  fixture->n_added = records->len;
}

/* There is an export already, of a journal without entries. */
static void
prepare_export (KillFixture *fixture)
{
  g_autofree char *path = in_folder (&fixture->cli, "none.db");
  HeedDatabase *none = open_database (path, HEED_DATABASE_CREATE);

  heed_database_close (none, NULL);
  g_object_unref (none);
  run (&fixture->cli, "export --journal none.db -o output");
  assert_worked (&fixture->cli);
}

static void
prepare_backup (KillFixture *fixture)
{
  remove_journal (fixture->output);
}

static void
set_up_kill (KillFixture   *fixture,
             gconstpointer  data)
{
  set_up_home (&fixture->cli, NULL);
  fixture->told = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  fixture->journal = in_folder (&fixture->cli, "journal.db");
  fixture->source = in_folder (&fixture->cli, "source.db");
  fixture->output = in_folder (&fixture->cli, "output");
  fixture->longest = ((const Task *) data)->longest * 1000;
}

static void
tear_down_kill (KillFixture   *fixture,
                gconstpointer  data)
{
  tear_down_home (&fixture->cli, NULL);
  g_hash_table_unref (fixture->told);
  g_clear_pointer (&fixture->before, g_ptr_array_unref);
  g_free (fixture->journal);
  g_free (fixture->source);
  g_free (fixture->output);
}

static void
make_source (KillFixture *fixture,
             const char  *name)
{
  g_autofree char *copy = NULL;

  if (name == NULL)
    put_notes (fixture->source);
  else if (*name != '\0')
    {
      g_autofree char *path = g_test_build_filename (G_TEST_DIST, "fixtures", name, NULL);

      copy_file (path, fixture->source);
    }
  else
    {
      fixture->before = g_ptr_array_new ();
      return;
    }

  copy = in_folder (&fixture->cli, "read.db");
  copy_file (fixture->source, copy);
  fixture->before = open_and_read (copy);
}

/* The moments are where the program is at work, not where it is through. */
static void
adapt (KillFixture *fixture,
       gboolean     killed)
{
  fixture->longest = killed ? fixture->longest * 21 / 20 : MAX (fixture->longest * 9 / 10, 1000);
}

static void
test_task (KillFixture   *fixture,
           gconstpointer  data)
{
  const Task *task = data;
  guint n_kills = count_kills (task->n_kills), n_ends = 0;

  make_source (fixture, task->journal);
  for (guint i = 0; i < n_kills;)
    {
      g_autoptr (GSubprocess) process = NULL;
      g_autoptr (GDataInputStream) stream = NULL;
      gboolean killed;

      remove_journal (fixture->journal);
      if (g_file_test (fixture->source, G_FILE_TEST_EXISTS))
        copy_file (fixture->source, fixture->journal);
      if (task->prepare != NULL && (i + n_ends == 0 || task->prepare == prepare_backup))
        task->prepare (fixture);

      g_hash_table_remove_all (fixture->told);
      process = start_program (fixture, task->uses ? "HEED_USE_JOURNAL" : "HEED_PROGRAM", task->line);
      stream = g_data_input_stream_new (g_subprocess_get_stdout_pipe (process));
      killed = kill_at_random (fixture, process);
      read_lines (stream, fixture->told);
      task->look (fixture, !killed);
      adapt (fixture, killed);
      i += killed;
      n_ends += !killed;
    }

  n_kills_of_all += n_kills;
  g_test_message ("%u kills, and %u times the program was through before", n_kills, n_ends);
}

static const Task typing_tasks[] = {
  { "typing", "type journal.db", 90, .longest = 200 },
  { "autosave", "rest journal.db", 10, .longest = 2000 },
};

static const Task tasks[] = {
  { "import", "import all.json --journal journal.db", 25, FALSE, NULL, prepare_import, look_imported },
  { "import-new", "import all.json --journal journal.db", 20, FALSE, "", prepare_import, look_imported },
  { "export", "export --journal journal.db -o output", 20, FALSE, NULL, prepare_export, look_exported },
  { "backup", "backup --journal journal.db -o output", 25, FALSE, NULL, prepare_backup, look_backed_up },
  { "empty-trash", "empty-trash journal.db", 25, TRUE, NULL, NULL, look_emptied },
  { "replace-tag", "replace-tag journal.db", 15, TRUE, NULL, NULL, look_replaced },
  { "upgrade-1", "import all.json --journal journal.db", 15, FALSE, "journal-1.db", prepare_import, look_imported },
  { "upgrade-2", "import all.json --journal journal.db", 15, FALSE, "journal-2.db", prepare_import, look_imported },
  { "upgrade-3", "import all.json --journal journal.db", 10, FALSE, "journal-3.db", prepare_import, look_imported },
};

static void
add_test (const Task *task,
          void (*test) (KillFixture *, gconstpointer))
{
  g_autofree char *path = g_strconcat ("/kill/", task->name, NULL);

  g_test_add (path, KillFixture, task, set_up_kill, test, tear_down_kill);
}

int
main (int    argc,
      char **argv)
{
  int status;

  g_test_init (&argc, &argv, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (typing_tasks); i++)
    add_test (&typing_tasks[i], test_typing);
  for (guint i = 0; i < G_N_ELEMENTS (tasks); i++)
    add_test (&tasks[i], test_task);

  status = g_test_run ();
  g_print ("# %u kills in all\n", n_kills_of_all);
  return status;
}
