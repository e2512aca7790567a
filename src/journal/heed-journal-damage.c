/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Looking for damage when the journal has been opened, and what is left to do once
 * there is some. */

#include "heed-journal.h"

#include "heed-error.h"
#include "heed-journal-private.h"
#include "heed-thread.h"

/* By then the window is there, and the lists have what they show. */
#define CHECK_SECONDS 3

/* Checksums are given to what is known to be sound only. */
static void
take_soundness (HeedJournal *self)
{
  if (self->is_open && self->damage == NULL)
    heed_journal_call (self, heed_work_add_checksums, heed_journal_new_work (self), NULL, NULL, NULL, NULL);
}

/* What else there may be to say, as that the file is gone or in use, others say. */
static void
checked_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      data)
{
  HeedJournal *self = HEED_JOURNAL (source);
  g_autoptr (GError) error = NULL;
  gboolean sound = g_task_propagate_pointer (G_TASK (result), &error) != NULL;

  g_clear_object (&self->checking);
  if (sound)
    take_soundness (self);
  else if (self->is_open && g_error_matches (error, HEED_ERROR, HEED_ERROR_CORRUPT))
    heed_journal_take_damage (self, error);
  else
    g_debug ("The journal was not looked through: %s", heed_error_get_detail (error));

  if (self->to_close != NULL)
    heed_journal_close_store (self, g_steal_pointer (&self->to_close));
}

static gpointer
check (gpointer       path,
       GCancellable  *cancellable,
       GError       **error)
{
  return GINT_TO_POINTER (heed_database_look_for_damage (path, cancellable, error));
}

/* On a thread of its own: what is typed meanwhile is saved. Where the file is gone,
 * another one has its name, and no connection may be made to that. */
static gboolean
check_timer_cb (gpointer data)
{
  HeedJournal *self = data;
  g_autoptr (GTask) task = NULL;

  self->check_timer = 0;
  if (self->gone != NULL)
    return G_SOURCE_REMOVE;

  self->checking = g_cancellable_new ();
  task = g_task_new (self, self->checking, checked_cb, NULL);
  g_task_set_priority (task, G_PRIORITY_LOW);
  g_task_set_task_data (task, g_strdup (heed_journal_get_path (self)), g_free);
  heed_thread_run (task, check, NULL);
  return G_SOURCE_REMOVE;
}

void
heed_journal_start_checking (HeedJournal *self)
{
  if (self->check_timer == 0 && self->checking == NULL)
    self->check_timer = g_timeout_add_seconds (CHECK_SECONDS, check_timer_cb, self);
}

void
heed_journal_stop_checking (HeedJournal *self)
{
  g_clear_handle_id (&self->check_timer, g_source_remove);
  if (self->checking != NULL)
    g_cancellable_cancel (self->checking);
}

/**
 * heed_journal_get_damage:
 * @self: a journal
 *
 * Gets what is wrong with the journal’s file. Once something is, nothing more is
 * written to it, and what is not saved stays in memory.
 *
 * Returns: (nullable): the error, owned by @self; %NULL while no damage is known
 */
const GError *
heed_journal_get_damage (HeedJournal *self)
{
  return self->damage;
}

static GPtrArray *
dup_unsaved_records (HeedJournal *self)
{
  g_autoptr (GPtrArray) entries = heed_autosave_dup_unsaved (self->autosave);
  GPtrArray *records = g_ptr_array_new_with_free_func ((GDestroyNotify) heed_record_unref);

  for (guint i = 0; i < entries->len; i++)
    g_ptr_array_add (records, heed_record_ref (heed_entry_get_record (g_ptr_array_index (entries, i))));

  return records;
}

static void
given_up_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      data)
{
  g_autoptr (GTask) task = data;
  HeedJournal *self = g_task_get_source_object (task);

  /* There is nothing to do about what a damaged file says when it is closed. */
  heed_store_close_finish (HEED_STORE (source), result, NULL);
  g_task_return_pointer (task, dup_unsaved_records (self), (GDestroyNotify) g_ptr_array_unref);
}

static void
readers_given_up_cb (GObject      *source,
                     GAsyncResult *result,
                     gpointer      data)
{
  heed_store_close_async (HEED_JOURNAL (source)->store, given_up_cb, data);
}

/**
 * heed_journal_give_up_async:
 * @self: an open journal that is damaged
 * @callback: called when the file is closed
 * @user_data: for @callback
 *
 * Closes the file, to which nothing can be written, and hands over what is not
 * saved. See heed_recovery_run_async().
 */
void
heed_journal_give_up_async (HeedJournal         *self,
                            GAsyncReadyCallback  callback,
                            gpointer             user_data)
{
  GTask *task = g_task_new (self, NULL, callback, user_data);

  g_return_if_fail (self->is_open && self->damage != NULL);

  heed_journal_stop_checking (self);
  self->is_open = FALSE;
  heed_journal_close_readers_async (self, readers_given_up_cb, task);
}

/**
 * heed_journal_give_up_finish:
 * @self: a journal
 * @result: what the callback got
 * @error: return location for an error
 *
 * Ends heed_journal_give_up_async().
 *
 * Returns: (transfer full) (element-type HeedRecord): the entries that are not
 *   saved, as they are now
 */
GPtrArray *
heed_journal_give_up_finish (HeedJournal   *self,
                             GAsyncResult  *result,
                             GError       **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * heed_journal_take_up:
 * @self: a journal that was given up
 *
 * Opens the file again as far as that goes, where nothing came of recovering it.
 */
void
heed_journal_take_up (HeedJournal *self)
{
  g_return_if_fail (!self->is_open && self->damage != NULL);

  self->is_open = TRUE;
  heed_store_open_async (self->store, NULL, NULL, NULL);
  heed_journal_call (self, heed_work_mark_damaged, heed_journal_new_work (self), NULL, NULL, NULL, NULL);
}
