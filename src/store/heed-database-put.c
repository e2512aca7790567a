/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Writing an entry: what differs from what is there, and no more, in one
 * transaction with the search index. */

#include "heed-database-change.h"

#include "heed-checksum.h"

/* No row is used again: a window may still hold an entry that is gone with an
 * import that was taken back. */
#define INSERT_ENTRY \
  "INSERT INTO entry (id, workbook, workbook_version, form, item, title, " \
  "  created, created_offset, day, modified, modified_offset, " \
  "  completed, completed_offset, deleted, deleted_offset, " \
  "  excerpt, answered, total, mean_rating, change, listed, checksum, summary_checksum, wording, row) " \
  "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19, ?20, ?21, ?22, ?23, " \
  "  ?24, 1 + max(ifnull((SELECT max(row) FROM entry), 0), " \
  "    ifnull((SELECT value FROM meta WHERE name = 'last row that went'), 0)))"

/* The columns that no index but the one of changes holds; the usual case. */
#define UPDATE_HEAD \
  "UPDATE entry SET title = ?6, modified = ?10, modified_offset = ?11, " \
  "  excerpt = ?16, answered = ?17, total = ?18, mean_rating = ?19, change = ?20, " \
  "  checksum = ?22, summary_checksum = ?23, wording = ?24 " \
  "WHERE id = ?1"
#define UPDATE_ENTRY \
  "UPDATE entry SET workbook = ?2, workbook_version = ?3, form = ?4, item = ?5, title = ?6, " \
  "  created = ?7, created_offset = ?8, day = ?9, modified = ?10, modified_offset = ?11, " \
  "  completed = ?12, completed_offset = ?13, deleted = ?14, deleted_offset = ?15, " \
  "  excerpt = ?16, answered = ?17, total = ?18, mean_rating = ?19, change = ?20, listed = ?21, " \
  "  checksum = ?22, summary_checksum = ?23, wording = ?24 " \
  "WHERE id = ?1"
#define UPDATE_MARK "UPDATE entry SET wording = ?2 WHERE row = ?1"

/* A statement that may write several rows is a transaction in the transaction, for
 * which FTS5 writes all that it has gathered to the disk: with many entries in one
 * transaction that is what takes the time. So these write one row each. */
#define NEXT_CHANGE "UPDATE meta SET value = value + 1 WHERE name = 'change'"
#define SELECT_CHANGE "SELECT value FROM meta WHERE name = 'change'"
#define SELECT_WORDS "SELECT title, body, tags FROM entry_text WHERE row = ?1"
#define REMOVE_WORDS "INSERT INTO search (search, rowid, title, body, tags) VALUES ('delete', ?1, ?2, ?3, ?4)"
#define ADD_WORDS "INSERT INTO search (rowid, title, body, tags) VALUES (?1, ?2, ?3, ?4)"

#define DELETE_TAGS "DELETE FROM tag WHERE entry = ?1"
#define INSERT_TAG "INSERT INTO tag (entry, tag, look) VALUES (?1, ?2, heed_fold_look (?2))"

#define DELETE_ANSWER "DELETE FROM answer WHERE entry = ?1 AND path = ?2"
#define PUT_ANSWER \
  "INSERT INTO answer (entry, path, value, modified, shown) VALUES (?1, ?2, ?3, ?4, ?5) " \
  "ON CONFLICT (entry, path) DO UPDATE SET " \
  "  value = excluded.value, modified = excluded.modified, shown = excluded.shown"

#define KEEP_ENTRY \
  "INSERT INTO revision (entry, workbook, workbook_version, form, item, title, tags, " \
  "  created, created_offset, modified, modified_offset, " \
  "  completed, completed_offset, deleted, deleted_offset, checksum) " \
  "SELECT row, workbook, workbook_version, form, item, title, " \
  "  (SELECT group_concat(tag, char(10)) FROM tag WHERE tag.entry = entry.row), " \
  "  created, created_offset, modified, modified_offset, " \
  "  completed, completed_offset, deleted, deleted_offset, checksum " \
  "FROM entry WHERE row = ?1"
#define KEEP_ANSWERS \
  "INSERT INTO revision_answer (revision, path, value, modified) " \
  "SELECT ?2, path, value, modified FROM answer WHERE entry = ?1"

