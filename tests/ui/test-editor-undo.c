/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The editor by keyboard: going on, pasting lines, and taking everything back,
 * with the caret at the place. */

#include "editor-fixture.h"
#include "screen.h"

#include "heed-ui-resources.h"

#include <adwaita.h>

static int
get_caret (EditorFixture *fixture,
           const char    *path)
{
  int caret;

  g_object_get (gtk_text_view_get_buffer (GTK_TEXT_VIEW (get_area (fixture, path))), "cursor-position", &caret, NULL);
  return caret;
}

static void
put_caret (EditorFixture *fixture,
           const char    *path,
           int            place)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (get_area (fixture, path)));
  GtkTextIter iter;

  heed_editor_focus_path (fixture->editor, path);
  gtk_text_buffer_get_iter_at_offset (buffer, &iter, place);
  gtk_text_buffer_place_cursor (buffer, &iter);
}

/* The text changes in the middle; the caret goes there, whatever has the focus. */
static void
test_caret (EditorFixture *fixture,
            gconstpointer  data)
{
  start (fixture, "flat");
  heed_entry_set_answer (fixture->entry, "story", "One and three");
  heed_entry_set_answer (fixture->entry, "name", "Ann");
  heed_entry_set_answer (fixture->entry, "story", "One three");
  heed_entry_set_answer (fixture->entry, "name", "Anne");
  put_caret (fixture, "story", 0);

  gtk_widget_activate_action (GTK_WIDGET (fixture->editor), "entry.undo", NULL);
  g_assert_true (has_focus_in (fixture, "name"));
  g_assert_cmpint (get_caret (fixture, "name"), ==, 3);
  gtk_widget_activate_action (GTK_WIDGET (fixture->editor), "entry.undo", NULL);
  assert_text (fixture, "story", "One and three");
  g_assert_true (has_focus_in (fixture, "story"));
  g_assert_cmpint (get_caret (fixture, "story"), ==, 8);
  gtk_widget_activate_action (GTK_WIDGET (fixture->editor), "entry.redo", NULL);
  assert_text (fixture, "story", "One three");
  g_assert_cmpint (get_caret (fixture, "story"), ==, 4);
}

static void
test_other_controls (EditorFixture *fixture,
                     gconstpointer  data)
{
  start (fixture, "flat");
  heed_entry_set_answer (fixture->entry, "rating", "4");
  heed_entry_set_answer (fixture->entry, "mood", "other");
  heed_entry_set_answer (fixture->entry, "mood/other", "Odd");
  heed_entry_set_tags (fixture->entry, (const char * const []) { "home", NULL });
  heed_editor_focus_path (fixture->editor, "name");

  /* Tags have no place in the editor. */
  gtk_widget_activate_action (GTK_WIDGET (fixture->editor), "entry.undo", NULL);
  g_assert_true (has_focus_in (fixture, "name"));
  gtk_widget_activate_action (GTK_WIDGET (fixture->editor), "entry.undo", NULL);
  g_assert_true (has_focus_in (fixture, "mood"));
  gtk_widget_activate_action (GTK_WIDGET (fixture->editor), "entry.undo", NULL);
  gtk_widget_activate_action (GTK_WIDGET (fixture->editor), "entry.undo", NULL);
  g_assert_true (has_focus_in (fixture, "rating"));
  g_assert_false (heed_entry_get_can_undo (fixture->entry));
}

/* A row that is gone with the change: the focus goes to the row before. */
static void
test_row_that_goes (EditorFixture *fixture,
                    gconstpointer  data)
{
  start (fixture, "nested");
  heed_entry_set_answer (fixture->entry, "ends/1", "one");
  heed_entry_add_repeat (fixture->entry, "ends");
  wait_for_idle ();
  heed_editor_focus_path (fixture->editor, "emotion/1/name");
  gtk_widget_activate_action (GTK_WIDGET (fixture->editor), "entry.undo", NULL);
  wait_for_idle ();
  g_assert_null (find (GTK_WIDGET (fixture->editor), is_view_of_path, "ends/2"));
  g_assert_true (has_focus_in (fixture, "ends/1"));
  gtk_widget_activate_action (GTK_WIDGET (fixture->editor), "entry.redo", NULL);
  wait_for_idle ();
  g_assert_true (has_focus_in (fixture, "ends/2"));
}

