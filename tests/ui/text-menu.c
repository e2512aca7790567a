/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "text-menu.h"

#include "screen.h"

/* What is underlined in a text, with a “|” between. */
char *
dup_marked (HeedTextArea *area)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (area));
  GString *marked = g_string_new (NULL);
  GtkTextIter iter;

  gtk_text_buffer_get_start_iter (buffer, &iter);
  do
    {
      g_autoptr (GSList) tags = gtk_text_iter_get_toggled_tags (&iter, TRUE);

      for (GSList *link = tags; link != NULL; link = link->next)
        {
          PangoUnderline underline;
          GtkTextIter end = iter;
          g_autofree char *words = NULL;

          g_object_get (link->data, "underline", &underline, NULL);
          if (underline == PANGO_UNDERLINE_NONE)
            continue;
          gtk_text_iter_forward_to_tag_toggle (&end, link->data);
          words = gtk_text_iter_get_text (&iter, &end);
          g_string_append_printf (marked, "%s%s", marked->len > 0 ? "|" : "", words);
        }
    }
  while (gtk_text_iter_forward_to_tag_toggle (&iter, NULL));

  return g_string_free (marked, FALSE);
}

void
assert_marked (HeedTextArea *area,
               const char   *expected)
{
  g_autofree char *marked = NULL;

  wait_for_rest (GTK_WIDGET (area));
  marked = dup_marked (area);
  g_assert_cmpstr (marked, ==, expected);
}

static gboolean
is_menu (GtkWidget  *widget,
         const char *unused)
{
  return GTK_IS_POPOVER_MENU (widget) && gtk_widget_get_mapped (widget);
}

static gboolean
is_item (GtkWidget  *widget,
         const char *label)
{
  return g_str_equal (G_OBJECT_TYPE_NAME (widget), "GtkModelButton") && count_shown (widget, is_label, label) > 0;
}

/* In the menu that is open. */
GtkWidget *
find_item (HeedTextArea *area,
           const char   *label)
{
  return find_shown (find_shown (GTK_WIDGET (area), is_menu, NULL), is_item, label);
}

guint
count_items (HeedTextArea *area,
             const char   *label)
{
  return count_shown (find_shown (GTK_WIDGET (area), is_menu, NULL), is_item, label);
}

static gboolean
is_closed (gpointer menu)
{
  return !gtk_widget_get_mapped (menu);
}

static gboolean
has_focus (gpointer area)
{
  return gtk_widget_has_focus (area);
}

void
close_menu (EditorFixture *fixture,
            HeedTextArea  *area)
{
  GtkWidget *menu = find_shown (GTK_WIDGET (area), is_menu, NULL);

  send_keys (fixture, "Escape");
  g_assert_true (wait_until (is_closed, menu));
  g_assert_true (wait_until (has_focus, area));
}

void
choose (HeedTextArea *area,
        const char   *label)
{
  GtkWidget *menu = find_shown (GTK_WIDGET (area), is_menu, NULL);

  g_signal_emit_by_name (find_item (area, label), "clicked");
  g_assert_true (wait_until (is_closed, menu));
}
