/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* A handle to move a group or a row by. See heed-move-handle.h. */

#include "heed-move-handle.h"

#include "heed-focus.h"
#include "heed-repeat-path.h"

#include <glib/gi18n.h>

struct _HeedMoveHandle
{
  AdwBin parent_instance;

  GtkWidget *button;
  GtkWidget *dragged; /* what is drawn beside the pointer; not owned */
  HeedEntry *entry;
  char *path;         /* of what is moved, with its number */
  char *name;         /* of it, in words that make sense alone */
};

G_DEFINE_FINAL_TYPE (HeedMoveHandle, heed_move_handle, ADW_TYPE_BIN)

static gboolean
can_move_to (HeedMoveHandle *self,
             guint           place)
{
  guint index;
  g_autofree char *repeated = heed_repeat_path_split (self->path, &index);

  return heed_entry_can_move_repeat (self->entry, repeated, index, place);
}

static gboolean
can_remove (HeedMoveHandle *self)
{
  g_autofree char *repeated = heed_repeat_path_split (self->path, NULL);

  return heed_entry_can_remove_repeat (self->entry, repeated);
}

static guint
get_index (HeedMoveHandle *self)
{
  guint index;

  g_free (heed_repeat_path_split (self->path, &index));
  return index;
}

/* Before the action of the button, which may take the handle away. */
static void
chosen_cb (HeedMoveHandle *self)
{
  gtk_menu_button_popdown (GTK_MENU_BUTTON (self->button));
}

static GtkWidget *
add_choice (HeedMoveHandle *self,
            GtkWidget      *box,
            const char     *label,
            const char     *name)
{
  GtkWidget *button = gtk_button_new_with_label (label);

  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_halign (gtk_button_get_child (GTK_BUTTON (button)), GTK_ALIGN_START);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  gtk_accessible_reset_relation (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_RELATION_LABELLED_BY);
  g_signal_connect_object (button, "clicked", G_CALLBACK (chosen_cb), self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (box), button);
  return button;
}

static void
add_move (HeedMoveHandle *self,
          GtkWidget      *box,
          const char     *label,
          const char     *name,
          guint           place)
{
  GtkWidget *button = add_choice (self, box, label, name);

  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "(su)", self->path, place);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "editor.move-repeat");
}

static void
add_remove (HeedMoveHandle *self,
            GtkWidget      *box)
{
  /* Translators: what is removed, such as “Sign 4 of Emotion 2”. */
  g_autofree char *name = g_strdup_printf (_("Remove %s"), self->name);
  GtkWidget *button = add_choice (self, box, _("Remove"), name);

  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "s", self->path);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "editor.remove-repeat");
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
  guint index = get_index (self);
  /* Translators: what is moved, such as “Sign 4 of Emotion 2”. */
  g_autofree char *up = g_strdup_printf (_("Move %s up"), self->name);
  /* Translators: what is moved, such as “Sign 4 of Emotion 2”. */
  g_autofree char *down = g_strdup_printf (_("Move %s down"), self->name);

  if (can_move_to (self, index - 1))
    add_move (self, box, _("Move Up"), up, index - 1);
  if (can_move_to (self, index + 1))
    add_move (self, box, _("Move Down"), down, index + 1);
  if (can_remove (self))
    add_remove (self, box);

  gtk_widget_add_css_class (popover, "menu");
  gtk_widget_add_css_class (popover, "move-menu");
  gtk_popover_set_child (GTK_POPOVER (popover), box);
  /* The tooltip would cover the first choice. */
  gtk_widget_set_has_tooltip (self->button, FALSE);
  g_signal_connect_object (popover, "closed", G_CALLBACK (closed_cb), self, G_CONNECT_SWAPPED);
  gtk_menu_button_set_popover (button, popover);
}

static GdkContentProvider *
prepare_cb (HeedMoveHandle *self)
{
  guint index = get_index (self);

  if (!can_move_to (self, index - 1) && !can_move_to (self, index + 1))
    return NULL;

  return gdk_content_provider_new_typed (HEED_TYPE_MOVE_HANDLE, self);
}

/* What is dragged, as it is now, on a ground of its own. */
static GtkWidget *
make_icon (GtkWidget *widget)
{
  g_autoptr (GdkPaintable) live = gtk_widget_paintable_new (widget);
  g_autoptr (GdkPaintable) image = gdk_paintable_get_current_image (live);
  GtkWidget *icon = gtk_picture_new_for_paintable (image);

  gtk_widget_add_css_class (icon, "drag-icon");
  return icon;
}

