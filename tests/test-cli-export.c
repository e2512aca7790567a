/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Tests of src/cli/heed-cli-export.c and of backups in heed-cli-backup.c:
 * how entries leave a journal and come into another. */

#include "heed-json-reader.h"

#include "export-pictures.h"
#include "read-export.h"
#include "test-cli.h"

#define ID_A "abcd0000-2d3b-4b52-9a53-0d9b6a1f1c11"
#define ID_B "abcdef00-2d3b-4b52-9a53-0d9b6a1f1c11"
#define ID_C "12340000-2d3b-4b52-9a53-0d9b6a1f1c11"

static GPtrArray *
parse (const char *json)
{
  g_autoptr (GInputStream) stream = g_memory_input_stream_new_from_data (json, (gssize) strlen (json), NULL);
  g_autoptr (GError) error = NULL;
  GPtrArray *records = read_export (stream, "export.json", &error);

  g_assert_no_error (error);
  return records;
}

static HeedRecord *
find (GPtrArray  *records,
      const char *id)
{
  for (guint i = 0; i < records->len; i++)
    if (g_str_equal (heed_record_get_id (g_ptr_array_index (records, i)), id))
      return g_ptr_array_index (records, i);

  return NULL;
}

static void
assert_same (GPtrArray *records,
             GPtrArray *expected)
{
  g_assert_cmpuint (records->len, ==, expected->len);
  for (guint i = 0; i < expected->len; i++)
    {
      HeedRecord *one = g_ptr_array_index (expected, i);
      HeedRecord *other = find (records, heed_record_get_id (one));

      g_assert_nonnull (other);
      g_assert_true (heed_record_equal (one, other));
    }
}

static void
set_up_three (CliFixture    *fixture,
              gconstpointer  user_data)
{
  set_up_home (fixture, user_data);
  put_record (fixture, make_note (ID_A, "First", "one"));
  put_record (fixture, make_note (ID_B, "Second", "two"));
  put_record (fixture, make_note (ID_C, "Third", "three"));
}

static void
test_export_all (CliFixture    *fixture,
                 gconstpointer  user_data)
{
  g_autoptr (GPtrArray) entries = read_journal (fixture->journal);
  g_autoptr (GPtrArray) records = NULL;

  g_assert_cmpuint (entries->len, >, 10);
  run (fixture, "export");
  assert_worked (fixture);
  records = parse (fixture->out);
  assert_same (records, entries);
}

static void
test_export_to_file (CliFixture    *fixture,
                     gconstpointer  user_data)
{
  g_autoptr (GPtrArray) entries = read_journal (fixture->journal);
  g_autoptr (GPtrArray) records = NULL;
  g_autofree char *path = in_folder (fixture, "export.json");
  g_autofree char *json = NULL;
  GStatBuf status;

  put_file (fixture, "export.json", "old");
  run (fixture, "export -o export.json");
  assert_worked (fixture);
  g_assert_cmpstr (fixture->out, ==, "");

  json = get_file (fixture, "export.json");
  records = parse (json);
  assert_same (records, entries);
  g_assert_cmpint (g_stat (path, &status), ==, 0);
  g_assert_cmphex (status.st_mode & 0777, ==, 0600);
  g_assert_cmpuint (count_files (fixture->folder), ==, 2);
}

static void
test_export_dash (CliFixture    *fixture,
                  gconstpointer  user_data)
{
  g_autoptr (GPtrArray) records = NULL;

  run (fixture, "export -o -");
  assert_worked (fixture);
  records = parse (fixture->out);
  g_assert_cmpuint (records->len, ==, 3);
}

static void
test_export_chosen (CliFixture    *fixture,
                    gconstpointer  user_data)
{
  g_autoptr (GPtrArray) records = NULL;

  run (fixture, "export " ID_A " 1234 ABCD0000-2D3B-4B52-9A53-0D9B6A1F1C11");
  assert_worked (fixture);
  records = parse (fixture->out);
  g_assert_cmpuint (records->len, ==, 2);
  g_assert_nonnull (find (records, ID_A));
  g_assert_nonnull (find (records, ID_C));
}

static void
test_export_unknown (CliFixture    *fixture,
                     gconstpointer  user_data)
{
  static const char * const lines[] = {
    "export 9999", "export abcd0000 9999", "export 99990000-2d3b-4b52-9a53-0d9b6a1f1c11", "export no-such-entry -o x.json",
    "export abcd", "export " ID_A "0",
  };

  for (guint i = 0; i < G_N_ELEMENTS (lines); i++)
    {
      run (fixture, lines[i]);
      assert_failed (fixture);
      g_assert_cmpstr (fixture->out, ==, "");
    }
  g_assert_cmpuint (count_files (fixture->folder), ==, 1);

  run (fixture, "export abc");
  assert_refused (fixture);
}

