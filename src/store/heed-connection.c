/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* A connection to SQLite: opening and closing it, its statements and transactions,
 * and what it reports, in words for a person. Each constant SQL text is prepared once
 * and found again by its address. */

#include "heed-connection.h"

#include "heed-tokenizer.h"

#include <errno.h>
#include <glib/gi18n.h>
#include <math.h>

/* How many steps of SQLite's machine to go before asking whether to stop: far less
 * than a millisecond. */
#define STEPS 1000

struct _HeedStatement
{
  HeedConnection *connection;
  sqlite3_stmt *handle; /* NULL if it could not be prepared */
  GPtrArray *repaired;  /* copies of text that was not UTF-8; mostly NULL */
  GError *error;        /* why there are no more rows */
  gboolean unbound;     /* something could not be bound, until it is released */
  gboolean cached;
  gboolean in_use;
};

/* A disk error says only in `errno` that the disk was full or the file at the
 * size the system allows. */
static HeedError
classify_system_error (int system_errno)
{
  switch (system_errno)
    {
    case ENOSPC:
    case EDQUOT:
    case EFBIG:
      return HEED_ERROR_FULL;
    case EACCES:
    case EPERM:
    case EROFS:
      return HEED_ERROR_READ_ONLY;
    default:
      return HEED_ERROR_FAILED;
    }
}

static HeedError
classify (int code,
          int system_errno)
{
  switch (code & 0xff)
    {
    case SQLITE_CORRUPT:
      return HEED_ERROR_CORRUPT;
    case SQLITE_NOTADB:
    case SQLITE_FORMAT:
      return HEED_ERROR_INVALID_FILE;
    case SQLITE_FULL:
      return HEED_ERROR_FULL;
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
    case SQLITE_PROTOCOL:
      return HEED_ERROR_LOCKED;
    case SQLITE_READONLY:
    case SQLITE_PERM:
    case SQLITE_AUTH:
      return HEED_ERROR_READ_ONLY;
    case SQLITE_CANTOPEN:
      return system_errno == ENOENT ? HEED_ERROR_NOT_FOUND : classify_system_error (system_errno);
    case SQLITE_IOERR:
      return classify_system_error (system_errno);
    default:
      return HEED_ERROR_FAILED;
    }
}

/* Says in Heed's words what SQLite reported. To be called right after SQLite, with
 * `errno` cleared before and untouched since. */
static void
set_error (HeedConnection  *self,
           int              code,
           GError         **error)
{
  int saved_errno = errno;
  int system_errno = self->handle != NULL ? sqlite3_system_errno (self->handle) : 0;
  int extended = self->handle != NULL ? sqlite3_extended_errcode (self->handle) : code;
  g_autofree char *detail = NULL;

  /* SQLite keeps no `errno` of a commit that fails; then it is still as the system
   * left it. */
  if (system_errno == 0)
    system_errno = saved_errno;
  if ((extended & 0xff) != (code & 0xff))
    extended = code;
  /* A search index that makes no sense is made anew from what is sound. */
  self->damaged |= (code & 0xff) == SQLITE_CORRUPT && code != SQLITE_CORRUPT_VTAB;

  detail = g_strdup_printf ("%s (SQLite %d, system %d)",
                            self->handle != NULL ? sqlite3_errmsg (self->handle) : sqlite3_errstr (code), extended,
                            system_errno);
  if (extended == SQLITE_IOERR_READ || extended == SQLITE_IOERR_SHORT_READ || extended == SQLITE_IOERR_FSTAT)
    {
      g_autofree char *name = g_filename_display_name (self->path);

      heed_set_error (error, HEED_ERROR_FAILED, detail,
                      _("The journal “%s” could not be read. Nothing in it was changed; try again, or try a copy of it."),
                      name);
      return;
    }

  heed_set_error_for_journal (error, classify (extended, system_errno), detail, self->path);
}

static void
free_statement (gpointer data)
{
  HeedStatement *self = data;

  sqlite3_finalize (self->handle);
  g_clear_pointer (&self->repaired, g_ptr_array_unref);
  g_clear_error (&self->error);
  g_free (self);
}

