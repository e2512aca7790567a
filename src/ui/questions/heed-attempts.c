/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Self-checks as a row of attempts. */

#include "heed-attempts.h"

#include "heed-calendar.h"
#include "heed-field.h"
#include "heed-text.h"

#include <glib/gi18n.h>

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
 * heed_attempts_format_day:
 * @attempts: (element-type HeedRecord): self-checks
 * @attempt: one of them
 *
 * Writes when a self-check was begun. Of several on one day, each is told apart by its
 * time.
 *
 * Returns: (transfer full): a day, such as "21 November" or "21 November, 14:05"
 */
char *
heed_attempts_format_day (GPtrArray  *attempts,
                          HeedRecord *attempt)
{
  HeedTimestamp created = heed_record_get_created (attempt);
  guint32 day = heed_timestamp_get_day (created);
  guint same = 0;

  for (guint i = 0; i < attempts->len; i++)
    same += heed_timestamp_get_day (heed_record_get_created (g_ptr_array_index (attempts, i))) == day;
  return same > 1 ? heed_moment_format (created) : heed_day_format (day);
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

  for (guint i = 0; i < heed_filled_form_get_n_nodes (filled); i++)
    {
      const HeedFilledFormNode *node = heed_filled_form_get_node (filled, i);
      HeedProgress part;

      if (node->depth > 0)
        continue;
      part = heed_filled_form_get_progress (filled, node->path);
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
