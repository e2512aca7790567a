/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* An entry that scrolls. See heed-entry-pane.h. */

#include "heed-entry-pane.h"

#include "heed-accessible.h"
#include "heed-entry-actions.h"
#include "heed-find-bar.h"
#include "heed-focus.h"
#include "heed-later.h"
#include "heed-reading.h"
#include "heed-section.h"
#include "heed-template.h"

#include <glib/gi18n.h>

#define COLUMN_WIDTH 720
#define RAIL_WIDTH_MIN 168
#define RAIL_WIDTH_MAX 260
#define MARGIN 12
/* Fewer answers than these one scrolls through faster than one reads a list. */
#define LONG_WORKSHEET 12

struct _HeedEntryPane
{
  AdwBin parent_instance;

  HeedFindBar *find_bar;
  GtkOverlay *overlay;
  GtkScrolledWindow *scroller;
  HeedEntryView *view;
  GtkWidget *rail;       /* the parts of a long worksheet, beside it */
  GtkListBox *parts;

  gboolean has_rail;
  guint n_answers;       /* that the parts ask for */
  GtkListBoxRow *chosen; /* gone to last, as long as nobody scrolls */
  double chosen_value;
  guint refresh_id;
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

static HeedSection *
get_section (GtkListBoxRow *row)
{
  return g_object_get_data (G_OBJECT (row), "section");
}

/* Marks the part that is in sight: the last that begins above the upper third, or the
 * last of all when nothing is below. */
static void
show_present (HeedEntryPane *self)
{
  GtkAdjustment *adjustment = gtk_scrolled_window_get_vadjustment (self->scroller);
  double page = gtk_adjustment_get_page_size (adjustment), value = gtk_adjustment_get_value (adjustment);
  gboolean at_end = value > 0 && value + page >= gtk_adjustment_get_upper (adjustment);
  GtkListBoxRow *row, *present = gtk_list_box_get_row_at_index (self->parts, 0);
  graphene_point_t place;

  for (int i = 1; (row = gtk_list_box_get_row_at_index (self->parts, i)) != NULL; i++)
    if (at_end || (gtk_widget_compute_point (GTK_WIDGET (get_section (row)), GTK_WIDGET (self->view),
                                             &GRAPHENE_POINT_INIT (0, 0), &place) &&
                   place.y <= value + page / 3))
      present = row;

  if (self->chosen != NULL && ABS (value - self->chosen_value) < 1)
    present = self->chosen;
  else
    self->chosen = NULL;
  gtk_list_box_select_row (self->parts, present);
}

/* Not at once: what scrolls may not have its new size yet. */
static void
scrolled_cb (HeedEntryPane *self)
{
  if (self->has_rail)
    heed_later (&self->scroll_id, G_PRIORITY_DEFAULT_IDLE, G_CALLBACK (show_present), self);
}

/* The last ones cannot come to the top, but are what was chosen. */
static void
row_activated_cb (HeedEntryPane *self,
                  GtkListBoxRow *row)
{
  heed_section_go_to (get_section (row));
  gtk_list_box_select_row (self->parts, row);
  self->chosen = row;
  self->chosen_value = gtk_adjustment_get_value (gtk_scrolled_window_get_vadjustment (self->scroller));
}

static void
update_rows (HeedEntryPane *self)
{
  GtkListBoxRow *row;

  for (int i = 0; (row = gtk_list_box_get_row_at_index (self->parts, i)) != NULL; i++)
    {
      HeedProgress progress = heed_section_get_progress (get_section (row));
      const char *label = heed_section_get_label (get_section (row));
      gboolean complete = progress.total > 0 && progress.answered == progress.total;
      g_autofree char *count = g_strdup_printf (_("%u of %u"), progress.answered, progress.total);
      /* Translators: a part of a worksheet, such as “Situation 2”, and how many
       * answers of it are there, such as “3 of 9”. */
      g_autofree char *name = g_strdup_printf (C_("part of a worksheet", "%s, %s"), label, count);
      GtkWidget *mark = gtk_widget_get_last_child (gtk_list_box_row_get_child (row));
      GtkWidget *count_label = gtk_widget_get_prev_sibling (mark);

      heed_accessible_set_name (GTK_WIDGET (row), progress.total > 0 ? name : label);
      gtk_label_set_label (GTK_LABEL (count_label), count);
      gtk_widget_set_visible (count_label, progress.total > 0 && !complete);
      gtk_widget_set_visible (mark, complete);
    }
}

static void
add_row (HeedEntryPane *self,
         HeedSection   *section)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *row = g_object_new (GTK_TYPE_LIST_BOX_ROW, "child", box, NULL);
  GtkWidget *count = gtk_label_new (NULL);
  GtkWidget *mark = g_object_new (GTK_TYPE_IMAGE,
                                  "icon-name", "object-select-symbolic",
                                  "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION,
                                  NULL);

  gtk_widget_set_hexpand (heed_reading_append_label (box, heed_section_get_label (section), NULL), TRUE);
  gtk_widget_add_css_class (count, "caption");
  gtk_widget_add_css_class (count, "dim-label");
  gtk_widget_add_css_class (count, "numeric");
  gtk_widget_add_css_class (mark, "success");
  gtk_box_append (GTK_BOX (box), count);
  gtk_box_append (GTK_BOX (box), mark);
  g_object_set_data_full (G_OBJECT (row), "section", g_object_ref (section), g_object_unref);
  gtk_list_box_append (self->parts, row);
}

