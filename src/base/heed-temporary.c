/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What has a name for a while only, and holds what a person wrote: it must not
 * stay there because the program was killed. Two things tell whether a file is
 * such a leftover. Its name vouches for itself, for its end is a checksum of the
 * rest, so that nobody else's file is ever taken for it; and whoever makes one
 * holds a lock on it, which the system lets go of with the process. Where a file
 * system knows no locks nothing is swept, rather than something in use. */

#include "heed-temporary.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#define PREFIX ".heed-"
#define CHOICE_LENGTH 16
#define SUM_LENGTH 8

struct _HeedPrivateFolder
{
  char *path;
  int fd; /* holds the lock */
};

static char *
format_name (const char *choice)
{
  g_autofree char *text = g_strconcat ("A temporary file of Heed: ", choice, NULL);
  g_autofree char *sum = g_compute_checksum_for_string (G_CHECKSUM_SHA256, text, -1);

  return g_strdup_printf (PREFIX "%s-%.*s", choice, SUM_LENGTH, sum);
}

static gboolean
is_own_name (const char *name)
{
  g_autofree char *choice = NULL;
  g_autofree char *own = NULL;

  if (!g_str_has_prefix (name, PREFIX) || strlen (name) != strlen (PREFIX) + CHOICE_LENGTH + 1 + SUM_LENGTH)
    return FALSE;

  choice = g_strndup (name + strlen (PREFIX), CHOICE_LENGTH);
  own = format_name (choice);
  return g_str_equal (name, own);
}

static gboolean
is_at (int         fd,
       const char *path)
{
  GStatBuf here, there;

  return fstat (fd, &here) == 0 && g_lstat (path, &there) == 0 &&
         here.st_dev == there.st_dev && here.st_ino == there.st_ino;
}

/* There are files in it and nothing else. */
static void
remove_folder (const char *path)
{
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *inside = g_build_filename (path, name, NULL);

      /* What is made in such a folder may need one itself. */
      if (g_unlink (inside) != 0 && is_own_name (name))
        remove_folder (inside);
    }

  g_rmdir (path);
}

static void
sweep_one (const char *path)
{
  int fd = g_open (path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC, 0);
  GStatBuf status;

  if (fd < 0)
    return;

  if (fstat (fd, &status) == 0 && status.st_uid == geteuid () &&
      flock (fd, LOCK_EX | LOCK_NB) == 0 && is_at (fd, path))
    {
      g_debug ("Sweeping what a run that was killed left");
      if (S_ISDIR (status.st_mode))
        remove_folder (path);
      else if (S_ISREG (status.st_mode))
        g_unlink (path);
    }

  close (fd);
}

/**
 * heed_temporary_choose_path:
 * @folder: (type filename): a folder
 *
 * Chooses a name in a folder that is certainly Heed's.
 *
 * Returns: (transfer full) (type filename): the path, at which there is hardly
 *   anything
 */
char *
heed_temporary_choose_path (const char *folder)
{
  g_autofree char *choice = g_strdup_printf ("%08x%08x", g_random_int (), g_random_int ());
  g_autofree char *name = format_name (choice);

  return g_build_filename (folder, name, NULL);
}

/**
 * heed_temporary_claim:
 * @fd: a file or folder that this process made and has open
 * @path: (nullable) (type filename): where it is, from
 *   heed_temporary_choose_path(), if it has a name yet
 *
 * Says to everybody that it is in use, until @fd is closed.
 *
 * Returns: %FALSE if somebody swept it already; then another one is to be made
 */
gboolean
heed_temporary_claim (int         fd,
                      const char *path)
{
  if (flock (fd, LOCK_EX | LOCK_NB) != 0 && errno == EWOULDBLOCK)
    return FALSE;

  return path == NULL || is_at (fd, path);
}

/**
 * heed_temporary_sweep:
 * @folder: (type filename): a folder in which there may be something
 *
 * Removes what a run of Heed that was killed left in a folder, and nothing that
 * anybody else made, or that a Heed that runs still needs.
 */
void
heed_temporary_sweep (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    if (is_own_name (name))
      {
        g_autofree char *path = g_build_filename (folder, name, NULL);

        sweep_one (path);
      }
}

/**
 * heed_private_folder_new: (skip)
 * @parent: (type filename): where to make it
 *
 * Makes a folder of one's own, and sweeps what is left of others there.
 *
 * Returns: (transfer full) (nullable): the folder, or %NULL with `errno` set
 */
HeedPrivateFolder *
heed_private_folder_new (const char *parent)
{
  heed_temporary_sweep (parent);

  for (;;)
    {
      g_autofree char *path = heed_temporary_choose_path (parent);
      HeedPrivateFolder *self;
      int fd;

      if (g_mkdir (path, 0700) != 0)
        {
          if (errno == EEXIST)
            continue;
          return NULL;
        }

      fd = g_open (path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC, 0);
      if (fd >= 0 && !heed_temporary_claim (fd, path))
        {
          close (fd);
          continue;
        }

      self = g_new0 (HeedPrivateFolder, 1);
      self->path = g_steal_pointer (&path);
      self->fd = fd;
      return self;
    }
}

/**
 * heed_private_folder_free:
 * @self: (transfer full): a folder
 *
 * Removes the folder and all that is in it.
 */
void
heed_private_folder_free (HeedPrivateFolder *self)
{
  remove_folder (self->path);
  if (self->fd >= 0)
    close (self->fd);
  g_free (self->path);
  g_free (self);
}

/**
 * heed_private_folder_dup_path:
 * @self: a folder
 * @name: (type filename): the name of a file in it, which need not be there
 *
 * Gets where a file is.
 *
 * Returns: (transfer full) (type filename): its path
 */
char *
heed_private_folder_dup_path (const HeedPrivateFolder *self,
                              const char              *name)
{
  return g_build_filename (self->path, name, NULL);
}
