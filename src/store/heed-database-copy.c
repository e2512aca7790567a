/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Whole copies of a journal: for a backup, and before an upgrade. */

#include "heed-database-private.h"

#include "heed-atomic-file.h"
#include "heed-companions.h"
#include "heed-copies.h"
#include "heed-database-error.h"
#include "heed-error.h"
#include "heed-schema.h"
#include "heed-temporary.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <unistd.h>

static gboolean
sync_file (const char  *path,
           const char  *called,
           GError     **error)
{
  int fd = g_open (path, O_RDONLY | O_CLOEXEC, 0);
  int result = fd >= 0 ? fsync (fd) : -1;
  int saved_errno = errno;

  if (fd >= 0)
    close (fd);
  if (result != 0)
    heed_set_error_from_errno (error, saved_errno, called);
  return result == 0;
}

/* A second name fails where there is a file already, in one step that nothing
 * can come between. File systems without second names are asked first. */
gboolean
heed_database_put_in_place (const char  *temporary,
                            const char  *path,
                            GError     **error)
{
  int saved_errno = link (temporary, path) == 0 ? 0 : errno;

  if (saved_errno == EPERM || saved_errno == ENOSYS || saved_errno == EOPNOTSUPP)
    {
      if (g_access (path, F_OK) == 0)
        saved_errno = EEXIST;
      else
        saved_errno = g_rename (temporary, path) == 0 ? 0 : errno;
    }

  if (saved_errno != 0)
    heed_set_error_from_errno (error, saved_errno, path);
  return saved_errno == 0;
}

/* A file with one of these beside it is a journal that somebody has open, or
 * that was not closed: they hold a part of it, and would be taken for a part of
 * what takes its place. */
static gboolean
is_in_use (HeedDatabase *self,
           const char   *path)
{
  if (heed_file_is_same (path, self->path))
    return TRUE;

  for (guint i = 0; i < HEED_N_COMPANIONS; i++)
    if (heed_companion_exists (path, heed_companions[i]))
      return TRUE;

  return FALSE;
}

/* A copy that Heed keeps is of a journal that somebody may want back, and the own
 * journal is there for nobody to replace, open or not. */
static gboolean
is_kept (HeedDatabase *self,
         const char   *path)
{
  g_autofree char *own = heed_database_get_default_path ();
  g_autoptr (GPtrArray) copies = heed_copies_find (self->path, NULL);

  for (guint i = 0; i < copies->len; i++)
    {
      HeedCopy *copy = g_ptr_array_index (copies, i);

      if (heed_file_is_same (path, copy->path))
        return TRUE;
    }

  return heed_file_is_same (path, own);
}

static gboolean
put_over (const char  *temporary,
          const char  *path,
          GError     **error)
{
  if (g_rename (temporary, path) == 0)
    return TRUE;

  heed_set_error_from_errno (error, errno, path);
  return FALSE;
}

/* All that is written here is the copy, and so that is what has no room; what
 * cannot be read is the journal. */
static void
set_copy_error (HeedDatabase  *self,
                GError        *failure,
                const char    *path,
                GError       **error)
{
  int code = sqlite3_extended_errcode (self->handle);
  int system_errno = sqlite3_system_errno (self->handle);
  gboolean writing = code != SQLITE_IOERR_READ && code != SQLITE_IOERR_SHORT_READ;

  if ((code & 0xff) == SQLITE_FULL)
    heed_set_error_from_errno (error, ENOSPC, path);
  else if (writing && ((code & 0xff) == SQLITE_IOERR || (code & 0xff) == SQLITE_CANTOPEN))
    heed_set_error_from_errno (error, system_errno != 0 ? system_errno : EIO, path);
  else
    {
      g_propagate_error (error, failure);
      return;
    }

  g_error_free (failure);
}

/* Where a journal is only read, SQLite would not write the copy either, and would
 * take what stands in for a table of an older one for the table. */
#define BEFORE_COPY "PRAGMA query_only = OFF; DROP VIEW IF EXISTS temp.entry; DROP VIEW IF EXISTS temp.tag_look"

