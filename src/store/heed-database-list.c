/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Many entries: lists, keys, changes, tallies, and all of them in a row. */

#include "heed-database-query.h"

#define SELECT_ANSWERS "SELECT path, value, modified FROM answer WHERE entry = ?1 ORDER BY path"
#define SELECT_ROW "SELECT " HEED_SUMMARY_COLUMNS " FROM entry WHERE row = ?1"
#define SELECT_ID "SELECT id FROM entry WHERE row = ?1"

/* Both are answered from an index alone, but for the newest of each kind. */
#define SELECT_KEYS \
  "SELECT row, created, day, 0 FROM entry WHERE deleted IS NULL AND listed = 1 ORDER BY created DESC, row DESC"
#define SELECT_TALLIES \
  "SELECT tally.workbook, tally.form, tally.item, entries, tally.completed, latest.id, latest.created, latest.day " \
  "FROM (SELECT workbook, form, item, count(*) AS entries, count(completed) AS completed " \
  "    FROM entry WHERE deleted IS NULL GROUP BY form, item, workbook) AS tally " \
  "CROSS JOIN entry AS latest " \
  "  ON latest.row = (SELECT row FROM entry WHERE deleted IS NULL AND form = tally.form AND item IS tally.item " \
  "      AND workbook = tally.workbook ORDER BY created DESC, row DESC LIMIT 1) " \
  "WHERE ?1 IS NULL OR tally.workbook = ?1 " \
  "ORDER BY tally.form, tally.item, tally.workbook"

#define SELECT_CHANGES \
  "SELECT row, created, day, deleted IS NOT NULL OR listed = 0 FROM entry WHERE change > ?1 ORDER BY change"
#define SELECT_CHANGE "SELECT value FROM meta WHERE name = 'change'"

static void
unref_summary (gpointer data)
{
  g_clear_pointer ((HeedSummary **) &data, heed_summary_unref);
}

static HeedTally *
read_tally (HeedStatement *statement)
{
  HeedTally *tally = g_new0 (HeedTally, 1);

  tally->workbook_id = g_strdup (heed_statement_get_text (statement, 0));
  tally->form_id = g_strdup (heed_statement_get_text (statement, 1));
  tally->item_id = g_strdup (heed_statement_get_text (statement, 2));
  tally->entries = (guint) heed_statement_get_int (statement, 3);
  tally->completed = (guint) heed_statement_get_int (statement, 4);
  tally->latest_id = g_strdup (heed_statement_get_text (statement, 5));
  tally->latest_created = heed_statement_get_int (statement, 6);
  tally->latest_day = (guint32) heed_statement_get_int (statement, 7);
  return tally;
}

static gboolean
append_keys (HeedStatement  *statement,
             GArray         *keys,
             GError        **error)
{
  HeedStep step;

  while ((step = heed_statement_step (statement, error)) == HEED_STEP_ROW)
    {
      HeedKey key = {
        .row = heed_statement_get_int (statement, 0),
        .created = heed_statement_get_int (statement, 1),
        .day = (guint32) heed_statement_get_int (statement, 2),
        .deleted = heed_statement_get_int (statement, 3) != 0,
      };

      g_array_append_val (keys, key);
    }

  return step == HEED_STEP_DONE;
}

/* Reads keys and the number of the last change as one picture. */
static GArray *
read_keys (HeedDatabase  *self,
           const char    *sql,
           const gint64  *since,
           gint64        *change,
           GError       **error)
{
  g_autoptr (GArray) keys = g_array_new (FALSE, FALSE, sizeof (HeedKey));
  g_autoptr (HeedStatement) statement = NULL;
  gboolean begun, success;
  gint64 newest;

  statement = heed_database_prepare (self, sql, error);
  if (statement == NULL || !heed_database_begin_read (self, &begun, error))
    return NULL;

  if (since != NULL)
    heed_statement_bind_int (statement, 1, *since);
  success = heed_database_query_int (self, SELECT_CHANGE, &newest, error) &&
            append_keys (statement, keys, error);
  heed_statement_rewind (statement);
  if (begun)
    heed_database_roll_back (self);
  if (!success)
    return NULL;

  if (change != NULL)
    *change = newest;
  return g_steal_pointer (&keys);
}

