/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Finds the control of an answer. See heed-view-index.h. */

#include "heed-view-index.h"

#include <string.h>

struct _HeedViewIndex
{
  GPtrArray *views;    /* of HeedAnswerView, as they are read */
  GHashTable *by_path; /* the same; the views keep their paths */
};

static HeedAnswerView *
find_below (HeedViewIndex *self,
            const char    *path,
            gboolean       last)
{
  gsize length = strlen (path);
  HeedAnswerView *found = NULL;

  for (guint i = 0; i < self->views->len && (found == NULL || last); i++)
    {
      HeedAnswerView *view = g_ptr_array_index (self->views, i);
      const char *view_path = heed_answer_view_get_path (view);

      if (strncmp (view_path, path, length) == 0 && view_path[length] == '/')
        found = view;
    }

  return found;
}

/**
 * heed_view_index_new: (skip)
 *
 * Makes an index of nothing.
 *
 * Returns: (transfer full): the index
 */
HeedViewIndex *
heed_view_index_new (void)
{
  HeedViewIndex *self = g_new0 (HeedViewIndex, 1);

  self->views = g_ptr_array_new ();
  self->by_path = g_hash_table_new (g_str_hash, g_str_equal);
  return self;
}

/**
 * heed_view_index_free:
 * @self: (transfer full): an index
 *
 * Frees the index.
 */
void
heed_view_index_free (HeedViewIndex *self)
{
  g_ptr_array_unref (self->views);
  g_hash_table_unref (self->by_path);
  g_free (self);
}

/**
 * heed_view_index_clear:
 * @self: an index
 *
 * Forgets the controls: before they go, as the index does not notice.
 */
void
heed_view_index_clear (HeedViewIndex *self)
{
  g_ptr_array_set_size (self->views, 0);
  g_hash_table_remove_all (self->by_path);
}

/**
 * heed_view_index_add:
 * @self: an index
 * @view: a bound view
 *
 * Adds the control that is read next.
 */
void
heed_view_index_add (HeedViewIndex  *self,
                     HeedAnswerView *view)
{
  g_ptr_array_add (self->views, view);
  g_hash_table_insert (self->by_path, (char *) heed_answer_view_get_path (view), view);
}

/**
 * heed_view_index_get_views:
 * @self: an index
 *
 * Gets all controls.
 *
 * Returns: (transfer none) (element-type HeedAnswerView): the controls as they
 *   are read
 */
GPtrArray *
heed_view_index_get_views (HeedViewIndex *self)
{
  return self->views;
}

/**
 * heed_view_index_get_next:
 * @self: an index
 * @view: (nullable): a control; %NULL for what comes before the first
 *
 * Gets the control that is read next.
 *
 * Returns: (transfer none) (nullable): the control, %NULL after the last
 */
HeedAnswerView *
heed_view_index_get_next (HeedViewIndex  *self,
                          HeedAnswerView *view)
{
  guint next = 0;

  if (view != NULL && g_ptr_array_find (self->views, view, &next))
    next++;

  return next < self->views->len ? g_ptr_array_index (self->views, next) : NULL;
}

/**
 * heed_view_index_find:
 * @self: an index
 * @path: where an answer is kept
 *
 * Finds the control of an answer. The words of one's own in a choice belong to
 * the choice, and a second look at last time's rating to the rating.
 *
 * Returns: (transfer none) (nullable): the control
 */
HeedAnswerView *
heed_view_index_find (HeedViewIndex *self,
                      const char    *path)
{
  HeedAnswerView *view = g_hash_table_lookup (self->by_path, path);
  g_autofree char *parent = NULL;

  if (view != NULL ||
      !(g_str_has_suffix (path, "/" HEED_CHOICE_OTHER) || g_str_has_suffix (path, "/" HEED_RATING_THEN)))
    return view;

  parent = g_path_get_dirname (path);
  return g_hash_table_lookup (self->by_path, parent);
}

/**
 * heed_view_index_find_first:
 * @self: an index
 * @path: where an answer is kept, or the path of a group
 *
 * Finds the control of an answer, or the first of a group.
 *
 * Returns: (transfer none) (nullable): the control
 */
HeedAnswerView *
heed_view_index_find_first (HeedViewIndex *self,
                            const char    *path)
{
  HeedAnswerView *view = heed_view_index_find (self, path);

  return view != NULL ? view : find_below (self, path, FALSE);
}

/**
 * heed_view_index_find_near:
 * @self: an index
 * @path: a path that there is or was
 *
 * Finds the control at @path, or what is left of where it was: the last one
 * around it.
 *
 * Returns: (transfer none) (nullable): the control
 */
HeedAnswerView *
heed_view_index_find_near (HeedViewIndex *self,
                           const char    *path)
{
  HeedAnswerView *view = heed_view_index_find_first (self, path);
  g_autofree char *parent = g_strdup (path);

  for (char *slash = strrchr (parent, '/'); view == NULL && slash != NULL; slash = strrchr (parent, '/'))
    {
      *slash = '\0';
      view = find_below (self, parent, TRUE);
    }

  return view;
}
