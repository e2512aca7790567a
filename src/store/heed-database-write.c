/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Writing an entry: what differs from what is there, and no more, in one transaction
 * with the search index. So are older versions kept, and tags given other names. */

#include "heed-database-private.h"

#include "heed-record-edit.h"
#include "heed-text.h"

#include <math.h>
#include <string.h>

/* A pause this long makes the next change the begin of a new sitting, before
 * which the entry is kept as it was. */
#define SITTING (5 * G_TIME_SPAN_MINUTE)

/* No row is used again: a window may still hold an entry that is gone with an
 * import that was taken back. */
#define INSERT_ENTRY \
  "INSERT INTO entry (id, workbook, workbook_version, form, item, title, " \
  "  created, created_offset, day, modified, modified_offset, " \
  "  completed, completed_offset, deleted, deleted_offset, " \
  "  excerpt, answered, total, mean_rating, change, listed, checksum, summary_checksum, wording, row) " \
  "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19, ?20, ?21, ?22, ?23, " \
  "  ?24, 1 + max(ifnull((SELECT max(row) FROM entry), 0), " \
  "    ifnull((SELECT value FROM meta WHERE name = 'last row that went'), 0)))"

/* The columns that no index but the one of changes holds; the usual case. */
#define UPDATE_HEAD \
  "UPDATE entry SET title = ?6, modified = ?10, modified_offset = ?11, " \
  "  excerpt = ?16, answered = ?17, total = ?18, mean_rating = ?19, change = ?20, " \
  "  checksum = ?22, summary_checksum = ?23, wording = ?24 " \
  "WHERE id = ?1"
#define UPDATE_ENTRY \
  "UPDATE entry SET workbook = ?2, workbook_version = ?3, form = ?4, item = ?5, title = ?6, " \
  "  created = ?7, created_offset = ?8, day = ?9, modified = ?10, modified_offset = ?11, " \
  "  completed = ?12, completed_offset = ?13, deleted = ?14, deleted_offset = ?15, " \
  "  excerpt = ?16, answered = ?17, total = ?18, mean_rating = ?19, change = ?20, listed = ?21, " \
  "  checksum = ?22, summary_checksum = ?23, wording = ?24 " \
  "WHERE id = ?1"
#define UPDATE_MARK "UPDATE entry SET wording = ?2 WHERE row = ?1"

/* A statement that may write several rows is a transaction in the transaction, for
 * which FTS5 writes all that it has gathered to the disk: with many entries in one
 * transaction that is what takes the time. So these write one row each. */
#define NEXT_CHANGE "UPDATE meta SET value = value + 1 WHERE name = 'change'"
#define SELECT_CHANGE "SELECT value FROM meta WHERE name = 'change'"
#define SELECT_WORDS "SELECT title, body, tags FROM entry_text WHERE row = ?1"
#define REMOVE_WORDS "INSERT INTO search (search, rowid, title, body, tags) VALUES ('delete', ?1, ?2, ?3, ?4)"
#define ADD_WORDS "INSERT INTO search (rowid, title, body, tags) VALUES (?1, ?2, ?3, ?4)"

#define DELETE_TAGS "DELETE FROM tag WHERE entry = ?1"
#define INSERT_TAG "INSERT INTO tag (entry, tag, look) VALUES (?1, ?2, heed_fold_look (?2))"

#define DELETE_ANSWER "DELETE FROM answer WHERE entry = ?1 AND path = ?2"
#define PUT_ANSWER \
  "INSERT INTO answer (entry, path, value, modified, shown) VALUES (?1, ?2, ?3, ?4, ?5) " \
  "ON CONFLICT (entry, path) DO UPDATE SET " \
  "  value = excluded.value, modified = excluded.modified, shown = excluded.shown"

#define KEEP_ENTRY \
  "INSERT INTO revision (entry, workbook, workbook_version, form, item, title, tags, " \
  "  created, created_offset, modified, modified_offset, " \
  "  completed, completed_offset, deleted, deleted_offset, checksum) " \
  "SELECT row, workbook, workbook_version, form, item, title, " \
  "  (SELECT group_concat(tag, char(10)) FROM tag WHERE tag.entry = entry.row), " \
  "  created, created_offset, modified, modified_offset, " \
  "  completed, completed_offset, deleted, deleted_offset, checksum " \
  "FROM entry WHERE row = ?1"
