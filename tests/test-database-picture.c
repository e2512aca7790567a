/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Tests of src/store/heed-database-picture.c: what is in the files of pictures is kept once,
 * and as long as somebody has it. */

#define _GNU_SOURCE /* memmem */

#include "import-fixture.h"

#include "heed-database-private.h"
#include "heed-picture.h"

#include <string.h>

/* Found again in the bytes of a file. */
#define MARK "These are the bytes of "

#define DAY_BEFORE_YESTERDAY (2 * G_TIME_SPAN_DAY)

/* As large as a picture of a camera, so that it goes on on other pages. */
static GBytes *
make_bytes (const char *name)
{
  GString *bytes = g_string_new (NULL);

  while (bytes->len < 100000)
    g_string_append_printf (bytes, MARK "%s %zu\n", name, bytes->len);
  return g_string_free_to_bytes (bytes);
}

static char *
add (HeedDatabase *database,
     GBytes       *bytes)
{
  g_autoptr (GError) error = NULL;
  char *content = heed_database_add_picture (database, bytes, &error);

  g_assert_no_error (error);
  g_assert_nonnull (content);
  return content;
}

static char *
add_named (HeedDatabase *database,
           const char   *name)
{
  g_autoptr (GBytes) bytes = make_bytes (name);

  return add (database, bytes);
}

static gboolean
has (HeedDatabase *database,
     const char   *content)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = heed_database_read_picture (database, content, &error);

  g_assert_no_error (error);
  return bytes != NULL;
}

/* A note with a picture. */
static HeedRecord *
make_illustrated (const char *title,
                  const char *content,
                  gint64      seconds)
{
  HeedRecordBuilder *builder = start_note (NULL, title, "What is to be seen", seconds);

  heed_record_builder_set_answer (builder, "~picture/1", content, at (seconds).utc);
  heed_record_builder_set_answer (builder, "~picture/1/words", "A desk by a window", at (seconds).utc);
  return heed_record_builder_end (builder);
}

static void
execute (HeedDatabase *database,
         const char   *sql)
{
  g_autoptr (GError) error = NULL;

  heed_connection_execute (database->connection, sql, &error);
  g_assert_no_error (error);
}

/* As if all that is idle had been so for two days. */
static void
let_days_pass (HeedDatabase *database)
{
  g_autofree char *sql = g_strdup_printf ("UPDATE picture_idle SET since = since - %" G_GINT64_FORMAT " WHERE since > 0",
                                          DAY_BEFORE_YESTERDAY);

  execute (database, sql);
}

static void
wipe (HeedDatabase *database)
{
  g_autoptr (GError) error = NULL;
  gboolean wiped = FALSE;

  g_assert_true (heed_database_wipe (database, G_MAXINT64 / 2, &wiped, &error));
  g_assert_no_error (error);
  g_assert_true (wiped);
}

static void
empty_trash (HeedDatabase *database)
{
  g_autoptr (GError) error = NULL;
  gint64 last = 0;
  guint n_emptied;

  do
    {
      heed_database_empty_trash (database, G_MAXINT64, &last, &n_emptied, &error);
      g_assert_no_error (error);
    }
  while (last != 0);
}

static gboolean
file_holds (const char *path,
            const char *word)
{
  g_autofree char *contents = NULL;
  gsize length;

  return g_file_get_contents (path, &contents, &length, NULL) && memmem (contents, length, word, strlen (word)) != NULL;
}

static gboolean
journal_holds (JournalFixture *fixture,
               const char     *name)
{
  g_autofree char *log = g_strconcat (fixture->path, "-wal", NULL);
  g_autofree char *word = g_strconcat (MARK, name, NULL);

  return file_holds (fixture->path, word) || file_holds (log, word);
}

static gint64
count (HeedDatabase *database,
       const char   *sql)
{
  g_autoptr (GError) error = NULL;
  gint64 value;

  heed_connection_query_int (database->connection, sql, &value, &error);
  g_assert_no_error (error);
  return value;
}

