/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Every change to an entry: from one record to the next. Where groups and rows are
 * taken out or moved, whatever is kept below them goes along, and all that is touched
 * is written now, so that a copy of the journal that is joined later takes over the
 * whole new order and not parts of it. */

#include "heed-record-edit.h"

#include "heed-text.h"

#include <string.h>

static HeedRecordBuilder *
change (HeedRecord    *self,
        HeedTimestamp  now)
{
  HeedRecordBuilder *builder = heed_record_builder_new_from (self);

  heed_record_builder_set_modified (builder, now);
  return builder;
}

/* Makes in @builder what differs in the answers of @to from those of @from; at @now, or
 * where that is `HEED_RECORD_NEVER_ANSWERED` when it came about. */
static void
take_answers (HeedRecordBuilder *builder,
              HeedRecord        *from,
              HeedRecord        *to,
              gint64             now)
{
  gboolean at_their_times = now == HEED_RECORD_NEVER_ANSWERED;
  const char *path, *value;
  gint64 modified;

  for (guint i = 0; i < heed_record_get_n_answers (to); i++)
    {
      heed_record_get_nth_answer (to, i, &path, &value, &modified);
      if (!g_str_equal (value, heed_text_or_empty (heed_record_get_answer (from, path))))
        heed_record_builder_set_answer (builder, path, value, at_their_times ? modified : now);
    }

  for (guint i = 0; i < heed_record_get_n_answers (from); i++)
    {
      heed_record_get_nth_answer (from, i, &path, &value, &modified);
      if (*value != '\0' && heed_record_get_answer_time (to, path) == HEED_RECORD_NEVER_ANSWERED)
        heed_record_builder_set_answer (builder, path, NULL, at_their_times ? modified : now);
    }
}

/* Gives an entry its place in the journal. */
static void
set_created (HeedRecordBuilder *builder,
             HeedTimestamp      created,
             gint64             now)
{
  g_autofree char *text = heed_timestamp_format (created);

  heed_record_builder_set_answer (builder, HEED_RECORD_CREATED, text, now);
}

/* What @to has changed of what is kept of the entry itself, when it came about. */
static void
take_own (HeedRecordBuilder *builder,
          HeedRecord        *from,
          HeedRecord        *to)
{
  for (guint i = 0; i < heed_record_get_n_values (to) - heed_record_get_n_answers (to); i++)
    {
      const char *path, *value;
      gint64 modified;

      heed_record_get_nth_value (to, i, &path, &value, &modified);
      if (modified != heed_record_get_answer_time (from, path))
        heed_record_builder_set_answer (builder, path, value, modified);
    }
}

static gboolean
titles_equal (HeedRecord *a,
              HeedRecord *b)
{
  return g_strcmp0 (heed_record_get_title (a), heed_record_get_title (b)) == 0;
}

static gboolean
items_equal (HeedRecord *a,
             HeedRecord *b)
{
  return g_strcmp0 (heed_record_get_item_id (a), heed_record_get_item_id (b)) == 0;
}

static gboolean
tags_equal (HeedRecord *a,
            HeedRecord *b)
{
  return g_strv_equal (heed_record_get_tags (a), heed_record_get_tags (b));
}

/* Takes from @to what it has changed of @from beside the answers; where
 * @current is set, only what @current has not changed itself. Somebody who
 * goes on writing in an entry wants to keep it, whoever deleted it before, and
 * with all that was in it, even if it was deleted for good. */
