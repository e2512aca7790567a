/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What stands on a paper, from the top to the end: the head; the questions and
 * answers, in the order of the filled form; what the form has no place for; pictures. Blank
 * and filled in, the same things stand in the same order. */

#include "heed-paper-blocks.h"

#include "heed-picture.h"
#include "heed-text.h"
#include "heed-wording.h"

#include <glib/gi18n.h>
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

/* What is written below a picture may be wider than a narrow one. */
#define CAPTION_SHARE 0.6

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

static HeedBlock *
add_text (HeedFlow   *flow,
          HeedStyle   style,
          const char *text,
          double      x,
          double      width,
          double      space)
{
  HeedBlock *block = heed_flow_add (flow, heed_block_new_text (flow->fonts, style, text, x, width));

  block->space_before = space;
  return block;
}

/* What stays with what comes next. */
static HeedBlock *
add_heading (HeedFlow   *flow,
             HeedStyle   style,
             const char *text,
             double      x,
             double      space)
{
  HeedBlock *block = add_text (flow, style, text, x, flow->width - x, space);

  block->keep_with_next = TRUE;
  return block;
}

static char *
format_day (HeedRecord *record)
{
  return heed_day_format_in_full (heed_timestamp_get_day (heed_record_get_created (record)));
}

static void
add_name_line (HeedFlow   *flow,
               const char *date)
{
  HeedBlock *block = heed_flow_add (flow, heed_block_new_name_line (flow->fonts, flow->width, date));

  block->space_before = 16;
  block->keep_with_next = TRUE;
}

/* A worksheet is signed as a blank one is; a note with a title of its own is
 * nobody else's. */
static void
add_record_head (HeedFlow     *flow,
                 HeedWorkbook *workbook,
                 HeedForm     *form,
                 HeedRecord   *record,
                 const char   *title)
{
  gboolean is_sheet = form != NULL && !heed_form_get_titled (form) &&
                      heed_text_is_blank (heed_record_get_title (record));
  g_autofree char *date = format_day (record);
  g_autofree char *facts = heed_wording_dup_facts (workbook, record, !is_sheet);
  g_autofree char *wording = heed_wording_describe (workbook, record);

  if (is_sheet)
    add_name_line (flow, date);
  if (*facts != '\0')
    add_heading (flow, HEED_STYLE_META, facts, 0, 6);
  if (wording != NULL)
    add_heading (flow, HEED_STYLE_META, wording, 0, 6);
}

static void
add_blank_head (HeedFlow *flow,
                HeedForm *form)
{
  PangoLayout *lead;
  HeedBlock *block;
  double x;

  add_name_line (flow, NULL);
  if (!heed_form_get_titled (form))
    return;

  lead = heed_fonts_layout (flow->fonts, HEED_STYLE_META, C_("on a printed sheet", "Title"), -1);
  x = heed_layout_get_width (lead) + 8;
  block = heed_flow_add (flow, heed_block_new_ruled (1, x, flow->width - x));
  block->keep_with_next = TRUE;
  heed_block_set_lead (block, lead, 0);
}

static HeedBlock *
add_framed (HeedFlow   *flow,
            HeedStyle   style,
            const char *text,
            double      indent,
            double      space)
{
  double x = HEED_FRAME_PADDING + 2 + indent;
  HeedBlock *block = add_text (flow, style, text, x, flow->width - x - HEED_FRAME_PADDING - 2, space);

  block->framed = TRUE;
  return block;
}

static void
add_points (HeedFlow *flow,
            HeedItem *example)
{
  GListModel *points = heed_item_get_children (example);

  for (guint i = 0; points != NULL && i < g_list_model_get_n_items (points); i++)
    {
      g_autoptr (HeedItem) point = g_list_model_get_item (points, i);
      const char * const *paragraphs = heed_item_get_paragraphs (point);
      const char *text = paragraphs != NULL && paragraphs[0] != NULL ? paragraphs[0]
                                                                     : heed_item_get_title (point);
      HeedBlock *block = add_framed (flow, HEED_STYLE_EXAMPLE, heed_text_or_empty (text), 14, 2);

      heed_block_set_lead (block, heed_fonts_layout (flow->fonts, HEED_STYLE_EXAMPLE, "•", -1),
                           HEED_FRAME_PADDING + 4);
    }
}

