/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Tests of src/cli/heed-cli-list.c, and of checks in heed-cli-backup.c:
 * what is said of a journal in lines. */

#include "test-cli.h"

#include "heed-database-private.h"
#include "heed-staging.h"
#include "heed-workbook-locate.h"

#include <signal.h>
#include <sys/wait.h>

#define ID "abcd0000-2d3b-4b52-9a53-0d9b6a1f1c11"

/* The fields of one line of what the program wrote. */
static GStrv
split_line (CliFixture *fixture,
            guint       number)
{
  g_auto (GStrv) lines = g_strsplit (fixture->out, "\n", -1);

  g_assert_cmpuint (number, <, g_strv_length (lines));
  return g_strsplit (lines[number], "\t", -1);
}

/* Bookmarks are in the journal, and not in lists. */
static void
remove_bookmarks (GPtrArray *entries)
{
  for (guint i = entries->len; i > 0; i--)
    if (g_str_equal (heed_record_get_form_id (g_ptr_array_index (entries, i - 1)), HEED_FORM_BOOKMARK))
      g_ptr_array_remove_index (entries, i - 1);
}

static void
test_list_all (CliFixture    *fixture,
               gconstpointer  user_data)
{
  g_autoptr (GPtrArray) entries = read_journal (fixture->journal);

  remove_bookmarks (entries);
  run (fixture, "list");
  assert_worked (fixture);
  g_assert_cmpuint (count_lines (fixture->out), ==, entries->len);
  for (guint i = 0; i < entries->len; i++)
    {
      HeedRecord *record = g_ptr_array_index (entries, i);
      g_auto (GStrv) cells = split_line (fixture, i);
      g_autofree char *day = heed_day_format_iso (heed_timestamp_get_day (heed_record_get_created (record)));

      g_assert_cmpuint (g_strv_length (cells), ==, 4);
      g_assert_cmpstr (cells[0], ==, heed_record_get_id (record));
      g_assert_cmpstr (cells[1], ==, day);
      g_assert_cmpstr (cells[2], !=, heed_record_get_form_id (record));
      if (heed_record_get_title (record) != NULL)
        g_assert_cmpstr (cells[3], ==, heed_record_get_title (record));
    }
}

static void
test_list_limit (CliFixture    *fixture,
                 gconstpointer  user_data)
{
  g_autofree char *all = NULL;

  run (fixture, "list --limit 0");
  all = g_strdup (fixture->out);
  run (fixture, "list --limit 3");
  assert_worked (fixture);
  g_assert_cmpuint (count_lines (fixture->out), ==, 3);
  g_assert_true (g_str_has_prefix (all, fixture->out));
}

static void
test_list_form (CliFixture    *fixture,
                gconstpointer  user_data)
{
  g_autoptr (GPtrArray) entries = read_journal (fixture->journal);
  guint notes = 0;

  for (guint i = 0; i < entries->len; i++)
    notes += g_str_equal (heed_record_get_form_id (g_ptr_array_index (entries, i)), "note");

  run (fixture, "list --form note");
  assert_worked (fixture);
  g_assert_cmpuint (notes, >, 0);
  g_assert_cmpuint (count_lines (fixture->out), ==, notes);
}

static void
test_list_unknown_form (CliFixture    *fixture,
                        gconstpointer  user_data)
{
  run (fixture, "list --form poem");
  assert_failed (fixture);
  g_assert_cmpstr (fixture->out, ==, "");
  assert_says (fixture->err, "“poem”");
  assert_says (fixture->err, "note");
}

/* As many entries as @wanted says of the sample journal. */
static void
assert_lists (CliFixture *fixture,
              const char *line,
              gboolean  (*wanted) (HeedRecord *record))
{
  g_autoptr (GPtrArray) entries = read_journal (fixture->journal);
  guint count = 0;

  remove_bookmarks (entries);
  for (guint i = 0; i < entries->len; i++)
    count += wanted (g_ptr_array_index (entries, i));

  run (fixture, line);
  assert_worked (fixture);
  g_assert_cmpuint (count, >, 0);
  g_assert_cmpuint (count, <, entries->len);
  g_assert_cmpuint (count_lines (fixture->out), ==, count);
}

static gboolean
has_tag (HeedRecord *record)
{
  return g_strv_contains (heed_record_get_tags (record), "Northside");
}

static gboolean
is_complete (HeedRecord *record)
{
  return heed_timestamp_is_set (heed_record_get_completed (record));
}

static gboolean
is_incomplete (HeedRecord *record)
{
  return !is_complete (record);
}

