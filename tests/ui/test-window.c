/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The window as a whole: opening and closing a journal, what goes wrong with
 * it, going from page to page, and what is remembered. */

#include "screen.h"
#include "window-fixture.h"

#include "heed-config.h"
#include "heed-editor-page.h"
#include "heed-editor.h"
#include "heed-entry-view.h"
#include "heed-journal-page.h"
#include "heed-pages.h"
#include "heed-session-guard.h"
#include "heed-toast.h"

#include <glib/gstdio.h>
#include <sqlite3.h>

/* One for all tests, as a process has one. */
static HeedApplication *application;

/* The first widget of @type at or below @widget that is shown. */
static GtkWidget *
find_mapped (GtkWidget *widget,
             GType      type)
{
  if (!gtk_widget_get_child_visible (widget) || !gtk_widget_get_visible (widget))
    return NULL;
  if (g_type_is_a (G_OBJECT_TYPE (widget), type))
    return widget;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_mapped (child, type);

      if (found != NULL)
        return found;
    }

  return NULL;
}

static gboolean
shows_trouble (gpointer data)
{
  GtkWidget *page = find_mapped (data, ADW_TYPE_STATUS_PAGE);

  return page != NULL &&
         g_str_equal (adw_status_page_get_icon_name (ADW_STATUS_PAGE (page)), "dialog-warning-symbolic");
}

static gboolean
shows_editor (gpointer data)
{
  return find_mapped (data, HEED_TYPE_EDITOR_PAGE) != NULL;
}

static gboolean
shows_no_editor (gpointer data)
{
  return !shows_editor (data);
}

static HeedEntry *
get_entry (WindowFixture *fixture)
{
  return heed_entry_view_get_entry (HEED_ENTRY_VIEW (find_mapped (GTK_WIDGET (fixture->window), HEED_TYPE_ENTRY_VIEW)));
}

/* Closing at once after the last key, without any wait for autosave. */
static void
test_closing_saves (WindowFixture *fixture,
                    gconstpointer  data)
{
  g_autoptr (HeedEntry) again = NULL;

  open_window_with_journal (fixture, FALSE);
  gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.new-entry", "(ss)", "complaint", "complaint");
  g_assert_true (wait_until (shows_editor, fixture->window));
  heed_entry_set_answer (get_entry (fixture), "situation/2/onset", "in mid-wor");
  close_window (fixture);

  journal_fixture_open (&fixture->files);
  again = journal_fixture_dup_entry (&fixture->files, 0);
  g_assert_cmpstr (heed_entry_get_answer (again, "situation/2/onset"), ==, "in mid-wor");
}

static void
test_going_back_saves (WindowFixture *fixture,
                       gconstpointer  data)
{
  HeedJournal *journal;

  open_window_with_journal (fixture, FALSE);
  journal = heed_window_get_journal (fixture->window);
  gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.new-entry", "(ss)", "note", "");
  g_assert_true (wait_until (shows_editor, fixture->window));
  heed_entry_set_answer (get_entry (fixture), "body", "a word");
  gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.back", NULL);
  g_assert_true (wait_until (shows_no_editor, fixture->window));
  g_assert_cmpint (heed_journal_get_save_state (journal), !=, HEED_SAVE_STATE_UNSAVED);
}

static gboolean
journal_has_one (gpointer data)
{
  return g_list_model_get_n_items (G_LIST_MODEL (heed_window_get_journal (data))) == 1;
}

static gboolean
journal_is_empty (gpointer data)
{
  return g_list_model_get_n_items (G_LIST_MODEL (heed_window_get_journal (data))) == 0;
}

static void
test_delete_is_undone (WindowFixture *fixture,
                       gconstpointer  data)
{
  GtkWidget *window;
  g_autofree char *id = NULL;

  open_window (fixture, FALSE);
  window = GTK_WIDGET (fixture->window);
  g_assert_true (wait_until (has_journal, window));
  gtk_widget_activate_action (window, "win.new-entry", "(ss)", "note", "");
  g_assert_true (wait_until (shows_editor, window));
  heed_entry_set_answer (get_entry (fixture), "body", "a word");
  id = g_strdup (heed_entry_get_id (get_entry (fixture)));
  gtk_widget_activate_action (window, "win.back", NULL);
  g_assert_true (wait_until (journal_has_one, window));

  gtk_widget_activate_action (window, "win.delete-entry", "s", id);
  g_assert_true (wait_until (journal_is_empty, window));
  gtk_widget_activate_action (window, "win.restore-entry", "s", id);
  g_assert_true (wait_until (journal_has_one, window));
}

typedef struct
{
  HeedJournal *journal;
  guint n;
} Size;

static gboolean
has_size (gpointer data)
{
  const Size *size = data;

  return g_list_model_get_n_items (G_LIST_MODEL (size->journal)) == size->n;
}

/* All that the decision took away comes back, as journals that were joined may have
 * more than one. */
