/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What the tests of the editor have in common. See editor-fixture.h. */

#include "editor-fixture.h"

#include "heed-answer-view.h"
#include "heed-editor-page.h"
#include "heed-entry-view.h"
#include "heed-move-handle.h"
#include "heed-rating.h"

#include <gdk/x11/gdkx.h>
#include <sqlite3.h>
#include <string.h>

GtkWidget *
find (GtkWidget  *widget,
      Match       match,
      const char *text)
{
  if (match (widget, text))
    return widget;

  for (GtkWidget *child = gtk_widget_get_first_child (widget);
       child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find (child, match, text);

      if (found != NULL)
        return found;
    }

  return NULL;
}

gboolean
is_view_of_path (GtkWidget  *widget,
                 const char *path)
{
  return HEED_IS_ANSWER_VIEW (widget) &&
         g_str_equal (heed_answer_view_get_path (HEED_ANSWER_VIEW (widget)), path);
}

static gboolean
is_handle_of_path (GtkWidget  *widget,
                   const char *path)
{
  return HEED_IS_MOVE_HANDLE (widget) &&
         g_str_equal (heed_move_handle_get_path (HEED_MOVE_HANDLE (widget)), path);
}

gboolean
is_text_area (GtkWidget  *widget,
              const char *unused)
{
  return HEED_IS_TEXT_AREA (widget) && gtk_widget_is_visible (widget);
}

gboolean
is_rating (GtkWidget  *widget,
           const char *unused)
{
  return HEED_IS_RATING (widget);
}

static gboolean
is_editor (GtkWidget  *widget,
           const char *unused)
{
  return HEED_IS_EDITOR (widget);
}

gboolean
is_entry_view (GtkWidget  *widget,
               const char *unused)
{
  return HEED_IS_ENTRY_VIEW (widget);
}

gboolean
is_button_with_label (GtkWidget  *widget,
                      const char *label)
{
  return GTK_IS_BUTTON (widget) && g_strcmp0 (gtk_button_get_label (GTK_BUTTON (widget)), label) == 0;
}

gboolean
is_option_with_label (GtkWidget  *widget,
                      const char *label)
{
  return GTK_IS_CHECK_BUTTON (widget) &&
         g_strcmp0 (gtk_check_button_get_label (GTK_CHECK_BUTTON (widget)), label) == 0;
}

gboolean
is_clear_button (GtkWidget  *widget,
                 const char *unused)
{
  return GTK_IS_BUTTON (widget) &&
         g_strcmp0 (gtk_button_get_icon_name (GTK_BUTTON (widget)), "edit-clear-symbolic") == 0;
}

gboolean
is_label_with_text (GtkWidget  *widget,
                    const char *text)
{
  return GTK_IS_LABEL (widget) && gtk_widget_get_mapped (widget) &&
         strstr (gtk_label_get_text (GTK_LABEL (widget)), text) != NULL;
}

/* The button that does @action with the path after it. */
gboolean
is_button_with_target (GtkWidget  *widget,
                       const char *action_and_path)
{
  g_auto (GStrv) parts = g_strsplit (action_and_path, " ", 2);

  return GTK_IS_BUTTON (widget) &&
         g_strcmp0 (gtk_actionable_get_action_name (GTK_ACTIONABLE (widget)), parts[0]) == 0 &&
         g_str_equal (g_variant_get_string (gtk_actionable_get_action_target_value (GTK_ACTIONABLE (widget)), NULL),
                      parts[1]);
}

GtkWidget *
get_view (EditorFixture *fixture,
          const char    *path)
{
  GtkWidget *view = find (GTK_WIDGET (fixture->editor), is_view_of_path, path);

  g_assert_nonnull (view);
  return view;
}

HeedTextArea *
get_area (EditorFixture *fixture,
          const char    *path)
{
  GtkWidget *area = find (get_view (fixture, path), is_text_area, NULL);

  g_assert_nonnull (area);
  return HEED_TEXT_AREA (area);
}

void
type (EditorFixture *fixture,
      const char    *path,
      const char    *text)
{
  HeedTextArea *area = get_area (fixture, path);

  gtk_widget_grab_focus (GTK_WIDGET (area));
  g_signal_emit_by_name (area, "select-all", TRUE);
  gtk_text_buffer_delete_selection (gtk_text_view_get_buffer (GTK_TEXT_VIEW (area)), TRUE, TRUE);
  g_signal_emit_by_name (area, "insert-at-cursor", text);
}

