/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What a person does with several entries of the sample journal at once. */

#include "walk.h"

#include "journal-fixture.h"
#include "screen.h"

#include "heed-selection.h"

#include <gdk/x11/gdkx.h>
#include <string.h>

static Walk walk;

static gboolean
is_called (GtkWidget  *widget,
           const char *tooltip)
{
  return GTK_IS_BUTTON (widget) && g_strcmp0 (gtk_widget_get_tooltip_text (widget), tooltip) == 0;
}

static gboolean
is_said (gpointer words)
{
  return count_shown (GTK_WIDGET (walk.window), is_label, words) > 0;
}

static GtkWidget *
need (const char *type)
{
  return find_shown (GTK_WIDGET (walk.window), is_of_type, type);
}

static HeedSelection *
get_selection (void)
{
  GtkWidget *list = need ("HeedJournalList");

  return HEED_SELECTION (gtk_widget_get_template_child (list, G_OBJECT_TYPE (list), "selection"));
}

static void
open_journal_page (void)
{
  walk_open (&walk, 1000, 760);
  gtk_widget_activate_action (GTK_WIDGET (walk.window), "win.show-page", "s", "journal");
  walk_settle (&walk);
}

static void
check_two (void)
{
  gtk_widget_activate_action (need ("HeedJournalList"), "entries.select", NULL);
  gtk_selection_model_select_range (GTK_SELECTION_MODEL (get_selection ()), 0, 2, FALSE);
  g_assert_cmpuint (heed_selection_get_n_checked (get_selection ()), ==, 2);
}

static void
run (const char * const *command)
{
  g_autoptr (GError) error = NULL;

  g_spawn_sync (NULL, (char **) command, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
}

static gboolean
is_not_checking (gpointer selection)
{
  return !heed_selection_get_checking (selection);
}

static GtkWidget *
find_menu (void)
{
  return find_shown (GTK_WIDGET (walk.window), is_of_type, "GtkPopoverMenu");
}

static gboolean
is_menu_gone (gpointer window)
{
  return count_shown (window, is_of_type, "GtkPopoverMenu") == 0;
}

static void
choose_in_menu (const char *label)
{
  GtkWidget *text = find_shown (find_menu (), is_label, label);

  gtk_widget_activate (gtk_widget_get_ancestor (text, g_type_from_name ("GtkModelButton")));
  g_assert_true (wait_until (is_menu_gone, walk.window));
}

/* What a pointer or a finger does at a row. */
static void
point_at (GtkWidget *row,
          GType      gesture)
{
  GtkWidget *list = gtk_widget_get_ancestor (row, GTK_TYPE_LIST_VIEW);
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (list);
  graphene_rect_t bounds;
  gboolean pressed = FALSE;

  g_assert_true (gtk_widget_compute_bounds (row, list, &bounds));
  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr (GObject) controller = g_list_model_get_item (controllers, i);

      if (G_OBJECT_TYPE (controller) != gesture ||
          (gesture == GTK_TYPE_GESTURE_CLICK &&
           gtk_gesture_single_get_button (GTK_GESTURE_SINGLE (controller)) != GDK_BUTTON_SECONDARY))
        continue;

      if (gesture == GTK_TYPE_GESTURE_CLICK)
        g_signal_emit_by_name (controller, "pressed", 1, bounds.origin.x + 5.0, bounds.origin.y + 5.0);
      else
        g_signal_emit_by_name (controller, "pressed", bounds.origin.x + 5.0, bounds.origin.y + 5.0);
      pressed = TRUE;
    }
  g_assert_true (pressed);
}

/* A finger that stays on an entry opens its menu, from which it is selected; and so do a
 * right click, the Menu key, and Shift+F10. */
