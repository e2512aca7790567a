/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What differs between an entry as it is in the journal and as it is to be. */

#include "heed-database-change.h"

#include <math.h>
#include <string.h>

/* A pause this long makes the next change the begin of a new sitting, before
 * which the entry is kept as it was. */
#define SITTING (5 * G_TIME_SPAN_MINUTE)

/* Under what words the answer is found, where these are not its own; or NULL. */
static const char *
get_shown (HeedSummary *summary,
           const char  *path)
{
  GHashTable *shown = heed_summary_get_shown (summary);

  return shown != NULL ? g_hash_table_lookup (shown, path) : NULL;
}

static gboolean
stamps_differ (HeedTimestamp a,
               HeedTimestamp b)
{
  return a.utc != b.utc || (heed_timestamp_is_set (a) && a.offset != b.offset);
}

static gboolean
places_differ (HeedRecord *a,
               HeedRecord *b)
{
  return !g_str_equal (heed_record_get_workbook_id (a), heed_record_get_workbook_id (b)) ||
         heed_record_get_workbook_version (a) != heed_record_get_workbook_version (b) ||
         !g_str_equal (heed_record_get_form_id (a), heed_record_get_form_id (b)) ||
         g_strcmp0 (heed_record_get_item_id (a), heed_record_get_item_id (b)) != 0 ||
         stamps_differ (heed_record_get_created (a), heed_record_get_created (b)) ||
         stamps_differ (heed_record_get_completed (a), heed_record_get_completed (b)) ||
         stamps_differ (heed_record_get_deleted (a), heed_record_get_deleted (b));
}

static gboolean
summaries_differ (HeedSummary *a,
                  HeedSummary *b)
{
  HeedProgress one = heed_summary_get_progress (a), two = heed_summary_get_progress (b);
  double mean = heed_summary_get_mean_rating (a), other_mean = heed_summary_get_mean_rating (b);

  return !g_str_equal (heed_summary_get_excerpt (a), heed_summary_get_excerpt (b)) ||
         one.answered != two.answered || one.total != two.total ||
         (mean != other_mean && !(isnan (mean) && isnan (other_mean)));
}

/* Where @position is past the end, the path comes after every other. */
static int
compare_paths (HeedRecord *old,
               guint       old_position,
               HeedRecord *record,
               guint       position)
{
  const char *old_path, *path;

  if (old == NULL || old_position == heed_record_get_n_answers (old))
    return 1;
  if (position == heed_record_get_n_answers (record))
    return -1;

  heed_record_get_nth_answer (old, old_position, &old_path, NULL, NULL);
  heed_record_get_nth_answer (record, position, &path, NULL, NULL);
  return strcmp (old_path, path);
}

static void
find_removed_answer (HeedEntryChange *self,
                     guint            old_position)
{
  const char *path, *value;

  heed_record_get_nth_answer (self->old, old_position, &path, &value, NULL);
  g_ptr_array_add (self->removed, (gpointer) path);
  self->words |= *value != '\0';
}

static void
find_new_answer (HeedEntryChange *self,
                 guint            position)
{
  const char *value;

  heed_record_get_nth_answer (self->record, position, NULL, &value, NULL);
  g_array_append_val (self->written, position);
  self->words |= *value != '\0';
}

static void
find_changed_answer (HeedEntryChange *self,
                     guint            old_position,
                     guint            position)
{
  const char *path, *old_value, *value;
  gint64 old_modified, modified;
  gboolean differs;

  heed_record_get_nth_answer (self->old, old_position, &path, &old_value, &old_modified);
  heed_record_get_nth_answer (self->record, position, NULL, &value, &modified);
  differs = !g_str_equal (old_value, value) ||
            g_strcmp0 (get_shown (self->old_summary, path), get_shown (self->summary, path)) != 0;
  if (differs || old_modified != modified)
    g_array_append_val (self->written, position);
  self->words |= differs;
}

/* Both records have their answers by path. */
static void
find_answers (HeedEntryChange *self)
{
  guint n_old = self->old != NULL ? heed_record_get_n_answers (self->old) : 0;
  guint n_new = heed_record_get_n_answers (self->record);
  guint i = 0, j = 0;

  self->written = g_array_new (FALSE, FALSE, sizeof (guint));
  self->removed = g_ptr_array_new ();
  while (i < n_old || j < n_new)
    {
      int order = compare_paths (self->old, i, self->record, j);

      if (order < 0)
        find_removed_answer (self, i++);
      else if (order > 0)
        find_new_answer (self, j++);
      else
        find_changed_answer (self, i++, j++);
    }
}

