/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Places where a group or a row can be dropped: on another of the same list, the
 * place of which it takes. Where in the other one does not matter, as a group
 * may be taller than the window. */

#include "heed-move-target.h"

#include "heed-editor.h"
#include "heed-move-handle.h"
#include "heed-repeat-path.h"

#define PATH "heed-move-target-path"

/* What is dragged; NULL if it is none of ours. */
static HeedMoveHandle *
get_handle (GdkDrop *drop)
{
  GdkDrag *drag = gdk_drop_get_drag (drop);
  g_auto (GValue) value = G_VALUE_INIT;

  if (drag == NULL)
    return NULL;

  g_value_init (&value, HEED_TYPE_MOVE_HANDLE);
  if (!gdk_content_provider_get_value (gdk_drag_get_content (drag), &value, NULL))
    return NULL;

  /* The drag goes on having it. */
  return g_value_get_object (&value);
}

static gboolean
is_of_same_list (GtkWidget      *widget,
                 HeedMoveHandle *handle)
{
  g_autofree char *dragged = heed_repeat_path_split (heed_move_handle_get_path (handle), NULL);
  g_autofree char *here = heed_repeat_path_split (g_object_get_data (G_OBJECT (widget), PATH), NULL);

  return g_str_equal (dragged, here) &&
         gtk_widget_get_ancestor (widget, HEED_TYPE_EDITOR) ==
           gtk_widget_get_ancestor (GTK_WIDGET (handle), HEED_TYPE_EDITOR);
}

/* The place that what is dragged would take; 0 if it is there already. */
static guint
find_place (GtkWidget      *widget,
            HeedMoveHandle *handle,
            gboolean       *after)
{
  guint from, to;

  if (!is_of_same_list (widget, handle))
    return 0;

  g_free (heed_repeat_path_split (heed_move_handle_get_path (handle), &from));
  g_free (heed_repeat_path_split (g_object_get_data (G_OBJECT (widget), PATH), &to));
  *after = to > from;
  return to != from ? to : 0;
}

static void
show_line (GtkWidget  *widget,
           const char *place)
{
  gtk_widget_remove_css_class (widget, "drop-before");
  gtk_widget_remove_css_class (widget, "drop-after");
  if (place != NULL)
    gtk_widget_add_css_class (widget, place);
}

/* A row is in a group, which may be what is meant: whatever is accepted here
 * does not get there. */
static gboolean
accept_cb (GtkDropTarget *target,
           GdkDrop       *drop,
           gpointer       user_data)
{
  HeedMoveHandle *handle = get_handle (drop);

  return handle != NULL &&
         is_of_same_list (gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (target)), handle);
}

static GdkDragAction
motion_cb (GtkDropTarget *target,
           double         x,
           double         y,
           gpointer       user_data)
{
  GtkWidget *widget = gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (target));
  HeedMoveHandle *handle = get_handle (gtk_drop_target_get_current_drop (target));
  gboolean after = FALSE;
  guint place = handle != NULL ? find_place (widget, handle, &after) : 0;

  show_line (widget, place == 0 ? NULL : after ? "drop-after" : "drop-before");
  return place != 0 ? GDK_ACTION_MOVE : 0;
}

static void
leave_cb (GtkDropTarget *target)
{
  show_line (gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (target)), NULL);
}

static gboolean
drop_cb (GtkDropTarget *target,
         const GValue  *value,
         double         x,
         double         y,
         gpointer       user_data)
{
  GtkWidget *widget = gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (target));
  HeedMoveHandle *handle = g_value_get_object (value);
  gboolean after;
  guint place = find_place (widget, handle, &after);

  show_line (widget, NULL);
  return place != 0 &&
         gtk_widget_activate_action (widget, "editor.move-repeat", "(su)", heed_move_handle_get_path (handle), place);
}

/**
 * heed_move_target_add:
 * @widget: a widget in an editor
 * @path: the path of the group or the row that it shows, with its number
 *
 * Lets what is dragged by its [class@Heed.MoveHandle] be dropped on @widget, if
 * both are of the same list, to take its place. The widget gets the style class
 * `drop-before` or `drop-after` meanwhile.
 */
void
heed_move_target_add (GtkWidget  *widget,
                      const char *path)
{
  GtkDropTarget *target = gtk_drop_target_new (HEED_TYPE_MOVE_HANDLE, GDK_ACTION_MOVE);

  g_object_set_data_full (G_OBJECT (widget), PATH, g_strdup (path), g_free);
  g_signal_connect (target, "accept", G_CALLBACK (accept_cb), NULL);
  g_signal_connect (target, "enter", G_CALLBACK (motion_cb), NULL);
  g_signal_connect (target, "motion", G_CALLBACK (motion_cb), NULL);
  g_signal_connect (target, "leave", G_CALLBACK (leave_cb), NULL);
  g_signal_connect (target, "drop", G_CALLBACK (drop_cb), NULL);
  gtk_widget_add_controller (widget, GTK_EVENT_CONTROLLER (target));
}
