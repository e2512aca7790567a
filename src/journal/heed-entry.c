/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* A live entry: what it holds, how one record takes the place of another, what a
 * person changes, and what can be said about it. See heed-entry.h. */

#include "heed-entry.h"

#include "heed-entry-private.h"
#include "heed-history.h"
#include "heed-record-edit.h"
#include "heed-text.h"
#include "heed-wording.h"

#include <glib/gi18n.h>

struct _HeedEntry
{
  GObject parent_instance;

  HeedWorkbook *workbook;
  gint64 row;            /* 0 until the journal has it */
  char *id;              /* for life; NULL until the summary has arrived */
  HeedSummary *summary;  /* what lists show; NULL until it has arrived */
  HeedRecord *record;    /* what is edited; NULL until the entry is open */
  HeedRecord *stored;    /* what the journal held when record came from it */
  HeedRecord *replaced;  /* by an older version, and to be kept as one */
  HeedFilledForm *filled;  /* of record, made when asked for */
  HeedHistory *history;
  char *changed_path;    /* by the last undo or redo */
  HeedSaveState save_state;
};

enum
{
  PROP_0,
  PROP_SUMMARY,
  PROP_TITLE,
  PROP_TAGS,
  PROP_COMPLETED,
  PROP_CREATED,
  PROP_PINNED,
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

/* A moment for the next change. */
static HeedTimestamp
get_now (HeedEntry *self)
{
  return heed_record_get_next_moment (self->record, heed_timestamp_now ());
}

/* Makes @next, which is taken over, what the entry holds, and makes it known. Whoever
 * listens may answer with a change of its own. */
static void
take_record (HeedEntry  *self,
             HeedRecord *next)
{
  g_autoptr (HeedRecord) before = self->record;
  g_autoptr (HeedRecord) after = heed_record_ref (next);

  self->record = next;
  g_clear_pointer (&self->filled, heed_filled_form_unref);
  emit_differences (self, before, after);
  /* What it is called follows from what it is about. */
  if (g_strcmp0 (heed_record_get_title (before), heed_record_get_title (after)) != 0 ||
      g_strcmp0 (heed_record_get_item_id (before), heed_record_get_item_id (after)) != 0)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_TITLE]);
  if (!g_strv_equal (heed_record_get_tags (before), heed_record_get_tags (after)))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_TAGS]);
  if (heed_timestamp_is_set (heed_record_get_completed (before)) !=
      heed_timestamp_is_set (heed_record_get_completed (after)))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_COMPLETED]);
  if (heed_record_get_created (before).utc != heed_record_get_created (after).utc ||
      heed_record_get_created (before).offset != heed_record_get_created (after).offset)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_CREATED]);
  if (heed_record_is_pinned (before) != heed_record_is_pinned (after))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PINNED]);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_CAN_UNDO]);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_CAN_REDO]);
}

static void
travel (HeedEntry  *self,
        HeedRecord *state)
{
  g_autoptr (HeedRecord) wanted = state;

  if (wanted == NULL)
    return;

  g_free (self->changed_path);
  self->changed_path = g_strdup (heed_history_get_place (self->history));
  take_record (self, heed_record_restore (self->record, wanted, get_now (self)));
  g_signal_emit (self, signals[CHANGED], 0);
}

/* Takes over @next, in which there is what somebody else wrote. */
static void
take_joined (HeedEntry  *self,
             HeedRecord *next)
{
  heed_history_rebase (self->history, self->record, next);
  take_record (self, next);
}

static void
join (HeedEntry  *self,
      HeedRecord *record,
      HeedRecord *base)
{
  if (self->record == NULL)
    self->record = heed_record_ref (record);
  else if (self->record == base || heed_record_equal (self->record, record))
    take_joined (self, heed_record_ref (record));
  else
    take_joined (self, heed_record_merge (self->record, record, base));
}

/* An entry that was thrown away elsewhere while somebody has it open here may go
 * on being written: then it is wanted, and what is written must not be put where
 * it will be wiped. */
