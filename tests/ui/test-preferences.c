/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What the preferences change. */

#include "journal-fixture.h"
#include "screen.h"

#include "heed-application.h"
#include "heed-calendar.h"
#include "heed-config.h"
#include "heed-preferences-window.h"
#include "heed-reminder.h"
#include "heed-text-area.h"
#include "heed-tip-status.h"

#include <locale.h>

#define FIVE_IN_THE_AFTERNOON (17 * 60)

static GSettings *settings;
static HeedApplication *application;

typedef struct
{
  JournalFixture files;
  HeedReminder *reminder;
  GDateTime *day; /* the first minute of today */
  guint due;
  guint plans_due;
} ReminderFixture;

static void
test_week_start_is_chosen (void)
{
  g_settings_set_string (settings, "week-start", "monday");
  g_assert_cmpuint (heed_calendar_get_first_weekday (), ==, 1);
  g_settings_set_string (settings, "week-start", "saturday");
  g_assert_cmpuint (heed_calendar_get_first_weekday (), ==, 6);
  g_settings_set_string (settings, "week-start", "sunday");
  g_assert_cmpuint (heed_calendar_get_first_weekday (), ==, 0);
  g_settings_reset (settings, "week-start");
}

static void
test_week_start_of_the_region (gconstpointer data)
{
  static const guint days[] = { 1, 0, 6, 1 };
  static const char * const locales[] = { "de_DE.UTF-8", "en_US.UTF-8", "ar_EG.UTF-8", "en_GB.UTF-8" };
  guint i = GPOINTER_TO_UINT (data);
  g_autofree char *before = g_strdup (g_getenv ("LC_ALL"));

  g_setenv ("LC_ALL", locales[i], TRUE);
  g_assert_cmpuint (heed_calendar_get_first_weekday (), ==, days[i]);
  if (before != NULL)
    g_setenv ("LC_ALL", before, TRUE);
  else
    g_unsetenv ("LC_ALL");
}

typedef struct
{
  GtkWidget *area;
  int height;
} Height;

static int
get_height (GtkWidget *area)
{
  int height;

  gtk_widget_measure (area, GTK_ORIENTATION_VERTICAL, 300, &height, NULL, NULL, NULL);
  return height;
}

static gboolean
is_as_high (gpointer data)
{
  const Height *wanted = data;

  return get_height (wanted->area) == wanted->height;
}

static gboolean
is_higher (gpointer data)
{
  const Height *before = data;

  return get_height (before->area) > before->height;
}

static GtkWidget *
open_area (GtkWidget **window)
{
  GtkWidget *area = heed_text_area_new ();

  *window = adw_application_window_new (GTK_APPLICATION (application));
  gtk_window_set_default_size (GTK_WINDOW (*window), 500, 400);
  adw_application_window_set_content (ADW_APPLICATION_WINDOW (*window), area);
  gtk_window_present (GTK_WINDOW (*window));
  return area;
}

/* In a window that was there before, and in one that comes later. */
static void
test_writing_size_counts_at_once (void)
{
  GtkWidget *windows[2];
  GtkWidget *first = open_area (&windows[0]);
  Height small = { first, get_height (first) };
  Height large;

  g_settings_set_int (settings, "writing-size", 22);
  g_assert_true (wait_until (is_higher, &small));
  large.height = get_height (first);
  large.area = open_area (&windows[1]);
  g_assert_true (wait_until (is_as_high, &large));

  wait_for_rest (windows[0]);
  wait_for_rest (windows[1]);
  g_settings_reset (settings, "writing-size");
  g_assert_true (wait_until (is_as_high, &small));
  small.area = large.area;
  g_assert_true (wait_until (is_as_high, &small));
  gtk_window_destroy (GTK_WINDOW (windows[1]));
  gtk_window_destroy (GTK_WINDOW (windows[0]));
}

static GtkWidget *
find_named (GtkWidget  *widget,
            const char *id)
{
  return GTK_WIDGET (gtk_widget_get_template_child (widget, HEED_TYPE_PREFERENCES_WINDOW, id));
}