#define KEEP_ANSWERS \
  "INSERT INTO revision_answer (revision, path, value, modified) " \
  "SELECT ?2, path, value, modified FROM answer WHERE entry = ?1"

#define INSERT_VERSION \
  "INSERT INTO revision (entry, workbook, workbook_version, form, item, title, tags, " \
  "  created, created_offset, modified, modified_offset, " \
  "  completed, completed_offset, deleted, deleted_offset, checksum) " \
  "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16)"
#define INSERT_VERSION_ANSWER \
  "INSERT INTO revision_answer (revision, path, value, modified) VALUES (?1, ?2, ?3, ?4)"

/* Each way in which a tag is written, with what it looks like. */
#define SELECT_TAGS \
  "SELECT tag, count(*), look FROM tag_look CROSS JOIN entry ON entry.row = tag_look.entry " \
  "WHERE deleted IS NULL AND listed = 1 GROUP BY look, tag"
#define SELECT_TAGS_OF \
  "SELECT tag, look FROM entry CROSS JOIN tag_look ON tag_look.entry = entry.row WHERE entry.id = ?1"
#define SELECT_TAGGED \
  "SELECT id, row FROM tag CROSS JOIN entry ON entry.row = tag.entry " \
  "WHERE look = heed_fold_look (?1) AND tag.entry > ?2 AND deleted IS NULL ORDER BY tag.entry LIMIT ?3"

/* What differs between an entry as it is in the journal and as it is to be */

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

  if (old == NULL || old_position == heed_record_get_n_values (old))
    return 1;
  if (position == heed_record_get_n_values (record))
    return -1;

  heed_record_get_nth_value (old, old_position, &old_path, NULL, NULL);
  heed_record_get_nth_value (record, position, &path, NULL, NULL);
  return strcmp (old_path, path);
}

/* Both records have their answers by path. */
static void
find_answers (HeedEntryChange *self)
{
  guint n_old = self->old != NULL ? heed_record_get_n_values (self->old) : 0;
  guint n_new = heed_record_get_n_values (self->record);
  guint i = 0, j = 0;

  self->written = g_array_new (FALSE, FALSE, sizeof (guint));
  self->removed = g_ptr_array_new ();
  while (i < n_old || j < n_new)
    {
      int order = compare_paths (self->old, i, self->record, j);
      const char *path, *old_value = "", *value = "";
      gint64 old_modified = 0, modified = 0;
      gboolean differs;

      if (order <= 0)
        heed_record_get_nth_value (self->old, i++, &path, &old_value, &old_modified);
      if (order >= 0)
        heed_record_get_nth_value (self->record, j, &path, &value, &modified);
      differs = !g_str_equal (old_value, value) ||
                (order == 0 && g_strcmp0 (get_shown (self->old_summary, path), get_shown (self->summary, path)) != 0);
      if (order < 0)
        g_ptr_array_add (self->removed, (gpointer) path);
      else if (order > 0 || differs || old_modified != modified)
        g_array_append_val (self->written, j);

      self->words |= differs && *path != '.';
      j += order >= 0;
    }
}

static void
find_change (HeedEntryChange *self)
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
  /* A tombstone takes nothing away: whoever deletes an entry may know less of it than this
   * journal does. */
  if (!self->exactly && heed_timestamp_is_set (heed_record_get_deleted (record)))
    {
      self->spared = self->removed->len > 0 || (self->tags && heed_record_get_tags (record)[0] == NULL);
      g_ptr_array_set_size (self->removed, 0);
      self->tags = self->tags && heed_record_get_tags (record)[0] != NULL;
    }
  self->words |= self->tags ||
                 g_strcmp0 (heed_record_get_title (old), heed_record_get_title (record)) != 0;
  self->head = self->words ||
               stamps_differ (heed_record_get_modified (old), heed_record_get_modified (record)) ||
               summaries_differ (self->old_summary, self->summary);
}

