/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Changes to many entries at once, whether anybody holds them or not. They are done in
 * parts, a transaction each. */

#include "heed-journal.h"

#include "heed-error.h"
#include "heed-journal-private.h"
#include "heed-record-edit.h"
#include "heed-text.h"
#include "heed-wording.h"

/* What is to be changed, and what was. */
typedef struct
{
  HeedWorkbook *workbook;
  HeedChange change;
  char **ids;         /* NULL for all that have the tag */
  char *tag;
  char *with;         /* what to have instead of the tag */
  HeedTimestamp now;  /* when it was asked for */
  guint next;         /* what of the ids comes next; the rest is done */
  gint64 last;        /* the same, where the store says how to go on */
  GPtrArray *changed; /* ids of what really changed */
  GError *failure;    /* why it came no further; NULL if it did */
} Changing;

typedef struct
{
  gint64 deleted_before;
  HeedTimestamp now;
  gint64 last;
  guint n_emptied;
} Emptying;

static void
free_changing (gpointer data)
{
  Changing *self = data;

  g_strfreev (self->ids);
  g_free (self->tag);
  g_free (self->with);
  g_clear_pointer (&self->changed, g_ptr_array_unref);
  g_clear_error (&self->failure);
  g_free (self);
}

static void
change_tags (HeedRecordBuilder *builder,
             HeedRecord        *record,
             const Changing    *self)
{
  const char * const *tags = heed_record_get_tags (record);
  const char *found = heed_text_find_alike (tags, self->tag);
  g_autoptr (GPtrArray) next = g_ptr_array_new ();

  for (guint i = 0; tags[i] != NULL; i++)
    if (tags[i] != found)
      g_ptr_array_add (next, (gpointer) tags[i]);
    else if (self->change == HEED_CHANGE_RENAME_TAG)
      g_ptr_array_add (next, self->with);
  if (self->change == HEED_CHANGE_ADD_TAG)
    g_ptr_array_add (next, self->tag);
  g_ptr_array_add (next, NULL);
  heed_record_builder_set_tags (builder, (const char * const *) next->pdata);
}

/* Whether the change has been made already, or nothing is left to make it to:
 * what was deleted for good does not come back. */
static gboolean
is_made (HeedRecord *record,
         HeedChange  change,
         const char *tag)
{
  switch (change)
    {
    case HEED_CHANGE_DELETE:
      return heed_timestamp_is_set (heed_record_get_deleted (record));
    case HEED_CHANGE_RESTORE:
      return !heed_timestamp_is_set (heed_record_get_deleted (record)) || heed_record_is_emptied (record);
    case HEED_CHANGE_PIN:
      return heed_record_is_pinned (record) || heed_record_is_emptied (record);
    case HEED_CHANGE_UNPIN:
      return !heed_record_is_pinned (record);
    case HEED_CHANGE_ADD_TAG:
      return heed_text_find_alike (heed_record_get_tags (record), tag) != NULL;
    case HEED_CHANGE_REMOVE_TAG:
    case HEED_CHANGE_RENAME_TAG:
      return heed_text_find_alike (heed_record_get_tags (record), tag) == NULL;
    }

  g_return_val_if_reached (TRUE);
}

static HeedRecord *
change_cb (HeedRecord   *stored,
           HeedSummary **summary,
           gpointer      data)
{
  Changing *self = data;
  HeedRecordBuilder *builder;
  HeedTimestamp now;
  HeedRecord *next;

  if (stored == NULL || is_made (stored, self->change, self->tag))
    return NULL;

  builder = heed_record_builder_new_from (stored);
  now = heed_record_get_next_moment (stored, heed_timestamp_now ());
  heed_record_builder_set_modified (builder, now);
  switch (self->change)
    {
    case HEED_CHANGE_DELETE:
      heed_record_builder_set_deleted (builder, now);
      break;
    case HEED_CHANGE_RESTORE:
      heed_record_builder_set_deleted (builder, HEED_TIMESTAMP_NEVER);
      break;
    case HEED_CHANGE_PIN:
    case HEED_CHANGE_UNPIN:
      heed_record_builder_set_answer (builder, HEED_RECORD_PINNED, self->change == HEED_CHANGE_PIN ? "1" : NULL, now.utc);
      break;
    case HEED_CHANGE_ADD_TAG:
    case HEED_CHANGE_REMOVE_TAG:
    case HEED_CHANGE_RENAME_TAG:
      change_tags (builder, stored, self);
      break;
    }

  next = heed_record_builder_end (builder);
  *summary = heed_summary_new (next, heed_wording_find_form (self->workbook, next));
  g_ptr_array_add (self->changed, g_strdup (heed_record_get_id (next)));
  return next;
}

