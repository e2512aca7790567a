/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The overview: what it tells, and the resources that somebody keeps there. */

#include "page-fixture.h"

#include "heed-link.h"
#include "heed-overview-page.h"
#include "heed-resource-row.h"
#include "heed-ui-resources.h"

static void
show_overview (PageFixture *fixture)
{
  show_page (fixture, heed_overview_page_new (fixture->files.journal));
  expect (fixture, is_label, "Coming back is what pays", 1);
}

static void
test_reading (PageFixture   *fixture,
              gconstpointer  demo)
{
  show_overview (fixture);
  expect (fixture, is_label, "Work with customers toward their own goals", 1);
  expect (fixture, is_button, "Open", 1);
  expect (fixture, is_row, "Lisa Masiello", 1);
  expect (fixture, is_label, "Keep a book, a page or a person here that you want to find again.", 1);
}

static void
type_into (PageFixture *fixture,
           const char  *row,
           const char  *text)
{
  gtk_editable_set_text (GTK_EDITABLE (find (fixture, is_row, row)), text);
}

/* Added, written and found again, all on the page. */
static void
test_add (PageFixture   *fixture,
          gconstpointer  demo)
{
  g_autoptr (HeedEntry) entry = NULL;
  GtkWidget *row;

  show_overview (fixture);
  expect (fixture, is_label, "Keep a book, a page or a person here that you want to find again.", 1);
  press (fixture, "Add a Resource");
  row = find (fixture, is_of_type, "HeedResourceRow");
  g_assert_true (adw_expander_row_get_expanded (ADW_EXPANDER_ROW (row)));
  press (fixture, "Add a Resource");
  g_assert_cmpuint (count (fixture, is_of_type, "HeedResourceRow"), ==, 1);

  type_into (fixture, "Title", "Tea & <toast>");
  type_into (fixture, "Link, if there is one", "example.org/tea");
  gtk_text_buffer_set_text (gtk_text_view_get_buffer (GTK_TEXT_VIEW (find (fixture, is_of_type, "HeedTextArea"))),
                            "Read it twice.", -1);
  journal_fixture_save (&fixture->files);
  expect (fixture, is_label, "Tea & <toast>", 1);
  g_assert_true (find (fixture, is_of_type, "HeedResourceRow") == row);

  entry = journal_fixture_dup_entry (&fixture->files, 0);
  g_assert_cmpstr (heed_record_get_title (heed_entry_get_record (entry)), ==, "Tea & <toast>");
  g_assert_cmpstr (heed_entry_get_answer (entry, "link"), ==, "example.org/tea");
  g_assert_cmpstr (heed_entry_get_answer (entry, "note"), ==, "Read it twice.");
}

static gboolean
is_in_sight (gpointer data)
{
  PageFixture *fixture = data;
  graphene_rect_t bounds;

  return gtk_widget_compute_bounds (find (fixture, is_button, "Delete"), fixture->page, &bounds) &&
         bounds.size.height > 0 &&
         bounds.origin.y + bounds.size.height <= gtk_widget_get_height (fixture->page);
}

/* The fields of a new one are below all the others. */
static void
test_added_is_in_sight (PageFixture   *fixture,
                        gconstpointer  demo)
{
  show_overview (fixture);
  press (fixture, "Add a Resource");
  g_assert_true (wait_until (is_in_sight, fixture));
}

static void
test_delete (PageFixture   *fixture,
             gconstpointer  demo)
{
  g_autoptr (HeedEntry) entry = write_entry (fixture, "resource", NULL, "note", "Read it twice.");
  g_autofree char *asked = g_strdup_printf ("delete-entry '%s'", heed_entry_get_id (entry));

  show_overview (fixture);
  expect (fixture, is_of_type, "HeedResourceRow", 1);
  expect (fixture, is_label, "Untitled resource", 1);
  gtk_widget_activate_action (fixture->page, "overview.delete", "s", heed_entry_get_id (entry));
  expect_asked (fixture, asked);
  heed_entry_set_deleted (entry, TRUE);
  expect (fixture, is_of_type, "HeedResourceRow", 0);
}

/* One in which nothing was written just goes, and leaves nothing. */
static void
test_change_of_mind (PageFixture   *fixture,
                     gconstpointer  demo)
{
  show_overview (fixture);
  press (fixture, "Add a Resource");
  press (fixture, "Delete");
  g_assert_cmpstr (fixture->asked->str, ==, "");
  expect (fixture, is_of_type, "HeedResourceRow", 0);
  expect (fixture, is_label, "Keep a book, a page or a person here that you want to find again.", 1);
  journal_fixture_save (&fixture->files);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (fixture->files.journal)), ==, 0);
}

static void
test_broken_link (PageFixture   *fixture,
                  gconstpointer  demo)
{
  g_autoptr (HeedEntry) entry = write_entry (fixture, "resource", NULL, "link", "the red <book>");
  GtkWidget *row;

  show_overview (fixture);
  expect (fixture, is_of_type, "HeedResourceRow", 1);
  row = find (fixture, is_of_type, "HeedResourceRow");
  heed_link_open (row, "the red <book>");
  expect_asked (fixture,
                "say '“the red <book>” is not a web address. One looks like this: https://example.org'");
}

static void
test_undo (PageFixture   *fixture,
           gconstpointer  demo)
{
  g_autoptr (HeedEntry) entry = write_entry (fixture, "resource", NULL, "note", "Read it twice.");
  GtkWidget *row;

  show_overview (fixture);
  expect (fixture, is_of_type, "HeedResourceRow", 1);
  row = find (fixture, is_of_type, "HeedResourceRow");
  heed_resource_row_edit (HEED_RESOURCE_ROW (row));
  type_into (fixture, "Title", "Tea");
  g_assert_cmpstr (heed_record_get_title (heed_entry_get_record (entry)), ==, "Tea");
  gtk_widget_activate_action (row, "entry.undo", NULL);
  g_assert_null (heed_record_get_title (heed_entry_get_record (entry)));
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (find (fixture, is_row, "Title"))), ==, "");
}

static void
test_links (void)
{
  static const struct { const char *text, *uri; } cases[] = {
    { "https://example.org/a?b=c#d", "https://example.org/a?b=c#d" },
    { " http://example.org \n", "http://example.org" },
    { "HTTPS://example.org", "HTTPS://example.org" },
    { "example.org", "https://example.org" },
    { "example.org:8080/a", "https://example.org:8080/a" },
    { "", NULL },
    { NULL, NULL },
    { "the red book", NULL },
    { "a word", NULL },
    { "word", NULL },
    { "https://", NULL },
    { "https:///nowhere", NULL },
    { "file:///etc/passwd", NULL },
    { "javascript:alert(1)", NULL },
    { "mailto:somebody@example.org", NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *uri = heed_link_parse (cases[i].text);

      g_assert_cmpstr (uri, ==, cases[i].uri);
    }
}

#define EMPTY(path, test) g_test_add (path, PageFixture, NULL, page_fixture_set_up, test, page_fixture_tear_down)

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  gtk_init ();
  adw_init ();
  g_resources_register (heed_ui_get_resource ());

  EMPTY ("/overview/reading", test_reading);
  EMPTY ("/overview/add", test_add);
  EMPTY ("/overview/added-is-in-sight", test_added_is_in_sight);
  EMPTY ("/overview/delete", test_delete);
  EMPTY ("/overview/change-of-mind", test_change_of_mind);
  EMPTY ("/overview/broken-link", test_broken_link);
  EMPTY ("/overview/undo", test_undo);
  g_test_add_func ("/overview/links", test_links);

  return g_test_run ();
}
