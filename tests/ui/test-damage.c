/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Tests of src/ui/heed-window-safety.c: a window whose journal is damaged says so,
 * and recovers it. */

#define _GNU_SOURCE /* memmem() */

#include "screen.h"
#include "window-fixture.h"

#include <string.h>

#define N_NOTES 60
#define PAGE_SIZE 4096

static HeedApplication *application;

static gboolean
says_damaged (gpointer window)
{
  return count_shown (window, is_saying, "Your journal’s file is damaged") > 0;
}

static gboolean
offers_recovery (gpointer window)
{
  return count_shown (window, is_button, "Recover") > 0;
}

static gboolean
tells_of_recovery (gpointer unused)
{
  g_autoptr (GList) windows = gtk_window_list_toplevels ();

  for (GList *l = windows; l != NULL; l = l->next)
    if (ADW_IS_MESSAGE_DIALOG (l->data) && count_shown (l->data, is_saying, "recovered") > 0)
      return TRUE;

  return FALSE;
}

/* The window that is there now. */
static HeedWindow *
find_other (HeedWindow *window)
{
  GList *windows = gtk_application_get_windows (GTK_APPLICATION (application));

  for (GList *l = windows; l != NULL; l = l->next)
    if (HEED_IS_WINDOW (l->data) && l->data != window)
      return l->data;

  return NULL;
}

static gboolean
has_started_over (gpointer data)
{
  WindowFixture *fixture = data;
  HeedWindow *window = find_other (fixture->window);

  return window != NULL && heed_window_get_journal (window) != NULL && tells_of_recovery (NULL);
}

static void
close_dialogs (void)
{
  g_autoptr (GList) windows = gtk_window_list_toplevels ();

  for (GList *l = windows; l != NULL; l = l->next)
    if (ADW_IS_MESSAGE_DIALOG (l->data))
      gtk_window_destroy (l->data);
}

/* A page of answers is bad. */
static void
set_up_damaged (WindowFixture *fixture,
                gconstpointer  data)
{
  g_autoptr (GPtrArray) records = NULL;
  g_autofree char *contents = NULL;
  gsize length;
  char *p;

  window_fixture_set_up (fixture, data);
  records = journal_fixture_put (&fixture->files, N_NOTES);
  g_assert_true (g_file_get_contents (fixture->files.path, &contents, &length, NULL));
  p = memmem (contents, length, "bodyNote 5", strlen ("bodyNote 5"));
  g_assert_nonnull (p);
  memset (contents + (p - contents) / PAGE_SIZE * PAGE_SIZE, 0x5a, PAGE_SIZE);
  g_assert_true (g_file_set_contents (fixture->files.path, contents, (gssize) length, NULL));
}

/* The page that tells what is in the file is bad, with what makes it known for a
 * journal or from there on. */
static void
set_up_unreadable (WindowFixture *fixture,
                   gconstpointer  data)
{
  guint n_notes = GPOINTER_TO_UINT (data);
  g_autoptr (GPtrArray) records = NULL;
  g_autofree char *contents = NULL;
  gsize length;

  window_fixture_set_up (fixture, NULL);
  if (n_notes > 0)
    records = journal_fixture_put (&fixture->files, n_notes);
  g_assert_true (g_file_get_contents (fixture->files.path, &contents, &length, NULL));
  if (n_notes > 0)
    memset (contents, 0x5a, PAGE_SIZE);
  else
    memset (contents + 100, 0x5a, PAGE_SIZE - 100);
  g_assert_true (g_file_set_contents (fixture->files.path, contents, (gssize) length, NULL));
}

/* It opens, says so, and puts a new journal in its place with what was typed
 * meanwhile. */
static void
test_recover (WindowFixture *fixture,
              gconstpointer  data)
{
  g_autoptr (HeedEntry) entry = NULL;
  HeedJournal *journal;
  HeedWindow *window;

  open_window_with_journal (fixture, FALSE);
  g_assert_true (wait_until (says_damaged, fixture->window));
  g_assert_cmpuint (count_shown (GTK_WIDGET (fixture->window), is_button, "Export…"), ==, 1);
  journal = heed_window_get_journal (fixture->window);
  entry = heed_journal_create_entry (journal, HEED_FORM_NOTE, NULL);
  heed_entry_set_title (entry, "Written afterwards");
  g_clear_object (&entry);

  press_shown (GTK_WIDGET (fixture->window), "Recover");
  g_assert_true (wait_until (has_started_over, fixture));
  window = find_other (fixture->window);
  fixture->window = window;
  g_assert_false (says_damaged (window));
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (heed_window_get_journal (window))), ==, N_NOTES + 1);
  close_dialogs ();
}

/* Where it cannot be opened at all, the page that says so offers to try. */
static void
test_first_page (WindowFixture *fixture,
                 gconstpointer  data)
{
  HeedJournal *journal;

  open_window (fixture, FALSE);
  g_assert_true (wait_until (offers_recovery, fixture->window));
  press_shown (GTK_WIDGET (fixture->window), "Recover");
  g_assert_true (wait_until (has_started_over, fixture));
  fixture->window = find_other (fixture->window);
  journal = heed_window_get_journal (fixture->window);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (journal)), ==, N_NOTES);
  close_dialogs ();
}

/* It says when nothing came of it. */
static void
test_unreadable (WindowFixture *fixture,
                 gconstpointer  data)
{
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  gsize length, length_after;

  g_assert_true (g_file_get_contents (fixture->files.path, &before, &length, NULL));
  open_window (fixture, FALSE);
  g_assert_true (wait_until (offers_recovery, fixture->window));
  press_shown (GTK_WIDGET (fixture->window), "Recover");
  g_assert_true (wait_until (offers_recovery, fixture->window));
  g_assert_null (heed_window_get_journal (fixture->window));
  g_assert_true (g_file_get_contents (fixture->files.path, &after, &length_after, NULL));
  g_assert_cmpmem (before, length, after, length_after);
}

int
main (int    argc,
      char **argv)
{
  application = start_application (&argc, &argv);

  g_test_add ("/damage/recover", WindowFixture, NULL, set_up_damaged, test_recover, window_fixture_tear_down);
  g_test_add ("/damage/first-page", WindowFixture, GUINT_TO_POINTER (N_NOTES), set_up_unreadable, test_first_page,
              window_fixture_tear_down);
  g_test_add ("/damage/unreadable", WindowFixture, NULL, set_up_unreadable, test_unreadable, window_fixture_tear_down);

  return g_test_run ();
}
