/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The answers that have no place in the form any more, or whose form is not
 * known, so that paper holds all that was written. */

#include "heed-paper-blocks.h"

#include "heed-form-blocks.h"
#include "heed-text.h"

#include <glib/gi18n.h>
#include <string.h>

/* Tells whether the filled form shows what stands at @path. The counts of repeated
 * parts, the own words at a choice and the second look at a rating have no
 * place of their own. */
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
add_loose_answer (HeedFlow   *flow,
                  const char *path,
                  const char *value)
{
  HeedBlock *block = heed_flow_add (flow, heed_block_new_text (flow->fonts, HEED_STYLE_QUESTION, path,
                                                               0, flow->width));

  block->space_before = 14;
  block->keep_with_next = TRUE;
  block = heed_flow_add (flow, heed_block_new_text (flow->fonts, HEED_STYLE_ANSWER, value, 0, flow->width));
  block->space_before = 4;
}

static void
add_rest_intro (HeedFlow       *flow,
                HeedFilledForm *filled,
                HeedRecord     *record)
{
  g_autofree char *text = NULL;
  HeedBlock *block;

  if (filled != NULL)
    text = g_strdup (_("These answers belong to questions that the workbook no longer asks. Each stands under the name it was kept under."));
  else
    text = g_strdup_printf (_("The workbook has no form named “%s”, so each answer stands under the name it was kept under. Nothing is left out."),
                            heed_record_get_form_id (record));

  if (filled != NULL)
    {
      block = heed_flow_add (flow, heed_form_blocks_new_hairline (flow->width));
      block->space_before = 24;
      block->keep_with_next = TRUE;
    }
  block = heed_flow_add (flow, heed_block_new_text (flow->fonts, HEED_STYLE_INSTRUCTION, text, 0, flow->width * 0.9));
  block->space_before = 12;
  block->keep_with_next = TRUE;
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
      if (heed_text_is_blank (value) || (filled != NULL && is_shown (filled, path)))
        continue;

      if (!found)
        add_rest_intro (flow, filled, record);
      add_loose_answer (flow, path, value);
      found = TRUE;
    }
}
