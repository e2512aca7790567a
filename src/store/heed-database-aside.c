/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Setting a journal aside that cannot be opened, or is damaged, so that a new one
 * can take its place and the old one is still there for whoever can mend it. */

#include "heed-database-private.h"

#include "heed-companions.h"
#include "heed-copies.h"
#include "heed-error.h"
#include "heed-file.h"

#include <errno.h>
#include <glib/gstdio.h>

static gboolean
file_exists (const char *path,
             const char *suffix)
{
  g_autofree char *full = g_strconcat (path, suffix, NULL);
  GStatBuf status;

  return g_lstat (full, &status) == 0;
}

static gboolean
any_exists (const char *path)
{
  gboolean exists = file_exists (path, "");

  for (guint i = 0; !exists && i < HEED_N_COMPANIONS; i++)
    exists = file_exists (path, heed_companions[i]);

  return exists;
}

/* The write-ahead log holds what was saved last and goes where its file goes. */
static gboolean
move_companion (const char *path,
                const char *aside,
                const char *suffix)
{
  g_autofree char *from = g_strconcat (path, suffix, NULL);
  g_autofree char *to = g_strconcat (aside, suffix, NULL);

  return g_rename (from, to) == 0 || errno == ENOENT;
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
  g_autofree char *aside = heed_copy_choose_path (path, HEED_COPY_ASIDE);

  if (g_rename (path, aside) != 0)
    {
      heed_set_error_from_errno (error, errno, path);
      return NULL;
    }

  for (guint i = 0; i < HEED_N_COMPANIONS; i++)
    if (!move_companion (path, aside, heed_companions[i]))
      g_warning ("A part of %s stays where it is: %s", path, g_strerror (errno));

  return g_steal_pointer (&aside);
}

/**
 * heed_database_replace:
 * @path: (type filename): a journal that no one has open
 * @with: (type filename): another one in the same folder, which is closed
 * @error: return location for an error
 *
 * Sets a journal aside and puts another one in its place.
 *
 * Returns: (transfer full) (type filename) (nullable): where the old one is now,
 *   or %NULL with an error of the domain `HEED_ERROR` and both where they were
 */
char *
heed_database_replace (const char  *path,
                       const char  *with,
                       GError     **error)
{
  g_autofree char *aside = heed_database_set_aside (path, error);

  if (aside == NULL)
    return NULL;
  if (heed_database_put_in_place (with, path, error))
    {
      g_unlink (with);
      return g_steal_pointer (&aside);
    }

  if (g_rename (aside, path) != 0 || !move_companion (aside, path, "-wal") || !move_companion (aside, path, "-shm"))
    g_warning ("%s stays where it is: %s", aside, g_strerror (errno));
  return NULL;
}

/* A log that is empty says nothing, nor does what is shared of it. */
static void
remove_empty (const char *path)
{
  g_autofree char *log = g_strconcat (path, "-wal", NULL);
  g_autofree char *shared = g_strconcat (path, "-shm", NULL);
  GStatBuf status;

  g_unlink (shared);
  if (g_stat (log, &status) == 0 && status.st_size == 0)
    g_unlink (log);
}

/* A log that stayed would be taken for a part of what comes in its place. */
static gboolean
make_room (const char  *path,
           char       **aside,
           GError     **error)
{
  g_autofree char *moved = heed_copy_choose_path (path, HEED_COPY_ASIDE);

  remove_empty (path);
  if (!any_exists (path))
    return TRUE;

  for (guint i = 0; i < HEED_N_COMPANIONS; i++)
    if (!move_companion (path, moved, heed_companions[i]))
      {
        heed_set_error_from_errno (error, errno, path);
        return FALSE;
      }

  if (!move_companion (path, moved, ""))
    {
      heed_set_error_from_errno (error, errno, path);
      return FALSE;
    }

  *aside = g_steal_pointer (&moved);
  return TRUE;
}

static gboolean
copy_to (const char  *copy,
         const char  *path,
         GError     **error)
{
  g_autoptr (HeedDatabase) database = heed_database_open (copy, HEED_DATABASE_READ_ONLY, error);
  g_autofree char *folder = g_path_get_dirname (path);

  if (database == NULL)
    return FALSE;
  if (g_mkdir_with_parents (folder, 0700) != 0)
    {
      heed_set_error_from_errno (error, errno, folder);
      return FALSE;
    }

  return heed_database_backup (database, path, error) && heed_database_close (database, error);
}

/**
 * heed_database_put_back:
 * @copy: (type filename): a whole copy of a journal, in whatever folder
 * @path: (type filename): where the journal was
 * @aside: (out) (optional) (nullable) (type filename): the new path of what was
 *   there instead, or of a part of it; %NULL if nothing was
 * @error: return location for an error
 *
 * Copies a journal to the place where it was. What lies there is set aside, and
 * can be imported.
 *
 * Returns: %FALSE with an error of the domain `HEED_ERROR`
 */
gboolean
heed_database_put_back (const char  *copy,
                        const char  *path,
                        char       **aside,
                        GError     **error)
{
  g_autofree char *place = heed_file_follow_links (path);
  g_autofree char *moved = NULL;

  if (!make_room (place, &moved, error) || !copy_to (copy, place, error))
    return FALSE;

  if (aside != NULL)
    *aside = g_steal_pointer (&moved);
  return TRUE;
}