static void
test_export_deleted (CliFixture    *fixture,
                     gconstpointer  user_data)
{
  g_autoptr (HeedRecord) record = make_note (ID_A, "First", "one");
  HeedRecordBuilder *builder = heed_record_builder_new_from (record);
  g_autoptr (GPtrArray) records = NULL;

  heed_record_builder_set_deleted (builder, heed_timestamp_now ());
  put_record (fixture, heed_record_builder_end (builder));

  run (fixture, "export " ID_A);
  assert_failed (fixture);
  run (fixture, "export abcd0");
  assert_failed (fixture);
  run (fixture, "export abcd");
  assert_worked (fixture);
  records = parse (fixture->out);
  g_assert_nonnull (find (records, ID_B));
}

static void
test_export_empty (CliFixture    *fixture,
                   gconstpointer  user_data)
{
  g_autoptr (GPtrArray) records = NULL;

  run (fixture, "export");
  assert_worked (fixture);
  records = parse (fixture->out);
  g_assert_cmpuint (records->len, ==, 0);
}

static void
put_pictured (CliFixture *fixture,
              const char *id,
              const char *title,
              GBytes     *first,
              GBytes     *second)
{
  g_autoptr (HeedRecord) plain = make_note (id, title, "one");
  HeedRecordBuilder *builder = heed_record_builder_new_from (plain);

  set_picture (builder, "1", first, "A duck");
  if (second != NULL)
    set_picture (builder, "2", second, NULL);
  put_record (fixture, heed_record_builder_end (builder));
}

static void
take_file (CliFixture *fixture,
           const char *name,
           Taken      *taken)
{
  g_autofree char *path = in_folder (fixture, name);
  g_autoptr (GError) error = NULL;
  g_autoptr (GInputStream) stream = heed_json_open (path, &error);

  g_assert_no_error (error);
  g_assert_true (take_export (taken, stream, NULL, &error));
  g_assert_no_error (error);
}

/* The pictures go with the entries that have them, and only these; what was exported
 * already is left alone. */
static void
test_export_pictures (CliFixture    *fixture,
                      gconstpointer  user_data)
{
  g_autoptr (GBytes) shared = make_picture (1, 100000), own = make_picture (2, 70), nobodys = make_picture (3, 70);
  g_autofree char *path = in_folder (fixture, "all.json");
  g_auto (Taken) all = { NULL }, one = { NULL };
  GStatBuf before, after;

  put_picture (fixture, shared);
  put_picture (fixture, own);
  put_picture (fixture, nobodys);
  put_pictured (fixture, ID_A, "First", shared, own);
  put_pictured (fixture, ID_B, "Second", shared, NULL);

  run (fixture, "export -o all.json");
  assert_worked (fixture);
  take_file (fixture, "all.json", &all);
  g_assert_cmpuint (all.records->len, ==, 3);
  g_assert_cmpuint (g_hash_table_size (all.pictures), ==, 2);
  assert_taken (&all, shared);
  assert_taken (&all, own);

  run (fixture, "export " ID_B " -o one.json");
  assert_worked (fixture);
  take_file (fixture, "one.json", &one);
  g_assert_cmpuint (g_hash_table_size (one.pictures), ==, 1);
  assert_taken (&one, shared);

  g_assert_cmpint (g_stat (path, &before), ==, 0);
  run (fixture, "export -o all.json");
  assert_worked (fixture);
  g_assert_cmpint (g_stat (path, &after), ==, 0);
  g_assert_cmpuint (before.st_ino, ==, after.st_ino);
}

/* An entry says that it has a picture, and the journal does not have it. */
static void
test_export_lacks_picture (CliFixture    *fixture,
                           gconstpointer  user_data)
{
  g_autoptr (GBytes) lost = make_picture (1, 70), own = make_picture (2, 70);
  g_auto (Taken) taken = { NULL };

  put_picture (fixture, own);
  put_pictured (fixture, ID_A, "First", lost, own);
  run (fixture, "export -o all.json");
  g_assert_cmpint (fixture->status, ==, 0);
  g_assert_cmpstr (fixture->out, ==, "");
  g_assert_cmpstr (fixture->err, ==,
                   "1 picture is not in the file (“First”), because the journal does not have it, or not all of it.\n");

  take_file (fixture, "all.json", &taken);
  g_assert_cmpuint (taken.records->len, ==, 3);
  g_assert_cmpuint (g_hash_table_size (taken.pictures), ==, 1);
  assert_taken (&taken, own);
}

/* What was there stays where the export cannot be done. */
static void
test_export_keeps_file (CliFixture    *fixture,
                        gconstpointer  user_data)
{
  put_file (fixture, "export.json", "old");
  run (fixture, "export 9999 -o export.json");
  assert_failed (fixture);
  run_shell (fixture, "ulimit -f 8; trap '' XFSZ; $HEED_PROGRAM export -o export.json");
  assert_failed (fixture);
  assert_file (fixture, "export.json", "old", 2);
}

