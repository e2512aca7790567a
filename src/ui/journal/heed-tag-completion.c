/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Names of tags. See heed-tag-completion.h. */

#include "heed-tag-completion.h"

static void
got_tags_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      data)
{
  g_autoptr (GTask) task = data;
  g_autoptr (GPtrArray) counts = NULL;
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  GError *error = NULL;

  counts = heed_journal_take_answer (HEED_JOURNAL (source), result, &error);
  if (counts == NULL)
    {
      g_task_return_error (task, error);
      return;
    }

  for (guint i = 0; i < counts->len; i++)
    {
      const HeedTagCount *count = g_ptr_array_index (counts, i);

      g_strv_builder_add (builder, count->tag);
    }
  g_task_return_pointer (task, g_strv_builder_end (builder), (GDestroyNotify) g_strfreev);
}

/**
 * heed_tag_completion_load_async:
 * @journal: an open journal
 * @callback: called with the result
 * @user_data: for @callback
 *
 * Asks which tags are in use.
 */
void
heed_tag_completion_load_async (HeedJournal         *journal,
                                GAsyncReadyCallback  callback,
                                gpointer             user_data)
{
  heed_journal_get_tags_async (journal, got_tags_cb, g_task_new (journal, NULL, callback, user_data));
}

/**
 * heed_tag_completion_load_finish:
 * @result: what the callback got
 * @error: return location for an error
 *
 * Ends heed_tag_completion_load_async().
 *
 * Returns: (transfer full) (array zero-terminated=1): the tags, sorted for a
 *   person; %NULL with an error
 */
char **
heed_tag_completion_load_finish (GAsyncResult  *result,
                                 GError       **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
