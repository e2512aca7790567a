/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "heed-template.h"

#include "heed-entry.h"
#include "heed-item.h"
#include "heed-ring.h"
#include "heed-text-area.h"
#include "heed-text.h"
#include "heed-wrap-box.h"

#include <stdio.h>

static gboolean
has_text (GtkWidget  *widget,
          const char *text)
{
  return !heed_text_is_blank (text);
}

static char *
get_item_title (GtkWidget *widget,
                HeedItem  *item)
{
  return item != NULL ? g_strdup (heed_item_get_title (item)) : NULL;
}

static char *
get_item_summary (GtkWidget *widget,
                  HeedItem  *item)
{
  return item != NULL ? g_strdup (heed_item_get_summary (item)) : NULL;
}

static char *
describe_save_state (GtkWidget     *widget,
                     HeedSaveState  state)
{
  return g_strdup (heed_save_state_describe (state));
}

static gboolean
show_time_of_day (GtkSpinButton *button)
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
read_time_of_day (GtkSpinButton *button,
                  double        *value)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (button));
  unsigned int hours, minutes = 0;

  if (sscanf (text, "%2u%*[:.]%2u", &hours, &minutes) < 1 || hours > 23 || minutes > 59)
    return GTK_INPUT_ERROR;

  *value = hours * 60 + minutes;
  return TRUE;
}

/**
 * heed_template_set:
 * @widget_class: the class of a widget
 * @name: the file of its template, with its folder
 *
 * Gives a class its template. What templates are made of is known to it, and so are
 * the closures `has_text` (of a text), `get_item_title` and `get_item_summary` (of an
 * item of the workbook), and `describe_save_state`; and for a spin button that counts
 * the minutes of a day, `show_time_of_day` for its output and `read_time_of_day` for its
 * input.
 */
void
heed_template_set (GtkWidgetClass *widget_class,
                   const char     *name)
{
  g_autofree char *path = g_strconcat ("/org/heedworkbook/Heed/", name, NULL);

  g_type_ensure (HEED_TYPE_ENTRY);
  g_type_ensure (HEED_TYPE_RING);
  g_type_ensure (HEED_TYPE_TEXT_AREA);
  g_type_ensure (HEED_TYPE_WRAP_BOX);
  gtk_widget_class_set_template_from_resource (widget_class, path);
  gtk_widget_class_bind_template_callback (widget_class, has_text);
  gtk_widget_class_bind_template_callback (widget_class, get_item_title);
  gtk_widget_class_bind_template_callback (widget_class, get_item_summary);
  gtk_widget_class_bind_template_callback (widget_class, describe_save_state);
  gtk_widget_class_bind_template_callback (widget_class, show_time_of_day);
  gtk_widget_class_bind_template_callback (widget_class, read_time_of_day);
}

static void
run_action (GtkWidget  *widget,
            const char *name,
            GVariant   *parameter)
{
  void (*run) (GtkWidget *widget, GVariant *parameter) =
    g_type_get_qdata (G_OBJECT_TYPE (widget), g_quark_from_string (name));

  run (widget, parameter);
}

/**
 * heed_template_install_action:
 * @widget_class: the class of a widget that no other is derived from
 * @name: the name of an action, with its prefix
 * @parameter_type: (nullable): the type of its parameter; %NULL for none
 * @run: (scope forever): what it does, called with the widget and the parameter
 *
 * Gives a class an action, as gtk_widget_class_install_action() does, but for a
 * function that takes the widget as what it is, and no more than it needs.
 */
void
heed_template_install_action (GtkWidgetClass *widget_class,
                              const char     *name,
                              const char     *parameter_type,
                              GCallback       run)
{
  g_type_set_qdata (G_TYPE_FROM_CLASS (widget_class), g_quark_from_string (name), run);
  gtk_widget_class_install_action (widget_class, name, parameter_type, run_action);
}
