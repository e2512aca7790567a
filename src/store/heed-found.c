/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What stands on the pages of a damaged journal, for where SQLite does not get to it.
 *
 * Which table a row is of is told by its columns, which are unlike those of any other
 * table or index; but for answers and older versions' answers. Of these all that hang
 * together are of one kind: the one that the list of tables names as theirs; else the
 * one whose rows may have a fifth column, if any has it; else the one that SQLite
 * cannot read to the end; else the one with whose entries, or versions, their times
 * agree.
 *
 * What was erased for good does not come back by this:
 *
 * - Neither free pages nor what lies unused on others is read; see heed-cells.c.
 * - Nothing is added to a table that SQLite can read from one end to the other.
 * - Of two rows for the same thing the later one counts, so also an answer that was
 *   made empty, and an entry that was emptied.
 * - An entry that was emptied gets no answers, tags and versions; nor does one that is
 *   not there, if all entries can be read. */

#include "heed-found.h"

#include "heed-cells.h"
#include "heed-error.h"

#include <glib/gi18n.h>

/* The tables of all versions of the schema. Whoever adds a column to one of these
 * adds it here, too. */
#define MAKE_TABLES \
  "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA temp_store = MEMORY;" \
  "CREATE TABLE place (kind, name, belongs_to, page, sql);" \
  "CREATE TABLE entry (row INTEGER PRIMARY KEY, id, workbook, workbook_version, form, item, title," \
  "  created, created_offset, day, modified, modified_offset, completed, completed_offset, deleted, deleted_offset," \
  "  excerpt, answered, total, mean_rating, change, listed, checksum, summary_checksum, wording);" \
  "CREATE TABLE revision (row INTEGER PRIMARY KEY, entry, workbook, workbook_version, form, item, title, tags," \
  "  created, created_offset, modified, modified_offset, completed, completed_offset, deleted, deleted_offset, checksum);" \
  "CREATE TABLE tag (entry, tag, look, PRIMARY KEY (entry, tag)) WITHOUT ROWID;" \
  "CREATE TABLE answer (entry, path, value, modified, PRIMARY KEY (entry, path)) WITHOUT ROWID;" \
  "CREATE TABLE revision_answer (revision, path, value, modified, PRIMARY KEY (revision, path)) WITHOUT ROWID;" \
  "CREATE TABLE either (owner, path, value, modified, shown, root, n_columns);" \
  "BEGIN"

#define PUT_ENTRY \
  "INSERT OR REPLACE INTO entry SELECT ?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18," \
  "  ?19, ?20, ?21, ?22, ?23, ?24, ?25 WHERE NOT EXISTS (SELECT 1 FROM entry WHERE row = ?1 AND change > ?21)"
#define PUT_REVISION \
  "INSERT OR REPLACE INTO revision VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17)"

/* The last two are given to each row, beside its columns. */
#define PUT_EITHER "INSERT INTO either VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)"
#define EITHER_ROOT 6
#define EITHER_N_COLUMNS 7

/* A time that is the same says more than one that is possible. */
#define AGREES(table) \
  "sum ((SELECT 1 + 2 * (m.modified = either.modified) FROM " table " AS m " \
  "  WHERE m.row = either.owner AND m.modified >= either.modified))"

#define PUT_LATER(table, owner, which) \
  "INSERT INTO " table " SELECT owner, path, value, modified FROM either WHERE root " which " (SELECT root FROM version)" \
  "  ON CONFLICT (" owner ", path) DO UPDATE SET value = excluded.value, modified = excluded.modified" \
  "  WHERE (excluded.modified, excluded.value = '') > (modified, value = '')"

