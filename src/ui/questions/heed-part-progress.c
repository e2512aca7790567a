/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* How far a self-check is, in the terms of the person who takes it. In a part
 * that is made of groups, such as ten habits that each have a rating and an
 * example, it is the groups that count and not the fields in them. */

#include "heed-part-progress.h"

#include <glib/gi18n.h>

typedef struct
{
  HeedProgress groups; /* those in which something is answered */
  HeedProgress fields;
} Count;

static void
count_node (Count                    *count,
            HeedFilledForm           *filled,
            const HeedFilledFormNode *node)
{
  HeedProgress inside = heed_filled_form_get_progress (filled, node->path);

  if (heed_field_get_field_type (node->field) != HEED_FIELD_GROUP)
    return;

  count->groups.total++;
  if (inside.answered > 0)
    count->groups.answered++;
}

/* Counts the part that begins at @position, which is moved to the next. */
static HeedProgress
count_part (HeedFilledForm *filled,
            guint          *position)
{
  const HeedFilledFormNode *part = heed_filled_form_get_node (filled, *position);
  Count count = { { 0, 0 }, heed_filled_form_get_progress (filled, part->path) };

  for (++*position; *position < heed_filled_form_get_n_nodes (filled); ++*position)
    {
      const HeedFilledFormNode *node = heed_filled_form_get_node (filled, *position);

      if (node->depth <= part->depth)
        break;
      if (node->depth == part->depth + 1)
        count_node (&count, filled, node);
    }

  return count.groups.total > 0 ? count.groups : count.fields;
}

/**
 * heed_part_progress_count: (skip)
 * @filled: a self-check
 *
 * Counts what is answered in all parts together.
 *
 * Returns: the progress
 */
HeedProgress
heed_part_progress_count (HeedFilledForm *filled)
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
 * heed_part_progress_describe:
 * @filled: a self-check
 *
 * Writes how far each part is, under the label that the workbook gives it.
 *
 * Returns: (transfer full): one line, such as "Five questions: 3 of 5 · Ten
 *   habits: 6 of 10"
 */
char *
heed_part_progress_describe (HeedFilledForm *filled)
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