static void
test_menu (void)
{
  static const char * const keys[] = { "Menu", "shift+F10" };
  g_autofree char *window = NULL;
  GtkWidget *row;

  open_journal_page ();
  window = g_strdup_printf ("%lu", (gulong) gdk_x11_surface_get_xid (gtk_native_get_surface (GTK_NATIVE (walk.window))));
  row = need ("HeedEntryRow");
  point_at (row, GTK_TYPE_GESTURE_LONG_PRESS);
  choose_in_menu ("Select");
  g_assert_true (heed_selection_get_checking (get_selection ()));
  g_assert_cmpuint (heed_selection_get_n_checked (get_selection ()), ==, 1);
  g_assert_true (gtk_selection_model_is_selected (GTK_SELECTION_MODEL (get_selection ()), 0));
  g_assert_true (wait_until (is_said, (gpointer) "1 selected"));
  point_at (row, GTK_TYPE_GESTURE_LONG_PRESS);
  choose_in_menu ("Select All");
  g_assert_cmpuint (heed_selection_get_n_checked (get_selection ()), ==,
                    g_list_model_get_n_items (G_LIST_MODEL (get_selection ())));
  heed_selection_set_checking (get_selection (), FALSE);

  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    {
      walk_settle (&walk);
      gtk_widget_grab_focus (gtk_widget_get_parent (need ("HeedEntryRow")));
      run ((const char * const []) { "xdotool", "windowfocus", window, "key", keys[i], NULL });
      find_shown (find_menu (), is_label, "Open");
      gtk_popover_popdown (GTK_POPOVER (find_menu ()));
      g_assert_true (wait_until (is_menu_gone, walk.window));
      /* Whoever chose nothing goes on at the entry. */
      g_assert_true (gtk_window_get_focus (GTK_WINDOW (walk.window)) ==
                     gtk_widget_get_parent (need ("HeedEntryRow")));
    }

  point_at (need ("HeedEntryRow"), GTK_TYPE_GESTURE_CLICK);
  choose_in_menu ("Pin to the Top");
  g_assert_true (wait_until (is_said, (gpointer) "1 entry pinned"));
  find_shown (need ("HeedJournalList"), is_label, "Pinned");
  walk_settle (&walk);
  point_at (need ("HeedEntryRow"), GTK_TYPE_GESTURE_CLICK);
  choose_in_menu ("Unpin");
  g_assert_true (wait_until (is_said, (gpointer) "1 entry no longer pinned"));
  expect_shown (need ("HeedJournalList"), is_label, "Pinned", 0);
  walk_close (&walk);
}

/* Escape ends it wherever the focus is, and so does the button. */
static void
test_escape (void)
{
  g_autofree char *window = NULL;
  GdkSurface *surface;

  open_journal_page ();
  surface = gtk_native_get_surface (GTK_NATIVE (walk.window));
  window = g_strdup_printf ("%lu", (gulong) gdk_x11_surface_get_xid (surface));
  check_two ();
  walk_settle (&walk);
  g_assert_true (gtk_widget_grab_focus (find_shown (need ("HeedBulkBar"), is_of_type, "GtkMenuButton")));
  run ((const char * const []) { "xdotool", "windowfocus", window, "key", "Escape", NULL });
  g_assert_true (wait_until (is_not_checking, get_selection ()));

  check_two ();
  walk_settle (&walk);
  gtk_widget_activate (find_shown (need ("HeedJournalList"), is_called, "Stop selecting"));
  g_assert_true (wait_until (is_not_checking, get_selection ()));
  walk_close (&walk);
}

/* How many there are can be read with large letters, too. */
static void
test_large_text (void)
{
  GtkWidget *label;

  g_object_set (gtk_settings_get_default (), "gtk-xft-dpi", 96 * 1024 * 2, NULL);
  walk_open (&walk, 400, 760);
  gtk_widget_activate_action (GTK_WIDGET (walk.window), "win.show-page", "s", "journal");
  walk_settle (&walk);
  check_two ();
  walk_settle (&walk);
  label = find_shown (GTK_WIDGET (walk.window), is_label, "2 selected");
  g_assert_nonnull (label);
  g_assert_false (pango_layout_is_ellipsized (gtk_label_get_layout (GTK_LABEL (label))));
  walk_close (&walk);
  g_object_set (gtk_settings_get_default (), "gtk-xft-dpi", 96 * 1024, NULL);
}

static GtkWidget *
find_chooser (void)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWidget) window = g_list_model_get_item (windows, i);

      if (GTK_IS_FILE_CHOOSER (window) && gtk_widget_get_mapped (window))
        return window;
    }

  return NULL;
}

static gboolean
is_chooser_there (gpointer unused)
{
  return find_chooser () != NULL;
}

static gboolean
is_no_chooser_there (gpointer unused)
{
  return !is_chooser_there (unused);
}

/* The first two entries of the list, and not the third. */
static void
assert_two_exported (const char *path)
{
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;

  g_file_get_contents (path, &text, NULL, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < 3; i++)
    {
      g_autoptr (HeedEntry) entry = g_list_model_get_item (G_LIST_MODEL (get_selection ()), i);

      g_assert_cmpint (strstr (text, heed_entry_get_id (entry)) != NULL, ==, i < 2);
    }
}

