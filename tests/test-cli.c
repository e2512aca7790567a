/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Tests of src/cli/heed-cli.c, heed-cli-command.c and heed-cli-journal.c: what
 * all commands have in common. */

#include "test-cli.h"

#include "heed-cli.h"

static const char * const command_names[] = { "export", "import", "print", "list", "search", "check", "backup", "recover",
                                              "restore", "demo" };

/* A line of each command that needs a journal. */
static const char * const journal_lines[] = {
  "export", "print --all -o out", "list", "search word", "check", "backup -o out",
};

static gboolean
wants (const char *line)
{
  g_auto (GStrv) words = g_strsplit (line, " ", -1);

  return heed_cli_wants ((int) g_strv_length (words), words);
}

static void
test_wants (void)
{
  static const char * const cli[] = {
    "heed list", "heed --version", "heed --help", "heed -h", "heed --journal a.db list",
    "heed --journal=a.db list --limit 3",
    "heed list --journal a.db", "heed nonsense", "heed --nonsense", "heed --demo --help", "heed --journal",
    "heed --demo list",
  };
  static const char * const window[] = {
    "heed", "heed --demo", "heed --journal list", "heed --journal=list", "heed --new-note", "heed --new-debrief",
    "heed --gapplication-service",
    "heed --journal a.db --new-note",
  };

  for (guint i = 0; i < G_N_ELEMENTS (cli); i++)
    if (!wants (cli[i]))
      g_error ("The command line does not want “%s”", cli[i]);
  for (guint i = 0; i < G_N_ELEMENTS (window); i++)
    if (wants (window[i]))
      g_error ("The command line wants “%s”", window[i]);
}

static void
test_names (void)
{
  g_autofree char *names = heed_cli_dup_command_names ();

  g_assert_cmpstr (names, ==, "export, import, print, list, search, check, backup, recover, restore, demo");
}

static void
test_version (CliFixture    *fixture,
              gconstpointer  user_data)
{
  static const char * const lines[] = { "--version", "list --version", "--version print", "--demo --version" };

  for (guint i = 0; i < G_N_ELEMENTS (lines); i++)
    {
      run (fixture, lines[i]);
      assert_worked (fixture);
      g_assert_cmpstr (fixture->out, ==, HEED_NAME " " HEED_VERSION "\n");
    }
}

static void
test_help (CliFixture    *fixture,
           gconstpointer  user_data)
{
  run (fixture, "--help");
  assert_worked (fixture);
  assert_says (fixture->out, HEED_NAME " [OPTION…] [COMMAND]");
  assert_says (fixture->out, "--demo");
  assert_says (fixture->out, "--journal=FILE");
  assert_says (fixture->out, "--new-note");
  assert_says (fixture->out, "--new-debrief");
  for (guint i = 0; i < G_N_ELEMENTS (command_names); i++)
    assert_says (fixture->out, command_names[i]);
}

/* Of one format there is nothing to choose. */
static void
test_no_format (CliFixture    *fixture,
                gconstpointer  user_data)
{
  run (fixture, "export --help");
  assert_worked (fixture);
  g_assert_null (strstr (fixture->out, "--format"));
  run (fixture, "export --format json");
  assert_refused (fixture);
}

static void
test_command_help (CliFixture    *fixture,
                   gconstpointer  user_data)
{
  for (guint i = 0; i < G_N_ELEMENTS (command_names); i++)
    {
      g_autofree char *after = g_strdup_printf ("%s --help", command_names[i]);
      g_autofree char *before = g_strdup_printf ("--help %s", command_names[i]);
      g_autofree char *usage = g_strdup_printf (HEED_NAME " %s [OPTION…]", command_names[i]);
      g_autofree char *first = NULL;

      run (fixture, after);
      assert_worked (fixture);
      assert_says (fixture->out, usage);
      assert_says (fixture->out, "--help");
      first = g_strdup (fixture->out);

      run (fixture, before);
      assert_worked (fixture);
      g_assert_cmpstr (fixture->out, ==, first);
    }
}

static void
test_wrong_usage (CliFixture    *fixture,
                  gconstpointer  user_data)
{
  static const char * const lines[] = {
    "exprot", "--nonsense", "--journal", "--demo list", "list --nonsense", "list word", "list --limit x", "list --limit -1",
    "list --limit", "search", "search --limit -2 word", "check word", "restore", "restore a.db b.db", "demo",
    "demo word -o x.db", "backup",
    "demo --journal x.db -o y.db", "print", "print --all", "print --all --blank note -o x.pdf", "print -o x.pdf",
    "print --all -o x.pdf --paper a3", "print word --all -o x.pdf", "export --all", "check -o x",
  };

  for (guint i = 0; i < G_N_ELEMENTS (lines); i++)
    {
      run (fixture, lines[i]);
      assert_refused (fixture);
    }
  g_assert_cmpuint (count_files (fixture->folder), ==, 0);
}

