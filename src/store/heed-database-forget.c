/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Copies of the journal that still hold what was deleted for good. */

#include "heed-database-private.h"

#include "heed-error.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <sys/stat.h>

#define SELECT_DELETED "SELECT id FROM entry WHERE deleted IS NOT NULL ORDER BY id"

/**
 * heed_database_get_deleted_ids:
 * @self: a database
 * @error: return location for an error
 *
 * Gets the ids of all that was deleted: what is in the trash, and what has left it
 * for good.
 *
 * Returns: (transfer full) (array zero-terminated=1) (nullable): the ids, or %NULL
 *   with an error of the domain `HEED_ERROR`
 */
GStrv
heed_database_get_deleted_ids (HeedDatabase  *self,
                               GError       **error)
{
  g_autoptr (HeedStatement) statement = NULL;
  g_autoptr (GStrvBuilder) ids = g_strv_builder_new ();
  HeedStep step;

  heed_database_assert_usable (self);
  statement = heed_database_prepare (self, SELECT_DELETED, error);
  if (statement == NULL)
    return NULL;

  while ((step = heed_statement_step (statement, error)) == HEED_STEP_ROW)
    g_strv_builder_add (ids, heed_statement_get_text (statement, 0));
  return step == HEED_STEP_DONE ? g_strv_builder_end (ids) : NULL;
}

static gboolean
holds (HeedDatabase  *database,
       const char    *id,
       gboolean      *found,
       GError       **error)
{
  g_autoptr (GError) failure = NULL;
  g_autoptr (GPtrArray) versions = NULL;
  g_autoptr (HeedRecord) record = heed_database_get (database, id, &failure);

  if (g_error_matches (failure, HEED_ERROR, HEED_ERROR_NOT_FOUND))
    return TRUE;
  if (failure != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return FALSE;
    }

  *found = !heed_record_is_emptied (record);
  if (*found)
    return TRUE;

  versions = heed_database_get_revisions (database, id, error);
  *found = versions != NULL && versions->len > 0;
  return versions != NULL;
}

/**
 * heed_database_file_holds:
 * @path: (type filename): a copy of the journal, of whatever age
 * @ids: (array zero-terminated=1): ids of entries
 * @found: (out): whether there is a text or a version of any of them in it
 * @error: return location for an error
 *
 * Looks into a copy for what was deleted. Nothing is written. May be called on any
 * thread.
 *
 * Returns: %FALSE with an error of heed_database_open()
 */
gboolean
heed_database_file_holds (const char          *path,
                          const char * const  *ids,
                          gboolean            *found,
                          GError             **error)
{
  g_autoptr (HeedDatabase) database = heed_database_open (path, HEED_DATABASE_READ_ONLY, error);

  *found = FALSE;
  if (database == NULL)
    return FALSE;

  for (guint i = 0; !*found && ids[i] != NULL; i++)
    if (!holds (database, ids[i], found, error))
      return FALSE;

  return heed_database_close (database, error);
}

static gboolean
forget_cb (HeedDatabase  *copy,
           gpointer       ids,
           GError       **error)
{
  g_auto (GStrv) problems = NULL;

  if (!heed_database_forget (copy, ids, heed_timestamp_now (), error) ||
      !heed_database_check (copy, &problems, error))
    return FALSE;
  if (problems[0] == NULL)
    return TRUE;

  heed_set_error (error, HEED_ERROR_CORRUPT, problems[0], _("The copy is damaged and was left as it was."));
  return FALSE;
}

/* A log beside the file would be taken for one of the file that takes its place. */
static gboolean
copy_log (const char  *path,
          GError     **error)
{
  g_autofree char *log = g_strconcat (path, "-wal", NULL);
  g_autoptr (HeedDatabase) database = NULL;

  if (!g_file_test (log, G_FILE_TEST_EXISTS))
    return TRUE;

  database = heed_database_open (path, HEED_DATABASE_NO_COPY, error);
  return database != NULL && heed_database_close (database, error);
}

/* It is a copy of that time still, and goes with those of its age. */
static void
keep_time (const char     *path,
           const GStatBuf *status)
{
  struct timespec times[] = { status->st_atim, status->st_mtim };

  if (utimensat (AT_FDCWD, path, times, 0) != 0)
    g_debug ("The copy counts as new: %s", g_strerror (errno));
}

/**
 * heed_database_forget_in_file:
 * @path: (type filename): a copy of the journal that nobody has open
 * @ids: (array zero-terminated=1): ids of entries
 * @error: return location for an error
 *
 * Erases entries from a copy: it is written anew without any word of them,
 * checked, and put in the place of the old one, with its time. A copy that an older
 * Heed wrote is brought up to date by that. May be called on any thread.
 *
 * Returns: %FALSE with %HEED_ERROR_CORRUPT if the copy is damaged, or another error
 *   of the domain `HEED_ERROR`; it is then as it was
 */
gboolean
heed_database_forget_in_file (const char          *path,
                              const char * const  *ids,
                              GError             **error)
{
  g_autoptr (HeedDatabase) database = NULL;
  GStatBuf status;

  if (!copy_log (path, error))
    return FALSE;

  database = heed_database_open (path, HEED_DATABASE_READ_ONLY, error);
  if (database == NULL || g_stat (path, &status) != 0 ||
      !heed_database_copy (database, path, TRUE, forget_cb, (gpointer) ids, error))
    return FALSE;

  keep_time (path, &status);
  return heed_database_close (database, error);
}
