/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* A window on a throw-away journal with sample entries. */

#include "heed-demo-window.h"

#include "heed-error.h"
#include "heed-temporary.h"

#include <errno.h>

/**
 * heed_demo_window_new:
 * @application: the application that the window belongs to
 * @error: return location for an error
 *
 * Opens the sample journal in a window of its own. It is kept in a folder for
 * what is temporary, which goes when the window does with all that is in it, so
 * that nobody's own journal is touched. What a kill left of an earlier one goes,
 * too.
 *
 * Returns: (transfer none) (nullable): the window, not on screen yet; %NULL with
 *   an error of the domain `HEED_ERROR` if there is no room for the folder
 */
HeedWindow *
heed_demo_window_new (AdwApplication  *application,
                      GError         **error)
{
  HeedPrivateFolder *folder = heed_private_folder_new (g_get_tmp_dir ());
  g_autofree char *path = NULL;
  HeedWindow *window;

  if (folder == NULL)
    {
      heed_set_error_from_errno (error, errno, g_get_tmp_dir ());
      return NULL;
    }

  window = heed_window_new (application);
  g_object_set_data_full (G_OBJECT (window), "demo-folder", folder, (GDestroyNotify) heed_private_folder_free);
  path = heed_private_folder_dup_path (folder, "journal.db");
  heed_window_open_journal (window, path, TRUE);
  return window;
}
