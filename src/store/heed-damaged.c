/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Reading a file that is damaged. SQLite ends a statement where it meets a page
 * that it cannot read; another that begins behind that page, or comes from the
 * other end, goes on. So a bad page costs what stands on it, and where it leads to
 * others, what those hold. */

#include "heed-damaged.h"

#include "heed-companions.h"
#include "heed-database-error.h"
#include "heed-error.h"
#include "heed-schema.h"
#include "heed-tokenizer.h"

#include <errno.h>
#include <gio/gio.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <unistd.h>

/* The least that a row takes, in bytes. A file whose pages lead to one another in
 * circles has no more rows than fit into it. */
#define LEAST_ROW 4

struct _HeedDamaged
{
  char *path;
  sqlite3 *handle;
  HeedStatementCache *statements;
  guint64 most_rows;
  guint n_unread;
};

static const char * const companions[] = { "-wal", "-journal" };

static gboolean
has_content (const char *path)
{
  GStatBuf status;

  return g_stat (path, &status) == 0 && status.st_size > 0;
}

/* What was committed last may be in a file beside the journal. */
static gboolean
has_companion (const char *path)
{
  for (guint i = 0; i < G_N_ELEMENTS (companions); i++)
    {
      g_autofree char *companion = g_strconcat (path, companions[i], NULL);

      if (has_content (companion))
        return TRUE;
    }

  return FALSE;
}

static gboolean
copy_file (const char  *from,
           const char  *to,
           GError     **error)
{
  g_autoptr (GFile) source = g_file_new_for_path (from);
  g_autoptr (GFile) target = g_file_new_for_path (to);
  g_autoptr (GError) failure = NULL;

  if (g_file_copy (source, target, G_FILE_COPY_TARGET_DEFAULT_PERMS, NULL, NULL, NULL, &failure))
    return TRUE;

  heed_set_error (error,
                  g_error_matches (failure, G_IO_ERROR, G_IO_ERROR_NO_SPACE) ? HEED_ERROR_FULL : HEED_ERROR_FAILED,
                  failure->message,
                  _("The damaged journal could not be copied beside the new one. It was left as it was; "
                    "see to it that there is room, and try again."));
  return FALSE;
}

/* Into a folder that nobody else may look into. */
static gboolean
copy_files (const char  *path,
            const char  *copy,
            GError     **error)
{
  if (!copy_file (path, copy, error))
    return FALSE;

  for (guint i = 0; i < G_N_ELEMENTS (companions); i++)
    {
      g_autofree char *from = g_strconcat (path, companions[i], NULL);
      g_autofree char *to = g_strconcat (copy, companions[i], NULL);

      if (has_content (from) && !copy_file (from, to, error))
        return FALSE;
    }

  return TRUE;
}

/* Without the list of tables, which is where it ends here, nothing can be found. */
static void
set_error (HeedDamaged  *self,
           int           code,
           GError      **error)
{
  GError *failure = NULL;
  g_autofree char *name = g_filename_display_basename (self->path);

  heed_set_error_from_sqlite (&failure, self->handle, code, self->path);
  if (!g_error_matches (failure, HEED_ERROR, HEED_ERROR_CORRUPT))
    {
      g_propagate_error (error, failure);
      return;
    }

  heed_set_error (error, HEED_ERROR_CORRUPT, heed_error_get_detail (failure),
                  _("“%s” is damaged where it says what is in it, and nothing can be read of it. It was left as it is; "
                    "go back to a backup."), name);
  g_error_free (failure);
}

/* Statements are prepared even if a part of the schema makes no sense. */
static gboolean
connect (HeedDamaged  *self,
         const char   *uri,
         int           flags,
         GError      **error)
{
  int code;

  errno = 0;
  code = sqlite3_open_v2 (uri, &self->handle, flags | SQLITE_OPEN_URI | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE,
                          NULL);
  if (code == SQLITE_OK)
    code = heed_tokenizer_register (self->handle);
  if (code == SQLITE_OK)
    code = sqlite3_exec (self->handle,
                         "PRAGMA trusted_schema = OFF; PRAGMA writable_schema = ON; PRAGMA query_only = ON;"
                         "SELECT count(*) FROM sqlite_schema", NULL, NULL, NULL);
  if (code == SQLITE_OK)
    return TRUE;

  set_error (self, code, error);
  return FALSE;
}

