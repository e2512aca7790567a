/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Workbooks that are nearly the bundled one, for the tests that must not take the
 * one for the other. */

#pragma once

#include <glib.h>

/* Writes the bundled workbook to @path, with the root element's attributes @root in
 * the place of its own, and each title and label with @before in front. */
static inline void
write_other_workbook (const char *path,
                      const char *root,
                      const char *before)
{
  g_autofree char *contents = NULL;
  g_autofree char *title = g_strconcat ("<title>", before, " ", NULL);
  g_autofree char *label = g_strconcat ("<label>", before, " ", NULL);
  g_autoptr (GString) text = NULL;
  g_autoptr (GError) error = NULL;

  g_file_get_contents (g_getenv ("HEED_WORKBOOK"), &contents, NULL, &error);
  g_assert_no_error (error);
  text = g_string_new (contents);
  g_assert_cmpuint (g_string_replace (text, "id=\"customer-focus\" version=\"2\"", root, 0), ==, 1);
  g_assert_cmpuint (g_string_replace (text, "<title>", title, 0), >, 0);
  g_assert_cmpuint (g_string_replace (text, "<label>", label, 0), >, 0);
  g_file_set_contents (path, text->str, -1, &error);
  g_assert_no_error (error);
}