static gboolean
run_for_row (HeedEntryChange  *self,
             const char       *sql,
             GError          **error)
{
  g_autoptr (HeedStatement) statement = heed_database_prepare (self->database, sql, error);

  if (statement == NULL)
    return FALSE;

  heed_statement_bind_int (statement, 1, self->row);
  return heed_statement_run (statement, error);
}

static gboolean
tell_index (HeedDatabase  *self,
            const char    *sql,
            gint64         row,
            GError       **error)
{
  g_autoptr (HeedStatement) words = heed_database_prepare (self, SELECT_WORDS, error);
  g_autoptr (HeedStatement) statement = words != NULL ? heed_database_prepare (self, sql, error) : NULL;
  HeedStep step;

  if (statement == NULL)
    return FALSE;

  heed_statement_bind_int (words, 1, row);
  step = heed_statement_step (words, error);
  if (step != HEED_STEP_ROW)
    return step == HEED_STEP_DONE;

  heed_statement_bind_int (statement, 1, row);
  for (int i = 0; i < 3; i++)
    heed_statement_bind_column (statement, 2 + i, words, i);
  return heed_statement_run (statement, error);
}

/* While the old text is still there: an index over text that is kept elsewhere must
 * be told exactly what it was told before,
 * https://www.sqlite.org/fts5.html#external_content_tables */
gboolean
heed_database_remove_words (HeedDatabase  *self,
                            gint64         row,
                            GError       **error)
{
  return tell_index (self, REMOVE_WORDS, row, error);
}

gboolean
heed_database_add_words (HeedDatabase  *self,
                         gint64         row,
                         GError       **error)
{
  return tell_index (self, ADD_WORDS, row, error);
}

/* Every entry that is written gets the next number. */
gboolean
heed_database_count_change (HeedDatabase  *self,
                            gint64        *number,
                            GError       **error)
{
  g_autoptr (HeedStatement) statement = heed_database_prepare (self, NEXT_CHANGE, error);

  return statement != NULL && heed_statement_run (statement, error) &&
         heed_database_query_int (self, SELECT_CHANGE, number, error);
}

static gboolean
keep_revision (HeedEntryChange  *self,
               GError          **error)
{
  g_autoptr (HeedStatement) statement = NULL;

  if (!run_for_row (self, KEEP_ENTRY, error))
    return FALSE;

  statement = heed_database_prepare (self->database, KEEP_ANSWERS, error);
  if (statement == NULL)
    return FALSE;

  self->revision = sqlite3_last_insert_rowid (self->database->handle);
  heed_statement_bind_int (statement, 1, self->row);
  heed_statement_bind_int (statement, 2, self->revision);
  return heed_statement_run (statement, error);
}

static void
bind_record (HeedStatement *statement,
             HeedRecord    *record)
{
  HeedTimestamp created = heed_record_get_created (record), modified = heed_record_get_modified (record);

  heed_statement_bind_text (statement, 1, heed_record_get_id (record));
  heed_statement_bind_text (statement, 2, heed_record_get_workbook_id (record));
  heed_statement_bind_int (statement, 3, heed_record_get_workbook_version (record));
  heed_statement_bind_text (statement, 4, heed_record_get_form_id (record));
  heed_statement_bind_text (statement, 5, heed_record_get_item_id (record));
  heed_statement_bind_text (statement, 6, heed_record_get_title (record));
  heed_statement_bind_int (statement, 7, created.utc);
  heed_statement_bind_int (statement, 8, created.offset);
  heed_statement_bind_int (statement, 9, heed_timestamp_get_day (created));
  heed_statement_bind_int (statement, 10, modified.utc);
  heed_statement_bind_int (statement, 11, modified.offset);
  heed_statement_bind_stamp (statement, 12, heed_record_get_completed (record));
  heed_statement_bind_stamp (statement, 14, heed_record_get_deleted (record));
}

static void
bind_summary (HeedStatement *statement,
              HeedSummary   *summary)
{
  HeedProgress progress = heed_summary_get_progress (summary);

  heed_statement_bind_text (statement, 16, heed_summary_get_excerpt (summary));
  heed_statement_bind_int (statement, 17, progress.answered);
  heed_statement_bind_int (statement, 18, progress.total);
  heed_statement_bind_real (statement, 19, heed_summary_get_mean_rating (summary));
}

