/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Which files belong to journals. None of this opens what SQLite has open in this
 * program: as soon as any file descriptor of a file is closed, all locks that the
 * process has on it are gone, and another process may take the log away.
 * https://www.sqlite.org/howtocorrupt.html#_posix_advisory_locks_canceled_by_a_separate_thread_doing_close_ */

#include "heed-database-private.h"

#include "heed-atomic-file.h"
#include "heed-companions.h"
#include "heed-error.h"

#include <errno.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

/* https://www.sqlite.org/fileformat2.html, /walformat.html */
#define DATABASE_MAGIC "SQLite format 3"
#define JOURNAL_MAGIC "\xd9\xd5\x05\xf9\x20\xa1\x63\xd7"
#define LOG_MAGIC "\x37\x7f\x06"
#define INDEX_VERSION 3007000

#define START_SIZE 16

typedef struct
{
  char *path;
  guint64 device;
  guint64 inode;
} OpenFile;

static GMutex files_lock;
static GPtrArray *open_files;

static void
free_open_file (gpointer data)
{
  OpenFile *file = data;

  g_free (file->path);
  g_free (file);
}

static gboolean
is_at (const char     *path,
       const char     *suffix,
       const GStatBuf *status)
{
  g_autofree char *full = g_strconcat (path, suffix, NULL);
  GStatBuf other;

  return g_stat (full, &other) == 0 && other.st_dev == status->st_dev && other.st_ino == status->st_ino;
}

static gboolean
is_part_of (const OpenFile *file,
            const GStatBuf *status)
{
  if (file->device == status->st_dev && file->inode == status->st_ino)
    return TRUE;

  for (guint i = 0; i < HEED_N_COMPANIONS; i++)
    if (is_at (file->path, heed_companions[i], status))
      return TRUE;

  return FALSE;
}

/* With the lock held, under whatever name. */
static gboolean
is_open_here (const char *path)
{
  GStatBuf status;

  if (open_files == NULL || g_stat (path, &status) != 0)
    return FALSE;

  for (guint i = 0; i < open_files->len; i++)
    if (is_part_of (g_ptr_array_index (open_files, i), &status))
      return TRUE;

  return FALSE;
}

/* To be called before SQLite opens the file, and heed_database_forget_file() once
 * it has closed it. */
void
heed_database_note_file (HeedDatabase *self)
{
  OpenFile *file = g_new0 (OpenFile, 1);
  GStatBuf status;

  file->path = heed_file_follow_links (self->path);
  if (g_stat (self->path, &status) == 0)
    {
      file->device = status.st_dev;
      file->inode = status.st_ino;
    }

  g_mutex_lock (&files_lock);
  if (open_files == NULL)
    open_files = g_ptr_array_new_with_free_func (free_open_file);
  g_ptr_array_add (open_files, file);
  self->file = file;
  g_mutex_unlock (&files_lock);
}

void
heed_database_forget_file (HeedDatabase *self)
{
  if (self->file == NULL)
    return;

  g_mutex_lock (&files_lock);
  g_ptr_array_remove_fast (open_files, g_steal_pointer (&self->file));
  if (open_files->len == 0)
    g_clear_pointer (&open_files, g_ptr_array_unref);
  g_mutex_unlock (&files_lock);
}

/* Whether a file may be opened and closed: it belongs to no journal that is open
 * here, nor can one be opened before heed_database_end_looking(). */
gboolean
heed_database_begin_looking (const char *path)
{
  g_mutex_lock (&files_lock);
  if (!is_open_here (path))
    return TRUE;

  g_mutex_unlock (&files_lock);
  return FALSE;
}

void
heed_database_end_looking (void)
{
  g_mutex_unlock (&files_lock);
}

/* Reads the start of a file. @known tells that it is of a journal that is open
 * here, and was not read. Returns how many bytes there are, or -1 with @error
 * set. */
gssize
heed_database_read_start (const char  *path,
                          guint8      *start,
                          gsize        size,
                          gboolean    *known,
                          GError     **error)
{
  gssize length;
  int fd;

  *known = !heed_database_begin_looking (path);
  if (*known)
    return 0;

  fd = heed_file_open (path, error);
  length = fd >= 0 ? read (fd, start, size) : -1;
  if (fd >= 0 && length < 0)
    heed_set_error_from_reading (error, errno, path);
  if (fd >= 0)
    close (fd);
  heed_database_end_looking ();

  return length;
}

/**
 * heed_database_is_journal:
 * @path: (type filename): a file, which need not be there
 *
 * Tells whether a file looks like a journal: a back-up as well as one in use.
 *
 * Returns: %TRUE for anything that SQLite wrote
 */
gboolean
heed_database_is_journal (const char *path)
{
  guint8 start[START_SIZE] = { 0 };
  gboolean known;
  gssize length = heed_database_read_start (path, start, sizeof start, &known, NULL);

  return known || (length == sizeof start && memcmp (start, DATABASE_MAGIC, sizeof DATABASE_MAGIC) == 0);
}

static gboolean
looks_like_companion (const char *path)
{
  guint8 start[START_SIZE] = { 0 };
  gboolean known;
  gssize length = heed_database_read_start (path, start, sizeof start, &known, NULL);
  guint32 version;

  memcpy (&version, start, sizeof version);
  return known ||
         (length == sizeof start && (memcmp (start, JOURNAL_MAGIC, strlen (JOURNAL_MAGIC)) == 0 ||
                                     (memcmp (start, LOG_MAGIC, strlen (LOG_MAGIC)) == 0 && (start[3] | 1) == 0x83) ||
                                     version == INDEX_VERSION));
}

/* What is not there yet, SQLite would take for its own. */
static gboolean
is_named_like_companion (const char *path)
{
  for (guint i = 0; i < HEED_N_COMPANIONS; i++)
    if (g_str_has_suffix (path, heed_companions[i]))
      {
        g_autofree char *journal = g_strndup (path, strlen (path) - strlen (heed_companions[i]));

        return heed_database_is_journal (journal);
      }

  return FALSE;
}

/* For the store's own parts: sees that what is to be written at @place, which the
 * person calls @path, is no journal's log or the like, by what is in it or by its name. */
gboolean
heed_database_check_part (const char  *place,
                          const char  *path,
                          GError     **error)
{
  g_autofree char *name = g_filename_display_name (path);

  if (!is_named_like_companion (place) && !looks_like_companion (place))
    return TRUE;

  heed_set_error (error, HEED_ERROR_EXISTS, NULL,
                  _("“%s” is or would be a part of a journal, and nothing was written there. Choose another name."),
                  name);
  return FALSE;
}

/**
 * heed_database_check_target:
 * @path: (type filename): where an export or a PDF is to be written, or a link to
 *   that place
 * @error: return location for an error
 *
 * Sees that a slip of the finger does not put it in the place of a journal, of a
 * copy of one, or of a file that belongs to one.
 *
 * Returns: %FALSE with %HEED_ERROR_EXISTS if it would
 */
gboolean
heed_database_check_target (const char  *path,
                            GError     **error)
{
  g_autofree char *place = heed_file_follow_links (path);
  g_autofree char *name = g_filename_display_name (path);

  if (is_named_like_companion (place) || !heed_database_is_journal (place))
    return heed_database_check_part (place, path, error);

  heed_set_error (error, HEED_ERROR_EXISTS, NULL,
                  _("“%s” is a journal and was left as it is. Choose another name."), name);
  return FALSE;
}
