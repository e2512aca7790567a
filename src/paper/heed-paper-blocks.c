/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The questions and answers of a paper, in the order of the filled form. Blank and
 * filled in, the same things stand in the same order. */

#include "heed-paper-blocks.h"

#include "heed-form-blocks.h"
#include "heed-text.h"

#include <string.h>

/* The column of numbers to the left of the questions. */
#define NUMBER_COLUMN 20.0

/* A label with its answer beside it may take this part of the width. */
#define LABEL_SHARE 0.4
#define LABEL_GAP 14.0

/* Where nothing was answered, and where a date or a number goes. */
#define UNANSWERED_RULE 60.0
#define DATE_RULE 150.0
#define NUMBER_RULE 60.0

/* Own words at a choice stand beside their box up to this length. */
#define SHORT_WORDS 40

/* Runs that are open, one for each depth. */
typedef struct
{
  guint run;
  guint depth;
} OpenRun;

typedef struct
{
  HeedFlow *flow;
  HeedFilledForm *filled;
  HeedRecord *record; /* NULL on a blank sheet */
  double indent;
  double column;      /* where the answers beside labels start */
  gboolean in_column; /* whether the last thing was such an answer */
  GArray *open;       /* of OpenRun */
} Composer;

static HeedFieldType
get_type (const HeedFilledFormNode *node)
{
  return heed_field_get_field_type (node->field);
}

static gboolean
is_row (const HeedFilledFormNode *node)
{
  return get_type (node) == HEED_FIELD_LIST && node->index > 0;
}

static double
get_room (Composer *self)
{
  return self->flow->width - self->indent;
}

static HeedStyle
get_label_style (const HeedFilledFormNode *node)
{
  return node->depth > 1 && get_type (node) != HEED_FIELD_GROUP ? HEED_STYLE_PART : HEED_STYLE_QUESTION;
}

static gboolean
has_numbers (HeedFilledForm *filled)
{
  for (guint i = 0; i < heed_filled_form_get_n_nodes (filled); i++)
    if (heed_filled_form_get_node (filled, i)->number > 0)
      return TRUE;

  return FALSE;
}

static PangoLayout *
layout_label (Composer                 *self,
              const HeedFilledFormNode *node,
              double                    width)
{
  return heed_fonts_layout (self->flow->fonts, get_label_style (node), node->label, width);
}

/* Short answers stand beside their labels, if the label leaves room. */
static gboolean
measure_inline (Composer                 *self,
                const HeedFilledFormNode *node,
                double                   *width)
{
  g_autoptr (PangoLayout) layout = NULL;

  if (node->number > 0 || (!heed_field_is_short (node->field) && get_type (node) != HEED_FIELD_CHOICE))
    return FALSE;

  layout = layout_label (self, node, -1);
  *width = heed_layout_get_width (layout);
  return *width <= get_room (self) * LABEL_SHARE;
}

/* The labels in a row of such answers make one column. */
static double
measure_column (Composer *self,
                guint     position)
{
  double column = 0, width;

  for (guint i = position; i < heed_filled_form_get_n_nodes (self->filled); i++)
    {
      if (!measure_inline (self, heed_filled_form_get_node (self->filled, i), &width))
        break;
      column = MAX (column, width);
    }

  return self->indent + column + LABEL_GAP;
}

static HeedBlock *
add_label (Composer                 *self,
           const HeedFilledFormNode *node,
           double                    space)
{
  HeedFlow *flow = self->flow;
  HeedBlock *block = heed_flow_add (flow, heed_block_new_text (flow->fonts, get_label_style (node), node->label,
                                                               self->indent, get_room (self)));

  block->space_before = space;
  block->keep_with_next = TRUE;
  if (node->number > 0)
    {
      g_autofree char *number = g_strdup_printf ("%u", node->number);

      heed_block_set_lead (block, heed_fonts_layout (flow->fonts, get_label_style (node), number, -1), 0);
    }

  return block;
}

static void
add_hint (Composer                 *self,
          const HeedFilledFormNode *node)
{
  const char *hint = heed_field_get_hint (node->field);
  HeedBlock *block;

  if (self->record != NULL || heed_text_is_blank (hint))
    return;

  block = heed_flow_add (self->flow, heed_block_new_text (self->flow->fonts, HEED_STYLE_HINT, hint,
                                                          self->indent, get_room (self)));
  block->space_before = 1;
  block->keep_with_next = TRUE;
}

static HeedBlock *
get_last (Composer *self)
{
  return g_ptr_array_index (self->flow->blocks, self->flow->blocks->len - 1);
}

/* Empty lines at the end of an answer have nothing to show. */
static HeedBlock *
add_answer (Composer   *self,
            HeedStyle   style,
            const char *text,
            double      x)
{
  g_autofree char *trimmed = g_strchomp (g_strdup (text));

  return heed_flow_add (self->flow, heed_block_new_text (self->flow->fonts, style, trimmed,
                                                         x, self->flow->width - x));
}

