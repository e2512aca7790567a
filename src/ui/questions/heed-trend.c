/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* A chart of ratings over time. See heed-trend.h. It is drawn in the color of
 * its style; the text and the grid are in the color around it. */

#include "heed-trend.h"

#include "heed-calendar.h"
#include "heed-template.h"

#include <glib/gi18n.h>
#include <math.h>

#define HEIGHT 160
#define COMPACT_HEIGHT 64
#define BUBBLE_GAP 12
#define DOT 4.0
#define CURRENT_DOT 6.5
/* Beyond this many, only the first and the last value are written out. */
#define MAX_VALUES 8

struct _HeedTrend
{
  GtkWidget parent_instance;

  GtkWidget *bubble;

  GArray *points; /* of HeedTrendPoint */
  double lowest;
  double highest;
  guint digits;
  gboolean compact;
  char *title;
  int current; /* the point that the bubble is at, -1 for none */
};

/* Where everything in a chart is, in pixels. */
typedef struct
{
  double left; /* where the line begins, inside the space for the labels */
  double top;
  double width; /* of the line */
  double height;
} Plot;

G_DEFINE_FINAL_TYPE (HeedTrend, heed_trend, GTK_TYPE_WIDGET)

static const HeedTrendPoint *
get_point (HeedTrend *self,
           guint      position)
{
  return &g_array_index (self->points, HeedTrendPoint, position);
}

static gboolean
is_there (HeedTrend *self,
          guint      position)
{
  return !isnan (get_point (self, position)->value);
}

static gboolean
is_mirrored (HeedTrend *self)
{
  return gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL;
}

static int
get_line_height (HeedTrend *self,
                 int       *digit_width)
{
  g_autoptr (PangoLayout) layout = gtk_widget_create_pango_layout (GTK_WIDGET (self), "0.0");
  int height;

  pango_layout_get_pixel_size (layout, digit_width, &height);
  return height;
}

static Plot
plan_plot (HeedTrend *self)
{
  int width;
  int height = get_line_height (self, &width);
  Plot plot = { .left = 1.5 * width, .top = 1.5 * height };

  plot.width = MAX (1, gtk_widget_get_width (GTK_WIDGET (self)) - 2 * plot.left);
  plot.height = MAX (1, gtk_widget_get_height (GTK_WIDGET (self)) - (self->compact ? 2 : 3) * height);
  return plot;
}

static double
get_x (HeedTrend  *self,
       const Plot *plot,
       guint       position)
{
  gint64 first = get_point (self, 0)->created.utc;
  gint64 time = get_point (self, self->points->len - 1)->created.utc - first;
  double share = time > 0 ? (double) (get_point (self, position)->created.utc - first) / (double) time : 0.5;

  return plot->left + plot->width * (is_mirrored (self) ? 1 - share : share);
}

static double
get_y (HeedTrend  *self,
       const Plot *plot,
       double      value)
{
  return plot->top + plot->height * (1 - (value - self->lowest) / (self->highest - self->lowest));
}

static char *
format_value (HeedTrend *self,
              guint      position)
{
  return g_strdup_printf ("%.*f", (int) self->digits, get_point (self, position)->value);
}

/* What somebody points at */

