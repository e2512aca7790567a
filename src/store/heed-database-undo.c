/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* An import that is not finished, and how to take it back. Whoever imports holds
 * the lock on a file beside the journal, so that others see whether an import that
 * is not finished goes on or was cut off; a program that is killed holds none. */

#include "heed-database-private.h"

#include "heed-error.h"
#include "heed-record-edit.h"
#include "heed-record-pack.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

/* What fits into a moment, however much of it there is. */
#define PART 100

#define SELECT_HAS_IMPORTS "SELECT count(*) FROM sqlite_schema WHERE name = 'import'"
#define SELECT_IMPORT "SELECT number, finished FROM import ORDER BY number LIMIT 1"
#define SELECT_NUMBER "SELECT number FROM import WHERE finished IS NULL"
#define SELECT_UNFINISHED "SELECT count(*) FROM import WHERE finished IS NULL"
#define INSERT_IMPORT "INSERT INTO import (number, started) VALUES (?1, ?2)"
#define FINISH_IMPORT "UPDATE import SET finished = ?1 WHERE finished IS NULL"
/* Each step makes a part of the index; so many of a size are joined at once. Joining
 * more of them more seldom takes less time in all, and a search, for so long, more. */
#define JOIN_SELDOM "INSERT INTO search (search, rank) VALUES ('automerge', 8)"
#define JOIN_AS_USUAL "INSERT INTO search (search, rank) VALUES ('automerge', 4)"
#define DELETE_IMPORT "DELETE FROM import WHERE number = ?1"

#define NOTE_ENTRY \
  "INSERT INTO import_entry (entry, import, change, before, after, excerpt, answered, total, mean_rating, listed, " \
  "  wording, shown) " \
  "VALUES (?1, (" SELECT_NUMBER "), ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)"
#define NOTE_VERSION "INSERT INTO import_version (revision, import) VALUES (?1, (" SELECT_NUMBER "))"

#define SELECT_ENTRIES \
  "SELECT import_entry.entry, import_entry.change, before, after, import_entry.excerpt, import_entry.answered, " \
  "  import_entry.total, import_entry.mean_rating, import_entry.listed, entry.id, entry.change, " \
  "  import_entry.wording, import_entry.shown " \
  "FROM import_entry LEFT JOIN entry ON entry.row = import_entry.entry " \
  "WHERE import_entry.import = ?1 ORDER BY import_entry.entry LIMIT ?2"
#define FORGET_ENTRY "DELETE FROM import_entry WHERE entry = ?1"
#define FORGET_VERSIONS_OF_ENTRY \
  "DELETE FROM import_version WHERE revision IN (SELECT row FROM revision WHERE entry = ?1)"
#define DELETE_ENTRY "DELETE FROM entry WHERE row = ?1"
#define NOTE_ROW \
  "INSERT INTO meta (name, value) VALUES ('last row that went', ?1) " \
  "ON CONFLICT (name) DO UPDATE SET value = max(value, excluded.value)"
#define NOTE_REMOVAL "INSERT OR REPLACE INTO meta (name, value) SELECT 'last removal', value FROM meta WHERE name = 'change'"

#define SELECT_LAST_REMOVAL "SELECT value FROM meta WHERE name = 'last removal'"

#define DELETE_VERSIONS \
  "DELETE FROM revision WHERE row IN (SELECT revision FROM import_version WHERE import = ?1 ORDER BY revision LIMIT ?2)"
#define FORGET_VERSIONS \
  "DELETE FROM import_version WHERE revision IN " \
  "(SELECT revision FROM import_version WHERE import = ?1 ORDER BY revision LIMIT ?2)"
#define FORGET_ENTRIES \
  "DELETE FROM import_entry WHERE entry IN (SELECT entry FROM import_entry WHERE import = ?1 ORDER BY entry LIMIT ?2)"

/* One that the import wrote. Strings and records are its own. */
typedef struct
{
  gint64 row;
  char *id;         /* NULL if it is gone */
  gboolean is_as_imported;
  HeedRecord *before; /* NULL for one that the import brought */
  HeedRecord *after;
  HeedSummary *summary; /* of before */
} Noted;

/* Whether the file that was opened is still the one of that name. */
static gboolean
is_in_place (int         fd,
             const char *path)
{
  HeedFileId id = heed_journal_file_identify (path, "");
  struct stat status;

  return id.inode != 0 && fstat (fd, &status) == 0 &&
         heed_file_id_equal (id, (HeedFileId) { status.st_dev, status.st_ino });
}

