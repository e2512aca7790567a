/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The live journal. See heed-journal.h. */

#include "heed-journal.h"

#include "heed-atomic-file.h"
#include "heed-entry-index.h"
#include "heed-entry-private.h"
#include "heed-error.h"
#include "heed-journal-private.h"

/* How soon after a file was touched to look into it: what is written in one go is
 * looked at once. */
#define SOON_MS 100
/* How soon to look once more, after something was written, or could not be read: a
 * disk may take that long to write a change down after it told of it. */
#define LATER_MS 2000

/* So long nobody types between two thoughts. */
#define PAUSE (2 * G_TIME_SPAN_SECOND)

enum
{
  PROP_0,
  PROP_SAVE_STATE,
  PROP_DAMAGED,
  N_PROPS
};

enum
{
  CHANGED,
  READ_FAILED,
  READ_WORKS,
  N_SIGNALS
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

static void list_model_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (HeedJournal, heed_journal, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_init))

static void want_summary (HeedJournal *self,
                          gint64       row);
static void look_within (HeedJournal *self,
                         guint        milliseconds);

/* Live entries: one object an entry, for as long as somebody holds it, so that a list
 * and an editor show the same. A window holds a few hundred at most, so that looking
 * one up means looking at each. */

static void
entry_changed_cb (HeedEntry   *entry,
                  HeedJournal *self)
{
  heed_autosave_mark (self->autosave, entry);
}

static void
entry_gone_cb (gpointer  data,
               GObject  *where_it_was)
{
  HeedJournal *self = data;

  g_hash_table_remove (self->live, where_it_was);
}

/* Knows @entry from now on, and gives it. */
HeedEntry *
heed_journal_add_live (HeedJournal *self,
                       HeedEntry   *entry)
{
  g_hash_table_add (self->live, entry);
  g_object_weak_ref (G_OBJECT (entry), entry_gone_cb, self);
  g_signal_connect (entry, "changed", G_CALLBACK (entry_changed_cb), self);
  return entry;
}

static HeedEntry *
find_row (HeedJournal *self,
          gint64       row)
{
  GHashTableIter iter;
  gpointer entry;

  g_hash_table_iter_init (&iter, self->live);
  while (g_hash_table_iter_next (&iter, &entry, NULL))
    if (heed_entry_get_row (entry) == row)
      return entry;

  return NULL;
}

HeedEntry *
heed_journal_find_live (HeedJournal *self,
                        const char  *id)
{
  GHashTableIter iter;
  gpointer entry;

  g_hash_table_iter_init (&iter, self->live);
  while (g_hash_table_iter_next (&iter, &entry, NULL))
    if (g_strcmp0 (heed_entry_get_id (entry), id) == 0)
      return entry;

  return NULL;
}

/* Puts @summary into its entry, where anybody holds that, and gives the entry. */
static HeedEntry *
take_summary (HeedJournal *self,
              HeedSummary *summary)
{
  HeedEntry *entry = find_row (self, heed_summary_get_row (summary));

  if (entry == NULL)
    entry = heed_journal_find_live (self, heed_record_get_id (heed_summary_get_head (summary)));
  if (entry != NULL)
    heed_entry_set_summary (entry, summary);

  return entry;
}

HeedEntry *
heed_journal_dup_entry_for_summary (HeedJournal *self,
                                    HeedSummary *summary)
{
  HeedEntry *entry = take_summary (self, summary);

  if (entry != NULL)
    return g_object_ref (entry);

  entry = heed_journal_add_live (self, heed_entry_new_for_row (self->workbook, heed_summary_get_row (summary)));
  heed_entry_set_summary (entry, summary);
  return entry;
}

/* Its summary is asked for, if nobody has it yet. */
HeedEntry *
heed_journal_dup_entry_for_row (HeedJournal *self,
                                gint64       row)
{
  HeedEntry *known = find_row (self, row);
  HeedEntry *entry = known != NULL ? g_object_ref (known)
                                   : heed_journal_add_live (self, heed_entry_new_for_row (self->workbook, row));

  if (heed_entry_get_summary (entry) == NULL)
    want_summary (self, row);

  return entry;
}

