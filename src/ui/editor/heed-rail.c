/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The parts of a worksheet beside it. See heed-rail.h. */

#include "heed-rail.h"

#include "heed-accessible.h"
#include "heed-later.h"
#include "heed-reading.h"
#include "heed-section.h"

#include <glib/gi18n.h>

/* Fewer answers than these one scrolls through faster than one reads a list. */
#define LONG_WORKSHEET 12

struct _HeedRail
{
  AdwBin parent_instance;

  GtkListBox *list;
  GtkWidget *next_button;

  HeedEntryView *view;          /* not owned: it stands beside */
  GSignalGroup *entry_signals;
  guint n_answers;              /* that the parts ask for */
  GtkListBoxRow *chosen;        /* gone to last, as long as nobody scrolls */
  double chosen_value;
  guint update_id;
};

G_DEFINE_FINAL_TYPE (HeedRail, heed_rail, ADW_TYPE_BIN)

/* A part of the list. The widgets are owned by their row. */
typedef struct
{
  HeedSection *section;
  GtkWidget *count;
  GtkWidget *complete;
} Part;

static void
free_part (gpointer data)
{
  Part *part = data;

  g_clear_object (&part->section);
  g_free (part);
}

static Part *
get_part (GtkListBoxRow *row)
{
  return g_object_get_data (G_OBJECT (row), "part");
}

static HeedFilledForm *
get_filled_form (HeedRail *self)
{
  HeedEntry *entry = self->view != NULL ? heed_entry_view_get_entry (self->view) : NULL;

  return entry != NULL ? heed_entry_get_filled_form (entry) : NULL;
}

static GtkAdjustment *
get_adjustment (HeedRail *self)
{
  GtkWidget *viewport = self->view != NULL ? gtk_widget_get_ancestor (GTK_WIDGET (self->view), GTK_TYPE_VIEWPORT)
                                           : NULL;

  return viewport != NULL ? gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (viewport)) : NULL;
}

static void
update_row (GtkListBoxRow *row)
{
  Part *part = get_part (row);
  HeedProgress progress = heed_section_get_progress (part->section);
  const char *label = heed_section_get_label (part->section);
  gboolean complete = progress.total > 0 && progress.answered == progress.total;
  g_autofree char *count = g_strdup_printf (_("%u of %u"), progress.answered, progress.total);
  /* Translators: a part of a worksheet, such as “Situation 2”, and how many
   * answers of it are there, such as “3 of 9”. */
  g_autofree char *name = g_strdup_printf (C_("part of a worksheet", "%s, %s"), label, count);

  heed_accessible_set_name (GTK_WIDGET (row), progress.total > 0 ? name : label);
  gtk_label_set_label (GTK_LABEL (part->count), count);
  gtk_widget_set_visible (part->count, progress.total > 0 && !complete);
  gtk_widget_set_visible (part->complete, complete);
}

static void
update_rows (HeedRail *self)
{
  HeedFilledForm *filled = get_filled_form (self);
  GtkListBoxRow *row;
  HeedProgress progress;

  if (filled == NULL)
    return;

  for (int i = 0; (row = gtk_list_box_get_row_at_index (self->list, i)) != NULL; i++)
    update_row (row);
  progress = heed_filled_form_get_progress (filled, NULL);
  gtk_widget_set_visible (self->next_button,
                          heed_entry_view_get_editable (self->view) && progress.answered < progress.total);
}

static void
add_row (HeedRail    *self,
         HeedSection *section)
{
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *label = heed_reading_new_label (heed_section_get_label (section), NULL);
  Part *part = g_new0 (Part, 1);

  gtk_widget_set_hexpand (label, TRUE);
  part->section = g_object_ref (section);
  part->count = gtk_label_new (NULL);
  gtk_widget_add_css_class (part->count, "caption");
  gtk_widget_add_css_class (part->count, "dim-label");
  gtk_widget_add_css_class (part->count, "numeric");
  part->complete = g_object_new (GTK_TYPE_IMAGE,
                                 "icon-name", "object-select-symbolic",
                                 "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION,
                                 NULL);
  gtk_widget_add_css_class (part->complete, "success");
  gtk_box_append (GTK_BOX (box), label);
  gtk_box_append (GTK_BOX (box), part->count);
  gtk_box_append (GTK_BOX (box), part->complete);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  g_object_set_data_full (G_OBJECT (row), "part", part, free_part);
  gtk_list_box_append (self->list, row);
}

