/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Reckoning with days, which are Julian day numbers, weeks and months, and writing them. */

#pragma once

#include "heed-timestamp.h"

G_BEGIN_DECLS

/* What dates can be made of, with a month to spare on either side. */
#define HEED_CALENDAR_YEAR_MIN 2
#define HEED_CALENDAR_YEAR_MAX 9998

/**
 * HeedWeekStart:
 * @HEED_WEEK_START_LOCALE: as is usual for the language and region
 * @HEED_WEEK_START_MONDAY: with Monday
 * @HEED_WEEK_START_SATURDAY: with Saturday
 * @HEED_WEEK_START_SUNDAY: with Sunday
 *
 * How weeks begin, with the numbers of the settings schema.
 */
typedef enum
{
  HEED_WEEK_START_LOCALE,
  HEED_WEEK_START_MONDAY,
  HEED_WEEK_START_SATURDAY,
  HEED_WEEK_START_SUNDAY,
} HeedWeekStart;

guint     heed_calendar_get_month         (guint32        day);
guint32   heed_calendar_clamp             (guint32        day);
guint32   heed_calendar_add_months        (guint32        day,
                                           int            months);
guint32   heed_calendar_get_month_start   (guint32        day);
guint32   heed_calendar_get_week_start    (guint32        day,
                                           guint          first_weekday);
gboolean  heed_calendar_is_same_month     (guint32        one,
                                           guint32        two);
char     *heed_calendar_format            (guint32        day,
                                           const char    *format);
char     *heed_calendar_format_month      (guint32        day);
guint     heed_calendar_get_first_weekday (void);
char     *heed_relative_day_format        (guint32        day,
                                           guint32        today);
char     *heed_relative_day_format_stamp  (HeedTimestamp  stamp);
char     *heed_moment_format              (HeedTimestamp  stamp);
char     *heed_moment_format_in_full      (HeedTimestamp  stamp);
char     *heed_moment_format_here         (gint64         time);

G_END_DECLS