static char *
format_uri (const char *path,
            const char *query)
{
  g_autofree char *absolute = g_canonicalize_filename (path, NULL);
  g_autofree char *escaped = g_uri_escape_string (absolute, "/", FALSE);

  return g_strconcat ("file:", escaped, query, NULL);
}

/* With a log that is to be read first, a copy is opened. */
static gboolean
connect_copy (HeedDamaged              *self,
              const HeedPrivateFolder  *workplace,
              GError                  **error)
{
  g_autofree char *copy = heed_private_folder_dup_path (workplace, "journal.db");
  g_autofree char *uri = format_uri (copy, "");

  return copy_files (self->path, copy, error) && connect (self, uri, SQLITE_OPEN_READWRITE, error);
}

static gboolean
connect_fixed (HeedDamaged  *self,
               GError      **error)
{
  g_autofree char *uri = format_uri (self->path, "?immutable=1");

  return connect (self, uri, SQLITE_OPEN_READONLY, error);
}

/**
 * heed_damaged_open:
 * @path: (type filename): a journal
 * @workplace: where a copy can be made, which goes with it
 * @error: return location for an error
 *
 * Opens a file that is damaged. Neither it nor anything beside it is written.
 *
 * Returns: (transfer full) (nullable): the file, or %NULL with
 *   %HEED_ERROR_INVALID_FILE, %HEED_ERROR_TOO_NEW, %HEED_ERROR_CORRUPT if not
 *   even its first page can be read, or another error of that domain
 */
HeedDamaged *
heed_damaged_open (const char               *path,
                   const HeedPrivateFolder  *workplace,
                   GError                  **error)
{
  g_auto (GStrv) steps = heed_schema_dup_steps ();
  g_autoptr (HeedDamaged) self = NULL;
  GStatBuf status;

  if (!heed_schema_check_header (path, g_strv_length (steps), error))
    return NULL;

  self = g_new0 (HeedDamaged, 1);
  self->path = g_strdup (path);
  self->most_rows = g_stat (path, &status) == 0 ? (guint64) status.st_size / LEAST_ROW : 0;
  if (!(has_companion (path) ? connect_copy (self, workplace, error) : connect_fixed (self, error)))
    return NULL;

  self->statements = heed_statement_cache_new (self->handle, path);
  return g_steal_pointer (&self);
}

/**
 * heed_damaged_close:
 * @self: (transfer full): a file
 *
 * Lets go of the file.
 */
void
heed_damaged_close (HeedDamaged *self)
{
  g_clear_pointer (&self->statements, heed_statement_cache_free);
  sqlite3_close_v2 (self->handle);
  g_free (self->path);
  g_free (self);
}

/* The first number from @from on. What comes before @from is no order at all. */
static HeedStep
seek (HeedStatement *statement,
      gint64         from,
      gint64        *found)
{
  HeedStep step;

  heed_statement_bind_int (statement, 1, from);
  step = heed_statement_step (statement, NULL);
  if (step == HEED_STEP_ROW)
    *found = heed_statement_get_int (statement, 0);
  heed_statement_rewind (statement);
  return step == HEED_STEP_ROW && *found < from ? HEED_STEP_FAILED : step;
}

/* The least number, to within what is passed over, from which on it can be read
 * again; 0 if there is none. First by longer and longer strides, then by halves. */