static void
drag_begin_cb (HeedMoveHandle *self,
               GdkDrag        *drag)
{
  GtkWidget *widget = self->dragged != NULL ? self->dragged : GTK_WIDGET (self);
  graphene_point_t place = GRAPHENE_POINT_INIT (0, 0);

  if (!gtk_widget_compute_point (GTK_WIDGET (self), widget,
                                 &GRAPHENE_POINT_INIT (gtk_widget_get_width (GTK_WIDGET (self)) / 2.0f,
                                                       gtk_widget_get_height (GTK_WIDGET (self)) / 2.0f),
                                 &place))
    return;

  gtk_drag_icon_set_child (GTK_DRAG_ICON (gtk_drag_icon_get_for_drag (drag)), make_icon (widget));
  gdk_drag_set_hotspot (drag, (int) place.x, (int) place.y);
  gtk_widget_add_css_class (widget, "dragged");
}

static void
drag_end_cb (HeedMoveHandle *self)
{
  if (self->dragged != NULL)
    gtk_widget_remove_css_class (self->dragged, "dragged");
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
  g_clear_pointer (&self->path, g_free);
  g_clear_pointer (&self->name, g_free);

  G_OBJECT_CLASS (heed_move_handle_parent_class)->finalize (object);
}

static void
heed_move_handle_class_init (HeedMoveHandleClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = heed_move_handle_finalize;

  widget_class->focus = heed_focus_move_within;
  widget_class->grab_focus = heed_move_handle_grab_focus;
}

static void
add_controllers (HeedMoveHandle *self)
{
  GtkDragSource *source = gtk_drag_source_new ();
  GtkEventController *focus = gtk_event_controller_focus_new ();

  gtk_drag_source_set_actions (source, GDK_ACTION_MOVE);
  gtk_event_controller_set_propagation_phase (GTK_EVENT_CONTROLLER (source), GTK_PHASE_CAPTURE);
  g_signal_connect_object (source, "prepare", G_CALLBACK (prepare_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (source, "drag-begin", G_CALLBACK (drag_begin_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (source, "drag-end", G_CALLBACK (drag_end_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (source));

  g_signal_connect_object (focus, "leave", G_CALLBACK (left_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self), focus);
}

static void
heed_move_handle_init (HeedMoveHandle *self)
{
  self->button = gtk_menu_button_new ();
  gtk_menu_button_set_icon_name (GTK_MENU_BUTTON (self->button), "list-drag-handle-symbolic");
  gtk_widget_add_css_class (self->button, "flat");
  gtk_widget_add_css_class (self->button, "circular");
  gtk_menu_button_set_create_popup_func (GTK_MENU_BUTTON (self->button), popup_cb, self, NULL);
  adw_bin_set_child (ADW_BIN (self), self->button);

  gtk_widget_add_css_class (GTK_WIDGET (self), "move-handle");
  gtk_widget_set_valign (GTK_WIDGET (self), GTK_ALIGN_CENTER);
  add_controllers (self);
}

/**
 * heed_move_handle_new:
 * @entry: an open entry
 * @path: the path of one of a repeated group or of a row, with its number
 * @name: what it is called in words that make sense alone
 *
 * Makes a handle.
 *
 * Returns: (transfer floating): the handle
 */
GtkWidget *
heed_move_handle_new (HeedEntry  *entry,
                      const char *path,
                      const char *name)
{
  HeedMoveHandle *self = g_object_new (HEED_TYPE_MOVE_HANDLE, NULL);

  self->entry = g_object_ref (entry);
  self->path = g_strdup (path);
  self->name = g_strdup (name);
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
 * heed_move_handle_set_dragged:
 * @self: a handle
 * @widget: a widget that the handle is in
 *
 * Chooses what is drawn beside the pointer while the handle is dragged.
 */
void
heed_move_handle_set_dragged (HeedMoveHandle *self,
                              GtkWidget      *widget)
{
  g_set_weak_pointer (&self->dragged, widget);
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
  guint index = get_index (self);
  gboolean movable = can_move_to (self, index - 1) || can_move_to (self, index + 1);
  gboolean removable = can_remove (self);
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