static int
is_cancelled_cb (gpointer cancellable)
{
  return g_cancellable_is_cancelled (cancellable);
}

/* What was not bound would be written as NULL, or be looked for as such. */
static void
note_binding (HeedStatement *self,
              int            code)
{
  if (G_LIKELY (code == SQLITE_OK) || self->error != NULL)
    return;

  errno = 0;
  set_error (self->connection, code, &self->error);
  self->unbound = TRUE;
}

/**
 * heed_connection_open:
 * @path: (type filename): what errors are to call it
 * @uri: the file, of heed_journal_file_format_uri(); "" for one that nobody else sees. A
 *   bare name may look like a URI
 * @flags: how SQLite is to open it
 * @error: return location for an error
 *
 * Opens a file, to be used on one thread at a time.
 *
 * Returns: (transfer full) (nullable): the connection, or %NULL with an error of the
 *   domain `HEED_ERROR`
 */
HeedConnection *
heed_connection_open (const char  *path,
                      const char  *uri,
                      int          flags,
                      GError     **error)
{
  g_autoptr (HeedConnection) self = g_new0 (HeedConnection, 1);
  int code;

  self->path = g_strdup (path);
  self->statements = g_hash_table_new_full (NULL, NULL, NULL, free_statement);
  errno = 0;
  code = sqlite3_open_v2 (uri, &self->handle, flags | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE | SQLITE_OPEN_URI, NULL);
  if (code == SQLITE_OK)
    code = heed_tokenizer_register (self->handle);
  if (code == SQLITE_OK)
    return g_steal_pointer (&self);

  set_error (self, code, error);
  return NULL;
}

/**
 * heed_connection_close_now:
 * @self: a connection none of whose statements is in use
 * @error: return location for an error
 *
 * Closes the file and says what came of it. Nothing can be done with it any more but
 * heed_connection_close().
 *
 * Returns: %FALSE with an error of the domain `HEED_ERROR`
 */
gboolean
heed_connection_close_now (HeedConnection  *self,
                           GError         **error)
{
  int code;

  g_hash_table_remove_all (self->statements);
  errno = 0;
  code = sqlite3_close (self->handle);
  if (code == SQLITE_OK)
    {
      self->handle = NULL;
      return TRUE;
    }

  set_error (self, code, error);
  return FALSE;
}

/**
 * heed_connection_close:
 * @self: (transfer full): a connection none of whose statements is in use
 *
 * Closes the file.
 */
void
heed_connection_close (HeedConnection *self)
{
  g_hash_table_unref (self->statements);
  sqlite3_close_v2 (self->handle);
  g_free (self->path);
  g_free (self);
}

/**
 * heed_connection_set_cancellable:
 * @self: a connection
 * @cancellable: (nullable): ends whatever is being done soon, on whatever thread
 *
 * Lets somebody interrupt it; a statement then fails.
 */
void
heed_connection_set_cancellable (HeedConnection *self,
                                 GCancellable   *cancellable)
{
  if (cancellable != NULL)
    sqlite3_progress_handler (self->handle, STEPS, is_cancelled_cb, cancellable);
}

/**
 * heed_connection_prepare:
 * @self: a connection
 * @sql: one statement; a constant, because its address is its name
 *
 * Gets a statement that is ready for binding. One that is in use already,
 * because work on its rows asks for the same again, is prepared a second time.
 *
 * Returns: (transfer full): the statement, to be released
 */
HeedStatement *
heed_connection_prepare (HeedConnection *self,
                         const char     *sql)
{
  HeedStatement *known = g_hash_table_lookup (self->statements, sql);
  HeedStatement *statement;
  int code;

  if (known != NULL && !known->in_use)
    {
      known->in_use = TRUE;
      return known;
    }

  statement = g_new0 (HeedStatement, 1);
  statement->connection = self;
  statement->in_use = TRUE;
  errno = 0;
  code = sqlite3_prepare_v3 (self->handle, sql, -1, known == NULL ? SQLITE_PREPARE_PERSISTENT : 0, &statement->handle, NULL);
  if (code != SQLITE_OK)
    set_error (self, code, &statement->error);

  statement->cached = known == NULL && code == SQLITE_OK;
  if (statement->cached)
    g_hash_table_insert (self->statements, (gpointer) sql, statement);
  return statement;
}

