/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Opening a journal so that nothing is lost or left open to others, transactions that
 * write, closing. */

#include "heed-database-private.h"

#include "heed-error.h"
#include "heed-schema.h"
#include "heed-temporary.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <sys/stat.h>
#include <unistd.h>

#define PAGE_SIZE 4096 /* of a new file */

G_DEFINE_FINAL_TYPE (HeedDatabase, heed_database, G_TYPE_OBJECT)

/* SQLite would make the file with the mode that the umask leaves; the files
 * that it makes beside it later get the mode of this one. */
static gboolean
create_file (HeedDatabase       *self,
             HeedDatabaseFlags   flags,
             GError            **error)
{
  g_autofree char *folder = g_path_get_dirname (self->path);
  g_autofree char *next = g_strdup (folder);
  int fd;

  if (g_access (self->path, F_OK) != 0 && !heed_journal_file_check_part (self->path, self->path, error))
    return FALSE;

  /* The outermost folder that is not there yet, or none. */
  while (g_access (next, F_OK) != 0 && g_strcmp0 (next, self->made_folder) != 0)
    {
      g_free (self->made_folder);
      self->made_folder = g_steal_pointer (&next);
      next = g_path_get_dirname (self->made_folder);
    }

  if (g_mkdir_with_parents (folder, 0700) != 0)
    {
      heed_set_error_from_errno (error, errno, folder);
      return FALSE;
    }

  fd = g_open (self->path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
  self->created = fd >= 0;
  if (fd < 0 && errno == EEXIST && !(flags & HEED_DATABASE_EXCLUSIVE))
    return TRUE;
  if (fd < 0)
    {
      heed_set_error_from_errno (error, errno, self->path);
      return FALSE;
    }

  fchmod (fd, 0600);
  close (fd);
  return TRUE;
}

static void
disconnect (HeedDatabase *self)
{
  g_clear_pointer (&self->connection, heed_connection_close);
  g_clear_pointer (&self->file, heed_journal_file_forget);
}

static gboolean
connect_file (HeedDatabase  *self,
              const char    *name,
              gboolean       writable,
              GError       **error)
{
  self->file = heed_journal_file_note (self->path);
  self->connection = heed_connection_open (self->path, name, writable ? SQLITE_OPEN_READWRITE : SQLITE_OPEN_READONLY, error);
  if (self->connection == NULL)
    return FALSE;
  if (self->read_only || sqlite3_db_readonly (self->connection->handle, "main") != 1)
    return TRUE;

  heed_set_error_for_journal (error, HEED_ERROR_READ_ONLY, NULL, self->path);
  return FALSE;
}

/* None of this writes. What is deleted or written over is wiped in the file, as
 * nobody who empties the trash expects it to stay there; in the systems whose
 * SQLite does so by default, this costs nothing more. */
static gboolean
configure (HeedDatabase  *self,
           GError       **error)
{
  sqlite3 *handle = self->connection->handle;

  sqlite3_db_config (handle, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
  sqlite3_db_config (handle, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, NULL);
  sqlite3_db_config (handle, SQLITE_DBCONFIG_DQS_DDL, 0, NULL);
  sqlite3_db_config (handle, SQLITE_DBCONFIG_DQS_DML, 0, NULL);
  sqlite3_busy_timeout (handle, HEED_DATABASE_BUSY_TIMEOUT);
  return heed_connection_execute (self->connection,
                                  "PRAGMA foreign_keys = ON;"
                                  "PRAGMA synchronous = FULL;"
                                  "PRAGMA secure_delete = ON;"
                                  "PRAGMA cell_size_check = ON",
                                  error);
}

/* A log left by a crash is not to be written into a file that turns out to
 * be a newer Heed's: until that is known, closing must not do so. */
static gboolean
connect_untouched (HeedDatabase  *self,
                   GError       **error)
{
  g_autofree char *uri = heed_journal_file_format_uri (self->path, FALSE);
  gboolean has_log = heed_companion_exists (self->path, "-wal");

  if (!connect_file (self, uri, TRUE, error))
    return FALSE;

  sqlite3_db_config (self->connection->handle, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, has_log, NULL);
  if (!configure (self, error) || !heed_schema_check (self->connection, self->read_only, error))
    return FALSE;

  sqlite3_db_config (self->connection->handle, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 0, NULL);
  return TRUE;
}

static gboolean
connect_beside (HeedDatabase  *self,
                GError       **error)
{
  gboolean fixed = self->reading == HEED_READING_FIXED;
  g_autofree char *uri = heed_journal_file_format_uri (self->path, fixed);

  heed_journal_file_remember (self->path, &self->state);
  return connect_file (self, uri, self->reading == HEED_READING_TIDY, error) &&
         configure (self, error) && heed_schema_check (self->connection, self->read_only, error);
}

/* The copy has a name only until it is open. It is nobody else's, and so it needs
 * no index beside it. */
static gboolean
connect_copy (HeedDatabase  *self,
              GError       **error)
{
  g_autoptr (HeedPrivateFolder) folder = heed_private_folder_new (g_get_tmp_dir ());
  g_autofree char *copy = NULL;
  g_autofree char *uri = NULL;

  if (folder == NULL)
    {
      heed_set_error_from_errno (error, errno, g_get_tmp_dir ());
      return FALSE;
    }

  copy = heed_private_folder_dup_path (folder, "journal.db");
  uri = heed_journal_file_format_uri (copy, FALSE);
  if (!heed_journal_file_copy (self->path, copy, error) ||
      !connect_file (self, uri, TRUE, error))
    return FALSE;

  sqlite3_db_config (self->connection->handle, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, NULL);
  return heed_connection_execute (self->connection, "PRAGMA locking_mode = EXCLUSIVE", error) &&
         configure (self, error) && heed_schema_check (self->connection, self->read_only, error) &&
         (!self->settled || heed_database_settle_copy (self, error));
}

/* There is another way where SQLite cannot read the journal where it is, as one in the
 * middle of being rolled back, or with no room for what it makes beside it. */
static gboolean
connect_to_read (HeedDatabase  *self,
                 GError       **error)
{
  self->reading = heed_journal_file_choose_reading (self->path);

  for (;;)
    {
      g_autoptr (GError) reason = NULL;
      gboolean other;

      if ((self->reading == HEED_READING_COPY ? connect_copy : connect_beside) (self, &reason))
        return TRUE;

      other = g_error_matches (reason, HEED_ERROR, HEED_ERROR_READ_ONLY) ||
              g_error_matches (reason, HEED_ERROR, HEED_ERROR_FULL) ||
              g_error_matches (reason, HEED_ERROR, HEED_ERROR_FAILED);
      if (other && self->reading == HEED_READING_TIDY)
        self->reading = HEED_READING_FIXED;
      else if (other && self->reading == HEED_READING_BESIDE_OTHERS)
        self->reading = HEED_READING_COPY;
      else
        {
          g_propagate_error (error, g_steal_pointer (&reason));
          return FALSE;
        }

      g_debug ("Read in another way: %s", heed_error_get_detail (reason));
      disconnect (self);
    }
}

/* Whoever only reads takes nothing back in the file itself. */
static gboolean
settle_to_read (HeedDatabase  *self,
                GError       **error)
{
  gboolean cut_off;

  if (!self->settled || self->reading == HEED_READING_COPY)
    return TRUE;
  if (!heed_database_is_cut_off (self, &cut_off, error))
    return FALSE;
  if (!cut_off)
    return TRUE;

  disconnect (self);
  self->reading = HEED_READING_COPY;
  return connect_copy (self, error);
}

/* Where it is declined, as on some network disks, the journal mode that there
 * is keeps every commit as safe, only slower. */
static void
ask_for_wal (HeedDatabase *self)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (HeedStatement) statement = heed_connection_prepare (self->connection, "PRAGMA journal_mode = WAL");

  if (!heed_statement_next (statement))
    g_debug ("No write-ahead log: %s", heed_statement_end (statement, &error) ? "no answer" : heed_error_get_detail (error));
  else if (g_ascii_strcasecmp (heed_statement_get_text (statement, 0), "wal") != 0)
    g_debug ("No write-ahead log, but “%s”", heed_statement_get_text (statement, 0));
}

static gboolean
is_file_in_place (HeedDatabase *self,
                  HeedFileId    id,
                  const char   *suffix)
{
  return id.inode == 0 || heed_file_id_equal (heed_journal_file_identify (self->path, suffix), id);
}

/* As far as nobody else is reading or writing; what is left is for the next time.
 * Without a log both numbers are -1. */
static void
copy_log (HeedDatabase *self)
{
  int in_log = 0, copied = 0;
  int code = sqlite3_wal_checkpoint_v2 (self->connection->handle, "main", SQLITE_CHECKPOINT_PASSIVE, &in_log, &copied);

  self->committed_at = code == SQLITE_OK && copied >= in_log ? 0 : g_get_monotonic_time ();
  if (self->committed_at != 0)
    g_debug ("The log was not copied: %s, %d of %d pages", sqlite3_errstr (code), copied, in_log);
}

static gboolean
set_up (HeedDatabase  *self,
        GError       **error)
{
  g_auto (GStrv) steps = heed_schema_dup_steps ();
  g_autofree char *folder = g_path_get_dirname (self->path);

  if (!heed_schema_check_header (self->path, error))
    return FALSE;
  if (self->read_only)
    return connect_to_read (self, error) && settle_to_read (self, error) &&
           heed_schema_stand_in (self->connection, error) &&
           heed_connection_execute (self->connection, "PRAGMA query_only = ON", error);

  /* SQLite would open what it may not write for reading without a word, and fail only
   * at the first write. */
  if (g_access (self->path, W_OK) != 0 || g_access (folder, W_OK) != 0)
    {
      heed_set_error_for_journal (error, HEED_ERROR_READ_ONLY, g_strerror (errno), self->path);
      return FALSE;
    }
  if (!connect_untouched (self, error))
    return FALSE;

  /* What a copy that was killed left beside the journal. */
  heed_temporary_sweep (folder);
  ask_for_wal (self);
  if (!heed_database_upgrade (self, (const char * const *) steps, error))
    return FALSE;

  /* Every commit is in the log until it is copied over, so that both have to stay
   * where they are. */
  self->own = heed_journal_file_identify (self->path, "");
  self->log = heed_journal_file_identify (self->path, "-wal");
  /* Whoever was killed may have left something to wipe in it. */
  self->used_log = TRUE;
  heed_database_settle_old_import (self);
  /* Whoever copies the journal's own file alone has a journal, from the first
   * moment on. */
  copy_log (self);
  return TRUE;
}

/* What somebody put there meanwhile keeps them from going. */
static void
remove_made_folders (HeedDatabase *self)
{
  char *folder = g_path_get_dirname (self->path);

  while (self->made_folder != NULL && g_rmdir (folder) == 0 && !g_str_equal (folder, self->made_folder))
    {
      char *outer = g_path_get_dirname (folder);

      g_free (folder);
      folder = outer;
    }

  g_free (folder);
}

static void
remove_files (HeedDatabase *self)
{
  g_unlink (self->path);
  heed_companions_remove (self->path);
}

/* SQLite changes the mode only where nobody else has the journal open. */
static gboolean
is_alone (HeedDatabase *self)
{
  g_autoptr (GError) error = NULL;

  sqlite3_busy_timeout (self->connection->handle, 0);
  return heed_connection_execute (self->connection, "PRAGMA journal_mode = DELETE", &error) ||
         !g_error_matches (error, HEED_ERROR, HEED_ERROR_LOCKED);
}

/* A file that could not be opened, if this call made it and nobody has made a journal of
 * it. With no room SQLite cannot even look; then there is one page that says nothing but
 * how the file is written, or not even that. */
static void
take_away (HeedDatabase *self)
{
  gint64 n_objects;
  gboolean unused;

  if (self->created && self->connection != NULL &&
      heed_connection_query_int (self->connection, "SELECT count(*) FROM sqlite_schema", &n_objects, NULL))
    unused = n_objects == 0 && is_alone (self);
  else
    unused = self->created && heed_companion_get_size (self->path, "") <= PAGE_SIZE &&
             heed_companion_get_size (self->path, "-wal") == 0;

  disconnect (self);
  if (unused)
    remove_files (self);
  remove_made_folders (self);
}

static void
heed_database_finalize (GObject *object)
{
  HeedDatabase *self = HEED_DATABASE (object);

  disconnect (self);
  heed_database_unlock_import (self);
  g_hash_table_unref (self->put_at);
  g_clear_object (&self->workbook);
  g_free (self->made_folder);
  g_free (self->path);

  G_OBJECT_CLASS (heed_database_parent_class)->finalize (object);
}

static void
heed_database_class_init (HeedDatabaseClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = heed_database_finalize;
}

static void
heed_database_init (HeedDatabase *self)
{
  self->owner = g_thread_self ();
  self->wrote_at = g_get_monotonic_time ();
  self->import_lock = -1;
  self->import_step = HEED_DATABASE_STEP;
  self->put_at = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
}

/* What the file held before it is brought up to date is kept in a copy beside it, named
 * like `journal-before-2.db`. Where that fails the file is as it was, and so the copy is
 * of no use: with each try on a disk that is nearly full another one would make it
 * fuller. Where it cannot be told that the file is as it was, the copy stays. */
gboolean
heed_database_upgrade (HeedDatabase          *self,
                       const char   * const  *steps,
                       GError               **error)
{
  guint newest = g_strv_length ((GStrv) steps);
  g_autofree char *copy = NULL;
  gint64 version, version_now;

  if (!heed_connection_query_int (self->connection, HEED_SCHEMA_VERSION, &version, error))
    return FALSE;
  if (version >= newest)
    return TRUE;

  if (version > 0 && !self->no_copy)
    {
      copy = heed_database_copy_before_upgrade (self, newest, error);
      if (copy == NULL)
        return FALSE;
    }
  if (heed_schema_upgrade (self->connection, steps, error))
    {
      g_debug ("The file was of version %" G_GINT64_FORMAT " and is now of version %u", version, newest);
      return TRUE;
    }

  if (copy != NULL && heed_connection_query_int (self->connection, HEED_SCHEMA_VERSION, &version_now, NULL) &&
      version_now == version)
    g_unlink (copy);
  return FALSE;
}

/* For the store's own parts: a journal is used on one thread while it is open. */
HeedConnection *
heed_database_use (HeedDatabase *self)
{
  g_assert (HEED_IS_DATABASE (self));
  g_assert (self->owner == g_thread_self ());
  g_assert (self->connection != NULL);
  return self->connection;
}

/* For tests: how long a step of an import works, in microseconds; 0 for one entry
 * a step. */
void
heed_database_set_step (HeedDatabase *self,
                        gint64        microseconds)
{
  self->import_step = microseconds;
}

/* What is read as if nobody could write may have been written all the same, by
 * somebody who may do more: then what was read is worth nothing. */
gboolean
heed_database_check_fixed (HeedDatabase  *self,
                           GError       **error)
{
  if (self->reading != HEED_READING_FIXED || heed_journal_file_is_as_remembered (self->path, &self->state))
    return TRUE;

  heed_set_error_for_journal (error, HEED_ERROR_LOCKED, "it changed while it was read", self->path);
  return FALSE;
}

/* Takes the right to write at once, so that what is read within holds. */
gboolean
heed_database_begin_write (HeedDatabase  *self,
                           GError       **error)
{
  if (!self->read_only && !heed_database_use (self)->damaged)
    return heed_database_check_in_place (self, error) &&
           heed_connection_run (self->connection, error, "BEGIN IMMEDIATE");

  heed_set_error_for_journal (error, self->read_only ? HEED_ERROR_READ_ONLY : HEED_ERROR_CORRUPT, NULL, self->path);
  return FALSE;
}

/* Whether others are to write before more is done in a transaction that began then. */
gboolean
heed_database_part_is_done (guint  n_done,
                            gint64 begun)
{
  return n_done >= HEED_DATABASE_PART ||
         (n_done > 0 && g_get_monotonic_time () - begun >= HEED_DATABASE_STEP);
}

/* A transaction that wrote nothing is not worth a visit to the disk. */
gboolean
heed_database_end_write (HeedDatabase  *self,
                         gboolean       success,
                         gboolean       written,
                         GError       **error)
{
  if (success && written)
    {
      self->committed_at = self->wrote_at = g_get_monotonic_time ();
      self->used_log = TRUE;
      /* A sync program may have put other files there meanwhile. */
      success = heed_connection_run (self->connection, error, "COMMIT") && heed_database_check_in_place (self, error);
    }

  heed_connection_roll_back (self->connection);
  return success;
}

/**
 * heed_database_rest:
 * @self: a database that can be written to
 * @pause: for how long nothing must have been committed, in microseconds
 *
 * Copies what was committed from the log into the journal's own file, once typing
 * rests: whoever copies that file alone then has all of it. What somebody else is
 * just reading has to wait. Does nothing where there is nothing to copy.
 *
 * Returns: after how many microseconds to call it again; -1 if there is nothing to
 *   copy
 */
gint64
heed_database_rest (HeedDatabase *self,
                    gint64        pause)
{
  heed_database_use (self);

  if (self->read_only || self->connection->damaged)
    return -1;

  if (self->committed_at != 0 && g_get_monotonic_time () - self->committed_at >= pause)
    copy_log (self);
  return self->committed_at != 0 ? MAX (self->committed_at + pause - g_get_monotonic_time (), 0) : -1;
}

/**
 * heed_database_has_log:
 * @self: a database that can be written to
 *
 * Tells whether what is committed goes into a log first, so that others can read
 * for as long as they like while something is written. Some network disks decline
 * it.
 *
 * Returns: %FALSE if whoever reads and whoever writes have to wait for each other
 */
gboolean
heed_database_has_log (HeedDatabase *self)
{
  heed_database_use (self);

  return self->log.inode != 0;
}

/**
 * heed_database_check_in_place:
 * @self: an open database
 * @error: return location for an error
 *
 * Tells whether the journal's file, and the log beside it, are still where they
 * were opened. If somebody deleted one or put another in its place, as programs
 * do that keep folders alike, what is written would go into a file that nobody
 * can open again; what is in it can still be read and exported.
 *
 * Returns: %FALSE with %HEED_ERROR_NOT_FOUND if one of them is gone
 */
gboolean
heed_database_check_in_place (HeedDatabase  *self,
                              GError       **error)
{
  heed_database_use (self);

  if (is_file_in_place (self, self->own, "") && is_file_in_place (self, self->log, "-wal"))
    {
      self->let_go = FALSE;
      return TRUE;
    }

  /* Where the log is still beside another file, it would be taken to go on in it. What
   * is in the journal can be read as before. */
  if (!self->let_go && !self->read_only)
    self->let_go = heed_connection_empty_log (self->connection);
  heed_set_error (error, HEED_ERROR_NOT_FOUND, self->path,
                  _("The journal’s file was deleted or replaced while it was open. "
                    "Export the journal now to keep everything, or put the file back."));
  return FALSE;
}

/**
 * heed_database_has_other:
 * @self: an open database that is not in place
 *
 * Tells whether another journal lies where this one was. Where only the log is
 * another one, it is this journal's file that lies there.
 *
 * Returns: %TRUE if there is one that can be read by itself
 */
gboolean
heed_database_has_other (HeedDatabase *self)
{
  heed_database_use (self);

  /* To open and close the own file would give up the locks that SQLite has on it. */
  return self->own.inode != 0 && !is_file_in_place (self, self->own, "") && heed_journal_file_exists (self->path);
}

/**
 * heed_database_open:
 * @path: (type filename): the journal
 * @flags: how to open it
 * @error: return location for an error
 *
 * Opens a journal on the calling thread, which is the one to use it on. A
 * journal from an older Heed is brought up to date, with a copy of what it
 * was kept beside it. New files are readable by their owner alone. What is only
 * read is left, with its folder, exactly as it is; call heed_database_close() once
 * all is read.
 *
 * Errors: %HEED_ERROR_NOT_FOUND, %HEED_ERROR_EXISTS (see
 * %HEED_DATABASE_EXCLUSIVE), %HEED_ERROR_INVALID_FILE for a file that is no
 * journal, %HEED_ERROR_TOO_NEW, %HEED_ERROR_CORRUPT, %HEED_ERROR_READ_ONLY,
 * %HEED_ERROR_LOCKED, %HEED_ERROR_FULL. A file that is refused is left as it
 * was.
 *
 * Returns: (transfer full) (nullable): the database, or %NULL with an error
 *   of the domain `HEED_ERROR`
 */
HeedDatabase *
heed_database_open (const char         *path,
                    HeedDatabaseFlags   flags,
                    GError            **error)
{
  g_autoptr (HeedDatabase) self = NULL;

  g_return_val_if_fail (path != NULL, NULL);
  g_return_val_if_fail (!(flags & HEED_DATABASE_READ_ONLY) ||
                        (flags & ~HEED_DATABASE_SETTLED) == HEED_DATABASE_READ_ONLY, NULL);

  self = g_object_new (HEED_TYPE_DATABASE, NULL);
  self->path = g_strdup (path);
  self->read_only = (flags & HEED_DATABASE_READ_ONLY) != 0;
  self->no_copy = (flags & HEED_DATABASE_NO_COPY) != 0;
  self->settled = (flags & HEED_DATABASE_SETTLED) != 0;
  if ((!(flags & HEED_DATABASE_CREATE) || create_file (self, flags, error)) && set_up (self, error))
    {
      self->first_version = self->created ? heed_database_get_data_version (self) : 0;
      g_debug ("Opened a journal %s", self->read_only ? "to read" : self->created ? "that was made" : "to write");
      return g_steal_pointer (&self);
    }

  take_away (self);
  return NULL;
}

/**
 * heed_database_discard:
 * @self: a database
 *
 * Closes the file after what was to be put into it has failed. If this one made it
 * and nobody else has written into it or has it open, it is removed, with the
 * folders that were made for it.
 */
void
heed_database_discard (HeedDatabase *self)
{
  gboolean remove;

  heed_database_use (self);

  heed_connection_roll_back (self->connection);
  remove = self->created && heed_database_get_data_version (self) == self->first_version && is_alone (self);
  disconnect (self);
  if (remove)
    {
      remove_files (self);
      remove_made_folders (self);
    }
}

/**
 * heed_database_close:
 * @self: a database
 * @error: return location for an error
 *
 * Wipes what is gone, closes the file and leaves it as one file, if no other
 * process has it open. Where it is not in place, nothing of what is there is
 * removed.
 * Afterwards it can only be let go of. Closing again does nothing.
 *
 * Returns: %FALSE with an error of the domain `HEED_ERROR`; every change is
 *   safe all the same. %HEED_ERROR_LOCKED says of a journal that was only read
 *   that it was written meanwhile, and what was read is not to be used
 */
gboolean
heed_database_close (HeedDatabase  *self,
                     GError       **error)
{
  g_autoptr (GError) failure = NULL;
  gboolean in_place, damaged, wiped, closed;

  g_assert (HEED_IS_DATABASE (self));
  g_assert (self->owner == g_thread_self ());

  if (self->connection == NULL)
    return TRUE;
  if (!heed_database_check_fixed (self, error))
    {
      disconnect (self);
      return FALSE;
    }

  in_place = heed_database_check_in_place (self, NULL);
  /* Nice to have, but not worth waiting for another process. */
  sqlite3_busy_timeout (self->connection->handle, 0);
  /* What cannot be wiped now, as somebody else is writing, say, is for the next time. */
  if (!self->read_only && in_place && !heed_database_wipe (self, G_MAXINT64 / 2, &wiped, &failure))
    g_debug ("Not all was wiped: %s", heed_error_get_detail (failure));
  /* Which may have met with damage. */
  damaged = self->connection->damaged;
  if (!self->read_only && in_place && !damaged)
    heed_connection_execute (self->connection, "PRAGMA analysis_limit = 400; PRAGMA optimize", NULL);

  /* The last to close copies the log into the file and removes it: by its name, which
   * may be somebody else's by now. A file that is damaged is not written to. */
  sqlite3_db_config (self->connection->handle, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, damaged || !in_place, NULL);
  closed = heed_connection_close_now (self->connection, error);
  disconnect (self);
  if (closed)
    heed_database_unlock_import (self);
  return closed;
}

/**
 * heed_database_mark_damaged:
 * @self: a database
 *
 * Notes that the file is damaged: from then on nothing is written to it, and what
 * is in it can be read as far as that goes. Meeting with the damage does the same.
 */
void
heed_database_mark_damaged (HeedDatabase *self)
{
  heed_database_use (self)->damaged = TRUE;
}

/**
 * heed_database_get_data_version:
 * @self: a database
 *
 * Gets a number that changes when another connection, in this process or
 * another, has written to the journal. Reading it is cheap enough for a timer.
 *
 * Returns: the number; it means nothing but by comparison
 */
gint64
heed_database_get_data_version (HeedDatabase *self)
{
  gint64 version;

  heed_connection_query_int (heed_database_use (self), "PRAGMA data_version", &version, NULL);
  return version;
}
