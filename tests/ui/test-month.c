/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The calendar: where days stand, how one gets from day to day, and what is
 * said of a day. */

#include "heed-calendar.h"
#include "heed-month.h"
#include "heed-settings.h"
#include "heed-timestamp.h"
#include "heed-ui-resources.h"

typedef struct
{
  GtkWidget *window;
  HeedMonth *month;
  guint32 chosen;
  guint n_chosen;
  GSettings *settings;
} Fixture;

static guint32
day_of (const char *text)
{
  guint32 day = 0;

  g_assert_true (heed_day_parse_iso (text, &day));
  return day;
}

static void
chosen_cb (Fixture *fixture,
           guint    day)
{
  fixture->chosen = day;
  fixture->n_chosen++;
}

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  fixture->settings = heed_settings_new ();
  g_settings_set_string (fixture->settings, "week-start", "sunday");
  fixture->window = gtk_window_new ();
  fixture->month = g_object_new (HEED_TYPE_MONTH, NULL);
  gtk_widget_set_halign (GTK_WIDGET (fixture->month), GTK_ALIGN_CENTER);
  gtk_window_set_child (GTK_WINDOW (fixture->window), GTK_WIDGET (fixture->month));
  g_signal_connect_swapped (fixture->month, "day-chosen", G_CALLBACK (chosen_cb), fixture);
  gtk_window_present (GTK_WINDOW (fixture->window));
  while (gtk_widget_get_width (GTK_WIDGET (fixture->month)) == 0)
    g_main_context_iteration (NULL, TRUE);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  g_settings_reset (fixture->settings, "week-start");
  g_object_unref (fixture->settings);
}

static GtkWidget *
find_grid (GtkWidget *widget)
{
  if (GTK_IS_GRID (widget))
    return widget;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_grid (child);

      if (found != NULL)
        return found;
    }

  return NULL;
}

static GtkWidget *
get_cell (Fixture *fixture,
          int      column,
          int      row)
{
  return gtk_grid_get_child_at (GTK_GRID (find_grid (GTK_WIDGET (fixture->month))), column, row);
}

static GtkWidget *
get_number (GtkWidget *cell)
{
  return gtk_widget_get_first_child (gtk_button_get_child (GTK_BUTTON (cell)));
}

static GtkWidget *
get_dot (GtkWidget *cell)
{
  return gtk_widget_get_last_child (gtk_button_get_child (GTK_BUTTON (cell)));
}

/* The one day that takes the focus. */
static const char *
get_cursor (Fixture *fixture)
{
  const char *found = NULL;

  for (int i = 0; i < 42; i++)
    {
      GtkWidget *cell = get_cell (fixture, i % 7, i / 7 + 1);

      if (!gtk_widget_get_focusable (cell))
        continue;
      g_assert_null (found);
      found = gtk_label_get_label (GTK_LABEL (get_number (cell)));
    }

  return found;
}

static void
expect_name (GtkWidget  *cell,
             const char *name)
{
  g_autofree char *trouble = gtk_test_accessible_check_property (GTK_ACCESSIBLE (cell),
                                                                 GTK_ACCESSIBLE_PROPERTY_LABEL, name);

  g_assert_cmpstr (trouble, ==, NULL);
}

static void
press (Fixture         *fixture,
       guint            key,
       GdkModifierType  state)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (find_grid (GTK_WIDGET (fixture->month)));

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr (GtkEventController) controller = g_list_model_get_item (controllers, i);
      gboolean handled = FALSE;

      if (GTK_IS_EVENT_CONTROLLER_KEY (controller))
        g_signal_emit_by_name (controller, "key-pressed", key, 0, state, &handled);
    }
}

/* November 2026 began on a Sunday. */
static void
test_weeks (Fixture       *fixture,
            gconstpointer  data)
{
  heed_month_show_day (fixture->month, day_of ("2026-11-15"));
  g_assert_cmpstr (gtk_label_get_label (GTK_LABEL (get_cell (fixture, 0, 0))), ==, "Sun");
  g_assert_cmpstr (gtk_label_get_label (GTK_LABEL (get_number (get_cell (fixture, 0, 1)))), ==, "1");

  g_settings_set_string (fixture->settings, "week-start", "monday");
  heed_month_show_day (fixture->month, day_of ("2026-11-15"));
  g_assert_cmpstr (gtk_label_get_label (GTK_LABEL (get_cell (fixture, 0, 0))), ==, "Mon");
  g_assert_cmpstr (gtk_label_get_label (GTK_LABEL (get_number (get_cell (fixture, 0, 1)))), ==, "26");
  g_assert_cmpstr (gtk_label_get_label (GTK_LABEL (get_number (get_cell (fixture, 6, 1)))), ==, "1");
  expect_name (get_cell (fixture, 6, 1), "Sunday, 1 November 2026");
}

