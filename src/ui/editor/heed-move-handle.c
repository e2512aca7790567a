/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* A handle to move a group or a row by, and where it can be dropped: on another
 * of the same list, the place of which it takes. Where in the other one does not
 * matter, as a group may be taller than the window. See heed-move-handle.h. */

#include "heed-move-handle.h"

#include "heed-focus.h"
#include "heed-template.h"

#include <glib/gi18n.h>
#include <string.h>

struct _HeedMoveHandle
{
  AdwBin parent_instance;

  GtkWidget *button;
  GtkWidget *dragged; /* what is drawn beside the pointer; not owned */
  HeedEntry *entry;
  char *path;         /* of what is moved, with its number */
  char *list;         /* the same without it */
  guint index;
  char *name;         /* of it, in words that make sense alone */
};

G_DEFINE_FINAL_TYPE (HeedMoveHandle, heed_move_handle, ADW_TYPE_BIN)

static gboolean
can_move_to (HeedMoveHandle *self,
             guint           place)
{
  return heed_entry_can_move_repeat (self->entry, self->list, self->index, place);
}

static gboolean
is_movable (HeedMoveHandle *self)
{
  return can_move_to (self, self->index - 1) || can_move_to (self, self->index + 1);
}

/* The menu */

/* Before the action of the button, which may take the handle away. */
static void
chosen_cb (HeedMoveHandle *self)
{
  gtk_menu_button_popdown (GTK_MENU_BUTTON (self->button));
}

static void
add_choice (HeedMoveHandle *self,
            GtkWidget      *box,
            const char     *label,
            const char     *name_format,
            const char     *action,
            GVariant       *target)
{
  GtkWidget *button = gtk_button_new_with_label (label);
  g_autoptr (GString) name = g_string_new (name_format);

  g_string_replace (name, "%s", self->name, 1);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_halign (gtk_button_get_child (GTK_BUTTON (button)), GTK_ALIGN_START);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name->str, -1);
  gtk_accessible_reset_relation (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_RELATION_LABELLED_BY);
  g_signal_connect_object (button, "clicked", G_CALLBACK (chosen_cb), self, G_CONNECT_SWAPPED);
  gtk_actionable_set_action_target_value (GTK_ACTIONABLE (button), target);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action);
  gtk_box_append (GTK_BOX (box), button);
}

static void
closed_cb (HeedMoveHandle *self)
{
  gtk_widget_set_has_tooltip (self->button, TRUE);
}

static void
popup_cb (GtkMenuButton *button,
          gpointer       user_data)
{
  HeedMoveHandle *self = user_data;
  GtkWidget *popover = gtk_popover_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  if (can_move_to (self, self->index - 1))
    /* Translators: what is moved, such as “Sign 4 of Emotion 2”. */
    add_choice (self, box, _("Move Up"), _("Move %s up"), "editor.move-repeat",
                g_variant_new ("(su)", self->path, self->index - 1));
  if (can_move_to (self, self->index + 1))
    /* Translators: what is moved, such as “Sign 4 of Emotion 2”. */
    add_choice (self, box, _("Move Down"), _("Move %s down"), "editor.move-repeat",
                g_variant_new ("(su)", self->path, self->index + 1));
  if (heed_entry_can_remove_repeat (self->entry, self->list))
    /* Translators: what is removed, such as “Sign 4 of Emotion 2”. */
    add_choice (self, box, _("Remove"), _("Remove %s"), "editor.remove-repeat", g_variant_new_string (self->path));

  gtk_widget_add_css_class (popover, "menu");
  gtk_widget_add_css_class (popover, "move-menu");
  gtk_popover_set_child (GTK_POPOVER (popover), box);
  /* The tooltip would cover the first choice. */
  gtk_widget_set_has_tooltip (self->button, FALSE);
  g_signal_connect_object (popover, "closed", G_CALLBACK (closed_cb), self, G_CONNECT_SWAPPED);
  gtk_menu_button_set_popover (button, popover);
}

/* Dragging */

static GdkContentProvider *
prepare_cb (HeedMoveHandle *self)
{
  return is_movable (self) ? gdk_content_provider_new_typed (HEED_TYPE_MOVE_HANDLE, self) : NULL;
}