static void
take_head (HeedRecordBuilder *builder,
           HeedRecord        *from,
           HeedRecord        *to,
           HeedRecord        *current)
{
  gboolean keeps = current != NULL && heed_timestamp_is_set (heed_record_get_deleted (to));

  if (!titles_equal (from, to) && (current == NULL || titles_equal (from, current)) &&
      (!keeps || heed_record_get_title (to) != NULL))
    heed_record_builder_set_title (builder, heed_record_get_title (to));
  if (!tags_equal (from, to) && (current == NULL || tags_equal (from, current)) &&
      (!keeps || heed_record_get_tags (to)[0] != NULL))
    heed_record_builder_set_tags (builder, heed_record_get_tags (to));
  if (!items_equal (from, to) && (current == NULL || items_equal (from, current)))
    heed_record_builder_set_item_id (builder, heed_record_get_item_id (to));
  if (heed_record_get_completed (from).utc != heed_record_get_completed (to).utc &&
      (current == NULL || heed_record_get_completed (from).utc == heed_record_get_completed (current).utc))
    heed_record_builder_set_completed (builder, heed_record_get_completed (to));
  if (heed_record_get_deleted (from).utc != heed_record_get_deleted (to).utc &&
      (current == NULL || !heed_timestamp_is_set (heed_record_get_deleted (to))))
    heed_record_builder_set_deleted (builder, heed_record_get_deleted (to));
}

/* They are in the order of their paths. */
static int
compare_values (HeedRecord *a,
                HeedRecord *b)
{
  guint n_a = heed_record_get_n_values (a), n_b = heed_record_get_n_values (b);

  for (guint i = 0; i < MIN (n_a, n_b); i++)
    {
      const char *path_a, *path_b, *value_a, *value_b;
      gint64 modified_a, modified_b;
      int order;

      heed_record_get_nth_value (a, i, &path_a, &value_a, &modified_a);
      heed_record_get_nth_value (b, i, &path_b, &value_b, &modified_b);
      order = strcmp (path_a, path_b);
      if (order == 0)
        order = strcmp (value_a, value_b);
      if (order == 0)
        order = (modified_a > modified_b) - (modified_a < modified_b);
      if (order != 0)
        return order;
    }

  return (n_a > n_b) - (n_a < n_b);
}

static int
compare_stamps (HeedTimestamp a,
                HeedTimestamp b)
{
  return a.utc != b.utc ? (a.utc > b.utc) - (a.utc < b.utc) : (a.offset > b.offset) - (a.offset < b.offset);
}

/* An order of records that is the same on every machine: by time, and where that
 * is equal by what they hold, so that copies that are joined in any order become
 * alike. */
static int
compare_records (HeedRecord *a,
                 HeedRecord *b)
{
  g_autofree char *tags_a = g_strjoinv ("\n", (char **) heed_record_get_tags (a));
  g_autofree char *tags_b = g_strjoinv ("\n", (char **) heed_record_get_tags (b));
  const int orders[] = {
    compare_stamps (heed_record_get_modified (a), heed_record_get_modified (b)),
    g_strcmp0 (heed_record_get_title (a), heed_record_get_title (b)),
    strcmp (tags_a, tags_b),
    compare_stamps (heed_record_get_deleted (a), heed_record_get_deleted (b)),
    compare_stamps (heed_record_get_completed (a), heed_record_get_completed (b)),
    (int) heed_record_get_workbook_version (a) - (int) heed_record_get_workbook_version (b),
    strcmp (heed_record_get_form_id (a), heed_record_get_form_id (b)),
    g_strcmp0 (heed_record_get_item_id (a), heed_record_get_item_id (b)),
    compare_values (a, b),
  };

  for (guint i = 0; i < G_N_ELEMENTS (orders); i++)
    if (orders[i] != 0)
      return orders[i];

  return 0;
}

/* How the places of a group or list change. */
typedef struct
{
  const char *path;
  guint from;
  guint to; /* 0 takes it out */
} Move;

/* The part of @path below `GROUP/INDEX`, or NULL if it is not there. */
static const char *
get_rest (const char *path,
          const char *group,
          guint      *index)
{
  gsize length = strlen (group);
  char *end;

  if (strncmp (path, group, length) != 0 || path[length] != '/' || !g_ascii_isdigit (path[length + 1]))
    return NULL;

  *index = (guint) g_ascii_strtoull (path + length + 1, &end, 10);
  return *end == '\0' || *end == '/' ? end : NULL;
}

static guint
get_target (const Move *move,
            guint       index)
{
  if (index == move->from)
    return move->to;
  if (move->to != 0 && index >= move->to && index < move->from)
    return index + 1;
  if (index > move->from && (move->to == 0 || index <= move->to))
    return index - 1;

  return index;
}

