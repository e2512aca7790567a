/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What controls are called by a screen reader. */

#include "heed-accessible.h"

#include <adwaita.h>
#include <glib/gi18n.h>

static void
drop_words_seen (GtkWidget *widget)
{
  gtk_accessible_reset_relation (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_RELATION_LABELLED_BY);
}

/**
 * heed_accessible_set_name:
 * @widget: a control
 * @name: what it is called where it stands alone, beginning with the words that
 *   are seen on it, so that it can be called by voice, too
 *
 * Names a control. GTK would read the words on a button as well as the name, so
 * they are left out.
 */
void
heed_accessible_set_name (GtkWidget  *widget,
                          const char *name)
{
  drop_words_seen (widget);
  gtk_accessible_update_property (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);

  /* AdwButtonContent 1.7 names the button that it stands in when it gets into a
   * window. */
  if (GTK_IS_BUTTON (widget))
    {
      g_signal_handlers_disconnect_by_func (widget, drop_words_seen, NULL);
      g_signal_connect (widget, "notify::root", G_CALLBACK (drop_words_seen), NULL);
    }
}

/**
 * heed_accessible_set_name_of:
 * @widget: a control
 * @words: the words that are seen on it
 * @what: what it belongs to
 *
 * Names a control of which there are several with the same words.
 */
void
heed_accessible_set_name_of (GtkWidget  *widget,
                             const char *words,
                             const char *what)
{
  /* Translators: what a button does, and to what. */
  g_autofree char *name = g_strdup_printf (C_("name of a control", "%s: %s"), words, what);

  heed_accessible_set_name (widget, name);
}

static void
name_scrollers (GtkWidget  *widget,
                const char *name)
{
  if (ADW_IS_STATUS_PAGE (widget))
    name = adw_status_page_get_title (ADW_STATUS_PAGE (widget));
  else if (ADW_IS_PREFERENCES_PAGE (widget))
    name = _("Settings");
  else if (GTK_IS_SCROLLED_WINDOW (widget) && name != NULL)
    gtk_accessible_update_property (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    name_scrollers (child, name);
}

/**
 * heed_accessible_name_scrollers:
 * @widget: what has pages of libadwaita in it
 *
 * Names what scrolls in a page of libadwaita, where the keyboard may stop: it has no
 * name of its own.
 */
void
heed_accessible_name_scrollers (GtkWidget *widget)
{
  name_scrollers (widget, NULL);
}

/**
 * heed_accessible_set_menu_button_name:
 * @button: a menu button
 * @name: as for heed_accessible_set_name()
 *
 * Names a menu button. What the keyboard reaches is the button inside, to which
 * GTK does not hand the name on.
 */
void
heed_accessible_set_menu_button_name (GtkMenuButton *button,
                                      const char    *name)
{
  heed_accessible_set_name (GTK_WIDGET (button), name);
  heed_accessible_set_name (gtk_widget_get_first_child (GTK_WIDGET (button)), name);
}
