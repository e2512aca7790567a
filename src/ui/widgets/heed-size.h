/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What widgets with a layout of their own ask their children, and how they put
 * them in their places. */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * HEED_SIZE_AMPLE:
 *
 * A width at which every paragraph lies on one line, in pixels. A widget that
 * is asked how high it is at any width (-1) gives its height at this one as its
 * minimum: GTK 4.18 takes that for the least of all.
 */
#define HEED_SIZE_AMPLE G_MAXINT16

int  heed_size_get_minimum_width (GtkWidget           *child);
int  heed_size_get_natural_width (GtkWidget           *child);
int  heed_size_get_height        (GtkWidget           *child,
                                  int                  width);
void heed_size_place             (GtkWidget           *child,
                                  const GtkAllocation *box);

G_END_DECLS