void
press (GtkWidget *button)
{
  g_assert_nonnull (button);
  g_assert_true (gtk_widget_get_visible (button));
  g_signal_emit_by_name (button, "clicked");
  wait_for_idle ();
}

GtkWidget *
get_handle (EditorFixture *fixture,
            const char    *path)
{
  GtkWidget *handle = find (GTK_WIDGET (fixture->editor), is_handle_of_path, path);

  g_assert_nonnull (handle);
  return handle;
}

static gboolean
is_menu_button (GtkWidget  *widget,
                const char *unused)
{
  return GTK_IS_MENU_BUTTON (widget);
}

/* Opens the menu of a group's or a row's handle and presses a button in it. */
void
press_in_menu (EditorFixture *fixture,
               const char    *path,
               const char    *label)
{
  GtkWidget *button = find (get_handle (fixture, path), is_menu_button, NULL);

  gtk_widget_grab_focus (button);
  gtk_menu_button_popup (GTK_MENU_BUTTON (button));
  wait_for_idle ();
  press (find (button, is_button_with_label, label));
}

gboolean
is_in_sight (gpointer widget)
{
  GtkWidget *viewport = gtk_widget_get_ancestor (widget, GTK_TYPE_VIEWPORT);
  graphene_rect_t bounds;

  return gtk_widget_compute_bounds (widget, viewport, &bounds) && bounds.origin.y >= 0 &&
         bounds.origin.y + bounds.size.height <= (float) gtk_widget_get_height (viewport);
}

/* Goes elsewhere, as a person does who is done with a field. */
void
leave (EditorFixture *fixture)
{
  gtk_window_set_focus (GTK_WINDOW (fixture->window), NULL);
  wait_for_idle ();
}

static gboolean
is_mapped (gpointer data)
{
  return gtk_widget_get_mapped (data) && gtk_widget_get_width (data) > 0;
}

void
show_entry (EditorFixture *fixture,
            HeedEntry     *entry)
{
  g_set_object (&fixture->entry, entry);
  fixture->window = gtk_window_new ();
  gtk_window_set_default_size (GTK_WINDOW (fixture->window), 800, 700);
  fixture->page = heed_editor_page_new (fixture->files.journal, entry);
  fixture->editor = HEED_EDITOR (find (fixture->page, is_editor, NULL));
  gtk_window_set_child (GTK_WINDOW (fixture->window), fixture->page);
  gtk_window_present (GTK_WINDOW (fixture->window));
  g_assert_true (wait_until (is_mapped, fixture->page));
}

void
start (EditorFixture *fixture,
       const char    *form)
{
  g_autoptr (HeedEntry) entry = heed_journal_create_entry (fixture->files.journal, form, NULL);

  show_entry (fixture, entry);
}

void
close_window (EditorFixture *fixture)
{
  gtk_window_destroy (GTK_WINDOW (g_steal_pointer (&fixture->window)));
  g_clear_object (&fixture->entry);
  wait_for_idle ();
}

void
editor_fixture_set_up (EditorFixture *fixture,
                       gconstpointer  data)
{
  journal_fixture_set_up (&fixture->files, NULL);
}

/* As an earlier Heed left it, which did not keep what was asked. */
static void
forget_wording (const char *path)
{
  sqlite3 *handle = NULL;

  g_assert_cmpint (sqlite3_open (path, &handle), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_exec (handle, "DELETE FROM wording", NULL, NULL, NULL), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_close (handle), ==, SQLITE_OK);
}

/* Opens the same journal with a small workbook that has every kind of field, and knows
 * of no other. */
void
use_small_workbook (EditorFixture *fixture)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "fixtures", "every-field.xml", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GError) error = NULL;

  journal_fixture_close (&fixture->files);
  forget_wording (fixture->files.path);
  g_clear_object (&fixture->files.workbook);
  fixture->files.workbook = heed_workbook_new_from_file (file, NULL, &error);
  g_assert_no_error (error);
  journal_fixture_open (&fixture->files);
}

void
editor_fixture_set_up_small (EditorFixture *fixture,
                             gconstpointer  data)
{
  journal_fixture_set_up (&fixture->files, NULL);
  use_small_workbook (fixture);
}

void
editor_fixture_tear_down (EditorFixture *fixture,
                          gconstpointer  data)
{
  if (fixture->window != NULL)
    close_window (fixture);
  journal_fixture_tear_down (&fixture->files, NULL);
}

gboolean
has_focus_in (EditorFixture *fixture,
              const char    *path)
{
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (fixture->window));

  return focus != NULL && gtk_widget_is_ancestor (focus, get_view (fixture, path));
}

