/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Prepared statements. Each constant SQL text is prepared once for a
 * connection and found again by its address. */

#include "heed-statement.h"

#include "heed-database-error.h"

#include <errno.h>
#include <math.h>

struct _HeedStatement
{
  HeedStatementCache *cache;
  sqlite3_stmt *handle;
  GPtrArray *repaired; /* copies of text that was not UTF-8; mostly NULL */
  int bind_code;       /* why something could not be bound, until it is released */
  gboolean cached;
  gboolean in_use;
};

struct _HeedStatementCache
{
  sqlite3 *handle;
  char *path;
  GHashTable *statements; /* constant SQL, by address → HeedStatement */
  gboolean damaged;       /* a page of the file could not be read */
};

static void
free_statement (gpointer data)
{
  HeedStatement *self = data;

  sqlite3_finalize (self->handle);
  g_clear_pointer (&self->repaired, g_ptr_array_unref);
  g_free (self);
}

static void
fail (HeedStatement  *self,
      int             code,
      GError        **error)
{
  /* A search index that makes no sense is made anew from what is sound. */
  if ((code & 0xff) == SQLITE_CORRUPT && code != SQLITE_CORRUPT_VTAB)
    self->cache->damaged = TRUE;
  heed_set_error_from_sqlite (error, self->cache->handle, code, self->cache->path);
}

/* What was not bound would be written as NULL, or be looked for as such. */
static void
note_binding (HeedStatement *self,
              int            code)
{
  if (G_UNLIKELY (code != SQLITE_OK) && self->bind_code == SQLITE_OK)
    self->bind_code = code;
}

static const char *
repair_text (HeedStatement *self,
             const char    *text,
             int            length)
{
  char *valid = g_utf8_make_valid (text, length);

  if (self->repaired == NULL)
    self->repaired = g_ptr_array_new_with_free_func (g_free);
  g_ptr_array_add (self->repaired, valid);
  return valid;
}

/**
 * heed_statement_cache_new:
 * @handle: a connection that outlives the cache
 * @path: (type filename): its file, for errors
 *
 * Makes an empty cache.
 *
 * Returns: (transfer full): the cache
 */
HeedStatementCache *
heed_statement_cache_new (sqlite3    *handle,
                          const char *path)
{
  HeedStatementCache *self = g_new0 (HeedStatementCache, 1);

  self->handle = handle;
  self->path = g_strdup (path);
  self->statements = g_hash_table_new_full (NULL, NULL, NULL, free_statement);
  return self;
}

/**
 * heed_statement_cache_free:
 * @self: (transfer full): a cache none of whose statements is in use
 *
 * Finalizes all statements.
 */
void
heed_statement_cache_free (HeedStatementCache *self)
{
  g_hash_table_unref (self->statements);
  g_free (self->path);
  g_free (self);
}

/**
 * heed_statement_cache_mark_damaged:
 * @self: a cache
 *
 * Notes that the file is damaged, as is done by itself when a statement meets
 * with it.
 */
void
heed_statement_cache_mark_damaged (HeedStatementCache *self)
{
  self->damaged = TRUE;
}

/**
 * heed_statement_cache_is_damaged:
 * @self: a cache
 *
 * Tells whether the file is known to be damaged.
 *
 * Returns: %TRUE if nothing should be written to it any more
 */
gboolean
heed_statement_cache_is_damaged (HeedStatementCache *self)
{
  return self->damaged;
}

/**
 * heed_statement_prepare:
 * @cache: a cache
 * @sql: one statement; a constant, because its address is its name
 * @error: return location for an error
 *
 * Gets a statement that is ready for binding. One that is in use already,
 * because work on its rows asks for the same again, is prepared a second time.
 *
 * Returns: (transfer full) (nullable): the statement, to be released, or %NULL
 *   with an error of the domain `HEED_ERROR`
 */
HeedStatement *
heed_statement_prepare (HeedStatementCache  *cache,
                        const char          *sql,
                        GError             **error)
{
  HeedStatement *known = g_hash_table_lookup (cache->statements, sql);
  HeedStatement *self;
  int code;

  if (known != NULL && !known->in_use)
    {
      known->in_use = TRUE;
      return known;
    }

  self = g_new0 (HeedStatement, 1);
  self->cache = cache;
  self->in_use = TRUE;
  errno = 0;
  code = sqlite3_prepare_v3 (cache->handle, sql, -1,
                             known == NULL ? SQLITE_PREPARE_PERSISTENT : 0,
                             &self->handle, NULL);
  if (code != SQLITE_OK)
    {
      fail (self, code, error);
      free_statement (self);
      return NULL;
    }

  self->cached = known == NULL;
  if (self->cached)
    g_hash_table_insert (cache->statements, (gpointer) sql, self);
  return self;
}

