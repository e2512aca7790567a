/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Tests of src/cli/heed-cli-import.c: how entries come from one copy of a
 * journal into another. */

#include "export-pictures.h"
#include "test-cli.h"

#define ID_A "abcd0000-2d3b-4b52-9a53-0d9b6a1f1c11"
#define ID_B "abcdef00-2d3b-4b52-9a53-0d9b6a1f1c11"

static void
set_up_two (CliFixture    *fixture,
            gconstpointer  user_data)
{
  set_up_home (fixture, user_data);
  put_record (fixture, make_note (ID_A, "First", "one"));
  put_record (fixture, make_note (ID_B, "Second", "two"));
}

static void
assert_counts (CliFixture *fixture,
               const char *counts)
{
  assert_worked (fixture);
  g_assert_cmpstr (fixture->out, ==, counts);
}

static void
assert_same_journals (const char *path,
                      const char *other)
{
  g_autoptr (GPtrArray) records = read_journal (path);
  g_autoptr (GPtrArray) others = read_journal (other);

  g_assert_cmpuint (records->len, ==, others->len);
  for (guint i = 0; i < records->len; i++)
    g_assert_true (heed_record_equal (g_ptr_array_index (records, i), g_ptr_array_index (others, i)));
}

static HeedRecord *
read_record (const char *path,
             const char *id)
{
  g_autoptr (HeedDatabase) database = open_database (path, HEED_DATABASE_READ_ONLY);
  g_autoptr (GError) error = NULL;
  HeedRecord *record = heed_database_get (database, id, &error);

  g_assert_no_error (error);
  return record;
}

/* The new journal is made, and everything is in it. */
static void
test_all (CliFixture    *fixture,
          gconstpointer  user_data)
{
  g_autofree char *path = in_folder (fixture, "new.db");
  g_autofree char *first = NULL;
  g_autofree char *again = NULL;
  g_autoptr (GPtrArray) entries = read_journal (fixture->journal);
  guint count = entries->len;

  first = g_strdup_printf ("%u entries were added.\n0 entries were changed.\n0 entries were there already.\n", count);
  again = g_strdup_printf ("0 entries were added.\n0 entries were changed.\n%u entries were there already.\n", count);

  run (fixture, "export -o all.json");
  run (fixture, "import all.json --journal new.db");
  assert_counts (fixture, first);
  assert_same_journals (path, fixture->journal);
  run (fixture, "import all.json --journal new.db");
  assert_counts (fixture, again);
  assert_same_journals (path, fixture->journal);
}

static void
test_own_journal (CliFixture    *fixture,
                  gconstpointer  user_data)
{
  run (fixture, "demo -o demo.db");
  run (fixture, "export --journal demo.db -o all.json");
  g_assert_false (g_file_test (fixture->journal, G_FILE_TEST_EXISTS));
  run (fixture, "import all.json");
  assert_worked (fixture);
  g_assert_true (g_file_test (fixture->journal, G_FILE_TEST_EXISTS));
}

/* A journal that was never made to its end, as its first moment was cut off. */
static void
test_into_nothing (CliFixture    *fixture,
                   gconstpointer  user_data)
{
  run (fixture, "export -o all.json");
  run_shell (fixture, ": > new.db");
  run (fixture, "list --journal new.db");
  g_assert_cmpstr (fixture->err, ==, "heed: There is no journal “new.db”.\n");
  run (fixture, "import all.json --journal new.db");
  assert_counts (fixture, "2 entries were added.\n0 entries were changed.\n0 entries were there already.\n");
}

