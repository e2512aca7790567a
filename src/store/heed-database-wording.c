/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Bringing up to date what is kept of entries for lists and the search, where the
 * workbook was changed since, or is read in another language. */

#include "heed-database-private.h"

#include "heed-wording.h"

#include <math.h>

/* From one kind to the next by an index, without passing over their entries. */
#define SELECT_NEXT_KIND \
  "SELECT workbook, workbook_version, form, wording FROM entry " \
  "WHERE (workbook, workbook_version, form, wording) > (?1, ?2, ?3, ?4) " \
  "ORDER BY workbook, workbook_version, form, wording LIMIT 1"

#define SELECT_OF_KIND \
  "SELECT id FROM entry WHERE workbook = ?1 AND workbook_version = ?2 AND form = ?3 AND wording = ?4 LIMIT ?5"

/* Entries of one form that were worked out with the same words. */
typedef struct
{
  char *workbook;
  gint64 version;
  char *form;
  gint64 wording;
} Kind;

static void
clear_kind (Kind *self)
{
  g_clear_pointer (&self->workbook, g_free);
  g_clear_pointer (&self->form, g_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Kind, clear_kind)

static void
bind_kind (HeedStatement *statement,
           const Kind    *kind)
{
  heed_statement_bind_text (statement, 1, kind->workbook);
  heed_statement_bind_int (statement, 2, kind->version);
  heed_statement_bind_text (statement, 3, kind->form);
  heed_statement_bind_int (statement, 4, kind->wording);
}

/* Moves @kind on; what it was is freed. */
static HeedStep
go_to_next_kind (HeedDatabase  *self,
                 Kind          *kind,
                 GError       **error)
{
  g_autoptr (HeedStatement) statement = heed_database_prepare (self, SELECT_NEXT_KIND, error);
  Kind next;
  HeedStep step;

  if (statement == NULL)
    return HEED_STEP_FAILED;

  bind_kind (statement, kind);
  step = heed_statement_step (statement, error);
  if (step != HEED_STEP_ROW)
    return step;

  next = (Kind) {
    .workbook = g_strdup (heed_statement_get_text (statement, 0)),
    .version = heed_statement_get_int (statement, 1),
    .form = g_strdup (heed_statement_get_text (statement, 2)),
    .wording = heed_statement_get_int (statement, 3),
  };
  clear_kind (kind);
  *kind = next;
  return step;
}

static GPtrArray *
find_of_kind (HeedDatabase  *self,
              const Kind    *kind,
              GError       **error)
{
  g_autoptr (HeedStatement) statement = heed_database_prepare (self, SELECT_OF_KIND, error);
  g_autoptr (GPtrArray) ids = g_ptr_array_new_with_free_func (g_free);
  HeedStep step;

  if (statement == NULL)
    return NULL;

  bind_kind (statement, kind);
  heed_statement_bind_int (statement, 5, HEED_DATABASE_PART);
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
             const Kind    *kind,
             HeedForm      *form,
             GError       **error)
{
  g_autoptr (GPtrArray) ids = find_of_kind (self, kind, error);
  gint64 begun = g_get_monotonic_time ();
  gboolean success = TRUE;

  if (ids == NULL || !heed_database_begin_write (self, error))
    return FALSE;

  for (guint i = 0; success && i < ids->len && !heed_database_part_is_done (i, begun); i++)
    success = update_entry (self, g_ptr_array_index (ids, i), form, error);
  return heed_database_end_write (self, success, TRUE, error);
}

/**
 * heed_database_update_wording:
 * @self: a database
 * @workbook: the workbook, in the language in which its forms are shown
 * @more: (out): whether there is more to do
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
                              gboolean      *more,
                              GError       **error)
{
  g_auto (Kind) kind = { .workbook = g_strdup (""), .form = g_strdup ("") };
  HeedStep step;

  heed_database_assert_usable (self);

  *more = FALSE;
  while ((step = go_to_next_kind (self, &kind, error)) == HEED_STEP_ROW)
    {
      HeedForm *form = heed_wording_look_up (workbook, kind.workbook, (guint) kind.version, kind.form);

      if (form != NULL && kind.wording != heed_wording_get_mark (form))
        {
          *more = TRUE;
          return update_part (self, &kind, form, error);
        }
    }

  return step == HEED_STEP_DONE;
}
