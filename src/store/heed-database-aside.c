/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Setting a journal aside that cannot be opened, or is damaged, so that a new one
 * can take its place and the old one is still there for whoever can mend it. */

#include "heed-database-private.h"

#include "heed-copies.h"
#include "heed-error.h"

#include <errno.h>
#include <glib/gstdio.h>

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

  if (!move_companion (path, aside, "-wal") || !move_companion (path, aside, "-shm"))
    g_warning ("Parts of %s stay where they are: %s", path, g_strerror (errno));

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
