/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The day and time of an entry. See heed-day-button.h. */

#include "heed-day-button.h"

#include "heed-accessible.h"
#include "heed-calendar.h"
#include "heed-month.h"
#include "heed-template.h"

#include <glib/gi18n.h>

struct _HeedDayButton
{
  AdwBin parent_instance;

  GtkWidget *button;
  GtkLabel *label;
  GtkLabel *plain_label; /* where it cannot be changed */
  HeedMonth *month;
  GtkSpinButton *time;   /* in minutes */

  HeedEntry *entry;
  GSignalGroup *entry_signals;
  gboolean showing; /* what is shown is being set, not chosen */
};

G_DEFINE_FINAL_TYPE (HeedDayButton, heed_day_button, ADW_TYPE_BIN)

static HeedTimestamp
get_created (HeedDayButton *self)
{
  return heed_record_get_created (heed_entry_get_record (self->entry));
}

/* Somebody may have the calendar open while the entry is changed elsewhere. */
static void
show_created (HeedDayButton *self)
{
  HeedTimestamp created;
  g_autoptr (GDateTime) local = NULL;
  g_autofree char *text = NULL;
  g_autofree char *name = NULL;
  guint32 day;

  if (self->entry == NULL)
    return;

  created = get_created (self);
  day = heed_timestamp_get_day (created);
  local = heed_timestamp_to_local (created);
  text = heed_moment_format_in_full (created);
  /* Translators: a day and a time of day, as in “Friday, 12 November, 14:05”. */
  name = g_strdup_printf (_("%s: change the day and time"), text);
  gtk_label_set_label (self->label, text);
  gtk_label_set_label (self->plain_label, text);
  heed_accessible_set_name (self->button, name);

  self->showing = TRUE;
  heed_month_set_last_day (self->month, MAX (day, heed_day_today ()));
  heed_month_set_day (self->month, day);
  gtk_spin_button_set_value (self->time, 60 * g_date_time_get_hour (local) + g_date_time_get_minute (local));
  self->showing = FALSE;
}

static void
shown_cb (HeedDayButton *self)
{
  show_created (self);
  heed_month_show_day (self->month, heed_month_get_day (self->month));
  gtk_widget_grab_focus (GTK_WIDGET (self->month));
}

/* Who writes in their own time zone means its time on that day, summer or winter; what
 * was written elsewhere keeps the clock that it was written by. */
static HeedTimestamp
place (HeedTimestamp before,
       guint32       day,
       int           minutes)
{
  g_autoptr (GDateTime) was = g_date_time_new_from_unix_local (before.utc / G_USEC_PER_SEC);
  gboolean here = was != NULL && g_date_time_get_utc_offset (was) == before.offset * G_TIME_SPAN_SECOND;
  g_autoptr (GTimeZone) zone = here ? g_time_zone_new_local () : g_time_zone_new_offset (before.offset);
  g_autoptr (GDateTime) then = NULL;
  GDate date;

  g_date_clear (&date, 1);
  g_date_set_julian (&date, day);
  then = g_date_time_new (zone, g_date_get_year (&date), (int) g_date_get_month (&date), g_date_get_day (&date),
                          minutes / 60, minutes % 60, 0);
  return (HeedTimestamp) { g_date_time_to_unix (then) * G_USEC_PER_SEC,
                           (gint32) (g_date_time_get_utc_offset (then) / G_TIME_SPAN_SECOND) };
}

/* Where neither the day nor the minute differs, the second of it stays, too. */
static void
changed_cb (HeedDayButton *self)
{
  HeedTimestamp before, after;

  if (self->showing || self->entry == NULL)
    return;

  before = get_created (self);
  after = place (before, heed_month_get_day (self->month), gtk_spin_button_get_value_as_int (self->time));
  if (after.utc > before.utc || before.utc - after.utc >= G_TIME_SPAN_MINUTE)
    heed_entry_set_created (self->entry, after);
}

static void
heed_day_button_dispose (GObject *object)
{
  HeedDayButton *self = HEED_DAY_BUTTON (object);

  g_clear_object (&self->entry_signals);
  g_clear_object (&self->entry);

  G_OBJECT_CLASS (heed_day_button_parent_class)->dispose (object);
}

static void
heed_day_button_class_init (HeedDayButtonClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = heed_day_button_dispose;

  g_type_ensure (HEED_TYPE_MONTH);
  heed_template_set (widget_class, "editor/heed-day-button.ui");
  gtk_widget_class_bind_template_child (widget_class, HeedDayButton, button);
  gtk_widget_class_bind_template_child (widget_class, HeedDayButton, label);
  gtk_widget_class_bind_template_child (widget_class, HeedDayButton, plain_label);
  gtk_widget_class_bind_template_child (widget_class, HeedDayButton, month);
  gtk_widget_class_bind_template_child (widget_class, HeedDayButton, time);
  gtk_widget_class_bind_template_callback (widget_class, gtk_popover_popup);
  gtk_widget_class_bind_template_callback (widget_class, shown_cb);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
}

static void
heed_day_button_init (HeedDayButton *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  heed_accessible_set_name (GTK_WIDGET (self->time), _("Time of day of the entry"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->button), GTK_ACCESSIBLE_PROPERTY_HAS_POPUP, TRUE, -1);

  self->entry_signals = g_signal_group_new (HEED_TYPE_ENTRY);
  g_signal_group_connect_swapped (self->entry_signals, "notify::created", G_CALLBACK (show_created), self);
}

/**
 * heed_day_button_set_entry:
 * @self: a button
 * @entry: (nullable): an open entry
 * @editable: whether it can be given another day
 *
 * Shows the day of an entry, and goes on showing what becomes of it.
 */
void
heed_day_button_set_entry (HeedDayButton *self,
                           HeedEntry     *entry,
                           gboolean       editable)
{
  g_return_if_fail (HEED_IS_DAY_BUTTON (self));
  g_return_if_fail (entry == NULL || heed_entry_is_open (entry));

  g_set_object (&self->entry, entry);
  g_signal_group_set_target (self->entry_signals, entry);
  gtk_widget_set_visible (self->button, editable);
  gtk_widget_set_visible (GTK_WIDGET (self->plain_label), !editable);
  show_created (self);
}
