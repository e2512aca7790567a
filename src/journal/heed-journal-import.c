/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* How entries come into the journal: first all of a file is read and judged, on a
 * thread of its own, then it is taken in steps, between which the store saves what
 * is typed meanwhile. What cannot be brought to its end is taken back. */

#include "heed-journal.h"

#include "heed-error.h"
#include "heed-journal-private.h"
#include "heed-json-reader.h"
#include "heed-thread.h"

#include <gio/gunixinputstream.h>
#include <glib/gi18n.h>
#include <sys/stat.h>
#include <unistd.h>

/* What is to be staged. */
typedef struct
{
  HeedStaging *staging;
  char *path;
} Source;

/* A file on its way into a staging. */
typedef struct
{
  HeedStaging *staging;
  int fd;
  guint64 size; /* 0 for what is no file */
} Reading;

/* An import that failed or was stopped, until it is taken back. */
typedef struct
{
  GTask *task;
  GError *error;
} Failure;

static guint64
get_size (int fd)
{
  struct stat status;

  return fstat (fd, &status) == 0 && S_ISREG (status.st_mode) ? (guint64) status.st_size : 0;
}

static gboolean
stage_record (HeedRecord  *record,
              gpointer     data,
              GError     **error)
{
  Reading *reading = data;

  if (reading->size > 0)
    heed_staging_set_progress (reading->staging, (guint64) lseek (reading->fd, 0, SEEK_CUR), reading->size);
  return heed_staging_add (record, reading->staging, error);
}

static gboolean
read_export (HeedStaging   *staging,
             const char    *path,
             GCancellable  *cancellable,
             GError       **error)
{
  g_autoptr (GInputStream) stream = heed_json_open (path, error);
  g_autofree char *name = g_filename_display_name (path);
  Reading reading = { .staging = staging };

  if (stream == NULL)
    return FALSE;

  reading.fd = g_unix_input_stream_get_fd (G_UNIX_INPUT_STREAM (stream));
  reading.size = get_size (reading.fd);
  return heed_json_read_each (stream, name, stage_record, &reading, heed_staging_get_editions (staging),
                              heed_staging_get_unknown (staging), cancellable, error);
}

static gpointer
stage (gpointer       data,
       GCancellable  *cancellable,
       GError       **error)
{
  const Source *source = data;
  HeedStaging *staging = source->staging;

  return GINT_TO_POINTER (heed_staging_open (staging, error) &&
                          (heed_database_is_journal (source->path)
                               ? heed_staging_read_journal (staging, source->path, cancellable, error)
                               : read_export (staging, source->path, cancellable, error)) &&
                          heed_staging_seal (staging, error));
}

static void
free_source (gpointer data)
{
  Source *source = data;

  g_object_unref (source->staging);
  g_free (source->path);
  g_free (source);
}

static void
free_failure (Failure *failure)
{
  g_clear_object (&failure->task);
  g_clear_error (&failure->error);
  g_free (failure);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Failure, free_failure)

static void
set_not_taken_back (GError **error)
{
  g_autoptr (GError) cause = g_steal_pointer (error);

  heed_set_error (error, HEED_ERROR_FAILED, cause->message,
                  _("The import could not be brought to its end. What was taken of it goes when the journal is next "
                    "opened; nothing of yours is lost."));
}

static void
taken_back_cb (GObject      *source,
               GAsyncResult *result,
               gpointer      data)
{
  g_autoptr (Failure) failure = data;
  HeedJournal *self = g_task_get_source_object (failure->task);
  HeedChanges *changes = heed_store_call_finish (HEED_STORE (source), result, NULL);

  if (changes != NULL)
    heed_journal_take_changes (self, changes);
  else
    {
      self->data_version = -1;
      set_not_taken_back (&failure->error);
    }
  g_clear_pointer (&changes, heed_changes_free);
  g_task_return_error (failure->task, g_steal_pointer (&failure->error));
}