static void
set_importing (const char  *detail,
               GError     **error)
{
  heed_set_error (error, HEED_ERROR_LOCKED, detail,
                  _("Another import into this journal is on its way. Wait until it is done; nothing was taken."));
}

static gboolean
take_lock (HeedDatabase  *self,
           GError       **error)
{
  g_autofree char *path = g_strconcat (self->path, "-import", NULL);

  if (self->import_lock >= 0)
    return TRUE;

  /* Whoever held the lock may just have removed the file. */
  for (;;)
    {
      int fd = g_open (path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);

      if (fd < 0)
        {
          heed_set_error_from_errno (error, errno, path);
          return FALSE;
        }
      if (flock (fd, LOCK_EX | LOCK_NB) != 0)
        {
          int saved_errno = errno;

          close (fd);
          set_importing (g_strerror (saved_errno), error);
          return FALSE;
        }
      if (is_in_place (fd, path))
        {
          self->import_lock = fd;
          return TRUE;
        }

      close (fd);
    }
}

void
heed_database_unlock_import (HeedDatabase *self)
{
  g_autofree char *path = g_strconcat (self->path, "-import", NULL);

  if (self->import_lock < 0)
    return;

  if (is_in_place (self->import_lock, path))
    g_unlink (path);
  close (self->import_lock);
  self->import_lock = -1;
}

static HeedRecord *
read_packed (HeedStatement *statement,
             int            column)
{
  gsize size;
  gconstpointer data = heed_statement_get_blob (statement, column, &size);

  return data != NULL ? heed_record_unpack (data, size) : NULL;
}

static GBytes *
pack_record (HeedRecord *record)
{
  g_autoptr (GVariant) packed = heed_record_pack (record);

  return g_variant_get_data_as_bytes (packed);
}

/* The words that the form showed, by path. */
static GBytes *
pack_shown (HeedSummary *summary)
{
  GHashTable *shown = heed_summary_get_shown (summary);
  g_autoptr (GVariant) packed = NULL;
  GVariantBuilder builder;
  GHashTableIter iter;
  gpointer path, words;

  g_variant_builder_init (&builder, G_VARIANT_TYPE ("a{ss}"));
  if (shown != NULL)
    g_hash_table_iter_init (&iter, shown);
  while (shown != NULL && g_hash_table_iter_next (&iter, &path, &words))
    g_variant_builder_add (&builder, "{ss}", path, words);
  packed = g_variant_ref_sink (g_variant_builder_end (&builder));
  return g_variant_get_data_as_bytes (packed);
}

static GHashTable *
read_shown (HeedStatement *statement,
            int            column)
{
  GHashTable *shown = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  gsize size;
  gconstpointer data = heed_statement_get_blob (statement, column, &size);
  g_autoptr (GBytes) bytes = g_bytes_new_static (data, size);
  g_autoptr (GVariant) packed = g_variant_ref_sink (g_variant_new_from_bytes (G_VARIANT_TYPE ("a{ss}"), bytes, FALSE));
  GVariantIter iter;
  char *path, *words;

  g_variant_iter_init (&iter, packed);
  while (g_variant_iter_next (&iter, "{ss}", &path, &words))
    g_hash_table_insert (shown, path, words);
  return shown;
}

static void
free_noted (gpointer data)
{
  Noted *noted = data;

  g_clear_pointer (&noted->before, heed_record_unref);
  g_clear_pointer (&noted->after, heed_record_unref);
  g_clear_pointer (&noted->summary, heed_summary_unref);
  g_free (noted->id);
  g_free (noted);
}

/* What the form shows for what was written since is not known here, and worked out when
 * the journal is next opened. */
static Noted *
read_noted (HeedStatement *statement)
{
  Noted *noted = g_new0 (Noted, 1);

  noted->row = heed_statement_get_int (statement, 0);
  noted->id = g_strdup (heed_statement_get_text (statement, 9));
  noted->is_as_imported = heed_statement_get_int (statement, 1) == heed_statement_get_int (statement, 10);
  noted->before = read_packed (statement, 2);
  noted->after = read_packed (statement, 3);
  if (noted->before != NULL)
    {
      g_autoptr (GHashTable) shown = read_shown (statement, 12);
      HeedSummaryFacts facts = {
        .row = noted->row,
        .excerpt = heed_statement_get_text (statement, 4),
        .progress.answered = (guint) heed_statement_get_int (statement, 5),
        .progress.total = (guint) heed_statement_get_int (statement, 6),
        .mean_rating = heed_statement_get_real (statement, 7),
        .listed = heed_statement_get_int (statement, 8) != 0,
        .wording = noted->is_as_imported ? heed_statement_get_int (statement, 11) : 0,
        .shown = noted->is_as_imported ? shown : NULL,
      };

      noted->summary = heed_summary_new_from_parts (noted->before, &facts);
    }
  return noted;
}

