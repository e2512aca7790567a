/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Moments and days. A day is a Julian day number as GDate counts them, so
 * that days compare and subtract as numbers. */

#include "heed-timestamp.h"

#include <glib/gi18n.h>
#include <stdio.h>

/* The first and last moments that a calendar of four-digit years shows on every
 * clock. A damaged file may hold others. */
#define FIRST_SECOND (G_GINT64_CONSTANT (-62135596800) + 24 * 60 * 60)
#define LAST_SECOND (G_GINT64_CONSTANT (253402300799) - 24 * 60 * 60)

/* sscanf() alone would let signs and spaces pass as digits. */
static gboolean
is_shaped_as_day (const char *text)
{
  static const char shape[] = "dddd-dd-dd";

  for (guint i = 0; i < G_N_ELEMENTS (shape); i++)
    if (shape[i] == 'd' ? !g_ascii_isdigit (text[i]) : text[i] != shape[i])
      return FALSE;

  return TRUE;
}

/**
 * heed_timestamp_now: (skip)
 *
 * Reads the clock.
 *
 * Returns: this moment with this machine's offset from UTC
 */
HeedTimestamp
heed_timestamp_now (void)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  HeedTimestamp stamp = {
    .utc = g_get_real_time (),
    .offset = (gint32) (g_date_time_get_utc_offset (now) / G_TIME_SPAN_SECOND),
  };

  return stamp;
}

/**
 * heed_timestamp_is_set:
 * @stamp: a stamp
 *
 * Tells whether the stamp names a moment.
 *
 * Returns: %FALSE for `HEED_TIMESTAMP_NEVER`
 */
gboolean
heed_timestamp_is_set (HeedTimestamp stamp)
{
  return stamp.utc != HEED_TIMESTAMP_NEVER.utc;
}

/**
 * heed_timestamp_add_days: (skip)
 * @stamp: a stamp
 * @days: how many days later; negative for earlier
 *
 * Moves a stamp by whole days of 24 hours. "Never" stays never.
 *
 * Returns: the moved stamp
 */
HeedTimestamp
heed_timestamp_add_days (HeedTimestamp stamp,
                         int           days)
{
  if (heed_timestamp_is_set (stamp))
    stamp.utc += days * G_TIME_SPAN_DAY;

  return stamp;
}

/**
 * heed_timestamp_to_local:
 * @stamp: a stamp that is set
 *
 * Gets the moment as its writer's clock showed it.
 *
 * Returns: (transfer full): the date and time in the writer's offset
 */
GDateTime *
heed_timestamp_to_local (HeedTimestamp stamp)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_offset (stamp.offset);
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (CLAMP (stamp.utc / G_USEC_PER_SEC, FIRST_SECOND, LAST_SECOND));
  g_autoptr (GDateTime) exact = g_date_time_add (utc, stamp.utc % G_USEC_PER_SEC);

  return g_date_time_to_timezone (exact, zone);
}

/**
 * heed_timestamp_get_day:
 * @stamp: a stamp that is set
 *
 * Gets the day on the writer's calendar.
 *
 * Returns: a Julian day number, as g_date_get_julian() counts
 */
guint32
heed_timestamp_get_day (HeedTimestamp stamp)
{
  g_autoptr (GDateTime) local = heed_timestamp_to_local (stamp);
  int year, month, day;
  GDate date;

  g_date_time_get_ymd (local, &year, &month, &day);
  g_date_clear (&date, 1);
  g_date_set_dmy (&date, (GDateDay) day, (GDateMonth) month, (GDateYear) year);
  return g_date_get_julian (&date);
}

/**
 * heed_timestamp_parse:
 * @text: an RFC 3339 date and time; the offset is required
 * @stamp: (out): where to put it
 *
 * Reads a moment with its offset.
 *
 * Returns: %FALSE when @text is no such date and time; @stamp is then untouched
 */
gboolean
heed_timestamp_parse (const char    *text,
                      HeedTimestamp *stamp)
{
  g_autoptr (GDateTime) time = NULL;

  g_return_val_if_fail (text != NULL, FALSE);

  time = g_date_time_new_from_iso8601 (text, NULL);
  if (time == NULL)
    return FALSE;

  stamp->utc = g_date_time_to_unix (time) * G_USEC_PER_SEC + g_date_time_get_microsecond (time);
  stamp->offset = (gint32) (g_date_time_get_utc_offset (time) / G_TIME_SPAN_SECOND);
  return TRUE;
}

/**
 * heed_timestamp_format:
 * @stamp: a moment
 *
 * Writes a moment so that heed_timestamp_parse() reads the same again.
 *
 * Returns: (transfer full): an RFC 3339 date and time with microseconds and the
 *   writer's offset, in whole minutes
 */
char *
heed_timestamp_format (HeedTimestamp stamp)
{
  g_autoptr (GDateTime) local = heed_timestamp_to_local (stamp);
  g_autofree char *begin = g_date_time_format (local, "%Y-%m-%dT%H:%M:%S");
  g_autofree char *offset = g_date_time_format (local, "%:z");

  return g_strdup_printf ("%s.%06d%s", begin, g_date_time_get_microsecond (local), offset);
}