static void
make_rows (HeedEntryPane *self)
{
  GPtrArray *sections = heed_editor_get_sections (heed_entry_view_get_editor (self->view));
  GtkListBoxRow *row;

  while ((row = gtk_list_box_get_row_at_index (self->parts, 0)) != NULL)
    gtk_list_box_remove (self->parts, GTK_WIDGET (row));

  self->n_answers = 0;
  self->chosen = NULL;
  for (guint i = 0; i < sections->len; i++)
    {
      add_row (self, g_ptr_array_index (sections, i));
      self->n_answers += heed_section_get_views (g_ptr_array_index (sections, i))->len;
    }

  update_rows (self);
  show_present (self);
  gtk_widget_queue_resize (self->rail);
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
  gboolean has_rail;
  int least, height;

  gtk_widget_measure (rail, GTK_ORIENTATION_HORIZONTAL, -1, &least, NULL, NULL, NULL);
  has_rail = self->n_answers >= LONG_WORKSHEET && gtk_list_box_get_row_at_index (self->parts, 1) != NULL &&
             free_width >= MAX (RAIL_WIDTH_MIN, least);
  gtk_widget_set_child_visible (rail, has_rail);
  /* Nothing may change its size while sizes are given out. */
  if (self->has_rail != has_rail)
    heed_later (&self->rail_id, G_PRIORITY_HIGH_IDLE, G_CALLBACK (show_rail), self);
  self->has_rail = has_rail;

  place->width = CLAMP (free_width, MAX (RAIL_WIDTH_MIN, least), MAX (RAIL_WIDTH_MAX, least));
  gtk_widget_measure (rail, GTK_ORIENTATION_VERTICAL, place->width, &least, &height, NULL, NULL);
  place->height = MAX (least, MIN (height, gtk_widget_get_height (GTK_WIDGET (overlay)) - 2 * MARGIN));
  place->x = gtk_widget_get_direction (rail) == GTK_TEXT_DIR_RTL ? width - MARGIN - place->width : MARGIN;
  place->y = MARGIN;
  return TRUE;
}

/* Finding */

/* Whoever shows another entry may have more to put below its answers. */
static void
updated_cb (HeedEntryPane *self)
{
  update_rows (self);
  heed_later (&self->refresh_id, G_PRIORITY_DEFAULT_IDLE, G_CALLBACK (heed_find_bar_refresh), self->find_bar);
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

  G_OBJECT_CLASS (heed_entry_pane_parent_class)->dispose (object);
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
  heed_template_set (widget_class, "editor/heed-entry-pane.ui");
  gtk_widget_class_bind_template_child (widget_class, HeedEntryPane, find_bar);
  gtk_widget_class_bind_template_child (widget_class, HeedEntryPane, overlay);
  gtk_widget_class_bind_template_child (widget_class, HeedEntryPane, scroller);
  gtk_widget_class_bind_template_child (widget_class, HeedEntryPane, view);
  gtk_widget_class_bind_template_child (widget_class, HeedEntryPane, rail);
  gtk_widget_class_bind_template_child (widget_class, HeedEntryPane, parts);
  gtk_widget_class_bind_template_callback (widget_class, place_rail_cb);
  gtk_widget_class_bind_template_callback (widget_class, row_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, updated_cb);

  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_g, GDK_CONTROL_MASK, "entry.find-next", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_g, GDK_CONTROL_MASK | GDK_SHIFT_MASK,
                                       "entry.find-previous", NULL);
}

static void
heed_entry_pane_init (HeedEntryPane *self)
{
  const GActionEntry entries[] = { { "find", find_cb }, { "find-next", find_cb }, { "find-previous", find_cb } };
  GtkAdjustment *adjustment;
  GActionMap *actions;

  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_widget_set_child_visible (self->rail, FALSE);
  gtk_accessible_update_state (GTK_ACCESSIBLE (self->rail), GTK_ACCESSIBLE_STATE_HIDDEN, TRUE, -1);
  heed_find_bar_set_root (self->find_bar, GTK_WIDGET (self->view));

  actions = heed_editor_get_actions (heed_entry_view_get_editor (self->view));
  g_action_map_add_action_entries (actions, entries, G_N_ELEMENTS (entries), self);
  gtk_widget_insert_action_group (GTK_WIDGET (self), HEED_ENTRY_ACTIONS, G_ACTION_GROUP (actions));

  adjustment = gtk_scrolled_window_get_vadjustment (self->scroller);
  g_signal_connect_object (adjustment, "value-changed", G_CALLBACK (scrolled_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (adjustment, "changed", G_CALLBACK (scrolled_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (heed_entry_view_get_editor (self->view), "arranged", G_CALLBACK (make_rows), self,
                           G_CONNECT_SWAPPED);
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
 * heed_entry_pane_get_adjustment:
 * @self: a pane
 *
 * Gets how far the entry is scrolled.
 *
 * Returns: (transfer none): the adjustment, in pixels
 */
GtkAdjustment *
heed_entry_pane_get_adjustment (HeedEntryPane *self)
{
  g_return_val_if_fail (HEED_IS_ENTRY_PANE (self), NULL);

  return gtk_scrolled_window_get_vadjustment (self->scroller);
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