/* What the field of a row or a text holds. */
void
assert_text (EditorFixture *fixture,
             const char    *path,
             const char    *text)
{
  g_assert_cmpstr (heed_text_area_get_text (get_area (fixture, path)), ==, text);
}

static void
run (const char * const *command)
{
  g_autoptr (GError) error = NULL;
  int status = -1;

  g_spawn_sync (NULL, (char **) command, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, NULL, NULL, &status, &error);
  g_assert_no_error (error);
  g_spawn_check_wait_status (status, &error);
  g_assert_no_error (error);
}

static gboolean
note_key_cb (GtkEventControllerKey *controller,
             guint                  keyval,
             guint                  keycode,
             GdkModifierType        state,
             gboolean              *pressed)
{
  *pressed = *pressed || keyval == GDK_KEY_F12;
  return keyval == GDK_KEY_F12;
}

/* The window of the X server, which gets the focus. */
static char *
dup_x_window (EditorFixture *fixture)
{
  GdkSurface *surface = gtk_native_get_surface (GTK_NATIVE (fixture->window));
  char *window;

  g_assert_true (GDK_IS_X11_SURFACE (surface));
  window = g_strdup_printf ("%lu", (gulong) gdk_x11_surface_get_xid (surface));
  run ((const char * const []) { "xdotool", "windowfocus", window, NULL });
  return window;
}

/* Presses real keys, as xdotool calls them, and waits until they have done
 * what they do: until a key that does nothing has come after them. */
void
press_keys (EditorFixture *fixture,
            const char    *keys)
{
  GtkEventController *controller = gtk_event_controller_key_new ();
  g_autofree char *window = dup_x_window (fixture);
  gboolean pressed = FALSE;

  gtk_event_controller_set_propagation_phase (controller, GTK_PHASE_CAPTURE);
  g_signal_connect (controller, "key-pressed", G_CALLBACK (note_key_cb), &pressed);
  gtk_widget_add_controller (fixture->window, controller);
  /* Without a pause between down and up, a busy machine does not repeat the key. */
  run ((const char * const []) { "xdotool", "key", "--delay", "0", keys, "F12", NULL });
  g_assert_true (wait_until (is_true, &pressed));
  gtk_widget_remove_controller (fixture->window, controller);
  wait_for_idle ();
}

/* Presses real keys and does not wait, as a key that opens a menu keeps what comes after
 * it from the window. */
void
send_keys (EditorFixture *fixture,
           const char    *keys)
{
  g_autofree char *window = dup_x_window (fixture);

  run ((const char * const []) { "xdotool", "key", "--delay", "0", keys, NULL });
}

/* Clicks into the middle of words that are in a text, with a button of the mouse as
 * xdotool counts them, while a key is held or NULL. */
void
click_text (EditorFixture *fixture,
            const char    *path,
            const char    *words,
            const char    *button,
            const char    *modifier)
{
  GtkWidget *area = GTK_WIDGET (get_area (fixture, path));
  const char *text = heed_text_area_get_text (HEED_TEXT_AREA (area)), *found = strstr (text, words);
  g_autofree char *window = dup_x_window (fixture);
  g_autofree char *x = NULL, *y = NULL;
  double surface_x, surface_y, area_x, area_y;
  GdkRectangle place;
  GtkTextIter iter;

  g_assert_nonnull (found);
  gtk_text_buffer_get_iter_at_offset (gtk_text_view_get_buffer (GTK_TEXT_VIEW (area)), &iter,
                                      (int) (g_utf8_pointer_to_offset (text, found) + g_utf8_strlen (words, -1) / 2));
  wait_for_idle ();
  heed_text_area_locate (HEED_TEXT_AREA (area), &iter, &place);
  gtk_native_get_surface_transform (GTK_NATIVE (fixture->window), &surface_x, &surface_y);
  gtk_widget_translate_coordinates (area, fixture->window, place.x + 1, place.y + place.height / 2, &area_x, &area_y);
  x = g_strdup_printf ("%d", (int) (surface_x + area_x));
  y = g_strdup_printf ("%d", (int) (surface_y + area_y));

  run ((const char * const []) { "xdotool", "mousemove", "--sync", "--window", window, x, y, NULL });
  if (modifier != NULL)
    run ((const char * const []) { "xdotool", "keydown", modifier, "click", button, "keyup", modifier, NULL });
  else
    run ((const char * const []) { "xdotool", "click", button, NULL });
}
