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

/* Live entries */

static void
entry_changed_cb (HeedEntry *entry,
                  gpointer   data)
{
  HeedJournal *self = data;

  heed_autosave_mark (self->autosave, entry);
}

HeedEntry *
heed_journal_find_live (HeedJournal *self,
                        const char  *id)
{
  return heed_entry_cache_find_id (self->live, id);
}

HeedEntry *
heed_journal_dup_entry_for_summary (HeedJournal *self,
                                    HeedSummary *summary)
{
  return heed_entry_cache_dup_for_summary (self->live, summary);
}

/* Its summary is asked for, if nobody has it yet. */
HeedEntry *
heed_journal_dup_entry_for_row (HeedJournal *self,
                                gint64       row)
{
  HeedEntry *entry = heed_entry_cache_dup_for_row (self->live, row);

  if (heed_entry_get_summary (entry) == NULL)
    want_summary (self, row);

  return entry;
}

/* News */

static void
take_keys (HeedJournal *self,
           GArray      *changes)
{
  for (guint i = 0; i < changes->len; i++)
    {
      guint position, removed, added;

      heed_entry_index_apply (self->keys, &g_array_index (changes, HeedKey, i), &position, &removed, &added);
      if (removed != added)
        g_list_model_items_changed (G_LIST_MODEL (self), position, removed, added);
    }
}

/* An entry that is open somewhere may have been changed elsewhere. What was
 * deleted may since have been emptied, which is not a change to it. */
static gboolean
is_outdated (HeedEntry *entry)
{
  HeedRecord *stored = heed_entry_get_stored (entry);
  HeedRecord *head = heed_summary_get_head (heed_entry_get_summary (entry));

  return stored != NULL && (heed_record_get_modified (stored).utc != heed_record_get_modified (head).utc ||
                            heed_timestamp_is_set (heed_record_get_deleted (head)));
}

static void
take_summaries (HeedJournal *self,
                GPtrArray   *summaries)
{
  heed_entry_cache_take_summaries (self->live, summaries);

  for (guint i = 0; i < summaries->len; i++)
    {
      HeedSummary *summary = g_ptr_array_index (summaries, i);
      HeedEntry *entry = summary != NULL ? heed_entry_cache_find_row (self->live, heed_summary_get_row (summary)) : NULL;

      if (entry != NULL && is_outdated (entry))
        heed_journal_reload_entry (self, entry);
    }
}

static void
want_entry_cb (HeedEntry *entry,
               gpointer   data)
{
  want_summary (data, heed_entry_get_row (entry));
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
      heed_entry_cache_foreach_kept (self->live, want_entry_cb, self);
      heed_entry_index_become (self->keys, changes->all_keys, G_LIST_MODEL (self));
    }
  else
    take_keys (self, changes->keys);
  self->changes = changes->all_keys == NULL ? changes->keys : NULL;
  g_signal_emit (self, signals[CHANGED], 0);
  self->changes = NULL;
}

HeedWork *
heed_journal_new_work (HeedJournal *self)
{
  HeedWork *work = heed_work_new (self->workbook);

  work->change = self->change;
  work->data_version = self->data_version;
  return work;
}

/* One that was never opened says so to whoever asks it. */
void
heed_journal_ensure_store (HeedJournal *self)
{
  if (self->store == NULL)
    self->store = heed_store_new ("", HEED_DATABASE_NONE);
}

/* Takes @work over. */
void
heed_journal_call (HeedJournal         *self,
                   HeedStoreFunc        func,
                   HeedWork            *work,
                   GDestroyNotify       result_free,
                   GCancellable        *cancellable,
                   GAsyncReadyCallback  callback,
                   gpointer             user_data)
{
  heed_journal_ensure_store (self);
  heed_store_call_async (self->store, func, work, (GDestroyNotify) heed_work_free, result_free,
                         cancellable, callback, user_data);
  look_within (self, LATER_MS);
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

/* Nothing more is written from then on; see heed_database_mark_damaged(). */
void
heed_journal_take_damage (HeedJournal  *self,
                          const GError *error)
{
  if (self->damage != NULL)
    return;

  self->damage = g_error_copy (error);
  heed_journal_call (self, heed_work_mark_damaged, heed_journal_new_work (self), NULL, NULL, NULL, NULL);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_DAMAGED]);
}

