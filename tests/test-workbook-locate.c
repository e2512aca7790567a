/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Tests of src/workbook/heed-workbook-locate.c. */

#include "heed-workbook-locate.h"

#include "heed-config.h"
#include "heed-error.h"

#include <glib/gstdio.h>

/* A folder of data; the path of the workbook that is not in it yet. */
static char *
get_path (const char *folder)
{
  return g_build_filename (folder, HEED_NAME, "workbooks", "customer-focus.xml", NULL);
}

static char *
make_workbook (const char *folder)
{
  g_autofree char *below = g_build_filename (folder, HEED_NAME, "workbooks", NULL);
  char *path = get_path (folder);
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (g_mkdir_with_parents (below, 0700), ==, 0);
  g_file_set_contents (path, "<workbook/>", -1, &error);
  g_assert_no_error (error);
  return path;
}

static void
assert_located (const char *expected)
{
  g_autofree char *path = heed_workbook_locate_default ();

  g_assert_cmpstr (path, ==, expected);
}

static void
test_environment (void)
{
  g_autofree char *path = make_workbook (g_get_user_data_dir ());

  g_setenv ("HEED_WORKBOOK", "/some/where/workbook.xml", TRUE);
  assert_located ("/some/where/workbook.xml");
  g_setenv ("HEED_WORKBOOK", "", TRUE);
  assert_located (path);
  g_unsetenv ("HEED_WORKBOOK");
  assert_located (path);
  g_unlink (path);
}

static void
test_user_before_system (void)
{
  g_autofree char *system_path = make_workbook (g_get_system_data_dirs ()[0]);
  g_autofree char *path = NULL;

  g_unsetenv ("HEED_WORKBOOK");
  assert_located (system_path);
  path = make_workbook (g_get_user_data_dir ());
  assert_located (path);
  g_unlink (path);
  assert_located (system_path);
  g_unlink (system_path);
}

static void
test_installed (void)
{
  g_autofree char *path = NULL;

  g_unsetenv ("HEED_WORKBOOK");
  path = heed_workbook_locate_default ();
  g_assert_true (g_path_is_absolute (path));
  g_assert_true (g_str_has_suffix (path, "/" HEED_NAME "/workbooks/customer-focus.xml"));
}

static void
test_open (void)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "fixtures", "every-field.xml", NULL);
  g_autoptr (HeedWorkbook) workbook = NULL;
  g_autoptr (GError) error = NULL;

  g_setenv ("HEED_WORKBOOK", path, TRUE);
  workbook = heed_workbook_open_default (&error);
  g_assert_no_error (error);
  g_assert_cmpstr (heed_workbook_get_id (workbook), ==, "every-field");
}

static void
test_open_missing (void)
{
  g_autoptr (GError) error = NULL;

  g_setenv ("HEED_WORKBOOK", "/some/where/workbook.xml", TRUE);
  g_assert_null (heed_workbook_open_default (&error));
  g_assert_error (error, HEED_ERROR, HEED_ERROR_NOT_FOUND);
}

/* Folders of data away from the person's. */
static char *
set_up_folders (void)
{
  g_autoptr (GError) error = NULL;
  char *folder = g_dir_make_tmp ("heed-locate-XXXXXX", &error);
  g_autofree char *user = g_build_filename (folder, "user", NULL);
  g_autofree char *system_folder = g_build_filename (folder, "system", NULL);

  g_assert_no_error (error);
  g_setenv ("XDG_DATA_HOME", user, TRUE);
  g_setenv ("XDG_DATA_DIRS", system_folder, TRUE);
  return folder;
}

static void
remove_folders (const char *folder)
{
  static const char * const below[] = { HEED_NAME "/workbooks", HEED_NAME, "" };
  const char *data[] = { g_get_user_data_dir (), g_get_system_data_dirs ()[0] };

  for (guint i = 0; i < G_N_ELEMENTS (data); i++)
    for (guint j = 0; j < G_N_ELEMENTS (below); j++)
      {
        g_autofree char *path = g_build_filename (data[i], below[j], NULL);

        g_rmdir (path);
      }
  g_rmdir (folder);
}

int
main (int    argc,
      char **argv)
{
  g_autofree char *folder = NULL;
  int status;

  g_test_init (&argc, &argv, NULL);
  folder = set_up_folders ();

  g_test_add_func ("/locate/environment", test_environment);
  g_test_add_func ("/locate/user-before-system", test_user_before_system);
  g_test_add_func ("/locate/installed", test_installed);
  g_test_add_func ("/locate/open", test_open);
  g_test_add_func ("/locate/open-missing", test_open_missing);

  status = g_test_run ();
  remove_folders (folder);
  return status;
}
