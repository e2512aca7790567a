/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What was deleted, and copies of the journal that still hold it. Copies are read
 * and written on threads of their own: there may be many, and what is typed meanwhile
 * is to be saved. */

#include "heed-journal.h"

#include "heed-journal-private.h"

#include "heed-backup.h"
#include "heed-copies.h"
#include "heed-error.h"
#include "heed-thread.h"

#include <glib/gi18n.h>

typedef struct
{
  char *journal;
  char *backups;     /* the folder that was chosen; NULL for the one beside the journal */
  GPtrArray *copies; /* of HeedCopy: to erase from; NULL to find them */
  char **ids;        /* of what was deleted */
} Search;

static void
free_search (gpointer data)
{
  Search *search = data;

  g_free (search->journal);
  g_free (search->backups);
  g_clear_pointer (&search->copies, g_ptr_array_unref);
  g_strfreev (search->ids);
  g_free (search);
}

/* What cannot be read may hold anything. */
static gboolean
may_hold (const HeedCopy *copy,
          const Search   *search)
{
  gboolean found;

  return !heed_database_file_holds (copy->path, (const char * const *) search->ids, &found, NULL) || found;
}

static gpointer
find_copies (gpointer       data,
             GCancellable  *cancellable,
             GError       **error)
{
  Search *search = data;
  const HeedBackupPlan plan = { .journal = search->journal, .folder = search->backups };
  GPtrArray *copies = heed_backup_plan_find_copies (&plan, TRUE);

  for (guint i = copies->len; i > 0; i--)
    {
      const HeedCopy *copy = g_ptr_array_index (copies, i - 1);

      /* What others keep is theirs. */
      if (copy->kind == HEED_COPY_OTHER || !may_hold (copy, search))
        g_ptr_array_remove_index (copies, i - 1);
    }

  return copies;
}

/* One that cannot be changed does not keep the words in the others. */
static gpointer
forget_in_copies (gpointer       data,
                  GCancellable  *cancellable,
                  GError       **error)
{
  Search *search = data;
  g_autoptr (GString) names = g_string_new (NULL);
  g_autoptr (GError) first = NULL;

  for (guint i = 0; i < search->copies->len; i++)
    {
      const HeedCopy *copy = g_ptr_array_index (search->copies, i);
      g_autofree char *name = g_filename_display_basename (copy->path);
      g_autoptr (GError) failure = NULL;

      if (heed_database_forget_in_file (copy->path, (const char * const *) search->ids, &failure))
        continue;

      g_string_append_printf (names, names->len > 0 ? ", “%s”" : "“%s”", name);
      if (first == NULL)
        first = g_steal_pointer (&failure);
    }

  if (first != NULL)
    heed_set_error (error, HEED_ERROR_FAILED, heed_error_get_detail (first),
                    /* Translators: the names of files, and a sentence that says why. */
                    _("What you deleted is still in %s. %s"), names->str, first->message);
  return GINT_TO_POINTER (first == NULL);
}

static void
ids_cb (GObject      *source,
        GAsyncResult *result,
        gpointer      data)
{
  g_autoptr (GTask) task = data;
  Search *search = g_task_get_task_data (task);
  GError *error = NULL;

  search->ids = heed_store_call_finish (HEED_STORE (source), result, &error);
  if (search->ids == NULL)
    g_task_return_error (task, error);
  else if (search->copies != NULL)
    heed_thread_run (task, forget_in_copies, NULL);
  else
    heed_thread_run (task, find_copies, (GDestroyNotify) g_ptr_array_unref);
}

/* Takes @search over. */
static void
search_copies (HeedJournal         *self,
               Search              *search,
               GAsyncReadyCallback  callback,
               gpointer             user_data)
{
  GTask *task = g_task_new (self, NULL, callback, user_data);

  g_task_set_task_data (task, search, free_search);
  heed_journal_call (self, heed_work_get_deleted_ids, heed_journal_new_work (self), (GDestroyNotify) g_strfreev, NULL,
                     ids_cb, task);
}

/**
 * heed_journal_find_copies_async:
 * @self: an open journal
 * @backups: (type filename) (nullable): the folder that was chosen for backups; %NULL
 *   for the one beside the journal, which is looked through in any case
 * @callback: called when they are found
 * @user_data: for @callback
 *
 * Looks for the copies that hold something of what was deleted in the journal,
 * whether it is in the trash or has left it for good.
 */
void
heed_journal_find_copies_async (HeedJournal         *self,
                                const char          *backups,
                                GAsyncReadyCallback  callback,
                                gpointer             user_data)
{
  Search *search = g_new0 (Search, 1);

  g_return_if_fail (heed_journal_is_open (self));

  search->journal = g_strdup (heed_journal_get_path (self));
  search->backups = g_strdup (backups);
  search_copies (self, search, callback, user_data);
}

/**
 * heed_journal_find_copies_finish:
 * @self: a journal
 * @result: what the callback got
 * @error: return location for an error
 *
 * Ends heed_journal_find_copies_async().
 *
 * Returns: (transfer full) (element-type HeedCopy) (nullable): the copies, newest
 *   first, and with them those that cannot be read; or %NULL with an error of the
 *   domain `HEED_ERROR`
 */
GPtrArray *
heed_journal_find_copies_finish (HeedJournal   *self,
                                 GAsyncResult  *result,
                                 GError       **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * heed_journal_forget_in_copies_async:
 * @self: an open journal
 * @copies: (element-type HeedCopy): copies of it
 * @callback: called when it is done
 * @user_data: for @callback
 *
 * Erases what was deleted in the journal from copies; see
 * heed_database_forget_in_file().
 */
void
heed_journal_forget_in_copies_async (HeedJournal         *self,
                                     GPtrArray           *copies,
                                     GAsyncReadyCallback  callback,
                                     gpointer             user_data)
{
  Search *search = g_new0 (Search, 1);

  g_return_if_fail (heed_journal_is_open (self));
  g_return_if_fail (copies != NULL);

  search->copies = g_ptr_array_ref (copies);
  search_copies (self, search, callback, user_data);
}

/**
 * heed_journal_forget_in_copies_finish:
 * @self: a journal
 * @result: what the callback got
 * @error: return location for an error
 *
 * Ends heed_journal_forget_in_copies_async().
 *
 * Returns: %FALSE with an error of the domain `HEED_ERROR` that names the copies
 *   that are as they were; the others are done
 */
gboolean
heed_journal_forget_in_copies_finish (HeedJournal   *self,
                                      GAsyncResult  *result,
                                      GError       **error)
{
  return g_task_propagate_pointer (G_TASK (result), error) != NULL;
}
