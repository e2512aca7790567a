/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What the window does with files: taking entries in, the copy that is kept
 * from before, the trash that is emptied; and choosing what to print. */

#include "screen.h"
#include "window-fixture.h"

#include "heed-config.h"
#include "heed-database.h"
#include "heed-print.h"

#include <string.h>

typedef struct
{
  WindowFixture base;
  char *export; /* a file that was exported from another journal */
} Fixture;

/* Words on the screen. */
typedef struct
{
  Fixture *fixture;
  const char *words;
} Wanted;

static gboolean
says (GtkWidget  *widget,
      const char *words)
{
  if (!gtk_widget_get_mapped (widget))
    return FALSE;
  if (GTK_IS_LABEL (widget) && strstr (gtk_label_get_text (GTK_LABEL (widget)), words) != NULL)
    return TRUE;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    if (says (child, words))
      return TRUE;

  return FALSE;
}

static gboolean
window_says (gpointer data)
{
  Wanted *wanted = data;

  return says (GTK_WIDGET (wanted->fixture->base.window), wanted->words);
}

static void
expect (Fixture    *fixture,
        const char *words)
{
  Wanted wanted = { fixture, words };

  g_assert_true (wait_until (window_says, &wanted));
}

static void
exported_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      data)
{
  g_autoptr (GError) error = NULL;

  heed_journal_finish (HEED_JOURNAL (source), result, &error);
  g_assert_no_error (error);
  *(gboolean *) data = TRUE;
}

/* Two notes, exported; the journal itself is empty afterwards. */
static void
export_notes (Fixture *fixture)
{
  JournalFixture other;
  gboolean done = FALSE;

  journal_fixture_set_up (&other, NULL);
  for (guint i = 0; i < 2; i++)
    {
      g_autoptr (HeedEntry) entry = heed_journal_create_entry (other.journal, "note", NULL);

      heed_entry_set_answer (entry, "body", i == 0 ? "one" : "two");
    }
  journal_fixture_save (&other);
  heed_journal_export_async (other.journal, NULL, fixture->export, exported_cb, &done);
  g_assert_true (wait_until (is_true, &done));
  journal_fixture_tear_down (&other, NULL);
}

static void
backed_up_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      data)
{
  g_autoptr (GError) error = NULL;

  heed_journal_finish (HEED_JOURNAL (source), result, &error);
  g_assert_no_error (error);
  *(gboolean *) data = TRUE;
}

/* A note that is in the trash, which only a backup has. */
static void
back_up_trash (Fixture *fixture)
{
  JournalFixture other;
  g_autoptr (HeedEntry) entry = NULL;
  gboolean done = FALSE;

  journal_fixture_set_up (&other, NULL);
  entry = journal_fixture_write (&other, "Title", "words");
  heed_entry_set_deleted (entry, TRUE);
  journal_fixture_save (&other);
  heed_journal_back_up_async (other.journal, fixture->export, FALSE, backed_up_cb, &done);
  g_assert_true (wait_until (is_true, &done));
  g_clear_object (&entry);
  journal_fixture_tear_down (&other, NULL);
}

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  window_fixture_set_up (&fixture->base, data);
  fixture->export = g_build_filename (fixture->base.files.folder, "export.json", NULL);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  g_free (fixture->export);
  window_fixture_tear_down (&fixture->base, data);
}

static guint
count_copies (Fixture *fixture)
{
  g_autoptr (GDir) folder = g_dir_open (fixture->base.files.folder, 0, NULL);
  const char *name;
  guint count = 0;

  while ((name = g_dir_read_name (folder)) != NULL)
    count += g_str_has_suffix (name, ".before-import");

  return count;
}

static guint
count_entries (Fixture *fixture)
{
  return g_list_model_get_n_items (G_LIST_MODEL (heed_window_get_journal (fixture->base.window)));
}

static gboolean
dialog_is_there (gpointer data)
{
  return find_dialog () != NULL;
}

/* Waits for the window to say what the import would do, and answers. */
static void
answer_import (const char *words,
               const char *response)
{
  g_assert_true (wait_until (dialog_is_there, NULL));
  g_assert_true (says (GTK_WIDGET (find_dialog ()), words));
  answer_dialog (response);
}

