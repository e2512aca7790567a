/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Tests of src/store/heed-store.c: order, threads, cancelling, the end. */

#include "heed-store.h"

#include "store-fixture.h"

typedef struct
{
  JournalFixture journal;
  HeedStore *store;
  GThread *thread; /* the one of the test */
} StoreFixture;

/* What came of one call. */
typedef struct
{
  gboolean done;
  GThread *thread;
  gpointer result;
  GError *error;
} Outcome;

static void
clear_outcome (Outcome *outcome)
{
  g_clear_error (&outcome->error);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Outcome, clear_outcome)

static void
opened_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  Outcome *outcome = user_data;

  outcome->result = GINT_TO_POINTER (heed_store_finish (HEED_STORE (source), result, NULL, &outcome->error));
  outcome->thread = g_thread_self ();
  outcome->done = TRUE;
}

static void
called_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  Outcome *outcome = user_data;

  heed_store_finish (HEED_STORE (source), result, &outcome->result, &outcome->error);
  outcome->thread = g_thread_self ();
  outcome->done = TRUE;
}

static void
closed_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  Outcome *outcome = user_data;

  outcome->result = GINT_TO_POINTER (heed_store_finish (HEED_STORE (source), result, NULL, &outcome->error));
  outcome->done = TRUE;
}

static void
wait_for (Outcome *outcome)
{
  while (!outcome->done)
    g_main_context_iteration (g_main_context_get_thread_default (), TRUE);
}

static void
open_store (StoreFixture *fixture)
{
  g_auto (Outcome) outcome = { 0 };

  heed_store_open_async (fixture->store, NULL, opened_cb, &outcome);
  wait_for (&outcome);
  g_assert_no_error (outcome.error);
  g_assert_nonnull (outcome.result);
  g_assert_true (outcome.thread == fixture->thread);
}

static void
close_store (StoreFixture *fixture)
{
  g_auto (Outcome) outcome = { 0 };

  heed_store_close_async (fixture->store, closed_cb, &outcome);
  wait_for (&outcome);
  g_assert_no_error (outcome.error);
  g_assert_nonnull (outcome.result);
}

static void
set_up (StoreFixture  *fixture,
        gconstpointer  user_data)
{
  set_up_folder (&fixture->journal, NULL);
  fixture->store = heed_store_new (fixture->journal.path, HEED_DATABASE_CREATE);
  fixture->thread = g_thread_self ();
}

static void
tear_down (StoreFixture  *fixture,
           gconstpointer  user_data)
{
  if (fixture->store != NULL)
    g_assert_finalize_object (fixture->store);
  tear_down_journal (&fixture->journal, NULL);
}

/* Work: puts the record that it is given. */
static gpointer
put_work (HeedDatabase  *database,
          gpointer       data,
          GError       **error)
{
  return GINT_TO_POINTER (try_put (database, data, error));
}

static gpointer
count_work (HeedDatabase  *database,
            gpointer       data,
            GError       **error)
{
  g_autoptr (GPtrArray) list = heed_database_list (database, NULL, error);

  return list != NULL ? GUINT_TO_POINTER (list->len) : NULL;
}

static gpointer
get_thread_work (HeedDatabase  *database,
                 gpointer       data,
                 GError       **error)
{
  return g_thread_self ();
}

static gpointer
fail_work (HeedDatabase  *database,
           gpointer       data,
           GError       **error)
{
  heed_set_error (error, HEED_ERROR_FULL, NULL, "Full");
  return NULL;
}

static gpointer
add_one_work (HeedDatabase  *database,
              gpointer       data,
              GError       **error)
{
  return GINT_TO_POINTER (g_atomic_int_add ((int *) data, 1) + 1);
}

/* Work: says that it has started, then waits to be let on. */
typedef struct
{
  GAsyncQueue *started;
  GAsyncQueue *go_on;
} Gate;

static gpointer
gate_work (HeedDatabase  *database,
           gpointer       data,
           GError       **error)
{
  Gate *gate = data;

  g_async_queue_push (gate->started, gate);
  g_async_queue_pop (gate->go_on);
  return gate;
}

static void
free_gate (Gate *gate)
{
  g_async_queue_unref (gate->started);
  g_async_queue_unref (gate->go_on);
}

static void
call (StoreFixture  *fixture,
      HeedStoreFunc  func,
      gpointer       data,
      Outcome       *outcome)
{
  heed_store_call_async (fixture->store, func, data, NULL, NULL, NULL, called_cb, outcome);
}

