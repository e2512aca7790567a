/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The keyboard focus within a part of the window. */

#include "heed-focus.h"

/**
 * heed_focus_move_within:
 * @widget: a widget with one child, which never has the focus itself
 * @direction: where the focus is to go
 *
 * Moves the focus to and through the child: what such a class sets as its
 * `focus`. The default would ask the widget itself to take the focus, too,
 * which would send it back in on its way out.
 *
 * Returns: %TRUE if the focus stays within
 */
gboolean
heed_focus_move_within (GtkWidget        *widget,
                        GtkDirectionType  direction)
{
  return gtk_widget_child_focus (gtk_widget_get_first_child (widget), direction);
}

/**
 * heed_focus_get_within:
 * @widget: a widget
 *
 * Gets what has the focus.
 *
 * Returns: (transfer none) (nullable): @widget or what it holds; %NULL where the
 *   focus is elsewhere
 */
GtkWidget *
heed_focus_get_within (GtkWidget *widget)
{
  GtkRoot *root = gtk_widget_get_root (widget);
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  return focus != NULL && (focus == widget || gtk_widget_is_ancestor (focus, widget)) ? focus : NULL;
}

/**
 * heed_focus_get_caret:
 * @widget: a widget
 *
 * Gets where the caret is in the text that has the focus.
 *
 * Returns: how many characters are before it; -1 where no text has the focus
 */
int
heed_focus_get_caret (GtkWidget *widget)
{
  GtkWidget *focus = heed_focus_get_within (widget);
  int caret = -1;

  if (focus != NULL && GTK_IS_TEXT_VIEW (focus))
    g_object_get (gtk_text_view_get_buffer (GTK_TEXT_VIEW (focus)), "cursor-position", &caret, NULL);

  return caret;
}
