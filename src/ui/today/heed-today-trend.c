/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* How the self-check has moved. See heed-today-trend.h. */

#include "heed-today-trend.h"

#include "heed-attempts.h"
#include "heed-trend.h"
#include "heed-wrap-box.h"

#include <glib/gi18n.h>
#include <math.h>

struct _HeedTodayTrend
{
  AdwBin parent_instance;

  HeedTrend *trend;

  GArray *points; /* of HeedTrendPoint: what the chart shows */
};

G_DEFINE_FINAL_TYPE (HeedTodayTrend, heed_today_trend, ADW_TYPE_BIN)

/* Oldest first; where nothing was rated there is nothing to show. */
static GArray *
make_points (HeedTodayFacts *facts)
{
  GArray *points = g_array_new (FALSE, TRUE, sizeof (HeedTrendPoint));

  for (guint i = facts->checks != NULL ? facts->checks->len : 0; i > 0; i--)
    {
      HeedRecord *head = heed_entry_get_head (g_ptr_array_index (facts->checks, i - 1));
      HeedTrendPoint point = { .value = heed_today_facts_get_mean (facts, i - 1) };

      point.day = heed_timestamp_get_day (heed_record_get_created (head));
      if (!isnan (point.value))
        g_array_append_val (points, point);
    }

  return points;
}

static gboolean
are_equal (GArray *points,
           GArray *others)
{
  if (points->len != others->len)
    return FALSE;

  for (guint i = 0; i < points->len; i++)
    {
      const HeedTrendPoint *point = &g_array_index (points, HeedTrendPoint, i);
      const HeedTrendPoint *other = &g_array_index (others, HeedTrendPoint, i);

      if (point->day != other->day || point->value != other->value)
        return FALSE;
    }

  return TRUE;
}

static void
heed_today_trend_finalize (GObject *object)
{
  g_array_unref (HEED_TODAY_TREND (object)->points);

  G_OBJECT_CLASS (heed_today_trend_parent_class)->finalize (object);
}

static void
heed_today_trend_class_init (HeedTodayTrendClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = heed_today_trend_finalize;

  g_type_ensure (HEED_TYPE_TREND);
  g_type_ensure (HEED_TYPE_WRAP_BOX);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/heedworkbook/Heed/today/heed-today-trend.ui");
  gtk_widget_class_bind_template_child (widget_class, HeedTodayTrend, trend);
}

static void
heed_today_trend_init (HeedTodayTrend *self)
{
  self->points = g_array_new (FALSE, TRUE, sizeof (HeedTrendPoint));
  gtk_widget_init_template (GTK_WIDGET (self));

  heed_trend_set_title (self->trend, _("How your average has moved"));
}

/**
 * heed_today_trend_new:
 *
 * Makes the chart, without anything in it.
 *
 * Returns: (transfer floating): the chart
 */
GtkWidget *
heed_today_trend_new (void)
{
  return g_object_new (HEED_TYPE_TODAY_TREND, NULL);
}

/**
 * heed_today_trend_show:
 * @self: the chart
 * @form: the form of the self-check
 * @facts: what the page of the day shows
 *
 * Shows the averages of the self-checks. News of something else leaves the
 * chart as it is, with the value that somebody points at.
 *
 * Returns: %FALSE if there are not enough for a line
 */
gboolean
heed_today_trend_show (HeedTodayTrend *self,
                       HeedForm       *form,
                       HeedTodayFacts *facts)
{
  g_autoptr (GArray) points = make_points (facts);
  HeedField *scale = heed_attempts_find_scale (form);

  g_return_val_if_fail (HEED_IS_TODAY_TREND (self), FALSE);

  if (scale == NULL || points->len < 2)
    return FALSE;

  if (!are_equal (self->points, points))
    {
      g_array_unref (self->points);
      self->points = g_steal_pointer (&points);
      heed_trend_set_points (self->trend, (const HeedTrendPoint *) (gpointer) self->points->data, self->points->len,
                             heed_field_get_min (scale), heed_field_get_max (scale), 1);
    }

  return TRUE;
}
