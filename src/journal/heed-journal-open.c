/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Opening and closing the journal's file, and those who read beside the writing; and
 * looking for damage once it is open, and what is left to do when there is some. */

#include "heed-journal.h"

#include "heed-demo.h"
#include "heed-entry-index.h"
#include "heed-error.h"
#include "heed-journal-private.h"
#include "heed-thread.h"
#include "heed-wording.h"

#include <glib/gi18n.h>

/* By then the window is there, and the lists have what they show. */
#define CHECK_SECONDS 3

/* How to open a journal. */
typedef struct
{
  char *path;
  gboolean anew;     /* even if there are copies only */
  gboolean exists;
  GPtrArray *copies; /* of HeedCopy */
  HeedOpened opened;
} Opening;

static void close_saved_cb (GObject      *source,
                            GAsyncResult *result,
                            gpointer      data);
static void close_store (HeedJournal *self,
                         GTask       *task);

/* Those who read beside the writing */

/* Its data is how many readers have not answered yet. */
static void
end_part (GTask *task)
{
  guint pending = GPOINTER_TO_UINT (g_task_get_task_data (task)) - 1;

  g_task_set_task_data (task, GUINT_TO_POINTER (pending), NULL);
  if (pending == 0)
    g_task_return_boolean (task, TRUE);
  g_object_unref (task);
}

/* Where there can be no other connection the one that there is reads, too. */
static void
reader_open_cb (GObject      *source,
                GAsyncResult *result,
                gpointer      data)
{
  GTask *task = data;
  HeedJournal *self = g_task_get_source_object (task);
  g_autoptr (GError) error = NULL;

  if (!heed_store_finish (HEED_STORE (source), result, NULL, &error))
    {
      g_debug ("Nobody reads beside the writing: %s", heed_error_get_detail (error));
      for (guint i = 0; i < HEED_N_READERS; i++)
        if (self->readers[i] == HEED_STORE (source))
          g_set_object (&self->readers[i], self->store);
    }

  end_part (task);
}

static void
reader_closed_cb (GObject      *source,
                  GAsyncResult *result,
                  gpointer      data)
{
  heed_store_finish (HEED_STORE (source), result, NULL, NULL);
  end_part (data);
}

/* Once the store is open. Without a log whoever reads keeps others from writing;
 * there the store does it all. Nothing can fail. */
static void
open_readers (HeedJournal         *self,
              GAsyncReadyCallback  callback,
              gpointer             user_data)
{
  GTask *task = g_task_new (self, NULL, callback, user_data);

  g_task_set_task_data (task, GUINT_TO_POINTER (HEED_N_READERS + 1), NULL);
  for (guint i = 0; i < HEED_N_READERS; i++)
    {
      g_clear_object (&self->readers[i]);
      self->readers[i] = self->has_log ? heed_store_new (heed_store_get_path (self->store), HEED_DATABASE_READ_ONLY)
                                       : g_object_ref (self->store);
      heed_store_open_async (self->readers[i], NULL, reader_open_cb, g_object_ref (task));
    }

  end_part (task);
}

/* Before the store, which tidies up if it is the last to close the file. */
static void
close_readers (HeedJournal         *self,
               GAsyncReadyCallback  callback,
               gpointer             user_data)
{
  GTask *task = g_task_new (self, NULL, callback, user_data);

  g_task_set_task_data (task, GUINT_TO_POINTER (HEED_N_READERS + 1), NULL);
  for (guint i = 0; i < HEED_N_READERS; i++)
    if (self->readers[i] != self->store)
      heed_store_close_async (self->readers[i], reader_closed_cb, g_object_ref (task));
    else
      end_part (g_object_ref (task));

  end_part (task);
}

/* Damage */

/* So few at a time that what is typed is saved in between. It is of no importance
 * to anybody whether it comes to an end today. */
static gpointer
add_checksums (HeedDatabase  *database,
               gpointer       data,
               GError       **error)
{
  gboolean more;

  return heed_database_add_checksums (database, &more, error) && more ? HEED_STORE_AGAIN : NULL;
}

/* Checksums are given to what is known to be sound only. What else there may be to say, as
 * that the file is gone or in use, others say. */