/**
 * heed_statement_release:
 * @self: (transfer full): a statement
 *
 * Gives a statement back. Its texts are gone.
 */
void
heed_statement_release (HeedStatement *self)
{
  if (!self->cached)
    {
      free_statement (self);
      return;
    }

  sqlite3_reset (self->handle);
  sqlite3_clear_bindings (self->handle);
  g_clear_pointer (&self->repaired, g_ptr_array_unref);
  self->bind_code = SQLITE_OK;
  self->in_use = FALSE;
}

/**
 * heed_statement_bind_int:
 * @self: a statement
 * @position: the number of the parameter, from 1
 * @value: a value
 *
 * Binds a whole number. What cannot be bound, this or anything else, fails the
 * steps of the statement until it is released.
 */
void
heed_statement_bind_int (HeedStatement *self,
                         int            position,
                         gint64         value)
{
  note_binding (self, sqlite3_bind_int64 (self->handle, position, value));
}

/**
 * heed_statement_bind_real:
 * @self: a statement
 * @position: the number of the parameter, from 1
 * @value: a value; NAN is kept as NULL
 *
 * Binds a number.
 */
void
heed_statement_bind_real (HeedStatement *self,
                          int            position,
                          double         value)
{
  if (isnan (value))
    note_binding (self, sqlite3_bind_null (self->handle, position));
  else
    note_binding (self, sqlite3_bind_double (self->handle, position, value));
}

/**
 * heed_statement_bind_text:
 * @self: a statement
 * @position: the number of the parameter, from 1
 * @text: (nullable): UTF-8 text that stays until the statement is released
 *
 * Binds text; %NULL is NULL.
 */
void
heed_statement_bind_text (HeedStatement *self,
                          int            position,
                          const char    *text)
{
  note_binding (self, sqlite3_bind_text (self->handle, position, text, -1, SQLITE_STATIC));
}

/**
 * heed_statement_bind_blob:
 * @self: a statement
 * @position: the number of the parameter, from 1
 * @data: (nullable): bytes that stay until the statement is released
 * @size: how many there are
 *
 * Binds bytes; %NULL is NULL.
 */
void
heed_statement_bind_blob (HeedStatement *self,
                          int            position,
                          gconstpointer  data,
                          gsize          size)
{
  sqlite3_bind_blob64 (self->handle, position, data, size, SQLITE_STATIC);
}

/**
 * heed_statement_bind_column:
 * @self: a statement
 * @position: the number of the parameter, from 1
 * @row: another statement, on a row
 * @column: which column of it, from 0
 *
 * Binds a value as it is kept, byte by byte.
 */
void
heed_statement_bind_column (HeedStatement *self,
                            int            position,
                            HeedStatement *row,
                            int            column)
{
  sqlite3_bind_value (self->handle, position, sqlite3_column_value (row->handle, column));
}

/**
 * heed_statement_bind_stamp:
 * @self: a statement
 * @position: the number of the first of two parameters, from 1
 * @stamp: a moment; "never" is kept as NULL
 *
 * Binds a moment and its offset.
 */
void
heed_statement_bind_stamp (HeedStatement *self,
                           int            position,
                           HeedTimestamp  stamp)
{
  if (!heed_timestamp_is_set (stamp))
    {
      note_binding (self, sqlite3_bind_null (self->handle, position));
      note_binding (self, sqlite3_bind_null (self->handle, position + 1));
      return;
    }

  note_binding (self, sqlite3_bind_int64 (self->handle, position, stamp.utc));
  note_binding (self, sqlite3_bind_int (self->handle, position + 1, stamp.offset));
}

/**
 * heed_statement_step:
 * @self: a statement
 * @error: return location for an error
 *
 * Goes to the next row.
 *
 * Returns: whether there is a row, no more, or an error of the domain
 *   `HEED_ERROR`
 */
