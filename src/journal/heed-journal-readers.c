/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What reads beside the writing, so that what is typed is saved meanwhile. */

#include "heed-error.h"
#include "heed-journal-private.h"

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

  if (!heed_store_open_finish (HEED_STORE (source), result, &error))
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
  heed_store_close_finish (HEED_STORE (source), result, NULL);
  end_part (data);
}

/* Once the store is open. Without a log whoever reads keeps others from writing;
 * there the store does it all. Nothing can fail. */
void
heed_journal_open_readers_async (HeedJournal         *self,
                                 gboolean             has_log,
                                 GAsyncReadyCallback  callback,
                                 gpointer             user_data)
{
  GTask *task = g_task_new (self, NULL, callback, user_data);

  g_task_set_task_data (task, GUINT_TO_POINTER (HEED_N_READERS + 1), NULL);
  for (guint i = 0; i < HEED_N_READERS; i++)
    {
      g_clear_object (&self->readers[i]);
      self->readers[i] = has_log ? heed_store_new (heed_store_get_path (self->store), HEED_DATABASE_READ_ONLY)
                                 : g_object_ref (self->store);
      heed_store_open_async (self->readers[i], NULL, reader_open_cb, g_object_ref (task));
    }

  end_part (task);
}

/* Before the store, which tidies up if it is the last to close the file. */
void
heed_journal_close_readers_async (HeedJournal         *self,
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

/* Like heed_journal_call(), for what writes nothing and may take its time. It sees
 * all that was saved before it was asked for. Takes @work over. */
void
heed_journal_read (HeedJournal         *self,
                   HeedReader           reader,
                   HeedStoreFunc        func,
                   HeedWork            *work,
                   GDestroyNotify       result_free,
                   GCancellable        *cancellable,
                   GAsyncReadyCallback  callback,
                   gpointer             user_data)
{
  heed_journal_ensure_store (self);
  heed_store_call_async (self->readers[reader] != NULL ? self->readers[reader] : self->store, func, work,
                         (GDestroyNotify) heed_work_free, result_free, cancellable, callback, user_data);
}
