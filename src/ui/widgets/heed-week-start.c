/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "heed-week-start.h"

#include "heed-settings.h"

#include <langinfo.h>

enum
{
  SUNDAY,
  MONDAY,
  SATURDAY = 6
};

/* The C library counts from 1, and from a day that the locale names by a date
 * that fell on it. POSIX knows nothing of this; other libraries get Monday, as
 * in ISO 8601. */
static guint
get_locale_start (void)
{
#ifdef __GLIBC__
  const guint first = (guint) *nl_langinfo (_NL_TIME_FIRST_WEEKDAY);
  const guint monday_date = 19971201;
  guint counted_from = GPOINTER_TO_UINT (nl_langinfo (_NL_TIME_WEEK_1STDAY)) == monday_date ? MONDAY : SUNDAY;

  return (counted_from + first + 6) % 7;
#else
  return MONDAY;
#endif
}

/**
 * heed_week_start:
 *
 * Gets the day with which weeks begin, as the preferences say; it may change
 * with the setting `week-start`.
 *
 * Returns: 0 for Sunday to 6 for Saturday
 */
guint
heed_week_start (void)
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
