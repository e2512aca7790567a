/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Opening and closing the journal's file. */

#include "heed-journal.h"

#include "heed-error.h"
#include "heed-journal-private.h"
#include "heed-thread.h"

#include <glib/gi18n.h>

/* How to open a journal. */
typedef struct
{
  char *path;
  HeedStoreFunc first; /* gives the place of every entry */
  gboolean anew;       /* even if there are copies only */
  gboolean exists;
  GPtrArray *copies;   /* of HeedCopy */
} Opening;

static void close_saved_cb (GObject      *source,
                            GAsyncResult *result,
                            gpointer      data);

/* Lists and the search show what there was until it succeeds, the next time. */
static void
wording_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      data)
{
  g_autoptr (HeedJournal) self = data;
  g_autoptr (GError) error = NULL;
  HeedChanges *changes = heed_store_call_finish (HEED_STORE (source), result, &error);

  if (changes == NULL)
    {
      g_debug ("The wording of entries was not brought up to date: %s", error->message);
      return;
    }

  heed_journal_take_changes (self, changes);
  heed_changes_free (changes);
}

void
heed_journal_update_wording (HeedJournal *self)
{
  heed_journal_call (self, heed_work_update_wording, heed_journal_new_work (self), (GDestroyNotify) heed_changes_free, NULL,
                     wording_cb, g_object_ref (self));
}

static void
readers_open_cb (GObject      *source,
                 GAsyncResult *result,
                 gpointer      data)
{
  g_autoptr (GTask) task = data;
  HeedJournal *self = HEED_JOURNAL (source);
  HeedChanges *changes = g_task_get_task_data (task);

  self->is_open = TRUE;
  self->took_back = changes->took_back;
  self->change = changes->change;
  self->data_version = changes->data_version;
  g_array_unref (self->keys);
  self->keys = g_steal_pointer (&changes->keys);
  heed_journal_start_looking (self);
  heed_journal_start_checking (self);
  g_list_model_items_changed (G_LIST_MODEL (self), 0, 0, self->keys->len);
  heed_journal_update_wording (self);
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
  HeedChanges *changes = heed_store_call_finish (HEED_STORE (source), result, &error);

  if (changes == NULL)
    {
      g_task_return_error (task, error);
      g_object_unref (task);
      return;
    }

  g_set_object (&self->store, HEED_STORE (source));
  self->has_log = changes->has_log;
  g_task_set_task_data (task, changes, (GDestroyNotify) heed_changes_free);
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

  heed_store_call_async (HEED_STORE (source), ((Opening *) g_task_get_task_data (task))->first, heed_journal_new_work (self),
                         (GDestroyNotify) heed_work_free, (GDestroyNotify) heed_changes_free, NULL, keys_cb, task);
}

static void
free_opening (gpointer data)
{
  Opening *opening = data;

  g_clear_pointer (&opening->copies, g_ptr_array_unref);
  g_free (opening->path);
  g_free (opening);
}

/* Of what there is beside a journal, that which may hold words that it lacks. */
static gpointer
look_around (gpointer       data,
             GCancellable  *cancellable,
             GError       **error)
{
  Opening *opening = data;

  opening->exists = g_file_test (opening->path, G_FILE_TEST_EXISTS);
  opening->copies = heed_copies_find_to_join (opening->path);
  return NULL;
}

static GError *
create_copies_only_error (const Opening *opening)
{
  g_autofree char *name = g_path_get_basename (opening->path);
  GError *error = NULL;

  heed_set_error (&error, HEED_ERROR_NOT_FOUND, NULL,
                  ngettext ("There is no journal “%s”, but %u other copy of it is there. Join it to have what is in "
                            "it, or start with an empty journal; the copy stays.",
                            "There is no journal “%s”, but %u other copies of it are there. Join them to have what "
                            "is in them, or start with an empty journal; the copies stay.", opening->copies->len),
                  name, opening->copies->len);
  return error;
}

static void
looked_around_cb (GObject      *source,
                  GAsyncResult *result,
                  gpointer      data)
{
  g_autoptr (GTask) task = data;
  HeedJournal *self = HEED_JOURNAL (source);
  Opening *opening = g_task_get_task_data (task);
  g_autoptr (HeedStore) store = NULL;

  g_clear_pointer (&self->copies, g_ptr_array_unref);
  self->copies = g_ptr_array_ref (opening->copies);
  if (!opening->exists && opening->copies->len > 0 && !opening->anew)
    {
      g_task_return_error (task, create_copies_only_error (opening));
      return;
    }

  store = heed_store_new (opening->path, HEED_DATABASE_CREATE);
  heed_store_open_async (store, NULL, store_open_cb, g_steal_pointer (&task));
}