static void
test_import_adds_and_keeps_a_copy (Fixture       *fixture,
                                   gconstpointer  data)
{
  export_notes (fixture);
  open_window_with_journal (&fixture->base, FALSE);
  heed_window_import (fixture->base.window, fixture->export);
  answer_import ("2 entries are new.", "import");
  expect (fixture, "2 entries were added. The journal as it was before is kept as “journal.db.");
  g_assert_cmpuint (count_entries (fixture), ==, 2);
  g_assert_cmpuint (count_copies (fixture), ==, 1);

  heed_window_import (fixture->base.window, fixture->export);
  expect (fixture, "Everything in this file is in your journal already.");
  g_assert_cmpuint (count_entries (fixture), ==, 2);
  g_assert_cmpuint (count_copies (fixture), ==, 1);
}

/* What the lists do not show is told where it is, before and after. */
static void
test_import_into_trash (Fixture       *fixture,
                        gconstpointer  data)
{
  back_up_trash (fixture);
  open_window_with_journal (&fixture->base, FALSE);
  heed_window_import (fixture->base.window, fixture->export);
  answer_import ("Of what changes, 1 entry is in the trash.", "import");
  expect (fixture, "1 entry was added. Of what changes, 1 entry is in the trash.");
  g_assert_cmpuint (count_entries (fixture), ==, 0);
}

/* It was only shown what would be done. */
static void
test_import_is_not_wanted (Fixture       *fixture,
                           gconstpointer  data)
{
  export_notes (fixture);
  open_window_with_journal (&fixture->base, FALSE);
  heed_window_import (fixture->base.window, fixture->export);
  answer_import ("2 entries are new.", "cancel");
  g_assert_cmpuint (count_entries (fixture), ==, 0);
  g_assert_cmpuint (count_copies (fixture), ==, 0);
}

static gboolean
is_gone (gpointer data)
{
  return *(gpointer *) data == NULL;
}

/* As soon as it has begun; the window says that nothing was taken. Nothing stays of
 * what said that it was on its way. */
static void
test_import_is_cancelled (Fixture       *fixture,
                          gconstpointer  data)
{
  GObject *toast = NULL;
  gpointer left;

  export_notes (fixture);
  open_window_with_journal (&fixture->base, FALSE);
  heed_window_import (fixture->base.window, fixture->export);
  answer_import ("2 entries are new.", "import");
  g_object_get (find_shown (GTK_WIDGET (fixture->base.window), is_of_type, "AdwToastWidget"), "toast", &toast, NULL);
  g_object_add_weak_pointer (toast, &left);
  left = toast;
  g_object_unref (toast);
  press_shown (GTK_WIDGET (fixture->base.window), "Cancel");
  expect (fixture, "The import was cancelled. Nothing of the file was taken.");
  g_assert_true (wait_until (is_gone, &left));
  g_assert_cmpuint (count_entries (fixture), ==, 0);
  g_assert_cmpuint (count_copies (fixture), ==, 0);
}

static void
test_import_of_something_else (Fixture       *fixture,
                               gconstpointer  data)
{
  g_autoptr (GError) error = NULL;

  g_file_set_contents (fixture->export, "A shopping list: bread, butter", -1, &error);
  g_assert_no_error (error);
  open_window_with_journal (&fixture->base, FALSE);
  heed_window_import (fixture->base.window, fixture->export);
  expect (fixture, "export.json");
  g_assert_cmpuint (count_entries (fixture), ==, 0);
  g_assert_cmpuint (count_copies (fixture), ==, 0);
}

static void
put_deleted_note (Fixture    *fixture,
                  const char *id,
                  int         days_ago)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (HeedDatabase) database = heed_database_open (fixture->base.files.path, HEED_DATABASE_NONE, &error);
  HeedTimestamp then = heed_timestamp_add_days (heed_timestamp_now (), -days_ago);
  HeedRecordBuilder *builder = heed_record_builder_new (id, "customer-focus", 1, "note");
  g_autoptr (HeedRecord) record = NULL;
  g_autoptr (HeedSummary) summary = NULL;

  heed_record_builder_set_created (builder, then);
  heed_record_builder_set_modified (builder, then);
  heed_record_builder_set_deleted (builder, then);
  heed_record_builder_set_answer (builder, "body", "let go", then.utc);
  record = heed_record_builder_end (builder);
  summary = heed_summary_new (record, heed_workbook_find_form (fixture->base.files.workbook, "note"));
  g_assert_no_error (error);
  heed_database_put (database, record, summary, &error);
  g_assert_no_error (error);
  heed_database_close (database, &error);
  g_assert_no_error (error);
}

