/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The entries that somebody holds: beginning one, loading its answers, and saving;
 * also while the journal's file is gone, because somebody deleted it, or a program
 * that keeps folders alike put another one in its place. What is typed goes into a
 * journal of its own beside it then, entry by entry, and what the open file still
 * holds is copied, as it is lost when it is closed. Both stay until the person has
 * chosen, or the file is back. */

#include "heed-journal.h"

#include "heed-entry-private.h"
#include "heed-error.h"
#include "heed-journal-private.h"
#include "heed-record-edit.h"
#include "heed-thread.h"
#include "heed-wording.h"

/* How soon what could not be copied is tried again. */
#define COPY_AGAIN (5 * G_TIME_SPAN_SECOND)

/* An entry on its way to a store. */
typedef struct
{
  HeedEntry *entry;
  HeedRecord *record;   /* as it is then */
  HeedRecord *replaced; /* may be NULL */
  HeedStore *store;     /* where it goes, only to be compared */
  HeedUnsaved *unsaved; /* there */
  HeedRecord *saved;    /* what that holds of it now */
  HeedChanges changes;
} Sent;

static void send_entry (GTask *task);
static void send_to_rescue (GTask *task);
static void start_copying (HeedJournal *self);

/* Loading */

static void
loaded_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      data)
{
  g_autoptr (GTask) task = data;
  GError *error = NULL;
  g_autoptr (HeedRecord) record = g_task_propagate_pointer (G_TASK (result), &error);

  if (record == NULL)
    {
      g_task_return_error (task, error);
      return;
    }

  heed_entry_take_stored (g_task_get_task_data (task), record);
  g_task_return_boolean (task, TRUE);
}

/* The task has the entry as its data, and is taken over. */
static void
load_entry (HeedJournal *self,
            GTask       *task)
{
  char *id = g_strdup (heed_entry_get_id (g_task_get_task_data (task)));

  heed_journal_call (HEED_WRITER, (HeedStoreFunc) heed_database_get,
                     heed_journal_new_task (self, id, g_free, loaded_cb, task), (GDestroyNotify) heed_record_unref);
}

/* What the journal holds now, joined with what is not saved yet. */
void
heed_journal_reload_entry (HeedJournal *self,
                           HeedEntry   *entry)
{
  load_entry (self, heed_journal_new_task (self, g_object_ref (entry), g_object_unref, NULL, NULL));
}

/* What is to be saved */

static HeedUnsaved *
new_unsaved (HeedJournal *self,
             HeedRecord  *record,
             HeedRecord  *base,
             HeedRecord  *replaced)
{
  HeedUnsaved *unsaved = g_new0 (HeedUnsaved, 1);

  unsaved->workbook = self->workbook;
  unsaved->record = heed_record_ref (record);
  unsaved->base = base != NULL ? heed_record_ref (base) : NULL;
  unsaved->replaced = replaced != NULL ? heed_record_ref (replaced) : NULL;
  return unsaved;
}

void
heed_unsaved_free (HeedUnsaved *self)
{
  heed_record_unref (self->record);
  g_clear_pointer (&self->base, heed_record_unref);
  g_clear_pointer (&self->replaced, heed_record_unref);
  g_free (self);
}

/* What is in memory only. */
GPtrArray *
heed_journal_dup_unsaved (HeedJournal *self)
{
  GPtrArray *all = g_ptr_array_new_with_free_func ((GDestroyNotify) heed_unsaved_free);
  g_autoptr (GPtrArray) entries = heed_autosave_dup_unsaved (self->autosave);

  for (guint i = 0; i < entries->len; i++)
    {
      HeedEntry *entry = g_ptr_array_index (entries, i);

      g_ptr_array_add (all, new_unsaved (self, heed_entry_get_record (entry), heed_entry_get_stored (entry),
                                         heed_entry_get_replaced (entry)));
    }

  return all;
}

/* What is to be kept: the record, joined with what another program wrote into
 * the same entry since it was opened. */
static HeedRecord *
join (HeedRecord *record,
      HeedRecord *stored,
      HeedRecord *base)
{
  gboolean untouched = stored == NULL || (base != NULL && heed_record_equal (stored, base));

  return untouched ? heed_record_ref (record) : heed_record_merge (record, stored, base);
}

