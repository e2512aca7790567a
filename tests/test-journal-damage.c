/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Tests of src/journal/heed-journal-open.c and heed-recovery.c: a journal whose
 * file is damaged while nobody looks, and a new one in its place. */

#define _GNU_SOURCE /* memmem() */

#include "journal-fixture.h"

#include "heed-error.h"
#include "heed-recovery.h"

#include <sqlite3.h>
#include <string.h>

#define N_NOTES 60
#define PAGE_SIZE 4096

static void
replace_file (JournalFixture *fixture,
              const char     *contents,
              gsize           length)
{
  g_autoptr (GError) error = NULL;

  g_file_set_contents (fixture->path, contents, (gssize) length, &error);
  g_assert_no_error (error);
}

/* An answer is on the page, and its words are nowhere but there. */
static void
spoil (JournalFixture *fixture)
{
  g_autofree char *contents = NULL;
  gsize length;
  char *p;

  g_assert_true (g_file_get_contents (fixture->path, &contents, &length, NULL));
  p = memmem (contents, length, "bodyNote 5", strlen ("bodyNote 5"));
  g_assert_nonnull (p);
  memset (contents + (p - contents) / PAGE_SIZE * PAGE_SIZE, 0x5a, PAGE_SIZE);
  replace_file (fixture, contents, length);
}

static void
set_up_damaged (JournalFixture *fixture,
                gconstpointer   data)
{
  g_autoptr (GPtrArray) records = NULL;

  journal_fixture_set_up (fixture, data);
  journal_fixture_close (fixture);
  records = journal_fixture_put (fixture, N_NOTES);
  spoil (fixture);
  journal_fixture_open (fixture);
}

static gboolean
is_damaged (gpointer journal)
{
  gboolean damaged;

  g_object_get (journal, "damaged", &damaged, NULL);
  g_assert_true (damaged == (heed_journal_get_damage (journal) != NULL));
  return damaged;
}

static gboolean
has_failed (gpointer journal)
{
  return heed_journal_get_save_state (journal) == HEED_SAVE_STATE_FAILED;
}

static HeedEntry *
write_unsaved (JournalFixture *fixture)
{
  HeedEntry *entry = heed_journal_create_entry (fixture->journal, HEED_FORM_NOTE, NULL);

  heed_entry_set_title (entry, "Written afterwards");
  heed_entry_set_answer (entry, "body", "and not lost");
  return entry;
}

static GPtrArray *
give_up (JournalFixture *fixture)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  GPtrArray *unsaved;

  heed_journal_give_up_async (fixture->journal, keep_result_cb, &result);
  unsaved = heed_journal_take_answer (fixture->journal, wait_for_result (&result), &error);
  g_assert_no_error (error);
  return unsaved;
}

static void
recovered_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      data)
{
  *(GAsyncResult **) data = g_object_ref (result);
}

static HeedRecovery *
recover (JournalFixture *fixture,
         GPtrArray      *unsaved,
         GError        **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  heed_recovery_run_async (fixture->path, fixture->workbook, unsaved, recovered_cb, &result);
  return heed_recovery_run_finish (wait_for_result (&result), error);
}

/* Nobody asks for the answer that cannot be read: it is found out all the same, and
 * nothing is written from then on. */
static void
test_found (JournalFixture *fixture,
            gconstpointer   data)
{
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  g_autoptr (HeedEntry) entry = NULL;
  g_autoptr (GPtrArray) unsaved = NULL;
  gsize length, length_after;

  g_assert_true (wait_until (is_damaged, fixture->journal));
  g_assert_true (g_file_get_contents (fixture->path, &before, &length, NULL));
  entry = write_unsaved (fixture);
  g_assert_true (wait_until (has_failed, fixture->journal));
  g_assert_error (heed_journal_get_save_error (fixture->journal), HEED_ERROR, HEED_ERROR_CORRUPT);
  g_assert_true (g_file_get_contents (fixture->path, &after, &length_after, NULL));
  g_assert_cmpmem (before, length, after, length_after);

  unsaved = give_up (fixture);
  g_assert_cmpuint (unsaved->len, ==, 1);
}