/* Whatever keeps the journal from being read is said once, not at each look. */
static void
take_look (HeedJournal  *self,
           const GError *error)
{
  gboolean failed_before = self->look_failed;

  self->look_failed = error != NULL;
  if (g_error_matches (error, HEED_ERROR, HEED_ERROR_NOT_FOUND))
    {
      heed_journal_take_loss (self, error);
      return;
    }

  if (error == NULL && !self->look_is_old)
    heed_journal_take_return (self);
  if (error != NULL && !failed_before)
    heed_journal_report_failure (self, error);
  else if (error == NULL && failed_before)
    g_signal_emit (self, signals[READ_WORKS], 0);
}

static void
look_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      data)
{
  g_autoptr (HeedJournal) self = data;
  g_autoptr (GError) error = NULL;
  HeedChanges *changes = heed_store_call_finish (HEED_STORE (source), result, &error);

  self->looking = FALSE;
  /* What is said of a file that was put back since is old. */
  if (HEED_STORE (source) == self->store)
    take_look (self, error);
  self->look_is_old = FALSE;
  if (self->look_again)
    look_within (self, SOON_MS);
  if (self->look_twice)
    look_within (self, LATER_MS);
  self->look_again = self->look_twice = FALSE;
  if (changes == NULL)
    {
      look_within (self, LATER_MS);
      return;
    }

  if (changes->due_in >= 0)
    look_within (self, (guint) (changes->due_in / G_TIME_SPAN_MILLISECOND) + 1);
  if (changes->keys != NULL)
    heed_journal_take_changes (self, changes);
  heed_changes_free (changes);
}

/* Asks again for what could not be read. */
static void
want_again_cb (HeedEntry *entry,
               gpointer   data)
{
  if (heed_entry_get_summary (entry) == NULL)
    want_summary (data, heed_entry_get_row (entry));
}

static gboolean
look_timer_cb (gpointer data)
{
  HeedJournal *self = data;

  self->look_timer = 0;
  if (self->missing)
    heed_entry_cache_foreach_kept (self->live, want_again_cb, self);

  self->look_again = self->looking;
  if (!self->looking && self->is_open)
    {
      self->looking = TRUE;
      heed_store_call_async (self->store, heed_work_poll, heed_journal_new_work (self), (GDestroyNotify) heed_work_free,
                             (GDestroyNotify) heed_changes_free, NULL, look_cb, g_object_ref (self));
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
  g_autoptr (HeedJournal) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) summaries = heed_store_call_finish (HEED_STORE (source), result, &error);

  if (summaries != NULL)
    {
      self->missing = FALSE;
      take_summaries (self, summaries);
      return;
    }

  if (!self->missing)
    heed_journal_report_failure (self, error);
  self->missing = TRUE;
}

static gboolean
want_cb (gpointer data)
{
  HeedJournal *self = data;
  HeedWork *work;

  self->want_source = 0;
  if (!self->is_open)
    return G_SOURCE_REMOVE;

  work = heed_journal_new_work (self);
  work->rows = g_steal_pointer (&self->wanted);
  self->wanted = g_array_new (FALSE, FALSE, sizeof (gint64));
  heed_journal_call (self, heed_work_summarize, work, (GDestroyNotify) g_ptr_array_unref, NULL, summarize_cb,
        g_object_ref (self));
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
heed_journal_notify_save_state (HeedJournal *self)
{
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

  heed_journal_stop_checking (self);
  g_clear_handle_id (&self->look_timer, g_source_remove);
  g_clear_handle_id (&self->want_source, g_source_remove);
  g_ptr_array_set_size (self->monitors, 0);
  g_clear_object (&self->autosave);
  for (guint i = 0; i < HEED_N_READERS; i++)
    g_clear_object (&self->readers[i]);
  g_clear_object (&self->store);
  g_clear_object (&self->rescue);
  g_clear_pointer (&self->live, heed_entry_cache_free);

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
  g_clear_pointer (&self->copies, g_ptr_array_unref);
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
  self->wanted = g_array_new (FALSE, FALSE, sizeof (gint64));
  self->monitors = g_ptr_array_new_with_free_func (g_object_unref);
  self->rescued = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, heed_journal_free_rescue);
  g_queue_init (&self->copy_tasks);
  self->autosave = heed_autosave_new (heed_journal_save_entry, heed_journal_finish_save_entry, self);
  g_signal_connect_object (self->autosave, "notify::state", G_CALLBACK (heed_journal_notify_save_state), self,
                           G_CONNECT_SWAPPED);
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
  self->live = heed_entry_cache_new (workbook, entry_changed_cb, self);
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
