/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Reading a file that is damaged. SQLite ends a statement where it meets a page
 * that it cannot read; another that begins behind that page, or comes from the
 * other end, goes on. What a bad page led to, and all if the list of tables cannot be
 * read, is looked for on the pages themselves; see heed-found.c. What SQLite reads
 * counts more than what is found so. */

#include "heed-damaged.h"

#include "heed-companions.h"
#include "heed-database-error.h"
#include "heed-error.h"
#include "heed-found.h"
#include "heed-schema.h"
#include "heed-tokenizer.h"

#include <errno.h>
#include <fcntl.h>
#include <gio/gio.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <unistd.h>

/* What a header says that does not say anything that would have to be known:
 * https://www.sqlite.org/fileformat2.html#the_database_header. The file has as many
 * pages as fit into it. */
static const guint8 plain_header[100] = {
  'S', 'Q', 'L', 'i', 't', 'e', ' ', 'f', 'o', 'r', 'm', 'a', 't', ' ', '3', 0,
  [16] = 0x10, 0, 1, 1, 0, 64, 32, 32, /* the size of a page, and four numbers that are always the same */
  [47] = 4, /* the format of the list of tables */
  [59] = 1, /* UTF-8 */
};

/* The least that a row takes, in bytes. A file whose pages lead to one another in
 * circles has no more rows than fit into it. */
#define LEAST_ROW 4

struct _HeedDamaged
{
  char *path;
  sqlite3 *handle;
  HeedStatementCache *statements;
  HeedFound *found; /* NULL if SQLite can read every table */
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

