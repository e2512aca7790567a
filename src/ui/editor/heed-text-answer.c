/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* A place for a long text. */

#include "heed-text-answer.h"

#include "heed-text-area.h"

#define LINES_MIN 2
#define LINES_MAX 12

struct _HeedTextAnswer
{
  HeedAnswerView parent_instance;

  HeedTextArea *area;
};

G_DEFINE_FINAL_TYPE (HeedTextAnswer, heed_text_answer, HEED_TYPE_ANSWER_VIEW)

static void
changed_cb (HeedTextAnswer *self)
{
  heed_answer_view_answer (HEED_ANSWER_VIEW (self), heed_text_area_get_text (self->area));
}

static gboolean
moved_on_cb (HeedTextAnswer *self)
{
  return gtk_widget_activate_action (GTK_WIDGET (self), "editor.next", NULL);
}

static void
heed_text_answer_bound (HeedAnswerView        *view,
                        const HeedOutlineNode *node)
{
  HeedTextAnswer *self = HEED_TEXT_ANSWER (view);
  const char *hint = heed_field_get_hint (node->field);
  guint lines = heed_field_get_lines (node->field);

  /* Typed lines are shorter than those written by hand. */
  heed_text_area_set_lines (self->area, CLAMP (MAX (lines, 1) - 1, LINES_MIN, LINES_MAX));
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

static gboolean
heed_text_answer_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (GTK_WIDGET (HEED_TEXT_ANSWER (widget)->area));
}

static void
heed_text_answer_class_init (HeedTextAnswerClass *klass)
{
  HeedAnswerViewClass *view_class = HEED_ANSWER_VIEW_CLASS (klass);

  view_class->bound = heed_text_answer_bound;
  view_class->show = heed_text_answer_show;

  GTK_WIDGET_CLASS (klass)->grab_focus = heed_text_answer_grab_focus;
}

static void
heed_text_answer_init (HeedTextAnswer *self)
{
  self->area = HEED_TEXT_AREA (heed_text_area_new ());
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (self->area));
  g_signal_connect_object (self->area, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->area, "moved-on", G_CALLBACK (moved_on_cb), self, G_CONNECT_SWAPPED);
}

/**
 * heed_text_answer_new:
 *
 * Makes a view that is not bound yet.
 *
 * Returns: (transfer floating): the view
 */
HeedAnswerView *
heed_text_answer_new (void)
{
  return g_object_new (HEED_TYPE_TEXT_ANSWER, NULL);
}

/**
 * heed_text_answer_set_placeholder:
 * @self: a view
 * @placeholder: (nullable): a few words
 *
 * Shows a few words as long as there is no answer.
 */
void
heed_text_answer_set_placeholder (HeedTextAnswer *self,
                                  const char     *placeholder)
{
  heed_text_area_set_placeholder (self->area, placeholder);
}
