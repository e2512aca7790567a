/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Deleting for good. What stays of an entry is the tombstone, by which another
 * copy of the journal learns that it was deleted. */

#include "heed-database-query.h"

#include "heed-record-edit.h"

#define SELECT_TRASH \
  "SELECT row, listed FROM entry WHERE deleted IS NOT NULL AND deleted < ?1 AND row > ?2 AND " HEED_HOLDS_SOMETHING \
  " ORDER BY row LIMIT ?3"

#define DELETE_ANSWERS "DELETE FROM answer WHERE entry = ?1"
#define DELETE_TAGS "DELETE FROM tag WHERE entry = ?1"
#define DELETE_REVISIONS "DELETE FROM revision WHERE entry = ?1"
#define UPDATE_ENTRY \
  "UPDATE entry SET title = NULL, excerpt = '', answered = 0, total = 0, mean_rating = NULL, " \
  "  checksum = NULL, summary_checksum = NULL, " \
  "  change = (SELECT value FROM meta WHERE name = 'change') WHERE row = ?1"

/* Longer than most people are away; how long a clock has to go on steadily after
 * that before it is believed; and what may lie between two visits meanwhile. */
#define JUMP (7 * G_TIME_SPAN_DAY)
#define TRIAL G_TIME_SPAN_DAY
#define AWAY (60 * G_TIME_SPAN_DAY)

#define SELECT_CLOCK \
  "SELECT ifnull((SELECT value FROM meta WHERE name = 'clock'), 0), " \
  "  ifnull((SELECT value FROM meta WHERE name = 'clock steady since'), 0)"
#define PUT_CLOCK "INSERT OR REPLACE INTO meta (name, value) VALUES ('clock', ?1), ('clock steady since', ?2)"

static gboolean
run_for_row (HeedDatabase  *self,
             const char    *sql,
             gint64         row,
             GError       **error)
{
  g_autoptr (HeedStatement) statement = heed_database_prepare (self, sql, error);

  if (statement == NULL)
    return FALSE;

  heed_statement_bind_int (statement, 1, row);
  return heed_statement_run (statement, error);
}

/* The words are taken out of the index while the text is still there. */
static gboolean
empty_entry (HeedDatabase  *self,
             gint64         row,
             GError       **error)
{
  static const char * const steps[] = { DELETE_ANSWERS, DELETE_TAGS, DELETE_REVISIONS, UPDATE_ENTRY };
  gint64 change;

  if (!heed_database_mark_for_wiping (self, error) ||
      !heed_database_count_change (self, &change, error) ||
      !heed_database_remove_words (self, row, error))
    return FALSE;

  for (guint i = 0; i < G_N_ELEMENTS (steps); i++)
    if (!run_for_row (self, steps[i], row, error))
      return FALSE;

  return heed_database_add_words (self, row, error);
}

/* Something to empty, and whether a person has seen it. */
typedef struct
{
  gint64 row;
  gboolean listed;
} Trash;

/* Gives what comes after the row @last. */
static GArray *
find_trash (HeedDatabase  *self,
            gint64         deleted_before,
            gint64         last,
            GError       **error)
{
  g_autoptr (HeedStatement) statement = heed_database_prepare (self, SELECT_TRASH, error);
  g_autoptr (GArray) found = g_array_new (FALSE, FALSE, sizeof (Trash));
  HeedStep step;

  if (statement == NULL)
    return NULL;

  heed_statement_bind_int (statement, 1, deleted_before);
  heed_statement_bind_int (statement, 2, last);
  heed_statement_bind_int (statement, 3, HEED_DATABASE_PART);
  while ((step = heed_statement_step (statement, error)) == HEED_STEP_ROW)
    {
      Trash trash = { heed_statement_get_int (statement, 0), heed_statement_get_int (statement, 1) != 0 };

      g_array_append_val (found, trash);
    }

  return step == HEED_STEP_DONE ? g_steal_pointer (&found) : NULL;
}

/* Where there is more to empty, @last is the row to go on after, and otherwise 0. */
static gboolean
empty_entries (HeedDatabase  *self,
               GArray        *found,
               gint64        *last,
               guint         *n_listed,
               GError       **error)
{
  gint64 begun = g_get_monotonic_time ();
  guint n_done = 0;

  while (n_done < found->len && !heed_database_part_is_done (n_done, begun))
    {
      const Trash *trash = &g_array_index (found, Trash, n_done++);

      if (!empty_entry (self, trash->row, error))
        return FALSE;

      *last = trash->row;
      *n_listed += trash->listed;
    }

  if (n_done == found->len && n_done < HEED_DATABASE_PART)
    *last = 0;
  return TRUE;
}

/* Wherever the entry is: in the trash, out of it, or nowhere. */
static gboolean
forget (HeedDatabase   *self,
        const char     *id,
        HeedTimestamp   now,
        GError        **error)
{
  g_autoptr (HeedRecord) record = NULL;
  g_autoptr (HeedSummary) summary = NULL;
  g_autoptr (GError) failure = NULL;
  gboolean written;
  gint64 row;

  record = heed_database_load (self, id, &row, &summary, &failure);
  if (failure != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return FALSE;
    }
  if (record == NULL)
    return TRUE;

  if (!heed_timestamp_is_set (heed_record_get_deleted (record)))
    {
      HeedRecordBuilder *builder = heed_record_builder_new_from (record);
      g_autoptr (HeedRecord) deleted = NULL;

      heed_record_builder_set_deleted (builder, now);
      heed_record_builder_set_modified (builder, heed_record_get_next_moment (record, now));
      deleted = heed_record_builder_end (builder);
      if (!heed_database_put_within (self, deleted, summary, &written, error))
        return FALSE;
    }

  return empty_entry (self, row, error);
}

