/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* A window on a throw-away journal with sample entries. */

#include "heed-demo-window.h"

#include <glib/gstdio.h>

static void
remove_folder (gpointer data)
{
  static const char * const names[] = { "journal.db", "journal.db-wal", "journal.db-shm" };
  g_autofree char *folder = data;

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *path = g_build_filename (folder, names[i], NULL);

      g_unlink (path);
    }
  g_rmdir (folder);
}

/**
 * heed_demo_window_new:
 * @application: the application that the window belongs to
 * @error: return location for an error
 *
 * Opens the sample journal in a window of its own. It is kept in a folder for
 * what is temporary, which goes when the window does, so that nobody's own
 * journal is touched.
 *
 * Returns: (transfer none) (nullable): the window, not on screen yet; %NULL with
 *   an error of GIO if there is no room for the folder
 */
HeedWindow *
heed_demo_window_new (AdwApplication  *application,
                      GError         **error)
{
  char *folder = g_dir_make_tmp ("heed-demo-XXXXXX", error);
  g_autofree char *path = NULL;
  HeedWindow *window;

  if (folder == NULL)
    return NULL;

  window = heed_window_new (application);
  g_object_set_data_full (G_OBJECT (window), "demo-folder", folder, remove_folder);
  path = g_build_filename (folder, "journal.db", NULL);
  heed_window_open_journal (window, path, TRUE);
  return window;
}
