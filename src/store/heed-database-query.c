/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* From queries to SQL. A statement is put together from constant pieces, what
 * somebody typed is only ever bound, and each of the few hundred statements
 * that can come of it is kept, so that it has an address of its own. */

#include "heed-database-query.h"

/* The Julian day, as GDate counts, of the first day of 1970. */
#define EPOCH_DAY 719163

/* Later than any day of a four-digit year; times of it still fit 64 bits. */
#define LAST_DAY 10000000

static const HeedQuery everything_listed = { 0 };

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

/* What is about no item counts as about one that has no name. */
static void
append_newest_of_each (const HeedQuery *self,
                       gboolean         listed,
                       GString         *sql)
{
  g_string_append (sql,
                   " FROM entry WHERE row IN (SELECT row FROM (SELECT entry.row AS row, row_number () OVER "
                   "(PARTITION BY item ORDER BY created DESC, entry.row DESC) AS place");
  append_conditions (self, listed, sql);
  g_string_append (sql, ") WHERE place <= ?8)");
}

/* When that day begins in Greenwich. */
static gint64
day_to_time (guint32 day)
{
  return ((gint64) MIN (day, LAST_DAY) - EPOCH_DAY) * G_TIME_SPAN_DAY;
}

/* Wherever the writer was, the day began there less than a day earlier or
 * later. */
static void
bind_days (const HeedQuery *self,
           HeedStatement   *statement)
{
  guint32 last_day = self->last_day != 0 ? self->last_day : G_MAXUINT32;

  heed_statement_bind_int (statement, HEED_PARAMETER_AFTER,
                           self->first_day != 0 ? day_to_time (self->first_day) - G_TIME_SPAN_DAY : G_MININT64);
  heed_statement_bind_int (statement, HEED_PARAMETER_BEFORE,
                           self->last_day != 0 ? day_to_time (last_day) + 2 * G_TIME_SPAN_DAY : G_MAXINT64);
  heed_statement_bind_int (statement, HEED_PARAMETER_FIRST_DAY, self->first_day);
  heed_statement_bind_int (statement, HEED_PARAMETER_LAST_DAY, last_day);
}

/**
 * heed_database_prepare_query:
 * @self: a database
 * @query: (nullable): which entries; %NULL for all that are listed
 * @select: what to read of each
 * @error: return location for an error
 *
 * Makes a query ready to be stepped through: newest first, in the trash what
 * was deleted last.
 *
 * Returns: (transfer full) (nullable): the statement, which needs @query while
 *   it is used, or %NULL with an error of the domain `HEED_ERROR`
 */
HeedStatement *
heed_database_prepare_query (HeedDatabase     *self,
                             const HeedQuery  *query,
                             HeedSelect        select,
                             GError          **error)
{
  g_autoptr (GString) sql = g_string_new ("SELECT ");
  HeedStatement *statement;

  if (query == NULL)
    query = &everything_listed;

  if (select == HEED_SELECT_KEYS || select == HEED_SELECT_KEY)
    g_string_append_printf (sql, "row, created, day, %d", query->deleted);
  else if (select == HEED_SELECT_IDS)
    g_string_append (sql, "id");
  else
    g_string_append (sql, HEED_SUMMARY_COLUMNS);
  if (query->each != 0)
    append_newest_of_each (query, select != HEED_SELECT_EVERYTHING, sql);
  else
    append_conditions (query, select != HEED_SELECT_EVERYTHING, sql);
  if (select == HEED_SELECT_KEY)
    g_string_append (sql, " AND entry.row = ?11");
  /* What leaves the journal is in the same order in every copy of it. */
  g_string_append_printf (sql, " ORDER BY %screated DESC, %s LIMIT ?10", query->deleted ? "deleted DESC, " : "",
                          select == HEED_SELECT_EVERYTHING ? "id" : "row DESC");

  statement = heed_database_prepare (self, g_intern_string (sql->str), error);
  if (statement != NULL)
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
  heed_statement_bind_text (statement, HEED_PARAMETER_FORM, self->form_id);
  heed_statement_bind_text (statement, HEED_PARAMETER_ITEM, self->item_id);
  heed_statement_bind_text (statement, HEED_PARAMETER_TAG, self->tag);
  bind_days (self, statement);
  heed_statement_bind_int (statement, HEED_PARAMETER_EACH, self->each);
  heed_statement_bind_text (statement, HEED_PARAMETER_WORKBOOK, self->workbook_id);
  heed_statement_bind_int (statement, HEED_PARAMETER_LIMIT, self->limit != 0 ? (gint64) self->limit : -1);
}
