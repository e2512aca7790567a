/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Changes to many entries at once, whether anybody holds them or not. */

#include "heed-journal.h"

#include "heed-journal-private.h"
#include "heed-text.h"

/* Takes @work over. */
static void
make_change (HeedJournal         *self,
             HeedStoreFunc        func,
             HeedWork            *work,
             GAsyncReadyCallback  callback,
             gpointer             user_data)
{
  heed_journal_call_after_save (self, func, work, (GDestroyNotify) heed_changes_free, heed_journal_forward_changes_cb,
                                g_task_new (self, NULL, callback, user_data));
}

/**
 * heed_journal_change_async:
 * @self: an open journal
 * @ids: (array zero-terminated=1): ids of entries
 * @change: what to do to each
 * @tag: (nullable): the tag to add or take off
 * @callback: called when it is done
 * @user_data: for @callback
 *
 * Changes many entries, after saving what is not saved yet. Entries that are open
 * somewhere follow, and keep what is written in them meanwhile; it is saved
 * meanwhile, too. Closing the journal stops it.
 */
void
heed_journal_change_async (HeedJournal         *self,
                           const char * const  *ids,
                           HeedChange           change,
                           const char          *tag,
                           GAsyncReadyCallback  callback,
                           gpointer             user_data)
{
  gboolean tags = change == HEED_CHANGE_ADD_TAG || change == HEED_CHANGE_REMOVE_TAG;
  HeedWork *work;

  g_return_if_fail (ids != NULL);
  g_return_if_fail (!tags || !heed_text_is_blank (tag));

  work = heed_journal_new_work (self);
  work->ids = g_strdupv ((GStrv) ids);
  work->change_to_make = change;
  work->tag = tags ? heed_text_normalize (tag) : NULL;
  make_change (self, heed_work_change, work, callback, user_data);
}

/**
 * heed_journal_change_finish:
 * @self: a journal
 * @result: what the callback got
 * @failure: (out) (optional) (nullable): why it came no further, if some of very many
 *   entries were changed and the rest could not be; doing the same again changes the
 *   rest
 * @error: return location for an error
 *
 * Ends heed_journal_change_async() or heed_journal_replace_tag_async(). The lists show
 * the change by then.
 *
 * Returns: (transfer full) (array zero-terminated=1) (nullable): the ids of the
 *   entries that are not as they were, which are those to change back; or %NULL
 *   with an error of the domain `HEED_ERROR`, where nothing was changed as far as is
 *   known
 */
char **
heed_journal_change_finish (HeedJournal   *self,
                            GAsyncResult  *result,
                            GError       **failure,
                            GError       **error)
{
  HeedChanges *changes = g_task_propagate_pointer (G_TASK (result), error);
  char **ids;

  if (changes == NULL)
    return NULL;

  if (failure != NULL)
    *failure = g_steal_pointer (&changes->failure);
  ids = g_steal_pointer (&changes->changed_ids);
  heed_changes_free (changes);
  return ids;
}

/**
 * heed_journal_replace_tag_async:
 * @self: an open journal
 * @tag: a tag, as entries have it
 * @with: (nullable): the tag to have instead, which may be in use already; %NULL
 *   to have none
 * @ids: (nullable) (array zero-terminated=1): ids of the entries in which to do so, to
 *   have @with instead; %NULL for all
 * @callback: called when it is done
 * @user_data: for @callback
 *
 * Renames a tag, joins it with another, or takes it off, after saving what is not
 * saved yet. End it with heed_journal_change_finish(). With the ids that this gives
 * it is taken back, and what got the tag since keeps it.
 */
void
heed_journal_replace_tag_async (HeedJournal         *self,
                                const char          *tag,
                                const char          *with,
                                const char * const  *ids,
                                GAsyncReadyCallback  callback,
                                gpointer             user_data)
{
  HeedWork *work;

  g_return_if_fail (tag != NULL);
  g_return_if_fail (ids == NULL || with != NULL);

  work = heed_journal_new_work (self);
  work->tag = g_strdup (tag);
  work->with = g_strdup (with);
  work->ids = g_strdupv ((GStrv) ids);
  work->change_to_make = HEED_CHANGE_RENAME_TAG;
  make_change (self, ids != NULL ? heed_work_change : heed_work_replace_tag, work, callback, user_data);
}

/**
 * heed_journal_empty_trash_async:
 * @self: an open journal
 * @days: 0 for all that is in the trash; otherwise only what was deleted so
 *   many days ago or earlier
 * @callback: called when it is done
 * @user_data: for @callback
 *
 * Deletes for good what was deleted before. By age, nothing goes while the clock
 * cannot be believed; see heed_database_trust_clock().
 */
void
heed_journal_empty_trash_async (HeedJournal         *self,
                                guint                days,
                                GAsyncReadyCallback  callback,
                                gpointer             user_data)
{
  HeedWork *work = heed_journal_new_work (self);

  work->deleted_before = days > 0 ? heed_timestamp_now ().utc - days * G_TIME_SPAN_DAY + 1 : G_MAXINT64;
  make_change (self, heed_work_empty_trash, work, callback, user_data);
}

/**
 * heed_journal_empty_trash_finish:
 * @self: a journal
 * @result: what the callback got
 * @n_emptied: (out) (optional): how many entries left the trash
 * @error: return location for an error
 *
 * Ends heed_journal_empty_trash_async().
 *
 * Returns: %FALSE with an error of the domain `HEED_ERROR`. Of very many entries
 *   some may then be gone; doing the same again takes the rest
 */
gboolean
heed_journal_empty_trash_finish (HeedJournal   *self,
                                 GAsyncResult  *result,
                                 guint         *n_emptied,
                                 GError       **error)
{
  HeedChanges *changes = g_task_propagate_pointer (G_TASK (result), error);

  if (changes == NULL)
    return FALSE;

  if (n_emptied != NULL)
    *n_emptied = changes->n_changed;
  heed_changes_free (changes);
  return TRUE;
}
