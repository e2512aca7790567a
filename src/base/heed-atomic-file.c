/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Files that are whole or not there. g_file_replace() writes a new file in
 * place, so that a full disk would leave half of it; this never does. Until it is
 * whole the file has no name where the system can do that, so that a kill leaves
 * nothing of it; elsewhere it has one that the next run sweeps. */

#define _GNU_SOURCE /* O_TMPFILE */

#include "heed-atomic-file.h"

#include "heed-error.h"
#include "heed-temporary.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

/* As many as the kernel follows. */
#define MOST_LINKS 40

#define CHUNK_SIZE (64 * 1024)
#define STAMP_SIZE 64

struct _HeedAtomicFile
{
  GObject parent_instance;

  char *path;      /* what the person calls it */
  char *place;     /* at the end of the links */
  char *temporary; /* NULL while it has no name of its own, and once it is in its place */
  GOutputStream *stream;
  goffset stamp;   /* -1 for none */
  int fd;
};

/* Only tests say so where the system can do it. */
static gboolean always_named;

G_DEFINE_FINAL_TYPE (HeedAtomicFile, heed_atomic_file, G_TYPE_OBJECT)

/* What goes into it. It is not buffered, and its errors are those of Heed. */
struct _HeedFileStream
{
  GOutputStream parent_instance;

  char *path;
  int fd; /* the caller's */
};

G_DECLARE_FINAL_TYPE (HeedFileStream, heed_file_stream, HEED, FILE_STREAM, GOutputStream)
G_DEFINE_FINAL_TYPE (HeedFileStream, heed_file_stream, G_TYPE_OUTPUT_STREAM)

static gssize
heed_file_stream_write (GOutputStream  *stream,
                        const void     *buffer,
                        gsize           count,
                        GCancellable   *cancellable,
                        GError        **error)
{
  HeedFileStream *self = HEED_FILE_STREAM (stream);
  gssize written;

  do
    written = write (self->fd, buffer, count);
  while (written < 0 && errno == EINTR);

  if (written < 0)
    heed_set_error_from_errno (error, errno, self->path);
  return written;
}

static void
heed_file_stream_finalize (GObject *object)
{
  g_free (HEED_FILE_STREAM (object)->path);

  G_OBJECT_CLASS (heed_file_stream_parent_class)->finalize (object);
}

static void
heed_file_stream_class_init (HeedFileStreamClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = heed_file_stream_finalize;
  G_OUTPUT_STREAM_CLASS (klass)->write_fn = heed_file_stream_write;
}

static void
heed_file_stream_init (HeedFileStream *self)
{
}

static char *
format_descriptor (int fd)
{
  return g_strdup_printf ("/proc/self/fd/%d", fd);
}

/* Without /proc nobody could ever give it its name. */
static int
open_unnamed (const char *folder)
{
#ifdef O_TMPFILE
  int fd = always_named ? -1 : g_open (folder, O_TMPFILE | O_RDWR | O_CLOEXEC, 0600);
  g_autofree char *descriptor = format_descriptor (fd);

  if (fd < 0 || g_access (descriptor, F_OK) == 0)
    return fd;
  close (fd);
#endif

  return -1;
}

/* -1 with errno set. */
static int
open_named (const char  *folder,
            char       **path)
{
  for (;;)
    {
      g_autofree char *choice = heed_temporary_choose_path (folder);
      int fd = g_open (choice, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0600);

      if (fd < 0 && errno == EEXIST)
        continue;
      if (fd < 0)
        return -1;
      if (heed_temporary_claim (fd, choice))
        {
          *path = g_steal_pointer (&choice);
          return fd;
        }
      close (fd);
    }
}

/* The lock is there before there is a name that others could sweep. */
static gboolean
open_temporary (HeedAtomicFile *self)
{
  g_autofree char *folder = g_path_get_dirname (self->place);

  heed_temporary_sweep (folder);
  self->fd = open_unnamed (folder);
  if (self->fd >= 0)
    heed_temporary_claim (self->fd, NULL);
  else
    self->fd = open_named (folder, &self->temporary);

  return self->fd >= 0 && fchmod (self->fd, 0600) == 0;
}

static gboolean
give_name (HeedAtomicFile *self,
           const char     *path)
{
  g_autofree char *descriptor = format_descriptor (self->fd);

  return linkat (AT_FDCWD, descriptor, AT_FDCWD, path, AT_SYMLINK_FOLLOW) == 0;
}

/* What takes the place of another file needs a name for the moment of it. */
static gboolean
put_in_place (HeedAtomicFile *self)
{
  if (self->temporary == NULL)
    {
      g_autofree char *folder = g_path_get_dirname (self->place);
      g_autofree char *choice = NULL;

      if (give_name (self, self->place))
        return TRUE;
      if (errno != EEXIST)
        return FALSE;

      choice = heed_temporary_choose_path (folder);
      if (!give_name (self, choice))
        return FALSE;
      self->temporary = g_steal_pointer (&choice);
    }

  if (g_rename (self->temporary, self->place) != 0)
    return FALSE;

  g_clear_pointer (&self->temporary, g_free);
  return TRUE;
}