static gboolean
put_exactly (HeedDatabase  *self,
             HeedRecord    *record,
             HeedSummary   *summary,
             GError       **error)
{
  g_auto (HeedEntryChange) change = { .database = self, .record = record, .summary = summary, .exactly = TRUE };
  gboolean written;

  return heed_database_load (self, heed_record_get_id (record), &change.old, &change.row, &change.old_summary, error) &&
         heed_entry_change_write (&change, &written, error);
}

/* Somebody changed the entry after the import: what they did stays, on what was
 * there before, and so do all versions, which may have what they wrote over. An
 * entry that only the import brought stays as it is; so does one that was deleted
 * for good. */
static gboolean
keep_what_was_written_since (HeedDatabase  *self,
                             Noted         *noted,
                             GError       **error)
{
  g_autoptr (HeedRecord) now = NULL;
  g_autoptr (HeedRecord) kept = NULL;

  if (!heed_connection_run (self->connection, error, FORGET_VERSIONS_OF_ENTRY, heed_int (noted->row)))
    return FALSE;
  if (noted->before == NULL)
    return TRUE;

  if (!heed_database_load (self, noted->id, &now, NULL, NULL, error))
    return FALSE;
  if (now == NULL || heed_record_is_emptied (now))
    return TRUE;

  kept = heed_record_rebase (noted->before, noted->after, now);
  return put_exactly (self, kept, noted->summary, error);
}

static gboolean
take_back_entry (HeedDatabase  *self,
                 Noted         *noted,
                 GError       **error)
{
  gboolean success;

  if (noted->id == NULL)
    success = TRUE;
  else if (!noted->is_as_imported)
    success = keep_what_was_written_since (self, noted, error);
  else if (noted->before == NULL)
    /* An entry that was not there before, and in which nobody wrote since. */
    success = heed_database_index (self, noted->row, FALSE, error) && heed_database_mark_for_wiping (self, error) &&
              heed_connection_run (self->connection, error, DELETE_ENTRY, heed_int (noted->row)) &&
              heed_connection_run (self->connection, error, NOTE_ROW, heed_int (noted->row));
  else
    success = put_exactly (self, noted->before, noted->summary, error);

  return success && heed_connection_run (self->connection, error, FORGET_ENTRY, heed_int (noted->row));
}

/* @left tells whether there was anything to do. */
static gboolean
take_back_part (HeedDatabase  *self,
                gint64         number,
                gboolean      *left,
                GError       **error)
{
  g_autoptr (HeedStatement) statement = heed_connection_select (self->connection, SELECT_ENTRIES,
                                                               heed_int (number), heed_int (PART));
  g_autoptr (GPtrArray) noted = g_ptr_array_new_with_free_func (free_noted);
  gint64 change;

  /* They are read to the end before anything is written. */
  while (heed_statement_next (statement))
    g_ptr_array_add (noted, read_noted (statement));
  if (!heed_statement_end (statement, error))
    return FALSE;

  for (guint i = 0; i < noted->len; i++)
    if (!take_back_entry (self, g_ptr_array_index (noted, i), error))
      return FALSE;

  *left = noted->len > 0;
  /* Whoever knows the journal as it was before looks at all of it again. */
  if (*left)
    return heed_database_count_change (self, &change, error) && heed_connection_run (self->connection, error, NOTE_REMOVAL);
  if (!heed_connection_run (self->connection, error, DELETE_VERSIONS, heed_int (number), heed_int (PART)))
    return FALSE;

  *left = sqlite3_changes (self->connection->handle) > 0;
  return TRUE;
}

/* Gives 0 where there is no import that has anything left. */
static gboolean
find_import (HeedDatabase  *self,
             gint64        *number,
             gboolean      *finished,
             GError       **error)
{
  g_autoptr (HeedStatement) statement = heed_connection_prepare (self->connection, SELECT_IMPORT);
  gboolean found = heed_statement_next (statement);

  *number = found ? heed_statement_get_int (statement, 0) : 0;
  *finished = found && !heed_statement_is_null (statement, 1);
  return heed_statement_end (statement, error);
}

