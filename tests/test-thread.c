/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Tests of src/base/heed-thread.c. */

#define _GNU_SOURCE /* sched_setaffinity() */

#include "heed-thread.h"

#include "heed-error.h"

#include <sched.h>

#define ROUNDS 50

/* Where the object of a task and its data went. */
typedef struct
{
  gboolean done;
  GThread *object_at;
  GThread *data_at;
} Trace;

static void
object_gone_cb (gpointer  data,
                GObject  *object)
{
  g_atomic_pointer_set (&((Trace *) data)->object_at, g_thread_self ());
}

static void
data_gone_cb (gpointer data)
{
  g_atomic_pointer_set (&((Trace *) data)->data_at, g_thread_self ());
}

static void
done_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      data)
{
  g_assert_cmpint (GPOINTER_TO_INT (g_task_propagate_pointer (G_TASK (result), NULL)), ==, 7);
  ((Trace *) data)->done = TRUE;
}

static gboolean
tick_cb (gpointer data)
{
  return G_SOURCE_CONTINUE;
}

/* Whoever waits for it goes on before the thread does another thing: both have one
 * processor, and the thread has it last. */
static gpointer
answer (gpointer       data,
        GCancellable  *cancellable,
        GError       **error)
{
  const struct sched_param parameters = { 0 };

  sched_setscheduler (0, SCHED_IDLE, &parameters);
  return GINT_TO_POINTER (7);
}

static void
test_lets_go_here (void)
{
  cpu_set_t all, one;

  g_assert_no_errno (sched_getaffinity (0, sizeof all, &all));
  CPU_ZERO (&one);
  for (int i = 0; i < CPU_SETSIZE; i++)
    if (CPU_ISSET (i, &all))
      {
        CPU_SET (i, &one);
        break;
      }
  g_assert_no_errno (sched_setaffinity (0, sizeof one, &one));

  for (guint i = 0; i < ROUNDS; i++)
    {
      Trace trace = { 0 };
      GObject *object = g_object_new (G_TYPE_OBJECT, NULL);
      GTask *task = g_task_new (object, NULL, done_cb, &trace);
      guint tick;

      g_object_weak_ref (object, object_gone_cb, &trace);
      g_task_set_task_data (task, &trace, data_gone_cb);
      g_object_unref (object);
      heed_thread_run (task, answer, NULL);
      g_object_unref (task);
      tick = g_timeout_add (1, tick_cb, NULL);
      while (!trace.done || g_atomic_pointer_get (&trace.object_at) == NULL || g_atomic_pointer_get (&trace.data_at) == NULL)
        g_main_context_iteration (NULL, TRUE);
      g_source_remove (tick);

      g_assert_true (trace.object_at == g_thread_self ());
      g_assert_true (trace.data_at == g_thread_self ());
    }
  g_assert_no_errno (sched_setaffinity (0, sizeof all, &all));
}

static void
keep_result_cb (GObject      *source,
                GAsyncResult *result,
                gpointer      data)
{
  *(GAsyncResult **) data = g_object_ref (result);
}

static gpointer
fail (gpointer       data,
      GCancellable  *cancellable,
      GError       **error)
{
  g_assert_true (data == test_lets_go_here);
  heed_set_error (error, HEED_ERROR_FULL, NULL, "No room.");
  return NULL;
}

static gpointer
give (gpointer       data,
      GCancellable  *cancellable,
      GError       **error)
{
  return g_strdup ("given");
}

static GAsyncResult *
run (HeedThreadFunc  func,
     GCancellable   *cancellable)
{
  GAsyncResult *result = NULL;
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, keep_result_cb, &result);

  g_task_set_task_data (task, test_lets_go_here, NULL);
  heed_thread_run (task, func, g_free);
  while (result == NULL)
    g_main_context_iteration (NULL, TRUE);
  return result;
}

static void
test_outcomes (void)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GAsyncResult) given = run (give, cancellable);
  g_autoptr (GAsyncResult) failed = run (fail, NULL);
  g_autoptr (GAsyncResult) cancelled = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *text = g_task_propagate_pointer (G_TASK (given), &error);

  g_assert_no_error (error);
  g_assert_cmpstr (text, ==, "given");
  g_assert_null (g_task_propagate_pointer (G_TASK (failed), &error));
  g_assert_error (error, HEED_ERROR, HEED_ERROR_FULL);
  g_clear_error (&error);

  g_cancellable_cancel (cancellable);
  cancelled = run (give, cancellable);
  g_assert_null (g_task_propagate_pointer (G_TASK (cancelled), &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/thread/lets-go-here", test_lets_go_here);
  g_test_add_func ("/thread/outcomes", test_outcomes);

  return g_test_run ();
}
