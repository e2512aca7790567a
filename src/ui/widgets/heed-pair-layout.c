/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Two children that share a line where they can. See heed-pair-layout.h. */

#include "heed-pair-layout.h"

#include "heed-size.h"

/* Between the two of a pair that is joined here. */
#define SPACING 12
/* What columns have more between them than rows. */
#define GAP_MORE 6
/* So many characters of each want to stand side by side. */
#define COLUMN_CHARACTERS 28

struct _HeedPairLayout
{
  GtkLayoutManager parent_instance;

  double share;
  int spacing;
  gboolean steady;
};

typedef struct
{
  GtkWidget *start;
  GtkWidget *end;
  GtkWidget *below; /* NULL for none */
  gboolean both;    /* whether there are two to be laid out */
} Parts;

G_DEFINE_FINAL_TYPE (HeedPairLayout, heed_pair_layout, GTK_TYPE_LAYOUT_MANAGER)

static Parts
get_parts (GtkWidget *widget)
{
  Parts parts = { .start = gtk_widget_get_first_child (widget) };

  parts.end = parts.start != NULL ? gtk_widget_get_next_sibling (parts.start) : NULL;
  parts.below = parts.end != NULL ? gtk_widget_get_next_sibling (parts.end) : NULL;
  parts.both = parts.end != NULL && gtk_widget_should_layout (parts.start) && gtk_widget_should_layout (parts.end);
  return parts;
}

static int
get_gap (HeedPairLayout *self)
{
  return self->spacing + GAP_MORE;
}

/* How wide it must be for two columns. */
static int
get_room (HeedPairLayout *self,
          const Parts    *parts)
{
  PangoContext *context = gtk_widget_get_pango_context (parts->start);
  PangoFontMetrics *metrics = pango_context_get_metrics (context, NULL, NULL);
  int column = COLUMN_CHARACTERS * pango_font_metrics_get_approximate_char_width (metrics) / PANGO_SCALE;

  pango_font_metrics_unref (metrics);
  if (self->share <= 0)
    return get_gap (self) + MIN (column, heed_size_get_natural_width (parts->start)) +
           heed_size_get_natural_width (parts->end);

  return get_gap (self) + MAX (2 * column, heed_size_get_minimum_width (parts->start) +
                                           heed_size_get_minimum_width (parts->end));
}

/* How wide the first of two columns is. */
static int
get_start_width (HeedPairLayout *self,
                 const Parts    *parts,
                 int             width)
{
  int room = width - get_gap (self);

  if (self->share <= 0)
    return room - heed_size_get_natural_width (parts->end);

  return MAX (heed_size_get_minimum_width (parts->start),
              MIN ((int) (room * self->share), room - heed_size_get_minimum_width (parts->end)));
}

static int
measure_side_by_side (HeedPairLayout *self,
                      const Parts    *parts,
                      int             width)
{
  int start = get_start_width (self, parts, width);

  return MAX (heed_size_get_height (parts->start, start),
              heed_size_get_height (parts->end, width - get_gap (self) - start));
}

static int
measure_stacked (HeedPairLayout *self,
                 const Parts    *parts,
                 int             width)
{
  return heed_size_get_height (parts->start, width) + (parts->both ? self->spacing : 0) +
         heed_size_get_height (parts->end, width);
}

static gboolean
is_side_by_side (HeedPairLayout *self,
                 const Parts    *parts,
                 int             width)
{
  return parts->both && width >= get_room (self, parts) &&
         (self->steady || measure_side_by_side (self, parts, width) <= measure_stacked (self, parts, width));
}

/* More width must never need more height. That holds where the lower way is taken.
 * A steady pair may be higher side by side than it is a little narrower, so it has
 * that height there, too. */
static int
measure_pair (HeedPairLayout *self,
              const Parts    *parts,
              int             width)
{
  int stacked;

  if (is_side_by_side (self, parts, width))
    return measure_side_by_side (self, parts, width);

  stacked = measure_stacked (self, parts, width);
  return self->steady && parts->both ? MAX (stacked, measure_side_by_side (self, parts, get_room (self, parts))) : stacked;
}

static int
measure_height (HeedPairLayout *self,
                const Parts    *parts,
                int             width)
{
  int below = heed_size_get_height (parts->below, width);

  return measure_pair (self, parts, width) + (below > 0 ? self->spacing + below : 0);
}

