/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Groups and rows in another order: by menu, by keyboard and by dragging. */

#include "editor-fixture.h"

#include "heed-move-handle.h"
#include "heed-ui-resources.h"

#include <adwaita.h>

static void
fill_ends (EditorFixture *fixture)
{
  const char * const paths[] = { "ends/1", "ends/2", "ends/3", NULL };
  const char * const values[] = { "one", "two", "three", NULL };

  start (fixture, "nested");
  heed_entry_set_answers (fixture->entry, paths, values);
  wait_for_idle ();
}

static void
fill_emotions (EditorFixture *fixture)
{
  const char * const paths[] = { "emotion/1/name", "emotion/1/signs/1", "emotion/2/name", "emotion/3/name", NULL };
  const char * const values[] = { "Joy", "A smile", "Fear", "Calm", NULL };

  start (fixture, "nested");
  heed_entry_set_answers (fixture->entry, paths, values);
  wait_for_idle ();
}

static void
assert_ends (EditorFixture *fixture,
             const char    *first,
             const char    *second,
             const char    *third)
{
  assert_text (fixture, "ends/1", first);
  assert_text (fixture, "ends/2", second);
  assert_text (fixture, "ends/3", third);
}

static gboolean
is_menu_button (GtkWidget  *widget,
                const char *unused)
{
  return GTK_IS_MENU_BUTTON (widget);
}

static GtkWidget *
get_handle_button (EditorFixture *fixture,
                   const char    *path)
{
  return find (get_handle (fixture, path), is_menu_button, NULL);
}

static void
assert_focused_handle (EditorFixture *fixture,
                       const char    *path)
{
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (fixture->window));

  g_assert_nonnull (focus);
  g_assert_true (gtk_widget_is_ancestor (focus, get_handle (fixture, path)));
}

static int
get_caret (EditorFixture *fixture,
           const char    *path)
{
  int caret;

  g_object_get (gtk_text_view_get_buffer (GTK_TEXT_VIEW (get_area (fixture, path))), "cursor-position", &caret, NULL);
  return caret;
}

static void
test_menu_of_row (EditorFixture *fixture,
                  gconstpointer  data)
{
  fill_ends (fixture);
  press_in_menu (fixture, "ends/1", "Move Down");
  assert_ends (fixture, "two", "one", "three");
  assert_focused_handle (fixture, "ends/2");
  gtk_test_accessible_assert_property (get_handle_button (fixture, "ends/2"),
                                       GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, "Moved to place 2 of 3");
  press_in_menu (fixture, "ends/2", "Move Down");
  assert_ends (fixture, "two", "three", "one");
  /* It is said once. */
  gtk_test_accessible_assert_property (get_handle_button (fixture, "ends/2"),
                                       GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, "");
  press_in_menu (fixture, "ends/3", "Move Up");
  assert_ends (fixture, "two", "one", "three");

  gtk_widget_activate_action (GTK_WIDGET (fixture->editor), "entry.undo", NULL);
  wait_for_idle ();
  assert_ends (fixture, "two", "three", "one");
  g_assert_true (has_focus_in (fixture, "ends/3"));
}

static gboolean
is_named (GtkWidget  *widget,
          const char *name)
{
  g_autofree char *difference = NULL;

  if (!GTK_IS_BUTTON (widget))
    return FALSE;

  difference = gtk_test_accessible_check_property (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_LABEL, name);
  return difference == NULL;
}

/* The choices make sense alone; at the ends of a list there is one less. */
static void
test_names (EditorFixture *fixture,
            gconstpointer  data)
{
  GtkWidget *button;

  fill_emotions (fixture);
  button = get_handle_button (fixture, "emotion/1/signs/1");
  gtk_test_accessible_assert_property (button, GTK_ACCESSIBLE_PROPERTY_LABEL, "Move Sign 1 of Emotion 1");
  gtk_menu_button_popup (GTK_MENU_BUTTON (button));
  wait_for_idle ();
  g_assert_nonnull (find (button, is_named, "Move Sign 1 of Emotion 1 down"));
  g_assert_null (find (button, is_named, "Move Sign 1 of Emotion 1 up"));
  g_assert_null (find (button, is_button_with_label, "Remove"));
  gtk_menu_button_popdown (GTK_MENU_BUTTON (button));

  button = get_handle_button (fixture, "emotion/2");
  gtk_test_accessible_assert_property (button, GTK_ACCESSIBLE_PROPERTY_LABEL, "Move or remove Emotion 2");
}