/* What is dragged, as it is now, on a ground of its own. */
static void
drag_begin_cb (HeedMoveHandle *self,
               GdkDrag        *drag)
{
  GtkWidget *widget = self->dragged != NULL ? self->dragged : GTK_WIDGET (self);
  graphene_point_t middle = GRAPHENE_POINT_INIT (gtk_widget_get_width (GTK_WIDGET (self)) / 2.0f,
                                                 gtk_widget_get_height (GTK_WIDGET (self)) / 2.0f);
  graphene_point_t place;
  g_autoptr (GdkPaintable) live = NULL;
  g_autoptr (GdkPaintable) image = NULL;
  GtkWidget *icon;

  if (!gtk_widget_compute_point (GTK_WIDGET (self), widget, &middle, &place))
    return;

  live = gtk_widget_paintable_new (widget);
  image = gdk_paintable_get_current_image (live);
  icon = gtk_picture_new_for_paintable (image);
  gtk_widget_add_css_class (icon, "drag-icon");
  gtk_drag_icon_set_child (GTK_DRAG_ICON (gtk_drag_icon_get_for_drag (drag)), icon);
  gdk_drag_set_hotspot (drag, (int) place.x, (int) place.y);
  gtk_widget_add_css_class (widget, "dragged");
}

static void
drag_end_cb (HeedMoveHandle *self)
{
  if (self->dragged != NULL)
    gtk_widget_remove_css_class (self->dragged, "dragged");
}

/* Dropping */

/* What is dragged; NULL if it is none of ours. */
static HeedMoveHandle *
get_dragged (GdkDrop *drop)
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

/* A row is in a group, which may be what is meant: whatever is accepted here
 * does not get there. */
static gboolean
accepts (HeedMoveHandle *self,
         HeedMoveHandle *dragged)
{
  return dragged != NULL && dragged->entry == self->entry && g_str_equal (dragged->list, self->list);
}

static gboolean
accept_cb (GtkDropTarget  *target,
           GdkDrop        *drop,
           HeedMoveHandle *self)
{
  return accepts (self, get_dragged (drop));
}

static void
show_line (GtkDropTarget *target,
           const char    *place)
{
  GtkWidget *widget = gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (target));

  gtk_widget_remove_css_class (widget, "drop-before");
  gtk_widget_remove_css_class (widget, "drop-after");
  if (place != NULL)
    gtk_widget_add_css_class (widget, place);
}

static GdkDragAction
motion_cb (GtkDropTarget  *target,
           double          x,
           double          y,
           HeedMoveHandle *self)
{
  HeedMoveHandle *dragged = get_dragged (gtk_drop_target_get_current_drop (target));
  gboolean moves = accepts (self, dragged) && dragged->index != self->index;

  show_line (target, !moves ? NULL : self->index > dragged->index ? "drop-after" : "drop-before");
  return moves ? GDK_ACTION_MOVE : 0;
}

static void
leave_cb (GtkDropTarget *target)
{
  show_line (target, NULL);
}

static gboolean
drop_cb (GtkDropTarget  *target,
         const GValue   *value,
         double          x,
         double          y,
         HeedMoveHandle *self)
{
  HeedMoveHandle *dragged = g_value_get_object (value);

  show_line (target, NULL);
  return accepts (self, dragged) && dragged->index != self->index &&
         gtk_widget_activate_action (GTK_WIDGET (self), "editor.move-repeat", "(su)", dragged->path, self->index);
}

/* Where it went is said once. */
static void
left_cb (HeedMoveHandle *self)
{
  heed_move_handle_set_note (self, NULL);
}

static gboolean
heed_move_handle_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (HEED_MOVE_HANDLE (widget)->button);
}

static void
heed_move_handle_finalize (GObject *object)
{
  HeedMoveHandle *self = HEED_MOVE_HANDLE (object);

  g_clear_weak_pointer (&self->dragged);
  g_clear_object (&self->entry);
  g_free (self->path);
  g_free (self->list);
  g_free (self->name);

  G_OBJECT_CLASS (heed_move_handle_parent_class)->finalize (object);
}

static void
heed_move_handle_class_init (HeedMoveHandleClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = heed_move_handle_finalize;

  widget_class->focus = heed_focus_move_within;
  widget_class->grab_focus = heed_move_handle_grab_focus;

  heed_template_set (widget_class, "editor/heed-move-handle.ui");
  gtk_widget_class_bind_template_child (widget_class, HeedMoveHandle, button);
  gtk_widget_class_bind_template_callback (widget_class, prepare_cb);
  gtk_widget_class_bind_template_callback (widget_class, drag_begin_cb);
  gtk_widget_class_bind_template_callback (widget_class, drag_end_cb);
  gtk_widget_class_bind_template_callback (widget_class, left_cb);
}

