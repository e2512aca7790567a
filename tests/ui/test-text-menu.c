/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Links in what somebody wrote, and the context menu of text. */

#include "editor-fixture.h"
#include "screen.h"
#include "text-menu.h"

#include "heed-link.h"
#include "heed-settings.h"
#include "heed-ui-resources.h"

#include <adwaita.h>
#include <glib/gstdio.h>
#include <string.h>

static char *opened; /* the file that what opens links here writes to */

/* A web browser, and a mail program, that only note what they are asked for. */
static void
install_browser (void)
{
  g_autofree char *folder = g_build_filename (g_get_user_data_dir (), "applications", NULL);
  g_autofree char *program = g_build_filename (folder, "browser", NULL);
  g_autofree char *desktop = g_build_filename (folder, "browser.desktop", NULL);
  g_autofree char *defaults = g_build_filename (g_get_user_config_dir (), "mimeapps.list", NULL);
  g_autofree char *script = NULL, *entry = NULL;
  g_autoptr (GError) error = NULL;

  opened = g_build_filename (folder, "opened", NULL);
  script = g_strdup_printf ("#!/bin/sh\nprintf '%%s' \"$1\" > '%s.new' && mv '%s.new' '%s'\n", opened, opened, opened);
  entry = g_strdup_printf ("[Desktop Entry]\nType=Application\nName=Browser\nExec=%s %%u\n"
                           "MimeType=x-scheme-handler/http;x-scheme-handler/https;x-scheme-handler/mailto;\n", program);
  g_assert_cmpint (g_mkdir_with_parents (folder, 0700), ==, 0);
  g_assert_cmpint (g_mkdir_with_parents (g_get_user_config_dir (), 0700), ==, 0);
  g_file_set_contents_full (program, script, -1, G_FILE_SET_CONTENTS_NONE, 0700, &error);
  g_assert_no_error (error);
  g_file_set_contents (desktop, entry, -1, &error);
  g_assert_no_error (error);
  g_file_set_contents (defaults,
                       "[Default Applications]\nx-scheme-handler/http=browser.desktop\n"
                       "x-scheme-handler/https=browser.desktop\nx-scheme-handler/mailto=browser.desktop\n", -1, &error);
  g_assert_no_error (error);
}

static gboolean
is_opened (gpointer unused)
{
  return g_file_test (opened, G_FILE_TEST_EXISTS);
}

static void
expect_opened (const char *uri)
{
  g_autofree char *text = NULL;

  g_assert_true (wait_until (is_opened, NULL));
  g_file_get_contents (opened, &text, NULL, NULL);
  g_assert_cmpstr (text, ==, uri);
  g_unlink (opened);
}