static void
test_menu_of_group (EditorFixture *fixture,
                    gconstpointer  data)
{
  fill_emotions (fixture);
  press_in_menu (fixture, "emotion/3", "Move Up");
  assert_text (fixture, "emotion/2/name", "Calm");
  assert_text (fixture, "emotion/3/name", "Fear");
  assert_focused_handle (fixture, "emotion/2");
  press_in_menu (fixture, "emotion/2", "Move Up");
  assert_text (fixture, "emotion/1/name", "Calm");
  assert_text (fixture, "emotion/1/signs/1", "");
  assert_text (fixture, "emotion/2/name", "Joy");
  assert_text (fixture, "emotion/2/signs/1", "A smile");

  gtk_widget_activate_action (GTK_WIDGET (fixture->editor), "entry.undo", NULL);
  wait_for_idle ();
  assert_text (fixture, "emotion/1/signs/1", "A smile");
  g_assert_true (has_focus_in (fixture, "emotion/2/name"));
}

/* Whoever moves a group wants to see that it is the one that they meant. */
static void
test_moved_group_in_sight (EditorFixture *fixture,
                           gconstpointer  data)
{
  start (fixture, "listening");
  type (fixture, "talk/1/title", "The first");
  press_in_menu (fixture, "talk/1", "Move Down");
  assert_text (fixture, "talk/2/title", "The first");
  assert_focused_handle (fixture, "talk/2");
  g_assert_true (wait_until (is_in_sight, get_view (fixture, "talk/2/title")));
  g_assert_true (is_in_sight (get_view (fixture, "talk/2/speaker")));
  g_assert_true (is_in_sight (get_handle (fixture, "talk/2")));

  /* The last cannot come higher than the end of the page lets it. */
  press_in_menu (fixture, "talk/2", "Move Down");
  g_assert_true (wait_until (is_in_sight, get_view (fixture, "talk/3/title")));
  press_in_menu (fixture, "talk/3", "Move Up");
  g_assert_true (wait_until (is_in_sight, get_view (fixture, "talk/2/title")));
}

/* Alt and an arrow in the text of a row: the text goes on under the caret. */
static void
test_keys_in_row (EditorFixture *fixture,
                  gconstpointer  data)
{
  GtkTextBuffer *buffer;
  GtkTextIter iter;

  fill_ends (fixture);
  heed_editor_focus_path (fixture->editor, "ends/1");
  buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (get_area (fixture, "ends/1")));
  gtk_text_buffer_get_iter_at_offset (buffer, &iter, 2);
  gtk_text_buffer_place_cursor (buffer, &iter);
  press_keys (fixture, "alt+Down");
  assert_ends (fixture, "two", "one", "three");
  g_assert_true (has_focus_in (fixture, "ends/2"));
  g_assert_cmpint (get_caret (fixture, "ends/2"), ==, 2);
  gtk_test_accessible_assert_property (get_area (fixture, "ends/2"),
                                       GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, "Moved to place 2 of 3");
  press_keys (fixture, "alt+Down");
  press_keys (fixture, "alt+Down");
  assert_ends (fixture, "two", "three", "one");
  press_keys (fixture, "alt+Up");
  assert_ends (fixture, "two", "one", "three");
  press_keys (fixture, "ctrl+z");
  assert_ends (fixture, "two", "three", "one");
  g_assert_true (has_focus_in (fixture, "ends/3"));
}

