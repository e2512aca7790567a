/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What the pages of the self-check are made of: the chart by keyboard and by
 * pointer, the words for a change, and two widgets that share a line. */

#include "journal-fixture.h"

#include "heed-compare-page.h"
#include "heed-pair-layout.h"
#include "heed-timestamp.h"
#include "heed-trend.h"
#include "heed-ui-resources.h"

#include <adwaita.h>
#include <math.h>

static gboolean
press_key (GtkWidget *widget,
           guint      keyval)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (widget);
  gboolean handled = FALSE;

  for (guint i = 0; i < g_list_model_get_n_items (controllers) && !handled; i++)
    {
      g_autoptr (GtkEventController) controller = g_list_model_get_item (controllers, i);
      guint n_shortcuts = GTK_IS_SHORTCUT_CONTROLLER (controller) ? g_list_model_get_n_items (G_LIST_MODEL (controller)) : 0;

      for (guint j = 0; j < n_shortcuts; j++)
        {
          g_autoptr (GtkShortcut) shortcut = g_list_model_get_item (G_LIST_MODEL (controller), j);
          GtkShortcutTrigger *trigger = gtk_shortcut_get_trigger (shortcut);

          if (GTK_IS_KEYVAL_TRIGGER (trigger) && gtk_keyval_trigger_get_modifiers (GTK_KEYVAL_TRIGGER (trigger)) == 0 &&
              gtk_keyval_trigger_get_keyval (GTK_KEYVAL_TRIGGER (trigger)) == keyval)
            handled = gtk_shortcut_action_activate (gtk_shortcut_get_action (shortcut), 0, widget,
                                                    gtk_shortcut_get_arguments (shortcut));
        }
    }

  return handled;
}

static void
emit_motion (GtkWidget  *widget,
             const char *name,
             double      x)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (widget);

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr (GtkEventController) controller = g_list_model_get_item (controllers, i);

      if (GTK_IS_EVENT_CONTROLLER_MOTION (controller))
        g_signal_emit_by_name (controller, name, x, 10.0);
    }
}

static GtkWidget *
show_alone (GtkWidget *widget)
{
  GtkWidget *window = gtk_window_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  gtk_box_append (GTK_BOX (box), gtk_button_new_with_label ("Before"));
  gtk_box_append (GTK_BOX (box), widget);
  gtk_window_set_default_size (GTK_WINDOW (window), 500, 300);
  gtk_window_set_child (GTK_WINDOW (window), box);
  gtk_window_present (GTK_WINDOW (window));
  gtk_widget_grab_focus (gtk_widget_get_first_child (box));
  return window;
}

static const char *
get_bubble (HeedTrend *trend)
{
  return gtk_label_get_text (GTK_LABEL (gtk_widget_get_first_child (GTK_WIDGET (trend))));
}

static HeedTimestamp
before (HeedTimestamp stamp,
        int           days)
{
  return (HeedTimestamp) { stamp.utc - days * G_TIME_SPAN_DAY, stamp.offset };
}

/* Two on one day have their times, and a place of their own each. */
static void
test_chart_same_day (void)
{
  HeedTimestamp noon = { 1700000000 * G_TIME_SPAN_SECOND / G_TIME_SPAN_DAY * G_TIME_SPAN_DAY + 12 * G_TIME_SPAN_HOUR, 0 };
  const HeedTrendPoint points[] = { { before (noon, 2), 2 }, { noon, 3 }, { { noon.utc + G_TIME_SPAN_HOUR, 0 }, 4 } };
  HeedTrend *trend = g_object_new (HEED_TYPE_TREND, NULL);
  GtkWidget *window = show_alone (GTK_WIDGET (trend));
  g_autofree char *day = heed_day_format (heed_timestamp_get_day (before (noon, 2)));
  g_autofree char *alone = g_strconcat (day, ": 2", NULL);
  char *said[G_N_ELEMENTS (points)];

  heed_trend_set_points (trend, points, G_N_ELEMENTS (points), 1, 5, 0);
  for (guint i = 0; i < G_N_ELEMENTS (points); i++)
    said[i] = heed_trend_describe_point (trend, i);
  g_assert_cmpstr (said[0], ==, alone);
  g_assert_nonnull (strstr (said[1], "12:00: 3"));
  g_assert_nonnull (strstr (said[2], "13:00: 4"));
  for (guint i = 0; i < G_N_ELEMENTS (said); i++)
    g_free (said[i]);
  gtk_window_destroy (GTK_WINDOW (window));
}

