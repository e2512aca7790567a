/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Whether entries and their older versions are still as they were written, and
 * the checksums of those that were written before there were any. */

#include "heed-database-private.h"

#include "heed-checksum.h"

#define SELECT_ENTRIES \
  "SELECT " HEED_SUMMARY_COLUMNS ", day, checksum, summary_checksum FROM entry ORDER BY row"
#define SELECT_ENTRIES_WITHOUT \
  "SELECT " HEED_SUMMARY_COLUMNS " FROM entry WHERE checksum IS NULL ORDER BY row LIMIT ?1"
#define SELECT_ANSWERS "SELECT path, value, modified FROM answer WHERE entry = ?1 ORDER BY path"

#define VERSION_COLUMNS \
  "revision.row, id, revision.workbook, revision.workbook_version, " \
  "revision.form, revision.item, revision.title, tags, " \
  "revision.created, revision.created_offset, revision.modified, revision.modified_offset, " \
  "revision.completed, revision.completed_offset, revision.deleted, revision.deleted_offset"
#define SELECT_VERSIONS \
  "SELECT " VERSION_COLUMNS ", revision.checksum FROM revision JOIN entry ON entry.row = revision.entry " \
  "ORDER BY revision.row"
#define SELECT_VERSIONS_WITHOUT \
  "SELECT " VERSION_COLUMNS " FROM revision CROSS JOIN entry ON entry.row = revision.entry " \
  "WHERE revision.checksum IS NULL ORDER BY revision.row LIMIT ?1"
#define SELECT_VERSION_ANSWERS "SELECT path, value, modified FROM revision_answer WHERE revision = ?1 ORDER BY path"

#define UPDATE_ENTRY "UPDATE entry SET checksum = ?2, summary_checksum = ?3 WHERE row = ?1"
#define UPDATE_VERSION "UPDATE revision SET checksum = ?2 WHERE row = ?1"

/* Since when there are any. */
#define CHECKSUM_VERSION 4

enum
{
  COLUMN_DAY = HEED_SUMMARY_N_COLUMNS,
  COLUMN_CHECKSUM,
  COLUMN_SUMMARY_CHECKSUM,
  COLUMN_VERSION_CHECKSUM = 16,
};

/* What is to be written of one row. */
typedef struct
{
  gint64 row;
  gint64 checksum;
  gint64 summary_checksum;
} Sums;

/* Of the row that @heads is on. */
static HeedRecord *
read_record (HeedStatement  *heads,
             HeedStatement  *answers,
             GError        **error)
{
  g_autoptr (HeedRecordBuilder) builder = heed_database_read_head (heads);

  if (!heed_database_read_answers (answers, heed_statement_get_int (heads, 0), builder, error))
    return NULL;

  return heed_record_builder_end (g_steal_pointer (&builder));
}

static gboolean
is_as_written (HeedStatement *entries,
               HeedRecord    *record)
{
  g_autoptr (HeedSummary) summary = heed_database_read_summary (entries);

  return heed_statement_get_int (entries, COLUMN_DAY) == heed_timestamp_get_day (heed_record_get_created (record)) &&
         (heed_statement_is_null (entries, COLUMN_CHECKSUM) ||
          heed_statement_get_int (entries, COLUMN_CHECKSUM) == heed_checksum_record (record)) &&
         (heed_statement_is_null (entries, COLUMN_SUMMARY_CHECKSUM) ||
          heed_statement_get_int (entries, COLUMN_SUMMARY_CHECKSUM) == heed_checksum_summary (summary));
}

static gboolean
find_altered_entries (HeedDatabase  *self,
                      GPtrArray     *altered,
                      GError       **error)
{
  g_autoptr (HeedStatement) entries = heed_database_prepare (self, SELECT_ENTRIES, error);
  g_autoptr (HeedStatement) answers = entries != NULL ? heed_database_prepare (self, SELECT_ANSWERS, error) : NULL;
  HeedStep step;

  if (answers == NULL)
    return FALSE;

  while ((step = heed_statement_step (entries, error)) == HEED_STEP_ROW)
    {
      g_autoptr (HeedRecord) record = read_record (entries, answers, error);

      if (record == NULL)
        return FALSE;
      if (!is_as_written (entries, record))
        g_ptr_array_add (altered, g_steal_pointer (&record));
    }

  return step == HEED_STEP_DONE;
}

static gboolean
find_altered_versions (HeedDatabase  *self,
                       GPtrArray     *altered,
                       GError       **error)
{
  g_autoptr (HeedStatement) versions = heed_database_prepare (self, SELECT_VERSIONS, error);
  g_autoptr (HeedStatement) answers = NULL;
  HeedStep step;

  answers = versions != NULL ? heed_database_prepare (self, SELECT_VERSION_ANSWERS, error) : NULL;
  if (answers == NULL)
    return FALSE;

  while ((step = heed_statement_step (versions, error)) == HEED_STEP_ROW)
    {
      g_autoptr (HeedRecord) record = read_record (versions, answers, error);

      if (record == NULL)
        return FALSE;
      if (!heed_statement_is_null (versions, COLUMN_VERSION_CHECKSUM) &&
          heed_statement_get_int (versions, COLUMN_VERSION_CHECKSUM) != heed_checksum_record (record))
        g_ptr_array_add (altered, g_steal_pointer (&record));
    }

  return step == HEED_STEP_DONE;
}

