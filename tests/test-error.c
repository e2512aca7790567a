/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Tests of src/base/heed-error.c. */

#include "heed-error.h"

#include <errno.h>
#include <gio/gio.h>
#include <string.h>

static void
test_sentence_and_detail (void)
{
  g_autoptr (GError) error = NULL;

  heed_set_error (&error, HEED_ERROR_CORRUPT, "row 3 missing", "The file “%s” is damaged.", "a.db");

  g_assert_error (error, HEED_ERROR, HEED_ERROR_CORRUPT);
  g_assert_cmpstr (error->message, ==, "The file “a.db” is damaged.");
  g_assert_cmpstr (heed_error_get_detail (error), ==, "row 3 missing");
}

static void
test_no_detail (void)
{
  g_autoptr (GError) error = NULL;

  heed_set_error (&error, HEED_ERROR_FAILED, NULL, "It did not work.");

  g_assert_null (heed_error_get_detail (error));
}

static void
test_copy_keeps_detail (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GError) copy = NULL;

  heed_set_error (&error, HEED_ERROR_LOCKED, "database is locked", "Busy.");
  copy = g_error_copy (error);
  g_clear_error (&error);

  g_assert_error (copy, HEED_ERROR, HEED_ERROR_LOCKED);
  g_assert_cmpstr (heed_error_get_detail (copy), ==, "database is locked");
}

static void
test_prefix_keeps_detail (void)
{
  g_autoptr (GError) error = NULL;

  heed_set_error (&error, HEED_ERROR_FULL, "disk full", "No room.");
  g_prefix_error (&error, "%s ", "It was not saved.");

  g_assert_cmpstr (error->message, ==, "It was not saved. No room.");
  g_assert_cmpstr (heed_error_get_detail (error), ==, "disk full");
}

static void
test_nobody_asks (void)
{
  heed_set_error (NULL, HEED_ERROR_FAILED, "detail", "It did not work.");
  heed_set_error_from_errno (NULL, ENOSPC, "file");
}

static void
test_other_domain (void)
{
  g_autoptr (GError) error = g_error_new_literal (G_IO_ERROR, G_IO_ERROR_CLOSED, "Stream is closed");

  g_assert_cmpstr (heed_error_get_detail (error), ==, "Stream is closed");
}

static void
test_errno (void)
{
  static const struct
  {
    int saved_errno;
    HeedError code;
  } cases[] = {
    { ENOSPC, HEED_ERROR_FULL },
    { EDQUOT, HEED_ERROR_FULL },
    { EACCES, HEED_ERROR_READ_ONLY },
    { EPERM, HEED_ERROR_READ_ONLY },
    { EROFS, HEED_ERROR_READ_ONLY },
    { ENOENT, HEED_ERROR_NOT_FOUND },
    { ENOTDIR, HEED_ERROR_NOT_FOUND },
    { EEXIST, HEED_ERROR_EXISTS },
    { EIO, HEED_ERROR_FAILED },
    { EISDIR, HEED_ERROR_FAILED },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;

      heed_set_error_from_errno (&error, cases[i].saved_errno, "/some/journal & more.json");

      g_assert_error (error, HEED_ERROR, (int) cases[i].code);
      g_assert_cmpstr (heed_error_get_detail (error), ==, g_strerror (cases[i].saved_errno));
      g_assert_nonnull (strstr (error->message, "“/some/journal & more.json”"));
      g_assert_null (strstr (error->message, g_strerror (cases[i].saved_errno)));
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/error/sentence-and-detail", test_sentence_and_detail);
  g_test_add_func ("/error/no-detail", test_no_detail);
  g_test_add_func ("/error/copy-keeps-detail", test_copy_keeps_detail);
  g_test_add_func ("/error/prefix-keeps-detail", test_prefix_keeps_detail);
  g_test_add_func ("/error/nobody-asks", test_nobody_asks);
  g_test_add_func ("/error/other-domain", test_other_domain);
  g_test_add_func ("/error/errno", test_errno);

  return g_test_run ();
}