/* The numbers are whether SQLite can read all answers, and all of older versions. */
#define TELL_APART \
  "CREATE TEMP TABLE tree AS SELECT root, max (n_columns) AS n_columns," \
  "  (SELECT name FROM place WHERE kind = 'table' AND page = root) AS name," \
  "  ifnull (" AGREES ("entry") ", 0) AS entries, ifnull (" AGREES ("revision") ", 0) AS versions " \
  "  FROM either GROUP BY root;" \
  "CREATE TEMP TABLE version AS SELECT root FROM tree WHERE CASE" \
  "  WHEN name IN ('answer', 'revision_answer') THEN name = 'revision_answer'" \
  "  WHEN n_columns > 4 THEN 0" \
  "  WHEN %d <> %d THEN %d" \
  "  ELSE versions > entries END;" \
  PUT_LATER ("answer", "entry", "NOT IN") ";" \
  PUT_LATER ("revision_answer", "revision", "IN") ";" \
  "DROP TABLE either"

#define EMPTIED \
  "IN (SELECT row FROM entry WHERE deleted IS NOT NULL AND title IS NULL AND excerpt = '' AND answered = 0 AND total = 0)"
#define DROP_ERASED \
  "DELETE FROM answer WHERE entry " EMPTIED ";" \
  "DELETE FROM tag WHERE entry " EMPTIED ";" \
  "DELETE FROM revision WHERE entry " EMPTIED
#define DROP_STRAY \
  "DELETE FROM answer WHERE entry NOT IN (SELECT row FROM entry);" \
  "DELETE FROM tag WHERE entry NOT IN (SELECT row FROM entry);" \
  "DELETE FROM revision WHERE entry NOT IN (SELECT row FROM entry)"

enum
{
  PLACE,
  ENTRY,
  REVISION,
  TAG,
  EITHER,
  N_TABLES
};

static const HeedRowShape shapes[N_TABLES] = {
  [PLACE] = { TRUE, "TTTIt", 5 },
  [ENTRY] = { TRUE, "KTTITttIIIIIiiiiTIIrIIiiI", 21 },
  [REVISION] = { TRUE, "KITITtttIIIIiiiii", 16 },
  [TAG] = { FALSE, "ITT", 2 },
  [EITHER] = { FALSE, "ITTIt", 4 },
};

static const char * const inserts[N_TABLES] = {
  [PLACE] = "INSERT INTO place VALUES (?1, ?2, ?3, ?4, ?5)",
  [ENTRY] = PUT_ENTRY,
  [REVISION] = PUT_REVISION,
  [TAG] = "INSERT OR IGNORE INTO tag VALUES (?1, ?2, ?3)",
  [EITHER] = PUT_EITHER,
};

struct _HeedFound
{
  sqlite3 *handle;
  HeedStatementCache *statements;
  sqlite3_stmt *inserts[N_TABLES];
  int code; /* why something could not be kept */
};

static void
bind_value (sqlite3_stmt        *statement,
            int                  position,
            const HeedPageValue *value,
            char                 letter,
            gint64               key)
{
  if (letter == 'K')
    sqlite3_bind_int64 (statement, position, key);
  else if (heed_cells_is_text (value))
    sqlite3_bind_text64 (statement, position, (const char *) value->bytes, value->size, SQLITE_STATIC, SQLITE_UTF8);
  else if (value->type != 0 && letter != 'r')
    sqlite3_bind_int64 (statement, position, heed_cells_get_int (value));
}

static gboolean
keep_row_cb (const HeedPageRow *row,
             gpointer           data)
{
  HeedFound *self = data;
  sqlite3_stmt *statement = self->inserts[row->shape];

  for (guint i = 0; i < row->values->len; i++)
    bind_value (statement, (int) i + 1, &g_array_index (row->values, HeedPageValue, i), shapes[row->shape].columns[i],
                row->key);
  if (row->shape == EITHER)
    {
      sqlite3_bind_int64 (statement, EITHER_ROOT, row->root);
      sqlite3_bind_int64 (statement, EITHER_N_COLUMNS, row->values->len);
    }

  sqlite3_step (statement);
  self->code = sqlite3_reset (statement);
  sqlite3_clear_bindings (statement);
  return self->code == SQLITE_OK;
}

static void
execute (HeedFound  *self,
         const char *sql)
{
  if (self->code == SQLITE_OK)
    self->code = sqlite3_exec (self->handle, sql, NULL, NULL, NULL);
}

