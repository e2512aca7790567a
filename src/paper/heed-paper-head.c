/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The top of a paper: title, date, what it is about, instruction, example. */

#include "heed-paper-blocks.h"

#include "heed-form-blocks.h"
#include "heed-text.h"
#include "heed-wording.h"

#include <glib/gi18n.h>

static void
add_meta (GPtrArray *facts,
          char      *fact)
{
  if (heed_text_is_blank (fact))
    g_free (fact);
  else
    g_ptr_array_add (facts, fact);
}

static char *
describe_tags (HeedRecord *record)
{
  const char * const *tags = heed_record_get_tags (record);
  g_autofree char *list = NULL;

  if (tags == NULL || tags[0] == NULL)
    return NULL;

  list = g_strjoinv (", ", (char **) tags);
  /* Translators: the tags of a journal entry, such as “Tags: team, phone”. */
  return g_strdup_printf (_("Tags: %s"), list);
}

/* The form where the title does not say it, the tip or activity, the tags; and
 * first the date, unless it stands elsewhere. */
static char *
describe_record (HeedWorkbook *workbook,
                 HeedForm     *form,
                 HeedRecord   *record,
                 const char   *title,
                 gboolean      dated)
{
  g_autoptr (GPtrArray) facts = g_ptr_array_new_with_free_func (g_free);
  HeedItem *item = heed_wording_find_item (workbook, record);
  const char *form_title = form != NULL ? heed_form_get_title (form) : NULL;

  if (dated)
    add_meta (facts, heed_paper_format_date (heed_timestamp_get_day (heed_record_get_created (record))));
  if (form_title != NULL && !g_str_equal (form_title, title))
    add_meta (facts, g_strdup (form_title));
  if (item != NULL && g_strcmp0 (heed_item_get_title (item), title) != 0 &&
      g_strcmp0 (heed_item_get_title (item), form_title) != 0)
    add_meta (facts, g_strdup (heed_item_get_title (item)));
  add_meta (facts, describe_tags (record));
  g_ptr_array_add (facts, NULL);

  return g_strjoinv (" · ", (char **) facts->pdata);
}

static void
add_title (HeedFlow   *flow,
           const char *title)
{
  HeedBlock *block = heed_flow_add (flow, heed_block_new_text (flow->fonts, HEED_STYLE_TITLE, title,
                                                               0, flow->width));

  block->keep_with_next = TRUE;
}

static void
add_name_line (HeedFlow   *flow,
               const char *date)
{
  HeedBlock *block = heed_flow_add (flow, heed_form_blocks_new_name_line (flow->fonts, flow->width, date));

  block->space_before = 16;
  block->keep_with_next = TRUE;
}

static void
add_title_line (HeedFlow *flow)
{
  PangoLayout *lead;
  HeedBlock *block;
  double x;

  lead = heed_fonts_layout (flow->fonts, HEED_STYLE_META, C_("on a printed sheet", "Title"), -1);
  x = heed_layout_get_width (lead) + 8;
  block = heed_flow_add (flow, heed_block_new_ruled (1, x, flow->width - x));
  block->keep_with_next = TRUE;
  heed_block_set_lead (block, lead, 0);
}

static void
add_facts (HeedFlow   *flow,
           const char *facts)
{
  HeedBlock *block = heed_flow_add (flow, heed_block_new_text (flow->fonts, HEED_STYLE_META, facts,
                                                               0, flow->width));

  block->space_before = 6;
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
  g_autofree char *date = heed_paper_format_date (heed_timestamp_get_day (heed_record_get_created (record)));
  g_autofree char *facts = describe_record (workbook, form, record, title, !is_sheet);

  g_autofree char *wording = heed_wording_describe (workbook, record);

  if (is_sheet)
    add_name_line (flow, date);
  if (*facts != '\0')
    add_facts (flow, facts);
  if (wording != NULL)
    add_facts (flow, wording);
}

static void
add_instruction (HeedFlow   *flow,
                 const char *instruction)
{
  HeedBlock *block;

  if (heed_text_is_blank (instruction))
    return;

  block = heed_flow_add (flow, heed_block_new_text (flow->fonts, HEED_STYLE_INSTRUCTION, instruction,
                                                    0, flow->width * 0.9));
  block->space_before = 14;
}

static HeedBlock *
add_framed (HeedFlow   *flow,
            HeedStyle   style,
            const char *text,
            double      indent,
            double      space)
{
  double x = HEED_FRAME_PADDING + 2 + indent;
  HeedBlock *block = heed_flow_add (flow, heed_block_new_text (flow->fonts, style, text, x,
                                                               flow->width - x - HEED_FRAME_PADDING - 2));

  block->framed = TRUE;
  block->space_before = space;
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

/**
 * heed_paper_format_date:
 * @day: a Julian day
 *
 * Writes a day as paper wants it: with the year, since paper is kept.
 *
 * Returns: (transfer full): the day
 */
char *
heed_paper_format_date (guint32 day)
{
  g_autoptr (GDateTime) time = NULL;
  GDate date;

  g_date_clear (&date, 1);
  g_date_set_julian (&date, day);
  time = g_date_time_new_utc (g_date_get_year (&date), (int) g_date_get_month (&date),
                              g_date_get_day (&date), 12, 0, 0);

  /* Translators: a day with its year, such as “21 November 2025”, in g_date_time_format() codes. */
  return g_date_time_format (time, _("%-e %B %Y"));
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

  add_title (flow, title);
  if (record == NULL)
    {
      add_name_line (flow, NULL);
      if (heed_form_get_titled (form))
        add_title_line (flow);
    }
  else
    {
      add_record_head (flow, workbook, form, record, title);
    }

  if (form == NULL)
    return;

  add_instruction (flow, heed_form_get_instruction (form));
  add_example (flow, heed_form_get_example (form));
}
