/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Weeks and months of Julian days. See heed-calendar.h. */

#include "heed-calendar.h"

#include <glib/gi18n.h>

#define WEEK 7

static GDate
to_date (guint32 day)
{
  GDate date;

  g_date_clear (&date, 1);
  g_date_set_julian (&date, day);
  return date;
}

/**
 * heed_calendar_get_year:
 * @day: a Julian day
 *
 * Gets the year of a day.
 *
 * Returns: the year
 */
guint
heed_calendar_get_year (guint32 day)
{
  GDate date = to_date (day);

  return g_date_get_year (&date);
}

/**
 * heed_calendar_get_month:
 * @day: a Julian day
 *
 * Gets the month of a day.
 *
 * Returns: 1 for January to 12
 */
guint
heed_calendar_get_month (guint32 day)
{
  GDate date = to_date (day);

  return g_date_get_month (&date);
}

/**
 * heed_calendar_clamp:
 * @day: a Julian day
 *
 * Brings a day into the years that can be shown.
 *
 * Returns: @day, or the first or last day of those years
 */
guint32
heed_calendar_clamp (guint32 day)
{
  guint year = heed_calendar_get_year (day);
  GDate date;

  if (year >= HEED_CALENDAR_YEAR_MIN && year <= HEED_CALENDAR_YEAR_MAX)
    return day;

  g_date_clear (&date, 1);
  if (year < HEED_CALENDAR_YEAR_MIN)
    g_date_set_dmy (&date, 1, G_DATE_JANUARY, HEED_CALENDAR_YEAR_MIN);
  else
    g_date_set_dmy (&date, 31, G_DATE_DECEMBER, HEED_CALENDAR_YEAR_MAX);
  return g_date_get_julian (&date);
}

/**
 * heed_calendar_add_months:
 * @day: a Julian day
 * @months: how many months later; fewer than 0 for earlier
 *
 * Goes on by months. Where a month is too short it is its last day.
 *
 * Returns: a Julian day
 */
guint32
heed_calendar_add_months (guint32 day,
                          int     months)
{
  GDate date = to_date (day);

  if (months > 0)
    g_date_add_months (&date, (guint) months);
  else
    g_date_subtract_months (&date, (guint) -months);

  return g_date_get_julian (&date);
}

/**
 * heed_calendar_get_month_start:
 * @day: a Julian day
 *
 * Gets the first day of the month that a day is in.
 *
 * Returns: a Julian day
 */
guint32
heed_calendar_get_month_start (guint32 day)
{
  GDate date = to_date (day);

  g_date_set_day (&date, 1);
  return g_date_get_julian (&date);
}

/**
 * heed_calendar_get_week_start:
 * @day: a Julian day
 * @first_weekday: the day that weeks begin with, 0 for Sunday to 6 for Saturday
 *
 * Gets the first day of the week that a day is in.
 *
 * Returns: a Julian day
 */
guint32
heed_calendar_get_week_start (guint32 day,
                              guint   first_weekday)
{
  GDate date = to_date (day);
  guint weekday = (guint) g_date_get_weekday (&date) % WEEK;

  return day - (weekday + WEEK - first_weekday) % WEEK;
}

/**
 * heed_calendar_is_same_month:
 * @one: a Julian day
 * @two: another
 *
 * Tells whether two days are in one month.
 *
 * Returns: whether they are
 */
gboolean
heed_calendar_is_same_month (guint32 one,
                             guint32 two)
{
  GDate first = to_date (one), second = to_date (two);

  return g_date_get_year (&first) == g_date_get_year (&second) &&
         g_date_get_month (&first) == g_date_get_month (&second);
}

/**
 * heed_calendar_format:
 * @day: a Julian day
 * @format: codes of g_date_time_format()
 *
 * Writes a day.
 *
 * Returns: (transfer full): the text in the person's language
 */
char *
heed_calendar_format (guint32     day,
                      const char *format)
{
  GDate date = to_date (day);
  g_autoptr (GDateTime) time = g_date_time_new_utc (g_date_get_year (&date), (int) g_date_get_month (&date),
                                                    g_date_get_day (&date), 12, 0, 0);

  return g_date_time_format (time, format);
}

/**
 * heed_calendar_format_month:
 * @day: a Julian day
 *
 * Writes the month of a day and its year.
 *
 * Returns: (transfer full): the text in the person's language
 */
char *
heed_calendar_format_month (guint32 day)
{
  /* Translators: a month and its year, such as “November 2026”, in g_date_time_format() codes. */
  return heed_calendar_format (day, _("%OB %Y"));
}