static void
test_chart_keys (void)
{
  const HeedTimestamp now = heed_timestamp_now ();
  const HeedTrendPoint points[] = { { before (now, 60), 2 }, { before (now, 40), NAN }, { before (now, 20), 3 },
                                    { now, 4 } };
  HeedTrend *trend = g_object_new (HEED_TYPE_TREND, NULL);
  GtkWidget *window = show_alone (GTK_WIDGET (trend));
  g_autofree char *first = NULL, *skipped = NULL, *all = NULL;

  heed_trend_set_points (trend, points, G_N_ELEMENTS (points), 1, 5, 0);
  g_assert_cmpint (heed_trend_get_current (trend), ==, -1);
  first = heed_trend_describe_point (trend, 0);
  skipped = heed_trend_describe_point (trend, 1);
  all = heed_trend_describe (trend);
  g_assert_true (g_str_has_suffix (first, ": 2"));
  g_assert_true (g_str_has_suffix (skipped, ": skipped"));
  g_assert_nonnull (strstr (all, skipped));

  /* It begins at the latest, and stays inside. What was skipped is no value. */
  g_assert_true (gtk_widget_grab_focus (GTK_WIDGET (trend)));
  g_assert_cmpint (heed_trend_get_current (trend), ==, 3);
  g_assert_true (press_key (GTK_WIDGET (trend), GDK_KEY_Right));
  g_assert_cmpint (heed_trend_get_current (trend), ==, 3);
  press_key (GTK_WIDGET (trend), GDK_KEY_Left);
  g_assert_cmpint (heed_trend_get_current (trend), ==, 2);
  press_key (GTK_WIDGET (trend), GDK_KEY_Left);
  g_assert_cmpint (heed_trend_get_current (trend), ==, 0);
  g_assert_cmpstr (get_bubble (trend), ==, first);
  press_key (GTK_WIDGET (trend), GDK_KEY_Left);
  g_assert_cmpint (heed_trend_get_current (trend), ==, 0);
  press_key (GTK_WIDGET (trend), GDK_KEY_End);
  g_assert_cmpint (heed_trend_get_current (trend), ==, 3);
  press_key (GTK_WIDGET (trend), GDK_KEY_Home);
  g_assert_cmpint (heed_trend_get_current (trend), ==, 0);
  g_assert_false (press_key (GTK_WIDGET (trend), GDK_KEY_Up));

  gtk_widget_set_direction (GTK_WIDGET (trend), GTK_TEXT_DIR_RTL);
  press_key (GTK_WIDGET (trend), GDK_KEY_Left);
  g_assert_cmpint (heed_trend_get_current (trend), ==, 2);

  gtk_widget_grab_focus (gtk_widget_get_prev_sibling (GTK_WIDGET (trend)));
  g_assert_cmpint (heed_trend_get_current (trend), ==, -1);
  gtk_window_destroy (GTK_WINDOW (window));
}

static gboolean
is_placed (gpointer widget)
{
  return gtk_widget_get_width (widget) > 100;
}

static void
test_chart_pointer (void)
{
  const HeedTimestamp now = heed_timestamp_now ();
  const HeedTrendPoint points[] = { { before (now, 60), 2 }, { before (now, 40), NAN }, { before (now, 20), 3 },
                                    { now, 4 } };
  HeedTrend *trend = g_object_new (HEED_TYPE_TREND, NULL);
  GtkWidget *widget = GTK_WIDGET (trend);
  GtkWidget *bubble = gtk_widget_get_first_child (widget);
  GtkWidget *window = show_alone (widget);

  heed_trend_set_points (trend, points, G_N_ELEMENTS (points), 1, 5, 0);
  g_assert_true (wait_until (is_placed, widget));
  g_assert_false (gtk_widget_get_child_visible (bubble));
  emit_motion (widget, "motion", 0);
  g_assert_cmpint (heed_trend_get_current (trend), ==, 0);
  g_assert_true (gtk_widget_get_child_visible (bubble));
  emit_motion (widget, "motion", gtk_widget_get_width (widget) * 0.6);
  g_assert_cmpint (heed_trend_get_current (trend), ==, 2);
  emit_motion (widget, "leave", 0);
  g_assert_cmpint (heed_trend_get_current (trend), ==, -1);
  g_assert_false (gtk_widget_get_child_visible (bubble));

  /* The bubble of the keyboard stays. */
  gtk_widget_grab_focus (widget);
  emit_motion (widget, "leave", 0);
  g_assert_cmpint (heed_trend_get_current (trend), ==, 3);
  gtk_window_destroy (GTK_WINDOW (window));
}

/* A chart on which there is nothing to point at. */
static void
test_chart_empty (void)
{
  const HeedTrendPoint point = { heed_timestamp_now (), NAN };
  HeedTrend *trend = g_object_new (HEED_TYPE_TREND, NULL);
  GtkWidget *window = show_alone (GTK_WIDGET (trend));

  for (guint n_points = 0; n_points < 2; n_points++)
    {
      heed_trend_set_points (trend, &point, n_points, 1, 5, 0);
      gtk_widget_grab_focus (GTK_WIDGET (trend));
      for (guint i = 0; i < 4; i++)
        press_key (GTK_WIDGET (trend), (guint[]) { GDK_KEY_Left, GDK_KEY_Right, GDK_KEY_Home, GDK_KEY_End }[i]);
      g_assert_cmpint (heed_trend_get_current (trend), ==, -1);
    }
  gtk_window_destroy (GTK_WINDOW (window));
}

