/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

#include "heed-trend.h"

G_BEGIN_DECLS

/**
 * HeedPlot:
 * @points: (element-type HeedTrendPoint): what is drawn, oldest first
 * @lowest: the lowest number of the scale
 * @highest: the highest number of the scale, above @lowest
 * @digits: how many digits a value has after the point
 * @compact: whether the days below are left out
 * @mirrored: whether time runs from right to left
 * @room: the width of the whole
 * @left: where the line begins, inside the space for the labels
 * @top: likewise
 * @width: of the line
 * @height: of the line
 *
 * Where everything in a chart is.
 */
typedef struct
{
  GArray *points;
  double lowest;
  double highest;
  guint digits;
  gboolean compact;
  gboolean mirrored;
  double room;
  double left;
  double top;
  double width;
  double height;
} HeedPlot;

double  heed_plot_get_x        (const HeedPlot *plot,
                                guint           position);
double  heed_plot_get_y        (const HeedPlot *plot,
                                double          value);
int     heed_plot_find_nearest (const HeedPlot *plot,
                                double          x);
char   *heed_plot_format_value (const HeedPlot *plot,
                                guint           position);
void    heed_plot_draw         (const HeedPlot *plot,
                                PangoContext   *context,
                                cairo_t        *cr,
                                const GdkRGBA  *color,
                                const GdkRGBA  *text_color,
                                int             current);

G_END_DECLS