/* As far as there is a larger or a smaller one, and no further. */
static void
test_writing_size_by_keys (void)
{
  GActionGroup *actions = G_ACTION_GROUP (application);

  g_action_group_activate_action (actions, "writing-larger", NULL);
  g_assert_cmpint (g_settings_get_int (settings, "writing-size"), ==, 12);
  g_action_group_activate_action (actions, "writing-normal", NULL);
  g_assert_cmpint (g_settings_get_int (settings, "writing-size"), ==, 11);
  for (guint i = 0; i < 40; i++)
    g_action_group_activate_action (actions, "writing-smaller", NULL);
  g_assert_cmpint (g_settings_get_int (settings, "writing-size"), ==, 9);
  for (guint i = 0; i < 40; i++)
    g_action_group_activate_action (actions, "writing-larger", NULL);
  g_assert_cmpint (g_settings_get_int (settings, "writing-size"), ==, 24);
  g_settings_reset (settings, "writing-size");
}

static void
test_window_shows_and_sets (void)
{
  GtkWidget *window, *time, *row;

  g_settings_set_string (settings, "week-start", "saturday");
  window = heed_preferences_window_new ();
  row = find_named (window, "week_start");
  g_assert_cmpuint (adw_combo_row_get_selected (ADW_COMBO_ROW (row)), ==, HEED_WEEK_START_SATURDAY);
  adw_combo_row_set_selected (ADW_COMBO_ROW (row), HEED_WEEK_START_SUNDAY);
  g_assert_cmpint (g_settings_get_enum (settings, "week-start"), ==, HEED_WEEK_START_SUNDAY);
  g_assert_false (gtk_widget_is_sensitive (find_named (window, "reminder_time")));
  gtk_switch_set_active (GTK_SWITCH (find_named (window, "reminders")), TRUE);
  g_assert_true (g_settings_get_boolean (settings, "reminders"));
  g_assert_true (gtk_widget_is_sensitive (find_named (window, "reminder_time")));

  time = find_named (window, "reminder_time");
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (time)), ==, "17:00");
  gtk_editable_set_text (GTK_EDITABLE (time), "8:05");
  gtk_spin_button_update (GTK_SPIN_BUTTON (time));
  g_assert_cmpint (g_settings_get_int (settings, "reminder-time"), ==, 8 * 60 + 5);
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (time)), ==, "08:05");
  gtk_editable_set_text (GTK_EDITABLE (time), "soon");
  gtk_spin_button_update (GTK_SPIN_BUTTON (time));
  g_assert_cmpint (g_settings_get_int (settings, "reminder-time"), ==, 8 * 60 + 5);
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (time)), ==, "08:05");

  gtk_window_destroy (GTK_WINDOW (window));
  g_settings_reset (settings, "week-start");
  g_settings_reset (settings, "reminders");
  g_settings_reset (settings, "reminder-time");
}

/* A control that has a name would be called by the title of its row as well. */
static void
test_controls_have_one_name (void)
{
  static const char * const ids[] = { "writing_size", "empty_trash", "reminders", "reminder_time" };
  GtkWidget *window = heed_preferences_window_new ();

  for (guint i = 0; i < G_N_ELEMENTS (ids); i++)
    {
      GtkAccessible *control = GTK_ACCESSIBLE (find_named (window, ids[i]));

      g_assert_true (gtk_test_accessible_has_property (control, GTK_ACCESSIBLE_PROPERTY_LABEL));
      g_assert_false (gtk_test_accessible_has_relation (control, GTK_ACCESSIBLE_RELATION_LABELLED_BY));
    }
  gtk_window_destroy (GTK_WINDOW (window));
}

static void
due_cb (ReminderFixture *fixture)
{
  fixture->due++;
}

static void
plan_due_cb (ReminderFixture *fixture,
             HeedItem        *tip)
{
  g_assert_cmpstr (heed_item_get_id (tip), ==, "promises");
  fixture->plans_due++;
}