static void
heed_move_handle_init (HeedMoveHandle *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_menu_button_set_create_popup_func (GTK_MENU_BUTTON (self->button), popup_cb, self, NULL);
}

/**
 * heed_move_handle_new:
 * @entry: an open entry
 * @node: one of a repeated group, or a row of a list
 * @dragged: what is drawn beside the pointer while the handle is dragged
 * @target: what the handle is in and shows the group or the row: another handle
 *   can be dropped on it, and it has the style class `drop-before` or
 *   `drop-after` meanwhile
 *
 * Makes a handle.
 *
 * Returns: (transfer floating): the handle
 */
GtkWidget *
heed_move_handle_new (HeedEntry                *entry,
                      const HeedFilledFormNode *node,
                      GtkWidget                *dragged,
                      GtkWidget                *target)
{
  HeedMoveHandle *self = g_object_new (HEED_TYPE_MOVE_HANDLE, NULL);
  GtkDropTarget *drops = gtk_drop_target_new (HEED_TYPE_MOVE_HANDLE, GDK_ACTION_MOVE);

  self->entry = g_object_ref (entry);
  self->path = g_strdup (node->path);
  self->list = heed_move_handle_split_path (node->path, &self->index);
  self->name = g_strdup (node->name);
  g_set_weak_pointer (&self->dragged, dragged);

  g_signal_connect_object (drops, "accept", G_CALLBACK (accept_cb), self, 0);
  g_signal_connect_object (drops, "enter", G_CALLBACK (motion_cb), self, 0);
  g_signal_connect_object (drops, "motion", G_CALLBACK (motion_cb), self, 0);
  g_signal_connect (drops, "leave", G_CALLBACK (leave_cb), NULL);
  g_signal_connect_object (drops, "drop", G_CALLBACK (drop_cb), self, 0);
  gtk_widget_add_controller (target, GTK_EVENT_CONTROLLER (drops));
  heed_move_handle_update (self);
  return GTK_WIDGET (self);
}

/**
 * heed_move_handle_get_path:
 * @self: a handle
 *
 * Gets what the handle moves.
 *
 * Returns: a path that ends in a number
 */
const char *
heed_move_handle_get_path (HeedMoveHandle *self)
{
  return self->path;
}

/**
 * heed_move_handle_set_note:
 * @self: a handle
 * @note: (nullable): a few words
 *
 * Says something to somebody who hears the window rather than sees it, when
 * the handle next gets the keyboard focus.
 */
void
heed_move_handle_set_note (HeedMoveHandle *self,
                           const char     *note)
{
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->button),
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, note != NULL ? note : "",
                                  -1);
}

/**
 * heed_move_handle_update:
 * @self: a handle
 *
 * Shows the handle if there is anything to do with it: another place, or more
 * groups or rows than there have to be.
 */
void
heed_move_handle_update (HeedMoveHandle *self)
{
  gboolean movable = is_movable (self);
  gboolean removable = heed_entry_can_remove_repeat (self->entry, self->list);
  g_autofree char *name = NULL;

  gtk_widget_set_visible (GTK_WIDGET (self), movable || removable);
  if (movable && removable)
    /* Translators: what is moved or removed, such as “Sign 4 of Emotion 2”. */
    name = g_strdup_printf (_("Move or remove %s"), self->name);
  else if (movable)
    /* Translators: what is moved, such as “Sign 4 of Emotion 2”. */
    name = g_strdup_printf (_("Move %s"), self->name);
  else
    name = g_strdup_printf (_("Remove %s"), self->name);

  if (g_strcmp0 (gtk_widget_get_tooltip_text (self->button), name) == 0)
    return;

  gtk_widget_set_tooltip_text (self->button, name);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  /* GTK describes it by the tooltip, which is its name already. */
  heed_move_handle_set_note (self, NULL);
}

/**
 * heed_move_handle_split_path:
 * @instance: the path of one of a repeated group or of a row, such as
 *   `emotion/2/signs/1`
 * @index: (out): its number, from 1
 *
 * Takes the number off.
 *
 * Returns: (transfer full): the path of the group or the list
 */
char *
heed_move_handle_split_path (const char *instance,
                             guint      *index)
{
  const char *slash = strrchr (instance, '/');

  g_return_val_if_fail (slash != NULL, NULL);

  *index = (guint) g_ascii_strtoull (slash + 1, NULL, 10);
  return g_strndup (instance, (gsize) (slash - instance));
}
