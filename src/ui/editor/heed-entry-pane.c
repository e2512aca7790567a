/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* An entry that scrolls. See heed-entry-pane.h. */

#include "heed-entry-pane.h"

#include "heed-entry-actions.h"
#include "heed-find-bar.h"
#include "heed-focus.h"
#include "heed-later.h"
#include "heed-rail.h"

#define COLUMN_WIDTH 720
#define RAIL_WIDTH_MIN 168
#define RAIL_WIDTH_MAX 260
#define MARGIN 12

struct _HeedEntryPane
{
  AdwBin parent_instance;

  HeedFindBar *find_bar;
  GtkOverlay *overlay;
  GtkScrolledWindow *scroller;
  HeedEntryView *view;
  HeedRail *rail;

  GSignalGroup *entry_signals;
  guint refresh_id;
  gboolean has_rail;
  guint rail_id;
  guint scroll_id;
};

G_DEFINE_FINAL_TYPE (HeedEntryPane, heed_entry_pane, ADW_TYPE_BIN)

/* The rail */

static int
measure_view (HeedEntryPane *self)
{
  int height;

  gtk_widget_measure (GTK_WIDGET (self->view), GTK_ORIENTATION_VERTICAL,
                      gtk_widget_get_width (GTK_WIDGET (self->view)), NULL, &height, NULL, NULL);
  return height;
}

/* Not at once: what scrolls may not have its new size yet. */
static void
scrolled_cb (HeedEntryPane *self)
{
  if (self->has_rail)
    heed_later (&self->scroll_id, G_PRIORITY_DEFAULT_IDLE, G_CALLBACK (heed_rail_update_present), self->rail);
}

/* What can be seen stays where it is while the ways to jump above it come and
 * go, unless they are in sight themselves. */
static void
show_rail (HeedEntryPane *self)
{
  GtkAdjustment *adjustment = gtk_scrolled_window_get_vadjustment (self->scroller);
  double value = gtk_adjustment_get_value (adjustment);
  int height = measure_view (self);

  heed_entry_view_set_jumpable (self->view, !self->has_rail);
  /* Out of sight is not out of hearing. */
  gtk_accessible_update_state (GTK_ACCESSIBLE (self->rail), GTK_ACCESSIBLE_STATE_HIDDEN, !self->has_rail, -1);
  if (value > 0)
    gtk_adjustment_set_value (adjustment, value + measure_view (self) - height);
  scrolled_cb (self);
}

static void
set_has_rail (HeedEntryPane *self,
              gboolean       has_rail)
{
  gtk_widget_set_child_visible (GTK_WIDGET (self->rail), has_rail);
  if (self->has_rail == has_rail)
    return;

  self->has_rail = has_rail;
  /* Nothing may change its size while sizes are given out. */
  heed_later (&self->rail_id, G_PRIORITY_HIGH_IDLE, G_CALLBACK (show_rail), self);
}

/* The column stays in the middle whether the rail is there or not; the rail
 * takes what is free before it, if that is enough. */
static gboolean
place_rail_cb (GtkOverlay    *overlay,
               GtkWidget     *rail,
               GdkRectangle  *place,
               HeedEntryPane *self)
{
  int width = gtk_widget_get_width (GTK_WIDGET (overlay));
  int free_width = (width - COLUMN_WIDTH) / 2 - MARGIN;
  int least, height;

  gtk_widget_measure (rail, GTK_ORIENTATION_HORIZONTAL, -1, &least, NULL, NULL, NULL);
  set_has_rail (self, heed_rail_get_useful (self->rail) && free_width >= MAX (RAIL_WIDTH_MIN, least));

  place->width = CLAMP (free_width, MAX (RAIL_WIDTH_MIN, least), MAX (RAIL_WIDTH_MAX, least));
  gtk_widget_measure (rail, GTK_ORIENTATION_VERTICAL, place->width, &least, &height, NULL, NULL);
  place->height = MAX (least, MIN (height, gtk_widget_get_height (GTK_WIDGET (overlay)) - 2 * MARGIN));
  place->x = gtk_widget_get_direction (rail) == GTK_TEXT_DIR_RTL ? width - MARGIN - place->width : MARGIN;
  place->y = MARGIN;
  return TRUE;
}

/* Finding */

static void
queue_refresh (HeedEntryPane *self)
{
  heed_later (&self->refresh_id, G_PRIORITY_DEFAULT_IDLE, G_CALLBACK (heed_find_bar_refresh), self->find_bar);
}

static void
entry_cb (HeedEntryPane *self)
{
  g_signal_group_set_target (self->entry_signals, heed_entry_view_get_entry (self->view));
  queue_refresh (self);
}

