/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* How it is going, in four numbers. */

#include "heed-today-tiles.h"

#include "heed-accessible.h"

#include <glib/gi18n.h>
#include <math.h>

/* Less is a matter of rounding. */
#define MOVED 0.05

/* One number, what it counts, and the page where that is. */
typedef struct
{
  GtkWidget *button;
  GtkLabel *figure;
  GtkLabel *words;
} Tile;

static GtkLabel *
append_label (GtkBox     *box,
              const char *style_class)
{
  GtkWidget *label = g_object_new (GTK_TYPE_LABEL,
                                   "xalign", 0.0,
                                   "yalign", 0.0,
                                   NULL);

  gtk_widget_add_css_class (label, style_class);
  gtk_box_append (box, label);
  return GTK_LABEL (label);
}

static Tile *
add_tile (GtkFlowBox *tiles,
          const char *action)
{
  Tile *tile = g_new0 (Tile, 1);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);
  GtkWidget *child = gtk_flow_box_child_new ();

  tile->figure = append_label (GTK_BOX (box), "title-2");
  gtk_widget_add_css_class (GTK_WIDGET (tile->figure), "numeric");
  tile->words = append_label (GTK_BOX (box), "caption");
  gtk_widget_add_css_class (GTK_WIDGET (tile->words), "dim-label");
  gtk_label_set_wrap (tile->words, TRUE);
  gtk_label_set_width_chars (tile->words, 12);
  gtk_label_set_max_width_chars (tile->words, 16);

  tile->button = gtk_button_new ();
  gtk_button_set_child (GTK_BUTTON (tile->button), box);
  gtk_widget_add_css_class (tile->button, "card");
  gtk_widget_add_css_class (tile->button, "tile");
  gtk_actionable_set_detailed_action_name (GTK_ACTIONABLE (tile->button), action);

  gtk_flow_box_child_set_child (GTK_FLOW_BOX_CHILD (child), tile->button);
  gtk_widget_set_focusable (child, FALSE);
  g_object_set_data_full (G_OBJECT (child), "tile", tile, g_free);
  gtk_flow_box_append (tiles, child);
  return tile;
}

/* The tile at @position, which is made when there is none yet. */
static Tile *
ensure_tile (GtkFlowBox *tiles,
             int         position)
{
  static const char * const actions[] = {
    "win.show-page::questions", "win.show-page::tips", "win.show-page::activities", "win.show-journal::"
  };
  GtkFlowBoxChild *child = gtk_flow_box_get_child_at_index (tiles, position);

  if (child == NULL)
    return add_tile (tiles, actions[position]);

  return g_object_get_data (G_OBJECT (child), "tile");
}

static void
show_tile (GtkFlowBox *tiles,
           int         position,
           const char *figure,
           const char *words)
{
  Tile *tile = ensure_tile (tiles, position);
  g_autofree char *name = g_strdup_printf ("%s %s", figure, words);

  gtk_label_set_label (tile->figure, figure);
  gtk_label_set_label (tile->words, words);
  heed_accessible_set_name (tile->button, name);
}

static char *
describe_movement (HeedTodayFacts *facts)
{
  double change = heed_today_facts_get_mean (facts, 0) - heed_today_facts_get_mean (facts, 1);
  g_autofree char *day = NULL;

  if (isnan (change))
    return g_strdup (_("self-check average"));

  day = heed_day_format (heed_stamp_get_day (heed_record_get_created (
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
