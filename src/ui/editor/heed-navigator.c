/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The one place that knows where to go in an entry. See heed-navigator.h. */

#include "heed-navigator.h"

#include "heed-focus.h"
#include "heed-text-area.h"

#include <string.h>

#define TOP_MARGIN 12   /* above what came to the top */
#define SIGHT_MARGIN 24 /* around what can be seen where it is */

/* Where to go. */
typedef struct
{
  char *path; /* NULL for nowhere */
  char *note; /* what to say there to somebody who hears the window */
  int caret;  /* where in the text; -1 for where the caret is */
  HeedAim aim;
} Target;

struct _HeedNavigator
{
  GtkWidget *editor; /* neither is owned */
  GtkWidget *title;

  GPtrArray *views;    /* of HeedAnswerView, as they are read; not owned */
  GHashTable *by_path; /* the same; the views keep their paths */
  GPtrArray *sections; /* of HeedSection; not owned */
  Target wanted;       /* as soon as the controls are in step with the form */
  Target stay;         /* there, unless somebody wants to go elsewhere */
  char *last_path;     /* of the answer that has or last had the focus */
};

static void
clear_target (Target *target)
{
  g_clear_pointer (&target->path, g_free);
  g_clear_pointer (&target->note, g_free);
}

/* Finding */

static HeedAnswerView *
find_below (HeedNavigator *self,
            const char    *path,
            gboolean       last)
{
  gsize length = strlen (path);
  HeedAnswerView *found = NULL;

  for (guint i = 0; i < self->views->len && (found == NULL || last); i++)
    {
      HeedAnswerView *view = g_ptr_array_index (self->views, i);
      const char *view_path = heed_answer_view_get_path (view);

      if (strncmp (view_path, path, length) == 0 && view_path[length] == '/')
        found = view;
    }

  return found;
}

/* The control at @path or, of a group, the first. */
static HeedAnswerView *
find_first (HeedNavigator *self,
            const char    *path)
{
  HeedAnswerView *view = heed_navigator_find (self, path);

  return view != NULL ? view : find_below (self, path, FALSE);
}

/* The control at @path, or what is left of where it was: the last one around it. */
static HeedAnswerView *
find_near (HeedNavigator *self,
           const char    *path)
{
  HeedAnswerView *view = find_first (self, path);
  g_autofree char *parent = g_strdup (path);

  for (char *slash = strrchr (parent, '/'); view == NULL && slash != NULL; slash = strrchr (parent, '/'))
    {
      *slash = '\0';
      view = find_below (self, parent, TRUE);
    }

  return view;
}

/* Going there */

static gboolean
go_to_widget (GtkWidget *widget,
              HeedAim    aim,
              int        caret)
{
  GtkWidget *focus;

  if (!gtk_widget_grab_focus (widget))
    return FALSE;

  heed_scroll_into_view (widget);
  focus = heed_focus_get_within (widget);
  if (aim == HEED_AIM_CHANGE && HEED_IS_TEXT_AREA (focus))
    {
      heed_text_area_go_to_change (HEED_TEXT_AREA (focus));
    }
  else if (caret >= 0 && GTK_IS_TEXT_VIEW (focus))
    {
      GtkTextBuffer *buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (focus));
      GtkTextIter iter;

      gtk_text_buffer_get_iter_at_offset (buffer, &iter, caret);
      gtk_text_buffer_place_cursor (buffer, &iter);
    }

  return TRUE;
}

/* Whoever used the mouse wants to see where something went, too, and of a group
 * more than its heading. */
static void
go_to_handle (HeedMoveHandle *handle,
              const char     *note)
{
  GtkWidget *widget = GTK_WIDGET (handle);
  GtkWidget *row = gtk_widget_get_ancestor (widget, HEED_TYPE_ANSWER_VIEW);

  heed_move_handle_set_note (handle, note);
  if (!gtk_widget_grab_focus (widget))
    return;

  gtk_window_set_focus_visible (GTK_WINDOW (gtk_widget_get_root (widget)), TRUE);
  heed_scroll_into_view (row != NULL ? widget : gtk_widget_get_ancestor (widget, HEED_TYPE_SECTION));
}

/* There, or as near as can be where what was there is gone. */
static void
go_to_target (HeedNavigator *self,
              const Target  *target)
{
  HeedMoveHandle *handle = NULL;
  HeedAnswerView *view;

  if (target->aim == HEED_AIM_HANDLE)
    {
      for (guint i = 0; i < self->sections->len && handle == NULL; i++)
        handle = heed_section_find_handle (g_ptr_array_index (self->sections, i), target->path);
      if (handle != NULL)
        go_to_handle (handle, target->note);
      return;
    }

  view = find_near (self, target->path);
  if (view != NULL && target->note != NULL)
    heed_answer_view_set_note (view, target->note);
  if (view != NULL)
    go_to_widget (GTK_WIDGET (view), target->aim, target->caret);
  else if (g_str_equal (target->path, HEED_ENTRY_TITLE))
    go_to_widget (self->title, target->aim, target->caret);
}

