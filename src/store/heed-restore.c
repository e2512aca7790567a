/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Putting a backup in the place of a journal. At every moment there is a whole
 * journal at its path, the old one or the new one, whenever the program or the
 * machine stops: SQLite's log is copied into the old file and removed while nobody
 * else has it, and one rename does the rest. */

#include "heed-backup.h"

#include "heed-atomic-file.h"
#include "heed-database-private.h"
#include "heed-error.h"

#include <glib/gi18n.h>
#include <unistd.h>

/* The first fails as long as anybody else has the journal open, and leaves one file.
 * The lock that the last two take is then held until the file is closed. */
#define TAKE_ALONE \
  "PRAGMA journal_mode = DELETE; PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE; COMMIT"

/* What is damaged must not take the place of anything. */
static gboolean
check_backup (const char  *journal,
              const char  *backup,
              GError     **error)
{
  g_autofree char *name = g_filename_display_name (backup);
  g_auto (GStrv) problems = NULL;

  if (heed_file_is_same (journal, backup))
    {
      heed_set_error (error, HEED_ERROR_EXISTS, NULL, _("“%s” is the journal itself. Nothing was changed."), name);
      return FALSE;
    }
  if (!heed_backup_check (backup, NULL, &problems, error))
    return FALSE;
  if (problems[0] == NULL)
    return TRUE;

  heed_set_error (error, HEED_ERROR_CORRUPT, problems[0],
                  _("“%s” is damaged and was not restored. Your journal is as it was; choose another backup."), name);
  return FALSE;
}

/* Sets @sound if the journal can be read; gives it only if it can be held. One that
 * is damaged, or from a newer Heed, need not be readable to be kept. */
static gboolean
take_alone (const char    *journal,
            HeedDatabase **present,
            gboolean      *sound,
            GError       **error)
{
  g_autoptr (GError) failure = NULL;
  g_auto (GStrv) problems = NULL;

  *sound = FALSE;
  *present = heed_database_open (journal, HEED_DATABASE_NONE, &failure);
  if (*present != NULL)
    {
      heed_database_set_busy_timeout (*present, 0);
      if (heed_database_execute (*present, TAKE_ALONE, &failure) &&
          heed_database_check (*present, &problems, &failure))
        {
          *sound = problems[0] == NULL;
          return TRUE;
        }
    }

  if (g_error_matches (failure, HEED_ERROR, HEED_ERROR_CORRUPT) ||
      g_error_matches (failure, HEED_ERROR, HEED_ERROR_INVALID_FILE) ||
      g_error_matches (failure, HEED_ERROR, HEED_ERROR_TOO_NEW))
    return TRUE;

  if (g_error_matches (failure, HEED_ERROR, HEED_ERROR_LOCKED))
    heed_set_error (error, HEED_ERROR_LOCKED, heed_error_get_detail (failure),
                    _("The journal is open, in Heed or in another program, and nothing was changed. "
                      "Close it there and try again."));
  else
    g_propagate_error (error, g_steal_pointer (&failure));
  return FALSE;
}

/* The name that the new journal has until then says nothing to anybody. */
static void
set_restore_error (GError  *failure,
                   GError **error)
{
  if (!g_error_matches (failure, HEED_ERROR, HEED_ERROR_FULL))
    {
      g_propagate_error (error, failure);
      return;
    }

  heed_set_error (error, HEED_ERROR_FULL, heed_error_get_detail (failure),
                  _("There is no room to restore the backup. Your journal is as it was; make room on the disk and try again."));
  g_error_free (failure);
}

/**
 * heed_backup_restore:
 * @journal: (type filename): the journal, or a link to it, which need not be there;
 *   nobody may have it open
 * @backup: (type filename): the copy to put in its place, which stays
 * @kept: (out) (optional) (nullable) (transfer full) (type filename): the copy of
 *   the journal as it was before; %NULL if there was none
 * @error: return location for an error
 *
 * Makes the journal what it was when the backup was made. Both are looked through
 * before: a backup that is damaged is not taken, and a journal that is damaged is
 * kept among those that were set aside. To be called on a thread of its own.
 *
 * Returns: %FALSE with %HEED_ERROR_LOCKED if somebody has the journal open,
 *   %HEED_ERROR_CORRUPT if the backup is damaged, or another error of that domain;
 *   the journal is then as it was
 */
gboolean
heed_backup_restore (const char  *journal,
                     const char  *backup,
                     char       **kept,
                     GError     **error)
{
  g_autofree char *place = heed_file_follow_links (journal);
  g_autofree char *aside = NULL;
  g_autoptr (HeedDatabase) present = NULL;
  gboolean sound = FALSE;
  GError *failure = NULL;

  if (kept != NULL)
    *kept = NULL;
  if (!check_backup (place, backup, error) ||
      (g_access (place, F_OK) == 0 && !take_alone (place, &present, &sound, error)))
    return FALSE;

  if (!heed_database_put_back (backup, place, sound ? HEED_COPY_BEFORE_RESTORE : HEED_COPY_ASIDE, &aside, &failure))
    {
      set_restore_error (failure, error);
      return FALSE;
    }

  if (kept != NULL)
    *kept = g_steal_pointer (&aside);
  return TRUE;
}
