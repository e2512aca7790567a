/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The keyboard focus within a part of the window, and scrolling to what is to be seen. */

#include "heed-focus.h"

#define MARGIN 24       /* around what can be seen where it is */
#define PLACE_MARGIN 10 /* the same, of a place in a text */
#define EDGE 48.0  /* where a drag scrolls */
#define SPEED 14.0 /* pixels a frame at the very edge */

/* A widget over which something is dragged. */
typedef struct
{
  GtkWidget *widget;     /* owns this */
  GSignalGroup *signals; /* of what is dragged */
  double y;              /* of the pointer in the widget */
  guint tick_id;
} Drag;

/* How far what scrolls is from where it belongs: while a scrolling is animated,
 * it stands where it was in the last frame until the layout of this one. */
static double
get_lag (GtkWidget *widget,
         double     value)
{
  GtkWidget *viewport = gtk_widget_get_ancestor (widget, GTK_TYPE_VIEWPORT);
  GtkWidget *child = gtk_viewport_get_child (GTK_VIEWPORT (viewport));
  graphene_rect_t bounds;

  if (child == NULL || !gtk_widget_compute_bounds (child, viewport, &bounds))
    return 0;

  return -value - bounds.origin.y;
}

static void
scroll_into_view (GtkWidget *widget)
{
  double value, page, top, bottom;
  GtkAdjustment *adjustment = heed_scroll_find (widget, 0, &top);
  graphene_rect_t bounds;
  gboolean fits;

  if (adjustment == NULL || !gtk_widget_compute_bounds (widget, widget, &bounds))
    return;

  value = gtk_adjustment_get_value (adjustment);
  page = gtk_adjustment_get_page_size (adjustment);
  top += bounds.origin.y + get_lag (widget, value) - MARGIN;
  bottom = top + bounds.size.height + 2 * MARGIN;
  fits = bottom - top <= page;
  /* Of what is too high, so much that one can read on from where it begins. */
  if (fits ? top < 0 : bottom < 0 || top > page / 2)
    gtk_adjustment_set_value (adjustment, value + top);
  else if (fits && bottom > page)
    gtk_adjustment_set_value (adjustment, value + bottom - page);
}

/* What was just made has its place after the layout of the first frame. */
static gboolean
into_view_cb (GtkWidget     *widget,
              GdkFrameClock *clock,
              gpointer       user_data)
{
  gboolean *waited = user_data;

  if (!*waited)
    {
      *waited = TRUE;
      return G_SOURCE_CONTINUE;
    }

  scroll_into_view (widget);
  return G_SOURCE_REMOVE;
}

/* The pointer stays where it is, and the widget moves below it. */
static gboolean
drag_cb (GtkWidget     *widget,
         GdkFrameClock *clock,
         gpointer       user_data)
{
  Drag *drag = user_data;
  double value, page, place, step = 0;
  GtkAdjustment *adjustment = heed_scroll_find (widget, drag->y, &place);

  if (adjustment == NULL)
    return G_SOURCE_CONTINUE;

  value = gtk_adjustment_get_value (adjustment);
  page = gtk_adjustment_get_page_size (adjustment);
  if (place < EDGE)
    step = -SPEED * (EDGE - MAX (place, 0)) / EDGE;
  else if (place > page - EDGE)
    step = SPEED * (EDGE - MAX (page - place, 0)) / EDGE;
  gtk_adjustment_set_value (adjustment, value + step);
  drag->y += gtk_adjustment_get_value (adjustment) - value;
  return G_SOURCE_CONTINUE;
}

static void
stop_drag (Drag *drag)
{
  if (drag->tick_id != 0)
    gtk_widget_remove_tick_callback (drag->widget, drag->tick_id);
  drag->tick_id = 0;
  g_signal_group_set_target (drag->signals, NULL);
}

static void
drag_motion_cb (GtkDropControllerMotion *motion,
                double                   x,
                double                   y,
                Drag                    *drag)
{
  GdkDrop *drop = gtk_drop_controller_motion_get_drop (motion);
  GdkDrag *source = drop != NULL ? gdk_drop_get_drag (drop) : NULL;

  drag->y = y;
  if (drag->tick_id != 0 || source == NULL)
    return;

  /* What is dropped does not leave. */
  g_signal_group_set_target (drag->signals, source);
  drag->tick_id = gtk_widget_add_tick_callback (drag->widget, drag_cb, drag, NULL);
}

