/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Uses a journal as the window does, for the test that kills it meanwhile. What is
 * reported to be done is written to the standard output, a line each.
 * Usage: use-journal WHAT JOURNAL
 *   type         types into entries without end, and has them saved; of each that
 *                is, the id and the text
 *   rest         the same, but leaves the saving to the autosave
 *   empty-trash  empties the trash
 *   replace-tag  replaces the tag “phone” by “call” */

#include "journal-fixture.h"

#include <stdio.h>
#include <stdlib.h>

#include "heed-workbook-locate.h"

#define WORDS_AT_ONCE 5
#define WORDS_OF_AN_ENTRY 60

static JournalFixture fixture;
static HeedEntry *entry;
static guint n_words;

static void type_words (gboolean have_saved);

static void
report (void)
{
  printf ("%s %s\n", heed_entry_get_id (entry), heed_entry_get_answer (entry, "body"));
  fflush (stdout);
}

static void
saved_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      data)
{
  g_autoptr (GError) error = NULL;

  heed_journal_finish (HEED_JOURNAL (source), result, &error);
  g_assert_no_error (error);
  report ();
  type_words (TRUE);
}

static gboolean
type_cb (gpointer data)
{
  type_words (FALSE);
  return G_SOURCE_REMOVE;
}

static void
save_state_cb (HeedEntry *changed)
{
  if (changed != entry || heed_entry_get_save_state (entry) != HEED_SAVE_STATE_SAVED)
    return;

  report ();
  g_idle_add (type_cb, NULL);
}

static void
begin_entry (gboolean have_saved)
{
  g_clear_object (&entry);
  entry = heed_journal_create_entry (fixture.journal, HEED_FORM_NOTE, NULL);
  if (!have_saved)
    g_signal_connect (entry, "notify::save-state", G_CALLBACK (save_state_cb), NULL);
}

static void
type_words (gboolean have_saved)
{
  if (n_words % WORDS_OF_AN_ENTRY == 0)
    begin_entry (have_saved);

  for (guint i = 0; i < WORDS_AT_ONCE; i++)
    {
      const char *text = heed_entry_get_answer (entry, "body");
      g_autofree char *longer = g_strdup_printf ("%s%sword %u", text != NULL ? text : "",
                                                 text != NULL ? ", " : "", n_words++);

      heed_entry_set_answer (entry, "body", longer);
    }
  if (have_saved)
    heed_journal_save_async (fixture.journal, saved_cb, NULL);
}

static void
type_for_ever (gboolean have_saved)
{
  type_words (have_saved);
  for (;;)
    g_main_context_iteration (NULL, TRUE);
}

static void
empty_trash (void)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  heed_journal_empty_trash_async (fixture.journal, 0, keep_result_cb, &result);
  heed_journal_empty_trash_finish (fixture.journal, wait_for_result (&result), NULL, &error);
  g_assert_no_error (error);
}

static void
replace_tag (void)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_auto (GStrv) changed = NULL;
  g_autoptr (GError) error = NULL;

  heed_journal_replace_tag_async (fixture.journal, "phone", "call", NULL, keep_result_cb, &result);
  changed = heed_journal_change_finish (fixture.journal, wait_for_result (&result), NULL, &error);
  g_assert_no_error (error);
}

int
main (int    argc,
      char **argv)
{
  g_autoptr (GError) error = NULL;
  const char *what = argc == 3 ? argv[1] : "";

  fixture.path = argc == 3 ? argv[2] : NULL;
  fixture.workbook = heed_workbook_open_default (&error);
  g_assert_no_error (error);
  journal_fixture_open (&fixture);

  if (g_str_equal (what, "type") || g_str_equal (what, "rest"))
    type_for_ever (g_str_equal (what, "type"));
  else if (g_str_equal (what, "empty-trash"))
    empty_trash ();
  else if (g_str_equal (what, "replace-tag"))
    replace_tag ();
  else
    return EXIT_FAILURE;

  puts ("done");
  fflush (stdout);
  journal_fixture_close (&fixture);
  g_object_unref (fixture.workbook);
  return EXIT_SUCCESS;
}