/* A tombstone takes nothing away: whoever deletes an entry may know less of
 * it than this journal does. */
static void
spare_content_of_tombstone (HeedEntryChange *self)
{
  if (self->exactly || !heed_timestamp_is_set (heed_record_get_deleted (self->record)))
    return;

  self->spared = self->removed->len > 0 || (self->tags && heed_record_get_tags (self->record)[0] == NULL);
  g_ptr_array_set_size (self->removed, 0);
  if (heed_record_get_tags (self->record)[0] == NULL)
    self->tags = FALSE;
}

static gboolean
only_deletes (HeedEntryChange *self)
{
  return heed_timestamp_is_set (heed_record_get_deleted (self->record)) &&
         self->written->len == 0 && !self->tags &&
         g_strcmp0 (heed_record_get_title (self->old), heed_record_get_title (self->record)) == 0;
}

/**
 * heed_entry_change_find:
 * @self: a change with the record to put and the old one, if any
 *
 * Finds out what differs.
 */
void
heed_entry_change_find (HeedEntryChange *self)
{
  HeedRecord *record = self->record, *old = self->old;

  find_answers (self);
  if (old == NULL)
    {
      self->tags = heed_record_get_tags (record)[0] != NULL;
      self->place = self->head = self->words = TRUE;
      return;
    }

  self->mark = heed_summary_get_wording (self->old_summary) != heed_summary_get_wording (self->summary);
  self->place = places_differ (old, record) ||
                heed_summary_is_listed (self->old_summary) != heed_summary_is_listed (self->summary);
  self->tags = !g_strv_equal (heed_record_get_tags (old), heed_record_get_tags (record));
  spare_content_of_tombstone (self);
  self->words |= self->tags ||
                 g_strcmp0 (heed_record_get_title (old), heed_record_get_title (record)) != 0;
  self->head = self->words ||
               stamps_differ (heed_record_get_modified (old), heed_record_get_modified (record)) ||
               summaries_differ (self->old_summary, self->summary);
}

/**
 * heed_entry_change_clear:
 * @self: a change
 *
 * Lets go of the old record and of what was found.
 */
void
heed_entry_change_clear (HeedEntryChange *self)
{
  g_clear_pointer (&self->old, heed_record_unref);
  g_clear_pointer (&self->old_summary, heed_summary_unref);
  g_clear_pointer (&self->written, g_array_unref);
  g_clear_pointer (&self->removed, g_ptr_array_unref);
}

/**
 * heed_entry_change_is_any:
 * @self: a change that was found
 *
 * Tells whether there is anything to write.
 *
 * Returns: %FALSE if the journal has it all
 */
gboolean
heed_entry_change_is_any (HeedEntryChange *self)
{
  return self->place || self->head || self->mark || self->tags || self->written->len > 0 || self->removed->len > 0;
}

/* An entry that was once written while the clock was ahead keeps a time that is to
 * come, and each change is a microsecond later: there the real clock says how long
 * ago this program wrote it last. */
static gint64
get_pause (HeedEntryChange *self)
{
  gint64 before = heed_record_get_modified (self->old).utc;
  const gint64 *put_at;

  if (before <= g_get_real_time ())
    return heed_record_get_modified (self->record).utc - before;

  put_at = g_hash_table_lookup (self->database->put_at, heed_record_get_id (self->record));
  return put_at != NULL ? g_get_real_time () - *put_at : G_MAXINT64;
}

/**
 * heed_entry_change_needs_revision:
 * @self: a change that was found
 *
 * Tells whether the old record is to be kept: when the caller says so, after a
 * pause, and when it is newer than the one that replaces it, which then comes
 * from another copy of the journal.
 *
 * Returns: %TRUE if it must be kept
 */
gboolean
heed_entry_change_needs_revision (HeedEntryChange *self)
{
  gint64 pause;

  if (self->old == NULL || self->exactly)
    return FALSE;

  pause = get_pause (self);
  return pause < 0 || ((pause > SITTING || (self->keep_old && self->words)) && !only_deletes (self));
}