static HeedBlock *
add_rules (Composer *self,
           guint     n_lines,
           double    x,
           double    width)
{
  return heed_flow_add (self->flow, heed_block_new_ruled (n_lines, x, MIN (width, self->flow->width - x)));
}

static char *
format_date_answer (const char *value)
{
  guint32 day;

  return heed_day_parse_iso (value, &day) ? heed_paper_format_date (day) : g_strdup (value);
}

static char *
format_answer (Composer                 *self,
               const HeedFilledFormNode *node)
{
  if (get_type (node) == HEED_FIELD_DATE)
    return format_date_answer (node->value);

  return heed_field_format_answer (node->field, self->record, node->path);
}

static const char *
get_own_words (Composer                 *self,
               const HeedFilledFormNode *node)
{
  g_autofree char *path = g_strconcat (node->path, "/", HEED_CHOICE_OTHER, NULL);
  const char *words = self->record != NULL ? heed_record_get_answer (self->record, path) : NULL;

  return heed_text_is_blank (words) ? NULL : words;
}

static gboolean
is_short (const char *words)
{
  return words != NULL && strlen (words) <= SHORT_WORDS * 4 &&
         g_utf8_strlen (words, -1) <= SHORT_WORDS && strpbrk (words, "\r\n") == NULL;
}

/* Adds what the boxes and circles cannot show: long words, and an answer that
 * this workbook does not offer. */
static void
add_aside (Composer   *self,
           const char *text,
           double      x)
{
  get_last (self)->keep_with_next = TRUE;
  add_answer (self, HEED_STYLE_ANSWER, text, x)->space_before = 4;
}

static HeedBlock *
add_choice (Composer                 *self,
            const HeedFilledFormNode *node,
            double                    x)
{
  const char *words = get_own_words (self, node);
  const char *chosen = heed_text_is_blank (node->value) ? NULL : node->value;
  gboolean allows_other = heed_field_get_allows_other (node->field);
  HeedBlock *block = heed_form_blocks_new_choice (self->flow->fonts, node->field, chosen,
                                                  allows_other && is_short (words) ? words : NULL,
                                                  self->record == NULL, x, self->flow->width - x);

  heed_flow_add (self->flow, block);
  if (words != NULL && (!allows_other || !is_short (words)))
    add_aside (self, words, x);
  if (chosen != NULL && !heed_field_validate_answer (node->field, chosen))
    add_aside (self, chosen, x);

  return block;
}

static void
add_rating (Composer                 *self,
            const HeedFilledFormNode *node)
{
  const char *chosen = heed_text_is_blank (node->value) ? NULL : node->value;
  g_autofree char *then = NULL;
  HeedBlock *block = heed_form_blocks_new_scale (self->flow->fonts, node->field, chosen,
                                                 self->indent, get_room (self));

  heed_flow_add (self->flow, block)->space_before = 5;
  if (chosen != NULL && !heed_field_validate_answer (node->field, chosen))
    add_aside (self, chosen, self->indent);

  then = self->record != NULL ? heed_field_format_then (node->field, self->record, node->path) : NULL;
  if (then != NULL)
    {
      get_last (self)->keep_with_next = TRUE;
      add_answer (self, HEED_STYLE_OPTION, then, self->indent)->space_before = 8;
    }
}

/* Room to write a short answer by hand. */
static HeedBlock *
add_short_rule (Composer                 *self,
                const HeedFilledFormNode *node,
                double                    x)
{
  const char *unit = heed_field_get_unit (node->field);
  HeedBlock *block;

  switch (get_type (node))
    {
    case HEED_FIELD_DATE:
      return add_rules (self, 1, x, DATE_RULE);
    case HEED_FIELD_NUMBER:
      block = add_rules (self, 1, x, NUMBER_RULE);
      if (unit != NULL)
        block->tail = heed_fonts_layout (self->flow->fonts, HEED_STYLE_OPTION, unit, -1);
      return block;
    case HEED_FIELD_TEXT:
    case HEED_FIELD_PARAGRAPH:
    case HEED_FIELD_CHOICE:
    case HEED_FIELD_RATING:
    case HEED_FIELD_LIST:
    case HEED_FIELD_GROUP:
      return add_rules (self, 1, x, self->flow->width);
    }

  g_assert_not_reached ();
}

/* Adds the answer to anything but a rating at @x. */
static HeedBlock *
add_value (Composer                 *self,
           const HeedFilledFormNode *node,
           double                    x,
           double                    space)
{
  g_autofree char *text = NULL;
  HeedBlock *block;

  if (get_type (node) == HEED_FIELD_CHOICE)
    {
      block = add_choice (self, node, x);
      block->space_before = MAX (space, 6);
      return block;
    }
  if (self->record == NULL)
    return get_type (node) == HEED_FIELD_PARAGRAPH
               ? add_rules (self, heed_field_get_lines (node->field), x, self->flow->width)
               : add_short_rule (self, node, x);
  if (heed_text_is_blank (node->value))
    return add_rules (self, 1, x, UNANSWERED_RULE);

  text = format_answer (self, node);
  block = add_answer (self, get_type (node) == HEED_FIELD_PARAGRAPH ? HEED_STYLE_ANSWER : HEED_STYLE_VALUE, text, x);
  block->space_before = space;
  return block;
}

