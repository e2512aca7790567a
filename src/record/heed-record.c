/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What was answered. Answers are reference counted on their own, so that the
 * records of one entry's history cost only what differs between them. */

#include "heed-record.h"

#include "heed-fold.h"
#include "heed-text.h"

#include <string.h>

typedef struct
{
  char *path;
  char *value; /* "" where an answer was erased */
  gint64 modified;
} Answer;

struct _HeedRecord
{
  char *id;
  char *workbook_id;
  char *form_id;
  char *item_id;
  char *title;
  GStrv tags;
  guint workbook_version;
  HeedTimestamp created;
  HeedTimestamp modified;
  HeedTimestamp completed;
  HeedTimestamp deleted;
  GPtrArray *answers; /* of Answer, by path: first what is kept of the entry itself */
  guint n_own;        /* how many of them that is */
};

struct _HeedRecordBuilder
{
  HeedRecord *record;
};

G_DEFINE_BOXED_TYPE (HeedRecord, heed_record, heed_record_ref, heed_record_unref)

static void
clear_answer (gpointer data)
{
  Answer *answer = data;

  g_free (answer->path);
  g_free (answer->value);
}

static void
unref_answer (gpointer data)
{
  g_atomic_rc_box_release_full (data, clear_answer);
}

static Answer *
new_answer (const char *path,
            const char *value,
            gint64      modified)
{
  Answer *answer = g_atomic_rc_box_new0 (Answer);

  answer->path = g_strdup (path);
  answer->value = g_strdup (heed_text_or_empty (value));
  answer->modified = modified;
  return answer;
}

/* Where @path is, or where it would have to be put in. */
static gboolean
find_answer (GPtrArray  *answers,
             const char *path,
             guint      *position)
{
  guint low = 0, high = answers->len;

  while (low < high)
    {
      guint middle = low + (high - low) / 2;
      const Answer *answer = g_ptr_array_index (answers, middle);
      int order = strcmp (answer->path, path);

      if (order == 0)
        {
          *position = middle;
          return TRUE;
        }
      if (order < 0)
        low = middle + 1;
      else
        high = middle;
    }

  *position = low;
  return FALSE;
}

static void
clear_record (gpointer data)
{
  HeedRecord *self = data;

  g_free (self->id);
  g_free (self->workbook_id);
  g_free (self->form_id);
  g_free (self->item_id);
  g_free (self->title);
  g_strfreev (self->tags);
  g_ptr_array_unref (self->answers);
}

static int
compare_tags (gconstpointer a,
              gconstpointer b)
{
  return strcmp (*(const char * const *) a, *(const char * const *) b);
}

/* Tags are a set: trimmed, in one order, and of those that look alike the first in
 * that order. */
static GStrv
normalize_tags (const char * const *tags)
{
  g_autoptr (GHashTable) looks = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GPtrArray) all = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) set = g_ptr_array_new ();

  for (guint i = 0; tags != NULL && tags[i] != NULL; i++)
    g_ptr_array_add (all, heed_text_normalize (tags[i]));
  g_ptr_array_sort (all, compare_tags);

  for (guint i = 0; i < all->len; i++)
    {
      const char *tag = g_ptr_array_index (all, i);

      if (*tag != '\0' && g_hash_table_add (looks, heed_fold_look (tag)))
        g_ptr_array_add (set, g_strdup (tag));
    }

  g_ptr_array_add (set, NULL);
  return (GStrv) g_ptr_array_free (g_steal_pointer (&set), FALSE);
}

static gboolean
stamps_equal (HeedTimestamp a,
              HeedTimestamp b)
{
  return a.utc == b.utc && (!heed_timestamp_is_set (a) || a.offset == b.offset);
}

/* No field has such a path, and it comes before that of any. */
static gboolean
is_own (const Answer *answer)
{
  return *answer->path == '.';
}