/* SQLite takes such a name for something else when it is asked carelessly. */
static void
test_like_uri (CliFixture    *fixture,
               gconstpointer  user_data)
{
  run (fixture, "export -o file:all.json");
  run (fixture, "import file:all.json --journal file:new.db?mode=ro");
  assert_counts (fixture, "2 entries were added.\n0 entries were changed.\n0 entries were there already.\n");
  run (fixture, "import file:new.db?mode=ro --journal file:other.db");
  assert_counts (fixture, "2 entries were added.\n0 entries were changed.\n0 entries were there already.\n");
  run (fixture, "backup --journal file:other.db -o file:copy.db");
  assert_worked (fixture);
  run (fixture, "restore file:copy.db --journal file:other.db");
  assert_worked (fixture);
  run (fixture, "check --journal file:other.db");
  assert_worked (fixture);
}

static void
test_standard_input (CliFixture    *fixture,
                     gconstpointer  user_data)
{
  run_shell (fixture, "$HEED_PROGRAM export | $HEED_PROGRAM import - --journal new.db");
  assert_counts (fixture, "2 entries were added.\n0 entries were changed.\n0 entries were there already.\n");
}

static void
test_joins (CliFixture    *fixture,
            gconstpointer  user_data)
{
  g_autoptr (HeedRecord) record = NULL;
  g_autofree char *day = NULL;
  g_autofree char *kept = NULL;

  run (fixture, "export " ID_A " " ID_B " -o two.json");
  put_record (fixture, make_note (ID_A, "First, changed here later", "one"));
  run (fixture, "import two.json");
  assert_worked (fixture);
  record = read_record (fixture->journal, ID_A);
  day = heed_day_format (heed_timestamp_get_day (heed_record_get_created (record)));
  kept = g_strdup_printf ("1 entry keeps a text of its own; that of the file is among its older versions:\n  First, changed here later, %s\n", day);
  g_assert_true (g_str_has_suffix (fixture->out, kept));
  run (fixture, "import two.json");
  assert_counts (fixture, "0 entries were added.\n0 entries were changed.\n2 entries were there already.\n");

  run (fixture, "export " ID_A " -o one.json");
  run (fixture, "import two.json --journal other.db");
  run (fixture, "import one.json --journal other.db");
  assert_counts (fixture, "0 entries were added.\n1 entry was changed.\n0 entries were there already.\n");
  run (fixture, "export --journal other.db -o back.json");
  run (fixture, "import back.json");
  assert_counts (fixture, "0 entries were added.\n0 entries were changed.\n2 entries were there already.\n");

  g_clear_pointer (&record, heed_record_unref);
  record = read_record (fixture->journal, ID_A);
  g_assert_cmpstr (heed_record_get_title (record), ==, "First, changed here later");
}

/* A back-up is taken as well, with what is in its trash. */
static void
test_backup (CliFixture    *fixture,
             gconstpointer  user_data)
{
  g_autoptr (HeedRecord) record = make_note (ID_A, "First", "one");
  HeedRecordBuilder *builder = heed_record_builder_new_from (record);

  heed_record_builder_set_deleted (builder, heed_timestamp_now ());
  put_record (fixture, heed_record_builder_end (builder));
  run (fixture, "backup -o copy.db");
  run (fixture, "import copy.db --journal new.db --dry-run");
  g_assert_true (g_str_has_suffix (fixture->out, "\nOf what changes, 1 entry is in the trash.\n"));
  run (fixture, "import copy.db --journal new.db");
  assert_counts (fixture, "2 entries were added.\n0 entries were changed.\n0 entries were there already.\n"
                          "Of what changes, 1 entry is in the trash.\n");
  run (fixture, "list --journal new.db");
  g_assert_cmpuint (count_lines (fixture->out), ==, 1);

  put_record (fixture, make_note (ID_A, "First, back again", "one"));
  run (fixture, "export -o back.json");
  run (fixture, "import back.json --journal new.db --dry-run");
  g_assert_true (g_str_has_suffix (fixture->out, "\n1 entry comes back from the trash.\n"));
  run (fixture, "import back.json --journal new.db");
  assert_counts (fixture, "0 entries were added.\n1 entry was changed.\n1 entry was there already.\n"
                          "1 entry comes back from the trash.\n");
}

