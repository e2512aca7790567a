/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The tags of the whole journal: which there are, and giving one another name. */

#include "heed-database-private.h"

#include "heed-record-edit.h"
#include "heed-text.h"

/* Each way in which a tag is written, with what it looks like. */
#define SELECT_TAGS \
  "SELECT tag, count(*), look FROM tag_look CROSS JOIN entry ON entry.row = tag_look.entry " \
  "WHERE deleted IS NULL AND listed = 1 GROUP BY look, tag"
#define SELECT_TAGGED \
  "SELECT id, row FROM tag CROSS JOIN entry ON entry.row = tag.entry " \
  "WHERE look = heed_fold_look (?1) AND tag.entry > ?2 AND deleted IS NULL ORDER BY tag.entry LIMIT ?3"

/* The tags that are counted, and of the last one how it is written most. */
typedef struct
{
  GPtrArray *counts;
  char *look;
  guint most;
} Tally;

static void
add_way (Tally      *tally,
         const char *tag,
         guint       entries,
         const char *look)
{
  HeedTagCount *count;

  if (g_strcmp0 (tally->look, look) != 0)
    {
      g_free (tally->look);
      tally->look = g_strdup (look);
      tally->most = 0;
      g_ptr_array_add (tally->counts, g_new0 (HeedTagCount, 1));
    }

  count = g_ptr_array_index (tally->counts, tally->counts->len - 1);
  count->entries += entries;
  if (entries > tally->most)
    {
      tally->most = entries;
      g_free (count->tag);
      count->tag = g_strdup (tag);
    }
}

static int
compare_counts (gconstpointer a,
                gconstpointer b)
{
  const HeedTagCount *one = *(const HeedTagCount * const *) a, *two = *(const HeedTagCount * const *) b;
  int order = g_utf8_collate (one->tag, two->tag);

  return order != 0 ? order : g_strcmp0 (one->tag, two->tag);
}

/* The ids are read to the end before anything is written. Gives those after the row
 * @last, and adds their rows. */
static GPtrArray *
find_tagged (HeedDatabase  *self,
             const char    *tag,
             gint64         last,
             GArray        *rows,
             GError       **error)
{
  g_autoptr (HeedStatement) statement = heed_database_prepare (self, SELECT_TAGGED, error);
  g_autoptr (GPtrArray) ids = g_ptr_array_new_with_free_func (g_free);
  HeedStep step;

  if (statement == NULL)
    return NULL;

  heed_statement_bind_text (statement, 1, tag);
  heed_statement_bind_int (statement, 2, last);
  heed_statement_bind_int (statement, 3, HEED_DATABASE_PART);
  while ((step = heed_statement_step (statement, error)) == HEED_STEP_ROW)
    {
      gint64 row = heed_statement_get_int (statement, 1);

      g_ptr_array_add (ids, g_strdup (heed_statement_get_text (statement, 0)));
      g_array_append_val (rows, row);
    }

  return step == HEED_STEP_DONE ? g_steal_pointer (&ids) : NULL;
}

/* Where the entry has the new tag already, the record keeps one of them. The new
 * tag may be another way to write the old one. */
static HeedRecord *
retag (HeedRecord    *record,
       const char    *tag,
       const char    *with,
       HeedTimestamp  now)
{
  HeedRecordBuilder *builder = heed_record_builder_new_from (record);
  const char * const old[] = { tag, NULL };
  const char * const new[] = { with, NULL };
  g_auto (GStrv) tags = g_strdupv ((GStrv) heed_record_get_tags (record));

  for (guint i = 0; tags[i] != NULL; i++)
    if (heed_text_find_alike (old, tags[i]) != NULL || heed_text_find_alike (new, tags[i]) != NULL)
      {
        g_free (tags[i]);
        tags[i] = g_strdup (heed_text_or_empty (with));
      }

  heed_record_builder_set_tags (builder, (const char * const *) tags);
  heed_record_builder_set_modified (builder, heed_record_get_next_moment (record, now));
  return heed_record_builder_end (builder);
}

static HeedSummary *
summarize_as_before (HeedRecord  *record,
                     HeedSummary *before)
{
  HeedSummaryFacts facts = {
    .row = heed_summary_get_row (before),
    .excerpt = heed_summary_get_excerpt (before),
    .progress = heed_summary_get_progress (before),
    .mean_rating = heed_summary_get_mean_rating (before),
    .listed = heed_summary_is_listed (before),
    .wording = heed_summary_get_wording (before),
    .shown = heed_summary_get_shown (before),
  };

  return heed_summary_new_from_parts (record, &facts);
}

