/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "heed-companions.h"

#include <glib/gstdio.h>
#include <unistd.h>

const char * const heed_companions[HEED_N_COMPANIONS] = { "-wal", "-shm", "-journal" };

/**
 * heed_companion_exists:
 * @path: (type filename): a journal
 * @suffix: what follows its name, such as `-wal`
 *
 * Looks for a file beside a journal.
 *
 * Returns: whether it is there
 */
gboolean
heed_companion_exists (const char *path,
                       const char *suffix)
{
  g_autofree char *full = g_strconcat (path, suffix, NULL);

  return g_access (full, F_OK) == 0;
}

/**
 * heed_companion_get_size:
 * @path: (type filename): a journal
 * @suffix: what follows its name, such as `-wal`, or nothing for the journal itself
 *
 * Looks how large a file beside a journal is.
 *
 * Returns: its size in bytes, 0 if there is none
 */
goffset
heed_companion_get_size (const char *path,
                         const char *suffix)
{
  g_autofree char *full = g_strconcat (path, suffix, NULL);
  GStatBuf status;

  return g_stat (full, &status) == 0 ? (goffset) status.st_size : 0;
}

/**
 * heed_companions_remove:
 * @path: (type filename): a journal that nobody needs any more
 *
 * Removes what there is beside a journal.
 */
void
heed_companions_remove (const char *path)
{
  for (guint i = 0; i < HEED_N_COMPANIONS; i++)
    {
      g_autofree char *beside = g_strconcat (path, heed_companions[i], NULL);

      g_unlink (beside);
    }
}