static GtkSizeRequestMode
heed_pair_layout_get_request_mode (GtkLayoutManager *layout,
                                   GtkWidget        *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
heed_pair_layout_measure (GtkLayoutManager *layout,
                          GtkWidget        *widget,
                          GtkOrientation    orientation,
                          int               for_size,
                          int              *minimum,
                          int              *natural,
                          int              *minimum_baseline,
                          int              *natural_baseline)
{
  HeedPairLayout *self = HEED_PAIR_LAYOUT (layout);
  Parts parts = get_parts (widget);

  *minimum = MAX (MAX (heed_size_get_minimum_width (parts.start), heed_size_get_minimum_width (parts.end)),
                  heed_size_get_minimum_width (parts.below));
  *natural = MAX (heed_size_get_natural_width (parts.start) + (parts.both ? get_gap (self) : 0) +
                  heed_size_get_natural_width (parts.end),
                  heed_size_get_natural_width (parts.below));
  if (orientation == GTK_ORIENTATION_VERTICAL)
    {
      *natural = measure_height (self, &parts, for_size < 0 ? *natural : for_size);
      *minimum = for_size < 0 ? measure_height (self, &parts, HEED_SIZE_AMPLE) : *natural;
    }
  *minimum_baseline = *natural_baseline = -1;
}

static void
place (HeedPairLayout *self,
       GtkWidget      *child,
       int             x,
       int             width,
       int             room)
{
  int height = heed_size_get_height (child, width);
  int y = self->share <= 0 ? (room - height) / 2 : 0;

  heed_size_place (child, &(GtkAllocation) { x, y, width, height });
}

static void
heed_pair_layout_allocate (GtkLayoutManager *layout,
                           GtkWidget        *widget,
                           int               width,
                           int               height,
                           int               baseline)
{
  HeedPairLayout *self = HEED_PAIR_LAYOUT (layout);
  Parts parts = get_parts (widget);
  int top = measure_stacked (self, &parts, width);
  int start = heed_size_get_height (parts.start, width), end = heed_size_get_height (parts.end, width);

  if (is_side_by_side (self, &parts, width))
    {
      top = measure_side_by_side (self, &parts, width);
      start = get_start_width (self, &parts, width);
      place (self, parts.start, 0, start, top);
      place (self, parts.end, start + get_gap (self), width - start - get_gap (self), top);
    }
  else
    {
      heed_size_place (parts.start, &(GtkAllocation) { 0, 0, width, start });
      heed_size_place (parts.end, &(GtkAllocation) { 0, top - end, width, end });
    }

  heed_size_place (parts.below, &(GtkAllocation) { 0, top + self->spacing, width,
                                                   heed_size_get_height (parts.below, width) });
}

static void
heed_pair_layout_class_init (HeedPairLayoutClass *klass)
{
  GtkLayoutManagerClass *layout_class = GTK_LAYOUT_MANAGER_CLASS (klass);

  layout_class->get_request_mode = heed_pair_layout_get_request_mode;
  layout_class->measure = heed_pair_layout_measure;
  layout_class->allocate = heed_pair_layout_allocate;
}

static void
heed_pair_layout_init (HeedPairLayout *self)
{
}

/**
 * heed_pair_layout_new:
 * @share: how much of a shared line the first child takes, from 0 to 1; or
 *   %HEED_PAIR_LAYOUT_OWN_WIDTH
 * @spacing: pixels between rows; columns have a few more
 * @steady: whether the two stand side by side wherever there is room, so that many
 *   pairs make columns, and not only where that is not higher
 *
 * Makes a layout for two or three children.
 *
 * Returns: (transfer full): the layout
 */
GtkLayoutManager *
heed_pair_layout_new (double   share,
                      int      spacing,
                      gboolean steady)
{
  HeedPairLayout *self = g_object_new (HEED_TYPE_PAIR_LAYOUT, NULL);

  self->share = share;
  self->spacing = spacing;
  self->steady = steady;
  return GTK_LAYOUT_MANAGER (self);
}

/**
 * heed_pair_layout_join:
 * @start: what is read first
 * @end: what stands beside it or below
 * @share: how much of a shared line @start takes, from 0 to 1
 *
 * Puts two widgets together.
 *
 * Returns: (transfer floating): what holds them
 */
GtkWidget *
heed_pair_layout_join (GtkWidget *start,
                       GtkWidget *end,
                       double     share)
{
  GtkWidget *pair = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);

  gtk_widget_set_layout_manager (pair, heed_pair_layout_new (share, SPACING, TRUE));
  gtk_box_append (GTK_BOX (pair), start);
  gtk_box_append (GTK_BOX (pair), end);
  return pair;
}