static void
checked_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      data)
{
  HeedJournal *self = HEED_JOURNAL (source);
  g_autoptr (GError) error = NULL;
  gboolean sound = g_task_propagate_pointer (G_TASK (result), &error) != NULL;

  g_clear_object (&self->checking);
  if (sound && self->is_open && self->damage == NULL)
    heed_journal_call (HEED_WRITER, add_checksums, heed_journal_new_task (self, NULL, NULL, NULL, NULL), NULL);
  else if (!sound && self->is_open && g_error_matches (error, HEED_ERROR, HEED_ERROR_CORRUPT))
    heed_journal_take_damage (self, error);
  else if (!sound)
    g_debug ("The journal was not looked through: %s", heed_error_get_detail (error));

  if (self->to_close != NULL)
    close_store (self, g_steal_pointer (&self->to_close));
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
heed_journal_stop_checking (HeedJournal *self)
{
  g_clear_handle_id (&self->check_timer, g_source_remove);
  if (self->checking != NULL)
    g_cancellable_cancel (self->checking);
}

/* Opening */

/* Lists and the search show what there was until it succeeds, the next time. */
static void
wording_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      data)
{
  g_autoptr (GError) error = NULL;

  if (!g_task_propagate_boolean (G_TASK (result), &error))
    g_debug ("The wording of entries was not brought up to date: %s", error->message);
}

/* What lists and the search know of entries that were written with other words. */
void
heed_journal_update_wording (HeedJournal *self)
{
  heed_journal_write ((HeedWriteFunc) heed_database_update_wording,
                      heed_journal_new_task (self, g_object_ref (self->workbook), g_object_unref, wording_cb, NULL));
}

/* The sample journal, moved to now. */
static gboolean
fill_in_sample (HeedDatabase  *database,
                HeedWorkbook  *workbook,
                GError       **error)
{
  g_autoptr (GPtrArray) records = heed_demo_read (workbook, heed_timestamp_now (), error);
  g_autoptr (GPtrArray) summaries = g_ptr_array_new_with_free_func ((GDestroyNotify) heed_summary_unref);

  for (guint i = 0; records != NULL && i < records->len; i++)
    {
      HeedRecord *record = g_ptr_array_index (records, i);

      g_ptr_array_add (summaries, heed_summary_new (record, heed_wording_find_form (workbook, record)));
    }

  return records != NULL && heed_database_put_all (database, records, summaries, error);
}

static gpointer
read_opened (HeedDatabase  *database,
             gpointer       data,
             GError       **error)
{
  HeedOpened *opened = data;

  heed_database_set_workbook (database, opened->workbook);
  if (opened->sample && !fill_in_sample (database, opened->workbook, error))
    return NULL;

  opened->has_log = heed_database_has_log (database);
  opened->took_back = heed_database_took_back (database);
  opened->data_version = heed_database_get_data_version (database);
  opened->keys = heed_database_get_keys (database, &opened->change, error);
  return NULL;
}

static void
readers_open_cb (GObject      *source,
                 GAsyncResult *result,
                 gpointer      data)
{
  g_autoptr (GTask) task = data;

  g_task_return_boolean (task, TRUE);
}

/* From here on it is the journal's. Where that is open already, the lists follow
 * before anything else is read. */
static void
read_opened_cb (GObject      *source,
                GAsyncResult *result,
                gpointer      data)
{
  g_autoptr (GTask) task = data;
  HeedJournal *self = g_task_get_source_object (task);
  const HeedOpened *opened = g_task_get_task_data (task);
  g_autoptr (HeedStore) before = NULL;

  if (heed_journal_hand_on_failure (result, task))
    return;

  before = g_steal_pointer (&self->store);
  self->store = HEED_STORE (g_object_ref (source));
  if (before != NULL)
    heed_store_close_async (before, NULL, NULL);
  self->change = opened->change;
  self->data_version = opened->data_version;
  self->has_log = opened->has_log;
  self->took_back = opened->took_back;
  if (self->is_open)
    {
      self->putting_back = TRUE;
      heed_entry_index_become (self->keys, opened->keys, G_LIST_MODEL (self));
    }
  open_readers (self, readers_open_cb, g_steal_pointer (&task));
}

static void
store_open_cb (GObject      *source,
               GAsyncResult *result,
               gpointer      data)
{
  g_autoptr (GTask) task = data;
  HeedOpened *opened = g_task_get_task_data (task);

  if (!heed_journal_hand_on_failure (result, task))
    heed_store_call_async (HEED_STORE (source), read_opened, opened, NULL, NULL, NULL, read_opened_cb,
                           g_steal_pointer (&task));
}

/* Opens a file that becomes the journal's, if nothing fails. @opened stays where it is
 * until the callback, which gets a boolean. */