static void
show_name (HeedTrend *self)
{
  const char *title = self->title != NULL ? self->title : "";
  g_autofree char *point = self->current >= 0 ? heed_trend_describe_point (self, (guint) self->current) : NULL;
  g_autofree char *name = NULL;

  /* Translators: the title of a chart, and the value in it that the keyboard is at. */
  name = point != NULL ? g_strdup_printf (C_("chart", "%s. %s"), title, point) : g_strdup (title);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

static void
set_current (HeedTrend *self,
             int        current)
{
  g_autofree char *text = NULL;

  if (self->current == current)
    return;

  self->current = current;
  text = current >= 0 ? heed_trend_describe_point (self, (guint) current) : g_strdup ("");
  gtk_label_set_label (GTK_LABEL (self->bubble), text);
  gtk_widget_set_child_visible (self->bubble, current >= 0);
  show_name (self);
  gtk_widget_queue_allocate (GTK_WIDGET (self));
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static int
find_next (HeedTrend *self,
           int        from,
           int        step)
{
  for (int i = from; i >= 0 && i < (int) self->points->len; i += step)
    if (is_there (self, (guint) i))
      return i;

  return -1;
}

static void
moved_cb (HeedTrend *self,
          double     x,
          double     y)
{
  Plot plot = plan_plot (self);
  int nearest = -1;

  for (guint i = 0; i < self->points->len; i++)
    if (is_there (self, i) &&
        (nearest < 0 || fabs (get_x (self, &plot, i) - x) <= fabs (get_x (self, &plot, (guint) nearest) - x)))
      nearest = (int) i;

  set_current (self, nearest);
}

static void
left_cb (HeedTrend *self)
{
  if (!gtk_widget_is_focus (GTK_WIDGET (self)))
    set_current (self, -1);
}

static void
pressed_cb (HeedTrend *self,
            int        n_press,
            double     x,
            double     y)
{
  gtk_widget_grab_focus (GTK_WIDGET (self));
  moved_cb (self, x, y);
}

static void
focused_cb (HeedTrend *self)
{
  if (self->current < 0)
    set_current (self, find_next (self, (int) self->points->len - 1, -1));
}

static void
unfocused_cb (HeedTrend *self)
{
  set_current (self, -1);
}

/* One point onward, or the one at the end. */
static gboolean
step_cb (GtkWidget *widget,
         GVariant  *args,
         gpointer   data)
{
  HeedTrend *self = HEED_TREND (widget);
  int step, next;
  gboolean to_end;

  g_variant_get (args, "(ib)", &step, &to_end);
  if (to_end)
    next = find_next (self, step > 0 ? (int) self->points->len - 1 : 0, -step);
  else
    next = find_next (self, self->current + (is_mirrored (self) ? -step : step), is_mirrored (self) ? -step : step);

  if (next >= 0)
    set_current (self, next);
  return GDK_EVENT_STOP;
}

static gboolean
has_points (HeedTrend            *self,
            const HeedTrendPoint *points,
            guint                 n_points)
{
  if (self->points->len != n_points)
    return FALSE;

  for (guint i = 0; i < n_points; i++)
    if (get_point (self, i)->created.utc != points[i].created.utc ||
        !(get_point (self, i)->value == points[i].value || (isnan (points[i].value) && !is_there (self, i))))
      return FALSE;

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
  HeedTrend *self = HEED_TREND (widget);
  int digit_width;
  int height = get_line_height (self, &digit_width);

  if (orientation == GTK_ORIENTATION_VERTICAL)
    *minimum = *natural = self->compact ? COMPACT_HEIGHT + 2 * height : HEIGHT + 3 * height;
  else
    *minimum = *natural = 10 * height;
}

/* The bubble stands above its point, or below where there is no room. */
static void
heed_trend_size_allocate (GtkWidget *widget,
                          int        width,
                          int        height,
                          int        baseline)
{
  HeedTrend *self = HEED_TREND (widget);
  Plot plot = plan_plot (self);
  GtkRequisition size;
  double x, y;

  if (self->current < 0)
    return;

  gtk_widget_get_preferred_size (self->bubble, NULL, &size);
  x = get_x (self, &plot, (guint) self->current) - size.width / 2.0;
  y = get_y (self, &plot, get_point (self, (guint) self->current)->value);
  y = y - BUBBLE_GAP - size.height >= 0 ? y - BUBBLE_GAP - size.height : y + BUBBLE_GAP;
  gtk_widget_size_allocate (self->bubble,
                            &(GtkAllocation) { (int) CLAMP (x, 0, MAX (0, width - size.width)), (int) y,
                                               size.width, size.height },
                            -1);
}

/* Drawing. What matters is told by shape and place, and never by color alone. */

static void
set_color (cairo_t       *cr,
           const GdkRGBA *color,
           double         alpha)
{
  cairo_set_source_rgba (cr, color->red, color->green, color->blue, color->alpha * alpha);
}

/* Draws text with its middle at @x, inside the chart. */
static void
draw_text (HeedTrend  *self,
           cairo_t    *cr,
           const char *text,
           double      x,
           double      y)
{
  g_autoptr (PangoLayout) layout = gtk_widget_create_pango_layout (GTK_WIDGET (self), text);
  int width;

  pango_layout_get_pixel_size (layout, &width, NULL);
  cairo_move_to (cr, CLAMP (x - width / 2.0, 0, MAX (0, gtk_widget_get_width (GTK_WIDGET (self)) - width)), round (y));
  pango_cairo_show_layout (cr, layout);
}

/* A hairline for each whole number of the scale, and the numbers at its ends. */
static void
draw_grid (HeedTrend     *self,
           const Plot    *plot,
           cairo_t       *cr,
           const GdkRGBA *color)
{
  double margin = is_mirrored (self) ? plot->left + plot->width + plot->left / 2 : plot->left / 2;

  cairo_set_line_width (cr, 1);
  for (double value = self->lowest; value <= self->highest; value++)
    {
      double y = floor (get_y (self, plot, value)) + 0.5;
      g_autofree char *text = g_strdup_printf ("%.0f", value);

      set_color (cr, color, 0.15);
      cairo_move_to (cr, plot->left, y);
      cairo_rel_line_to (cr, plot->width, 0);
      cairo_stroke (cr);
      set_color (cr, color, 0.72);
      if (value == self->lowest || value == self->highest)
        draw_text (self, cr, text, margin, y - plot->top / 3);
    }
}

/* Where something was skipped, the line has a gap. */
static void
draw_line (HeedTrend     *self,
           const Plot    *plot,
           cairo_t       *cr,
           const GdkRGBA *color)
{
  set_color (cr, color, 1);
  cairo_set_line_width (cr, 2);
  cairo_set_line_join (cr, CAIRO_LINE_JOIN_ROUND);
  cairo_set_line_cap (cr, CAIRO_LINE_CAP_ROUND);
  cairo_new_path (cr);
  for (guint i = 0; i < self->points->len; i++)
    if (is_there (self, i))
      cairo_line_to (cr, get_x (self, plot, i), get_y (self, plot, get_point (self, i)->value));
    else
      cairo_new_sub_path (cr);
  cairo_stroke (cr);

  for (guint i = 0; i < self->points->len; i++)
    if (is_there (self, i))
      {
        cairo_arc (cr, get_x (self, plot, i), get_y (self, plot, get_point (self, i)->value), DOT, 0, 2 * G_PI);
        cairo_fill (cr);
      }
}

/* Of several on one day, each is told apart by its time. */
static char *
format_day (HeedTrend *self,
            guint      position)
{
  HeedTimestamp created = get_point (self, position)->created;
  guint32 day = heed_timestamp_get_day (created);
  guint same = 0;

  for (guint i = 0; i < self->points->len; i++)
    same += heed_timestamp_get_day (get_point (self, i)->created) == day;
  return same > 1 ? heed_moment_format (created) : heed_day_format (day);
}

/* A ring around the point that is asked about, and a line down to its day. */
static void
draw_current (HeedTrend     *self,
              const Plot    *plot,
              cairo_t       *cr,
              const GdkRGBA *color)
{
  double x = get_x (self, plot, (guint) self->current);
  double y = get_y (self, plot, get_point (self, (guint) self->current)->value);

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
draw_labels (HeedTrend     *self,
             const Plot    *plot,
             cairo_t       *cr,
             const GdkRGBA *color)
{
  for (guint i = 0; i < self->points->len; i++)
    {
      gboolean at_end = i == 0 || i + 1 == self->points->len;
      double x = get_x (self, plot, i);
      g_autofree char *value = format_value (self, i);
      g_autofree char *day = format_day (self, i);

      set_color (cr, color, 1);
      if (is_there (self, i) && (int) i != self->current && (at_end || self->points->len <= MAX_VALUES))
        draw_text (self, cr, value, x, get_y (self, plot, get_point (self, i)->value) - plot->top + DOT / 2);
      set_color (cr, color, 0.72);
      if (at_end && !self->compact)
        draw_text (self, cr, day, x, plot->top + plot->height + plot->top / 3);
    }
}

static void
heed_trend_snapshot (GtkWidget   *widget,
                     GtkSnapshot *snapshot)
{
  HeedTrend *self = HEED_TREND (widget);
  graphene_rect_t bounds = GRAPHENE_RECT_INIT (0, 0, gtk_widget_get_width (widget), gtk_widget_get_height (widget));
  Plot plot = plan_plot (self);
  GdkRGBA color, text_color;
  cairo_t *cr;

  if (self->points->len == 0)
    return;

  gtk_style_context_get_color (gtk_widget_get_style_context (widget), &color);
  gtk_style_context_get_color (gtk_widget_get_style_context (gtk_widget_get_parent (widget)), &text_color);

  cr = gtk_snapshot_append_cairo (snapshot, &bounds);
  draw_grid (self, &plot, cr, &text_color);
  if (self->current >= 0)
    draw_current (self, &plot, cr, &text_color);
  draw_line (self, &plot, cr, &color);
  draw_labels (self, &plot, cr, &text_color);
  cairo_destroy (cr);

  gtk_widget_snapshot_child (widget, self->bubble, snapshot);
}

static void
heed_trend_dispose (GObject *object)
{
  g_clear_pointer (&HEED_TREND (object)->bubble, gtk_widget_unparent);

  G_OBJECT_CLASS (heed_trend_parent_class)->dispose (object);
}

static void
heed_trend_finalize (GObject *object)
{
  HeedTrend *self = HEED_TREND (object);

  g_array_unref (self->points);
  g_free (self->title);

  G_OBJECT_CLASS (heed_trend_parent_class)->finalize (object);
}

static void
heed_trend_class_init (HeedTrendClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = heed_trend_dispose;
  G_OBJECT_CLASS (klass)->finalize = heed_trend_finalize;
  widget_class->measure = heed_trend_measure;
  widget_class->size_allocate = heed_trend_size_allocate;
  widget_class->snapshot = heed_trend_snapshot;

  heed_template_set (widget_class, "questions/heed-trend.ui");
  gtk_widget_class_bind_template_child (widget_class, HeedTrend, bubble);
  gtk_widget_class_bind_template_callback (widget_class, moved_cb);
  gtk_widget_class_bind_template_callback (widget_class, left_cb);
  gtk_widget_class_bind_template_callback (widget_class, focused_cb);
  gtk_widget_class_bind_template_callback (widget_class, unfocused_cb);
  gtk_widget_class_bind_template_callback (widget_class, pressed_cb);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Left, 0, step_cb, "(ib)", -1, FALSE);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_KP_Left, 0, step_cb, "(ib)", -1, FALSE);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Right, 0, step_cb, "(ib)", 1, FALSE);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_KP_Right, 0, step_cb, "(ib)", 1, FALSE);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Home, 0, step_cb, "(ib)", -1, TRUE);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_KP_Home, 0, step_cb, "(ib)", -1, TRUE);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_End, 0, step_cb, "(ib)", 1, TRUE);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_KP_End, 0, step_cb, "(ib)", 1, TRUE);
  gtk_widget_class_set_css_name (widget_class, "trend");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
}