/* Short answers in a column are not torn apart. */
static void
keep_with_last (Composer *self)
{
  HeedBlock *last = get_last (self);

  last->keep_with_next = last->n_slices <= 2;
}

static void
add_inline (Composer                 *self,
            const HeedFilledFormNode *node,
            guint                     position)
{
  PangoLayout *label = layout_label (self, node, -1);
  HeedBlock *block;

  if (self->in_column)
    keep_with_last (self);
  else
    self->column = measure_column (self, position);

  block = add_value (self, node, self->column, 6);
  if (!self->in_column)
    block->space_before = MAX (block->space_before, node->depth > 0 ? 10 : 16);
  heed_block_set_lead (block, label, self->indent);
}

static void
add_leaf (Composer                 *self,
          const HeedFilledFormNode *node,
          guint                     position)
{
  double width;

  if (measure_inline (self, node, &width))
    {
      add_inline (self, node, position);
      self->in_column = TRUE;
      return;
    }

  add_label (self, node, node->depth > 1 ? 9 : 16);
  add_hint (self, node);
  if (get_type (node) == HEED_FIELD_RATING)
    add_rating (self, node);
  else
    add_value (self, node, self->indent, 4);
  self->in_column = FALSE;
}

/* An empty row beyond those asked for is not worth a line on a filled sheet. */
static gboolean
is_superfluous (Composer                 *self,
                const HeedFilledFormNode *row)
{
  return self->record != NULL && heed_text_is_blank (row->value) &&
         row->index > (guint) heed_field_get_min (row->field);
}

static void
add_row (Composer                 *self,
         const HeedFilledFormNode *row)
{
  g_autofree char *number = g_strdup_printf ("%u", row->index);
  double x = self->indent + NUMBER_COLUMN;
  HeedBlock *block;

  if (is_superfluous (self, row))
    return;

  block = add_value (self, row, x, 3);
  heed_block_set_lead (block, heed_fonts_layout (self->flow->fonts, HEED_STYLE_OPTION, number, -1), self->indent);
  self->in_column = FALSE;
}

static void
close_runs (Composer *self,
            guint     depth)
{
  while (self->open->len > 0)
    {
      OpenRun *last = &g_array_index (self->open, OpenRun, self->open->len - 1);

      if (last->depth < depth)
        break;
      heed_flow_close_run (self->flow, last->run);
      g_array_set_size (self->open, self->open->len - 1);
    }
}

static void
open_run (Composer                 *self,
          const HeedFilledFormNode *node,
          const char               *title)
{
  OpenRun run = { heed_flow_open_run (self->flow, title), node->depth };

  g_array_append_val (self->open, run);
}

static void
add_section (Composer                 *self,
             const HeedFilledFormNode *node)
{
  HeedBlock *block = heed_form_blocks_new_section (self->flow->fonts, node->label, self->flow->width);

  block->space_before = 32;
  block->keep_with_next = TRUE;
  heed_flow_add (self->flow, block);
}

static void
add_group (Composer                 *self,
           const HeedFilledFormNode *node)
{
  open_run (self, node, node->depth == 0 ? node->label : NULL);
  if (node->depth == 0)
    add_section (self, node);
  else
    add_label (self, node, 18);
  add_hint (self, node);
  self->in_column = FALSE;
}

static void
add_list (Composer                 *self,
          const HeedFilledFormNode *node)
{
  open_run (self, node, NULL);
  add_label (self, node, 12);
  add_hint (self, node);
  self->in_column = FALSE;
}

static void
add_node (Composer *self,
          guint     position)
{
  const HeedFilledFormNode *node = heed_filled_form_get_node (self->filled, position);

  close_runs (self, node->depth);
  if (get_type (node) == HEED_FIELD_GROUP)
    add_group (self, node);
  else if (is_row (node))
    add_row (self, node);
  else if (get_type (node) == HEED_FIELD_LIST)
    add_list (self, node);
  else
    add_leaf (self, node, position);
}

/**
 * heed_paper_add_filled_form:
 * @flow: where to add it
 * @filled: a form, blank or filled in
 *
 * Adds all questions, with the answers or with room for them.
 */
void
heed_paper_add_filled_form (HeedFlow       *flow,
                            HeedFilledForm *filled)
{
  Composer composer = {
    .flow = flow,
    .filled = filled,
    .record = heed_filled_form_get_record (filled),
    .indent = has_numbers (filled) ? NUMBER_COLUMN : 0,
    .open = g_array_new (FALSE, FALSE, sizeof (OpenRun)),
  };

  for (guint i = 0; i < heed_filled_form_get_n_nodes (filled); i++)
    add_node (&composer, i);

  close_runs (&composer, 0);
  g_array_unref (composer.open);
}
