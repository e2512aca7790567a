/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Files of tests: to count, to copy and to read them, to be somebody who may not
 * write them, and to take them away. */

#pragma once

#include <gio/gio.h>
#include <glib/gstdio.h>
#include <sys/prctl.h>
#include <unistd.h>

static inline guint
count_files (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  guint count = 0;

  while (g_dir_read_name (dir) != NULL)
    count++;
  return count;
}

static inline void
copy_file (const char *from,
           const char *to)
{
  g_autoptr (GFile) source = g_file_new_for_path (from);
  g_autoptr (GFile) target = g_file_new_for_path (to);
  g_autoptr (GError) error = NULL;

  g_file_copy (source, target, G_FILE_COPY_OVERWRITE | G_FILE_COPY_TARGET_DEFAULT_PERMS, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
}

static inline GBytes *
read_bytes (const char *path)
{
  g_autoptr (GError) error = NULL;
  char *contents;
  gsize length;

  g_file_get_contents (path, &contents, &length, &error);
  g_assert_no_error (error);
  return g_bytes_new_take (contents, length);
}

/* With the folders that are in it, if it is there. */
static inline void
remove_folder (const char *path)
{
  g_autoptr (GDir) folder = g_dir_open (path, 0, NULL);
  const char *name;

  if (folder == NULL)
    return;

  while ((name = g_dir_read_name (folder)) != NULL)
    {
      g_autofree char *inner = g_build_filename (path, name, NULL);

      if (g_file_test (inner, G_FILE_TEST_IS_DIR) && !g_file_test (inner, G_FILE_TEST_IS_SYMLINK))
        remove_folder (inner);
      else
        g_assert_no_errno (g_unlink (inner));
    }
  g_assert_no_errno (g_rmdir (path));
}

#define NOBODY 65534

#ifdef _GNU_SOURCE /* setresuid() */

/* Permissions mean nothing to root, so that such a test is somebody else for a
 * while, who has the folder and what is in it. */
static inline void
become_nobody (const char *folder)
{
  g_autoptr (GDir) dir = NULL;
  const char *name;

  if (getuid () != 0)
    return;

  dir = g_dir_open (folder, 0, NULL);
  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      g_assert_no_errno (chown (path, NOBODY, NOBODY));
    }
  g_assert_no_errno (chown (folder, NOBODY, NOBODY));
  g_assert_no_errno (setresuid (NOBODY, NOBODY, 0));
  prctl (PR_SET_DUMPABLE, 1);
}

static inline void
become_oneself (void)
{
  uid_t real, effective, saved;

  getresuid (&real, &effective, &saved);
  if (saved == 0 && effective != 0)
    {
      g_assert_no_errno (setresuid (0, 0, 0));
      prctl (PR_SET_DUMPABLE, 1);
    }
}

#endif
