/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* How to read a journal without changing anything in its folder. A connection that
 * may only read makes a log and an index beside the journal and cannot remove them,
 * and where it may not make them it cannot read at all. */

#include "heed-database-private.h"

#include "heed-atomic-file.h"
#include "heed-companions.h"
#include "heed-database-error.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#define CHUNK_SIZE (64 * 1024)
#define LOG_HEADER_SIZE 32
#define MOST_TRIES 5

static gboolean
may_write (const char *path)
{
  g_autofree char *folder = g_path_get_dirname (path);

  return g_access (path, W_OK) == 0 && g_access (folder, W_OK) == 0;
}

/* An index is there as long as somebody has the journal open, and after a kill: a
 * log without one came from elsewhere, as a copy of a journal in use does. */
HeedReading
heed_database_choose_reading (const char *path)
{
  g_autofree char *place = heed_file_follow_links (path);

  if (heed_companion_get_size (place, "-wal") > 0)
    return heed_companion_exists (place, "-shm") ? HEED_READING_BESIDE_OTHERS : HEED_READING_COPY;
  if (heed_companion_get_size (place, "-journal") > 0)
    return HEED_READING_BESIDE_OTHERS;

  return may_write (place) ? HEED_READING_TIDY : HEED_READING_FIXED;
}

char *
heed_database_format_uri (const char *path,
                          gboolean    fixed)
{
  g_autofree char *place = heed_file_follow_links (path);
  g_autofree char *absolute = g_canonicalize_filename (place, NULL);
  g_autofree char *escaped = g_uri_escape_string (absolute, "/", FALSE);

  return g_strdup_printf ("file:%s%s", escaped, fixed ? "?immutable=1" : "");
}

void
heed_database_remember_state (const char        *path,
                              HeedJournalState  *state)
{
  g_autofree char *place = heed_file_follow_links (path);
  g_autofree char *log = g_strconcat (place, "-wal", NULL);
  g_autofree char *rollback = g_strconcat (place, "-journal", NULL);

  memset (state, 0, sizeof *state);
  if (g_stat (place, &state->journal) != 0)
    state->journal.st_ino = 0;
  if (g_stat (log, &state->log) != 0)
    state->log.st_ino = 0;
  if (g_stat (rollback, &state->rollback) != 0)
    state->rollback.st_ino = 0;
}

static gboolean
is_same (const GStatBuf *one,
         const GStatBuf *other)
{
  return one->st_ino == other->st_ino &&
         (one->st_ino == 0 ||
          (one->st_dev == other->st_dev && one->st_size == other->st_size &&
           one->st_mtim.tv_sec == other->st_mtim.tv_sec && one->st_mtim.tv_nsec == other->st_mtim.tv_nsec));
}

static gboolean
is_as_remembered (const char             *path,
                  const HeedJournalState *state)
{
  HeedJournalState now;

  heed_database_remember_state (path, &now);
  return is_same (&state->journal, &now.journal) && is_same (&state->log, &now.log) &&
         is_same (&state->rollback, &now.rollback);
}

/* What is read as if nobody could write may have been written all the same, by
 * somebody who may do more: then what was read is worth nothing. */
gboolean
heed_database_check_fixed (HeedDatabase  *self,
                           GError       **error)
{
  if (self->reading != HEED_READING_FIXED || is_as_remembered (self->path, &self->state))
    return TRUE;

  heed_set_error_for_journal (error, HEED_ERROR_LOCKED, "it changed while it was read", self->path);
  return FALSE;
}

static gboolean
write_all (int         fd,
           const char *bytes,
           gssize      size)
{
  while (size > 0)
    {
      gssize written = write (fd, bytes, (gsize) size);

      if (written < 0 && errno != EINTR)
        return FALSE;
      if (written > 0)
        {
          bytes += written;
          size -= written;
        }
    }

  return TRUE;
}

static gboolean
pour (int          from,
      const char  *path,
      int          to,
      GError     **error)
{
  g_autofree char *bytes = g_malloc (CHUNK_SIZE);
  gssize size;

  while ((size = read (from, bytes, CHUNK_SIZE)) > 0)
    if (!write_all (to, bytes, size))
      {
        heed_set_error_from_errno (error, errno, g_get_tmp_dir ());
        return FALSE;
      }

  if (size < 0)
    heed_set_error_from_reading (error, errno, path);
  return size == 0;
}

static gboolean
copy_file (const char  *place,
           const char  *suffix,
           const char  *copy,
           GError     **error)
{
  g_autofree char *from_path = g_strconcat (place, suffix, NULL);
  g_autofree char *to_path = g_strconcat (copy, suffix, NULL);
  int from, to;
  gboolean success = FALSE;

  if (*suffix != '\0' && g_access (from_path, F_OK) != 0)
    return TRUE;

  from = heed_file_open (from_path, error);
  if (from < 0)
    return FALSE;

  to = g_open (to_path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
  if (to >= 0)
    success = pour (from, from_path, to, error);
  else
    heed_set_error_from_errno (error, errno, g_get_tmp_dir ());

  close (from);
  if (to >= 0)
    close (to);
  return success;
}

static void
read_log_header (const char *place,
                 guint8     *header)
{
  g_autofree char *path = g_strconcat (place, "-wal", NULL);
  int fd = heed_file_open (path, NULL);

  memset (header, 0, LOG_HEADER_SIZE);
  if (fd < 0)
    return;

  if (read (fd, header, LOG_HEADER_SIZE) < LOG_HEADER_SIZE)
    memset (header, 0, LOG_HEADER_SIZE);
  close (fd);
}

static gboolean
copy_files (const char  *place,
            const char  *copy,
            GError     **error)
{
  return copy_file (place, "", copy, error) &&
         copy_file (place, "-wal", copy, error) &&
         copy_file (place, "-journal", copy, error);
}

/* Copies a journal with what belongs to it. The log comes after the journal: as
 * long as its header is the same, every page that somebody copies from it into the
 * journal meanwhile is in it, and counts. */
gboolean
heed_database_copy_to_read (const char  *path,
                            const char  *copy,
                            GError     **error)
{
  g_autofree char *place = heed_file_follow_links (path);

  for (guint i = 0; i < MOST_TRIES; i++)
    {
      guint8 header[LOG_HEADER_SIZE], header_now[LOG_HEADER_SIZE];
      HeedJournalState state;
      gboolean success;

      if (!heed_database_begin_looking (place))
        break;
      heed_database_remember_state (place, &state);
      read_log_header (place, header);
      success = copy_files (place, copy, error);
      read_log_header (place, header_now);
      heed_database_end_looking ();

      if (!success)
        return FALSE;
      if (is_as_remembered (place, &state) && memcmp (header, header_now, LOG_HEADER_SIZE) == 0)
        return TRUE;
    }

  heed_set_error_for_journal (error, HEED_ERROR_LOCKED, "it changes while it is copied", path);
  return FALSE;
}