static void
set_up_reminder (ReminderFixture *fixture,
                 gconstpointer    data)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();

  journal_fixture_set_up (&fixture->files, NULL);
  fixture->due = fixture->plans_due = 0;
  fixture->day = g_date_time_new_local (g_date_time_get_year (now), g_date_time_get_month (now),
                                        g_date_time_get_day_of_month (now), 0, 0, 0);
  g_settings_set_int (settings, "reminder-time", FIVE_IN_THE_AFTERNOON);
  g_settings_set_boolean (settings, "reminders", TRUE);
  fixture->reminder = heed_reminder_new ();
  heed_reminder_set_journal (fixture->reminder, fixture->files.journal);
  g_signal_connect_swapped (fixture->reminder, "due", G_CALLBACK (due_cb), fixture);
  g_signal_connect_swapped (fixture->reminder, "plan-due", G_CALLBACK (plan_due_cb), fixture);
}

static void
tear_down_reminder (ReminderFixture *fixture,
                    gconstpointer    data)
{
  g_assert_finalize_object (fixture->reminder);
  g_date_time_unref (fixture->day);
  g_settings_reset (settings, "reminders");
  g_settings_reset (settings, "reminder-time");
  journal_fixture_tear_down (&fixture->files, NULL);
}

static void
look_at (ReminderFixture *fixture,
         int              minutes)
{
  g_autoptr (GDateTime) day = g_date_time_add_days (fixture->day, minutes / (24 * 60));
  /* What the clock on the wall shows, also where an hour is left out that day. */
  g_autoptr (GDateTime) time = g_date_time_new_local (g_date_time_get_year (day), g_date_time_get_month (day),
                                                      g_date_time_get_day_of_month (day),
                                                      minutes / 60 % 24, minutes % 60, 0);

  heed_reminder_poll (fixture->reminder, time);
}

static gboolean
is_due (gpointer data)
{
  return ((ReminderFixture *) data)->due > 0;
}

static void
test_reminder_comes_once (ReminderFixture *fixture,
                          gconstpointer    data)
{
  look_at (fixture, FIVE_IN_THE_AFTERNOON - 1);
  wait_for_journal (fixture->files.journal);
  g_assert_cmpuint (fixture->due, ==, 0);
  look_at (fixture, FIVE_IN_THE_AFTERNOON);
  g_assert_true (wait_until (is_due, fixture));
  look_at (fixture, FIVE_IN_THE_AFTERNOON + 1);
  look_at (fixture, FIVE_IN_THE_AFTERNOON + 300);
  wait_for_journal (fixture->files.journal);
  g_assert_cmpuint (fixture->due, ==, 1);
}

static gboolean
is_plan_due (gpointer data)
{
  return ((ReminderFixture *) data)->plans_due > 0;
}

/* Of a plan for today it tells although something was written, until it was tried. */
static void
test_reminder_of_a_plan (ReminderFixture *fixture,
                         gconstpointer    data)
{
  g_autoptr (HeedEntry) plan = heed_journal_create_entry (fixture->files.journal, HEED_FORM_PLAN, "promises");
  g_autoptr (HeedEntry) note = NULL;
  g_autofree char *today = heed_day_format_iso (heed_day_today ());

  heed_entry_set_answer (plan, "when", "I name a date");
  heed_entry_set_answer (plan, HEED_PLAN_DAY, today);
  journal_fixture_save (&fixture->files);
  look_at (fixture, FIVE_IN_THE_AFTERNOON - 1);
  look_at (fixture, FIVE_IN_THE_AFTERNOON);
  g_assert_true (wait_until (is_plan_due, fixture));
  g_assert_cmpuint (fixture->due, ==, 0);

  note = heed_journal_create_entry (fixture->files.journal, HEED_FORM_TRY, "promises");
  heed_entry_set_answer (note, "what", "It worked.");
  journal_fixture_save (&fixture->files);
  look_at (fixture, 24 * 60 + FIVE_IN_THE_AFTERNOON);
  wait_for_journal (fixture->files.journal);
  wait_for_idle ();
  g_assert_cmpuint (fixture->plans_due, ==, 1);
}