/* What the entry would be if it were saved; @stored may be NULL. */
HeedRecord *
heed_unsaved_join (HeedUnsaved *self,
                   HeedRecord  *stored)
{
  g_autoptr (HeedRecord) replaced = NULL;

  if (self->replaced == NULL)
    return join (self->record, stored, self->base);

  replaced = join (self->replaced, stored, self->base);
  return join (self->record, replaced, self->replaced);
}

static HeedRecord *
join_cb (HeedRecord   *stored,
         HeedSummary **summary,
         gpointer      data)
{
  HeedUnsaved *unsaved = data;
  HeedRecord *joined = join (unsaved->record, stored, unsaved->base);

  *summary = heed_summary_new (joined, heed_wording_find_form (unsaved->workbook, joined));
  return joined;
}

/* Where an older version came back, first what it replaced, which stays as a
 * version. Gives what the journal holds then. */
static HeedRecord *
save (HeedDatabase  *database,
      HeedUnsaved   *unsaved,
      GError       **error)
{
  const char *id = heed_record_get_id (unsaved->record);
  HeedUnsaved first = { .workbook = unsaved->workbook, .record = unsaved->replaced, .base = unsaved->base };
  HeedUnsaved next = { .workbook = unsaved->workbook, .record = unsaved->record, .base = unsaved->replaced };
  g_autoptr (HeedRecord) replaced = NULL;

  if (unsaved->replaced == NULL)
    return heed_database_join (database, id, join_cb, unsaved, FALSE, error);

  replaced = heed_database_join (database, id, join_cb, &first, FALSE, error);
  return replaced != NULL ? heed_database_join (database, id, join_cb, &next, TRUE, error) : NULL;
}

/* Into a copy; @data is what heed_journal_dup_unsaved() gave. */
gboolean
heed_unsaved_save_all (HeedDatabase  *database,
                       gpointer       data,
                       GError       **error)
{
  GPtrArray *all = data;

  for (guint i = 0; i < all->len; i++)
    {
      g_autoptr (HeedRecord) record = save (database, g_ptr_array_index (all, i), error);

      if (record == NULL)
        return FALSE;
    }

  return TRUE;
}

/* Saving */

static void
free_sent (gpointer data)
{
  Sent *sent = data;

  g_object_unref (sent->entry);
  heed_record_unref (sent->record);
  g_clear_pointer (&sent->replaced, heed_record_unref);
  g_clear_pointer (&sent->unsaved, heed_unsaved_free);
  g_clear_pointer (&sent->saved, heed_record_unref);
  heed_changes_clear (&sent->changes);
  g_free (sent);
}

/* However much else is new, the saved entry has to learn its row. */
static gpointer
save_sent (HeedDatabase  *database,
           gpointer       data,
           GError       **error)
{
  Sent *sent = data;
  HeedSummary *summary;

  sent->saved = save (database, sent->unsaved, error);
  if (sent->saved == NULL || !heed_changes_read (&sent->changes, database, error) || sent->changes.summaries != NULL)
    return NULL;

  summary = heed_database_get_summary (database, heed_record_get_id (sent->saved), error);
  if (summary != NULL)
    {
      sent->changes.summaries = g_ptr_array_new_with_free_func ((GDestroyNotify) heed_summary_unref);
      g_ptr_array_add (sent->changes.summaries, summary);
    }
  return NULL;
}

static void
sent_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      data)
{
  g_autoptr (GTask) task = data;
  HeedJournal *self = HEED_JOURNAL (source);
  Sent *sent = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;

  g_task_propagate_pointer (G_TASK (result), &error);
  if (error == NULL)
    {
      heed_entry_take_saved (sent->entry, sent->record, sent->replaced, sent->saved);
      heed_journal_take_changes (self, &sent->changes);
      g_task_return_int (task, HEED_SAVE_STATE_SAVED);
      return;
    }
  if (!g_error_matches (error, HEED_ERROR, HEED_ERROR_NOT_FOUND))
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }

  if (sent->store == self->store)
    heed_journal_take_loss (self, error);
  send_entry (g_steal_pointer (&task));
}

/* Into the journal, or where its file is gone, elsewhere. Takes @task over. */
static void
send_entry (GTask *task)
{
  HeedJournal *self = g_task_get_source_object (task);
  Sent *sent = g_task_get_task_data (task);

  if (self->gone != NULL)
    {
      send_to_rescue (task);
      return;
    }

  g_clear_pointer (&sent->unsaved, heed_unsaved_free);
  g_clear_pointer (&sent->saved, heed_record_unref);
  heed_changes_clear (&sent->changes);
  sent->unsaved = new_unsaved (self, sent->record, heed_entry_get_stored (sent->entry), sent->replaced);
  sent->changes.change = self->change;
  sent->store = self->store;
  heed_journal_call (HEED_WRITER, save_sent, heed_journal_new_task (self, sent, NULL, sent_cb, task), NULL);
}