static gint64
find_end_of_damage (HeedStatement *statement,
                    gint64         from)
{
  gint64 bad = from, good = 0, found;

  for (gint64 stride = 1; stride < G_MAXINT64 / 4 && good == 0; stride *= 2)
    {
      gint64 next = from < G_MAXINT64 - stride ? from + stride : 0;

      if (next == 0)
        return 0;
      if (seek (statement, next, &found) == HEED_STEP_FAILED)
        bad = next;
      else
        good = next;
    }

  while (good != 0 && good - bad > 1)
    {
      gint64 middle = bad + (good - bad) / 2;

      if (seek (statement, middle, &found) == HEED_STEP_FAILED)
        bad = middle;
      else
        good = middle;
    }

  return good;
}

/**
 * heed_damaged_collect:
 * @self: a file
 * @sql: a constant statement that gives the first number from ?1 on
 * @numbers: (element-type gint64): where to put all of them
 *
 * Finds every number that can be read.
 */
void
heed_damaged_collect (HeedDamaged *self,
                      const char  *sql,
                      GHashTable  *numbers)
{
  g_autoptr (HeedStatement) statement = heed_statement_prepare (self->statements, sql, NULL);
  gint64 from = 0, found;
  HeedStep step;

  if (statement == NULL)
    {
      self->n_unread++;
      return;
    }

  while ((step = seek (statement, from, &found)) != HEED_STEP_DONE)
    {
      if (step == HEED_STEP_ROW)
        {
          g_hash_table_add (numbers, g_memdup2 (&found, sizeof found));
          from = found;
        }
      else
        {
          self->n_unread++;
          from = find_end_of_damage (statement, from);
          if (from == 0)
            return;
          from--;
        }

      if (from == G_MAXINT64)
        return;
      from++;
    }
}

static gboolean
walk_one_way (HeedDamaged     *self,
              const char      *sql,
              gint64           number,
              const char      *text,
              HeedDamagedFunc  func,
              gpointer         user_data)
{
  g_autoptr (HeedStatement) statement = heed_statement_prepare (self->statements, sql, NULL);
  HeedStep step;

  if (statement == NULL)
    return FALSE;

  heed_statement_bind_int (statement, 1, number);
  if (text != NULL)
    heed_statement_bind_text (statement, 2, text);
  step = heed_statement_step (statement, NULL);
  for (guint64 i = 0; step == HEED_STEP_ROW && i < self->most_rows; i++)
    {
      func (statement, user_data);
      step = heed_statement_step (statement, NULL);
    }

  return step == HEED_STEP_DONE;
}

/**
 * heed_damaged_walk:
 * @self: a file
 * @sql: a constant statement
 * @backwards: the same in the opposite order
 * @number: what is bound to ?1
 * @text: (nullable): what is bound to ?2
 * @func: (scope call): called with each row; with one twice, if need be
 * @user_data: for @func
 *
 * Goes through rows from both ends, as far as they can be read.
 *
 * Returns: %TRUE if there was nothing that could not be read
 */
gboolean
heed_damaged_walk (HeedDamaged     *self,
                   const char      *sql,
                   const char      *backwards,
                   gint64           number,
                   const char      *text,
                   HeedDamagedFunc  func,
                   gpointer         user_data)
{
  if (walk_one_way (self, sql, number, text, func, user_data))
    return TRUE;

  self->n_unread++;
  walk_one_way (self, backwards, number, text, func, user_data);
  return FALSE;
}

/**
 * heed_damaged_get_row:
 * @self: a file
 * @sql: a constant statement that gives a row at most
 * @number: what is bound to ?1
 * @text: (nullable): what is bound to ?2
 * @func: (scope call): called with the row, if there is one
 * @user_data: for @func
 *
 * Reads one row.
 *
 * Returns: %FALSE if it could not be read
 */
gboolean
heed_damaged_get_row (HeedDamaged     *self,
                      const char      *sql,
                      gint64           number,
                      const char      *text,
                      HeedDamagedFunc  func,
                      gpointer         user_data)
{
  return walk_one_way (self, sql, number, text, func, user_data);
}

/**
 * heed_damaged_get_unread:
 * @self: a file
 *
 * Gets how often something could not be read.
 *
 * Returns: a number; 0 if all of it could be read so far
 */
guint
heed_damaged_get_unread (HeedDamaged *self)
{
  return self->n_unread;
}