static HeedRecord *
bring_back (HeedRecord *next)
{
  HeedRecordBuilder *builder;
  HeedRecord *back;

  if (!heed_timestamp_is_set (heed_record_get_deleted (next)))
    return next;

  builder = heed_record_builder_new_from (next);
  heed_record_builder_set_deleted (builder, HEED_TIMESTAMP_NEVER);
  back = heed_record_builder_end (builder);
  heed_record_unref (next);
  return back;
}

static const char *
get_text (HeedRecord *record,
          const char *what)
{
  if (what == NULL)
    return NULL;

  return heed_text_or_empty (g_str_equal (what, HEED_ENTRY_TITLE) ? heed_record_get_title (record)
                                                                  : heed_record_get_answer (record, what));
}

/* Takes @next over: a change that somebody made, which has to be saved, and
 * with @step not NULL can be undone. Otherwise undo does not touch it. */
static void
take_step (HeedEntry        *self,
           HeedRecord       *next,
           const HeedUndone *step)
{
  if (next == self->record)
    {
      heed_record_unref (next);
      return;
    }

  if (step != NULL)
    {
      g_autoptr (HeedRecord) before = bring_back (heed_record_ref (self->record));
      HeedUndone undone = *step;

      next = bring_back (next);
      undone.was = get_text (before, step->what);
      undone.is = get_text (next, step->what);
      /* To undo takes back what was written, and not that it is wanted. */
      if (before != self->record)
        heed_history_rebase (self->history, self->record, before);
      heed_history_push (self->history, before, &undone, g_get_monotonic_time ());
    }
  else
    {
      heed_history_rebase (self->history, self->record, next);
    }
  take_record (self, next);
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
change (HeedEntry  *self,
        HeedRecord *next,
        const char *place)
{
  const HeedUndone step = { .before = place, .after = place };

  take_step (self, next, &step);
}

static void
change_repeats (HeedEntry  *self,
                HeedRecord *next,
                const char *path,
                guint       index_before,
                guint       index_after)
{
  g_autofree char *before = g_strdup_printf ("%s/%u", path, MAX (index_before, 1));
  g_autofree char *after = g_strdup_printf ("%s/%u", path, MAX (index_after, 1));
  const HeedUndone step = { .before = before, .after = after };

  take_step (self, next, &step);
}

static HeedRecordBuilder *
begin_change (HeedEntry *self)
{
  HeedRecordBuilder *builder = heed_record_builder_new_from (self->record);

  heed_record_builder_set_modified (builder, get_now (self));
  return builder;
}

static HeedField *
find_repeated (HeedEntry  *self,
               const char *path)
{
  HeedForm *form = heed_entry_get_form (self);
  HeedField *field = form != NULL ? heed_form_find_path (form, path) : NULL;

  g_return_val_if_fail (field != NULL && (heed_field_get_repeated (field) ||
                                          heed_field_get_field_type (field) == HEED_FIELD_LIST), NULL);

  return field;
}

static guint
count_repeats (HeedEntry  *self,
               const char *path)
{
  return heed_filled_form_get_n_repeats (heed_entry_get_filled_form (self), path);
}

/* @older as it would be at the time of @current, deleted or not as @current
 * is: who brings a version back wants what was written in it. */
static HeedRecord *
adopt_times (HeedRecord *older,
             HeedRecord *current)
{
  HeedRecordBuilder *builder = heed_record_builder_new_from (older);

  heed_record_builder_set_modified (builder, heed_record_get_modified (current));
  heed_record_builder_set_deleted (builder, heed_record_get_deleted (current));
  return heed_record_builder_end (builder);
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
  g_clear_pointer (&self->filled, heed_filled_form_unref);
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
      g_value_set_boolean (value, head != NULL && heed_timestamp_is_set (heed_record_get_completed (head)));
      break;
    case PROP_CREATED:
      g_value_set_int64 (value, head != NULL ? heed_record_get_created (head).utc : HEED_TIMESTAMP_NEVER.utc);
      break;
    case PROP_PINNED:
      g_value_set_boolean (value, heed_entry_is_pinned (self));
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
  properties[PROP_CREATED] = g_param_spec_int64 ("created", NULL, NULL, G_MININT64, G_MAXINT64, HEED_TIMESTAMP_NEVER.utc,
                                                 flags);
  properties[PROP_PINNED] = g_param_spec_boolean ("pinned", NULL, NULL, FALSE, flags);
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

gint64
heed_entry_get_row (HeedEntry *self)
{
  return self->row;
}

void
heed_entry_set_summary (HeedEntry   *self,
                        HeedSummary *summary)
{
  G_GNUC_UNUSED g_autoptr (HeedSummary) before = g_steal_pointer (&self->summary);

  self->row = heed_summary_get_row (summary);
  self->summary = heed_summary_ref (summary);
  if (self->id == NULL)
    self->id = g_strdup (heed_record_get_id (heed_summary_get_head (summary)));
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SUMMARY]);
  if (self->record == NULL)
    {
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_TITLE]);
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_TAGS]);
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_COMPLETED]);
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_CREATED]);
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PINNED]);
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

