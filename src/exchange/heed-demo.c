/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The sample journal. It is kept with fixed dates and moved, so that it
 * always looks as if it had been written until today. */

#include "heed-demo.h"

#include <string.h>

/* How far the journal is moved, and to which clock. */
typedef struct
{
  int days;
  gint32 offset;
} Move;

/* What the writer's clock showed, as microseconds. */
static gint64
get_wall (HeedTimestamp stamp)
{
  return stamp.utc + stamp.offset * G_TIME_SPAN_SECOND;
}

static HeedTimestamp
read_time (const char *text)
{
  HeedTimestamp stamp = HEED_TIMESTAMP_NEVER;

  if (text != NULL)
    heed_timestamp_parse (text, &stamp);
  return stamp;
}

static HeedTimestamp
move_time (const char *text,
           const Move *move)
{
  HeedTimestamp stamp = read_time (text);

  if (!heed_timestamp_is_set (stamp))
    return stamp;

  stamp = (HeedTimestamp) { get_wall (stamp) - move->offset * G_TIME_SPAN_SECOND, move->offset };
  return heed_timestamp_add_days (stamp, move->days);
}

/* The newest entry gets today's date, or yesterday's if it was written at a
 * later hour than it is now. */
static Move
plan_move (GPtrArray     *entries,
           HeedTimestamp  now)
{
  Move move = { .offset = now.offset };
  gint64 newest = G_MININT64;

  for (guint i = 0; i < entries->len; i++)
    {
      const HeedSampleEntry *entry = g_ptr_array_index (entries, i);

      newest = MAX (newest, get_wall (read_time (entry->modified)));
    }
  if (entries->len > 0)
    {
      gint64 distance = get_wall (now) - newest;

      move.days = (int) (distance / G_TIME_SPAN_DAY - (distance % G_TIME_SPAN_DAY < 0));
    }

  return move;
}

/* Moves an answer that is a day along; any other stays. */
static char *
move_value (const char *value,
            const Move *move)
{
  guint32 day;

  if (strlen (value) != 10 || value[4] != '-' || value[7] != '-' || !heed_day_parse_iso (value, &day))
    return g_strdup (value);

  return heed_day_format_iso ((guint32) ((gint64) day + move->days));
}

static HeedRecord *
make_record (HeedWorkbook          *workbook,
             const HeedSampleEntry *entry,
             const Move            *move)
{
  HeedRecordBuilder *builder = heed_record_builder_new (entry->id, heed_workbook_get_id (workbook),
                                                        heed_workbook_get_version (workbook), entry->form_id);

  heed_record_builder_set_item_id (builder, entry->item_id);
  heed_record_builder_set_title (builder, entry->title);
  heed_record_builder_set_tags (builder, (const char * const *) entry->tags);
  heed_record_builder_set_created (builder, move_time (entry->created, move));
  heed_record_builder_set_modified (builder, move_time (entry->modified, move));
  heed_record_builder_set_completed (builder, move_time (entry->completed, move));
  for (guint i = 0; i < entry->answers->len; i++)
    {
      const HeedSampleAnswer *answer = g_ptr_array_index (entry->answers, i);
      HeedTimestamp modified = move_time (answer->modified, move);
      g_autofree char *value = move_value (answer->value, move);

      if (heed_timestamp_is_set (modified))
        heed_record_builder_set_answer (builder, answer->path, value, modified.utc);
    }

  return heed_record_builder_end (builder);
}

/**
 * heed_demo_read:
 * @workbook: a workbook that lies in a file
 * @now: the moment at which the journal is to look as if it was written so far
 * @error: return location for an error
 *
 * Reads the sample journal of a workbook, in its language. It is moved by
 * whole days, so that its newest entry was changed within the day before @now;
 * times of day stay, on the clock of @now, and answers that are days move
 * along. The entries' ids are always the same.
 *
 * Returns: (transfer full) (element-type HeedRecord) (nullable): the entries,
 *   or %NULL with an error of heed_workbook_read_sample()
 */
GPtrArray *
heed_demo_read (HeedWorkbook   *workbook,
                HeedTimestamp   now,
                GError        **error)
{
  g_autoptr (GPtrArray) entries = heed_workbook_read_sample (workbook, error);
  GPtrArray *records;
  Move move;

  if (entries == NULL)
    return NULL;

  records = g_ptr_array_new_with_free_func ((GDestroyNotify) heed_record_unref);
  move = plan_move (entries, now);
  for (guint i = 0; i < entries->len; i++)
    g_ptr_array_add (records, make_record (workbook, g_ptr_array_index (entries, i), &move));

  return records;
}
