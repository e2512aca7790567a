/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Backups while the window is open, the page that tells of them, and going back to
 * one. */

#include "screen.h"
#include "window-fixture.h"

#include "heed-backup.h"
#include "heed-config.h"
#include "heed-copies.h"
#include "heed-database.h"
#include "heed-safety-page.h"

#include <glib/gstdio.h>
#include <sqlite3.h>
#include <string.h>

static GSettings *settings;

static GtkWidget *
get_window (WindowFixture *fixture)
{
  return GTK_WIDGET (fixture->window);
}

static HeedJournal *
get_journal (WindowFixture *fixture)
{
  return heed_window_get_journal (fixture->window);
}

static GPtrArray *
find_copies (WindowFixture *fixture)
{
  const HeedBackupPlan plan = { .journal = fixture->files.path };

  return heed_backup_plan_find_copies (&plan, FALSE);
}

static guint
count_kind (WindowFixture *fixture,
            HeedCopyKind   kind)
{
  g_autoptr (GPtrArray) copies = find_copies (fixture);
  guint count = 0;

  for (guint i = 0; i < copies->len; i++)
    count += ((HeedCopy *) g_ptr_array_index (copies, i))->kind == kind;

  return count;
}

static gboolean
has_backup (gpointer data)
{
  return count_kind (data, HEED_COPY_BACKUP) > 0;
}

static void
saved_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      data)
{
  g_autoptr (GError) error = NULL;

  heed_journal_finish (HEED_JOURNAL (source), result, &error);
  g_assert_no_error (error);
  *(gboolean *) data = TRUE;
}

static void
write_note (WindowFixture *fixture,
            const char    *body)
{
  g_autoptr (HeedEntry) entry = heed_journal_create_entry (get_journal (fixture), "note", NULL);
  gboolean saved = FALSE;

  heed_entry_set_answer (entry, "body", body);
  heed_journal_save_async (get_journal (fixture), saved_cb, &saved);
  g_assert_true (wait_until (is_true, &saved));
}

static guint
count_entries (WindowFixture *fixture)
{
  return g_list_model_get_n_items (G_LIST_MODEL (get_journal (fixture)));
}

static gboolean
label_has (GtkWidget  *widget,
           const char *words)
{
  return GTK_IS_LABEL (widget) && gtk_widget_get_mapped (widget) &&
         strstr (gtk_label_get_text (GTK_LABEL (widget)), words) != NULL;
}

static gboolean
is_copy (GtkWidget  *widget,
         const char *words)
{
  return g_str_equal (G_OBJECT_TYPE_NAME (widget), "HeedCopyRow") && count_shown (widget, label_has, words) > 0;
}

static gboolean
is_icon_button (GtkWidget  *widget,
                const char *tooltip)
{
  return GTK_IS_BUTTON (widget) && g_strcmp0 (gtk_widget_get_tooltip_text (widget), tooltip) == 0;
}

static void
show_page (WindowFixture *fixture)
{
  g_assert_true (gtk_widget_activate_action (get_window (fixture), "win.show-safety", NULL));
  find_shown (get_window (fixture), is_of_type, "HeedSafetyPage");
}

static void
open_with_note (WindowFixture *fixture)
{
  open_window_with_journal (fixture, FALSE);
  write_note (fixture, "Then");
}

static void
open_page_with_backup (WindowFixture *fixture)
{
  open_with_note (fixture);
  show_page (fixture);
  press_shown (get_window (fixture), "Back Up Now");
  expect_shown (get_window (fixture), is_copy, "Backup", 1);
}

/* Without a word, and not for a journal that is thrown away. */
static void
test_by_itself (WindowFixture *fixture,
                gconstpointer  data)
{
  open_with_note (fixture);
  g_assert_true (wait_until (has_backup, fixture));
  g_assert_cmpuint (count_kind (fixture, HEED_COPY_BACKUP), ==, 1);
}

