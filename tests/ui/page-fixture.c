/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "page-fixture.h"

#include "heed-database.h"
#include "heed-demo.h"

guint
count (PageFixture *fixture,
       Match        match,
       const char  *text)
{
  return count_shown (fixture->page, match, text);
}

GtkWidget *
find (PageFixture *fixture,
      Match        match,
      const char  *text)
{
  return find_shown (fixture->page, match, text);
}

void
expect (PageFixture *fixture,
        Match        match,
        const char  *text,
        guint        number)
{
  expect_shown (fixture->page, match, text, number);
}

void
press (PageFixture *fixture,
       const char  *label)
{
  press_shown (fixture->page, label);
}

static gboolean
has_asked (gpointer asked)
{
  return ((GString *) asked)->len > 0;
}

void
expect_asked (PageFixture *fixture,
              const char  *asked)
{
  g_assert_true (wait_until (has_asked, fixture->asked));
  g_assert_cmpstr (fixture->asked->str, ==, asked);
  g_string_truncate (fixture->asked, 0);
}

static void
action_cb (GSimpleAction *action,
           GVariant      *parameter,
           PageFixture   *fixture)
{
  g_autofree char *target = parameter != NULL ? g_variant_print (parameter, FALSE) : g_strdup ("");

  g_string_append_printf (fixture->asked, "%s %s", g_action_get_name (G_ACTION (action)), target);
}

static void
add_actions (PageFixture *fixture)
{
  static const struct { const char *name, *type; } actions[] = {
    { "open-entry", "s" }, { "new-entry", "(ss)" }, { "show-tip", "s" }, { "show-answers", "s" }, { "show-page", "s" },
    { "show-overview", NULL }, { "say", "s" }, { "delete-entry", "s" }, { "print-blank", "s" }, { "back", NULL },
    { "compare-attempts", "(ss)" },
  };
  g_autoptr (GSimpleActionGroup) group = g_simple_action_group_new ();

  for (guint i = 0; i < G_N_ELEMENTS (actions); i++)
    {
      g_autoptr (GVariantType) type = actions[i].type != NULL ? g_variant_type_new (actions[i].type) : NULL;
      g_autoptr (GSimpleAction) action = g_simple_action_new (actions[i].name, type);

      g_signal_connect (action, "activate", G_CALLBACK (action_cb), fixture);
      g_action_map_add_action (G_ACTION_MAP (group), G_ACTION (action));
    }
  gtk_widget_insert_action_group (fixture->window, "win", G_ACTION_GROUP (group));
}

void
show_page (PageFixture *fixture,
           GtkWidget   *page)
{
  fixture->page = page;
  gtk_window_set_child (GTK_WINDOW (fixture->window), page);
  g_object_set (page, "journal", fixture->files.journal, NULL);
  gtk_window_present (GTK_WINDOW (fixture->window));
}

static void
fill_from_demo (JournalFixture *files)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) records = heed_demo_read (files->workbook, heed_timestamp_now (), &error);
  g_autoptr (GPtrArray) summaries = g_ptr_array_new_with_free_func ((GDestroyNotify) heed_summary_unref);
  g_autoptr (HeedDatabase) database = NULL;

  g_assert_no_error (error);
  database = heed_database_open (files->path, 0, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < records->len; i++)
    {
      HeedRecord *record = g_ptr_array_index (records, i);

      g_ptr_array_add (summaries,
                       heed_summary_new (record, heed_workbook_find_form (files->workbook,
                                                                     heed_record_get_form_id (record))));
    }
  heed_database_put_all (database, records, summaries, &error);
  g_assert_no_error (error);
  heed_database_close (database, &error);
  g_assert_no_error (error);
}

void
page_fixture_set_up (PageFixture   *fixture,
                     gconstpointer  demo)
{
  journal_fixture_set_up (&fixture->files, NULL);
  if (demo != NULL)
    {
      journal_fixture_close (&fixture->files);
      fill_from_demo (&fixture->files);
      journal_fixture_open (&fixture->files);
    }

  fixture->asked = g_string_new (NULL);
  fixture->window = gtk_window_new ();
  gtk_window_set_default_size (GTK_WINDOW (fixture->window), 900, 700);
  add_actions (fixture);
}

void
page_fixture_tear_down (PageFixture   *fixture,
                        gconstpointer  demo)
{
  if (fixture->window != NULL)
    gtk_window_destroy (GTK_WINDOW (fixture->window));
  journal_fixture_save (&fixture->files);
  wait_for_idle ();
  journal_fixture_tear_down (&fixture->files, NULL);
  g_string_free (fixture->asked, TRUE);
}

/* Writes an entry as another part of the window would. */
HeedEntry *
write_entry (PageFixture *fixture,
             const char  *form_id,
             const char  *item_id,
             const char  *path,
             const char  *value)
{
  HeedEntry *entry = heed_journal_create_entry (fixture->files.journal, form_id, item_id);

  heed_entry_set_answer (entry, path, value);
  journal_fixture_save (&fixture->files);
  return entry;
}
