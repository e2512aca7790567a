/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What can be asked of the journal: lists, searches, counts, exports. */

#include "heed-journal.h"

#include "heed-journal-private.h"

static void
found_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      data)
{
  g_autoptr (GTask) task = data;
  GError *error = NULL;
  g_autoptr (HeedSummary) summary = heed_store_call_finish (HEED_STORE (source), result, &error);

  if (summary != NULL)
    g_task_return_pointer (task, heed_journal_dup_entry_for_summary (g_task_get_source_object (task), summary),
                           g_object_unref);
  else
    g_task_return_error (task, error);
}

/* Hands what the store found, or why it could not, to the task that asked. */
void
heed_journal_forward_result_cb (GObject      *source,
                                GAsyncResult *result,
                                gpointer      data)
{
  g_autoptr (GTask) task = data;
  GError *error = NULL;
  gpointer found = heed_store_call_finish (HEED_STORE (source), result, &error);

  if (error != NULL)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, found, NULL);
}

/**
 * heed_journal_find_async:
 * @self: an open journal
 * @id: an entry's id
 * @callback: called with the result
 * @user_data: for @callback
 *
 * Looks an entry up, deleted ones included.
 */
void
heed_journal_find_async (HeedJournal         *self,
                         const char          *id,
                         GAsyncReadyCallback  callback,
                         gpointer             user_data)
{
  GTask *task = g_task_new (self, NULL, callback, user_data);
  HeedEntry *live = heed_journal_find_live (self, id);
  HeedWork *work;

  if (live != NULL)
    {
      g_task_return_pointer (task, g_object_ref (live), g_object_unref);
      g_object_unref (task);
      return;
    }

  work = heed_journal_new_work (self);
  work->id = g_strdup (id);
  heed_journal_call (self, heed_work_find, work, (GDestroyNotify) heed_summary_unref, NULL, found_cb, task);
}

/**
 * heed_journal_find_finish:
 * @self: a journal
 * @result: what the callback got
 * @error: return location for an error
 *
 * Ends heed_journal_find_async().
 *
 * Returns: (transfer full): the entry with its summary, or %NULL with an error
 *   such as %HEED_ERROR_NOT_FOUND
 */
HeedEntry *
heed_journal_find_finish (HeedJournal   *self,
                          GAsyncResult  *result,
                          GError       **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * heed_journal_query_async:
 * @self: an open journal
 * @form_id: (nullable): only entries of this form
 * @item_id: (nullable): only entries about this
 * @limit: how many at most; 0 for all
 * @callback: called with the result
 * @user_data: for @callback
 *
 * Lists entries of a kind, newest first.
 */
void
heed_journal_query_async (HeedJournal         *self,
                          const char          *form_id,
                          const char          *item_id,
                          guint                limit,
                          GAsyncReadyCallback  callback,
                          gpointer             user_data)
{
  HeedWork *work = heed_journal_new_work (self);

  work->form_id = g_strdup (form_id);
  work->item_id = g_strdup (item_id);
  work->limit = limit;
  heed_journal_call (self, heed_work_query, work, (GDestroyNotify) g_ptr_array_unref, NULL, heed_journal_forward_result_cb,
        g_task_new (self, NULL, callback, user_data));
}

/**
 * heed_journal_query_finish:
 * @self: a journal
 * @result: what the callback got
 * @error: return location for an error
 *
 * Ends heed_journal_query_async().
 *
 * Returns: (transfer full) (element-type HeedEntry): the entries, with their
 *   summaries
 */
GPtrArray *
heed_journal_query_finish (HeedJournal   *self,
                           GAsyncResult  *result,
                           GError       **error)
{
  g_autoptr (GPtrArray) summaries = g_task_propagate_pointer (G_TASK (result), error);
  GPtrArray *entries;

  if (summaries == NULL)
    return NULL;

  entries = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = 0; i < summaries->len; i++)
    g_ptr_array_add (entries, heed_journal_dup_entry_for_summary (self, g_ptr_array_index (summaries, i)));

  return entries;
}

/**
 * heed_journal_search_async:
 * @self: an open journal
 * @words: what somebody typed
 * @limit: how many entries at most
 * @cancellable: (nullable): to stop a search that is no longer wanted
 * @callback: called with the result
 * @user_data: for @callback
 *
 * Searches titles, answers and tags.
 */