static void
test_add (JournalFixture *fixture,
          gconstpointer   user_data)
{
  g_autoptr (GBytes) bytes = make_bytes ("a desk");
  g_autofree char *name = heed_picture_name_content (bytes);
  g_autofree char *content = add (fixture->database, bytes);
  g_autofree char *again = add (fixture->database, bytes);
  g_autofree char *other = add_named (fixture->database, "a door");
  g_autoptr (GBytes) back = heed_database_read_picture (fixture->database, content, NULL);

  g_assert_cmpstr (content, ==, name);
  g_assert_cmpstr (again, ==, name);
  g_assert_true (g_bytes_equal (back, bytes));
  g_assert_cmpint (count (fixture->database, "SELECT count(*) FROM picture"), ==, 2);
  g_assert_true (has (fixture->database, other));
  g_assert_false (has (fixture->database, "0000"));
}

static void
test_add_too_large (JournalFixture *fixture,
                    gconstpointer   user_data)
{
  g_autofree char *data = g_malloc0 (HEED_PICTURE_MAX_SIZE + 1);
  g_autoptr (GBytes) largest = g_bytes_new_static (data, HEED_PICTURE_MAX_SIZE);
  g_autoptr (GBytes) larger = g_bytes_new_static (data, HEED_PICTURE_MAX_SIZE + 1);
  g_autoptr (GBytes) empty = g_bytes_new_static ("", 0);
  g_autofree char *content = add (fixture->database, largest);
  g_autoptr (GBytes) back = heed_database_read_picture (fixture->database, content, NULL);
  g_autoptr (GError) error = NULL;

  g_assert_true (g_bytes_equal (back, largest));
  g_assert_null (heed_database_add_picture (fixture->database, larger, &error));
  g_assert_error (error, HEED_ERROR, HEED_ERROR_INVALID_FILE);
  g_clear_error (&error);
  g_assert_null (heed_database_add_picture (fixture->database, empty, &error));
  g_assert_error (error, HEED_ERROR, HEED_ERROR_INVALID_FILE);
}

static void
test_add_read_only (JournalFixture *fixture,
                    gconstpointer   user_data)
{
  g_autoptr (GBytes) bytes = make_bytes ("a desk");
  g_autofree char *content = add (fixture->database, bytes);
  g_autoptr (GError) error = NULL;

  close_journal (g_steal_pointer (&fixture->database));
  fixture->database = open_journal (fixture->path, HEED_DATABASE_READ_ONLY);
  g_assert_true (has (fixture->database, content));
  g_assert_null (heed_database_add_picture (fixture->database, bytes, &error));
  g_assert_error (error, HEED_ERROR, HEED_ERROR_READ_ONLY);
}

/* The words about a picture are found, the name of its content is not, whatever lists
 * show of the entry. */
static void
test_search (JournalFixture *fixture,
             gconstpointer   user_data)
{
  g_autofree char *content = add_named (fixture->database, "a desk");
  g_autoptr (HeedRecord) record = make_illustrated ("Monday", content, 0);
  g_autoptr (GPtrArray) described = NULL;
  g_autoptr (GPtrArray) named = NULL;

  put (fixture->database, record);
  described = heed_database_search (fixture->database, &(HeedQuery) { .words = "window" }, NULL);
  g_assert_cmpuint (described->len, ==, 1);
  named = heed_database_search (fixture->database, &(HeedQuery) { .words = content }, NULL);
  g_assert_cmpuint (named->len, ==, 0);
}

/* What nobody has stays for a day, and what somebody has for good. */
static void
test_sweep (JournalFixture *fixture,
            gconstpointer   user_data)
{
  g_autofree char *used = add_named (fixture->database, "a desk");
  g_autofree char *unused = add_named (fixture->database, "a door");
  g_autoptr (HeedRecord) record = make_illustrated ("Monday", used, 0);

  put (fixture->database, record);
  close_journal (g_steal_pointer (&fixture->database));
  fixture->database = open_journal (fixture->path, HEED_DATABASE_NONE);
  g_assert_true (has (fixture->database, unused));

  let_days_pass (fixture->database);
  g_free (add_named (fixture->database, "a door"));
  wipe (fixture->database);
  g_assert_true (has (fixture->database, unused));

  let_days_pass (fixture->database);
  close_journal (g_steal_pointer (&fixture->database));
  g_assert_false (journal_holds (fixture, "a door"));
  fixture->database = open_journal (fixture->path, HEED_DATABASE_NONE);
  g_assert_false (has (fixture->database, unused));
  g_assert_true (has (fixture->database, used));
  g_assert_cmpint (count (fixture->database, "SELECT count(*) FROM picture_idle"), ==, 0);
}

