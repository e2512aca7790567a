/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Days as people say them. */

#include "heed-relative-day.h"

#include <glib/gi18n.h>

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
