/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* An alarm clock. See heed-alarm.h. */

#include "heed-alarm.h"

#include <glib-unix.h>
#include <sys/timerfd.h>
#include <unistd.h>

/* How often to look at the clock where the system has no alarm for it. */
#define LOOK_SECONDS 60

typedef struct
{
  int fd;
  GSourceFunc func;
  gpointer user_data;
} Alarm;

static void
free_alarm (gpointer data)
{
  Alarm *alarm = data;

  if (alarm->fd >= 0)
    close (alarm->fd);
  g_free (alarm);
}

static gboolean
alarm_cb (int          fd,
          GIOCondition condition,
          gpointer     data)
{
  const Alarm *alarm = data;

  alarm->func (alarm->user_data);
  return G_SOURCE_REMOVE;
}

/* The next time that a clock on the wall shows @minute, in seconds since 1970. */
static gint64
find_next (guint minute)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();

  for (int days = 0;; days++)
    {
      g_autoptr (GDateTime) day = g_date_time_add_days (now, days);
      g_autoptr (GDateTime) time = g_date_time_new_local (g_date_time_get_year (day), g_date_time_get_month (day),
                                                          g_date_time_get_day_of_month (day),
                                                          (int) minute / 60, (int) minute % 60, 0);

      if (g_date_time_compare (time, now) > 0)
        return g_date_time_to_unix (time);
    }
}

/**
 * heed_alarm_add:
 * @minute: a time of day, in minutes after midnight
 * @func: (scope forever): called once; what it returns is not looked at
 * @user_data: for @func
 *
 * Has @func called on the main thread when it is that time for the next time where
 * the person is, as soon as the computer wakes if it sleeps then, and early if
 * somebody sets the clock: @func looks at the clock, and asks again for what is still
 * to come.
 *
 * Returns: the id of a source, which is gone once @func was called
 */
guint
heed_alarm_add (guint       minute,
                GSourceFunc func,
                gpointer    user_data)
{
  const struct itimerspec at = { .it_value.tv_sec = find_next (minute) };
  Alarm *alarm = g_new0 (Alarm, 1);

  alarm->fd = timerfd_create (CLOCK_REALTIME, TFD_NONBLOCK | TFD_CLOEXEC);
  alarm->func = func;
  alarm->user_data = user_data;
  if (alarm->fd >= 0 && timerfd_settime (alarm->fd, TFD_TIMER_ABSTIME | TFD_TIMER_CANCEL_ON_SET, &at, NULL) == 0)
    return g_unix_fd_add_full (G_PRIORITY_DEFAULT, alarm->fd, G_IO_IN, alarm_cb, alarm, free_alarm);

  free_alarm (alarm);
  return g_timeout_add_seconds (LOOK_SECONDS, func, user_data);
}
