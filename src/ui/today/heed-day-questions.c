/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The questions that can be today's, and how often each was answered. */

#include "heed-day-questions.h"

#include "heed-database.h"

static void
free_question (gpointer data)
{
  HeedDayQuestion *question = data;

  g_free (question->words);
  g_free (question->path);
  g_free (question);
}

/**
 * heed_day_questions_list:
 * @workbook: a workbook
 *
 * Lists the questions that can be today's: the numbered ones of the first part
 * of the self-check.
 *
 * Returns: (transfer full) (element-type HeedDayQuestion): the questions
 */
GPtrArray *
heed_day_questions_list (HeedWorkbook *workbook)
{
  GPtrArray *questions = g_ptr_array_new_with_free_func (free_question);
  HeedItem *page = heed_workbook_get_questions (workbook);
  HeedForm *form = page != NULL ? heed_workbook_find_form (workbook, heed_item_get_form_id (page)) : NULL;
  HeedField *part = form != NULL ? heed_form_get_field (form, 0) : NULL;

  for (guint i = 0; part != NULL && i < heed_field_get_n_fields (part); i++)
    {
      HeedField *field = heed_field_get_field (part, i);
      HeedDayQuestion *question = g_new0 (HeedDayQuestion, 1);

      question->words = g_strdup (heed_field_get_label (field));
      question->path = g_strconcat (heed_field_get_id (part), "/", heed_field_get_id (field), NULL);
      g_ptr_array_add (questions, question);
    }

  return questions;
}

/**
 * heed_day_questions_get_spacing:
 * @questions: (element-type HeedDayQuestion): questions
 * @tallies: (element-type HeedTally): how many entries of each kind there are
 *
 * Gets how often each question was answered, and when last.
 *
 * Returns: (transfer full) (element-type HeedReviewSchedule): as many as there are
 *   questions, in their order
 */
GArray *
heed_day_questions_get_spacing (GPtrArray *questions,
                                GPtrArray *tallies)
{
  GArray *spacing = g_array_sized_new (FALSE, TRUE, sizeof (HeedReviewSchedule), questions->len);

  for (guint i = 0; i < questions->len; i++)
    {
      const HeedDayQuestion *question = g_ptr_array_index (questions, i);
      HeedReviewSchedule one = { 0, 0 };

      for (guint j = 0; j < tallies->len; j++)
        {
          const HeedTally *tally = g_ptr_array_index (tallies, j);

          if (g_strcmp0 (tally->form_id, HEED_FORM_ANSWER) == 0 && g_strcmp0 (tally->item_id, question->path) == 0)
            one = (HeedReviewSchedule) { tally->entries, tally->latest_day };
        }
      g_array_append_val (spacing, one);
    }

  return spacing;
}
