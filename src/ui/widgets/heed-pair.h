/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define HEED_TYPE_PAIR (heed_pair_get_type ())
G_DECLARE_FINAL_TYPE (HeedPair, heed_pair, HEED, PAIR, GtkWidget)

/**
 * HeedPair:
 *
 * Two children side by side where there is room for the text in them, else one
 * under the other. What counts as room grows with the size of the text.
 */

GtkWidget *heed_pair_new       (GtkWidget *start,
                                GtkWidget *end);
GtkWidget *heed_pair_get_end   (HeedPair  *self);
void       heed_pair_set_share (HeedPair  *self,
                                double     share);

G_END_DECLS
