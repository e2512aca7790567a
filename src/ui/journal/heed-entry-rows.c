/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The rows of a list of entries. See heed-entry-rows.h. */

#include "heed-entry-rows.h"

struct _HeedEntryRows
{
  GObject parent_instance;

  GtkWidget *list; /* which outlives this */
  HeedSelection *selection;
  gpointer pressed;      /* only to be compared: it may be gone */
  GHashTable *bound; /* set of GtkListItem that show something */
  HeedEntryRowFunc func;
  gpointer data;
};

G_DEFINE_FINAL_TYPE (HeedEntryRows, heed_entry_rows, G_TYPE_OBJECT)

static void
show_check (GtkListItem     *item,
            GParamSpec      *pspec,
            HeedEntryRows   *self)
{
  GtkWidget *row = gtk_list_item_get_child (item);

  /* One that is on its way out is no longer selected, and has no row. */
  if (row != NULL)
    heed_entry_row_set_checking (HEED_ENTRY_ROW (row), heed_selection_get_checking (self->selection),
                                 gtk_list_item_get_selected (item));
}

/* The row of what is bound to it, or none beside the rows. */
static GtkListItem *
find_item (HeedEntryRows *self,
           double         x,
           double         y)
{
  GtkWidget *widget = gtk_widget_pick (self->list, x, y, GTK_PICK_DEFAULT);
  GtkWidget *row = widget != NULL ? gtk_widget_get_ancestor (widget, HEED_TYPE_ENTRY_ROW) : NULL;

  return row != NULL ? g_object_get_data (G_OBJECT (row), "item") : NULL;
}

static void
toggle (GtkListItem *item)
{
  GtkWidget *row = gtk_list_item_get_child (item);

  gtk_widget_grab_focus (gtk_widget_get_parent (row));
  gtk_widget_activate_action (row, "list.select-item", "(ubb)", gtk_list_item_get_position (item), TRUE, FALSE);
}

/* Where entries are checked, a click is all it takes; with Ctrl or Shift it is
 * left to the list. */
static void
pressed_cb (GtkGestureClick *gesture,
            int              n_press,
            double           x,
            double           y,
            HeedEntryRows   *self)
{
  GdkModifierType state = gtk_event_controller_get_current_event_state (GTK_EVENT_CONTROLLER (gesture));

  self->pressed = find_item (self, x, y);
  if (self->pressed != NULL && heed_selection_get_checking (self->selection) &&
      (state & (GDK_CONTROL_MASK | GDK_SHIFT_MASK)) == 0)
    gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_CLAIMED);
}

static void
released_cb (GtkGestureClick *gesture,
             int              n_press,
             double           x,
             double           y,
             HeedEntryRows   *self)
{
  GtkListItem *item = find_item (self, x, y);

  if (item != NULL && item == self->pressed && heed_selection_get_checking (self->selection))
    toggle (item);
}

/* A finger that stays begins to check, as elsewhere. */
static void
long_pressed_cb (GtkGestureLongPress *gesture,
                 double               x,
                 double               y,
                 HeedEntryRows       *self)
{
  GtkListItem *item = find_item (self, x, y);

  if (item == NULL)
    return;

  gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_CLAIMED);
  heed_selection_set_checking (self->selection, TRUE);
  toggle (item);
}

/* On the list, before its own, as hundreds of rows with gestures of their own
 * take long to make. */
static void
add_gestures (HeedEntryRows *self)
{
  GtkGesture *click = gtk_gesture_click_new ();
  GtkGesture *press = gtk_gesture_long_press_new ();

  gtk_event_controller_set_propagation_phase (GTK_EVENT_CONTROLLER (click), GTK_PHASE_CAPTURE);
  gtk_event_controller_set_propagation_phase (GTK_EVENT_CONTROLLER (press), GTK_PHASE_CAPTURE);
  gtk_gesture_single_set_touch_only (GTK_GESTURE_SINGLE (press), TRUE);
  g_signal_connect_object (click, "pressed", G_CALLBACK (pressed_cb), self, 0);
  g_signal_connect_object (click, "released", G_CALLBACK (released_cb), self, 0);
  g_signal_connect_object (press, "pressed", G_CALLBACK (long_pressed_cb), self, 0);
  gtk_widget_add_controller (self->list, GTK_EVENT_CONTROLLER (click));
  gtk_widget_add_controller (self->list, GTK_EVENT_CONTROLLER (press));
}

