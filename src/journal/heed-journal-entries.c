/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The entries that somebody holds: beginning one, loading its answers, and
 * saving. */

#include "heed-journal.h"

#include "heed-entry-private.h"
#include "heed-error.h"
#include "heed-journal-private.h"
#include "heed-record-edit.h"

static void
open_entry_cb (GObject      *source,
               GAsyncResult *result,
               gpointer      data)
{
  g_autoptr (GTask) task = data;
  HeedEntry *entry = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  g_autoptr (HeedRecord) record = heed_store_call_finish (HEED_STORE (source), result, &error);

  if (record == NULL)
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }

  heed_entry_take_stored (entry, record);
  g_task_return_boolean (task, TRUE);
}

static void
load_entry (HeedJournal *self,
            HeedEntry   *entry,
            GTask       *task)
{
  HeedWork *work = heed_journal_new_work (self);

  work->id = g_strdup (heed_entry_get_id (entry));
  g_task_set_task_data (task, g_object_ref (entry), g_object_unref);
  heed_journal_call (self, heed_work_open_entry, work, (GDestroyNotify) heed_record_unref, g_task_get_cancellable (task),
        open_entry_cb, task);
}

/* An entry on its way to the store, as it is there. */
typedef struct
{
  HeedEntry *entry;
  HeedRecord *sent;
  HeedRecord *replaced;
  gboolean rescued; /* not into the journal */
} Sent;

static void
free_sent (Sent *sent)
{
  g_object_unref (sent->entry);
  heed_record_unref (sent->sent);
  g_clear_pointer (&sent->replaced, heed_record_unref);
  g_free (sent);
}

/* What there is to save of an entry. */
static HeedWork *
new_save (HeedJournal *self,
          HeedEntry   *entry,
          HeedRecord  *record,
          HeedRecord  *replaced)
{
  HeedRecord *stored = heed_entry_get_stored (entry);
  HeedWork *work = heed_journal_new_work (self);

  work->record = heed_record_ref (record);
  work->base = stored != NULL ? heed_record_ref (stored) : NULL;
  work->replaced = replaced != NULL ? heed_record_ref (replaced) : NULL;
  return work;
}

