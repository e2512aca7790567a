/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "window-fixture.h"

static HeedApplication *application;

HeedApplication *
start_application (int    *argc,
                   char ***argv)
{
  g_autoptr (GError) error = NULL;

  g_test_init (argc, argv, NULL);
  gtk_init ();
  application = heed_application_new ();
  g_application_set_flags (G_APPLICATION (application), G_APPLICATION_NON_UNIQUE);
  g_application_register (G_APPLICATION (application), NULL, &error);
  g_assert_no_error (error);
  return application;
}

gboolean
has_journal (gpointer window)
{
  return heed_window_get_journal (window) != NULL;
}

static gboolean
is_closed (gpointer data)
{
  return gtk_application_get_windows (GTK_APPLICATION (application)) == NULL;
}

void
open_window (WindowFixture *fixture,
             gboolean       demo)
{
  fixture->window = heed_window_new (ADW_APPLICATION (application));
  heed_window_open_journal (fixture->window, fixture->files.path, demo);
  gtk_window_present (GTK_WINDOW (fixture->window));
}

void
open_window_with_journal (WindowFixture *fixture,
                          gboolean       demo)
{
  open_window (fixture, demo);
  g_assert_true (wait_until (has_journal, fixture->window));
}

void
close_window (WindowFixture *fixture)
{
  gtk_window_close (GTK_WINDOW (fixture->window));
  g_assert_true (wait_until (is_closed, NULL));
  fixture->window = NULL;
}

void
window_fixture_set_up (WindowFixture *fixture,
                       gconstpointer  data)
{
  journal_fixture_set_up (&fixture->files, NULL);
  journal_fixture_close (&fixture->files);
}

void
window_fixture_tear_down (WindowFixture *fixture,
                          gconstpointer  data)
{
  if (fixture->window != NULL)
    close_window (fixture);
  journal_fixture_tear_down (&fixture->files, NULL);
}