/* Gives a task of a HeedSaveState. */
void
heed_journal_save_entry (HeedEntry           *entry,
                         GAsyncReadyCallback  callback,
                         gpointer             callback_data,
                         gpointer             data)
{
  HeedRecord *replaced = heed_entry_get_replaced (entry);
  Sent *sent = g_new0 (Sent, 1);

  sent->entry = g_object_ref (entry);
  sent->record = heed_record_ref (heed_entry_get_record (entry));
  sent->replaced = replaced != NULL ? heed_record_ref (replaced) : NULL;
  send_entry (heed_journal_new_task (data, sent, free_sent, callback, callback_data));
}

/* Saving what is typed while the file is gone */

/* The journal for what is rescued. */
HeedStore *
heed_journal_ensure_rescue (HeedJournal *self)
{
  if (self->rescue == NULL)
    {
      g_autofree char *path = heed_copy_choose_rescue_path (heed_store_get_path (self->store), self->rescue_away,
                                                            self->copy_path);

      self->rescue = heed_store_new (path, HEED_DATABASE_CREATE | HEED_DATABASE_EXCLUSIVE);
      heed_store_open_async (self->rescue, NULL, NULL, NULL);
    }

  return self->rescue;
}

/* Into a journal that holds only what was rescued. */
static gpointer
rescue_sent (HeedDatabase  *database,
             gpointer       data,
             GError       **error)
{
  Sent *sent = data;

  sent->saved = save (database, sent->unsaved, error);
  return NULL;
}

static void
rescued_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      data)
{
  g_autoptr (GTask) task = data;
  HeedJournal *self = g_task_get_source_object (task);
  Sent *sent = g_task_get_task_data (task);
  gboolean current = HEED_STORE (source) == self->rescue;
  g_autoptr (GError) error = NULL;

  if (heed_store_finish (HEED_STORE (source), result, NULL, &error))
    {
      if (current)
        {
          HeedUnsaved *rescued = new_unsaved (self, sent->saved, NULL, sent->replaced);

          g_hash_table_replace (self->rescued, (gpointer) heed_record_get_id (rescued->record), rescued);
        }
      /* The file may have come back meanwhile. */
      if (self->gone != NULL)
        g_task_return_int (task, HEED_SAVE_STATE_RESCUED);
      else
        send_entry (g_steal_pointer (&task));
      heed_journal_notify_save_state (self);
      return;
    }

  /* One that never held anything is tried in another place, and then anew. */
  if (current && g_hash_table_size (self->rescued) == 0)
    {
      g_clear_object (&self->rescue);
      self->rescue_away = !self->rescue_away;
      if (self->rescue_away)
        {
          send_to_rescue (g_steal_pointer (&task));
          return;
        }
    }

  g_task_return_error (task, g_steal_pointer (&error));
}

/* Keeps the whole entry in the rescued journal, and what is replaced as a version of
 * it. Takes @task over. */
static void
send_to_rescue (GTask *task)
{
  HeedJournal *self = g_task_get_source_object (task);
  Sent *sent = g_task_get_task_data (task);
  const HeedUnsaved *before = g_hash_table_lookup (self->rescued, heed_record_get_id (sent->record));
  gboolean is_kept = before != NULL && before->replaced == sent->replaced;

  g_clear_pointer (&sent->unsaved, heed_unsaved_free);
  g_clear_pointer (&sent->saved, heed_record_unref);
  sent->unsaved = new_unsaved (self, sent->record, before != NULL ? before->record : NULL,
                               is_kept ? NULL : sent->replaced);
  heed_store_call_async (heed_journal_ensure_rescue (self), rescue_sent, sent, NULL, NULL, NULL, rescued_cb, task);
}

/* Copying what the open file holds */

static void
remove_copy (HeedJournal *self)
{
  HeedCopy copy = { .kind = HEED_COPY_RESCUE, .path = self->copy_path };
  g_autoptr (GError) error = NULL;

  if (self->copied && !heed_copy_remove (&copy, &error))
    g_debug ("A copy that is not needed stays: %s", error->message);
  self->copied = FALSE;
  g_clear_pointer (&self->copy_path, g_free);
  g_clear_error (&self->copy_error);
}