static GDateTime *
day_to_noon (guint32 day)
{
  GDate date;

  g_date_clear (&date, 1);
  g_date_set_julian (&date, day);
  return g_date_time_new_utc (g_date_get_year (&date), (int) g_date_get_month (&date),
                              g_date_get_day (&date), 12, 0, 0);
}

/**
 * heed_day_format:
 * @day: a Julian day number
 *
 * Writes a day for a person: "21 November", with the year when it is not
 * this year.
 *
 * Returns: (transfer full): the text in the person's language
 */
char *
heed_day_format (guint32 day)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autoptr (GDateTime) time = NULL;

  g_return_val_if_fail (g_date_valid_julian (day), NULL);

  time = day_to_noon (day);
  if (g_date_time_get_year (time) != g_date_time_get_year (now))
    return heed_day_format_in_full (day);

  /* Translators: a day of this year, such as “21 November”, in g_date_time_format() codes. */
  return g_date_time_format (time, _("%-e %B"));
}

/**
 * heed_day_format_in_full:
 * @day: a Julian day number
 *
 * Writes a day for a person with its year, such as "21 November 2025".
 *
 * Returns: (transfer full): the text in the person's language
 */
char *
heed_day_format_in_full (guint32 day)
{
  g_autoptr (GDateTime) time = NULL;

  g_return_val_if_fail (g_date_valid_julian (day), NULL);

  time = day_to_noon (day);
  /* Translators: a day of any year, such as “21 November 2025”, in g_date_time_format() codes.
   * A person may change it in a field, so write the month in letters or as a number, and the year. */
  return g_date_time_format (time, _("%-e %B %Y"));
}

/**
 * heed_day_format_iso:
 * @day: a Julian day number
 *
 * Writes a day as ISO 8601 does, such as `2026-11-21`; this is also how a
 * date answer is kept.
 *
 * Returns: (transfer full): the text
 */
char *
heed_day_format_iso (guint32 day)
{
  GDate date;

  g_return_val_if_fail (g_date_valid_julian (day), NULL);

  g_date_clear (&date, 1);
  g_date_set_julian (&date, day);
  return g_strdup_printf ("%04u-%02u-%02u", g_date_get_year (&date),
                          (guint) g_date_get_month (&date), g_date_get_day (&date));
}

/**
 * heed_day_parse_iso:
 * @text: a day such as `2026-11-21`
 * @day: (out): where to put its Julian day number
 *
 * Reads what heed_day_format_iso() wrote.
 *
 * Returns: %FALSE when @text is no such day; @day is then untouched
 */
gboolean
heed_day_parse_iso (const char *text,
                    guint32    *day)
{
  guint year, month, of_month;
  GDate date;

  g_return_val_if_fail (text != NULL, FALSE);

  if (!is_shaped_as_day (text) || sscanf (text, "%4u-%2u-%2u", &year, &month, &of_month) != 3 ||
      !g_date_valid_dmy ((GDateDay) of_month, (GDateMonth) month, (GDateYear) year))
    return FALSE;

  g_date_clear (&date, 1);
  g_date_set_dmy (&date, (GDateDay) of_month, (GDateMonth) month, (GDateYear) year);
  *day = g_date_get_julian (&date);
  return TRUE;
}

/**
 * heed_day_look_back:
 * @today: the Julian day number of today
 * @years: how many years ago, from 1
 * @first: (out): where to put the first day of that year that today is the anniversary of
 * @last: (out): where to put the last, which mostly is the same
 *
 * Finds the day on which it was this day of the calendar. The last of February of a
 * leap year has its anniversary on the 28th where there is no 29th, together with
 * the 28th, so that each day has one in every year.
 *
 * Returns: %FALSE where there is none: on the 29th of February for other years than
 *   leap years, and before the year 1
 */
gboolean
heed_day_look_back (guint32  today,
                    guint    years,
                    guint32 *first,
                    guint32 *last)
{
  GDate date;
  GDateDay of_month;
  GDateMonth month;
  GDateYear this_year, year;

  g_return_val_if_fail (g_date_valid_julian (today), FALSE);

  g_date_clear (&date, 1);
  g_date_set_julian (&date, today);
  of_month = g_date_get_day (&date);
  month = g_date_get_month (&date);
  this_year = g_date_get_year (&date);
  if (years >= this_year)
    return FALSE;

  year = (GDateYear) (this_year - years);
  if (!g_date_valid_dmy (of_month, month, year))
    return FALSE;

  g_date_set_dmy (&date, of_month, month, year);
  *first = *last = g_date_get_julian (&date);
  if (month == G_DATE_FEBRUARY && of_month == 28 && !g_date_is_leap_year (this_year) && g_date_is_leap_year (year))
    *last += 1;
  return TRUE;
}

/**
 * heed_day_today:
 *
 * Gets today on this machine's calendar.
 *
 * Returns: a Julian day number
 */
guint32
heed_day_today (void)
{
  return heed_timestamp_get_day (heed_timestamp_now ());
}
