/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Where the workbook is that the window and the command line open. */

#include "heed-workbook-locate.h"

#include "heed-config.h"

static char *
find_in (const char *data_folder)
{
  g_autofree char *path = g_build_filename (data_folder, HEED_NAME, "workbooks", HEED_BUNDLED_WORKBOOK, NULL);

  return g_file_test (path, G_FILE_TEST_IS_REGULAR) ? g_steal_pointer (&path) : NULL;
}

/**
 * heed_workbook_locate_default:
 *
 * Finds the workbook to open: the file that the environment variable
 * `HEED_WORKBOOK` names, else the bundled one (see data/workbooks/meson.build) in
 * the folder `heed/workbooks` of the person's data folder or of one of the system's,
 * else the one that was installed with this program.
 *
 * Returns: (transfer full) (type filename): the path; the file may be missing
 */
char *
heed_workbook_locate_default (void)
{
  const char *named = g_getenv ("HEED_WORKBOOK");
  const char * const *folders = g_get_system_data_dirs ();
  char *path;

  if (named != NULL && *named != '\0')
    return g_strdup (named);

  path = find_in (g_get_user_data_dir ());
  for (guint i = 0; path == NULL && folders[i] != NULL; i++)
    path = find_in (folders[i]);

  return path != NULL ? path : g_build_filename (HEED_DATA_DIR, "workbooks", HEED_BUNDLED_WORKBOOK, NULL);
}

/**
 * heed_workbook_open_default:
 * @error: return location for an error
 *
 * Reads the workbook that heed_workbook_locate_default() finds, in the
 * person's language. Blocks while reading.
 *
 * Returns: (transfer full) (nullable): the workbook, or %NULL with an error of
 *   heed_workbook_new_from_file()
 */
HeedWorkbook *
heed_workbook_open_default (GError **error)
{
  g_autofree char *path = heed_workbook_locate_default ();
  g_autoptr (GFile) file = g_file_new_for_path (path);

  return heed_workbook_new_from_file (file, NULL, error);
}