static gpointer
copy_into (HeedDatabase  *database,
           gpointer       path,
           GError       **error)
{
  heed_database_backup (database, path, FALSE, NULL, NULL, error);
  return NULL;
}

/* What waits for a copy is told what came of it. */
static void
copied_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      data)
{
  HeedJournal *self = HEED_JOURNAL (source);
  g_autoptr (GError) error = NULL;
  GQueue waiting;

  g_task_propagate_pointer (G_TASK (result), &error);
  self->copying = FALSE;
  self->copied = error == NULL;
  if (error != NULL)
    self->copy_away = !self->copy_away;
  if (error != NULL && self->copy_away)
    {
      start_copying (self);
      return;
    }

  self->copy_failed_at = g_get_monotonic_time ();
  g_clear_error (&self->copy_error);
  self->copy_error = g_steal_pointer (&error);
  /* The file is back. */
  if (self->gone == NULL)
    remove_copy (self);

  waiting = self->copy_tasks;
  g_queue_init (&self->copy_tasks);
  while (!g_queue_is_empty (&waiting))
    {
      g_autoptr (GTask) task = g_queue_pop_head (&waiting);

      if (self->copy_error != NULL)
        g_task_return_error (task, g_error_copy (self->copy_error));
      else
        g_task_return_boolean (task, TRUE);
    }

  heed_journal_notify_save_state (self);
}

static void
start_copying (HeedJournal *self)
{
  g_free (self->copy_path);
  self->copy_path = heed_copy_choose_rescue_path (heed_store_get_path (self->store), self->copy_away,
                                                  self->rescue != NULL ? heed_store_get_path (self->rescue) : NULL);
  self->copying = TRUE;
  heed_journal_call (HEED_WRITER, copy_into,
                     heed_journal_new_task (self, g_strdup (self->copy_path), g_free, copied_cb, NULL), NULL);
}

/* Copies all that the open file holds, unless that is done. Takes @task over, which
 * gives a boolean. */
void
heed_journal_copy (HeedJournal *self,
                   GTask       *task)
{
  if (self->copied)
    {
      g_task_return_boolean (task, TRUE);
      g_object_unref (task);
      return;
    }

  g_queue_push_tail (&self->copy_tasks, task);
  if (!self->copying)
    start_copying (self);
}

/* Losing the file, and having it again */

/* How the journal gets its file back. */
typedef struct
{
  char *copy;
  char *path;
  char *aside;
  HeedCopy *rescued; /* what was typed meanwhile; NULL if nothing was */
  HeedOpened opened;
} Return;

static void
free_return (gpointer data)
{
  Return *back = data;

  g_free (back->copy);
  g_free (back->path);
  g_free (back->aside);
  g_clear_pointer (&back->rescued, heed_copy_free);
  g_clear_pointer (&back->opened.keys, g_array_unref);
  g_free (back);
}

/* It can be read for as long as it is open, and not written any more. To be called
 * whenever that is seen. */
void
heed_journal_take_loss (HeedJournal  *self,
                        const GError *error)
{
  if (self->gone != NULL)
    {
      if (self->copy_error != NULL && !self->copying && g_get_monotonic_time () - self->copy_failed_at > COPY_AGAIN)
        start_copying (self);
      return;
    }

  g_debug ("The journal's file is gone");
  self->gone = g_error_copy (error);
  /* Those of the last time are in the journal by now. */
  g_clear_pointer (&self->rescued_pictures, g_hash_table_unref);
  self->look_is_old = self->looking;
  self->rescue_away = self->copy_away = FALSE;
  if (!self->copying)
    start_copying (self);
  heed_journal_notify_save_state (self);
}

/* All that was rescued and is still open somewhere is in the journal; what is not
 * comes from the rescued journal, which goes when that is certain. */
static void
brought_back_cb (GObject      *source,
                 GAsyncResult *result,
                 gpointer      data)
{
  g_autoptr (GTask) task = data;
  HeedJournal *self = HEED_JOURNAL (source);
  Return *back = g_task_get_task_data (task);
  g_autoptr (GPtrArray) copies = g_ptr_array_new_with_free_func ((GDestroyNotify) heed_copy_free);

  heed_journal_finish (self, result, NULL);
  if (back->rescued == NULL)
    {
      g_task_return_boolean (task, TRUE);
      return;
    }

  g_ptr_array_add (copies, g_steal_pointer (&back->rescued));
  heed_journal_join_async (self, copies, heed_journal_hand_on_cb, g_steal_pointer (&task));
}

