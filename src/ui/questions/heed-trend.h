/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

#include "heed-timestamp.h"

G_BEGIN_DECLS

/**
 * HeedTrendPoint:
 * @created: when it was begun
 * @value: what was rated then, or the average of it; NAN where it was skipped
 *
 * One self-check in a [class@Heed.Trend].
 */
typedef struct
{
  HeedTimestamp created;
  double value;
} HeedTrendPoint;

#define HEED_TYPE_TREND (heed_trend_get_type ())
G_DECLARE_FINAL_TYPE (HeedTrend, heed_trend, HEED, TREND, GtkWidget)

/**
 * HeedTrend:
 *
 * A line through ratings, from the oldest to the newest. A bubble shows the
 * value that somebody points at, with a pointer, a finger or the keyboard: the
 * chart can be focused, arrow keys go from value to value, Home and End to the
 * first and the last. A screen reader hears the value; the whole chart is in
 * words in its accessible description.
 */

void   heed_trend_set_title      (HeedTrend            *self,
                                  const char           *title);
void   heed_trend_set_compact    (HeedTrend            *self,
                                  gboolean              compact);
void   heed_trend_set_points     (HeedTrend            *self,
                                  const HeedTrendPoint *points,
                                  guint                 n_points,
                                  double                lowest,
                                  double                highest,
                                  guint                 digits);
guint  heed_trend_get_n_points   (HeedTrend            *self);
int    heed_trend_get_current    (HeedTrend            *self);
char  *heed_trend_describe_point (HeedTrend            *self,
                                  guint                 position);
char  *heed_trend_describe       (HeedTrend            *self);

G_END_DECLS