static void
heed_trend_init (HeedTrend *self)
{
  self->points = g_array_new (FALSE, FALSE, sizeof (HeedTrendPoint));
  self->lowest = 0;
  self->highest = 1;
  self->current = -1;
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_widget_set_child_visible (self->bubble, FALSE);
}

/**
 * heed_trend_set_title:
 * @self: a chart
 * @title: what it is a chart of
 *
 * Names the chart for a screen reader. The title is not drawn.
 */
void
heed_trend_set_title (HeedTrend  *self,
                      const char *title)
{
  g_return_if_fail (HEED_IS_TREND (self) && title != NULL);

  g_free (self->title);
  self->title = g_strdup (title);
  show_name (self);
}

/**
 * heed_trend_set_compact:
 * @self: a chart
 * @compact: whether it is one of many
 *
 * Makes the chart low, and leaves the days below it out.
 */
void
heed_trend_set_compact (HeedTrend *self,
                        gboolean   compact)
{
  g_return_if_fail (HEED_IS_TREND (self));

  self->compact = compact;
  gtk_widget_queue_resize (GTK_WIDGET (self));
}

/**
 * heed_trend_set_points:
 * @self: a chart
 * @points: (array length=n_points): the self-checks, oldest first
 * @n_points: how many there are
 * @lowest: the lowest number of the scale
 * @highest: the highest number of the scale, above @lowest
 * @digits: how many digits values have after the point: 0 or 1
 *
 * Sets what the chart shows. The same once more leaves it as it is, with the value
 * that somebody points at.
 */
