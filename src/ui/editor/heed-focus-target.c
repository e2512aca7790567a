/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Going to a place in the editor, with the caret where it belongs. */

#include "heed-focus-target.h"

#include "heed-focus.h"
#include "heed-row-answer.h"
#include "heed-scroll.h"
#include "heed-section.h"
#include "heed-text-area.h"

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
go_to_widget (const HeedFocusTarget *destination,
              GtkWidget             *widget)
{
  GtkWidget *focus;

  if (!heed_focus_target_focus (widget))
    return;

  focus = heed_focus_get_within (widget);
  if (destination->aim == HEED_AIM_CHANGE && HEED_IS_TEXT_AREA (focus))
    heed_text_area_go_to_change (HEED_TEXT_AREA (focus));
  else if (destination->caret >= 0 && GTK_IS_TEXT_VIEW (focus))
    put_caret (GTK_TEXT_VIEW (focus), destination->caret);
}

static void
go_to_answer (const HeedFocusTarget *destination,
              HeedAnswerView        *view)
{
  if (destination->note != NULL && HEED_IS_ROW_ANSWER (view))
    heed_row_answer_set_note (HEED_ROW_ANSWER (view), destination->note);
  go_to_widget (destination, GTK_WIDGET (view));
}

/* Whoever used the mouse wants to see where something went, too, and of a group
 * more than its heading. */
static void
go_to_handle (const HeedFocusTarget *destination,
              HeedMoveHandle        *handle)
{
  GtkWidget *widget = GTK_WIDGET (handle);
  GtkWidget *row = gtk_widget_get_ancestor (widget, HEED_TYPE_ANSWER_VIEW);

  heed_move_handle_set_note (handle, destination->note);
  if (!gtk_widget_grab_focus (widget))
    return;

  gtk_window_set_focus_visible (GTK_WINDOW (gtk_widget_get_root (widget)), TRUE);
  heed_scroll_into_view (row != NULL ? widget : gtk_widget_get_ancestor (widget, HEED_TYPE_SECTION));
}

/**
 * heed_focus_target_set:
 * @destination: a destination, all zero at first
 * @path: a place in the entry
 * @aim: what to look for there
 * @caret: where in the text; -1 for where the caret is
 * @note: (nullable): what to say there
 *
 * Chooses where to go.
 */
void
heed_focus_target_set (HeedFocusTarget *destination,
                       const char      *path,
                       HeedAim          aim,
                       int              caret,
                       const char      *note)
{
  HeedFocusTarget before = *destination;

  destination->path = g_strdup (path);
  destination->note = g_strdup (note);
  destination->aim = aim;
  destination->caret = caret;
  heed_focus_target_clear (&before);
}

/**
 * heed_focus_target_clear:
 * @destination: a destination
 *
 * Goes nowhere.
 */
void
heed_focus_target_clear (HeedFocusTarget *destination)
{
  g_clear_pointer (&destination->path, g_free);
  g_clear_pointer (&destination->note, g_free);
}

/**
 * heed_focus_target_go:
 * @destination: a destination in an entry
 * @sections: what shows the entry
 * @title: the field of its title
 *
 * Puts the keyboard focus there, or as near as can be where what was there is
 * gone, and scrolls to it.
 */
void
heed_focus_target_go (const HeedFocusTarget *destination,
                      HeedSectionList       *sections,
                      GtkWidget             *title)
{
  HeedMoveHandle *handle = NULL;
  HeedAnswerView *view = NULL;

  if (destination->aim == HEED_AIM_HANDLE)
    handle = heed_section_list_find_handle (sections, destination->path);
  else
    view = heed_view_index_find_near (heed_section_list_get_index (sections), destination->path);

  if (handle != NULL)
    go_to_handle (destination, handle);
  else if (view != NULL)
    go_to_answer (destination, view);
  else if (g_str_equal (destination->path, HEED_ENTRY_TITLE))
    go_to_widget (destination, title);
}

/**
 * heed_focus_target_focus:
 * @widget: a widget of the editor
 *
 * Puts the keyboard focus into @widget and scrolls to it.
 *
 * Returns: %FALSE if it does not take the focus
 */
gboolean
heed_focus_target_focus (GtkWidget *widget)
{
  if (!gtk_widget_grab_focus (widget))
    return FALSE;

  heed_scroll_into_view (widget);
  return TRUE;
}
