/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* While the journal's file is gone: somebody deleted it, or a program that keeps
 * folders alike put another one in its place. What is typed goes into a journal
 * of its own beside it, entry by entry, and what the open file still holds is
 * copied, as it is lost when it is closed. Both stay until the person has chosen,
 * or the file is back. */

#include "heed-journal.h"

#include "heed-entry-index.h"
#include "heed-journal-private.h"
#include "heed-thread.h"

/* An entry on its way into the rescued journal, and what that holds of it. */
typedef struct
{
  HeedRecord *record;
  HeedRecord *replaced; /* kept as a version; may be NULL */
} Rescue;

/* How soon what could not be copied is tried again. */
#define COPY_AGAIN (5 * G_TIME_SPAN_SECOND)

static void send_rescue (GTask *task);
static void start_copying (HeedJournal *self);

void
heed_journal_free_rescue (gpointer data)
{
  Rescue *rescue = data;

  heed_record_unref (rescue->record);
  g_clear_pointer (&rescue->replaced, heed_record_unref);
  g_free (rescue);
}

/* What is typed */

static void
ensure_rescue (HeedJournal *self)
{
  g_autofree char *path = NULL;

  if (self->rescue != NULL)
    return;

  path = heed_copy_choose_rescue_path (heed_store_get_path (self->store), self->rescue_away, self->copy_path);
  self->rescue = heed_store_new (path, HEED_DATABASE_CREATE | HEED_DATABASE_EXCLUSIVE);
  heed_store_open_async (self->rescue, NULL, NULL, NULL);
}

static void
remember_rescued (HeedJournal  *self,
                  const Rescue *rescue,
                  HeedRecord   *record)
{
  Rescue *rescued = g_new0 (Rescue, 1);

  rescued->record = heed_record_ref (record);
  rescued->replaced = rescue->replaced != NULL ? heed_record_ref (rescue->replaced) : NULL;
  g_hash_table_replace (self->rescued, (gpointer) heed_record_get_id (rescued->record), rescued);
}

static void
rescued_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      data)
{
  g_autoptr (GTask) task = data;
  HeedJournal *self = g_task_get_source_object (task);
  GError *error = NULL;
  g_autoptr (HeedRecord) record = heed_store_call_finish (HEED_STORE (source), result, &error);

  if (record != NULL)
    {
      if (HEED_STORE (source) == self->rescue)
        remember_rescued (self, g_task_get_task_data (task), record);
      g_task_return_boolean (task, TRUE);
      heed_journal_notify_save_state (self);
      return;
    }

  /* One that never held anything is tried in another place, and then anew. */
  if (HEED_STORE (source) == self->rescue && g_hash_table_size (self->rescued) == 0)
    {
      g_clear_object (&self->rescue);
      self->rescue_away = !self->rescue_away;
      if (self->rescue_away)
        {
          g_error_free (error);
          send_rescue (g_steal_pointer (&task));
          return;
        }
    }

  g_task_return_error (task, error);
}

/* Takes @task over. */
static void
send_rescue (GTask *task)
{
  HeedJournal *self = g_task_get_source_object (task);
  const Rescue *rescue = g_task_get_task_data (task);
  const Rescue *before = g_hash_table_lookup (self->rescued, heed_record_get_id (rescue->record));
  HeedWork *work = heed_journal_new_work (self);

  ensure_rescue (self);
  work->record = heed_record_ref (rescue->record);
  work->base = before != NULL ? heed_record_ref (before->record) : NULL;
  if (rescue->replaced != NULL && (before == NULL || before->replaced != rescue->replaced))
    work->replaced = heed_record_ref (rescue->replaced);
  heed_store_call_async (self->rescue, heed_work_rescue, work, (GDestroyNotify) heed_work_free,
                         (GDestroyNotify) heed_record_unref, NULL, rescued_cb, task);
}

/* Keeps a whole entry in the rescued journal. @replaced is to be kept as a version
 * of it. */
void
heed_journal_rescue_async (HeedJournal         *self,
                           HeedRecord          *record,
                           HeedRecord          *replaced,
                           GAsyncReadyCallback  callback,
                           gpointer             user_data)
{
  GTask *task = g_task_new (self, NULL, callback, user_data);
  Rescue *rescue = g_new0 (Rescue, 1);

  rescue->record = heed_record_ref (record);
  rescue->replaced = replaced != NULL ? heed_record_ref (replaced) : NULL;
  g_task_set_task_data (task, rescue, heed_journal_free_rescue);
  send_rescue (task);
}