static void
test_off (WindowFixture *fixture,
          gconstpointer  data)
{
  g_settings_set_boolean (settings, "backups", FALSE);
  open_with_note (fixture);
  show_page (fixture);
  expect_shown (get_window (fixture), label_has, "There is none yet.", 1);
  close_window (fixture);
  g_assert_cmpuint (count_kind (fixture, HEED_COPY_BACKUP), ==, 0);
  g_settings_reset (settings, "backups");
}

static void
test_sample_has_none (WindowFixture *fixture,
                      gconstpointer  data)
{
  g_assert_no_errno (g_unlink (fixture->files.path));
  open_window_with_journal (fixture, TRUE);
  show_page (fixture);
  expect_shown (get_window (fixture), label_has, "50 entries", 1);
  g_assert_cmpuint (count_shown (get_window (fixture), is_label, "Backups"), ==, 0);
  g_assert_cmpuint (count_shown (get_window (fixture), label_has, "Last backup"), ==, 0);
  close_window (fixture);
  g_assert_cmpuint (count_kind (fixture, HEED_COPY_BACKUP), ==, 0);
}

static void
test_tells (WindowFixture *fixture,
            gconstpointer  data)
{
  g_settings_set_boolean (settings, "backups", FALSE);
  open_window_with_journal (fixture, FALSE);
  show_page (fixture);
  expect_shown (get_window (fixture), label_has, "Nothing was written yet.", 1);
  expect_shown (get_window (fixture), label_has, "0 entries, 0 older versions, 0 entries in the trash; ", 1);
  expect_shown (get_window (fixture), label_has, "There are none yet", 1);
  expect_shown (get_window (fixture), label_has, fixture->files.path, 1);
  expect_shown (get_window (fixture), label_has, "7 days, 4 weeks, 12 months", 1);

  write_note (fixture, "Now");
  expect_shown (get_window (fixture), label_has, "The last save was on ", 1);
  expect_shown (get_window (fixture), label_has, "1 entry, ", 1);
  g_settings_set_int (settings, "weekly-backups", 1);
  expect_shown (get_window (fixture), label_has, "7 days, 1 week, 12 months", 1);
  g_settings_reset (settings, "weekly-backups");
  g_settings_reset (settings, "backups");
}

static void
break_index (WindowFixture *fixture,
             const char    *sql)
{
  sqlite3 *handle = NULL;

  g_assert_cmpint (sqlite3_open (fixture->files.path, &handle), ==, SQLITE_OK);
  sqlite3_busy_timeout (handle, 60 * 1000); /* what goes on in the background comes to an end */
  g_assert_cmpint (sqlite3_exec (handle, sql, NULL, NULL, NULL), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_close (handle), ==, SQLITE_OK);
}

/* It really looks, and says what it found. */
static void
test_check (WindowFixture *fixture,
            gconstpointer  data)
{
  g_settings_set_boolean (settings, "backups", FALSE);
  open_with_note (fixture);
  show_page (fixture);
  press_shown (get_window (fixture), "Check Now");
  expect_shown (get_window (fixture), label_has, "All is well. The whole journal was looked through on ", 1);

  break_index (fixture, "CREATE TABLE kept AS SELECT * FROM search_docsize; DELETE FROM search_docsize");
  press_shown (get_window (fixture), "Check Now");
  expect_shown (get_window (fixture), label_has, "The search index does not match the entries.", 1);
  break_index (fixture, "INSERT INTO search_docsize SELECT * FROM kept; DROP TABLE kept");
  g_settings_reset (settings, "backups");
}

static void
test_remove (WindowFixture *fixture,
             gconstpointer  data)
{
  g_settings_set_boolean (settings, "backups", FALSE);
  open_page_with_backup (fixture);
  g_signal_emit_by_name (find_shown (get_window (fixture), is_icon_button, "Remove this copy"), "clicked");
  answer_dialog ("cancel");
  g_assert_cmpuint (count_kind (fixture, HEED_COPY_BACKUP), ==, 1);

  g_signal_emit_by_name (find_shown (get_window (fixture), is_icon_button, "Remove this copy"), "clicked");
  answer_dialog ("remove");
  expect_shown (get_window (fixture), label_has, "There are none yet", 1);
  g_assert_cmpuint (count_kind (fixture, HEED_COPY_BACKUP), ==, 0);
  g_settings_reset (settings, "backups");
}