static guint
count_trash (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (HeedDatabase) database = heed_database_open (fixture->base.files.path, HEED_DATABASE_NONE, &error);
  const HeedQuery query = { .deleted = TRUE };
  g_autoptr (GPtrArray) trash = heed_database_list (database, &query, &error);

  g_assert_no_error (error);
  heed_database_close (database, NULL);
  return trash->len;
}

/* Heed was used here two days ago, so that its clock is believed. */
static void
note_earlier_use (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (HeedDatabase) database = heed_database_open (fixture->base.files.path, HEED_DATABASE_NONE, &error);
  gboolean trusted;

  g_assert_no_error (error);
  heed_database_trust_clock (database, g_get_real_time () - 2 * G_TIME_SPAN_DAY, &trusted, &error);
  g_assert_no_error (error);
  heed_database_close (database, &error);
  g_assert_no_error (error);
}

static void
test_trash_is_emptied_as_preferred (Fixture       *fixture,
                                    gconstpointer  data)
{
  g_autoptr (GSettings) settings = g_settings_new (HEED_APPLICATION_ID);

  put_deleted_note (fixture, "10000000-0000-4000-8000-000000000001", 40);
  put_deleted_note (fixture, "10000000-0000-4000-8000-000000000002", 20);
  g_settings_set_boolean (settings, "empty-trash", FALSE);
  open_window_with_journal (&fixture->base, FALSE);
  close_window (&fixture->base);
  g_assert_cmpuint (count_trash (fixture), ==, 2);

  note_earlier_use (fixture);
  g_settings_set_boolean (settings, "empty-trash", TRUE);
  open_window_with_journal (&fixture->base, FALSE);
  close_window (&fixture->base);
  g_assert_cmpuint (count_trash (fixture), ==, 1);
  g_settings_reset (settings, "empty-trash");
}

static HeedPrintChooser *
find_chooser (void)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWindow) window = g_list_model_get_item (windows, i);

      if (HEED_IS_PRINT_CHOOSER (window))
        return HEED_PRINT_CHOOSER (window);
    }

  return NULL;
}

/* From a page without an entry. */
static void
test_printing_asks_for_a_worksheet (Fixture       *fixture,
                                    gconstpointer  data)
{
  HeedPrintChooser *chooser;

  open_window_with_journal (&fixture->base, FALSE);
  gtk_widget_activate_action (GTK_WIDGET (fixture->base.window), "win.print", NULL);
  chooser = find_chooser ();
  g_assert_nonnull (chooser);
  g_assert_true (says (GTK_WIDGET (chooser), "Self-check"));
  g_assert_true (says (GTK_WIDGET (chooser), "Deal with a complaint"));
  g_assert_false (says (GTK_WIDGET (chooser), "Note"));
  gtk_window_close (GTK_WINDOW (chooser));
}

#define ADD(name, func) g_test_add ("/files/" name, Fixture, NULL, set_up, func, tear_down)

int
main (int   argc,
      char *argv[])
{
  start_application (&argc, &argv);
  /* libadwaita 1.2 crashes if its window closes while a toast is still moving that
   * was dismissed in the moment in which it came; nobody is that quick. */
  g_object_set (gtk_settings_get_default (), "gtk-enable-animations", FALSE, NULL);
  ADD ("import-adds-and-keeps-a-copy", test_import_adds_and_keeps_a_copy);
  ADD ("import-into-trash", test_import_into_trash);
  ADD ("import-is-not-wanted", test_import_is_not_wanted);
  ADD ("import-is-cancelled", test_import_is_cancelled);
  ADD ("import-of-something-else", test_import_of_something_else);
  ADD ("trash-is-emptied-as-preferred", test_trash_is_emptied_as_preferred);
  ADD ("printing-asks-for-a-worksheet", test_printing_asks_for_a_worksheet);
  return g_test_run ();
}