static void
test_keys_at_heading (EditorFixture *fixture,
                      gconstpointer  data)
{
  fill_emotions (fixture);
  gtk_widget_grab_focus (get_handle (fixture, "emotion/1"));
  press_keys (fixture, "alt+Down");
  assert_text (fixture, "emotion/2/name", "Joy");
  assert_focused_handle (fixture, "emotion/2");
  press_keys (fixture, "alt+Down");
  assert_text (fixture, "emotion/3/signs/1", "A smile");
  assert_focused_handle (fixture, "emotion/3");

  /* A field of the group that is not in a list moves nothing. */
  heed_editor_focus_path (fixture->editor, "emotion/3/name");
  press_keys (fixture, "alt+Up");
  assert_text (fixture, "emotion/3/name", "Joy");
}

static gboolean
has_height (gpointer widget)
{
  return gtk_widget_get_height (widget) > 0;
}

static gboolean
drop (GtkWidget *widget,
      GtkWidget *handle,
      gboolean   lower_half)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (widget);
  g_auto (GValue) value = G_VALUE_INIT;
  gboolean dropped = FALSE;

  g_assert_true (wait_until (has_height, widget));
  g_value_init (&value, HEED_TYPE_MOVE_HANDLE);
  g_value_set_object (&value, handle);
  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr (GtkEventController) controller = g_list_model_get_item (controllers, i);
      double y = gtk_widget_get_height (widget) * (lower_half ? 0.9 : 0.1);

      if (GTK_IS_DROP_TARGET (controller))
        g_signal_emit_by_name (controller, "drop", &value, 5.0, y, &dropped);
    }

  wait_for_idle ();
  return dropped;
}

static void
test_drop (EditorFixture *fixture,
           gconstpointer  data)
{
  fill_ends (fixture);
  g_assert_true (drop (get_view (fixture, "ends/3"), get_handle (fixture, "ends/1"), TRUE));
  assert_ends (fixture, "two", "three", "one");
  assert_focused_handle (fixture, "ends/3");
  g_assert_true (drop (get_view (fixture, "ends/2"), get_handle (fixture, "ends/1"), TRUE));
  assert_ends (fixture, "three", "two", "one");
  g_assert_true (drop (get_view (fixture, "ends/1"), get_handle (fixture, "ends/3"), FALSE));
  assert_ends (fixture, "one", "three", "two");

  /* The half that is nearer will do. */
  g_assert_true (drop (get_view (fixture, "ends/2"), get_handle (fixture, "ends/3"), TRUE));
  assert_ends (fixture, "one", "two", "three");
  g_assert_true (drop (get_view (fixture, "ends/3"), get_handle (fixture, "ends/1"), FALSE));
  assert_ends (fixture, "two", "three", "one");

  /* Where it is already, nothing happens. */
  g_assert_false (drop (get_view (fixture, "ends/2"), get_handle (fixture, "ends/2"), TRUE));
  assert_ends (fixture, "two", "three", "one");
}

/* Only within the same list. */
static void
test_drop_elsewhere (EditorFixture *fixture,
                     gconstpointer  data)
{
  fill_emotions (fixture);
  g_assert_false (drop (get_view (fixture, "emotion/2/signs/1"), get_handle (fixture, "emotion/1/signs/1"), FALSE));
  g_assert_false (drop (get_view (fixture, "emotion/2/signs/1"), get_handle (fixture, "emotion/1"), FALSE));
  assert_text (fixture, "emotion/1/signs/1", "A smile");
  assert_text (fixture, "emotion/2/name", "Fear");
}

#define ADD(path, func) \
  g_test_add (path, EditorFixture, NULL, editor_fixture_set_up_small, func, editor_fixture_tear_down)

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  gtk_init ();
  adw_init ();
  g_resources_register (heed_ui_get_resource ());
  ADD ("/editor-order/menu-of-row", test_menu_of_row);
  ADD ("/editor-order/names", test_names);
  ADD ("/editor-order/menu-of-group", test_menu_of_group);
  g_test_add ("/editor-order/moved-group-in-sight", EditorFixture, NULL, editor_fixture_set_up,
              test_moved_group_in_sight, editor_fixture_tear_down);
  ADD ("/editor-order/keys-in-row", test_keys_in_row);
  ADD ("/editor-order/keys-at-heading", test_keys_at_heading);
  ADD ("/editor-order/drop", test_drop);
  ADD ("/editor-order/drop-elsewhere", test_drop_elsewhere);
  return g_test_run ();
}