/* Its place in the journal is where somebody put it. */
static void
take_own (HeedRecord *self)
{
  const char *created;

  for (self->n_own = 0; self->n_own < self->answers->len; self->n_own++)
    if (!is_own (g_ptr_array_index (self->answers, self->n_own)))
      break;

  created = self->n_own > 0 ? heed_record_get_answer (self, HEED_RECORD_CREATED) : NULL;
  if (created != NULL)
    heed_timestamp_parse (created, &self->created);
}

static gboolean
answers_equal (GPtrArray *a,
               GPtrArray *b)
{
  if (a->len != b->len)
    return FALSE;

  for (guint i = 0; i < a->len; i++)
    {
      const Answer *one = g_ptr_array_index (a, i);
      const Answer *two = g_ptr_array_index (b, i);

      if (one != two &&
          (one->modified != two->modified || !g_str_equal (one->path, two->path) ||
           !g_str_equal (one->value, two->value)))
        return FALSE;
    }

  return TRUE;
}

/**
 * heed_record_ref:
 * @self: a record
 *
 * Takes a reference, on any thread.
 *
 * Returns: (transfer full): @self
 */
HeedRecord *
heed_record_ref (HeedRecord *self)
{
  return g_atomic_rc_box_acquire (self);
}

/**
 * heed_record_unref:
 * @self: (transfer full): a record
 *
 * Gives a reference back, on any thread.
 */
void
heed_record_unref (HeedRecord *self)
{
  g_atomic_rc_box_release_full (self, clear_record);
}

/**
 * heed_record_get_id:
 * @self: a record
 *
 * Gets the id that the entry keeps for life and in every copy of it.
 *
 * Returns: a UUID in lower case
 */
const char *
heed_record_get_id (HeedRecord *self)
{
  return self->id;
}

/**
 * heed_record_get_workbook_id:
 * @self: a record
 *
 * Gets the workbook that the entry was written in.
 *
 * Returns: the workbook's id
 */
const char *
heed_record_get_workbook_id (HeedRecord *self)
{
  return self->workbook_id;
}

/**
 * heed_record_get_workbook_version:
 * @self: a record
 *
 * Gets the version of the workbook that the entry was written under.
 *
 * Returns: a version, from 1
 */
guint
heed_record_get_workbook_version (HeedRecord *self)
{
  return self->workbook_version;
}

/**
 * heed_record_get_form_id:
 * @self: a record
 *
 * Gets the form that the entry fills in.
 *
 * Returns: the form's id
 */
const char *
heed_record_get_form_id (HeedRecord *self)
{
  return self->form_id;
}

/**
 * heed_record_get_item_id:
 * @self: a record
 *
 * Gets what the entry is about, such as the tip of a plan.
 *
 * Returns: (nullable): the id of an item of the workbook
 */
const char *
heed_record_get_item_id (HeedRecord *self)
{
  return self->item_id;
}

/**
 * heed_record_get_title:
 * @self: a record
 *
 * Gets the title that the writer gave the entry.
 *
 * Returns: (nullable): the title, never empty
 */
const char *
heed_record_get_title (HeedRecord *self)
{
  return self->title;
}

/**
 * heed_record_get_tags:
 * @self: a record
 *
 * Gets the tags, each once, in the order of their bytes.
 *
 * Returns: (array zero-terminated=1): the tags, never %NULL
 */
const char * const *
heed_record_get_tags (HeedRecord *self)
{
  return (const char * const *) self->tags;
}

/**
 * heed_record_get_created: (skip)
 * @self: a record
 *
 * Gets when the entry was begun, or the day and time that somebody gave it
 * since. Its day is the day that the entry stands under in the journal.
 *
 * Returns: the moment
 */
HeedTimestamp
heed_record_get_created (HeedRecord *self)
{
  return self->created;
}

/**
 * heed_record_get_modified: (skip)
 * @self: a record
 *
 * Gets when anything in the entry last changed.
 *
 * Returns: the moment
 */
HeedTimestamp
heed_record_get_modified (HeedRecord *self)
{
  return self->modified;
}

/**
 * heed_record_get_completed: (skip)
 * @self: a record
 *
 * Gets when the writer marked the entry complete.
 *
 * Returns: the moment, or never
 */
HeedTimestamp
heed_record_get_completed (HeedRecord *self)
{
  return self->completed;
}