static void
test_calls (StoreFixture  *fixture,
            gconstpointer  user_data)
{
  g_autoptr (HeedRecord) record = make_note (NULL, "Title", "Text", 0);
  g_auto (Outcome) written = { 0 };
  g_auto (Outcome) counted = { 0 };
  g_auto (Outcome) thread = { 0 };

  g_assert_cmpstr (heed_store_get_path (fixture->store), ==, fixture->journal.path);
  open_store (fixture);
  call (fixture, put_work, record, &written);
  call (fixture, count_work, NULL, &counted);
  call (fixture, get_thread_work, NULL, &thread);
  g_assert_false (written.done);
  wait_for (&thread);

  g_assert_true (written.done && counted.done);
  g_assert_no_error (written.error);
  g_assert_cmpuint (GPOINTER_TO_UINT (counted.result), ==, 1);
  g_assert_true (counted.thread == fixture->thread);
  g_assert_nonnull (thread.result);
  g_assert_true (thread.result != fixture->thread);
  close_store (fixture);
}

static void
test_order (StoreFixture  *fixture,
            gconstpointer  user_data)
{
  enum { N_CALLS = 300 };
  g_autofree Outcome *outcomes = g_new0 (Outcome, N_CALLS);
  int count = 0;

  open_store (fixture);
  for (guint i = 0; i < N_CALLS; i++)
    call (fixture, add_one_work, &count, &outcomes[i]);

  wait_for (&outcomes[N_CALLS - 1]);
  for (guint i = 0; i < N_CALLS; i++)
    {
      g_assert_true (outcomes[i].done);
      g_assert_cmpint (GPOINTER_TO_INT (outcomes[i].result), ==, (int) i + 1);
    }
}

/* Work in three parts, which begins when others have been asked for, too. */
typedef struct
{
  int count;
  GAsyncQueue *may_begin;
} Parts;

static gpointer
count_to_three_work (HeedDatabase  *database,
                     gpointer       data,
                     GError       **error)
{
  Parts *parts = data;

  if (parts->count == 0)
    g_async_queue_pop (parts->may_begin);
  return ++parts->count < 3 ? HEED_STORE_AGAIN : GINT_TO_POINTER (parts->count);
}

/* Long work lets others in between. */
static void
test_parts (StoreFixture  *fixture,
            gconstpointer  user_data)
{
  g_auto (Outcome) opened = { 0 };
  g_auto (Outcome) in_parts = { 0 };
  g_auto (Outcome) between = { 0 };
  g_autoptr (GAsyncQueue) may_begin = g_async_queue_new ();
  Parts parts = { 0, may_begin };

  heed_store_open_async (fixture->store, NULL, opened_cb, &opened);
  call (fixture, count_to_three_work, &parts, &in_parts);
  call (fixture, add_one_work, &parts.count, &between);
  g_async_queue_push (may_begin, GINT_TO_POINTER (1));
  wait_for (&in_parts);
  g_assert_true (between.done);
  g_assert_cmpint (GPOINTER_TO_INT (between.result), ==, 2);
  g_assert_cmpint (GPOINTER_TO_INT (in_parts.result), ==, 3);
}

/* And nobody waits for the end of it to close. */
static void
test_close_between (StoreFixture  *fixture,
                    gconstpointer  user_data)
{
  g_auto (Outcome) opened = { 0 };
  g_auto (Outcome) in_parts = { 0 };
  g_auto (Outcome) closed = { 0 };
  g_autoptr (GAsyncQueue) may_begin = g_async_queue_new ();
  Parts parts = { 0, may_begin };

  heed_store_open_async (fixture->store, NULL, opened_cb, &opened);
  call (fixture, count_to_three_work, &parts, &in_parts);
  heed_store_close_async (fixture->store, closed_cb, &closed);
  g_async_queue_push (may_begin, GINT_TO_POINTER (1));
  wait_for (&closed);
  g_assert_no_error (closed.error);
  g_assert_true (in_parts.done);
  g_assert_error (in_parts.error, HEED_ERROR, HEED_ERROR_FAILED);
  g_assert_null (in_parts.result);
  g_assert_cmpint (parts.count, ==, 1);
}

