/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* A row that tells entries of one form apart by their days. See
 * heed-dated-row.h. */

#include "heed-dated-row.h"

#include "heed-calendar.h"
#include "heed-template.h"

#include <glib/gi18n.h>
#include <math.h>

struct _HeedDatedRow
{
  AdwActionRow parent_instance;

  HeedEntry *entry;
};

G_DEFINE_FINAL_TYPE (HeedDatedRow, heed_dated_row, ADW_TYPE_ACTION_ROW)

static char *
describe_state (HeedEntry *entry)
{
  HeedRecord *head = heed_entry_get_head (entry);
  HeedTimestamp completed = heed_record_get_completed (head);
  HeedProgress progress = heed_entry_get_progress (entry);
  g_autofree char *day = NULL;

  if (!heed_timestamp_is_set (completed))
    return g_strdup_printf (ngettext ("%u of %u answered", "%u of %u answered", progress.total),
                            progress.answered, progress.total);

  if (heed_timestamp_get_day (completed) == heed_timestamp_get_day (heed_record_get_created (head)))
    return g_strdup (_("Finished"));

  day = heed_relative_day_format_stamp (completed);
  /* Translators: followed by “today”, “yesterday” or a date. */
  return g_strdup_printf (_("Finished %s"), day);
}

static void
summary_cb (HeedDatedRow *self)
{
  g_autofree char *title = heed_moment_format (heed_record_get_created (heed_entry_get_head (self->entry)));
  g_autofree char *subtitle = heed_dated_row_describe (self->entry);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self), subtitle);
}

static void
heed_dated_row_dispose (GObject *object)
{
  g_clear_object (&HEED_DATED_ROW (object)->entry);

  G_OBJECT_CLASS (heed_dated_row_parent_class)->dispose (object);
}

static void
heed_dated_row_class_init (HeedDatedRowClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = heed_dated_row_dispose;

  heed_template_set (GTK_WIDGET_CLASS (klass), "widgets/heed-dated-row.ui");
}

static void
heed_dated_row_init (HeedDatedRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * heed_dated_row_new:
 * @entry: an entry whose summary has arrived, or that is open
 *
 * Makes a row for an entry.
 *
 * Returns: (transfer none): the row
 */
GtkWidget *
heed_dated_row_new (HeedEntry *entry)
{
  HeedDatedRow *self = g_object_new (HEED_TYPE_DATED_ROW, NULL);

  self->entry = g_object_ref (entry);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (self), "s", heed_entry_get_id (entry));
  g_signal_connect_object (entry, "notify::summary", G_CALLBACK (summary_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (entry, "notify::completed", G_CALLBACK (summary_cb), self, G_CONNECT_SWAPPED);
  summary_cb (self);
  return GTK_WIDGET (self);
}

/**
 * heed_dated_row_describe:
 * @entry: an entry whose summary has arrived, or that is open
 *
 * Writes how far an entry is and the average of its ratings.
 *
 * Returns: (transfer full): one line, such as "Finished yesterday · average 3.3"
 */
char *
heed_dated_row_describe (HeedEntry *entry)
{
  HeedSummary *summary = heed_entry_get_summary (entry);
  double mean = summary != NULL ? heed_summary_get_mean_rating (summary) : NAN;
  g_autofree char *state = describe_state (entry);

  if (isnan (mean))
    return g_steal_pointer (&state);

  /* Translators: how far an entry is, and the average of its ratings, as in
   * “Finished yesterday · average 3.3”. */
  return g_strdup_printf (_("%s · average %.1f"), state, mean);
}
