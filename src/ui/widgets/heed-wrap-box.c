/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Children that flow like words. See heed-wrap-box.h. AdwWrapBox does it from
 * libadwaita 1.7 on, and this can go when no older one is to be supported. */

#include "heed-wrap-box.h"

#include "heed-size.h"

#define SPACING 8

struct _HeedWrapBox
{
  GtkWidget parent_instance;

  int natural_width; /* -1 for all children in one line */
};

G_DEFINE_FINAL_TYPE (HeedWrapBox, heed_wrap_box, GTK_TYPE_WIDGET)

/* A child that is shown. */
typedef struct
{
  GtkWidget *widget;
  int minimum;
  int natural;
  gboolean expands;
  int width;    /* in a line that is full */
  int below;    /* how high its line and those below are if it begins one */
  guint next;   /* the first of the line after its own, if it begins one */
} Child;

static GArray *
list_children (GtkWidget *self)
{
  GArray *children = g_array_new (FALSE, FALSE, sizeof (Child));

  for (GtkWidget *widget = gtk_widget_get_first_child (self); widget != NULL;
       widget = gtk_widget_get_next_sibling (widget))
    {
      Child child = { .widget = widget };

      if (!gtk_widget_should_layout (widget))
        continue;

      child.minimum = heed_size_get_minimum_width (widget);
      child.natural = heed_size_get_natural_width (widget);
      child.expands = gtk_widget_compute_expand (widget, GTK_ORIENTATION_HORIZONTAL);
      g_array_append_val (children, child);
    }

  return children;
}

/* Children that expand share what the others leave over. */
static int
get_share (const Child *children,
           guint        first,
           guint        end,
           int          available)
{
  int left = available - SPACING * (int) (end - first - 1);
  int expanding = 0;

  for (guint i = first; i < end; i++)
    {
      left -= children[i].width;
      expanding += children[i].expands;
    }

  return expanding > 0 ? MAX (0, left) / expanding : 0;
}

static int
get_width_in_line (const Child *child,
                   int          share)
{
  return child->width + (child->expands ? share : 0);
}

static int
measure_line (const Child *children,
              guint        first,
              guint        end,
              int          available)
{
  int share = get_share (children, first, end, available);
  int height = 0;

  for (guint i = first; i < end; i++)
    height = MAX (height, heed_size_get_height (children[i].widget, get_width_in_line (&children[i], share)));

  return height;
}

/* How the lines that begin with @first are broken so that they are as low as
 * they can be; of two ways, the one that fills the line. What fits into some
 * room fits into more, so a wider box is never higher. */
static void
break_line (GArray *array,
            guint   first,
            int     available)
{
  Child *children = (Child *) (gpointer) array->data;
  int width = 0;

  for (guint end = first + 1; end <= array->len; end++)
    {
      int height;

      width += children[end - 1].width + (end - 1 > first ? SPACING : 0);
      if (end - 1 > first && width > available)
        return;

      height = measure_line (children, first, end, available);
      if (end < array->len)
        height += SPACING + children[end].below;
      if (end - 1 == first || height <= children[first].below)
        {
          children[first].below = height;
          children[first].next = end;
        }
    }
}

/* Finds the lines for a width of @available, and gives the height of all. */
static int
break_lines (GArray *array,
             int     available)
{
  Child *children = (Child *) (gpointer) array->data;

  for (guint i = 0; i < array->len; i++)
    children[i].width = MAX (children[i].minimum, MIN (children[i].natural, available));
  for (guint i = array->len; i-- > 0;)
    break_line (array, i, available);

  return array->len > 0 ? children[0].below : 0;
}

static void
place_line (const Child *children,
            guint        first,
            guint        end,
            int          available,
            int          y)
{
  int share = get_share (children, first, end, available);
  int height = measure_line (children, first, end, available);
  int x = 0;

  for (guint i = first; i < end; i++)
    {
      int width = get_width_in_line (&children[i], share);

      heed_size_place (children[i].widget, &(GtkAllocation) { x, y, width, height });
      x += width + SPACING;
    }
}

static GtkSizeRequestMode
heed_wrap_box_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

/* As narrow as the widest child can be, as wide as all of them in one line. */
static void
heed_wrap_box_measure (GtkWidget      *widget,
                       GtkOrientation  orientation,
                       int             for_size,
                       int            *minimum,
                       int            *natural,
                       int            *minimum_baseline,
                       int            *natural_baseline)
{
  HeedWrapBox *self = HEED_WRAP_BOX (widget);
  g_autoptr (GArray) children = list_children (widget);

  *minimum = *natural = 0;
  for (guint i = 0; i < children->len; i++)
    {
      const Child *child = &g_array_index (children, Child, i);

      *minimum = MAX (*minimum, child->minimum);
      *natural += child->natural + (i > 0 ? SPACING : 0);
    }
  if (self->natural_width >= 0)
    *natural = CLAMP (self->natural_width, *minimum, *natural);

  if (orientation == GTK_ORIENTATION_VERTICAL)
    {
      *natural = break_lines (children, for_size < 0 ? *natural : MAX (for_size, *minimum));
      *minimum = for_size < 0 ? break_lines (children, HEED_SIZE_AMPLE) : *natural;
    }
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
  g_autoptr (GArray) array = list_children (widget);
  const Child *children = (const Child *) (gpointer) array->data;
  int total = break_lines (array, width);

  for (guint i = 0; i < array->len; i = children[i].next)
    place_line (children, i, children[i].next, width, total - children[i].below);
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