/* Each entry has its own steps, also while another is in the same editor. */
static void
test_each_entry (EditorFixture *fixture,
                 gconstpointer  data)
{
  g_autoptr (HeedEntry) other = heed_journal_create_entry (fixture->files.journal, "flat", NULL);

  start (fixture, "flat");
  type (fixture, "name", "First");
  heed_editor_set_entry (fixture->editor, other);
  type (fixture, "name", "Other");
  gtk_widget_activate_action (GTK_WIDGET (fixture->editor), "entry.undo", NULL);
  gtk_widget_activate_action (GTK_WIDGET (fixture->editor), "entry.undo", NULL);
  g_assert_null (heed_entry_get_answer (other, "name"));
  g_assert_cmpstr (heed_entry_get_answer (fixture->entry, "name"), ==, "First");

  heed_editor_set_entry (fixture->editor, fixture->entry);
  gtk_widget_activate_action (GTK_WIDGET (fixture->editor), "entry.undo", NULL);
  assert_text (fixture, "name", "");
  gtk_widget_activate_action (GTK_WIDGET (fixture->editor), "entry.redo", NULL);
  assert_text (fixture, "name", "First");
}

/* Comes into sight, and stays there. */
static void
assert_stays_in_sight (GtkWidget *widget)
{
  g_assert_true (wait_until (is_in_sight, widget));
  wait_for_rest (widget);
  g_assert_true (is_in_sight (widget));
}

static void
test_scrolls (EditorFixture *fixture,
              gconstpointer  data)
{
  GtkWidget *first, *last;

  start (fixture, "complaint");
  first = get_view (fixture, "situation/1/onset");
  last = get_view (fixture, "situation/2/onset");
  heed_entry_set_answer (fixture->entry, "situation/1/onset", "At once");
  g_assert_false (is_in_sight (last));
  g_assert_true (heed_editor_focus_path (fixture->editor, "situation/2/onset"));
  assert_stays_in_sight (last);
  g_assert_false (is_in_sight (first));
  gtk_widget_activate_action (GTK_WIDGET (fixture->editor), "entry.undo", NULL);
  assert_stays_in_sight (first);
}

/* To the top of a long form, from the handle at its end, and back. */
static void
test_scrolls_to_moved (EditorFixture *fixture,
                       gconstpointer  data)
{
  start (fixture, "body-language");
  heed_entry_set_answer (fixture->entry, "emotion/1/emotion", "Joy");
  gtk_widget_activate_action (GTK_WIDGET (fixture->editor), "editor.move-repeat", "(su)", "emotion/1", 5);
  wait_for_idle ();
  assert_stays_in_sight (get_handle (fixture, "emotion/5"));
  gtk_widget_activate_action (GTK_WIDGET (fixture->editor), "entry.undo", NULL);
  wait_for_idle ();
  g_assert_true (has_focus_in (fixture, "emotion/1/emotion"));
  assert_stays_in_sight (get_view (fixture, "emotion/1/emotion"));
  gtk_widget_activate_action (GTK_WIDGET (fixture->editor), "entry.redo", NULL);
  wait_for_idle ();
  g_assert_true (has_focus_in (fixture, "emotion/5/emotion"));
  assert_stays_in_sight (get_view (fixture, "emotion/5/emotion"));
}

/* With real keys, in the fields themselves. */
static void
test_undo_keys (EditorFixture *fixture,
                gconstpointer  data)
{
  start (fixture, "flat");
  heed_editor_focus_path (fixture->editor, "name");
  press_keys (fixture, "a");
  press_keys (fixture, "Tab");
  g_assert_true (has_focus_in (fixture, "story"));
  press_keys (fixture, "b");
  assert_text (fixture, "story", "b");
  press_keys (fixture, "ctrl+z");
  assert_text (fixture, "story", "");
  assert_text (fixture, "name", "a");
  press_keys (fixture, "ctrl+z");
  assert_text (fixture, "name", "");
  g_assert_true (has_focus_in (fixture, "name"));
  press_keys (fixture, "ctrl+z");
  press_keys (fixture, "ctrl+shift+z");
  assert_text (fixture, "name", "a");
  assert_text (fixture, "story", "");
  press_keys (fixture, "ctrl+y");
  assert_text (fixture, "story", "b");
  g_assert_true (has_focus_in (fixture, "story"));
  /* At the end there is nothing left, and no field has steps of its own. */
  press_keys (fixture, "ctrl+y");
  assert_text (fixture, "story", "b");
}

static void
test_title_keys (EditorFixture *fixture,
                 gconstpointer  data)
{
  GtkWidget *title;

  start (fixture, HEED_FORM_NOTE);
  title = find (GTK_WIDGET (fixture->editor), is_text_area, NULL);
  gtk_widget_grab_focus (title);
  press_keys (fixture, "a");
  press_keys (fixture, "Return");
  g_assert_true (has_focus_in (fixture, "body"));
  press_keys (fixture, "ctrl+z");
  g_assert_cmpstr (heed_text_area_get_text (HEED_TEXT_AREA (title)), ==, "");
  g_assert_true (gtk_window_get_focus (GTK_WINDOW (fixture->window)) == title);
}