static void
test_taking_up_is_undone (WindowFixture *fixture,
                          gconstpointer  data)
{
  GtkWidget *window;
  Size size;

  open_window (fixture, FALSE);
  window = GTK_WIDGET (fixture->window);
  g_assert_true (wait_until (has_journal, window));
  size.journal = heed_window_get_journal (fixture->window);
  for (guint i = 0; i < 2; i++)
    {
      g_autoptr (HeedEntry) decision = heed_journal_create_entry (size.journal, "decision", "active-listening");

      heed_entry_set_answer (decision, "what", "aside");
      heed_journal_save_async (size.journal, NULL, NULL);
      size.n = i + 1;
      g_assert_true (wait_until (has_size, &size));
    }

  gtk_widget_activate_action (window, "win.show-tip", "s", "active-listening");
  press_shown (window, "Take It Up Again");
  size.n = 0;
  g_assert_true (wait_until (has_size, &size));
  press_shown (window, "Undo");
  size.n = 2;
  g_assert_true (wait_until (has_size, &size));
}

/* The entry that a copy is to be of, and where to look for it. */
typedef struct
{
  WindowFixture *fixture;
  char *id;
} Copied;

static gboolean
shows_the_copy (gpointer data)
{
  Copied *copied = data;

  return g_strcmp0 (heed_entry_get_id (get_entry (copied->fixture)), copied->id) != 0 &&
         g_list_model_get_n_items (G_LIST_MODEL (heed_window_get_journal (copied->fixture->window))) == 2;
}

/* The copy opens, and is an entry of its own. */
static void
test_duplicate (WindowFixture *fixture,
                gconstpointer  data)
{
  GtkWidget *window;
  g_autofree char *id = NULL;
  Copied copied;

  open_window (fixture, FALSE);
  window = GTK_WIDGET (fixture->window);
  g_assert_true (wait_until (has_journal, window));
  gtk_widget_activate_action (window, "win.new-entry", "(ss)", "note", "");
  g_assert_true (wait_until (shows_editor, window));
  heed_entry_set_answer (get_entry (fixture), "body", "a word");
  id = g_strdup (heed_entry_get_id (get_entry (fixture)));
  copied = (Copied) { fixture, id };
  gtk_widget_activate_action (find_mapped (window, HEED_TYPE_EDITOR_PAGE), "entry.duplicate", NULL);

  g_assert_true (wait_until (shows_the_copy, &copied));
  g_assert_cmpstr (heed_entry_get_answer (get_entry (fixture), "body"), ==, "a word");
}

/* What is open on a page goes first, then the page. */
static void
test_escape (WindowFixture *fixture,
             gconstpointer  data)
{
  GtkWidget *window;

  open_window (fixture, FALSE);
  window = GTK_WIDGET (fixture->window);
  g_assert_true (wait_until (has_journal, window));
  gtk_widget_activate_action (window, "win.new-entry", "(ss)", "note", "");
  g_assert_true (wait_until (shows_editor, window));
  gtk_widget_activate_action (find_mapped (window, HEED_TYPE_EDITOR_PAGE), "entry.find", NULL);

  gtk_widget_activate_action (window, "win.escape", NULL);
  wait_for_rest (window);
  g_assert_true (shows_editor (window));
  gtk_widget_activate_action (window, "win.escape", NULL);
  g_assert_true (wait_until (shows_no_editor, window));
}

static HeedWindow *
find_demo (void)
{
  GList *windows = gtk_application_get_windows (GTK_APPLICATION (application));

  for (GList *l = windows; l != NULL; l = l->next)
    if (HEED_IS_WINDOW (l->data) && heed_window_get_demo (l->data))
      return l->data;

  return NULL;
}

static gboolean
has_no_demo (gpointer data)
{
  return find_demo () == NULL;
}

static gboolean
is_no_file (gpointer data)
{
  return !g_file_test (data, G_FILE_TEST_EXISTS);
}

/* The sample is a journal of its own, beside somebody's, and leaves nothing. */
static void
test_sample_beside_the_own_journal (WindowFixture *fixture,
                                    gconstpointer  data)
{
  HeedWindow *demo;
  g_autofree char *path = NULL;
  g_autofree char *folder = NULL;

  open_window_with_journal (fixture, FALSE);
  g_action_group_activate_action (G_ACTION_GROUP (application), "show-demo", NULL);
  demo = find_demo ();
  g_assert_nonnull (demo);
  g_assert_true (wait_until (has_journal, demo));
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (heed_window_get_journal (demo))), >, 10);
  g_assert_true (journal_is_empty (fixture->window));
  path = g_strdup (heed_journal_get_path (heed_window_get_journal (demo)));
  folder = g_path_get_dirname (path);
  g_assert_cmpstr (path, !=, fixture->files.path);

  g_action_group_activate_action (G_ACTION_GROUP (application), "show-demo", NULL);
  g_assert_true (find_demo () == demo);

  gtk_window_close (GTK_WINDOW (demo));
  g_assert_true (wait_until (has_no_demo, NULL));
  g_assert_true (wait_until (is_no_file, folder));
  g_assert_true (journal_is_empty (fixture->window));
}

