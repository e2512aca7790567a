/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What the window says, and asks, when another journal takes the place of the one
 * that it shows, and when there are copies beside it. */

#include "screen.h"
#include "window-fixture.h"

#include <glib/gstdio.h>
#include <string.h>

#define CONFLICT "journal.sync-conflict-20260301-120000-ABCDEFG.db"
#define OTHER_ID "aaaaaaaa-1111-4111-8111-111111111111"

static gboolean
says (GtkWidget  *widget,
      const char *words)
{
  return GTK_IS_LABEL (widget) && strstr (gtk_label_get_text (GTK_LABEL (widget)), words) != NULL;
}

static void
expect (WindowFixture *fixture,
        const char    *words)
{
  find_shown (GTK_WIDGET (fixture->window), says, words);
}

static gboolean
has_dialog (gpointer data)
{
  return find_dialog () != NULL;
}

static void
press_and_answer (WindowFixture *fixture,
                  const char    *button,
                  const char    *response)
{
  press_shown (GTK_WIDGET (fixture->window), button);
  g_assert_true (wait_until (has_dialog, NULL));
  answer_dialog (response);
}

/* A journal with one note. */
static void
write_journal (WindowFixture *fixture,
               const char    *path,
               const char    *id,
               const char    *body)
{
  HeedRecordBuilder *builder = heed_record_builder_new (id, "customer-focus", 1, "note");
  g_autoptr (GError) error = NULL;
  g_autoptr (HeedDatabase) database = heed_database_open (path, HEED_DATABASE_CREATE, &error);
  g_autoptr (HeedRecord) record = NULL;
  g_autoptr (HeedSummary) summary = NULL;

  g_assert_no_error (error);
  heed_record_builder_set_created (builder, heed_timestamp_now ());
  heed_record_builder_set_modified (builder, heed_timestamp_now ());
  heed_record_builder_set_answer (builder, "body", body, heed_timestamp_now ().utc);
  record = heed_record_builder_end (builder);
  summary = heed_summary_new (record, heed_workbook_find_form (fixture->files.workbook, "note"));
  heed_database_put (database, record, summary, &error);
  g_assert_no_error (error);
  heed_database_close (database, &error);
  g_assert_no_error (error);
}

static void
write_conflict (WindowFixture *fixture)
{
  g_autofree char *path = g_build_filename (fixture->files.folder, CONFLICT, NULL);

  write_journal (fixture, path, OTHER_ID, "theirs");
}

static HeedEntry *
write_note (WindowFixture *fixture,
            const char    *body)
{
  HeedEntry *entry = heed_journal_create_entry (heed_window_get_journal (fixture->window), "note", NULL);

  heed_entry_set_answer (entry, "body", body);
  return entry;
}

static gboolean
is_rescued (gpointer journal)
{
  return heed_journal_get_save_state (journal) == HEED_SAVE_STATE_RESCUED;
}

static gboolean
is_saved (gpointer journal)
{
  return heed_journal_get_save_state (journal) == HEED_SAVE_STATE_SAVED;
}

static guint
count_entries (WindowFixture *fixture)
{
  return g_list_model_get_n_items (G_LIST_MODEL (heed_window_get_journal (fixture->window)));
}

static gboolean
has_two_entries (gpointer fixture)
{
  return count_entries (fixture) == 2;
}

static void
expect_no_button (WindowFixture *fixture,
                  const char    *label)
{
  expect_shown (GTK_WIDGET (fixture->window), is_button, label, 0);
}

static void
test_file_is_deleted (WindowFixture *fixture,
                      gconstpointer  data)
{
  g_autoptr (HeedEntry) entry = NULL;
  HeedJournal *journal;
  GtkWidget *pages, *title;

  open_window_with_journal (fixture, FALSE);
  journal = heed_window_get_journal (fixture->window);
  entry = write_note (fixture, "before");
  g_assert_true (wait_until (is_saved, journal));

  g_assert_no_errno (g_unlink (fixture->files.path));
  heed_entry_set_answer (entry, "body", "after");
  g_assert_true (wait_until (is_rescued, journal));
  expect (fixture, "What you write is kept in “journal.db.");
  pages = find_shown (GTK_WIDGET (fixture->window), is_of_type, "HeedPages");
  title = GTK_WIDGET (gtk_widget_get_template_child (pages, G_OBJECT_TYPE (pages), "window_title"));
  g_assert_cmpstr (gtk_inscription_get_text (GTK_INSCRIPTION (gtk_widget_get_last_child (title))), ==,
                   "Kept beside the journal");
  gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.show-safety", NULL);
  find_shown (GTK_WIDGET (fixture->window), is_label, "Kept beside the journal");
  gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.back", NULL);

  press_and_answer (fixture, "Put Back…", "later");
  g_assert_true (heed_journal_is_gone (journal));
  press_and_answer (fixture, "Put Back…", "put-back");
  find_shown (GTK_WIDGET (fixture->window), is_label, "Your journal is back in its place.");
  g_assert_true (wait_until (is_saved, journal));
  expect_no_button (fixture, "Put Back…");
  g_assert_true (g_file_test (fixture->files.path, G_FILE_TEST_EXISTS));
}

