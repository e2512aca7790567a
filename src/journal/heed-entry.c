/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* A live entry. See heed-entry.h; heed-entry-change.c has how one record takes
 * the place of another, heed-entry-edit.c what a person changes, and
 * heed-entry-describe.c what can be said about it. */

#include "heed-entry.h"

#include "heed-entry-struct.h"
#include "heed-text.h"

enum
{
  PROP_0,
  PROP_SUMMARY,
  PROP_TITLE,
  PROP_TAGS,
  PROP_COMPLETED,
  PROP_SAVE_STATE,
  PROP_CAN_UNDO,
  PROP_CAN_REDO,
  N_PROPS
};

enum
{
  CHANGED,
  ANSWER_CHANGED,
  RESTRUCTURED,
  N_SIGNALS
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

G_DEFINE_ENUM_TYPE (HeedSaveState, heed_save_state,
                    G_DEFINE_ENUM_VALUE (HEED_SAVE_STATE_SAVED, "saved"),
                    G_DEFINE_ENUM_VALUE (HEED_SAVE_STATE_RESCUED, "rescued"),
                    G_DEFINE_ENUM_VALUE (HEED_SAVE_STATE_UNSAVED, "unsaved"),
                    G_DEFINE_ENUM_VALUE (HEED_SAVE_STATE_SAVING, "saving"),
                    G_DEFINE_ENUM_VALUE (HEED_SAVE_STATE_FAILED, "failed"))

G_DEFINE_FINAL_TYPE (HeedEntry, heed_entry, G_TYPE_OBJECT)

/* Tells those who listen what differs between the two newest records. */
static void
emit_differences (HeedEntry  *self,
                  HeedRecord *before,
                  HeedRecord *after)
{
  g_autoptr (GHashTable) paths = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  HeedForm *form = heed_entry_get_form (self);
  gboolean restructured = FALSE;
  HeedRecord *both[] = { before, after };
  GHashTableIter iter;
  gpointer key;

  for (guint side = 0; side < G_N_ELEMENTS (both); side++)
    for (guint i = 0; i < heed_record_get_n_answers (both[side]); i++)
      {
        const char *path, *value;

        heed_record_get_nth_answer (both[side], i, &path, &value, NULL);
        if (!g_str_equal (value, heed_text_or_empty (heed_record_get_answer (both[1 - side], path))))
          g_hash_table_add (paths, g_strdup (path));
      }

  g_hash_table_iter_init (&iter, paths);
  while (form != NULL && !restructured && g_hash_table_iter_next (&iter, &key, NULL))
    restructured = heed_form_is_structure (form, key);

  if (restructured)
    g_signal_emit (self, signals[RESTRUCTURED], 0);

  g_hash_table_iter_init (&iter, paths);
  while (g_hash_table_iter_next (&iter, &key, NULL))
    g_signal_emit (self, signals[ANSWER_CHANGED], 0, key);
}

static void
heed_entry_finalize (GObject *object)
{
  HeedEntry *self = HEED_ENTRY (object);

  g_clear_object (&self->workbook);
  g_clear_pointer (&self->summary, heed_summary_unref);
  g_clear_pointer (&self->record, heed_record_unref);
  g_clear_pointer (&self->stored, heed_record_unref);
  g_clear_pointer (&self->replaced, heed_record_unref);
  g_clear_pointer (&self->outline, heed_outline_unref);
  g_clear_pointer (&self->history, heed_history_free);
  g_clear_pointer (&self->changed_path, g_free);
  g_free (self->id);

  G_OBJECT_CLASS (heed_entry_parent_class)->finalize (object);
}

static void
heed_entry_get_property (GObject    *object,
                         guint       property_id,
                         GValue     *value,
                         GParamSpec *pspec)
{
  HeedEntry *self = HEED_ENTRY (object);
  HeedRecord *head = heed_entry_get_head (self);

  switch (property_id)
    {
    case PROP_SUMMARY:
      g_value_set_boxed (value, self->summary);
      break;
    case PROP_TITLE:
      g_value_take_string (value, heed_entry_dup_title (self));
      break;
    case PROP_TAGS:
      g_value_set_boxed (value, head != NULL ? heed_record_get_tags (head) : NULL);
      break;
    case PROP_COMPLETED:
      g_value_set_boolean (value, head != NULL && heed_stamp_is_set (heed_record_get_completed (head)));
      break;
    case PROP_SAVE_STATE:
      g_value_set_enum (value, self->save_state);
      break;
    case PROP_CAN_UNDO:
      g_value_set_boolean (value, heed_entry_get_can_undo (self));
      break;
    case PROP_CAN_REDO:
      g_value_set_boolean (value, heed_entry_get_can_redo (self));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
heed_entry_class_init (HeedEntryClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->finalize = heed_entry_finalize;
  object_class->get_property = heed_entry_get_property;

  properties[PROP_SUMMARY] = g_param_spec_boxed ("summary", NULL, NULL, HEED_TYPE_SUMMARY, flags);
  properties[PROP_TITLE] = g_param_spec_string ("title", NULL, NULL, NULL, flags);
  properties[PROP_TAGS] = g_param_spec_boxed ("tags", NULL, NULL, G_TYPE_STRV, flags);
  properties[PROP_COMPLETED] = g_param_spec_boolean ("completed", NULL, NULL, FALSE, flags);
  properties[PROP_SAVE_STATE] = g_param_spec_enum ("save-state", NULL, NULL, HEED_TYPE_SAVE_STATE,
                                                   HEED_SAVE_STATE_SAVED, flags);
  properties[PROP_CAN_UNDO] = g_param_spec_boolean ("can-undo", NULL, NULL, FALSE, flags);
  properties[PROP_CAN_REDO] = g_param_spec_boolean ("can-redo", NULL, NULL, FALSE, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  /**
   * HeedEntry::changed:
   * @self: an entry
   *
   * Somebody changed something in the entry that has to be saved.
   */
  signals[CHANGED] = g_signal_new ("changed", HEED_TYPE_ENTRY, G_SIGNAL_RUN_LAST, 0,
                                   NULL, NULL, NULL, G_TYPE_NONE, 0);

  /**
   * HeedEntry::answer-changed:
   * @self: an entry
   * @path: where the answer is
   *
   * An answer differs from what it was, whoever changed it.
   */
  signals[ANSWER_CHANGED] = g_signal_new ("answer-changed", HEED_TYPE_ENTRY, G_SIGNAL_RUN_LAST, 0,
                                          NULL, NULL, NULL, G_TYPE_NONE, 1,
                                          G_TYPE_STRING | G_SIGNAL_TYPE_STATIC_SCOPE);

  /**
   * HeedEntry::restructured:
   * @self: an entry
   *
   * A group or a row was added or taken out; it comes before the signals of
   * the answers that moved with it.
   */
  signals[RESTRUCTURED] = g_signal_new ("restructured", HEED_TYPE_ENTRY, G_SIGNAL_RUN_LAST, 0,
                                        NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
heed_entry_init (HeedEntry *self)
{
  self->history = heed_history_new ();
}

/* An entry of which only its place in the journal is known yet. */
HeedEntry *
heed_entry_new_for_row (HeedWorkbook *workbook,
                        gint64        row)
{
  HeedEntry *self = g_object_new (HEED_TYPE_ENTRY, NULL);

  self->workbook = g_object_ref (workbook);
  self->row = row;
  return self;
}

/* An open entry that the journal does not have yet. */
HeedEntry *
heed_entry_new_for_record (HeedWorkbook *workbook,
                           HeedRecord   *record)
{
  HeedEntry *self = g_object_new (HEED_TYPE_ENTRY, NULL);

  self->workbook = g_object_ref (workbook);
  self->id = g_strdup (heed_record_get_id (record));
  self->record = heed_record_ref (record);
  return self;
}

gint64
heed_entry_get_row (HeedEntry *self)
{
  return self->row;
}

void
heed_entry_set_row (HeedEntry *self,
                    gint64     row)
{
  self->row = row;
}

void
heed_entry_set_summary (HeedEntry   *self,
                        HeedSummary *summary)
{
  G_GNUC_UNUSED g_autoptr (HeedSummary) before = g_steal_pointer (&self->summary);

  self->summary = heed_summary_ref (summary);
  if (self->id == NULL)
    self->id = g_strdup (heed_record_get_id (heed_summary_get_head (summary)));
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SUMMARY]);
  if (self->record == NULL)
    {
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_TITLE]);
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_TAGS]);
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_COMPLETED]);
    }
}