/* Whether nothing is written but what is kept of the entry itself, such as a pin. */
static gboolean
is_about_itself (HeedEntryChange *self)
{
  for (guint i = 0; i < self->written->len; i++)
    {
      const char *path;

      heed_record_get_nth_value (self->record, g_array_index (self->written, guint, i), &path, NULL, NULL);
      if (*path != '.')
        return FALSE;
    }

  return self->written->len > 0 && !self->words && !self->place;
}

/* When somebody last wrote in the old record. What is kept of the entry itself, such as a
 * pin, is no pause in the writing: the text before it is as old as it was. */
static gint64
get_written (HeedRecord *old)
{
  gint64 modified = heed_record_get_modified (old).utc, written = heed_record_get_created (old).utc;
  gboolean only_itself = FALSE;

  for (guint i = 0; i < heed_record_get_n_values (old); i++)
    {
      const char *path;
      gint64 time;

      heed_record_get_nth_value (old, i, &path, NULL, &time);
      if (*path == '.')
        only_itself |= time == modified;
      else
        written = MAX (written, time);
    }

  return only_itself ? MIN (written, modified) : modified;
}

/* Whether the old record is to be kept: when the caller says so, after a pause, and when
 * it is newer than the one that replaces it, which then comes from another copy of the
 * journal. */
static gboolean
needs_revision (HeedEntryChange *self)
{
  gboolean only_deletes, ahead;
  const gint64 *put_at;
  gint64 pause;

  if (self->old == NULL || self->exactly)
    return FALSE;

  /* An entry that was once written while the clock was ahead keeps a time that is to come,
   * and each change is a microsecond later: there the real clock says how long ago this
   * program wrote it last. */
  put_at = g_hash_table_lookup (self->database->put_at, heed_record_get_id (self->record));
  ahead = heed_record_get_modified (self->old).utc > heed_record_get_modified (self->record).utc;
  if (heed_record_get_modified (self->old).utc <= g_get_real_time ())
    pause = heed_record_get_modified (self->record).utc - get_written (self->old);
  else
    pause = put_at != NULL ? g_get_real_time () - *put_at : G_MAXINT64;

  only_deletes = heed_timestamp_is_set (heed_record_get_deleted (self->record)) && self->written->len == 0 && !self->tags &&
                 g_strcmp0 (heed_record_get_title (self->old), heed_record_get_title (self->record)) == 0;
  if (ahead || pause < 0)
    return TRUE;

  return (pause > SITTING || (self->keep_old && self->words)) && !only_deletes && !is_about_itself (self);
}

/* Writing it */

/* Adds the words of an entry to the index, or takes them out while the old text is still
 * there: an index over text that is kept elsewhere must be told exactly what it was told
 * before, https://www.sqlite.org/fts5.html#external_content_tables */
gboolean
heed_database_index (HeedDatabase  *self,
                     gint64         row,
                     gboolean       add,
                     GError       **error)
{
  g_autoptr (HeedStatement) words = heed_connection_select (self->connection, SELECT_WORDS, heed_int (row));
  g_autoptr (HeedStatement) statement = heed_connection_select (self->connection, add ? ADD_WORDS : REMOVE_WORDS,
                                                                heed_int (row));

  if (!heed_statement_next (words))
    return heed_statement_end (words, error);

  for (int i = 0; i < 3; i++)
    heed_statement_bind_column (statement, 2 + i, words, i);
  return heed_statement_run (statement, error);
}

