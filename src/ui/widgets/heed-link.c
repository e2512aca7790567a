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

/* What a link may begin with, in lower case. Nothing else is opened. */
static const char * const beginnings[] = { "https://", "http://", "mailto:" };

/* What may stand in the middle of a link, but closes a sentence or a clause at its end. */
static gboolean
closes (char c)
{
  return strchr (".,;:!?'*_~)]", c) != NULL;
}

/* A bracket belongs to a link that has the one that opens it. */
static gboolean
is_pair (const char *start,
         const char *end)
{
  char open = *end == ')' ? '(' : '[';
  int depth = 0;

  for (; start < end; start++)
    depth += *start == open ? 1 : *start == *end ? -1 : 0;

  return depth > 0;
}

static const char *
find_end (const char *start)
{
  const char *end = start;

  for (; *end != '\0'; end = g_utf8_next_char (end))
    {
      gunichar c = g_utf8_get_char (end);

      if (g_unichar_isspace (c) || g_unichar_iscntrl (c) || (c > 0x7f && g_unichar_ispunct (c)) ||
          (c < 0x80 && strchr ("<>\"`{}|\\^", (int) c) != NULL))
        break;
    }
  while (end > start && closes (end[-1]) && !((end[-1] == ')' || end[-1] == ']') && is_pair (start, end - 1)))
    end--;

  return end;
}

/* Where the address of a link begins that @text begins with. */
static const char *
skip_beginning (const char *text)
{
  for (guint i = 0; i < G_N_ELEMENTS (beginnings); i++)
    if (g_ascii_strncasecmp (text, beginnings[i], strlen (beginnings[i])) == 0)
      return text + strlen (beginnings[i]);

  return NULL;
}

/**
 * heed_link_find:
 * @text: a text
 * @end: (out): the end of the link
 *
 * Finds the first link that is written out in a text: to a web page, or to somebody
 * whom a mail goes to.
 *
 * Returns: (nullable): its beginning; %NULL if there is none
 */
const char *
heed_link_find (const char  *text,
                const char **end)
{
  gboolean in_word = FALSE;

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      const char *address = in_word ? NULL : skip_beginning (p);

      if (address != NULL)
        {
          *end = find_end (p);
          if (*end > address && g_unichar_isalnum (g_utf8_get_char (address)) &&
              (g_ascii_tolower (*p) != 'm' || memchr (address, '@', (gsize) (*end - address)) != NULL))
            return p;
        }
      in_word = g_unichar_isalnum (g_utf8_get_char (p));
    }

  return NULL;
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

  sentence = g_strdup_printf (_("No program here opens this address: %s"),
                              (const char *) g_object_get_data (G_OBJECT (widget), "uri"));
  gtk_widget_activate_action (widget, "win.say", "s", sentence);
}

/**
 * heed_link_launch:
 * @widget: a widget in the window
 * @uri: the address of a web page, or of somebody whom a mail goes to
 *
 * Opens a link in the program for it. Where that cannot be the window says why.
 */
void
heed_link_launch (GtkWidget  *widget,
                  const char *uri)
{
  g_autoptr (GdkAppLaunchContext) context = gdk_display_get_app_launch_context (gtk_widget_get_display (widget));

  g_object_set_data_full (G_OBJECT (widget), "uri", g_strdup (uri), g_free);
  g_app_info_launch_default_for_uri_async (uri, G_APP_LAUNCH_CONTEXT (context), NULL, launched_cb,
                                           g_object_ref (widget));
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

  if (uri == NULL)
    {
      g_autofree char *sentence = g_strdup_printf (_("“%s” is not a web address. One looks like this: https://example.org"),
                                                   text);

      gtk_widget_activate_action (widget, "win.say", "s", sentence);
      return;
    }

  heed_link_launch (widget, uri);
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