/* The sample journal ends today. */
static gboolean
is_of_period (HeedRecord *record)
{
  guint32 day = heed_timestamp_get_day (heed_record_get_created (record));

  return day >= heed_day_today () - 40 && day <= heed_day_today () - 5;
}

static gboolean
is_tagged_note_of_period (HeedRecord *record)
{
  return has_tag (record) && is_of_period (record) && is_incomplete (record) &&
         g_str_equal (heed_record_get_form_id (record), "note");
}

static void
test_list_filters (CliFixture    *fixture,
                   gconstpointer  user_data)
{
  g_autofree char *since = heed_day_format_iso (heed_day_today () - 40);
  g_autofree char *until = heed_day_format_iso (heed_day_today () - 5);
  g_autofree char *period = g_strdup_printf ("list --since %s --until %s", since, until);
  g_autofree char *all = g_strdup_printf ("%s --form note --tag Northside --incomplete", period);

  assert_lists (fixture, "list --tag Northside", has_tag);
  assert_lists (fixture, "list --complete", is_complete);
  assert_lists (fixture, "list --incomplete", is_incomplete);
  assert_lists (fixture, period, is_of_period);
  assert_lists (fixture, all, is_tagged_note_of_period);
}

static void
test_search_filters (CliFixture    *fixture,
                     gconstpointer  user_data)
{
  guint all;

  run (fixture, "search ruth");
  all = count_lines (fixture->out);
  run (fixture, "search --tag Northside --form note ruth");
  assert_worked (fixture);
  g_assert_cmpuint (count_lines (fixture->out), >, 0);
  g_assert_cmpuint (count_lines (fixture->out), <, all);
  run (fixture, "search --form poem ruth");
  assert_failed (fixture);
  assert_says (fixture->err, "“poem”");
}

/* What stands for the words in the journal is neither found nor shown. */
static void
test_search_words_of_form (CliFixture    *fixture,
                           gconstpointer  user_data)
{
  static const char * const ids[] = { "search personal", "search professional" };

  for (guint i = 0; i < G_N_ELEMENTS (ids); i++)
    {
      run (fixture, ids[i]);
      g_assert_cmpint (fixture->status, ==, 0);
      g_assert_cmpstr (fixture->out, ==, "");
    }

  run (fixture, "search private life laptops");
  assert_worked (fixture);
  g_assert_cmpuint (count_lines (fixture->out), ==, 1);
  g_assert_null (strstr (fixture->out, "professional"));
  run (fixture, "search went well");
  assert_worked (fixture);
  g_assert_cmpuint (count_lines (fixture->out), >, 0);
  g_assert_null (strstr (fixture->out, "went-well"));
}

/* What is no day, and what nothing could fit. */
static void
test_filters_refused (CliFixture    *fixture,
                      gconstpointer  user_data)
{
  static const char * const lines[] = {
    "list --since yesterday", "list --until 2026-02-30", "search --since 1 word", "list --complete --incomplete",
    "list --since 2026-11-02 --until 2026-11-01", "search --complete --incomplete word", "export --tag Northside",
  };

  for (guint i = 0; i < G_N_ELEMENTS (lines); i++)
    {
      run (fixture, lines[i]);
      assert_refused (fixture);
    }
}

static void
test_list_empty (CliFixture    *fixture,
                 gconstpointer  user_data)
{
  run (fixture, "list");
  assert_worked (fixture);
  g_assert_cmpstr (fixture->out, ==, "");
  run (fixture, "list --form note");
  assert_worked (fixture);
}

/* One entry is one line of four fields, whatever somebody wrote. */
static void
test_list_odd_title (CliFixture    *fixture,
                     gconstpointer  user_data)
{
  g_auto (GStrv) cells = NULL;

  put_record (fixture, make_note (ID, " A\ttitle\nwith \x1b[31mcolor  and “quotes” & more\r\n", "words"));
  run (fixture, "list");
  assert_worked (fixture);
  g_assert_cmpuint (count_lines (fixture->out), ==, 1);
  cells = split_line (fixture, 0);
  g_assert_cmpuint (g_strv_length (cells), ==, 4);
  g_assert_cmpstr (cells[0], ==, ID);
  g_assert_cmpstr (cells[2], ==, "Journal note");
  g_assert_cmpstr (cells[3], ==, "A title with [31mcolor and “quotes” & more");
}

/* An entry of a form that the workbook does not have is listed, too. */
static void
test_list_foreign_form (CliFixture    *fixture,
                        gconstpointer  user_data)
{
  HeedRecordBuilder *builder = heed_record_builder_new (ID, "another-workbook", 1, "poem");
  g_auto (GStrv) cells = NULL;

  heed_record_builder_set_answer (builder, "verse", "Roses\nare red", 1);
  put_record (fixture, heed_record_builder_end (builder));

  run (fixture, "list --form poem");
  assert_worked (fixture);
  cells = split_line (fixture, 0);
  g_assert_cmpstr (cells[2], ==, "poem");
  g_assert_cmpstr (cells[3], ==, "Roses are red");
}

