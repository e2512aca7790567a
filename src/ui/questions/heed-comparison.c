/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Two self-checks, question by question: both ratings, both texts, and what
 * changed, in a sign and a word. A screen reader reads each question as one. */

#include "heed-comparison.h"

#include "heed-answer.h"
#include "heed-pair-layout.h"
#include "heed-reading.h"
#include "heed-text.h"
#include "heed-wrap-box.h"

#include <glib/gi18n.h>
#include <math.h>

/* What is being compared, and the list that grows. */
typedef struct
{
  GtkBox *box;
  GtkWidget *list;  /* of the part at hand, NULL before its first question */
  const char *part; /* its name; NULL for none */
  HeedFilledForm *filled; /* of the later one, which asks what both answered */
  HeedRecord *records[2];
  char *days[2];
} Comparison;

static GtkWidget *
add_label (GtkWidget  *box,
           const char *text,
           const char *css_class)
{
  GtkWidget *label = heed_reading_new_label (text, css_class);

  gtk_box_append (GTK_BOX (box), label);
  return label;
}

/* A voice wants a pause between one thing and the next. */
static void
say (GString    *spoken,
     const char *text)
{
  if (spoken->len > 0)
    g_string_append (spoken, g_ascii_ispunct (spoken->str[spoken->len - 1]) ? " " : ". ");
  g_string_append (spoken, text);
}

static void
add_line (GtkWidget  *side,
          GString    *spoken,
          const char *text,
          const char *css_class,
          gboolean    dim)
{
  GtkWidget *label;

  if (heed_text_is_blank (text))
    return;

  label = add_label (side, text, css_class);
  if (dim)
    gtk_widget_add_css_class (label, "dim-label");
  say (spoken, text);
}

/* The words that the step of a scale has. */
static const char *
find_anchor (HeedField  *field,
             const char *value)
{
  double number;

  return heed_field_parse_answer (field, value, &number) ? heed_field_get_anchor (field, (int) number) : NULL;
}

static void
add_answer (GtkWidget                *side,
            GString                  *spoken,
            HeedRecord               *record,
            const HeedFilledFormNode *node)
{
  g_autofree char *text = heed_field_format_answer (node->field, record, node->path);
  g_autofree char *then = NULL;

  if (heed_field_get_field_type (node->field) != HEED_FIELD_RATING)
    {
      add_line (side, spoken, text, "reading", FALSE);
      return;
    }

  then = heed_field_format_then (node->field, record, node->path);
  add_line (side, spoken, text, "rated-as", FALSE);
  add_line (side, spoken, find_anchor (node->field, heed_record_get_answer (record, node->path)), "caption", TRUE);
  add_line (side, spoken, then, "caption", TRUE);
}

/* What one of the two says about the question from @first up to @end. */
static GtkWidget *
make_side (Comparison *self,
           guint       which,
           guint       first,
           guint       end,
           GString    *spoken)
{
  GtkWidget *side = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);
  g_autofree char *opening = g_strdup_printf (C_("comparison", "%s:"), self->days[which]);
  GtkWidget *day = add_label (side, self->days[which], "caption");

  gtk_widget_add_css_class (day, "dim-label");
  say (spoken, opening);
  for (guint i = first; i < end; i++)
    if (heed_field_get_field_type (heed_filled_form_get_node (self->filled, i)->field) != HEED_FIELD_GROUP)
      add_answer (side, spoken, self->records[which], heed_filled_form_get_node (self->filled, i));

  if (gtk_widget_get_last_child (side) == day)
    {
      gtk_widget_add_css_class (add_label (side, _("Skipped"), NULL), "dim-label");
      say (spoken, _("Skipped"));
    }

  return side;
}

/* The change stands beside the question, or below it where there is no room. */
static GtkWidget *
make_head (const HeedFilledFormNode *node,
           const char               *change)
{
  GtkWidget *head = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 10);
  GtkWidget *line = heed_wrap_box_new ();
  g_autofree char *number = g_strdup_printf ("%u", node->number);
  GtkWidget *label;

  if (node->number > 0)
    {
      label = heed_reading_new_label (number, "dim-label");
      gtk_widget_add_css_class (label, "heading");
      gtk_widget_set_valign (label, GTK_ALIGN_START);
      gtk_box_append (GTK_BOX (head), label);
    }
  label = heed_reading_new_label (node->label, "heading");
  gtk_widget_set_hexpand (label, TRUE);
  heed_wrap_box_append (HEED_WRAP_BOX (line), label);
  if (change != NULL)
    {
      label = heed_reading_new_label (change, "change");
      gtk_widget_set_valign (label, GTK_ALIGN_START);
      heed_wrap_box_append (HEED_WRAP_BOX (line), label);
    }

  gtk_widget_set_hexpand (line, TRUE);
  gtk_box_append (GTK_BOX (head), line);
  return head;
}

static char *
describe_change (Comparison *self,
                 guint       first,
                 guint       end)
{
  for (guint i = first; i < end; i++)
    {
      const HeedFilledFormNode *node = heed_filled_form_get_node (self->filled, i);

      if (heed_field_get_field_type (node->field) == HEED_FIELD_RATING)
        return heed_comparison_describe_change (heed_record_get_answer (self->records[0], node->path),
                                                heed_record_get_answer (self->records[1], node->path));
    }

  return NULL;
}

