/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* A chart of averages over time. See heed-trend.h. It is drawn in the color of
 * its style; the text and the grid are in the color around it. */

#include "heed-trend.h"

#include "heed-stamp.h"

#include <glib/gi18n.h>
#include <math.h>

#define HEIGHT 160
#define DOT 4.0
/* Beyond this many, only the first and the last value are written out. */
#define MAX_VALUES 8

struct _HeedTrend
{
  GtkWidget parent_instance;

  GArray *points; /* of HeedTrendPoint */
  double lowest;
  double highest;
};

/* Where the line is, inside the space for the labels around it. */
typedef struct
{
  double left, top, width, height;
  gboolean mirrored;
} Plot;

G_DEFINE_FINAL_TYPE (HeedTrend, heed_trend, GTK_TYPE_WIDGET)

static const HeedTrendPoint *
get_point (HeedTrend *self,
           guint      position)
{
  return &g_array_index (self->points, HeedTrendPoint, position);
}

static double
get_x (HeedTrend  *self,
       const Plot *plot,
       guint       position)
{
  guint32 first = get_point (self, 0)->day;
  guint32 days = get_point (self, self->points->len - 1)->day - first;
  double share = days > 0 ? (double) (get_point (self, position)->day - first) / days : 0.5;

  return plot->left + plot->width * (plot->mirrored ? 1 - share : share);
}

static double
get_y (HeedTrend  *self,
       const Plot *plot,
       double      value)
{
  return plot->top + plot->height * (1 - (value - self->lowest) / (self->highest - self->lowest));
}

static PangoLayout *
make_text (HeedTrend  *self,
           const char *text,
           int        *width,
           int        *height)
{
  PangoLayout *layout = gtk_widget_create_pango_layout (GTK_WIDGET (self), text);

  pango_layout_get_pixel_size (layout, width, height);
  return layout;
}

static void
get_plot (HeedTrend *self,
          Plot      *plot)
{
  g_autoptr (PangoLayout) layout = NULL;
  int width, height;

  layout = make_text (self, "0.0", &width, &height);
  plot->left = 1.5 * width;
  plot->top = 1.5 * height;
  plot->width = MAX (1, gtk_widget_get_width (GTK_WIDGET (self)) - 2 * plot->left);
  plot->height = MAX (1, gtk_widget_get_height (GTK_WIDGET (self)) - 3 * height);
  plot->mirrored = gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL;
}

/* Draws text with its middle at @x, inside the widget. */
static void
draw_text (HeedTrend  *self,
           cairo_t    *cr,
           const char *text,
           double      x,
           double      y)
{
  int width, height;
  g_autoptr (PangoLayout) layout = make_text (self, text, &width, &height);

  cairo_move_to (cr, CLAMP (x - width / 2.0, 0, gtk_widget_get_width (GTK_WIDGET (self)) - width), round (y));
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
draw_grid (HeedTrend     *self,
           cairo_t       *cr,
           const Plot    *plot,
           const GdkRGBA *color)
{
  double margin = plot->mirrored ? plot->left + plot->width + plot->left / 2 : plot->left / 2;

  cairo_set_line_width (cr, 1);
  for (double value = self->lowest; value <= self->highest; value++)
    {
      double y = floor (get_y (self, plot, value)) + 0.5;
      g_autofree char *text = g_strdup_printf ("%.0f", value);

      set_color (cr, color, 0.15);
      cairo_move_to (cr, plot->left, y);
      cairo_rel_line_to (cr, plot->width, 0);
      cairo_stroke (cr);
      set_color (cr, color, 0.7);
      if (value == self->lowest || value == self->highest)
        draw_text (self, cr, text, margin, y - plot->top / 3);
    }
}

static void
draw_line (HeedTrend     *self,
           cairo_t       *cr,
           const Plot    *plot,
           const GdkRGBA *color)
{
  set_color (cr, color, 1);
  cairo_set_line_width (cr, 2);
  cairo_set_line_join (cr, CAIRO_LINE_JOIN_ROUND);
  cairo_new_path (cr);
  for (guint i = 0; i < self->points->len; i++)
    cairo_line_to (cr, get_x (self, plot, i), get_y (self, plot, get_point (self, i)->value));
  cairo_stroke (cr);

  for (guint i = 0; i < self->points->len; i++)
    {
      cairo_arc (cr, get_x (self, plot, i), get_y (self, plot, get_point (self, i)->value), DOT, 0, 2 * G_PI);
      cairo_fill (cr);
    }
}

static gboolean
is_at_end (HeedTrend *self,
           guint      position)
{
  return position == 0 || position + 1 == self->points->len;
}

static void
draw_labels (HeedTrend     *self,
             cairo_t       *cr,
             const Plot    *plot,
             const GdkRGBA *color)
{
  for (guint i = 0; i < self->points->len; i++)
    {
      const HeedTrendPoint *point = get_point (self, i);
      double x = get_x (self, plot, i);
      g_autofree char *value = g_strdup_printf ("%.1f", point->value);
      g_autofree char *day = heed_day_format (point->day);

      set_color (cr, color, 1);
      if (is_at_end (self, i) || self->points->len <= MAX_VALUES)
        draw_text (self, cr, value, x, get_y (self, plot, point->value) - plot->top + DOT / 2);
      set_color (cr, color, 0.7);
      if (is_at_end (self, i))
        draw_text (self, cr, day, x, plot->top + plot->height + plot->top / 3);
    }
}

static char *
describe (HeedTrend *self)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < self->points->len; i++)
    {
      g_autofree char *day = heed_day_format (get_point (self, i)->day);

      if (i > 0)
        g_string_append (text, ", ");
      /* Translators: a day and the average of a self-check, such as “21 November: 3.3”. */
      g_string_append_printf (text, _("%s: %.1f"), day, get_point (self, i)->value);
    }

  return g_string_free (text, FALSE);
}

