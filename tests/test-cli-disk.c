/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What the commands leave on the disk, and what they say when it does not take
 * what they write, or gives what nobody can read. */

#include "test-cli.h"

/* More than what SQLite needs beside a journal, and less than any file that is
 * written here. A system that kills whoever goes over the limit is told not to. */
#define TIGHT "trap '' XFSZ; ulimit -f 80; "

static guint64
get_inode (CliFixture *fixture,
           const char *name)
{
  g_autofree char *path = in_folder (fixture, name);
  GStatBuf status;

  g_assert_no_errno (g_stat (path, &status));
  return status.st_ino;
}

/* Whoever keeps copies of a file that says the same again has nothing to do. */
static void
test_unchanged (CliFixture    *fixture,
                gconstpointer  user_data)
{
  static const struct
  {
    const char *line;
    const char *name;
  } cases[] = {
    { "export -o out.json", "out.json" },
    { "print --all -o all.pdf", "all.pdf" },
    { "print --blank all -o blank.pdf", "blank.pdf" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *before = NULL;
      g_autofree char *after = NULL;
      guint64 inode;

      run (fixture, cases[i].line);
      assert_worked (fixture);
      before = get_file (fixture, cases[i].name);
      inode = get_inode (fixture, cases[i].name);
      run (fixture, cases[i].line);
      assert_worked (fixture);
      after = get_file (fixture, cases[i].name);
      g_assert_cmpstr (after, ==, before);
      g_assert_true (get_inode (fixture, cases[i].name) == inode);
    }

  {
    guint64 inode = get_inode (fixture, "out.json");

    put_record (fixture, make_note (NULL, "One more", "words"));
    run (fixture, "export -o out.json");
    assert_worked (fixture);
    g_assert_false (get_inode (fixture, "out.json") == inode);
  }
}

/* What has no room is what was to be written, and it is called by its name. */
static void
test_no_room (CliFixture    *fixture,
              gconstpointer  user_data)
{
  static const char * const lines[] = {
    "export -o target.x", "print --all -o target.x", "backup -o target.x", "demo -o target.x",
  };
  guint before = count_files (fixture->folder);

  for (guint i = 0; i < G_N_ELEMENTS (lines); i++)
    {
      g_autofree char *line = g_strdup_printf (TIGHT "$HEED_PROGRAM %s", lines[i]);

      g_test_message ("%s", line);
      run_shell (fixture, line);
      assert_failed (fixture);
      assert_says (fixture->err, "target.x");
      g_assert_null (strstr (fixture->err, "journal.db"));
      g_assert_null (strstr (fixture->err, "read"));
      g_assert_cmpuint (count_files (fixture->folder), ==, before);
    }
}

/* Nobody waits at the other end of the pipe, and so it would never end. */
static void
test_no_file (CliFixture    *fixture,
              gconstpointer  user_data)
{
  static const char * const names[] = { "pipe", "folder", "/dev/null", "/dev/zero" };
  static const char * const lines[] = {
    "export -o %s", "print --all -o %s", "backup -o %s", "demo -o %s", "import %s",
    "list --journal %s", "check --journal %s", "import %s --journal new.db", "import out.json --journal %s",
  };
  g_autofree char *pipe = in_folder (fixture, "pipe");
  g_autofree char *folder = in_folder (fixture, "folder");
  guint before;

  run (fixture, "export -o out.json");
  assert_worked (fixture);
  g_assert_no_errno (mkfifo (pipe, 0600));
  g_assert_no_errno (g_mkdir (folder, 0700));
  before = count_files (fixture->folder);
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    for (guint j = 0; j < G_N_ELEMENTS (lines); j++)
      {
        g_auto (GStrv) parts = g_strsplit (lines[j], "%s", 2);
        g_autofree char *line = g_strjoinv (names[i], parts);

        run (fixture, line);
        assert_failed (fixture);
        assert_says (fixture->err, names[i]);
        g_assert_cmpuint (count_files (fixture->folder), ==, before);
      }

  g_assert_true (g_file_test (folder, G_FILE_TEST_IS_DIR));
}

/* Neither the journal nor the folder that was made for it. */
static void
test_failed_import (CliFixture    *fixture,
                    gconstpointer  user_data)
{
  guint before;

  run (fixture, "export -o out.json");
  assert_worked (fixture);
  before = count_files (fixture->folder);
  run_shell (fixture, TIGHT "$HEED_PROGRAM import out.json --journal new/folder/target.x");
  assert_failed (fixture);
  assert_says (fixture->err, "target.x");
  g_assert_cmpuint (count_files (fixture->folder), ==, before);

  run_shell (fixture, TIGHT "$HEED_PROGRAM import home/" HEED_NAME "/journal.db --journal target.x");
  assert_failed (fixture);
  assert_says (fixture->err, "target.x");
  g_assert_cmpuint (count_files (fixture->folder), ==, before);
}

/* What reads leaves the folder of the journal as it is, with its times. */
static void
test_reading (CliFixture    *fixture,
              gconstpointer  user_data)
{
  static const char * const lines[] = {
    "list", "search customer", "check", "export", "export -o out.json", "print --all -o out.pdf", "backup -o out.db",
    "import home/" HEED_NAME "/journal.db --journal other.db",
  };
  g_autofree char *before = NULL;

  run_shell (fixture, "ls -la --full-time home/" HEED_NAME " | tail -n +4");
  before = g_strdup (fixture->out);
  g_assert_cmpuint (count_lines (before), ==, 1);
  for (guint i = 0; i < G_N_ELEMENTS (lines); i++)
    {
      run (fixture, lines[i]);
      assert_worked (fixture);
      run_shell (fixture, "ls -la --full-time home/" HEED_NAME " | tail -n +4");
      g_assert_cmpstr (fixture->out, ==, before);
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  ADD_DEMO_TEST ("/cli/disk/unchanged", test_unchanged);
  ADD_DEMO_TEST ("/cli/disk/no-room", test_no_room);
  ADD_DEMO_TEST ("/cli/disk/no-file", test_no_file);
  ADD_DEMO_TEST ("/cli/disk/failed-import", test_failed_import);
  ADD_DEMO_TEST ("/cli/disk/reading", test_reading);

  return g_test_run ();
}
