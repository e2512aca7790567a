/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Saving by itself. See heed-autosave.h. */

#include "heed-autosave.h"

#include "heed-entry-private.h"

/* A save begins this long after the first change, which leaves the commit time
 * to be done within the second that is promised. */
#define DELAY_MS 700
/* After a failure the same is tried again by itself this often. */
#define RETRY_MS 5000

struct _HeedAutosave
{
  HeedAutosaveFunc save;
  HeedAutosaveChanged changed;
  gpointer user_data;

  GHashTable *entries; /* HeedEntry → the HeedRecord being saved, or NULL */
  GHashTable *rescued; /* set of HeedEntry: safe elsewhere, and not in the journal yet */
  GHashTable *failed;  /* set of those whose last save failed, without references */
  GQueue flushes;      /* of GTask */
  GError *error;       /* of the last save that failed; NULL unless there are failed ones */
  guint timer;
  gint64 due; /* when the timer ends, monotonic */
  guint saving;
  gint64 saved_at;     /* when something was last committed; 0 if nothing was yet */
};

typedef struct
{
  HeedAutosave *self;
  HeedEntry *entry;
  HeedRecord *record;
} Save; /* on its way; whoever saves keeps the autosave meanwhile */

static void save_all (HeedAutosave *self);

static gboolean
timer_cb (gpointer data)
{
  HeedAutosave *self = data;

  self->timer = 0;
  save_all (self);
  return G_SOURCE_REMOVE;
}

/* Later changes do not push a waiting save back; nor do they wait for the next try
 * after a failure. */
static void
arm_timer (HeedAutosave *self,
           guint         delay)
{
  gint64 due = g_get_monotonic_time () + delay * G_TIME_SPAN_MILLISECOND;

  if (self->timer != 0 && self->due <= due)
    return;

  g_clear_handle_id (&self->timer, g_source_remove);
  self->due = due;
  self->timer = g_timeout_add (delay, timer_cb, self);
}

/* Whoever is told may change something at once and ask again, which is not to be
 * answered by what was saved before. */
static void
finish_flushes (HeedAutosave *self)
{
  while (!g_queue_is_empty (&self->flushes) && self->saving == 0 &&
         (g_hash_table_size (self->entries) == 0 || self->error != NULL))
    {
      g_autoptr (GTask) task = g_queue_pop_head (&self->flushes);

      if (self->error != NULL)
        g_task_return_error (task, g_error_copy (self->error));
      else
        g_task_return_boolean (task, TRUE);
    }
}

/* One entry that can be saved does not make another safe. */
static void
clear_failure (HeedAutosave *self,
               HeedEntry    *entry)
{
  g_hash_table_remove (self->failed, entry);
  if (g_hash_table_size (self->failed) == 0)
    g_clear_error (&self->error);
}

static void
forget (HeedAutosave *self,
        HeedEntry    *entry)
{
  g_autoptr (HeedEntry) kept = g_object_ref (entry);

  clear_failure (self, entry);
  g_hash_table_remove (self->entries, entry);
  heed_entry_set_save_state (entry, g_hash_table_contains (self->rescued, entry) ? HEED_SAVE_STATE_RESCUED
                                                                                 : HEED_SAVE_STATE_SAVED);
}

static void
entry_saved (HeedAutosave  *self,
             HeedEntry     *entry,
             HeedRecord    *record,
             HeedSaveState  state)
{
  self->saved_at = g_get_real_time ();
  clear_failure (self, entry);
  g_hash_table_insert (self->entries, g_object_ref (entry), NULL);
  if (state == HEED_SAVE_STATE_RESCUED)
    g_hash_table_add (self->rescued, g_object_ref (entry));
  else
    g_hash_table_remove (self->rescued, entry);

  /* What was joined with another program's changes is the journal's record
   * already; anything else that differs was typed meanwhile. */
  if (heed_entry_get_record (entry) == record ||
      heed_entry_get_record (entry) == heed_entry_get_stored (entry))
    {
      forget (self, entry);
      return;
    }

  heed_entry_set_save_state (entry, HEED_SAVE_STATE_UNSAVED);
  if (g_queue_is_empty (&self->flushes))
    arm_timer (self, DELAY_MS);
  else
    save_all (self);
}