static void
free_drag (gpointer data)
{
  Drag *drag = data;

  g_clear_object (&drag->signals);
  g_free (drag);
}

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

/**
 * heed_scroll_find:
 * @widget: a widget
 * @y: pixels from its top
 * @top: (out): pixels from the top of what can be seen
 *
 * Finds where a place stands in what scrolls.
 *
 * Returns: (transfer none) (nullable): the adjustment of what scrolls; %NULL if the
 *   place does not stand in any
 */
GtkAdjustment *
heed_scroll_find (GtkWidget *widget,
                  double     y,
                  double    *top)
{
  GtkWidget *viewport = gtk_widget_get_ancestor (widget, GTK_TYPE_VIEWPORT);
  graphene_point_t place;

  if (viewport == NULL || !gtk_widget_compute_point (widget, viewport, &GRAPHENE_POINT_INIT (0, (float) y), &place))
    return NULL;

  *top = place.y;
  return gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (viewport));
}

/**
 * heed_scroll_into_view:
 * @widget: a widget that may just have been made
 *
 * Scrolls what @widget stands in by as little as is needed to see it, as soon
 * as it has its place.
 */
void
heed_scroll_into_view (GtkWidget *widget)
{
  gtk_widget_add_tick_callback (widget, into_view_cb, g_new0 (gboolean, 1), g_free);
}

/**
 * heed_scroll_to_place:
 * @widget: a widget that has its place
 * @y: pixels from its top
 * @height: pixels
 *
 * Scrolls what @widget stands in by as little as is needed to see a part of it.
 */
void
heed_scroll_to_place (GtkWidget *widget,
                      int        y,
                      int        height)
{
  double value, page, top;
  GtkAdjustment *adjustment = heed_scroll_find (widget, y, &top);

  if (adjustment == NULL)
    return;

  value = gtk_adjustment_get_value (adjustment);
  page = gtk_adjustment_get_page_size (adjustment);
  top += get_lag (widget, value);
  if (top < PLACE_MARGIN)
    gtk_adjustment_set_value (adjustment, value + top - PLACE_MARGIN);
  else if (top + height + 2 * PLACE_MARGIN > page)
    gtk_adjustment_set_value (adjustment, value + top + height + 2 * PLACE_MARGIN - page);
}

/**
 * heed_scroll_show:
 * @widget: a widget that has its place
 * @y: pixels from its top
 * @height: pixels
 * @middle: whether to show the place in the middle; otherwise it stays where it is if
 *   it can be seen, and comes into the upper third if not, where there is something
 *   before and after it to read
 *
 * Scrolls to a place without moving the keyboard focus.
 */
void
heed_scroll_show (GtkWidget *widget,
                  int        y,
                  int        height,
                  gboolean   middle)
{
  double page, top;
  GtkAdjustment *adjustment = heed_scroll_find (widget, y, &top);

  if (adjustment == NULL)
    return;

  page = gtk_adjustment_get_page_size (adjustment);
  if (middle || top < MARGIN || top + height + MARGIN > page)
    gtk_adjustment_set_value (adjustment, gtk_adjustment_get_value (adjustment) + top - page / (middle ? 2 : 3));
}

/**
 * heed_scroll_with_drags:
 * @widget: a widget
 *
 * Scrolls what @widget stands in while something of this program is dragged
 * over it near the top or the bottom of what can be seen.
 */
void
heed_scroll_with_drags (GtkWidget *widget)
{
  GtkEventController *motion = gtk_drop_controller_motion_new ();
  Drag *drag = g_new0 (Drag, 1);

  drag->widget = widget;
  drag->signals = g_signal_group_new (GDK_TYPE_DRAG);
  g_signal_group_connect_swapped (drag->signals, "drop-performed", G_CALLBACK (stop_drag), drag);
  g_signal_group_connect_swapped (drag->signals, "cancel", G_CALLBACK (stop_drag), drag);
  g_signal_group_connect_swapped (drag->signals, "dnd-finished", G_CALLBACK (stop_drag), drag);
  g_object_set_data_full (G_OBJECT (motion), "heed-drag", drag, free_drag);
  g_signal_connect (motion, "motion", G_CALLBACK (drag_motion_cb), drag);
  g_signal_connect_swapped (motion, "leave", G_CALLBACK (stop_drag), drag);
  gtk_widget_add_controller (widget, motion);
}