static gboolean
read_clock (HeedDatabase  *self,
            gint64        *last,
            gint64        *steady_since,
            GError       **error)
{
  g_autoptr (HeedStatement) statement = heed_database_prepare (self, SELECT_CLOCK, error);

  if (statement == NULL || heed_statement_step (statement, error) != HEED_STEP_ROW)
    return FALSE;

  *last = heed_statement_get_int (statement, 0);
  *steady_since = heed_statement_get_int (statement, 1);
  return TRUE;
}

static gboolean
write_clock (HeedDatabase  *self,
             gint64         last,
             gint64         steady_since,
             GError       **error)
{
  g_autoptr (HeedStatement) statement = heed_database_prepare (self, PUT_CLOCK, error);

  if (statement == NULL)
    return FALSE;

  heed_statement_bind_int (statement, 1, last);
  heed_statement_bind_int (statement, 2, steady_since);
  return heed_statement_run (statement, error);
}

/**
 * heed_database_trust_clock:
 * @self: a database
 * @now: what the clock says, in microseconds since 1970 UTC
 * @trusted: (out): whether what is old by that clock may go for good
 * @error: return location for an error
 *
 * Notes the time in the journal, and tells whether the clock can be believed: a
 * clock that was set wrong, or a computer whose battery is empty, must not make
 * yesterday's trash a year old. After a jump ahead by more than a week, or back by
 * more than a day, it has to go on steadily for a day first: until the next day, or
 * the next visit within two months of somebody who comes seldom.
 *
 * Returns: %FALSE with an error of the domain `HEED_ERROR`
 */
gboolean
heed_database_trust_clock (HeedDatabase  *self,
                           gint64         now,
                           gboolean      *trusted,
                           GError       **error)
{
  gint64 last = 0, steady_since = 0, longest;
  gboolean success;

  heed_database_assert_usable (self);
  *trusted = FALSE;
  if (!heed_database_begin_write (self, error))
    return FALSE;

  success = read_clock (self, &last, &steady_since, error);
  longest = last - steady_since >= TRIAL ? JUMP : AWAY;
  if (last == 0 || now < last - G_TIME_SPAN_DAY || now > last + longest)
    steady_since = now;
  *trusted = success && now - steady_since >= TRIAL;
  success = success && write_clock (self, now, steady_since, error);
  return heed_database_end_write (self, success, success, error);
}

/**
 * heed_database_forget:
 * @self: a database
 * @ids: (array zero-terminated=1): ids of entries, which need not be there
 * @now: when they count as deleted, where they are not deleted yet
 * @error: return location for an error
 *
 * Deletes entries for good wherever they are, with their older versions, in one
 * transaction; see heed_database_empty_trash().
 *
 * Returns: %FALSE with an error of the domain `HEED_ERROR`; then nothing is
 *   deleted
 */
gboolean
heed_database_forget (HeedDatabase          *self,
                      const char    * const *ids,
                      HeedTimestamp          now,
                      GError               **error)
{
  gboolean success = TRUE;

  heed_database_assert_usable (self);
  if (!heed_database_begin_write (self, error))
    return FALSE;

  for (guint i = 0; success && ids[i] != NULL; i++)
    success = forget (self, ids[i], now, error);
  return heed_database_end_write (self, success, TRUE, error);
}

/**
 * heed_database_empty_trash:
 * @self: a database
 * @deleted_before: what was deleted before this moment, in microseconds since
 *   1970 UTC; %G_MAXINT64 for everything that was deleted
 * @last: (inout): 0 to begin; afterwards 0 if all is done, and otherwise what to
 *   go on with
 * @n_emptied: (out): how many entries left the trash; those of forms that are
 *   not listed go with them uncounted
 * @error: return location for an error
 *
 * Deletes for good what was deleted before, with its older versions. A tombstone
 * without answers, title and tags stays of each. Nothing else of it can be found in
 * the file after heed_database_wipe(). A call empties no more than
 * %HEED_DATABASE_PART, and as many as can be emptied in %HEED_DATABASE_STEP, in one
 * transaction, so that others can write in between.
 *
 * Returns: %FALSE with an error of the domain `HEED_ERROR`; the journal is
 *   then as it was before this call
 */
gboolean
heed_database_empty_trash (HeedDatabase  *self,
                           gint64         deleted_before,
                           gint64        *last,
                           guint         *n_emptied,
                           GError       **error)
{
  g_autoptr (GArray) found = NULL;
  gboolean success;

  heed_database_assert_usable (self);
  g_return_val_if_fail (last != NULL && n_emptied != NULL, FALSE);

  if (!heed_database_begin_write (self, error))
    return FALSE;

  *n_emptied = 0;
  found = find_trash (self, deleted_before, *last, error);
  success = found != NULL && empty_entries (self, found, last, n_emptied, error);
  return heed_database_end_write (self, success, success && found->len > 0, error);
}