/* The day is the writer's, wherever it is read. */
static void
test_list_day (CliFixture    *fixture,
               gconstpointer  user_data)
{
  g_autoptr (HeedRecord) note = make_note (ID, "Late", "words");
  HeedRecordBuilder *builder = heed_record_builder_new_from (note);
  g_auto (GStrv) cells = NULL;
  HeedTimestamp created;

  g_assert_true (heed_timestamp_parse ("2026-03-01T00:30:00+12:00", &created));
  heed_record_builder_set_created (builder, created);
  put_record (fixture, heed_record_builder_end (builder));

  fixture->environment = g_environ_setenv (fixture->environment, "TZ", "UTC+8", TRUE);
  run (fixture, "list");
  cells = split_line (fixture, 0);
  g_assert_cmpstr (cells[1], ==, "2026-03-01");
}

static void
test_search (CliFixture    *fixture,
             gconstpointer  user_data)
{
  g_auto (GStrv) cells = NULL;

  put_record (fixture, make_note (ID, "About Ann", "She\nasked for the blue parcel."));
  put_record (fixture, make_note (NULL, "About Bob", "He asked for nothing."));

  run (fixture, "search ASKED parc");
  assert_worked (fixture);
  g_assert_cmpuint (count_lines (fixture->out), ==, 1);
  cells = split_line (fixture, 0);
  g_assert_cmpuint (g_strv_length (cells), ==, 4);
  g_assert_cmpstr (cells[0], ==, ID);
  g_assert_cmpstr (cells[3], ==, "She asked for the blue parcel.");

  run (fixture, "search asked");
  g_assert_cmpuint (count_lines (fixture->out), ==, 2);
  run (fixture, "search --limit 1 asked");
  assert_worked (fixture);
  g_assert_cmpuint (count_lines (fixture->out), ==, 1);
}

/* Nothing found is an answer. */
static void
test_search_nothing (CliFixture    *fixture,
                     gconstpointer  user_data)
{
  static const char * const lines[] = { "search zebra", "search two words", "search \"*", "search AND", "search -- --all" };

  put_record (fixture, make_note (ID, "About Ann", "She asked for the parcel."));
  for (guint i = 0; i < G_N_ELEMENTS (lines); i++)
    {
      run (fixture, lines[i]);
      g_assert_cmpint (fixture->status, ==, 0);
      g_assert_cmpstr (fixture->out, ==, "");
      g_assert_true (g_str_has_prefix (fixture->err, "heed: "));
      g_assert_cmpuint (count_lines (fixture->err), ==, 1);
    }
}

/* A plain locale is no reason to find less. */
static void
test_search_plain_locale (CliFixture    *fixture,
                          gconstpointer  user_data)
{
  put_record (fixture, make_note (ID, "About Zoë", "She came to the café."));
  fixture->environment = g_environ_setenv (fixture->environment, "LC_ALL", "C", TRUE);

  run (fixture, "search zoë café");
  assert_worked (fixture);
  g_assert_cmpuint (count_lines (fixture->out), ==, 1);
  assert_says (fixture->out, "Zoë");
}

static void
test_search_other_encoding (CliFixture    *fixture,
                            gconstpointer  user_data)
{
  run (fixture, "search caf\xe9");
  assert_refused (fixture);
}

static void
test_check_sound (CliFixture    *fixture,
                  gconstpointer  user_data)
{
  run (fixture, "check");
  assert_worked (fixture);
  g_assert_cmpuint (count_lines (fixture->out), ==, 1);
  assert_says (fixture->out, "All is well");
}

/* Zeros in the place of some pages: what a failing disk leaves. The tables
 * themselves are told of in the first pages, and are known. */
static void
test_check_damaged (CliFixture    *fixture,
                    gconstpointer  user_data)
{
  g_autofree char *contents = NULL;
  gsize length;

  g_assert_true (g_file_get_contents (fixture->journal, &contents, &length, NULL));
  g_assert_cmpuint (length, >, 40 * 4096);
  memset (contents + 30 * 4096, 0, length - 32 * 4096);
  g_assert_true (g_file_set_contents (fixture->journal, contents, (gssize) length, NULL));

  run (fixture, "check");
  assert_failed (fixture);
  g_assert_cmpuint (count_lines (fixture->out), >, 0);
  assert_says (fixture->err, "Nothing was changed");
}