static gboolean
is_back (gpointer data)
{
  return heed_window_get_journal (((WindowFixture *) data)->window) != NULL;
}

static gboolean
has_three (gpointer data)
{
  return is_back (data) && count_entries (data) == 3;
}

static gboolean
is_kept (gpointer data)
{
  return count_kind (data, HEED_COPY_BEFORE_RESTORE) == 1;
}

/* The window goes on with the journal as it was, and what was written since is in
 * one more copy, also what nobody had saved yet. */
static void
test_restore (WindowFixture *fixture,
              gconstpointer  data)
{
  g_autoptr (HeedEntry) unsaved = NULL;

  open_page_with_backup (fixture);
  write_note (fixture, "Now");
  unsaved = heed_journal_create_entry (get_journal (fixture), "note", NULL);
  heed_entry_set_answer (unsaved, "body", "Just now");

  press_shown (get_window (fixture), "Restore…");
  answer_dialog ("restore");
  g_clear_object (&unsaved);
  g_assert_true (wait_until (is_kept, fixture));
  g_assert_true (wait_until (is_back, fixture));
  expect_shown (get_window (fixture), label_has, "Your journal is restored. What was there before is kept as ", 1);
  g_assert_cmpuint (count_entries (fixture), ==, 1);

  write_note (fixture, "Later");
  g_assert_cmpuint (count_entries (fixture), ==, 2);
  show_page (fixture);
  press_shown (find_shown (get_window (fixture), is_copy, "Before a backup was restored"), "Restore…");
  answer_dialog ("restore");
  g_assert_true (wait_until (has_three, fixture));
}

/* A backup that is damaged leaves everything as it is. */
static void
test_restore_damaged (WindowFixture *fixture,
                      gconstpointer  data)
{
  g_autoptr (GPtrArray) copies = NULL;
  g_autofree char *contents = NULL;
  gsize length;

  open_page_with_backup (fixture);
  write_note (fixture, "Now");
  copies = find_copies (fixture);
  g_assert_true (g_file_get_contents (((HeedCopy *) g_ptr_array_index (copies, 0))->path, &contents, &length, NULL));
  memset (contents + 4096, 0x5a, length - 4096);
  g_assert_true (g_file_set_contents (((HeedCopy *) g_ptr_array_index (copies, 0))->path, contents, (gssize) length, NULL));

  press_shown (get_window (fixture), "Restore…");
  answer_dialog ("restore");
  expect_shown (get_window (fixture), label_has, "is damaged", 1);
  g_assert_true (wait_until (is_back, fixture));
  g_assert_cmpuint (count_entries (fixture), ==, 2);
}

static gboolean
has_failed (gpointer journal)
{
  return heed_journal_get_save_state (journal) == HEED_SAVE_STATE_FAILED;
}

/* What could not be saved, as another program keeps the journal to itself, would be
 * lost. */
static void
test_restore_unsaved (WindowFixture *fixture,
                      gconstpointer  data)
{
  g_autoptr (HeedEntry) entry = NULL;
  sqlite3 *other = NULL;

  open_page_with_backup (fixture);
  g_assert_cmpint (sqlite3_open (fixture->files.path, &other), ==, SQLITE_OK);
  sqlite3_busy_timeout (other, 60 * 1000); /* what goes on in the background comes to an end */
  g_assert_cmpint (sqlite3_exec (other, "BEGIN IMMEDIATE", NULL, NULL, NULL), ==, SQLITE_OK);
  entry = heed_journal_create_entry (get_journal (fixture), "note", NULL);
  heed_entry_set_answer (entry, "body", "Not saved");
  heed_journal_save_async (get_journal (fixture), NULL, NULL);
  g_assert_true (wait_until (has_failed, get_journal (fixture)));

  press_shown (get_window (fixture), "Restore…");
  answer_dialog ("restore");
  expect_shown (get_window (fixture), label_has, "The backup was not restored, because your last changes are not saved.", 1);
  g_assert_nonnull (get_journal (fixture));
  g_assert_cmpuint (count_kind (fixture, HEED_COPY_BEFORE_RESTORE), ==, 0);

  g_assert_cmpint (sqlite3_close (other), ==, SQLITE_OK);
  write_note (fixture, "Saved");
  g_assert_cmpuint (count_entries (fixture), ==, 3);
}

