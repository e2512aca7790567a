/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Putting a whole journal in the place of another, and setting one aside. What was
 * there keeps everything that belongs to it under another name, and where it cannot
 * be done nothing is: whenever the program or the machine stops, there is a whole
 * journal of the old name or of the other. */

#include "heed-database-private.h"

#include "heed-atomic-file.h"
#include "heed-companions.h"
#include "heed-copies.h"
#include "heed-error.h"
#include "heed-temporary.h"

#include <errno.h>
#include <glib/gi18n.h>
#include <unistd.h>

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
      g_autofree char *aside = heed_copy_choose_path (place, kind);

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
