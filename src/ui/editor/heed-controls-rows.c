/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Short answers as rows of a card, and lists, of which each row is one. */

#include "heed-controls-private.h"

#include "heed-add-button.h"
#include "heed-move-target.h"
#include "heed-read-answer.h"
#include "heed-row-answer.h"

static HeedAnswerView *
make_row (HeedControlsSite *site)
{
  return site->controls->editable ? heed_row_answer_new () : heed_read_answer_new ();
}

static void
add_list_row (HeedControlsSite      *site,
              GtkWidget             *card,
              const HeedOutlineNode *node)
{
  HeedAnswerView *view = heed_controls_add_view (site, card, make_row (site), node);

  if (!HEED_IS_ROW_ANSWER (view))
    return;

  heed_row_answer_add_suffix (HEED_ROW_ANSWER (view), heed_controls_make_handle (site, GTK_WIDGET (view), node));
  heed_move_target_add (GTK_WIDGET (view), node->path);
}

static void
add_list (HeedControlsSite *site,
          GtkWidget        *card,
          guint             position)
{
  const HeedOutlineNode *list = heed_outline_get_node (site->outline, position);
  guint end = heed_outline_find_next (site->outline, position);

  for (guint i = position + 1; i < end; i++)
    if (site->controls->editable || heed_controls_is_answered (site, i))
      add_list_row (site, card, heed_outline_get_node (site->outline, i));

  if (!site->controls->editable)
    {
      if (!heed_controls_is_answered (site, position))
        heed_controls_add_nothing (card);
      return;
    }

  if (heed_entry_can_add_repeat (site->controls->entry, list->path))
    gtk_box_append (GTK_BOX (card),
                    heed_add_button_new_inside (list->field, heed_outline_get_n_repeats (site->outline, list->path) + 1,
                                                list->path, list->name));
}

/* What there is to say about a list, below its card; @card is told, too. */
static void
add_list_notes (HeedControlsSite *site,
                GtkWidget        *card,
                guint             position)
{
  const HeedOutlineNode *list = heed_outline_get_node (site->outline, position);
  GtkWidget *label;

  if (heed_field_get_field_type (list->field) != HEED_FIELD_LIST || !site->controls->editable)
    return;

  if (heed_field_get_hint (list->field) != NULL)
    heed_controls_add_label (site->column, heed_field_get_hint (list->field), "caption", "dim-label");
  if (heed_field_get_warning (list->field) == NULL)
    return;

  label = heed_controls_add_label (site->column, heed_field_get_warning (list->field), "caption", "warning");
  gtk_widget_set_visible (label, FALSE);
  heed_controls_remember (site->controls->warnings, label, list->path);
  g_object_set_data (G_OBJECT (label), "card", card);
}

/* Short answers, of which each is a row. */
void
heed_controls_build_rows (HeedControlsSite *site,
                          guint             first,
                          guint             end)
{
  const HeedOutlineNode *node = heed_outline_get_node (site->outline, first);
  gboolean is_list = heed_field_get_field_type (node->field) == HEED_FIELD_LIST;
  GtkWidget *card;

  if (is_list)
    heed_controls_add_heading (site->column, node->label);
  card = heed_controls_add_card (site, "rows", is_list ? node->name : NULL);

  for (guint i = first; i < end; i = heed_outline_find_next (site->outline, i))
    {
      node = heed_outline_get_node (site->outline, i);
      if (heed_field_get_field_type (node->field) == HEED_FIELD_LIST)
        add_list (site, card, i);
      else
        heed_controls_add_view (site, card, make_row (site), node);
    }
  for (guint i = first; i < end; i = heed_outline_find_next (site->outline, i))
    add_list_notes (site, card, i);
}
