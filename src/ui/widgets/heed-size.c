/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "heed-size.h"

static gboolean
is_shown (GtkWidget *child)
{
  return child != NULL && gtk_widget_should_layout (child);
}

/**
 * heed_size_get_minimum_width:
 * @child: (nullable): a widget
 *
 * Measures how narrow a widget can be.
 *
 * Returns: pixels; 0 if it is hidden, or there is none
 */
int
heed_size_get_minimum_width (GtkWidget *child)
{
  int minimum = 0;

  if (is_shown (child))
    gtk_widget_measure (child, GTK_ORIENTATION_HORIZONTAL, -1, &minimum, NULL, NULL, NULL);

  return minimum;
}

/**
 * heed_size_get_natural_width:
 * @child: (nullable): a widget
 *
 * Measures how wide a widget wants to be.
 *
 * Returns: pixels; 0 if it is hidden, or there is none
 */
int
heed_size_get_natural_width (GtkWidget *child)
{
  int natural = 0;

  if (is_shown (child))
    gtk_widget_measure (child, GTK_ORIENTATION_HORIZONTAL, -1, NULL, &natural, NULL, NULL);

  return natural;
}

/**
 * heed_size_get_height:
 * @child: (nullable): a widget
 * @width: the width that it gets, in pixels, or -1 for any; one that is too narrow
 *   counts as its minimum, for GTK 4.18 does not want to be asked about it
 *
 * Measures how high a widget wants to be.
 *
 * Returns: pixels; 0 if it is hidden, or there is none
 */
int
heed_size_get_height (GtkWidget *child,
                      int        width)
{
  int natural = 0;

  if (is_shown (child))
    gtk_widget_measure (child, GTK_ORIENTATION_VERTICAL,
                        width < 0 ? -1 : MAX (width, heed_size_get_minimum_width (child)),
                        NULL, &natural, NULL, NULL);

  return natural;
}

/**
 * heed_size_place:
 * @child: (nullable): a widget whose parent is being allocated
 * @box: where it goes, as if its parent were read from left to right
 *
 * Gives a widget its place, mirrored where its parent is read from right to
 * left. A hidden one is left alone.
 */
void
heed_size_place (GtkWidget           *child,
                 const GtkAllocation *box)
{
  GtkWidget *parent;
  GtkAllocation place = *box;

  if (!is_shown (child))
    return;

  parent = gtk_widget_get_parent (child);
  if (gtk_widget_get_direction (parent) == GTK_TEXT_DIR_RTL)
    place.x = gtk_widget_get_width (parent) - box->x - box->width;
  gtk_widget_size_allocate (child, &place, -1);
}
