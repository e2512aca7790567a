/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Repeated groups and the rows of lists: taking one out, and putting one in
 * another place. Whatever is kept below them goes along. All that is touched is
 * written now, so that a copy of the journal that is joined later takes over
 * the whole new order and not parts of it. */

#include "heed-record-edit.h"

#include <string.h>

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

static void
erase_moved (HeedRecordBuilder *builder,
             HeedRecord        *from,
             const Move        *move,
             gint64             now)
{
  for (guint i = 0; i < heed_record_get_n_answers (from); i++)
    {
      const char *path, *value;
      guint index;

      heed_record_get_nth_answer (from, i, &path, &value, NULL);
      if (*value != '\0' && get_rest (path, move->path, &index) != NULL && get_target (move, index) != index)
        heed_record_builder_set_answer (builder, path, NULL, now);
    }
}

static void
write_moved (HeedRecordBuilder *builder,
             HeedRecord        *from,
             const Move        *move,
             gint64             now)
{
  for (guint i = 0; i < heed_record_get_n_answers (from); i++)
    {
      g_autofree char *path_there = NULL;
      const char *path, *value, *rest;
      guint index, target;

      heed_record_get_nth_answer (from, i, &path, &value, NULL);
      rest = get_rest (path, move->path, &index);
      if (rest == NULL || *value == '\0')
        continue;

      target = get_target (move, index);
      if (target == index || target == 0)
        continue;

      path_there = g_strdup_printf ("%s/%u%s", move->path, target, rest);
      heed_record_builder_set_answer (builder, path_there, value, now);
    }
}

static HeedRecord *
rearrange (HeedRecord *self,
           const Move *move,
           guint       left,
           HeedStamp   now)
{
  HeedRecordBuilder *builder = heed_record_builder_new_from (self);
  g_autofree char *count = g_strdup_printf ("%u", left);

  heed_record_builder_set_modified (builder, now);
  erase_moved (builder, self, move, now.utc);
  write_moved (builder, self, move, now.utc);
  heed_record_builder_set_answer (builder, move->path, count, now.utc);
  return heed_record_builder_end (builder);
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
heed_record_without_repeat (HeedRecord *self,
                            const char *path,
                            guint       index,
                            guint       count,
                            HeedStamp   now)
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
heed_record_move_repeat (HeedRecord *self,
                         const char *path,
                         guint       from,
                         guint       to,
                         guint       count,
                         HeedStamp   now)
{
  const Move move = { .path = path, .from = from, .to = to };

  g_return_val_if_fail (from >= 1 && from <= count && to >= 1 && to <= count, heed_record_ref (self));

  return from != to ? rearrange (self, &move, count, now) : heed_record_ref (self);
}