/* Nothing that anybody sees has changed. */
static gboolean
write_mark (HeedEntryChange  *self,
            GError          **error)
{
  g_autoptr (HeedStatement) statement = heed_database_prepare (self->database, UPDATE_MARK, error);

  if (statement == NULL)
    return FALSE;

  heed_statement_bind_int (statement, 1, self->row);
  heed_statement_bind_int (statement, 2, heed_summary_get_wording (self->summary));
  return heed_statement_run (statement, error);
}

static gboolean
write_entry (HeedEntryChange  *self,
             GError          **error)
{
  const char *sql = self->old == NULL ? INSERT_ENTRY : self->place ? UPDATE_ENTRY : UPDATE_HEAD;
  g_autoptr (HeedStatement) statement = NULL;

  if (!self->place && !self->head && self->written->len == 0 && self->removed->len == 0)
    return write_mark (self, error);
  if (!heed_database_count_change (self->database, &self->number, error))
    return FALSE;

  statement = heed_database_prepare (self->database, sql, error);
  if (statement == NULL)
    return FALSE;

  bind_record (statement, self->record);
  bind_summary (statement, self->summary);
  heed_statement_bind_int (statement, 20, self->number);
  if (self->old == NULL || self->place)
    heed_statement_bind_int (statement, 21, heed_summary_is_listed (self->summary));
  /* Otherwise what is kept is more than what was given. */
  if (!self->spared)
    heed_statement_bind_int (statement, 22, heed_checksum_record (self->record));
  heed_statement_bind_int (statement, 23, heed_checksum_summary (self->summary));
  heed_statement_bind_int (statement, 24, heed_summary_get_wording (self->summary));
  if (!heed_statement_run (statement, error))
    return FALSE;

  if (self->old == NULL)
    self->row = sqlite3_last_insert_rowid (self->database->handle);
  return TRUE;
}

static gboolean
write_tags (HeedEntryChange  *self,
            GError          **error)
{
  const char * const *tags = heed_record_get_tags (self->record);
  g_autoptr (HeedStatement) statement = NULL;

  if (!self->tags)
    return TRUE;

  if (self->old != NULL && !run_for_row (self, DELETE_TAGS, error))
    return FALSE;

  statement = heed_database_prepare (self->database, INSERT_TAG, error);
  if (statement == NULL)
    return FALSE;

  heed_statement_bind_int (statement, 1, self->row);
  for (guint i = 0; tags[i] != NULL; i++)
    {
      heed_statement_bind_text (statement, 2, tags[i]);
      if (!heed_statement_run (statement, error))
        return FALSE;
    }

  return TRUE;
}

static gboolean
remove_answers (HeedEntryChange  *self,
                GError          **error)
{
  g_autoptr (HeedStatement) statement = NULL;

  if (self->removed->len == 0)
    return TRUE;

  statement = heed_database_prepare (self->database, DELETE_ANSWER, error);
  if (statement == NULL)
    return FALSE;

  heed_statement_bind_int (statement, 1, self->row);
  for (guint i = 0; i < self->removed->len; i++)
    {
      heed_statement_bind_text (statement, 2, g_ptr_array_index (self->removed, i));
      if (!heed_statement_run (statement, error))
        return FALSE;
    }

  return TRUE;
}

/* Of a statement that takes path, value and time from its second parameter on. */
gboolean
heed_database_write_answer (HeedStatement  *statement,
                            HeedRecord     *record,
                            guint           n,
                            GError        **error)
{
  const char *path, *value;
  gint64 modified;

  heed_record_get_nth_answer (record, n, &path, &value, &modified);
  heed_statement_bind_text (statement, 2, path);
  heed_statement_bind_text (statement, 3, value);
  heed_statement_bind_int (statement, 4, modified);
  return heed_statement_run (statement, error);
}

static void
bind_shown (HeedStatement   *statement,
            HeedEntryChange *self,
            guint            n)
{
  GHashTable *shown = heed_summary_get_shown (self->summary);
  const char *path;

  heed_record_get_nth_answer (self->record, n, &path, NULL, NULL);
  heed_statement_bind_text (statement, 5, shown != NULL ? g_hash_table_lookup (shown, path) : NULL);
}

static gboolean
write_answers (HeedEntryChange  *self,
               GError          **error)
{
  g_autoptr (HeedStatement) statement = NULL;

  if (self->written->len == 0)
    return TRUE;

  statement = heed_database_prepare (self->database, PUT_ANSWER, error);
  if (statement == NULL)
    return FALSE;

  heed_statement_bind_int (statement, 1, self->row);
  for (guint i = 0; i < self->written->len; i++)
    {
      guint n = g_array_index (self->written, guint, i);

      bind_shown (statement, self, n);
      if (!heed_database_write_answer (statement, self->record, n, error))
        return FALSE;
    }

  return TRUE;
}