static gboolean
write_entry (HeedEntryChange  *self,
             GError          **error)
{
  HeedConnection *connection = self->database->connection;
  HeedRecord *record = self->record;
  HeedProgress progress = heed_summary_get_progress (self->summary);
  HeedTimestamp created = heed_record_get_created (record), modified = heed_record_get_modified (record);
  gint64 wording = heed_summary_get_wording (self->summary);

  /* Nothing that anybody sees has changed. */
  if (!self->place && !self->head && self->written->len == 0 && self->removed->len == 0)
    return heed_connection_run (connection, error, UPDATE_MARK, heed_int (self->row), heed_int (wording));

  if (!heed_database_count_change (self->database, &self->number, error) ||
      !heed_connection_run (connection, error, self->old == NULL ? INSERT_ENTRY : self->place ? UPDATE_ENTRY : UPDATE_HEAD,
                            heed_text (heed_record_get_id (record)),
                            heed_text (heed_record_get_workbook_id (record)),
                            heed_int (heed_record_get_workbook_version (record)),
                            heed_text (heed_record_get_form_id (record)),
                            heed_text (heed_record_get_item_id (record)),
                            heed_text (heed_record_get_title (record)),
                            heed_int (created.utc), heed_int (created.offset), heed_int (heed_timestamp_get_day (created)),
                            heed_int (modified.utc), heed_int (modified.offset),
                            heed_moment (heed_record_get_completed (record)),
                            heed_moment (heed_record_get_deleted (record)),
                            heed_text (heed_summary_get_excerpt (self->summary)),
                            heed_int (progress.answered), heed_int (progress.total),
                            heed_real (heed_summary_get_mean_rating (self->summary)),
                            heed_int (self->number),
                            heed_int (heed_summary_is_listed (self->summary)),
                            /* Otherwise what is kept is more than what was given. */
                            self->spared ? heed_text (NULL) : heed_int (heed_checksum_record (record)),
                            heed_int (heed_checksum_summary (self->summary)),
                            heed_int (wording)))
    return FALSE;

  if (self->old == NULL)
    self->row = sqlite3_last_insert_rowid (connection->handle);
  return TRUE;
}

static gboolean
write_tags (HeedEntryChange  *self,
            GError          **error)
{
  HeedConnection *connection = self->database->connection;
  const char * const *tags = heed_record_get_tags (self->record);

  if (self->old != NULL && !heed_connection_run (connection, error, DELETE_TAGS, heed_int (self->row)))
    return FALSE;

  for (guint i = 0; tags[i] != NULL; i++)
    if (!heed_connection_run (connection, error, INSERT_TAG, heed_int (self->row), heed_text (tags[i])))
      return FALSE;

  return TRUE;
}

static gboolean
write_answers (HeedEntryChange  *self,
               GError          **error)
{
  HeedConnection *connection = self->database->connection;
  const char *path, *value;
  gint64 modified;

  for (guint i = 0; i < self->removed->len; i++)
    if (!heed_connection_run (connection, error, DELETE_ANSWER, heed_int (self->row),
                              heed_text (g_ptr_array_index (self->removed, i))))
      return FALSE;

  for (guint i = 0; i < self->written->len; i++)
    {
      heed_record_get_nth_value (self->record, g_array_index (self->written, guint, i), &path, &value, &modified);
      if (!heed_connection_run (connection, error, PUT_ANSWER, heed_int (self->row), heed_text (path), heed_text (value),
                                heed_int (modified), heed_text (get_shown (self->summary, path))))
        return FALSE;
    }

  return TRUE;
}

/* The words are taken out of the index while the old text is still there. */
static gboolean
apply (HeedEntryChange  *self,
       GError          **error)
{
  HeedConnection *connection = self->database->connection;

  if (needs_revision (self))
    {
      if (!heed_connection_run (connection, error, KEEP_ENTRY, heed_int (self->row)))
        return FALSE;
      self->revision = sqlite3_last_insert_rowid (connection->handle);
      if (!heed_connection_run (connection, error, KEEP_ANSWERS, heed_int (self->row), heed_int (self->revision)))
        return FALSE;
    }

  return (!self->words || self->old == NULL ||
          (heed_database_index (self->database, self->row, FALSE, error) &&
           heed_database_mark_for_wiping (self->database, error))) &&
         write_entry (self, error) &&
         (!self->place || heed_database_keep_wording (self->database, self->record, error)) &&
         (!self->tags || write_tags (self, error)) &&
         write_answers (self, error) &&
         (self->old == NULL || self->exactly ||
          heed_database_let_pictures_go (self->database, self->old, self->record, error)) &&
         (!self->words || heed_database_index (self->database, self->row, TRUE, error));
}