void
heed_journal_search_async (HeedJournal         *self,
                           const char          *words,
                           guint                limit,
                           GCancellable        *cancellable,
                           GAsyncReadyCallback  callback,
                           gpointer             user_data)
{
  HeedWork *work = heed_journal_new_work (self);

  work->words = g_strdup (words);
  work->limit = limit;
  heed_journal_call (self, heed_work_search, work, (GDestroyNotify) g_ptr_array_unref, cancellable,
        heed_journal_forward_result_cb, g_task_new (self, NULL, callback, user_data));
}

/**
 * heed_journal_search_finish:
 * @self: a journal
 * @result: what the callback got
 * @snippets: (out) (transfer full) (element-type utf8): for each entry the
 *   words around what was found, marked as in [struct@Heed.Match]
 * @error: return location for an error
 *
 * Ends heed_journal_search_async().
 *
 * Returns: (transfer full) (element-type HeedEntry): the entries, the best
 *   first
 */
GPtrArray *
heed_journal_search_finish (HeedJournal   *self,
                            GAsyncResult  *result,
                            GPtrArray    **snippets,
                            GError       **error)
{
  g_autoptr (GPtrArray) matches = g_task_propagate_pointer (G_TASK (result), error);
  GPtrArray *entries;

  if (matches == NULL)
    return NULL;

  entries = g_ptr_array_new_with_free_func (g_object_unref);
  *snippets = g_ptr_array_new_with_free_func (g_free);
  for (guint i = 0; i < matches->len; i++)
    {
      HeedMatch *match = g_ptr_array_index (matches, i);

      g_ptr_array_add (entries, heed_journal_dup_entry_for_summary (self, match->summary));
      g_ptr_array_add (*snippets, g_strdup (match->snippet));
    }

  return entries;
}

/**
 * heed_journal_tally_async:
 * @self: an open journal
 * @callback: called with the result
 * @user_data: for @callback
 *
 * Counts the entries of every kind.
 */
void
heed_journal_tally_async (HeedJournal         *self,
                          GAsyncReadyCallback  callback,
                          gpointer             user_data)
{
  heed_journal_call (self, heed_work_tally, heed_journal_new_work (self), (GDestroyNotify) g_ptr_array_unref, NULL,
        heed_journal_forward_result_cb, g_task_new (self, NULL, callback, user_data));
}

/**
 * heed_journal_tally_finish:
 * @self: a journal
 * @result: what the callback got
 * @error: return location for an error
 *
 * Ends heed_journal_tally_async().
 *
 * Returns: (transfer full) (element-type HeedTally): the counts
 */
GPtrArray *
heed_journal_tally_finish (HeedJournal   *self,
                           GAsyncResult  *result,
                           GError       **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

/* Whether that succeeded is shown as long as it did not; what is in the journal
 * can be taken away either way. */
static void
export_saved_cb (GObject      *source,
                 GAsyncResult *result,
                 gpointer      data)
{
  HeedJournal *self = HEED_JOURNAL (source);
  GTask *task = data;
  HeedWork *work = heed_journal_new_work (self);

  heed_journal_save_finish (self, result, NULL);
  work->path = g_strdup (g_task_get_task_data (task));
  heed_journal_call (self, heed_work_export, work, NULL, NULL, heed_journal_forward_result_cb, task);
}

/**
 * heed_journal_export_async:
 * @self: an open journal
 * @path: (type filename): where to write it
 * @callback: called when the file is there, or why it is not
 * @user_data: for @callback
 *
 * Writes every entry as JSON, after saving what is not saved yet.
 */
void
heed_journal_export_async (HeedJournal         *self,
                           const char          *path,
                           GAsyncReadyCallback  callback,
                           gpointer             user_data)
{
  GTask *task = g_task_new (self, NULL, callback, user_data);

  /* Not only what is saved now: an entry that is on its way may have got more
   * words since. */
  g_task_set_task_data (task, g_strdup (path), g_free);
  heed_journal_save_async (self, export_saved_cb, task);
}

/**
 * heed_journal_export_finish:
 * @self: a journal
 * @result: what the callback got
 * @error: return location for an error
 *
 * Ends heed_journal_export_async().
 *
 * Returns: %FALSE with an error of the domain `HEED_ERROR`; there is then no
 *   half of a file
 */
gboolean
heed_journal_export_finish (HeedJournal   *self,
                            GAsyncResult  *result,
                            GError       **error)
{
  GError *failure = NULL;

  g_task_propagate_pointer (G_TASK (result), &failure);
  if (failure == NULL)
    return TRUE;

  g_propagate_error (error, failure);
  return FALSE;
}
