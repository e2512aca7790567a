/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Opening and closing the journal's file. */

#include "heed-journal.h"

#include "heed-journal-private.h"

static void close_saved_cb (GObject      *source,
                            GAsyncResult *result,
                            gpointer      data);

static void
readers_open_cb (GObject      *source,
                 GAsyncResult *result,
                 gpointer      data)
{
  g_autoptr (GTask) task = data;
  HeedJournal *self = HEED_JOURNAL (source);
  HeedNews *news = g_task_get_task_data (task);

  self->is_open = TRUE;
  self->change = news->change;
  self->data_version = news->data_version;
  g_array_unref (self->keys);
  self->keys = g_steal_pointer (&news->keys);
  heed_journal_start_looking (self);
  heed_journal_start_checking (self);
  g_list_model_items_changed (G_LIST_MODEL (self), 0, 0, self->keys->len);
  g_task_return_boolean (task, TRUE);
}

static void
keys_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      data)
{
  GTask *task = data;
  HeedJournal *self = g_task_get_source_object (task);
  GError *error = NULL;
  HeedNews *news = heed_store_call_finish (HEED_STORE (source), result, &error);

  if (news == NULL)
    {
      g_task_return_error (task, error);
      g_object_unref (task);
      return;
    }

  g_set_object (&self->store, HEED_STORE (source));
  self->has_log = news->has_log;
  g_task_set_task_data (task, news, (GDestroyNotify) heed_news_free);
  heed_journal_open_readers_async (self, self->has_log, readers_open_cb, task);
}

static void
store_open_cb (GObject      *source,
               GAsyncResult *result,
               gpointer      data)
{
  GTask *task = data;
  HeedJournal *self = g_task_get_source_object (task);
  GError *error = NULL;

  if (!heed_store_open_finish (HEED_STORE (source), result, &error))
    {
      g_task_return_error (task, error);
      g_object_unref (task);
      return;
    }

  heed_store_call_async (HEED_STORE (source), g_task_get_task_data (task), heed_journal_new_work (self),
                         (GDestroyNotify) heed_work_free, (GDestroyNotify) heed_news_free, NULL, keys_cb, task);
}

/* Opens the file and starts with @first, which gives the place of every entry.
 * Takes @task over. */
static void
open_store (HeedJournal   *self,
            const char    *path,
            HeedStoreFunc  first,
            GTask         *task)
{
  g_autoptr (HeedStore) store = heed_store_new (path, HEED_DATABASE_CREATE);

  g_return_if_fail (!self->is_open);

  g_task_set_task_data (task, first, NULL);
  heed_store_open_async (store, NULL, store_open_cb, task);
}

static void
readers_reopen_cb (GObject      *source,
                   GAsyncResult *result,
                   gpointer      data)
{
  HeedJournal *self = HEED_JOURNAL (source);

  self->is_open = TRUE;
  heed_journal_save_async (self, close_saved_cb, data);
}

static void
store_reopen_cb (GObject      *source,
                 GAsyncResult *result,
                 gpointer      data)
{
  g_autoptr (GTask) task = data;
  HeedJournal *self = g_task_get_source_object (task);
  GError *error = NULL;

  if (heed_store_open_finish (HEED_STORE (source), result, &error))
    {
      heed_journal_open_readers_async (self, self->has_log, readers_reopen_cb, g_steal_pointer (&task));
      return;
    }

  /* Open even if it is not: something is unsaved, and each try to save it says
   * why it stays so. */
  self->is_open = TRUE;
  g_task_return_error (task, error);
}

