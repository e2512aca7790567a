/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Tells the thread sanitizer what GLib promises of the order in which threads see
 * things, which it cannot know of a GLib that was not built with it: what is changed
 * under a lock, or goes through a queue, to a main loop, or with the last reference, is
 * seen whole by who gets it. Loaded before GLib by the tests of a build with
 * -Db_sanitize=thread; a promise is told of before it is given, and counted on after it
 * was kept. */

#define _GNU_SOURCE /* RTLD_NEXT */

#include <dlfcn.h>
#include <gio/gio.h>

/* https://github.com/llvm/llvm-project/blob/main/compiler-rt/include/sanitizer/tsan_interface.h */
void __tsan_acquire (void *address);
void __tsan_release (void *address);

#define REAL(function) ((__typeof__ (&function)) find (G_STRINGIFY (function)))

static gpointer
find (const char *name)
{
  gpointer function = dlsym (RTLD_NEXT, name);

  if (function == NULL)
    g_error ("GLib has no %s().", name);
  return function;
}

void
g_mutex_lock (GMutex *mutex)
{
  REAL (g_mutex_lock) (mutex);
  __tsan_acquire (mutex);
}

void
g_mutex_unlock (GMutex *mutex)
{
  __tsan_release (mutex);
  REAL (g_mutex_unlock) (mutex);
}

void
g_async_queue_push (GAsyncQueue *queue,
                    gpointer     data)
{
  __tsan_release (queue);
  REAL (g_async_queue_push) (queue, data);
}

void
g_async_queue_push_unlocked (GAsyncQueue *queue,
                             gpointer     data)
{
  __tsan_release (queue);
  REAL (g_async_queue_push_unlocked) (queue, data);
}

gpointer
g_async_queue_pop (GAsyncQueue *queue)
{
  gpointer data = REAL (g_async_queue_pop) (queue);

  __tsan_acquire (queue);
  return data;
}

gpointer
g_async_queue_try_pop_unlocked (GAsyncQueue *queue)
{
  gpointer data = REAL (g_async_queue_try_pop_unlocked) (queue);

  __tsan_acquire (queue);
  return data;
}

/* What an idle source calls, once it was attached. */
typedef struct
{
  GSource *source;
  GSourceFunc func;
  gpointer data;
  GDestroyNotify notify;
} Callback;

static gboolean
call_cb (gpointer data)
{
  Callback *callback = data;

  __tsan_acquire (callback->source);
  return callback->func (callback->data);
}

static void
free_callback (gpointer data)
{
  Callback *callback = data;

  __tsan_acquire (callback->source);
  if (callback->notify != NULL)
    callback->notify (callback->data);
  g_free (callback);
}

void
g_source_set_callback (GSource        *source,
                       GSourceFunc     func,
                       gpointer        data,
                       GDestroyNotify  notify)
{
  Callback *callback;

  /* Others call theirs with more. */
  if (source->source_funcs != &g_idle_funcs)
    {
      REAL (g_source_set_callback) (source, func, data, notify);
      return;
    }

  callback = g_new (Callback, 1);
  *callback = (Callback) { source, func, data, notify };
  REAL (g_source_set_callback) (source, call_cb, callback, free_callback);
}

guint
g_source_attach (GSource      *source,
                 GMainContext *context)
{
  __tsan_release (source);
  return REAL (g_source_attach) (source, context);
}

static void
run_task (GTask        *task,
          gpointer      source,
          gpointer      data,
          GCancellable *cancellable)
{
  GTaskThreadFunc func = g_object_get_data (G_OBJECT (task), "func");

  __tsan_acquire (task);
  func (task, source, data, cancellable);
}

void
g_task_run_in_thread (GTask           *task,
                      GTaskThreadFunc  func)
{
  g_object_set_data (G_OBJECT (task), "func", func);
  __tsan_release (task);
  REAL (g_task_run_in_thread) (task, run_task);
}

void
g_task_return_pointer (GTask          *task,
                       gpointer        result,
                       GDestroyNotify  free_result)
{
  __tsan_release (task);
  REAL (g_task_return_pointer) (task, result, free_result);
}

void
g_task_return_error (GTask  *task,
                     GError *error)
{
  __tsan_release (task);
  REAL (g_task_return_error) (task, error);
}

gpointer
g_task_propagate_pointer (GTask   *task,
                          GError **error)
{
  gpointer result = REAL (g_task_propagate_pointer) (task, error);

  __tsan_acquire (task);
  return result;
}

/* Who lets go of the last reference sees what all others did before they let go. */
void
g_atomic_rc_box_release_full (gpointer       box,
                              GDestroyNotify clear)
{
  __tsan_release (box);
  __tsan_acquire (box);
  REAL (g_atomic_rc_box_release_full) (box, clear);
}

void
g_object_unref (gpointer object)
{
  __tsan_release (object);
  __tsan_acquire (object);
  REAL (g_object_unref) (object);
}
