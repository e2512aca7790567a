/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Makes the controls of a part of a form: short answers as rows of a card, long
 * ones as questions in a card, a group that begins with a rating as a card of
 * its own. First what all of these are made of, then rows, then questions, then
 * groups and what stands together. */

#include "heed-controls.h"

#include "heed-add-button.h"
#include "heed-answer.h"
#include "heed-choice-answer.h"
#include "heed-move-handle.h"
#include "heed-move-target.h"
#include "heed-rating-answer.h"
#include "heed-read-answer.h"
#include "heed-reading.h"
#include "heed-row-answer.h"
#include "heed-text-answer.h"
#include "heed-text.h"

#include <glib/gi18n.h>

/* Where the controls are being put. */
typedef struct
{
  HeedControls *controls;
  HeedFilledForm *filled;
  GtkWidget *column;
} Site;

static GtkWidget *
add_label (GtkWidget  *box,
           const char *text,
           const char *first_class,
           const char *second_class)
{
  GtkWidget *label = g_object_new (GTK_TYPE_LABEL, "label", text, "wrap", TRUE, "xalign", 0.0, NULL);

  gtk_widget_add_css_class (label, first_class);
  if (second_class != NULL)
    gtk_widget_add_css_class (label, second_class);
  gtk_box_append (GTK_BOX (box), label);
  return label;
}

static GtkWidget *
add_heading (GtkWidget  *box,
             const char *text)
{
  GtkWidget *heading = heed_reading_new_heading (text, "heading", 2);

  gtk_box_append (GTK_BOX (box), heading);
  return heading;
}

/* In place of a list or a group of which nothing is filled in. */
static void
add_nothing (GtkWidget *box)
{
  GtkWidget *label = add_label (box, _("Nothing written"), "read-answer", "dim-label");

  gtk_widget_add_css_class (label, "nothing");
}

static GtkWidget *
add_card (Site       *site,
          const char *css_class,
          const char *name)
{
  GtkWidget *card = g_object_new (GTK_TYPE_BOX,
                                  "orientation", GTK_ORIENTATION_VERTICAL,
                                  "accessible-role", GTK_ACCESSIBLE_ROLE_GROUP,
                                  NULL);

  gtk_widget_add_css_class (card, "card");
  gtk_widget_add_css_class (card, css_class);
  if (name != NULL)
    gtk_accessible_update_property (GTK_ACCESSIBLE (card), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  gtk_box_append (GTK_BOX (site->column), card);
  return card;
}

static HeedAnswerView *
add_view (Site                     *site,
          GtkWidget                *box,
          HeedAnswerView           *view,
          const HeedFilledFormNode *node)
{
  heed_answer_view_bind (view, site->controls->entry, node);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (view));
  g_ptr_array_add (site->controls->views, view);
  return view;
}

static GtkWidget *
make_handle (Site                     *site,
             GtkWidget                *dragged,
             const HeedFilledFormNode *node)
{
  GtkWidget *handle = heed_move_handle_new (site->controls->entry, node->path, node->name);

  heed_move_handle_set_dragged (HEED_MOVE_HANDLE (handle), dragged);
  g_ptr_array_add (site->controls->handles, handle);
  return handle;
}

/* To be brought up to date with what is at @path. */
static void
remember (GPtrArray  *widgets,
          GtkWidget  *widget,
          const char *path)
{
  g_object_set_data_full (G_OBJECT (widget), "path", g_strdup (path), g_free);
  g_ptr_array_add (widgets, widget);
}

/* Whether anything is written at @position or within it. */
static gboolean
is_answered (Site  *site,
             guint  position)
{
  guint end = heed_filled_form_find_next (site->filled, position);

  for (guint i = position; i < end; i++)
    if (!heed_text_is_blank (heed_filled_form_get_node (site->filled, i)->value))
      return TRUE;

  return FALSE;
}

static HeedAnswerView *
make_row (Site *site)
{
  return site->controls->editable ? heed_row_answer_new () : heed_read_answer_new ();
}

static void
add_list_row (Site                     *site,
              GtkWidget                *card,
              const HeedFilledFormNode *node)
{
  HeedAnswerView *view = add_view (site, card, make_row (site), node);

  if (!HEED_IS_ROW_ANSWER (view))
    return;

  heed_row_answer_add_suffix (HEED_ROW_ANSWER (view), make_handle (site, GTK_WIDGET (view), node));
  heed_move_target_add (GTK_WIDGET (view), node->path);
}