/* Of the answers that move, first all are erased where they are, and then written
 * where they go. */
static void
move_answers (HeedRecordBuilder *builder,
              HeedRecord        *from,
              const Move        *move,
              gboolean           erasing,
              gint64             now)
{
  for (guint i = 0; i < heed_record_get_n_answers (from); i++)
    {
      const char *path, *value, *rest;
      guint index, target;

      heed_record_get_nth_answer (from, i, &path, &value, NULL);
      rest = *value != '\0' ? get_rest (path, move->path, &index) : NULL;
      target = rest != NULL ? get_target (move, index) : 0;
      if (rest == NULL || target == index)
        continue;

      if (erasing)
        {
          heed_record_builder_set_answer (builder, path, NULL, now);
        }
      else if (target != 0)
        {
          g_autofree char *path_there = g_strdup_printf ("%s/%u%s", move->path, target, rest);

          heed_record_builder_set_answer (builder, path_there, value, now);
        }
    }
}

static HeedRecord *
rearrange (HeedRecord    *self,
           const Move    *move,
           guint          left,
           HeedTimestamp  now)
{
  HeedRecordBuilder *builder = change (self, now);
  g_autofree char *count = g_strdup_printf ("%u", left);

  move_answers (builder, self, move, TRUE, now.utc);
  move_answers (builder, self, move, FALSE, now.utc);
  heed_record_builder_set_answer (builder, move->path, count, now.utc);
  return heed_record_builder_end (builder);
}

/**
 * heed_record_get_next_moment: (skip)
 * @self: a record
 * @now: what the clock says
 *
 * Gets a moment for the next change: later than all that stands in the entry,
 * even where the clock was set back, as of two states the later one wins.
 *
 * Returns: @now, unless that is too early
 */
HeedTimestamp
heed_record_get_next_moment (HeedRecord    *self,
                             HeedTimestamp  now)
{
  HeedTimestamp modified = heed_record_get_modified (self);

  if (!heed_timestamp_is_set (now))
    now.offset = modified.offset;
  now.utc = MAX (now.utc, modified.utc + 1);
  return now;
}

/**
 * heed_record_with_answer:
 * @self: a record
 * @path: where the answer is
 * @value: (nullable): the answer; %NULL or "" erases it
 * @now: when this happens
 *
 * Answers a question.
 *
 * Returns: (transfer full): the next record; @self itself where nothing
 *   differs
 */
HeedRecord *
heed_record_with_answer (HeedRecord    *self,
                         const char    *path,
                         const char    *value,
                         HeedTimestamp  now)
{
  const char * const paths[] = { path, NULL };

  return heed_record_with_answers (self, paths, &value, now);
}

/**
 * heed_record_with_answers:
 * @self: a record
 * @paths: (array zero-terminated=1): where the answers are
 * @values: (array): as many answers, in the same order; %NULL or "" erases one
 * @now: when this happens
 *
 * Answers several questions at once.
 *
 * Returns: (transfer full): the next record; @self itself where nothing
 *   differs
 */
HeedRecord *
heed_record_with_answers (HeedRecord            *self,
                          const char    * const *paths,
                          const char    * const *values,
                          HeedTimestamp          now)
{
  HeedRecordBuilder *builder = NULL;

  for (guint i = 0; paths[i] != NULL; i++)
    {
      if (g_str_equal (heed_text_or_empty (heed_record_get_answer (self, paths[i])), heed_text_or_empty (values[i])))
        continue;

      if (builder == NULL)
        builder = change (self, now);
      heed_record_builder_set_answer (builder, paths[i], values[i], now.utc);
    }

  return builder != NULL ? heed_record_builder_end (builder) : heed_record_ref (self);
}

/**
 * heed_record_with_created:
 * @self: a record
 * @created: the day and time that the entry is to have in the journal
 * @now: when this happens
 *
 * Gives an entry another place in the journal.
 *
 * Returns: (transfer full): the next record; @self itself where nothing
 *   differs
 */