static gboolean
is_chosen (GtkFileChooser *chooser,
           GFile          *file)
{
  g_autoptr (GFile) chosen = gtk_file_chooser_get_file (chooser);

  return chosen != NULL && g_file_equal (chosen, file);
}

/* The dialog looks at folders in its own time, and goes to one of its own at
 * first. */
static void
choose (GtkFileChooser *chooser,
        const char     *path)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GFile) folder = g_file_get_parent (file);
  g_autofree char *name = g_path_get_basename (path);

  walk_settle (&walk);
  for (guint i = 0; i < 20 && !is_chosen (chooser, file); i++)
    {
      gtk_file_chooser_set_current_folder (chooser, folder, NULL);
      gtk_file_chooser_set_current_name (chooser, name);
      walk_settle (&walk);
    }

  g_assert_true (is_chosen (chooser, file));
}

/* What is selected goes into the file that somebody chooses, and nothing else;
 * whoever thinks better of it gets no file. */
static void
test_export (void)
{
  g_autofree char *path = NULL;
  GtkWidget *dialog;

  open_journal_page ();
  check_two ();
  path = g_build_filename (walk.folder, "two.json", NULL);

  g_assert_true (gtk_widget_activate_action (need ("HeedBulkBar"), "bulk.export", NULL));
  g_assert_true (wait_until (is_chooser_there, NULL));
  gtk_window_close (GTK_WINDOW (find_chooser ()));
  g_assert_true (wait_until (is_no_chooser_there, NULL));

  g_assert_true (gtk_widget_activate_action (need ("HeedBulkBar"), "bulk.export", NULL));
  g_assert_true (wait_until (is_chooser_there, NULL));
  dialog = find_chooser ();
  choose (GTK_FILE_CHOOSER (dialog), path);
  gtk_dialog_response (GTK_DIALOG (dialog), GTK_RESPONSE_ACCEPT);
  g_assert_true (wait_until (is_said, (gpointer) "2 entries exported"));
  assert_two_exported (path);
  walk_close (&walk);
}

static void
pasted_cb (GObject      *clipboard,
           GAsyncResult *result,
           gpointer      data)
{
  *(char **) data = gdk_clipboard_read_text_finish (GDK_CLIPBOARD (clipboard), result, NULL);
}

static gboolean
is_set (gpointer data)
{
  return *(char **) data != NULL;
}

/* The clipboard has the text of what is selected, one entry below the other. */
static void
test_copy (void)
{
  g_autofree char *text = NULL;
  g_auto (GStrv) parts = NULL;

  open_journal_page ();
  check_two ();
  g_assert_true (gtk_widget_activate_action (need ("HeedBulkBar"), "bulk.copy", NULL));
  g_assert_true (wait_until (is_said, (gpointer) "2 entries copied"));
  gdk_clipboard_read_text_async (gtk_widget_get_clipboard (GTK_WIDGET (walk.window)), NULL, pasted_cb, &text);
  g_assert_true (wait_until (is_set, &text));

  parts = g_strsplit (text, "\n---\n", -1);
  g_assert_cmpuint (g_strv_length (parts), ==, 2);
  for (guint i = 0; i < 2; i++)
    {
      g_autoptr (HeedEntry) entry = g_list_model_get_item (G_LIST_MODEL (get_selection ()), i);

      g_assert_nonnull (strstr (parts[i], heed_record_get_title (heed_entry_get_head (entry))));
    }
  walk_close (&walk);
}

/* The menu of an entry copies that one alone. */
static void
test_copy_one (void)
{
  g_autoptr (HeedEntry) entry = NULL;
  g_autofree char *text = NULL;

  open_journal_page ();
  entry = g_list_model_get_item (G_LIST_MODEL (get_selection ()), 0);
  g_assert_true (gtk_widget_activate_action (need ("HeedJournalList"), "entries.copy", "s", heed_entry_get_id (entry)));
  g_assert_true (wait_until (is_said, (gpointer) "1 entry copied"));
  gdk_clipboard_read_text_async (gtk_widget_get_clipboard (GTK_WIDGET (walk.window)), NULL, pasted_cb, &text);
  g_assert_true (wait_until (is_set, &text));
  g_assert_nonnull (strstr (text, heed_record_get_title (heed_entry_get_head (entry))));
  g_assert_null (strstr (text, "\n---\n"));
  walk_close (&walk);
}

static gboolean
is_check_of (GtkWidget  *widget,
             const char *tag)
{
  return GTK_IS_CHECK_BUTTON (widget) && count_shown (widget, is_label, tag) > 0;
}