/* Finds the entries, and the entries' older versions, that are not as they were
 * written. What was found before an error counts. */
gboolean
heed_database_find_altered (HeedDatabase  *self,
                            GPtrArray     *entries,
                            GPtrArray     *versions,
                            GError       **error)
{
  gboolean begun, success;
  gint64 version;

  if (!heed_database_query_int (self, "PRAGMA user_version", &version, error))
    return FALSE;
  if (version < CHECKSUM_VERSION)
    return TRUE;
  if (!heed_database_begin_read (self, &begun, error))
    return FALSE;

  success = find_altered_entries (self, entries, error) && find_altered_versions (self, versions, error);
  if (begun)
    heed_database_roll_back (self);
  return success;
}

/* All are read before anything is written; @answers_sql is for entries or for
 * versions, and only entries have summaries. */
static GArray *
sum_up (HeedDatabase  *self,
        const char    *heads_sql,
        const char    *answers_sql,
        gboolean       summaries,
        GError       **error)
{
  g_autoptr (HeedStatement) heads = heed_database_prepare (self, heads_sql, error);
  g_autoptr (HeedStatement) answers = heads != NULL ? heed_database_prepare (self, answers_sql, error) : NULL;
  g_autoptr (GArray) all = g_array_new (FALSE, TRUE, sizeof (Sums));
  HeedStep step;

  if (answers == NULL)
    return NULL;

  heed_statement_bind_int (heads, 1, HEED_DATABASE_PART);
  while ((step = heed_statement_step (heads, error)) == HEED_STEP_ROW)
    {
      g_autoptr (HeedSummary) summary = summaries ? heed_database_read_summary (heads) : NULL;
      g_autoptr (HeedRecord) record = read_record (heads, answers, error);
      Sums sums = { .row = heed_statement_get_int (heads, 0) };

      if (record == NULL)
        return NULL;

      sums.checksum = heed_checksum_record (record);
      sums.summary_checksum = summary != NULL ? heed_checksum_summary (summary) : 0;
      g_array_append_val (all, sums);
    }

  return step == HEED_STEP_DONE ? g_steal_pointer (&all) : NULL;
}

static gboolean
write_sums (HeedDatabase  *self,
            GArray        *all,
            const char    *sql,
            gboolean       summaries,
            GError       **error)
{
  g_autoptr (HeedStatement) statement = heed_database_prepare (self, sql, error);

  if (statement == NULL)
    return FALSE;

  for (guint i = 0; i < all->len; i++)
    {
      const Sums *sums = &g_array_index (all, Sums, i);

      heed_statement_bind_int (statement, 1, sums->row);
      heed_statement_bind_int (statement, 2, sums->checksum);
      if (summaries)
        heed_statement_bind_int (statement, 3, sums->summary_checksum);
      if (!heed_statement_run (statement, error))
        return FALSE;
    }

  return TRUE;
}

/* Gives how many there were, or -1. */
static int
add_part (HeedDatabase  *self,
          gboolean       entries,
          GError       **error)
{
  g_autoptr (GArray) all = entries ? sum_up (self, SELECT_ENTRIES_WITHOUT, SELECT_ANSWERS, TRUE, error)
                                   : sum_up (self, SELECT_VERSIONS_WITHOUT, SELECT_VERSION_ANSWERS, FALSE, error);

  if (all == NULL || !write_sums (self, all, entries ? UPDATE_ENTRY : UPDATE_VERSION, entries, error))
    return -1;

  return (int) all->len;
}

/**
 * heed_database_add_checksums:
 * @self: a database that is known to be sound
 * @more: (out): whether there may be more to do
 * @error: return location for an error
 *
 * Reckons the checksums of entries and older versions that have none: of those
 * that an older Heed wrote, and of a few that changed without being read. A call
 * does no more than %HEED_DATABASE_PART, in one transaction, so that others can
 * write in between. It is no change that anybody has to be told of.
 *
 * Returns: %FALSE with an error of the domain `HEED_ERROR`
 */
gboolean
heed_database_add_checksums (HeedDatabase  *self,
                             gboolean      *more,
                             GError       **error)
{
  int count;

  heed_database_assert_usable (self);
  g_return_val_if_fail (more != NULL, FALSE);

  if (!heed_database_begin_write (self, error))
    return FALSE;

  count = add_part (self, TRUE, error);
  if (count == 0)
    count = add_part (self, FALSE, error);
  *more = count > 0;
  return heed_database_end_write (self, count >= 0, count > 0, error);
}