static void
save_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      data)
{
  g_autofree Save *save = data;
  HeedAutosave *self = save->self;
  g_autoptr (HeedEntry) entry = save->entry;
  g_autoptr (HeedRecord) record = save->record;
  g_autoptr (GError) error = NULL;
  int saved = (int) g_task_propagate_int (G_TASK (result), &error);
  HeedSaveState state = error == NULL ? (HeedSaveState) saved : HEED_SAVE_STATE_FAILED;

  self->saving--;
  g_debug ("Entry %s is %s", heed_entry_get_id (entry),
           state == HEED_SAVE_STATE_FAILED ? "not saved" : state == HEED_SAVE_STATE_RESCUED ? "rescued" : "saved");
  if (state == HEED_SAVE_STATE_FAILED)
    {
      g_clear_error (&self->error);
      self->error = g_steal_pointer (&error);
      g_hash_table_add (self->failed, entry);
      g_hash_table_insert (self->entries, g_object_ref (entry), NULL);
      heed_entry_set_save_state (entry, state);
      arm_timer (self, RETRY_MS);
    }
  else
    {
      entry_saved (self, entry, record, state);
    }

  finish_flushes (self);
  self->changed (self->user_data);
}

static void
save_entry (HeedAutosave *self,
            HeedEntry    *entry)
{
  Save *save = g_new0 (Save, 1);

  save->self = self;
  save->entry = g_object_ref (entry);
  save->record = heed_record_ref (heed_entry_get_record (entry));
  g_hash_table_insert (self->entries, g_object_ref (entry), heed_record_ref (save->record));
  heed_entry_set_save_state (entry, HEED_SAVE_STATE_SAVING);
  self->saving++;
  self->save (entry, save_cb, save, self->user_data);
}

static void
save_all (HeedAutosave *self)
{
  g_autofree gpointer *entries = g_hash_table_get_keys_as_array (self->entries, NULL);

  g_clear_handle_id (&self->timer, g_source_remove);
  for (guint i = 0; entries[i] != NULL; i++)
    {
      /* One save an entry at a time: its end looks for what came after. */
      if (g_hash_table_lookup (self->entries, entries[i]) != NULL)
        continue;
      if (heed_entry_is_worth_keeping (entries[i]) || g_hash_table_contains (self->rescued, entries[i]))
        save_entry (self, entries[i]);
      else
        forget (self, entries[i]);
    }

  self->changed (self->user_data);
}

static void
unref_record (gpointer data)
{
  if (data != NULL)
    heed_record_unref (data);
}

/**
 * heed_autosave_new:
 * @save: saves an entry
 * @changed: called whenever heed_autosave_get_state() may give something else
 * @user_data: for both
 *
 * Starts to watch over entries.
 *
 * Returns: (transfer full): an autosave with nothing to save
 */
HeedAutosave *
heed_autosave_new (HeedAutosaveFunc    save,
                   HeedAutosaveChanged changed,
                   gpointer            user_data)
{
  HeedAutosave *self = g_new0 (HeedAutosave, 1);

  self->save = save;
  self->changed = changed;
  self->user_data = user_data;
  self->entries = g_hash_table_new_full (NULL, NULL, g_object_unref, unref_record);
  self->rescued = g_hash_table_new_full (NULL, NULL, g_object_unref, NULL);
  self->failed = g_hash_table_new (NULL, NULL);
  g_queue_init (&self->flushes);
  return self;
}

/**
 * heed_autosave_free:
 * @self: (transfer full): an autosave of which nothing is being saved
 *
 * Stops to watch.
 */
void
heed_autosave_free (HeedAutosave *self)
{
  g_clear_handle_id (&self->timer, g_source_remove);
  g_hash_table_unref (self->rescued);
  g_hash_table_unref (self->failed);
  g_hash_table_unref (self->entries);
  g_queue_clear_full (&self->flushes, g_object_unref);
  g_clear_error (&self->error);
  g_free (self);
}

/**
 * heed_autosave_mark:
 * @self: an autosave
 * @entry: an entry that changed
 *
 * Has the entry saved shortly.
 */
