/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The preferences. See heed-preferences-window.h. */

#include "heed-preferences-window.h"

#include "heed-accessible.h"
#include "heed-settings.h"
#include "heed-spelling.h"
#include "heed-template.h"

#include <glib/gi18n.h>
#include <stdio.h>

struct _HeedPreferencesWindow
{
  AdwPreferencesWindow parent_instance;

  GtkSpinButton *writing_size;
  AdwComboRow *spelling;
  GtkStringList *spelling_names;
  AdwComboRow *week_start;
  GtkSwitch *empty_trash;
  GtkSwitch *reminders;
  GtkSpinButton *reminder_time;

  GSettings *settings;
  GPtrArray *spelling_codes; /* values of the setting, in the order of the rows */
  gboolean showing;
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

/* Takes @name over. */
static void
add_spelling (HeedPreferencesWindow *self,
              const char            *code,
              char                  *name)
{
  g_ptr_array_add (self->spelling_codes, g_strdup (code));
  gtk_string_list_take (self->spelling_names, name);
}

static char *
describe_guess (void)
{
  const char *guess = heed_spelling_get_guess (heed_spelling_get_default ());
  g_autofree char *name = guess != NULL ? heed_spelling_dup_name (guess) : NULL;

  if (name == NULL)
    return g_strdup (_("Automatic: no dictionary of your language is installed"));

  /* Translators: the language of the spell checking. */
  return g_strdup_printf (_("Automatic: %s"), name);
}

/* The languages that there are, and the one that was chosen even if it is gone. */
static void
show_spelling (HeedPreferencesWindow *self)
{
  const char * const *languages = heed_spelling_get_languages (heed_spelling_get_default ());
  g_autofree char *chosen = g_settings_get_string (self->settings, "spelling");
  guint position;

  self->showing = TRUE;
  g_ptr_array_set_size (self->spelling_codes, 0);
  gtk_string_list_splice (self->spelling_names, 0, g_list_model_get_n_items (G_LIST_MODEL (self->spelling_names)), NULL);
  add_spelling (self, HEED_SPELLING_AUTO, describe_guess ());
  /* Translators: nothing is marked. */
  add_spelling (self, HEED_SPELLING_OFF, g_strdup (C_("spell checking", "Off")));
  for (; languages != NULL && *languages != NULL; languages++)
    add_spelling (self, *languages, heed_spelling_dup_name (*languages));

  if (!g_ptr_array_find_with_equal_func (self->spelling_codes, chosen, g_str_equal, &position))
    {
      g_autofree char *name = heed_spelling_dup_name (chosen);

      position = self->spelling_codes->len;
      /* Translators: a language of which there is no dictionary any more. */
      add_spelling (self, chosen, g_strdup_printf (_("%s: not installed"), name));
    }
  adw_combo_row_set_selected (self->spelling, position);
  self->showing = FALSE;
}

static void
choose_spelling_cb (HeedPreferencesWindow *self)
{
  guint position = adw_combo_row_get_selected (self->spelling);

  if (!self->showing && self->spelling_codes != NULL && position < self->spelling_codes->len)
    g_settings_set_string (self->settings, "spelling", g_ptr_array_index (self->spelling_codes, position));
}

/* Nobody chooses where there is nothing to choose from. */
static void
start_spelling (HeedPreferencesWindow *self)
{
  gtk_widget_set_visible (GTK_WIDGET (self->spelling), heed_spelling_is_there ());
  if (!heed_spelling_is_there ())
    return;

  self->spelling_codes = g_ptr_array_new_with_free_func (g_free);
  g_signal_connect_object (heed_spelling_get_default (), "notify::languages", G_CALLBACK (show_spelling), self,
                           G_CONNECT_SWAPPED);
  show_spelling (self);
}

static void
heed_preferences_window_dispose (GObject *object)
{
  HeedPreferencesWindow *self = HEED_PREFERENCES_WINDOW (object);

  g_clear_object (&self->settings);
  g_clear_pointer (&self->spelling_codes, g_ptr_array_unref);

  G_OBJECT_CLASS (heed_preferences_window_parent_class)->dispose (object);
}

static void
heed_preferences_window_class_init (HeedPreferencesWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = heed_preferences_window_dispose;

  heed_template_set (widget_class, "preferences/heed-preferences-window.ui");
  gtk_widget_class_bind_template_child (widget_class, HeedPreferencesWindow, writing_size);
  gtk_widget_class_bind_template_child (widget_class, HeedPreferencesWindow, spelling);
  gtk_widget_class_bind_template_child (widget_class, HeedPreferencesWindow, spelling_names);
  gtk_widget_class_bind_template_child (widget_class, HeedPreferencesWindow, week_start);
  gtk_widget_class_bind_template_child (widget_class, HeedPreferencesWindow, empty_trash);
  gtk_widget_class_bind_template_child (widget_class, HeedPreferencesWindow, reminders);
  gtk_widget_class_bind_template_child (widget_class, HeedPreferencesWindow, reminder_time);
  gtk_widget_class_bind_template_callback (widget_class, choose_spelling_cb);
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
  start_spelling (self);
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
