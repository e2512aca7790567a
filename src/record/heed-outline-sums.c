/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What can be said about all answers of an outline together. */

#include "heed-outline.h"

#include "heed-answer.h"
#include "heed-text.h"

#include <math.h>
#include <string.h>

static gboolean
is_under (const HeedOutlineNode *node,
          const char            *path)
{
  gsize length;

  if (path == NULL)
    return TRUE;

  length = strlen (path);
  return strncmp (node->path, path, length) == 0 &&
         (node->path[length] == '\0' || node->path[length] == '/');
}

/* The rows stand right after their list. */
static guint
count_filled_rows (HeedOutline *self,
                   guint        list)
{
  guint end = heed_outline_find_next (self, list);
  guint filled = 0;

  for (guint i = list + 1; i < end; i++)
    filled += !heed_text_is_blank (heed_outline_get_node (self, i)->value);

  return filled;
}

static void
add_node (HeedOutline  *self,
          guint         position,
          HeedProgress *progress)
{
  const HeedOutlineNode *node = heed_outline_get_node (self, position);

  if (heed_field_get_field_type (node->field) == HEED_FIELD_LIST)
    {
      guint wanted = (guint) heed_field_get_min (node->field);

      progress->total += wanted;
      progress->answered += MIN (wanted, count_filled_rows (self, position));
    }
  else
    {
      progress->total++;
      progress->answered += !heed_text_is_blank (node->value);
    }
}

static gboolean
is_words (const HeedOutlineNode *node)
{
  HeedFieldType type = heed_field_get_field_type (node->field);

  return (type == HEED_FIELD_TEXT || type == HEED_FIELD_PARAGRAPH || type == HEED_FIELD_LIST) &&
         !heed_text_is_blank (node->value);
}

/**
 * heed_outline_get_n_filled:
 * @self: an outline
 * @path: the path of a list
 *
 * Counts the rows in which anything is written.
 *
 * Returns: how many
 */
guint
heed_outline_get_n_filled (HeedOutline *self,
                           const char  *path)
{
  guint position;

  return heed_outline_find_position (self, path, &position) ? count_filled_rows (self, position) : 0;
}

/**
 * heed_outline_get_progress: (skip)
 * @self: an outline
 * @path: (nullable): count only below this path; %NULL counts all
 *
 * Counts what is asked and what is answered. What is optional does not count;
 * of a list count the rows that it asks for at least, wherever they are
 * written; a repeated group beyond those asked for counts once anything is
 * written in it.
 *
 * Returns: the progress
 */
HeedProgress
heed_outline_get_progress (HeedOutline *self,
                           const char  *path)
{
  HeedProgress progress = { 0, 0 };
  guint first = 0, end = heed_outline_get_n_nodes (self);

  if (path != NULL && heed_outline_find_position (self, path, &first))
    end = heed_outline_find_next (self, first);

  for (guint i = first; i < end; i++)
    if (heed_outline_get_node (self, i)->counted && is_under (heed_outline_get_node (self, i), path))
      add_node (self, i, &progress);

  return progress;
}

/**
 * heed_outline_dup_excerpt:
 * @self: an outline
 * @length: how many characters at most
 *
 * Gets the first words that somebody wrote, in reading order, on one line.
 *
 * Returns: (transfer full): the excerpt, empty where there are no words
 */
char *
heed_outline_dup_excerpt (HeedOutline *self,
                          guint        length)
{
  g_autoptr (GString) words = g_string_new (NULL);

  for (guint i = 0; i < heed_outline_get_n_nodes (self) && words->len < length * 4; i++)
    {
      const HeedOutlineNode *node = heed_outline_get_node (self, i);
      g_autofree char *some = NULL;

      if (!is_words (node))
        continue;

      some = heed_text_excerpt (node->value, length);
      if (words->len > 0)
        g_string_append (words, " · ");
      g_string_append (words, some);
    }

  return heed_text_excerpt (words->str, length);
}

/**
 * heed_outline_get_mean_rating:
 * @self: an outline
 *
 * Works out the mean of all ratings that were given.
 *
 * Returns: the mean; NAN where nothing is rated
 */
double
heed_outline_get_mean_rating (HeedOutline *self)
{
  double sum = 0, rating;
  guint count = 0;

  for (guint i = 0; i < heed_outline_get_n_nodes (self); i++)
    {
      const HeedOutlineNode *node = heed_outline_get_node (self, i);

      if (heed_field_get_field_type (node->field) == HEED_FIELD_RATING && node->value != NULL &&
          heed_number_parse (node->value, &rating))
        {
          sum += rating;
          count++;
        }
    }

  return count > 0 ? sum / count : NAN;
}
