/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Putting a backup in the place of a journal. At every moment there is a whole
 * journal at its path, the old one or the new one, whenever the program or the
 * machine stops: SQLite's log is copied into the old file and removed while nobody
 * else has it, and one rename does the rest. */

#include "heed-backup.h"

#include "heed-copies.h"
#include "heed-database-private.h"
#include "heed-error.h"
#include "heed-file.h"
#include "heed-temporary.h"

#include <errno.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>
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
                  _("The journal as it is now could not be kept, so nothing was restored. Make room on the disk and try again."));
  return FALSE;
}

/* A second name costs no room and no time; not every file system has them. */
static gboolean
keep (const char  *journal,
      const char  *kept,
      GError     **error)
{
  return link (journal, kept) == 0 || copy_bytes (journal, kept, error);
}

/* A log that is still there belongs to a file that could not be opened, and would be
 * taken for that of the new one. */
static gboolean
move_log (const char  *journal,
          const char  *kept,
          GError     **error)
{
  g_autofree char *log = g_strconcat (journal, "-wal", NULL);
  g_autofree char *kept_log = g_strconcat (kept, "-wal", NULL);
  g_autofree char *rollback = g_strconcat (journal, "-journal", NULL);
  g_autofree char *kept_rollback = g_strconcat (kept, "-journal", NULL);
  g_autofree char *memory = g_strconcat (journal, "-shm", NULL);

  if ((g_rename (log, kept_log) == 0 || errno == ENOENT) &&
      (g_rename (rollback, kept_rollback) == 0 || errno == ENOENT) &&
      (g_unlink (memory) == 0 || errno == ENOENT))
    return TRUE;

  heed_set_error_from_errno (error, errno, journal);
  return FALSE;
}

/* Beside the journal, so that one rename puts it there. */
static gboolean
prepare (const char  *backup,
         const char  *path,
         GError     **error)
{
  g_autoptr (HeedDatabase) database = heed_database_open (backup, HEED_DATABASE_READ_ONLY, error);
  g_auto (GStrv) problems = NULL;

  if (database == NULL || !heed_database_copy (database, path, TRUE, NULL, NULL, error) ||
      !heed_backup_check (path, NULL, &problems, error))
    return FALSE;
  if (problems[0] == NULL)
    return TRUE;

  heed_set_error (error, HEED_ERROR_CORRUPT, problems[0],
                  _("The backup could not be copied soundly, and was not restored. Your journal is as it was; try again."));
  return FALSE;
}

static gboolean
put_in_place (const char  *fresh,
              const char  *journal,
              const char  *aside,
              GError     **error)
{
  gboolean is_there = g_access (journal, F_OK) == 0;

  if (is_there && !keep (journal, aside, error))
    return FALSE;

  if (move_log (journal, aside, error))
    {
      if (g_rename (fresh, journal) == 0)
        {
          heed_file_sync_folder (journal);
          return TRUE;
        }
      heed_set_error_from_errno (error, errno, journal);
    }

  /* The journal goes on under its own name only, with its log. */
  move_log (aside, journal, NULL);
  if (is_there)
    g_unlink (aside);
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
  g_autofree char *folder = g_path_get_dirname (place);
  g_autoptr (HeedPrivateFolder) workplace = NULL;
  g_autofree char *fresh = NULL;
  g_autofree char *aside = NULL;
  g_autoptr (HeedDatabase) present = NULL;
  gboolean sound = FALSE, is_there, success;
  GError *failure = NULL;

  if (kept != NULL)
    *kept = NULL;
  if (!check_backup (place, backup, error))
    return FALSE;

  is_there = g_access (place, F_OK) == 0;
  if (is_there && !take_alone (place, &present, &sound, error))
    return FALSE;

  workplace = g_mkdir_with_parents (folder, 0700) == 0 ? heed_private_folder_new (folder) : NULL;
  if (workplace == NULL)
    {
      heed_set_error_from_errno (error, errno, folder);
      return FALSE;
    }

  fresh = heed_private_folder_dup_path (workplace, "journal.db");
  aside = heed_copy_choose_path (place, sound ? HEED_COPY_BEFORE_RESTORE : HEED_COPY_ASIDE);
  success = prepare (backup, fresh, &failure) && put_in_place (fresh, place, aside, &failure);
  if (!success)
    set_restore_error (failure, error);
  if (success && is_there && kept != NULL)
    *kept = g_steal_pointer (&aside);
  return success;
}
