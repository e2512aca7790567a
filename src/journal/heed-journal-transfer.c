/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* How entries leave the journal. */

#include "heed-journal.h"

#include "heed-journal-private.h"

/* A file that waits for what is being saved. */
typedef struct
{
  HeedStoreFunc func;
  HeedWork *work;
} File;

/* Of all, or of the chosen entries. */
static GPtrArray *
dup_unsaved (HeedJournal        *self,
             const char * const *ids)
{
  GPtrArray *works = heed_journal_dup_unsaved (self);

  for (guint i = works->len; ids != NULL && i > 0; i--)
    if (!g_strv_contains (ids, heed_record_get_id (((HeedWork *) g_ptr_array_index (works, i - 1))->record)))
      g_ptr_array_remove_index (works, i - 1);

  return works;
}

/* Somebody may want the file because nothing can be saved: what is in memory only
 * goes into it from there. The task knows how much that is. */
static void
saved_first_cb (GObject      *source,
                GAsyncResult *result,
                gpointer      data)
{
  HeedJournal *self = HEED_JOURNAL (source);
  GTask *task = data;
  g_autofree File *file = g_task_get_task_data (task);
  HeedWork *work = file->work;

  heed_journal_save_finish (self, result, NULL);
  work->unsaved = dup_unsaved (self, (const char * const *) work->ids);
  g_task_set_task_data (task, GUINT_TO_POINTER (work->unsaved->len), NULL);
  heed_journal_read (self, HEED_READER_FILES, file->func, work, NULL, NULL, heed_journal_forward_result_cb, task);
}

/* Takes @work over. */
static void
write_file (HeedJournal         *self,
            HeedStoreFunc        func,
            HeedWork            *work,
            GAsyncReadyCallback  callback,
            gpointer             user_data)
{
  GTask *task = g_task_new (self, NULL, callback, user_data);
  File *file = g_new0 (File, 1);

  file->func = func;
  file->work = work;
  g_task_set_task_data (task, file, NULL);
  heed_journal_save_async (self, saved_first_cb, task);
}

static gboolean
finish_file (GAsyncResult  *result,
             GError       **error)
{
  GError *failure = NULL;

  g_task_propagate_pointer (G_TASK (result), &failure);
  if (failure == NULL)
    return TRUE;

  g_propagate_error (error, failure);
  return FALSE;
}

/**
 * heed_journal_export_async:
 * @self: an open journal
 * @path: (type filename): where to write it
 * @callback: called when the file is there, or why it is not
 * @user_data: for @callback
 *
 * Writes every entry as JSON, after saving what is not saved yet. What cannot be
 * saved is in the file all the same; see heed_journal_wrote_unsaved().
 */
void
heed_journal_export_async (HeedJournal         *self,
                           const char          *path,
                           GAsyncReadyCallback  callback,
                           gpointer             user_data)
{
  HeedWork *work = heed_journal_new_work (self);

  work->path = g_strdup (path);
  write_file (self, heed_work_export, work, callback, user_data);
}

/**
 * heed_journal_export_finish:
 * @self: a journal
 * @result: what the callback got
 * @error: return location for an error
 *
 * Ends heed_journal_export_async().
 *
 * Returns: %FALSE with an error of the domain `HEED_ERROR`; there is then no
 *   half of a file
 */
gboolean
heed_journal_export_finish (HeedJournal   *self,
                            GAsyncResult  *result,
                            GError       **error)
{
  return finish_file (result, error);
}

/**
 * heed_journal_export_entries_async:
 * @self: an open journal
 * @ids: (array zero-terminated=1): ids of entries
 * @path: (type filename): where to write them
 * @callback: called when the file is there, or why it is not
 * @user_data: for @callback
 *
 * Writes some entries as JSON like heed_journal_export_async().
 */
void
heed_journal_export_entries_async (HeedJournal         *self,
                                   const char * const  *ids,
                                   const char          *path,
                                   GAsyncReadyCallback  callback,
                                   gpointer             user_data)
{
  HeedWork *work;

  g_return_if_fail (ids != NULL);

  work = heed_journal_new_work (self);
  work->ids = g_strdupv ((GStrv) ids);
  work->path = g_strdup (path);
  write_file (self, heed_work_export, work, callback, user_data);
}

/**
 * heed_journal_export_entries_finish:
 * @self: a journal
 * @result: what the callback got
 * @error: return location for an error
 *
 * Ends heed_journal_export_entries_async().
 *
 * Returns: %FALSE with an error of the domain `HEED_ERROR`, such as
 *   %HEED_ERROR_NOT_FOUND if one of the entries is not there; there is then no
 *   half of a file
 */
gboolean
heed_journal_export_entries_finish (HeedJournal   *self,
                                    GAsyncResult  *result,
                                    GError       **error)
{
  return finish_file (result, error);
}

/**
 * heed_journal_back_up_async:
 * @self: an open journal
 * @path: (type filename): the file to write
 * @over: whether a file that is there already may go; it is then still there if
 *   anything fails
 * @callback: called when the file is there, or why it is not
 * @user_data: for @callback
 *
 * Copies the journal with all that is in it, after saving what is not saved
 * yet. What cannot be saved is in the copy all the same; see
 * heed_journal_wrote_unsaved(). The copy is again a journal.
 */
void
heed_journal_back_up_async (HeedJournal         *self,
                            const char          *path,
                            gboolean             over,
                            GAsyncReadyCallback  callback,
                            gpointer             user_data)
{
  HeedWork *work = heed_journal_new_work (self);

  work->path = g_strdup (path);
  work->over = over;
  write_file (self, heed_work_back_up, work, callback, user_data);
}

/**
 * heed_journal_back_up_finish:
 * @self: a journal
 * @result: what the callback got
 * @error: return location for an error
 *
 * Ends heed_journal_back_up_async().
 *
 * Returns: %FALSE with %HEED_ERROR_EXISTS if there is a file already that may
 *   not go, %HEED_ERROR_LOCKED if it is a journal in use, or another error of
 *   that domain; the path is then as it was
 */
gboolean
heed_journal_back_up_finish (HeedJournal   *self,
                             GAsyncResult  *result,
                             GError       **error)
{
  return finish_file (result, error);
}

/**
 * heed_journal_wrote_unsaved:
 * @self: a journal
 * @result: what the callback of an export or a backup got
 *
 * Tells whether the file holds something that the journal does not: something that
 * could not be saved.
 *
 * Returns: %TRUE if so, as far as is known
 */
gboolean
heed_journal_wrote_unsaved (HeedJournal  *self,
                            GAsyncResult *result)
{
  return GPOINTER_TO_UINT (g_task_get_task_data (G_TASK (result))) > 0 &&
         heed_journal_get_save_state (self) != HEED_SAVE_STATE_SAVED;
}