/* @joined is what is kept now; NULL if @func leaves the entry as it is. */
static gboolean
join_within (HeedDatabase  *self,
             const char    *id,
             HeedJoinFunc   func,
             gpointer       user_data,
             gboolean       keep_old,
             HeedRecord   **joined,
             gboolean      *written,
             GError       **error)
{
  g_auto (HeedEntryChange) change = { .database = self, .keep_old = keep_old };
  g_autoptr (HeedSummary) summary = NULL;

  if (!heed_database_load (self, id, &change.old, &change.row, &change.old_summary, error))
    return FALSE;

  *joined = func (change.old, &summary, user_data);
  change.record = *joined;
  change.summary = summary;
  return *joined == NULL || heed_entry_change_write (&change, written, error);
}

/* Giving a tag another name */

/* Where the entry has the new tag already, the record keeps one of them. The new
 * tag may be another way to write the old one. */
static gboolean
replace_in_entry (HeedDatabase   *self,
                  const char     *id,
                  const char     *tag,
                  const char     *with,
                  HeedTimestamp   now,
                  gboolean       *changed,
                  GError        **error)
{
  g_autoptr (HeedSummary) before = NULL;
  g_autoptr (HeedRecord) old = NULL;
  g_autoptr (HeedRecord) record = NULL;
  const char * const both[] = { tag, with, NULL };
  g_auto (GStrv) tags = NULL;
  HeedRecordBuilder *builder;
  gboolean written;

  *changed = FALSE;
  if (!heed_database_load (self, id, &old, NULL, &before, error))
    return FALSE;

  tags = g_strdupv ((GStrv) heed_record_get_tags (old));
  for (guint i = 0; tags[i] != NULL; i++)
    if (heed_text_find_alike (both, tags[i]) != NULL)
      {
        g_free (tags[i]);
        tags[i] = g_strdup (heed_text_or_empty (with));
      }

  builder = heed_record_builder_new_from (old);
  heed_record_builder_set_tags (builder, (const char * const *) tags);
  heed_record_builder_set_modified (builder, heed_record_get_next_moment (old, now));
  record = heed_record_builder_end (builder);
  if (g_strv_equal (heed_record_get_tags (record), heed_record_get_tags (old)))
    return TRUE;

  /* What a summary says besides the record itself is as it was. */
  *changed = TRUE;
  return heed_database_put_within (self, record, before, &written, error);
}

static int
compare_counts (gconstpointer a,
                gconstpointer b)
{
  const HeedTagCount *one = *(const HeedTagCount * const *) a, *two = *(const HeedTagCount * const *) b;
  int order = g_utf8_collate (one->tag, two->tag);

  return order != 0 ? order : g_strcmp0 (one->tag, two->tag);
}

/* Every entry that is written gets the next number. */
gboolean
heed_database_count_change (HeedDatabase  *self,
                            gint64        *number,
                            GError       **error)
{
  return heed_connection_run (self->connection, error, NEXT_CHANGE) &&
         heed_connection_query_int (self->connection, SELECT_CHANGE, number, error);
}

/* Writes what differs into a transaction that there is; @written tells whether
 * anything did. */
gboolean
heed_entry_change_write (HeedEntryChange  *change,
                         gboolean         *written,
                         GError          **error)
{
  gint64 now;

  find_change (change);
  if (!change->place && !change->head && !change->mark && !change->tags && change->written->len == 0 &&
      change->removed->len == 0)
    return TRUE;

  *written = TRUE;
  if (!apply (change, error))
    return FALSE;

  now = g_get_real_time ();
  if (heed_record_get_modified (change->record).utc > now)
    g_hash_table_insert (change->database->put_at, g_strdup (heed_record_get_id (change->record)),
                         g_memdup2 (&now, sizeof now));
  return TRUE;
}

/* Lets go of the old record and of what was found. */
void
heed_entry_change_clear (HeedEntryChange *self)
{
  g_clear_pointer (&self->old, heed_record_unref);
  g_clear_pointer (&self->old_summary, heed_summary_unref);
  g_clear_pointer (&self->written, g_array_unref);
  g_clear_pointer (&self->removed, g_ptr_array_unref);
}

/* As heed_entry_change_write() does. */
gboolean
heed_database_put_within (HeedDatabase  *self,
                          HeedRecord    *record,
                          HeedSummary   *summary,
                          gboolean      *written,
                          GError       **error)
{
  g_auto (HeedEntryChange) change = { .database = self, .record = record, .summary = summary };

  return heed_database_load (self, heed_record_get_id (record), &change.old, &change.row, &change.old_summary, error) &&
         heed_entry_change_write (&change, written, error);
}