static void
test_damaged_journal_is_set_aside (WindowFixture *fixture,
                                   gconstpointer  data)
{
  const char *garbage = "This is not a journal at all.";
  g_autoptr (GDir) folder = NULL;
  g_autoptr (GError) error = NULL;
  const char *name;
  guint kept = 0;

  g_file_set_contents (fixture->files.path, garbage, -1, &error);
  g_assert_no_error (error);
  open_window (fixture, FALSE);
  g_assert_true (wait_until (shows_trouble, fixture->window));

  gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.start-beside", NULL);
  g_assert_true (wait_until (has_journal, fixture->window));

  folder = g_dir_open (fixture->files.folder, 0, &error);
  while ((name = g_dir_read_name (folder)) != NULL)
    if (g_str_has_suffix (name, ".aside"))
      {
        g_autofree char *path = g_build_filename (fixture->files.folder, name, NULL);
        g_autofree char *contents = NULL;

        g_assert_true (g_file_get_contents (path, &contents, NULL, NULL));
        g_assert_cmpstr (contents, ==, garbage);
        kept++;
      }
  g_assert_cmpuint (kept, ==, 1);
}

static void
test_newer_journal_is_left_alone (WindowFixture *fixture,
                                  gconstpointer  data)
{
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  gsize length_before, length_after;
  sqlite3 *handle;

  g_assert_cmpint (sqlite3_open (fixture->files.path, &handle), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_exec (handle, "PRAGMA user_version = 999; PRAGMA wal_checkpoint(TRUNCATE);",
                                 NULL, NULL, NULL), ==, SQLITE_OK);
  sqlite3_close (handle);
  g_assert_true (g_file_get_contents (fixture->files.path, &before, &length_before, NULL));

  open_window (fixture, FALSE);
  g_assert_true (wait_until (shows_trouble, fixture->window));
  close_window (fixture);
  g_assert_true (g_file_get_contents (fixture->files.path, &after, &length_after, NULL));
  g_assert_cmpmem (before, length_before, after, length_after);
}

static void
test_trying_again_works (WindowFixture *fixture,
                         gconstpointer  data)
{
  g_autofree char *hidden = g_strconcat (fixture->files.path, ".hidden", NULL);

  g_assert_no_errno (g_rename (fixture->files.path, hidden));
  g_assert_no_errno (g_mkdir (fixture->files.path, 0700));
  open_window (fixture, FALSE);
  g_assert_true (wait_until (shows_trouble, fixture->window));

  g_assert_no_errno (g_rmdir (fixture->files.path));
  g_assert_no_errno (g_rename (hidden, fixture->files.path));
  gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.retry", NULL);
  g_assert_true (wait_until (has_journal, fixture->window));
  g_assert_false (shows_trouble (fixture->window));
}

/* Another program has the journal to itself, so that it takes a while to open. */
static sqlite3 *
lock_journal (WindowFixture *fixture)
{
  sqlite3 *other;

  g_assert_cmpint (sqlite3_open (fixture->files.path, &other), ==, SQLITE_OK);
  sqlite3_busy_timeout (other, 60 * 1000); /* what goes on in the background comes to an end */
  g_assert_cmpint (sqlite3_exec (other, "PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE;", NULL, NULL, NULL),
                   ==, SQLITE_OK);
  return other;
}

static gboolean
says_that_it_opens (gpointer data)
{
  GtkWidget *spinner = find_mapped (data, GTK_TYPE_SPINNER);

  return spinner != NULL && gtk_spinner_get_spinning (GTK_SPINNER (spinner)) &&
         count_shown (data, is_saying, "Opening your journal…") > 0;
}

static void
test_slow_opening_is_told (WindowFixture *fixture,
                           gconstpointer  data)
{
  sqlite3 *other = lock_journal (fixture);

  open_window (fixture, FALSE);
  g_assert_false (says_that_it_opens (fixture->window));
  g_assert_true (wait_until (says_that_it_opens, fixture->window));
  g_assert_null (heed_window_get_journal (fixture->window));

  sqlite3_close (other);
  g_assert_true (wait_until (has_journal, fixture->window));
  g_assert_false (says_that_it_opens (fixture->window));
}

static gboolean
is_finalized (gpointer data)
{
  return *(gpointer *) data == NULL;
}

/* The answer comes to a window that is gone. */
static void
test_closing_while_it_opens (WindowFixture *fixture,
                             gconstpointer  data)
{
  sqlite3 *other = lock_journal (fixture);
  gpointer window;

  open_window (fixture, FALSE);
  window = fixture->window;
  g_object_add_weak_pointer (G_OBJECT (window), &window);
  close_window (fixture);
  sqlite3_close (other);
  g_assert_true (wait_until (is_finalized, &window));
}

