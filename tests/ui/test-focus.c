/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Where the focus is after going somewhere, and after coming back. */

#include "journal-fixture.h"
#include "walk.h"

#include "heed-activities-page.h"
#include "heed-dated-row.h"
#include "heed-journal-page.h"
#include "heed-plan-row.h"
#include "heed-questions-page.h"
#include "heed-tips-page.h"
#include "heed-today-page.h"

static Walk walk;

static GtkWidget *
find_nth (GtkWidget *widget,
          GType      type,
          guint     *position)
{
  if (!gtk_widget_get_mapped (widget))
    return NULL;
  if (g_type_is_a (G_OBJECT_TYPE (widget), type) && (*position)-- == 0)
    return widget;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_nth (child, type, position);

      if (found != NULL)
        return found;
    }

  return NULL;
}

static GtkWidget *
get_nth (GType type,
         guint position)
{
  GtkWidget *found = find_nth (walk_page (&walk), type, &position);

  g_assert_nonnull (found);
  return found;
}

/* The first button of the page that opens a menu. */
static GtkWidget *
get_menu_button (void)
{
  GtkWidget *button = NULL;

  for (guint position = 0; button == NULL; position++)
    {
      GtkWidget *other = get_nth (GTK_TYPE_MENU_BUTTON, position);

      if (gtk_menu_button_get_menu_model (GTK_MENU_BUTTON (other)) != NULL)
        button = other;
    }

  return button;
}

static GtkWidget *
get_focus (void)
{
  return gtk_window_get_focus (GTK_WINDOW (walk.window));
}

static void
act (const char *action,
     const char *target)
{
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (walk.window), action, target != NULL ? "s" : NULL, target));
  walk_settle (&walk);
}

static gboolean
has_focus_within (gpointer widget)
{
  GtkWidget *focus = get_focus ();

  return focus != NULL && (focus == widget || gtk_widget_is_ancestor (focus, widget));
}

static void
assert_focus_is_within (GtkWidget *widget)
{
  if (!wait_until (has_focus_within, widget))
    g_error ("the focus is on a %s", get_focus () != NULL ? G_OBJECT_TYPE_NAME (get_focus ()) : "nothing");
}

static gboolean
is_in_sight (gpointer widget)
{
  return gtk_widget_get_mapped (widget);
}

static gboolean
is_out_of_sight (gpointer widget)
{
  return !gtk_widget_get_mapped (widget);
}

/* A button that is activated shows that first, and then a page comes. */
static void
activate_and_leave (GtkWidget *widget)
{
  g_assert_true (gtk_widget_activate (widget));
  g_assert_true (wait_until (is_out_of_sight, widget));
  walk_settle (&walk);
}

/* The focus is on the page, and then where one came from. */
static void
go_and_come_back (const char *page,
                  GType       type,
                  guint       position)
{
  GtkWidget *row;

  act ("win.show-page", page);
  row = get_nth (type, position);
  g_assert_true (gtk_widget_grab_focus (row));
  activate_and_leave (row);
  assert_focus_is_within (walk_page (&walk));

  gtk_widget_activate_action (GTK_WIDGET (walk.window), "win.back", NULL);
  g_assert_true (wait_until (is_in_sight, row));
  walk_settle (&walk);
  g_assert_true (get_focus () == row);
}

static void
test_back_on_the_row (void)
{
  walk_open (&walk, 1000, 760);
  go_and_come_back ("today", HEED_TYPE_PLAN_ROW, 1);
  go_and_come_back ("tips", HEED_TYPE_TIP_ROW, 4);
  go_and_come_back ("questions", HEED_TYPE_DATED_ROW, 1);
  walk_close (&walk);
}

