/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Draws a chart. What matters in it is told by shape and place, and never by
 * color alone. See heed-plot.h. */

#include "heed-plot.h"

#include "heed-timestamp.h"

#include <math.h>

#define DOT 4.0
#define CURRENT_DOT 6.5
/* Beyond this many, only the first and the last value are written out. */
#define MAX_VALUES 8

static const HeedTrendPoint *
get_point (const HeedPlot *plot,
           guint           position)
{
  return &g_array_index (plot->points, HeedTrendPoint, position);
}

static gboolean
is_there (const HeedPlot *plot,
          guint           position)
{
  return !isnan (get_point (plot, position)->value);
}

static void
move_to_point (const HeedPlot *plot,
               cairo_t        *cr,
               guint           position)
{
  cairo_line_to (cr, heed_plot_get_x (plot, position), heed_plot_get_y (plot, get_point (plot, position)->value));
}

/* Draws text with its middle at @x, inside the chart. */
static void
draw_text (const HeedPlot *plot,
           PangoContext   *context,
           cairo_t        *cr,
           const char     *text,
           double          x,
           double          y)
{
  g_autoptr (PangoLayout) layout = pango_layout_new (context);
  int width;

  pango_layout_set_text (layout, text, -1);
  pango_layout_get_pixel_size (layout, &width, NULL);
  cairo_move_to (cr, CLAMP (x - width / 2.0, 0, MAX (0, plot->room - width)), round (y));
  pango_cairo_show_layout (cr, layout);
}

static void
set_color (cairo_t       *cr,
           const GdkRGBA *color,
           double         alpha)
{
  cairo_set_source_rgba (cr, color->red, color->green, color->blue, color->alpha * alpha);
}

/* A hairline for each whole number of the scale, and the numbers at its ends. */
static void
draw_grid (const HeedPlot *plot,
           PangoContext   *context,
           cairo_t        *cr,
           const GdkRGBA  *color)
{
  double margin = plot->mirrored ? plot->left + plot->width + plot->left / 2 : plot->left / 2;

  cairo_set_line_width (cr, 1);
  for (double value = plot->lowest; value <= plot->highest; value++)
    {
      double y = floor (heed_plot_get_y (plot, value)) + 0.5;
      g_autofree char *text = g_strdup_printf ("%.0f", value);

      set_color (cr, color, 0.15);
      cairo_move_to (cr, plot->left, y);
      cairo_rel_line_to (cr, plot->width, 0);
      cairo_stroke (cr);
      set_color (cr, color, 0.72);
      if (value == plot->lowest || value == plot->highest)
        draw_text (plot, context, cr, text, margin, y - plot->top / 3);
    }
}

/* Where something was skipped, the line has a gap. */
static void
draw_line (const HeedPlot *plot,
           cairo_t        *cr,
           const GdkRGBA  *color)
{
  set_color (cr, color, 1);
  cairo_set_line_width (cr, 2);
  cairo_set_line_join (cr, CAIRO_LINE_JOIN_ROUND);
  cairo_set_line_cap (cr, CAIRO_LINE_CAP_ROUND);
  cairo_new_path (cr);
  for (guint i = 0; i < plot->points->len; i++)
    if (is_there (plot, i))
      move_to_point (plot, cr, i);
    else
      cairo_new_sub_path (cr);
  cairo_stroke (cr);

  for (guint i = 0; i < plot->points->len; i++)
    if (is_there (plot, i))
      {
        cairo_arc (cr, heed_plot_get_x (plot, i), heed_plot_get_y (plot, get_point (plot, i)->value), DOT, 0, 2 * G_PI);
        cairo_fill (cr);
      }
}

/* A ring around the point that is asked about, and a line down to its day. */
static void
draw_current (const HeedPlot *plot,
              cairo_t        *cr,
              const GdkRGBA  *color,
              guint           position)
{
  double x = heed_plot_get_x (plot, position);
  double y = heed_plot_get_y (plot, get_point (plot, position)->value);

  set_color (cr, color, 0.5);
  cairo_set_line_width (cr, 1);
  cairo_move_to (cr, floor (x) + 0.5, y);
  cairo_line_to (cr, floor (x) + 0.5, plot->top + plot->height);
  cairo_stroke (cr);

  set_color (cr, color, 1);
  cairo_set_line_width (cr, 2);
  cairo_arc (cr, x, y, CURRENT_DOT, 0, 2 * G_PI);
  cairo_stroke (cr);
}

