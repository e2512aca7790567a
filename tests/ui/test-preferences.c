/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What the preferences change. */

#include "heed-week-start.h"

#include <gtk/gtk.h>
#include <locale.h>

static GSettings *settings;

static void
test_week_start_is_chosen (void)
{
  g_settings_set_string (settings, "week-start", "monday");
  g_assert_cmpuint (heed_week_start (), ==, 1);
  g_settings_set_string (settings, "week-start", "saturday");
  g_assert_cmpuint (heed_week_start (), ==, 6);
  g_settings_set_string (settings, "week-start", "sunday");
  g_assert_cmpuint (heed_week_start (), ==, 0);
  g_settings_reset (settings, "week-start");
}

static void
test_week_start_of_the_region (gconstpointer data)
{
  static const guint days[] = { 1, 0, 6, 1 };
  static const char * const locales[] = { "de_DE.UTF-8", "en_US.UTF-8", "ar_EG.UTF-8", "en_GB.UTF-8" };
  guint i = GPOINTER_TO_UINT (data);
  g_autofree char *before = g_strdup (setlocale (LC_TIME, NULL));

  if (setlocale (LC_TIME, locales[i]) == NULL)
    {
      g_test_skip (locales[i]);
      return;
    }

  g_assert_cmpuint (heed_week_start (), ==, days[i]);
  setlocale (LC_TIME, before);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  gtk_init ();
  settings = g_settings_new ("org.heedworkbook.Heed");
  g_test_add_func ("/preferences/week-start-is-chosen", test_week_start_is_chosen);
  g_test_add_data_func ("/preferences/week-start/de", GUINT_TO_POINTER (0), test_week_start_of_the_region);
  g_test_add_data_func ("/preferences/week-start/us", GUINT_TO_POINTER (1), test_week_start_of_the_region);
  g_test_add_data_func ("/preferences/week-start/eg", GUINT_TO_POINTER (2), test_week_start_of_the_region);
  g_test_add_data_func ("/preferences/week-start/gb", GUINT_TO_POINTER (3), test_week_start_of_the_region);
  return g_test_run ();
}