/* What is taken out can be put back for a while. */
static void
test_undo (JournalFixture *fixture,
           gconstpointer   user_data)
{
  g_autofree char *content = add_named (fixture->database, "a desk");
  g_autoptr (HeedRecord) record = make_illustrated ("Monday", content, 0);
  g_autoptr (HeedRecord) without = change_note (record, "~picture/1", "", 10);
  g_autoptr (HeedRecord) back = change_note (without, "~picture/1", content, 20);
  g_autoptr (HeedRecord) without_again = change_note (back, "~picture/1", "", 30);

  put (fixture->database, record);
  let_days_pass (fixture->database);
  wipe (fixture->database);
  put (fixture->database, without);
  wipe (fixture->database);
  g_assert_true (has (fixture->database, content));

  put (fixture->database, back);
  let_days_pass (fixture->database);
  wipe (fixture->database);
  g_assert_true (has (fixture->database, content));

  put (fixture->database, without_again);
  let_days_pass (fixture->database);
  wipe (fixture->database);
  g_assert_false (has (fixture->database, content));
}

/* With its entry, at once, and no byte of it stays. */
static void
test_erase (JournalFixture *fixture,
            gconstpointer   user_data)
{
  g_autofree char *content = add_named (fixture->database, "a desk");
  g_autofree char *other = add_named (fixture->database, "a door");
  g_autoptr (HeedRecord) record = make_illustrated ("Monday", content, 0);
  g_autoptr (HeedRecord) same = make_illustrated ("Tuesday", other, 10);
  g_autoptr (HeedRecord) deleted = NULL;

  put (fixture->database, record);
  put (fixture->database, same);
  deleted = delete_note (record, 1000000000);
  put (fixture->database, deleted);
  wipe (fixture->database);
  g_assert_true (journal_holds (fixture, "a desk"));

  empty_trash (fixture->database);
  g_assert_false (has (fixture->database, content));
  g_assert_true (has (fixture->database, other));
  wipe (fixture->database);
  g_assert_false (journal_holds (fixture, "a desk"));
  g_assert_true (journal_holds (fixture, "a door"));
}

/* One that somebody added again since, and has not saved yet, stays. */
static void
test_erase_added_again (JournalFixture *fixture,
                        gconstpointer   user_data)
{
  g_autofree char *content = add_named (fixture->database, "a desk");
  g_autoptr (HeedRecord) record = make_illustrated ("Monday", content, 0);
  g_autoptr (HeedRecord) deleted = delete_note (record, 10);
  g_autoptr (GError) error = NULL;

  put (fixture->database, record);
  put (fixture->database, deleted);
  g_free (add_named (fixture->database, "a desk"));
  g_assert_true (heed_database_erase (fixture->database, heed_record_get_id (record), &error));
  g_assert_true (has (fixture->database, content));
}

/* Another entry has it, and an older version of a third one. */
static void
test_erase_shared (JournalFixture *fixture,
                   gconstpointer   user_data)
{
  g_autofree char *content = add_named (fixture->database, "a desk");
  g_autoptr (HeedRecord) first = make_illustrated ("Monday", content, 0);
  g_autoptr (HeedRecord) second = make_illustrated ("Tuesday", content, 10);
  g_autoptr (HeedRecord) third = make_illustrated ("Wednesday", content, 20);
  g_autoptr (HeedRecord) later = change_note (third, "~picture/1", "", 5000);
  HeedRecord *records[] = { first, second, third };

  for (guint i = 0; i < G_N_ELEMENTS (records); i++)
    put (fixture->database, records[i]);
  put (fixture->database, later);
  let_days_pass (fixture->database);

  for (guint i = 0; i < G_N_ELEMENTS (records); i++)
    {
      g_autoptr (HeedRecord) deleted = delete_note (records[i], 1000000000);

      wipe (fixture->database);
      g_assert_true (has (fixture->database, content));
      put (fixture->database, deleted);
      empty_trash (fixture->database);
    }

  g_assert_false (has (fixture->database, content));
}

