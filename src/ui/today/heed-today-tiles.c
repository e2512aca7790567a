/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* How it is going, in four numbers. */

#include "heed-today-tiles.h"

#include "heed-accessible.h"

#include <glib/gi18n.h>
#include <math.h>

/* Less is a matter of rounding. */
#define MOVED 0.05

/* One number and what it counts, on a button to the page where that is. */
static void
show_tile (GtkFlowBox *tiles,
           int         position,
           const char *figure,
           const char *words)
{
  GtkWidget *button = gtk_flow_box_child_get_child (gtk_flow_box_get_child_at_index (tiles, position));
  GtkWidget *box = gtk_button_get_child (GTK_BUTTON (button));
  g_autofree char *name = g_strdup_printf ("%s %s", figure, words);

  gtk_label_set_label (GTK_LABEL (gtk_widget_get_first_child (box)), figure);
  gtk_label_set_label (GTK_LABEL (gtk_widget_get_last_child (box)), words);
  heed_accessible_set_name (button, name);
}

static char *
describe_movement (HeedTodayFacts *facts)
{
  double change = heed_today_facts_get_mean (facts, 0) - heed_today_facts_get_mean (facts, 1);
  g_autofree char *day = NULL;

  if (isnan (change))
    return g_strdup (_("self-check average"));

  day = heed_day_format (heed_timestamp_get_day (heed_record_get_created (
    heed_entry_get_head (g_ptr_array_index (facts->checks, 1)))));
  if (change >= MOVED)
    /* Translators: a difference of averages, and the date of the earlier one. */
    return g_strdup_printf (_("self-check average, up %.1f since %s"), change, day);
  if (change <= -MOVED)
    /* Translators: a difference of averages, and the date of the earlier one. */
    return g_strdup_printf (_("self-check average, down %.1f since %s"), -change, day);

  /* Translators: an average that has not changed; a date follows. */
  return g_strdup_printf (_("self-check average, as on %s"), day);
}

/**
 * heed_today_tiles_show:
 * @tiles: a flow box that nothing else is in
 * @facts: what the page of the day shows
 *
 * Shows how it is going: the average of the latest self-check and how it moved,
 * tips tried, activities done and entries written. Each leads to the page of
 * what it counts.
 */
void
heed_today_tiles_show (GtkFlowBox     *tiles,
                       HeedTodayFacts *facts)
{
  double mean = heed_today_facts_get_mean (facts, 0);
  g_autofree char *average = isnan (mean) ? g_strdup ("–") : g_strdup_printf ("%.1f", mean);
  g_autofree char *movement = describe_movement (facts);
  g_autofree char *tips = g_strdup_printf ("%u / %u", facts->tips_tried, facts->tips);
  g_autofree char *activities = g_strdup_printf ("%u / %u", facts->activities_done, facts->activities);
  g_autofree char *entries = g_strdup_printf ("%u", facts->entries);

  show_tile (tiles, 0, average, movement);
  show_tile (tiles, 1, tips, _("tips practiced"));
  show_tile (tiles, 2, activities, _("activities completed"));
  show_tile (tiles, 3, entries, ngettext ("journal entry", "journal entries", facts->entries));
}
