/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What a person changes in a live entry. See heed-entry.h. */

#include "heed-entry.h"

#include "heed-entry-private.h"
#include "heed-record-edit.h"
#include "heed-text.h"

static void
change (HeedEntry  *self,
        HeedRecord *next,
        const char *place)
{
  const HeedEntryStep step = { .before = place, .after = place };

  heed_entry_change (self, next, &step);
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
  const HeedEntryStep step = { .before = before, .after = after };

  heed_entry_change (self, next, &step);
}

static HeedRecordBuilder *
begin_change (HeedEntry *self)
{
  HeedRecordBuilder *builder = heed_record_builder_new_from (heed_entry_get_record (self));

  heed_record_builder_set_modified (builder, heed_entry_get_now (self));
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
  return heed_outline_get_n_repeats (heed_entry_get_outline (self), path);
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
  const HeedEntryStep step = { .what = path, .before = path, .after = path };

  g_return_if_fail (heed_entry_is_open (self));

  heed_entry_change (self,
                     heed_record_with_answer (heed_entry_get_record (self), path, value, heed_entry_get_now (self)),
                     &step);
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
  const HeedEntryStep step = { .what = paths[0], .before = paths[0], .after = paths[0], .alone = TRUE };

  g_return_if_fail (heed_entry_is_open (self) && paths[0] != NULL);

  heed_entry_change (self,
                     heed_record_with_answers (heed_entry_get_record (self), paths, values,
                                               heed_entry_get_now (self)),
                     &step);
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
  const HeedEntryStep step = { HEED_ENTRY_TITLE, HEED_ENTRY_TITLE, HEED_ENTRY_TITLE, FALSE };
  HeedRecordBuilder *builder;
  const char *before;

  g_return_if_fail (heed_entry_is_open (self));

  before = heed_record_get_title (heed_entry_get_record (self));
  if (g_str_equal (heed_text_or_empty (before), heed_text_or_empty (title)))
    return;

  builder = begin_change (self);
  heed_record_builder_set_title (builder, title);
  heed_entry_change (self, heed_record_builder_end (builder), &step);
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

  g_return_if_fail (heed_entry_is_open (self));

  builder = begin_change (self);
  heed_record_builder_set_tags (builder, tags);
  next = heed_record_builder_end (builder);
  if (g_strv_equal (heed_record_get_tags (next), heed_record_get_tags (heed_entry_get_record (self))))
    heed_record_unref (next);
  else
    change (self, next, HEED_ENTRY_TAGS);
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

  g_return_if_fail (heed_entry_is_open (self));

  if (heed_stamp_is_set (heed_record_get_completed (heed_entry_get_record (self))) == completed)
    return;

  builder = begin_change (self);
  heed_record_builder_set_completed (builder, completed ? heed_stamp_now () : HEED_STAMP_NEVER);
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

  g_return_if_fail (heed_entry_is_open (self));

  if (heed_stamp_is_set (heed_record_get_deleted (heed_entry_get_record (self))) == deleted)
    return;

  builder = begin_change (self);
  heed_record_builder_set_deleted (builder, deleted ? heed_stamp_now () : HEED_STAMP_NEVER);
  heed_entry_change (self, heed_record_builder_end (builder), NULL);
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
  change_repeats (self,
                  heed_record_with_answer (heed_entry_get_record (self), path, text, heed_entry_get_now (self)),
                  path, count, count + 1);
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
  change_repeats (self,
                  heed_record_without_repeat (heed_entry_get_record (self), path, index, count,
                                              heed_entry_get_now (self)),
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
  HeedRecord *record = heed_entry_get_record (self);

  g_return_if_fail (heed_entry_can_move_repeat (self, path, from, to));

  change_repeats (self,
                  heed_record_move_repeat (record, path, from, to, count_repeats (self, path),
                                           heed_entry_get_now (self)),
                  path, from, to);
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

  g_return_if_fail (heed_entry_is_open (self));
  g_return_if_fail (g_str_equal (heed_record_get_id (older), heed_record_get_id (heed_entry_get_record (self))));

  wanted = adopt_times (older, heed_entry_get_record (self));
  next = heed_record_restore (heed_entry_get_record (self), wanted, heed_entry_get_now (self));
  untouched = adopt_times (next, heed_entry_get_record (self));
  if (heed_record_equal (untouched, heed_entry_get_record (self)))
    return;

  heed_entry_keep_replaced (self);
  change (self, g_steal_pointer (&next), NULL);
}
