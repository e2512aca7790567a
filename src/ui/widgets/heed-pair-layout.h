/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define HEED_TYPE_PAIR_LAYOUT (heed_pair_layout_get_type ())
G_DECLARE_FINAL_TYPE (HeedPairLayout, heed_pair_layout, HEED, PAIR_LAYOUT, GtkLayoutManager)

/**
 * HeedPairLayout:
 *
 * Lays out two children side by side where there is room for the text in them,
 * else one under the other. What counts as room grows with the size of the text.
 * A third child stands below both.
 */

/**
 * HEED_PAIR_LAYOUT_OWN_WIDTH:
 *
 * The share of a first child beside one that is as wide as it wants to be, such
 * as a control, in whose middle it stands.
 */
#define HEED_PAIR_LAYOUT_OWN_WIDTH 0.0

GtkLayoutManager *heed_pair_layout_new  (double     share,
                                         int        spacing,
                                         gboolean   steady);
GtkWidget        *heed_pair_layout_join (GtkWidget *start,
                                         GtkWidget *end,
                                         double     share);

G_END_DECLS
