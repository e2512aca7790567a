/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Saving by itself, with a place to save to that fails when it is told to. */

#include "heed-autosave.h"

#include "heed-entry-private.h"
#include "heed-error.h"
#include "journal-fixture.h"

typedef struct
{
  JournalFixture journal;
  HeedAutosave *autosave;
  HeedEntry *bad; /* cannot be saved */
  guint n_told; /* that the state may be another */
  gboolean elsewhere; /* what is saved is not in the journal */
} Fixture;

static gboolean
return_cb (gpointer task)
{
  int state = GPOINTER_TO_INT (g_task_get_task_data (task));

  if (state == HEED_SAVE_STATE_FAILED)
    g_task_return_new_error (task, HEED_ERROR, HEED_ERROR_FULL, "The disk is full.");
  else
    g_task_return_int (task, state);
  return G_SOURCE_REMOVE;
}

/* Like a disk, this takes longer than what else there is to do. */
static void
save (HeedEntry           *entry,
      GAsyncReadyCallback  callback,
      gpointer             callback_data,
      gpointer             data)
{
  Fixture *fixture = data;
  GTask *task = g_task_new (NULL, NULL, callback, callback_data);
  HeedSaveState state = entry == fixture->bad ? HEED_SAVE_STATE_FAILED
                        : fixture->elsewhere  ? HEED_SAVE_STATE_RESCUED
                                              : HEED_SAVE_STATE_SAVED;

  g_task_set_task_data (task, GINT_TO_POINTER (state), NULL);
  g_idle_add_full (G_PRIORITY_LOW, return_cb, task, g_object_unref);
}

static void
count_cb (gpointer data)
{
  ((Fixture *) data)->n_told++;
}

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  journal_fixture_set_up (&fixture->journal, data);
  fixture->autosave = heed_autosave_new (save, count_cb, fixture);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  g_assert_cmpuint (fixture->n_told, >, 0);
  heed_autosave_free (fixture->autosave);
  journal_fixture_tear_down (&fixture->journal, data);
}

static HeedEntry *
write_entry (Fixture    *fixture,
             const char *body)
{
  HeedRecordBuilder *builder = heed_record_builder_new (NULL, "customer-focus", 1, HEED_FORM_NOTE);
  g_autoptr (HeedRecord) record = NULL;
  HeedEntry *entry;

  heed_record_builder_set_answer (builder, "body", body, 1);
  record = heed_record_builder_end (builder);
  entry = heed_entry_new_for_record (fixture->journal.workbook, record);
  heed_autosave_mark (fixture->autosave, entry);
  return entry;
}

static void
flushed_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      data)
{
  g_autoptr (GError) error = NULL;

  g_task_propagate_boolean (G_TASK (result), &error);
  *(int *) data = error != NULL ? error->code : -1;
}

static gboolean
is_flushed (gpointer data)
{
  return *(int *) data != 0;
}

static int
flush (Fixture *fixture)
{
  int outcome = 0;

  heed_autosave_flush (fixture->autosave, g_task_new (NULL, NULL, flushed_cb, &outcome));
  g_assert_true (wait_until (is_flushed, &outcome));
  return outcome;
}

/* That some entries can be saved does not hide that one cannot. */
static void
test_failure_of_one (Fixture       *fixture,
                     gconstpointer  data)
{
  g_autoptr (GPtrArray) good = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < 16; i++)
    {
      HeedEntry *entry = write_entry (fixture, "good");

      g_ptr_array_add (good, entry);
      if (i == 7)
        fixture->bad = write_entry (fixture, "bad");
    }

  g_assert_cmpint (flush (fixture), ==, HEED_ERROR_FULL);
  g_assert_cmpint (heed_autosave_get_state (fixture->autosave), ==, HEED_SAVE_STATE_FAILED);
  g_assert_nonnull (heed_autosave_get_error (fixture->autosave));

  g_ptr_array_add (good, write_entry (fixture, "later"));
  g_assert_cmpint (flush (fixture), ==, HEED_ERROR_FULL);
  g_assert_nonnull (heed_autosave_get_error (fixture->autosave));

  g_ptr_array_add (good, g_steal_pointer (&fixture->bad));
  g_assert_cmpint (flush (fixture), ==, -1);
  g_assert_cmpint (heed_autosave_get_state (fixture->autosave), ==, HEED_SAVE_STATE_SAVED);
  g_assert_null (heed_autosave_get_error (fixture->autosave));
}