static void
make_rows (HeedRail *self)
{
  GPtrArray *sections = heed_editor_get_sections (heed_entry_view_get_editor (self->view));
  GtkListBoxRow *row;

  while ((row = gtk_list_box_get_row_at_index (self->list, 0)) != NULL)
    gtk_list_box_remove (self->list, GTK_WIDGET (row));

  self->n_answers = 0;
  self->chosen = NULL;
  for (guint i = 0; i < sections->len; i++)
    {
      add_row (self, g_ptr_array_index (sections, i));
      self->n_answers += heed_section_get_views (g_ptr_array_index (sections, i))->len;
    }

  update_rows (self);
  heed_rail_update_present (self);
  gtk_widget_queue_resize (GTK_WIDGET (self));
}

static void
queue_update (HeedRail *self)
{
  heed_later (&self->update_id, G_PRIORITY_DEFAULT_IDLE, G_CALLBACK (update_rows), self);
}

/* The last ones cannot come to the top, but are what was chosen. */
static void
row_activated_cb (HeedRail      *self,
                  GtkListBoxRow *row)
{
  GtkAdjustment *adjustment = get_adjustment (self);

  heed_section_go_to (get_part (row)->section);
  gtk_list_box_select_row (self->list, row);
  self->chosen = row;
  self->chosen_value = adjustment != NULL ? gtk_adjustment_get_value (adjustment) : 0;
}

/* Where the part of a row begins in all that scrolls. */
static double
get_top (HeedRail      *self,
         GtkListBoxRow *row)
{
  graphene_point_t place;

  if (!gtk_widget_compute_point (GTK_WIDGET (get_part (row)->section), GTK_WIDGET (self->view),
                                 &GRAPHENE_POINT_INIT (0, 0), &place))
    return G_MAXDOUBLE;

  return place.y;
}

static void
entry_cb (HeedRail *self)
{
  g_signal_group_set_target (self->entry_signals, heed_entry_view_get_entry (self->view));
}

static void
heed_rail_dispose (GObject *object)
{
  HeedRail *self = HEED_RAIL (object);

  g_clear_handle_id (&self->update_id, g_source_remove);
  g_clear_object (&self->entry_signals);
  self->view = NULL;

  G_OBJECT_CLASS (heed_rail_parent_class)->dispose (object);
}

static void
heed_rail_class_init (HeedRailClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = heed_rail_dispose;

  gtk_widget_class_set_template_from_resource (widget_class, "/org/heedworkbook/Heed/editor/heed-rail.ui");
  gtk_widget_class_bind_template_child (widget_class, HeedRail, list);
  gtk_widget_class_bind_template_child (widget_class, HeedRail, next_button);
  gtk_widget_class_bind_template_callback (widget_class, row_activated_cb);
}

static void
heed_rail_init (HeedRail *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));

  self->entry_signals = g_signal_group_new (HEED_TYPE_ENTRY);
  g_signal_group_connect_swapped (self->entry_signals, "answer-changed", G_CALLBACK (queue_update), self);
}

/**
 * heed_rail_set_view:
 * @self: a rail without a view
 * @view: what the rail stands beside, in the same parent
 *
 * Ties the rail to what it lists.
 */
void
heed_rail_set_view (HeedRail      *self,
                    HeedEntryView *view)
{
  g_return_if_fail (HEED_IS_RAIL (self) && self->view == NULL);

  self->view = view;
  g_signal_connect_object (view, "notify::entry", G_CALLBACK (entry_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (heed_entry_view_get_editor (view), "arranged", G_CALLBACK (make_rows), self,
                           G_CONNECT_SWAPPED);
  entry_cb (self);
  make_rows (self);
}

/**
 * heed_rail_get_useful:
 * @self: a rail
 *
 * Tells whether the worksheet is long enough for a list of its parts.
 *
 * Returns: %TRUE if so
 */
gboolean
heed_rail_get_useful (HeedRail *self)
{
  g_return_val_if_fail (HEED_IS_RAIL (self), FALSE);

  return self->n_answers >= LONG_WORKSHEET && gtk_list_box_get_row_at_index (self->list, 1) != NULL;
}

/**
 * heed_rail_update_present:
 * @self: a rail
 *
 * Marks the part that is in sight: the last that begins above the upper third,
 * or the last of all when nothing is below.
 */
void
heed_rail_update_present (HeedRail *self)
{
  GtkAdjustment *adjustment = get_adjustment (self);
  GtkListBoxRow *row, *present = gtk_list_box_get_row_at_index (self->list, 0);
  double page, value;

  if (adjustment == NULL || present == NULL)
    return;

  page = gtk_adjustment_get_page_size (adjustment);
  value = gtk_adjustment_get_value (adjustment);
  for (int i = 1; (row = gtk_list_box_get_row_at_index (self->list, i)) != NULL; i++)
    if (get_top (self, row) <= value + page / 3 ||
        (value > 0 && value + page >= gtk_adjustment_get_upper (adjustment)))
      present = row;

  if (self->chosen != NULL && ABS (value - self->chosen_value) < 1)
    present = self->chosen;
  else
    self->chosen = NULL;
  gtk_list_box_select_row (self->list, present);
}
