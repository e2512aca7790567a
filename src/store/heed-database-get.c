/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* From rows to records and summaries, and finding one entry by its id. */

#include "heed-database-private.h"

#include "heed-error.h"

#include <glib/gi18n.h>

#define SELECT_ENTRY "SELECT " HEED_SUMMARY_COLUMNS " FROM entry WHERE id = ?1"
/* No id has the last character that there is. */
#define SELECT_IDS \
  "SELECT id FROM entry WHERE id >= ?1 AND id < ?1 || char(1114111) AND deleted IS NULL ORDER BY id LIMIT ?2"
#define SELECT_ANSWERS "SELECT path, value, modified FROM answer WHERE entry = ?1 ORDER BY path"
#define SELECT_WORDING "SELECT wording FROM entry WHERE row = ?1"
#define SELECT_SHOWN "SELECT path, shown FROM answer WHERE entry = ?1 AND shown IS NOT NULL"
#define SELECT_REVISIONS \
  "SELECT revision.row, id, revision.workbook, revision.workbook_version, " \
  "  revision.form, revision.item, revision.title, tags, " \
  "  revision.created, revision.created_offset, revision.modified, revision.modified_offset, " \
  "  revision.completed, revision.completed_offset, revision.deleted, revision.deleted_offset " \
  "FROM entry JOIN revision ON revision.entry = entry.row " \
  "WHERE entry.id = ?1 AND (?2 IS NULL OR revision.modified = ?2) " \
  "ORDER BY revision.modified DESC, revision.row DESC"
#define SELECT_REVISION_ANSWERS \
  "SELECT path, value, modified FROM revision_answer WHERE revision = ?1 ORDER BY path"

static void
read_tags (HeedStatement     *statement,
           int                column,
           HeedRecordBuilder *builder)
{
  const char *text = heed_statement_get_text (statement, column);
  g_auto (GStrv) tags = text != NULL ? g_strsplit (text, "\n", -1) : NULL;

  if (tags != NULL)
    heed_record_builder_set_tags (builder, (const char * const *) tags);
}

static void
set_not_found (GError     **error,
               const char  *id)
{
  heed_set_error (error, HEED_ERROR_NOT_FOUND, NULL, _("There is no entry “%s” in this journal."), id);
}

/* Reads the first sixteen columns of HEED_SUMMARY_COLUMNS: an entry without
 * its answers. */
HeedRecordBuilder *
heed_database_read_head (HeedStatement *statement)
{
  HeedRecordBuilder *builder = heed_record_builder_new (heed_statement_get_text (statement, 1),
                                                        heed_statement_get_text (statement, 2),
                                                        (guint) heed_statement_get_int (statement, 3),
                                                        heed_statement_get_text (statement, 4));

  heed_record_builder_set_item_id (builder, heed_statement_get_text (statement, 5));
  heed_record_builder_set_title (builder, heed_statement_get_text (statement, 6));
  read_tags (statement, 7, builder);
  heed_record_builder_set_created (builder, heed_statement_get_stamp (statement, 8));
  heed_record_builder_set_modified (builder, heed_statement_get_stamp (statement, 10));
  heed_record_builder_set_completed (builder, heed_statement_get_stamp (statement, 12));
  heed_record_builder_set_deleted (builder, heed_statement_get_stamp (statement, 14));
  return builder;
}

static GHashTable *
read_shown (HeedDatabase  *self,
            gint64         row,
            GError       **error)
{
  g_autoptr (GHashTable) shown = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_autoptr (HeedStatement) statement = heed_database_prepare (self, SELECT_SHOWN, error);
  HeedStep step;

  if (statement == NULL)
    return NULL;

  heed_statement_bind_int (statement, 1, row);
  while ((step = heed_statement_step (statement, error)) == HEED_STEP_ROW)
    g_hash_table_insert (shown, g_strdup (heed_statement_get_text (statement, 0)),
                         g_strdup (heed_statement_get_text (statement, 1)));
  return step == HEED_STEP_DONE ? g_steal_pointer (&shown) : NULL;
}

static gboolean
read_wording (HeedDatabase  *self,
              gint64         row,
              gint64        *wording,
              GError       **error)
{
  g_autoptr (HeedStatement) statement = heed_database_prepare (self, SELECT_WORDING, error);
  HeedStep step = HEED_STEP_FAILED;

  if (statement == NULL)
    return FALSE;

  heed_statement_bind_int (statement, 1, row);
  step = heed_statement_step (statement, error);
  *wording = step == HEED_STEP_ROW ? heed_statement_get_int (statement, 0) : 0;
  return step != HEED_STEP_FAILED;
}

