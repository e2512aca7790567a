/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* A calendar behind a button. Choosing a day closes it. */

#include "heed-date-button.h"

#include "heed-month.h"
#include "heed-template.h"
#include "heed-timestamp.h"

#include <glib/gi18n.h>

struct _HeedDateButton
{
  AdwBin parent_instance;

  GtkWidget *button;
  GtkWidget *popover;
  HeedMonth *month;
};

G_DEFINE_FINAL_TYPE (HeedDateButton, heed_date_button, ADW_TYPE_BIN)

static void
shown_cb (HeedDateButton *self)
{
  guint32 day = heed_month_get_day (self->month);

  heed_month_show_day (self->month, day != 0 ? day : heed_day_today ());
  gtk_widget_grab_focus (GTK_WIDGET (self->month));
}

static void
day_chosen_cb (HeedDateButton *self,
               guint           day)
{
  g_autofree char *text = heed_day_format_iso (day);

  gtk_popover_popdown (GTK_POPOVER (self->popover));
  g_signal_emit_by_name (self, "chosen", text);
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
  g_signal_new ("chosen", HEED_TYPE_DATE_BUTTON, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                G_TYPE_NONE, 1, G_TYPE_STRING | G_SIGNAL_TYPE_STATIC_SCOPE);

  g_type_ensure (HEED_TYPE_MONTH);
  heed_template_set (widget_class, "editor/heed-date-button.ui");
  gtk_widget_class_bind_template_child (widget_class, HeedDateButton, button);
  gtk_widget_class_bind_template_child (widget_class, HeedDateButton, popover);
  gtk_widget_class_bind_template_child (widget_class, HeedDateButton, month);
  gtk_widget_class_bind_template_callback (widget_class, shown_cb);
  gtk_widget_class_bind_template_callback (widget_class, day_chosen_cb);
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
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->month), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
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
  guint32 julian = 0;

  if (day != NULL)
    heed_day_parse_iso (day, &julian);
  heed_month_set_day (self->month, julian);
}
