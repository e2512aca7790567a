/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Which entries are wanted. See heed-query.h. */

#include "heed-query.h"

/**
 * heed_query_copy: (skip)
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
  copy->workbook_id = g_strdup (self->workbook_id);
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

  g_free ((char *) self->workbook_id);
  g_free ((char *) self->form_id);
  g_free ((char *) self->item_id);
  g_free ((char *) self->tag);
  g_free ((char *) self->words);
  g_free (self);
}

/**
 * heed_query_set_form:
 * @self: a query
 * @workbook: (nullable): a workbook
 * @form_id: (nullable): the id of a form; %NULL for all
 *
 * Asks for the entries of a form of @workbook, and not for those of another that
 * has a form with the same id. Of a form that every workbook has, all are wanted,
 * and so they are of one that @workbook does not have. The strings stay what they
 * are.
 */
void
heed_query_set_form (HeedQuery    *self,
                     HeedWorkbook *workbook,
                     const char   *form_id)
{
  HeedForm *form = workbook != NULL && form_id != NULL ? heed_workbook_find_form (workbook, form_id) : NULL;

  self->form_id = form_id;
  self->workbook_id = form != NULL && !heed_form_is_common (form) ? heed_workbook_get_id (workbook) : NULL;
}