static void
make_tables (HeedFound  *self,
             const char *path)
{
  self->code = sqlite3_open_v2 (path, &self->handle, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX, NULL);
  execute (self, MAKE_TABLES);
  for (guint i = 0; i < N_TABLES && self->code == SQLITE_OK; i++)
    self->code = sqlite3_prepare_v2 (self->handle, inserts[i], -1, &self->inserts[i], NULL);
}

/* Takes out what is not to be added to what SQLite reads. */
static void
leave_out (HeedFound             *self,
           const HeedWholeTables *whole)
{
  execute (self, DROP_ERASED);
  if (whole->entry)
    execute (self, DROP_STRAY "; DELETE FROM entry");
  if (whole->revision)
    execute (self, "DELETE FROM revision");
  if (whole->tag)
    execute (self, "DELETE FROM tag");
  if (whole->answer)
    execute (self, "DELETE FROM answer");
  if (whole->revision_answer)
    execute (self, "DELETE FROM revision_answer");
  execute (self, "COMMIT");
}

/**
 * heed_found_new:
 * @path: (type filename): a journal, which has no log beside it that counts
 * @workplace: where to keep what is found, which goes with it
 * @whole: what SQLite can read
 * @error: return location for an error
 *
 * Goes through all pages of a file for the rows of a journal.
 *
 * Returns: (transfer full) (nullable): what was found, or %NULL with
 *   %HEED_ERROR_FULL or %HEED_ERROR_FAILED
 */
HeedFound *
heed_found_new (const char               *path,
                const HeedPrivateFolder  *workplace,
                const HeedWholeTables    *whole,
                GError                  **error)
{
  g_autoptr (HeedFound) self = g_new0 (HeedFound, 1);
  g_autoptr (HeedCells) pages = heed_cells_open (path);
  g_autofree char *place = heed_private_folder_dup_path (workplace, "found.db");
  g_autofree char *tell_apart = g_strdup_printf (TELL_APART, whole->answer, whole->revision_answer, whole->answer);

  make_tables (self, place);
  if (self->code == SQLITE_OK && pages != NULL)
    heed_cells_foreach (pages, shapes, N_TABLES, keep_row_cb, self);
  execute (self, tell_apart);
  leave_out (self, whole);
  self->statements = heed_statement_cache_new (self->handle, place);
  if (self->code == SQLITE_OK)
    return g_steal_pointer (&self);

  heed_set_error (error, self->code == SQLITE_FULL ? HEED_ERROR_FULL : HEED_ERROR_FAILED, sqlite3_errmsg (self->handle),
                  _("What can be read of the damaged journal could not be kept beside the new one. It was left as it was; "
                    "see to it that there is room, and try again."));
  return NULL;
}

/**
 * heed_found_free:
 * @self: (transfer full): what was found
 *
 * Lets go of it.
 */
void
heed_found_free (HeedFound *self)
{
  g_clear_pointer (&self->statements, heed_statement_cache_free);
  for (guint i = 0; i < N_TABLES; i++)
    sqlite3_finalize (self->inserts[i]);
  sqlite3_close_v2 (self->handle);
  g_free (self);
}

/**
 * heed_found_get_statements:
 * @self: what was found
 *
 * Gets the way to the tables, which have the names and columns of a journal's.
 *
 * Returns: (transfer none): the statements
 */
HeedStatementCache *
heed_found_get_statements (HeedFound *self)
{
  return self->statements;
}

/**
 * heed_found_is_empty:
 * @self: what was found
 *
 * Tells whether nothing was found that a person wrote.
 *
 * Returns: %TRUE if there is nothing
 */
gboolean
heed_found_is_empty (HeedFound *self)
{
  g_autoptr (HeedStatement) statement =
    heed_statement_prepare (self->statements, "SELECT 1 FROM entry UNION ALL SELECT 1 FROM answer", NULL);

  return statement == NULL || heed_statement_step (statement, NULL) != HEED_STEP_ROW;
}