  if (g_file_copy (source, target, G_FILE_COPY_TARGET_DEFAULT_PERMS | G_FILE_COPY_OVERWRITE, NULL, NULL, NULL, &failure))
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

static void
set_unreadable (HeedDamaged  *self,
                const char   *detail,
                GError      **error)
{
  g_autofree char *name = g_filename_display_basename (self->path);

  heed_set_error (error, HEED_ERROR_CORRUPT, detail,
                  _("“%s” is damaged where it says what is in it, and nothing can be read of it. It was left as it is; "
                    "go back to a backup."), name);
}

/* Without the list of tables SQLite finds nothing. */
static void
set_error (HeedDamaged  *self,
           int           code,
           GError      **error)
{
  GError *failure = NULL;

  heed_set_error_from_sqlite (&failure, self->handle, code, self->path);
  if (!g_error_matches (failure, HEED_ERROR, HEED_ERROR_CORRUPT))
    {
      g_propagate_error (error, failure);
      return;
    }

  set_unreadable (self, heed_error_get_detail (failure), error);
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

static gboolean
write_header (const char  *copy,
              GError     **error)
{
  int fd = g_open (copy, O_WRONLY | O_CLOEXEC, 0);
  gboolean success = fd >= 0 && pwrite (fd, plain_header, sizeof plain_header, 0) == sizeof plain_header;

  if (!success)
    heed_set_error_from_errno (error, errno, copy);
  if (fd >= 0)
    close (fd);
  return success;
}

/* A log that is to be read first is brought into the copy: the pages are read without
 * one. */
static gboolean
connect_copy (HeedDamaged  *self,
              const char   *copy,
              gboolean      with_header,
              GError      **error)
{
  g_autofree char *uri = format_uri (copy, "");
  gboolean success;

  if (!copy_files (self->path, copy, error) || (with_header && !write_header (copy, error)))
    return FALSE;

  success = connect (self, uri, SQLITE_OPEN_READWRITE, error);
  sqlite3_wal_checkpoint_v2 (self->handle, NULL, SQLITE_CHECKPOINT_TRUNCATE, NULL, NULL);
  return success;
}

static gboolean
connect_fixed (HeedDamaged  *self,
               GError      **error)
{
  g_autofree char *uri = format_uri (self->path, "?immutable=1");

  return connect (self, uri, SQLITE_OPEN_READONLY, error);
}

/* Connects as far as that goes. Gives where the pages are to be read, or %NULL if it
 * is no use; in @failure is what SQLite could not do. */
static char *
connect_anyhow (HeedDamaged              *self,
                const HeedPrivateFolder  *workplace,
                GError                  **failure)
{
  g_auto (GStrv) steps = heed_schema_dup_steps ();
  g_autofree char *copy = heed_private_folder_dup_path (workplace, "journal.db");
  gboolean copies = has_companion (self->path);
  g_autoptr (GError) again = NULL;
  GStatBuf status;

  if (heed_schema_check_header (self->path, g_strv_length (steps), failure) &&
      (copies ? connect_copy (self, copy, FALSE, failure) : connect_fixed (self, failure)))
    return g_strdup (copies ? copy : self->path);
  if (g_error_matches (*failure, HEED_ERROR, HEED_ERROR_CORRUPT))
    return g_strdup (copies ? copy : self->path);
  if (!g_error_matches (*failure, HEED_ERROR, HEED_ERROR_INVALID_FILE) ||
      g_stat (self->path, &status) != 0 || !S_ISREG (status.st_mode) || status.st_size < (goffset) sizeof plain_header)
    return NULL;

  /* It may be a journal all the same, of which no more than the header is bad. */
  g_clear_pointer (&self->handle, sqlite3_close_v2);
  if (connect_copy (self, copy, TRUE, &again) || g_error_matches (again, HEED_ERROR, HEED_ERROR_CORRUPT))
    return g_steal_pointer (&copy);
  if (!g_error_matches (again, HEED_ERROR, HEED_ERROR_INVALID_FILE))
    {
      g_clear_error (failure);
      g_propagate_error (failure, g_steal_pointer (&again));
    }
  return NULL;
}

/* Whether SQLite gets through all of a table. */
static gboolean
is_whole (HeedDamaged *self,
          const char  *sql)
{
  g_autoptr (HeedStatement) statement = heed_statement_prepare (self->statements, sql, NULL);

  return statement != NULL && heed_statement_step (statement, NULL) == HEED_STEP_ROW &&
         g_strcmp0 (heed_statement_get_text (statement, 0), "ok") == 0;
}

/* Another program's file may have a table by one of these names; by its header it was
 * told before. */
static gboolean
find_rest (HeedDamaged              *self,
           const char               *place,
           gboolean                  has_header,
           const HeedPrivateFolder  *workplace,
           gboolean                 *is_journal,
           GError                  **error)
{
  HeedWholeTables whole = {
    .entry = is_whole (self, "PRAGMA quick_check (entry)"),
    .revision = is_whole (self, "PRAGMA quick_check (revision)"),
    .tag = is_whole (self, "PRAGMA quick_check (tag)"),
    .answer = is_whole (self, "PRAGMA quick_check (answer)"),
    .revision_answer = is_whole (self, "PRAGMA quick_check (revision_answer)"),
  };

  *is_journal = (whole.entry && whole.answer) ||
                (has_header && (whole.entry || whole.revision || whole.tag || whole.answer || whole.revision_answer));
  if (whole.entry && whole.revision && whole.tag && whole.answer && whole.revision_answer)
    return TRUE;

  self->found = heed_found_new (place, workplace, &whole, error);
  *is_journal = *is_journal || (self->found != NULL && !heed_found_is_empty (self->found));
  return self->found != NULL;
}

/* An SQLite file with nothing of a journal in it may be anybody's. */
static void
set_error_for_nothing (HeedDamaged  *self,
                       GError      **error)
{
  g_autoptr (HeedStatement) statement = heed_statement_prepare (self->statements, "PRAGMA application_id", NULL);

  if (statement != NULL && heed_statement_step (statement, NULL) == HEED_STEP_ROW &&
      heed_statement_get_int (statement, 0) == HEED_SCHEMA_APPLICATION_ID)
    set_unreadable (self, NULL, error);
  else
    heed_set_error_for_journal (error, HEED_ERROR_INVALID_FILE, NULL, self->path);
}

/**
 * heed_damaged_open:
 * @path: (type filename): a journal
 * @workplace: where copies can be made, which go with it
 * @error: return location for an error
 *
 * Opens a file that is damaged. Neither it nor anything beside it is written.
 *
 * Returns: (transfer full) (nullable): the file, or %NULL with
 *   %HEED_ERROR_INVALID_FILE, %HEED_ERROR_TOO_NEW, %HEED_ERROR_CORRUPT if
 *   nothing can be read of it, or another error of that domain
 */
HeedDamaged *
heed_damaged_open (const char               *path,
                   const HeedPrivateFolder  *workplace,
                   GError                  **error)
{
  g_autoptr (HeedDamaged) self = g_new0 (HeedDamaged, 1);
  g_autoptr (GError) failure = NULL;
  g_autofree char *place = NULL;
  GStatBuf status;
  gboolean is_journal;

  self->path = g_strdup (path);
  self->most_rows = g_stat (path, &status) == 0 ? (guint64) status.st_size / LEAST_ROW : 0;
  place = connect_anyhow (self, workplace, &failure);
  if (place != NULL)
    {
      self->statements = heed_statement_cache_new (self->handle, path);
      if (!find_rest (self, place, !g_error_matches (failure, HEED_ERROR, HEED_ERROR_INVALID_FILE), workplace, &is_journal,
                      error))
        return NULL;
      if (is_journal)
        return g_steal_pointer (&self);
      if (failure == NULL)
        set_error_for_nothing (self, &failure);
    }

  g_propagate_error (error, g_steal_pointer (&failure));
  return NULL;
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
  g_clear_pointer (&self->found, heed_found_free);
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

static void
collect (HeedDamaged        *self,
         HeedStatementCache *statements,
         const char         *sql,
         GHashTable         *numbers)
{
  g_autoptr (HeedStatement) statement = heed_statement_prepare (statements, sql, NULL);
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
  collect (self, self->statements, sql, numbers);
  if (self->found != NULL)
    collect (self, heed_found_get_statements (self->found), sql, numbers);
}

/* An index that this version of a journal does not have is nothing that is lost. */
static gboolean
walk_one_way (HeedDamaged        *self,
              HeedStatementCache *statements,
              const char         *sql,
              gint64              number,
              HeedDamagedFunc     func,
              gpointer            user_data,
              guint64            *n_rows)
{
  g_autoptr (HeedStatement) statement = heed_statement_prepare (statements, sql, NULL);
  HeedStep step;

  *n_rows = 0;
  if (statement == NULL)
    return FALSE;

  heed_statement_bind_int (statement, 1, number);
  step = heed_statement_step (statement, NULL);
  for (; step == HEED_STEP_ROW && *n_rows < self->most_rows; (*n_rows)++)
    {
      func (statement, user_data);
      step = heed_statement_step (statement, NULL);
    }

  self->n_unread += step != HEED_STEP_DONE;
  return step == HEED_STEP_DONE;
}

/**
 * heed_damaged_walk:
 * @self: a file
 * @sql: a constant statement
 * @backwards: the same in the opposite order
 * @number: what is bound to ?1
 * @func: (scope call): called with each row; with one several times, if need be, and
 *   the last time with what counts
 * @user_data: for @func
 *
 * Goes through rows from both ends, as far as they can be read, after those that
 * were found on pages.
 *
 * Returns: %TRUE if there was nothing that could not be read
 */
gboolean
heed_damaged_walk (HeedDamaged     *self,
                   const char      *sql,
                   const char      *backwards,
                   gint64           number,
                   HeedDamagedFunc  func,
                   gpointer         user_data)
{
  guint64 n_rows;

  if (self->found != NULL)
    walk_one_way (self, heed_found_get_statements (self->found), sql, number, func, user_data, &n_rows);
  if (walk_one_way (self, self->statements, sql, number, func, user_data, &n_rows))
    return TRUE;

  walk_one_way (self, self->statements, backwards, number, func, user_data, &n_rows);
  return FALSE;
}

/**
 * heed_damaged_get_row:
 * @self: a file
 * @sql: a constant statement that gives a row at most
 * @number: what is bound to ?1
 * @func: (scope call): called with the row, if there is one
 * @user_data: for @func
 *
 * Reads one row; one that was found on a page only where SQLite gives none.
 *
 * Returns: %FALSE if it could not be read
 */
gboolean
heed_damaged_get_row (HeedDamaged    *self,
                      const char     *sql,
                      gint64          number,
                      HeedDamagedFunc func,
                      gpointer        user_data)
{
  guint64 n_rows;
  gboolean success = walk_one_way (self, self->statements, sql, number, func, user_data, &n_rows);

  if (self->found == NULL || n_rows > 0)
    return success;

  walk_one_way (self, heed_found_get_statements (self->found), sql, number, func, user_data, &n_rows);
  return success || n_rows > 0;
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
