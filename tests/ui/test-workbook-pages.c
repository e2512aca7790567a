/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The pages of a workbook, with a journal that was written with another one whose
 * forms, tips and questions have the same ids. */

#include "page-fixture.h"

#include "heed-activities-page.h"
#include "heed-editor-page.h"
#include "heed-filter.h"
#include "heed-journal-batch.h"
#include "heed-overview-page.h"
#include "heed-questions-page.h"
#include "heed-tips-page.h"
#include "heed-today-page.h"
#include "heed-ui-resources.h"

#include "../other-workbook.h"

/* The journal stays, and another workbook is opened. */
static void
open_workbook (PageFixture *fixture,
               const char  *root)
{
  g_autofree char *path = g_build_filename (fixture->files.folder, "other.xml", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GError) error = NULL;

  journal_fixture_close (&fixture->files);
  write_other_workbook (path, root, "Strange");
  g_object_unref (fixture->files.workbook);
  fixture->files.workbook = heed_workbook_new_from_file (file, NULL, &error);
  g_assert_no_error (error);
  journal_fixture_open (&fixture->files);
}

static void
set_up (PageFixture   *fixture,
        gconstpointer  data)
{
  page_fixture_set_up (fixture, "demo");
  open_workbook (fixture, "id=\"other\" version=\"1\"");
}

static gboolean
is_label_with (GtkWidget  *widget,
               const char *text)
{
  return GTK_IS_LABEL (widget) && strstr (gtk_label_get_text (GTK_LABEL (widget)), text) != NULL;
}

static void
gathered_cb (const GError *error,
             gpointer      done)
{
  g_assert_no_error (error);
  *(gboolean *) done = TRUE;
}

/* All that pages ask goes this way, or is asked as this is. */
static void
test_nothing_gathered (PageFixture   *fixture,
                       gconstpointer  data)
{
  g_autoptr (GPtrArray) tallies = NULL, checks = NULL, notes = NULL, decisions = NULL;
  gboolean done = FALSE;
  HeedJournalBatch *batch = heed_journal_batch_new (fixture->files.journal, gathered_cb, &done);

  heed_journal_batch_tally (batch, &tallies);
  heed_journal_batch_query (batch, &(HeedQuery) { .form_id = "self-check" }, &checks);
  heed_journal_batch_query (batch, &(HeedQuery) { .form_id = HEED_FORM_NOTE }, &notes);
  heed_journal_batch_read (batch, &(HeedQuery) { .form_id = HEED_FORM_DECISION, .each = 1 }, &decisions);
  heed_journal_batch_end (batch);
  g_assert_true (wait_until (is_true, &done));
  g_assert_cmpuint (tallies->len, ==, 0);
  g_assert_cmpuint (checks->len, ==, 0);
  g_assert_cmpuint (notes->len, ==, 0);
  g_assert_cmpuint (decisions->len, ==, 0);
}

static void
show (PageFixture *fixture,
      GType        page)
{
  show_page (fixture, g_object_new (page, NULL));
  wait_for_journal (fixture->files.journal);
}

/* Nobody has answered these questions yet. */
static void
test_questions (PageFixture   *fixture,
                gconstpointer  data)
{
  show (fixture, HEED_TYPE_QUESTIONS_PAGE);
  expect (fixture, is_button, "Take the Self-Check", 1);
  expect (fixture, is_of_type, "HeedTrend", 0);
}

static void
test_activities (PageFixture   *fixture,
                 gconstpointer  data)
{
  show (fixture, HEED_TYPE_ACTIVITIES_PAGE);
  expect (fixture, is_label, "Strange Deal with a complaint", 1);
  expect (fixture, is_label_with, "not started", 3);
}

static void
test_tips (PageFixture   *fixture,
           gconstpointer  data)
{
  show (fixture, HEED_TYPE_TIPS_PAGE);
  expect (fixture, is_of_type, "HeedTipRow", 16);
  expect (fixture, is_label_with, "planned", 0);
  expect (fixture, is_label_with, "tried", 0);
}

static void
test_filter (PageFixture   *fixture,
             gconstpointer  data)
{
  g_autoptr (HeedFilter) filter = g_object_ref_sink (g_object_new (HEED_TYPE_FILTER, NULL));
  HeedQuery query = { 0 };

  heed_filter_set_form_id (filter, "complaint");
  heed_filter_fill_query (filter, fixture->files.workbook, &query);
  g_assert_cmpstr (query.workbook_id, ==, "other");
  heed_filter_set_form_id (filter, HEED_FORM_NOTE);
  heed_filter_fill_query (filter, fixture->files.workbook, &query);
  g_assert_cmpstr (query.form_id, ==, HEED_FORM_NOTE);
  g_assert_null (query.workbook_id);
}