static void
test_workbook_that_cannot_be_read (WindowFixture *fixture,
                                   gconstpointer  data)
{
  g_autofree char *workbook = g_strdup (g_getenv ("HEED_WORKBOOK"));

  g_setenv ("HEED_WORKBOOK", "/nowhere/workbook.xml", TRUE);
  open_window (fixture, FALSE);
  g_assert_true (wait_until (shows_trouble, fixture->window));
  g_assert_null (heed_window_get_journal (fixture->window));

  g_setenv ("HEED_WORKBOOK", workbook, TRUE);
  gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.retry", NULL);
  g_assert_true (wait_until (has_journal, fixture->window));
}

static const char *
get_page_name (WindowFixture *fixture)
{
  GtkWidget *views = find_mapped (GTK_WIDGET (fixture->window), ADW_TYPE_VIEW_STACK);

  return adw_view_stack_get_visible_child_name (ADW_VIEW_STACK (views));
}

static void
test_last_page_is_remembered (WindowFixture *fixture,
                              gconstpointer  data)
{
  g_autofree char *own = g_strdup (fixture->files.path);

  open_window_with_journal (fixture, FALSE);
  g_assert_cmpstr (get_page_name (fixture), ==, "today");
  gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.show-page", "s", "activities");
  close_window (fixture);

  open_window (fixture, FALSE);
  g_assert_cmpstr (get_page_name (fixture), ==, "activities");
  close_window (fixture);

  /* Of another journal nothing is known. */
  g_free (fixture->files.path);
  fixture->files.path = g_build_filename (fixture->files.folder, "other.db", NULL);
  open_window_with_journal (fixture, FALSE);
  g_assert_cmpstr (get_page_name (fixture), ==, "today");
  close_window (fixture);
  g_free (fixture->files.path);
  fixture->files.path = g_steal_pointer (&own);
}

static GtkTextView *
get_focused_text (gpointer window)
{
  GtkWidget *focus = gtk_window_get_focus (window);

  return GTK_IS_TEXT_VIEW (focus) ? GTK_TEXT_VIEW (focus) : NULL;
}

static gboolean
is_in_text (gpointer window)
{
  return find_mapped (window, HEED_TYPE_EDITOR) != NULL && get_focused_text (window) != NULL;
}

static gboolean
shows_entry_beside (gpointer window)
{
  return !shows_editor (window) && find_mapped (window, HEED_TYPE_EDITOR) != NULL;
}

/* Somebody who writes a long note. */
static void
write_note (WindowFixture *fixture,
            int            caret)
{
  g_autoptr (GString) text = g_string_new (NULL);
  GtkWidget *window = GTK_WIDGET (fixture->window);
  HeedEditor *editor;
  GtkTextBuffer *buffer;
  GtkTextIter iter;

  for (guint i = 0; i < 200; i++)
    g_string_append_printf (text, "Line %u\n", i);
  gtk_widget_activate_action (window, "win.new-entry", "(ss)", "note", "");
  g_assert_true (wait_until (shows_editor, window));
  editor = HEED_EDITOR (find_mapped (window, HEED_TYPE_EDITOR));
  heed_entry_set_title (heed_editor_get_entry (editor), "Long");
  heed_entry_set_answer (heed_editor_get_entry (editor), "body", text->str);
  g_assert_true (heed_editor_focus_path (editor, "body"));
  buffer = gtk_text_view_get_buffer (get_focused_text (window));
  gtk_text_buffer_get_iter_at_offset (buffer, &iter, caret);
  gtk_text_buffer_place_cursor (buffer, &iter);
}

static int
get_caret (WindowFixture *fixture)
{
  int caret;

  g_object_get (gtk_text_view_get_buffer (get_focused_text (fixture->window)), "cursor-position", &caret, NULL);
  return caret;
}

/* Whether the caret can be seen. */
static gboolean
is_caret_in_sight (gpointer window)
{
  GtkTextView *text = get_focused_text (window);
  GdkRectangle place;
  graphene_point_t point;

  gtk_text_view_get_cursor_locations (text, NULL, &place, NULL);
  gtk_text_view_buffer_to_window_coords (text, GTK_TEXT_WINDOW_WIDGET, place.x, place.y, &place.x, &place.y);
  return gtk_widget_compute_point (GTK_WIDGET (text), window, &GRAPHENE_POINT_INIT ((float) place.x, (float) place.y),
                                   &point) &&
         point.y > 0 && point.y < gtk_widget_get_height (window);
}

