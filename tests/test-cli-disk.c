/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What the commands leave on the disk, and what they say when it does not take
 * what they write, or gives what nobody can read. */

#include "test-cli.h"

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

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  ADD_DEMO_TEST ("/cli/disk/unchanged", test_unchanged);

  return g_test_run ();
}
