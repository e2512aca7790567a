/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * HeedTrendPoint:
 * @day: a Julian day number
 * @value: the average of what was rated on that day
 *
 * One self-check in a [class@Heed.Trend].
 */
typedef struct
{
  guint32 day;
  double value;
} HeedTrendPoint;

#define HEED_TYPE_TREND (heed_trend_get_type ())
G_DECLARE_FINAL_TYPE (HeedTrend, heed_trend, HEED, TREND, GtkWidget)

/**
 * HeedTrend:
 *
 * A line through the averages of self-checks, from the oldest to the newest.
 * What it shows is also in its accessible name.
 */

GtkWidget *heed_trend_new          (void);
void       heed_trend_set_points   (HeedTrend            *self,
                                    const HeedTrendPoint *points,
                                    guint                 n_points,
                                    double                lowest,
                                    double                highest);
guint      heed_trend_get_n_points (HeedTrend            *self);

G_END_DECLS
