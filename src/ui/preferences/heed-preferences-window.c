/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The preferences. See heed-preferences-window.h. */

#include "heed-preferences-window.h"

#include "heed-accessible.h"
#include "heed-settings.h"
#include "heed-template.h"

#include <glib/gi18n.h>
#include <stdio.h>

struct _HeedPreferencesWindow
{
  AdwPreferencesWindow parent_instance;

  GtkSpinButton *writing_size;
  AdwComboRow *week_start;
  GtkSwitch *empty_trash;
  GtkSwitch *reminders;
  GtkSpinButton *reminder_time;

  GSettings *settings;
};

G_DEFINE_FINAL_TYPE (HeedPreferencesWindow, heed_preferences_window, ADW_TYPE_PREFERENCES_WINDOW)

/* The rows of the list have the order of HeedWeekStart. */
static gboolean
get_week_start (GValue   *value,
                GVariant *variant,
                gpointer  data)
{
  g_autoptr (GSettings) settings = heed_settings_new ();

  g_value_set_uint (value, (guint) g_settings_get_enum (settings, "week-start"));
  return TRUE;
}

static GVariant *
set_week_start (const GValue       *value,
                const GVariantType *type,
                gpointer            data)
{
  static const char * const nicks[] = { "locale", "monday", "saturday", "sunday" };
  guint row = g_value_get_uint (value);

  return row < G_N_ELEMENTS (nicks) ? g_variant_new_string (nicks[row]) : NULL;
}

static gboolean
show_time_cb (GtkSpinButton *button)
{
  int minutes = gtk_spin_button_get_value_as_int (button);
  g_autofree char *text = g_strdup_printf ("%02d:%02d", minutes / 60, minutes % 60);

  if (!g_str_equal (gtk_editable_get_text (GTK_EDITABLE (button)), text))
    gtk_editable_set_text (GTK_EDITABLE (button), text);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_VALUE_TEXT, text, -1);
  return TRUE;
}

/* “17:30”, “17.30” and “17” are times; anything else leaves the time that was. */
static int
read_time_cb (GtkSpinButton *button,
              double        *value)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (button));
  unsigned int hours, minutes = 0;

  if (sscanf (text, "%2u%*[:.]%2u", &hours, &minutes) < 1 || hours > 23 || minutes > 59)
    return GTK_INPUT_ERROR;

  *value = hours * 60 + minutes;
  return TRUE;
}

static void
heed_preferences_window_dispose (GObject *object)
{
  g_clear_object (&HEED_PREFERENCES_WINDOW (object)->settings);

  G_OBJECT_CLASS (heed_preferences_window_parent_class)->dispose (object);
}

static void
heed_preferences_window_class_init (HeedPreferencesWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = heed_preferences_window_dispose;

  heed_template_set (widget_class, "preferences/heed-preferences-window.ui");
  gtk_widget_class_bind_template_child (widget_class, HeedPreferencesWindow, writing_size);
  gtk_widget_class_bind_template_child (widget_class, HeedPreferencesWindow, week_start);
  gtk_widget_class_bind_template_child (widget_class, HeedPreferencesWindow, empty_trash);
  gtk_widget_class_bind_template_child (widget_class, HeedPreferencesWindow, reminders);
  gtk_widget_class_bind_template_child (widget_class, HeedPreferencesWindow, reminder_time);
  gtk_widget_class_bind_template_callback (widget_class, show_time_cb);
  gtk_widget_class_bind_template_callback (widget_class, read_time_cb);
}

static void
heed_preferences_window_init (HeedPreferencesWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  heed_accessible_name_scrollers (GTK_WIDGET (self));

  /* By themselves they would be called by the title of their row as well. */
  heed_accessible_set_name (GTK_WIDGET (self->writing_size), _("Text size of what you write"));
  heed_accessible_set_name (GTK_WIDGET (self->empty_trash), _("Empty the trash after 30 days"));
  heed_accessible_set_name (GTK_WIDGET (self->reminders), _("Remind me to write"));
  heed_accessible_set_name (GTK_WIDGET (self->reminder_time), _("Time of day of the reminder"));
  self->settings = heed_settings_new ();
  g_settings_bind (self->settings, "writing-size", self->writing_size, "value", G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (self->settings, "empty-trash", self->empty_trash, "active", G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (self->settings, "reminders", self->reminders, "active", G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (self->settings, "reminder-time", self->reminder_time, "value", G_SETTINGS_BIND_DEFAULT);
  g_settings_bind_with_mapping (self->settings, "week-start", self->week_start, "selected", G_SETTINGS_BIND_DEFAULT,
                                get_week_start, set_week_start, NULL, NULL);
}

/**
 * heed_preferences_window_new:
 *
 * Makes the window of the preferences.
 *
 * Returns: (transfer none): the window, owned by GTK
 */
GtkWidget *
heed_preferences_window_new (void)
{
  return g_object_new (HEED_TYPE_PREFERENCES_WINDOW, NULL);
}