void
heed_trend_set_points (HeedTrend            *self,
                       const HeedTrendPoint *points,
                       guint                 n_points,
                       double                lowest,
                       double                highest,
                       guint                 digits)
{
  g_autofree char *text = NULL;

  g_return_if_fail (HEED_IS_TREND (self) && lowest < highest);

  if (n_points > 0 && has_points (self, points, n_points) &&
      self->lowest == lowest && self->highest == highest && self->digits == digits)
    return;

  set_current (self, -1);
  g_array_set_size (self->points, 0);
  g_array_append_vals (self->points, points, n_points);
  self->lowest = lowest;
  self->highest = highest;
  self->digits = digits;
  text = heed_trend_describe (self);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, text, -1);
  if (gtk_widget_is_focus (GTK_WIDGET (self)))
    focused_cb (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/**
 * heed_trend_get_n_points:
 * @self: a chart
 *
 * Gets how many self-checks the chart shows.
 *
 * Returns: how many, with those that skipped what the chart is about
 */
guint
heed_trend_get_n_points (HeedTrend *self)
{
  g_return_val_if_fail (HEED_IS_TREND (self), 0);

  return self->points->len;
}

/**
 * heed_trend_get_current:
 * @self: a chart
 *
 * Gets the point whose value is shown in the bubble.
 *
 * Returns: its position, or -1 for none
 */
int
heed_trend_get_current (HeedTrend *self)
{
  g_return_val_if_fail (HEED_IS_TREND (self), -1);

  return self->current;
}

/**
 * heed_trend_describe_point:
 * @self: a chart
 * @position: which point
 *
 * Writes a point in words.
 *
 * Returns: (transfer full): a day and a value, such as "21 November: 3.3"; with the
 *   time where there are several on that day
 */
char *
heed_trend_describe_point (HeedTrend *self,
                           guint      position)
{
  const HeedTrendPoint *point = get_point (self, position);
  g_autofree char *day = format_day (self, position);
  g_autofree char *value = NULL;

  if (isnan (point->value))
    /* Translators: a day on which a question was not answered. */
    return g_strdup_printf (_("%s: skipped"), day);

  value = format_value (self, position);
  /* Translators: a day, and a rating or an average of ratings, such as “21 November: 3.3”. */
  return g_strdup_printf (C_("chart", "%s: %s"), day, value);
}

/**
 * heed_trend_describe:
 * @self: a chart
 *
 * Writes the whole chart in words.
 *
 * Returns: (transfer full): one line with all points, oldest first
 */
char *
heed_trend_describe (HeedTrend *self)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < self->points->len; i++)
    {
      g_autofree char *point = heed_trend_describe_point (self, i);

      if (i > 0)
        g_string_append (text, " · ");
      g_string_append (text, point);
    }

  return g_strdup (text->str);
}