static void
show_item (HeedEntryRows *self,
           GtkListItem   *item)
{
  self->func (HEED_ENTRY_ROW (gtk_list_item_get_child (item)), gtk_list_item_get_item (item),
              gtk_list_item_get_position (item), self->data);
  show_check (item, NULL, self);
}

static void
setup_row_cb (GtkListItemFactory *factory,
              GtkListItem        *item,
              HeedEntryRows      *self)
{
  GtkWidget *row = heed_entry_row_new ();

  g_object_set_data (G_OBJECT (row), "item", item);
  gtk_list_item_set_child (item, row);
  g_signal_connect_object (item, "notify::selected", G_CALLBACK (show_check), self, 0);
}

static void
bind_row_cb (GtkListItemFactory *factory,
             GtkListItem        *item,
             HeedEntryRows      *self)
{
  g_hash_table_add (self->bound, item);
  heed_entry_row_set_entry (HEED_ENTRY_ROW (gtk_list_item_get_child (item)), gtk_list_item_get_item (item));
  show_item (self, item);
}

static void
unbind_row_cb (GtkListItemFactory *factory,
               GtkListItem        *item,
               HeedEntryRows      *self)
{
  g_hash_table_remove (self->bound, item);
  heed_entry_row_set_entry (HEED_ENTRY_ROW (gtk_list_item_get_child (item)), NULL);
}

static void
heed_entry_rows_finalize (GObject *object)
{
  HeedEntryRows *self = HEED_ENTRY_ROWS (object);

  g_clear_object (&self->selection);
  g_hash_table_unref (self->bound);

  G_OBJECT_CLASS (heed_entry_rows_parent_class)->finalize (object);
}

static void
heed_entry_rows_class_init (HeedEntryRowsClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = heed_entry_rows_finalize;
}

static void
heed_entry_rows_init (HeedEntryRows *self)
{
  self->bound = g_hash_table_new (NULL, NULL);
}

/**
 * heed_entry_rows_new:
 * @list: the list to make rows for
 * @selection: the selection that it will show
 * @func: (scope forever): shows what a row shows besides its entry
 * @user_data: for @func
 *
 * Makes rows for a list, which must not outlive @user_data.
 *
 * Returns: (transfer full): what knows the rows
 */
HeedEntryRows *
heed_entry_rows_new (GtkListView      *list,
                     HeedSelection    *selection,
                     HeedEntryRowFunc  func,
                     gpointer          user_data)
{
  HeedEntryRows *self = g_object_new (HEED_TYPE_ENTRY_ROWS, NULL);
  g_autoptr (GtkListItemFactory) factory = gtk_signal_list_item_factory_new ();

  self->selection = g_object_ref (selection);
  g_signal_connect_object (selection, "notify::checking", G_CALLBACK (heed_entry_rows_update), self, G_CONNECT_SWAPPED);
  self->func = func;
  self->data = user_data;
  g_signal_connect_object (factory, "setup", G_CALLBACK (setup_row_cb), self, 0);
  g_signal_connect_object (factory, "bind", G_CALLBACK (bind_row_cb), self, 0);
  g_signal_connect_object (factory, "unbind", G_CALLBACK (unbind_row_cb), self, 0);
  gtk_list_view_set_factory (list, factory);
  self->list = GTK_WIDGET (list);
  add_gestures (self);
  return self;
}

/**
 * heed_entry_rows_update:
 * @self: rows
 *
 * Shows anew what rows in sight show besides their entries.
 */
void
heed_entry_rows_update (HeedEntryRows *self)
{
  GHashTableIter iter;
  gpointer item;

  g_return_if_fail (HEED_IS_ENTRY_ROWS (self));

  g_hash_table_iter_init (&iter, self->bound);
  while (g_hash_table_iter_next (&iter, &item, NULL))
    show_item (self, item);
}