/**
 * heed_connection_select_with:
 * @self: a connection
 * @sql: one statement; a constant, because its address is its name
 * @values: (array): what to bind, as `HEED_VALUES` makes it
 *
 * Gets a statement that is ready for its first row. heed_connection_select() is how to
 * call it.
 *
 * Returns: (transfer full): the statement, to be released
 */
HeedStatement *
heed_connection_select_with (HeedConnection  *self,
                             const char      *sql,
                             const HeedValue *values)
{
  HeedStatement *statement = heed_connection_prepare (self, sql);

  heed_statement_bind_values (statement, values);
  return statement;
}

/**
 * heed_connection_run_with:
 * @self: a connection
 * @error: return location for an error
 * @sql: one statement; a constant, because its address is its name
 * @values: (array): what to bind, as `HEED_VALUES` makes it
 *
 * Runs a statement to its end. heed_connection_run() is how to call it.
 *
 * Returns: %FALSE with an error of the domain `HEED_ERROR`
 */
gboolean
heed_connection_run_with (HeedConnection   *self,
                          GError          **error,
                          const char       *sql,
                          const HeedValue  *values)
{
  g_autoptr (HeedStatement) statement = heed_connection_select_with (self, sql, values);

  return heed_statement_run (statement, error);
}

/**
 * heed_connection_execute:
 * @self: a connection
 * @sql: any number of statements, which need not be constant
 * @error: return location for an error
 *
 * Runs statements whose rows nobody wants.
 *
 * Returns: %FALSE with an error of the domain `HEED_ERROR`
 */
gboolean
heed_connection_execute (HeedConnection  *self,
                         const char      *sql,
                         GError         **error)
{
  int code;

  errno = 0;
  code = sqlite3_exec (self->handle, sql, NULL, NULL, NULL);
  if (code == SQLITE_OK)
    return TRUE;

  set_error (self, code, error);
  return FALSE;
}

/**
 * heed_connection_query_int:
 * @self: a connection
 * @sql: one statement; a constant, because its address is its name
 * @value: (out): the number that it gives; 0 if it gives none
 * @error: return location for an error
 *
 * Reads one number.
 *
 * Returns: %FALSE with an error of the domain `HEED_ERROR`
 */
gboolean
heed_connection_query_int (HeedConnection  *self,
                           const char      *sql,
                           gint64          *value,
                           GError         **error)
{
  g_autoptr (HeedStatement) statement = heed_connection_prepare (self, sql);

  *value = heed_statement_next (statement) ? heed_statement_get_int (statement, 0) : 0;
  return heed_statement_end (statement, error);
}

/**
 * heed_connection_begin_read:
 * @self: a connection
 * @error: return location for an error
 *
 * Begins to read: everything until heed_snapshot_end() is one picture. Within another
 * transaction there is nothing to begin, and nothing to end.
 *
 * Returns: (transfer full) (nullable): what to end, or %NULL with an error of the domain
 *   `HEED_ERROR`
 */
HeedSnapshot *
heed_connection_begin_read (HeedConnection  *self,
                            GError         **error)
{
  if (self->n_snapshots == 0)
    {
      self->owns_snapshot = sqlite3_get_autocommit (self->handle) != 0;
      if (self->owns_snapshot && !heed_connection_run (self, error, "BEGIN"))
        return NULL;
    }

  self->n_snapshots++;
  return self;
}

/**
 * heed_snapshot_end:
 * @self: (transfer full): what heed_connection_begin_read() gave
 *
 * Ends reading.
 */
void
heed_snapshot_end (HeedSnapshot *self)
{
  if (--self->n_snapshots == 0 && self->owns_snapshot)
    heed_connection_roll_back (self);
}

/**
 * heed_connection_roll_back:
 * @self: a connection
 *
 * Ends the transaction, if there is one: SQLite ends it itself after some errors.
 */