/**
 * heed_navigator_new: (skip)
 * @editor: what shows an entry, which owns the navigator
 * @title: where its title is written
 *
 * Makes a navigator for no entry yet.
 *
 * Returns: (transfer full): the navigator
 */
HeedNavigator *
heed_navigator_new (GtkWidget *editor,
                    GtkWidget *title)
{
  HeedNavigator *self = g_new0 (HeedNavigator, 1);

  self->editor = editor;
  self->title = title;
  self->views = g_ptr_array_new ();
  self->by_path = g_hash_table_new (g_str_hash, g_str_equal);
  self->sections = g_ptr_array_new ();
  return self;
}

/**
 * heed_navigator_free:
 * @self: (transfer full): a navigator
 *
 * Frees the navigator.
 */
void
heed_navigator_free (HeedNavigator *self)
{
  heed_navigator_clear (self);
  g_ptr_array_unref (self->views);
  g_hash_table_unref (self->by_path);
  g_ptr_array_unref (self->sections);
  g_free (self);
}

/**
 * heed_navigator_clear:
 * @self: a navigator
 *
 * Forgets the entry: before its controls go.
 */
void
heed_navigator_clear (HeedNavigator *self)
{
  g_ptr_array_set_size (self->views, 0);
  g_hash_table_remove_all (self->by_path);
  g_ptr_array_set_size (self->sections, 0);
  clear_target (&self->wanted);
  clear_target (&self->stay);
  g_clear_pointer (&self->last_path, g_free);
}

/**
 * heed_navigator_set_sections:
 * @self: a navigator
 * @sections: (element-type HeedSection): what shows the entry, as it is read
 *
 * Learns what there is to go to, in place of what there was.
 */
void
heed_navigator_set_sections (HeedNavigator *self,
                             GPtrArray     *sections)
{
  g_ptr_array_set_size (self->views, 0);
  g_hash_table_remove_all (self->by_path);
  g_ptr_array_set_size (self->sections, 0);

  for (guint i = 0; i < sections->len; i++)
    {
      HeedSection *section = g_ptr_array_index (sections, i);
      GPtrArray *views = heed_section_get_views (section);

      g_ptr_array_add (self->sections, section);
      for (guint j = 0; j < views->len; j++)
        {
          HeedAnswerView *view = g_ptr_array_index (views, j);

          g_ptr_array_add (self->views, view);
          g_hash_table_insert (self->by_path, (char *) heed_answer_view_get_path (view), view);
        }
    }
}

/**
 * heed_navigator_get_views:
 * @self: a navigator
 *
 * Gets all controls.
 *
 * Returns: (transfer none) (element-type HeedAnswerView): the controls as they
 *   are read
 */
GPtrArray *
heed_navigator_get_views (HeedNavigator *self)
{
  return self->views;
}

/**
 * heed_navigator_find:
 * @self: a navigator
 * @path: where an answer is kept
 *
 * Finds the control of an answer. The words of one's own in a choice belong to
 * the choice, and a second look at last time's rating to the rating.
 *
 * Returns: (transfer none) (nullable): the control
 */
HeedAnswerView *
heed_navigator_find (HeedNavigator *self,
                     const char    *path)
{
  HeedAnswerView *view = g_hash_table_lookup (self->by_path, path);
  g_autofree char *parent = NULL;

  if (view != NULL ||
      !(g_str_has_suffix (path, "/" HEED_CHOICE_OTHER) || g_str_has_suffix (path, "/" HEED_RATING_THEN)))
    return view;

  parent = g_path_get_dirname (path);
  return g_hash_table_lookup (self->by_path, parent);
}

/**
 * heed_navigator_get_focused:
 * @self: a navigator
 *
 * Gets the control that has the keyboard focus.
 *
 * Returns: (transfer none) (nullable): the control
 */
HeedAnswerView *
heed_navigator_get_focused (HeedNavigator *self)
{
  GtkWidget *focus = heed_focus_get_within (self->editor);

  return focus != NULL ? HEED_ANSWER_VIEW (gtk_widget_get_ancestor (focus, HEED_TYPE_ANSWER_VIEW)) : NULL;
}

/**
 * heed_navigator_note_focus:
 * @self: a navigator
 *
 * Notes that the keyboard focus moved.
 */
void
heed_navigator_note_focus (HeedNavigator *self)
{
  HeedAnswerView *view = heed_navigator_get_focused (self);

  if (view == NULL)
    return;

  g_free (self->last_path);
  self->last_path = g_strdup (heed_answer_view_get_path (view));
}