/* The words are taken out of the index while the old text is still there. */
static gboolean
remove_words (HeedEntryChange  *self,
              GError          **error)
{
  return self->old == NULL ||
         (heed_database_remove_words (self->database, self->row, error) &&
          heed_database_mark_for_wiping (self->database, error));
}

static gboolean
apply (HeedEntryChange  *self,
       GError          **error)
{
  return (!heed_entry_change_needs_revision (self) || keep_revision (self, error)) &&
         (!self->words || remove_words (self, error)) &&
         write_entry (self, error) &&
         (!self->place || heed_database_keep_wording (self->database, self->record, error)) &&
         write_tags (self, error) &&
         remove_answers (self, error) &&
         write_answers (self, error) &&
         (!self->words || heed_database_add_words (self->database, self->row, error));
}

/* Writes what differs into a transaction that there is; @written tells whether
 * anything did. */
gboolean
heed_entry_change_write (HeedEntryChange  *change,
                         gboolean         *written,
                         GError          **error)
{
  gint64 now;

  heed_entry_change_find (change);
  if (!heed_entry_change_is_any (change))
    return TRUE;

  *written = TRUE;
  if (!apply (change, error))
    return FALSE;

  now = g_get_real_time ();
  if (heed_record_get_modified (change->record).utc > now)
    g_hash_table_insert (change->database->put_at, g_strdup (heed_record_get_id (change->record)),
                         g_memdup2 (&now, sizeof now));
  return TRUE;
}

/* Reads what is kept of an entry, if anything. */
gboolean
heed_entry_change_load (HeedEntryChange  *change,
                        const char       *id,
                        GError          **error)
{
  g_autoptr (GError) failure = NULL;

  change->old = heed_database_load (change->database, id, &change->row, &change->old_summary, &failure);
  if (failure == NULL)
    return TRUE;

  g_propagate_error (error, g_steal_pointer (&failure));
  return FALSE;
}

/* As heed_entry_change_write() does. */
gboolean
heed_database_put_within (HeedDatabase  *self,
                          HeedRecord    *record,
                          HeedSummary   *summary,
                          gboolean      *written,
                          GError       **error)
{
  g_auto (HeedEntryChange) change = { .database = self, .record = record, .summary = summary };

  return heed_entry_change_load (&change, heed_record_get_id (record), error) &&
         heed_entry_change_write (&change, written, error);
}

/* A transaction that wrote nothing is not worth a visit to the disk. */
gboolean
heed_database_end_write (HeedDatabase  *self,
                         gboolean       success,
                         gboolean       written,
                         GError       **error)
{
  if (success && written)
    success = heed_database_commit (self, error);

  heed_database_roll_back (self);
  return success;
}

/**
 * heed_database_put:
 * @self: a database
 * @record: an entry, new or changed
 * @summary: its summary
 * @error: return location for an error
 *
 * Writes an entry; it is on the disk when this returns. Only what differs is
 * written, and nothing at all if nothing does. What the entry was before is
 * kept if that was left more than five minutes before @record was modified,
 * or is newer than @record; see heed_database_get_revisions(). A tombstone
 * leaves the answers as they are.
 *
 * Errors: %HEED_ERROR_FULL, %HEED_ERROR_LOCKED, %HEED_ERROR_READ_ONLY,
 * %HEED_ERROR_CORRUPT, %HEED_ERROR_FAILED.
 *
 * Returns: %FALSE with an error of the domain `HEED_ERROR`; the journal is
 *   then as it was
 */
gboolean
heed_database_put (HeedDatabase  *self,
                   HeedRecord    *record,
                   HeedSummary   *summary,
                   GError       **error)
{
  gboolean written = FALSE, success;

  heed_database_assert_usable (self);
  g_return_val_if_fail (record != NULL && summary != NULL, FALSE);

  if (!heed_database_begin_write (self, error))
    return FALSE;

  success = heed_database_put_within (self, record, summary, &written, error);
  return heed_database_end_write (self, success, written, error);
}