/* Of the entries that the journal has, those whose summary has not arrived, or all. */
static void
want_again (HeedJournal *self,
            gboolean     all)
{
  GHashTableIter iter;
  gpointer entry;

  g_hash_table_iter_init (&iter, self->live);
  while (g_hash_table_iter_next (&iter, &entry, NULL))
    if (heed_entry_get_row (entry) > 0 && (all || heed_entry_get_summary (entry) == NULL))
      want_summary (self, heed_entry_get_row (entry));
}

/* News */

/* What happened since @self->change, on the store's thread. */
gboolean
heed_changes_read (HeedChanges   *self,
                   HeedDatabase  *database,
                   GError       **error)
{
  g_autoptr (GArray) rows = NULL;
  gint64 since = self->change;
  gboolean removed;

  /* First the version: what is written after it is then seen the next time. */
  self->data_version = heed_database_get_data_version (database);
  self->keys = heed_database_get_changes (database, &self->change, error);
  if (self->keys == NULL || !heed_database_has_removed (database, since, &removed, error))
    return FALSE;
  if (self->keys->len > HEED_CHANGES_MAX || removed)
    {
      self->all_keys = heed_database_get_keys (database, &self->change, error);
      return self->all_keys != NULL;
    }

  rows = g_array_sized_new (FALSE, FALSE, sizeof (gint64), self->keys->len);
  for (guint i = 0; i < self->keys->len; i++)
    g_array_append_val (rows, g_array_index (self->keys, HeedKey, i).row);
  self->summaries = heed_database_get_summaries (database, rows, error);
  return self->summaries != NULL;
}

void
heed_changes_clear (HeedChanges *self)
{
  g_clear_pointer (&self->keys, g_array_unref);
  g_clear_pointer (&self->summaries, g_ptr_array_unref);
  g_clear_pointer (&self->all_keys, g_array_unref);
}

/* Some may be NULL. All have their row before one is loaded anew. */
static void
take_summaries (HeedJournal *self,
                GPtrArray   *summaries)
{
  g_autoptr (GPtrArray) taken = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < summaries->len; i++)
    {
      HeedSummary *summary = g_ptr_array_index (summaries, i);
      HeedEntry *entry = summary != NULL ? take_summary (self, summary) : NULL;

      if (entry != NULL)
        g_ptr_array_add (taken, g_object_ref (entry));
    }

  for (guint i = 0; i < taken->len; i++)
    {
      HeedEntry *entry = g_ptr_array_index (taken, i);
      HeedRecord *stored = heed_entry_get_stored (entry);
      HeedRecord *head = heed_summary_get_head (heed_entry_get_summary (entry));

      /* An entry that is open somewhere may have been changed elsewhere. What was deleted
       * may since have been emptied, which is not a change to it. */
      if (stored != NULL && (heed_record_get_modified (stored).utc != heed_record_get_modified (head).utc ||
                             heed_timestamp_is_set (heed_record_get_deleted (head))))
        heed_journal_reload_entry (self, entry);
    }
}

void
heed_journal_take_changes (HeedJournal *self,
                           HeedChanges *changes)
{
  self->change = MAX (self->change, changes->change);
  self->data_version = changes->data_version;
  if (changes->keys->len == 0 && changes->all_keys == NULL)
    return;

  g_debug ("News of %u entries, up to change %" G_GINT64_FORMAT,
           (changes->all_keys != NULL ? changes->all_keys : changes->keys)->len, changes->change);
  /* Entries learn their rows before the list asks for these rows. */
  if (changes->summaries != NULL)
    take_summaries (self, changes->summaries);
  if (changes->all_keys != NULL)
    {
      want_again (self, TRUE);
      heed_entry_index_become (self->keys, changes->all_keys, G_LIST_MODEL (self));
    }
  else
    {
      for (guint i = 0; i < changes->keys->len; i++)
        heed_entry_index_apply (self->keys, &g_array_index (changes->keys, HeedKey, i), G_LIST_MODEL (self));
    }
  self->changes = changes->all_keys == NULL ? changes->keys : NULL;
  g_signal_emit (self, signals[CHANGED], 0);
  self->changes = NULL;
}

/* Asking and writing */