/* A copy brings what entries were before along, once. */
static void
test_versions (CliFixture    *fixture,
               gconstpointer  user_data)
{
  run (fixture, "export " ID_A " -o old.json");
  put_record (fixture, make_note (ID_A, "First, changed", "one more"));
  run (fixture, "import old.json");
  run (fixture, "backup -o copy.db");
  run (fixture, "import copy.db --journal new.db");
  assert_counts (fixture, "2 entries were added.\n0 entries were changed.\n0 entries were there already.\n"
                          "1 older version came along.\n");
  run (fixture, "import copy.db --journal new.db");
  assert_counts (fixture, "0 entries were added.\n0 entries were changed.\n2 entries were there already.\n");
}

/* Says what would be done, and does nothing: no journal is made either. */
static void
test_dry_run (CliFixture    *fixture,
              gconstpointer  user_data)
{
  g_autofree char *new = in_folder (fixture, "new.db");

  run (fixture, "export -o two.json");
  put_record (fixture, make_note (ID_A, "First, changed here later", "one"));
  run (fixture, "import --dry-run two.json");
  assert_counts (fixture, "0 entries are new.\n0 entries are newer in the file.\n1 entry is older in the file.\n"
                          "1 entry is the same.\n0 entries were changed here and there, and are joined.\n");
  run (fixture, "import --dry-run two.json --journal new.db");
  assert_counts (fixture, "2 entries are new.\n0 entries are newer in the file.\n0 entries are older in the file.\n"
                          "0 entries are the same.\n0 entries were changed here and there, and are joined.\n");
  g_assert_false (g_file_test (new, G_FILE_TEST_EXISTS));
  run (fixture, "import two.json");
  g_assert_nonnull (strstr (fixture->out, "1 entry keeps a text of its own"));
}

static void
test_unknown_members (CliFixture    *fixture,
                      gconstpointer  user_data)
{
  run_shell (fixture, "$HEED_PROGRAM export | sed 's/\"form\" :/\"mood\" : 3, \"form\" :/' >newer.json");
  run (fixture, "import newer.json --journal new.db");
  assert_counts (fixture, "2 entries were added.\n0 entries were changed.\n0 entries were there already.\n"
                          "The file has more than this Heed knows, which is left out: entries/mood.\n");
}

/* An export goes through an import without a change, but for when it was written:
 * what was begun in the same moment keeps its order. */
static void
test_round_trip (CliFixture    *fixture,
                 gconstpointer  user_data)
{
  HeedTimestamp now = heed_timestamp_now ();

  for (guint i = 0; i < 30; i++)
    {
      HeedRecordBuilder *builder = heed_record_builder_new (NULL, "customer-focus", 1, i % 2 ? "note" : "plan");

      heed_record_builder_set_created (builder, now);
      heed_record_builder_set_modified (builder, now);
      heed_record_builder_set_answer (builder, "body", "words \"and\" \\ \u2028 signs", now.utc);
      put_record (fixture, heed_record_builder_end (builder));
    }
  run (fixture, "export -o one.json");
  run (fixture, "import one.json --journal new.db");
  run (fixture, "export --journal new.db -o two.json");
  run_shell (fixture, "sed -i '/exportedAt/d' one.json two.json && cmp one.json two.json");
  assert_worked (fixture);
  g_assert_cmpstr (fixture->out, ==, "");
}

static void
put_pictured (CliFixture *fixture,
              const char *id,
              GBytes     *first,
              GBytes     *second)
{
  g_autoptr (HeedRecord) plain = make_note (id, "Duck", "one");
  HeedRecordBuilder *builder = heed_record_builder_new_from (plain);

  set_picture (builder, "1", first, "A duck");
  set_picture (builder, "2", second, NULL);
  put_record (fixture, heed_record_builder_end (builder));
}

