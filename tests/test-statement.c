/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Tests of the statements of src/store/heed-connection.c: what cannot be bound. */

#include "store-fixture.h"

#include "heed-database-private.h"

#include <string.h>

#define SELECT_LENGTH "SELECT length (?1)"

static char *
make_long (void)
{
  g_autofree char *text = g_malloc0 (5001);

  memset (text, 'a', 5000);
  return g_steal_pointer (&text);
}

/* As with a text that is too long for SQLite, which takes a gigabyte. */
static void
limit_length (JournalFixture *fixture,
              int             length)
{
  sqlite3_limit (fixture->database->connection->handle, SQLITE_LIMIT_LENGTH, length);
}

/* A statement that was not given what it asks for does not run until it has been
 * given back, and then it is as good as new. */
static void
test_fails_the_statement (JournalFixture *fixture,
                          gconstpointer   data)
{
  g_autofree char *text = make_long ();
  g_autoptr (HeedStatement) statement = heed_connection_prepare (fixture->database->connection, SELECT_LENGTH);
  g_autoptr (GError) error = NULL;
  int limit = sqlite3_limit (fixture->database->connection->handle, SQLITE_LIMIT_LENGTH, 4000);

  heed_statement_bind_text (statement, 1, text);
  g_assert_false (heed_statement_next (statement));
  g_assert_false (heed_statement_end (statement, &error));
  g_assert_error (error, HEED_ERROR, HEED_ERROR_FAILED);
  g_clear_error (&error);
  heed_statement_bind_text (statement, 1, "short");
  g_assert_false (heed_statement_run (statement, &error));
  g_assert_error (error, HEED_ERROR, HEED_ERROR_FAILED);
  g_clear_error (&error);
  g_clear_pointer (&statement, heed_statement_release);

  statement = heed_connection_prepare (fixture->database->connection, SELECT_LENGTH);
  heed_statement_bind_text (statement, 1, "short");
  g_assert_true (heed_statement_next (statement));
  g_assert_cmpint (heed_statement_get_int (statement, 0), ==, 5);
  limit_length (fixture, limit);
}

/* There is no such parameter. */
static void
test_wrong_place (JournalFixture *fixture,
                  gconstpointer   data)
{
  g_autoptr (HeedStatement) statement = heed_connection_prepare (fixture->database->connection, SELECT_LENGTH);
  g_autoptr (GError) error = NULL;

  heed_statement_bind_int (statement, 2, 7);
  g_assert_false (heed_statement_next (statement));
  g_assert_false (heed_statement_end (statement, &error));
  g_assert_error (error, HEED_ERROR, HEED_ERROR_FAILED);
}

/* What could not be prepared has no rows, and says why in the end; it does not stay. */
static void
test_nonsense (JournalFixture *fixture,
               gconstpointer   data)
{
  for (guint i = 0; i < 2; i++)
    {
      g_autoptr (HeedStatement) statement = heed_connection_select (fixture->database->connection, "SELECT nonsense, ?1",
                                                                    heed_text ("a text"));
      g_autoptr (GError) error = NULL;

      g_assert_false (heed_statement_is_prepared (statement));
      g_assert_false (heed_statement_next (statement));
      g_assert_false (heed_statement_end (statement, &error));
      g_assert_error (error, HEED_ERROR, HEED_ERROR_FAILED);
    }
}

/* One transaction holds them all, and ends with the outermost. */
static void
test_snapshots (JournalFixture *fixture,
                gconstpointer   data)
{
  HeedConnection *connection = fixture->database->connection;
  HeedSnapshot *outer = heed_connection_begin_read (connection, NULL);
  HeedSnapshot *inner = heed_connection_begin_read (connection, NULL);

  g_assert_nonnull (inner);
  heed_snapshot_end (inner);
  g_assert_false (sqlite3_get_autocommit (connection->handle));
  heed_snapshot_end (outer);
  g_assert_true (sqlite3_get_autocommit (connection->handle));

  g_assert_true (heed_database_begin_write (fixture->database, NULL));
  outer = heed_connection_begin_read (connection, NULL);
  heed_snapshot_end (outer);
  g_assert_false (sqlite3_get_autocommit (connection->handle));
  g_assert_true (heed_database_end_write (fixture->database, TRUE, TRUE, NULL));
}

/* Where nothing would be a value, too, it was taken for one. */
static void
test_loses_no_title (JournalFixture *fixture,
                     gconstpointer   data)
{
  g_autofree char *title = make_long ();
  g_autofree char *id = put_note (fixture->database, "A title", "Words", 1);
  g_autoptr (HeedRecord) before = get (fixture->database, id);
  g_autoptr (HeedRecord) longer = make_note (id, title, "Words", 2);
  g_autoptr (HeedRecord) after = NULL;
  g_autoptr (GError) error = NULL;
  int limit = sqlite3_limit (fixture->database->connection->handle, SQLITE_LIMIT_LENGTH, 4000);

  g_assert_false (try_put (fixture->database, longer, &error));
  g_assert_error (error, HEED_ERROR, HEED_ERROR_FAILED);
  limit_length (fixture, limit);
  after = get (fixture->database, id);
  g_assert_true (heed_record_equal (before, after));
}

#define ADD(name, func) \
  g_test_add ("/statement/" name, JournalFixture, NULL, set_up_journal, func, tear_down_journal)

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  ADD ("fails-the-statement", test_fails_the_statement);
  ADD ("wrong-place", test_wrong_place);
  ADD ("nonsense", test_nonsense);
  ADD ("snapshots", test_snapshots);
  ADD ("loses-no-title", test_loses_no_title);
  return g_test_run ();
}