static void
assert_change (const char *before,
               const char *after,
               const char *expected)
{
  g_autofree char *change = heed_compare_page_describe_change (before, after);

  g_assert_cmpstr (change, ==, expected);
}

static void
test_changes (void)
{
  assert_change ("3", "4", "+1, higher");
  assert_change ("4", "2", "−2, lower");
  assert_change ("4", "4", "same");
  assert_change (NULL, "4", "newly rated");
  assert_change ("4", "", "skipped later");
  assert_change ("", NULL, NULL);
  assert_change ("many", "4", "newly rated");
}

static void
allocate (GtkWidget *pair,
          int        width)
{
  int height;

  gtk_widget_measure (pair, GTK_ORIENTATION_VERTICAL, width, &height, NULL, NULL, NULL);
  gtk_widget_size_allocate (pair, &(GtkAllocation) { 0, 0, width, height }, -1);
}

static graphene_rect_t
get_place (GtkWidget *child)
{
  graphene_rect_t place;

  g_assert_true (gtk_widget_compute_bounds (child, gtk_widget_get_parent (child), &place));
  return place;
}

static void
test_pair (void)
{
  GtkWidget *start = gtk_button_new_with_label ("Before"), *end = gtk_button_new_with_label ("After");
  GtkWidget *pair = g_object_ref_sink (heed_pair_layout_join (start, end, 0.5));

  allocate (pair, 800);
  g_assert_cmpfloat (get_place (end).origin.x, >, 390);
  g_assert_cmpfloat (get_place (end).origin.y, ==, get_place (start).origin.y);

  allocate (pair, 250);
  g_assert_cmpfloat (get_place (end).origin.x, ==, get_place (start).origin.x);
  g_assert_cmpfloat (get_place (end).origin.y, >, get_place (start).origin.y);

  gtk_widget_set_direction (pair, GTK_TEXT_DIR_RTL);
  gtk_widget_set_layout_manager (pair, heed_pair_layout_new (0.75, 12, TRUE));
  allocate (pair, 800);
  g_assert_cmpfloat (get_place (end).origin.x, <, get_place (start).origin.x);
  g_assert_cmpfloat (get_place (start).size.width, >, 2 * get_place (end).size.width);

  gtk_widget_set_visible (end, FALSE);
  allocate (pair, 800);
  g_assert_cmpfloat (get_place (start).size.width, >, 700);
  g_assert_finalize_object (pair);
}

static int
get_height (GtkWidget *widget,
            int        width)
{
  int minimum, natural;

  gtk_widget_measure (widget, GTK_ORIENTATION_VERTICAL, width, &minimum, &natural, NULL, NULL);
  g_assert_cmpint (minimum, <=, natural);
  return natural;
}

/* One that may choose does not put a little beside much where that makes it
 * higher; what stands below both has all of the width. */
static void
test_pair_that_chooses (void)
{
  g_autofree char *words = g_strnfill (2000, 'i');
  GtkWidget *start = gtk_label_new (words), *end = gtk_label_new ("A few words"), *below = gtk_label_new ("Below");
  GtkWidget *pair = g_object_ref_sink (heed_pair_layout_join (start, end, 0.5));

  gtk_label_set_wrap (GTK_LABEL (start), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (start), PANGO_WRAP_CHAR);
  gtk_box_append (GTK_BOX (pair), below);
  gtk_widget_set_layout_manager (pair, heed_pair_layout_new (0.5, 12, FALSE));
  allocate (pair, 1200);
  g_assert_cmpfloat (get_place (end).origin.x, ==, 0);
  g_assert_cmpfloat (get_place (below).origin.y, >, get_place (end).origin.y);
  g_assert_cmpfloat (get_place (below).size.width, ==, 1200);

  for (int width = 300; width < 1600; width += 10)
    g_assert_cmpint (get_height (pair, width + 10), <=, get_height (pair, width));

  /* A control is as wide as it wants to be, in the middle of what is beside it. */
  gtk_label_set_label (GTK_LABEL (start), "One\nTwo\nThree");
  gtk_widget_set_layout_manager (pair, heed_pair_layout_new (HEED_PAIR_LAYOUT_OWN_WIDTH, 6, FALSE));
  allocate (pair, 1200);
  g_assert_cmpfloat (get_place (end).origin.x, >, 1000);
  g_assert_cmpfloat (get_place (end).origin.y, >, 0);
  g_assert_finalize_object (pair);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  gtk_init ();
  adw_init ();
  /* Wherever it runs; what is mirrored says so itself. */
  gtk_widget_set_default_direction (GTK_TEXT_DIR_LTR);
  g_resources_register (heed_ui_get_resource ());

  g_test_add_func ("/trend/keys", test_chart_keys);
  g_test_add_func ("/trend/same-day", test_chart_same_day);
  g_test_add_func ("/trend/pointer", test_chart_pointer);
  g_test_add_func ("/trend/empty", test_chart_empty);
  g_test_add_func ("/trend/changes", test_changes);
  g_test_add_func ("/pair-layout/share", test_pair);
  g_test_add_func ("/pair-layout/chooses", test_pair_that_chooses);
  return g_test_run ();
}