/**
 * heed_navigator_get_last_path:
 * @self: a navigator
 *
 * Gets where somebody is or was before they went elsewhere in the window.
 *
 * Returns: (nullable): the path of the answer that has or last had the focus
 */
const char *
heed_navigator_get_last_path (HeedNavigator *self)
{
  return self->last_path;
}

/**
 * heed_navigator_get_instance:
 * @self: a navigator
 *
 * Gets what a key can move.
 *
 * Returns: (nullable): the path of the row that has the keyboard focus, or of
 *   the group whose handle has, with its number
 */
const char *
heed_navigator_get_instance (HeedNavigator *self)
{
  GtkWidget *focus = heed_focus_get_within (self->editor);
  GtkWidget *handle = focus != NULL ? gtk_widget_get_ancestor (focus, HEED_TYPE_MOVE_HANDLE) : NULL;
  HeedAnswerView *view = heed_navigator_get_focused (self);

  if (handle != NULL)
    return heed_move_handle_get_path (HEED_MOVE_HANDLE (handle));
  if (view != NULL && heed_field_get_field_type (heed_answer_view_get_field (view)) == HEED_FIELD_LIST)
    return heed_answer_view_get_path (view);

  return NULL;
}

/**
 * heed_navigator_plan:
 * @self: a navigator
 * @path: a place in the entry, which may not be there yet
 * @aim: what to look for there
 * @caret: where in the text; -1 for where the caret is
 * @note: (nullable): what to say there to somebody who hears the window
 *
 * Chooses where to go as soon as the controls are in step with the form.
 */
void
heed_navigator_plan (HeedNavigator *self,
                     const char    *path,
                     HeedAim        aim,
                     int            caret,
                     const char    *note)
{
  clear_target (&self->wanted);
  self->wanted = (Target) { g_strdup (path), g_strdup (note), caret, aim };
}

/**
 * heed_navigator_plan_to_stay:
 * @self: a navigator
 *
 * Keeps in mind where the keyboard focus is, as its control may be taken away
 * and another come in its place before heed_navigator_arrive().
 */
void
heed_navigator_plan_to_stay (HeedNavigator *self)
{
  HeedAnswerView *focused = heed_navigator_get_focused (self);

  clear_target (&self->stay);
  if (focused != NULL)
    self->stay = (Target) { g_strdup (heed_answer_view_get_path (focused)), NULL,
                            heed_focus_get_caret (self->editor), HEED_AIM_ANSWER };
}

/**
 * heed_navigator_arrive:
 * @self: a navigator
 *
 * Goes where it was planned to, if anywhere.
 */
void
heed_navigator_arrive (HeedNavigator *self)
{
  Target wanted = self->wanted, stay = self->stay;

  /* Before, as a control that loses the focus may make other plans. */
  self->wanted = self->stay = (Target) { NULL };
  if (wanted.path != NULL)
    go_to_target (self, &wanted);
  else if (stay.path != NULL && heed_focus_get_within (self->editor) == NULL)
    go_to_target (self, &stay);
  clear_target (&wanted);
  clear_target (&stay);
}

/**
 * heed_navigator_follow_change:
 * @self: a navigator
 * @path: (nullable): what was taken back or made again
 *
 * Goes to where a text changed: at once where there is a control, else as soon
 * as there is one.
 */
void
heed_navigator_follow_change (HeedNavigator *self,
                              const char    *path)
{
  if (path == NULL)
    return;

  heed_navigator_plan (self, path, HEED_AIM_CHANGE, -1, NULL);
  if (heed_navigator_find (self, path) != NULL || g_str_equal (path, HEED_ENTRY_TITLE))
    heed_navigator_arrive (self);
}

/**
 * heed_navigator_go:
 * @self: a navigator
 * @path: where an answer is kept, or the path of a group
 *
 * Puts the keyboard focus into the control of an answer, or the first of a
 * group, and scrolls to it.
 *
 * Returns: %FALSE if there is none
 */
gboolean
heed_navigator_go (HeedNavigator *self,
                   const char    *path)
{
  HeedAnswerView *view = find_first (self, path);

  return view != NULL && go_to_widget (GTK_WIDGET (view), HEED_AIM_ANSWER, -1);
}

/**
 * heed_navigator_start:
 * @self: a navigator
 *
 * Puts the keyboard focus where somebody begins to write: into a title that is
 * asked for and not there, else into the first answer.
 *
 * Returns: %FALSE if there is no such place
 */
gboolean
heed_navigator_start (HeedNavigator *self)
{
  if (gtk_widget_get_visible (self->title) && *heed_text_area_get_text (HEED_TEXT_AREA (self->title)) == '\0')
    return gtk_widget_grab_focus (self->title);

  return self->views->len > 0 && gtk_widget_grab_focus (g_ptr_array_index (self->views, 0));
}