static gboolean
vacuum_into (HeedDatabase  *self,
             const char    *temporary,
             const char    *path,
             GError       **error)
{
  g_autoptr (HeedStatement) statement = heed_database_prepare (self, "VACUUM INTO ?1", error);
  GError *failure = NULL;

  if (statement == NULL || (self->read_only && !heed_database_execute (self, BEFORE_COPY, error)))
    return FALSE;

  heed_statement_bind_text (statement, 1, temporary);
  if (!heed_statement_run (statement, &failure))
    set_copy_error (self, failure, path, error);
  if (self->read_only)
    {
      g_auto (GStrv) steps = heed_schema_dup_steps ();

      heed_schema_upgrade (self, (const char * const *) steps, NULL);
      heed_database_execute (self, "PRAGMA query_only = ON", NULL);
    }

  return failure == NULL && heed_database_check_fixed (self, error) && sync_file (temporary, path, error);
}

/* An empty file is taken as it is, with its mode. */
static gboolean
make_empty (const char *path)
{
  int fd = g_open (path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0600);

  if (fd < 0)
    return FALSE;

  close (fd);
  return TRUE;
}

static gboolean
is_up_to_date (HeedDatabase  *self,
               gboolean      *newest,
               GError       **error)
{
  g_auto (GStrv) steps = heed_schema_dup_steps ();
  gint64 version;

  if (!heed_database_query_int (self, "PRAGMA user_version", &version, error))
    return FALSE;

  *newest = version == (gint64) g_strv_length (steps);
  return TRUE;
}

/* Words that the journal does not hold any more may still be in its search index,
 * and are then in that of the copy. What an older Heed wrote stays as it was, if
 * nothing is to be different. In the end nothing is beside the copy, whoever reads
 * it. */
static gboolean
finish_copy (HeedDatabase  *self,
             const char    *path,
             HeedCopyFunc   func,
             gpointer       data,
             GError       **error)
{
  g_autoptr (HeedDatabase) copy = NULL;
  gboolean newest, wiped;

  if (!is_up_to_date (self, &newest, error))
    return FALSE;
  if (!newest && func == NULL)
    return TRUE;

  copy = heed_database_open (path, HEED_DATABASE_NO_COPY, error);
  return copy != NULL &&
         (func == NULL || func (copy, data, error)) &&
         heed_database_wipe (copy, G_MAXINT64 / 2, &wiped, error) &&
         heed_database_execute (copy, "PRAGMA journal_mode = DELETE", error) &&
         heed_database_close (copy, error);
}

/* What was just written is read again. Where it is not as it should be, that is how
 * it was in the journal. The index of an older one is not looked at, so that it can
 * be brought up to date. */
static gboolean
verify (HeedDatabase  *self,
        const char    *path,
        GError       **error)
{
  g_autoptr (HeedDatabase) copy = heed_database_open (path, HEED_DATABASE_READ_ONLY, error);
  g_autoptr (GError) failure = NULL;
  gboolean newest, alike = TRUE;

  if (copy == NULL || !is_up_to_date (copy, &newest, error))
    return FALSE;
  if (heed_database_check_quickly (copy, &failure) && (!newest || heed_database_compare_index (copy, &alike, &failure)) &&
      alike)
    return heed_database_close (copy, error);

  heed_database_close (copy, NULL);
  heed_set_error_for_journal (error, HEED_ERROR_CORRUPT,
                              failure != NULL ? heed_error_get_detail (failure) : "the index differs from the entries",
                              self->path);
  return FALSE;
}

/* Nobody knows the copy by the name that it has until then. */
static void
set_finish_error (GError      *failure,
                  const char  *path,
                  GError     **error)
{
  if (!g_error_matches (failure, HEED_ERROR, HEED_ERROR_FULL))
    {
      g_propagate_error (error, failure);
      return;
    }

  heed_set_error_from_errno (error, ENOSPC, path);
  g_error_free (failure);
}

/* Writes a copy that is whole or not there, and over a file only if that is
 * wanted; different by @func, if there is one. SQLite writes into names only, and
 * so there is one, in a folder that the next copy sweeps if this one is killed. */