gboolean
heed_journal_rescue_finish (HeedJournal   *self,
                            GAsyncResult  *result,
                            GError       **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

/* What the open file holds */

static gpointer
copy_work (HeedDatabase  *database,
           gpointer       data,
           GError       **error)
{
  HeedWork *work = data;

  heed_database_backup (database, work->path, error);
  return NULL;
}

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

static void
end_copying (HeedJournal *self)
{
  GQueue waiting = self->copy_tasks;

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
copied_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      data)
{
  g_autoptr (HeedJournal) self = data;
  g_autoptr (GError) error = NULL;

  heed_store_call_finish (HEED_STORE (source), result, &error);
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
  end_copying (self);
}

static void
start_copying (HeedJournal *self)
{
  HeedWork *work = heed_journal_new_work (self);

  g_free (self->copy_path);
  self->copy_path = heed_copy_choose_rescue_path (heed_store_get_path (self->store), self->copy_away,
                                                  self->rescue != NULL ? heed_store_get_path (self->rescue) : NULL);
  self->copying = TRUE;
  work->path = g_strdup (self->copy_path);
  heed_journal_call (self, copy_work, work, NULL, NULL, copied_cb, g_object_ref (self));
}

/* Copies all that the open file holds, unless that is done. */
void
heed_journal_copy_async (HeedJournal         *self,
                         GAsyncReadyCallback  callback,
                         gpointer             user_data)
{
  GTask *task = g_task_new (self, NULL, callback, user_data);

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

gboolean
heed_journal_copy_finish (HeedJournal   *self,
                          GAsyncResult  *result,
                          GError       **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

/* Losing the file, and having it again */

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
  self->look_is_old = self->looking;
  self->rescue_away = self->copy_away = FALSE;
  if (!self->copying)
    start_copying (self);
  heed_journal_notify_save_state (self);
}

static void
joined_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      data)
{
  g_autoptr (GTask) task = data;
  GError *error = NULL;

  if (heed_journal_join_finish (HEED_JOURNAL (source), result, NULL, NULL, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
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
  const char *path = g_task_get_task_data (task);
  g_autoptr (GPtrArray) copies = NULL;
  HeedCopy *copy;

  heed_journal_save_finish (self, result, NULL);
  if (path == NULL)
    {
      g_task_return_boolean (task, TRUE);
      return;
    }

  copies = g_ptr_array_new_with_free_func ((GDestroyNotify) heed_copy_free);
  copy = g_new0 (HeedCopy, 1);
  copy->kind = HEED_COPY_RESCUE;
  copy->path = g_strdup (path);
  g_ptr_array_add (copies, copy);
  heed_journal_join_async (self, copies, joined_cb, g_steal_pointer (&task));
}

static void
rescue_closed_cb (GObject      *source,
                  GAsyncResult *result,
                  gpointer      data)
{
  GTask *task = data;
  HeedJournal *self = g_task_get_source_object (task);

  heed_store_close_finish (HEED_STORE (source), result, NULL);
  heed_autosave_bring_back (self->autosave);
  heed_journal_save_async (self, brought_back_cb, task);
}

/* The journal can be written to again, with all that the lost file held. Takes
 * @task over, which gives a boolean. */
static void
bring_back (HeedJournal *self,
            GTask       *task)
{
  g_autoptr (HeedStore) rescue = g_steal_pointer (&self->rescue);

  g_debug ("The journal's file is there again");
  g_clear_error (&self->gone);
  self->putting_back = FALSE;
  g_hash_table_remove_all (self->rescued);
  if (!self->copying)
    remove_copy (self);
  heed_journal_notify_save_state (self);

  if (rescue != NULL)
    {
      g_task_set_task_data (task, g_strdup (heed_store_get_path (rescue)), g_free);
      heed_store_close_async (rescue, rescue_closed_cb, task);
      return;
    }

  heed_autosave_bring_back (self->autosave);
  heed_journal_save_async (self, brought_back_cb, task);
}

/* The very file that was gone is in its place. */
void
heed_journal_take_return (HeedJournal *self)
{
  if (self->gone != NULL && !self->putting_back)
    bring_back (self, g_task_new (self, NULL, NULL, NULL));
}

/* Putting it back */

typedef struct
{
  char *copy;
  char *path;
  char *aside;
} PutBack;

static void
free_put_back (gpointer data)
{
  PutBack *put_back = data;

  g_free (put_back->copy);
  g_free (put_back->path);
  g_free (put_back->aside);
  g_free (put_back);
}

static void
back_in_journal_cb (GObject      *source,
                    GAsyncResult *result,
                    gpointer      data)
{
  g_autoptr (GTask) task = data;
  GError *error = NULL;

  if (g_task_propagate_boolean (G_TASK (result), &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
readers_open_cb (GObject      *source,
                 GAsyncResult *result,
                 gpointer      data)
{
  HeedJournal *self = HEED_JOURNAL (source);

  bring_back (self, g_task_new (self, NULL, back_in_journal_cb, data));
}

/* The copy has the same rows, so that every entry is where it was. */
static void
keys_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      data)
{
  g_autoptr (GTask) task = data;
  HeedJournal *self = g_task_get_source_object (task);
  g_autoptr (HeedStore) lost = NULL;
  GError *error = NULL;
  HeedChanges *changes = heed_store_call_finish (HEED_STORE (source), result, &error);

  if (changes == NULL)
    {
      g_task_return_error (task, error);
      return;
    }

  self->putting_back = TRUE;
  lost = g_steal_pointer (&self->store);
  self->store = g_object_ref (HEED_STORE (source));
  heed_store_close_async (lost, NULL, NULL);
  self->change = changes->change;
  self->data_version = changes->data_version;
  self->has_log = changes->has_log;
  heed_entry_index_become (self->keys, changes->keys, G_LIST_MODEL (self));
  heed_changes_free (changes);
  heed_journal_open_readers_async (self, self->has_log, readers_open_cb, g_steal_pointer (&task));
}

static void
opened_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      data)
{
  g_autoptr (GTask) task = data;
  HeedJournal *self = g_task_get_source_object (task);
  GError *error = NULL;

  if (!heed_store_open_finish (HEED_STORE (source), result, &error))
    {
      g_task_return_error (task, error);
      return;
    }

  heed_store_call_async (HEED_STORE (source), heed_work_read_keys, heed_journal_new_work (self),
                         (GDestroyNotify) heed_work_free, (GDestroyNotify) heed_changes_free, NULL, keys_cb,
                         g_steal_pointer (&task));
}

static void
put_in_place_cb (GObject      *source,
                 GAsyncResult *result,
                 gpointer      data)
{
  g_autoptr (GTask) task = data;
  const PutBack *put_back = g_task_get_task_data (task);
  g_autoptr (HeedStore) store = NULL;
  GError *error = NULL;

  if (g_task_propagate_pointer (G_TASK (result), &error) == NULL)
    {
      g_task_return_error (task, error);
      return;
    }

  store = heed_store_new (put_back->path, HEED_DATABASE_NONE);
  heed_store_open_async (store, NULL, opened_cb, g_steal_pointer (&task));
}

static gpointer
put_in_place (gpointer       data,
              GCancellable  *cancellable,
              GError       **error)
{
  PutBack *put_back = data;

  return GINT_TO_POINTER (heed_database_put_back (put_back->copy, put_back->path, HEED_COPY_ASIDE, &put_back->aside,
                                                  error));
}

static void
copied_to_put_back_cb (GObject      *source,
                       GAsyncResult *result,
                       gpointer      data)
{
  g_autoptr (GTask) task = data;
  HeedJournal *self = HEED_JOURNAL (source);
  PutBack *put_back = g_task_get_task_data (task);
  g_autoptr (GTask) placing = NULL;
  GError *error = NULL;

  if (!heed_journal_copy_finish (self, result, &error))
    {
      g_task_return_error (task, error);
      return;
    }
  /* It came back by itself. */
  if (self->gone == NULL)
    {
      g_task_return_boolean (task, TRUE);
      return;
    }

  put_back->copy = g_strdup (self->copy_path);
  put_back->path = g_strdup (heed_store_get_path (self->store));
  placing = g_task_new (self, NULL, put_in_place_cb, g_steal_pointer (&task));
  g_task_set_task_data (placing, put_back, NULL);
  heed_thread_run (placing, put_in_place, NULL);
}

/* That something could not be saved, perhaps not even elsewhere, is one more reason. */
static void
saved_to_put_back_cb (GObject      *source,
                      GAsyncResult *result,
                      gpointer      data)
{
  heed_journal_save_finish (HEED_JOURNAL (source), result, NULL);
  heed_journal_copy_async (HEED_JOURNAL (source), copied_to_put_back_cb, data);
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
find_other_work (HeedDatabase  *database,
                 gpointer       data,
                 GError       **error)
{
  return GINT_TO_POINTER (heed_database_has_other (database));
}

static void
other_found_cb (GObject      *source,
                GAsyncResult *result,
                gpointer      data)
{
  g_autoptr (GTask) task = data;

  g_task_return_boolean (task, GPOINTER_TO_INT (heed_store_call_finish (HEED_STORE (source), result, NULL)));
}

/**
 * heed_journal_find_other_async:
 * @self: a journal whose file is gone
 * @callback: called when it is known
 * @user_data: for @callback
 *
 * Looks whether another journal lies in its place.
 */
void
heed_journal_find_other_async (HeedJournal         *self,
                               GAsyncReadyCallback  callback,
                               gpointer             user_data)
{
  heed_journal_call (self, find_other_work, heed_journal_new_work (self), NULL, NULL, other_found_cb,
                     g_task_new (self, NULL, callback, user_data));
}

/**
 * heed_journal_find_other_finish:
 * @self: a journal
 * @result: what the callback got
 *
 * Ends heed_journal_find_other_async().
 *
 * Returns: %TRUE if there is one
 */
gboolean
heed_journal_find_other_finish (HeedJournal  *self,
                                GAsyncResult *result)
{
  return g_task_propagate_boolean (G_TASK (result), NULL);
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
  GTask *task = g_task_new (self, NULL, callback, user_data);

  g_task_set_task_data (task, g_new0 (PutBack, 1), free_put_back);
  heed_journal_save_async (self, saved_to_put_back_cb, task);
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
  PutBack *put_back = g_task_get_task_data (G_TASK (result));

  if (aside != NULL)
    *aside = g_steal_pointer (&put_back->aside);
  return g_task_propagate_boolean (G_TASK (result), error);
}