static void
test_file_is_replaced (WindowFixture *fixture,
                       gconstpointer  data)
{
  g_autofree char *other = g_build_filename (fixture->files.folder, "other", NULL);
  g_autoptr (HeedEntry) entry = NULL;
  HeedJournal *journal;

  open_window_with_journal (fixture, FALSE);
  journal = heed_window_get_journal (fixture->window);
  entry = write_note (fixture, "mine");
  g_assert_true (wait_until (is_saved, journal));

  write_journal (fixture, other, OTHER_ID, "theirs");
  g_assert_no_errno (g_rename (other, fixture->files.path));
  g_assert_true (wait_until (is_rescued, journal));
  press_and_answer (fixture, "Put Back…", "join");
  expect (fixture, "1 entry was added.");
  g_assert_cmpuint (count_entries (fixture), ==, 2);
  g_assert_true (is_saved (journal));
}

/* Closed in that state, nothing is asked: all of it is on the disk, and offered
 * when the journal is opened the next time. */
static void
test_closed_while_gone (WindowFixture *fixture,
                        gconstpointer  data)
{
  g_autoptr (HeedEntry) entry = NULL;

  open_window_with_journal (fixture, FALSE);
  entry = write_note (fixture, "before");
  g_assert_true (wait_until (is_saved, heed_window_get_journal (fixture->window)));
  g_assert_no_errno (g_unlink (fixture->files.path));
  heed_entry_set_answer (entry, "body", "after");
  g_clear_object (&entry);
  close_window (fixture);
  g_assert_null (find_dialog ());

  open_window (fixture, FALSE);
  expect (fixture, "Your Journal Is Not There");
  press_shown (GTK_WIDGET (fixture->window), "Join the Copies");
  g_assert_true (wait_until (has_journal, fixture->window));
  expect (fixture, "1 entry was added.");
  g_assert_cmpuint (count_entries (fixture), ==, 1);
}

/* Asked about once more when it is another than it was. */
static void
test_copy_is_offered (WindowFixture *fixture,
                      gconstpointer  data)
{
  write_conflict (fixture);
  open_window_with_journal (fixture, FALSE);
  expect (fixture, "1 other copy of your journal was found.");
  press_and_answer (fixture, "Show Copies…", "later");
  expect_no_button (fixture, "Show Copies…");
  close_window (fixture);

  open_window_with_journal (fixture, FALSE);
  press_and_answer (fixture, "Show Copies…", "never");
  close_window (fixture);

  open_window_with_journal (fixture, FALSE);
  expect_no_button (fixture, "Show Copies…");
  g_assert_cmpuint (count_entries (fixture), ==, 0);
  close_window (fixture);

  write_conflict (fixture);
  open_window_with_journal (fixture, FALSE);
  press_and_answer (fixture, "Show Copies…", "join");
  expect (fixture, "1 entry was added.");
  g_assert_cmpuint (count_entries (fixture), ==, 1);
  close_window (fixture);

  open_window_with_journal (fixture, FALSE);
  expect_no_button (fixture, "Show Copies…");
}

static void
test_copies_only (WindowFixture *fixture,
                  gconstpointer  data)
{
  g_autofree char *second = g_build_filename (fixture->files.folder, "journal.db..path2", NULL);

  write_conflict (fixture);
  write_journal (fixture, second, NULL, "more");
  g_assert_no_errno (g_unlink (fixture->files.path));
  open_window (fixture, FALSE);
  expect (fixture, "2 other copies");
  expect (fixture, CONFLICT);
  g_assert_false (g_file_test (fixture->files.path, G_FILE_TEST_EXISTS));

  press_shown (GTK_WIDGET (fixture->window), "Join the Copies");
  g_assert_true (wait_until (has_journal, fixture->window));
  g_assert_true (wait_until (has_two_entries, fixture));
}

static void
test_starts_empty (WindowFixture *fixture,
                   gconstpointer  data)
{
  write_conflict (fixture);
  g_assert_no_errno (g_unlink (fixture->files.path));
  open_window (fixture, FALSE);
  expect (fixture, CONFLICT);
  press_shown (GTK_WIDGET (fixture->window), "Start with an Empty Journal");
  g_assert_true (wait_until (has_journal, fixture->window));
  g_assert_cmpuint (count_entries (fixture), ==, 0);
}

#define ADD(name, func) \
  g_test_add ("/other-copies/" name, WindowFixture, NULL, window_fixture_set_up, func, window_fixture_tear_down)

int
main (int   argc,
      char *argv[])
{
  start_application (&argc, &argv);
  ADD ("file-is-deleted", test_file_is_deleted);
  ADD ("file-is-replaced", test_file_is_replaced);
  ADD ("closed-while-gone", test_closed_while_gone);
  ADD ("copy-is-offered", test_copy_is_offered);
  ADD ("copies-only", test_copies_only);
  ADD ("starts-empty", test_starts_empty);
  return g_test_run ();
}