static void
test_find (void)
{
  static const struct { const char *text, *link; } cases[] = {
    { "see https://example.org/a?b=c#d for more", "https://example.org/a?b=c#d" },
    { "https://example.org", "https://example.org" },
    { "(http://example.org/a_(b)).", "http://example.org/a_(b)" },
    { "“https://example.org/ä”, she said", "https://example.org/ä" },
    { "is it https://example.org/?", "https://example.org/" },
    { "*https://example.org*", "https://example.org" },
    { "见https://example.org。", NULL },
    { "见 https://example.org。好", "https://example.org" },
    { "<https://example.org>", "https://example.org" },
    { "HTTPS://Example.org,", "HTTPS://Example.org" },
    { "mailto:ann@example.org, please", "mailto:ann@example.org" },
    { "mailto:nobody", NULL },
    { "xhttps://example.org", NULL },
    { "https://", NULL },
    { "https:// then", NULL },
    { "example.org", NULL },
    { "file:///etc/passwd", NULL },
    { "javascript:alert(1)", NULL },
    { "ftp://example.org", NULL },
    { "https://. https://b.org", "https://b.org" },
    { "", NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const char *end = NULL, *start = heed_link_find (cases[i].text, &end);
      g_autofree char *link = start != NULL ? g_strndup (start, (gsize) (end - start)) : NULL;

      g_assert_cmpstr (link, ==, cases[i].link);
    }
}

/* As they are written, changed and taken back. */
static void
test_links_are_marked (EditorFixture *fixture,
                       gconstpointer  data)
{
  HeedTextArea *area;

  start (fixture, "flat");
  type (fixture, "story", "See https://a.org, and https://b.org/");
  area = get_area (fixture, "story");
  assert_marked (area, "https://a.org|https://b.org/");
  g_signal_emit_by_name (area, "insert-at-cursor", "c d");
  assert_marked (area, "https://a.org|https://b.org/c");
  heed_entry_set_answer (fixture->entry, "story", "See https://a.orgs and htps://b.org/c d");
  assert_marked (area, "https://a.orgs");
  heed_entry_undo (fixture->entry);
  assert_marked (area, "https://a.org|https://b.org/c");
  /* They are in no text. */
  assert_text (fixture, "story", "See https://a.org, and https://b.org/c d");
}

/* How far the page scrolls until the end of the long text is in its middle. */
static double
get_view_end (EditorFixture *fixture)
{
  GtkWidget *view = get_view (fixture, "story");
  GtkWidget *viewport = gtk_widget_get_ancestor (view, GTK_TYPE_VIEWPORT);
  graphene_rect_t bounds;

  g_assert_true (gtk_widget_compute_bounds (view, viewport, &bounds));
  return bounds.origin.y + bounds.size.height - gtk_widget_get_height (viewport) / 2;
}

/* Of a long text only what can be seen is looked at. */
static void
test_only_what_is_in_sight (EditorFixture *fixture,
                            gconstpointer  data)
{
  g_autoptr (GString) text = g_string_new ("https://first.org\n");
  GtkAdjustment *scrolling;
  HeedTextArea *area;

  for (guint i = 0; i < 400; i++)
    g_string_append (text, "A line of the text.\n");
  g_string_append (text, "https://last.org");
  start (fixture, "flat");
  heed_entry_set_answer (fixture->entry, "story", text->str);
  area = get_area (fixture, "story");
  assert_marked (area, "https://first.org");

  scrolling = gtk_scrollable_get_vadjustment (
      GTK_SCROLLABLE (gtk_widget_get_ancestor (GTK_WIDGET (area), GTK_TYPE_VIEWPORT)));
  gtk_adjustment_set_value (scrolling, get_view_end (fixture));
  assert_marked (area, "https://first.org|https://last.org");
}

static void
test_ctrl_click_opens (EditorFixture *fixture,
                       gconstpointer  data)
{
  HeedTextArea *area;

  start (fixture, "flat");
  type (fixture, "story", "See https://a.org/x?y=1&z or mailto:b@c.org here");
  area = get_area (fixture, "story");
  assert_marked (area, "https://a.org/x?y=1&z|mailto:b@c.org");
  click_text (fixture, "story", "https://a.org", "1", "Control_L");
  expect_opened ("https://a.org/x?y=1&z");
  click_text (fixture, "story", "mailto:b@c.org", "1", "Control_L");
  expect_opened ("mailto:b@c.org");

  /* A click alone is for the caret, and so is Ctrl where there is no link. */
  click_text (fixture, "story", "https://a.org", "1", NULL);
  click_text (fixture, "story", "here", "1", "Control_L");
  press_keys (fixture, "a");
  g_assert_false (is_opened (NULL));
}

/* GTK's own, in its words, in which “_” marks a letter. */
static char *
dup_stock (const char *label)
{
  GString *words = g_string_new (g_dgettext ("gtk40", label));

  g_string_replace (words, "_", "", 0);
  return g_string_free (words, FALSE);
}

static gboolean
is_pasted (gpointer fixture)
{
  return g_str_equal (heed_text_area_get_text (get_area (fixture, "name")), "https://a.org");
}

static void
test_menu_of_a_link (EditorFixture *fixture,
                     gconstpointer  data)
{
  HeedTextArea *area;

  start (fixture, "flat");
  type (fixture, "story", "See https://a.org here");
  area = get_area (fixture, "story");
  assert_marked (area, "https://a.org");

  click_text (fixture, "story", "https://a.org", "3", NULL);
  choose (area, "Open Link");
  expect_opened ("https://a.org");

  click_text (fixture, "story", "https://a.org", "3", NULL);
  choose (area, "Copy Link");
  heed_editor_focus_path (fixture->editor, "name");
  press_keys (fixture, "ctrl+v");
  g_assert_true (wait_until (is_pasted, fixture));

  /* Elsewhere there is nothing of it. */
  click_text (fixture, "story", "here", "3", NULL);
  g_assert_cmpuint (count_items (area, "Open Link"), ==, 0);
  close_menu (fixture, area);
}

/* For what the caret is at. */
static void
test_menu_by_keyboard (EditorFixture *fixture,
                       gconstpointer  data)
{
  static const char * const keys[] = { "shift+F10", "Menu" };
  HeedTextArea *area;

  start (fixture, "flat");
  type (fixture, "story", "See https://a.org");
  area = get_area (fixture, "story");
  assert_marked (area, "https://a.org");
  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    {
      send_keys (fixture, keys[i]);
      find_item (area, "Open Link");
      close_menu (fixture, area);
    }

  press_keys (fixture, "Home");
  send_keys (fixture, "shift+F10");
  g_assert_cmpuint (count_items (area, "Open Link"), ==, 0);
  close_menu (fixture, area);
}

/* A finger that stays where it is opens it, too. */
static void
test_menu_by_long_press (EditorFixture *fixture,
                         gconstpointer  data)
{
  g_autoptr (GListModel) controllers = NULL;
  HeedTextArea *area;
  GdkRectangle place;
  GtkTextIter iter;

  start (fixture, "flat");
  type (fixture, "story", "See https://a.org");
  area = get_area (fixture, "story");
  assert_marked (area, "https://a.org");
  press_keys (fixture, "Home");
  gtk_text_buffer_get_iter_at_offset (gtk_text_view_get_buffer (GTK_TEXT_VIEW (area)), &iter, 8);
  heed_text_area_locate (area, &iter, &place);

  controllers = gtk_widget_observe_controllers (GTK_WIDGET (area));
  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr (GtkEventController) controller = g_list_model_get_item (controllers, i);

      if (GTK_IS_GESTURE_LONG_PRESS (controller))
        g_signal_emit_by_name (controller, "pressed", place.x + 1.0, place.y + 3.0);
    }
  find_item (area, "Open Link");
  g_object_get (gtk_text_view_get_buffer (GTK_TEXT_VIEW (area)), "cursor-position", &place.x, NULL);
  g_assert_cmpint (place.x, ==, 8);
  close_menu (fixture, area);
}