static gboolean
stream (HeedStatement   *entries,
        HeedStatement   *answers,
        HeedRecordFunc   func,
        gpointer         user_data,
        GError         **error)
{
  HeedStep step;

  while ((step = heed_statement_step (entries, error)) == HEED_STEP_ROW)
    {
      g_autoptr (HeedRecordBuilder) builder = heed_database_read_head (entries);
      g_autoptr (HeedRecord) record = NULL;

      if (!heed_database_read_answers (answers, heed_statement_get_int (entries, 0), builder, error))
        return FALSE;

      record = heed_record_builder_end (g_steal_pointer (&builder));
      if (!func (record, user_data, error))
        return FALSE;
    }

  return step == HEED_STEP_DONE;
}

/**
 * heed_database_list:
 * @self: a database
 * @query: (nullable): which entries; %NULL for all that are listed
 * @error: return location for an error
 *
 * Lists entries, newest first; in the trash, what was deleted last.
 *
 * Returns: (transfer full) (element-type HeedSummary) (nullable): the
 *   summaries, or %NULL with an error of the domain `HEED_ERROR`
 */
GPtrArray *
heed_database_list (HeedDatabase     *self,
                    const HeedQuery  *query,
                    GError          **error)
{
  g_autoptr (GPtrArray) summaries = g_ptr_array_new_with_free_func (unref_summary);
  g_autoptr (HeedStatement) statement = NULL;
  HeedStep step;

  heed_database_assert_usable (self);

  statement = heed_database_prepare_query (self, query, HEED_SELECT_SUMMARIES, error);
  if (statement == NULL)
    return NULL;

  while ((step = heed_statement_step (statement, error)) == HEED_STEP_ROW)
    g_ptr_array_add (summaries, heed_database_read_summary (statement));
  return step == HEED_STEP_DONE ? g_steal_pointer (&summaries) : NULL;
}

/**
 * heed_database_find_keys:
 * @self: a database
 * @query: (nullable): which entries; %NULL for all that are listed
 * @error: return location for an error
 *
 * Gets the keys of entries, newest first; in the trash, what was deleted last.
 *
 * Returns: (transfer full) (element-type HeedKey) (nullable): the keys, or
 *   %NULL with an error of the domain `HEED_ERROR`
 */
GArray *
heed_database_find_keys (HeedDatabase     *self,
                         const HeedQuery  *query,
                         GError          **error)
{
  g_autoptr (GArray) keys = g_array_new (FALSE, FALSE, sizeof (HeedKey));
  g_autoptr (HeedStatement) statement = NULL;

  heed_database_assert_usable (self);

  statement = heed_database_prepare_query (self, query, HEED_SELECT_KEYS, error);
  return statement != NULL && append_keys (statement, keys, error) ? g_steal_pointer (&keys) : NULL;
}

/**
 * heed_database_match_keys:
 * @self: a database
 * @query: which entries are wanted; not so many about each item, nor only so many
 * @keys: (element-type HeedKey): keys of some entries
 * @error: return location for an error
 *
 * Looks which of some entries a query wants, without a look at any other.
 *
 * Returns: (transfer full) (element-type HeedKey) (nullable): the keys of these, in
 *   the order of @keys, or %NULL with an error of the domain `HEED_ERROR`
 */
GArray *
heed_database_match_keys (HeedDatabase     *self,
                          const HeedQuery  *query,
                          GArray           *keys,
                          GError          **error)
{
  g_autoptr (GArray) matched = g_array_new (FALSE, FALSE, sizeof (HeedKey));
  g_autoptr (HeedStatement) statement = NULL;

  heed_database_assert_usable (self);
  g_return_val_if_fail (query->each == 0 && query->limit == 0, NULL);

  statement = heed_database_prepare_query (self, query, HEED_SELECT_KEY, error);
  if (statement == NULL)
    return NULL;

  for (guint i = 0; i < keys->len; i++)
    {
      heed_statement_bind_int (statement, HEED_PARAMETER_ROW, g_array_index (keys, HeedKey, i).row);
      if (!append_keys (statement, matched, error))
        return NULL;
      heed_statement_rewind (statement);
    }

  return g_steal_pointer (&matched);
}

