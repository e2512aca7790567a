/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Whole copies of a journal: for a backup, and before an upgrade. Putting a whole
 * journal in the place of another, and setting one aside: what was there keeps everything
 * that belongs to it under another name, and where it cannot be done nothing is; whenever
 * the program or the machine stops, there is a whole journal of the old name or of the
 * other. */

#include "heed-database-private.h"

#include "heed-atomic-file.h"
#include "heed-copies.h"
#include "heed-error.h"
#include "heed-schema.h"
#include "heed-temporary.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n.h>
#include <string.h>
#include <unistd.h>

/* Where a journal is only read, SQLite would not write the copy either, and would
 * take what stands in for a table of an older one for the table. */
#define BEFORE_COPY "PRAGMA query_only = OFF; DROP VIEW IF EXISTS temp.entry; DROP VIEW IF EXISTS temp.tag_look"

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

/* A copy that Heed keeps is of a journal that somebody may want back, and the own
 * journal is there for nobody to replace, open or not. */
static gboolean
is_kept (HeedDatabase *self,
         const char   *path)
{
  g_autofree char *own = heed_journal_file_get_default_path ();
  g_autoptr (GPtrArray) copies = heed_copies_find (self->path, NULL);

  for (guint i = 0; i < copies->len; i++)
    {
      HeedCopy *copy = g_ptr_array_index (copies, i);

      if (heed_file_is_same (path, copy->path))
        return TRUE;
    }

  return heed_file_is_same (path, own);
}

/* All that is written here is the copy, and so that is what has no room; what
 * cannot be read is the journal. */