/* Whether losing it would lose anything: it has been kept before, or somebody
 * wrote into it. How many groups it has is not something written. */
gboolean
heed_entry_is_worth_keeping (HeedEntry *self)
{
  HeedRecord *record = self->record;
  HeedForm *form = heed_entry_get_form (self);

  if (self->stored != NULL)
    return TRUE;
  if (record == NULL)
    return FALSE;
  if (*heed_record_get_tags (record) != NULL || heed_timestamp_is_set (heed_record_get_completed (record)))
    return TRUE;
  if (heed_form_get_titled (form) && heed_record_get_title (record) != NULL)
    return TRUE;

  for (guint i = 0; i < heed_record_get_n_answers (record); i++)
    {
      const char *path, *value;

      heed_record_get_nth_answer (record, i, &path, &value, NULL);
      if (!heed_text_is_blank (value) && !heed_form_is_structure (form, path))
        return TRUE;
    }

  return FALSE;
}

/* What the journal now holds of this entry: after it was opened, or somebody
 * else changed it. What was written here since then is joined with it and
 * stays unsaved. */
void
heed_entry_take_stored (HeedEntry  *self,
                        HeedRecord *record)
{
  g_autoptr (HeedRecord) base = g_steal_pointer (&self->stored);

  self->stored = heed_record_ref (record);
  join (self, record, base);
}

/* What the journal holds after @sent was given to it to save, and @replaced
 * before it. What was written here meanwhile goes on from @sent and needs no
 * joining with it, whatever the clock says. */
void
heed_entry_take_saved (HeedEntry  *self,
                       HeedRecord *sent,
                       HeedRecord *replaced,
                       HeedRecord *saved)
{
  gboolean joined = !heed_record_equal (saved, sent);

  if (self->replaced == replaced)
    g_clear_pointer (&self->replaced, heed_record_unref);

  g_clear_pointer (&self->stored, heed_record_unref);
  self->stored = heed_record_ref (joined ? saved : sent);
  if (joined)
    join (self, saved, sent);
}

HeedRecord *
heed_entry_get_replaced (HeedEntry *self)
{
  return self->replaced;
}

/**
 * heed_entry_new_for_record:
 * @workbook: the workbook that the window shows
 * @record: what it holds
 *
 * Makes an open entry that no journal knows of and nobody saves: an older version to
 * look at, or one that the journal does not have yet.
 *
 * Returns: (transfer full): the entry
 */
