/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Files that are whole or not there. g_file_replace() writes a new file in
 * place, so that a full disk would leave half of it; this never does. */

#include "heed-file.h"

#include "heed-error.h"

#include <errno.h>
#include <fcntl.h>
#include <gio/gunixoutputstream.h>
#include <glib/gstdio.h>
#include <unistd.h>

/* As many as the kernel follows. */
#define MOST_LINKS 40

struct _HeedSafeFile
{
  GObject parent_instance;

  char *path;
  char *temporary; /* NULL once it has been put in its place */
  GOutputStream *stream;
  int fd;
};

G_DEFINE_FINAL_TYPE (HeedSafeFile, heed_safe_file, G_TYPE_OBJECT)

/* A rename is on the disk only when the folder is. Some file systems cannot
 * sync a folder; there the rename is as safe as they make it. */
static void
sync_folder (const char *path)
{
  g_autofree char *folder = g_path_get_dirname (path);
  int fd = g_open (folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC, 0);

  if (fd >= 0)
    {
      fsync (fd);
      close (fd);
    }
}

static void
heed_safe_file_finalize (GObject *object)
{
  HeedSafeFile *self = HEED_SAFE_FILE (object);

  g_clear_object (&self->stream);
  if (self->fd >= 0)
    close (self->fd);
  if (self->temporary != NULL)
    g_unlink (self->temporary);
  g_free (self->temporary);
  g_free (self->path);

  G_OBJECT_CLASS (heed_safe_file_parent_class)->finalize (object);
}

static void
heed_safe_file_class_init (HeedSafeFileClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = heed_safe_file_finalize;
}

static void
heed_safe_file_init (HeedSafeFile *self)
{
  self->fd = -1;
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
 * heed_safe_file_new:
 * @path: (type filename): where the file is to be, or a link to that place; what
 *   is there now stays until the commit
 * @error: return location for an error
 *
 * Starts a file. It is readable by its owner alone, as a journal should be.
 *
 * Returns: (transfer full) (nullable): the file, or %NULL with an error of
 *   the domain `HEED_ERROR`
 */
HeedSafeFile *
heed_safe_file_new (const char  *path,
                    GError     **error)
{
  g_autoptr (HeedSafeFile) self = g_object_new (HEED_TYPE_SAFE_FILE, NULL);
  g_autofree char *place = heed_file_follow_links (path);
  g_autofree char *template = g_strdup_printf ("%s.XXXXXX", place);

  self->path = g_strdup (place);
  /* Neither a folder nor a device can be replaced by a file. */
  if (g_file_test (path, G_FILE_TEST_EXISTS) && !g_file_test (path, G_FILE_TEST_IS_REGULAR))
    {
      heed_set_error_from_errno (error, EISDIR, path);
      return NULL;
    }

  self->fd = g_mkstemp_full (template, O_RDWR | O_CLOEXEC, 0600);
  if (self->fd < 0)
    {
      heed_set_error_from_errno (error, errno, path);
      return NULL;
    }

  self->temporary = g_steal_pointer (&template);
  self->stream = g_unix_output_stream_new (self->fd, FALSE);
  return g_steal_pointer (&self);
}

/**
 * heed_safe_file_get_stream:
 * @self: a file
 *
 * Gets the stream to write to. It is not buffered.
 *
 * Returns: (transfer none): the stream
 */
GOutputStream *
heed_safe_file_get_stream (HeedSafeFile *self)
{
  g_return_val_if_fail (HEED_IS_SAFE_FILE (self), NULL);

  return self->stream;
}

/**
 * heed_safe_file_commit:
 * @self: a file that has been written
 * @error: return location for an error
 *
 * Puts the file in its place, over what was there.
 *
 * Returns: %FALSE with an error of the domain `HEED_ERROR`; what was there
 *   is then untouched
 */
gboolean
heed_safe_file_commit (HeedSafeFile  *self,
                       GError       **error)
{
  g_return_val_if_fail (HEED_IS_SAFE_FILE (self), FALSE);
  g_return_val_if_fail (self->temporary != NULL, FALSE);

  if (fsync (self->fd) != 0 || g_rename (self->temporary, self->path) != 0)
    {
      heed_set_error_from_errno (error, errno, self->path);
      return FALSE;
    }

  g_clear_pointer (&self->temporary, g_free);
  sync_folder (self->path);
  return TRUE;
}
