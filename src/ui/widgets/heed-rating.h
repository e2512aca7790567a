/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

#include "heed-field.h"

G_BEGIN_DECLS

/* The value of a scale on which nothing is chosen; 0 may stand on a scale. */
#define HEED_RATING_NONE -1

#define HEED_TYPE_RATING (heed_rating_get_type ())
G_DECLARE_FINAL_TYPE (HeedRating, heed_rating, HEED, RATING, GtkWidget)

/**
 * HeedRating:
 *
 * A scale of round buttons of which one can be chosen. Its menu takes the choice
 * back. With a title, the title stands beside the buttons, or above them where there
 * is little room; the anchors stand below, and that of the value that is pointed at
 * or chosen stands out.
 *
 * The keyboard stops once at the scale: arrows move and choose, a digit
 * chooses, Delete takes the choice back, and Menu or Shift+F10 open the menu.
 */

GtkWidget *heed_rating_new       (HeedField  *field,
                                  const char *name);
int        heed_rating_get_value (HeedRating *self);
void       heed_rating_set_value (HeedRating *self,
                                  int         value);
void       heed_rating_set_title (HeedRating *self,
                                  guint       number,
                                  const char *title);

G_END_DECLS