HeedRecord *
heed_entry_get_stored (HeedEntry *self)
{
  return self->stored;
}

void
heed_entry_set_save_state (HeedEntry     *self,
                           HeedSaveState  state)
{
  if (self->save_state == state)
    return;

  self->save_state = state;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SAVE_STATE]);
}

/* Makes known that the record which is now held took the place of @before. */
void
heed_entry_announce (HeedEntry  *self,
                     HeedRecord *before)
{
  HeedRecord *after = self->record;
  /* Whoever listens may answer with a change of its own. */
  G_GNUC_UNUSED g_autoptr (HeedRecord) kept = heed_record_ref (after);

  emit_differences (self, before, after);

  if (g_strcmp0 (heed_record_get_title (before), heed_record_get_title (after)) != 0)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_TITLE]);
  if (!g_strv_equal (heed_record_get_tags (before), heed_record_get_tags (after)))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_TAGS]);
  if (heed_stamp_is_set (heed_record_get_completed (before)) !=
      heed_stamp_is_set (heed_record_get_completed (after)))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_COMPLETED]);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_CAN_UNDO]);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_CAN_REDO]);
}

/* Makes known that there is something to save. */
void
heed_entry_emit_changed (HeedEntry *self)
{
  g_signal_emit (self, signals[CHANGED], 0);
}