static void
assert_has_picture (const char *path,
                    GBytes     *bytes)
{
  g_autoptr (HeedDatabase) database = open_database (path, HEED_DATABASE_READ_ONLY);
  g_autofree char *content = heed_picture_name_content (bytes);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) read = heed_database_read_picture (database, content, &error);

  g_assert_no_error (error);
  g_assert_nonnull (read);
  g_assert_true (g_bytes_equal (read, bytes));
}

/* There and back, without a change of any byte. */
static void
test_pictures (CliFixture    *fixture,
               gconstpointer  user_data)
{
  g_autoptr (GBytes) shared = make_picture (1, 200000), first = make_picture (2, 70), second = make_picture (3, 48 * 1024);
  g_autofree char *path = in_folder (fixture, "new.db");

  put_picture (fixture, shared);
  put_picture (fixture, first);
  put_picture (fixture, second);
  put_pictured (fixture, ID_A, shared, first);
  put_pictured (fixture, ID_B, second, shared);

  run (fixture, "export -o one.json");
  run (fixture, "import --dry-run one.json --journal new.db");
  assert_worked (fixture);
  assert_says (fixture->out, "\n3 pictures come along.\n");
  g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
  run (fixture, "import one.json --journal new.db");
  assert_counts (fixture, "2 entries were added.\n0 entries were changed.\n0 entries were there already.\n"
                          "3 pictures came along.\n");
  assert_same_journals (path, fixture->journal);
  assert_has_picture (path, shared);
  assert_has_picture (path, first);
  assert_has_picture (path, second);

  run (fixture, "export --journal new.db -o two.json");
  assert_worked (fixture);
  run_shell (fixture, "sed -i '/exportedAt/d' one.json two.json && cmp one.json two.json");
  assert_worked (fixture);
}

/* What is in the file for an entry that is not, or does not have it any more, is passed
 * over. */
static void
test_unneeded_picture (CliFixture    *fixture,
                       gconstpointer  user_data)
{
  g_autoptr (GBytes) first = make_picture (1, 70), second = make_picture (2, 70);
  g_autofree char *path = in_folder (fixture, "new.db");
  g_autofree char *content = heed_picture_name_content (second);
  g_autoptr (HeedDatabase) database = NULL;
  g_autoptr (GBytes) read = NULL;
  g_autoptr (GError) error = NULL;

  put_picture (fixture, first);
  put_picture (fixture, second);
  put_pictured (fixture, ID_A, first, second);
  run_shell (fixture, "$HEED_PROGRAM export | sed 's|~picture/2|lost|' | $HEED_PROGRAM import - --journal new.db");
  assert_counts (fixture, "2 entries were added.\n0 entries were changed.\n0 entries were there already.\n"
                          "1 picture came along.\n");
  assert_has_picture (path, first);
  database = open_database (path, HEED_DATABASE_READ_ONLY);
  read = heed_database_read_picture (database, content, &error);
  g_assert_no_error (error);
  g_assert_null (read);
}

/* Nothing comes of a file of which one picture is wrong; and one that lacks a picture has
 * its entries. */
static void
test_wrong_pictures (CliFixture    *fixture,
                     gconstpointer  user_data)
{
  g_autoptr (GBytes) first = make_picture (1, 200000), second = make_picture (2, 70);
  g_autofree char *path = in_folder (fixture, "new.db");

  put_picture (fixture, first);
  put_picture (fixture, second);
  put_pictured (fixture, ID_A, first, second);
  run_shell (fixture, "$HEED_PROGRAM export >good.json && sed '/\"offset\" : 49152/{n;s/\"data\" : \"..../&AAAA/}' good.json "
                      ">longer.json && sed '/\"offset\" : 98304/{n;s/\"data\" : \"..../\"data\" : \"AAAA/}' good.json "
                      ">other.json && ! cmp -s good.json longer.json && ! cmp -s good.json other.json");
  g_assert_cmpint (fixture->status, ==, 0);

  run (fixture, "import longer.json --journal new.db");
  assert_failed (fixture);
  assert_says (fixture->err, "“longer.json” cannot be read: “data” of the picture");
  run (fixture, "import other.json --journal new.db");
  assert_failed (fixture);
  assert_says (fixture->err, "is damaged. Nothing was taken");
  g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));

  run_shell (fixture, "sed 's/\"pictures\" :/\"photographs\" :/' good.json | $HEED_PROGRAM import - --journal new.db");
  assert_counts (fixture, "2 entries were added.\n0 entries were changed.\n0 entries were there already.\n"
                          "The file has more than this Heed knows, which is left out: photographs.\n");
  assert_same_journals (path, fixture->journal);

  /* They may come later. */
  run (fixture, "import good.json --journal new.db");
  assert_counts (fixture, "0 entries were added.\n0 entries were changed.\n2 entries were there already.\n"
                          "2 pictures came along.\n");
  assert_has_picture (path, first);
  assert_has_picture (path, second);
}