/**
 * heed_navigator_move_on:
 * @self: a navigator
 *
 * Goes from the answer that has the keyboard focus to the next, from the title,
 * which is no answer, to the first, and from the last to what comes after it.
 */
void
heed_navigator_move_on (HeedNavigator *self)
{
  HeedAnswerView *view = heed_navigator_get_focused (self);
  guint next = 0;

  if (view != NULL && g_ptr_array_find (self->views, view, &next))
    next++;
  if (next < self->views->len)
    gtk_widget_grab_focus (g_ptr_array_index (self->views, next));
  else
    gtk_widget_child_focus (GTK_WIDGET (gtk_widget_get_root (self->editor)), GTK_DIR_TAB_FORWARD);
}

/**
 * heed_navigator_find_top:
 * @widget: a widget
 * @y: pixels from its top
 * @adjustment: (out) (transfer none): of what scrolls around it
 * @top: (out): pixels from the top of what can be seen
 *
 * Finds where a place stands in what scrolls.
 *
 * Returns: %FALSE if it does not stand in what scrolls
 */
gboolean
heed_navigator_find_top (GtkWidget      *widget,
                         int             y,
                         GtkAdjustment **adjustment,
                         double         *top)
{
  GtkWidget *viewport = gtk_widget_get_ancestor (widget, GTK_TYPE_VIEWPORT);
  graphene_point_t place;

  if (viewport == NULL ||
      !gtk_widget_compute_point (widget, viewport, &GRAPHENE_POINT_INIT (0, (float) y), &place))
    return FALSE;

  *adjustment = gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (viewport));
  *top = place.y;
  return TRUE;
}

/**
 * heed_navigator_show:
 * @widget: a widget
 * @y: pixels from its top
 * @height: pixels
 * @rest: where the place comes to rest
 *
 * Scrolls to a place without moving the keyboard focus.
 *
 * Returns: %FALSE if it does not stand in what scrolls
 */
gboolean
heed_navigator_show (GtkWidget *widget,
                     int        y,
                     int        height,
                     HeedRest   rest)
{
  GtkAdjustment *adjustment;
  double top, page, above = TOP_MARGIN;

  if (!heed_navigator_find_top (widget, y, &adjustment, &top))
    return FALSE;

  page = gtk_adjustment_get_page_size (adjustment);
  if (rest == HEED_REST_SIGHT && top >= SIGHT_MARGIN && top + height + SIGHT_MARGIN <= page)
    return TRUE;
  if (rest != HEED_REST_TOP)
    above = page / (rest == HEED_REST_MIDDLE ? 2 : 3);

  gtk_adjustment_set_value (adjustment, gtk_adjustment_get_value (adjustment) + top - above);
  return TRUE;
}

/**
 * heed_navigator_show_section:
 * @section: a part of an entry
 *
 * Puts the top of the part at the top of what scrolls, and the keyboard focus
 * into its first answer.
 */
void
heed_navigator_show_section (HeedSection *section)
{
  GPtrArray *views = heed_section_get_views (section);
  GtkAdjustment *adjustment = NULL;
  double top = 0;

  /* Before the focus moves, which scrolls, too. */
  if (heed_navigator_find_top (GTK_WIDGET (section), -TOP_MARGIN, &adjustment, &top))
    top += gtk_adjustment_get_value (adjustment);
  if (views->len > 0)
    gtk_widget_grab_focus (g_ptr_array_index (views, 0));
  if (adjustment != NULL)
    gtk_adjustment_set_value (adjustment, top);
}

/**
 * heed_navigator_select:
 * @widget: a text area, or a label
 * @start: where something in it begins, in characters
 * @end: where it ends
 *
 * Puts the keyboard focus there: around the words in a text, or into the
 * answer that a label belongs to.
 *
 * Returns: %FALSE if there is no such place
 */
gboolean
heed_navigator_select (GtkWidget *widget,
                       guint      start,
                       guint      end)
{
  GtkWidget *view = gtk_widget_get_ancestor (widget, HEED_TYPE_ANSWER_VIEW);
  GtkTextBuffer *buffer;
  GtkTextIter start_iter, end_iter;

  if (gtk_widget_get_root (widget) == NULL)
    return FALSE;
  if (!HEED_IS_TEXT_AREA (widget))
    return view != NULL && gtk_widget_grab_focus (view);

  buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (widget));
  gtk_text_buffer_get_iter_at_offset (buffer, &start_iter, (int) start);
  gtk_text_buffer_get_iter_at_offset (buffer, &end_iter, (int) end);
  gtk_text_buffer_select_range (buffer, &start_iter, &end_iter);
  return gtk_widget_grab_focus (widget);
}