/* Takes @task over. */
static void
save_rescued (HeedJournal *self,
              GTask       *task)
{
  heed_autosave_bring_back (self->autosave);
  heed_journal_save_async (self, brought_back_cb, task);
}

static void
rescue_closed_cb (GObject      *source,
                  GAsyncResult *result,
                  gpointer      data)
{
  heed_store_finish (HEED_STORE (source), result, NULL, NULL);
  save_rescued (g_task_get_source_object (data), data);
}

/* The journal can be written to again, with all that the lost file held. Takes
 * @task over, which gives a boolean. */
static void
bring_back (HeedJournal *self,
            GTask       *task)
{
  g_autoptr (HeedStore) rescue = g_steal_pointer (&self->rescue);
  Return *back = g_task_get_task_data (task);

  g_debug ("The journal's file is there again");
  g_clear_error (&self->gone);
  self->putting_back = FALSE;
  g_hash_table_remove_all (self->rescued);
  if (!self->copying)
    remove_copy (self);
  heed_journal_notify_save_state (self);

  if (rescue == NULL)
    {
      save_rescued (self, task);
      return;
    }

  back->rescued = g_new0 (HeedCopy, 1);
  back->rescued->kind = HEED_COPY_RESCUE;
  back->rescued->path = g_strdup (heed_store_get_path (rescue));
  heed_store_close_async (rescue, rescue_closed_cb, task);
}

/* The very file that was gone is in its place. */
void
heed_journal_take_return (HeedJournal *self)
{
  if (self->gone != NULL && !self->putting_back)
    bring_back (self, heed_journal_new_task (self, g_new0 (Return, 1), free_return, NULL, NULL));
}

/* Putting it back. The copy has the same rows, so that every entry is where it was. */

static void
put_back_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      data)
{
  g_autoptr (GTask) task = data;

  if (!heed_journal_hand_on_failure (result, task))
    bring_back (HEED_JOURNAL (source), g_steal_pointer (&task));
}

static void
put_in_place_cb (GObject      *source,
                 GAsyncResult *result,
                 gpointer      data)
{
  g_autoptr (GTask) task = data;
  Return *back = g_task_get_task_data (task);

  if (!heed_journal_hand_on_failure (result, task))
    heed_journal_open_store_async (HEED_JOURNAL (source), back->path, HEED_DATABASE_NONE, &back->opened, put_back_cb,
                                   g_steal_pointer (&task));
}

static gpointer
put_in_place (gpointer       data,
              GCancellable  *cancellable,
              GError       **error)
{
  Return *back = data;

  return GINT_TO_POINTER (heed_database_put_back (back->copy, back->path, HEED_COPY_ASIDE, &back->aside, error));
}

static void
copied_to_put_back_cb (GObject      *source,
                       GAsyncResult *result,
                       gpointer      data)
{
  g_autoptr (GTask) task = data;
  HeedJournal *self = HEED_JOURNAL (source);
  Return *back = g_task_get_task_data (task);
  g_autoptr (GTask) placing = NULL;

  if (heed_journal_hand_on_failure (result, task))
    return;
  /* It came back by itself. */
  if (self->gone == NULL)
    {
      g_task_return_boolean (task, TRUE);
      return;
    }

  back->copy = g_strdup (self->copy_path);
  back->path = g_strdup (heed_store_get_path (self->store));
  placing = heed_journal_new_task (self, back, NULL, put_in_place_cb, g_steal_pointer (&task));
  heed_thread_run (placing, put_in_place, NULL);
}

