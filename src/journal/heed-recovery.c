/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Putting a new journal in the place of a damaged one: what can be read of it, and
 * what is not saved yet. See heed-recovery.h. */

#include "heed-recovery.h"

#include "heed-error.h"
#include "heed-staging.h"
#include "heed-temporary.h"
#include "heed-thread.h"

#include <errno.h>

typedef struct
{
  char *path;
  HeedWorkbook *workbook;
  GPtrArray *unsaved; /* of HeedRecord */
} Wish;

static void
free_wish (gpointer data)
{
  Wish *wish = data;

  g_free (wish->path);
  g_object_unref (wish->workbook);
  g_ptr_array_unref (wish->unsaved);
  g_free (wish);
}

/* The new journal is whole before the old one is touched, and that only gets
 * another name. */
static gpointer
recover (gpointer       data,
         GCancellable  *cancellable,
         GError       **error)
{
  const Wish *wish = data;
  g_autoptr (HeedRecovery) recovery = g_new0 (HeedRecovery, 1);
  g_autofree char *folder = g_path_get_dirname (wish->path);
  g_autoptr (HeedPrivateFolder) workplace = heed_private_folder_new (folder);
  g_autoptr (HeedDatabase) database = NULL;
  g_autofree char *path = NULL;

  if (workplace == NULL)
    {
      heed_set_error_from_errno (error, errno, folder);
      return NULL;
    }

  path = heed_private_folder_dup_path (workplace, "recovered.db");
  if (!heed_database_salvage (wish->path, path, wish->workbook, &recovery->salvaged, error))
    return NULL;

  recovery->unsaved = wish->unsaved->len;
  database = heed_database_open (path, HEED_DATABASE_NONE, error);
  if (database != NULL && heed_database_import_records (database, wish->unsaved, wish->workbook, error) &&
      heed_database_close (database, error))
    recovery->aside = heed_database_replace (wish->path, path, error);
  return recovery->aside != NULL ? g_steal_pointer (&recovery) : NULL;
}

/**
 * heed_recovery_run_async:
 * @path: (type filename): a damaged journal, which nobody has open
 * @workbook: the workbook
 * @unsaved: (nullable) (element-type HeedRecord): entries that are to be in the new
 *   journal, too, joined with what can be read of them
 * @callback: called when the new journal is in its place, or why it is not
 * @user_data: for @callback
 *
 * Writes everything that can be read of a journal into a new one and puts that in
 * its place. The damaged file is kept beside it as it is.
 */
void
heed_recovery_run_async (const char          *path,
                         HeedWorkbook        *workbook,
                         GPtrArray           *unsaved,
                         GAsyncReadyCallback  callback,
                         gpointer             user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, NULL, callback, user_data);
  Wish *wish = g_new0 (Wish, 1);

  wish->path = g_strdup (path);
  wish->workbook = g_object_ref (workbook);
  wish->unsaved = unsaved != NULL ? g_ptr_array_ref (unsaved) : g_ptr_array_new ();
  g_task_set_task_data (task, wish, free_wish);
  heed_thread_run (task, recover, (GDestroyNotify) heed_recovery_free);
}

/**
 * heed_recovery_run_finish: (skip)
 * @result: what the callback got
 * @error: return location for an error
 *
 * Ends heed_recovery_run_async().
 *
 * Returns: (transfer full) (nullable): what came of it, or %NULL with an error of
 *   heed_database_salvage() or another of the domain `HEED_ERROR`; everything is
 *   then as it was
 */
HeedRecovery *
heed_recovery_run_finish (GAsyncResult  *result,
                          GError       **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * heed_recovery_free:
 * @self: (transfer full): what came of it
 *
 * Frees it.
 */
void
heed_recovery_free (HeedRecovery *self)
{
  heed_salvaged_clear (&self->salvaged);
  g_free (self->aside);
  g_free (self);
}
