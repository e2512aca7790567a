/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Deleting for good: emptying the trash, wiping words that are gone, and the copies of
 * the journal that still hold what was deleted. What stays of an entry is the tombstone,
 * by which another copy of the journal learns that it was deleted.
 *
 * What is deleted or written over in the tables is wiped at once ("secure_delete"), and
 * stays elsewhere for a while: the search index keeps each word that was taken out of it
 * until its parts are joined into one, and the log keeps whole pages as they were. FTS5
 * has a way to wipe at once, which makes an index that the SQLite of Debian 12 refuses:
 * https://www.sqlite.org/fts5.html#the_secure_delete_configuration_option */

#include "heed-database-private.h"

#include "heed-error.h"
#include "heed-record-edit.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n.h>
#include <sys/stat.h>

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

/* By then what is erased is to be gone. */
#define IDLE (20 * G_TIME_SPAN_SECOND)
/* What is typed in this moment waits so long. */
#define WIPE_FOR (G_TIME_SPAN_SECOND / 5)
#define WIPE_AGAIN (2 * G_TIME_SPAN_SECOND)

#define SELECT_CLOCK "SELECT value FROM meta WHERE name = 'clock'"
#define SELECT_STEADY "SELECT value FROM meta WHERE name = 'clock steady since'"
#define PUT_CLOCK "INSERT OR REPLACE INTO meta (name, value) VALUES ('clock', ?1), ('clock steady since', ?2)"

/* The mark stays until the index holds no word that is gone: also if the program
 * is killed meanwhile. */
#define MARK "INSERT INTO meta (name, value) VALUES ('wipe', 1) ON CONFLICT (name) DO NOTHING"
#define UNMARK "DELETE FROM meta WHERE name = 'wipe'"
#define SELECT_MARK "SELECT count(*) FROM meta WHERE name = 'wipe'"

/* Joins parts of the index, so many pages of it. A negative number has all parts
 * joined in the end, however few there are. */
#define JOIN_PARTS "INSERT INTO search (search, rank) VALUES ('merge', -64)"

#define SELECT_HELD "SELECT 1 FROM entry WHERE id = ?1 AND (deleted IS NULL OR " HEED_HOLDS_SOMETHING ")"
#define SELECT_ONE_DELETED "SELECT row FROM entry WHERE id = ?1 AND deleted IS NOT NULL AND " HEED_HOLDS_SOMETHING
#define SELECT_DELETED "SELECT id FROM entry WHERE deleted IS NOT NULL ORDER BY id"

/* The words are taken out of the index while the text is still there. */
static gboolean
empty_entry (HeedDatabase  *self,
             gint64         row,
             GError       **error)
{
  static const char * const steps[] = { DELETE_ANSWERS, DELETE_TAGS, DELETE_REVISIONS, UPDATE_ENTRY };
  gboolean more;
  gint64 change;

  if (!heed_database_mark_for_wiping (self, error) ||
      !heed_database_count_change (self, &change, error) ||
      !heed_database_index (self, row, FALSE, error) ||
      !heed_database_release_pictures (self, row, error))
    return FALSE;

  for (guint i = 0; i < G_N_ELEMENTS (steps); i++)
    if (!heed_connection_run (self->connection, error, steps[i], heed_int (row)))
      return FALSE;

  /* What takes longer, or has to wait for an import, is for heed_database_wipe(). */
  return heed_database_index (self, row, TRUE, error) && heed_database_sweep_part (self, 1, &more, error);
}

/* Something to empty, and whether a person has seen it. */
typedef struct
{
  gint64 row;
  gboolean listed;
} Trash;