static void
test_caret_is_remembered (WindowFixture *fixture,
                          gconstpointer  data)
{
  GtkWidget *window;

  open_window_with_journal (fixture, FALSE);
  gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.show-page", "s", "tips");
  write_note (fixture, 1200);
  close_window (fixture);

  open_window (fixture, FALSE);
  window = GTK_WIDGET (fixture->window);
  g_assert_true (wait_until (is_in_text, window));
  g_assert_cmpint (get_caret (fixture), ==, 1200);
  g_assert_true (wait_until (is_caret_in_sight, window));
  gtk_widget_activate_action (window, "win.back", NULL);
  g_assert_true (wait_until (shows_no_editor, window));
  g_assert_cmpstr (get_page_name (fixture), ==, "tips");
}

/* What was deleted meanwhile, and what was wanted at the start, leave it alone. */
static void
test_place_gives_way (WindowFixture *fixture,
                      gconstpointer  data)
{
  g_autoptr (HeedEntry) entry = NULL;
  GtkWidget *window;

  open_window_with_journal (fixture, FALSE);
  write_note (fixture, 10);
  close_window (fixture);

  open_window (fixture, FALSE);
  window = GTK_WIDGET (fixture->window);
  gtk_widget_activate_action (window, "win.show-page", "s", "today");
  g_assert_true (wait_until (has_journal, window));
  wait_for_journal (heed_window_get_journal (fixture->window));
  wait_for_rest (window);
  g_assert_true (shows_no_editor (window));
  close_window (fixture);

  journal_fixture_open (&fixture->files);
  entry = journal_fixture_dup_entry (&fixture->files, 0);
  heed_entry_set_deleted (entry, TRUE);
  journal_fixture_save (&fixture->files);
  journal_fixture_close (&fixture->files);
  open_window_with_journal (fixture, FALSE);
  wait_for_journal (heed_window_get_journal (fixture->window));
  wait_for_rest (GTK_WIDGET (fixture->window));
  g_assert_true (shows_no_editor (fixture->window));
}

/* Beside the list, if it was there. */
static void
test_entry_beside_is_remembered (WindowFixture *fixture,
                                 gconstpointer  data)
{
  GtkWidget *window;
  GtkWidget *page;

  open_window_with_journal (fixture, FALSE);
  window = GTK_WIDGET (fixture->window);
  write_note (fixture, 0);
  gtk_widget_activate_action (window, "win.show-page", "s", "journal");
  g_assert_true (wait_until (shows_no_editor, window));
  wait_for_rest (window);
  page = find_mapped (window, HEED_TYPE_JOURNAL_PAGE);
  gtk_widget_activate_action (find_mapped (page, GTK_TYPE_LIST_VIEW), "list.select-item", "(ubb)", 0, FALSE, FALSE);
  g_assert_true (wait_until (shows_entry_beside, window));
  g_assert_true (heed_editor_focus_path (HEED_EDITOR (find_mapped (window, HEED_TYPE_EDITOR)), "body"));
  close_window (fixture);

  open_window (fixture, FALSE);
  window = GTK_WIDGET (fixture->window);
  g_assert_true (wait_until (is_in_text, window));
  g_assert_true (shows_entry_beside (window));
}

static HeedEntry *
get_edited (WindowFixture *fixture)
{
  GtkWidget *editor = find_mapped (GTK_WIDGET (fixture->window), HEED_TYPE_EDITOR);

  return heed_editor_get_entry (HEED_EDITOR (editor));
}

static gboolean
offers_plans (gpointer window)
{
  return find_mapped (window, ADW_TYPE_COMBO_ROW) != NULL;
}

/* From anywhere, with the keys; it belongs to the plan that is chosen, and is then a
 * try of it. */
static void
test_debrief (WindowFixture *fixture,
              gconstpointer  data)
{
  g_autoptr (HeedEntry) plan = NULL;
  g_auto (GStrv) actions = gtk_application_get_actions_for_accel (GTK_APPLICATION (application), "<Control>d");
  GtkWidget *window;

  g_assert_cmpstr (actions[0], ==, "win.debrief");
  open_window_with_journal (fixture, FALSE);
  window = GTK_WIDGET (fixture->window);
  plan = heed_journal_create_entry (heed_window_get_journal (fixture->window), HEED_FORM_PLAN, "promises");
  heed_entry_set_answer (plan, "when", "I name a date");
  gtk_widget_activate_action (window, "win.debrief", NULL);
  g_assert_true (wait_until (shows_editor, window));
  g_assert_true (wait_until (offers_plans, window));
  g_assert_null (heed_entry_get_item (get_edited (fixture)));

  adw_combo_row_set_selected (ADW_COMBO_ROW (find_mapped (window, ADW_TYPE_COMBO_ROW)), 1);
  g_assert_cmpstr (heed_item_get_id (heed_entry_get_item (get_edited (fixture))), ==, "promises");
  heed_entry_set_answer (get_edited (fixture), "what", "She called back.");
  adw_combo_row_set_selected (ADW_COMBO_ROW (find_mapped (window, ADW_TYPE_COMBO_ROW)), 0);
  g_assert_null (heed_entry_get_item (get_edited (fixture)));
  heed_entry_undo (get_edited (fixture));
  g_assert_cmpuint (adw_combo_row_get_selected (ADW_COMBO_ROW (find_mapped (window, ADW_TYPE_COMBO_ROW))), ==, 1);
}

