/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* How the parts of a rating stand: a title beside its buttons, or above them
 * where there is little room, and the anchors below. */

#include "heed-rating-layout.h"

#include "heed-size.h"

#define SPACING 6
#define TITLE_WIDTH 260 /* a title wants this much room beside the buttons */

struct _HeedRatingLayout
{
  GtkLayoutManager parent_instance;
};

G_DEFINE_FINAL_TYPE (HeedRatingLayout, heed_rating_layout, GTK_TYPE_LAYOUT_MANAGER)

/* The children of the rating. */
typedef struct
{
  GtkWidget *header;
  GtkWidget *buttons;
  GtkWidget *anchors;
} Parts;

/* Where the parts go. Either of the heights is that of a line of its own. */
typedef struct
{
  gboolean side_by_side;
  int header_width;
  int header_height;
  int buttons_width;
  int buttons_height;
  int anchors_height;
  int top_height;
} Plan;

static Parts
get_parts (GtkWidget *widget)
{
  GtkWidget *header = gtk_widget_get_first_child (widget);
  GtkWidget *buttons = gtk_widget_get_next_sibling (header);

  return (Parts) { header, buttons, gtk_widget_get_next_sibling (buttons) };
}

/* Where there is room for it, and it makes nothing higher: so more width never
 * needs more height. */
static gboolean
is_side_by_side (const Parts *parts,
                 int          width)
{
  int buttons_width = heed_size_get_natural_width (parts->buttons);
  int beside = width - buttons_width - 2 * SPACING;

  if (!gtk_widget_get_visible (parts->header) ||
      beside < MIN (heed_size_get_natural_width (parts->header), TITLE_WIDTH))
    return FALSE;

  return heed_size_get_height (parts->header, beside) <=
         heed_size_get_height (parts->header, width) + SPACING + heed_size_get_height (parts->buttons, width);
}

static Plan
plan_layout (const Parts *parts,
             int          width)
{
  Plan plan = { .side_by_side = is_side_by_side (parts, width) };

  plan.buttons_width = plan.side_by_side ? heed_size_get_natural_width (parts->buttons) : width;
  plan.header_width = plan.side_by_side ? width - plan.buttons_width - 2 * SPACING : width;
  plan.header_height = heed_size_get_height (parts->header, plan.header_width);
  plan.buttons_height = heed_size_get_height (parts->buttons, plan.buttons_width);
  plan.anchors_height = heed_size_get_height (parts->anchors, width);

  if (plan.side_by_side)
    plan.top_height = MAX (plan.header_height, plan.buttons_height);
  else
    plan.top_height = plan.header_height + (plan.header_height > 0 ? SPACING : 0) + plan.buttons_height;

  return plan;
}

static int
measure_height (const Parts *parts,
                int          width)
{
  Plan plan = plan_layout (parts, width);

  return plan.top_height + plan.anchors_height + (plan.anchors_height > 0 ? SPACING : 0);
}

static void
measure_width (const Parts *parts,
               int         *minimum,
               int         *natural)
{
  int header = heed_size_get_natural_width (parts->header);
  int buttons = heed_size_get_natural_width (parts->buttons);

  *minimum = MAX (MAX (heed_size_get_minimum_width (parts->header), heed_size_get_minimum_width (parts->buttons)),
                  heed_size_get_minimum_width (parts->anchors));
  *natural = MAX (buttons + (header > 0 ? header + 2 * SPACING : 0), heed_size_get_natural_width (parts->anchors));
}

static GtkSizeRequestMode
heed_rating_layout_get_request_mode (GtkLayoutManager *layout,
                                     GtkWidget        *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
heed_rating_layout_measure (GtkLayoutManager *layout,
                            GtkWidget        *widget,
                            GtkOrientation    orientation,
                            int               for_size,
                            int              *minimum,
                            int              *natural,
                            int              *minimum_baseline,
                            int              *natural_baseline)
{
  Parts parts = get_parts (widget);

  measure_width (&parts, minimum, natural);
  if (orientation == GTK_ORIENTATION_VERTICAL)
    {
      *natural = measure_height (&parts, for_size < 0 ? *natural : for_size);
      *minimum = for_size < 0 ? measure_height (&parts, HEED_SIZE_AMPLE) : *natural;
    }
  *minimum_baseline = *natural_baseline = -1;
}

static void
heed_rating_layout_allocate (GtkLayoutManager *layout,
                             GtkWidget        *widget,
                             int               width,
                             int               height,
                             int               baseline)
{
  Parts parts = get_parts (widget);
  Plan plan = plan_layout (&parts, width);
  int header_y = plan.side_by_side ? (plan.top_height - plan.header_height) / 2 : 0;
  int buttons_y = plan.side_by_side ? (plan.top_height - plan.buttons_height) / 2 : plan.top_height - plan.buttons_height;

  heed_size_place (parts.header, &(GtkAllocation) { 0, header_y, plan.header_width, plan.header_height });
  heed_size_place (parts.buttons, &(GtkAllocation) { width - plan.buttons_width, buttons_y,
                                                     plan.buttons_width, plan.buttons_height });
  heed_size_place (parts.anchors, &(GtkAllocation) { 0, plan.top_height + SPACING, width, plan.anchors_height });
}

static void
heed_rating_layout_class_init (HeedRatingLayoutClass *klass)
{
  GtkLayoutManagerClass *layout_class = GTK_LAYOUT_MANAGER_CLASS (klass);

  layout_class->get_request_mode = heed_rating_layout_get_request_mode;
  layout_class->measure = heed_rating_layout_measure;
  layout_class->allocate = heed_rating_layout_allocate;
}

static void
heed_rating_layout_init (HeedRatingLayout *self)
{
}
