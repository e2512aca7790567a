/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* A rating on a scale, with what is rated beside it. */

#include "heed-rating-answer.h"

#include "heed-answer.h"
#include "heed-rating.h"

struct _HeedRatingAnswer
{
  HeedAnswerView parent_instance;

  HeedRating *rating;
  GtkWidget *trouble;
};

G_DEFINE_FINAL_TYPE (HeedRatingAnswer, heed_rating_answer, HEED_TYPE_ANSWER_VIEW)

static void
show_trouble (HeedRatingAnswer *self)
{
  g_autofree char *trouble = heed_answer_view_dup_trouble (HEED_ANSWER_VIEW (self));

  gtk_label_set_label (GTK_LABEL (self->trouble), trouble != NULL ? trouble : "");
  gtk_widget_set_visible (self->trouble, trouble != NULL);
}

static void
changed_cb (HeedRatingAnswer *self)
{
  int value = heed_rating_get_value (self->rating);
  g_autofree char *answer = value != HEED_RATING_NONE ? g_strdup_printf ("%d", value) : NULL;

  heed_answer_view_answer (HEED_ANSWER_VIEW (self), answer);
  show_trouble (self);
}

static void
heed_rating_answer_bound (HeedAnswerView           *view,
                          const HeedFilledFormNode *node,
                          gboolean                  titled)
{
  HeedRatingAnswer *self = HEED_RATING_ANSWER (view);
  int min = (int) heed_field_get_min (node->field);
  int max = (int) heed_field_get_max (node->field);

  if (titled)
    heed_rating_answer_set_title (self, node->number, node->label);
  heed_rating_set_label (self->rating, node->name);
  heed_rating_set_range (self->rating, min, max);
  for (int value = min; value <= max; value++)
    if (heed_field_get_anchor (node->field, value) != NULL)
      heed_rating_set_anchor (self->rating, value, heed_field_get_anchor (node->field, value));
}

static void
heed_rating_answer_show (HeedAnswerView *view,
                         const char     *value)
{
  HeedRatingAnswer *self = HEED_RATING_ANSWER (view);
  double number = HEED_RATING_NONE;

  heed_field_parse_answer (heed_answer_view_get_field (view), value, &number);
  heed_rating_set_value (self->rating, (int) number);
  show_trouble (self);
}

static GtkWidget *
heed_rating_answer_get_focus (HeedAnswerView *view)
{
  return GTK_WIDGET (HEED_RATING_ANSWER (view)->rating);
}

static void
heed_rating_answer_class_init (HeedRatingAnswerClass *klass)
{
  HeedAnswerViewClass *view_class = HEED_ANSWER_VIEW_CLASS (klass);

  view_class->bound = heed_rating_answer_bound;
  view_class->show = heed_rating_answer_show;
  view_class->get_focus = heed_rating_answer_get_focus;
}

static void
heed_rating_answer_init (HeedRatingAnswer *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);

  self->rating = HEED_RATING (heed_rating_new ());
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->rating));
  self->trouble = g_object_new (GTK_TYPE_LABEL, "wrap", TRUE, "xalign", 0.0, "visible", FALSE, NULL);
  gtk_widget_add_css_class (self->trouble, "caption");
  gtk_widget_add_css_class (self->trouble, "warning");
  gtk_box_append (GTK_BOX (box), self->trouble);
  adw_bin_set_child (ADW_BIN (self), box);

  g_signal_connect_object (self->rating, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
}

/**
 * heed_rating_answer_set_title:
 * @self: a view
 * @number: the number of the question, 0 for none
 * @title: the question
 *
 * Shows what is rated beside the scale.
 */
void
heed_rating_answer_set_title (HeedRatingAnswer *self,
                              guint             number,
                              const char       *title)
{
  heed_rating_set_title (self->rating, number, title);
}