HeedEntry *
heed_entry_new_for_record (HeedWorkbook *workbook,
                           HeedRecord   *record)
{
  HeedEntry *self;

  g_return_val_if_fail (HEED_IS_WORKBOOK (workbook) && record != NULL, NULL);

  self = g_object_new (HEED_TYPE_ENTRY, NULL);
  self->workbook = g_object_ref (workbook);
  self->id = g_strdup (heed_record_get_id (record));
  self->record = heed_record_ref (record);
  return self;
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
 * heed_entry_get_filled_form:
 * @self: an entry
 *
 * Gets the form spread out over the entry as it is now.
 *
 * Returns: (transfer none) (nullable): the filled form; %NULL unless the entry is
 *   open and the workbook has its form
 */
HeedFilledForm *
heed_entry_get_filled_form (HeedEntry *self)
{
  HeedForm *form;

  if (self->record == NULL)
    return NULL;

  form = heed_entry_get_form (self);
  if (self->filled == NULL && form != NULL)
    self->filled = heed_filled_form_new (form, self->record);

  return self->filled;
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

/**
 * heed_save_state_describe:
 * @state: whether what somebody wrote is safe
 *
 * Says so in a word or a few.
 *
 * Returns: the words, in the language of the person
 */
const char *
heed_save_state_describe (HeedSaveState state)
{
  switch (state)
    {
    case HEED_SAVE_STATE_SAVED:
      return _("Saved");
    case HEED_SAVE_STATE_RESCUED:
      /* Translators: it is on the disk, but not in the journal. */
      return _("Kept beside the journal");
    case HEED_SAVE_STATE_UNSAVED:
    case HEED_SAVE_STATE_SAVING:
      return _("Saving…");
    case HEED_SAVE_STATE_FAILED:
      return _("Not saved");
    }

  g_return_val_if_reached ("");
}

/**
 * heed_entry_is_completed:
 * @self: an entry
 *
 * Tells whether somebody has marked the entry as complete.
 *
 * Returns: %FALSE also as long as nothing has arrived
 */
gboolean
heed_entry_is_completed (HeedEntry *self)
{
  HeedRecord *head = heed_entry_get_head (self);

  return head != NULL && heed_timestamp_is_set (heed_record_get_completed (head));
}

/**
 * heed_entry_is_deleted:
 * @self: an entry
 *
 * Tells whether the entry is in the trash.
 *
 * Returns: %FALSE also as long as nothing has arrived
 */
gboolean
heed_entry_is_deleted (HeedEntry *self)
{
  HeedRecord *head = heed_entry_get_head (self);

  return head != NULL && heed_timestamp_is_set (heed_record_get_deleted (head));
}

/**
 * heed_entry_is_pinned:
 * @self: an entry
 *
 * Tells whether the entry stands first in the journal.
 *
 * Returns: %FALSE also as long as nothing has arrived
 */
gboolean
heed_entry_is_pinned (HeedEntry *self)
{
  HeedRecord *head = heed_entry_get_head (self);

  return head != NULL && heed_record_is_pinned (head);
}

/**
 * heed_entry_get_form:
 * @self: an entry
 *
 * Gets the form that the entry fills in.
 *
 * Returns: (transfer none) (nullable): the form; %NULL if the workbook does
 *   not have it, or as long as nothing has arrived
 */
HeedForm *
heed_entry_get_form (HeedEntry *self)
{
  HeedRecord *head = heed_entry_get_head (self);

  return head != NULL ? heed_wording_find_form (heed_entry_get_workbook (self), head) : NULL;
}

/**
 * heed_entry_get_item:
 * @self: an entry
 *
 * Gets what the entry is about.
 *
 * Returns: (transfer none) (nullable): a tip or an activity
 */
HeedItem *
heed_entry_get_item (HeedEntry *self)
{
  HeedRecord *head = heed_entry_get_head (self);

  return head != NULL ? heed_wording_find_item (heed_entry_get_workbook (self), head) : NULL;
}

/**
 * heed_entry_dup_title:
 * @self: an entry
 *
 * Gets what to call the entry: the title that its writer gave it, or its
 * form's title, followed by the tip that it is about.
 *
 * Returns: (transfer full): a title, empty as long as nothing has arrived
 */
char *
heed_entry_dup_title (HeedEntry *self)
{
  HeedRecord *head = heed_entry_get_head (self);
  HeedItem *item = heed_entry_get_item (self);
  const char *kind;

  if (head == NULL)
    return g_strdup ("");
  if (heed_record_get_title (head) != NULL)
    return g_strdup (heed_record_get_title (head));

  kind = heed_wording_get_kind (heed_entry_get_workbook (self), head);
  if (item != NULL && heed_item_get_kind (item) == HEED_ITEM_TIP)
    /* Translators: a kind of entry and the tip that it is about, such as
     * “Plan: Listen actively”. */
    return g_strdup_printf (C_("title of an entry", "%s: %s"), kind, heed_item_get_title (item));

  return g_strdup (kind);
}

/**
 * heed_entry_get_progress: (skip)
 * @self: an entry
 *
 * Gets how much of the form is answered.
 *
 * Returns: the progress; 0 of 0 as long as nothing has arrived
 */
HeedProgress
heed_entry_get_progress (HeedEntry *self)
{
  if (heed_entry_get_filled_form (self) != NULL)
    return heed_filled_form_get_progress (heed_entry_get_filled_form (self), NULL);
  if (heed_entry_get_summary (self) != NULL)
    return heed_summary_get_progress (heed_entry_get_summary (self));

  return (HeedProgress) { 0, 0 };
}

/**
 * heed_entry_get_can_undo:
 * @self: an entry
 *
 * Tells whether there is a change to take back.
 *
 * Returns: %TRUE if there is
 */
gboolean
heed_entry_get_can_undo (HeedEntry *self)
{
  return heed_history_can_undo (self->history);
}

/**
 * heed_entry_get_can_redo:
 * @self: an entry
 *
 * Tells whether there is a change to make again.
 *
 * Returns: %TRUE if there is
 */
gboolean
heed_entry_get_can_redo (HeedEntry *self)
{
  return heed_history_can_redo (self->history);
}

/**
 * heed_entry_undo:
 * @self: an open entry
 *
 * Takes the last change back.
 */
void
heed_entry_undo (HeedEntry *self)
{
  g_return_if_fail (self->record != NULL);

  travel (self, heed_history_undo (self->history, self->record));
}

/**
 * heed_entry_redo:
 * @self: an open entry
 *
 * Makes the change that was taken back last again.
 */
void
heed_entry_redo (HeedEntry *self)
{
  g_return_if_fail (self->record != NULL);

  travel (self, heed_history_redo (self->history, self->record));
}

/**
 * heed_entry_get_changed_path:
 * @self: an entry
 *
 * Gets where the last undo or redo changed something, as soon as its signals
 * are sent: the path of an answer, of one of a repeated group, or of a row.
 * Beside the answers there are %HEED_ENTRY_TITLE, %HEED_ENTRY_TAGS, %HEED_ENTRY_ITEM,
 * %HEED_ENTRY_COMPLETED and %HEED_ENTRY_CREATED.
 *
 * Returns: (nullable): the path; %NULL where the change has no place of its own
 */
const char *
heed_entry_get_changed_path (HeedEntry *self)
{
  g_return_val_if_fail (HEED_IS_ENTRY (self), NULL);

  return self->changed_path;
}

/**
 * heed_entry_set_answer:
 * @self: an open entry
 * @path: where the answer is
 * @value: (nullable): the answer; %NULL or "" erases it
 *
 * Answers a question. It is saved within a second.
 */
void
heed_entry_set_answer (HeedEntry  *self,
                       const char *path,
                       const char *value)
{
  const HeedUndone step = { .what = path, .before = path, .after = path };

  g_return_if_fail (self->record != NULL);

  take_step (self, heed_record_with_answer (self->record, path, value, get_now (self)), &step);
}

/**
 * heed_entry_set_answers:
 * @self: an open entry
 * @paths: (array zero-terminated=1): where the answers are, one or more
 * @values: (array): as many answers, in the same order; %NULL or "" erases one
 *
 * Answers several questions in one step of undo. What is written at the first
 * of them right after it belongs to the same step.
 */
void
heed_entry_set_answers (HeedEntry          *self,
                        const char * const *paths,
                        const char * const *values)
{
  const HeedUndone step = { .what = paths[0], .before = paths[0], .after = paths[0], .alone = TRUE };

  g_return_if_fail (self->record != NULL && paths[0] != NULL);

  take_step (self, heed_record_with_answers (self->record, paths, values, get_now (self)), &step);
}

/**
 * heed_entry_set_title:
 * @self: an open entry
 * @title: (nullable): its title
 *
 * Names the entry.
 */
void
heed_entry_set_title (HeedEntry  *self,
                      const char *title)
{
  const HeedUndone step = { .what = HEED_ENTRY_TITLE, .before = HEED_ENTRY_TITLE, .after = HEED_ENTRY_TITLE };
  HeedRecordBuilder *builder;
  const char *before;

  g_return_if_fail (self->record != NULL);

  before = heed_record_get_title (self->record);
  if (g_str_equal (heed_text_or_empty (before), heed_text_or_empty (title)))
    return;

  builder = begin_change (self);
  heed_record_builder_set_title (builder, title);
  take_step (self, heed_record_builder_end (builder), &step);
}

/**
 * heed_entry_set_tags:
 * @self: an open entry
 * @tags: (array zero-terminated=1): its tags
 *
 * Tags the entry.
 */
void
heed_entry_set_tags (HeedEntry          *self,
                     const char * const *tags)
{
  HeedRecordBuilder *builder;
  HeedRecord *next;

  g_return_if_fail (self->record != NULL);

  builder = begin_change (self);
  heed_record_builder_set_tags (builder, tags);
  next = heed_record_builder_end (builder);
  if (g_strv_equal (heed_record_get_tags (next), heed_record_get_tags (self->record)))
    heed_record_unref (next);
  else
    change (self, next, HEED_ENTRY_TAGS);
}

/**
 * heed_entry_set_item_id:
 * @self: an open entry
 * @item_id: (nullable): the id of a tip or an activity of its workbook; %NULL for none
 *
 * Says what the entry is about.
 */
void
heed_entry_set_item_id (HeedEntry  *self,
                        const char *item_id)
{
  HeedRecordBuilder *builder;

  g_return_if_fail (self->record != NULL);

  if (g_strcmp0 (heed_record_get_item_id (self->record), item_id) == 0)
    return;

  builder = begin_change (self);
  heed_record_builder_set_item_id (builder, item_id);
  change (self, heed_record_builder_end (builder), HEED_ENTRY_ITEM);
}

/**
 * heed_entry_set_created:
 * @self: an open entry
 * @created: a moment
 *
 * Gives the entry another day and time, which are its place in the journal. What is
 * chosen in one go is one step of undo.
 */
void
heed_entry_set_created (HeedEntry     *self,
                        HeedTimestamp  created)
{
  const HeedUndone step = { HEED_ENTRY_CREATED, HEED_ENTRY_CREATED, HEED_ENTRY_CREATED, FALSE };

  g_return_if_fail (self->record != NULL);

  take_step (self, heed_record_with_created (self->record, created, get_now (self)), &step);
}

/**
 * heed_entry_set_completed:
 * @self: an open entry
 * @completed: whether it is complete
 *
 * Marks the entry complete as of now, or takes the mark away. Nothing is
 * asked of it: what is left blank was left blank on purpose.
 */
void
heed_entry_set_completed (HeedEntry *self,
                          gboolean   completed)
{
  HeedRecordBuilder *builder;

  g_return_if_fail (self->record != NULL);

  if (heed_timestamp_is_set (heed_record_get_completed (self->record)) == completed)
    return;

  builder = begin_change (self);
  heed_record_builder_set_completed (builder, completed ? heed_timestamp_now () : HEED_TIMESTAMP_NEVER);
  change (self, heed_record_builder_end (builder), HEED_ENTRY_COMPLETED);
}

/**
 * heed_entry_set_deleted:
 * @self: an open entry
 * @deleted: whether it is deleted
 *
 * Deletes the entry or brings it back. Its answers are kept either way.
 */
void
heed_entry_set_deleted (HeedEntry *self,
                        gboolean   deleted)
{
  HeedRecordBuilder *builder;

  g_return_if_fail (self->record != NULL);

  if (heed_timestamp_is_set (heed_record_get_deleted (self->record)) == deleted)
    return;

  builder = begin_change (self);
  heed_record_builder_set_deleted (builder, deleted ? heed_timestamp_now () : HEED_TIMESTAMP_NEVER);
  take_step (self, heed_record_builder_end (builder), NULL);
}

/**
 * heed_entry_can_add_repeat:
 * @self: an open entry
 * @path: the path of a repeated group or a list, without an index
 *
 * Tells whether the form allows one more.
 *
 * Returns: %TRUE if it does
 */
gboolean
heed_entry_can_add_repeat (HeedEntry  *self,
                           const char *path)
{
  HeedField *field = find_repeated (self, path);

  return field != NULL && count_repeats (self, path) < heed_field_get_max (field);
}

/**
 * heed_entry_add_repeat:
 * @self: an open entry
 * @path: the path of a repeated group or a list, without an index
 *
 * Adds a group or a row at the end.
 */
void
heed_entry_add_repeat (HeedEntry  *self,
                       const char *path)
{
  g_autofree char *text = NULL;
  guint count;

  g_return_if_fail (heed_entry_can_add_repeat (self, path));

  count = count_repeats (self, path);
  text = g_strdup_printf ("%u", count + 1);
  change_repeats (self, heed_record_with_answer (self->record, path, text, get_now (self)), path, count, count + 1);
}

/**
 * heed_entry_can_remove_repeat:
 * @self: an open entry
 * @path: the path of a repeated group or a list, without an index
 *
 * Tells whether the form allows one less.
 *
 * Returns: %TRUE if it does
 */
gboolean
heed_entry_can_remove_repeat (HeedEntry  *self,
                              const char *path)
{
  HeedField *field = find_repeated (self, path);

  return field != NULL &&
         count_repeats (self, path) > heed_field_get_min (field) + heed_field_get_spare (field);
}

/**
 * heed_entry_remove_repeat:
 * @self: an open entry
 * @path: the path of a repeated group or a list, without an index
 * @index: which one, from 1
 *
 * Takes a group or a row out, with what is written in it. Undo brings it back.
 */
void
heed_entry_remove_repeat (HeedEntry  *self,
                          const char *path,
                          guint       index)
{
  guint count;

  g_return_if_fail (heed_entry_can_remove_repeat (self, path));

  count = count_repeats (self, path);
  g_return_if_fail (index >= 1 && index <= count);
  change_repeats (self, heed_record_without_repeat (self->record, path, index, count, get_now (self)),
                  path, index, MIN (index, count - 1));
}

/**
 * heed_entry_can_move_repeat:
 * @self: an open entry
 * @path: the path of a repeated group or a list, without an index
 * @from: which group or row, from 1
 * @to: another place, from 1
 *
 * Tells whether a group or a row can be put in another place.
 *
 * Returns: %TRUE if both are there
 */
gboolean
heed_entry_can_move_repeat (HeedEntry  *self,
                            const char *path,
                            guint       from,
                            guint       to)
{
  guint count = find_repeated (self, path) != NULL ? count_repeats (self, path) : 0;

  return from != to && from >= 1 && from <= count && to >= 1 && to <= count;
}

/**
 * heed_entry_move_repeat:
 * @self: an open entry
 * @path: the path of a repeated group or a list, without an index
 * @from: which group or row, from 1
 * @to: where it is to be, from 1
 *
 * Puts a group or a row in another place, with what is written in it; those
 * between move by one.
 */
void
heed_entry_move_repeat (HeedEntry  *self,
                        const char *path,
                        guint       from,
                        guint       to)
{
  HeedRecord *next;

  g_return_if_fail (heed_entry_can_move_repeat (self, path, from, to));

  next = heed_record_move_repeat (self->record, path, from, to, count_repeats (self, path), get_now (self));
  change_repeats (self, next, path, from, to);
}

/**
 * heed_entry_restore:
 * @self: an open entry
 * @older: an older version of it
 *
 * Brings back what was written in an older version, as one change that can be
 * undone. What it takes the place of becomes a version, too. Nothing happens
 * where nothing differs.
 */
void
heed_entry_restore (HeedEntry  *self,
                    HeedRecord *older)
{
  g_autoptr (HeedRecord) wanted = NULL;
  g_autoptr (HeedRecord) next = NULL;
  g_autoptr (HeedRecord) untouched = NULL;

  g_return_if_fail (self->record != NULL);
  g_return_if_fail (g_str_equal (heed_record_get_id (older), heed_record_get_id (self->record)));

  wanted = adopt_times (older, self->record);
  next = heed_record_restore (self->record, wanted, get_now (self));
  untouched = adopt_times (next, self->record);
  if (heed_record_equal (untouched, self->record))
    return;

  /* Whoever wrote what gives way may want it back after the window was closed. */
  if (self->replaced == NULL)
    self->replaced = heed_record_ref (self->record);
  change (self, g_steal_pointer (&next), NULL);
}