/* Only a person chooses in the sense of the signal. */
static void
test_set_day (Fixture       *fixture,
              gconstpointer  data)
{
  heed_month_set_day (fixture->month, day_of ("2026-11-15"));
  g_assert_cmpuint (heed_month_get_day (fixture->month), ==, day_of ("2026-11-15"));
  g_assert_cmpuint (fixture->n_chosen, ==, 0);
}

/* The dot is for those who see it; the number for those who do not, too. */
static void
test_marks (Fixture       *fixture,
            gconstpointer  data)
{
  g_autoptr (GHashTable) counts = g_hash_table_new (NULL, NULL);

  g_hash_table_insert (counts, GUINT_TO_POINTER (day_of ("2026-11-03")), GUINT_TO_POINTER (3));
  g_hash_table_insert (counts, GUINT_TO_POINTER (day_of ("2026-11-04")), GUINT_TO_POINTER (1));
  heed_month_show_day (fixture->month, day_of ("2026-11-15"));
  heed_month_set_counts (fixture->month, counts);

  expect_name (get_cell (fixture, 2, 1), "Tuesday, 3 November 2026, 3 entries");
  expect_name (get_cell (fixture, 3, 1), "Wednesday, 4 November 2026, 1 entry");
  expect_name (get_cell (fixture, 4, 1), "Thursday, 5 November 2026");
  g_assert_cmpfloat (gtk_widget_get_opacity (get_dot (get_cell (fixture, 2, 1))), ==, 1.0);
  g_assert_cmpfloat (gtk_widget_get_opacity (get_dot (get_cell (fixture, 4, 1))), ==, 0.0);
}

static void
test_choosing (Fixture       *fixture,
               gconstpointer  data)
{
  heed_month_show_day (fixture->month, day_of ("2026-11-15"));
  g_signal_emit_by_name (get_cell (fixture, 5, 2), "clicked");
  g_assert_cmpuint (fixture->chosen, ==, day_of ("2026-11-13"));
  g_assert_cmpuint (heed_month_get_day (fixture->month), ==, day_of ("2026-11-13"));

  /* A day of the next month shows that month. */
  g_signal_emit_by_name (get_cell (fixture, 6, 6), "clicked");
  g_assert_cmpuint (fixture->chosen, ==, day_of ("2026-12-12"));
  g_assert_cmpstr (get_cursor (fixture), ==, "12");
  g_assert_cmpuint (fixture->n_chosen, ==, 2);

  gtk_widget_activate_action (GTK_WIDGET (fixture->month), "month.today", NULL);
  g_assert_cmpuint (fixture->chosen, ==, heed_day_today ());
}

/* Where there is a last day, nobody gets beyond it. */
static void
test_last_day (Fixture       *fixture,
               gconstpointer  data)
{
  heed_month_set_last_day (fixture->month, day_of ("2026-11-15"));
  heed_month_set_day (fixture->month, day_of ("2026-10-20"));
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (fixture->month), "month.next", NULL));
  g_assert_cmpstr (get_cursor (fixture), ==, "15");
  g_assert_true (gtk_widget_is_sensitive (get_cell (fixture, 0, 3)));
  g_assert_false (gtk_widget_is_sensitive (get_cell (fixture, 1, 3)));
  gtk_widget_activate_action (GTK_WIDGET (fixture->month), "month.next", NULL);
  gtk_widget_grab_focus (GTK_WIDGET (fixture->month));
  press (fixture, GDK_KEY_Down, 0);
  g_assert_cmpstr (get_cursor (fixture), ==, "15");
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (fixture->month), "month.previous", NULL));
  g_assert_cmpuint (heed_month_get_day (fixture->month), ==, day_of ("2026-10-20"));
}

static void
test_keyboard (Fixture       *fixture,
               gconstpointer  data)
{
  static const struct { guint key; GdkModifierType state; const char *cursor; } steps[] = {
    { GDK_KEY_Right, 0, "1" },  /* December */
    { GDK_KEY_Left, 0, "30" },
    { GDK_KEY_Up, 0, "23" },
    { GDK_KEY_Home, 0, "22" },
    { GDK_KEY_End, 0, "28" },
    { GDK_KEY_Page_Down, 0, "28" },
    { GDK_KEY_Down, 0, "4" },   /* January */
    { GDK_KEY_Page_Up, GDK_SHIFT_MASK, "4" },
  };

  heed_month_show_day (fixture->month, day_of ("2026-11-30"));
  gtk_widget_grab_focus (GTK_WIDGET (fixture->month));
  gtk_window_set_focus_visible (GTK_WINDOW (fixture->window), FALSE);
  for (guint i = 0; i < G_N_ELEMENTS (steps); i++)
    {
      press (fixture, steps[i].key, steps[i].state);
      g_assert_cmpstr (get_cursor (fixture), ==, steps[i].cursor);
    }

  expect_name (gtk_root_get_focus (GTK_ROOT (fixture->window)), "Sunday, 4 January 2026");
  g_assert_true (gtk_window_get_focus_visible (GTK_WINDOW (fixture->window)));
}

