/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Tests of src/cli/heed-cli-print.c; pdfinfo reads what was made. */

#include <locale.h>

#include "heed-picture.h"
#include "picture-files.h"
#include "test-cli.h"

#define ID "abcd0000-2d3b-4b52-9a53-0d9b6a1f1c11"

/* What a tool says of a file in the folder. */
static char *
run_tool (CliFixture *fixture,
          const char *tool,
          const char *option,
          const char *name,
          const char *end)
{
  g_autofree char *path = in_folder (fixture, name);
  const char *words[] = { tool, option, path, end, NULL };
  g_autoptr (GError) error = NULL;
  char *out;
  int status;

  g_spawn_sync (NULL, (char **) words, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, &out, NULL, &status, &error);
  g_assert_no_error (error);
  g_assert_cmpint (status, ==, 0);
  return out;
}

static char *
inspect (CliFixture *fixture,
         const char *name)
{
  return run_tool (fixture, "pdfinfo", "-isodates", name, NULL);
}

static guint
count_pages (CliFixture *fixture,
             const char *name)
{
  g_autofree char *info = inspect (fixture, name);
  const char *pages = strstr (info, "Pages:");

  g_assert_nonnull (pages);
  return (guint) atoi (pages + strlen ("Pages:"));
}

static void
test_all (CliFixture    *fixture,
          gconstpointer  user_data)
{
  g_autoptr (GPtrArray) entries = read_journal (fixture->journal);
  g_autofree char *path = in_folder (fixture, "all.pdf");
  GStatBuf status;

  run (fixture, "print --all -o all.pdf");
  assert_worked (fixture);
  g_assert_cmpstr (fixture->out, ==, "");
  g_assert_cmpuint (count_pages (fixture, "all.pdf"), >=, entries->len);
  g_assert_cmpint (g_stat (path, &status), ==, 0);
  g_assert_cmphex (status.st_mode & 0777, ==, 0600);
}

/* A form that is not listed is left out, but for who asks for its entry. */
static void
test_unlisted (CliFixture    *fixture,
               gconstpointer  user_data)
{
  g_autofree char *workbook = g_test_build_filename (G_TEST_DIST, "fixtures", "every-field.xml", NULL);
  HeedRecordBuilder *builder = heed_record_builder_new (ID, "every-field", 3, "rated");

  fixture->environment = g_environ_setenv (fixture->environment, "HEED_WORKBOOK", workbook, TRUE);
  put_record (fixture, heed_record_builder_end (builder));
  put_record (fixture, make_note (NULL, "About Ann", "She asked for the parcel."));
  run (fixture, "print --all -o all.pdf");
  assert_worked (fixture);
  g_assert_cmpuint (count_pages (fixture, "all.pdf"), ==, 1);
  run (fixture, "print --entry abcd -o entry.pdf");
  assert_worked (fixture);
}

static void
test_entry (CliFixture    *fixture,
            gconstpointer  user_data)
{
  g_autofree char *info = NULL;

  put_record (fixture, make_note (ID, "About Ann", "She asked for the parcel."));
  run (fixture, "print --entry abcd -o entry.pdf");
  assert_worked (fixture);
  info = inspect (fixture, "entry.pdf");
  assert_says (info, "About Ann\n");
  g_assert_cmpuint (count_pages (fixture, "entry.pdf"), ==, 1);
  run (fixture, "print --entry " ID " -o again.pdf");
  assert_worked (fixture);
  g_assert_cmpuint (count_pages (fixture, "again.pdf"), ==, 1);
}

/* One picture is in the journal, one is lost. */
static void
test_pictures (CliFixture    *fixture,
               gconstpointer  user_data)
{
  HeedRecordBuilder *builder = heed_record_builder_new (ID, "heed", 1, HEED_FORM_NOTE);
  g_autoptr (GBytes) bytes = make_picture ("jpeg", 321, 123);
  g_autoptr (GBytes) lost = g_bytes_new_static ("lost", 4);
  g_autofree char *content = heed_picture_name_content (bytes);
  g_autofree char *lost_content = heed_picture_name_content (lost);
  g_autoptr (HeedDatabase) database = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *name = NULL;
  g_autofree char *images = NULL;
  g_autofree char *text = NULL;

  heed_record_builder_set_answer (builder, "~picture/1", content, 1);
  heed_record_builder_set_answer (builder, "~picture/1/words", "The desk", 1);
  heed_record_builder_set_answer (builder, "~picture/2", lost_content, 1);
  heed_record_builder_set_answer (builder, "~picture/2/words", "The shelf", 1);
  put_record (fixture, heed_record_builder_end (builder));
  database = open_database (fixture->journal, HEED_DATABASE_CREATE);
  name = heed_database_add_picture (database, bytes, &error);
  g_assert_no_error (error);
  g_assert_true (heed_database_close (database, &error));

  run (fixture, "print --all -o all.pdf");
  assert_worked (fixture);
  images = run_tool (fixture, "pdfimages", "-list", "all.pdf", NULL);
  text = run_tool (fixture, "pdftotext", "-raw", "all.pdf", "-");
  g_assert_true (g_regex_match_simple ("image +321 +123 +rgb +3 +8 +jpeg", images, 0, 0));
  assert_says (text, "The desk\nThe shelf\nThis picture could not be read from the journal.");
}