/* @data is what the work is about, and stays with the task until that is finished. */
GTask *
heed_journal_new_task (HeedJournal         *self,
                       gpointer             data,
                       GDestroyNotify       data_free,
                       GAsyncReadyCallback  callback,
                       gpointer             user_data)
{
  GTask *task = g_task_new (self, NULL, callback, user_data);

  g_task_set_task_data (task, data, data_free);
  return task;
}

/* Whether the work for a task failed, which is then told why. */
gboolean
heed_journal_hand_on_failure (GAsyncResult *result,
                              GTask        *task)
{
  GError *error = NULL;

  g_task_propagate_pointer (G_TASK (result), &error);
  if (error != NULL)
    g_task_return_error (task, error);
  return error != NULL;
}

/* Hands on whether it succeeded. */
void
heed_journal_hand_on_cb (GObject      *source,
                         GAsyncResult *result,
                         gpointer      data)
{
  g_autoptr (GTask) task = data;

  if (!heed_journal_hand_on_failure (result, task))
    g_task_return_boolean (task, TRUE);
}

/* One that was never opened says so to whoever asks it. */
static void
ensure_store (HeedJournal *self)
{
  if (self->store == NULL)
    self->store = heed_store_new ("", HEED_DATABASE_NONE);
}

/* Work on its way to a store. */
typedef struct
{
  GTask *task;
  GDestroyNotify result_free;
} Call;

static void
called_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      data)
{
  g_autofree Call *call = data;
  g_autoptr (GTask) task = call->task;
  GError *error = NULL;
  gpointer answer;

  heed_store_finish (HEED_STORE (source), result, &answer, &error);
  if (g_error_matches (error, HEED_ERROR, HEED_ERROR_CORRUPT))
    heed_journal_take_damage (g_task_get_source_object (task), error);
  if (error != NULL)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, answer, call->result_free);
}

/* Has @func done with the data of @task, and what it gives given to @task. A reader sees
 * all that was saved before it was asked. Takes @task over. */
void
heed_journal_call (HeedReader      who,
                   HeedStoreFunc   func,
                   GTask          *task,
                   GDestroyNotify  result_free)
{
  HeedJournal *self = g_task_get_source_object (task);
  Call *call = g_new0 (Call, 1);
  HeedStore *store;

  ensure_store (self);
  store = who != HEED_WRITER && self->readers[who] != NULL ? self->readers[who] : self->store;
  *call = (Call) { task, result_free };
  heed_store_call_async (store, func, g_task_get_task_data (task), NULL, result_free, g_task_get_cancellable (task),
                         called_cb, call);
  if (who == HEED_WRITER)
    look_within (self, LATER_MS);
}

/* Work that changes entries, and what it changed. */
typedef struct
{
  GTask *task;
  gpointer data; /* of the task */
  HeedWriteFunc func;
  HeedChanges changes;
} Write;

/* After each part the store saves what is typed meanwhile. */
static gpointer
write_part (HeedDatabase  *database,
            gpointer       data,
            GError       **error)
{
  Write *write = data;
  gboolean more = FALSE;

  if (!write->func (database, write->data, &more, error))
    return NULL;
  if (more)
    return HEED_STORE_AGAIN;

  heed_changes_read (&write->changes, database, error);
  return NULL;
}

/* Whoever asked for it learns of it after the lists. What was done before something
 * failed is found at the next look: no version is -1. */
static void
written_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      data)
{
  g_autofree Write *write = data;
  g_autoptr (GTask) task = write->task;
  HeedJournal *self = g_task_get_source_object (task);
  GError *error = NULL;

  if (heed_store_finish (HEED_STORE (source), result, NULL, &error))
    {
      heed_journal_take_changes (self, &write->changes);
      g_task_return_boolean (task, TRUE);
    }
  else
    {
      self->data_version = -1;
      if (g_error_matches (error, HEED_ERROR, HEED_ERROR_CORRUPT))
        heed_journal_take_damage (self, error);
      g_task_return_error (task, error);
    }
  heed_changes_clear (&write->changes);
}

/* Has @func called with the data of @task, part after part. Takes @task over, which gives
 * a boolean. */
void
heed_journal_write (HeedWriteFunc  func,
                    GTask         *task)
{
  HeedJournal *self = g_task_get_source_object (task);
  Write *write = g_new0 (Write, 1);

  ensure_store (self);
  write->task = task;
  write->data = g_task_get_task_data (task);
  write->func = func;
  write->changes.change = self->change;
  heed_store_call_async (self->store, write_part, write, NULL, NULL, g_task_get_cancellable (task), written_cb, write);
  look_within (self, LATER_MS);
}