void
heed_connection_roll_back (HeedConnection *self)
{
  if (sqlite3_get_autocommit (self->handle) == 0)
    heed_connection_run (self, NULL, "ROLLBACK");
}

/**
 * heed_connection_empty_log:
 * @self: a connection
 *
 * Writes what the log holds into the file, wherever that is by now, and leaves the log
 * empty.
 *
 * Returns: %FALSE if somebody else needs the log, or it cannot be written
 */
gboolean
heed_connection_empty_log (HeedConnection *self)
{
  int code = sqlite3_wal_checkpoint_v2 (self->handle, "main", SQLITE_CHECKPOINT_TRUNCATE, NULL, NULL);

  if (code != SQLITE_OK)
    g_debug ("The log was not emptied: %s", sqlite3_errstr (code));
  return code == SQLITE_OK;
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
  g_clear_error (&self->error);
  self->unbound = FALSE;
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
  note_binding (self, sqlite3_bind_value (self->handle, position, sqlite3_column_value (row->handle, column)));
}

/**
 * heed_statement_bind_values:
 * @self: a statement
 * @values: (array): what to bind from the first parameter on, as `HEED_VALUES` makes it
 *
 * Binds all parameters. heed_statement_bind() is how to call it.
 */
void
heed_statement_bind_values (HeedStatement   *self,
                            const HeedValue *values)
{
  for (int i = 1; values->type != HEED_VALUE_END; i++, values++)
    switch (values->type)
      {
      case HEED_VALUE_INT:
        note_binding (self, sqlite3_bind_int64 (self->handle, i, values->whole));
        break;
      case HEED_VALUE_REAL:
        note_binding (self, isnan (values->real) ? sqlite3_bind_null (self->handle, i)
                                                 : sqlite3_bind_double (self->handle, i, values->real));
        break;
      case HEED_VALUE_TEXT:
        note_binding (self, sqlite3_bind_text (self->handle, i, values->data, -1, SQLITE_STATIC));
        break;
      case HEED_VALUE_BLOB:
        note_binding (self, sqlite3_bind_blob64 (self->handle, i, values->data, values->size, SQLITE_STATIC));
        break;
      case HEED_VALUE_END:
        break;
      }
}

/**
 * heed_statement_is_prepared:
 * @self: a statement
 *
 * Tells whether SQLite understood it.
 *
 * Returns: %FALSE if there is no such table or index, say
 */
gboolean
heed_statement_is_prepared (HeedStatement *self)
{
  return self->handle != NULL;
}

/**
 * heed_statement_next:
 * @self: a statement
 *
 * Goes to the next row.
 *
 * Returns: %FALSE if there is none, or something failed; heed_statement_end() tells
 */
gboolean
heed_statement_next (HeedStatement *self)
{
  int code;

  if (G_UNLIKELY (self->repaired != NULL))
    g_clear_pointer (&self->repaired, g_ptr_array_unref);
  if (G_UNLIKELY (self->error != NULL))
    return FALSE;

  errno = 0;
  code = sqlite3_step (self->handle);
  if (code != SQLITE_ROW && code != SQLITE_DONE)
    set_error (self->connection, code, &self->error);
  return code == SQLITE_ROW;
}

/**
 * heed_statement_end:
 * @self: a statement
 * @error: return location for an error
 *
 * Ends reading rows, whether there are more or not. It can then be bound and read
 * again; where something could not be bound, it fails until it is released.
 *
 * Returns: %FALSE with an error of the domain `HEED_ERROR` if it could not be prepared,
 *   bound or read
 */
gboolean
heed_statement_end (HeedStatement  *self,
                    GError        **error)
{
  sqlite3_reset (self->handle);
  if (G_LIKELY (self->error == NULL))
    return TRUE;

  if (self->handle == NULL || self->unbound)
    g_propagate_error (error, g_error_copy (self->error));
  else
    g_propagate_error (error, g_steal_pointer (&self->error));
  return FALSE;
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
  while (heed_statement_next (self))
    continue;

  return heed_statement_end (self, error);
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

  if (self->repaired == NULL)
    self->repaired = g_ptr_array_new_with_free_func (g_free);
  g_ptr_array_add (self->repaired, g_utf8_make_valid (text, length));
  return g_ptr_array_index (self->repaired, self->repaired->len - 1);
}

