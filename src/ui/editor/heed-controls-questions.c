/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Long answers, each below its question, and what is rated. */

#include "heed-controls-private.h"

#include "heed-choice-answer.h"
#include "heed-rating-answer.h"
#include "heed-read-answer.h"
#include "heed-row-answer.h"
#include "heed-text-answer.h"

#include <glib/gi18n.h>

static void
add_question_head (HeedControlsSite      *site,
                   GtkWidget             *box,
                   const HeedOutlineNode *node)
{
  GtkWidget *head = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 10);
  g_autofree char *number = g_strdup_printf ("%u", node->number);

  gtk_widget_add_css_class (head, "heading");
  if (node->number > 0)
    {
      GtkWidget *label = heed_controls_add_label (head, number, "dim-label", NULL);

      gtk_widget_set_valign (label, GTK_ALIGN_START);
    }
  gtk_widget_set_hexpand (heed_controls_add_label (head, node->label, "question", NULL), TRUE);
  if (heed_field_get_optional (node->field) && site->controls->editable)
    /* Translators: stands beside a question that may be skipped. */
    heed_controls_add_label (head, _("optional"), "caption", "dim-label");

  gtk_box_append (GTK_BOX (box), head);
}

static HeedAnswerView *
make_untitled (void)
{
  HeedAnswerView *view = heed_read_answer_new ();

  heed_read_answer_set_titled (HEED_READ_ANSWER (view), FALSE);
  return view;
}

static HeedAnswerView *
make_view (HeedControlsSite      *site,
           const HeedOutlineNode *node)
{
  HeedAnswerView *view;

  if (!site->controls->editable)
    return make_untitled ();

  switch (heed_field_get_field_type (node->field))
    {
    case HEED_FIELD_PARAGRAPH:
      return heed_text_answer_new ();
    case HEED_FIELD_CHOICE:
      return heed_choice_answer_new ();
    case HEED_FIELD_RATING:
      return heed_rating_answer_new ();
    case HEED_FIELD_TEXT:
    case HEED_FIELD_NUMBER:
    case HEED_FIELD_DATE:
    case HEED_FIELD_LIST:
    case HEED_FIELD_GROUP:
      view = heed_row_answer_new ();
      heed_row_answer_set_titled (HEED_ROW_ANSWER (view), FALSE);
      return view;
    }

  g_assert_not_reached ();
}

static void
add_question (HeedControlsSite *site,
              GtkWidget        *card,
              guint             position)
{
  const HeedOutlineNode *node = heed_outline_get_node (site->outline, position);
  const char *hint = heed_field_get_hint (node->field);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  HeedAnswerView *view = make_view (site, node);

  if (HEED_IS_RATING_ANSWER (view))
    heed_rating_answer_set_title (HEED_RATING_ANSWER (view), node->number, node->label);
  else
    add_question_head (site, box, node);
  if (hint != NULL && site->controls->editable)
    heed_controls_add_label (box, hint, "caption", "dim-label");

  heed_controls_add_view (site, box, view, node);
  gtk_box_append (GTK_BOX (card), box);
  site->controls->has_text |= heed_field_get_field_type (node->field) == HEED_FIELD_PARAGRAPH;
}

/* What is rated, and a few words on why. */
static void
build_rated_group (HeedControlsSite *site,
                   guint             position,
                   guint             end)
{
  const HeedOutlineNode *group = heed_outline_get_node (site->outline, position);
  GtkWidget *card = heed_controls_add_card (site, "questions", group->name);
  guint first = position + 1;
  HeedAnswerView *view = heed_rating_answer_new ();

  gtk_widget_add_css_class (card, "rated");
  heed_rating_answer_set_title (HEED_RATING_ANSWER (view), group->number, group->label);
  heed_controls_add_view (site, card, view, heed_outline_get_node (site->outline, first));

  for (guint i = heed_outline_find_next (site->outline, first);
       i < end;
       i = heed_outline_find_next (site->outline, i))
    {
      const HeedOutlineNode *node = heed_outline_get_node (site->outline, i);

      if (heed_field_get_field_type (node->field) == HEED_FIELD_PARAGRAPH)
        {
          view = heed_controls_add_view (site, card, heed_text_answer_new (), node);
          heed_text_answer_set_placeholder (HEED_TEXT_ANSWER (view), node->label);
        }
      else
        {
          add_question (site, card, i);
        }
    }
}

/* What was rated, how, and the words on why that there are. */
static void
build_read_rating (HeedControlsSite *site,
                   guint             position,
                   guint             end)
{
  const HeedOutlineNode *group = heed_outline_get_node (site->outline, position);
  GtkWidget *card = heed_controls_add_card (site, "questions", group->name);

  gtk_widget_add_css_class (card, "rated");
  add_question_head (site, card, group);
  heed_controls_add_view (site, card, make_untitled (), heed_outline_get_node (site->outline, position + 1));

  for (guint i = heed_outline_find_next (site->outline, position + 1);
       i < end;
       i = heed_outline_find_next (site->outline, i))
    {
      const HeedOutlineNode *node = heed_outline_get_node (site->outline, i);

      if (heed_controls_is_answered (site, i) || !heed_field_get_optional (node->field))
        heed_controls_add_view (site, card, heed_read_answer_new (), node);
    }
}

/* Long answers, each below its question. */
void
heed_controls_build_questions (HeedControlsSite *site,
                               guint             first,
                               guint             end)
{
  GtkWidget *card = heed_controls_add_card (site, "questions", NULL);

  for (guint i = first; i < end; i = heed_outline_find_next (site->outline, i))
    add_question (site, card, i);
}

/* A group that is there for the rating that it begins with. */
void
heed_controls_build_rated (HeedControlsSite *site,
                           guint             position,
                           guint             end)
{
  if (site->controls->editable)
    build_rated_group (site, position, end);
  else
    build_read_rating (site, position, end);
}