HeedRecord *
heed_record_with_created (HeedRecord    *self,
                          HeedTimestamp  created,
                          HeedTimestamp  now)
{
  HeedRecordBuilder *builder;

  if (compare_stamps (heed_record_get_created (self), created) == 0)
    return heed_record_ref (self);

  builder = change (self, now);
  set_created (builder, created, now.utc);
  return heed_record_builder_end (builder);
}

/**
 * heed_record_copy:
 * @self: a record
 * @now: when this happens
 *
 * Begins another entry with the same answers, title, tags and item. It is
 * written now, it is not complete and not deleted, and nothing erased comes
 * along.
 *
 * Returns: (transfer full): the record of the new entry
 */
HeedRecord *
heed_record_copy (HeedRecord    *self,
                  HeedTimestamp  now)
{
  HeedRecordBuilder *builder = heed_record_builder_new (NULL,
                                                        heed_record_get_workbook_id (self),
                                                        heed_record_get_workbook_version (self),
                                                        heed_record_get_form_id (self));

  heed_record_builder_set_item_id (builder, heed_record_get_item_id (self));
  heed_record_builder_set_title (builder, heed_record_get_title (self));
  heed_record_builder_set_tags (builder, heed_record_get_tags (self));
  heed_record_builder_set_created (builder, now);
  heed_record_builder_set_modified (builder, now);
  for (guint i = 0; i < heed_record_get_n_answers (self); i++)
    {
      const char *path, *value;

      heed_record_get_nth_answer (self, i, &path, &value, NULL);
      if (*value != '\0')
        heed_record_builder_set_answer (builder, path, value, now.utc);
    }

  return heed_record_builder_end (builder);
}

/**
 * heed_record_restore:
 * @self: a record
 * @older: another state of the same entry
 * @now: when this happens
 *
 * Goes back to what @older held, as a change that happens now: this is how
 * undo, redo and older versions come back. Whether it is pinned stays as it is.
 *
 * Returns: (transfer full): the next record
 */
HeedRecord *
heed_record_restore (HeedRecord    *self,
                     HeedRecord    *older,
                     HeedTimestamp  now)
{
  HeedRecordBuilder *builder = change (self, now);

  heed_record_builder_set_title (builder, heed_record_get_title (older));
  heed_record_builder_set_tags (builder, heed_record_get_tags (older));
  heed_record_builder_set_item_id (builder, heed_record_get_item_id (older));
  heed_record_builder_set_completed (builder, heed_record_get_completed (older));
  heed_record_builder_set_deleted (builder, heed_record_get_deleted (older));
  if (compare_stamps (heed_record_get_created (self), heed_record_get_created (older)) != 0)
    set_created (builder, heed_record_get_created (older), now.utc);
  take_answers (builder, self, older, now.utc);
  return heed_record_builder_end (builder);
}

/**
 * heed_record_merge:
 * @self: a record
 * @other: another state of the same entry, written elsewhere
 * @base: (nullable): the state that both come from, where it is known
 *
 * Joins two states of one entry: of each answer the one that was written last,
 * or of two that were written in the same microsecond the one that comes later in
 * the order of their bytes, so that it does not matter which is joined with which;
 * likewise of the day that somebody gave the entry, and of whether it is pinned;
 * of the title, the tags and the rest what was changed since @base; and where both
 * changed it, or there is no @base, what the record that was written last says.
 * What is then neither of the two is a change of its own, later than both, so that
 * nobody takes it for one of them.
 *
 * Returns: (transfer full): the joined record; the one that was written last
 *   where nothing has to be joined
 */
