/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What was written on this day in earlier years. Each year is a question of its own,
 * which the index by time answers from a few entries, however many there are. */

#include "heed-look-back.h"

#include "heed-calendar.h"
#include "heed-reading.h"
#include "heed-template.h"

/* As many as one reads in passing; of one year fewer, so that several are seen. */
#define SHOWN_MAX 5
#define SHOWN_EACH 3

/* How far from the day of last year still is about a year ago. */
#define NEARBY_DAYS 7
/* More than anybody writes in that time; the nearest is found among them. */
#define NEARBY_MAX 100

struct _HeedPastRow
{
  AdwActionRow parent_instance;

  GtkImage *icon;

  HeedEntry *entry;
  char *format;
};

G_DEFINE_FINAL_TYPE (HeedPastRow, heed_past_row, ADW_TYPE_ACTION_ROW)

static guint32
get_day (HeedEntry *entry)
{
  return heed_timestamp_get_day (heed_record_get_created (heed_entry_get_head (entry)));
}

static guint
get_year (guint32 day)
{
  GDate date;

  g_date_clear (&date, 1);
  g_date_set_julian (&date, day);
  return g_date_get_year (&date);
}

static void
show_entry (HeedPastRow *self)
{
  HeedSummary *summary = heed_entry_get_summary (self->entry);
  HeedForm *form = heed_entry_get_form (self->entry);
  g_autofree char *date = heed_calendar_format (get_day (self->entry), self->format);
  g_autofree char *title = heed_entry_dup_title (self->entry);
  const char *excerpt = summary != NULL ? heed_summary_get_excerpt (summary) : "";
  g_autofree char *subtitle = g_strconcat (date, *excerpt != '\0' ? "\n" : "", excerpt, NULL);

  heed_reading_show_icon (self->icon, form != NULL ? heed_form_get_icon_name (form) : NULL,
                          form != NULL ? heed_form_get_tint (form) : NULL);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self), subtitle);
}

static void
heed_past_row_dispose (GObject *object)
{
  g_clear_object (&HEED_PAST_ROW (object)->entry);

  G_OBJECT_CLASS (heed_past_row_parent_class)->dispose (object);
}

static void
heed_past_row_finalize (GObject *object)
{
  g_free (HEED_PAST_ROW (object)->format);

  G_OBJECT_CLASS (heed_past_row_parent_class)->finalize (object);
}

static void
heed_past_row_class_init (HeedPastRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = heed_past_row_dispose;
  G_OBJECT_CLASS (klass)->finalize = heed_past_row_finalize;

  heed_template_set (widget_class, "today/heed-past-row.ui");
  gtk_widget_class_bind_template_child (widget_class, HeedPastRow, icon);
}

static void
heed_past_row_init (HeedPastRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * heed_past_row_new:
 * @entry: an entry whose summary has arrived
 * @format: how to write its day, in g_date_time_format() codes
 *
 * Makes a row for an entry.
 *
 * Returns: (transfer floating): the row
 */
GtkWidget *
heed_past_row_new (HeedEntry  *entry,
                   const char *format)
{
  HeedPastRow *self = g_object_new (HEED_TYPE_PAST_ROW, NULL);

  self->entry = g_object_ref (entry);
  self->format = g_strdup (format);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (self), "s", heed_entry_get_id (entry));
  g_signal_connect_object (entry, "notify::summary", G_CALLBACK (show_entry), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (entry, "notify::title", G_CALLBACK (show_entry), self, G_CONNECT_SWAPPED);
  show_entry (self);
  return GTK_WIDGET (self);
}

/**
 * heed_look_back_ask: (skip)
 * @self: places for what comes
 * @journal: an open journal
 * @batch: what to ask with
 *
 * Asks what was written on this day in each year since the journal began.
 */
void
heed_look_back_ask (HeedLookBack     *self,
                    HeedJournal      *journal,
                    HeedJournalBatch *batch)
{
  guint n_entries = g_list_model_get_n_items (G_LIST_MODEL (journal));
  guint32 today = heed_day_today ();
  guint begun = n_entries > 0 ? get_year (heed_journal_get_day (journal, n_entries - 1)) : G_MAXUINT;

  for (guint i = 0; i < HEED_LOOK_BACK_YEARS && begun < get_year (today) - i; i++)
    {
      HeedQuery query = { .limit = SHOWN_EACH };

      if (heed_day_look_back (today, i + 1, &query.first_day, &query.last_day))
        heed_journal_batch_query (batch, &query, &self->years[i]);
    }
}

/**
 * heed_look_back_ask_more: (skip)
 * @self: what came
 * @batch: what to ask with
 *
 * Asks what was written about a year ago, where nothing was on this day.
 */
void
heed_look_back_ask_more (HeedLookBack     *self,
                         HeedJournalBatch *batch)
{
  guint32 day = heed_calendar_add_months (heed_day_today (), -12);
  HeedQuery query = { .first_day = day - NEARBY_DAYS, .last_day = day + NEARBY_DAYS, .limit = NEARBY_MAX };

  for (guint i = 0; i < HEED_LOOK_BACK_YEARS; i++)
    if (self->years[i] != NULL && self->years[i]->len > 0)
      return;

  heed_journal_batch_query (batch, &query, &self->nearby);
}

/**
 * heed_look_back_list: (skip)
 * @self: everything that came
 * @on_this_day: (out): whether it was on this day, and not only about a year ago
 *
 * Lists what to show.
 *
 * Returns: (transfer full) (element-type HeedEntry): the entries, newest first, or
 *   the one that is the nearest to a year ago
 */
GPtrArray *
heed_look_back_list (const HeedLookBack *self,
                     gboolean           *on_this_day)
{
  GPtrArray *entries = g_ptr_array_new ();
  guint32 year_ago = heed_calendar_add_months (heed_day_today (), -12);
  HeedEntry *nearest = NULL;

  for (guint i = 0; i < HEED_LOOK_BACK_YEARS; i++)
    for (guint j = 0; self->years[i] != NULL && j < self->years[i]->len && entries->len < SHOWN_MAX; j++)
      g_ptr_array_add (entries, g_ptr_array_index (self->years[i], j));

  *on_this_day = entries->len > 0;
  for (guint i = 0; self->nearby != NULL && i < self->nearby->len; i++)
    {
      HeedEntry *entry = g_ptr_array_index (self->nearby, i);

      if (nearest == NULL || ABS ((int) (get_day (entry) - year_ago)) < ABS ((int) (get_day (nearest) - year_ago)))
        nearest = entry;
    }
  if (nearest != NULL)
    g_ptr_array_add (entries, nearest);
  return entries;
}