/* Enter goes on where one line is asked for, Ctrl+Enter anywhere. */
static void
test_enter (EditorFixture *fixture,
            gconstpointer  data)
{
  start (fixture, "flat");
  heed_editor_focus_path (fixture->editor, "name");
  press_keys (fixture, "Return");
  g_assert_true (has_focus_in (fixture, "story"));
  assert_text (fixture, "name", "");
  press_keys (fixture, "a");
  press_keys (fixture, "Return");
  assert_text (fixture, "story", "a\n");
  press_keys (fixture, "ctrl+Return");
  g_assert_true (has_focus_in (fixture, "minutes"));
  press_keys (fixture, "KP_Enter");
  g_assert_true (has_focus_in (fixture, "count"));
}

static void
test_enter_in_list (EditorFixture *fixture,
                    gconstpointer  data)
{
  start (fixture, "nested");
  heed_editor_focus_path (fixture->editor, "emotion/1/signs/1");
  press_keys (fixture, "Return");
  /* Not to the handle between. */
  g_assert_true (has_focus_in (fixture, "emotion/1/signs/2"));
  g_assert_true (GTK_IS_TEXT_VIEW (gtk_window_get_focus (GTK_WINDOW (fixture->window))));
  heed_editor_focus_path (fixture->editor, "emotion/1/signs/4");
  press_keys (fixture, "Return");
  g_assert_true (has_focus_in (fixture, "emotion/2/name"));
}

static gboolean
is_pasted (gpointer data)
{
  EditorFixture *fixture = data;

  return find (GTK_WIDGET (fixture->editor), is_view_of_path, (gpointer) "emotion/1/signs/5") != NULL &&
         has_focus_in (fixture, "emotion/1/signs/5");
}

/* Several lines in the clipboard fill several rows, in one step. */
static void
test_paste (EditorFixture *fixture,
            gconstpointer  data)
{
  start (fixture, "nested");
  type (fixture, "emotion/1/signs/1", "typed ");
  gdk_clipboard_set_text (gtk_widget_get_clipboard (fixture->window), "a\nb\r\n\n c \nd\ne");
  press_keys (fixture, "ctrl+v");
  /* The clipboard takes its time, and one goes on after what was pasted. */
  g_assert_true (wait_until (is_pasted, fixture));
  assert_text (fixture, "emotion/1/signs/1", "typed a");
  assert_text (fixture, "emotion/1/signs/2", "b");
  assert_text (fixture, "emotion/1/signs/3", "c");
  assert_text (fixture, "emotion/1/signs/5", "e");
  press_keys (fixture, "ctrl+z");
  assert_text (fixture, "emotion/1/signs/1", "typed ");
  assert_text (fixture, "emotion/1/signs/2", "");
  g_assert_null (find (GTK_WIDGET (fixture->editor), is_view_of_path, "emotion/1/signs/5"));
  g_assert_true (has_focus_in (fixture, "emotion/1/signs/1"));
  press_keys (fixture, "ctrl+shift+z");
  assert_text (fixture, "emotion/1/signs/1", "typed a");
  assert_text (fixture, "emotion/1/signs/4", "d");
}

#define ADD(path, set_up, func) \
  g_test_add (path, EditorFixture, NULL, set_up, func, editor_fixture_tear_down)

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  gtk_init ();
  adw_init ();
  g_resources_register (heed_ui_get_resource ());
  ADD ("/editor-undo/caret", editor_fixture_set_up_small, test_caret);
  ADD ("/editor-undo/other-controls", editor_fixture_set_up_small, test_other_controls);
  ADD ("/editor-undo/row-that-goes", editor_fixture_set_up_small, test_row_that_goes);
  ADD ("/editor-undo/each-entry", editor_fixture_set_up_small, test_each_entry);
  ADD ("/editor-undo/scrolls", editor_fixture_set_up, test_scrolls);
  ADD ("/editor-undo/scrolls-to-moved", editor_fixture_set_up, test_scrolls_to_moved);
  ADD ("/editor-undo/undo-keys", editor_fixture_set_up_small, test_undo_keys);
  ADD ("/editor-undo/title-keys", editor_fixture_set_up, test_title_keys);
  ADD ("/editor-undo/enter", editor_fixture_set_up_small, test_enter);
  ADD ("/editor-undo/enter-in-list", editor_fixture_set_up_small, test_enter_in_list);
  ADD ("/editor-undo/paste", editor_fixture_set_up_small, test_paste);
  return g_test_run ();
}