/* Where a stamp ends that begins at @start, or where the file does. */
static goffset
find_stamp_end (int     fd,
                goffset start)
{
  char text[STAMP_SIZE];
  gssize length = pread (fd, text, sizeof text, start);
  const char *end = length > 0 ? memchr (text, '"', (gsize) length) : NULL;

  return end != NULL ? start + (end - text) : start;
}

static gboolean
have_same_bytes (int     fd,
                 goffset start,
                 int     other,
                 goffset other_start,
                 goffset length)
{
  g_autofree char *bytes = g_malloc (CHUNK_SIZE);
  g_autofree char *other_bytes = g_malloc (CHUNK_SIZE);

  for (goffset done = 0; done < length;)
    {
      gsize size = (gsize) MIN (length - done, CHUNK_SIZE);
      gssize count = pread (fd, bytes, size, start + done);

      if (count <= 0 || pread (other, other_bytes, (gsize) count, other_start + done) != count ||
          memcmp (bytes, other_bytes, (gsize) count) != 0)
        return FALSE;
      done += count;
    }

  return TRUE;
}

/* As far as a time stamp in them, and from its end on. */
static gboolean
is_like (HeedAtomicFile *self,
         int             other)
{
  goffset size = lseek (self->fd, 0, SEEK_END);
  goffset other_size = lseek (other, 0, SEEK_END);
  goffset stamp = self->stamp >= 0 ? self->stamp : 0;
  goffset end = self->stamp >= 0 ? find_stamp_end (self->fd, stamp) : 0;
  goffset other_end = self->stamp >= 0 ? find_stamp_end (other, stamp) : 0;

  return size - end == other_size - other_end && other_size >= stamp &&
         have_same_bytes (self->fd, 0, other, 0, stamp) &&
         have_same_bytes (self->fd, end, other, other_end, size - end);
}

static void
heed_atomic_file_finalize (GObject *object)
{
  HeedAtomicFile *self = HEED_ATOMIC_FILE (object);

  if (self->temporary != NULL)
    g_unlink (self->temporary);
  g_clear_object (&self->stream);
  if (self->fd >= 0)
    close (self->fd);
  g_free (self->temporary);
  g_free (self->place);
  g_free (self->path);

  G_OBJECT_CLASS (heed_atomic_file_parent_class)->finalize (object);
}

static void
heed_atomic_file_class_init (HeedAtomicFileClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = heed_atomic_file_finalize;
}

static void
heed_atomic_file_init (HeedAtomicFile *self)
{
  self->fd = -1;
  self->stamp = -1;
}

static gboolean
check_kind (const char  *path,
            mode_t       mode,
            GError     **error)
{
  g_autofree char *name = NULL;

  if (S_ISREG (mode))
    return TRUE;

  name = g_filename_display_name (path);
  if (S_ISDIR (mode))
    heed_set_error (error, HEED_ERROR_INVALID_FILE, g_strerror (EISDIR), _("“%s” is a folder. Choose a file."), name);
  else
    heed_set_error (error, HEED_ERROR_INVALID_FILE, NULL, _("“%s” is a device or a pipe. Choose a file."), name);
  return FALSE;
}

/**
 * heed_file_follow_links:
 * @path: (type filename): where a file is to be, or a link to that place
 *
 * Finds what is to be written: whoever put a link there wants what it leads to to
 * be replaced, and not the link.
 *
 * Returns: (transfer full) (type filename): the place at the end of the links,
 *   whether there is a file or not
 */
char *
heed_file_follow_links (const char *path)
{
  char *place = g_strdup (path);

  for (guint i = 0; i < MOST_LINKS; i++)
    {
      g_autofree char *before = NULL;
      g_autofree char *folder = g_path_get_dirname (place);
      g_autofree char *target = g_file_read_link (place, NULL);

      if (target == NULL)
        break;
      before = place;
      place = g_path_is_absolute (target) ? g_steal_pointer (&target) : g_build_filename (folder, target, NULL);
    }

  return place;
}

/**
 * heed_file_check_kind:
 * @path: (type filename): where a file is or is to be, or a link to that place
 * @error: return location for an error
 *
 * Sees that there is no folder, which cannot be replaced by a file, and no pipe or
 * device, which may never give an answer. Opens nothing.
 *
 * Returns: %TRUE if there is a file or nothing; otherwise %FALSE with
 *   %HEED_ERROR_INVALID_FILE
 */
gboolean
heed_file_check_kind (const char  *path,
                      GError     **error)
{
  GStatBuf status;

  return g_stat (path, &status) != 0 || check_kind (path, status.st_mode, error);
}

/**
 * heed_file_open:
 * @path: (type filename): a file
 * @error: return location for an error
 *
 * Opens a file to read it. A pipe or a device, which may never give an answer, is
 * refused at once.
 *
 * Returns: the file descriptor, to be closed, or -1 with an error of the domain
 *   `HEED_ERROR`
 */
