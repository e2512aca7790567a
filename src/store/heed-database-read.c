/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Reading entries: one by its id, lists, keys, changes, tallies, and all of them in a
 * row. From queries statements are put together of constant pieces, what somebody typed
 * is only ever bound, and each of the few hundred statements that can come of it is
 * kept, so that it has an address of its own. */

#include "heed-database-private.h"

#include "heed-error.h"

#include <glib/gi18n.h>

#define SELECT_ENTRY "SELECT " HEED_SUMMARY_COLUMNS " FROM entry WHERE id = ?1"
#define SELECT_ROW "SELECT " HEED_SUMMARY_COLUMNS " FROM entry WHERE row = ?1"
#define SELECT_ID "SELECT id FROM entry WHERE row = ?1"
/* No id has the last character that there is. */
#define SELECT_IDS \
  "SELECT id FROM entry WHERE id >= ?1 AND id < ?1 || char(1114111) AND deleted IS NULL ORDER BY id LIMIT ?2"
#define SELECT_ANSWERS "SELECT path, value, modified FROM answer WHERE entry = ?1 ORDER BY path"
#define SELECT_WORDING "SELECT wording FROM entry WHERE row = ?1"
#define SELECT_SHOWN "SELECT path, shown FROM answer WHERE entry = ?1 AND shown IS NOT NULL"
#define SELECT_REVISIONS \
  "SELECT " HEED_REVISION_COLUMNS " FROM entry JOIN revision ON revision.entry = entry.row " \
  "WHERE entry.id = ?1 AND (?2 IS NULL OR revision.modified = ?2) " \
  "ORDER BY revision.modified DESC, revision.row DESC"
#define SELECT_REVISION_ANSWERS \
  "SELECT path, value, modified FROM revision_answer WHERE revision = ?1 ORDER BY path"

/* Both are answered from an index alone, but for the newest of each kind. */
#define SELECT_KEYS \
  "SELECT row, created, day, 0, 0 FROM entry WHERE deleted IS NULL AND listed = 1 ORDER BY created DESC, row DESC"
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
  "SELECT row, created, day, deleted IS NOT NULL OR listed = 0, 0 FROM entry WHERE change > ?1 ORDER BY change"
#define SELECT_CHANGE "SELECT value FROM meta WHERE name = 'change'"
#define SELECT_FIGURES \
  "SELECT (SELECT count(*) FROM entry WHERE deleted IS NULL AND listed), " \
  "  (SELECT count(*) FROM revision), " \
  "  (SELECT count(*) FROM entry WHERE deleted IS NOT NULL AND listed AND " HEED_HOLDS_SOMETHING "), " \
  "  (SELECT max(modified) FROM entry)"

/* On the calendar of who made the change; the number is EPOCH_DAY. */
#define CHANGED_DAY "719163 + (modified + modified_offset * 1000000) / 86400000000"

#define SELECT_PINNED "SELECT entry FROM answer WHERE path = '" HEED_RECORD_PINNED "' AND value <> ''"
#define IS_PINNED "entry.row IN (" SELECT_PINNED ")"

/* The Julian day, as GDate counts, of the first day of 1970. */
#define EPOCH_DAY 719163

/* Later than any day of a four-digit year; times of it still fit 64 bits. */
#define LAST_DAY 10000000

static const HeedQuery everything_listed = { 0 };

static void
unref_summary (gpointer data)
{
  g_clear_pointer ((HeedSummary **) &data, heed_summary_unref);
}

/* The first sixteen columns of HEED_SUMMARY_COLUMNS: an entry without its answers. */
static HeedRecordBuilder *
read_head (HeedStatement *statement)
{
  HeedRecordBuilder *builder = heed_record_builder_new (heed_statement_need_text (statement, 1),
                                                        heed_statement_need_text (statement, 2),
                                                        (guint) heed_statement_get_int (statement, 3),
                                                        heed_statement_need_text (statement, 4));
  const char *text;

  heed_record_builder_set_item_id (builder, heed_statement_get_text (statement, 5));
  heed_record_builder_set_title (builder, heed_statement_get_text (statement, 6));
  text = heed_statement_get_text (statement, 7);
  if (text != NULL)
    {
      g_auto (GStrv) tags = g_strsplit (text, "\n", -1);

      heed_record_builder_set_tags (builder, (const char * const *) tags);
    }
  heed_record_builder_set_created (builder, heed_statement_get_stamp (statement, 8));
  heed_record_builder_set_modified (builder, heed_statement_get_stamp (statement, 10));
  heed_record_builder_set_completed (builder, heed_statement_get_stamp (statement, 12));
  heed_record_builder_set_deleted (builder, heed_statement_get_stamp (statement, 14));
  return builder;
}