static HeedSummary *
read_summary (HeedStatement *statement,
              gint64         wording,
              GHashTable    *shown)
{
  g_autoptr (HeedRecord) head = heed_record_builder_end (heed_database_read_head (statement));
  HeedSummaryFacts facts = {
    .row = heed_statement_get_int (statement, 0),
    .excerpt = heed_statement_get_text (statement, 16),
    .progress.answered = (guint) heed_statement_get_int (statement, 17),
    .progress.total = (guint) heed_statement_get_int (statement, 18),
    .mean_rating = heed_statement_get_real (statement, 19),
    .listed = heed_statement_get_int (statement, 20) != 0,
    .wording = wording,
    .shown = shown,
  };

  return heed_summary_new_from_parts (head, &facts);
}

/* Reads all of HEED_SUMMARY_COLUMNS: what lists show. The words that the form shows
 * are not among them. */
HeedSummary *
heed_database_read_summary (HeedStatement *statement)
{
  return read_summary (statement, 0, NULL);
}

/* With everything that writing the entry again has to know. */
static HeedSummary *
read_whole_summary (HeedDatabase   *self,
                    HeedStatement  *statement,
                    GError        **error)
{
  gint64 row = heed_statement_get_int (statement, 0), wording;
  g_autoptr (GHashTable) shown = read_shown (self, row, error);

  return shown != NULL && read_wording (self, row, &wording, error) ? read_summary (statement, wording, shown) : NULL;
}

/* Runs a statement that gives the path, value and time of the answers of one
 * entry or revision, and leaves it ready for the next. */
gboolean
heed_database_read_answers (HeedStatement      *answers,
                            gint64              row,
                            HeedRecordBuilder  *builder,
                            GError            **error)
{
  HeedStep step;

  heed_statement_bind_int (answers, 1, row);
  while ((step = heed_statement_step (answers, error)) == HEED_STEP_ROW)
    heed_record_builder_set_answer (builder,
                                    heed_statement_get_text (answers, 0),
                                    heed_statement_get_text (answers, 1),
                                    heed_statement_get_int (answers, 2));

  heed_statement_rewind (answers);
  return step == HEED_STEP_DONE;
}

/* Gives %NULL without an error where there is no such entry. */
HeedRecord *
heed_database_load (HeedDatabase  *self,
                    const char    *id,
                    gint64        *row,
                    HeedSummary  **summary,
                    GError       **error)
{
  g_autoptr (HeedStatement) entry = heed_database_prepare (self, SELECT_ENTRY, error);
  g_autoptr (HeedStatement) answers = entry != NULL ? heed_database_prepare (self, SELECT_ANSWERS, error) : NULL;
  g_autoptr (HeedRecordBuilder) builder = NULL;

  if (answers == NULL)
    return NULL;

  heed_statement_bind_text (entry, 1, id);
  if (heed_statement_step (entry, error) != HEED_STEP_ROW)
    return NULL;

  *row = heed_statement_get_int (entry, 0);
  builder = heed_database_read_head (entry);
  if (!heed_database_read_answers (answers, *row, builder, error))
    return NULL;

  if (summary != NULL && (*summary = read_whole_summary (self, entry, error)) == NULL)
    return NULL;
  return heed_record_builder_end (g_steal_pointer (&builder));
}

/**
 * heed_database_get:
 * @self: a database
 * @id: an entry's id
 * @error: return location for an error
 *
 * Gets an entry with all its answers; a deleted one, too.
 *
 * Returns: (transfer full) (nullable): the entry, or %NULL with
 *   %HEED_ERROR_NOT_FOUND or another error of that domain
 */
HeedRecord *
heed_database_get (HeedDatabase  *self,
                   const char    *id,
                   GError       **error)
{
  g_autoptr (GError) failure = NULL;
  HeedRecord *record = NULL;
  gboolean begun;
  gint64 row;

  heed_database_assert_usable (self);
  g_return_val_if_fail (id != NULL, NULL);

  if (heed_database_begin_read (self, &begun, &failure))
    record = heed_database_load (self, id, &row, NULL, &failure);
  if (begun)
    heed_database_roll_back (self);

  if (failure != NULL)
    g_propagate_error (error, g_steal_pointer (&failure));
  else if (record == NULL)
    set_not_found (error, id);
  return record;
}