/* Wherever the entry is: in the trash, out of it, or nowhere. */
static gboolean
forget (HeedDatabase   *self,
        const char     *id,
        HeedTimestamp   now,
        GError        **error)
{
  g_autoptr (HeedRecord) record = NULL;
  g_autoptr (HeedSummary) summary = NULL;
  gboolean written;
  gint64 row;

  if (!heed_database_load (self, id, &record, &row, &summary, error))
    return FALSE;
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

/* In one transaction. */
static gboolean
forget_cb (HeedDatabase  *copy,
           gpointer       data,
           GError       **error)
{
  const char * const *ids = data;
  HeedTimestamp now = heed_timestamp_now ();
  g_auto (GStrv) problems = NULL;
  gboolean success = TRUE, more = TRUE;

  if (!heed_database_begin_write (copy, error))
    return FALSE;

  for (guint i = 0; success && ids[i] != NULL; i++)
    success = forget (copy, ids[i], now, error);
  /* Nobody saves or undoes anything there. */
  while (success && more)
    success = heed_database_sweep_part (copy, G_MAXINT64, &more, error);
  if (!heed_database_end_write (copy, success, TRUE, error) || !heed_database_check_text (copy, &problems, error))
    return FALSE;
  if (problems[0] == NULL)
    return TRUE;

  heed_set_error (error, HEED_ERROR_CORRUPT, problems[0], _("The copy is damaged and was left as it was."));
  return FALSE;
}

static gboolean
is_wiped (HeedDatabase *self)
{
  return self->read_only || !self->used_log || heed_database_use (self)->damaged;
}

/* In the transaction in which words are taken out of the index. */
gboolean
heed_database_mark_for_wiping (HeedDatabase  *self,
                               GError       **error)
{
  return heed_connection_run (self->connection, error, MARK);
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

  *trusted = FALSE;
  if (!heed_database_begin_write (self, error))
    return FALSE;

  success = heed_connection_query_int (self->connection, SELECT_CLOCK, &last, error) &&
            heed_connection_query_int (self->connection, SELECT_STEADY, &steady_since, error);
  longest = last - steady_since >= TRIAL ? JUMP : AWAY;
  if (last == 0 || now < last - G_TIME_SPAN_DAY || now > last + longest)
    steady_since = now;
  *trusted = success && now - steady_since >= TRIAL;
  success = success && heed_connection_run (self->connection, error, PUT_CLOCK, heed_int (now), heed_int (steady_since));
  return heed_database_end_write (self, success, success, error);
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
  g_autoptr (HeedStatement) statement = NULL;
  g_autoptr (GArray) found = g_array_new (FALSE, FALSE, sizeof (Trash));
  gint64 begun = g_get_monotonic_time ();
  gboolean success;
  guint n_done = 0;

  g_return_val_if_fail (last != NULL && n_emptied != NULL, FALSE);

  *n_emptied = 0;
  if (!heed_database_begin_write (self, error))
    return FALSE;

  /* They are read to the end before anything is written. */
  statement = heed_connection_select (self->connection, SELECT_TRASH, heed_int (deleted_before), heed_int (*last),
                                      heed_int (HEED_DATABASE_PART));
  while (heed_statement_next (statement))
    {
      Trash trash = { heed_statement_get_int (statement, 0), heed_statement_get_int (statement, 1) != 0 };

      g_array_append_val (found, trash);
    }

  success = heed_statement_end (statement, error);
  while (success && n_done < found->len && !heed_database_part_is_done (n_done, begun))
    {
      const Trash *trash = &g_array_index (found, Trash, n_done++);

      success = empty_entry (self, trash->row, error);
      *last = success ? trash->row : *last;
      *n_emptied += trash->listed;
    }

  if (success && n_done == found->len && n_done < HEED_DATABASE_PART)
    *last = 0;
  return heed_database_end_write (self, success, found->len > 0, error);
}

/**
 * heed_database_erase:
 * @self: a database
 * @id: an entry's id
 * @error: return location for an error
 *
 * Deletes one entry of the trash for good, as heed_database_empty_trash() does with all.
 * One that is not in the trash stays as it is.
 *
 * Returns: %FALSE with an error of the domain `HEED_ERROR`; the journal is
 *   then as it was
 */
gboolean
heed_database_erase (HeedDatabase  *self,
                     const char    *id,
                     GError       **error)
{
  g_autoptr (HeedStatement) statement = NULL;
  gboolean success, found;
  gint64 row = 0;

  g_return_val_if_fail (id != NULL, FALSE);

  if (!heed_database_begin_write (self, error))
    return FALSE;

  statement = heed_connection_select (self->connection, SELECT_ONE_DELETED, heed_text (id));
  found = heed_statement_next (statement);
  if (found)
    row = heed_statement_get_int (statement, 0);
  success = heed_statement_end (statement, error) && (!found || empty_entry (self, row, error));
  return heed_database_end_write (self, success, found, error);
}

/**
 * heed_database_wipe:
 * @self: a database that can be written to
 * @for_how_long: when to stop, in microseconds from now, and go on the next time
 * @wiped: (out): whether all is wiped
 * @error: return location for an error
 *
 * Wipes from the file and from the log the words, and the pictures, that are in no entry
 * and in no version any more; a picture that was added or taken out within the last day
 * stays, for its entry to be saved or what was done undone. One step at least is done, which takes some hundredths of a
 * second; others can write between the steps. Where there is nothing to wipe this
 * costs next to nothing.
 *
 * Returns: %FALSE with an error of the domain `HEED_ERROR`; what was not wiped is
 *   remembered for the next time
 */
gboolean
heed_database_wipe (HeedDatabase  *self,
                    gint64         for_how_long,
                    gboolean      *wiped,
                    GError       **error)
{
  gint64 end = g_get_monotonic_time () + for_how_long;
  gboolean pictures = TRUE;
  gint64 marked;

  g_return_val_if_fail (!self->read_only, FALSE);

  /* Nothing is written to a file that is damaged. */
  *wiped = heed_database_use (self)->damaged;
  if (*wiped)
    return TRUE;

  while (pictures)
    {
      if (!heed_database_sweep_pictures (self, TRUE, &pictures, error))
        return FALSE;
      if (pictures && g_get_monotonic_time () >= end)
        return TRUE;
    }

  *wiped = is_wiped (self);
  if (*wiped)
    return TRUE;
  if (!heed_connection_query_int (self->connection, SELECT_MARK, &marked, error))
    return FALSE;

  while (marked)
    {
      int before = sqlite3_total_changes (self->connection->handle);
      gint64 wrote_at = self->wrote_at;
      gboolean success, joined;

      if (!heed_database_begin_write (self, error))
        return FALSE;

      /* A step that changes nothing but its own bookkeeping found nothing left to do:
       * https://www.sqlite.org/fts5.html#the_merge_command */
      success = heed_connection_execute (self->connection, JOIN_PARTS, error);
      joined = sqlite3_total_changes (self->connection->handle) - before < 2;
      success = success && (!joined || heed_connection_execute (self->connection, UNMARK, error));
      success = heed_database_end_write (self, success, TRUE, error);
      /* Nobody wrote. */
      self->wrote_at = wrote_at;
      if (!success)
        return FALSE;
      if (joined)
        break;
      if (g_get_monotonic_time () >= end)
        return TRUE;
    }

  /* Somebody who is just reading needs the log. */
  sqlite3_busy_timeout (self->connection->handle, 0);
  self->used_log = !heed_connection_empty_log (self->connection);
  sqlite3_busy_timeout (self->connection->handle, HEED_DATABASE_BUSY_TIMEOUT);
  *wiped = !self->used_log;
  return TRUE;
}

/**
 * heed_database_wipe_when_idle:
 * @self: a database that can be written to
 *
 * Wipes for a moment, as heed_database_wipe() does, if nothing was written for so long
 * that somebody does something else.
 *
 * Returns: after how many microseconds to call it again; -1 if there is nothing to wipe
 */
gint64
heed_database_wipe_when_idle (HeedDatabase *self)
{
  g_autoptr (GError) error = NULL;
  gint64 pause = g_get_monotonic_time () - self->wrote_at;
  gboolean wiped = FALSE;

  if (is_wiped (self))
    return -1;
  if (pause < IDLE)
    return IDLE - pause;
  if (heed_database_wipe (self, WIPE_FOR, &wiped, &error))
    return wiped ? -1 : WIPE_AGAIN;

  g_debug ("Not all was wiped: %s", heed_error_get_detail (error));
  return IDLE;
}

/**
 * heed_database_get_deleted_ids:
 * @self: a database
 * @error: return location for an error
 *
 * Gets the ids of all that was deleted: what is in the trash, and what has left it
 * for good.
 *
 * Returns: (transfer full) (array zero-terminated=1) (nullable): the ids, or %NULL
 *   with an error of the domain `HEED_ERROR`
 */
GStrv
heed_database_get_deleted_ids (HeedDatabase  *self,
                               GError       **error)
{
  g_autoptr (HeedStatement) statement = heed_connection_prepare (heed_database_use (self), SELECT_DELETED);

  return heed_statement_get_strings (statement, error);
}

/**
 * heed_database_file_holds:
 * @path: (type filename): a copy of the journal, of whatever age
 * @ids: (array zero-terminated=1): ids of entries
 * @found: (out): whether there is a text or a version of any of them in it
 * @error: return location for an error
 *
 * Looks into a copy for what was deleted. Nothing is written. May be called on any
 * thread.
 *
 * Returns: %FALSE with an error of heed_database_open()
 */
gboolean
heed_database_file_holds (const char          *path,
                          const char * const  *ids,
                          gboolean            *found,
                          GError             **error)
{
  g_autoptr (HeedDatabase) database = heed_database_open (path, HEED_DATABASE_READ_ONLY, error);

  *found = FALSE;
  if (database == NULL)
    return FALSE;

  for (guint i = 0; !*found && ids[i] != NULL; i++)
    {
      g_autoptr (HeedStatement) statement = heed_connection_select (database->connection, SELECT_HELD, heed_text (ids[i]));

      *found = heed_statement_next (statement);
      if (!heed_statement_end (statement, error))
        return FALSE;
    }

  return heed_database_close (database, error);
}

/**
 * heed_database_forget_in_file:
 * @path: (type filename): a copy of the journal that nobody has open
 * @ids: (array zero-terminated=1): ids of entries
 * @error: return location for an error
 *
 * Erases entries from a copy: it is written anew without any word of them,
 * checked, and put in the place of the old one, with its time. A copy that an older
 * Heed wrote is brought up to date by that. May be called on any thread.
 *
 * Returns: %FALSE with %HEED_ERROR_CORRUPT if the copy is damaged, or another error
 *   of the domain `HEED_ERROR`; it is then as it was
 */
gboolean
heed_database_forget_in_file (const char          *path,
                              const char * const  *ids,
                              GError             **error)
{
  g_autoptr (HeedDatabase) database = NULL;
  GStatBuf status;
  struct timespec times[2];

  /* A log beside the file would be taken for one of the file that takes its place. */
  if (heed_companion_exists (path, "-wal"))
    {
      database = heed_database_open (path, HEED_DATABASE_NO_COPY, error);
      if (database == NULL || !heed_database_close (database, error))
        return FALSE;
      g_clear_object (&database);
    }

  database = heed_database_open (path, HEED_DATABASE_READ_ONLY, error);
  if (database == NULL || g_stat (path, &status) != 0 ||
      !heed_database_copy (database, path, TRUE, forget_cb, (gpointer) ids, error))
    return FALSE;

  /* It is a copy of that time still, and goes with those of its age. */
  times[0] = status.st_atim;
  times[1] = status.st_mtim;
  if (utimensat (AT_FDCWD, path, times, 0) != 0)
    g_debug ("The copy counts as new: %s", g_strerror (errno));
  return heed_database_close (database, error);
}