static void
find_cb (GSimpleAction *action,
         GVariant      *parameter,
         gpointer       self)
{
  const char *name = g_action_get_name (G_ACTION (action));

  if (g_str_equal (name, "find"))
    heed_find_bar_start (HEED_ENTRY_PANE (self)->find_bar);
  else
    heed_find_bar_step (HEED_ENTRY_PANE (self)->find_bar, g_str_equal (name, "find-next") ? 1 : -1);
}

static void
add_actions (HeedEntryPane *self)
{
  const GActionEntry entries[] = { { "find", find_cb }, { "find-next", find_cb }, { "find-previous", find_cb } };
  GActionMap *actions = heed_editor_get_actions (heed_entry_view_get_editor (self->view));

  g_action_map_add_action_entries (actions, entries, G_N_ELEMENTS (entries), self);
  gtk_widget_insert_action_group (GTK_WIDGET (self), HEED_ENTRY_ACTIONS, G_ACTION_GROUP (actions));
}

static gboolean
heed_entry_pane_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (GTK_WIDGET (HEED_ENTRY_PANE (widget)->view));
}

static void
heed_entry_pane_dispose (GObject *object)
{
  HeedEntryPane *self = HEED_ENTRY_PANE (object);

  g_clear_handle_id (&self->refresh_id, g_source_remove);
  g_clear_handle_id (&self->rail_id, g_source_remove);
  g_clear_handle_id (&self->scroll_id, g_source_remove);
  g_clear_object (&self->entry_signals);

  G_OBJECT_CLASS (heed_entry_pane_parent_class)->dispose (object);
}

static void
bind_keys (GtkWidgetClass *widget_class)
{
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_g, GDK_CONTROL_MASK, "entry.find-next", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_g, GDK_CONTROL_MASK | GDK_SHIFT_MASK,
                                       "entry.find-previous", NULL);
}

static void
heed_entry_pane_class_init (HeedEntryPaneClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = heed_entry_pane_dispose;
  widget_class->focus = heed_focus_move_within;
  widget_class->grab_focus = heed_entry_pane_grab_focus;

  g_type_ensure (HEED_TYPE_ENTRY_VIEW);
  g_type_ensure (HEED_TYPE_FIND_BAR);
  g_type_ensure (HEED_TYPE_RAIL);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/heedworkbook/Heed/editor/heed-entry-pane.ui");
  gtk_widget_class_bind_template_child (widget_class, HeedEntryPane, find_bar);
  gtk_widget_class_bind_template_child (widget_class, HeedEntryPane, overlay);
  gtk_widget_class_bind_template_child (widget_class, HeedEntryPane, scroller);
  gtk_widget_class_bind_template_child (widget_class, HeedEntryPane, view);
  gtk_widget_class_bind_template_child (widget_class, HeedEntryPane, rail);
  gtk_widget_class_bind_template_callback (widget_class, place_rail_cb);
  bind_keys (widget_class);
}

static void
heed_entry_pane_init (HeedEntryPane *self)
{
  GtkAdjustment *adjustment;

  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_widget_set_child_visible (GTK_WIDGET (self->rail), FALSE);
  gtk_accessible_update_state (GTK_ACCESSIBLE (self->rail), GTK_ACCESSIBLE_STATE_HIDDEN, TRUE, -1);
  heed_rail_set_view (self->rail, self->view);
  heed_find_bar_set_root (self->find_bar, GTK_WIDGET (self->view));
  add_actions (self);

  adjustment = gtk_scrolled_window_get_vadjustment (self->scroller);
  g_signal_connect_object (adjustment, "value-changed", G_CALLBACK (scrolled_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (adjustment, "changed", G_CALLBACK (scrolled_cb), self, G_CONNECT_SWAPPED);

  self->entry_signals = g_signal_group_new (HEED_TYPE_ENTRY);
  g_signal_group_connect_swapped (self->entry_signals, "answer-changed", G_CALLBACK (queue_refresh), self);
  g_signal_group_connect_swapped (self->entry_signals, "restructured", G_CALLBACK (queue_refresh), self);
  g_signal_group_connect_swapped (self->entry_signals, "notify::title", G_CALLBACK (queue_refresh), self);
  g_signal_connect_object (self->view, "notify::entry", G_CALLBACK (entry_cb), self, G_CONNECT_SWAPPED);
}

/**
 * heed_entry_pane_get_view:
 * @self: a pane
 *
 * Gets what shows the entry.
 *
 * Returns: (transfer none): the view
 */
HeedEntryView *
heed_entry_pane_get_view (HeedEntryPane *self)
{
  g_return_val_if_fail (HEED_IS_ENTRY_PANE (self), NULL);

  return self->view;
}

/**
 * heed_entry_pane_stop_find:
 * @self: a pane
 *
 * Closes the bar to find words.
 *
 * Returns: %FALSE if it was not open
 */
gboolean
heed_entry_pane_stop_find (HeedEntryPane *self)
{
  g_return_val_if_fail (HEED_IS_ENTRY_PANE (self), FALSE);

  return heed_find_bar_stop (self->find_bar);
}
