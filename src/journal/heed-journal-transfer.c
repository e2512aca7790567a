/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* How entries leave the journal, and come in. */

#include "heed-journal.h"

#include "heed-journal-private.h"
#include "heed-json-reader.h"

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

static GPtrArray *
read_export (const char  *path,
             GError     **error)
{
  g_autoptr (GInputStream) stream = heed_json_open (path, error);
  g_autofree char *name = g_filename_display_name (path);

  return stream != NULL ? heed_json_read (stream, name, error) : NULL;
}

/* Of another journal or of an export. On a thread of its own: a large file takes
 * a while, and what is typed meanwhile is to be saved. */
static void
read_file (GTask        *task,
           gpointer      source,
           gpointer      data,
           GCancellable *cancellable)
{
  HeedWork *work = data;
  GError *error = NULL;

  if (heed_database_is_journal (work->path))
    work->records = heed_database_read_file (work->path, &work->versions, &error);
  else
    work->records = read_export (work->path, &error);

  if (work->versions == NULL)
    work->versions = g_ptr_array_new ();
  if (work->records != NULL)
    {
      g_task_return_pointer (task, work, (GDestroyNotify) heed_work_free);
      return;
    }

  heed_work_free (work);
  g_task_return_error (task, error);
}

static void
free_import_result (gpointer data)
{
  HeedImportResult *imported = data;

  g_clear_pointer (&imported->kept_in, g_ptr_array_unref);
  g_free (imported);
}

static void
file_read_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      data)
{
  g_autoptr (GTask) task = data;
  HeedJournal *self = g_task_get_source_object (task);
  GError *error = NULL;
  HeedWork *work = g_task_propagate_pointer (G_TASK (result), &error);

  if (work == NULL)
    {
      g_task_return_error (task, error);
      return;
    }

  work->imported = g_task_get_task_data (task);
  heed_journal_call (self, heed_work_import, work, (GDestroyNotify) heed_news_free, NULL,
                     heed_journal_forward_news_cb, g_steal_pointer (&task));
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
 * heed_journal_import_async:
 * @self: an open journal
 * @path: (type filename): a file that was exported, or a back-up
 * @callback: called when its entries are in the journal, or why they are not
 * @user_data: for @callback
 *
 * Joins the entries of a file with those of the journal, as
 * heed_database_import() does. The whole file is read before anything is taken.
 */
void
heed_journal_import_async (HeedJournal         *self,
                           const char          *path,
                           GAsyncReadyCallback  callback,
                           gpointer             user_data)
{
  GTask *task = g_task_new (self, NULL, callback, user_data);
  g_autoptr (GTask) reading = g_task_new (NULL, NULL, file_read_cb, task);
  HeedImportResult *imported = g_new0 (HeedImportResult, 1);
  HeedWork *work = heed_journal_new_work (self);

  imported->kept_in = g_ptr_array_new_with_free_func ((GDestroyNotify) heed_record_unref);
  g_task_set_task_data (task, imported, free_import_result);
  work->path = g_strdup (path);
  g_task_set_task_data (reading, work, NULL);
  g_task_run_in_thread (reading, read_file);
}

/**
 * heed_journal_import_finish:
 * @self: a journal
 * @result: what the callback got
 * @counts: (out caller-allocates) (optional): what came of it, even where it
 *   failed
 * @kept_in: (out) (optional) (transfer container) (element-type HeedRecord): the
 *   entries of which a text was kept among the older versions, even where it
 *   failed
 * @error: return location for an error
 *
 * Ends heed_journal_import_async(). The lists show the entries by then.
 *
 * Returns: %FALSE with an error of heed_json_read() or
 *   heed_database_read_file(), and nothing is changed; or with another of that
 *   domain, and of very many entries some may be taken. Doing it again takes the
 *   rest
 */
gboolean
heed_journal_import_finish (HeedJournal   *self,
                            GAsyncResult  *result,
                            HeedImported  *counts,
                            GPtrArray    **kept_in,
                            GError       **error)
{
  HeedImportResult *imported = g_task_get_task_data (G_TASK (result));
  HeedNews *news = g_task_propagate_pointer (G_TASK (result), error);

  if (counts != NULL)
    *counts = imported->counts;
  if (kept_in != NULL)
    *kept_in = g_ptr_array_ref (imported->kept_in);
  if (news == NULL)
    return FALSE;

  heed_news_free (news);
  return TRUE;
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