/**
 * heed_database_list_ids:
 * @self: a database
 * @query: (nullable): which entries; %NULL for all that are listed
 * @error: return location for an error
 *
 * Lists the ids of entries, newest first; in the trash, what was deleted last.
 *
 * Returns: (transfer full) (nullable): the ids, or %NULL with an error of the domain
 *   `HEED_ERROR`
 */
GStrv
heed_database_list_ids (HeedDatabase     *self,
                        const HeedQuery  *query,
                        GError          **error)
{
  g_autoptr (GStrvBuilder) ids = g_strv_builder_new ();
  g_autoptr (HeedStatement) statement = NULL;
  HeedStep step;

  heed_database_assert_usable (self);

  statement = heed_database_prepare_query (self, query, HEED_SELECT_IDS, error);
  if (statement == NULL)
    return NULL;

  while ((step = heed_statement_step (statement, error)) == HEED_STEP_ROW)
    g_strv_builder_add (ids, heed_statement_get_text (statement, 0));
  return step == HEED_STEP_DONE ? g_strv_builder_end (ids) : NULL;
}

/**
 * heed_database_get_ids:
 * @self: a database
 * @rows: (element-type gint64): rows of entries, as keys give them
 * @error: return location for an error
 *
 * Gets the ids of some entries; of deleted ones, too.
 *
 * Returns: (transfer full) (nullable): the ids in the same order, without those of
 *   rows that are not there; or %NULL with an error of the domain `HEED_ERROR`
 */
GStrv
heed_database_get_ids (HeedDatabase  *self,
                       GArray        *rows,
                       GError       **error)
{
  g_autoptr (GStrvBuilder) ids = g_strv_builder_new ();
  g_autoptr (HeedStatement) statement = NULL;

  heed_database_assert_usable (self);
  g_return_val_if_fail (g_array_get_element_size (rows) == sizeof (gint64), NULL);

  statement = heed_database_prepare (self, SELECT_ID, error);
  if (statement == NULL)
    return NULL;

  for (guint i = 0; i < rows->len; i++)
    {
      HeedStep step;

      heed_statement_bind_int (statement, 1, g_array_index (rows, gint64, i));
      step = heed_statement_step (statement, error);
      if (step == HEED_STEP_FAILED)
        return NULL;
      if (step == HEED_STEP_ROW)
        g_strv_builder_add (ids, heed_statement_get_text (statement, 0));
      heed_statement_rewind (statement);
    }

  return g_strv_builder_end (ids);
}

/**
 * heed_database_get_tallies:
 * @self: a database
 * @workbook_id: (nullable): the workbook whose entries are counted; %NULL for all
 * @error: return location for an error
 *
 * Counts the entries of each workbook, form and item, the deleted ones left out;
 * those of forms that are not listed are counted.
 *
 * Returns: (transfer full) (element-type HeedTally) (nullable): one tally for
 *   each workbook, form and item that has entries, in the order of the ids; or
 *   %NULL with an error of the domain `HEED_ERROR`
 */
GPtrArray *
heed_database_get_tallies (HeedDatabase  *self,
                           const char    *workbook_id,
                           GError       **error)
{
  g_autoptr (GPtrArray) tallies = g_ptr_array_new_with_free_func ((GDestroyNotify) heed_tally_free);
  g_autoptr (HeedStatement) statement = NULL;
  HeedStep step;

  heed_database_assert_usable (self);

  statement = heed_database_prepare (self, SELECT_TALLIES, error);
  if (statement == NULL)
    return NULL;

  heed_statement_bind_text (statement, 1, workbook_id);
  while ((step = heed_statement_step (statement, error)) == HEED_STEP_ROW)
    g_ptr_array_add (tallies, read_tally (statement));
  return step == HEED_STEP_DONE ? g_steal_pointer (&tallies) : NULL;
}

/**
 * heed_database_get_keys:
 * @self: a database
 * @change: (out) (optional): the number of the last change that the keys
 *   know of, for heed_database_get_changes()
 * @error: return location for an error
 *
 * Gets the keys of all entries that are listed, newest first: 24 bytes an
 * entry, in one pass over an index.
 *
 * Returns: (transfer full) (element-type HeedKey) (nullable): the keys, or
 *   %NULL with an error of the domain `HEED_ERROR`
 */
GArray *
heed_database_get_keys (HeedDatabase  *self,
                        gint64        *change,
                        GError       **error)
{
  heed_database_assert_usable (self);

  return read_keys (self, SELECT_KEYS, NULL, change, error);
}

