/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Work on a thread of its own. The thread of g_task_run_in_thread() holds the task
 * for a moment after it has answered; where whoever asked was quicker, it lets go of
 * the last reference, and with it of what belongs to the main thread. */

#include "heed-thread.h"

/* All that the thread knows; it may be freed there. */
typedef struct
{
  HeedThreadFunc func;
  GDestroyNotify result_free;
  gpointer data; /* the task's */
} Work;

static void
run (GTask        *inner,
     gpointer      source,
     gpointer      data,
     GCancellable *cancellable)
{
  const Work *work = data;
  GError *error = NULL;
  gpointer result = work->func (work->data, cancellable, &error);

  if (error != NULL)
    g_task_return_error (inner, error);
  else
    g_task_return_pointer (inner, result, work->result_free);
}

static void
done_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      data)
{
  g_autoptr (GTask) task = data;
  const Work *work = g_task_get_task_data (G_TASK (result));
  GError *error = NULL;
  gpointer value = g_task_propagate_pointer (G_TASK (result), &error);

  if (error != NULL)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, value, work->result_free);
}

/**
 * heed_thread_run:
 * @task: who asks; what @func is given as its data is the task's own
 * @func: (scope async): the work
 * @result_free: (nullable): frees a result that nobody takes
 *
 * Does as g_task_run_in_thread() does, but lets go of @task, with its source object
 * and its data, on the thread that asked only. The task returns a pointer.
 */
void
heed_thread_run (GTask          *task,
                 HeedThreadFunc  func,
                 GDestroyNotify  result_free)
{
  g_autoptr (GTask) inner = g_task_new (NULL, g_task_get_cancellable (task), done_cb, g_object_ref (task));
  Work *work = g_new0 (Work, 1);

  work->func = func;
  work->result_free = result_free;
  work->data = g_task_get_task_data (task);
  g_task_set_name (inner, "heed_thread_run");
  g_task_set_priority (inner, g_task_get_priority (task));
  g_task_set_task_data (inner, work, g_free);
  g_task_run_in_thread (inner, run);
}