static void
test_wrong_usage_names_command (CliFixture    *fixture,
                                gconstpointer  user_data)
{
  run (fixture, "search");
  assert_says (fixture->err, "See “heed search --help”.");
  run (fixture, "exprot");
  assert_says (fixture->err, "“exprot”");
  assert_says (fixture->err, "See “heed --help”.");
}

static void
test_no_journal (CliFixture    *fixture,
                 gconstpointer  user_data)
{
  for (guint i = 0; i < G_N_ELEMENTS (journal_lines); i++)
    {
      run (fixture, journal_lines[i]);
      assert_failed (fixture);
      g_assert_cmpstr (fixture->out, ==, "");
      assert_says (fixture->err, "no journal yet");
    }
  g_assert_cmpuint (count_files (fixture->folder), ==, 0);
}

static void
test_no_named_journal (CliFixture    *fixture,
                       gconstpointer  user_data)
{
  for (guint i = 0; i < G_N_ELEMENTS (journal_lines); i++)
    {
      g_autofree char *line = g_strdup_printf ("%s --journal missing.db", journal_lines[i]);

      run (fixture, line);
      assert_failed (fixture);
      g_assert_cmpstr (fixture->out, ==, "");
      assert_says (fixture->err, "“missing.db”");
    }
  g_assert_cmpuint (count_files (fixture->folder), ==, 0);
}

static void
test_no_journal_at_all (CliFixture    *fixture,
                        gconstpointer  user_data)
{
  put_file (fixture, "letter.txt", "Dear Ann, this is no journal.");
  for (guint i = 0; i < G_N_ELEMENTS (journal_lines); i++)
    {
      g_autofree char *line = g_strdup_printf ("--journal letter.txt %s", journal_lines[i]);

      run (fixture, line);
      assert_failed (fixture);
      g_assert_cmpstr (fixture->out, ==, "");
    }
  g_assert_cmpuint (count_files (fixture->folder), ==, 1);
}

/* --journal may stand on either side of the command. */
static void
test_named_journal (CliFixture    *fixture,
                    gconstpointer  user_data)
{
  g_autofree char *first = NULL;

  run (fixture, "demo -o sample.db");
  assert_worked (fixture);
  run (fixture, "list --journal sample.db");
  assert_worked (fixture);
  g_assert_cmpuint (count_lines (fixture->out), >, 10);
  first = g_strdup (fixture->out);

  run (fixture, "--journal=sample.db list");
  assert_worked (fixture);
  g_assert_cmpstr (fixture->out, ==, first);
}

/* Bytes 60 to 63 of the file are the number of the last schema step. */
static void
test_too_new (CliFixture    *fixture,
              gconstpointer  user_data)
{
  g_autofree char *before = NULL;
  g_autoptr (GError) error = NULL;
  gsize length;

  g_file_get_contents (fixture->journal, &before, &length, &error);
  g_assert_no_error (error);
  before[60] = 0x7f;
  g_file_set_contents (fixture->journal, before, (gssize) length, &error);
  g_assert_no_error (error);

  for (guint i = 0; i < G_N_ELEMENTS (journal_lines); i++)
    {
      g_autofree char *after = NULL;
      gsize length_after;

      run (fixture, journal_lines[i]);
      assert_failed (fixture);
      g_assert_cmpstr (fixture->out, ==, "");
      assert_says (fixture->err, "newer");
      g_assert_true (g_file_get_contents (fixture->journal, &after, &length_after, NULL));
      g_assert_cmpmem (before, length, after, length_after);
    }
  g_assert_cmpuint (count_files (fixture->folder), ==, 1);
}

static void
test_no_workbook (CliFixture    *fixture,
                  gconstpointer  user_data)
{
  static const char * const lines[] = { "export", "print --blank all -o x.pdf", "list", "search word", "demo -o x.db" };

  fixture->environment = g_environ_setenv (fixture->environment, "HEED_WORKBOOK", "missing.xml", TRUE);
  for (guint i = 0; i < G_N_ELEMENTS (lines); i++)
    {
      run (fixture, lines[i]);
      assert_failed (fixture);
      assert_says (fixture->err, "“missing.xml”");
    }
  g_assert_cmpuint (count_files (fixture->folder), ==, 1);
}

/* The system's own words are for who asks for them, and never on the
 * standard output. */
static void
test_detail (CliFixture    *fixture,
             gconstpointer  user_data)
{
  run (fixture, "export -o home");
  assert_failed (fixture);
  g_assert_null (strstr (fixture->err, "Is a directory"));

  fixture->environment = g_environ_setenv (fixture->environment, "HEED_DEBUG", "command", TRUE);
  run (fixture, "export -o home");
  g_assert_cmpint (fixture->status, ==, 1);
  assert_says (fixture->err, "Is a directory");
  g_assert_cmpstr (fixture->out, ==, "");
}