static HeedRecord *
read_whole_head (HeedStatement *statement)
{
  HeedRecordBuilder *builder = read_head (statement);
  const char *pinned = heed_statement_get_text (statement, 21);

  if (pinned != NULL)
    heed_record_builder_set_answer (builder, HEED_RECORD_PINNED, pinned, 0);
  return heed_record_builder_end (builder);
}

static HeedSummary *
read_summary (HeedStatement *statement,
              gint64         wording,
              GHashTable    *shown)
{
  g_autoptr (HeedRecord) head = read_whole_head (statement);
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

/* With everything that writing the entry again has to know. */
static HeedSummary *
read_whole_summary (HeedDatabase   *self,
                    HeedStatement  *statement,
                    GError        **error)
{
  gint64 row = heed_statement_get_int (statement, 0), wording = 0;
  g_autoptr (GHashTable) shown = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_autoptr (HeedStatement) words = heed_connection_select (self->connection, SELECT_SHOWN, heed_int (row));
  g_autoptr (HeedStatement) mark = heed_connection_select (self->connection, SELECT_WORDING, heed_int (row));

  while (heed_statement_next (words))
    g_hash_table_insert (shown, g_strdup (heed_statement_get_text (words, 0)),
                         g_strdup (heed_statement_get_text (words, 1)));
  if (heed_statement_next (mark))
    wording = heed_statement_get_int (mark, 0);
  return heed_statement_end (words, error) && heed_statement_end (mark, error) ? read_summary (statement, wording, shown)
                                                                               : NULL;
}

static gboolean
append_keys (HeedStatement  *statement,
             GArray         *keys,
             GError        **error)
{
  while (heed_statement_next (statement))
    {
      HeedKey key = {
        .row = heed_statement_get_int (statement, 0),
        .place = heed_statement_get_int (statement, 1),
        .day = (guint32) heed_statement_get_int (statement, 2),
        .deleted = heed_statement_get_int (statement, 3) != 0,
        .first = heed_statement_get_int (statement, 4) != 0,
      };

      g_array_append_val (keys, key);
    }

  return heed_statement_end (statement, error);
}

/* The rows of what is pinned, which are few. */
static GHashTable *
get_pinned (HeedDatabase  *self,
            GError       **error)
{
  g_autoptr (GHashTable) rows = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  g_autoptr (HeedStatement) statement = heed_connection_prepare (self->connection, SELECT_PINNED);

  while (heed_statement_next (statement))
    {
      gint64 row = heed_statement_get_int (statement, 0);

      g_hash_table_add (rows, g_memdup2 (&row, sizeof row));
    }
  return heed_statement_end (statement, error) ? g_steal_pointer (&rows) : NULL;
}

/* An index gives all entries in order; to ask of each whether it is pinned would take
 * longer than that. */
static gboolean
put_first (HeedDatabase  *self,
           GArray        *keys,
           GError       **error)
{
  g_autoptr (GHashTable) pinned = get_pinned (self, error);
  g_autoptr (GArray) first = g_array_new (FALSE, FALSE, sizeof (HeedKey));
  guint end = keys->len;

  if (pinned == NULL || g_hash_table_size (pinned) == 0)
    return pinned != NULL;

  for (guint i = keys->len; i-- > 0;)
    {
      HeedKey key = g_array_index (keys, HeedKey, i);

      key.first = g_hash_table_contains (pinned, &key.row);
      if (key.first)
        g_array_prepend_val (first, key);
      else
        g_array_index (keys, HeedKey, --end) = key;
    }

  for (guint i = 0; i < first->len; i++)
    g_array_index (keys, HeedKey, i) = g_array_index (first, HeedKey, i);
  return TRUE;
}

/* Reads keys and the number of the last change as one picture. */
static GArray *
read_keys (HeedDatabase  *self,
           HeedStatement *statement,
           gint64        *change,
           GError       **error)
{
  g_autoptr (HeedSnapshot) snapshot = heed_connection_begin_read (self->connection, error);
  g_autoptr (GArray) keys = g_array_new (FALSE, FALSE, sizeof (HeedKey));
  gint64 newest;

  if (snapshot == NULL || !heed_connection_query_int (self->connection, SELECT_CHANGE, &newest, error) ||
      !append_keys (statement, keys, error))
    return NULL;

  if (change != NULL)
    *change = newest;
  return g_steal_pointer (&keys);
}

/* The entries with a tag are looked up one by one rather than all entries asked
 * for it. Days are not in the order of times, but nearly, and only times have
 * an index. */
static void
append_conditions (const HeedQuery *self,
                   gboolean         listed,
                   GString         *sql)
{
  if (self->tag != NULL)
    g_string_append (sql,
                     " FROM tag_look AS wanted CROSS JOIN entry ON entry.row = wanted.entry "
                     "WHERE wanted.look = heed_fold_look (?3) AND ");
  else
    g_string_append (sql, " FROM entry WHERE ");
  g_string_append (sql, self->deleted ? "deleted IS NOT NULL AND " HEED_HOLDS_SOMETHING : "deleted IS NULL");

  if (self->form_id != NULL)
    g_string_append (sql, " AND form = ?1");
  else if (listed)
    g_string_append (sql, " AND listed = 1");
  if (self->workbook_id != NULL)
    g_string_append (sql, " AND workbook = ?9");
  if (self->item_id != NULL)
    g_string_append (sql, " AND item = ?2");
  if (self->completion != HEED_COMPLETION_ANY)
    g_string_append (sql, self->completion == HEED_COMPLETION_COMPLETE ? " AND completed IS NOT NULL"
                                                                       : " AND completed IS NULL");
  if (self->first_day != 0 || self->last_day != 0)
    g_string_append (sql, " AND created > ?4 AND created < ?5 AND day BETWEEN ?6 AND ?7");
}

/* What keys are ordered by, and the order of entries. */
static const char *
get_place (const HeedQuery *self)
{
  if (self->order == HEED_ORDER_OLDEST)
    return "-created";

  return self->order == HEED_ORDER_CHANGED ? "modified" : "created";
}

static const char *
get_order (const HeedQuery *self)
{
  if (self->deleted)
    return "deleted DESC, created DESC";
  if (self->order == HEED_ORDER_OLDEST)
    return "created";

  return self->order == HEED_ORDER_CHANGED ? "modified DESC" : "created DESC";
}

/* When that day begins in Greenwich. */
static gint64
day_to_time (guint32 day)
{
  return ((gint64) MIN (day, LAST_DAY) - EPOCH_DAY) * G_TIME_SPAN_DAY;
}

/* Reads all of HEED_SUMMARY_COLUMNS: what lists show. The words that the form shows
 * are not among them. */
HeedSummary *
heed_database_read_summary (HeedStatement *statement)
{
  return read_summary (statement, 0, NULL);
}

/* Reads an entry, or what one was, from the row that @heads is on, which begins like
 * HEED_SUMMARY_COLUMNS. @answers gives path, value and time of the answers of one, and
 * is ready for the next afterwards. */
HeedRecord *
heed_database_read_record (HeedStatement  *heads,
                           HeedStatement  *answers,
                           GError        **error)
{
  g_autoptr (HeedRecordBuilder) builder = read_head (heads);

  heed_statement_bind (answers, heed_int (heed_statement_get_int (heads, 0)));
  while (heed_statement_next (answers))
    {
      const char *path = heed_statement_need_text (answers, 0), *value = heed_statement_need_text (answers, 1);

      if (*path != '\0')
        heed_record_builder_set_answer (builder, path, value, heed_statement_get_int (answers, 2));
      else
        heed_statement_reject (answers, 0);
    }
  return heed_statement_end (answers, error) ? heed_record_builder_end (g_steal_pointer (&builder)) : NULL;
}

/* Where there is no such entry @record is %NULL. */
gboolean
heed_database_load (HeedDatabase  *self,
                    const char    *id,
                    HeedRecord   **record,
                    gint64        *row,
                    HeedSummary  **summary,
                    GError       **error)
{
  g_autoptr (HeedStatement) entry = heed_connection_select (self->connection, SELECT_ENTRY, heed_text (id));
  g_autoptr (HeedStatement) answers = heed_connection_prepare (self->connection, SELECT_ANSWERS);
  g_autoptr (HeedRecord) found = NULL;

  *record = NULL;
  if (!heed_statement_next (entry))
    return heed_statement_end (entry, error);

  found = heed_database_read_record (entry, answers, error);
  if (found == NULL || (summary != NULL && (*summary = read_whole_summary (self, entry, error)) == NULL))
    return FALSE;

  if (row != NULL)
    *row = heed_statement_get_int (entry, 0);
  *record = g_steal_pointer (&found);
  return TRUE;
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
  g_autoptr (HeedSnapshot) snapshot = heed_connection_begin_read (heed_database_use (self), error);
  HeedRecord *record;

  g_return_val_if_fail (id != NULL, NULL);

  if (snapshot == NULL || !heed_database_load (self, id, &record, NULL, NULL, error))
    return NULL;

  if (record == NULL)
    heed_set_error (error, HEED_ERROR_NOT_FOUND, NULL, _("There is no entry “%s” in this journal."), id);
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
  g_autoptr (HeedStatement) statement = heed_connection_select (heed_database_use (self), SELECT_ENTRY, heed_text (id));

  g_return_val_if_fail (id != NULL, NULL);

  if (heed_statement_next (statement))
    return heed_database_read_summary (statement);

  if (heed_statement_end (statement, error))
    heed_set_error (error, HEED_ERROR_NOT_FOUND, NULL, _("There is no entry “%s” in this journal."), id);
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
  g_autoptr (HeedStatement) statement = heed_connection_select (heed_database_use (self), SELECT_IDS, heed_text (prefix),
                                                                heed_int (limit));

  g_return_val_if_fail (prefix != NULL, NULL);

  return heed_statement_get_strings (statement, error);
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
  g_autoptr (HeedStatement) heads = heed_connection_select (heed_database_use (self), SELECT_REVISIONS, heed_text (id),
                                                            modified != NULL ? heed_int (*modified) : heed_text (NULL));
  g_autoptr (HeedStatement) answers = heed_connection_prepare (self->connection, SELECT_REVISION_ANSWERS);

  while (heed_statement_next (heads))
    {
      HeedRecord *revision = heed_database_read_record (heads, answers, error);

      if (revision == NULL)
        return NULL;
      g_ptr_array_add (revisions, revision);
    }

  return heed_statement_end (heads, error) ? g_steal_pointer (&revisions) : NULL;
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
  g_return_val_if_fail (id != NULL, NULL);

  return heed_database_get_revisions_of (self, id, NULL, error);
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
  g_autoptr (HeedStatement) statement = heed_database_prepare_query (self, query, HEED_SELECT_SUMMARIES);

  while (heed_statement_next (statement))
    g_ptr_array_add (summaries, heed_database_read_summary (statement));
  return heed_statement_end (statement, error) ? g_steal_pointer (&summaries) : NULL;
}

/**
 * heed_database_find_keys:
 * @self: a database
 * @query: (nullable): which entries; %NULL for all that are listed
 * @error: return location for an error
 *
 * Gets the keys of entries in the order that the query asks for; in the trash, what
 * was deleted last.
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
  g_autoptr (HeedStatement) statement = heed_database_prepare_query (self, query, HEED_SELECT_KEYS);

  if (!append_keys (statement, keys, error) ||
      (query != NULL && query->pinned_first && !put_first (self, keys, error)))
    return NULL;

  return g_steal_pointer (&keys);
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
  g_autoptr (HeedStatement) statement = heed_database_prepare_query (self, query, HEED_SELECT_KEY);

  g_return_val_if_fail (query->each == 0 && query->limit == 0, NULL);

  for (guint i = 0; i < keys->len; i++)
    {
      heed_statement_bind_int (statement, HEED_PARAMETER_ROW, g_array_index (keys, HeedKey, i).row);
      if (!append_keys (statement, matched, error))
        return NULL;
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
  g_autoptr (HeedStatement) statement = heed_database_prepare_query (self, query, HEED_SELECT_IDS);

  return heed_statement_get_strings (statement, error);
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
  g_autoptr (HeedStatement) statement = heed_connection_prepare (heed_database_use (self), SELECT_ID);

  g_return_val_if_fail (g_array_get_element_size (rows) == sizeof (gint64), NULL);

  for (guint i = 0; i < rows->len; i++)
    {
      heed_statement_bind (statement, heed_int (g_array_index (rows, gint64, i)));
      if (heed_statement_next (statement))
        g_strv_builder_add (ids, heed_statement_need_text (statement, 0));
      if (!heed_statement_end (statement, error))
        return NULL;
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
  g_autoptr (HeedStatement) statement = heed_connection_select (heed_database_use (self), SELECT_TALLIES,
                                                                heed_text (workbook_id));

  while (heed_statement_next (statement))
    {
      HeedTally *tally = g_new0 (HeedTally, 1);

      g_ptr_array_add (tallies, tally);
      tally->workbook_id = g_strdup (heed_statement_need_text (statement, 0));
      tally->form_id = g_strdup (heed_statement_need_text (statement, 1));
      tally->item_id = g_strdup (heed_statement_get_text (statement, 2));
      tally->entries = (guint) heed_statement_get_int (statement, 3);
      tally->completed = (guint) heed_statement_get_int (statement, 4);
      tally->latest_id = g_strdup (heed_statement_need_text (statement, 5));
      tally->latest_created = heed_statement_get_int (statement, 6);
      tally->latest_day = (guint32) heed_statement_get_int (statement, 7);
    }

  return heed_statement_end (statement, error) ? g_steal_pointer (&tallies) : NULL;
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
  g_autoptr (HeedStatement) statement = heed_connection_prepare (heed_database_use (self), SELECT_KEYS);

  return read_keys (self, statement, change, error);
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
  g_autoptr (HeedStatement) statement = heed_connection_select (heed_database_use (self), SELECT_CHANGES,
                                                                heed_int (*change));

  return read_keys (self, statement, change, error);
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
  g_autoptr (HeedStatement) statement = heed_connection_prepare (heed_database_use (self), SELECT_ROW);

  g_return_val_if_fail (g_array_get_element_size (rows) == sizeof (gint64), NULL);

  for (guint i = 0; i < rows->len; i++)
    {
      heed_statement_bind (statement, heed_int (g_array_index (rows, gint64, i)));
      g_ptr_array_add (summaries, heed_statement_next (statement) ? heed_database_read_summary (statement) : NULL);
      if (!heed_statement_end (statement, error))
        return NULL;
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
  g_autoptr (HeedSnapshot) snapshot = heed_connection_begin_read (heed_database_use (self), error);
  g_autoptr (HeedStatement) entries = NULL;
  g_autoptr (HeedStatement) answers = NULL;

  if (snapshot == NULL)
    return FALSE;

  entries = heed_database_prepare_query (self, query, HEED_SELECT_EVERYTHING);
  answers = heed_connection_prepare (self->connection, SELECT_ANSWERS);
  while (heed_statement_next (entries))
    {
      g_autoptr (HeedRecord) record = heed_database_read_record (entries, answers, error);

      if (record == NULL || !func (record, user_data, error))
        return FALSE;
    }

  return heed_statement_end (entries, error);
}

/**
 * heed_database_get_figures:
 * @self: a database
 * @figures: (out caller-allocates): where to put them
 * @error: return location for an error
 *
 * Counts what is in the journal.
 *
 * Returns: %FALSE with an error of the domain `HEED_ERROR`
 */
gboolean
heed_database_get_figures (HeedDatabase  *self,
                           HeedFigures   *figures,
                           GError       **error)
{
  g_autoptr (HeedStatement) statement = heed_connection_prepare (heed_database_use (self), SELECT_FIGURES);

  if (heed_statement_next (statement))
    {
      figures->entries = (guint) heed_statement_get_int (statement, 0);
      figures->versions = (guint) heed_statement_get_int (statement, 1);
      figures->deleted = (guint) heed_statement_get_int (statement, 2);
      figures->modified = heed_statement_is_null (statement, 3) ? G_MININT64 : heed_statement_get_int (statement, 3);
      figures->size = heed_companion_get_size (self->path, "") + heed_companion_get_size (self->path, "-wal");
    }
  return heed_statement_end (statement, error);
}

/**
 * heed_database_prepare_query:
 * @self: a database
 * @query: (nullable): which entries; %NULL for all that are listed
 * @select: what to read of each
 *
 * Makes a query ready to be stepped through: in the order that it asks for, in the
 * trash what was deleted last first.
 *
 * Returns: (transfer full): the statement, which needs @query while it is used
 */
HeedStatement *
heed_database_prepare_query (HeedDatabase    *self,
                             const HeedQuery *query,
                             HeedSelect       select)
{
  g_autoptr (GString) sql = g_string_new ("SELECT ");
  gboolean listed = select != HEED_SELECT_EVERYTHING;
  HeedStatement *statement;

  if (query == NULL)
    query = &everything_listed;

  if (select == HEED_SELECT_KEYS || select == HEED_SELECT_KEY)
    g_string_append_printf (sql, "row, %s, %s, %d, %s", get_place (query),
                            query->order == HEED_ORDER_CHANGED ? CHANGED_DAY : "day", query->deleted,
                            query->pinned_first && select == HEED_SELECT_KEY ? IS_PINNED : "0");
  else
    g_string_append (sql, select == HEED_SELECT_IDS ? "id" : HEED_SUMMARY_COLUMNS);
  /* What is about no item counts as about one that has no name. */
  if (query->each != 0)
    g_string_append (sql,
                     " FROM entry WHERE row IN (SELECT row FROM (SELECT entry.row AS row, row_number () OVER "
                     "(PARTITION BY item ORDER BY created DESC, entry.row DESC) AS place");
  append_conditions (query, listed, sql);
  if (query->each != 0)
    g_string_append (sql, ") WHERE place <= ?8)");
  if (select == HEED_SELECT_KEY)
    g_string_append (sql, " AND entry.row = ?11");
  /* What leaves the journal is in the same order in every copy of it. */
  g_string_append_printf (sql, " ORDER BY %s, %s LIMIT ?10", get_order (query), listed ? "row DESC" : "id");

  statement = heed_connection_prepare (heed_database_use (self), g_intern_string (sql->str));
  heed_query_bind (query, statement);
  return statement;
}

/**
 * heed_query_append_filter:
 * @self: a query
 * @row: an expression for the row of an entry
 * @sql: where to add to
 *
 * Adds the condition that @row is one of those that are wanted, whatever the
 * limits. Where nearly all are, it is told by the few that are not.
 */
void
heed_query_append_filter (const HeedQuery *self,
                          const char      *row,
                          GString         *sql)
{
  gboolean most = self->workbook_id == NULL && self->form_id == NULL && self->item_id == NULL && self->tag == NULL &&
                  self->first_day == 0 && self->last_day == 0 && self->completion == HEED_COMPLETION_ANY && !self->deleted;

  if (most)
    {
      g_string_append_printf (sql,
                              "%s NOT IN (SELECT row FROM entry WHERE deleted IS NOT NULL) AND "
                              "%s NOT IN (SELECT row FROM entry WHERE listed = 0)",
                              row, row);
      return;
    }

  g_string_append_printf (sql, "%s IN (SELECT entry.row", row);
  append_conditions (self, TRUE, sql);
  g_string_append_c (sql, ')');
}

/**
 * heed_query_bind:
 * @self: a query, which must stay while @statement is used
 * @statement: a statement made from it
 *
 * Binds what the statement needs to know of the query. Any of the parameters may
 * be left unused, as the last is there.
 */
void
heed_query_bind (const HeedQuery *self,
                 HeedStatement   *statement)
{
  guint32 last_day = self->last_day != 0 ? self->last_day : G_MAXUINT32;

  heed_statement_bind_text (statement, HEED_PARAMETER_FORM, self->form_id);
  heed_statement_bind_text (statement, HEED_PARAMETER_ITEM, self->item_id);
  heed_statement_bind_text (statement, HEED_PARAMETER_TAG, self->tag);
  /* Wherever the writer was, the day began there less than a day earlier or later. */
  heed_statement_bind_int (statement, HEED_PARAMETER_AFTER,
                           self->first_day != 0 ? day_to_time (self->first_day) - G_TIME_SPAN_DAY : G_MININT64);
  heed_statement_bind_int (statement, HEED_PARAMETER_BEFORE,
                           self->last_day != 0 ? day_to_time (last_day) + 2 * G_TIME_SPAN_DAY : G_MAXINT64);
  heed_statement_bind_int (statement, HEED_PARAMETER_FIRST_DAY, self->first_day);
  heed_statement_bind_int (statement, HEED_PARAMETER_LAST_DAY, last_day);
  heed_statement_bind_int (statement, HEED_PARAMETER_EACH, self->each);
  heed_statement_bind_text (statement, HEED_PARAMETER_WORKBOOK, self->workbook_id);
  heed_statement_bind_int (statement, HEED_PARAMETER_LIMIT, self->limit != 0 ? (gint64) self->limit : -1);
}

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
