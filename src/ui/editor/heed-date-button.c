/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* A calendar behind a button. Going through the months with the arrows takes
 * the chosen day along, and leaves the calendar open; pressing a day closes
 * it. */

#include "heed-date-button.h"

#include "heed-stamp.h"

#include <glib/gi18n.h>

struct _HeedDateButton
{
  AdwBin parent_instance;

  GtkWidget *button;
  GtkWidget *popover;
  GtkCalendar *calendar;

  guint32 day; /* Julian; 0 for none */
  int month;   /* the month in view */
  gboolean showing;
};

enum
{
  CHOSEN,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (HeedDateButton, heed_date_button, ADW_TYPE_BIN)

static void
choose (HeedDateButton *self,
        GDateTime      *time)
{
  g_autofree char *day = g_date_time_format (time, "%Y-%m-%d");

  g_signal_emit (self, signals[CHOSEN], 0, day);
}

static void
shown_cb (HeedDateButton *self)
{
  g_autoptr (GDateTime) time = NULL;
  GDate date;

  g_date_clear (&date, 1);
  g_date_set_julian (&date, self->day != 0 ? self->day : heed_day_today ());
  time = g_date_time_new_local (g_date_get_year (&date), (int) g_date_get_month (&date),
                                g_date_get_day (&date), 12, 0, 0);

  self->showing = TRUE;
  gtk_calendar_select_day (self->calendar, time);
  self->showing = FALSE;
  self->month = g_date_time_get_month (time);
}

static void
day_selected_cb (HeedDateButton *self)
{
  g_autoptr (GDateTime) time = NULL;
  gboolean same_month;

  if (self->showing)
    return;

  time = gtk_calendar_get_date (self->calendar);
  same_month = g_date_time_get_month (time) == self->month;
  self->month = g_date_time_get_month (time);
  choose (self, time);
  if (same_month)
    gtk_popover_popdown (GTK_POPOVER (self->popover));
}

static void
today_cb (HeedDateButton *self)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();

  choose (self, now);
  gtk_popover_popdown (GTK_POPOVER (self->popover));
}

static void
heed_date_button_class_init (HeedDateButtonClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  /**
   * HeedDateButton::chosen:
   * @self: a date button
   * @day: a day as answers keep it
   *
   * A person chose a day.
   */
  signals[CHOSEN] = g_signal_new ("chosen", HEED_TYPE_DATE_BUTTON, G_SIGNAL_RUN_LAST, 0,
                                  NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING | G_SIGNAL_TYPE_STATIC_SCOPE);

  gtk_widget_class_set_template_from_resource (widget_class, "/org/heedworkbook/Heed/editor/heed-date-button.ui");
  gtk_widget_class_bind_template_child (widget_class, HeedDateButton, button);
  gtk_widget_class_bind_template_child (widget_class, HeedDateButton, popover);
  gtk_widget_class_bind_template_child (widget_class, HeedDateButton, calendar);
  gtk_widget_class_bind_template_callback (widget_class, shown_cb);
  gtk_widget_class_bind_template_callback (widget_class, day_selected_cb);
  gtk_widget_class_bind_template_callback (widget_class, today_cb);
}

static void
heed_date_button_init (HeedDateButton *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * heed_date_button_new:
 * @name: what the day answers, in words that make sense alone
 *
 * Makes a button for no day yet.
 *
 * Returns: (transfer floating): the button
 */
GtkWidget *
heed_date_button_new (const char *name)
{
  HeedDateButton *self = g_object_new (HEED_TYPE_DATE_BUTTON, NULL);
  /* Translators: what the day answers, such as “When was it?”. */
  g_autofree char *label = g_strdup_printf (_("Choose a day: %s"), name);

  gtk_accessible_update_property (GTK_ACCESSIBLE (self->button), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->calendar), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  return GTK_WIDGET (self);
}

/**
 * heed_date_button_set_day:
 * @self: a date button
 * @day: (nullable): a day as answers keep it; anything else is no day
 *
 * Sets the day on which the calendar opens; today for no day.
 */
void
heed_date_button_set_day (HeedDateButton *self,
                          const char     *day)
{
  self->day = 0;
  if (day != NULL)
    heed_day_parse_iso (day, &self->day);
}
