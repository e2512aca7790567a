/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "journal-fixture.h"

#include <glib/gstdio.h>

typedef struct
{
  gboolean done;
  GError *error;
} Outcome;

static gboolean
tick_cb (gpointer data)
{
  return G_SOURCE_CONTINUE;
}

/* Runs the main loop until @condition holds, at most for @milliseconds. */
gboolean
wait_until (Condition condition,
            gpointer  data,
            guint     milliseconds)
{
  gint64 end = g_get_monotonic_time () + milliseconds * G_TIME_SPAN_MILLISECOND;
  guint tick = g_timeout_add (5, tick_cb, NULL);

  while (!condition (data) && g_get_monotonic_time () < end)
    g_main_context_iteration (NULL, TRUE);

  g_source_remove (tick);
  return condition (data);
}

static gboolean
is_done (gpointer data)
{
  return ((Outcome *) data)->done;
}

static void
expect_success (Outcome *outcome)
{
  g_assert_true (wait_until (is_done, outcome, 20000));
  g_assert_no_error (outcome->error);
}

static void
opened_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      data)
{
  Outcome *outcome = data;

  heed_journal_open_finish (HEED_JOURNAL (source), result, &outcome->error);
  outcome->done = TRUE;
}

static void
closed_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      data)
{
  Outcome *outcome = data;

  heed_journal_close_finish (HEED_JOURNAL (source), result, &outcome->error);
  outcome->done = TRUE;
}

static void
saved_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      data)
{
  Outcome *outcome = data;

  heed_journal_save_finish (HEED_JOURNAL (source), result, &outcome->error);
  outcome->done = TRUE;
}

static void
entry_opened_cb (GObject      *source,
                 GAsyncResult *result,
                 gpointer      data)
{
  Outcome *outcome = data;

  heed_journal_open_entry_finish (HEED_JOURNAL (source), result, &outcome->error);
  outcome->done = TRUE;
}

static gboolean
has_summary (gpointer data)
{
  return heed_entry_get_summary (data) != NULL;
}

void
journal_fixture_open (JournalFixture *fixture)
{
  Outcome outcome = { FALSE, NULL };

  fixture->journal = heed_journal_new (fixture->workbook);
  heed_journal_open_async (fixture->journal, fixture->path, opened_cb, &outcome);
  expect_success (&outcome);
}

void
journal_fixture_close (JournalFixture *fixture)
{
  Outcome outcome = { FALSE, NULL };

  heed_journal_close_async (fixture->journal, closed_cb, &outcome);
  expect_success (&outcome);
  g_assert_finalize_object (g_steal_pointer (&fixture->journal));
}

void
journal_fixture_save (JournalFixture *fixture)
{
  Outcome outcome = { FALSE, NULL };

  heed_journal_save_async (fixture->journal, saved_cb, &outcome);
  expect_success (&outcome);
}

/* The entry at @position, open. */
HeedEntry *
journal_fixture_dup_entry (JournalFixture *fixture,
                           guint           position)
{
  Outcome outcome = { FALSE, NULL };
  HeedEntry *entry = g_list_model_get_item (G_LIST_MODEL (fixture->journal), position);

  g_assert_nonnull (entry);
  g_assert_true (wait_until (has_summary, entry, 10000));
  heed_journal_open_entry_async (fixture->journal, entry, entry_opened_cb, &outcome);
  expect_success (&outcome);
  return entry;
}

void
journal_fixture_set_up (JournalFixture *fixture,
                        gconstpointer   data)
{
  g_autofree char *workbook = g_test_build_filename (G_TEST_DIST, "..", "data", "workbooks", "customer-focus.xml", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (workbook);
  g_autoptr (GError) error = NULL;

  fixture->folder = g_dir_make_tmp ("heed-journal-XXXXXX", &error);
  g_assert_no_error (error);
  fixture->path = g_build_filename (fixture->folder, "journal.db", NULL);
  fixture->workbook = heed_workbook_new_from_file (file, NULL, &error);
  g_assert_no_error (error);
  journal_fixture_open (fixture);
}

void
journal_fixture_tear_down (JournalFixture *fixture,
                           gconstpointer   data)
{
  g_autoptr (GDir) folder = NULL;
  const char *name;

  if (fixture->journal != NULL)
    journal_fixture_close (fixture);

  folder = g_dir_open (fixture->folder, 0, NULL);
  while ((name = g_dir_read_name (folder)) != NULL)
    {
      g_autofree char *path = g_build_filename (fixture->folder, name, NULL);

      g_assert_no_errno (g_unlink (path));
    }
  g_assert_no_errno (g_rmdir (fixture->folder));
  g_object_unref (fixture->workbook);
  g_free (fixture->path);
  g_free (fixture->folder);
}