/**
 * heed_database_put:
 * @self: a database
 * @record: an entry, new or changed
 * @summary: its summary
 * @error: return location for an error
 *
 * Writes an entry; it is on the disk when this returns. Only what differs is
 * written, and nothing at all if nothing does. What the entry was before is
 * kept if that was left more than five minutes before @record was modified,
 * or is newer than @record; see heed_database_get_revisions(). A tombstone
 * leaves the answers as they are.
 *
 * Errors: %HEED_ERROR_FULL, %HEED_ERROR_LOCKED, %HEED_ERROR_READ_ONLY,
 * %HEED_ERROR_CORRUPT, %HEED_ERROR_FAILED.
 *
 * Returns: %FALSE with an error of the domain `HEED_ERROR`; the journal is
 *   then as it was
 */
gboolean
heed_database_put (HeedDatabase  *self,
                   HeedRecord    *record,
                   HeedSummary   *summary,
                   GError       **error)
{
  gboolean written = FALSE, success;

  g_return_val_if_fail (record != NULL && summary != NULL, FALSE);

  if (!heed_database_begin_write (self, error))
    return FALSE;

  success = heed_database_put_within (self, record, summary, &written, error);
  return heed_database_end_write (self, success, written, error);
}

/**
 * heed_database_join:
 * @self: a database
 * @id: an entry's id
 * @func: (scope call): says what is to be kept; called once, at once
 * @user_data: for @func
 * @keep_old: whether to keep what the entry was before, however little time
 *   lies between
 * @error: return location for an error
 *
 * Reads an entry and writes what @func makes of it, in one transaction, so that
 * nobody writes in between.
 *
 * Returns: (transfer full) (nullable): what is kept now, or %NULL with an error
 *   of the domain `HEED_ERROR` and nothing written
 */
HeedRecord *
heed_database_join (HeedDatabase  *self,
                    const char    *id,
                    HeedJoinFunc   func,
                    gpointer       user_data,
                    gboolean       keep_old,
                    GError       **error)
{
  g_autoptr (HeedRecord) joined = NULL;
  gboolean written = FALSE, success;

  g_return_val_if_fail (id != NULL && func != NULL, NULL);

  if (!heed_database_begin_write (self, error))
    return NULL;

  success = join_within (self, id, func, user_data, keep_old, &joined, &written, error);
  return heed_database_end_write (self, success, written, error) ? g_steal_pointer (&joined) : NULL;
}

/**
 * heed_database_join_all:
 * @self: a database
 * @ids: (array zero-terminated=1): ids of entries, which need not be there
 * @func: (scope call): says what is to be kept of each; called at once, in the order of
 *   @ids. It may give %NULL to leave an entry as it is
 * @user_data: for @func
 * @n_done: (out): how many of @ids are done; the rest is for the next call
 * @error: return location for an error
 *
 * Reads entries and writes what @func makes of them, in one transaction, so
 * that nobody writes in between. It does no more than %HEED_DATABASE_PART, and as
 * many as can be done in %HEED_DATABASE_STEP.
 *
 * Returns: %FALSE with an error of the domain `HEED_ERROR`; then nothing is
 *   written
 */
gboolean
heed_database_join_all (HeedDatabase        *self,
                        const char * const  *ids,
                        HeedJoinFunc         func,
                        gpointer             user_data,
                        guint               *n_done,
                        GError             **error)
{
  gint64 begun = g_get_monotonic_time ();
  gboolean written = FALSE, success = TRUE;

  *n_done = 0;
  g_return_val_if_fail (ids != NULL && func != NULL, FALSE);

  if (!heed_database_begin_write (self, error))
    return FALSE;

  while (success && ids[*n_done] != NULL && !heed_database_part_is_done (*n_done, begun))
    {
      g_autoptr (HeedRecord) joined = NULL;

      success = join_within (self, ids[(*n_done)++], func, user_data, FALSE, &joined, &written, error);
    }

  return heed_database_end_write (self, success, written, error);
}