/* Whatever is wrong with the file, the journal is as it was. */
static void
test_bad_files (CliFixture    *fixture,
                gconstpointer  user_data)
{
  static const char * const lines[] = {
    "import missing.json", "import home", "import letter.txt", "import cut.json", "import damaged.db",
    "import letter.txt --journal new.db", "import empty.json",
  };
  g_autofree char *new = in_folder (fixture, "new.db");
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;

  put_file (fixture, "letter.txt", "Dear Ann");
  put_file (fixture, "empty.json", "");
  run_shell (fixture, "$HEED_PROGRAM export | head -c 700 >cut.json");
  run_shell (fixture, "head -c 3000 home/" HEED_NAME "/journal.db >damaged.db");
  run (fixture, "export");
  before = g_strdup (strstr (fixture->out, "\"entries\""));

  for (guint i = 0; i < G_N_ELEMENTS (lines); i++)
    {
      run (fixture, lines[i]);
      assert_failed (fixture);
      g_assert_cmpstr (fixture->out, ==, "");
    }

  run (fixture, "export");
  after = g_strdup (strstr (fixture->out, "\"entries\""));
  g_assert_cmpstr (before, ==, after);
  g_assert_false (g_file_test (new, G_FILE_TEST_EXISTS));
}

static void
test_wrong_usage (CliFixture    *fixture,
                  gconstpointer  user_data)
{
  static const char * const lines[] = { "import", "import one.json two.json", "import -o one.json" };

  for (guint i = 0; i < G_N_ELEMENTS (lines); i++)
    {
      run (fixture, lines[i]);
      assert_refused (fixture);
    }
  g_assert_cmpuint (count_files (fixture->folder), ==, 0);
}

#define ADD_TWO_TEST(path, test) g_test_add (path, CliFixture, NULL, set_up_two, test, tear_down_home)

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  ADD_DEMO_TEST ("/import/all", test_all);
  ADD_HOME_TEST ("/import/own-journal", test_own_journal);
  ADD_TWO_TEST ("/import/standard-input", test_standard_input);
  ADD_TWO_TEST ("/import/into-nothing", test_into_nothing);
  ADD_TWO_TEST ("/import/like-uri", test_like_uri);
  ADD_TWO_TEST ("/import/joins", test_joins);
  ADD_TWO_TEST ("/import/backup", test_backup);
  ADD_TWO_TEST ("/import/versions", test_versions);
  ADD_TWO_TEST ("/import/dry-run", test_dry_run);
  ADD_TWO_TEST ("/import/unknown-members", test_unknown_members);
  ADD_TWO_TEST ("/import/round-trip", test_round_trip);
  ADD_TWO_TEST ("/import/pictures", test_pictures);
  ADD_TWO_TEST ("/import/unneeded-picture", test_unneeded_picture);
  ADD_TWO_TEST ("/import/wrong-pictures", test_wrong_pictures);
  ADD_TWO_TEST ("/import/bad-files", test_bad_files);
  ADD_HOME_TEST ("/import/wrong-usage", test_wrong_usage);

  return g_test_run ();
}
