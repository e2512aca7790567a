/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Menus for what is pointed at: by a right click, by a finger that stays, by the Menu
 * key, and by Shift+F10. */

#include "heed-context-menu.h"

#include <adwaita.h>

typedef struct
{
  GtkWidget *widget; /* which outlives this */
  HeedContextMenuFunc func;
  gpointer data;
} ContextMenu;

static void
free_context_menu (gpointer  data,
                   GClosure *closure)
{
  g_free (data);
}

static gboolean
remove_popover_cb (gpointer popover)
{
  if (gtk_widget_get_parent (popover) != NULL)
    gtk_widget_unparent (popover);
  return G_SOURCE_REMOVE;
}

/* Not before what was chosen is done, for which the menu must still be there. */
static void
closed_cb (GtkPopover *popover)
{
  g_idle_add_full (G_PRIORITY_DEFAULT, remove_popover_cb, g_object_ref (popover), g_object_unref);
}

/* Its parent has to be one that gives room to a popover. */
static void
pop_up (ContextMenu        *self,
        GMenuModel         *menu,
        const GdkRectangle *place,
        gboolean            by_pointer)
{
  GtkWidget *parent = gtk_widget_get_ancestor (self->widget, ADW_TYPE_BIN);
  GtkWidget *popover = gtk_popover_menu_new_from_model (menu);
  GtkWidget *focus = gtk_root_get_focus (gtk_widget_get_root (self->widget));
  GdkRectangle there = *place;
  graphene_point_t point;

  if (gtk_widget_compute_point (self->widget, parent, &GRAPHENE_POINT_INIT ((float) place->x, (float) place->y), &point))
    {
      there.x = (int) point.x;
      there.y = (int) point.y;
    }
  gtk_widget_set_parent (popover, parent);
  gtk_popover_set_pointing_to (GTK_POPOVER (popover), &there);
  gtk_popover_set_position (GTK_POPOVER (popover), GTK_POS_BOTTOM);
  if (by_pointer)
    {
      gtk_popover_set_has_arrow (GTK_POPOVER (popover), FALSE);
      gtk_widget_set_halign (popover, GTK_ALIGN_START);
    }
  /* Whoever chooses nothing goes on where they were; what is chosen is done after that. */
  if (focus != NULL)
    g_signal_connect_object (popover, "closed", G_CALLBACK (gtk_widget_grab_focus), focus, G_CONNECT_SWAPPED);
  g_signal_connect (popover, "closed", G_CALLBACK (closed_cb), NULL);
  g_signal_connect_object (parent, "destroy", G_CALLBACK (gtk_widget_unparent), popover, G_CONNECT_SWAPPED);
  gtk_popover_popup (GTK_POPOVER (popover));
}

static gboolean
open_at (ContextMenu *self,
         double       x,
         double       y)
{
  GtkWidget *target = gtk_widget_pick (self->widget, x, y, GTK_PICK_DEFAULT);
  g_autoptr (GMenuModel) menu = target != NULL ? self->func (target, self->data) : NULL;

  if (menu != NULL)
    pop_up (self, menu, &(GdkRectangle) { (int) x, (int) y, 1, 1 }, TRUE);
  return menu != NULL;
}

static void
pressed_cb (GtkGesture  *gesture,
            int          n_press,
            double       x,
            double       y,
            ContextMenu *self)
{
  if (open_at (self, x, y))
    gtk_gesture_set_state (gesture, GTK_EVENT_SEQUENCE_CLAIMED);
}

static void
long_pressed_cb (GtkGesture  *gesture,
                 double       x,
                 double       y,
                 ContextMenu *self)
{
  if (open_at (self, x, y))
    gtk_gesture_set_state (gesture, GTK_EVENT_SEQUENCE_CLAIMED);
}

static gboolean
key_cb (GtkWidget *widget,
        GVariant  *arguments,
        gpointer   data)
{
  ContextMenu *self = data;
  GtkRoot *root = gtk_widget_get_root (widget);
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;
  g_autoptr (GMenuModel) menu = NULL;
  graphene_rect_t bounds;

  if (focus == NULL || !gtk_widget_compute_bounds (focus, widget, &bounds))
    return GDK_EVENT_PROPAGATE;

  menu = self->func (focus, self->data);
  if (menu == NULL)
    return GDK_EVENT_PROPAGATE;

  pop_up (self, menu,
          &(GdkRectangle) { (int) bounds.origin.x, (int) bounds.origin.y, (int) bounds.size.width,
                            (int) bounds.size.height },
          FALSE);
  return GDK_EVENT_STOP;
}

/**
 * heed_context_menu_add:
 * @widget: a widget with an `AdwBin` above it
 * @func: (scope forever): says what can be done
 * @user_data: for @func; outlives @widget
 *
 * Lets a menu be asked for on what is in @widget. It comes before any other menu
 * there.
 */
void
heed_context_menu_add (GtkWidget           *widget,
                       HeedContextMenuFunc  func,
                       gpointer             user_data)
{
  ContextMenu *self = g_new0 (ContextMenu, 1);
  GtkGesture *click = gtk_gesture_click_new ();
  GtkGesture *press = gtk_gesture_long_press_new ();
  GtkEventController *keys = gtk_shortcut_controller_new ();
  GtkShortcutTrigger *trigger =
    gtk_alternative_trigger_new (gtk_keyval_trigger_new (GDK_KEY_Menu, 0),
                                 gtk_keyval_trigger_new (GDK_KEY_F10, GDK_SHIFT_MASK));

  *self = (ContextMenu) { widget, func, user_data };
  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (click), GDK_BUTTON_SECONDARY);
  gtk_gesture_single_set_touch_only (GTK_GESTURE_SINGLE (press), TRUE);
  gtk_event_controller_set_propagation_phase (GTK_EVENT_CONTROLLER (click), GTK_PHASE_CAPTURE);
  gtk_event_controller_set_propagation_phase (GTK_EVENT_CONTROLLER (press), GTK_PHASE_CAPTURE);
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  gtk_shortcut_controller_add_shortcut (GTK_SHORTCUT_CONTROLLER (keys),
                                        gtk_shortcut_new (trigger, gtk_callback_action_new (key_cb, self, NULL)));
  g_signal_connect_data (click, "pressed", G_CALLBACK (pressed_cb), self, free_context_menu, 0);
  g_signal_connect (press, "pressed", G_CALLBACK (long_pressed_cb), self);
  gtk_widget_add_controller (widget, GTK_EVENT_CONTROLLER (click));
  gtk_widget_add_controller (widget, GTK_EVENT_CONTROLLER (press));
  gtk_widget_add_controller (widget, keys);
}

/**
 * heed_context_menu_append:
 * @menu: a menu
 * @label: what is done
 * @action: the action that does it
 * @target: (nullable): what it is done with; floating references are taken
 *
 * Adds an item to the end of a menu.
 */
void
heed_context_menu_append (GMenu      *menu,
                          const char *label,
                          const char *action,
                          GVariant   *target)
{
  g_autoptr (GMenuItem) item = g_menu_item_new (label, NULL);

  g_menu_item_set_action_and_target_value (item, action, target);
  g_menu_append_item (menu, item);
}