/* On the page of a tip it is about that, and where nothing is planned nothing is offered. */
static void
test_debrief_of_a_tip (WindowFixture *fixture,
                       gconstpointer  data)
{
  GtkWidget *window;

  open_window_with_journal (fixture, FALSE);
  window = GTK_WIDGET (fixture->window);
  gtk_widget_activate_action (window, "win.debrief", NULL);
  g_assert_true (wait_until (shows_editor, window));
  wait_for_journal (heed_window_get_journal (fixture->window));
  g_assert_false (offers_plans (window));
  gtk_widget_activate_action (window, "win.back", NULL);
  g_assert_true (wait_until (shows_no_editor, window));

  gtk_widget_activate_action (window, "win.show-tip", "s", "cues");
  gtk_widget_activate_action (window, "win.debrief", NULL);
  g_assert_true (wait_until (shows_editor, window));
  g_assert_true (wait_until (offers_plans, window));
  g_assert_cmpstr (heed_item_get_id (heed_entry_get_item (get_edited (fixture))), ==, "cues");
}

/* The button of a notification. */
static void
test_noting_a_try (WindowFixture *fixture,
                   gconstpointer  data)
{
  open_window_with_journal (fixture, FALSE);
  g_action_group_activate_action (G_ACTION_GROUP (application), "note-try", g_variant_new_string ("promises"));
  g_assert_true (wait_until (shows_editor, fixture->window));
  g_assert_cmpstr (heed_form_get_id (heed_entry_get_form (get_edited (fixture))), ==, HEED_FORM_TRY);
  g_assert_cmpstr (heed_item_get_id (heed_entry_get_item (get_edited (fixture))), ==, "promises");
}

/* Pages that still slide out while others slide in. */
static void
test_quick_back_and_forth (WindowFixture *fixture,
                           gconstpointer  data)
{
  GtkWidget *window;

  open_window (fixture, FALSE);
  window = GTK_WIDGET (fixture->window);
  g_assert_true (wait_until (has_journal, window));
  for (guint i = 0; i < 60; i++)
    {
      if (i % 3 == 0)
        gtk_widget_activate_action (window, "win.show-tip", "s", "promises");
      else if (i % 3 == 1)
        gtk_widget_activate_action (window, "win.new-entry", "(ss)", "body-language", "body-language");
      if (i % 4 != 3)
        gtk_widget_activate_action (window, "win.back", NULL);
      /* Some pages have come when the next one does, others are on their way. */
      if (i % 5 == 0)
        wait_for_rest (window);
      for (guint j = 0; j < (i * 7) % 11; j++)
        g_main_context_iteration (NULL, FALSE);
    }

  gtk_widget_activate_action (window, "win.show-page", "s", "tips");
  g_assert_true (wait_until (shows_no_editor, window));
  g_assert_nonnull (find_mapped (window, ADW_TYPE_VIEW_STACK));
}

static gboolean
says_where_the_workbook_is (gpointer data)
{
  return count_shown (data, is_saying, "“/nowhere/workbook.xml”") > 0;
}

/* No program shows folders here, so a sentence names the file. */
static void
test_the_file_in_trouble_is_shown (WindowFixture *fixture,
                                   gconstpointer  data)
{
  g_autofree char *workbook = g_strdup (g_getenv ("HEED_WORKBOOK"));
  GtkWidget *button;

  g_setenv ("HEED_WORKBOOK", "/nowhere/workbook.xml", TRUE);
  open_window (fixture, FALSE);
  g_assert_true (wait_until (shows_trouble, fixture->window));
  g_setenv ("HEED_WORKBOOK", workbook, TRUE);
  button = find_shown (GTK_WIDGET (fixture->window), is_saying, "Show the File");
  g_assert_true (gtk_widget_activate (gtk_widget_get_ancestor (button, GTK_TYPE_BUTTON)));
  g_assert_true (wait_until (says_where_the_workbook_is, fixture->window));
}

static gboolean
is_laid_out (gpointer data)
{
  return gtk_widget_get_width (data) > 0;
}

static gboolean
shows_pages_below (gpointer data)
{
  GtkWidget *bar = find_mapped (data, ADW_TYPE_VIEW_SWITCHER_BAR);

  return adw_view_switcher_bar_get_reveal (ADW_VIEW_SWITCHER_BAR (bar));
}

static void
open_window_of_width (WindowFixture *fixture,
                      int            width)
{
  g_autoptr (GSettings) settings = g_settings_new (HEED_APPLICATION_ID);

  g_settings_set_int (settings, "window-width", width);
  open_window_with_journal (fixture, FALSE);
  g_assert_true (wait_until (is_laid_out, fixture->window));
}