/**
 * heed_record_get_deleted: (skip)
 * @self: a record
 *
 * Gets when the entry was deleted. A deleted entry is kept as a tombstone, so
 * that no other copy brings it back by mistake.
 *
 * Returns: the moment, or never
 */
HeedTimestamp
heed_record_get_deleted (HeedRecord *self)
{
  return self->deleted;
}

/**
 * heed_record_get_answer:
 * @self: a record
 * @path: where the answer is, such as `emotion/2/signs/1`
 *
 * Looks an answer up.
 *
 * Returns: (nullable): the answer, or %NULL where there is none or it was
 *   erased
 */
const char *
heed_record_get_answer (HeedRecord *self,
                        const char *path)
{
  guint position;
  const Answer *answer;

  if (!find_answer (self->answers, path, &position))
    return NULL;

  answer = g_ptr_array_index (self->answers, position);
  return *answer->value != '\0' ? answer->value : NULL;
}

/**
 * heed_record_get_answer_time:
 * @self: a record
 * @path: where the answer is
 *
 * Looks up when an answer last changed.
 *
 * Returns: when it was written or erased, in microseconds since 1970 UTC, or
 *   `HEED_RECORD_NEVER_ANSWERED`
 */
gint64
heed_record_get_answer_time (HeedRecord *self,
                             const char *path)
{
  guint position;

  return find_answer (self->answers, path, &position)
             ? ((const Answer *) g_ptr_array_index (self->answers, position))->modified
             : HEED_RECORD_NEVER_ANSWERED;
}

/**
 * heed_record_get_n_answers:
 * @self: a record
 *
 * Counts the answers, the erased ones included.
 *
 * Returns: how many there are
 */
guint
heed_record_get_n_answers (HeedRecord *self)
{
  return self->answers->len - self->n_own;
}

/**
 * heed_record_get_nth_answer:
 * @self: a record
 * @position: which, from 0, in the order of the paths' bytes
 * @path: (out) (optional) (transfer none): its path
 * @value: (out) (optional) (transfer none): the answer; "" where it was erased
 * @modified: (out) (optional): when it last changed, in microseconds since
 *   1970 UTC
 *
 * Gets one answer of all that there are.
 */
void
heed_record_get_nth_answer (HeedRecord  *self,
                            guint        position,
                            const char **path,
                            const char **value,
                            gint64      *modified)
{
  heed_record_get_nth_value (self, self->n_own + position, path, value, modified);
}

/**
 * heed_record_get_n_values:
 * @self: a record
 *
 * Counts all that is kept by path: what is kept of the entry itself, such as
 * %HEED_RECORD_PINNED, and the answers. Whoever hands the entry on hands all of it on.
 *
 * Returns: how many there are, the erased ones included
 */
guint
heed_record_get_n_values (HeedRecord *self)
{
  return self->answers->len;
}

/**
 * heed_record_get_nth_value:
 * @self: a record
 * @position: which, from 0, in the order of the paths' bytes
 * @path: (out) (optional) (transfer none): its path
 * @value: (out) (optional) (transfer none): what is kept; "" where it was erased
 * @modified: (out) (optional): when it last changed, in microseconds since
 *   1970 UTC
 *
 * Gets one of all that is kept by path.
 */
void
heed_record_get_nth_value (HeedRecord  *self,
                           guint        position,
                           const char **path,
                           const char **value,
                           gint64      *modified)
{
  const Answer *answer;

  g_return_if_fail (position < self->answers->len);

  answer = g_ptr_array_index (self->answers, position);
  if (path != NULL)
    *path = answer->path;
  if (value != NULL)
    *value = answer->value;
  if (modified != NULL)
    *modified = answer->modified;
}

/**
 * heed_record_is_pinned:
 * @self: a record
 *
 * Tells whether the entry stands first in the journal.
 *
 * Returns: whether it does
 */
gboolean
heed_record_is_pinned (HeedRecord *self)
{
  return heed_record_get_answer (self, HEED_RECORD_PINNED) != NULL;
}