static void
test_export_nowhere (CliFixture    *fixture,
                     gconstpointer  user_data)
{
  static const char * const lines[] = {
    "export -o missing/export.json", "export -o home", "export -o letter.txt/export.json", "export -o /dev/null",
  };

  put_file (fixture, "letter.txt", "Dear Ann");
  for (guint i = 0; i < G_N_ELEMENTS (lines); i++)
    {
      run (fixture, lines[i]);
      assert_failed (fixture);
    }
  g_assert_cmpuint (count_files (fixture->folder), ==, 2);
}

/* A slip of the finger must not cost a journal. */
static void
test_export_over_journal (CliFixture    *fixture,
                          gconstpointer  user_data)
{
  g_autoptr (GPtrArray) entries = NULL;

  run (fixture, "export -o home/" HEED_NAME "/journal.db");
  assert_failed (fixture);
  assert_says (fixture->err, "is a journal");
  entries = read_journal (fixture->journal);
  g_assert_cmpuint (entries->len, ==, 3);
}

static void
test_demo (CliFixture    *fixture,
           gconstpointer  user_data)
{
  g_autoptr (GPtrArray) entries = NULL;
  g_autofree char *path = in_folder (fixture, "demo.db");
  GStatBuf status;

  run (fixture, "demo -o demo.db");
  assert_worked (fixture);
  g_assert_cmpstr (fixture->out, ==, "");
  g_assert_cmpuint (count_files (fixture->folder), ==, 1);
  g_assert_cmpint (g_stat (path, &status), ==, 0);
  g_assert_cmphex (status.st_mode & 0777, ==, 0600);
  entries = read_journal (path);
  g_assert_cmpuint (entries->len, >, 10);
}

static void
test_demo_never_over_file (CliFixture    *fixture,
                           gconstpointer  user_data)
{
  g_autofree char *contents = NULL;
  g_autoptr (GPtrArray) entries = NULL;

  put_file (fixture, "letter.txt", "Dear Ann");
  run (fixture, "demo -o letter.txt");
  assert_failed (fixture);
  contents = get_file (fixture, "letter.txt");
  g_assert_cmpstr (contents, ==, "Dear Ann");

  run (fixture, "demo -o home/" HEED_NAME "/journal.db");
  assert_failed (fixture);
  entries = read_journal (fixture->journal);
  g_assert_cmpuint (entries->len, ==, 3);
}

static void
test_demo_nowhere (CliFixture    *fixture,
                   gconstpointer  user_data)
{
  put_file (fixture, "letter.txt", "Dear Ann");
  run (fixture, "demo -o letter.txt/demo.db");
  assert_failed (fixture);
  run_shell (fixture, "ulimit -f 8; trap '' XFSZ; $HEED_PROGRAM demo -o demo.db");
  assert_failed (fixture);
  g_assert_cmpuint (count_files (fixture->folder), ==, 1);
}

static void
test_backup (CliFixture    *fixture,
             gconstpointer  user_data)
{
  g_autoptr (GPtrArray) entries = read_journal (fixture->journal);
  g_autoptr (GPtrArray) copies = NULL;
  g_autofree char *path = in_folder (fixture, "copy.db");

  run (fixture, "backup -o copy.db");
  assert_worked (fixture);
  g_assert_cmpstr (fixture->out, ==, "");
  copies = read_journal (path);
  assert_same (copies, entries);
}

static void
test_backup_never_over_file (CliFixture    *fixture,
                             gconstpointer  user_data)
{
  put_file (fixture, "letter.txt", "Dear Ann");
  run (fixture, "backup -o letter.txt");
  assert_failed (fixture);
  run (fixture, "backup -o missing/copy.db");
  assert_failed (fixture);
  assert_file (fixture, "letter.txt", "Dear Ann", 2);
}

#define ADD_THREE_TEST(path, test) g_test_add (path, CliFixture, NULL, set_up_three, test, tear_down_home)

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  ADD_DEMO_TEST ("/export/all", test_export_all);
  ADD_DEMO_TEST ("/export/to-file", test_export_to_file);
  ADD_THREE_TEST ("/export/dash", test_export_dash);
  ADD_THREE_TEST ("/export/chosen", test_export_chosen);
  ADD_THREE_TEST ("/export/unknown", test_export_unknown);
  ADD_THREE_TEST ("/export/deleted", test_export_deleted);
  ADD_EMPTY_TEST ("/export/empty", test_export_empty);
  ADD_THREE_TEST ("/export/pictures", test_export_pictures);
  ADD_THREE_TEST ("/export/lacks-picture", test_export_lacks_picture);
  ADD_DEMO_TEST ("/export/keeps-file", test_export_keeps_file);
  ADD_THREE_TEST ("/export/nowhere", test_export_nowhere);
  ADD_THREE_TEST ("/export/over-journal", test_export_over_journal);
  ADD_HOME_TEST ("/demo/writes", test_demo);
  ADD_THREE_TEST ("/demo/never-over-file", test_demo_never_over_file);
  ADD_HOME_TEST ("/demo/nowhere", test_demo_nowhere);
  ADD_DEMO_TEST ("/backup/writes", test_backup);
  ADD_THREE_TEST ("/backup/never-over-file", test_backup_never_over_file);

  return g_test_run ();
}
