/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Which entries are wanted. See heed-query.h. */

#include "heed-query.h"

/**
 * heed_query_copy:
 * @self: a query
 *
 * Copies a query with all its strings, to be handed to another thread.
 *
 * Returns: (transfer full): the copy, for heed_query_free()
 */
HeedQuery *
heed_query_copy (const HeedQuery *self)
{
  HeedQuery *copy = g_new (HeedQuery, 1);

  *copy = *self;
  copy->form_id = g_strdup (self->form_id);
  copy->item_id = g_strdup (self->item_id);
  copy->tag = g_strdup (self->tag);
  copy->words = g_strdup (self->words);
  return copy;
}

/**
 * heed_query_free:
 * @self: (transfer full) (nullable): what heed_query_copy() gave
 *
 * Frees a copy and its strings.
 */
void
heed_query_free (HeedQuery *self)
{
  if (self == NULL)
    return;

  g_free ((char *) self->form_id);
  g_free ((char *) self->item_id);
  g_free ((char *) self->tag);
  g_free ((char *) self->words);
  g_free (self);
}