/* Whether saving succeeded is shown as long as it did not; what is asked of the
 * journal is done either way. */
static void
saved_first_cb (GObject      *source,
                GAsyncResult *result,
                gpointer      data)
{
  g_autofree Write *write = data;

  heed_journal_finish (HEED_JOURNAL (source), result, NULL);
  heed_journal_write (write->func, write->task);
}

/* The same with all that is in the journal, what was typed last included: an entry that
 * is on its way may have got more words since. */
void
heed_journal_write_after_save (HeedWriteFunc  func,
                               GTask         *task)
{
  Write *write = g_new0 (Write, 1);

  write->task = task;
  write->func = func;
  heed_journal_save_async (g_task_get_source_object (task), saved_first_cb, write);
}

void
heed_journal_report_failure (HeedJournal  *self,
                             const GError *error)
{
  if (g_error_matches (error, HEED_ERROR, HEED_ERROR_CORRUPT))
    heed_journal_take_damage (self, error);
  else
    g_signal_emit (self, signals[READ_FAILED], 0, error->message);
}

static gpointer
mark_damaged (HeedDatabase  *database,
              gpointer       data,
              GError       **error)
{
  heed_database_mark_damaged (database);
  return NULL;
}

/* Nothing more is written from then on; see heed_database_mark_damaged(). */
void
heed_journal_mark_damaged (HeedJournal *self)
{
  heed_journal_call (HEED_WRITER, mark_damaged, heed_journal_new_task (self, NULL, NULL, NULL, NULL), NULL);
}

void
heed_journal_take_damage (HeedJournal  *self,
                          const GError *error)
{
  if (self->damage != NULL)
    return;

  self->damage = g_error_copy (error);
  heed_journal_mark_damaged (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_DAMAGED]);
}

/* Looking for what another program wrote */

/* A look on its way. */
typedef struct
{
  HeedJournal *journal;
  HeedChanges changes; /* without keys if no other program wrote anything */
  gint64 due_in;       /* when to look again, in microseconds; -1 for nothing to be done */
} Look;

static gpointer
look_around (HeedDatabase  *database,
             gpointer       data,
             GError       **error)
{
  Look *look = data;
  gint64 rest_in, wipe_in;

  if (!heed_database_check_in_place (database, error))
    return NULL;

  rest_in = heed_database_rest (database, PAUSE);
  wipe_in = heed_database_wipe_when_idle (database);
  look->due_in = rest_in >= 0 && wipe_in >= 0 ? MIN (rest_in, wipe_in) : MAX (rest_in, wipe_in);
  if (heed_database_get_data_version (database) == look->changes.data_version)
    return NULL;

  heed_database_load_wording (database);
  heed_changes_read (&look->changes, database, error);
  return NULL;
}

/* Whatever keeps the journal from being read is said once, not at each look. */
static void
look_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      data)
{
  g_autofree Look *look = data;
  g_autoptr (HeedJournal) self = look->journal;
  g_autoptr (GError) error = NULL;
  gboolean failed_before = self->look_failed;
  /* What is said of a file that was put back since is old. */
  gboolean counts = HEED_STORE (source) == self->store;

  heed_store_finish (HEED_STORE (source), result, NULL, &error);
  self->looking = FALSE;
  if (counts)
    self->look_failed = error != NULL;
  if (counts && error == NULL && !self->look_is_old)
    heed_journal_take_return (self);
  if (counts && g_error_matches (error, HEED_ERROR, HEED_ERROR_NOT_FOUND))
    heed_journal_take_loss (self, error);
  else if (counts && error != NULL && !failed_before)
    heed_journal_report_failure (self, error);
  else if (counts && error == NULL && failed_before)
    g_signal_emit (self, signals[READ_WORKS], 0);
  self->look_is_old = FALSE;
  if (self->look_again)
    look_within (self, SOON_MS);
  if (self->look_twice || error != NULL)
    look_within (self, LATER_MS);
  self->look_again = self->look_twice = FALSE;
  if (error == NULL && look->due_in >= 0)
    look_within (self, (guint) (look->due_in / G_TIME_SPAN_MILLISECOND) + 1);
  if (error == NULL && look->changes.keys != NULL)
    heed_journal_take_changes (self, &look->changes);
  heed_changes_clear (&look->changes);
}

