/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Weeks and months of Julian days, and days as people say them. See heed-calendar.h. */

#include "heed-calendar.h"

#include "heed-settings.h"

#include <glib/gi18n.h>
#include <langinfo.h>

#define WEEK 7

enum
{
  SUNDAY,
  MONDAY,
  SATURDAY = 6
};

static GDate
to_date (guint32 day)
{
  GDate date;

  g_date_clear (&date, 1);
  g_date_set_julian (&date, day);
  return date;
}

/* That of the region, whichever language the days are written in (see main.c). The C
 * library counts from 1, and from a day that the locale names by a date that fell on
 * it. POSIX knows nothing of this; other libraries get Monday, as in ISO 8601. */
static guint
get_locale_start (void)
{
#ifdef __GLIBC__
  locale_t region = newlocale (LC_TIME_MASK, "", (locale_t) 0);
  const guint monday_date = 19971201;
  guint start = MONDAY;

  if (region != (locale_t) 0)
    {
      guint first = (guint) *nl_langinfo_l (_NL_TIME_FIRST_WEEKDAY, region);
      gboolean from_monday = GPOINTER_TO_UINT (nl_langinfo_l (_NL_TIME_WEEK_1STDAY, region)) == monday_date;

      start = ((from_monday ? MONDAY : SUNDAY) + first + 6) % 7;
      freelocale (region);
    }
  return start;
#else
  return MONDAY;
#endif
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
  GDate date = to_date (day);
  guint year = g_date_get_year (&date);

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

/**
 * heed_calendar_get_first_weekday:
 *
 * Gets the day with which weeks begin, as the preferences say; it may change
 * with the setting `week-start`.
 *
 * Returns: 0 for Sunday to 6 for Saturday
 */
guint
heed_calendar_get_first_weekday (void)
{
  g_autoptr (GSettings) settings = heed_settings_new ();

  switch ((HeedWeekStart) g_settings_get_enum (settings, "week-start"))
    {
    case HEED_WEEK_START_MONDAY:
      return MONDAY;
    case HEED_WEEK_START_SATURDAY:
      return SATURDAY;
    case HEED_WEEK_START_SUNDAY:
      return SUNDAY;
    case HEED_WEEK_START_LOCALE:
      return get_locale_start ();
    }

  g_assert_not_reached ();
}

/**
 * heed_relative_day_format:
 * @day: a Julian day number
 * @today: the Julian day number of today
 *
 * Writes a day for use inside a sentence: "today", "yesterday", or the date as
 * heed_day_format() writes it.
 *
 * Returns: (transfer full): the text in the person's language
 */
char *
heed_relative_day_format (guint32 day,
                          guint32 today)
{
  if (day == today)
    /* Translators: a day inside a sentence, as in “edited today”. */
    return g_strdup (_("today"));
  if (day + 1 == today)
    /* Translators: a day inside a sentence, as in “edited yesterday”. */
    return g_strdup (_("yesterday"));

  return heed_day_format (day);
}

/**
 * heed_relative_day_format_stamp:
 * @stamp: a stamp that is set
 *
 * Writes the day of a stamp as heed_relative_day_format() does.
 *
 * Returns: (transfer full): the text in the person's language
 */
char *
heed_relative_day_format_stamp (HeedTimestamp stamp)
{
  return heed_relative_day_format (heed_timestamp_get_day (stamp), heed_day_today ());
}

/**
 * heed_moment_format:
 * @stamp: a stamp that is set
 *
 * Writes a day and a time of day, such as "12 November, 14:05".
 *
 * Returns: (transfer full): the text in the person's language
 */
char *
heed_moment_format (HeedTimestamp stamp)
{
  g_autoptr (GDateTime) local = heed_timestamp_to_local (stamp);
  g_autofree char *day = heed_day_format (heed_timestamp_get_day (stamp));
  /* Translators: a time of day, such as “14:05”, in g_date_time_format() codes. */
  g_autofree char *time = g_date_time_format (local, _("%H:%M"));

  /* Translators: a day and a time of day, as in “12 November, 14:05”. */
  return g_strdup_printf (C_("moment", "%s, %s"), day, time);
}

/**
 * heed_moment_format_in_full:
 * @stamp: a stamp that is set
 *
 * Writes a day with its weekday and a time of day, such as "Friday, 12 November, 14:05".
 *
 * Returns: (transfer full): the text in the person's language
 */
char *
heed_moment_format_in_full (HeedTimestamp stamp)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autoptr (GDateTime) local = heed_timestamp_to_local (stamp);
  gboolean this_year = g_date_time_get_year (now) == g_date_time_get_year (local);
  /* Translators: a day of this year, such as “Sunday, 15 November”, in g_date_time_format() codes. */
  g_autofree char *day = g_date_time_format (local, this_year ? _("%A, %-e %B") : _("%A, %-e %B %Y"));
  g_autofree char *time = g_date_time_format (local, _("%H:%M"));

  return g_strdup_printf (C_("moment", "%s, %s"), day, time);
}

/**
 * heed_moment_format_here:
 * @time: a time, in microseconds since 1970 UTC
 *
 * Writes a time as heed_moment_format() does, by this machine's clock.
 *
 * Returns: (transfer full): the text in the person's language
 */
char *
heed_moment_format_here (gint64 time)
{
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (time / G_USEC_PER_SEC);
  g_autoptr (GDateTime) local = utc != NULL ? g_date_time_to_local (utc) : NULL;
  gint64 offset = local != NULL ? g_date_time_get_utc_offset (local) : 0;

  return heed_moment_format ((HeedTimestamp) { time, (gint32) (offset / G_TIME_SPAN_SECOND) });
}