/* Nobody has to wait for the opening before asking. */
static void
test_early_call (StoreFixture  *fixture,
                 gconstpointer  user_data)
{
  g_auto (Outcome) opened = { 0 };
  g_auto (Outcome) counted = { .result = fixture };

  heed_store_open_async (fixture->store, NULL, opened_cb, &opened);
  call (fixture, count_work, NULL, &counted);
  wait_for (&counted);
  g_assert_true (opened.done);
  g_assert_no_error (counted.error);
  g_assert_null (counted.result);
}

static void
test_failure (StoreFixture  *fixture,
              gconstpointer  user_data)
{
  g_auto (Outcome) failed = { 0 };

  open_store (fixture);
  call (fixture, fail_work, NULL, &failed);
  wait_for (&failed);
  g_assert_error (failed.error, HEED_ERROR, HEED_ERROR_FULL);
  g_assert_null (failed.result);
}

static void
test_not_open (StoreFixture  *fixture,
               gconstpointer  user_data)
{
  g_auto (Outcome) before = { 0 };
  g_auto (Outcome) after = { 0 };
  int count = 0;

  call (fixture, add_one_work, &count, &before);
  wait_for (&before);
  g_assert_error (before.error, HEED_ERROR, HEED_ERROR_FAILED);

  open_store (fixture);
  close_store (fixture);
  close_store (fixture);
  call (fixture, add_one_work, &count, &after);
  wait_for (&after);
  g_assert_error (after.error, HEED_ERROR, HEED_ERROR_FAILED);
  g_assert_cmpint (count, ==, 0);
}

static void
test_try_again (StoreFixture  *fixture,
                gconstpointer  user_data)
{
  g_auto (Outcome) opened = { 0 };
  g_auto (Outcome) called = { 0 };

  g_assert_true (g_file_set_contents (fixture->journal.path, "Dear diary", -1, NULL));
  heed_store_open_async (fixture->store, NULL, opened_cb, &opened);
  call (fixture, count_work, NULL, &called);
  wait_for (&called);
  g_assert_error (opened.error, HEED_ERROR, HEED_ERROR_INVALID_FILE);
  g_assert_error (called.error, HEED_ERROR, HEED_ERROR_INVALID_FILE);

  g_unlink (fixture->journal.path);
  open_store (fixture);
}

static void
test_cancel_waiting (StoreFixture  *fixture,
                     gconstpointer  user_data)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_auto (Outcome) first = { 0 };
  g_auto (Outcome) second = { 0 };
  Gate gate = { g_async_queue_new (), g_async_queue_new () };
  int count = 0;

  open_store (fixture);
  call (fixture, gate_work, &gate, &first);
  heed_store_call_async (fixture->store, add_one_work, &count, NULL, NULL, cancellable, called_cb, &second);
  g_async_queue_pop (gate.started);
  g_cancellable_cancel (cancellable);
  g_async_queue_push (gate.go_on, &gate);
  wait_for (&second);

  g_assert_no_error (first.error);
  g_assert_error (second.error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpint (count, ==, 0);
  free_gate (&gate);
}

/* What has started is done, and must be reported as done. */
static void
test_cancel_started (StoreFixture  *fixture,
                     gconstpointer  user_data)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_auto (Outcome) outcome = { 0 };
  Gate gate = { g_async_queue_new (), g_async_queue_new () };

  open_store (fixture);
  heed_store_call_async (fixture->store, gate_work, &gate, NULL, NULL, cancellable, called_cb, &outcome);
  g_async_queue_pop (gate.started);
  g_cancellable_cancel (cancellable);
  g_async_queue_push (gate.go_on, &gate);
  wait_for (&outcome);
  g_assert_no_error (outcome.error);
  g_assert_true (outcome.result == &gate);
  free_gate (&gate);
}

/* Remembers on which thread it was freed. */
typedef struct
{
  GThread **freed_on;
} Parcel;

static void
free_parcel (gpointer data)
{
  Parcel *parcel = data;

  *parcel->freed_on = g_thread_self ();
  g_free (parcel);
}

static Parcel *
new_parcel (GThread **freed_on)
{
  Parcel *parcel = g_new0 (Parcel, 1);

  parcel->freed_on = freed_on;
  return parcel;
}

static gpointer
make_parcel_work (HeedDatabase  *database,
                  gpointer       data,
                  GError       **error)
{
  return new_parcel (((Parcel *) data)->freed_on + 1);
}