/* What was erased before it could be saved is no trouble any more. */
static void
test_failed_and_erased (Fixture       *fixture,
                        gconstpointer  data)
{
  g_autoptr (HeedEntry) entry = write_entry (fixture, "bad");

  fixture->bad = entry;
  g_assert_cmpint (flush (fixture), ==, HEED_ERROR_FULL);
  heed_entry_set_answer (entry, "body", NULL);
  heed_autosave_mark (fixture->autosave, entry);
  g_assert_cmpint (flush (fixture), ==, -1);
  g_assert_cmpint (heed_autosave_get_state (fixture->autosave), ==, HEED_SAVE_STATE_SAVED);
  g_assert_null (heed_autosave_get_error (fixture->autosave));
}

typedef struct
{
  HeedAutosave *autosave;
  HeedEntry *entry;
  HeedSaveState state; /* when the second flush was through */
  gboolean done;
} Again;

static void
flushed_again_cb (GObject      *source,
                  GAsyncResult *result,
                  gpointer      data)
{
  Again *again = data;

  g_assert_true (g_task_propagate_boolean (G_TASK (result), NULL));
  again->state = heed_entry_get_save_state (again->entry);
  again->done = TRUE;
}

static void
flush_again_cb (GObject      *source,
                GAsyncResult *result,
                gpointer      data)
{
  Again *again = data;

  heed_entry_set_answer (again->entry, "body", "first, and second");
  heed_autosave_mark (again->autosave, again->entry);
  heed_autosave_flush (again->autosave, g_task_new (NULL, NULL, flushed_again_cb, again));
}

/* Whoever hears that all is saved, writes on and asks again, is told only when that
 * is saved, too. */
static void
test_flush_again (Fixture       *fixture,
                  gconstpointer  data)
{
  g_autoptr (HeedEntry) entry = write_entry (fixture, "first");
  Again again = { .autosave = fixture->autosave, .entry = entry };

  heed_autosave_flush (fixture->autosave, g_task_new (NULL, NULL, flush_again_cb, &again));
  g_assert_true (wait_until (is_true, &again.done));
  g_assert_cmpint (again.state, ==, HEED_SAVE_STATE_SAVED);
}

/* What is safe elsewhere is waited for by nobody, and brought into the journal
 * when it can be, whether anybody still holds it or not. */
static void
test_elsewhere (Fixture       *fixture,
                gconstpointer  data)
{
  HeedEntry *entry = write_entry (fixture, "words");
  GWeakRef kept;

  fixture->elsewhere = TRUE;
  g_assert_cmpint (flush (fixture), ==, -1);
  g_assert_cmpint (heed_entry_get_save_state (entry), ==, HEED_SAVE_STATE_RESCUED);
  g_assert_cmpint (heed_autosave_get_state (fixture->autosave), ==, HEED_SAVE_STATE_RESCUED);

  heed_entry_set_answer (entry, "body", "more words");
  heed_autosave_mark (fixture->autosave, entry);
  g_assert_cmpint (heed_autosave_get_state (fixture->autosave), ==, HEED_SAVE_STATE_UNSAVED);
  g_assert_cmpint (flush (fixture), ==, -1);
  g_assert_cmpint (heed_autosave_get_state (fixture->autosave), ==, HEED_SAVE_STATE_RESCUED);

  g_weak_ref_init (&kept, entry);
  g_object_unref (entry);
  fixture->elsewhere = FALSE;
  heed_autosave_bring_back (fixture->autosave);
  g_assert_cmpint (heed_autosave_get_state (fixture->autosave), ==, HEED_SAVE_STATE_UNSAVED);
  g_assert_cmpint (flush (fixture), ==, -1);
  g_assert_cmpint (heed_autosave_get_state (fixture->autosave), ==, HEED_SAVE_STATE_SAVED);
  g_assert_null (g_weak_ref_get (&kept));
  g_weak_ref_clear (&kept);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/autosave/failure-of-one", Fixture, NULL, set_up, test_failure_of_one, tear_down);
  g_test_add ("/autosave/failed-and-erased", Fixture, NULL, set_up, test_failed_and_erased, tear_down);
  g_test_add ("/autosave/flush-again", Fixture, NULL, set_up, test_flush_again, tear_down);
  g_test_add ("/autosave/elsewhere", Fixture, NULL, set_up, test_elsewhere, tear_down);
  return g_test_run ();
}