static gboolean
is_rescued (gpointer journal)
{
  return heed_journal_get_save_state (journal) == HEED_SAVE_STATE_RESCUED;
}

/* Where the journal's file is gone, what was written is rescued beside it, and offered
 * once the backup is in its place. */
static void
test_restore_gone (WindowFixture *fixture,
                   gconstpointer  data)
{
  g_autofree char *elsewhere = g_strconcat (fixture->files.path, ".elsewhere", NULL);
  g_autoptr (HeedEntry) entry = NULL;

  open_page_with_backup (fixture);
  g_assert_no_errno (g_rename (fixture->files.path, elsewhere));
  entry = heed_journal_create_entry (get_journal (fixture), "note", NULL);
  heed_entry_set_answer (entry, "body", "Rescued");
  g_assert_true (wait_until (is_rescued, get_journal (fixture)));

  press_shown (get_window (fixture), "Restore…");
  answer_dialog ("restore");
  expect_shown (get_window (fixture), label_has, "Your journal is restored.", 1);
  g_assert_true (wait_until (is_back, fixture));
  g_assert_cmpuint (count_kind (fixture, HEED_COPY_RESCUE), >, 0);
  find_shown (get_window (fixture), is_button, "Show Copies…");
}

static gboolean
has_dialog (gpointer data)
{
  return find_dialog () != NULL;
}

/* Whoever empties the trash hears of the backup that still holds it. */
static void
test_trash_knows_backups (WindowFixture *fixture,
                          gconstpointer  data)
{
  g_autoptr (HeedEntry) entry = NULL;

  open_page_with_backup (fixture);
  entry = g_list_model_get_item (G_LIST_MODEL (get_journal (fixture)), 0);
  g_assert_true (wait_until (has_summary, entry));
  gtk_widget_activate_action (get_window (fixture), "win.delete-entry", "s", heed_entry_get_id (entry));
  wait_for_journal (get_journal (fixture));
  gtk_widget_activate_action (get_window (fixture), "win.show-trash", NULL);
  expect_shown (get_window (fixture), is_of_type, "HeedEntryRow", 1);
  press_shown (get_window (fixture), "Empty");
  g_assert_true (wait_until (has_dialog, NULL));
  g_assert_nonnull (strstr (adw_message_dialog_get_body (ADW_MESSAGE_DIALOG (find_dialog ())),
                            "1 copy of your journal still holds what was deleted"));
  answer_dialog ("keep");
}

static gboolean
is_restore_offer (GtkWidget  *widget,
                  const char *words)
{
  return GTK_IS_BUTTON (widget) && gtk_button_get_label (GTK_BUTTON (widget)) != NULL &&
         g_str_has_prefix (gtk_button_get_label (GTK_BUTTON (widget)), words);
}

/* That is when a backup is wanted most. */
static void
test_journal_that_cannot_be_opened (WindowFixture *fixture,
                                    gconstpointer  data)
{
  open_with_note (fixture);
  g_assert_true (wait_until (has_backup, fixture));
  close_window (fixture);
  g_assert_true (g_file_set_contents (fixture->files.path, "Nothing that anybody could read", -1, NULL));

  open_window (fixture, FALSE);
  g_signal_emit_by_name (find_shown (get_window (fixture), is_restore_offer, "Restore the Backup of "), "clicked");
  g_assert_true (wait_until (has_journal, fixture->window));
  g_assert_cmpuint (count_entries (fixture), ==, 1);
  expect_shown (get_window (fixture), label_has, "Your journal is restored. What was there before is kept as ", 1);
}