/* The value of the current point stands in the bubble. */
static void
draw_labels (const HeedPlot *plot,
             PangoContext   *context,
             cairo_t        *cr,
             const GdkRGBA  *color,
             int             current)
{
  for (guint i = 0; i < plot->points->len; i++)
    {
      gboolean at_end = i == 0 || i + 1 == plot->points->len;
      double x = heed_plot_get_x (plot, i);
      g_autofree char *value = heed_plot_format_value (plot, i);
      g_autofree char *day = heed_day_format (get_point (plot, i)->day);

      set_color (cr, color, 1);
      if (is_there (plot, i) && (int) i != current && (at_end || plot->points->len <= MAX_VALUES))
        draw_text (plot, context, cr, value, x,
                   heed_plot_get_y (plot, get_point (plot, i)->value) - plot->top + DOT / 2);
      set_color (cr, color, 0.72);
      if (at_end && !plot->compact)
        draw_text (plot, context, cr, day, x, plot->top + plot->height + plot->top / 3);
    }
}

/**
 * heed_plot_get_x:
 * @plot: a chart with points
 * @position: which point
 *
 * Gets where a day is.
 *
 * Returns: pixels from the left
 */
double
heed_plot_get_x (const HeedPlot *plot,
                 guint           position)
{
  guint32 first = get_point (plot, 0)->day;
  guint32 days = get_point (plot, plot->points->len - 1)->day - first;
  double share = days > 0 ? (double) (get_point (plot, position)->day - first) / days : 0.5;

  return plot->left + plot->width * (plot->mirrored ? 1 - share : share);
}

/**
 * heed_plot_get_y:
 * @plot: a chart
 * @value: a number on its scale
 *
 * Gets where a value is.
 *
 * Returns: pixels from the top
 */
double
heed_plot_get_y (const HeedPlot *plot,
                 double          value)
{
  return plot->top + plot->height * (1 - (value - plot->lowest) / (plot->highest - plot->lowest));
}

/**
 * heed_plot_find_nearest:
 * @plot: a chart
 * @x: pixels from the left
 *
 * Finds the value that somebody points at.
 *
 * Returns: its position, or -1 where there is no value at all
 */
int
heed_plot_find_nearest (const HeedPlot *plot,
                        double          x)
{
  int nearest = -1;

  for (guint i = 0; i < plot->points->len; i++)
    if (is_there (plot, i) &&
        (nearest < 0 || fabs (heed_plot_get_x (plot, i) - x) <= fabs (heed_plot_get_x (plot, (guint) nearest) - x)))
      nearest = (int) i;

  return nearest;
}

/**
 * heed_plot_format_value:
 * @plot: a chart
 * @position: which point
 *
 * Writes a value as the language writes numbers.
 *
 * Returns: (transfer full): the number
 */
char *
heed_plot_format_value (const HeedPlot *plot,
                        guint           position)
{
  return g_strdup_printf ("%.*f", (int) plot->digits, get_point (plot, position)->value);
}

/**
 * heed_plot_draw:
 * @plot: a chart
 * @context: how text is written
 * @cr: where to draw
 * @color: the color of the line
 * @text_color: the color of text and grid
 * @current: the position of the point whose value is shown elsewhere, -1 for
 *   none
 *
 * Draws the chart.
 */
void
heed_plot_draw (const HeedPlot *plot,
                PangoContext   *context,
                cairo_t        *cr,
                const GdkRGBA  *color,
                const GdkRGBA  *text_color,
                int             current)
{
  draw_grid (plot, context, cr, text_color);
  if (current >= 0)
    draw_current (plot, cr, text_color, (guint) current);
  draw_line (plot, cr, color);
  draw_labels (plot, context, cr, text_color, current);
}