static void
set_copy_error (HeedDatabase  *self,
                GError        *failure,
                const char    *path,
                GError       **error)
{
  int code = sqlite3_extended_errcode (self->connection->handle);
  int system_errno = sqlite3_system_errno (self->connection->handle);
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

static gboolean
vacuum_into (HeedDatabase  *self,
             const char    *temporary,
             const char    *path,
             GError       **error)
{
  HeedConnection *connection = self->connection;
  GError *failure = NULL;

  if (self->read_only && !heed_connection_execute (connection, BEFORE_COPY, error))
    return FALSE;

  if (!heed_connection_run (connection, &failure, "VACUUM INTO ?1", heed_text (temporary)))
    set_copy_error (self, failure, path, error);
  if (self->read_only)
    {
      heed_schema_stand_in (connection, NULL);
      heed_connection_execute (connection, "PRAGMA query_only = ON", NULL);
    }

  return failure == NULL && heed_database_check_fixed (self, error) && sync_file (temporary, path, error);
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

  if (!heed_schema_is_newest (self->connection, &newest, error))
    return FALSE;
  if (!newest && func == NULL)
    return TRUE;

  copy = heed_database_open (path, HEED_DATABASE_NO_COPY, error);
  return copy != NULL &&
         (func == NULL || func (copy, data, error)) &&
         heed_database_wipe (copy, G_MAXINT64 / 2, &wiped, error) &&
         heed_connection_execute (copy->connection, "PRAGMA journal_mode = DELETE", error) &&
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

  if (copy == NULL || !heed_schema_is_newest (copy->connection, &newest, error))
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

/* A log, or what an interrupted change is to be taken back by, is a part of the journal.
 * One that is empty says nothing, nor does what is shared of a log. */
static gboolean
move_companion (const char *from,
                const char *to,
                const char *suffix)
{
  g_autofree char *old = g_strconcat (from, suffix, NULL);
  g_autofree char *new = g_strconcat (to, suffix, NULL);
  gboolean says_nothing = g_str_equal (suffix, "-shm") || heed_companion_get_size (from, suffix) == 0;

  return (says_nothing ? g_unlink (old) : g_rename (old, new)) == 0 || errno == ENOENT;
}

/* All of them or none. */
static gboolean
move_companions (const char  *from,
                 const char  *to,
                 GError     **error)
{
  for (guint i = 0; i < HEED_N_COMPANIONS; i++)
    if (!move_companion (from, to, heed_companions[i]))
      {
        heed_set_error_from_errno (error, errno, from);
        while (i-- > 0)
          move_companion (to, from, heed_companions[i]);
        return FALSE;
      }

  return TRUE;
}

static gboolean
copy_bytes (const char  *from,
            const char  *to,
            GError     **error)
{
  g_autofree char *contents = NULL;
  g_autoptr (GError) failure = NULL;
  gsize length;

  if (g_file_get_contents (from, &contents, &length, &failure) &&
      g_file_set_contents_full (to, contents, (gssize) length, G_FILE_SET_CONTENTS_CONSISTENT | G_FILE_SET_CONTENTS_DURABLE,
                                0600, &failure))
    return TRUE;

  heed_set_error (error, HEED_ERROR_FAILED, failure->message,
                  _("The journal that is there now could not be kept, so nothing was changed. Make room on the disk and try again."));
  return FALSE;
}

/* A second name costs no room and no time, and is never that of another file; not
 * every file system has them. */
static char *
keep (const char    *place,
      HeedCopyKind   kind,
      gboolean      *linked)
{
  for (;;)
    {
      g_autofree char *aside = heed_copy_choose_path (place, kind, NULL);

      *linked = link (place, aside) == 0;
      if (*linked || errno != EEXIST)
        return g_steal_pointer (&aside);
    }
}

/* What is at @place gets another name, with all that SQLite keeps beside it, and
 * @fresh its place, or nothing. @fresh is a journal that nobody has open, in the same
 * file system. One rename does it, or nothing is done. Gives the other name, of the
 * rest where there is no file. */
static char *
exchange (const char    *fresh,
          const char    *place,
          HeedCopyKind   kind,
          GError       **error)
{
  gboolean linked;
  g_autofree char *aside = keep (place, kind, &linked);
  gboolean copied = fresh != NULL && !linked && g_access (place, F_OK) == 0;
  int result;

  if (copied && !copy_bytes (place, aside, error))
    return NULL;

  if (move_companions (place, aside, error))
    {
      if (fresh != NULL)
        result = g_rename (fresh, place);
      else
        result = linked ? g_unlink (place) : g_rename (place, aside);
      if (result == 0)
        {
          heed_file_sync_folder (place);
          return g_steal_pointer (&aside);
        }

      heed_set_error_from_errno (error, errno, place);
      move_companions (aside, place, NULL);
    }

  if (linked || copied)
    g_unlink (aside);
  return NULL;
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
  g_autoptr (GError) failure = NULL;
  int fd = -1;

  if (!over && g_access (path, F_OK) == 0)
    {
      heed_set_error_from_errno (error, EEXIST, path);
      return FALSE;
    }

  /* An empty file is taken as it is, with its mode. */
  workplace = heed_private_folder_new (folder);
  if (workplace != NULL)
    {
      temporary = heed_private_folder_dup_path (workplace, "copy.db");
      fd = g_open (temporary, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    }
  if (fd < 0)
    {
      heed_set_error_from_errno (error, errno, path);
      return FALSE;
    }
  close (fd);

  if (!vacuum_into (self, temporary, path, error))
    return FALSE;
  if (!finish_copy (self, temporary, func, data, &failure))
    {
      /* Nobody knows the copy by the name that it has until then. */
      if (g_error_matches (failure, HEED_ERROR, HEED_ERROR_FULL))
        heed_set_error_from_errno (error, ENOSPC, path);
      else
        g_propagate_error (error, g_steal_pointer (&failure));
      return FALSE;
    }
  if (!verify (self, temporary, error) || (!over && !heed_journal_file_put_in_place (temporary, path, error)))
    return FALSE;
  if (over && g_rename (temporary, path) != 0)
    {
      heed_set_error_from_errno (error, errno, path);
      return FALSE;
    }

  heed_file_sync_folder (path);
  return TRUE;
}

/* An upgrade that was cut off may have left a copy; that one stays, too. Gives
 * the path of the copy. */
char *
heed_database_copy_before_upgrade (HeedDatabase  *self,
                                   guint          version,
                                   GError       **error)
{
  gsize length = strlen (self->path) - (g_str_has_suffix (self->path, ".db") ? strlen (".db") : 0);
  g_autofree char *stem = g_strndup (self->path, length);

  for (guint attempt = 1;; attempt++)
    {
      g_autofree char *path = attempt == 1 ? g_strdup_printf ("%s-before-%u.db", stem, version)
                                           : g_strdup_printf ("%s-before-%u-%u.db", stem, version, attempt);
      g_autoptr (GError) failure = NULL;

      if (heed_database_copy (self, path, FALSE, NULL, NULL, &failure))
        return g_steal_pointer (&path);
      if (!g_error_matches (failure, HEED_ERROR, HEED_ERROR_EXISTS))
        {
          g_propagate_error (error, g_steal_pointer (&failure));
          return NULL;
        }
    }
}

/**
 * heed_database_backup:
 * @self: a database
 * @path: (type filename): where the copy is to be; with @over, or a link to that place
 * @over: whether it may take the place of a file, which goes only when the copy is safely
 *   on the disk
 * @func: (scope call) (nullable): writes into the copy what @self does not have
 * @user_data: (closure func): data for @func
 * @error: return location for an error
 *
 * Writes all of the journal to a file, which is again a journal. Others may write
 * meanwhile; the copy is of one moment. It is readable by its owner alone.
 *
 * Returns: %FALSE with the error that @func gave or one of the domain `HEED_ERROR`:
 *   %HEED_ERROR_EXISTS if there is a file already, or with @over a copy that Heed keeps or
 *   a part of a journal, %HEED_ERROR_LOCKED if that is this journal or another one that is
 *   in use. What was at @path is then still there, and otherwise nothing is
 */
gboolean
heed_database_backup (HeedDatabase  *self,
                      const char    *path,
                      gboolean       over,
                      HeedCopyFunc   func,
                      gpointer       user_data,
                      GError       **error)
{
  g_autofree char *place = NULL;
  g_autofree char *name = NULL;
  gboolean in_use;

  heed_database_use (self);
  g_return_val_if_fail (path != NULL, FALSE);

  if (!over)
    return (g_access (path, F_OK) == 0 || heed_journal_file_check_part (path, path, error)) &&
           heed_database_copy (self, path, FALSE, func, user_data, error);

  place = heed_file_follow_links (path);
  name = g_path_get_basename (path);
  /* A file with one of these beside it is a journal that somebody has open, or that was not
   * closed: they hold a part of it, and would be taken for a part of what takes its
   * place. */
  in_use = heed_file_is_same (place, self->path);
  for (guint i = 0; !in_use && i < HEED_N_COMPANIONS; i++)
    in_use = heed_companion_exists (place, heed_companions[i]);

  if (in_use)
    heed_set_error (error, HEED_ERROR_LOCKED, path,
                    _("“%s” is a journal that is in use, and was left as it is. Choose another name."), name);
  else if (is_kept (self, place))
    heed_set_error (error, HEED_ERROR_EXISTS, path,
                    _("“%s” is a copy that Heed keeps, or your journal, and was left as it is. Choose another name."),
                    name);
  else
    return heed_file_check_kind (path, error) && heed_journal_file_check_part (place, path, error) &&
           heed_database_copy (self, place, TRUE, func, user_data, error);

  return FALSE;
}

/**
 * heed_database_set_aside:
 * @path: (type filename): a journal that no one has open
 * @error: return location for an error
 *
 * Gives a journal's file another name in its folder, with the time in it.
 *
 * Returns: (transfer full) (type filename) (nullable): the new path, or %NULL
 *   with an error of the domain `HEED_ERROR` and nothing moved
 */
char *
heed_database_set_aside (const char  *path,
                         GError     **error)
{
  g_autofree char *place = heed_file_follow_links (path);

  return exchange (NULL, place, HEED_COPY_ASIDE, error);
}

/**
 * heed_database_put_back:
 * @copy: (type filename): a whole copy of a journal, in whatever folder
 * @path: (type filename): where the journal is to be, or a link to that place; nobody
 *   may have it open
 * @kind: what becomes of what is there: %HEED_COPY_ASIDE or %HEED_COPY_BEFORE_RESTORE
 * @aside: (out) (nullable) (transfer full) (type filename): the new path of the file
 *   that was there instead, which can be imported; %NULL if there was none
 * @error: return location for an error
 *
 * Copies a journal to a place and looks through what came of it. What lies there is
 * kept with all that belongs to it.
 *
 * Returns: %FALSE with an error of the domain `HEED_ERROR`, and all as it was
 */
gboolean
heed_database_put_back (const char    *copy,
                        const char    *path,
                        HeedCopyKind   kind,
                        char         **aside,
                        GError       **error)
{
  g_autofree char *place = heed_file_follow_links (path);
  g_autofree char *folder = g_path_get_dirname (place);
  g_autoptr (HeedDatabase) database = heed_database_open (copy, HEED_DATABASE_READ_ONLY, error);
  g_autoptr (HeedPrivateFolder) workplace = NULL;
  g_autofree char *fresh = NULL;
  g_autofree char *kept = NULL;
  gboolean is_there = g_access (place, F_OK) == 0;

  *aside = NULL;
  if (database == NULL)
    return FALSE;

  workplace = g_mkdir_with_parents (folder, 0700) == 0 ? heed_private_folder_new (folder) : NULL;
  if (workplace == NULL)
    {
      heed_set_error_from_errno (error, errno, folder);
      return FALSE;
    }

  fresh = heed_private_folder_dup_path (workplace, "journal.db");
  if (heed_database_copy (database, fresh, FALSE, NULL, NULL, error) && heed_database_close (database, error))
    kept = exchange (fresh, place, kind, error);
  if (kept == NULL)
    return FALSE;

  if (is_there)
    *aside = g_steal_pointer (&kept);
  return TRUE;
}

/**
 * heed_database_replace:
 * @path: (type filename): a journal that no one has open
 * @with: (type filename): another one in the same folder, which is closed
 * @error: return location for an error
 *
 * Sets a journal aside and puts another one in its place. Only where @path is a link,
 * perhaps to another disk, that is copied.
 *
 * Returns: (transfer full) (type filename) (nullable): where the old one is now,
 *   or %NULL with an error of heed_database_put_back()
 */
char *
heed_database_replace (const char  *path,
                       const char  *with,
                       GError     **error)
{
  g_autofree char *place = heed_file_follow_links (path);
  char *aside;

  if (g_str_equal (place, path))
    return exchange (with, place, HEED_COPY_ASIDE, error);

  heed_database_put_back (with, place, HEED_COPY_ASIDE, &aside, error);
  return aside;
}
