/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define HEED_TYPE_TWO_COLUMNS (heed_two_columns_get_type ())
G_DECLARE_FINAL_TYPE (HeedTwoColumns, heed_two_columns, HEED, TWO_COLUMNS, GtkWidget)

/**
 * HeedTwoColumns:
 *
 * Two boxes to be compared: side by side where there is room for both to be
 * read, the second below the first elsewhere.
 */

GtkBox *heed_two_columns_get_first  (HeedTwoColumns *self);
GtkBox *heed_two_columns_get_second (HeedTwoColumns *self);

G_END_DECLS