static void
flushed_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      data)
{
  g_autoptr (GTask) task = data;
  GError *error = NULL;

  if (heed_autosave_flush_finish (HEED_AUTOSAVE (source), result, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

/* A piece of work that waits for what is being saved. */
typedef struct
{
  HeedStoreFunc func;
  HeedWork *work;
  GDestroyNotify result_free;
  GAsyncReadyCallback callback;
  GTask *task;
} Waiting;

/* Whether that succeeded is shown as long as it did not; what is asked of the
 * journal is done either way. */
static void
saved_first_cb (GObject      *source,
                GAsyncResult *result,
                gpointer      data)
{
  g_autofree Waiting *waiting = data;
  HeedJournal *self = HEED_JOURNAL (source);

  heed_journal_save_finish (self, result, NULL);
  waiting->work->change = self->change;
  heed_journal_call (self, waiting->func, waiting->work, waiting->result_free, NULL, waiting->callback, waiting->task);
}

/* Does something with all that is in the journal, what was typed last
 * included: an entry that is on its way may have got more words since. Takes
 * @work and @task over. */
void
heed_journal_call_after_save (HeedJournal         *self,
                              HeedStoreFunc        func,
                              HeedWork            *work,
                              GDestroyNotify       result_free,
                              GAsyncReadyCallback  callback,
                              GTask               *task)
{
  Waiting *waiting = g_new0 (Waiting, 1);

  waiting->func = func;
  waiting->work = work;
  waiting->result_free = result_free;
  waiting->callback = callback;
  waiting->task = task;
  heed_journal_save_async (self, saved_first_cb, waiting);
}

/* What the journal holds now, joined with what is not saved yet. */
void
heed_journal_reload_entry (HeedJournal *self,
                           HeedEntry   *entry)
{
  load_entry (self, entry, g_task_new (self, NULL, NULL, NULL));
}

/* What is in memory only, as work that saves it. */
GPtrArray *
heed_journal_dup_unsaved (HeedJournal *self)
{
  GPtrArray *works = g_ptr_array_new_with_free_func ((GDestroyNotify) heed_work_free);
  g_autoptr (GPtrArray) entries = heed_autosave_dup_unsaved (self->autosave);

  for (guint i = 0; i < entries->len; i++)
    {
      HeedEntry *entry = g_ptr_array_index (entries, i);

      g_ptr_array_add (works, new_save (self, entry, heed_entry_get_record (entry), heed_entry_get_replaced (entry)));
    }

  return works;
}

static void send_entry (GTask *task);

static void
entry_rescued_cb (GObject      *source,
                  GAsyncResult *result,
                  gpointer      data)
{
  g_autoptr (GTask) task = data;
  HeedJournal *self = HEED_JOURNAL (source);
  Sent *sent = g_task_get_task_data (task);
  GError *error = NULL;

  if (!heed_journal_rescue_finish (self, result, &error))
    {
      g_task_return_error (task, error);
      return;
    }
  /* The file came back meanwhile. */
  if (!heed_journal_is_gone (self))
    {
      send_entry (g_steal_pointer (&task));
      return;
    }

  sent->rescued = TRUE;
  g_task_return_pointer (task, NULL, NULL);
}

static void
entry_sent_cb (GObject      *source,
               GAsyncResult *result,
               gpointer      data)
{
  g_autoptr (GTask) task = data;
  HeedJournal *self = g_task_get_source_object (task);
  GError *error = NULL;
  HeedChanges *changes = heed_store_call_finish (HEED_STORE (source), result, &error);

  if (changes != NULL)
    {
      g_task_return_pointer (task, changes, (GDestroyNotify) heed_changes_free);
      return;
    }
  if (!g_error_matches (error, HEED_ERROR, HEED_ERROR_NOT_FOUND))
    {
      g_task_return_error (task, error);
      return;
    }

  if (HEED_STORE (source) == self->store)
    heed_journal_take_loss (self, error);
  g_error_free (error);
  send_entry (g_steal_pointer (&task));
}

/* Into the journal, or where its file is gone, elsewhere. Takes @task over. */
static void
send_entry (GTask *task)
{
  HeedJournal *self = g_task_get_source_object (task);
  const Sent *sent = g_task_get_task_data (task);
  HeedWork *work;

  if (heed_journal_is_gone (self))
    {
      heed_journal_rescue_async (self, sent->sent, sent->replaced, entry_rescued_cb, task);
      return;
    }

  work = new_save (self, sent->entry, sent->sent, sent->replaced);
  heed_journal_call (self, heed_work_save, work, (GDestroyNotify) heed_changes_free, NULL, entry_sent_cb, task);
}

void
heed_journal_save_entry (HeedEntry           *entry,
                         GAsyncReadyCallback  callback,
                         gpointer             callback_data,
                         gpointer             data)
{
  HeedJournal *self = data;
  HeedRecord *replaced = heed_entry_get_replaced (entry);
  GTask *task = g_task_new (self, NULL, callback, callback_data);
  Sent *sent = g_new0 (Sent, 1);

  sent->entry = g_object_ref (entry);
  sent->sent = heed_record_ref (heed_entry_get_record (entry));
  sent->replaced = replaced != NULL ? heed_record_ref (replaced) : NULL;
  g_task_set_task_data (task, sent, (GDestroyNotify) free_sent);
  send_entry (task);
}

HeedSaveState
heed_journal_finish_save_entry (GAsyncResult  *result,
                                GError       **error,
                                gpointer       data)
{
  HeedJournal *self = data;
  const Sent *sent = g_task_get_task_data (G_TASK (result));
  GError *failure = NULL;
  HeedChanges *changes = g_task_propagate_pointer (G_TASK (result), &failure);

  if (failure != NULL)
    {
      g_propagate_error (error, failure);
      return HEED_SAVE_STATE_FAILED;
    }
  if (sent->rescued)
    return HEED_SAVE_STATE_RESCUED;

  heed_entry_take_saved (sent->entry, sent->sent, sent->replaced, changes->saved);
  heed_journal_take_changes (self, changes);
  heed_changes_free (changes);
  return HEED_SAVE_STATE_SAVED;
}

/**
 * heed_journal_create_entry:
 * @self: a journal
 * @form_id: the form to fill in, which the workbook must have
 * @item_id: (nullable): what the entry is about
 *
 * Starts an entry. It comes into the journal when somebody has written
 * something into it, and leaves no trace if nobody does.
 *
 * Returns: (transfer full): an open, empty entry
 */
HeedEntry *
heed_journal_create_entry (HeedJournal *self,
                           const char  *form_id,
                           const char  *item_id)
{
  HeedRecordBuilder *builder;
  g_autoptr (HeedRecord) record = NULL;

  g_return_val_if_fail (heed_workbook_find_form (self->workbook, form_id) != NULL, NULL);

  builder = heed_record_builder_new (NULL, heed_workbook_get_id (self->workbook),
                                     heed_workbook_get_version (self->workbook), form_id);
  heed_record_builder_set_item_id (builder, item_id);
  record = heed_record_builder_end (builder);
  return heed_entry_cache_add (self->live, heed_entry_new_for_record (self->workbook, record));
}

/**
 * heed_journal_copy_entry:
 * @self: a journal
 * @entry: an open entry of it
 *
 * Starts another entry with the same answers, title, tags and item, as
 * heed_record_copy() does. It is saved like anything else that was written, and
 * leaves no trace if there is nothing in it.
 *
 * Returns: (transfer full): an open entry
 */
HeedEntry *
heed_journal_copy_entry (HeedJournal *self,
                         HeedEntry   *entry)
{
  g_autoptr (HeedRecord) record = NULL;
  HeedEntry *copy;

  g_return_val_if_fail (heed_entry_is_open (entry), NULL);

  record = heed_record_copy (heed_entry_get_record (entry), heed_timestamp_now ());
  copy = heed_entry_cache_add (self->live, heed_entry_new_for_record (self->workbook, record));
  heed_autosave_mark (self->autosave, copy);
  return copy;
}

/**
 * heed_journal_open_entry_async:
 * @self: an open journal
 * @entry: an entry of it whose summary has arrived
 * @callback: called when the entry holds its answers
 * @user_data: for @callback
 *
 * Loads an entry's answers, so that it can be edited.
 */
void
heed_journal_open_entry_async (HeedJournal         *self,
                               HeedEntry           *entry,
                               GAsyncReadyCallback  callback,
                               gpointer             user_data)
{
  GTask *task = g_task_new (self, NULL, callback, user_data);

  if (heed_entry_is_open (entry))
    {
      g_task_return_boolean (task, TRUE);
      g_object_unref (task);
      return;
    }

  load_entry (self, entry, task);
}

/**
 * heed_journal_open_entry_finish:
 * @self: a journal
 * @result: what the callback got
 * @error: return location for an error
 *
 * Ends heed_journal_open_entry_async().
 *
 * Returns: %FALSE with an error of the domain `HEED_ERROR`
 */
gboolean
heed_journal_open_entry_finish (HeedJournal   *self,
                                GAsyncResult  *result,
                                GError       **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

/**
 * heed_journal_get_save_state:
 * @self: a journal
 *
 * Gets whether everything that was written is safe.
 *
 * Returns: the most worrying state of any entry
 */
HeedSaveState
heed_journal_get_save_state (HeedJournal *self)
{
  HeedSaveState state = self->autosave != NULL ? heed_autosave_get_state (self->autosave) : HEED_SAVE_STATE_SAVED;

  if (self->gone == NULL)
    return state;
  if (self->copied)
    return MAX (state, HEED_SAVE_STATE_RESCUED);

  /* Closed, the file that is gone cannot be read any more. */
  return MAX (state, self->copying ? HEED_SAVE_STATE_SAVING : HEED_SAVE_STATE_FAILED);
}

/**
 * heed_journal_get_save_error:
 * @self: a journal
 *
 * Gets why something could not be saved into the journal.
 *
 * Returns: (nullable): the error, owned by @self
 */
const GError *
heed_journal_get_save_error (HeedJournal *self)
{
  const GError *error = heed_autosave_get_error (self->autosave);

  if (error == NULL)
    error = self->copy_error;
  return error != NULL ? error : self->gone;
}

/**
 * heed_journal_get_saved_at:
 * @self: a journal
 *
 * Gets when an entry was last saved since the journal was opened.
 *
 * Returns: the time, in microseconds since 1970 UTC; 0 if none was
 */
gint64
heed_journal_get_saved_at (HeedJournal *self)
{
  return heed_autosave_get_saved_at (self->autosave);
}

/**
 * heed_journal_save_async:
 * @self: a journal
 * @callback: called when everything is saved, or something failed
 * @user_data: for @callback
 *
 * Saves everything now instead of within a second.
 */
void
heed_journal_save_async (HeedJournal         *self,
                         GAsyncReadyCallback  callback,
                         gpointer             user_data)
{
  GTask *task = g_task_new (self, NULL, callback, user_data);

  heed_autosave_flush_async (self->autosave, flushed_cb, task);
}

/**
 * heed_journal_save_finish:
 * @self: a journal
 * @result: what the callback got
 * @error: return location for an error
 *
 * Ends heed_journal_save_async().
 *
 * Returns: %TRUE if everything is safe, in the journal or, where its file is gone,
 *   elsewhere
 */
gboolean
heed_journal_save_finish (HeedJournal   *self,
                          GAsyncResult  *result,
                          GError       **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}
