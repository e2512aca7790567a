/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define HEED_TYPE_MONTH (heed_month_get_type ())
G_DECLARE_FINAL_TYPE (HeedMonth, heed_month, HEED, MONTH, AdwBin)

/**
 * HeedMonthCountFunc:
 * @day: a Julian day
 * @user_data: what the caller gave
 *
 * Tells how many entries a day has. Called for each day in view.
 *
 * Returns: how many; 0 for a day that is not to be marked
 */
typedef guint (*HeedMonthCountFunc) (guint32  day,
                                     gpointer user_data);

/**
 * HeedMonth:
 *
 * A calendar that shows one month at a time and begins its weeks with any day.
 * Days with entries carry a dot, and say how many they have to whoever cannot
 * see it. Arrows go from day to day, Page Up and Page Down from month to month
 * (with Shift from year to year), Home and End to the ends of the week; Enter
 * and a click choose. Its property `first-weekday` runs from 0 for Sunday to 6
 * for Saturday.
 */

GtkWidget *heed_month_new            (void);
guint32    heed_month_get_day        (HeedMonth          *self);
void       heed_month_set_day        (HeedMonth          *self,
                                      guint32             day);
void       heed_month_set_first_weekday (HeedMonth *self,
                                         guint      weekday);
void       heed_month_show_day       (HeedMonth          *self,
                                      guint32             day);
void       heed_month_set_count_func (HeedMonth          *self,
                                      HeedMonthCountFunc  func,
                                      gpointer            user_data,
                                      GDestroyNotify      destroy);
void       heed_month_update         (HeedMonth          *self);

G_END_DECLS