static gboolean
query_tooltip_cb (HeedTrend  *self,
                  int         x,
                  int         y,
                  gboolean    keyboard,
                  GtkTooltip *tooltip)
{
  guint nearest = 0;
  Plot plot;
  g_autofree char *day = NULL;
  g_autofree char *text = NULL;

  if (self->points->len == 0)
    return FALSE;

  get_plot (self, &plot);
  for (guint i = 1; i < self->points->len; i++)
    if (fabs (get_x (self, &plot, i) - x) < fabs (get_x (self, &plot, nearest) - x))
      nearest = i;

  day = heed_day_format (get_point (self, nearest)->day);
  text = g_strdup_printf (_("%s: %.1f"), day, get_point (self, nearest)->value);
  gtk_tooltip_set_text (tooltip, text);
  return TRUE;
}

static void
heed_trend_measure (GtkWidget      *widget,
                    GtkOrientation  orientation,
                    int             for_size,
                    int            *minimum,
                    int            *natural,
                    int            *minimum_baseline,
                    int            *natural_baseline)
{
  int height;
  G_GNUC_UNUSED g_autoptr (PangoLayout) layout = make_text (HEED_TREND (widget), "0", NULL, &height);

  *minimum = *natural = orientation == GTK_ORIENTATION_VERTICAL ? HEIGHT + 3 * height : 10 * height;
}

static void
heed_trend_snapshot (GtkWidget   *widget,
                     GtkSnapshot *snapshot)
{
  HeedTrend *self = HEED_TREND (widget);
  graphene_rect_t bounds = GRAPHENE_RECT_INIT (0, 0, gtk_widget_get_width (widget), gtk_widget_get_height (widget));
  GdkRGBA color, text_color;
  cairo_t *cr;
  Plot plot;

  if (self->points->len == 0)
    return;

  gtk_style_context_get_color (gtk_widget_get_style_context (widget), &color);
  gtk_style_context_get_color (gtk_widget_get_style_context (gtk_widget_get_parent (widget)), &text_color);
  get_plot (self, &plot);

  cr = gtk_snapshot_append_cairo (snapshot, &bounds);
  draw_grid (self, cr, &plot, &text_color);
  draw_line (self, cr, &plot, &color);
  draw_labels (self, cr, &plot, &text_color);
  cairo_destroy (cr);
}

static void
heed_trend_finalize (GObject *object)
{
  g_array_unref (HEED_TREND (object)->points);

  G_OBJECT_CLASS (heed_trend_parent_class)->finalize (object);
}

static void
heed_trend_class_init (HeedTrendClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = heed_trend_finalize;
  widget_class->measure = heed_trend_measure;
  widget_class->snapshot = heed_trend_snapshot;

  gtk_widget_class_set_css_name (widget_class, "trend");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
}

static void
heed_trend_init (HeedTrend *self)
{
  self->points = g_array_new (FALSE, FALSE, sizeof (HeedTrendPoint));
  self->lowest = 0;
  self->highest = 1;
  gtk_widget_set_has_tooltip (GTK_WIDGET (self), TRUE);
  g_signal_connect (self, "query-tooltip", G_CALLBACK (query_tooltip_cb), NULL);
}

/**
 * heed_trend_new:
 *
 * Makes an empty chart.
 *
 * Returns: (transfer full): the chart
 */
GtkWidget *
heed_trend_new (void)
{
  return g_object_new (HEED_TYPE_TREND, NULL);
}

/**
 * heed_trend_set_points:
 * @self: a chart
 * @points: (array length=n_points): the self-checks, oldest first
 * @n_points: how many there are
 * @lowest: the lowest number of the scale
 * @highest: the highest number of the scale, above @lowest
 *
 * Sets what the chart shows.
 */
void
heed_trend_set_points (HeedTrend            *self,
                       const HeedTrendPoint *points,
                       guint                 n_points,
                       double                lowest,
                       double                highest)
{
  g_autofree char *text = NULL;

  g_return_if_fail (HEED_IS_TREND (self) && lowest < highest);

  g_array_set_size (self->points, 0);
  g_array_append_vals (self->points, points, n_points);
  self->lowest = lowest;
  self->highest = highest;
  text = describe (self);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, text, -1);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/**
 * heed_trend_get_n_points:
 * @self: a chart
 *
 * Gets how many self-checks the chart shows.
 *
 * Returns: how many
 */
guint
heed_trend_get_n_points (HeedTrend *self)
{
  g_return_val_if_fail (HEED_IS_TREND (self), 0);

  return self->points->len;
}
