/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Tests of src/cli/heed-cli-backup.c: a backup in the place of the journal. */

#include "test-cli.h"

static guint
count_entries (const char *path)
{
  g_autoptr (GPtrArray) records = read_journal (path);

  return records->len;
}

/* A backup with one note less than the journal has. */
static void
prepare (CliFixture *fixture)
{
  put_record (fixture, make_note (NULL, "Then", "Text"));
  run (fixture, "backup -o backup.db");
  assert_worked (fixture);
  put_record (fixture, make_note (NULL, "Now", "Text"));
}

static char *
get_kept (CliFixture *fixture)
{
  const char *start = strstr (fixture->out, "kept as “");
  const char *end;

  g_assert_nonnull (start);
  start += strlen ("kept as “");
  end = strstr (start, "”");
  g_assert_nonnull (end);
  return g_strndup (start, (gsize) (end - start));
}

static void
test_restores_and_says_where (CliFixture    *fixture,
                              gconstpointer  user_data)
{
  g_autofree char *kept = NULL;

  prepare (fixture);
  run (fixture, "restore backup.db");
  assert_worked (fixture);
  assert_says (fixture->out, "Your journal is restored from “backup.db”.\n");
  g_assert_cmpuint (count_entries (fixture->journal), ==, 1);
  kept = get_kept (fixture);
  g_assert_cmpuint (count_entries (kept), ==, 2);
}

static void
test_refused_while_open (CliFixture    *fixture,
                         gconstpointer  user_data)
{
  HeedDatabase *database;

  prepare (fixture);
  database = open_database (fixture->journal, HEED_DATABASE_NONE);
  run (fixture, "restore backup.db");
  assert_failed (fixture);
  assert_says (fixture->err, "The journal is open");
  g_assert_true (heed_database_close (database, NULL));
  g_object_unref (database);
  g_assert_cmpuint (count_entries (fixture->journal), ==, 2);
}

static void
test_no_backup (CliFixture    *fixture,
                gconstpointer  user_data)
{
  prepare (fixture);
  run (fixture, "restore nowhere.db");
  assert_failed (fixture);
  assert_says (fixture->err, "nowhere.db");
  put_file (fixture, "list.txt", "bread, butter");
  run (fixture, "restore list.txt");
  assert_failed (fixture);
  assert_says (fixture->err, "not a Heed journal");
  g_assert_cmpuint (count_entries (fixture->journal), ==, 2);
}

/* On a new computer there is no journal yet. */
static void
test_where_there_is_none (CliFixture    *fixture,
                          gconstpointer  user_data)
{
  prepare (fixture);
  run (fixture, "restore --journal other.db backup.db");
  assert_worked (fixture);
  g_assert_null (strstr (fixture->out, "kept as"));
  run (fixture, "list --journal other.db");
  assert_says (fixture->out, "Then");
}

/* As on a new computer. */
static void
test_where_there_is_no_folder (CliFixture    *fixture,
                               gconstpointer  user_data)
{
  g_autofree char *path = in_folder (fixture, "new/deeper/journal.db");

  prepare (fixture);
  run (fixture, "restore backup.db --journal new/deeper/journal.db");
  assert_worked (fixture);
  g_assert_cmpuint (count_entries (path), ==, 1);
  run_shell (fixture, "rm -r new");
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  ADD_EMPTY_TEST ("/cli/restore/restores-and-says-where", test_restores_and_says_where);
  ADD_EMPTY_TEST ("/cli/restore/refused-while-open", test_refused_while_open);
  ADD_EMPTY_TEST ("/cli/restore/no-backup", test_no_backup);
  ADD_EMPTY_TEST ("/cli/restore/where-there-is-none", test_where_there_is_none);
  ADD_EMPTY_TEST ("/cli/restore/where-there-is-no-folder", test_where_there_is_no_folder);
  return g_test_run ();
}
