/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Places where a group or a row can be dropped: before or after another of the
 * same list. */

#include "heed-move-target.h"

#include "heed-editor.h"
#include "heed-move-handle.h"
#include "heed-repeat-path.h"

#define PATH "heed-move-target-path"

/* Where what is dragged would go. */
typedef struct
{
  const char *instance; /* what is dragged */
  guint to;             /* its place then; 0 for nowhere else */
  gboolean after;       /* the half of the target that the pointer is in */
} Drop;

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

static Drop
find_drop (GtkWidget      *widget,
           HeedMoveHandle *handle,
           double          y)
{
  Drop drop = { .instance = heed_move_handle_get_path (handle), .after = y > gtk_widget_get_height (widget) / 2.0 };
  guint from, index;

  if (!is_of_same_list (widget, handle))
    return drop;

  g_free (heed_repeat_path_split (drop.instance, &from));
  g_free (heed_repeat_path_split (g_object_get_data (G_OBJECT (widget), PATH), &index));
  drop.to = index + (drop.after ? 1 : 0);
  if (drop.to > from)
    drop.to--;
  if (drop.to == from)
    drop.to = 0;
  return drop;
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
  Drop drop = { NULL, 0, FALSE };

  if (handle != NULL)
    drop = find_drop (widget, handle, y);

  show_line (widget, drop.to == 0 ? NULL : drop.after ? "drop-after" : "drop-before");
  return drop.to != 0 ? GDK_ACTION_MOVE : 0;
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
  Drop drop = find_drop (widget, g_value_get_object (value), y);

  show_line (widget, NULL);
  return drop.to != 0 &&
         gtk_widget_activate_action (widget, "editor.move-repeat", "(su)", drop.instance, drop.to);
}

/**
 * heed_move_target_add:
 * @widget: a widget in an editor
 * @path: the path of the group or the row that it shows, with its number
 *
 * Lets what is dragged by its [class@Heed.MoveHandle] be dropped before or
 * after @widget, if both are of the same list. The widget gets the style class
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