static void
test_pages_move_to_the_bottom (WindowFixture *fixture,
                               gconstpointer  data)
{
  static const int widths[] = { 1000, 720, 560, 360 };
  g_autoptr (GSettings) settings = g_settings_new (HEED_APPLICATION_ID);

  for (guint i = 0; i < G_N_ELEMENTS (widths); i++)
    {
      open_window_of_width (fixture, widths[i]);
      g_assert_cmpint (ABS (gtk_widget_get_width (GTK_WIDGET (fixture->window)) - widths[i]), <, 20);
      if (widths[i] < 620)
        g_assert_true (wait_until (shows_pages_below, fixture->window));
      else
        wait_for_rest (GTK_WIDGET (fixture->window));
      g_assert_true (shows_pages_below (fixture->window) == (widths[i] < 620));
      close_window (fixture);
    }

  g_settings_reset (settings, "window-width");
}

static gboolean
holds (gpointer data)
{
  return heed_session_guard_holds (data);
}

static gboolean
holds_no_longer (gpointer data)
{
  return !heed_session_guard_holds (data);
}

static gboolean
is_saved (gpointer data)
{
  return heed_journal_get_save_state (data) == HEED_SAVE_STATE_SAVED;
}

/* The session asks in mid-word, and goes on ending when that is saved. */
static void
test_end_of_the_session_waits (WindowFixture *fixture,
                               gconstpointer  data)
{
  g_autoptr (HeedSessionGuard) guard = heed_session_guard_new (GTK_APPLICATION (application));
  g_autoptr (HeedEntry) entry = NULL;
  HeedJournal *journal;

  open_window_with_journal (fixture, FALSE);
  journal = heed_window_get_journal (fixture->window);
  heed_session_guard_set_journal (guard, journal);
  g_signal_emit_by_name (application, "query-end");
  g_assert_false (heed_session_guard_holds (guard));

  entry = heed_journal_create_entry (journal, "note", NULL);
  heed_entry_set_answer (entry, "body", "in mid-wor");
  g_assert_false (heed_session_guard_holds (guard));
  g_signal_emit_by_name (application, "query-end");
  g_assert_true (heed_session_guard_holds (guard));
  g_assert_true (wait_until (holds_no_longer, guard));
  g_assert_true (is_saved (journal));
}

/* The journal is locked by another program. */
static void
test_unsaved_holds_the_session (WindowFixture *fixture,
                                gconstpointer  data)
{
  g_autoptr (HeedSessionGuard) guard = heed_session_guard_new (GTK_APPLICATION (application));
  g_autoptr (HeedEntry) entry = NULL;
  sqlite3 *other;

  open_window_with_journal (fixture, FALSE);
  heed_session_guard_set_journal (guard, heed_window_get_journal (fixture->window));
  g_assert_cmpint (sqlite3_open (fixture->files.path, &other), ==, SQLITE_OK);
  sqlite3_busy_timeout (other, 60 * 1000); /* what goes on in the background comes to an end */
  g_assert_cmpint (sqlite3_exec (other, "BEGIN IMMEDIATE", NULL, NULL, NULL), ==, SQLITE_OK);

  entry = heed_journal_create_entry (heed_window_get_journal (fixture->window), "note", NULL);
  heed_entry_set_answer (entry, "body", "a word");
  g_assert_true (wait_until (holds, guard));
  g_assert_cmpint (sqlite3_exec (other, "ROLLBACK", NULL, NULL, NULL), ==, SQLITE_OK);
  sqlite3_close (other);
  g_assert_true (wait_until (holds_no_longer, guard));
}

static gboolean
quit_cb (gpointer data)
{
  g_application_quit (data);
  return G_SOURCE_REMOVE;
}

/* The main loop stops under the window. The last test: nothing can be run after
 * it. */
static void
test_stopping_saves (WindowFixture *fixture,
                     gconstpointer  data)
{
  g_autoptr (HeedEntry) entry = NULL;
  g_autoptr (HeedEntry) again = NULL;

  open_window_with_journal (fixture, FALSE);
  entry = heed_journal_create_entry (heed_window_get_journal (fixture->window), "note", NULL);
  heed_entry_set_answer (entry, "body", "in mid-wor");
  g_idle_add (quit_cb, application);
  g_application_run (G_APPLICATION (application), 0, NULL);
  fixture->window = NULL;

  journal_fixture_open (&fixture->files);
  again = journal_fixture_dup_entry (&fixture->files, 0);
  g_assert_cmpstr (heed_entry_get_answer (again, "body"), ==, "in mid-wor");
}

/* A window that is closed is gone, with all its pages. */
static void
test_closing_frees (WindowFixture *fixture,
                    gconstpointer  data)
{
  gpointer window;

  open_window (fixture, FALSE);
  window = fixture->window;
  g_object_add_weak_pointer (G_OBJECT (window), &window);
  g_assert_true (wait_until (has_journal, window));
  gtk_widget_activate_action (GTK_WIDGET (window), "win.new-entry", "(ss)", "body-language", "body-language");
  g_assert_true (wait_until (shows_editor, window));
  close_window (fixture);
  g_assert_true (wait_until (is_finalized, &window));
}