/* Opens the newest entry of a form of the bundled workbook. */
static HeedEntry *
open_entry (PageFixture *fixture,
            const char  *form_id)
{
  const HeedQuery query = { .workbook_id = "customer-focus", .form_id = form_id, .limit = 1 };
  g_autoptr (GAsyncResult) queried = NULL, opened = NULL;
  g_autoptr (GPtrArray) entries = NULL;
  g_autoptr (GError) error = NULL;
  HeedEntry *entry;

  heed_journal_query_async (fixture->files.journal, &query, keep_result_cb, &queried);
  entries = heed_journal_query_finish (fixture->files.journal, wait_for_result (&queried), &error);
  g_assert_no_error (error);
  g_assert_cmpuint (entries->len, ==, 1);
  entry = g_object_ref (g_ptr_array_index (entries, 0));
  heed_journal_open_entry_async (fixture->files.journal, entry, keep_result_cb, &opened);
  heed_journal_finish (fixture->files.journal, wait_for_result (&opened), &error);
  g_assert_no_error (error);
  return entry;
}

static void
show_entry (PageFixture *fixture,
            HeedEntry   *entry)
{
  fixture->page = heed_editor_page_new (fixture->files.journal, entry);
  gtk_window_set_child (GTK_WINDOW (fixture->window), fixture->page);
  gtk_window_present (GTK_WINDOW (fixture->window));
  wait_for_rest (fixture->page);
}

/* Its answers can be read, and stand below no question of this workbook. */
static void
test_entry (PageFixture   *fixture,
            gconstpointer  data)
{
  g_autoptr (HeedEntry) entry = open_entry (fixture, "complaint");

  g_assert_cmpstr (heed_item_get_title (heed_entry_get_item (entry)), ==, "Deal with a complaint");
  show_entry (fixture, entry);
  expect (fixture, is_label_with, "Strange", 0);
  expect (fixture, is_label_with, "What was it about, and who was there?", 2);
  expect (fixture, is_label, "This entry belongs to the workbook “Customer focus”.", 1);
}

/* The questions of a worksheet that was begun with an earlier version are those that
 * its writer knows, and it can be gone on with. */
static void
test_later_version (PageFixture   *fixture,
                    gconstpointer  data)
{
  g_autoptr (HeedEntry) entry = NULL;

  open_workbook (fixture, "id=\"customer-focus\" version=\"3\"");
  entry = open_entry (fixture, "complaint");
  show_entry (fixture, entry);
  expect (fixture, is_label_with, "Strange", 0);
  expect (fixture, is_label_with, "worded differently now", 1);
  heed_entry_set_answer (entry, "situation/2/next-time", "Listen");
  journal_fixture_save (&fixture->files);
  g_assert_cmpint (heed_entry_get_save_state (entry), ==, HEED_SAVE_STATE_SAVED);
  g_assert_cmpuint (heed_record_get_workbook_version (heed_entry_get_record (entry)), ==, 2);
}

/* A note can be written on, whichever workbook is open. */
static void
test_note (PageFixture   *fixture,
           gconstpointer  data)
{
  g_autoptr (HeedEntry) entry = open_entry (fixture, HEED_FORM_NOTE);

  g_assert_nonnull (heed_entry_get_form (entry));
  heed_entry_set_answer (entry, "body", "Written on");
  journal_fixture_save (&fixture->files);
  g_assert_cmpint (heed_entry_get_save_state (entry), ==, HEED_SAVE_STATE_SAVED);
  g_assert_cmpstr (heed_record_get_workbook_id (heed_entry_get_record (entry)), ==, "customer-focus");
}

#define ADD_TEST(path, test) g_test_add (path, PageFixture, NULL, set_up, test, page_fixture_tear_down)

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  gtk_init ();
  adw_init ();
  g_resources_register (heed_ui_get_resource ());

  ADD_TEST ("/workbook-pages/nothing-gathered", test_nothing_gathered);
  ADD_TEST ("/workbook-pages/questions", test_questions);
  ADD_TEST ("/workbook-pages/activities", test_activities);
  ADD_TEST ("/workbook-pages/tips", test_tips);
  ADD_TEST ("/workbook-pages/filter", test_filter);
  ADD_TEST ("/workbook-pages/entry", test_entry);
  ADD_TEST ("/workbook-pages/later-version", test_later_version);
  ADD_TEST ("/workbook-pages/note", test_note);

  return g_test_run ();
}
