/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* From self-checks to the points of their chart. */

#include "heed-trend-entries.h"

#include "heed-entry.h"

#include <math.h>

/* The first rating at or below @field, which tells the scale; all averages are
 * shown on it. */
static HeedField *
find_rating (HeedField *field)
{
  HeedField *found = NULL;

  if (heed_field_get_field_type (field) == HEED_FIELD_RATING)
    return field;

  for (guint i = 0; i < heed_field_get_n_fields (field) && found == NULL; i++)
    found = find_rating (heed_field_get_field (field, i));
  return found;
}

static HeedField *
find_scale (HeedForm *form)
{
  HeedField *found = NULL;

  for (guint i = 0; i < heed_form_get_n_fields (form) && found == NULL; i++)
    found = find_rating (heed_form_get_field (form, i));
  return found;
}

static void
add_point (GArray    *points,
           HeedEntry *entry)
{
  HeedRecord *head = heed_entry_get_head (entry);
  HeedSummary *summary = heed_entry_get_summary (entry);
  HeedTrendPoint point = {
    heed_stamp_get_day (heed_record_get_created (head)),
    heed_summary_get_mean_rating (summary),
  };

  if (heed_stamp_is_set (heed_record_get_completed (head)) && !isnan (point.value))
    g_array_append_val (points, point);
}

/**
 * heed_trend_show_entries:
 * @self: a chart
 * @form: the form of the self-check
 * @entries: (element-type HeedEntry): self-checks with their summaries, newest
 *   first
 *
 * Shows the averages of those that are finished.
 *
 * Returns: %FALSE if there are not enough for a line
 */
gboolean
heed_trend_show_entries (HeedTrend *self,
                         HeedForm  *form,
                         GPtrArray *entries)
{
  HeedField *scale = find_scale (form);
  g_autoptr (GArray) points = g_array_new (FALSE, FALSE, sizeof (HeedTrendPoint));

  if (scale == NULL)
    return FALSE;

  for (guint i = entries->len; i > 0; i--)
    add_point (points, g_ptr_array_index (entries, i - 1));

  heed_trend_set_points (self, (const HeedTrendPoint *) (gpointer) points->data, points->len,
                         heed_field_get_min (scale), heed_field_get_max (scale));
  return points->len > 1;
}