/* Where a part of it failed, those before are done, and somebody may want to take them
 * back. */
static gboolean
change_part (HeedDatabase  *database,
             gpointer       data,
             gboolean      *more,
             GError       **error)
{
  Changing *self = data;
  guint before = self->changed->len;
  GError *failure = NULL;
  guint n_done = 0;

  if (self->ids != NULL)
    {
      heed_database_join_all (database, (const char * const *) self->ids + self->next, change_cb, self, &n_done, &failure);
      self->next += failure == NULL ? n_done : 0;
      *more = failure == NULL && self->ids[self->next] != NULL;
    }
  else
    {
      heed_database_replace_tag (database, self->tag, self->with, self->now, &self->last, &n_done, self->changed, &failure);
      *more = failure == NULL && self->last != 0;
    }
  if (failure == NULL)
    return TRUE;

  g_ptr_array_set_size (self->changed, (int) before);
  if (before > 0)
    self->failure = failure;
  else
    g_propagate_error (error, failure);
  return before > 0;
}

static gboolean
empty_part (HeedDatabase  *database,
            gpointer       data,
            gboolean      *more,
            GError       **error)
{
  Emptying *self = data;
  gboolean by_age = self->deleted_before != G_MAXINT64;
  gboolean trusted = TRUE;
  guint n_emptied = 0;

  if (by_age && self->last == 0 && !heed_database_trust_clock (database, self->now.utc, &trusted, error))
    return FALSE;
  if (trusted && !heed_database_empty_trash (database, self->deleted_before, &self->last, &n_emptied, error))
    return FALSE;

  self->n_emptied += n_emptied;
  *more = self->last != 0;
  return TRUE;
}

static void
make_change (HeedJournal         *self,
             const char * const  *ids,
             HeedChange           change,
             char                *tag,
             const char          *with,
             GAsyncReadyCallback  callback,
             gpointer             user_data)
{
  Changing *changing = g_new0 (Changing, 1);

  changing->workbook = self->workbook;
  changing->ids = g_strdupv ((GStrv) ids);
  changing->change = change;
  changing->tag = tag;
  changing->with = g_strdup (with);
  changing->now = heed_timestamp_now ();
  changing->changed = g_ptr_array_new_with_free_func (g_free);
  heed_journal_write_after_save (change_part, heed_journal_new_task (self, changing, free_changing, callback, user_data));
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

  g_return_if_fail (ids != NULL);
  g_return_if_fail (!tags || !heed_text_is_blank (tag));

  make_change (self, ids, change, tags ? heed_text_normalize (tag) : NULL, NULL, callback, user_data);
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
  Changing *changing = g_task_get_task_data (G_TASK (result));

  if (!g_task_propagate_boolean (G_TASK (result), error))
    return NULL;

  if (g_error_matches (changing->failure, HEED_ERROR, HEED_ERROR_CORRUPT))
    heed_journal_take_damage (self, changing->failure);
  if (failure != NULL)
    *failure = g_steal_pointer (&changing->failure);
  g_ptr_array_add (changing->changed, NULL);
  return (char **) g_ptr_array_free (g_steal_pointer (&changing->changed), FALSE);
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
  g_return_if_fail (tag != NULL);
  g_return_if_fail (ids == NULL || with != NULL);

  make_change (self, ids, HEED_CHANGE_RENAME_TAG, g_strdup (tag), with, callback, user_data);
}

static gboolean
erase (HeedDatabase  *database,
       gpointer       id,
       gboolean      *more,
       GError       **error)
{
  return heed_database_erase (database, id, error);
}

/**
 * heed_journal_erase_async:
 * @self: an open journal
 * @id: the id of an entry in the trash
 * @callback: called when it is done; end it with heed_journal_finish()
 * @user_data: for @callback
 *
 * Deletes one entry of the trash for good.
 */
void
heed_journal_erase_async (HeedJournal         *self,
                          const char          *id,
                          GAsyncReadyCallback  callback,
                          gpointer             user_data)
{
  heed_journal_write_after_save (erase, heed_journal_new_task (self, g_strdup (id), g_free, callback, user_data));
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
  Emptying *emptying = g_new0 (Emptying, 1);

  emptying->now = heed_timestamp_now ();
  emptying->deleted_before = days > 0 ? emptying->now.utc - days * G_TIME_SPAN_DAY + 1 : G_MAXINT64;
  heed_journal_write_after_save (empty_part, heed_journal_new_task (self, emptying, g_free, callback, user_data));
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
  const Emptying *emptying = g_task_get_task_data (G_TASK (result));

  if (n_emptied != NULL)
    *n_emptied = emptying->n_emptied;
  return g_task_propagate_boolean (G_TASK (result), error);
}