/* What could not be saved is no reason not to take the import back. */
static void
saved_before_taking_back_cb (GObject      *source,
                             GAsyncResult *result,
                             gpointer      data)
{
  HeedJournal *self = HEED_JOURNAL (source);

  heed_journal_save_finish (self, result, NULL);
  heed_journal_call (self, heed_work_settle_import, heed_journal_new_work (self), (GDestroyNotify) heed_changes_free, NULL,
                     taken_back_cb, data);
}

static void
import_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      data)
{
  g_autoptr (GTask) task = data;
  HeedJournal *self = g_task_get_source_object (task);
  GError *error = NULL;
  HeedChanges *changes = heed_store_call_finish (HEED_STORE (source), result, &error);
  Failure *failure;

  if (changes != NULL)
    {
      heed_journal_take_changes (self, changes);
      heed_changes_free (changes);
      /* Nobody waits for how to take it back to be forgotten. */
      heed_journal_call (self, heed_work_settle_import, heed_journal_new_work (self), (GDestroyNotify) heed_changes_free,
                         NULL, NULL, NULL);
      /* What came along may say what was asked in entries that were here before. */
      heed_journal_update_wording (self);
      g_task_return_boolean (task, TRUE);
      return;
    }

  failure = g_new0 (Failure, 1);
  failure->task = g_steal_pointer (&task);
  failure->error = error;
  heed_journal_save_async (self, saved_before_taking_back_cb, failure);
}

/**
 * heed_journal_stage_async:
 * @self: an open journal
 * @staging: a staging for this journal
 * @path: (type filename): a file that was exported, or a back-up
 * @cancellable: (nullable): to stop it
 * @callback: called when all of the file is staged, or why it is not
 * @user_data: for @callback
 *
 * Reads a file and judges what is in it, without taking anything. How far it has
 * come, heed_staging_get_progress() tells.
 */
void
heed_journal_stage_async (HeedJournal         *self,
                          HeedStaging         *staging,
                          const char          *path,
                          GCancellable        *cancellable,
                          GAsyncReadyCallback  callback,
                          gpointer             user_data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);
  Source *source = g_new0 (Source, 1);

  source->staging = g_object_ref (staging);
  source->path = g_strdup (path);
  g_task_set_task_data (task, source, free_source);
  heed_thread_run (task, stage, NULL);
}

/**
 * heed_journal_stage_finish:
 * @self: a journal
 * @result: what the callback got
 * @error: return location for an error
 *
 * Ends heed_journal_stage_async().
 *
 * Returns: %FALSE with an error of heed_json_read_each() or heed_database_open()
 */
gboolean
heed_journal_stage_finish (HeedJournal   *self,
                           GAsyncResult  *result,
                           GError       **error)
{
  return g_task_propagate_pointer (G_TASK (result), error) != NULL;
}

/**
 * heed_journal_import_async:
 * @self: an open journal
 * @staging: what heed_journal_stage_async() staged
 * @cancellable: (nullable): to stop it
 * @callback: called when all of it is in the journal, or nothing
 * @user_data: for @callback
 *
 * Joins what is staged with the entries of the journal, as heed_database_import()
 * does. What is typed meanwhile is saved meanwhile. How far it has come,
 * heed_staging_get_progress() tells.
 */
void
heed_journal_import_async (HeedJournal         *self,
                           HeedStaging         *staging,
                           GCancellable        *cancellable,
                           GAsyncReadyCallback  callback,
                           gpointer             user_data)
{
  HeedWork *work = heed_journal_new_work (self);

  work->staging = g_object_ref (staging);
  heed_journal_call (self, heed_work_import, work, (GDestroyNotify) heed_changes_free, cancellable, import_cb,
                     g_task_new (self, NULL, callback, user_data));
}

/**
 * heed_journal_import_finish:
 * @self: a journal
 * @result: what the callback got
 * @error: return location for an error
 *
 * Ends heed_journal_import_async(). The lists show the entries by then; what came
 * of it, the staging tells.
 *
 * Returns: %FALSE with an error of heed_database_import() or
 *   %G_IO_ERROR_CANCELLED; then what had been taken was taken back, or is when the
 *   journal is next opened
 */
gboolean
heed_journal_import_finish (HeedJournal   *self,
                            GAsyncResult  *result,
                            GError       **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}
