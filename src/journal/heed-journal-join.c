/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Joining other copies of the journal with it, one after the other. */

#include "heed-journal.h"

#include "heed-journal-private.h"

typedef struct
{
  GPtrArray *copies; /* of HeedCopy */
  guint next;
  HeedStaging *staging; /* of the next */
  gboolean again;    /* whether all of it is there is being looked at */
  HeedImported counts;
  GPtrArray *kept_in;
  GError *error;     /* of the first that could not be joined */
} Join;

static void join_next (GTask *task);

static void
free_join (gpointer data)
{
  Join *join = data;

  g_clear_object (&join->staging);
  g_ptr_array_unref (join->copies);
  g_ptr_array_unref (join->kept_in);
  g_clear_error (&join->error);
  g_free (join);
}

static gpointer
ref_record (gconstpointer record,
            gpointer      unused)
{
  return heed_record_ref ((HeedRecord *) record);
}

static void
add_counts (Join *join)
{
  const HeedImported *counts = heed_staging_get_imported (join->staging);

  join->counts.added += counts->added;
  join->counts.changed += counts->changed;
  join->counts.same += counts->same;
  join->counts.kept += counts->kept;
  join->counts.versions += counts->versions;
  join->counts.in_trash += counts->in_trash;
  join->counts.out_of_trash += counts->out_of_trash;
  g_ptr_array_extend (join->kept_in, heed_staging_get_kept_in (join->staging), ref_record, NULL);
}

/* Takes @error over, if there is one. */
static void
go_on (GTask  *task,
       GError *error)
{
  Join *join = g_task_get_task_data (task);

  if (join->error == NULL)
    join->error = error;
  else
    g_clear_error (&error);
  join->again = FALSE;
  join->next++;
  join_next (task);
}

/* What was rescued is of no use any more when all of it is in the journal: when
 * there is nothing left to import. Copies that another program made are that
 * program's. */
static void
imported_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      data)
{
  GTask *task = data;
  Join *join = g_task_get_task_data (task);
  const HeedCopy *copy = g_ptr_array_index (join->copies, join->next);
  GError *error = NULL;

  if (!heed_journal_import_finish (HEED_JOURNAL (source), result, &error))
    {
      go_on (task, error);
      return;
    }

  add_counts (join);
  if (copy->kind != HEED_COPY_RESCUE)
    {
      go_on (task, NULL);
      return;
    }

  join->again = TRUE;
  join_next (task);
}

static void
staged_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      data)
{
  GTask *task = data;
  Join *join = g_task_get_task_data (task);
  g_autoptr (GError) failure = NULL;
  GError *error = NULL;

  if (!heed_journal_stage_finish (HEED_JOURNAL (source), result, &error))
    {
      go_on (task, error);
      return;
    }
  if (!join->again)
    {
      heed_journal_import_async (HEED_JOURNAL (source), join->staging, NULL, imported_cb, task);
      return;
    }

  if (!heed_staging_has_changes (join->staging) &&
      !heed_copy_remove (g_ptr_array_index (join->copies, join->next), &failure))
    g_debug ("A rescued journal stays: %s", failure->message);
  go_on (task, NULL);
}

/* Takes @task over. */
static void
join_next (GTask *task)
{
  Join *join = g_task_get_task_data (task);
  HeedJournal *self = g_task_get_source_object (task);

  if (join->next < join->copies->len)
    {
      const HeedCopy *copy = g_ptr_array_index (join->copies, join->next);

      g_clear_object (&join->staging);
      join->staging = heed_staging_new (heed_journal_get_path (self));
      heed_journal_stage_async (self, join->staging, copy->path, NULL, staged_cb, task);
      return;
    }

  if (join->error != NULL)
    g_task_return_error (task, g_steal_pointer (&join->error));
  else
    g_task_return_boolean (task, TRUE);
  g_object_unref (task);
}

/**
 * heed_journal_join_async:
 * @self: an open journal
 * @copies: (element-type HeedCopy): other copies of the journal
 * @callback: called when all of them are joined, or why one is not
 * @user_data: for @callback
 *
 * Joins copies with the journal, as heed_journal_import_async() does. What was
 * rescued is removed when all of it is certainly in the journal; all other copies
 * are left as they are. One that cannot be read does not stop those after it. Of each all
 * is taken or nothing.
 */
void
heed_journal_join_async (HeedJournal         *self,
                         GPtrArray           *copies,
                         GAsyncReadyCallback  callback,
                         gpointer             user_data)
{
  GTask *task = g_task_new (self, NULL, callback, user_data);
  Join *join = g_new0 (Join, 1);

  join->copies = g_ptr_array_ref (copies);
  join->kept_in = g_ptr_array_new_with_free_func ((GDestroyNotify) heed_record_unref);
  g_task_set_task_data (task, join, free_join);
  join_next (task);
}

/**
 * heed_journal_join_finish:
 * @self: a journal
 * @result: what the callback got
 * @counts: (out caller-allocates) (optional): what came of it, even where one failed
 * @kept_in: (out) (optional) (transfer container) (element-type HeedRecord): the
 *   entries of which a text was kept among the older versions, even where it failed
 * @error: return location for an error
 *
 * Ends heed_journal_join_async().
 *
 * Returns: %FALSE with the error of the first copy that could not be joined; doing
 *   it again takes what is missing
 */
gboolean
heed_journal_join_finish (HeedJournal   *self,
                          GAsyncResult  *result,
                          HeedImported  *counts,
                          GPtrArray    **kept_in,
                          GError       **error)
{
  const Join *join = g_task_get_task_data (G_TASK (result));

  if (counts != NULL)
    *counts = join->counts;
  if (kept_in != NULL)
    *kept_in = g_ptr_array_ref (join->kept_in);
  return g_task_propagate_boolean (G_TASK (result), error);
}