/* A new journal in its place has what can be read, and what was not saved. */
static void
test_recovered (JournalFixture *fixture,
                gconstpointer   data)
{
  g_autoptr (HeedEntry) entry = NULL;
  g_autoptr (HeedEntry) found = NULL;
  g_autoptr (GPtrArray) unsaved = NULL;
  g_autoptr (HeedRecovery) recovery = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  gsize length, length_after;

  g_assert_true (wait_until (is_damaged, fixture->journal));
  entry = write_unsaved (fixture);
  unsaved = give_up (fixture);
  g_assert_true (g_file_get_contents (fixture->path, &before, &length, NULL));
  recovery = recover (fixture, unsaved, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (recovery->salvaged.entries, ==, N_NOTES);
  g_assert_cmpuint (recovery->salvaged.in_part->len, >, 0);
  g_assert_cmpuint (recovery->unsaved, ==, 1);
  g_assert_true (g_file_get_contents (recovery->aside, &after, &length_after, NULL));
  g_assert_cmpmem (before, length, after, length_after);

  g_clear_object (&entry);
  g_clear_object (&fixture->journal);
  journal_fixture_open (fixture);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (fixture->journal)), ==, N_NOTES + 1);
  found = journal_fixture_dup_entry (fixture, 0);
  g_assert_cmpstr (heed_record_get_answer (heed_entry_get_record (found), "body"), ==, "and not lost");
}

/* Nothing can be read at all: it is as it was, and goes on as before. */
static void
test_not_recovered (JournalFixture *fixture,
                    gconstpointer   data)
{
  g_autoptr (HeedEntry) entry = NULL;
  g_autoptr (GPtrArray) unsaved = NULL;
  g_autoptr (HeedRecovery) recovery = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *sound = NULL;
  g_autofree char *contents = NULL;
  gsize length;

  g_assert_true (wait_until (is_damaged, fixture->journal));
  entry = write_unsaved (fixture);
  unsaved = give_up (fixture);
  g_assert_true (g_file_get_contents (fixture->path, &contents, &length, NULL));
  sound = g_memdup2 (contents, length);
  memset (contents + 100, 0x5a, length - 100);
  replace_file (fixture, contents, length);
  recovery = recover (fixture, unsaved, &error);
  g_assert_null (recovery);
  g_assert_error (error, HEED_ERROR, HEED_ERROR_CORRUPT);

  replace_file (fixture, sound, length);
  heed_journal_take_up (fixture->journal);
  heed_journal_save_async (fixture->journal, NULL, NULL);
  g_assert_true (wait_until (has_failed, fixture->journal));
  g_assert_cmpstr (heed_record_get_title (heed_entry_get_record (entry)), ==, "Written afterwards");
  g_ptr_array_unref (g_steal_pointer (&unsaved));
  unsaved = give_up (fixture);
  g_assert_cmpuint (unsaved->len, ==, 1);
}

static gboolean
has_checksums (gpointer path)
{
  sqlite3_stmt *statement;
  sqlite3 *handle;
  int count = -1;

  g_assert_cmpint (sqlite3_open_v2 (path, &handle, SQLITE_OPEN_READONLY, NULL), ==, SQLITE_OK);
  if (sqlite3_prepare_v2 (handle, "SELECT count(*) FROM entry WHERE checksum IS NULL", -1, &statement, NULL) == SQLITE_OK &&
      sqlite3_step (statement) == SQLITE_ROW)
    count = sqlite3_column_int (statement, 0);
  sqlite3_finalize (statement);
  sqlite3_close (handle);
  return count == 0;
}

/* What an older Heed wrote has its checksums once it is known to be sound. */
static void
test_checksums (JournalFixture *fixture,
                gconstpointer   data)
{
  g_autofree char *released = g_test_build_filename (G_TEST_DIST, "fixtures", "journal-2.db", NULL);
  g_autofree char *contents = NULL;
  gsize length;

  journal_fixture_close (fixture);
  g_assert_true (g_file_get_contents (released, &contents, &length, NULL));
  replace_file (fixture, contents, length);
  g_assert_false (has_checksums (fixture->path));
  journal_fixture_open (fixture);
  g_assert_true (wait_until (has_checksums, fixture->path));
  g_assert_null (heed_journal_get_damage (fixture->journal));
}

static void
tear_down_given_up (JournalFixture *fixture,
                    gconstpointer   data)
{
  if (!heed_journal_is_open (fixture->journal))
    g_clear_object (&fixture->journal);
  journal_fixture_tear_down (fixture, data);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add ("/journal/damage/found", JournalFixture, NULL, set_up_damaged, test_found, tear_down_given_up);
  g_test_add ("/journal/damage/recovered", JournalFixture, NULL, set_up_damaged, test_recovered, tear_down_given_up);
  g_test_add ("/journal/damage/not-recovered", JournalFixture, NULL, set_up_damaged, test_not_recovered,
              tear_down_given_up);
  g_test_add ("/journal/damage/checksums", JournalFixture, NULL, journal_fixture_set_up, test_checksums,
              journal_fixture_tear_down);

  return g_test_run ();
}
