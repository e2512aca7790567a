/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Two children that share a line where they can. See heed-pair.h. */

#include "heed-pair.h"

#include "heed-size.h"

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

static gboolean
are_both_shown (HeedPair *self)
{
  return gtk_widget_should_layout (self->start) && gtk_widget_should_layout (self->end);
}

/* How wide it must be for two columns. */
static int
get_room (HeedPair *self)
{
  PangoContext *context = gtk_widget_get_pango_context (GTK_WIDGET (self));
  PangoFontMetrics *metrics = pango_context_get_metrics (context, NULL, NULL);
  int room = ROOM * pango_font_metrics_get_approximate_char_width (metrics) / PANGO_SCALE;

  pango_font_metrics_unref (metrics);
  return GAP + MAX (room, heed_size_get_minimum_width (self->start) + heed_size_get_minimum_width (self->end));
}

static void
split (HeedPair *self,
       int       width,
       int      *start,
       int      *end)
{
  int room = width - GAP;

  *start = MAX (heed_size_get_minimum_width (self->start),
                MIN ((int) (room * self->share), room - heed_size_get_minimum_width (self->end)));
  *end = room - *start;
}

static int
measure_side_by_side (HeedPair *self,
                      int       width)
{
  int start, end;

  split (self, width, &start, &end);
  return MAX (heed_size_get_height (self->start, start), heed_size_get_height (self->end, end));
}

static void
measure_width (HeedPair *self,
               int      *minimum,
               int      *natural)
{
  *minimum = MAX (heed_size_get_minimum_width (self->start), heed_size_get_minimum_width (self->end));
  *natural = heed_size_get_natural_width (self->start) + heed_size_get_natural_width (self->end) +
             (are_both_shown (self) ? GAP : 0);
}

/* Two columns may be higher than one above the other a little narrower. So that
 * more width never needs more height, that height is kept below. */
static int
measure_height (HeedPair *self,
                int       width)
{
  int stacked = heed_size_get_height (self->start, width) + heed_size_get_height (self->end, width);
  int room;

  if (!are_both_shown (self))
    return stacked;

  room = get_room (self);
  if (width >= room)
    return measure_side_by_side (self, width);

  return MAX (stacked + SPACING, measure_side_by_side (self, room));
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

  measure_width (self, minimum, natural);
  if (orientation == GTK_ORIENTATION_VERTICAL)
    {
      *natural = measure_height (self, for_size < 0 ? *natural : for_size);
      *minimum = for_size < 0 ? measure_height (self, HEED_SIZE_AMPLE) : *natural;
    }
}

static void
heed_pair_size_allocate (GtkWidget *widget,
                         int        width,
                         int        height,
                         int        baseline)
{
  HeedPair *self = HEED_PAIR (widget);
  int start = width, end = width, above;

  if (are_both_shown (self) && width >= get_room (self))
    {
      split (self, width, &start, &end);
      heed_size_place (self->start, &(GtkAllocation) { 0, 0, start, heed_size_get_height (self->start, start) });
      heed_size_place (self->end, &(GtkAllocation) { start + GAP, 0, end, heed_size_get_height (self->end, end) });
      return;
    }

  above = heed_size_get_height (self->start, width);
  heed_size_place (self->start, &(GtkAllocation) { 0, 0, width, above });
  heed_size_place (self->end, &(GtkAllocation) { 0, above + (are_both_shown (self) ? SPACING : 0), width,
                                                 heed_size_get_height (self->end, width) });
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