/* What was typed while the file was being closed is saved like all the rest. */
static void
store_close_cb (GObject      *source,
                GAsyncResult *result,
                gpointer      data)
{
  g_autoptr (GTask) task = data;
  HeedJournal *self = g_task_get_source_object (task);
  gboolean closed;
  GError *error = NULL;

  closed = heed_store_close_finish (HEED_STORE (source), result, &error);
  if (heed_journal_get_save_state (self) != HEED_SAVE_STATE_SAVED)
    {
      g_clear_error (&error);
      heed_store_open_async (HEED_STORE (source), NULL, store_reopen_cb, g_steal_pointer (&task));
      return;
    }

  if (closed)
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
readers_closed_cb (GObject      *source,
                   GAsyncResult *result,
                   gpointer      data)
{
  heed_store_close_async (HEED_JOURNAL (source)->store, store_close_cb, data);
}

static void
close_saved_cb (GObject      *source,
                GAsyncResult *result,
                gpointer      data)
{
  g_autoptr (GTask) task = data;
  HeedJournal *self = HEED_JOURNAL (source);
  GError *error = NULL;

  if (!heed_journal_save_finish (self, result, &error))
    {
      g_task_return_error (task, error);
      return;
    }
  if (self->gone != NULL)
    {
      g_task_return_error (task, g_error_copy (self->gone));
      return;
    }

  heed_journal_close_store (self, g_steal_pointer (&task));
}

/* After whoever is looking for damage, whose connection would keep the log beside
 * the file. Takes @task over. */
void
heed_journal_close_store (HeedJournal *self,
                          GTask       *task)
{
  self->is_open = FALSE;
  heed_journal_stop_checking (self);
  if (self->checking != NULL)
    self->to_close = task;
  else
    heed_journal_close_readers_async (self, readers_closed_cb, task);
}

/**
 * heed_journal_open_async:
 * @self: a journal that is not open
 * @path: (type filename): its file, which is made if it is not there
 * @callback: called when the place of every entry is known
 * @user_data: for @callback
 *
 * Opens the journal.
 */
void
heed_journal_open_async (HeedJournal         *self,
                         const char          *path,
                         GAsyncReadyCallback  callback,
                         gpointer             user_data)
{
  open_store (self, path, heed_work_read_keys, g_task_new (self, NULL, callback, user_data));
}

/**
 * heed_journal_open_demo_async:
 * @self: a journal that is not open
 * @path: (type filename): a file that is not there yet
 * @callback: called when the place of every entry is known
 * @user_data: for @callback
 *
 * Opens a journal that holds the sample entries, the newest from today. End it
 * with heed_journal_open_finish().
 */
void
heed_journal_open_demo_async (HeedJournal         *self,
                              const char          *path,
                              GAsyncReadyCallback  callback,
                              gpointer             user_data)
{
  open_store (self, path, heed_work_fill_demo, g_task_new (self, NULL, callback, user_data));
}

/**
 * heed_journal_open_finish:
 * @self: a journal
 * @result: what the callback got
 * @error: return location for an error
 *
 * Ends heed_journal_open_async().
 *
 * Returns: %FALSE with an error of the domain `HEED_ERROR`
 */
gboolean
heed_journal_open_finish (HeedJournal   *self,
                          GAsyncResult  *result,
                          GError       **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

/**
 * heed_journal_is_open:
 * @self: a journal
 *
 * Tells whether entries can be read and written.
 *
 * Returns: %TRUE between opening and closing
 */
gboolean
heed_journal_is_open (HeedJournal *self)
{
  return self->is_open;
}

/**
 * heed_journal_close_async:
 * @self: an open journal
 * @callback: called when everything is on the disk and the file is closed
 * @user_data: for @callback
 *
 * Saves everything and closes the file. If something cannot be saved the
 * journal stays open.
 */
void
heed_journal_close_async (HeedJournal         *self,
                          GAsyncReadyCallback  callback,
                          gpointer             user_data)
{
  g_return_if_fail (self->is_open);

  heed_journal_save_async (self, close_saved_cb, g_task_new (self, NULL, callback, user_data));
}

/**
 * heed_journal_close_finish:
 * @self: a journal
 * @result: what the callback got
 * @error: return location for an error
 *
 * Ends heed_journal_close_async().
 *
 * Returns: %FALSE with an error of the domain `HEED_ERROR`
 */
gboolean
heed_journal_close_finish (HeedJournal   *self,
                           GAsyncResult  *result,
                           GError       **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}
