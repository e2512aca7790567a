/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The store's thread. Work goes to it through a queue, in order, and goes
 * back as an idle source of the context that asked; there, and only there,
 * tasks are finished and let go of, so that the thread never owns the last
 * reference to the store. */

#include "heed-store.h"

#include "heed-error.h"

#include <glib/gi18n.h>

typedef enum
{
  WORK_OPEN,
  WORK_CALL,
  WORK_CLOSE,
  WORK_END, /* of the thread */
} WorkKind;

typedef struct
{
  WorkKind kind;
  GTask *task;
  gboolean goes_on; /* a part of it is done */

  HeedStoreFunc func;
  gpointer data;
  GDestroyNotify data_free;
  GDestroyNotify result_free;

  gpointer result;
  GError *error;
} Work;

struct _HeedStore
{
  GObject parent_instance;

  char *path;
  HeedDatabaseFlags flags;
  GAsyncQueue *queue; /* of Work */
  GThread *thread;

  /* The thread's own. */
  HeedDatabase *database; /* NULL before it was opened and once it is closed */
  GError *open_error;
};

/* Only its address means something. */
const char heed_store_again = 0;

G_DEFINE_FINAL_TYPE (HeedStore, heed_store, G_TYPE_OBJECT)

static void
free_work (Work *work)
{
  if (work->data_free != NULL)
    work->data_free (work->data);
  g_clear_object (&work->task);
  g_free (work);
}

static gboolean
return_work_cb (gpointer user_data)
{
  Work *work = user_data;

  if (work->error != NULL)
    {
      if (work->result != NULL && work->result_free != NULL)
        work->result_free (work->result);
      g_task_return_error (work->task, work->error);
    }
  else
    {
      g_task_return_pointer (work->task, work->result, work->result_free);
    }

  free_work (work);
  return G_SOURCE_REMOVE;
}

static void
send_back (Work *work)
{
  g_autoptr (GSource) source = g_idle_source_new ();

  g_source_set_priority (source, g_task_get_priority (work->task));
  g_source_set_callback (source, return_work_cb, work, NULL);
  g_source_set_static_name (source, "[heed] Work done by the store");
  g_source_attach (source, g_task_get_context (work->task));
}

static void
call (HeedStore *self,
      Work      *work)
{
  if (self->database != NULL)
    work->result = work->func (self->database, work->data, &work->error);
  else if (self->open_error != NULL)
    work->error = g_error_copy (self->open_error);
  else
    heed_set_error (&work->error, HEED_ERROR_FAILED, NULL, _("The journal is not open."));
}

/* What wants to go on was asked for before the closing, and says before it what
 * came of it: that it was cut off. Everything else stays in its order. */
static void
end_unfinished (HeedStore *self)
{
  g_autoptr (GPtrArray) waiting = g_ptr_array_new ();
  Work *work;

  g_async_queue_lock (self->queue);
  while ((work = g_async_queue_try_pop_unlocked (self->queue)) != NULL)
    g_ptr_array_add (waiting, work);

  for (guint i = 0; i < waiting->len; i++)
    {
      work = g_ptr_array_index (waiting, i);
      if (!work->goes_on)
        {
          g_async_queue_push_unlocked (self->queue, work);
          continue;
        }

      call (self, work);
      send_back (work);
    }
  g_async_queue_unlock (self->queue);
}

static void
run_work (HeedStore *self,
          Work      *work)
{
  switch (work->kind)
    {
    case WORK_OPEN:
      if (self->database != NULL)
        break;

      g_clear_error (&self->open_error);
      self->database = heed_database_open (self->path, self->flags, &work->error);
      if (work->error != NULL)
        self->open_error = g_error_copy (work->error);
      break;
    case WORK_CALL:
      call (self, work);
      break;
    case WORK_CLOSE:
    case WORK_END:
      if (self->database != NULL)
        heed_database_close (self->database, &work->error);
      g_clear_object (&self->database);
      if (work->kind == WORK_CLOSE)
        end_unfinished (self);
      break;
    }
}

/* The store is there as long as the thread: it waits for its end. */
static gpointer
run_thread (gpointer data)
{
  HeedStore *self = data;

  for (;;)
    {
      Work *work = g_async_queue_pop (self->queue);

      if (work->task == NULL || !g_cancellable_set_error_if_cancelled (g_task_get_cancellable (work->task), &work->error))
        run_work (self, work);
      if (work->kind == WORK_END)
        {
          g_clear_error (&work->error);
          free_work (work);
          return NULL;
        }

      if (work->result == HEED_STORE_AGAIN)
        {
          work->result = NULL;
          work->goes_on = TRUE;
          g_async_queue_push (self->queue, work);
        }
      else
        {
          send_back (work);
        }
    }
}

/* Work that was begun must say what came of it, even when it was cancelled halfway:
 * what is written is written. */
static Work *
new_work (WorkKind  kind,
          GTask    *task)
{
  Work *work = g_new0 (Work, 1);

  work->kind = kind;
  work->task = task;
  if (task != NULL)
    g_task_set_check_cancellable (task, FALSE);
  return work;
}

