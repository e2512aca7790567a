/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Going to a place in the editor, with the caret where it belongs. */

#include "heed-destination.h"

#include "heed-row-answer.h"
#include "heed-scroll.h"

static GtkTextView *
get_focused_text (GtkWidget *within)
{
  GtkWidget *focus = gtk_root_get_focus (gtk_widget_get_root (within));

  return focus != NULL && GTK_IS_TEXT_VIEW (focus) && (focus == within || gtk_widget_is_ancestor (focus, within))
         ? GTK_TEXT_VIEW (focus)
         : NULL;
}

static void
put_caret (GtkTextView *text,
           int          caret)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (text);
  GtkTextIter iter;

  gtk_text_buffer_get_iter_at_offset (buffer, &iter, caret);
  gtk_text_buffer_place_cursor (buffer, &iter);
}

static void
go_to (const HeedDestination *destination,
       GtkWidget             *widget)
{
  GtkTextView *text;

  if (!heed_destination_focus (widget))
    return;

  text = get_focused_text (widget);
  if (text == NULL)
    return;

  if (destination->aim == HEED_AIM_CHANGE && HEED_IS_TEXT_AREA (text))
    heed_text_area_go_to_change (HEED_TEXT_AREA (text));
  else if (destination->caret >= 0)
    put_caret (text, destination->caret);
}

/**
 * heed_destination_set:
 * @destination: a destination, all zero at first
 * @path: a place in the entry
 * @aim: what to look for there
 * @caret: where in the text; -1 for where the caret is
 * @note: (nullable): what to say there
 *
 * Chooses where to go.
 */
void
heed_destination_set (HeedDestination *destination,
                      const char      *path,
                      HeedAim          aim,
                      int              caret,
                      const char      *note)
{
  HeedDestination before = *destination;

  destination->path = g_strdup (path);
  destination->note = g_strdup (note);
  destination->aim = aim;
  destination->caret = caret;
  heed_destination_clear (&before);
}

/**
 * heed_destination_clear:
 * @destination: a destination
 *
 * Goes nowhere.
 */
void
heed_destination_clear (HeedDestination *destination)
{
  g_clear_pointer (&destination->path, g_free);
  g_clear_pointer (&destination->note, g_free);
}

/**
 * heed_destination_go_to_answer:
 * @destination: a destination
 * @view: the control there
 *
 * Puts the focus into the control of an answer.
 */
void
heed_destination_go_to_answer (const HeedDestination *destination,
                               HeedAnswerView        *view)
{
  if (destination->note != NULL && HEED_IS_ROW_ANSWER (view))
    heed_row_answer_set_note (HEED_ROW_ANSWER (view), destination->note);
  go_to (destination, GTK_WIDGET (view));
}

/**
 * heed_destination_go_to_area:
 * @destination: a destination
 * @area: the text there
 *
 * Puts the focus into a text that is no answer.
 */
void
heed_destination_go_to_area (const HeedDestination *destination,
                             HeedTextArea          *area)
{
  go_to (destination, GTK_WIDGET (area));
}

/**
 * heed_destination_go_to_handle:
 * @destination: a destination
 * @handle: (nullable): the handle there
 *
 * Puts the focus onto a handle, and shows that it is there: whoever used the
 * mouse wants to see where something went, too.
 */
void
heed_destination_go_to_handle (const HeedDestination *destination,
                               HeedMoveHandle        *handle)
{
  if (handle == NULL)
    return;

  heed_move_handle_set_note (handle, destination->note);
  if (heed_destination_focus (GTK_WIDGET (handle)))
    gtk_window_set_focus_visible (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (handle))), TRUE);
}

/**
 * heed_destination_focus:
 * @widget: a widget of the editor
 *
 * Puts the keyboard focus into @widget and scrolls to it.
 *
 * Returns: %FALSE if it does not take the focus
 */
gboolean
heed_destination_focus (GtkWidget *widget)
{
  if (!gtk_widget_grab_focus (widget))
    return FALSE;

  heed_scroll_into_view (widget);
  return TRUE;
}