static void
add_example (HeedFlow *flow,
             HeedItem *example)
{
  const char * const *paragraphs;
  guint run;

  if (example == NULL)
    return;

  run = heed_flow_open_run (flow, NULL);
  if (heed_item_get_title (example) != NULL)
    {
      /* Translators: the title of a worked example, such as “Example: Boredom”. */
      g_autofree char *title = g_strdup_printf (_("Example: %s"), heed_item_get_title (example));

      add_framed (flow, HEED_STYLE_EXAMPLE_TITLE, title, 0, 16)->keep_with_next = TRUE;
    }
  paragraphs = heed_item_get_paragraphs (example);
  for (guint i = 0; paragraphs != NULL && paragraphs[i] != NULL; i++)
    add_framed (flow, HEED_STYLE_EXAMPLE, paragraphs[i], 0, 3);
  add_points (flow, example);
  heed_flow_close_run (flow, run);
}

static HeedFieldType
get_type (const HeedFilledFormNode *node)
{
  return heed_field_get_field_type (node->field);
}

static HeedStyle
get_label_style (const HeedFilledFormNode *node)
{
  return node->depth > 1 && get_type (node) != HEED_FIELD_GROUP ? HEED_STYLE_PART : HEED_STYLE_QUESTION;
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
  return *width <= (self->flow->width - self->indent) * LABEL_SHARE;
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

static void
add_label (Composer                 *self,
           const HeedFilledFormNode *node,
           double                    space)
{
  HeedBlock *block = add_heading (self->flow, get_label_style (node), node->label, self->indent, space);

  if (node->number > 0)
    {
      g_autofree char *number = g_strdup_printf ("%u", node->number);

      heed_block_set_lead (block, heed_fonts_layout (self->flow->fonts, get_label_style (node), number, -1), 0);
    }
}

static void
add_hint (Composer                 *self,
          const HeedFilledFormNode *node)
{
  const char *hint = heed_field_get_hint (node->field);

  if (self->record == NULL && !heed_text_is_blank (hint))
    add_heading (self->flow, HEED_STYLE_HINT, hint, self->indent, 1);
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
            double      x,
            double      space)
{
  g_autofree char *trimmed = g_strchomp (g_strdup (text));

  return add_text (self->flow, style, trimmed, x, self->flow->width - x, space);
}

static HeedBlock *
add_rules (Composer *self,
           guint     n_lines,
           double    x,
           double    width)
{
  return heed_flow_add (self->flow, heed_block_new_ruled (n_lines, x, MIN (width, self->flow->width - x)));
}

static gboolean
is_short (const char *words)
{
  return strlen (words) <= SHORT_WORDS * 4 && g_utf8_strlen (words, -1) <= SHORT_WORDS && strpbrk (words, "\r\n") == NULL;
}

/* Adds what the boxes and circles cannot show: long words, and an answer that
 * this workbook does not offer. */
static void
add_aside (Composer   *self,
           const char *text,
           double      x)
{
  get_last (self)->keep_with_next = TRUE;
  add_answer (self, HEED_STYLE_ANSWER, text, x, 4);
}

static HeedBlock *
add_choice (Composer                 *self,
            const HeedFilledFormNode *node,
            double                    x)
{
  g_autofree char *path = g_strconcat (node->path, "/", HEED_CHOICE_OTHER, NULL);
  const char *words = self->record != NULL ? heed_record_get_answer (self->record, path) : NULL;
  const char *chosen = heed_text_is_blank (node->value) ? NULL : node->value;
  gboolean in_line = heed_field_get_allows_other (node->field) && !heed_text_is_blank (words) && is_short (words);
  HeedBlock *block = heed_block_new_choice (self->flow->fonts, node->field, chosen, in_line ? words : NULL,
                                            self->record == NULL, x, self->flow->width - x);

  heed_flow_add (self->flow, block);
  if (!in_line && !heed_text_is_blank (words))
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
  HeedBlock *block = heed_block_new_scale (self->flow->fonts, node->field, chosen,
                                           self->indent, self->flow->width - self->indent);

  heed_flow_add (self->flow, block)->space_before = 5;
  if (chosen != NULL && !heed_field_validate_answer (node->field, chosen))
    add_aside (self, chosen, self->indent);

  then = self->record != NULL ? heed_field_format_then (node->field, self->record, node->path) : NULL;
  if (then != NULL)
    {
      get_last (self)->keep_with_next = TRUE;
      add_answer (self, HEED_STYLE_OPTION, then, self->indent, 8);
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
  guint32 day;

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

  /* Paper is kept, so that a day has its year. */
  text = get_type (node) == HEED_FIELD_DATE && heed_day_parse_iso (node->value, &day)
             ? heed_day_format_in_full (day)
             : heed_field_format_answer (node->field, self->record, node->path);
  return add_answer (self, get_type (node) == HEED_FIELD_PARAGRAPH ? HEED_STYLE_ANSWER : HEED_STYLE_VALUE, text, x, space);
}

static void
add_inline (Composer                 *self,
            const HeedFilledFormNode *node,
            guint                     position)
{
  PangoLayout *label = layout_label (self, node, -1);
  HeedBlock *block;

  /* Short answers in a column are not torn apart. */
  if (self->in_column)
    get_last (self)->keep_with_next = get_last (self)->n_slices <= 2;
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

static void
add_row (Composer                 *self,
         const HeedFilledFormNode *row)
{
  g_autofree char *number = g_strdup_printf ("%u", row->index);
  double x = self->indent + NUMBER_COLUMN;
  HeedBlock *block;

  /* An empty row beyond those asked for is not worth a line on a filled sheet. */
  if (self->record != NULL && heed_text_is_blank (row->value) && row->index > (guint) heed_field_get_min (row->field))
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

/* A group, or a list without its rows. */
static void
add_group (Composer                 *self,
           const HeedFilledFormNode *node)
{
  gboolean section = node->depth == 0 && get_type (node) == HEED_FIELD_GROUP;
  OpenRun run = { heed_flow_open_run (self->flow, section ? node->label : NULL), node->depth };

  g_array_append_val (self->open, run);
  if (section)
    {
      HeedBlock *block = heed_flow_add (self->flow, heed_block_new_section (self->flow->fonts, node->label,
                                                                            self->flow->width));

      block->space_before = 32;
      block->keep_with_next = TRUE;
    }
  else
    {
      add_label (self, node, get_type (node) == HEED_FIELD_GROUP ? 18 : 12);
    }
  add_hint (self, node);
  self->in_column = FALSE;
}

static gboolean
is_shown (HeedFilledForm *filled,
          const char     *path)
{
  const char *slash = strrchr (path, '/');
  g_autofree char *first = g_strconcat (path, "/1", NULL);
  g_autofree char *parent = slash != NULL ? g_strndup (path, (gsize) (slash - path)) : NULL;
  const HeedFilledFormNode *node;

  if (heed_filled_form_find (filled, path) != NULL || heed_filled_form_find (filled, first) != NULL)
    return TRUE;
  node = parent != NULL ? heed_filled_form_find (filled, parent) : NULL;
  if (node == NULL)
    return FALSE;

  return (heed_field_get_field_type (node->field) == HEED_FIELD_CHOICE && g_str_equal (slash + 1, HEED_CHOICE_OTHER)) ||
         (heed_field_get_field_type (node->field) == HEED_FIELD_RATING && g_str_equal (slash + 1, HEED_RATING_THEN));
}

static void
add_orphans_intro (HeedFlow       *flow,
                   HeedFilledForm *filled,
                   HeedRecord     *record)
{
  g_autofree char *text = NULL;

  if (filled != NULL)
    text = g_strdup (_("These answers belong to questions that the workbook no longer asks. Each stands under the name it was kept under."));
  else
    text = g_strdup_printf (_("The workbook has no form named “%s”, so each answer stands under the name it was kept under. Nothing is left out."),
                            heed_record_get_form_id (record));

  if (filled != NULL)
    {
      HeedBlock *block = heed_flow_add (flow, heed_block_new_hairline (flow->width));

      block->space_before = 24;
      block->keep_with_next = TRUE;
    }
  add_text (flow, HEED_STYLE_INSTRUCTION, text, 0, flow->width * 0.9, 12)->keep_with_next = TRUE;
}

/* What stands in the place of a picture that cannot be drawn. */
static void
add_missing_picture (HeedFlow          *flow,
                     const HeedPicture *picture,
                     const char        *reason)
{
  gboolean is_described = !heed_text_is_blank (picture->description);

  if (is_described)
    add_framed (flow, HEED_STYLE_EXAMPLE_TITLE, picture->description, 0, 16)->keep_with_next = TRUE;
  add_framed (flow, HEED_STYLE_EXAMPLE, reason, 0, is_described ? 3 : 16);
}

static void
add_picture (HeedFlow          *flow,
             const HeedPicture *picture,
             HeedFigure        *figure)
{
  double width = MAX (figure->width, flow->width * CAPTION_SHARE);
  HeedBlock *block = heed_flow_add (flow, heed_block_new_figure (figure));

  block->space_before = 16;
  if (heed_text_is_blank (picture->description))
    return;

  block->keep_with_next = TRUE;
  add_text (flow, HEED_STYLE_CAPTION, picture->description, 0, width, 5);
}

/**
 * heed_paper_format_title:
 * @form: (nullable): the form, if the workbook has it
 * @record: (nullable): the entry; %NULL for a blank sheet
 *
 * Chooses the title of a paper: the entry’s own, or else that of the form.
 *
 * Returns: (transfer full): the title
 */
char *
heed_paper_format_title (HeedForm   *form,
                         HeedRecord *record)
{
  if (record != NULL && !heed_text_is_blank (heed_record_get_title (record)))
    return g_strdup (heed_record_get_title (record));
  if (form != NULL)
    return g_strdup (heed_form_get_title (form));

  return g_strdup (_("Journal entry"));
}

/**
 * heed_paper_add_head:
 * @flow: where to add it
 * @workbook: the workbook
 * @form: (nullable): the form, if the workbook has it
 * @record: (nullable): the entry; %NULL for a blank sheet
 *
 * Adds everything above the first question.
 */
void
heed_paper_add_head (HeedFlow     *flow,
                     HeedWorkbook *workbook,
                     HeedForm     *form,
                     HeedRecord   *record)
{
  g_autofree char *title = heed_paper_format_title (form, record);

  add_heading (flow, HEED_STYLE_TITLE, title, 0, 0);
  if (record == NULL)
    add_blank_head (flow, form);
  else
    add_record_head (flow, workbook, form, record, title);

  if (form == NULL)
    return;

  if (!heed_text_is_blank (heed_form_get_instruction (form)))
    add_text (flow, HEED_STYLE_INSTRUCTION, heed_form_get_instruction (form), 0, flow->width * 0.9, 14);
  add_example (flow, heed_form_get_example (form));
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
    .open = g_array_new (FALSE, FALSE, sizeof (OpenRun)),
  };

  for (guint i = 0; i < heed_filled_form_get_n_nodes (filled); i++)
    if (heed_filled_form_get_node (filled, i)->number > 0)
      composer.indent = NUMBER_COLUMN;

  for (guint i = 0; i < heed_filled_form_get_n_nodes (filled); i++)
    {
      const HeedFilledFormNode *node = heed_filled_form_get_node (filled, i);

      close_runs (&composer, node->depth);
      if (get_type (node) == HEED_FIELD_LIST && node->index > 0)
        add_row (&composer, node);
      else if (get_type (node) == HEED_FIELD_LIST || get_type (node) == HEED_FIELD_GROUP)
        add_group (&composer, node);
      else
        add_leaf (&composer, node, i);
    }

  close_runs (&composer, 0);
  g_array_unref (composer.open);
}

/**
 * heed_paper_add_orphans:
 * @flow: where to add it
 * @filled: (nullable): what is shown already; %NULL if the workbook does not
 *   know the form
 * @record: the entry
 *
 * Adds every answer that has no place in the form, so that paper holds all that
 * was written.
 */
void
heed_paper_add_orphans (HeedFlow       *flow,
                        HeedFilledForm *filled,
                        HeedRecord     *record)
{
  gboolean found = FALSE;

  for (guint i = 0; i < heed_record_get_n_answers (record); i++)
    {
      const char *path, *value;

      heed_record_get_nth_answer (record, i, &path, &value, NULL);
      if (heed_text_is_blank (value) || heed_picture_is_path (path) || heed_picture_is_description (path) ||
          (filled != NULL && is_shown (filled, path)))
        continue;

      if (!found)
        add_orphans_intro (flow, filled, record);
      add_heading (flow, HEED_STYLE_QUESTION, path, 0, 14);
      add_text (flow, HEED_STYLE_ANSWER, value, 0, flow->width, 4);
      found = TRUE;
    }
}

/**
 * heed_paper_add_pictures:
 * @flow: where to add it
 * @record: the entry
 * @read: (nullable): reads the file of a picture
 * @data: for @read
 * @max_height: how high each may be
 *
 * Adds the pictures of an entry, each with what was written about it below.
 */
void
heed_paper_add_pictures (HeedFlow        *flow,
                         HeedRecord      *record,
                         HeedPictureFunc  read,
                         gpointer         data,
                         double           max_height)
{
  HeedPicture picture;

  for (guint i = 0; heed_record_find_picture (record, i, &picture); i++)
    {
      g_autoptr (GError) error = NULL;
      HeedFigure *figure = heed_figure_new (picture.content, read, data, flow->fonts, flow->width, max_height, &error);

      if (figure != NULL)
        add_picture (flow, &picture, figure);
      else
        add_missing_picture (flow, &picture, error->message);
    }
}