/* The computer slept at five; the day after has a reminder of its own. */
static void
test_reminder_after_sleep (ReminderFixture *fixture,
                           gconstpointer    data)
{
  look_at (fixture, 60);
  look_at (fixture, FIVE_IN_THE_AFTERNOON + 90);
  g_assert_true (wait_until (is_due, fixture));
  fixture->due = 0;
  look_at (fixture, 24 * 60 + FIVE_IN_THE_AFTERNOON - 60);
  wait_for_journal (fixture->files.journal);
  g_assert_cmpuint (fixture->due, ==, 0);
  look_at (fixture, 24 * 60 + FIVE_IN_THE_AFTERNOON + 60);
  g_assert_true (wait_until (is_due, fixture));
}

static void
test_reminder_of_a_day_with_an_entry (ReminderFixture *fixture,
                                      gconstpointer    data)
{
  g_autoptr (HeedEntry) entry = heed_journal_create_entry (fixture->files.journal, "note", NULL);

  heed_entry_set_answer (entry, "body", "a word");
  journal_fixture_save (&fixture->files);
  look_at (fixture, 60);
  look_at (fixture, FIVE_IN_THE_AFTERNOON);
  wait_for_journal (fixture->files.journal);
  g_assert_cmpuint (fixture->due, ==, 0);
}

static void
test_reminder_off (ReminderFixture *fixture,
                   gconstpointer    data)
{
  g_settings_set_boolean (settings, "reminders", FALSE);
  look_at (fixture, 60);
  look_at (fixture, FIVE_IN_THE_AFTERNOON);
  wait_for_journal (fixture->files.journal);
  g_assert_cmpuint (fixture->due, ==, 0);
}

#define ADD_REMINDER(name, func) \
  g_test_add ("/preferences/reminder/" name, ReminderFixture, NULL, set_up_reminder, func, tear_down_reminder)

int
main (int   argc,
      char *argv[])
{
  g_autoptr (GError) error = NULL;

  g_test_init (&argc, &argv, NULL);
  gtk_init ();
  application = heed_application_new ();
  g_application_set_flags (G_APPLICATION (application), G_APPLICATION_NON_UNIQUE);
  g_application_register (G_APPLICATION (application), NULL, &error);
  g_assert_no_error (error);
  settings = g_settings_new (HEED_APPLICATION_ID);
  g_test_add_func ("/preferences/week-start-is-chosen", test_week_start_is_chosen);
  g_test_add_data_func ("/preferences/week-start/de", GUINT_TO_POINTER (0), test_week_start_of_the_region);
  g_test_add_data_func ("/preferences/week-start/us", GUINT_TO_POINTER (1), test_week_start_of_the_region);
  g_test_add_data_func ("/preferences/week-start/eg", GUINT_TO_POINTER (2), test_week_start_of_the_region);
  g_test_add_data_func ("/preferences/week-start/gb", GUINT_TO_POINTER (3), test_week_start_of_the_region);
  g_test_add_func ("/preferences/writing-size-counts-at-once", test_writing_size_counts_at_once);
  g_test_add_func ("/preferences/writing-size-by-keys", test_writing_size_by_keys);
  g_test_add_func ("/preferences/window-shows-and-sets", test_window_shows_and_sets);
  g_test_add_func ("/preferences/controls-have-one-name", test_controls_have_one_name);
  ADD_REMINDER ("comes-once", test_reminder_comes_once);
  ADD_REMINDER ("of-a-plan", test_reminder_of_a_plan);
  ADD_REMINDER ("after-sleep", test_reminder_after_sleep);
  ADD_REMINDER ("of-a-day-with-an-entry", test_reminder_of_a_day_with_an_entry);
  ADD_REMINDER ("off", test_reminder_off);
  return g_test_run ();
}