/* Blank forms need no journal. */
static void
test_blank (CliFixture    *fixture,
            gconstpointer  user_data)
{
  static const char * const forms[] = { "self-check", "body-language", "listening", "complaint" };
  guint pages = 0;

  for (guint i = 0; i < G_N_ELEMENTS (forms); i++)
    {
      g_autofree char *line = g_strdup_printf ("print --blank %s -o %s.pdf", forms[i], forms[i]);
      g_autofree char *name = g_strdup_printf ("%s.pdf", forms[i]);

      run (fixture, line);
      assert_worked (fixture);
      g_assert_cmpuint (count_pages (fixture, name), >, 0);
      pages += count_pages (fixture, name);
    }

  run (fixture, "print --blank all -o all.pdf");
  assert_worked (fixture);
  g_assert_cmpuint (count_pages (fixture, "all.pdf"), ==, pages);
}

static void
test_blank_common (CliFixture    *fixture,
                   gconstpointer  user_data)
{
  run (fixture, "print --blank plan -o plan.pdf");
  assert_worked (fixture);
  g_assert_cmpuint (count_pages (fixture, "plan.pdf"), ==, 1);
}

static void
test_paper (CliFixture    *fixture,
            gconstpointer  user_data)
{
  g_autofree char *usual = NULL;
  g_autofree char *letter = NULL;
  g_autofree char *a4 = NULL;

  run (fixture, "print --blank plan -o usual.pdf");
  run (fixture, "print --blank plan -o letter.pdf --paper letter");
  assert_worked (fixture);
  run (fixture, "print --blank plan -o a4.pdf --paper A4");
  assert_worked (fixture);

  usual = inspect (fixture, "usual.pdf");
  letter = inspect (fixture, "letter.pdf");
  a4 = inspect (fixture, "a4.pdf");
  assert_says (usual, "595.276 x 841.89 pts (A4)");
  assert_says (letter, "612 x 792 pts (letter)");
  assert_says (a4, "595.276 x 841.89 pts (A4)");
}

/* Without a word about it, the sheet is the one of the country. */
static void
test_country (CliFixture    *fixture,
              gconstpointer  user_data)
{
  locale_t america = newlocale (LC_PAPER_MASK, "en_US.UTF-8", (locale_t) 0);
  g_autofree char *info = NULL;

  g_assert_true (america != (locale_t) 0);
  freelocale (america);
  fixture->environment = g_environ_setenv (fixture->environment, "LC_ALL", "en_US.UTF-8", TRUE);
  run (fixture, "print --blank plan -o plan.pdf");
  assert_worked (fixture);
  info = inspect (fixture, "plan.pdf");
  assert_says (info, "612 x 792 pts (letter)");
}

static void
test_dash (CliFixture    *fixture,
           gconstpointer  user_data)
{
  run_shell (fixture, "$HEED_PROGRAM print --blank plan -o - > plan.pdf");
  assert_worked (fixture);
  g_assert_cmpuint (count_pages (fixture, "plan.pdf"), ==, 1);
}

static void
test_unknown (CliFixture    *fixture,
              gconstpointer  user_data)
{
  run (fixture, "print --blank poem -o poem.pdf");
  assert_failed (fixture);
  assert_says (fixture->err, "self-check");
  run (fixture, "print --entry 99990000 -o entry.pdf");
  assert_failed (fixture);
  assert_says (fixture->err, "“99990000”");
  g_assert_cmpuint (count_files (fixture->folder), ==, 1);

  run (fixture, "print --entry 999 -o entry.pdf");
  assert_refused (fixture);
}

/* No page, no file, and nothing lost. */
static void
test_nothing_to_print (CliFixture    *fixture,
                       gconstpointer  user_data)
{
  put_file (fixture, "all.pdf", "old");
  run (fixture, "print --all -o all.pdf");
  assert_failed (fixture);
  run (fixture, "print --all -o other.pdf");
  assert_failed (fixture);
  assert_file (fixture, "all.pdf", "old", 2);
}

static void
test_nowhere (CliFixture    *fixture,
              gconstpointer  user_data)
{
  put_file (fixture, "all.pdf", "old");
  run (fixture, "print --blank all -o missing/all.pdf");
  assert_failed (fixture);
  run_shell (fixture, "ulimit -f 8; trap '' XFSZ; $HEED_PROGRAM print --blank all -o all.pdf");
  assert_failed (fixture);
  assert_file (fixture, "all.pdf", "old", 1);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  ADD_DEMO_TEST ("/print/all", test_all);
  ADD_EMPTY_TEST ("/print/unlisted", test_unlisted);
  ADD_EMPTY_TEST ("/print/entry", test_entry);
  ADD_EMPTY_TEST ("/print/pictures", test_pictures);
  ADD_HOME_TEST ("/print/blank", test_blank);
  ADD_HOME_TEST ("/print/blank-common", test_blank_common);
  ADD_HOME_TEST ("/print/paper", test_paper);
  ADD_HOME_TEST ("/print/country", test_country);
  ADD_HOME_TEST ("/print/dash", test_dash);
  ADD_EMPTY_TEST ("/print/unknown", test_unknown);
  ADD_EMPTY_TEST ("/print/nothing-to-print", test_nothing_to_print);
  ADD_HOME_TEST ("/print/nowhere", test_nowhere);

  return g_test_run ();
}