/**
 * heed_database_put_all:
 * @self: a database
 * @records: (element-type HeedRecord): entries
 * @summaries: (element-type HeedSummary): the summary of each
 * @error: return location for an error
 *
 * Writes many entries in one transaction, each as heed_database_put() does.
 *
 * Returns: %FALSE with an error of the domain `HEED_ERROR`; then none is
 *   written
 */
gboolean
heed_database_put_all (HeedDatabase  *self,
                       GPtrArray     *records,
                       GPtrArray     *summaries,
                       GError       **error)
{
  gboolean written = FALSE, success = TRUE;

  g_return_val_if_fail (records->len == summaries->len, FALSE);

  if (!heed_database_begin_write (self, error))
    return FALSE;

  for (guint i = 0; success && i < records->len; i++)
    success = heed_database_put_within (self, g_ptr_array_index (records, i), g_ptr_array_index (summaries, i), &written,
                                        error);
  return heed_database_end_write (self, success, written, error);
}

/* Tells whether what an entry was elsewhere is to be kept: unless it is kept
 * already, or is what the entry is now, or the entry is not there or was deleted
 * for good. Gives the row of the entry. */
gboolean
heed_database_lacks_version (HeedDatabase  *self,
                             HeedRecord    *version,
                             gboolean      *lacks,
                             gint64        *row,
                             GError       **error)
{
  const char *id = heed_record_get_id (version);
  gint64 modified = heed_record_get_modified (version).utc;
  g_autoptr (HeedRecord) present = NULL;
  g_autoptr (GPtrArray) versions = NULL;

  *lacks = FALSE;
  if (!heed_database_load (self, id, &present, row, NULL, error))
    return FALSE;
  if (present == NULL || heed_record_is_emptied (present) || heed_record_equal (present, version))
    return TRUE;

  /* What is equal was written at the same time. */
  versions = heed_database_get_revisions_of (self, id, &modified, error);
  if (versions == NULL)
    return FALSE;

  *lacks = !g_ptr_array_find_with_equal_func (versions, version, (GEqualFunc) heed_record_equal, NULL);
  return TRUE;
}

/* Keeps what an entry was elsewhere, within a transaction that there is, if the
 * journal lacks it; @revision tells where, and is 0 otherwise. */
gboolean
heed_database_keep_version (HeedDatabase  *self,
                            HeedRecord    *version,
                            gint64        *revision,
                            GError       **error)
{
  HeedTimestamp created = heed_record_get_created (version), modified = heed_record_get_modified (version);
  const char * const *tags = heed_record_get_tags (version);
  g_autofree char *joined_tags = tags[0] != NULL ? g_strjoinv ("\n", (char **) tags) : NULL;
  gboolean lacks;
  gint64 row;

  *revision = 0;
  if (!heed_database_lacks_version (self, version, &lacks, &row, error))
    return FALSE;
  if (!lacks)
    return TRUE;

  if (!heed_connection_run (self->connection, error, INSERT_VERSION,
                            heed_int (row),
                            heed_text (heed_record_get_workbook_id (version)),
                            heed_int (heed_record_get_workbook_version (version)),
                            heed_text (heed_record_get_form_id (version)),
                            heed_text (heed_record_get_item_id (version)),
                            heed_text (heed_record_get_title (version)),
                            heed_text (joined_tags),
                            heed_int (created.utc), heed_int (created.offset),
                            heed_int (modified.utc), heed_int (modified.offset),
                            heed_moment (heed_record_get_completed (version)),
                            heed_moment (heed_record_get_deleted (version)),
                            heed_int (heed_checksum_record (version))))
    return FALSE;

  *revision = sqlite3_last_insert_rowid (self->connection->handle);
  for (guint i = 0; i < heed_record_get_n_values (version); i++)
    {
      const char *path, *value;
      gint64 answered;

      heed_record_get_nth_value (version, i, &path, &value, &answered);
      if (!heed_connection_run (self->connection, error, INSERT_VERSION_ANSWER, heed_int (*revision), heed_text (path),
                                heed_text (value), heed_int (answered)))
        return FALSE;
    }

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
  g_autoptr (HeedStatement) statement = heed_connection_prepare (heed_database_use (self), SELECT_TAGS);
  g_autofree char *look = NULL;
  HeedTagCount *count = NULL;
  guint most = 0; /* entries that have it in one way */

  while (heed_statement_next (statement))
    {
      guint entries = (guint) heed_statement_get_int (statement, 1);

      if (count == NULL || g_strcmp0 (look, heed_statement_get_text (statement, 2)) != 0)
        {
          g_free (look);
          look = g_strdup (heed_statement_get_text (statement, 2));
          most = 0;
          count = g_new0 (HeedTagCount, 1);
          g_ptr_array_add (counts, count);
        }

      count->entries += entries;
      if (entries > most)
        {
          most = entries;
          g_free (count->tag);
          count->tag = g_strdup (heed_statement_need_text (statement, 0));
        }
    }

  g_ptr_array_sort (counts, compare_counts);
  return heed_statement_end (statement, error) ? g_steal_pointer (&counts) : NULL;
}