gboolean
heed_database_copy (HeedDatabase  *self,
                    const char    *path,
                    gboolean       over,
                    HeedCopyFunc   func,
                    gpointer       data,
                    GError       **error)
{
  g_autofree char *folder = g_path_get_dirname (path);
  g_autofree char *temporary = NULL;
  g_autoptr (HeedPrivateFolder) workplace = NULL;
  GError *failure = NULL;

  if (!over && g_access (path, F_OK) == 0)
    {
      heed_set_error_from_errno (error, EEXIST, path);
      return FALSE;
    }

  workplace = heed_private_folder_new (folder);
  if (workplace != NULL)
    temporary = heed_private_folder_dup_path (workplace, "copy.db");
  if (temporary == NULL || !make_empty (temporary))
    {
      heed_set_error_from_errno (error, errno, path);
      return FALSE;
    }

  if (!vacuum_into (self, temporary, path, error))
    return FALSE;
  if (!finish_copy (self, temporary, func, data, &failure))
    {
      set_finish_error (failure, path, error);
      return FALSE;
    }
  if (!verify (self, temporary, error) ||
      !(over ? put_over : heed_database_put_in_place) (temporary, path, error))
    return FALSE;

  heed_file_sync_folder (path);
  return TRUE;
}

static gboolean
back_up_over (HeedDatabase  *self,
              const char    *path,
              HeedCopyFunc   func,
              gpointer       data,
              GError       **error)
{
  g_autofree char *place = heed_file_follow_links (path);
  g_autofree char *name = g_path_get_basename (path);

  if (is_in_use (self, place))
    heed_set_error (error, HEED_ERROR_LOCKED, path,
                    _("“%s” is a journal that is in use, and was left as it is. Choose another name."), name);
  else if (is_kept (self, place))
    heed_set_error (error, HEED_ERROR_EXISTS, path,
                    _("“%s” is a copy that Heed keeps, or your journal, and was left as it is. Choose another name."),
                    name);
  else
    return heed_file_check_kind (path, error) && heed_database_check_part (place, path, error) &&
           heed_database_copy (self, place, TRUE, func, data, error);

  return FALSE;
}

static gboolean
back_up (HeedDatabase  *self,
         const char    *path,
         HeedCopyFunc   func,
         gpointer       data,
         GError       **error)
{
  return (g_access (path, F_OK) == 0 || heed_database_check_part (path, path, error)) &&
         heed_database_copy (self, path, FALSE, func, data, error);
}

/**
 * heed_database_backup:
 * @self: a database
 * @path: (type filename): where the copy is to be
 * @error: return location for an error
 *
 * Writes all of the journal to a new file, which is again a journal. Others
 * may write meanwhile; the copy is of one moment. It is readable by its owner
 * alone.
 *
 * Returns: %FALSE with %HEED_ERROR_EXISTS if there is a file already, or
 *   another error of that domain; nothing is then left at @path
 */
gboolean
heed_database_backup (HeedDatabase  *self,
                      const char    *path,
                      GError       **error)
{
  heed_database_assert_usable (self);
  g_return_val_if_fail (path != NULL, FALSE);

  return back_up (self, path, NULL, NULL, error);
}

/**
 * heed_database_backup_over:
 * @self: a database
 * @path: (type filename): where the copy is to be, or a link to that place
 * @error: return location for an error
 *
 * Writes all of the journal like heed_database_backup(), in the place of the
 * file that may be there, which goes only when the copy is safely on the disk.
 *
 * Returns: %FALSE with %HEED_ERROR_LOCKED if the file is this journal or another
 *   one that is in use, %HEED_ERROR_EXISTS if it is a copy that Heed keeps or a
 *   part of a journal, or another error of that domain; what was at @path is then
 *   still there
 */
gboolean
heed_database_backup_over (HeedDatabase  *self,
                           const char    *path,
                           GError       **error)
{
  heed_database_assert_usable (self);
  g_return_val_if_fail (path != NULL, FALSE);

  return back_up_over (self, path, NULL, NULL, error);
}

/**
 * heed_database_backup_with:
 * @self: a database
 * @path: (type filename): where the copy is to be
 * @over: whether to do as heed_database_backup_over()
 * @func: (scope call): writes into the copy what @self does not have
 * @user_data: (closure func): data for @func
 * @error: return location for an error
 *
 * Writes all of the journal, and something more, like heed_database_backup().
 *
 * Returns: %FALSE with an error of those or the one that @func gave
 */
gboolean
heed_database_backup_with (HeedDatabase  *self,
                           const char    *path,
                           gboolean       over,
                           HeedCopyFunc   func,
                           gpointer       user_data,
                           GError       **error)
{
  heed_database_assert_usable (self);
  g_return_val_if_fail (path != NULL && func != NULL, FALSE);

  return over ? back_up_over (self, path, func, user_data, error)
              : back_up (self, path, func, user_data, error);
}