static void
ensure_list (Comparison *self)
{
  if (self->list != NULL)
    return;

  self->list = gtk_list_box_new ();
  gtk_list_box_set_selection_mode (GTK_LIST_BOX (self->list), GTK_SELECTION_NONE);
  gtk_widget_add_css_class (self->list, "boxed-list");
  if (self->part != NULL)
    gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL, self->part, -1);
  gtk_box_append (self->box, self->list);
}

/* One question, from its head at @position up to @end. */
static void
add_question (Comparison *self,
              guint       position,
              guint       end)
{
  const HeedFilledFormNode *node = heed_filled_form_get_node (self->filled, position);
  g_autofree char *change = describe_change (self, position, end);
  g_autoptr (GString) spoken = g_string_new (node->label);
  GtkWidget *content = gtk_box_new (GTK_ORIENTATION_VERTICAL, 9);
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *before, *after;

  if (change != NULL)
    say (spoken, change);
  before = make_side (self, 0, position, end, spoken);
  after = make_side (self, 1, position, end, spoken);
  gtk_box_append (GTK_BOX (content), make_head (node, change));
  gtk_box_append (GTK_BOX (content), heed_pair_layout_join (before, after, 0.5));
  gtk_widget_add_css_class (content, "compared");

  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), FALSE);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), content);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken->str, -1);
  ensure_list (self);
  gtk_list_box_append (GTK_LIST_BOX (self->list), row);
}

static void
add_part (Comparison               *self,
          const HeedFilledFormNode *node)
{
  gtk_box_append (self->box, heed_reading_new_heading (node->label, "heading", 2));
  self->list = NULL;
  self->part = node->label;
}

static void
add_all (Comparison *self)
{
  guint i = 0;

  while (i < heed_filled_form_get_n_nodes (self->filled))
    {
      const HeedFilledFormNode *node = heed_filled_form_get_node (self->filled, i);
      gboolean part = heed_field_get_field_type (node->field) == HEED_FIELD_GROUP &&
                      !heed_filled_form_node_is_rated (node);
      guint end = part ? i + 1 : heed_filled_form_find_next (self->filled, i);

      if (part)
        add_part (self, node);
      else
        add_question (self, i, end);
      i = end;
    }

  if (self->list != NULL)
    gtk_widget_set_margin_bottom (self->list, 6);
}

/* The average says how the ratings lie, and how many there are. */
static char *
describe_average (Comparison *self,
                  HeedForm   *form,
                  guint       which)
{
  g_autoptr (HeedFilledForm) filled = heed_filled_form_new (form, self->records[which]);
  double mean = heed_filled_form_get_mean_rating (filled);

  if (isnan (mean))
    return g_strdup (_("Nothing rated"));

  return g_strdup_printf (_("Average of the ratings: %.1f"), mean);
}

static void
add_averages (Comparison *self,
              HeedForm   *form)
{
  GtkWidget *sides[2];

  for (guint i = 0; i < 2; i++)
    {
      g_autofree char *average = describe_average (self, form, i);

      sides[i] = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);
      add_label (sides[i], self->days[i], "heading");
      gtk_widget_add_css_class (add_label (sides[i], average, NULL), "dim-label");
    }
  gtk_box_append (self->box, heed_pair_layout_join (sides[0], sides[1], 0.5));
}

/**
 * heed_comparison_show:
 * @box: a vertical box, whatever is in it goes
 * @form: the form of the self-check
 * @before: the earlier one
 * @after: the later one
 *
 * Shows two self-checks side by side, or one under the other where there is
 * little room.
 */
void
heed_comparison_show (GtkBox     *box,
                      HeedForm   *form,
                      HeedRecord *before,
                      HeedRecord *after)
{
  g_autoptr (HeedFilledForm) filled = heed_filled_form_new (form, after);
  Comparison self = { .box = box, .filled = filled, .records = { before, after } };
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (box))) != NULL)
    gtk_box_remove (box, child);

  for (guint i = 0; i < 2; i++)
    self.days[i] = heed_day_format (heed_timestamp_get_day (heed_record_get_created (self.records[i])));
  add_averages (&self, form);
  add_all (&self);
  for (guint i = 0; i < 2; i++)
    g_free (self.days[i]);
}

/**
 * heed_comparison_describe_change:
 * @before: (nullable): a rating as it is kept
 * @after: (nullable): a later one
 *
 * Writes how a rating moved. Neither way is called better: a lower rating may
 * well come of looking more closely.
 *
 * Returns: (transfer full) (nullable): a sign and a word, or %NULL if neither is
 *   there
 */
char *
heed_comparison_describe_change (const char *before,
                                 const char *after)
{
  double from = 0, to = 0;
  gboolean had = !heed_text_is_blank (before) && heed_number_parse (before, &from);
  gboolean has = !heed_text_is_blank (after) && heed_number_parse (after, &to);
  int change = (int) (to - from);

  if (!had && !has)
    return NULL;
  if (!had || !has)
    return g_strdup (had ? _("skipped later") : _("newly rated"));
  if (change == 0)
    /* Translators: a rating that did not change. */
    return g_strdup (C_("rating", "same"));
  if (change > 0)
    /* Translators: by how much a rating went up. */
    return g_strdup_printf (C_("rating", "+%d, higher"), change);

  /* Translators: by how much a rating went down; a minus sign is before the number. */
  return g_strdup_printf (C_("rating", "−%d, lower"), -change);
}
