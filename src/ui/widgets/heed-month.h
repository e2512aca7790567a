/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define HEED_TYPE_MONTH (heed_month_get_type ())
G_DECLARE_FINAL_TYPE (HeedMonth, heed_month, HEED, MONTH, AdwBin)

/**
 * HeedMonth:
 *
 * A calendar that shows one month at a time and begins its weeks as the preferences
 * say when a month comes into view.
 * Days with entries carry a dot, and say how many they have to whoever cannot
 * see it. Arrows go from day to day, Page Up and Page Down from month to month
 * (with Shift from year to year), Home and End to the ends of the week; Enter
 * and a click choose.
 */

guint32 heed_month_get_day      (HeedMonth  *self);
void    heed_month_set_day      (HeedMonth  *self,
                                 guint32     day);
void    heed_month_set_last_day (HeedMonth  *self,
                                 guint32     day);
void    heed_month_show_day     (HeedMonth  *self,
                                 guint32     day);
void    heed_month_set_counts   (HeedMonth  *self,
                                 GHashTable *counts);

G_END_DECLS
