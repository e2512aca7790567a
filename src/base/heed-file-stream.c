/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* See heed-file-stream.h. */

#include "heed-file-stream.h"

#include "heed-error.h"

#include <errno.h>
#include <unistd.h>

struct _HeedFileStream
{
  GOutputStream parent_instance;

  char *path;
  int fd; /* the caller's */
};

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

/**
 * heed_file_stream_new:
 * @fd: a file that is open, and stays so
 * @path: (type filename): what the person calls it
 *
 * Makes a stream. It is not buffered, and its errors are of the domain
 * `HEED_ERROR`.
 *
 * Returns: (transfer full): the stream
 */
GOutputStream *
heed_file_stream_new (int         fd,
                      const char *path)
{
  HeedFileStream *self = g_object_new (HEED_TYPE_FILE_STREAM, NULL);

  self->fd = fd;
  self->path = g_strdup (path);
  return G_OUTPUT_STREAM (self);
}
