/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Children that flow like words. See heed-wrap-box.h. */

#include "heed-wrap-box.h"

#define SPACING 8

struct _HeedWrapBox
{
  GtkWidget parent_instance;

  int natural_width; /* -1 for all children in one line */
};

G_DEFINE_FINAL_TYPE (HeedWrapBox, heed_wrap_box, GTK_TYPE_WIDGET)

static int
measure_width (GtkWidget *child,
               int        available)
{
  int minimum, natural;

  gtk_widget_measure (child, GTK_ORIENTATION_HORIZONTAL, -1, &minimum, &natural, NULL, NULL);
  return MAX (minimum, MIN (natural, available));
}

static int
measure_height (GtkWidget *child,
                int        width)
{
  int natural;

  gtk_widget_measure (child, GTK_ORIENTATION_VERTICAL, width, NULL, &natural, NULL, NULL);
  return natural;
}

/* Children that stand in one line. */
typedef struct
{
  GtkWidget *first;
  GtkWidget *end;  /* the first of the next line; NULL for none */
  int width;
  int expanding;   /* how many of them take what is left over */
} Line;

static GtkWidget *
skip_hidden (GtkWidget *child)
{
  while (child != NULL && !gtk_widget_should_layout (child))
    child = gtk_widget_get_next_sibling (child);

  return child;
}

/* The line that begins with @first, which is shown. */
static Line
fill_line (GtkWidget *first,
           int        available)
{
  Line line = { first, NULL, 0, 0 };

  for (GtkWidget *child = first; child != NULL; child = skip_hidden (gtk_widget_get_next_sibling (child)))
    {
      int width = measure_width (child, available);

      line.end = child;
      if (child != first && line.width + SPACING + width > available)
        return line;

      line.width += width + (child != first ? SPACING : 0);
      line.expanding += gtk_widget_compute_expand (child, GTK_ORIENTATION_HORIZONTAL);
    }

  line.end = NULL;
  return line;
}

/* Children that expand share what the others leave over. */
static int
get_width_in_line (GtkWidget  *child,
                   const Line *line,
                   int         available)
{
  int width = measure_width (child, available);

  if (gtk_widget_compute_expand (child, GTK_ORIENTATION_HORIZONTAL))
    width += MAX (0, available - line->width) / line->expanding;

  return width;
}

static int
measure_line_height (const Line *line,
                     int         available)
{
  int height = 0;

  for (GtkWidget *child = line->first; child != line->end; child = skip_hidden (gtk_widget_get_next_sibling (child)))
    height = MAX (height, measure_height (child, get_width_in_line (child, line, available)));

  return height;
}

static void
place (GtkWidget     *self,
       GtkWidget     *child,
       int            available,
       GtkAllocation  box)
{
  if (gtk_widget_get_direction (self) == GTK_TEXT_DIR_RTL)
    box.x = available - box.x - box.width;
  gtk_widget_size_allocate (child, &box, -1);
}

static void
place_line (GtkWidget  *self,
            const Line *line,
            int         available,
            int         y,
            int         height)
{
  int x = 0;

  for (GtkWidget *child = line->first; child != line->end; child = skip_hidden (gtk_widget_get_next_sibling (child)))
    {
      int width = get_width_in_line (child, line, available);

      place (self, child, available, (GtkAllocation) { x, y, width, height });
      x += width + SPACING;
    }
}

/* Goes through the lines at a width of @available, and gives the height of all
 * of them. The children are put in their places if @placing. */
static int
flow (GtkWidget *self,
      int        available,
      gboolean   placing)
{
  GtkWidget *child = skip_hidden (gtk_widget_get_first_child (self));
  int height = 0;

  while (child != NULL)
    {
      Line line = fill_line (child, available);
      int line_height = measure_line_height (&line, available);

      if (height > 0)
        height += SPACING;
      if (placing)
        place_line (self, &line, available, height, line_height);
      height += line_height;
      child = line.end;
    }

  return height;
}

/* As narrow as the widest child can be, as wide as all of them in one line. */
static void
measure_line (GtkWidget *self,
              int       *minimum,
              int       *natural)
{
  *minimum = *natural = 0;

  for (GtkWidget *child = gtk_widget_get_first_child (self); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      int low, high;

      if (!gtk_widget_should_layout (child))
        continue;

      gtk_widget_measure (child, GTK_ORIENTATION_HORIZONTAL, -1, &low, &high, NULL, NULL);
      *minimum = MAX (*minimum, low);
      *natural += high + (*natural > 0 ? SPACING : 0);
    }
}

static GtkSizeRequestMode
heed_wrap_box_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
heed_wrap_box_measure (GtkWidget      *widget,
                       GtkOrientation  orientation,
                       int             for_size,
                       int            *minimum,
                       int            *natural,
                       int            *minimum_baseline,
                       int            *natural_baseline)
{
  int low, high;

  measure_line (widget, &low, &high);
  if (HEED_WRAP_BOX (widget)->natural_width >= 0)
    high = CLAMP (HEED_WRAP_BOX (widget)->natural_width, low, high);
  if (orientation == GTK_ORIENTATION_VERTICAL)
    low = high = flow (widget, for_size < 0 ? high : MAX (for_size, low), FALSE);
  *minimum = low;
  *natural = high;
}

/* What children do with the space of a line is no business of the box's parent. */
static void
heed_wrap_box_compute_expand (GtkWidget *widget,
                              gboolean  *horizontal,
                              gboolean  *vertical)
{
  *horizontal = *vertical = FALSE;
}

static void
heed_wrap_box_size_allocate (GtkWidget *widget,
                             int        width,
                             int        height,
                             int        baseline)
{
  flow (widget, width, TRUE);
}

static void
heed_wrap_box_dispose (GObject *object)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))) != NULL)
    gtk_widget_unparent (child);

  G_OBJECT_CLASS (heed_wrap_box_parent_class)->dispose (object);
}

static void
heed_wrap_box_class_init (HeedWrapBoxClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = heed_wrap_box_dispose;
  widget_class->get_request_mode = heed_wrap_box_get_request_mode;
  widget_class->measure = heed_wrap_box_measure;
  widget_class->compute_expand = heed_wrap_box_compute_expand;
  widget_class->size_allocate = heed_wrap_box_size_allocate;

  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
heed_wrap_box_init (HeedWrapBox *self)
{
  self->natural_width = -1;
}

/**
 * heed_wrap_box_new:
 *
 * Makes an empty box.
 *
 * Returns: (transfer full): the box
 */
GtkWidget *
heed_wrap_box_new (void)
{
  return g_object_new (HEED_TYPE_WRAP_BOX, NULL);
}

/**
 * heed_wrap_box_append:
 * @self: a box
 * @child: a widget without a parent
 *
 * Adds a child behind the others.
 */
void
heed_wrap_box_append (HeedWrapBox *self,
                      GtkWidget   *child)
{
  g_return_if_fail (HEED_IS_WRAP_BOX (self));

  gtk_widget_set_parent (child, GTK_WIDGET (self));
  /* A hidden box that was measured before would keep the size that it had. */
  gtk_widget_queue_resize (GTK_WIDGET (self));
}

/**
 * heed_wrap_box_set_natural_width:
 * @self: a box
 * @width: pixels; -1 for as wide as all children in one line, as at first
 *
 * Keeps the box from making wider what it stands in.
 */
void
heed_wrap_box_set_natural_width (HeedWrapBox *self,
                                 int          width)
{
  g_return_if_fail (HEED_IS_WRAP_BOX (self));

  self->natural_width = width;
  gtk_widget_queue_resize (GTK_WIDGET (self));
}
