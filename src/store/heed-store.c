/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The store's thread. Work goes to it through a queue, in order, and goes
 * back as an idle source of the context that asked; there, and only there,
 * tasks are finished and let go of, so that the thread never owns the last
 * reference to the store. */

#include "heed-store.h"

#include "heed-error.h"

#include <glib/gi18n.h>

/* What the thread owns, the queue excepted. */
typedef struct
{
  GAsyncQueue *queue; /* of Work */
  char *path;
  HeedDatabaseFlags flags;
  HeedDatabase *database; /* NULL before it was opened and once it is closed */
  GError *open_error;
} Worker;

typedef struct _Work Work;

typedef void (*WorkFunc) (Worker *worker,
                          Work   *work);

struct _Work
{
  WorkFunc run; /* NULL ends the thread */
  GTask *task;
  gboolean goes_on; /* a part of it is done */

  HeedStoreFunc func;
  gpointer data;
  GDestroyNotify data_free;
  GDestroyNotify result_free;

  gpointer result;
  GError *error;
};

struct _HeedStore
{
  GObject parent_instance;

  char *path;
  GAsyncQueue *queue;
  GThread *thread;
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

static void
run_open (Worker *worker,
          Work   *work)
{
  if (worker->database != NULL)
    return;

  g_clear_error (&worker->open_error);
  worker->database = heed_database_open (worker->path, worker->flags, &work->error);
  if (work->error != NULL)
    worker->open_error = g_error_copy (work->error);
}

static void
run_call (Worker *worker,
          Work   *work)
{
  if (worker->database != NULL)
    work->result = work->func (worker->database, work->data, &work->error);
  else if (worker->open_error != NULL)
    work->error = g_error_copy (worker->open_error);
  else
    heed_set_error (&work->error, HEED_ERROR_FAILED, NULL, _("The journal is not open."));
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

/* What wants to go on was asked for before the closing, and says before it what
 * came of it: that it was cut off. Everything else stays in its order. */
static void
end_unfinished (Worker *worker)
{
  g_autoptr (GPtrArray) waiting = g_ptr_array_new ();
  Work *work;

  g_async_queue_lock (worker->queue);
  while ((work = g_async_queue_try_pop_unlocked (worker->queue)) != NULL)
    g_ptr_array_add (waiting, work);

  for (guint i = 0; i < waiting->len; i++)
    {
      work = g_ptr_array_index (waiting, i);
      if (!work->goes_on)
        {
          g_async_queue_push_unlocked (worker->queue, work);
          continue;
        }

      run_call (worker, work);
      send_back (work);
    }
  g_async_queue_unlock (worker->queue);
}

static void
run_close (Worker *worker,
           Work   *work)
{
  if (worker->database != NULL)
    heed_database_close (worker->database, &work->error);
  g_clear_object (&worker->database);
  end_unfinished (worker);
}

static void
free_worker (Worker *worker)
{
  if (worker->database != NULL)
    heed_database_close (worker->database, NULL);
  g_clear_object (&worker->database);
  g_clear_error (&worker->open_error);
  g_async_queue_unref (worker->queue);
  g_free (worker->path);
  g_free (worker);
}

static gpointer
run_thread (gpointer data)
{
  Worker *worker = data;

  for (;;)
    {
      Work *work = g_async_queue_pop (worker->queue);
      GCancellable *cancellable;

      if (work->run == NULL)
        {
          free_work (work);
          break;
        }

      cancellable = g_task_get_cancellable (work->task);
      if (!g_cancellable_set_error_if_cancelled (cancellable, &work->error))
        work->run (worker, work);
      if (work->result != HEED_STORE_AGAIN)
        {
          send_back (work);
          continue;
        }

      work->result = NULL;
      work->goes_on = TRUE;
      g_async_queue_push (worker->queue, work);
    }

  free_worker (worker);
  return NULL;
}

/* A call that was made must say what came of it, even when it was cancelled
 * halfway: what is written is written. */
static GTask *
create_task (HeedStore           *self,
             GCancellable        *cancellable,
             GAsyncReadyCallback  callback,
             gpointer             user_data,
             gpointer             tag,
             const char          *name)
{
  GTask *task = g_task_new (self, cancellable, callback, user_data);

  g_task_set_check_cancellable (task, FALSE);
  g_task_set_source_tag (task, tag);
  g_task_set_name (task, name);
  return task;
}

static void
queue_work (HeedStore *self,
            WorkFunc   run,
            GTask     *task)
{
  Work *work = g_new0 (Work, 1);

  work->run = run;
  work->task = task;
  g_async_queue_push (self->queue, work);
}

static gboolean
finish (HeedStore     *self,
        GAsyncResult  *result,
        gpointer       tag,
        GError       **error)
{
  g_return_val_if_fail (HEED_IS_STORE (self), FALSE);
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);
  g_return_val_if_fail (g_async_result_is_tagged (result, tag), FALSE);

  g_task_propagate_pointer (G_TASK (result), error);
  return !g_task_had_error (G_TASK (result));
}

static void
heed_store_finalize (GObject *object)
{
  HeedStore *self = HEED_STORE (object);

  /* Every task holds the store, so nothing is waiting here but the end. */
  queue_work (self, NULL, NULL);
  g_thread_join (self->thread);
  g_async_queue_unref (self->queue);
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
  Worker *worker;

  g_return_val_if_fail (path != NULL, NULL);

  self = g_object_new (HEED_TYPE_STORE, NULL);
  self->path = g_strdup (path);

  worker = g_new0 (Worker, 1);
  worker->queue = g_async_queue_ref (self->queue);
  worker->path = g_strdup (path);
  worker->flags = flags;
  self->thread = g_thread_new ("heed-store", run_thread, worker);
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
 * done when it is open.
 */
void
heed_store_open_async (HeedStore           *self,
                       GCancellable        *cancellable,
                       GAsyncReadyCallback  callback,
                       gpointer             user_data)
{
  g_return_if_fail (HEED_IS_STORE (self));

  queue_work (self, run_open,
              create_task (self, cancellable, callback, user_data,
                           heed_store_open_async, "heed_store_open_async"));
}

/**
 * heed_store_open_finish:
 * @self: a store
 * @result: what the callback was given
 * @error: return location for an error
 *
 * Ends heed_store_open_async().
 *
 * Returns: %FALSE with an error of heed_database_open() or
 *   %G_IO_ERROR_CANCELLED
 */
gboolean
heed_store_open_finish (HeedStore     *self,
                        GAsyncResult  *result,
                        GError       **error)
{
  return finish (self, result, heed_store_open_async, error);
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
 * Has work done with the journal, after all that was asked for before.
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

  work = g_new0 (Work, 1);
  work->run = run_call;
  work->task = create_task (self, cancellable, callback, user_data,
                            heed_store_call_async, "heed_store_call_async");
  work->func = func;
  work->data = data;
  work->data_free = data_free;
  work->result_free = result_free;
  g_async_queue_push (self->queue, work);
}

/**
 * heed_store_call_finish:
 * @self: a store
 * @result: what the callback was given
 * @error: return location for an error
 *
 * Ends heed_store_call_async().
 *
 * Returns: (transfer full) (nullable): what the work returned; %NULL with the
 *   error that the work gave, the one with which opening failed, or
 *   %G_IO_ERROR_CANCELLED
 */
gpointer
heed_store_call_finish (HeedStore     *self,
                        GAsyncResult  *result,
                        GError       **error)
{
  g_return_val_if_fail (HEED_IS_STORE (self), NULL);
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, heed_store_call_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * heed_store_close_async:
 * @self: a store
 * @callback: (scope async): called when it is closed
 * @user_data: data for @callback
 *
 * Closes the journal after all that was asked for before is done. Calls that
 * come later fail, as do those that want to go on then.
 */
void
heed_store_close_async (HeedStore           *self,
                        GAsyncReadyCallback  callback,
                        gpointer             user_data)
{
  g_return_if_fail (HEED_IS_STORE (self));

  queue_work (self, run_close,
              create_task (self, NULL, callback, user_data,
                           heed_store_close_async, "heed_store_close_async"));
}

/**
 * heed_store_close_finish:
 * @self: a store
 * @result: what the callback was given
 * @error: return location for an error
 *
 * Ends heed_store_close_async().
 *
 * Returns: %FALSE with an error of heed_database_close(); every change is
 *   safe all the same
 */
gboolean
heed_store_close_finish (HeedStore     *self,
                         GAsyncResult  *result,
                         GError       **error)
{
  return finish (self, result, heed_store_close_async, error);
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