/**
 * heed_database_count_tags:
 * @self: a database
 * @ids: (array zero-terminated=1): ids of entries
 * @error: return location for an error
 *
 * Counts how many of some entries have each tag, written as the first of them has it.
 *
 * Returns: (transfer full) (element-type HeedTagCount) (nullable): the tags that any of
 *   them has, or %NULL with an error of the domain `HEED_ERROR`
 */
GPtrArray *
heed_database_count_tags (HeedDatabase        *self,
                          const char * const  *ids,
                          GError             **error)
{
  g_autoptr (GPtrArray) counts = g_ptr_array_new_with_free_func ((GDestroyNotify) heed_tag_count_free);
  g_autoptr (GHashTable) by_look = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (HeedStatement) statement = heed_connection_prepare (heed_database_use (self), SELECT_TAGS_OF);

  g_return_val_if_fail (ids != NULL, NULL);

  for (guint i = 0; ids[i] != NULL; i++)
    {
      heed_statement_bind (statement, heed_text (ids[i]));
      while (heed_statement_next (statement))
        {
          HeedTagCount *count = g_hash_table_lookup (by_look, heed_statement_need_text (statement, 1));

          if (count == NULL)
            {
              count = g_new0 (HeedTagCount, 1);
              count->tag = g_strdup (heed_statement_need_text (statement, 0));
              g_ptr_array_add (counts, count);
              g_hash_table_insert (by_look, g_strdup (heed_statement_need_text (statement, 1)), count);
            }
          count->entries++;
        }
      if (!heed_statement_end (statement, error))
        return NULL;
    }

  return g_steal_pointer (&counts);
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
  g_autoptr (HeedStatement) statement = NULL;
  g_autoptr (GArray) rows = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GPtrArray) ids = g_ptr_array_new_with_free_func (g_free);
  gint64 begun = g_get_monotonic_time ();
  gboolean success;
  guint next = 0;

  g_return_val_if_fail (tag != NULL && last != NULL && n_changed != NULL, FALSE);

  *n_changed = 0;
  if (!heed_database_begin_write (self, error))
    return FALSE;

  /* The ids are read to the end before anything is written. */
  statement = heed_connection_select (self->connection, SELECT_TAGGED, heed_text (tag), heed_int (*last),
                                      heed_int (HEED_DATABASE_PART));
  while (heed_statement_next (statement))
    {
      gint64 row = heed_statement_get_int (statement, 1);

      g_ptr_array_add (ids, g_strdup (heed_statement_need_text (statement, 0)));
      g_array_append_val (rows, row);
    }

  success = heed_statement_end (statement, error);
  for (; success && next < ids->len && !heed_database_part_is_done (next, begun); next++)
    {
      gboolean differs;

      *last = g_array_index (rows, gint64, next);
      success = replace_in_entry (self, g_ptr_array_index (ids, next), tag, normalized, now, &differs, error);
      *n_changed += differs;
      if (differs && changed != NULL)
        g_ptr_array_add (changed, g_strdup (g_ptr_array_index (ids, next)));
    }

  if (success && next == ids->len && ids->len < HEED_DATABASE_PART)
    *last = 0;
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