/* Signs that the index does not hold are not searched for without a word. */
static void
test_search_signs (CliFixture    *fixture,
                   gconstpointer  user_data)
{
  put_record (fixture, make_note (ID, "A course", "learned C++ and C# today"));
  run (fixture, "search c++ #c");
  g_assert_cmpint (fixture->status, ==, 0);
  g_assert_cmpuint (count_lines (fixture->out), ==, 1);
  g_assert_cmpstr (fixture->err, ==, "heed: The search leaves out + #.\n");
  run (fixture, "search don't");
  g_assert_cmpstr (fixture->err, ==, "heed: No entry has “don't” in it.\n");
  run (fixture, "search today.");
  assert_worked (fixture);
}

/* Killed in the middle of an import. */
static void
cut_import_off (CliFixture *fixture)
{
  g_autoptr (HeedWorkbook) workbook = heed_workbook_open_default (NULL);
  pid_t child = fork ();
  int status;

  if (child == 0)
    {
      HeedDatabase *database = open_database (fixture->journal, HEED_DATABASE_NONE);
      HeedStaging *staging = heed_staging_new (fixture->journal);
      gboolean more;

      heed_staging_open (staging, NULL);
      for (guint i = 0; i < 5; i++)
        heed_staging_add (make_note (NULL, "Came along", "elsewhere"), staging, NULL);
      heed_staging_seal (staging, NULL);
      heed_database_set_step (database, 0);
      heed_database_import (database, staging, workbook, &more, NULL);
      heed_database_import (database, staging, workbook, &more, NULL);
      raise (SIGKILL);
    }
  g_assert_cmpint (waitpid (child, &status, 0), ==, child);
  g_assert_true (WIFSIGNALED (status));
}

/* What reads shows nothing of it, says so, and leaves it to whoever writes. */
static void
test_cut_off (CliFixture    *fixture,
              gconstpointer  user_data)
{
  static const char * const lines[] = { "list", "export -o out.json", "check" };

  put_record (fixture, make_note (ID, "Mine", "here"));
  cut_import_off (fixture);
  for (guint i = 0; i < G_N_ELEMENTS (lines); i++)
    {
      run (fixture, lines[i]);
      g_assert_cmpint (fixture->status, ==, 0);
      g_assert_true (g_str_has_prefix (fixture->err, "heed: An import into this journal was cut off"));
      g_assert_cmpuint (count_lines (fixture->err), ==, 1);
      g_assert_null (strstr (fixture->out, "Came along"));
    }
  run (fixture, "list");
  g_assert_cmpuint (count_lines (fixture->out), ==, 1);
  run (fixture, "search elsewhere");
  g_assert_cmpstr (fixture->out, ==, "");
  run_shell (fixture, "! grep -q Came out.json");
  assert_worked (fixture);

  run (fixture, "import out.json");
  assert_says (fixture->err, "An import that was cut off has been taken back.");
  run (fixture, "list");
  assert_worked (fixture);
  g_assert_cmpuint (count_lines (fixture->out), ==, 1);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  ADD_DEMO_TEST ("/list/all", test_list_all);
  ADD_DEMO_TEST ("/list/limit", test_list_limit);
  ADD_DEMO_TEST ("/list/form", test_list_form);
  ADD_DEMO_TEST ("/list/filters", test_list_filters);
  ADD_DEMO_TEST ("/search/filters", test_search_filters);
  ADD_DEMO_TEST ("/search/words-of-form", test_search_words_of_form);
  ADD_DEMO_TEST ("/list/filters-refused", test_filters_refused);
  ADD_EMPTY_TEST ("/list/unknown-form", test_list_unknown_form);
  ADD_EMPTY_TEST ("/list/empty", test_list_empty);
  ADD_EMPTY_TEST ("/list/odd-title", test_list_odd_title);
  ADD_EMPTY_TEST ("/list/foreign-form", test_list_foreign_form);
  ADD_EMPTY_TEST ("/list/day", test_list_day);
  ADD_EMPTY_TEST ("/search/finds", test_search);
  ADD_EMPTY_TEST ("/search/nothing", test_search_nothing);
  ADD_EMPTY_TEST ("/search/plain-locale", test_search_plain_locale);
  ADD_EMPTY_TEST ("/search/other-encoding", test_search_other_encoding);
  ADD_DEMO_TEST ("/check/sound", test_check_sound);
  ADD_DEMO_TEST ("/check/damaged", test_check_damaged);
  ADD_EMPTY_TEST ("/list/cut-off", test_cut_off);
  ADD_EMPTY_TEST ("/search/signs", test_search_signs);

  return g_test_run ();
}