/* A part of what is left of an import, in a transaction of its own. */
static gboolean
settle_part (HeedDatabase  *self,
             gint64         number,
             gboolean       finished,
             GError       **error)
{
  gboolean left = FALSE, success;
  int before = sqlite3_total_changes (self->connection->handle);

  if (!heed_database_begin_write (self, error))
    return FALSE;

  if (finished)
    {
      success = heed_connection_run (self->connection, error, FORGET_ENTRIES, heed_int (number), heed_int (PART)) &&
                heed_connection_run (self->connection, error, FORGET_VERSIONS, heed_int (number), heed_int (PART));
      left = sqlite3_total_changes (self->connection->handle) > before;
    }
  else
    {
      success = take_back_part (self, number, &left, error);
    }
  success = success && (left || (heed_connection_execute (self->connection, JOIN_AS_USUAL, error) &&
                                 heed_connection_run (self->connection, error, DELETE_IMPORT, heed_int (number))));
  return heed_database_end_write (self, success, TRUE, error);
}

/* Within a transaction: what entries are from now on changed to is noted. */
gboolean
heed_database_begin_undo (HeedDatabase  *self,
                          GError       **error)
{
  gint64 number;

  return heed_database_count_change (self, &number, error) &&
         heed_connection_run (self->connection, error, INSERT_IMPORT, heed_int (number), heed_int (g_get_real_time ())) &&
         heed_connection_execute (self->connection, JOIN_SELDOM, error);
}

/* Within a transaction: once it is committed, the import is never taken back. Of what
 * comes as a whole, in the transaction in which it began, nothing has to be. */
gboolean
heed_database_finish_undo (HeedDatabase  *self,
                           gboolean       is_whole,
                           GError       **error)
{
  if (!is_whole)
    return heed_connection_run (self->connection, error, FINISH_IMPORT, heed_int (g_get_real_time ()));

  return heed_connection_execute (self->connection,
                                "DELETE FROM import_entry; DELETE FROM import_version; DELETE FROM import;"
                                JOIN_AS_USUAL, error);
}

/* Within a transaction: how to take back a change that was just written. */
gboolean
heed_database_note_entry (HeedDatabase     *self,
                          HeedEntryChange  *change,
                          GError          **error)
{
  g_autoptr (HeedStatement) statement = heed_connection_select (self->connection, NOTE_ENTRY, heed_int (change->row),
                                                                heed_int (change->number));
  g_autoptr (GBytes) before = change->old != NULL ? pack_record (change->old) : NULL;
  g_autoptr (GBytes) after = change->old != NULL ? pack_record (change->record) : NULL;
  g_autoptr (GBytes) shown = change->old != NULL ? pack_shown (change->old_summary) : NULL;

  if (change->old != NULL)
    {
      HeedSummary *summary = change->old_summary;
      HeedProgress progress = heed_summary_get_progress (summary);

      heed_statement_bind (statement, heed_int (change->row), heed_int (change->number), heed_blob (before),
                           heed_blob (after), heed_text (heed_summary_get_excerpt (summary)),
                           heed_int (progress.answered), heed_int (progress.total),
                           heed_real (heed_summary_get_mean_rating (summary)),
                           heed_int (heed_summary_is_listed (summary)),
                           heed_int (heed_summary_get_wording (summary)), heed_blob (shown));
    }
  return heed_statement_run (statement, error) &&
         (change->revision == 0 || heed_database_note_version (self, change->revision, error));
}

/* Within a transaction: a version that was just kept. */
gboolean
heed_database_note_version (HeedDatabase  *self,
                            gint64         revision,
                            GError       **error)
{
  return heed_connection_run (self->connection, error, NOTE_VERSION, heed_int (revision));
}

/* Takes the lock, and takes back what an import left that was cut off. */
gboolean
heed_database_prepare_import (HeedDatabase  *self,
                              GError       **error)
{
  gboolean more = TRUE, finished = TRUE;
  gint64 number = 0;

  if (self->import_lock >= 0 && !find_import (self, &number, &finished, error))
    return FALSE;
  /* This connection imports something else. */
  if (number != 0 && !finished)
    {
      set_importing (NULL, error);
      return FALSE;
    }
  if (!take_lock (self, error))
    return FALSE;

  while (more)
    if (!heed_database_settle_import (self, &more, error))
      return FALSE;

  return take_lock (self, error);
}

/* Whether there is a part of an import. An older journal, which is only read, knows
 * of no imports. */