static void
add_list (Site      *site,
          GtkWidget *card,
          guint      position)
{
  const HeedFilledFormNode *list = heed_filled_form_get_node (site->filled, position);
  guint end = heed_filled_form_find_next (site->filled, position);

  for (guint i = position + 1; i < end; i++)
    if (site->controls->editable || is_answered (site, i))
      add_list_row (site, card, heed_filled_form_get_node (site->filled, i));

  if (!site->controls->editable)
    {
      if (!is_answered (site, position))
        add_nothing (card);
      return;
    }

  if (heed_entry_can_add_repeat (site->controls->entry, list->path))
    gtk_box_append (GTK_BOX (card),
                    heed_add_button_new_inside (list->field, heed_filled_form_get_n_repeats (site->filled, list->path) + 1,
                                                list->path, list->name));
}

/* What there is to say about a list, below its card; @card is told, too. */
static void
add_list_notes (Site      *site,
                GtkWidget *card,
                guint      position)
{
  const HeedFilledFormNode *list = heed_filled_form_get_node (site->filled, position);
  GtkWidget *label;

  if (heed_field_get_field_type (list->field) != HEED_FIELD_LIST || !site->controls->editable)
    return;

  if (heed_field_get_hint (list->field) != NULL)
    add_label (site->column, heed_field_get_hint (list->field), "caption", "dim-label");
  if (heed_field_get_warning (list->field) == NULL)
    return;

  label = add_label (site->column, heed_field_get_warning (list->field), "caption", "warning");
  gtk_widget_set_visible (label, FALSE);
  remember (site->controls->warnings, label, list->path);
  g_object_set_data (G_OBJECT (label), "card", card);
}

/* Short answers, of which each is a row. */
static void
build_rows (Site  *site,
            guint  first,
            guint  end)
{
  const HeedFilledFormNode *node = heed_filled_form_get_node (site->filled, first);
  gboolean is_list = heed_field_get_field_type (node->field) == HEED_FIELD_LIST;
  GtkWidget *card;

  if (is_list)
    add_heading (site->column, node->label);
  card = add_card (site, "rows", is_list ? node->name : NULL);

  for (guint i = first; i < end; i = heed_filled_form_find_next (site->filled, i))
    {
      node = heed_filled_form_get_node (site->filled, i);
      if (heed_field_get_field_type (node->field) == HEED_FIELD_LIST)
        add_list (site, card, i);
      else
        add_view (site, card, make_row (site), node);
    }
  for (guint i = first; i < end; i = heed_filled_form_find_next (site->filled, i))
    add_list_notes (site, card, i);
}

static void
add_question_head (Site                     *site,
                   GtkWidget                *box,
                   const HeedFilledFormNode *node)
{
  GtkWidget *head = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 10);
  g_autofree char *number = g_strdup_printf ("%u", node->number);

  gtk_widget_add_css_class (head, "heading");
  if (node->number > 0)
    {
      GtkWidget *label = add_label (head, number, "dim-label", NULL);

      gtk_widget_set_valign (label, GTK_ALIGN_START);
    }
  gtk_widget_set_hexpand (add_label (head, node->label, "question", NULL), TRUE);
  if (heed_field_get_optional (node->field) && site->controls->editable)
    /* Translators: stands beside a question that may be skipped. */
    add_label (head, _("optional"), "caption", "dim-label");

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
make_view (Site                     *site,
           const HeedFilledFormNode *node)
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
add_question (Site      *site,
              GtkWidget *card,
              guint      position)
{
  const HeedFilledFormNode *node = heed_filled_form_get_node (site->filled, position);
  const char *hint = heed_field_get_hint (node->field);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  HeedAnswerView *view = make_view (site, node);

  if (HEED_IS_RATING_ANSWER (view))
    heed_rating_answer_set_title (HEED_RATING_ANSWER (view), node->number, node->label);
  else
    add_question_head (site, box, node);
  if (hint != NULL && site->controls->editable)
    add_label (box, hint, "caption", "dim-label");

  add_view (site, box, view, node);
  gtk_box_append (GTK_BOX (card), box);
  site->controls->has_text |= heed_field_get_field_type (node->field) == HEED_FIELD_PARAGRAPH;
}

