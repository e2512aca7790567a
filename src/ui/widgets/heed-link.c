/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Links that somebody wrote, and opening them in the web browser. */

#include "heed-link.h"

#include "heed-accessible.h"

#include <glib/gi18n.h>
#include <string.h>

/**
 * heed_link_parse:
 * @text: (nullable): what somebody wrote
 *
 * Makes a web address of what somebody wrote. `https://` may be left out.
 * Nothing but web pages is opened: a link to a file or a program is none.
 *
 * Returns: (transfer full) (nullable): a URI; %NULL if it is no web address
 */
char *
heed_link_parse (const char *text)
{
  g_autofree char *trimmed = g_strstrip (g_strdup (text != NULL ? text : ""));
  /* What is in front of the first colon, where that names a way to get at something
   * and is not the begin of an address such as “example.org:80”. */
  const char *scheme = g_uri_peek_scheme (trimmed);
  gboolean given = scheme != NULL && strchr (scheme, '.') == NULL;
  g_autofree char *uri = given ? g_strdup (trimmed) : g_strconcat ("https://", trimmed, NULL);
  g_autoptr (GUri) parsed = g_uri_parse (uri, G_URI_FLAGS_NONE, NULL);
  const char *host = parsed != NULL ? g_uri_get_host (parsed) : NULL;

  if (given && g_ascii_strcasecmp (scheme, "https") != 0 && g_ascii_strcasecmp (scheme, "http") != 0)
    return NULL;

  return host != NULL && strchr (host, '.') != NULL && *host != '.' ? g_steal_pointer (&uri) : NULL;
}

static void
launched_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      data)
{
  g_autoptr (GtkWidget) widget = data;
  g_autofree char *sentence = NULL;

  if (g_app_info_launch_default_for_uri_finish (result, NULL))
    return;

  sentence = g_strdup_printf (_("No program here opens web pages. The address is %s."),
                              (const char *) g_object_get_data (G_OBJECT (widget), "uri"));
  gtk_widget_activate_action (widget, "win.say", "s", sentence);
}

/**
 * heed_link_open:
 * @widget: a widget in the window
 * @text: what somebody wrote
 *
 * Opens a link in the web browser. Where that cannot be the window says why.
 */
void
heed_link_open (GtkWidget  *widget,
                const char *text)
{
  g_autofree char *uri = heed_link_parse (text);
  g_autoptr (GdkAppLaunchContext) context = NULL;

  if (uri == NULL)
    {
      g_autofree char *sentence = g_strdup_printf (_("“%s” is not a web address. One looks like this: https://example.org"),
                                                   text);

      gtk_widget_activate_action (widget, "win.say", "s", sentence);
      return;
    }

  context = gdk_display_get_app_launch_context (gtk_widget_get_display (widget));
  g_object_set_data_full (G_OBJECT (widget), "uri", g_strdup (uri), g_free);
  g_app_info_launch_default_for_uri_async (uri, G_APP_LAUNCH_CONTEXT (context), NULL, launched_cb,
                                           g_object_ref (widget));
}

static void
clicked_cb (GtkWidget *button)
{
  heed_link_open (button, g_object_get_data (G_OBJECT (button), "link"));
}

/**
 * heed_link_new_button:
 * @text: a link
 * @title: what it leads to
 *
 * Makes a button that opens a link.
 *
 * Returns: (transfer floating): the button
 */
GtkWidget *
heed_link_new_button (const char *text,
                      const char *title)
{
  GtkWidget *button = gtk_button_new_with_label (_("Open"));
  /* Translators: opens the web page of a resource, whose title follows. */
  g_autofree char *name = g_strdup_printf (_("Open in the web browser: %s"), title);

  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_set_tooltip_text (button, text);
  heed_accessible_set_name (button, name);
  g_object_set_data_full (G_OBJECT (button), "link", g_strdup (text), g_free);
  g_signal_connect (button, "clicked", G_CALLBACK (clicked_cb), NULL);
  return button;
}