HeedStep
heed_statement_step (HeedStatement  *self,
                     GError        **error)
{
  int code;

  if (G_UNLIKELY (self->repaired != NULL))
    g_clear_pointer (&self->repaired, g_ptr_array_unref);

  if (G_UNLIKELY (self->bind_code != SQLITE_OK))
    {
      errno = 0;
      heed_set_error_from_sqlite (error, NULL, self->bind_code, self->cache->path);
      return HEED_STEP_FAILED;
    }

  errno = 0;
  code = sqlite3_step (self->handle);
  if (code == SQLITE_ROW)
    return HEED_STEP_ROW;
  if (code == SQLITE_DONE)
    return HEED_STEP_DONE;

  fail (self, code, error);
  return HEED_STEP_FAILED;
}

/**
 * heed_statement_run:
 * @self: a statement
 * @error: return location for an error
 *
 * Runs a statement to its end; rows are passed over. It can then be bound and
 * run again.
 *
 * Returns: %FALSE with an error of the domain `HEED_ERROR`
 */
gboolean
heed_statement_run (HeedStatement  *self,
                    GError        **error)
{
  HeedStep step;

  do
    step = heed_statement_step (self, error);
  while (step == HEED_STEP_ROW);

  sqlite3_reset (self->handle);
  return step == HEED_STEP_DONE;
}

/**
 * heed_statement_rewind:
 * @self: a statement
 *
 * Makes it ready for other bindings after only part of its rows was read.
 */
void
heed_statement_rewind (HeedStatement *self)
{
  sqlite3_reset (self->handle);
}

/**
 * heed_statement_is_null:
 * @self: a statement on a row
 * @column: which column, from 0
 *
 * Tells whether nothing is kept there.
 *
 * Returns: %TRUE for NULL
 */
gboolean
heed_statement_is_null (HeedStatement *self,
                        int            column)
{
  return sqlite3_column_type (self->handle, column) == SQLITE_NULL;
}

/**
 * heed_statement_get_int:
 * @self: a statement on a row
 * @column: which column, from 0
 *
 * Reads a whole number.
 *
 * Returns: the value; 0 for NULL
 */
gint64
heed_statement_get_int (HeedStatement *self,
                        int            column)
{
  return sqlite3_column_int64 (self->handle, column);
}

/**
 * heed_statement_get_real:
 * @self: a statement on a row
 * @column: which column, from 0
 *
 * Reads a number.
 *
 * Returns: the value; NAN for NULL
 */
double
heed_statement_get_real (HeedStatement *self,
                         int            column)
{
  return heed_statement_is_null (self, column) ? NAN : sqlite3_column_double (self->handle, column);
}

/**
 * heed_statement_get_text:
 * @self: a statement on a row
 * @column: which column, from 0
 *
 * Reads text. What a damaged disk made into something else than UTF-8 is
 * repaired, because nothing above the store expects such text.
 *
 * Returns: (nullable): the text until the next step; %NULL for NULL
 */
const char *
heed_statement_get_text (HeedStatement *self,
                         int            column)
{
  const char *text = (const char *) sqlite3_column_text (self->handle, column);
  int length = sqlite3_column_bytes (self->handle, column);

  if (text == NULL || G_LIKELY (g_utf8_validate_len (text, (gsize) length, NULL)))
    return text;

  return repair_text (self, text, length);
}

/**
 * heed_statement_get_blob:
 * @self: a statement on a row
 * @column: which column, from 0
 * @size: (out): how many bytes there are
 *
 * Reads bytes.
 *
 * Returns: (nullable): the bytes until the next step; %NULL for NULL
 */
gconstpointer
heed_statement_get_blob (HeedStatement *self,
                         int            column,
                         gsize         *size)
{
  gconstpointer data = sqlite3_column_blob (self->handle, column);

  *size = (gsize) sqlite3_column_bytes (self->handle, column);
  return data;
}

/**
 * heed_statement_get_stamp:
 * @self: a statement on a row
 * @column: the first of two columns, from 0
 *
 * Reads a moment and its offset.
 *
 * Returns: the moment; "never" for NULL
 */
HeedTimestamp
heed_statement_get_stamp (HeedStatement *self,
                          int            column)
{
  if (sqlite3_column_type (self->handle, column) == SQLITE_NULL)
    return HEED_TIMESTAMP_NEVER;

  return (HeedTimestamp) { sqlite3_column_int64 (self->handle, column), sqlite3_column_int (self->handle, column + 1) };
}