static gboolean
look_timer_cb (gpointer data)
{
  HeedJournal *self = data;

  self->look_timer = 0;
  if (self->missing)
    want_again (self, FALSE);

  self->look_again = self->looking;
  if (!self->looking && self->is_open)
    {
      Look *look = g_new0 (Look, 1);

      self->looking = TRUE;
      look->journal = g_object_ref (self);
      look->changes.change = self->change;
      look->changes.data_version = self->data_version;
      heed_store_call_async (self->store, look_around, look, NULL, NULL, NULL, look_cb, look);
    }

  return G_SOURCE_REMOVE;
}

/* There is one look to come at most, at the earliest time that was asked for; a
 * journal at rest has none. */
static void
look_within (HeedJournal *self,
             guint        milliseconds)
{
  gint64 due = g_get_monotonic_time () + milliseconds * G_TIME_SPAN_MILLISECOND;

  if (!self->is_open || (self->look_timer != 0 && self->look_due <= due))
    return;

  g_clear_handle_id (&self->look_timer, g_source_remove);
  self->look_due = due;
  self->look_timer = g_timeout_add (milliseconds, look_timer_cb, self);
}

/* The journal, SQLite's own files beside it, or the folder that they are in. */
static void
touched_cb (GFileMonitor      *monitor,
            GFile             *file,
            GFile             *other,
            GFileMonitorEvent  event,
            HeedJournal       *self)
{
  const char *touched = g_file_peek_path (file);
  const char *path = g_object_get_data (G_OBJECT (monitor), "path");

  if (!g_str_has_prefix (touched, path) && !g_str_has_prefix (path, touched))
    return;

  self->look_twice = TRUE;
  look_within (self, SOON_MS);
}

static void
watch (HeedJournal *self,
       const char  *path)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GFile) folder = g_file_get_parent (file);
  g_autoptr (GError) error = NULL;
  GFileMonitor *monitor = g_file_monitor_directory (folder, G_FILE_MONITOR_NONE, NULL, &error);

  if (monitor == NULL)
    {
      g_debug ("What other programs write is seen when the window is used: %s", error->message);
      return;
    }

  g_object_set_data_full (G_OBJECT (monitor), "path", g_file_get_path (file), g_free);
  g_signal_connect_object (monitor, "changed", G_CALLBACK (touched_cb), self, 0);
  g_ptr_array_add (self->monitors, monitor);
}

/* Where the file is and, if that is a link, where it leads to. It is the folder that
 * is watched: GLib would ask for a file in a network folder every few seconds. */
void
heed_journal_start_looking (HeedJournal *self)
{
  const char *path = heed_store_get_path (self->store);
  g_autofree char *place = heed_file_follow_links (path);

  g_ptr_array_set_size (self->monitors, 0);
  watch (self, path);
  if (!g_str_equal (place, path))
    watch (self, place);
  look_within (self, LATER_MS);
}

/* Summaries that the list asked for, many at a time. */

static void
summarize_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      data)
{
  HeedJournal *self = HEED_JOURNAL (source);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) summaries = g_task_propagate_pointer (G_TASK (result), &error);

  if (summaries != NULL)
    take_summaries (self, summaries);
  else if (!self->missing)
    heed_journal_report_failure (self, error);
  self->missing = summaries == NULL;
}

static gboolean
want_cb (gpointer data)
{
  HeedJournal *self = data;
  GTask *task;

  self->want_source = 0;
  if (!self->is_open)
    return G_SOURCE_REMOVE;

  task = heed_journal_new_task (self, self->wanted, (GDestroyNotify) g_array_unref, summarize_cb, NULL);
  self->wanted = g_array_new (FALSE, FALSE, sizeof (gint64));
  heed_journal_call (HEED_WRITER, (HeedStoreFunc) heed_database_get_summaries, task,
                     (GDestroyNotify) g_ptr_array_unref);
  return G_SOURCE_REMOVE;
}