/* Each part of the program tells of its own work, and of nobody's words. */
static void
test_topics (CliFixture    *fixture,
             gconstpointer  user_data)
{
  fixture->environment = g_environ_setenv (fixture->environment, "HEED_DEBUG", "store", TRUE);
  run (fixture, "list");
  g_assert_cmpint (fixture->status, ==, 0);
  assert_says (fixture->err, "Opened a journal to read");
  g_assert_null (strstr (fixture->err, "Read the workbook"));
  g_assert_null (strstr (fixture->out, "Opened"));

  fixture->environment = g_environ_setenv (fixture->environment, "HEED_DEBUG", "form:paper", TRUE);
  run (fixture, "print --blank all -o blank.pdf");
  g_assert_null (strstr (fixture->err, "Opened a journal"));
  assert_says (fixture->err, "Read the workbook customer-focus");
  assert_says (fixture->err, "Laid out");
}

/* A reader that stops early, as head(1) does, is no trouble. */
static void
test_broken_pipe (CliFixture    *fixture,
                  gconstpointer  user_data)
{
  static const char * const lines[] = {
    "$HEED_PROGRAM export | head -c 1", "$HEED_PROGRAM list | head -n 1 | cut -c 1",
    "$HEED_PROGRAM print --all -o - | head -c 1", "trap '' PIPE; $HEED_PROGRAM export | head -c 1",
  };

  for (guint i = 0; i < G_N_ELEMENTS (lines); i++)
    {
      run_shell (fixture, lines[i]);
      assert_worked (fixture);
      g_assert_cmpuint (strlen (g_strchomp (fixture->out)), ==, 1);
    }
}

static void
test_full_output (CliFixture    *fixture,
                  gconstpointer  user_data)
{
  static const char * const lines[] = {
    "export", "list", "search a", "check", "print --all -o -", "--version", "list --help"
  };

  for (guint i = 0; i < G_N_ELEMENTS (lines); i++)
    {
      g_autofree char *line = g_strdup_printf ("$HEED_PROGRAM %s > /dev/full", lines[i]);

      run_shell (fixture, line);
      assert_failed (fixture);
      assert_says (fixture->err, "no room");
    }
}

/* Copies of the journal are named by the check, which says on the standard output
 * what it did before, and by whatever misses the journal. */
static void
test_other_copies (CliFixture    *fixture,
                   gconstpointer  user_data)
{
  g_autofree char *folder = g_path_get_dirname (fixture->journal);
  g_autofree char *copy = g_build_filename (folder, "journal.sync-conflict-20260301-120000-ABCDEFG.db", NULL);
  g_autofree char *backup = g_strdup_printf ("backup -o %s", copy);

  run (fixture, "check");
  assert_worked (fixture);
  g_assert_cmpstr (fixture->err, ==, "");

  run (fixture, backup);
  assert_worked (fixture);
  run (fixture, "check");
  g_assert_cmpint (fixture->status, ==, 0);
  assert_says (fixture->out, "All is well");
  assert_says (fixture->err, copy);

  g_assert_no_errno (g_unlink (fixture->journal));
  run (fixture, "list");
  assert_failed (fixture);
  assert_says (fixture->err, copy);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/cli/wants", test_wants);
  g_test_add_func ("/cli/names", test_names);
  ADD_HOME_TEST ("/cli/version", test_version);
  ADD_HOME_TEST ("/cli/help", test_help);
  ADD_HOME_TEST ("/cli/command-help", test_command_help);
  ADD_HOME_TEST ("/cli/no-format", test_no_format);
  ADD_HOME_TEST ("/cli/wrong-usage", test_wrong_usage);
  ADD_HOME_TEST ("/cli/wrong-usage-names-command", test_wrong_usage_names_command);
  ADD_HOME_TEST ("/cli/no-journal", test_no_journal);
  ADD_HOME_TEST ("/cli/no-named-journal", test_no_named_journal);
  ADD_HOME_TEST ("/cli/no-journal-at-all", test_no_journal_at_all);
  ADD_HOME_TEST ("/cli/named-journal", test_named_journal);
  ADD_DEMO_TEST ("/cli/too-new", test_too_new);
  ADD_DEMO_TEST ("/cli/no-workbook", test_no_workbook);
  ADD_DEMO_TEST ("/cli/detail", test_detail);
  ADD_DEMO_TEST ("/cli/topics", test_topics);
  ADD_DEMO_TEST ("/cli/broken-pipe", test_broken_pipe);
  ADD_DEMO_TEST ("/cli/full-output", test_full_output);
  ADD_DEMO_TEST ("/cli/other-copies", test_other_copies);

  return g_test_run ();
}