static void
heed_store_finalize (GObject *object)
{
  HeedStore *self = HEED_STORE (object);

  /* Every task holds the store, so nothing is waiting here but the end. */
  g_async_queue_push (self->queue, new_work (WORK_END, NULL));
  g_thread_join (self->thread);
  g_async_queue_unref (self->queue);
  g_clear_error (&self->open_error);
  g_free (self->path);

  G_OBJECT_CLASS (heed_store_parent_class)->finalize (object);
}

static void
heed_store_class_init (HeedStoreClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = heed_store_finalize;
}

static void
heed_store_init (HeedStore *self)
{
  self->queue = g_async_queue_new ();
}

/**
 * heed_store_new:
 * @path: (type filename): the journal
 * @flags: how to open it
 *
 * Makes a store. Nothing is opened yet.
 *
 * Returns: (transfer full): a store
 */
HeedStore *
heed_store_new (const char        *path,
                HeedDatabaseFlags  flags)
{
  HeedStore *self;

  g_return_val_if_fail (path != NULL, NULL);

  self = g_object_new (HEED_TYPE_STORE, NULL);
  self->path = g_strdup (path);
  self->flags = flags;
  self->thread = g_thread_new ("heed-store", run_thread, self);
  return self;
}

/**
 * heed_store_open_async:
 * @self: a store
 * @cancellable: (nullable): to leave it while it has not started
 * @callback: (scope async): called when it is open or has failed
 * @user_data: data for @callback
 *
 * Opens the journal. It may be tried again after it failed or was closed; if
 * it is open this does nothing. Calls may be made without waiting: they are
 * done when it is open. End it with heed_store_finish(), which gives the errors of
 * heed_database_open().
 */
void
heed_store_open_async (HeedStore           *self,
                       GCancellable        *cancellable,
                       GAsyncReadyCallback  callback,
                       gpointer             user_data)
{
  g_return_if_fail (HEED_IS_STORE (self));

  g_async_queue_push (self->queue, new_work (WORK_OPEN, g_task_new (self, cancellable, callback, user_data)));
}

/**
 * heed_store_call_async:
 * @self: a store
 * @func: (scope async): the work, done on the store's thread
 * @data: (transfer full): data for @func
 * @data_free: (nullable): frees @data, on the thread that called
 * @result_free: (nullable): frees a result that nobody takes
 * @cancellable: (nullable): a call that is cancelled before it has started is
 *   not made; one that has started is finished and reported as what it came to,
 *   unless it returns %HEED_STORE_AGAIN
 * @callback: (nullable) (scope async): called when the work is done
 * @user_data: data for @callback
 *
 * Has work done with the journal, after all that was asked for before. End it with
 * heed_store_finish(), which gives what the work returned, or the error that it gave or
 * with which opening failed.
 */
void
heed_store_call_async (HeedStore           *self,
                       HeedStoreFunc        func,
                       gpointer             data,
                       GDestroyNotify       data_free,
                       GDestroyNotify       result_free,
                       GCancellable        *cancellable,
                       GAsyncReadyCallback  callback,
                       gpointer             user_data)
{
  Work *work;

  g_return_if_fail (HEED_IS_STORE (self));
  g_return_if_fail (func != NULL);

  work = new_work (WORK_CALL, g_task_new (self, cancellable, callback, user_data));
  work->func = func;
  work->data = data;
  work->data_free = data_free;
  work->result_free = result_free;
  g_async_queue_push (self->queue, work);
}

/**
 * heed_store_close_async:
 * @self: a store
 * @callback: (scope async): called when it is closed
 * @user_data: data for @callback
 *
 * Closes the journal after all that was asked for before is done. Calls that
 * come later fail, as do those that want to go on then. End it with heed_store_finish(),
 * which gives the errors of heed_database_close(); every change is safe all the same.
 */
void
heed_store_close_async (HeedStore           *self,
                        GAsyncReadyCallback  callback,
                        gpointer             user_data)
{
  g_return_if_fail (HEED_IS_STORE (self));

  g_async_queue_push (self->queue, new_work (WORK_CLOSE, g_task_new (self, NULL, callback, user_data)));
}

/**
 * heed_store_finish:
 * @self: a store
 * @result: what the callback was given
 * @answer: (out) (optional) (nullable) (transfer full): what the work returned
 * @error: return location for an error
 *
 * Ends what the store was asked for.
 *
 * Returns: %FALSE with an error that the function names with which it was asked, or
 *   %G_IO_ERROR_CANCELLED; @answer is then %NULL
 */
gboolean
heed_store_finish (HeedStore     *self,
                   GAsyncResult  *result,
                   gpointer      *answer,
                   GError       **error)
{
  gpointer value;

  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  value = g_task_propagate_pointer (G_TASK (result), error);
  if (answer != NULL)
    *answer = value;
  return !g_task_had_error (G_TASK (result));
}

/**
 * heed_store_get_path:
 * @self: a store
 *
 * Gets the file that the store keeps.
 *
 * Returns: (type filename): the path
 */
const char *
heed_store_get_path (HeedStore *self)
{
  g_return_val_if_fail (HEED_IS_STORE (self), NULL);

  return self->path;
}
