/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Tests of src/base/heed-alarm.c. */

#include "heed-alarm.h"

#include <stdlib.h>
#include <string.h>
#include <sys/timerfd.h>

#define MINUTES_A_DAY (24 * 60)

static guint n_calls;

static gboolean
count_cb (gpointer data)
{
  n_calls++;
  return G_SOURCE_CONTINUE;
}

/* The file that the system wakes the process through; -1 if there is none. */
static int
find_timer (void)
{
  g_autoptr (GDir) files = g_dir_open ("/proc/self/fd", 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (files)) != NULL)
    {
      g_autofree char *path = g_build_filename ("/proc/self/fd", name, NULL);
      g_autofree char *target = g_file_read_link (path, NULL);

      if (target != NULL && strstr (target, "[timerfd]") != NULL)
        return atoi (name);
    }

  return -1;
}

/* It ends when the clock on the wall shows that minute for the next time. */
static void
test_time_of_day (gconstpointer data)
{
  int minute = GPOINTER_TO_INT (data);
  guint source = heed_alarm_add ((guint) minute, count_cb, NULL);
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autoptr (GDateTime) end = NULL;
  struct itimerspec left;

  g_assert_cmpint (find_timer (), >=, 0);
  g_assert_cmpint (timerfd_gettime (find_timer (), &left), ==, 0);
  g_assert_cmpint (left.it_value.tv_sec, <=, 25 * 60 * 60);
  end = g_date_time_add (now, (left.it_value.tv_sec + 1) * G_TIME_SPAN_SECOND);
  g_assert_cmpint ((g_date_time_get_hour (end) * 60 + g_date_time_get_minute (end)) % MINUTES_A_DAY, ==, minute);

  g_source_remove (source);
  g_assert_cmpint (find_timer (), ==, -1);
}

/* Once, and then it is gone, whatever the function returns. */
static void
test_rings_once (void)
{
  const struct itimerspec at_once = { .it_value.tv_nsec = 1 };
  guint source = heed_alarm_add (0, count_cb, NULL);

  n_calls = 0;
  g_assert_cmpint (timerfd_settime (find_timer (), 0, &at_once, NULL), ==, 0);
  g_main_context_iteration (NULL, TRUE);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_cmpuint (n_calls, ==, 1);
  g_assert_null (g_main_context_find_source_by_id (NULL, source));
  g_assert_cmpint (find_timer (), ==, -1);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_data_func ("/alarm/midnight", GINT_TO_POINTER (0), test_time_of_day);
  g_test_add_data_func ("/alarm/noon", GINT_TO_POINTER (12 * 60), test_time_of_day);
  g_test_add_data_func ("/alarm/before-midnight", GINT_TO_POINTER (MINUTES_A_DAY - 1), test_time_of_day);
  g_test_add_func ("/alarm/rings-once", test_rings_once);
  return g_test_run ();
}
