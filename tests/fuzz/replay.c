/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Tries a fuzz target with each file that is named, and with those of each folder,
 * so that what a fuzzer once found stays fixed, and so that the target keeps
 * compiling. */

#include "fuzz.h"

#include <glib.h>

static void
replay_file (const char *path)
{
  g_autofree char *data = NULL;
  g_autoptr (GError) error = NULL;
  gsize length;

  g_file_get_contents (path, &data, &length, &error);
  g_assert_no_error (error);
  g_print ("%s\n", path);
  LLVMFuzzerTestOneInput ((const unsigned char *) data, length);
}

static void
replay_folder (const char *path)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GDir) folder = g_dir_open (path, 0, &error);
  const char *name;

  g_assert_no_error (error);
  while ((name = g_dir_read_name (folder)) != NULL)
    {
      g_autofree char *file = g_build_filename (path, name, NULL);

      replay_file (file);
    }
}

int
main (int   argc,
      char *argv[])
{
  for (int i = 1; i < argc; i++)
    (g_file_test (argv[i], G_FILE_TEST_IS_DIR) ? replay_folder : replay_file) (argv[i]);

  return argc > 1 ? 0 : 2;
}
