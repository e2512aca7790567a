/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Two boxes to be compared. See heed-two-columns.h. */

#include "heed-two-columns.h"

#include "heed-size.h"

#define SPACING 24

/* About as many characters as make a line that reads well. */
#define COLUMN_CHARACTERS 28

struct _HeedTwoColumns
{
  GtkWidget parent_instance;

  GtkWidget *first;
  GtkWidget *second;
};

G_DEFINE_FINAL_TYPE (HeedTwoColumns, heed_two_columns, GTK_TYPE_WIDGET)

static int
get_column_width (HeedTwoColumns *self)
{
  PangoFontMetrics *metrics = pango_context_get_metrics (gtk_widget_get_pango_context (GTK_WIDGET (self)), NULL, NULL);
  int width = PANGO_PIXELS (pango_font_metrics_get_approximate_char_width (metrics)) * COLUMN_CHARACTERS;

  pango_font_metrics_unref (metrics);
  return width;
}

static int
get_width_of_first (int width)
{
  return (width - SPACING) / 2;
}

static int
measure_side_by_side (HeedTwoColumns *self,
                      int             width)
{
  int first = get_width_of_first (width);

  return MAX (heed_size_get_height (self->first, first), heed_size_get_height (self->second, width - SPACING - first));
}

static int
measure_stacked (HeedTwoColumns *self,
                 int             width)
{
  int second = heed_size_get_height (self->second, width);

  return heed_size_get_height (self->first, width) + (second > 0 ? SPACING + second : 0);
}

/* A long column beside a short one would waste half of the room. Since the lower
 * way is taken, more width never needs more height. */
static gboolean
is_side_by_side (HeedTwoColumns *self,
                 int             width)
{
  return gtk_widget_should_layout (self->second) && width >= 2 * get_column_width (self) + SPACING &&
         measure_side_by_side (self, width) <= measure_stacked (self, width);
}

static int
measure_height (HeedTwoColumns *self,
                int             width)
{
  return is_side_by_side (self, width) ? measure_side_by_side (self, width) : measure_stacked (self, width);
}

static GtkSizeRequestMode
heed_two_columns_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
heed_two_columns_measure (GtkWidget      *widget,
                          GtkOrientation  orientation,
                          int             for_size,
                          int            *minimum,
                          int            *natural,
                          int            *minimum_baseline,
                          int            *natural_baseline)
{
  HeedTwoColumns *self = HEED_TWO_COLUMNS (widget);
  int low = MAX (heed_size_get_minimum_width (self->first), heed_size_get_minimum_width (self->second));
  int high = MAX (low, 2 * get_column_width (self) + SPACING);

  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      *minimum = low;
      *natural = high;
    }
  else
    {
      *natural = measure_height (self, for_size < 0 ? high : for_size);
      *minimum = for_size < 0 ? measure_height (self, HEED_SIZE_AMPLE) : *natural;
    }
}

static void
heed_two_columns_size_allocate (GtkWidget *widget,
                                int        width,
                                int        height,
                                int        baseline)
{
  HeedTwoColumns *self = HEED_TWO_COLUMNS (widget);
  int first = get_width_of_first (width);
  int above;

  if (is_side_by_side (self, width))
    {
      heed_size_place (self->first, &(GtkAllocation) { 0, 0, first, height });
      heed_size_place (self->second, &(GtkAllocation) { first + SPACING, 0, width - first - SPACING, height });
      return;
    }

  above = heed_size_get_height (self->first, width);
  heed_size_place (self->first, &(GtkAllocation) { 0, 0, width, above });
  heed_size_place (self->second,
                   &(GtkAllocation) { 0, above + SPACING, width, MAX (0, height - above - SPACING) });
}

static void
heed_two_columns_dispose (GObject *object)
{
  HeedTwoColumns *self = HEED_TWO_COLUMNS (object);

  g_clear_pointer (&self->first, gtk_widget_unparent);
  g_clear_pointer (&self->second, gtk_widget_unparent);

  G_OBJECT_CLASS (heed_two_columns_parent_class)->dispose (object);
}

static void
heed_two_columns_class_init (HeedTwoColumnsClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = heed_two_columns_dispose;
  widget_class->get_request_mode = heed_two_columns_get_request_mode;
  widget_class->measure = heed_two_columns_measure;
  widget_class->size_allocate = heed_two_columns_size_allocate;

  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
heed_two_columns_init (HeedTwoColumns *self)
{
  self->first = gtk_box_new (GTK_ORIENTATION_VERTICAL, SPACING);
  self->second = gtk_box_new (GTK_ORIENTATION_VERTICAL, SPACING);
  gtk_widget_set_parent (self->first, GTK_WIDGET (self));
  gtk_widget_set_parent (self->second, GTK_WIDGET (self));
}

/**
 * heed_two_columns_get_first:
 * @self: two columns
 *
 * Gets the box at the start, or above.
 *
 * Returns: (transfer none): an upright box
 */
GtkBox *
heed_two_columns_get_first (HeedTwoColumns *self)
{
  g_return_val_if_fail (HEED_IS_TWO_COLUMNS (self), NULL);

  return GTK_BOX (self->first);
}

/**
 * heed_two_columns_get_second:
 * @self: two columns
 *
 * Gets the box at the end, or below. While it is hidden the other one has all
 * of the room.
 *
 * Returns: (transfer none): an upright box
 */
GtkBox *
heed_two_columns_get_second (HeedTwoColumns *self)
{
  g_return_val_if_fail (HEED_IS_TWO_COLUMNS (self), NULL);

  return GTK_BOX (self->second);
}