/* Once in the window, and on the page as long as it is so. */
static void
test_failure_is_told (WindowFixture *fixture,
                      gconstpointer  data)
{
  g_autofree char *in_the_way = g_build_filename (fixture->files.folder, "backups", NULL);

  g_assert_true (g_file_set_contents (in_the_way, "not a folder", -1, NULL));
  open_with_note (fixture);
  expect_shown (get_window (fixture), label_has, in_the_way, 1);
  show_page (fixture);
  expect_shown (get_window (fixture), label_has, "The last backup failed", 1);

  g_assert_no_errno (g_unlink (in_the_way));
  press_shown (get_window (fixture), "Back Up Now");
  expect_shown (get_window (fixture), label_has, "The last backup failed", 0);
  g_assert_true (wait_until (has_backup, fixture));
}

/* The own journal only has the folder that was chosen. */
static void
test_chosen_folder (WindowFixture *fixture,
                    gconstpointer  data)
{
  g_autofree char *chosen = g_build_filename (fixture->files.folder, "chosen", NULL);
  g_autofree char *usual = g_build_filename (fixture->files.folder, "backups", NULL);

  g_assert_no_errno (g_mkdir (chosen, 0700));
  g_settings_set_value (settings, "backup-folder", g_variant_new_bytestring (chosen));
  open_with_note (fixture);
  show_page (fixture);
  g_assert_cmpuint (count_shown (get_window (fixture), label_has, chosen), ==, 0);
  expect_shown (get_window (fixture), label_has, usual, 1);
  close_window (fixture);

  g_free (fixture->files.path);
  fixture->files.path = heed_journal_file_get_default_path ();
  open_with_note (fixture);
  show_page (fixture);
  expect_shown (get_window (fixture), label_has, chosen, 1);
  press_shown (get_window (fixture), "Back Up Now");
  expect_shown (get_window (fixture), is_copy, "Backup", 1);
  close_window (fixture);
  g_assert_cmpuint (count_kind (fixture, HEED_COPY_BACKUP), ==, 0);
  g_settings_reset (settings, "backup-folder");
  g_unlink (fixture->files.path);
}

/* With everything on it, it fits the narrowest window. */
static void
test_narrow (WindowFixture *fixture,
             gconstpointer  data)
{
  GtkWidget *page;
  int minimum;

  open_page_with_backup (fixture);
  page = find_shown (get_window (fixture), is_of_type, "HeedSafetyPage");
  gtk_widget_measure (page, GTK_ORIENTATION_HORIZONTAL, -1, &minimum, NULL, NULL, NULL);
  g_assert_cmpint (minimum, <=, 360);
}

#define ADD(name, func) \
  g_test_add ("/safety/" name, WindowFixture, NULL, window_fixture_set_up, func, window_fixture_tear_down)

int
main (int   argc,
      char *argv[])
{
  g_autofree char *home = g_dir_make_tmp ("heed-safety-XXXXXX", NULL);
  g_autofree char *folder = g_build_filename (home, HEED_NAME, NULL);
  int status;

  g_setenv ("XDG_DATA_HOME", home, TRUE);
  start_application (&argc, &argv);
  settings = g_settings_new (HEED_APPLICATION_ID);
  ADD ("by-itself", test_by_itself);
  ADD ("off", test_off);
  ADD ("sample-has-none", test_sample_has_none);
  ADD ("tells", test_tells);
  ADD ("check", test_check);
  ADD ("remove", test_remove);
  ADD ("restore", test_restore);
  ADD ("restore-damaged", test_restore_damaged);
  ADD ("restore-unsaved", test_restore_unsaved);
  ADD ("restore-gone", test_restore_gone);
  ADD ("trash-knows-backups", test_trash_knows_backups);
  ADD ("journal-that-cannot-be-opened", test_journal_that_cannot_be_opened);
  ADD ("failure-is-told", test_failure_is_told);
  ADD ("chosen-folder", test_chosen_folder);
  ADD ("narrow", test_narrow);
  status = g_test_run ();
  g_rmdir (folder);
  g_rmdir (home);
  return status;
}