void
heed_journal_open_store_async (HeedJournal         *self,
                               const char          *path,
                               HeedDatabaseFlags    flags,
                               HeedOpened          *opened,
                               GAsyncReadyCallback  callback,
                               gpointer             user_data)
{
  g_autoptr (HeedStore) store = heed_store_new (path, flags);

  opened->workbook = self->workbook;
  heed_store_open_async (store, NULL, store_open_cb, heed_journal_new_task (self, opened, NULL, callback, user_data));
}

static void
free_opening (gpointer data)
{
  Opening *opening = data;

  g_clear_pointer (&opening->copies, g_ptr_array_unref);
  g_clear_pointer (&opening->opened.keys, g_array_unref);
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

static void
opened_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      data)
{
  g_autoptr (GTask) task = data;
  HeedJournal *self = HEED_JOURNAL (source);
  const Opening *opening = g_task_get_task_data (task);

  if (heed_journal_hand_on_failure (result, task))
    return;

  self->is_open = TRUE;
  heed_journal_start_looking (self);
  if (self->check_timer == 0 && self->checking == NULL)
    self->check_timer = g_timeout_add_seconds (CHECK_SECONDS, check_timer_cb, self);
  heed_entry_index_become (self->keys, opening->opened.keys, G_LIST_MODEL (self));
  /* Lists learn from it that the journal is open, even if there is nothing in it. */
  if (self->keys->len == 0)
    g_list_model_items_changed (G_LIST_MODEL (self), 0, 0, 0);
  heed_journal_update_wording (self);
  g_task_return_boolean (task, TRUE);
}

static void
looked_around_cb (GObject      *source,
                  GAsyncResult *result,
                  gpointer      data)
{
  g_autoptr (GTask) task = data;
  HeedJournal *self = HEED_JOURNAL (source);
  Opening *opening = g_task_get_task_data (task);
  g_autofree char *name = g_path_get_basename (opening->path);
  GError *error = NULL;

  g_clear_pointer (&self->copies, g_ptr_array_unref);
  self->copies = g_ptr_array_ref (opening->copies);
  if (opening->exists || opening->copies->len == 0 || opening->anew)
    {
      heed_journal_open_store_async (self, opening->path, HEED_DATABASE_CREATE, &opening->opened, opened_cb,
                                     g_steal_pointer (&task));
      return;
    }

  heed_set_error (&error, HEED_ERROR_NOT_FOUND, NULL,
                  ngettext ("There is no journal “%s”, but %u other copy of it is there. Join it to have what is in "
                            "it, or start with an empty journal; the copy stays.",
                            "There is no journal “%s”, but %u other copies of it are there. Join them to have what "
                            "is in them, or start with an empty journal; the copies stay.", opening->copies->len),
                  name, opening->copies->len);
  g_task_return_error (task, error);
}