int
heed_file_open (const char  *path,
                GError     **error)
{
  GStatBuf status;
  int fd;

  /* Opening alone may do something to a device. */
  if (!heed_file_check_kind (path, error))
    return -1;

  fd = g_open (path, O_RDONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC, 0);
  if (fd < 0)
    {
      heed_set_error_from_reading (error, errno, path);
      return -1;
    }
  if (fstat (fd, &status) != 0 || check_kind (path, status.st_mode, error))
    return fd;

  close (fd);
  return -1;
}

/**
 * heed_atomic_file_set_always_named:
 * @named: whether a file has a name from the beginning
 *
 * For tests only: does what is done on a system that has no unnamed files.
 */
void
heed_atomic_file_set_always_named (gboolean named)
{
  always_named = named;
}

/**
 * heed_file_is_same:
 * @path: (type filename): a file
 * @other: (type filename): another one
 *
 * Looks whether two names are names of one file.
 *
 * Returns: %FALSE also if one of them is not there
 */
gboolean
heed_file_is_same (const char *path,
                   const char *other)
{
  GStatBuf status, other_status;

  return g_stat (path, &status) == 0 && g_stat (other, &other_status) == 0 &&
         status.st_dev == other_status.st_dev && status.st_ino == other_status.st_ino;
}

/**
 * heed_file_sync_folder:
 * @path: (type filename): a file that got its name just now
 *
 * Waits until the name is on the disk. A rename is there only when the folder is;
 * where a folder cannot be synced, it is as safe as the file system makes it.
 */
void
heed_file_sync_folder (const char *path)
{
  g_autofree char *folder = g_path_get_dirname (path);
  int fd = g_open (folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC, 0);

  if (fd < 0)
    return;

  fsync (fd);
  close (fd);
}

/**
 * heed_atomic_file_new:
 * @path: (type filename): where the file is to be, or a link to that place; what
 *   is there now stays until the commit
 * @error: return location for an error
 *
 * Starts a file. It is readable by its owner alone, as a journal should be.
 *
 * Returns: (transfer full) (nullable): the file, or %NULL with an error of
 *   the domain `HEED_ERROR`
 */
HeedAtomicFile *
heed_atomic_file_new (const char  *path,
                      GError     **error)
{
  g_autoptr (HeedAtomicFile) self = g_object_new (HEED_TYPE_ATOMIC_FILE, NULL);
  HeedFileStream *stream;

  self->path = g_strdup (path);
  self->place = heed_file_follow_links (path);
  if (!heed_file_check_kind (path, error))
    return NULL;

  errno = 0;
  if (g_file_test (self->place, G_FILE_TEST_IS_SYMLINK) || !open_temporary (self))
    {
      heed_set_error_from_errno (error, errno != 0 ? errno : ELOOP, path);
      return NULL;
    }

  stream = g_object_new (heed_file_stream_get_type (), NULL);
  stream->fd = self->fd;
  stream->path = g_strdup (path);
  self->stream = G_OUTPUT_STREAM (stream);
  return g_steal_pointer (&self);
}

/**
 * heed_atomic_file_get_stream:
 * @self: a file
 *
 * Gets the stream to write to. It is not buffered.
 *
 * Returns: (transfer none): the stream
 */
GOutputStream *
heed_atomic_file_get_stream (HeedAtomicFile *self)
{
  g_return_val_if_fail (HEED_IS_ATOMIC_FILE (self), NULL);

  return self->stream;
}

/**
 * heed_atomic_file_pass_over_stamp:
 * @self: a file
 * @start: the byte at which a time stamp begins that says when the file was
 *   written; it ends before the next quotation mark
 *
 * Says that a file which differs in nothing but this stamp is the same one.
 */
void
heed_atomic_file_pass_over_stamp (HeedAtomicFile *self,
                                  goffset         start)
{
  g_return_if_fail (HEED_IS_ATOMIC_FILE (self));

  self->stamp = start;
}

/**
 * heed_atomic_file_commit:
 * @self: a file that has been written
 * @error: return location for an error
 *
 * Puts the file in its place, over what was there. If that was the same already it
 * is not touched, so that nobody who keeps copies of it takes it for a new one.
 *
 * Returns: %FALSE with an error of the domain `HEED_ERROR`; what was there
 *   is then untouched
 */
gboolean
heed_atomic_file_commit (HeedAtomicFile  *self,
                         GError         **error)
{
  gboolean there;
  int other;

  g_return_val_if_fail (HEED_IS_ATOMIC_FILE (self), FALSE);

  other = heed_file_open (self->place, NULL);
  there = other >= 0 && is_like (self, other);
  if (other >= 0)
    close (other);
  if (there)
    return TRUE;

  if (fsync (self->fd) != 0 || !put_in_place (self))
    {
      heed_set_error_from_errno (error, errno, self->path);
      return FALSE;
    }

  heed_file_sync_folder (self->place);
  return TRUE;
}