/* What is rated, and a few words on why. */
static void
build_rated_group (Site  *site,
                   guint  position,
                   guint  end)
{
  const HeedFilledFormNode *group = heed_filled_form_get_node (site->filled, position);
  GtkWidget *card = add_card (site, "questions", group->name);
  guint first = position + 1;
  HeedAnswerView *view = heed_rating_answer_new ();

  gtk_widget_add_css_class (card, "rated");
  heed_rating_answer_set_title (HEED_RATING_ANSWER (view), group->number, group->label);
  add_view (site, card, view, heed_filled_form_get_node (site->filled, first));

  for (guint i = heed_filled_form_find_next (site->filled, first);
       i < end;
       i = heed_filled_form_find_next (site->filled, i))
    {
      const HeedFilledFormNode *node = heed_filled_form_get_node (site->filled, i);

      if (heed_field_get_field_type (node->field) == HEED_FIELD_PARAGRAPH)
        {
          view = add_view (site, card, heed_text_answer_new (), node);
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
build_read_rating (Site  *site,
                   guint  position,
                   guint  end)
{
  const HeedFilledFormNode *group = heed_filled_form_get_node (site->filled, position);
  GtkWidget *card = add_card (site, "questions", group->name);

  gtk_widget_add_css_class (card, "rated");
  add_question_head (site, card, group);
  add_view (site, card, make_untitled (), heed_filled_form_get_node (site->filled, position + 1));

  for (guint i = heed_filled_form_find_next (site->filled, position + 1);
       i < end;
       i = heed_filled_form_find_next (site->filled, i))
    {
      const HeedFilledFormNode *node = heed_filled_form_get_node (site->filled, i);

      if (is_answered (site, i) || !heed_field_get_optional (node->field))
        add_view (site, card, heed_read_answer_new (), node);
    }
}

/* Long answers, each below its question. */
static void
build_questions (Site  *site,
                 guint  first,
                 guint  end)
{
  GtkWidget *card = add_card (site, "questions", NULL);

  for (guint i = first; i < end; i = heed_filled_form_find_next (site->filled, i))
    add_question (site, card, i);
}

/* A group that is there for the rating that it begins with. */
static void
build_rated (Site  *site,
             guint  position,
             guint  end)
{
  if (site->controls->editable)
    build_rated_group (site, position, end);
  else
    build_read_rating (site, position, end);
}

static void build_fields (Site  *site,
                          guint  first,
                          guint  end);

/* Whether it is a row, or several of them. */
static gboolean
is_short (const HeedFilledFormNode *node)
{
  return heed_field_is_short (node->field) || heed_field_get_field_type (node->field) == HEED_FIELD_LIST;
}

static void
add_group_head (Site                     *site,
                const HeedFilledFormNode *node)
{
  GtkWidget *head = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *title = add_heading (head, node->label);
  GtkWidget *count = add_label (head, "", "caption", "dim-label");

  gtk_widget_set_hexpand (title, TRUE);
  gtk_widget_add_css_class (head, "group-head");
  gtk_label_set_wrap (GTK_LABEL (count), FALSE);
  remember (site->controls->counts, count, node->path);
  if (node->index > 0 && site->controls->editable)
    {
      gtk_box_append (GTK_BOX (head), make_handle (site, head, node));
      heed_move_target_add (site->column, node->path);
      gtk_widget_add_css_class (site->column, "movable-group");
    }
  gtk_box_append (GTK_BOX (site->column), head);

  if (heed_field_get_hint (node->field) != NULL && site->controls->editable)
    add_label (site->column, heed_field_get_hint (node->field), "caption", "dim-label");
}

static void
build_group (Site  *site,
             guint  position,
             guint  end)
{
  const HeedFilledFormNode *node = heed_filled_form_get_node (site->filled, position);
  GtkWidget *group;
  Site inside = *site;

  if (heed_filled_form_node_is_rated (node))
    {
      build_rated (site, position, end);
      return;
    }

  group = g_object_new (GTK_TYPE_BOX,
                        "orientation", GTK_ORIENTATION_VERTICAL,
                        "spacing", 12,
                        "accessible-role", GTK_ACCESSIBLE_ROLE_GROUP,
                        NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (group), GTK_ACCESSIBLE_PROPERTY_LABEL, node->name, -1);
  gtk_box_append (GTK_BOX (site->column), group);
  inside.column = group;
  add_group_head (&inside, node);
  if (site->controls->editable || is_answered (site, position))
    build_fields (&inside, position + 1, end);
  else
    add_nothing (add_card (&inside, "rows", NULL));
}

/* A repeated group within another has the button to add one below its last;
 * the editor puts that of a group at the top of the form. */
static void
add_inner_group_button (Site  *site,
                        guint  position)
{
  const HeedFilledFormNode *node = heed_filled_form_get_node (site->filled, position);
  g_autofree char *path = g_path_get_dirname (node->path);

  if (node->depth > 0 && site->controls->editable && heed_entry_can_add_repeat (site->controls->entry, path))
    gtk_box_append (GTK_BOX (site->column),
                    heed_add_button_new_inside (node->field, node->index + 1, path,
                                                heed_field_get_label (node->field)));
}

/* How far the fields go on that are shown alike. One short field amid long
 * ones is shown as they are. */
static guint
find_run (Site     *site,
          guint     first,
          guint     end,
          gboolean *rows)
{
  gboolean short_first = is_short (heed_filled_form_get_node (site->filled, first));
  guint i = first;

  *rows = short_first;
  while (i < end && heed_field_get_field_type (heed_filled_form_get_node (site->filled, i)->field) != HEED_FIELD_GROUP)
    {
      const HeedFilledFormNode *node = heed_filled_form_get_node (site->filled, i);
      guint next = heed_filled_form_find_next (site->filled, i);
      gboolean alone = i > first && !short_first && heed_field_is_short (node->field) &&
                       (next == end || !is_short (heed_filled_form_get_node (site->filled, next)));

      if (is_short (node) != short_first && !alone)
        break;
      i = next;
    }

  return i;
}

static void
build_fields (Site  *site,
              guint  first,
              guint  end)
{
  guint i = first;

  while (i < end)
    {
      const HeedFilledFormNode *node = heed_filled_form_get_node (site->filled, i);
      guint next = heed_filled_form_find_next (site->filled, i);
      gboolean rows;

      if (heed_field_get_field_type (node->field) == HEED_FIELD_GROUP)
        {
          build_group (site, i, next);
          if (heed_add_button_is_due (site->filled, i, next))
            add_inner_group_button (site, i);
        }
      else
        {
          next = find_run (site, i, end, &rows);
          if (rows)
            build_rows (site, i, next);
          else
            build_questions (site, i, next);
        }
      i = next;
    }
}

/**
 * heed_controls_init:
 * @controls: (out caller-allocates): where to keep what is made
 * @entry: an open entry
 * @editable: whether its answers can be changed
 *
 * Begins with no controls.
 */
void
heed_controls_init (HeedControls *controls,
                    HeedEntry    *entry,
                    gboolean      editable)
{
  controls->entry = g_object_ref (entry);
  controls->views = g_ptr_array_new ();
  controls->counts = g_ptr_array_new ();
  controls->warnings = g_ptr_array_new ();
  controls->handles = g_ptr_array_new ();
  controls->has_text = FALSE;
  controls->editable = editable;
}

/**
 * heed_controls_clear:
 * @controls: controls
 *
 * Forgets the controls, which stay with their parents. It may be called twice.
 */
void
heed_controls_clear (HeedControls *controls)
{
  g_clear_pointer (&controls->views, g_ptr_array_unref);
  g_clear_pointer (&controls->counts, g_ptr_array_unref);
  g_clear_pointer (&controls->warnings, g_ptr_array_unref);
  g_clear_pointer (&controls->handles, g_ptr_array_unref);
  g_clear_object (&controls->entry);
}

/**
 * heed_controls_build:
 * @controls: where to keep what is made
 * @column: a vertical box
 * @first: the first place of the entry's filled that is to be shown
 * @end: the place after the last
 *
 * Makes the controls for a part of the entry.
 */
void
heed_controls_build (HeedControls *controls,
                     GtkWidget    *column,
                     guint         first,
                     guint         end)
{
  g_autoptr (HeedFilledForm) filled = heed_filled_form_ref (heed_entry_get_filled_form (controls->entry));
  Site site = { .controls = controls, .filled = filled, .column = column };

  build_fields (&site, first, end);
}

/**
 * heed_controls_get_path:
 * @widget: one of the counts or warnings
 *
 * Gets what the widget is about.
 *
 * Returns: the path of a group or a list
 */
const char *
heed_controls_get_path (GtkWidget *widget)
{
  return g_object_get_data (G_OBJECT (widget), "path");
}
