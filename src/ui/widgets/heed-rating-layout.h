/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define HEED_TYPE_RATING_LAYOUT (heed_rating_layout_get_type ())
G_DECLARE_FINAL_TYPE (HeedRatingLayout, heed_rating_layout, HEED, RATING_LAYOUT, GtkLayoutManager)

/**
 * HeedRatingLayout:
 *
 * Lays out a [class@Heed.Rating], whose children are its header, its buttons
 * and its anchors.
 */

G_END_DECLS
