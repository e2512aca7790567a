/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Self-checks as a row of attempts. */

#include "heed-attempts.h"

#include "heed-field.h"
#include "heed-text.h"

#include <glib/gi18n.h>

/* Counts the part that begins at @position, which is moved to the next. In a part
 * that is made of groups, such as ten habits that each have a rating and an
 * example, it is the groups that count and not the fields in them. */
static HeedProgress
count_part (HeedFilledForm *filled,
            guint          *position)
{
  const HeedFilledFormNode *part = heed_filled_form_get_node (filled, *position);
  HeedProgress groups = { 0, 0 };

  for (++*position; *position < heed_filled_form_get_n_nodes (filled); ++*position)
    {
      const HeedFilledFormNode *node = heed_filled_form_get_node (filled, *position);

      if (node->depth <= part->depth)
        break;
      if (node->depth != part->depth + 1 || heed_field_get_field_type (node->field) != HEED_FIELD_GROUP)
        continue;

      groups.total++;
      groups.answered += heed_filled_form_get_progress (filled, node->path).answered > 0;
    }

  return groups.total > 0 ? groups : heed_filled_form_get_progress (filled, part->path);
}

/**
 * heed_attempts_find_earlier:
 * @attempts: (element-type HeedRecord): self-checks, newest first
 * @attempt: one of them, or one that is not kept yet
 *
 * Finds the finished self-check before @attempt: last time's.
 *
 * Returns: (transfer none) (nullable): the earlier one, owned by @attempts
 */
HeedRecord *
heed_attempts_find_earlier (GPtrArray  *attempts,
                            HeedRecord *attempt)
{
  for (guint i = 0; i < attempts->len; i++)
    {
      HeedRecord *record = g_ptr_array_index (attempts, i);

      if (heed_timestamp_is_set (heed_record_get_completed (record)) &&
          heed_record_get_created (record).utc < heed_record_get_created (attempt).utc &&
          !g_str_equal (heed_record_get_id (record), heed_record_get_id (attempt)))
        return record;
    }

  return NULL;
}

/**
 * heed_attempts_equal:
 * @attempts: (element-type HeedRecord): self-checks
 * @others: (element-type HeedRecord): self-checks
 *
 * Tells whether both hold the same, so that there is nothing new to show.
 *
 * Returns: %TRUE if they do
 */
gboolean
heed_attempts_equal (GPtrArray *attempts,
                     GPtrArray *others)
{
  if (attempts->len != others->len)
    return FALSE;

  for (guint i = 0; i < attempts->len; i++)
    if (!heed_record_equal (g_ptr_array_index (attempts, i), g_ptr_array_index (others, i)))
      return FALSE;

  return TRUE;
}

/**
 * heed_attempts_look_back:
 * @attempt: a self-check with its answers
 *
 * Tells whether it holds a second look at the ratings of the time before.
 *
 * Returns: %TRUE if it does
 */
gboolean
heed_attempts_look_back (HeedRecord *attempt)
{
  for (guint i = 0; i < heed_record_get_n_answers (attempt); i++)
    {
      const char *path, *value;

      heed_record_get_nth_answer (attempt, i, &path, &value, NULL);
      if (g_str_has_suffix (path, "/" HEED_RATING_THEN) && !heed_text_is_blank (value))
        return TRUE;
    }

  return FALSE;
}

/**
 * heed_attempts_find_scale:
 * @form: the form of a self-check
 *
 * Finds the scale on which averages are shown: that of the first rating.
 *
 * Returns: (transfer none) (nullable): the rating; %NULL if nothing is rated
 */
HeedField *
heed_attempts_find_scale (HeedForm *form)
{
  g_autoptr (HeedFilledForm) filled = heed_filled_form_new_blank (form);

  for (guint i = 0; i < heed_filled_form_get_n_nodes (filled); i++)
    {
      HeedField *field = heed_filled_form_get_node (filled, i)->field;

      if (heed_field_get_field_type (field) == HEED_FIELD_RATING)
        return field;
    }

  return NULL;
}

/**
 * heed_attempts_count_progress: (skip)
 * @filled: a self-check
 *
 * Counts what is answered in all parts together.
 *
 * Returns: the progress
 */
HeedProgress
heed_attempts_count_progress (HeedFilledForm *filled)
{
  HeedProgress all = { 0, 0 };

  for (guint i = 0; i < heed_filled_form_get_n_nodes (filled);)
    {
      HeedProgress part = count_part (filled, &i);

      all.answered += part.answered;
      all.total += part.total;
    }

  return all;
}

/**
 * heed_attempts_describe_progress:
 * @filled: a self-check
 *
 * Writes how far each part is, under the label that the workbook gives it.
 *
 * Returns: (transfer full): one line, such as "Five questions: 3 of 5 · Ten
 *   habits: 6 of 10"
 */
char *
heed_attempts_describe_progress (HeedFilledForm *filled)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < heed_filled_form_get_n_nodes (filled);)
    {
      const HeedFilledFormNode *node = heed_filled_form_get_node (filled, i);
      HeedProgress part = count_part (filled, &i);

      if (part.total == 0)
        continue;
      if (text->len > 0)
        g_string_append (text, " · ");
      /* Translators: a part of a self-check and how much of it is answered,
       * such as “Ten habits: 6 of 10”. */
      g_string_append_printf (text, _("%s: %u of %u"), node->label, part.answered, part.total);
    }

  return g_string_free (text, FALSE);
}