/**
 * heed_record_is_emptied:
 * @self: a record
 *
 * Tells whether it is what stays of an entry that was deleted for good.
 *
 * Returns: %TRUE if it was deleted and nothing else is known of it
 */
gboolean
heed_record_is_emptied (HeedRecord *self)
{
  return heed_timestamp_is_set (self->deleted) && self->title == NULL && self->tags[0] == NULL && self->answers->len == 0;
}

/**
 * heed_record_equal:
 * @self: a record
 * @other: another
 *
 * Tells whether two records hold the same, times included.
 *
 * Returns: %TRUE if nothing differs
 */
gboolean
heed_record_equal (HeedRecord *self,
                   HeedRecord *other)
{
  return self == other ||
         (g_str_equal (self->id, other->id) &&
          g_str_equal (self->workbook_id, other->workbook_id) &&
          self->workbook_version == other->workbook_version &&
          g_str_equal (self->form_id, other->form_id) &&
          g_strcmp0 (self->item_id, other->item_id) == 0 &&
          g_strcmp0 (self->title, other->title) == 0 &&
          g_strv_equal ((const char * const *) self->tags, (const char * const *) other->tags) &&
          stamps_equal (self->created, other->created) &&
          stamps_equal (self->modified, other->modified) &&
          stamps_equal (self->completed, other->completed) &&
          stamps_equal (self->deleted, other->deleted) &&
          answers_equal (self->answers, other->answers));
}

/**
 * heed_record_builder_new: (skip)
 * @id: (nullable): the entry's UUID; %NULL for a new one
 * @workbook_id: the workbook
 * @workbook_version: its version, from 1
 * @form_id: the form that the entry fills in
 *
 * Starts a record from nothing. Unless it is told when, it is created and
 * modified at the moment when it is made.
 *
 * Returns: (transfer full): a builder
 */
HeedRecordBuilder *
heed_record_builder_new (const char *id,
                         const char *workbook_id,
                         guint       workbook_version,
                         const char *form_id)
{
  HeedRecordBuilder *self;
  HeedRecord *record;

  g_return_val_if_fail (workbook_id != NULL && form_id != NULL, NULL);

  self = g_new0 (HeedRecordBuilder, 1);
  record = g_atomic_rc_box_new0 (HeedRecord);
  record->answers = g_ptr_array_new_with_free_func (unref_answer);
  record->tags = g_new0 (char *, 1);
  record->created = record->modified = record->completed = record->deleted = HEED_TIMESTAMP_NEVER;
  record->id = id != NULL ? g_ascii_strdown (id, -1) : g_uuid_string_random ();
  record->workbook_id = g_strdup (workbook_id);
  record->workbook_version = workbook_version;
  record->form_id = g_strdup (form_id);
  self->record = record;
  return self;
}

/**
 * heed_record_builder_new_from: (skip)
 * @record: a record
 *
 * Starts a record that is like @record until it is told otherwise.
 *
 * Returns: (transfer full): a builder
 */
HeedRecordBuilder *
heed_record_builder_new_from (HeedRecord *record)
{
  HeedRecordBuilder *self = g_new0 (HeedRecordBuilder, 1);
  HeedRecord *copy = g_atomic_rc_box_dup (sizeof *record, record);

  copy->id = g_strdup (record->id);
  copy->workbook_id = g_strdup (record->workbook_id);
  copy->form_id = g_strdup (record->form_id);
  copy->item_id = g_strdup (record->item_id);
  copy->title = g_strdup (record->title);
  copy->tags = g_strdupv (record->tags);
  copy->answers = g_ptr_array_new_full (record->answers->len + 1, unref_answer);
  for (guint i = 0; i < record->answers->len; i++)
    g_ptr_array_add (copy->answers, g_atomic_rc_box_acquire (g_ptr_array_index (record->answers, i)));
  self->record = copy;
  return self;
}

/**
 * heed_record_builder_free:
 * @self: (transfer full): a builder
 *
 * Drops a builder that is not to make its record.
 */
void
heed_record_builder_free (HeedRecordBuilder *self)
{
  g_clear_pointer (&self->record, heed_record_unref);
  g_free (self);
}