static void
want_summary (HeedJournal *self,
              gint64       row)
{
  g_array_append_val (self->wanted, row);
  if (self->want_source == 0)
    self->want_source = g_idle_add_full (G_PRIORITY_HIGH_IDLE, want_cb, self, NULL);
}

void
heed_journal_notify_save_state (gpointer data)
{
  HeedJournal *self = data;
  const GError *error = heed_journal_get_save_error (self);

  if (g_error_matches (error, HEED_ERROR, HEED_ERROR_CORRUPT))
    heed_journal_take_damage (self, error);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SAVE_STATE]);
}

/* The list model */

static GType
heed_journal_get_item_type (GListModel *model)
{
  return HEED_TYPE_ENTRY;
}

static guint
heed_journal_get_n_items (GListModel *model)
{
  return HEED_JOURNAL (model)->keys->len;
}

static gpointer
heed_journal_get_item (GListModel *model,
                       guint       position)
{
  HeedJournal *self = HEED_JOURNAL (model);

  if (position >= self->keys->len)
    return NULL;

  return heed_journal_dup_entry_for_row (self, g_array_index (self->keys, HeedKey, position).row);
}

static void
list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = heed_journal_get_item_type;
  iface->get_n_items = heed_journal_get_n_items;
  iface->get_item = heed_journal_get_item;
}

static void
heed_journal_dispose (GObject *object)
{
  HeedJournal *self = HEED_JOURNAL (object);
  GHashTableIter iter;
  gpointer entry;

  heed_journal_stop_checking (self);
  g_clear_handle_id (&self->look_timer, g_source_remove);
  g_clear_handle_id (&self->want_source, g_source_remove);
  g_ptr_array_set_size (self->monitors, 0);
  g_clear_pointer (&self->autosave, heed_autosave_free);
  for (guint i = 0; i < HEED_N_READERS; i++)
    g_clear_object (&self->readers[i]);
  g_clear_object (&self->store);
  g_clear_object (&self->rescue);
  /* Entries may live on without it. */
  g_hash_table_iter_init (&iter, self->live);
  while (g_hash_table_iter_next (&iter, &entry, NULL))
    {
      g_signal_handlers_disconnect_by_data (entry, self);
      g_object_weak_unref (entry, entry_gone_cb, self);
      g_hash_table_iter_remove (&iter);
    }

  G_OBJECT_CLASS (heed_journal_parent_class)->dispose (object);
}

static void
heed_journal_finalize (GObject *object)
{
  HeedJournal *self = HEED_JOURNAL (object);

  g_clear_object (&self->workbook);
  g_clear_error (&self->gone);
  g_clear_error (&self->damage);
  g_clear_error (&self->copy_error);
  g_free (self->copy_path);
  g_hash_table_unref (self->rescued);
  g_clear_pointer (&self->rescued_pictures, g_hash_table_unref);
  g_clear_pointer (&self->copies, g_ptr_array_unref);
  g_hash_table_unref (self->live);
  g_array_unref (self->keys);
  g_array_unref (self->wanted);
  g_ptr_array_unref (self->monitors);

  G_OBJECT_CLASS (heed_journal_parent_class)->finalize (object);
}