/* That something could not be saved, perhaps not even elsewhere, is one more reason. */
static void
saved_to_put_back_cb (GObject      *source,
                      GAsyncResult *result,
                      gpointer      data)
{
  HeedJournal *self = HEED_JOURNAL (source);

  heed_journal_finish (self, result, NULL);
  heed_journal_copy (self, g_task_new (self, NULL, copied_to_put_back_cb, data));
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
  return heed_journal_add_live (self, heed_entry_new_for_record (self->workbook, record));
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
  copy = heed_journal_add_live (self, heed_entry_new_for_record (self->workbook, record));
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
 * Loads an entry's answers, so that it can be edited. End it with heed_journal_finish().
 */
void
heed_journal_open_entry_async (HeedJournal         *self,
                               HeedEntry           *entry,
                               GAsyncReadyCallback  callback,
                               gpointer             user_data)
{
  GTask *task = heed_journal_new_task (self, g_object_ref (entry), g_object_unref, callback, user_data);

  if (!heed_entry_is_open (entry))
    {
      load_entry (self, task);
      return;
    }

  g_task_return_boolean (task, TRUE);
  g_object_unref (task);
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

  if (self->n_arriving > 0)
    state = MAX (state, HEED_SAVE_STATE_SAVING);
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
 * Saves everything now instead of within a second. End it with heed_journal_finish(),
 * which gives %TRUE if everything is safe, in the journal or, where its file is gone,
 * elsewhere.
 */
void
heed_journal_save_async (HeedJournal         *self,
                         GAsyncReadyCallback  callback,
                         gpointer             user_data)
{
  heed_autosave_flush (self->autosave, g_task_new (self, NULL, callback, user_data));
}

/**
 * heed_journal_is_gone:
 * @self: an open journal
 *
 * Tells whether the journal's file was deleted, or another one put in its place.
 * Then nothing can be written into it; what is typed is rescued.
 * [property@Heed.Journal:save-state] is notified of when this changes.
 *
 * Returns: %TRUE until it is back
 */
gboolean
heed_journal_is_gone (HeedJournal *self)
{
  return self->gone != NULL;
}

/**
 * heed_journal_get_rescue_path:
 * @self: a journal whose file is gone
 *
 * Gets where what is typed is kept meanwhile.
 *
 * Returns: (type filename) (nullable): the path of a journal; %NULL if nothing was
 *   typed yet
 */
const char *
heed_journal_get_rescue_path (HeedJournal *self)
{
  return self->rescue != NULL && g_hash_table_size (self->rescued) > 0 ? heed_store_get_path (self->rescue) : NULL;
}

/**
 * heed_journal_get_rescue_copy_path:
 * @self: a journal whose file is gone
 *
 * Gets where all is that the file held.
 *
 * Returns: (type filename) (nullable): the path of a journal; %NULL until it is
 *   whole
 */
const char *
heed_journal_get_rescue_copy_path (HeedJournal *self)
{
  return self->copied ? self->copy_path : NULL;
}

static gpointer
find_other (HeedDatabase  *database,
            gpointer       data,
            GError       **error)
{
  return GINT_TO_POINTER (heed_database_has_other (database));
}

/**
 * heed_journal_find_other_async:
 * @self: a journal whose file is gone
 * @callback: called when it is known
 * @user_data: for @callback
 *
 * Looks whether another journal lies in its place. End it with
 * heed_journal_take_answer(), which gives %NULL if there is none.
 */
void
heed_journal_find_other_async (HeedJournal         *self,
                               GAsyncReadyCallback  callback,
                               gpointer             user_data)
{
  heed_journal_call (HEED_WRITER, find_other, heed_journal_new_task (self, NULL, NULL, callback, user_data), NULL);
}

/**
 * heed_journal_put_back_async:
 * @self: a journal whose file is gone
 * @callback: called when it is back, or why it is not
 * @user_data: for @callback
 *
 * Writes all that is in the journal where its file was, with what was typed since.
 * What lies there now is set aside, and can be imported. Nothing is lost where it
 * fails.
 */
void
heed_journal_put_back_async (HeedJournal         *self,
                             GAsyncReadyCallback  callback,
                             gpointer             user_data)
{
  heed_journal_save_async (self, saved_to_put_back_cb,
                           heed_journal_new_task (self, g_new0 (Return, 1), free_return, callback, user_data));
}

/**
 * heed_journal_put_back_finish:
 * @self: a journal
 * @result: what the callback got
 * @aside: (out) (optional) (nullable) (type filename): where that is which lay in its
 *   place
 * @error: return location for an error
 *
 * Ends heed_journal_put_back_async().
 *
 * Returns: %FALSE with an error of the domain `HEED_ERROR`
 */
gboolean
heed_journal_put_back_finish (HeedJournal   *self,
                              GAsyncResult  *result,
                              char         **aside,
                              GError       **error)
{
  Return *back = g_task_get_task_data (G_TASK (result));

  if (aside != NULL)
    *aside = g_steal_pointer (&back->aside);
  return g_task_propagate_boolean (G_TASK (result), error);
}