gboolean
heed_database_has_part (HeedDatabase  *self,
                        gboolean      *has_part,
                        GError       **error)
{
  gint64 has_imports, unfinished = 0;

  *has_part = FALSE;
  if (!heed_connection_query_int (self->connection, SELECT_HAS_IMPORTS, &has_imports, error) ||
      (has_imports != 0 && !heed_connection_query_int (self->connection, SELECT_UNFINISHED, &unfinished, error)))
    return FALSE;

  *has_part = unfinished > 0;
  return TRUE;
}

/* Whether nobody is going to bring it to its end, either. */
gboolean
heed_database_is_cut_off (HeedDatabase  *self,
                          gboolean      *cut_off,
                          GError       **error)
{
  g_autofree char *path = g_strconcat (self->path, "-import", NULL);
  int fd;

  if (!heed_database_has_part (self, cut_off, error))
    return FALSE;

  /* Without touching anything. */
  fd = *cut_off ? g_open (path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW, 0) : -1;
  if (fd >= 0)
    {
      *cut_off = flock (fd, LOCK_SH | LOCK_NB) == 0 || errno != EWOULDBLOCK;
      close (fd);
    }
  return TRUE;
}

/* In a copy that nobody else knows of, and that is only read afterwards. */
gboolean
heed_database_settle_copy (HeedDatabase  *self,
                           GError       **error)
{
  gboolean success, finished;
  gint64 number;

  if (!heed_database_is_cut_off (self, &self->took_back, error))
    return FALSE;
  if (!self->took_back)
    return TRUE;

  self->read_only = FALSE;
  while ((success = find_import (self, &number, &finished, error)) && number != 0)
    if (!settle_part (self, number, finished, error))
      {
        success = FALSE;
        break;
      }
  self->read_only = TRUE;
  return success;
}

/* At opening. Where it fails, the journal can be used all the same, and it is tried
 * again the next time. */
void
heed_database_settle_old_import (HeedDatabase *self)
{
  g_autoptr (GError) error = NULL;
  gboolean finished, more = TRUE;
  gint64 number;

  if (!find_import (self, &number, &finished, &error) || number == 0 || !take_lock (self, &error))
    return;

  while (more && heed_database_settle_import (self, &more, &error))
    self->took_back |= !finished;
  if (error != NULL)
    g_debug ("An import was not taken back: %s", heed_error_get_detail (error));
  heed_database_unlock_import (self);
}

/**
 * heed_database_settle_import:
 * @self: a database that imports, or did
 * @more: (out): whether there is more to do
 * @error: return location for an error
 *
 * Takes a part of an import back that is not finished, or forgets how to, if it is
 * finished; call it until there is no @more. What somebody wrote since into an
 * entry that the import changed stays, and so does an entry that the import
 * brought, if somebody wrote in it since. Does nothing where nothing is left, or
 * where another program is importing.
 *
 * Returns: %FALSE with an error of the domain `HEED_ERROR`; it is then tried again
 *   at the next opening
 */
gboolean
heed_database_settle_import (HeedDatabase  *self,
                             gboolean      *more,
                             GError       **error)
{
  gboolean finished;
  gint64 number;

  heed_database_use (self);

  *more = FALSE;
  if (self->import_lock < 0)
    return TRUE;
  if (!find_import (self, &number, &finished, error))
    return FALSE;
  if (number == 0)
    {
      /* Pictures that it brought, and that no entry has. */
      if (!heed_database_sweep_pictures (self, FALSE, more, error))
        return FALSE;
      if (!*more)
        heed_database_unlock_import (self);
      return TRUE;
    }

  *more = TRUE;
  return settle_part (self, number, finished, error);
}

/**
 * heed_database_took_back:
 * @self: a database
 *
 * Tells whether an import that was cut off was taken back when the journal was
 * opened, in a copy if it is only read.
 *
 * Returns: %TRUE if somebody should be told
 */
gboolean
heed_database_took_back (HeedDatabase *self)
{
  return self->took_back;
}

/**
 * heed_database_has_removed:
 * @self: a database
 * @since: the number of a change
 * @removed: (out): whether an import was taken back since
 * @error: return location for an error
 *
 * Tells whether somebody who knows the journal as it was at @since may know
 * entries that are not there any more and left no tombstone.
 *
 * Returns: %FALSE with an error of the domain `HEED_ERROR`
 */
gboolean
heed_database_has_removed (HeedDatabase  *self,
                           gint64         since,
                           gboolean      *removed,
                           GError       **error)
{
  gint64 last;

  heed_database_use (self);

  *removed = FALSE;
  if (!heed_connection_query_int (self->connection, SELECT_LAST_REMOVAL, &last, error))
    return FALSE;

  *removed = last > since;
  return TRUE;
}