/**
 * heed_record_builder_set_item_id:
 * @self: a builder
 * @item_id: (nullable): the id of an item of the workbook
 *
 * Says what the entry is about.
 */
void
heed_record_builder_set_item_id (HeedRecordBuilder *self,
                                 const char        *item_id)
{
  g_free (self->record->item_id);
  self->record->item_id = g_strdup (item_id);
}

/**
 * heed_record_builder_set_title:
 * @self: a builder
 * @title: (nullable): the title; the empty text is no title
 *
 * Sets the title.
 */
void
heed_record_builder_set_title (HeedRecordBuilder *self,
                               const char        *title)
{
  g_free (self->record->title);
  self->record->title = title != NULL && *title != '\0' ? g_strdup (title) : NULL;
}

/**
 * heed_record_builder_set_tags:
 * @self: a builder
 * @tags: (nullable) (array zero-terminated=1): the tags; white space at
 *   their ends and repetitions are dropped
 *
 * Sets the tags.
 */
void
heed_record_builder_set_tags (HeedRecordBuilder  *self,
                              const char * const *tags)
{
  GStrv normalized = normalize_tags (tags);

  g_strfreev (self->record->tags);
  self->record->tags = normalized;
}

/**
 * heed_record_builder_set_created:
 * @self: a builder
 * @created: a moment
 *
 * Sets when the entry was begun.
 */
void
heed_record_builder_set_created (HeedRecordBuilder *self,
                                 HeedTimestamp      created)
{
  self->record->created = created;
}

/**
 * heed_record_builder_set_modified:
 * @self: a builder
 * @modified: a moment
 *
 * Sets when anything in the entry last changed.
 */
void
heed_record_builder_set_modified (HeedRecordBuilder *self,
                                  HeedTimestamp      modified)
{
  self->record->modified = modified;
}

/**
 * heed_record_builder_set_completed:
 * @self: a builder
 * @completed: a moment, or never
 *
 * Sets when the entry was marked complete.
 */
void
heed_record_builder_set_completed (HeedRecordBuilder *self,
                                   HeedTimestamp      completed)
{
  self->record->completed = completed;
}

/**
 * heed_record_builder_set_deleted:
 * @self: a builder
 * @deleted: a moment, or never
 *
 * Sets when the entry was deleted.
 */
void
heed_record_builder_set_deleted (HeedRecordBuilder *self,
                                 HeedTimestamp      deleted)
{
  self->record->deleted = deleted;
}

/**
 * heed_record_builder_set_answer:
 * @self: a builder
 * @path: where the answer is
 * @value: (nullable): the answer; %NULL or "" erases it, and the erasure is
 *   kept with its time
 * @modified: when it changed, in microseconds since 1970 UTC
 *
 * Sets one answer.
 */
void
heed_record_builder_set_answer (HeedRecordBuilder *self,
                                const char        *path,
                                const char        *value,
                                gint64             modified)
{
  GPtrArray *answers = self->record->answers;
  guint position;

  g_return_if_fail (path != NULL && *path != '\0');

  if (find_answer (answers, path, &position))
    {
      unref_answer (g_ptr_array_index (answers, position));
      g_ptr_array_index (answers, position) = new_answer (path, value, modified);
    }
  else
    {
      g_ptr_array_insert (answers, (int) position, new_answer (path, value, modified));
    }
}

/**
 * heed_record_builder_end:
 * @self: (transfer full): a builder
 *
 * Makes the record and frees the builder.
 *
 * Returns: (transfer full): the record
 */
HeedRecord *
heed_record_builder_end (HeedRecordBuilder *self)
{
  HeedRecord *record = g_steal_pointer (&self->record);

  take_own (record);
  /* Only now: most records are read from somewhere, and reading the clock and
   * its time zone for each would cost more than all the rest. */
  if (!heed_timestamp_is_set (record->created))
    record->created = heed_timestamp_now ();
  if (!heed_timestamp_is_set (record->modified))
    record->modified = record->created;

  heed_record_builder_free (self);
  return record;
}
