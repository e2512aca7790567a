/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Two children that share a line where they can. See heed-pair.h. */

#include "heed-pair.h"

#define GAP 18 /* between columns */
#define SPACING 12 /* between rows */
#define ROOM 52 /* characters that two columns want together */

struct _HeedPair
{
  GtkWidget parent_instance;

  GtkWidget *start;
  GtkWidget *end;
  double share;
};

G_DEFINE_FINAL_TYPE (HeedPair, heed_pair, GTK_TYPE_WIDGET)

static int
measure_child (GtkWidget      *child,
               GtkOrientation  orientation,
               int             for_size,
               int            *natural)
{
  int minimum;

  *natural = 0;
  if (!gtk_widget_should_layout (child))
    return 0;

  gtk_widget_measure (child, orientation, for_size, &minimum, natural, NULL, NULL);
  return minimum;
}

static gboolean
are_both_shown (HeedPair *self)
{
  return gtk_widget_should_layout (self->start) && gtk_widget_should_layout (self->end);
}

static void
split (HeedPair *self,
       int       width,
       int      *start,
       int      *end)
{
  int natural;
  int minimum_start = measure_child (self->start, GTK_ORIENTATION_HORIZONTAL, -1, &natural);
  int minimum_end = measure_child (self->end, GTK_ORIENTATION_HORIZONTAL, -1, &natural);
  int room = width - GAP;

  *start = MAX (minimum_start, MIN ((int) (room * self->share), room - minimum_end));
  *end = room - *start;
}

static gboolean
is_side_by_side (HeedPair *self,
                 int       width)
{
  PangoContext *context = gtk_widget_get_pango_context (GTK_WIDGET (self));
  PangoFontMetrics *metrics = pango_context_get_metrics (context, NULL, NULL);
  int room = ROOM * pango_font_metrics_get_approximate_char_width (metrics) / PANGO_SCALE + GAP;
  int natural;
  int minimum = measure_child (self->start, GTK_ORIENTATION_HORIZONTAL, -1, &natural) +
                measure_child (self->end, GTK_ORIENTATION_HORIZONTAL, -1, &natural) + GAP;

  pango_font_metrics_unref (metrics);
  return are_both_shown (self) && width >= MAX (room, minimum);
}

static void
measure_width (HeedPair *self,
               int      *minimum,
               int      *natural)
{
  int start_natural, end_natural;
  int start = measure_child (self->start, GTK_ORIENTATION_HORIZONTAL, -1, &start_natural);
  int end = measure_child (self->end, GTK_ORIENTATION_HORIZONTAL, -1, &end_natural);

  *minimum = MAX (start, end);
  *natural = start_natural + end_natural + (are_both_shown (self) ? GAP : 0);
}

static int
measure_height (HeedPair *self,
                int       width)
{
  int start = width, end = width, start_height, end_height;
  gboolean side_by_side = is_side_by_side (self, width);

  if (side_by_side)
    split (self, width, &start, &end);
  measure_child (self->start, GTK_ORIENTATION_VERTICAL, start, &start_height);
  measure_child (self->end, GTK_ORIENTATION_VERTICAL, end, &end_height);

  if (side_by_side)
    return MAX (start_height, end_height);

  return start_height + end_height + (are_both_shown (self) ? SPACING : 0);
}

static void
heed_pair_measure (GtkWidget      *widget,
                   GtkOrientation  orientation,
                   int             for_size,
                   int            *minimum,
                   int            *natural,
                   int            *minimum_baseline,
                   int            *natural_baseline)
{
  HeedPair *self = HEED_PAIR (widget);
  int width = for_size;

  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      measure_width (self, minimum, natural);
      return;
    }

  if (width < 0)
    measure_width (self, &(int) { 0 }, &width);
  *minimum = *natural = measure_height (self, width);
}

static void
place (HeedPair  *self,
       GtkWidget *child,
       int        x,
       int        y,
       int        width)
{
  int height;

  if (!gtk_widget_should_layout (child))
    return;
  if (gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL)
    x = gtk_widget_get_width (GTK_WIDGET (self)) - x - width;

  measure_child (child, GTK_ORIENTATION_VERTICAL, width, &height);
  gtk_widget_size_allocate (child, &(GtkAllocation) { x, y, width, height }, -1);
}

static void
heed_pair_size_allocate (GtkWidget *widget,
                         int        width,
                         int        height,
                         int        baseline)
{
  HeedPair *self = HEED_PAIR (widget);
  int start, end, start_height;

  if (is_side_by_side (self, width))
    {
      split (self, width, &start, &end);
      place (self, self->start, 0, 0, start);
      place (self, self->end, start + GAP, 0, end);
      return;
    }

  measure_child (self->start, GTK_ORIENTATION_VERTICAL, width, &start_height);
  place (self, self->start, 0, 0, width);
  place (self, self->end, 0, start_height + (are_both_shown (self) ? SPACING : 0), width);
}

static GtkSizeRequestMode
heed_pair_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
heed_pair_dispose (GObject *object)
{
  HeedPair *self = HEED_PAIR (object);

  g_clear_pointer (&self->start, gtk_widget_unparent);
  g_clear_pointer (&self->end, gtk_widget_unparent);

  G_OBJECT_CLASS (heed_pair_parent_class)->dispose (object);
}

static void
heed_pair_class_init (HeedPairClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = heed_pair_dispose;

  widget_class->get_request_mode = heed_pair_get_request_mode;
  widget_class->measure = heed_pair_measure;
  widget_class->size_allocate = heed_pair_size_allocate;
}

static void
heed_pair_init (HeedPair *self)
{
  self->share = 0.5;
}

/**
 * heed_pair_new:
 * @start: what is read first
 * @end: what stands beside it or below
 *
 * Puts two widgets together.
 *
 * Returns: (transfer floating): the pair
 */
GtkWidget *
heed_pair_new (GtkWidget *start,
               GtkWidget *end)
{
  HeedPair *self = g_object_new (HEED_TYPE_PAIR, NULL);

  self->start = start;
  self->end = end;
  gtk_widget_set_parent (start, GTK_WIDGET (self));
  gtk_widget_set_parent (end, GTK_WIDGET (self));
  return GTK_WIDGET (self);
}

/**
 * heed_pair_get_end:
 * @self: a pair
 *
 * Gets what stands beside it or below.
 *
 * Returns: (transfer none): the child
 */
GtkWidget *
heed_pair_get_end (HeedPair *self)
{
  g_return_val_if_fail (HEED_IS_PAIR (self), NULL);

  return self->end;
}

/**
 * heed_pair_set_share:
 * @self: a pair
 * @share: from 0 to 1; half at first
 *
 * Sets how much of a shared line the first child takes.
 */
void
heed_pair_set_share (HeedPair *self,
                     double    share)
{
  g_return_if_fail (HEED_IS_PAIR (self) && share > 0 && share < 1);

  self->share = share;
  gtk_widget_queue_resize (GTK_WIDGET (self));
}
