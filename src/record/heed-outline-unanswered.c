/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What is still to be answered in an outline. */

#include "heed-outline.h"

#include "heed-text.h"

#include <string.h>

/* Of a list that is counted, a blank row is a place to go on as long as fewer
 * rows than wanted are filled in. */
static gboolean
is_short_list (HeedOutline           *self,
               const HeedOutlineNode *list)
{
  HeedProgress progress = heed_outline_get_progress (self, list->path);

  return list->counted && progress.answered < progress.total;
}

static gboolean
is_unanswered (HeedOutline           *self,
               const HeedOutlineNode *node,
               const HeedOutlineNode *list)
{
  HeedFieldType type = heed_field_get_field_type (node->field);

  if (type == HEED_FIELD_GROUP || !heed_text_is_blank (node->value))
    return FALSE;
  if (type == HEED_FIELD_LIST)
    return node->index > 0 && list != NULL && is_short_list (self, list);

  return node->counted;
}

/* Whether @path is @place or within it. */
static gboolean
is_at (const char *path,
       const char *place)
{
  gsize length = strlen (place);

  return strncmp (path, place, length) == 0 && (path[length] == '\0' || path[length] == '/');
}

/* The place after the last that is @path, holds it, or is within it. */
static guint
find_start (HeedOutline *self,
            const char  *path)
{
  guint start = 0;

  for (guint i = 0; path != NULL && i < heed_outline_get_n_nodes (self); i++)
    {
      const char *place = heed_outline_get_node (self, i)->path;

      if (is_at (path, place) || is_at (place, path))
        start = i + 1;
    }

  return start;
}

/**
 * heed_outline_dup_unanswered:
 * @self: an outline
 * @after: (nullable): a path; %NULL begins at the top
 *
 * Finds the next place after @after that counts toward progress and has no
 * answer; after the last, it goes on at the top and ends at @after itself. Of a
 * list with too few rows filled in, each blank row is such a place.
 *
 * Returns: (transfer full) (nullable): its path, or %NULL where all is answered
 */
char *
heed_outline_dup_unanswered (HeedOutline *self,
                             const char  *after)
{
  guint n_nodes = heed_outline_get_n_nodes (self);
  guint start = find_start (self, after);
  const HeedOutlineNode *list = NULL;
  const char *first = NULL;

  for (guint i = 0; i < n_nodes; i++)
    {
      const HeedOutlineNode *node = heed_outline_get_node (self, i);

      if (heed_field_get_field_type (node->field) == HEED_FIELD_LIST && node->index == 0)
        list = node;
      if (!is_unanswered (self, node, list))
        continue;
      if (i >= start)
        return g_strdup (node->path);
      if (first == NULL)
        first = node->path;
    }

  return g_strdup (first);
}
