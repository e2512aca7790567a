/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "heed-timestamp.h"

G_BEGIN_DECLS

/* Room for `2026-11-21T09:30:00.000000+01:00` and its end. */
#define HEED_JSON_TIME_SIZE 33

/**
 * HeedJsonClock:
 * @day: the day that was written last, counted from 1970-01-01
 * @date: how it was written; empty at first
 *
 * Remembers the last date, because the times of one entry are nearly all of
 * one day and working out a date is what takes time.
 */
typedef struct
{
  gint64 day;
  char date[11];
} HeedJsonClock;

const char *heed_json_time_format (HeedJsonClock *clock,
                                   HeedTimestamp  stamp,
                                   char          *buffer);
gboolean    heed_json_time_parse  (const char    *text,
                                   HeedTimestamp *stamp);

G_END_DECLS