/* A row that was deleted below it leaves the focus in the list. */
static void
test_back_from_what_was_deleted (void)
{
  GtkWidget *row, *list;

  walk_open (&walk, 1000, 760);
  act ("win.show-page", "questions");
  row = get_nth (HEED_TYPE_DATED_ROW, 1);
  list = gtk_widget_get_parent (row);
  g_assert_true (gtk_widget_grab_focus (row));
  activate_and_leave (row);
  g_assert_true (gtk_widget_activate_action (walk_page (&walk), "entry.delete", NULL));
  g_assert_true (wait_until (is_in_sight, list));
  assert_focus_is_within (list);
  walk_close (&walk);
}

/* Keys that go to a page go into it; with a pointer or a finger nothing does. */
static void
test_into_a_page (void)
{
  static const char * const pages[] = { "questions", "tips", "activities", "journal", "today" };
  const GType types[] = {
    HEED_TYPE_QUESTIONS_PAGE, HEED_TYPE_TIPS_PAGE, HEED_TYPE_ACTIVITIES_PAGE, HEED_TYPE_JOURNAL_PAGE,
    HEED_TYPE_TODAY_PAGE,
  };

  walk_open (&walk, 1000, 760);
  gtk_window_set_focus_visible (GTK_WINDOW (walk.window), TRUE);
  for (guint i = 0; i < G_N_ELEMENTS (pages); i++)
    {
      act ("win.show-page", pages[i]);
      assert_focus_is_within (get_nth (types[i], 0));
    }

  gtk_window_set_focus_visible (GTK_WINDOW (walk.window), FALSE);
  act ("win.show-page", "tips");
  g_assert_false (GTK_IS_EDITABLE (get_focus ()) || GTK_IS_TEXT_VIEW (get_focus ()));
  walk_close (&walk);
}

/* The item of a menu that led away has gone when one comes back; keys that went
 * to it would go nowhere. */
static void
test_back_from_where_a_menu_led (void)
{
  GtkWidget *button, *popover;

  walk_open (&walk, 1000, 760);
  act ("win.show-page", "journal");
  button = get_menu_button ();
  popover = GTK_WIDGET (gtk_menu_button_get_popover (GTK_MENU_BUTTON (button)));
  gtk_menu_button_popup (GTK_MENU_BUTTON (button));
  assert_focus_is_within (popover);

  act ("win.show-trash", NULL);
  act ("win.back", NULL);
  assert_focus_is_within (button);
  g_assert_false (gtk_widget_is_ancestor (get_focus (), popover));
  walk_close (&walk);
}

/* Who looks something up on another page goes on where they were. */
static void
test_back_on_a_page (void)
{
  GtkWidget *row;

  walk_open (&walk, 1000, 760);
  gtk_window_set_focus_visible (GTK_WINDOW (walk.window), TRUE);
  act ("win.show-page", "tips");
  row = get_nth (HEED_TYPE_TIP_ROW, 4);
  g_assert_true (gtk_widget_grab_focus (row));
  act ("win.show-page", "today");
  act ("win.show-page", "tips");
  g_assert_true (get_focus () == row);

  /* Also when something lay above it. */
  activate_and_leave (row);
  gtk_window_set_focus_visible (GTK_WINDOW (walk.window), TRUE);
  act ("win.show-page", "today");
  act ("win.show-page", "tips");
  g_assert_true (get_focus () == row);
  walk_close (&walk);
}

static GtkWidget *
find_continue (GtkWidget *widget)
{
  GtkWidget *found = NULL;

  if (GTK_IS_BUTTON (widget) && gtk_widget_get_mapped (widget) &&
      g_strcmp0 (gtk_button_get_label (GTK_BUTTON (widget)), "Continue") == 0)
    return widget;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find_continue (child);

  return found;
}

/* What was pressed may be gone when one comes back: a worksheet that is complete
 * has nothing to continue. */
