/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Wiping words that are gone. What is deleted or written over in the tables is
 * wiped at once ("secure_delete"), and stays elsewhere for a while: the search index
 * keeps each word that was taken out of it until its parts are joined into one, and
 * the log keeps whole pages as they were. FTS5 has a way to wipe at once, which makes
 * an index that the SQLite of Debian 12 refuses:
 * https://www.sqlite.org/fts5.html#the_secure_delete_configuration_option */

#include "heed-database-private.h"

/* The mark stays until the index holds no word that is gone: also if the program
 * is killed meanwhile. */
#define MARK "INSERT INTO meta (name, value) VALUES ('wipe', 1) ON CONFLICT (name) DO NOTHING"
#define UNMARK "DELETE FROM meta WHERE name = 'wipe'"
#define SELECT_MARK "SELECT count(*) FROM meta WHERE name = 'wipe'"

/* Joins parts of the index, so many pages of it. A negative number has all parts
 * joined in the end, however few there are. */
#define JOIN_PARTS "INSERT INTO search (search, rank) VALUES ('merge', -64)"

/* In the transaction in which words are taken out of the index. */
gboolean
heed_database_mark_for_wiping (HeedDatabase  *self,
                               GError       **error)
{
  g_autoptr (HeedStatement) statement = heed_database_prepare (self, MARK, error);

  return statement != NULL && heed_statement_run (statement, error);
}

/* A step that changes nothing but its own bookkeeping found nothing left to do:
 * https://www.sqlite.org/fts5.html#the_merge_command */
static gboolean
join_parts (HeedDatabase  *self,
            gboolean      *joined,
            GError       **error)
{
  int before = sqlite3_total_changes (self->handle);
  gint64 wrote_at = self->wrote_at;
  gboolean success;

  if (!heed_database_begin_write (self, error))
    return FALSE;

  success = heed_database_execute (self, JOIN_PARTS, error);
  *joined = sqlite3_total_changes (self->handle) - before < 2;
  success = success && (!*joined || heed_database_execute (self, UNMARK, error));
  success = heed_database_end_write (self, success, TRUE, error);
  /* Nobody wrote. */
  self->wrote_at = wrote_at;
  return success;
}

/* Somebody who is just reading needs the log. */
static gboolean
empty_log (HeedDatabase *self)
{
  int code;

  heed_database_set_busy_timeout (self, 0);
  code = sqlite3_wal_checkpoint_v2 (self->handle, "main", SQLITE_CHECKPOINT_TRUNCATE, NULL, NULL);
  heed_database_set_busy_timeout (self, HEED_DATABASE_BUSY_TIMEOUT);
  if (code != SQLITE_OK)
    g_debug ("The log was not emptied: %s", sqlite3_errstr (code));
  return code == SQLITE_OK;
}

/**
 * heed_database_is_wiped:
 * @self: a database
 *
 * Tells whether there is nothing for heed_database_wipe() to do.
 *
 * Returns: %TRUE until something is written again
 */
gboolean
heed_database_is_wiped (HeedDatabase *self)
{
  heed_database_assert_usable (self);

  return self->read_only || !self->used_log || heed_database_is_damaged (self);
}

/**
 * heed_database_wipe:
 * @self: a database that can be written to
 * @for_how_long: when to stop, in microseconds from now, and go on the next time
 * @wiped: (out): whether all is wiped
 * @error: return location for an error
 *
 * Wipes from the file and from the log the words that are in no entry and in no
 * version any more. One step at least is done, which takes some hundredths of a
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
  gint64 marked;

  heed_database_assert_usable (self);
  g_return_val_if_fail (!self->read_only, FALSE);

  /* Nothing is written to a file that is damaged. */
  *wiped = heed_database_is_wiped (self);
  if (*wiped)
    return TRUE;
  if (!heed_database_query_int (self, SELECT_MARK, &marked, error))
    return FALSE;

  while (marked)
    {
      gboolean joined;

      if (!join_parts (self, &joined, error))
        return FALSE;
      if (joined)
        break;
      if (g_get_monotonic_time () >= end)
        return TRUE;
    }

  self->used_log = self->used_log && !empty_log (self);
  *wiped = !self->used_log;
  return TRUE;
}