/* In an older copy, too. */
static void
test_erase_in_copy (JournalFixture *fixture,
                    gconstpointer   user_data)
{
  g_autofree char *copy_path = g_build_filename (fixture->folder, "copy.db", NULL);
  g_autofree char *content = add_named (fixture->database, "a desk");
  g_autofree char *other = add_named (fixture->database, "a door");
  g_autoptr (HeedRecord) record = make_illustrated ("Monday", content, 0);
  g_autoptr (HeedRecord) stays = make_illustrated ("Tuesday", other, 10);
  const char *ids[] = { heed_record_get_id (record), NULL };
  g_autoptr (GError) error = NULL;
  HeedDatabase *copy;

  put (fixture->database, record);
  put (fixture->database, stays);
  g_assert_true (heed_database_backup (fixture->database, copy_path, FALSE, NULL, NULL, &error));
  g_assert_true (file_holds (copy_path, MARK "a desk"));

  heed_database_forget_in_file (copy_path, ids, &error);
  g_assert_no_error (error);
  g_assert_false (file_holds (copy_path, MARK "a desk"));
  copy = open_journal (copy_path, HEED_DATABASE_READ_ONLY);
  g_assert_true (has (copy, other));
  assert_sound (copy);
  close_journal (copy);
}

/* While an import may be taken back, what was there before it needs its pictures. */
static void
test_erase_while_importing (JournalFixture *fixture,
                            gconstpointer   user_data)
{
  g_autoptr (HeedWorkbook) workbook = open_bundled_workbook ();
  g_autofree char *content = add_named (fixture->database, "a desk");
  g_autoptr (HeedRecord) record = make_illustrated ("Monday", content, 0);
  g_autoptr (HeedRecord) deleted = delete_note (record, 1000000000);
  g_autoptr (HeedRecord) one = make_note (NULL, "One", "One", 5);
  g_autoptr (HeedRecord) two = make_note (NULL, "Two", "Two", 6);
  g_autoptr (HeedStaging) staging = NULL;
  g_autoptr (GError) error = NULL;
  gboolean more;

  put (fixture->database, record);
  put (fixture->database, deleted);
  staging = stage (fixture->path, (HeedRecord *[]) { one, two }, 2);
  heed_database_set_step (fixture->database, 0);
  g_assert_true (heed_database_import (fixture->database, staging, workbook, &more, &error));
  g_assert_true (more);

  empty_trash (fixture->database);
  wipe (fixture->database);
  g_assert_true (has (fixture->database, content));
  settle (fixture->database);
  g_assert_false (has (fixture->database, content));
}

/* Damages one byte of it. */
static void
spoil (HeedDatabase *database,
       const char   *content)
{
  g_autofree char *sql = g_strdup_printf ("UPDATE picture SET bytes = CAST ('X' || substr (bytes, 2) AS BLOB) "
                                          "WHERE content = '%s'", content);

  execute (database, sql);
}