static gboolean
replace_in_entry (HeedDatabase   *self,
                  const char     *id,
                  const char     *tag,
                  const char     *with,
                  HeedTimestamp   now,
                  gboolean       *changed,
                  GError        **error)
{
  g_autoptr (HeedSummary) old_summary = NULL;
  g_autoptr (HeedRecord) old = NULL;
  g_autoptr (HeedRecord) record = NULL;
  g_autoptr (HeedSummary) summary = NULL;
  gboolean written;
  gint64 row;

  *changed = FALSE;
  old = heed_database_load (self, id, &row, &old_summary, error);
  if (old == NULL)
    return FALSE;

  record = retag (old, tag, with, now);
  if (g_strv_equal (heed_record_get_tags (record), heed_record_get_tags (old)))
    return TRUE;

  *changed = TRUE;
  summary = summarize_as_before (record, old_summary);
  return heed_database_put_within (self, record, summary, &written, error);
}

/* Where there are more, @last is the row to go on after, and otherwise 0. */
static gboolean
replace_in_part (HeedDatabase   *self,
                 const char     *tag,
                 const char     *with,
                 HeedTimestamp   now,
                 gint64         *last,
                 guint          *n_changed,
                 GPtrArray      *all_changed,
                 GError        **error)
{
  g_autoptr (GArray) rows = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GPtrArray) ids = find_tagged (self, tag, *last, rows, error);
  gint64 begun = g_get_monotonic_time ();
  guint next = 0;

  if (ids == NULL)
    return FALSE;

  for (; next < ids->len && !heed_database_part_is_done (next, begun); next++)
    {
      gboolean changed;

      *last = g_array_index (rows, gint64, next);
      if (!replace_in_entry (self, g_ptr_array_index (ids, next), tag, with, now, &changed, error))
        return FALSE;
      *n_changed += changed;
      if (changed && all_changed != NULL)
        g_ptr_array_add (all_changed, g_strdup (g_ptr_array_index (ids, next)));
    }

  if (next == ids->len && ids->len < HEED_DATABASE_PART)
    *last = 0;
  return TRUE;
}

/**
 * heed_database_get_tags:
 * @self: a database
 * @error: return location for an error
 *
 * Counts the entries of each tag, among those that are listed and were not
 * deleted. Tags that look alike are one, which is written as most entries have it.
 *
 * Returns: (transfer full) (element-type HeedTagCount) (nullable): the tags in
 *   the order of the person's language, or %NULL with an error of the domain
 *   `HEED_ERROR`
 */
GPtrArray *
heed_database_get_tags (HeedDatabase  *self,
                        GError       **error)
{
  g_autoptr (GPtrArray) counts = g_ptr_array_new_with_free_func ((GDestroyNotify) heed_tag_count_free);
  g_autoptr (HeedStatement) statement = NULL;
  Tally tally = { .counts = counts };
  HeedStep step;

  heed_database_assert_usable (self);

  statement = heed_database_prepare (self, SELECT_TAGS, error);
  if (statement == NULL)
    return NULL;

  while ((step = heed_statement_step (statement, error)) == HEED_STEP_ROW)
    add_way (&tally, heed_statement_get_text (statement, 0), (guint) heed_statement_get_int (statement, 1),
             heed_statement_get_text (statement, 2));

  g_free (tally.look);
  g_ptr_array_sort (counts, compare_counts);
  return step == HEED_STEP_DONE ? g_steal_pointer (&counts) : NULL;
}

/**
 * heed_database_replace_tag:
 * @self: a database
 * @tag: a tag, as it is kept
 * @with: (nullable): the tag to have instead, which may be in use already; %NULL
 *   to have none
 * @now: when this happens
 * @last: (inout): 0 to begin; afterwards 0 if all is done, and otherwise what to
 *   go on with
 * @n_changed: (out): how many entries were changed
 * @changed: (nullable) (element-type utf8): where to add their ids; if it fails, those
 *   that were added do not count
 * @error: return location for an error
 *
 * Renames a tag, however it is written, joins it with another, or takes it off, in
 * all entries that were not deleted. Each is changed as heed_database_put() would;
 * what is in the trash stays as it was deleted. A call changes no more than
 * %HEED_DATABASE_PART, and as many as can be changed in %HEED_DATABASE_STEP, in one
 * transaction, so that others can write in between.
 *
 * Returns: %FALSE with an error of the domain `HEED_ERROR`; the journal is
 *   then as it was before this call
 */
gboolean
heed_database_replace_tag (HeedDatabase   *self,
                           const char     *tag,
                           const char     *with,
                           HeedTimestamp   now,
                           gint64         *last,
                           guint          *n_changed,
                           GPtrArray      *changed,
                           GError        **error)
{
  g_autofree char *normalized = with != NULL ? heed_text_normalize (with) : NULL;
  gboolean success;

  heed_database_assert_usable (self);
  g_return_val_if_fail (tag != NULL && last != NULL && n_changed != NULL, FALSE);

  *n_changed = 0;
  if (!heed_database_begin_write (self, error))
    return FALSE;

  success = replace_in_part (self, tag, normalized, now, last, n_changed, changed, error);
  return heed_database_end_write (self, success, *n_changed > 0, error);
}

/**
 * heed_tag_count_free:
 * @count: (transfer full): a count
 *
 * Frees a count.
 */
void
heed_tag_count_free (HeedTagCount *count)
{
  g_free (count->tag);
  g_free (count);
}