/* Closing */

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

  if (heed_store_finish (HEED_STORE (source), result, NULL, &error))
    {
      open_readers (self, readers_reopen_cb, g_steal_pointer (&task));
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

  closed = heed_store_finish (HEED_STORE (source), result, NULL, &error);
  /* What lies there now is another file: what was typed meanwhile is rescued like
   * all the rest. */
  if (self->gone != NULL)
    {
      g_clear_error (&error);
      if (heed_autosave_get_state (self->autosave) > HEED_SAVE_STATE_RESCUED)
        {
          self->is_open = TRUE;
          heed_journal_save_async (self, close_saved_cb, g_steal_pointer (&task));
        }
      else if (self->rescue != NULL)
        heed_store_close_async (self->rescue, heed_journal_hand_on_cb, g_steal_pointer (&task));
      else
        g_task_return_boolean (task, TRUE);
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

/* After whoever is looking for damage, whose connection would keep the log beside
 * the file. Takes @task over. */
static void
close_store (HeedJournal *self,
             GTask       *task)
{
  self->is_open = FALSE;
  heed_journal_stop_checking (self);
  if (self->checking != NULL)
    self->to_close = task;
  else
    close_readers (self, readers_closed_cb, task);
}

static void
close_copied_cb (GObject      *source,
                 GAsyncResult *result,
                 gpointer      data)
{
  g_autoptr (GTask) task = data;

  if (!heed_journal_hand_on_failure (result, task))
    close_store (HEED_JOURNAL (source), g_steal_pointer (&task));
}

/* What only the open file has would be gone with it. */
static void
close_saved_cb (GObject      *source,
                GAsyncResult *result,
                gpointer      data)
{
  g_autoptr (GTask) task = data;
  HeedJournal *self = HEED_JOURNAL (source);

  if (heed_journal_hand_on_failure (result, task))
    return;
  if (self->gone != NULL)
    heed_journal_copy (self, g_task_new (self, NULL, close_copied_cb, g_steal_pointer (&task)));
  else
    close_store (self, g_steal_pointer (&task));
}

/* Takes @task over. */
void
heed_journal_close_saved (GTask *task)
{
  heed_journal_save_async (g_task_get_source_object (task), close_saved_cb, task);
}

/* Giving up a damaged file */

static void
given_up_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      data)
{
  g_autoptr (GTask) task = data;
  HeedJournal *self = g_task_get_source_object (task);
  g_autoptr (GPtrArray) entries = heed_autosave_dup_unsaved (self->autosave);
  GPtrArray *records = g_ptr_array_new_with_free_func ((GDestroyNotify) heed_record_unref);

  /* There is nothing to do about what a damaged file says when it is closed. */
  heed_store_finish (HEED_STORE (source), result, NULL, NULL);
  for (guint i = 0; i < entries->len; i++)
    g_ptr_array_add (records, heed_record_ref (heed_entry_get_record (g_ptr_array_index (entries, i))));
  g_task_return_pointer (task, records, (GDestroyNotify) g_ptr_array_unref);
}

static void
readers_given_up_cb (GObject      *source,
                     GAsyncResult *result,
                     gpointer      data)
{
  heed_store_close_async (HEED_JOURNAL (source)->store, given_up_cb, data);
}

/**
 * heed_journal_open_async:
 * @self: a journal that is not open
 * @path: (type filename): its file, which is made if it is not there
 * @mode: how
 * @callback: called when the place of every entry is known
 * @user_data: for @callback
 *
 * Opens the journal. End it with heed_journal_finish(), which gives
 * %HEED_ERROR_NOT_FOUND where the journal is gone and copies of it are there; see
 * heed_journal_get_copies().
 */
void
heed_journal_open_async (HeedJournal         *self,
                         const char          *path,
                         HeedOpenMode         mode,
                         GAsyncReadyCallback  callback,
                         gpointer             user_data)
{
  g_autoptr (GTask) looking = NULL;
  Opening *opening;
  GTask *task;

  g_return_if_fail (!self->is_open);

  opening = g_new0 (Opening, 1);
  opening->path = g_strdup (path);
  opening->anew = mode != HEED_OPEN_JOURNAL;
  opening->opened.sample = self->is_sample = mode == HEED_OPEN_SAMPLE;
  task = heed_journal_new_task (self, opening, free_opening, callback, user_data);
  looking = heed_journal_new_task (self, opening, NULL, looked_around_cb, task);
  heed_thread_run (looking, look_around, NULL);
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
 * heed_journal_is_sample:
 * @self: a journal
 *
 * Tells whether it was opened to be thrown away, so that nothing about it is kept
 * elsewhere.
 *
 * Returns: %TRUE if so
 */
gboolean
heed_journal_is_sample (HeedJournal *self)
{
  return self->is_sample;
}

/**
 * heed_journal_close_async:
 * @self: an open journal
 * @callback: called when everything is on the disk and the file is closed
 * @user_data: for @callback
 *
 * Saves everything and closes the file. If something cannot be saved the
 * journal stays open. Where its file is gone, all of it is in rescued journals then.
 * End it with heed_journal_finish().
 */
void
heed_journal_close_async (HeedJournal         *self,
                          GAsyncReadyCallback  callback,
                          gpointer             user_data)
{
  g_return_if_fail (self->is_open);

  /* Whoever added a picture saw nothing yet that would have to be saved. */
  if (self->n_arriving > 0)
    g_queue_push_tail (&self->arrived_tasks, g_task_new (self, NULL, callback, user_data));
  else
    heed_journal_close_saved (g_task_new (self, NULL, callback, user_data));
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

/**
 * heed_journal_give_up_async:
 * @self: an open journal that is damaged
 * @callback: called when the file is closed
 * @user_data: for @callback
 *
 * Closes the file, to which nothing can be written, and hands over what is not
 * saved. See heed_recovery_run_async(). End it with heed_journal_take_answer(), which
 * gives a `GPtrArray` of [struct@Heed.Record]: the entries that are not saved, as they
 * are now.
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
  close_readers (self, readers_given_up_cb, task);
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
  heed_journal_mark_damaged (self);
}