static void
test_ownership (StoreFixture  *fixture,
                gconstpointer  user_data)
{
  GThread *freed_on[2] = { NULL, NULL };
  g_auto (Outcome) last = { 0 };

  open_store (fixture);
  heed_store_call_async (fixture->store, make_parcel_work, new_parcel (freed_on), free_parcel, free_parcel,
                         NULL, NULL, NULL);
  call (fixture, count_work, NULL, &last);
  wait_for (&last);
  g_assert_true (freed_on[0] == fixture->thread);
  g_assert_true (freed_on[1] == fixture->thread);
}

static void
test_close_waits (StoreFixture  *fixture,
                  gconstpointer  user_data)
{
  g_auto (Outcome) closed = { 0 };

  open_store (fixture);
  for (guint i = 0; i < 50; i++)
    heed_store_call_async (fixture->store, put_work, make_note (NULL, "Title", "Text", i),
                           (GDestroyNotify) heed_record_unref, NULL, NULL, NULL, NULL);
  heed_store_close_async (fixture->store, closed_cb, &closed);
  wait_for (&closed);
  g_assert_no_error (closed.error);

  fixture->journal.database = open_journal (fixture->journal.path, HEED_DATABASE_NONE);
  g_assert_cmpuint (GPOINTER_TO_UINT (count_work (fixture->journal.database, NULL, NULL)), ==, 50);
}

/* Letting go of a store loses nothing, and leaves one tidy file. */
static void
test_let_go (StoreFixture  *fixture,
             gconstpointer  user_data)
{
  g_autofree char *log = g_strconcat (fixture->journal.path, "-wal", NULL);
  GWeakRef store;

  open_store (fixture);
  g_weak_ref_init (&store, fixture->store);
  for (guint i = 0; i < 50; i++)
    heed_store_call_async (fixture->store, put_work, make_note (NULL, "Title", "Text", i),
                           (GDestroyNotify) heed_record_unref, NULL, NULL, NULL, NULL);
  g_clear_object (&fixture->store);

  for (;;)
    {
      g_autoptr (HeedStore) held = g_weak_ref_get (&store);

      if (held == NULL)
        break;
      g_clear_object (&held);
      g_main_context_iteration (NULL, TRUE);
    }

  g_weak_ref_clear (&store);
  g_assert_false (g_file_test (log, G_FILE_TEST_EXISTS));
  fixture->journal.database = open_journal (fixture->journal.path, HEED_DATABASE_NONE);
  g_assert_cmpuint (GPOINTER_TO_UINT (count_work (fixture->journal.database, NULL, NULL)), ==, 50);
}

static gpointer
call_from_thread (gpointer data)
{
  StoreFixture *fixture = data;
  g_autoptr (GMainContext) context = g_main_context_new ();
  g_auto (Outcome) outcome = { 0 };

  g_main_context_push_thread_default (context);
  call (fixture, get_thread_work, NULL, &outcome);
  wait_for (&outcome);
  g_assert_true (outcome.thread == g_thread_self ());
  g_assert_nonnull (outcome.result);
  g_main_context_pop_thread_default (context);
  return outcome.result;
}

static void
test_contexts (StoreFixture  *fixture,
               gconstpointer  user_data)
{
  g_auto (Outcome) outcome = { 0 };
  GThread *thread;

  open_store (fixture);
  thread = g_thread_new ("caller", call_from_thread, fixture);
  call (fixture, get_thread_work, NULL, &outcome);
  wait_for (&outcome);
  g_assert_true (g_thread_join (thread) == outcome.result);
  g_assert_true (outcome.thread == fixture->thread);
}

static void
add_test (const char *path,
          void (*test) (StoreFixture *, gconstpointer))
{
  g_test_add (path, StoreFixture, NULL, set_up, test, tear_down);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  add_test ("/store/calls", test_calls);
  add_test ("/store/order", test_order);
  add_test ("/store/parts", test_parts);
  add_test ("/store/close-between", test_close_between);
  add_test ("/store/early-call", test_early_call);
  add_test ("/store/failure", test_failure);
  add_test ("/store/not-open", test_not_open);
  add_test ("/store/try-again", test_try_again);
  add_test ("/store/cancel-waiting", test_cancel_waiting);
  add_test ("/store/cancel-started", test_cancel_started);
  add_test ("/store/ownership", test_ownership);
  add_test ("/store/close-waits", test_close_waits);
  add_test ("/store/let-go", test_let_go);
  add_test ("/store/contexts", test_contexts);

  return g_test_run ();
}