static void
assert_problem (HeedDatabase *database,
                const char   *problem)
{
  g_auto (GStrv) problems = NULL;
  g_autoptr (GError) error = NULL;

  heed_database_check (database, &problems, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (g_strv_length (problems), ==, problem != NULL);
  if (problem != NULL)
    g_assert_nonnull (strstr (problems[0], problem));
}

/* A picture that is wrong or missing is told, also where only an older version has it, and
 * is healed when it is added again. */
static void
test_check (JournalFixture *fixture,
            gconstpointer   user_data)
{
  g_autofree char *content = add_named (fixture->database, "a desk");
  g_autofree char *unused = add_named (fixture->database, "a door");
  g_autoptr (HeedRecord) record = make_illustrated ("Monday", content, 0);
  g_autoptr (HeedRecord) later = change_note (record, "~picture/1", "", 5000);
  g_autoptr (GError) error = NULL;

  put (fixture->database, record);
  put (fixture->database, later);
  spoil (fixture->database, unused);
  assert_problem (fixture->database, NULL);

  spoil (fixture->database, content);
  assert_problem (fixture->database, "A picture of “Monday” of ");
  assert_problem (fixture->database, "is not as it was added");
  g_assert_null (heed_database_read_picture (fixture->database, content, &error));
  g_assert_error (error, HEED_ERROR, HEED_ERROR_INVALID_FILE);
  g_free (add_named (fixture->database, "a desk"));
  assert_problem (fixture->database, NULL);
  g_assert_true (has (fixture->database, content));

  execute (fixture->database, "DELETE FROM picture");
  assert_problem (fixture->database, "is missing");
  g_free (add_named (fixture->database, "a desk"));
}

/* A description of the same length is no name of a content. */
static void
test_check_description (JournalFixture *fixture,
                        gconstpointer   user_data)
{
  g_autofree char *content = add_named (fixture->database, "a desk");
  g_autofree char *words = g_strnfill (64, 'a');
  g_autoptr (HeedRecord) record = make_illustrated ("Monday", content, 0);
  g_autoptr (HeedRecord) described = change_note (record, "~picture/1/words", words, 1);

  put (fixture->database, described);
  assert_problem (fixture->database, NULL);
}

/* What cannot be had of the pictures is no reason not to erase, or to restore. */
static void
test_erase_in_lacking_copy (JournalFixture *fixture,
                            gconstpointer   user_data)
{
  g_autofree char *copy_path = g_build_filename (fixture->folder, "copy.db", NULL);
  g_autofree char *content = add_named (fixture->database, "a desk");
  g_autofree char *lost = add_named (fixture->database, "a door");
  g_autoptr (HeedRecord) record = make_illustrated ("Monday", content, 0);
  g_autoptr (HeedRecord) lacking = make_illustrated ("Tuesday", lost, 10);
  const char *ids[] = { heed_record_get_id (record), NULL };
  g_autoptr (GError) error = NULL;

  put (fixture->database, record);
  put (fixture->database, lacking);
  spoil (fixture->database, lost);
  g_assert_true (heed_database_backup (fixture->database, copy_path, FALSE, NULL, NULL, &error));
  heed_database_forget_in_file (copy_path, ids, &error);
  g_assert_no_error (error);
  g_assert_false (file_holds (copy_path, MARK "a desk"));
  g_free (add_named (fixture->database, "a door"));
}

/* What is asked when contents are swept is asked of indexes. */
static void
test_quick (JournalFixture *fixture,
            gconstpointer   user_data)
{
  static const char * const tables[] = { "answer", "revision_answer" };

  for (guint i = 0; i < G_N_ELEMENTS (tables); i++)
    {
      g_autofree char *sql = g_strdup_printf ("EXPLAIN QUERY PLAN SELECT 1 FROM %s WHERE value = ?1 "
                                              "AND path >= '~picture/' AND length (value) = 64", tables[i]);
      g_autoptr (HeedStatement) statement = heed_connection_prepare (fixture->database->connection, g_intern_string (sql));
      g_autofree char *index = g_strconcat (tables[i], "_picture", NULL);

      g_assert_true (heed_statement_next (statement));
      g_assert_nonnull (strstr (heed_statement_get_text (statement, 3), index));
    }
}

static void
add_test (const char *path,
          void (*test) (JournalFixture *, gconstpointer))
{
  g_test_add (path, JournalFixture, NULL, set_up_journal, test, tear_down_journal);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  add_test ("/database/picture/add", test_add);
  add_test ("/database/picture/add-too-large", test_add_too_large);
  add_test ("/database/picture/add-read-only", test_add_read_only);
  add_test ("/database/picture/search", test_search);
  add_test ("/database/picture/sweep", test_sweep);
  add_test ("/database/picture/undo", test_undo);
  add_test ("/database/picture/erase", test_erase);
  add_test ("/database/picture/erase-added-again", test_erase_added_again);
  add_test ("/database/picture/erase-shared", test_erase_shared);
  add_test ("/database/picture/erase-in-copy", test_erase_in_copy);
  add_test ("/database/picture/erase-while-importing", test_erase_while_importing);
  add_test ("/database/picture/erase-in-lacking-copy", test_erase_in_lacking_copy);
  add_test ("/database/picture/check", test_check);
  add_test ("/database/picture/check-description", test_check_description);
  add_test ("/database/picture/quick", test_quick);

  return g_test_run ();
}