/**
 * heed_database_get_changes:
 * @self: a database
 * @change: (inout): the number of the last change that is known; on return
 *   the number of the last that there is
 * @error: return location for an error
 *
 * Gets the keys of the entries that were added, changed or deleted since, in
 * the order in which that happened, each once. Changes made through this
 * database are among them. An entry of a form that is not listed looks deleted.
 *
 * Returns: (transfer full) (element-type HeedKey) (nullable): the keys, or
 *   %NULL with an error of the domain `HEED_ERROR`; @change is then untouched
 */
GArray *
heed_database_get_changes (HeedDatabase  *self,
                           gint64        *change,
                           GError       **error)
{
  heed_database_assert_usable (self);
  g_return_val_if_fail (change != NULL, NULL);

  return read_keys (self, SELECT_CHANGES, change, change, error);
}

/**
 * heed_database_get_summaries:
 * @self: a database
 * @rows: (element-type gint64): rows of entries, as keys give them
 * @error: return location for an error
 *
 * Gets what a list shows of some entries; of deleted ones, too.
 *
 * Returns: (transfer full) (element-type HeedSummary) (nullable): a summary
 *   for each row, in the same order, %NULL for a row that is not there; or
 *   %NULL with an error of the domain `HEED_ERROR`
 */
GPtrArray *
heed_database_get_summaries (HeedDatabase  *self,
                             GArray        *rows,
                             GError       **error)
{
  g_autoptr (GPtrArray) summaries = g_ptr_array_new_full (rows->len, unref_summary);
  g_autoptr (HeedStatement) statement = NULL;

  heed_database_assert_usable (self);
  g_return_val_if_fail (g_array_get_element_size (rows) == sizeof (gint64), NULL);

  statement = heed_database_prepare (self, SELECT_ROW, error);
  if (statement == NULL)
    return NULL;

  for (guint i = 0; i < rows->len; i++)
    {
      HeedStep step;

      heed_statement_bind_int (statement, 1, g_array_index (rows, gint64, i));
      step = heed_statement_step (statement, error);
      if (step == HEED_STEP_FAILED)
        return NULL;

      g_ptr_array_add (summaries, step == HEED_STEP_ROW ? heed_database_read_summary (statement) : NULL);
      heed_statement_rewind (statement);
    }

  return g_steal_pointer (&summaries);
}

/**
 * heed_database_foreach:
 * @self: a database
 * @query: (nullable): which entries; %NULL for all that were not deleted
 * @func: (scope call): what to call with each; it may read from @self but not
 *   write
 * @user_data: (closure func): data for @func
 * @error: return location for an error
 *
 * Goes through entries with all their answers, newest first, whether their
 * forms are listed or not: this is how entries leave the journal. Those that were
 * begun in the same moment come by their ids. One entry at a time is in memory, and
 * all of them are as they were at the same moment, whatever another process writes
 * meanwhile.
 *
 * Returns: %FALSE with an error of the domain `HEED_ERROR` or the one that
 *   @func gave
 */
gboolean
heed_database_foreach (HeedDatabase     *self,
                       const HeedQuery  *query,
                       HeedRecordFunc    func,
                       gpointer          user_data,
                       GError          **error)
{
  g_autoptr (HeedStatement) entries = NULL;
  g_autoptr (HeedStatement) answers = NULL;
  gboolean begun, success;

  heed_database_assert_usable (self);

  entries = heed_database_prepare_query (self, query, HEED_SELECT_EVERYTHING, error);
  answers = entries != NULL ? heed_database_prepare (self, SELECT_ANSWERS, error) : NULL;
  if (answers == NULL || !heed_database_begin_read (self, &begun, error))
    return FALSE;

  success = stream (entries, answers, func, user_data, error);
  heed_statement_rewind (answers);
  heed_statement_rewind (entries);
  if (begun)
    heed_database_roll_back (self);
  return success;
}

/**
 * heed_tally_free:
 * @tally: (transfer full): a tally
 *
 * Frees a tally.
 */
void
heed_tally_free (HeedTally *tally)
{
  g_free (tally->workbook_id);
  g_free (tally->form_id);
  g_free (tally->item_id);
  g_free (tally->latest_id);
  g_free (tally);
}
