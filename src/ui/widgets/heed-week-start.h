/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

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

guint heed_week_start (void);

G_END_DECLS