/* @joined is what is kept now; NULL if @func leaves the entry as it is. */
static gboolean
join_within (HeedDatabase  *self,
             const char    *id,
             HeedJoinFunc   func,
             gpointer       user_data,
             gboolean       keep_old,
             HeedRecord   **joined,
             gboolean      *written,
             GError       **error)
{
  g_auto (HeedEntryChange) change = { .database = self, .keep_old = keep_old };
  g_autoptr (HeedSummary) summary = NULL;

  if (!heed_entry_change_load (&change, id, error))
    return FALSE;

  *joined = func (change.old, &summary, user_data);
  change.record = *joined;
  change.summary = summary;
  return *joined == NULL || heed_entry_change_write (&change, written, error);
}

/**
 * heed_database_join:
 * @self: a database
 * @id: an entry's id
 * @func: (scope call): says what is to be kept; called once, at once
 * @user_data: for @func
 * @keep_old: whether to keep what the entry was before, however little time
 *   lies between
 * @error: return location for an error
 *
 * Reads an entry and writes what @func makes of it, in one transaction, so that
 * nobody writes in between.
 *
 * Returns: (transfer full) (nullable): what is kept now, or %NULL with an error
 *   of the domain `HEED_ERROR` and nothing written
 */
HeedRecord *
heed_database_join (HeedDatabase  *self,
                    const char    *id,
                    HeedJoinFunc   func,
                    gpointer       user_data,
                    gboolean       keep_old,
                    GError       **error)
{
  g_autoptr (HeedRecord) joined = NULL;
  gboolean written = FALSE, success;

  heed_database_assert_usable (self);
  g_return_val_if_fail (id != NULL && func != NULL, NULL);

  if (!heed_database_begin_write (self, error))
    return NULL;

  success = join_within (self, id, func, user_data, keep_old, &joined, &written, error);
  return heed_database_end_write (self, success, written, error) ? g_steal_pointer (&joined) : NULL;
}

/**
 * heed_database_join_all:
 * @self: a database
 * @ids: (array zero-terminated=1): ids of entries, which need not be there
 * @func: (scope call): says what is to be kept of each; called at once, in the order of
 *   @ids. It may give %NULL to leave an entry as it is
 * @user_data: for @func
 * @n_done: (out): how many of @ids are done; the rest is for the next call
 * @error: return location for an error
 *
 * Reads entries and writes what @func makes of them, in one transaction, so
 * that nobody writes in between. It does no more than %HEED_DATABASE_PART, and as
 * many as can be done in %HEED_DATABASE_STEP.
 *
 * Returns: %FALSE with an error of the domain `HEED_ERROR`; then nothing is
 *   written
 */
gboolean
heed_database_join_all (HeedDatabase        *self,
                        const char * const  *ids,
                        HeedJoinFunc         func,
                        gpointer             user_data,
                        guint               *n_done,
                        GError             **error)
{
  gint64 begun = g_get_monotonic_time ();
  gboolean written = FALSE, success = TRUE;

  *n_done = 0;
  heed_database_assert_usable (self);
  g_return_val_if_fail (ids != NULL && func != NULL, FALSE);

  if (!heed_database_begin_write (self, error))
    return FALSE;

  while (success && ids[*n_done] != NULL && !heed_database_part_is_done (*n_done, begun))
    {
      g_autoptr (HeedRecord) joined = NULL;

      success = join_within (self, ids[(*n_done)++], func, user_data, FALSE, &joined, &written, error);
    }

  return heed_database_end_write (self, success, written, error);
}

/**
 * heed_database_put_all:
 * @self: a database
 * @records: (element-type HeedRecord): entries
 * @summaries: (element-type HeedSummary): the summary of each
 * @error: return location for an error
 *
 * Writes many entries in one transaction, each as heed_database_put() does.
 *
 * Returns: %FALSE with an error of the domain `HEED_ERROR`; then none is
 *   written
 */
gboolean
heed_database_put_all (HeedDatabase  *self,
                       GPtrArray     *records,
                       GPtrArray     *summaries,
                       GError       **error)
{
  gboolean written = FALSE, success = TRUE;

  heed_database_assert_usable (self);
  g_return_val_if_fail (records->len == summaries->len, FALSE);

  if (!heed_database_begin_write (self, error))
    return FALSE;

  for (guint i = 0; success && i < records->len; i++)
    success = heed_database_put_within (self, g_ptr_array_index (records, i), g_ptr_array_index (summaries, i), &written,
                                        error);
  return heed_database_end_write (self, success, written, error);
}