/**
 * heed_entry_new_for_version:
 * @workbook: the workbook that the window shows
 * @record: a version of an entry
 *
 * Makes an open entry that no journal knows of and nobody saves: an older
 * version to look at.
 *
 * Returns: (transfer full): the entry
 */
HeedEntry *
heed_entry_new_for_version (HeedWorkbook *workbook,
                            HeedRecord   *record)
{
  g_return_val_if_fail (HEED_IS_WORKBOOK (workbook) && record != NULL, NULL);

  return heed_entry_new_for_record (workbook, record);
}

/**
 * heed_entry_get_summary:
 * @self: an entry
 *
 * Gets what lists show, as it was when last saved.
 *
 * Returns: (transfer none) (nullable): the summary; %NULL as long as it has
 *   not arrived
 */
HeedSummary *
heed_entry_get_summary (HeedEntry *self)
{
  return self->summary;
}

/**
 * heed_entry_get_id:
 * @self: an entry
 *
 * Gets the entry's id.
 *
 * Returns: (nullable): a UUID, which stays where it is as long as the entry
 *   lives; %NULL as long as nothing has arrived
 */
const char *
heed_entry_get_id (HeedEntry *self)
{
  return self->id;
}

/**
 * heed_entry_get_head:
 * @self: an entry
 *
 * Gets ids, title, tags and times, as new as they are known.
 *
 * Returns: (transfer none) (nullable): a record whose answers may be missing;
 *   %NULL as long as nothing has arrived
 */
HeedRecord *
heed_entry_get_head (HeedEntry *self)
{
  if (self->record != NULL)
    return self->record;

  return self->summary != NULL ? heed_summary_get_head (self->summary) : NULL;
}

/**
 * heed_entry_get_workbook:
 * @self: an entry
 *
 * Gets the workbook that the window shows.
 *
 * Returns: (transfer none): the workbook
 */
HeedWorkbook *
heed_entry_get_workbook (HeedEntry *self)
{
  return self->workbook;
}

/**
 * heed_entry_get_save_state:
 * @self: an entry
 *
 * Gets whether what was written is safe.
 *
 * Returns: the state
 */
HeedSaveState
heed_entry_get_save_state (HeedEntry *self)
{
  return self->save_state;
}

/**
 * heed_entry_is_open:
 * @self: an entry
 *
 * Tells whether the entry holds its answers and can be edited.
 *
 * Returns: %TRUE if it does
 */
gboolean
heed_entry_is_open (HeedEntry *self)
{
  return self->record != NULL;
}

/**
 * heed_entry_get_record:
 * @self: an entry
 *
 * Gets the entry as it is now.
 *
 * Returns: (transfer none) (nullable): the record; %NULL unless it is open
 */
HeedRecord *
heed_entry_get_record (HeedEntry *self)
{
  return self->record;
}

/**
 * heed_entry_get_outline:
 * @self: an entry
 *
 * Gets the form spread out over the entry as it is now.
 *
 * Returns: (transfer none) (nullable): the outline; %NULL unless the entry is
 *   open and the workbook has its form
 */
HeedOutline *
heed_entry_get_outline (HeedEntry *self)
{
  HeedForm *form;

  if (self->record == NULL)
    return NULL;

  form = heed_entry_get_form (self);
  if (self->outline == NULL && form != NULL)
    self->outline = heed_outline_new (form, self->record);

  return self->outline;
}

/**
 * heed_entry_get_answer:
 * @self: an open entry
 * @path: where the answer is
 *
 * Looks an answer up.
 *
 * Returns: (nullable): the answer
 */
const char *
heed_entry_get_answer (HeedEntry  *self,
                       const char *path)
{
  g_return_val_if_fail (self->record != NULL, NULL);

  return heed_record_get_answer (self->record, path);
}