HeedRecord *
heed_record_merge (HeedRecord *self,
                   HeedRecord *other,
                   HeedRecord *base)
{
  gboolean self_is_later = compare_records (self, other) >= 0;
  HeedRecord *later = self_is_later ? self : other;
  HeedRecord *earlier = self_is_later ? other : self;
  HeedRecordBuilder *builder = heed_record_builder_new_from (later);
  g_autoptr (HeedRecord) joined = NULL;

  for (guint i = 0; i < heed_record_get_n_values (earlier); i++)
    {
      const char *path, *value, *other_value;
      gint64 modified, other_modified;

      heed_record_get_nth_value (earlier, i, &path, &value, &modified);
      other_value = heed_text_or_empty (heed_record_get_answer (later, path));
      other_modified = heed_record_get_answer_time (later, path);
      if (modified > other_modified || (modified == other_modified && strcmp (value, other_value) > 0))
        heed_record_builder_set_answer (builder, path, value, modified);
    }

  if (base != NULL)
    take_head (builder, base, earlier, later);
  joined = heed_record_builder_end (builder);
  if (heed_record_equal (joined, later))
    return heed_record_ref (later);

  return heed_record_builder_end (change (joined, heed_record_get_next_moment (later, HEED_TIMESTAMP_NEVER)));
}

/**
 * heed_record_rebase:
 * @self: a record
 * @from: a state of the same entry
 * @to: what became of @from
 *
 * Makes the changes between @from and @to in another state, too. An older
 * state that is kept for undo then does not take back what somebody else wrote
 * since.
 *
 * Returns: (transfer full): the record with these changes
 */
HeedRecord *
heed_record_rebase (HeedRecord *self,
                    HeedRecord *from,
                    HeedRecord *to)
{
  HeedRecordBuilder *builder = heed_record_builder_new_from (self);

  take_answers (builder, from, to, HEED_RECORD_NEVER_ANSWERED);
  take_own (builder, from, to);
  take_head (builder, from, to, NULL);
  return heed_record_builder_end (builder);
}

/**
 * heed_record_has_words_beside:
 * @self: a record
 * @other: another state of the same entry
 *
 * Tells whether somebody wrote something into @self that is not in @other: a
 * title, a tag, an answer.
 *
 * Returns: %FALSE if nothing is lost where only @other is kept
 */
gboolean
heed_record_has_words_beside (HeedRecord *self,
                              HeedRecord *other)
{
  const char * const *tags = heed_record_get_tags (self);

  if (heed_record_get_title (self) != NULL && !titles_equal (self, other))
    return TRUE;

  for (guint i = 0; tags[i] != NULL; i++)
    if (heed_text_find_alike (heed_record_get_tags (other), tags[i]) == NULL)
      return TRUE;

  for (guint i = 0; i < heed_record_get_n_answers (self); i++)
    {
      const char *path, *value;

      heed_record_get_nth_answer (self, i, &path, &value, NULL);
      if (*value != '\0' && g_strcmp0 (value, heed_record_get_answer (other, path)) != 0)
        return TRUE;
    }

  return FALSE;
}

/**
 * heed_record_without_repeat:
 * @self: a record
 * @path: the path of a repeated group or a list, without an index
 * @index: which group or row to take out, from 1
 * @count: how many there are now
 * @now: when this happens
 *
 * Takes one of a repeated group or one row of a list out; those after it move
 * up.
 *
 * Returns: (transfer full): the next record
 */
HeedRecord *
heed_record_without_repeat (HeedRecord    *self,
                            const char    *path,
                            guint          index,
                            guint          count,
                            HeedTimestamp  now)
{
  const Move move = { .path = path, .from = index };

  return rearrange (self, &move, MAX (count, 1) - 1, now);
}

/**
 * heed_record_move_repeat:
 * @self: a record
 * @path: the path of a repeated group or a list, without an index
 * @from: which group or row to move, from 1
 * @to: where it is to be then, from 1; those between move by one
 * @count: how many there are
 * @now: when this happens
 *
 * Puts one of a repeated group or one row of a list in another place, with all
 * that is written in it. There are @count of them afterwards, too, even where
 * the last is now a blank one.
 *
 * Returns: (transfer full): the next record; @self itself where @from is @to
 */
HeedRecord *
heed_record_move_repeat (HeedRecord    *self,
                         const char    *path,
                         guint          from,
                         guint          to,
                         guint          count,
                         HeedTimestamp  now)
{
  const Move move = { .path = path, .from = from, .to = to };

  g_return_val_if_fail (from >= 1 && from <= count && to >= 1 && to <= count, heed_record_ref (self));

  return from != to ? rearrange (self, &move, count, now) : heed_record_ref (self);
}
