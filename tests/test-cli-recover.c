/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Tests of src/cli/heed-cli-backup.c: a damaged journal and what the commands say
 * of it. */

#define _GNU_SOURCE /* memmem() */

#include "test-cli.h"

#define PAGE_SIZE 4096
#define WORDS "words of the first that are found again"

static char *
load_journal (CliFixture *fixture,
              gsize      *length)
{
  g_autoptr (GError) error = NULL;
  char *contents;

  g_file_get_contents (fixture->journal, &contents, length, &error);
  g_assert_no_error (error);
  return contents;
}

/* With many entries, and the page of answers bad that has WORDS on it. */
static void
set_up_damaged (CliFixture    *fixture,
                gconstpointer  user_data)
{
  g_autofree char *contents = NULL;
  gsize length;
  char *words;

  set_up_demo (fixture, user_data);
  put_record (fixture, make_note (NULL, "First", WORDS));
  contents = load_journal (fixture, &length);
  /* The excerpt has them, too; it is followed by other columns. */
  words = memmem (contents, length, "body" WORDS, strlen ("body" WORDS));
  g_assert_nonnull (words);
  memset (contents + (words - contents) / PAGE_SIZE * PAGE_SIZE, 0x5a, PAGE_SIZE);
  g_assert_true (g_file_set_contents (fixture->journal, contents, (gssize) length, NULL));
}

/* None of them gives a part of the journal for all of it. */
static void
test_refused (CliFixture    *fixture,
              gconstpointer  user_data)
{
  static const char * const lines[] = { "export -o all.json", "print --all -o all.pdf", "backup -o copy.db",
                                        "import home/" HEED_NAME "/journal.db --journal new.db" };
  guint n_files = count_files (fixture->folder);

  for (guint i = 0; i < G_N_ELEMENTS (lines); i++)
    {
      run (fixture, lines[i]);
      assert_failed (fixture);
      assert_says (fixture->err, "heed recover");
    }
  g_assert_cmpuint (count_files (fixture->folder), ==, n_files);

  run (fixture, "check");
  assert_failed (fixture);
  assert_says (fixture->err, "heed recover");
}

static void
test_recover (CliFixture    *fixture,
              gconstpointer  user_data)
{
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  gsize length, length_after;

  before = load_journal (fixture, &length);
  run (fixture, "recover home/" HEED_NAME "/journal.db -o new.db");
  assert_worked (fixture);
  assert_says (fixture->out, " entries are in the new journal.\n");
  assert_says (fixture->out, "something could not be read, or is not as it was written:\n");
  assert_says (fixture->out, "First, ");
  after = load_journal (fixture, &length_after);
  g_assert_cmpmem (before, length, after, length_after);

  run (fixture, "check --journal new.db");
  assert_worked (fixture);
  run (fixture, "export --journal new.db -o all.json");
  assert_worked (fixture);

  run (fixture, "recover home/" HEED_NAME "/journal.db -o new.db");
  assert_failed (fixture);
}

/* The folder is not made, as it is for no command. */
static void
test_nowhere (CliFixture    *fixture,
              gconstpointer  user_data)
{
  static const char * const lines[] = { "recover home/heed/journal.db -o missing/new.db",
                                        "recover home/heed/journal.db -o home/heed/journal.db/new.db",
                                        "recover home/heed/journal.db -o missing/" };
  guint n_files = count_files (fixture->folder);

  for (guint i = 0; i < G_N_ELEMENTS (lines); i++)
    {
      run (fixture, lines[i]);
      assert_failed (fixture);
    }
  g_assert_cmpuint (count_files (fixture->folder), ==, n_files);
}

/* SQLite takes such a name for something else when it is asked carelessly. */
static void
test_like_uri (CliFixture    *fixture,
               gconstpointer  user_data)
{
  run_shell (fixture, "mkdir file:new; cp home/" HEED_NAME "/journal.db file:old.db");
  run (fixture, "recover file:old.db -o file:new/journal.db");
  assert_worked (fixture);
  run (fixture, "search --journal file:new/journal.db pennbrook");
  assert_says (fixture->out, "Pennbrook");
}

/* No other command takes it for a journal. */
static void
test_first_page (CliFixture    *fixture,
                 gconstpointer  user_data)
{
  g_autofree char *contents = NULL;
  gsize length;

  contents = load_journal (fixture, &length);
  memset (contents, 0x5a, PAGE_SIZE);
  g_assert_true (g_file_set_contents (fixture->journal, contents, (gssize) length, NULL));
  run (fixture, "export -o all.json");
  assert_failed (fixture);
  run (fixture, "recover home/heed/journal.db -o new.db");
  assert_worked (fixture);
  run (fixture, "check --journal new.db");
  assert_worked (fixture);
  run (fixture, "search --journal new.db pennbrook");
  assert_worked (fixture);
  assert_says (fixture->out, "Pennbrook");
}

static void
test_usage (CliFixture    *fixture,
            gconstpointer  user_data)
{
  static const char * const lines[] = { "recover", "recover a.db", "recover -o b.db", "recover a.db b.db -o c.db" };

  for (guint i = 0; i < G_N_ELEMENTS (lines); i++)
    {
      run (fixture, lines[i]);
      assert_refused (fixture);
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add ("/recover/refused", CliFixture, NULL, set_up_damaged, test_refused, tear_down_home);
  g_test_add ("/recover/recover", CliFixture, NULL, set_up_damaged, test_recover, tear_down_home);
  g_test_add ("/recover/nowhere", CliFixture, NULL, set_up_damaged, test_nowhere, tear_down_home);
  g_test_add ("/recover/like-uri", CliFixture, NULL, set_up_damaged, test_like_uri, tear_down_home);
  g_test_add ("/recover/first-page", CliFixture, NULL, set_up_demo, test_first_page, tear_down_home);
  g_test_add ("/recover/usage", CliFixture, NULL, set_up_home, test_usage, tear_down_home);

  return g_test_run ();
}