/* GtkTextView's own items do what Ctrl+Z does, in a line as in a long text. */
static void
test_undo_in_menu (EditorFixture *fixture,
                   gconstpointer  data)
{
  static const char * const paths[] = { "story", "name" };
  g_autofree char *undo = dup_stock ("_Undo"), *redo = dup_stock ("_Redo");

  for (guint i = 0; i < G_N_ELEMENTS (paths); i++)
    {
      HeedTextArea *area;

      start (fixture, "flat");
      area = get_area (fixture, paths[i]);
      heed_editor_focus_path (fixture->editor, paths[i]);
      send_keys (fixture, "Menu");
      g_assert_false (gtk_widget_is_sensitive (find_item (area, undo)));
      close_menu (fixture, area);

      press_keys (fixture, "a");
      send_keys (fixture, "Menu");
      g_assert_false (gtk_widget_is_sensitive (find_item (area, redo)));
      choose (area, undo);
      assert_text (fixture, paths[i], "");
      send_keys (fixture, "Menu");
      choose (area, redo);
      assert_text (fixture, paths[i], "a");
      close_window (fixture);
    }
}

#define ADD(path, func) \
  g_test_add (path, EditorFixture, NULL, editor_fixture_set_up_small, func, editor_fixture_tear_down)

int
main (int   argc,
      char *argv[])
{
  g_autoptr (GSettings) settings = NULL;

  g_test_init (&argc, &argv, NULL);
  install_browser ();
  gtk_init ();
  adw_init ();
  g_resources_register (heed_ui_get_resource ());
  /* In no language are words marked here, whatever dictionaries there are. */
  settings = heed_settings_new ();
  g_settings_set_string (settings, "spelling", "off");
  g_test_add_func ("/text-menu/find", test_find);
  ADD ("/text-menu/links-are-marked", test_links_are_marked);
  ADD ("/text-menu/only-what-is-in-sight", test_only_what_is_in_sight);
  ADD ("/text-menu/ctrl-click-opens", test_ctrl_click_opens);
  ADD ("/text-menu/menu-of-a-link", test_menu_of_a_link);
  ADD ("/text-menu/menu-by-keyboard", test_menu_by_keyboard);
  ADD ("/text-menu/menu-by-long-press", test_menu_by_long_press);
  ADD ("/text-menu/undo-in-menu", test_undo_in_menu);
  return g_test_run ();
}
