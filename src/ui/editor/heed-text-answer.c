/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* A place for a long text.
 *
 * It is as high as its text, so that the page scrolls and not the answer. A text
 * view draws all that it is given room for, at each key and whenever something
 * else in the window moves. So where the text is high, the text view is no larger
 * than what can be seen of the answer: it stands there, and is scrolled as far. */

#include "heed-text-answer.h"

#include "heed-later.h"
#include "heed-text-area.h"

#include <math.h>

#define LINES_MIN 2
#define LINES_MAX 12
/* More than the lines that are there without text, and hardly more than a window. */
#define HIGH 2000

struct _HeedTextAnswer
{
  HeedAnswerView parent_instance;

  HeedTextArea *area;
  GtkWidget *viewport;     /* what the page scrolls in, while it can be seen */
  GSignalGroup *scrolling;
  int top;                 /* of the text view */
  guint place_id;
};

G_DEFINE_FINAL_TYPE (HeedTextAnswer, heed_text_answer, HEED_TYPE_ANSWER_VIEW)

static void
changed_cb (HeedTextAnswer *self)
{
  heed_answer_view_answer (HEED_ANSWER_VIEW (self), heed_text_area_get_text (self->area));
}

static GtkAdjustment *
get_area_adjustment (HeedTextAnswer *self)
{
  return gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (self->area));
}

static void
page_scrolled_cb (HeedTextAnswer *self)
{
  if (gtk_widget_get_height (GTK_WIDGET (self)) > HIGH)
    gtk_widget_queue_allocate (GTK_WIDGET (self));
}

static void
place (HeedTextAnswer *self)
{
  gtk_adjustment_set_value (get_area_adjustment (self), self->top);
  page_scrolled_cb (self);
}

/* Not at once, as it may be while sizes are given out. */
static void
page_changed_cb (HeedTextAnswer *self)
{
  heed_later (&self->place_id, G_PRIORITY_HIGH_IDLE, G_CALLBACK (place), self);
}

/* A text view scrolls to its caret, and holds on to a line while it learns how high
 * those above it are. */
static void
area_scrolled_cb (HeedTextAnswer *self)
{
  if ((int) gtk_adjustment_get_value (get_area_adjustment (self)) != self->top)
    page_changed_cb (self);
}

static void
heed_text_answer_map (GtkWidget *widget)
{
  HeedTextAnswer *self = HEED_TEXT_ANSWER (widget);

  self->viewport = gtk_widget_get_ancestor (widget, GTK_TYPE_VIEWPORT);
  if (self->viewport != NULL)
    g_signal_group_set_target (self->scrolling, gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (self->viewport)));
  page_changed_cb (self);

  GTK_WIDGET_CLASS (heed_text_answer_parent_class)->map (widget);
}

static void
heed_text_answer_unmap (GtkWidget *widget)
{
  HeedTextAnswer *self = HEED_TEXT_ANSWER (widget);

  g_signal_group_set_target (self->scrolling, NULL);
  self->viewport = NULL;

  GTK_WIDGET_CLASS (heed_text_answer_parent_class)->unmap (widget);
}

static GtkSizeRequestMode
heed_text_answer_get_request_mode (GtkWidget *widget)
{
  return gtk_widget_get_request_mode (GTK_WIDGET (HEED_TEXT_ANSWER (widget)->area));
}

static void
heed_text_answer_measure (GtkWidget      *widget,
                          GtkOrientation  orientation,
                          int             for_size,
                          int            *minimum,
                          int            *natural,
                          int            *minimum_baseline,
                          int            *natural_baseline)
{
  gtk_widget_measure (GTK_WIDGET (HEED_TEXT_ANSWER (widget)->area), orientation, for_size, minimum, natural,
                      minimum_baseline, natural_baseline);
}

/* What can be seen of a high answer, from which pixel to which; one pixel where
 * nothing can. */
static void
find_sight (HeedTextAnswer *self,
            int             height,
            int            *top,
            int            *end)
{
  graphene_point_t place;

  if (height <= HIGH || self->viewport == NULL ||
      !gtk_widget_compute_point (GTK_WIDGET (self), self->viewport, &GRAPHENE_POINT_INIT (0, 0), &place))
    return;

  *top = CLAMP ((int) -ceilf (place.y), 0, height - 1);
  *end = CLAMP (gtk_widget_get_height (self->viewport) - (int) floorf (place.y), *top + 1, height);
}