void
heed_autosave_mark (HeedAutosave *self,
                    HeedEntry    *entry)
{
  if (!g_hash_table_contains (self->entries, entry))
    g_hash_table_insert (self->entries, g_object_ref (entry), NULL);

  /* A failure stays visible until the entry is saved, however much is typed. */
  if (heed_entry_get_save_state (entry) < HEED_SAVE_STATE_UNSAVED && heed_entry_is_worth_keeping (entry))
    heed_entry_set_save_state (entry, HEED_SAVE_STATE_UNSAVED);

  arm_timer (self, DELAY_MS);
  self->changed (self->user_data);
}

/**
 * heed_autosave_flush:
 * @self: an autosave
 * @task: (transfer full): is told when everything is on the disk, in the journal or
 *   elsewhere, or that something failed
 *
 * Saves everything now, changes that arrive meanwhile included.
 */
void
heed_autosave_flush (HeedAutosave *self,
                     GTask        *task)
{
  g_queue_push_tail (&self->flushes, task);
  save_all (self);
  finish_flushes (self);
}

/**
 * heed_autosave_dup_unsaved:
 * @self: an autosave
 *
 * Gets what is not in the journal as it is, or not known to be.
 *
 * Returns: (transfer full) (element-type HeedEntry): the entries, without those
 *   that nobody has written anything into
 */
GPtrArray *
heed_autosave_dup_unsaved (HeedAutosave *self)
{
  GPtrArray *entries = g_ptr_array_new_with_free_func (g_object_unref);
  GHashTableIter iter;
  gpointer entry;

  g_hash_table_iter_init (&iter, self->entries);
  while (g_hash_table_iter_next (&iter, &entry, NULL))
    if (heed_entry_is_worth_keeping (entry))
      g_ptr_array_add (entries, g_object_ref (entry));

  g_hash_table_iter_init (&iter, self->rescued);
  while (g_hash_table_iter_next (&iter, &entry, NULL))
    if (!g_hash_table_contains (self->entries, entry))
      g_ptr_array_add (entries, g_object_ref (entry));

  return entries;
}

/**
 * heed_autosave_bring_back:
 * @self: an autosave
 *
 * Has what is safe elsewhere saved into the journal, now that it can be.
 */
void
heed_autosave_bring_back (HeedAutosave *self)
{
  g_autoptr (GHashTable) rescued = g_steal_pointer (&self->rescued);
  GHashTableIter iter;
  gpointer entry;

  self->rescued = g_hash_table_new_full (NULL, NULL, g_object_unref, NULL);
  g_hash_table_iter_init (&iter, rescued);
  while (g_hash_table_iter_next (&iter, &entry, NULL))
    {
      heed_entry_set_save_state (entry, HEED_SAVE_STATE_UNSAVED);
      heed_autosave_mark (self, entry);
    }
}

/**
 * heed_autosave_get_state:
 * @self: an autosave
 *
 * Gets the state of all entries together: the most worrying one of theirs.
 *
 * Returns: the state
 */
HeedSaveState
heed_autosave_get_state (HeedAutosave *self)
{
  HeedSaveState state = g_hash_table_size (self->rescued) > 0 ? HEED_SAVE_STATE_RESCUED : HEED_SAVE_STATE_SAVED;
  GHashTableIter iter;
  gpointer entry;

  if (self->error != NULL)
    return HEED_SAVE_STATE_FAILED;

  g_hash_table_iter_init (&iter, self->entries);
  while (g_hash_table_iter_next (&iter, &entry, NULL))
    state = MAX (state, heed_entry_get_save_state (entry));

  return state;
}

/**
 * heed_autosave_get_error:
 * @self: an autosave
 *
 * Gets why something could not be saved.
 *
 * Returns: (nullable): the error, owned by @self; %NULL unless the state is
 *   failed
 */
const GError *
heed_autosave_get_error (HeedAutosave *self)
{
  return self->error;
}

/**
 * heed_autosave_get_saved_at:
 * @self: an autosave
 *
 * Gets when an entry was last saved.
 *
 * Returns: the time, in microseconds since 1970 UTC; 0 if none was yet
 */
gint64
heed_autosave_get_saved_at (HeedAutosave *self)
{
  return self->saved_at;
}