/* Written from right to left, weeks run so, too. */
static void
test_right_to_left (Fixture       *fixture,
                    gconstpointer  data)
{
  gtk_widget_set_direction (GTK_WIDGET (fixture->month), GTK_TEXT_DIR_RTL);
  heed_month_show_day (fixture->month, day_of ("2026-11-15"));
  press (fixture, GDK_KEY_Left, 0);
  g_assert_cmpstr (get_cursor (fixture), ==, "16");
  press (fixture, GDK_KEY_Right, 0);
  g_assert_cmpstr (get_cursor (fixture), ==, "15");
}

/* There is a first month and a last. */
static void
test_ends (Fixture       *fixture,
           gconstpointer  data)
{
  heed_month_show_day (fixture->month, day_of ("0001-01-01"));
  for (guint i = 0; i < 3; i++)
    gtk_widget_activate_action (GTK_WIDGET (fixture->month), "month.previous", NULL);
  for (guint i = 0; i < 60; i++)
    press (fixture, GDK_KEY_Up, 0);
  g_assert_cmpstr (get_cursor (fixture), ==, "1");
  expect_name (get_cell (fixture, 2, 1), "Tuesday, 1 January 2");

  heed_month_show_day (fixture->month, day_of ("9999-12-31"));
  for (guint i = 0; i < 60; i++)
    {
      press (fixture, GDK_KEY_Down, 0);
      press (fixture, GDK_KEY_Page_Down, GDK_SHIFT_MASK);
    }
  g_assert_cmpstr (get_cursor (fixture), ==, "31");
}

static void
test_width (Fixture       *fixture,
            gconstpointer  data)
{
  int minimum;

  gtk_widget_measure (GTK_WIDGET (fixture->month), GTK_ORIENTATION_HORIZONTAL, -1, &minimum, NULL, NULL, NULL);
  g_assert_cmpint (minimum, <=, 330);
}

static void
test_calendar (void)
{
  g_assert_cmpuint (heed_calendar_get_week_start (day_of ("2026-11-22"), 0), ==, day_of ("2026-11-22"));
  g_assert_cmpuint (heed_calendar_get_week_start (day_of ("2026-11-22"), 1), ==, day_of ("2026-11-16"));
  g_assert_cmpuint (heed_calendar_get_week_start (day_of ("2026-11-22"), 6), ==, day_of ("2026-11-21"));
  g_assert_cmpuint (heed_calendar_add_months (day_of ("2026-03-31"), -1), ==, day_of ("2026-02-28"));
  g_assert_cmpuint (heed_calendar_add_months (day_of ("2026-12-31"), 2), ==, day_of ("2027-02-28"));
  g_assert_true (heed_calendar_is_same_month (day_of ("2026-12-31"), day_of ("2026-12-01")));
  g_assert_false (heed_calendar_is_same_month (day_of ("2026-12-31"), day_of ("2025-12-31")));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  gtk_init ();
  adw_init ();
  g_resources_register (heed_ui_get_resource ());

  g_test_add_func ("/month/calendar", test_calendar);
  g_test_add ("/month/weeks", Fixture, NULL, set_up, test_weeks, tear_down);
  g_test_add ("/month/set-day", Fixture, NULL, set_up, test_set_day, tear_down);
  g_test_add ("/month/marks", Fixture, NULL, set_up, test_marks, tear_down);
  g_test_add ("/month/choosing", Fixture, NULL, set_up, test_choosing, tear_down);
  g_test_add ("/month/last-day", Fixture, NULL, set_up, test_last_day, tear_down);
  g_test_add ("/month/keyboard", Fixture, NULL, set_up, test_keyboard, tear_down);
  g_test_add ("/month/right-to-left", Fixture, NULL, set_up, test_right_to_left, tear_down);
  g_test_add ("/month/ends", Fixture, NULL, set_up, test_ends, tear_down);
  g_test_add ("/month/width", Fixture, NULL, set_up, test_width, tear_down);

  return g_test_run ();
}
