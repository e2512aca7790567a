/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* How the parts of a rating stand: a title beside its buttons, or above them
 * where there is little room, and the anchors below. */

#include "heed-rating-layout.h"

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

static int
get_natural_width (GtkWidget *widget)
{
  int natural;

  gtk_widget_measure (widget, GTK_ORIENTATION_HORIZONTAL, -1, NULL, &natural, NULL, NULL);
  return natural;
}

static int
get_height (GtkWidget *widget,
            int        width)
{
  int natural;

  if (!gtk_widget_get_visible (widget))
    return 0;

  gtk_widget_measure (widget, GTK_ORIENTATION_VERTICAL, width, NULL, &natural, NULL, NULL);
  return natural;
}

static gboolean
is_side_by_side (const Parts *parts,
                 int          width)
{
  return gtk_widget_get_visible (parts->header) &&
         width >= get_natural_width (parts->buttons) + 2 * SPACING +
                  MIN (get_natural_width (parts->header), TITLE_WIDTH);
}

static Plan
plan_layout (const Parts *parts,
             int          width)
{
  Plan plan = { .side_by_side = is_side_by_side (parts, width) };

  plan.buttons_width = plan.side_by_side ? get_natural_width (parts->buttons) : width;
  plan.header_width = plan.side_by_side ? width - plan.buttons_width - 2 * SPACING : width;
  plan.header_height = get_height (parts->header, plan.header_width);
  plan.buttons_height = get_height (parts->buttons, plan.buttons_width);
  plan.anchors_height = get_height (parts->anchors, width);

  if (plan.side_by_side)
    plan.top_height = MAX (plan.header_height, plan.buttons_height);
  else
    plan.top_height = plan.header_height + (plan.header_height > 0 ? SPACING : 0) + plan.buttons_height;

  return plan;
}

static void
measure_width (const Parts *parts,
               int         *minimum,
               int         *natural)
{
  GtkWidget *all[] = { parts->header, parts->buttons, parts->anchors };

  *minimum = *natural = 0;
  for (guint i = 0; i < G_N_ELEMENTS (all); i++)
    {
      int part_minimum, part_natural;

      if (!gtk_widget_get_visible (all[i]))
        continue;
      gtk_widget_measure (all[i], GTK_ORIENTATION_HORIZONTAL, -1, &part_minimum, &part_natural, NULL, NULL);
      *minimum = MAX (*minimum, part_minimum);
      *natural = MAX (*natural, part_natural);
    }
  if (gtk_widget_get_visible (parts->header))
    *natural = MAX (*natural, get_natural_width (parts->header) + 2 * SPACING + get_natural_width (parts->buttons));
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

  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      measure_width (&parts, minimum, natural);
    }
  else
    {
      Plan plan;
      int width = for_size;

      if (width < 0)
        measure_width (&parts, &(int) { 0 }, &width);
      plan = plan_layout (&parts, width);
      *minimum = *natural = plan.top_height + plan.anchors_height + (plan.anchors_height > 0 ? SPACING : 0);
    }
  *minimum_baseline = *natural_baseline = -1;
}

static void
place (GtkWidget *widget,
       GtkWidget *part,
       int        x,
       int        y,
       int        width,
       int        height)
{
  if (!gtk_widget_get_visible (part))
    return;
  if (gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL)
    x = gtk_widget_get_width (widget) - x - width;

  gtk_widget_size_allocate (part, &(GtkAllocation) { x, y, width, height }, -1);
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

  if (plan.side_by_side)
    {
      place (widget, parts.header, 0, (plan.top_height - plan.header_height) / 2,
             plan.header_width, plan.header_height);
      place (widget, parts.buttons, width - plan.buttons_width, (plan.top_height - plan.buttons_height) / 2,
             plan.buttons_width, plan.buttons_height);
    }
  else
    {
      place (widget, parts.header, 0, 0, width, plan.header_height);
      place (widget, parts.buttons, 0, plan.top_height - plan.buttons_height, width, plan.buttons_height);
    }
  place (widget, parts.anchors, 0, plan.top_height + SPACING, width, plan.anchors_height);
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