/**
 * heed_statement_reject:
 * @self: a statement on a row
 * @column: which column, from 0
 *
 * Says that no Heed wrote what stands there, so that the file is damaged. The row is
 * the last one, heed_statement_end() fails with %HEED_ERROR_CORRUPT, and nothing more
 * is written to the file.
 */
void
heed_statement_reject (HeedStatement *self,
                       int            column)
{
  g_autofree char *detail = NULL;

  if (self->error != NULL)
    return;

  detail = g_strdup_printf ("no value in %s", sqlite3_column_name (self->handle, column));
  heed_set_error_for_journal (&self->error, HEED_ERROR_CORRUPT, detail, self->connection->path);
  self->connection->damaged = TRUE;
}

/**
 * heed_statement_need_text:
 * @self: a statement on a row
 * @column: which column, from 0
 *
 * Reads text that each row of a journal has. Where there is none, that is rejected.
 *
 * Returns: the text until the next step; "" for NULL
 */
const char *
heed_statement_need_text (HeedStatement *self,
                          int            column)
{
  const char *text = heed_statement_get_text (self, column);

  if (G_LIKELY (text != NULL))
    return text;

  heed_statement_reject (self, column);
  return "";
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

/**
 * heed_statement_get_strings:
 * @self: a statement
 * @error: return location for an error
 *
 * Reads the first column of all rows.
 *
 * Returns: (transfer full) (nullable): the texts, or %NULL with an error of the domain
 *   `HEED_ERROR`
 */
GStrv
heed_statement_get_strings (HeedStatement  *self,
                            GError        **error)
{
  g_autoptr (GStrvBuilder) strings = g_strv_builder_new ();

  while (heed_statement_next (self))
    g_strv_builder_add (strings, heed_statement_need_text (self, 0));
  return heed_statement_end (self, error) ? g_strv_builder_end (strings) : NULL;
}

/**
 * heed_set_error_for_journal:
 * @error: (out) (optional): where to put it
 * @code: what kind of trouble it is
 * @detail: (nullable): technical words
 * @path: (type filename): the journal
 *
 * Raises an error about a journal file.
 */
void
heed_set_error_for_journal (GError     **error,
                            HeedError    code,
                            const char  *detail,
                            const char  *path)
{
  g_autofree char *name = g_filename_display_name (path);

  switch (code)
    {
    case HEED_ERROR_CORRUPT:
      heed_set_error (error, code, detail,
                      _("The journal “%s” is damaged. Nothing more is written to it; save what can be read into a new journal "
                        "with Recover, or with “heed recover”."), name);
      break;
    case HEED_ERROR_TOO_NEW:
      heed_set_error (error, code, detail,
                      _("The journal “%s” was written by a newer Heed. It was left untouched; install the newer Heed to open it."), name);
      break;
    case HEED_ERROR_FULL:
      heed_set_error (error, code, detail,
                      _("There is no room left on the disk for the journal “%s”. What was saved before is safe; free some space and try again."), name);
      break;
    case HEED_ERROR_LOCKED:
      heed_set_error (error, code, detail,
                      _("Another program is using the journal “%s”. What was saved before is safe; close the other program or try again in a moment."), name);
      break;
    case HEED_ERROR_READ_ONLY:
      heed_set_error (error, code, detail,
                      _("Heed may not write the journal “%s”. What is in it is safe; change the permissions of the file and its folder, or choose another place."), name);
      break;
    case HEED_ERROR_INVALID_FILE:
      heed_set_error (error, code, detail,
                      _("“%s” is not a Heed journal. It was left as it is; choose another file."), name);
      break;
    case HEED_ERROR_NOT_FOUND:
      heed_set_error (error, code, detail, _("There is no journal “%s”."), name);
      break;
    case HEED_ERROR_FAILED:
    case HEED_ERROR_UNSUPPORTED:
    case HEED_ERROR_EXISTS:
      heed_set_error (error, code, detail,
                      _("The journal “%s” could not be read or written. What was saved before is safe; try again."), name);
    }
}