typedef struct
{
  GtkWidget *popover;
  const char *tag;
  gboolean active;
  gboolean inconsistent;
} Check;

static gboolean
is_so (gpointer data)
{
  const Check *check = data;
  GtkCheckButton *button;

  if (count_shown (check->popover, is_check_of, check->tag) != 1)
    return FALSE;

  button = GTK_CHECK_BUTTON (find_shown (check->popover, is_check_of, check->tag));
  return gtk_check_button_get_active (button) == check->active &&
         gtk_check_button_get_inconsistent (button) == check->inconsistent;
}

static void
expect_check (GtkWidget  *popover,
              const char *tag,
              gboolean    active,
              gboolean    inconsistent)
{
  Check check = { popover, tag, active, inconsistent };

  if (!wait_until (is_so, &check))
    g_error ("“%s” is not so", tag);
}

static GtkWidget *
open_tags (void)
{
  GtkWidget *button = find_shown (need ("HeedBulkBar"), is_of_type, "GtkMenuButton");

  gtk_menu_button_popup (GTK_MENU_BUTTON (button));
  return GTK_WIDGET (gtk_menu_button_get_popover (GTK_MENU_BUTTON (button)));
}

/* A tag that some have says so; a press gives it to all, and another takes it off. */
static void
test_tag_states (void)
{
  GtkSelectionModel *model;
  GtkWidget *popover;

  open_journal_page ();
  gtk_widget_activate_action (need ("HeedJournalList"), "entries.select", NULL);
  model = GTK_SELECTION_MODEL (get_selection ());
  gtk_selection_model_select_range (model, 0, 2, FALSE);
  walk_settle (&walk);
  popover = open_tags ();
  expect_check (popover, "Pennbrook", FALSE, TRUE);
  expect_check (popover, "loan box", FALSE, FALSE);
  g_assert_cmpuint (count_shown (popover, is_label, "1 of 2"), >, 0);

  gtk_widget_activate (find_shown (popover, is_check_of, "Pennbrook"));
  g_assert_true (wait_until (is_said, (gpointer) "1 entry tagged “Pennbrook”"));
  expect_check (popover, "Pennbrook", TRUE, FALSE);
  gtk_widget_activate (find_shown (popover, is_check_of, "Pennbrook"));
  g_assert_true (wait_until (is_said, (gpointer) "The tag “Pennbrook” is off 2 entries"));
  expect_check (popover, "Pennbrook", FALSE, FALSE);
  walk_close (&walk);
}

/* The letters that are typed leave the known tags that begin so; where there
 * are none, what is typed is a new one. */
static void
test_tags (void)
{
  GtkWidget *popover, *text;

  open_journal_page ();
  check_two ();
  walk_settle (&walk);
  popover = open_tags ();
  find_shown (popover, is_check_of, "Northside");
  text = find_shown (popover, is_of_type, "GtkEntry");
  g_assert_cmpuint (count_shown (popover, is_label, "Harwick"), >, 0);

  gtk_editable_set_text (GTK_EDITABLE (text), "box");
  walk_settle (&walk);
  g_assert_cmpuint (count_shown (popover, is_label, "loan box"), >, 0);
  g_assert_cmpuint (count_shown (popover, is_label, "Harwick"), ==, 0);
  gtk_editable_set_text (GTK_EDITABLE (text), "nOrth");
  walk_settle (&walk);
  g_assert_cmpuint (count_shown (popover, is_label, "Northside"), >, 0);
  g_assert_cmpuint (count_shown (popover, is_label, "loan box"), ==, 0);
  gtk_editable_set_text (GTK_EDITABLE (text), "side");
  walk_settle (&walk);
  g_assert_cmpuint (count_shown (popover, is_of_type, "GtkListBox"), ==, 0);

  g_signal_emit_by_name (text, "activate");
  g_assert_true (wait_until (is_said, (gpointer) "2 entries tagged “side”"));
  walk_close (&walk);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  gtk_init ();
  walk_start (&walk);
  g_test_add_func ("/bulk/menu", test_menu);
  g_test_add_func ("/bulk/escape", test_escape);
  g_test_add_func ("/bulk/large-text", test_large_text);
  g_test_add_func ("/bulk/export", test_export);
  g_test_add_func ("/bulk/copy", test_copy);
  g_test_add_func ("/bulk/copy-one", test_copy_one);
  g_test_add_func ("/bulk/tags", test_tags);
  g_test_add_func ("/bulk/tag-states", test_tag_states);
  return g_test_run ();
}