static void
heed_text_answer_size_allocate (GtkWidget *widget,
                                int        width,
                                int        height,
                                int        baseline)
{
  HeedTextAnswer *self = HEED_TEXT_ANSWER (widget);
  int end = height;

  self->top = 0;
  find_sight (self, height, &self->top, &end);

  /* Before, as a text view that scrolls may find its lines to be higher than it
   * believed, and then wants to be measured. */
  heed_text_area_set_part (self->area, self->top, end - self->top);
  gtk_widget_measure (GTK_WIDGET (self->area), GTK_ORIENTATION_VERTICAL, width, NULL, NULL, NULL, NULL);
  gtk_widget_size_allocate (GTK_WIDGET (self->area), &(GtkAllocation) { 0, self->top, width, end - self->top }, -1);
}

static void
heed_text_answer_dispose (GObject *object)
{
  HeedTextAnswer *self = HEED_TEXT_ANSWER (object);

  g_clear_handle_id (&self->place_id, g_source_remove);
  g_clear_object (&self->scrolling);

  G_OBJECT_CLASS (heed_text_answer_parent_class)->dispose (object);
}

static void
heed_text_answer_bound (HeedAnswerView           *view,
                        const HeedFilledFormNode *node,
                        gboolean                  titled)
{
  HeedTextAnswer *self = HEED_TEXT_ANSWER (view);
  const char *hint = heed_field_get_hint (node->field);
  guint lines = heed_field_get_lines (node->field);

  /* Typed lines are shorter than those written by hand. */
  heed_text_area_set_lines (self->area, CLAMP (MAX (lines, 1) - 1, LINES_MIN, LINES_MAX));
  heed_text_area_set_placeholder (self->area, titled ? node->label : NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->area),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, node->name,
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, hint != NULL ? hint : "",
                                  -1);
}

static void
heed_text_answer_show (HeedAnswerView *view,
                       const char     *value)
{
  heed_text_area_set_text (HEED_TEXT_ANSWER (view)->area, value);
}

static GtkWidget *
heed_text_answer_get_focus (HeedAnswerView *view)
{
  return GTK_WIDGET (HEED_TEXT_ANSWER (view)->area);
}

static void
heed_text_answer_class_init (HeedTextAnswerClass *klass)
{
  HeedAnswerViewClass *view_class = HEED_ANSWER_VIEW_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = heed_text_answer_dispose;

  view_class->bound = heed_text_answer_bound;
  view_class->show = heed_text_answer_show;
  view_class->get_focus = heed_text_answer_get_focus;

  widget_class->get_request_mode = heed_text_answer_get_request_mode;
  widget_class->map = heed_text_answer_map;
  widget_class->measure = heed_text_answer_measure;
  widget_class->size_allocate = heed_text_answer_size_allocate;
  widget_class->unmap = heed_text_answer_unmap;
}

static void
heed_text_answer_init (HeedTextAnswer *self)
{
  self->area = HEED_TEXT_AREA (heed_text_area_new ());
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (self->area));
  gtk_widget_set_layout_manager (GTK_WIDGET (self), NULL);
  gtk_widget_add_css_class (GTK_WIDGET (self), "text-answer");
  g_signal_connect_object (self->area, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->area, "moved-on", G_CALLBACK (heed_answer_view_move_on), self, G_CONNECT_SWAPPED);

  self->scrolling = g_signal_group_new (GTK_TYPE_ADJUSTMENT);
  g_signal_group_connect_swapped (self->scrolling, "changed", G_CALLBACK (page_changed_cb), self);
  g_signal_group_connect_swapped (self->scrolling, "value-changed", G_CALLBACK (page_scrolled_cb), self);
  g_signal_connect_object (get_area_adjustment (self), "changed", G_CALLBACK (area_scrolled_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (get_area_adjustment (self), "value-changed", G_CALLBACK (area_scrolled_cb), self,
                           G_CONNECT_SWAPPED);
}
