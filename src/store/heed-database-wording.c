/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Bringing up to date what is kept of entries for lists and the search, where the
 * workbook was changed since, or is read in another language. */

#include "heed-database-private.h"

#include "heed-wording.h"

#include <math.h>

/* Two ranges of an index, and not all that is not equal, which would be looked for
 * in the whole index. */
#define SELECT_OUTDATED \
  "SELECT id FROM entry WHERE form = ?1 AND wording < ?2 UNION ALL " \
  "SELECT id FROM entry WHERE form = ?1 AND wording > ?2 LIMIT ?3"

static GPtrArray *
find_outdated (HeedDatabase  *self,
               HeedForm      *form,
               GError       **error)
{
  g_autoptr (HeedStatement) statement = heed_database_prepare (self, SELECT_OUTDATED, error);
  g_autoptr (GPtrArray) ids = g_ptr_array_new_with_free_func (g_free);
  HeedStep step;

  if (statement == NULL)
    return NULL;

  heed_statement_bind_text (statement, 1, heed_form_get_id (form));
  heed_statement_bind_int (statement, 2, heed_wording_get_mark (form));
  heed_statement_bind_int (statement, 3, HEED_DATABASE_PART);
  while ((step = heed_statement_step (statement, error)) == HEED_STEP_ROW)
    g_ptr_array_add (ids, g_strdup (heed_statement_get_text (statement, 0)));
  return step == HEED_STEP_DONE ? g_steal_pointer (&ids) : NULL;
}

/* Of what was deleted for good nothing is worked out, but the mark. */
static HeedSummary *
sum_up (HeedRecord *record,
        HeedForm   *form)
{
  HeedSummaryFacts nothing = {
    .mean_rating = NAN,
    .listed = heed_form_is_listed (form),
    .wording = heed_wording_get_mark (form),
  };

  if (heed_record_is_emptied (record))
    return heed_summary_new_from_parts (record, &nothing);
  return heed_summary_new (record, form);
}

static gboolean
update_entry (HeedDatabase  *self,
              const char    *id,
              HeedForm      *form,
              GError       **error)
{
  g_autoptr (GError) failure = NULL;
  g_autoptr (HeedSummary) summary = NULL;
  g_autoptr (HeedRecord) record = NULL;
  gboolean written;
  gint64 row;

  record = heed_database_load (self, id, &row, NULL, &failure);
  if (record == NULL)
    {
      if (failure != NULL)
        g_propagate_error (error, g_steal_pointer (&failure));
      return failure == NULL;
    }

  summary = sum_up (record, form);
  return heed_database_put_within (self, record, summary, &written, error);
}

static gboolean
update_part (HeedDatabase  *self,
             HeedForm      *form,
             GPtrArray     *ids,
             GError       **error)
{
  gint64 begun = g_get_monotonic_time ();
  gboolean success = TRUE;

  if (!heed_database_begin_write (self, error))
    return FALSE;

  for (guint i = 0; success && i < ids->len && !heed_database_part_is_done (i, begun); i++)
    success = update_entry (self, g_ptr_array_index (ids, i), form, error);
  return heed_database_end_write (self, success, TRUE, error);
}

/**
 * heed_database_update_wording:
 * @self: a database
 * @workbook: the workbook, in the language in which its forms are shown
 * @last: (inout): 0 to begin; afterwards 0 if all is done, and otherwise what to
 *   go on with
 * @error: return location for an error
 *
 * Works out anew what lists show of entries and what the search finds in them,
 * where that was done with other words, or by a Heed that did not know them.
 * Entries of forms that @workbook does not have stay as they are, and so does the
 * time of each. A call changes no more than %HEED_DATABASE_PART, and as many as can
 * be changed in %HEED_DATABASE_STEP, in one transaction; where nothing is to be
 * done, that is known from an index.
 *
 * Returns: %FALSE with an error of the domain `HEED_ERROR`; the journal is
 *   then as it was before this call
 */
gboolean
heed_database_update_wording (HeedDatabase  *self,
                              HeedWorkbook  *workbook,
                              gint64        *last,
                              GError       **error)
{
  GListModel *forms = heed_workbook_get_forms (workbook);

  heed_database_assert_usable (self);
  g_return_val_if_fail (last != NULL, FALSE);

  for (guint i = *last > 0 ? (guint) *last - 1 : 0; i < g_list_model_get_n_items (forms); i++)
    {
      g_autoptr (HeedForm) form = g_list_model_get_item (forms, i);
      g_autoptr (GPtrArray) ids = find_outdated (self, form, error);

      if (ids == NULL)
        return FALSE;
      if (ids->len > 0)
        {
          *last = i + 1;
          return update_part (self, form, ids, error);
        }
    }

  *last = 0;
  return TRUE;
}