static void
set_true_cb (AdwToast *toast,
             gboolean *gone)
{
  *gone = TRUE;
}

static void
show_long_toast (WindowFixture *fixture,
                 guint          timeout,
                 gboolean      *gone)
{
  AdwToast *toast = heed_toast_new ("About this page");

  adw_toast_set_timeout (toast, timeout);
  g_signal_connect (toast, "dismissed", G_CALLBACK (set_true_cb), gone);
  heed_toast_show (find_mapped (GTK_WIDGET (fixture->window), HEED_TYPE_PAGES), toast);
  wait_for_rest (GTK_WIDGET (fixture->window));
}

static void
go_to_and_fro (HeedWindow *window)
{
  gtk_widget_activate_action (GTK_WIDGET (window), "win.show-page", "s", "tips");
  gtk_widget_activate_action (GTK_WIDGET (window), "win.show-page", "s", "today");
}

typedef struct
{
  HeedWindow *window;
  gboolean gone;
} Left;

/* One that has just come may be about the page that one goes to. */
static gboolean
is_left_behind (gpointer data)
{
  go_to_and_fro (((Left *) data)->window);
  return ((Left *) data)->gone;
}

/* What is said of a page does not stand over the next, but for what is to be read
 * first. */
static void
test_toasts_stay_behind (WindowFixture *fixture,
                         gconstpointer  data)
{
  Left left = { NULL, FALSE };
  gboolean gone = FALSE;

  open_window_with_journal (fixture, FALSE);
  left.window = fixture->window;
  show_long_toast (fixture, 1000, &left.gone);
  g_assert_true (wait_until (is_left_behind, &left));
  wait_for_rest (GTK_WIDGET (fixture->window));

  show_long_toast (fixture, 0, &gone);
  go_to_and_fro (fixture->window);
  wait_for_rest (GTK_WIDGET (fixture->window));
  go_to_and_fro (fixture->window);
  g_assert_false (gone);
  close_window (fixture);
}

/* So that nobody takes a development build for the one with the own journal. */
static void
test_development_has_stripes (WindowFixture *fixture,
                              gconstpointer  data)
{
  open_window (fixture, FALSE);
  g_assert_true (gtk_widget_has_css_class (GTK_WIDGET (fixture->window), "devel") == HEED_DEVELOPMENT);
  close_window (fixture);
}

#define ADD(name, func) \
  g_test_add ("/window/" name, WindowFixture, NULL, window_fixture_set_up, func, window_fixture_tear_down)

int
main (int   argc,
      char *argv[])
{
  application = start_application (&argc, &argv);
  ADD ("closing-saves", test_closing_saves);
  ADD ("going-back-saves", test_going_back_saves);
  ADD ("delete-is-undone", test_delete_is_undone);
  ADD ("taking-up-is-undone", test_taking_up_is_undone);
  ADD ("duplicate", test_duplicate);
  ADD ("escape", test_escape);
  ADD ("sample-beside-the-own-journal", test_sample_beside_the_own_journal);
  ADD ("damaged-journal-is-set-aside", test_damaged_journal_is_set_aside);
  ADD ("newer-journal-is-left-alone", test_newer_journal_is_left_alone);
  ADD ("trying-again-works", test_trying_again_works);
  ADD ("slow-opening-is-told", test_slow_opening_is_told);
  ADD ("closing-while-it-opens", test_closing_while_it_opens);
  ADD ("workbook-that-cannot-be-read", test_workbook_that_cannot_be_read);
  ADD ("last-page-is-remembered", test_last_page_is_remembered);
  ADD ("caret-is-remembered", test_caret_is_remembered);
  ADD ("place-gives-way", test_place_gives_way);
  ADD ("entry-beside-is-remembered", test_entry_beside_is_remembered);
  ADD ("debrief", test_debrief);
  ADD ("debrief-of-a-tip", test_debrief_of_a_tip);
  ADD ("noting-a-try", test_noting_a_try);
  ADD ("quick-back-and-forth", test_quick_back_and_forth);
  ADD ("closing-frees", test_closing_frees);
  ADD ("toasts-stay-behind", test_toasts_stay_behind);
  ADD ("development-has-stripes", test_development_has_stripes);
  ADD ("the-file-in-trouble-is-shown", test_the_file_in_trouble_is_shown);
  ADD ("pages-move-to-the-bottom", test_pages_move_to_the_bottom);
  ADD ("end-of-the-session-waits", test_end_of_the_session_waits);
  ADD ("unsaved-holds-the-session", test_unsaved_holds_the_session);
  ADD ("stopping-saves", test_stopping_saves);
  return g_test_run ();
}