static void
heed_journal_get_property (GObject    *object,
                           guint       property_id,
                           GValue     *value,
                           GParamSpec *pspec)
{
  HeedJournal *self = HEED_JOURNAL (object);

  switch (property_id)
    {
    case PROP_SAVE_STATE:
      g_value_set_enum (value, heed_journal_get_save_state (self));
      break;
    case PROP_DAMAGED:
      g_value_set_boolean (value, self->damage != NULL);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
heed_journal_class_init (HeedJournalClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = heed_journal_dispose;
  object_class->finalize = heed_journal_finalize;
  object_class->get_property = heed_journal_get_property;

  properties[PROP_SAVE_STATE] = g_param_spec_enum ("save-state", NULL, NULL, HEED_TYPE_SAVE_STATE,
                                                   HEED_SAVE_STATE_SAVED,
                                                   G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  properties[PROP_DAMAGED] = g_param_spec_boolean ("damaged", NULL, NULL, FALSE,
                                                   G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  /**
   * HeedJournal::changed:
   * @self: a journal
   *
   * Entries were added, changed or deleted, by this window or another program.
   */
  signals[CHANGED] = g_signal_new ("changed", HEED_TYPE_JOURNAL, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  /**
   * HeedJournal::read-failed:
   * @self: a journal
   * @message: a sentence for a person
   *
   * Entries that a list shows could not be read, or what another program wrote. It
   * is tried again by itself.
   */
  signals[READ_FAILED] = g_signal_new ("read-failed", HEED_TYPE_JOURNAL, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                       G_TYPE_NONE, 1, G_TYPE_STRING);

  /**
   * HeedJournal::read-works:
   * @self: a journal
   *
   * What another program writes can be read again, after it could not be.
   */
  signals[READ_WORKS] = g_signal_new ("read-works", HEED_TYPE_JOURNAL, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                      G_TYPE_NONE, 0);
}

static void
heed_journal_init (HeedJournal *self)
{
  self->keys = g_array_new (FALSE, FALSE, sizeof (HeedKey));
  self->live = g_hash_table_new (NULL, NULL);
  self->wanted = g_array_new (FALSE, FALSE, sizeof (gint64));
  self->monitors = g_ptr_array_new_with_free_func (g_object_unref);
  self->rescued = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, (GDestroyNotify) heed_unsaved_free);
  g_queue_init (&self->copy_tasks);
  self->autosave = heed_autosave_new (heed_journal_save_entry, heed_journal_notify_save_state, self);
}

/**
 * heed_journal_new:
 * @workbook: the workbook whose forms the entries fill in
 *
 * Makes a journal that is empty until it is opened.
 *
 * Returns: (transfer full): the journal
 */
HeedJournal *
heed_journal_new (HeedWorkbook *workbook)
{
  HeedJournal *self = g_object_new (HEED_TYPE_JOURNAL, NULL);

  self->workbook = g_object_ref (workbook);
  return self;
}

/**
 * heed_journal_get_workbook:
 * @self: a journal
 *
 * Gets the workbook.
 *
 * Returns: (transfer none): the workbook
 */
HeedWorkbook *
heed_journal_get_workbook (HeedJournal *self)
{
  return self->workbook;
}

/**
 * heed_journal_poll:
 * @self: a journal
 *
 * Looks whether another program wrote into the journal. It does so by itself where
 * the system tells of changes to files, which it does not for a network folder; so
 * whoever comes back to the window has it looked at.
 */
void
heed_journal_poll (HeedJournal *self)
{
  g_return_if_fail (HEED_IS_JOURNAL (self));

  look_within (self, 0);
}

/**
 * heed_journal_finish:
 * @self: a journal
 * @result: what the callback got
 * @error: return location for an error
 *
 * Ends whatever was asked of the journal and has no answer of its own, but only
 * succeeds or fails.
 *
 * Returns: %FALSE with an error of the domain `HEED_ERROR`, or others that the function
 *   names with which it was asked
 */
gboolean
heed_journal_finish (HeedJournal   *self,
                     GAsyncResult  *result,
                     GError       **error)
{
  g_task_propagate_pointer (G_TASK (result), error);
  return !g_task_had_error (G_TASK (result));
}

/**
 * heed_journal_take_answer:
 * @self: a journal
 * @result: what the callback got
 * @error: return location for an error
 *
 * Ends what was asked of the journal.
 *
 * Returns: (transfer full) (nullable): the answer, which the function with which it was
 *   asked names; %NULL with an error of the domain `HEED_ERROR`
 */
gpointer
heed_journal_take_answer (HeedJournal   *self,
                          GAsyncResult  *result,
                          GError       **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * heed_journal_get_path:
 * @self: a journal
 *
 * Gets the file that the journal is kept in.
 *
 * Returns: (type filename) (nullable): its path; %NULL unless it is open
 */
const char *
heed_journal_get_path (HeedJournal *self)
{
  return self->is_open ? heed_store_get_path (self->store) : NULL;
}

/**
 * heed_journal_get_day:
 * @self: a journal
 * @position: which entry, from 0
 *
 * Gets the day that an entry stands under, without loading it.
 *
 * Returns: a Julian day number
 */
guint32
heed_journal_get_day (HeedJournal *self,
                      guint        position)
{
  g_return_val_if_fail (position < self->keys->len, 0);

  return g_array_index (self->keys, HeedKey, position).day;
}