static void
open_store (HeedJournal         *self,
            const char          *path,
            HeedStoreFunc        first,
            gboolean             anew,
            GAsyncReadyCallback  callback,
            gpointer             user_data)
{
  GTask *task;
  g_autoptr (GTask) looking = NULL;
  Opening *opening;

  g_return_if_fail (!self->is_open);

  task = g_task_new (self, NULL, callback, user_data);
  looking = g_task_new (self, NULL, looked_around_cb, task);
  opening = g_new0 (Opening, 1);
  opening->path = g_strdup (path);
  opening->first = first;
  opening->anew = anew;
  g_task_set_task_data (task, opening, free_opening);
  g_task_set_task_data (looking, opening, NULL);
  heed_thread_run (looking, look_around, NULL);
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

static void
rescue_closed_cb (GObject      *source,
                  GAsyncResult *result,
                  gpointer      data)
{
  g_autoptr (GTask) task = data;
  GError *error = NULL;

  if (heed_store_close_finish (HEED_STORE (source), result, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

/* What lies there now is another file: what was typed meanwhile is rescued like
 * all the rest. */
static void
close_rescue (HeedJournal *self,
              GTask       *task)
{
  if (heed_autosave_get_state (self->autosave) > HEED_SAVE_STATE_RESCUED)
    {
      self->is_open = TRUE;
      heed_journal_save_async (self, close_saved_cb, task);
      return;
    }
  if (self->rescue != NULL)
    {
      heed_store_close_async (self->rescue, rescue_closed_cb, task);
      return;
    }

  g_task_return_boolean (task, TRUE);
  g_object_unref (task);
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
  if (self->gone != NULL)
    {
      g_clear_error (&error);
      close_rescue (self, g_steal_pointer (&task));
      return;
    }
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

/* Takes @task over. */
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

static void
close_copied_cb (GObject      *source,
                 GAsyncResult *result,
                 gpointer      data)
{
  g_autoptr (GTask) task = data;
  GError *error = NULL;

  if (heed_journal_copy_finish (HEED_JOURNAL (source), result, &error))
    heed_journal_close_store (HEED_JOURNAL (source), g_steal_pointer (&task));
  else
    g_task_return_error (task, error);
}

/* What only the open file has would be gone with it. */
static void
close_saved_cb (GObject      *source,
                GAsyncResult *result,
                gpointer      data)
{
  g_autoptr (GTask) task = data;
  HeedJournal *self = HEED_JOURNAL (source);
  GError *error = NULL;

  if (!heed_journal_save_finish (self, result, &error))
    g_task_return_error (task, error);
  else if (self->gone != NULL)
    heed_journal_copy_async (self, close_copied_cb, g_steal_pointer (&task));
  else
    heed_journal_close_store (self, g_steal_pointer (&task));
}

/**
 * heed_journal_open_async:
 * @self: a journal that is not open
 * @path: (type filename): its file, which is made if it is not there
 * @callback: called when the place of every entry is known
 * @user_data: for @callback
 *
 * Opens the journal. Where it is gone and copies of it are there, nothing is made;
 * see heed_journal_get_copies().
 */
void
heed_journal_open_async (HeedJournal         *self,
                         const char          *path,
                         GAsyncReadyCallback  callback,
                         gpointer             user_data)
{
  open_store (self, path, heed_work_read_keys, FALSE, callback, user_data);
}

/**
 * heed_journal_open_anew_async:
 * @self: a journal that is not open
 * @path: (type filename): its file, which is made if it is not there
 * @callback: called when the place of every entry is known
 * @user_data: for @callback
 *
 * Opens the journal, also where there are only copies of it. End it with
 * heed_journal_open_finish().
 */
void
heed_journal_open_anew_async (HeedJournal         *self,
                              const char          *path,
                              GAsyncReadyCallback  callback,
                              gpointer             user_data)
{
  open_store (self, path, heed_work_read_keys, TRUE, callback, user_data);
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
  open_store (self, path, heed_work_fill_demo, TRUE, callback, user_data);
}

/**
 * heed_journal_open_finish:
 * @self: a journal
 * @result: what the callback got
 * @error: return location for an error
 *
 * Ends heed_journal_open_async().
 *
 * Returns: %FALSE with an error of the domain `HEED_ERROR`; %HEED_ERROR_NOT_FOUND
 *   where there are copies only
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
 * heed_journal_get_copies:
 * @self: a journal
 *
 * Gets the copies that were found when it was opened, or could not be, and may hold
 * what it lacks: those of programs that keep folders alike, and rescued ones.
 *
 * Returns: (transfer none) (nullable) (element-type HeedCopy): the copies, newest
 *   first; %NULL before
 */
GPtrArray *
heed_journal_get_copies (HeedJournal *self)
{
  return self->copies;
}

/**
 * heed_journal_took_back:
 * @self: an open journal
 *
 * Tells whether an import that was cut off was taken back when the journal was
 * opened.
 *
 * Returns: %TRUE if somebody should be told
 */
gboolean
heed_journal_took_back (HeedJournal *self)
{
  return self->took_back;
}

/**
 * heed_journal_close_async:
 * @self: an open journal
 * @callback: called when everything is on the disk and the file is closed
 * @user_data: for @callback
 *
 * Saves everything and closes the file. If something cannot be saved the
 * journal stays open. Where its file is gone, all of it is in rescued journals then.
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