/**
 * heed_database_get_summary:
 * @self: a database
 * @id: an entry's id
 * @error: return location for an error
 *
 * Gets what a list shows of an entry; of a deleted one, too.
 *
 * Returns: (transfer full) (nullable): the summary, or %NULL with
 *   %HEED_ERROR_NOT_FOUND or another error of that domain
 */
HeedSummary *
heed_database_get_summary (HeedDatabase  *self,
                           const char    *id,
                           GError       **error)
{
  g_autoptr (HeedStatement) statement = NULL;
  HeedStep step;

  heed_database_assert_usable (self);
  g_return_val_if_fail (id != NULL, NULL);

  statement = heed_database_prepare (self, SELECT_ENTRY, error);
  if (statement == NULL)
    return NULL;

  heed_statement_bind_text (statement, 1, id);
  step = heed_statement_step (statement, error);
  if (step == HEED_STEP_ROW)
    return heed_database_read_summary (statement);

  if (step == HEED_STEP_DONE)
    set_not_found (error, id);
  return NULL;
}

/**
 * heed_database_find_ids:
 * @self: a database
 * @prefix: how the ids begin
 * @limit: how many at most
 * @error: return location for an error
 *
 * Gets the ids of entries of which somebody knows the begin. Deleted ones are
 * left out.
 *
 * Returns: (transfer full) (nullable): the ids, in order, or %NULL with an
 *   error of the domain `HEED_ERROR`
 */
GStrv
heed_database_find_ids (HeedDatabase  *self,
                        const char    *prefix,
                        guint          limit,
                        GError       **error)
{
  g_autoptr (GStrvBuilder) ids = g_strv_builder_new ();
  g_autoptr (HeedStatement) statement = NULL;
  HeedStep step;

  heed_database_assert_usable (self);
  g_return_val_if_fail (prefix != NULL, NULL);

  statement = heed_database_prepare (self, SELECT_IDS, error);
  if (statement == NULL)
    return NULL;

  heed_statement_bind_text (statement, 1, prefix);
  heed_statement_bind_int (statement, 2, limit);
  while ((step = heed_statement_step (statement, error)) == HEED_STEP_ROW)
    g_strv_builder_add (ids, heed_statement_get_text (statement, 0));
  return step == HEED_STEP_DONE ? g_strv_builder_end (ids) : NULL;
}

/* As heed_database_get_revisions(), but only those that were written at @modified
 * if that is not NULL. */
GPtrArray *
heed_database_get_revisions_of (HeedDatabase  *self,
                                const char    *id,
                                const gint64  *modified,
                                GError       **error)
{
  g_autoptr (GPtrArray) revisions = g_ptr_array_new_with_free_func ((GDestroyNotify) heed_record_unref);
  g_autoptr (HeedStatement) heads = NULL;
  g_autoptr (HeedStatement) answers = NULL;
  HeedStep step;

  heads = heed_database_prepare (self, SELECT_REVISIONS, error);
  answers = heads != NULL ? heed_database_prepare (self, SELECT_REVISION_ANSWERS, error) : NULL;
  if (answers == NULL)
    return NULL;

  heed_statement_bind_text (heads, 1, id);
  if (modified != NULL)
    heed_statement_bind_int (heads, 2, *modified);
  while ((step = heed_statement_step (heads, error)) == HEED_STEP_ROW)
    {
      g_autoptr (HeedRecordBuilder) builder = heed_database_read_head (heads);

      if (!heed_database_read_answers (answers, heed_statement_get_int (heads, 0), builder, error))
        return NULL;
      g_ptr_array_add (revisions, heed_record_builder_end (g_steal_pointer (&builder)));
    }

  return step == HEED_STEP_DONE ? g_steal_pointer (&revisions) : NULL;
}

/**
 * heed_database_get_revisions:
 * @self: a database
 * @id: an entry's id
 * @error: return location for an error
 *
 * Gets what an entry was before each later sitting, newest first. What was
 * written in one sitting is one version.
 *
 * Returns: (transfer full) (element-type HeedRecord) (nullable): the older
 *   versions, none for an entry that has none or is not there; %NULL with an
 *   error of the domain `HEED_ERROR`
 */
GPtrArray *
heed_database_get_revisions (HeedDatabase  *self,
                             const char    *id,
                             GError       **error)
{
  heed_database_assert_usable (self);
  g_return_val_if_fail (id != NULL, NULL);

  return heed_database_get_revisions_of (self, id, NULL, error);
}