static void
test_back_from_what_was_done (gconstpointer animated)
{
  GtkWidget *button, *page;

  g_object_set (gtk_settings_get_default (), "gtk-enable-animations", animated != NULL, NULL);
  walk_open (&walk, 1000, 760);
  page = get_nth (HEED_TYPE_TODAY_PAGE, 0);
  /* There are two worksheets to continue, one after the other. */
  for (guint i = 0; i < 2; i++)
    {
      gtk_window_set_focus_visible (GTK_WINDOW (walk.window), TRUE);
      button = find_continue (page);
      g_assert_true (gtk_widget_grab_focus (button));
      activate_and_leave (button);
      gtk_widget_activate_action (walk_page (&walk), "entry.mark-complete", NULL);
      gtk_window_set_focus_visible (GTK_WINDOW (walk.window), TRUE);
      act ("win.back", NULL);
      assert_focus_is_within (page);
    }
  g_assert_null (find_continue (page));
  walk_close (&walk);
  g_object_set (gtk_settings_get_default (), "gtk-enable-animations", FALSE, NULL);
}

/* Escape has nothing to close on one of the five pages, and so it leaves the
 * focus alone, also where that came from a page above it. */
static void
test_escape_on_a_page (void)
{
  static const char * const pages[] = { "questions", "tips", "activities", "today" };

  walk_open (&walk, 1000, 760);
  for (guint i = 0; i < G_N_ELEMENTS (pages); i++)
    {
      GtkWidget *focus;

      g_assert_true (gtk_widget_activate_action (GTK_WIDGET (walk.window), "win.new-entry", "(ss)", "note", ""));
      walk_settle (&walk);
      gtk_window_set_focus_visible (GTK_WINDOW (walk.window), TRUE);
      act ("win.show-page", pages[i]);
      focus = get_focus ();
      assert_focus_is_within (adw_view_stack_get_visible_child (ADW_VIEW_STACK (get_nth (ADW_TYPE_VIEW_STACK, 0))));
      act ("win.escape", NULL);
      g_assert_true (get_focus () == focus);
    }
  walk_close (&walk);
}

/* One key finds, wherever the focus is: among the tips, in an entry, or in the
 * journal. */
static void
test_find_from_the_header (void)
{
  static const struct { const char *page, *found; } pages[] = {
    { "tips", "HeedTipsPage" }, { "journal", "HeedJournalList" }, { "today", "HeedJournalList" },
  };
  g_auto (GStrv) actions = gtk_application_get_actions_for_accel (GTK_APPLICATION (walk.application), "<Control>f");

  g_assert_cmpstr (actions[0], ==, "win.find");
  walk_open (&walk, 1000, 760);
  for (guint i = 0; i < G_N_ELEMENTS (pages); i++)
    {
      act ("win.show-page", pages[i].page);
      g_assert_true (gtk_widget_grab_focus (get_menu_button ()));
      act ("win.find", NULL);
      g_assert_nonnull (gtk_widget_get_ancestor (get_focus (), GTK_TYPE_SEARCH_ENTRY));
      g_assert_nonnull (gtk_widget_get_ancestor (get_focus (), g_type_from_name (pages[i].found)));
    }

  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (walk.window), "win.new-entry", "(ss)", "note", ""));
  walk_settle (&walk);
  act ("win.find", NULL);
  g_assert_nonnull (gtk_widget_get_ancestor (get_focus (), g_type_from_name ("HeedFindBar")));
  walk_close (&walk);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  gtk_init ();
  walk_start (&walk);
  g_test_add_func ("/focus/back-on-the-row", test_back_on_the_row);
  g_test_add_func ("/focus/back-from-what-was-deleted", test_back_from_what_was_deleted);
  g_test_add_func ("/focus/back-from-where-a-menu-led", test_back_from_where_a_menu_led);
  g_test_add_func ("/focus/into-a-page", test_into_a_page);
  g_test_add_func ("/focus/back-on-a-page", test_back_on_a_page);
  g_test_add_data_func ("/focus/back-from-what-was-done", NULL, test_back_from_what_was_done);
  g_test_add_data_func ("/focus/back-from-what-was-done-animated", "animated", test_back_from_what_was_done);
  g_test_add_func ("/focus/escape-on-a-page", test_escape_on_a_page);
  g_test_add_func ("/focus/find-from-the-header", test_find_from_the_header);
  return g_test_run ();
}
