/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * HeedTimestamp:
 * @utc: microseconds since 1970-01-01 00:00 UTC; `G_MININT64` means "never"
 * @offset: seconds east of UTC on the writer's clock at that moment
 *
 * A moment together with the clock it was read from, so that the day on which
 * something was written never changes when its writer travels.
 */
typedef struct
{
  gint64 utc;
  gint32 offset;
} HeedTimestamp;

/**
 * HEED_TIMESTAMP_NEVER:
 *
 * The stamp of what has not happened.
 */
#define HEED_TIMESTAMP_NEVER ((HeedTimestamp) { G_MININT64, 0 })

HeedTimestamp  heed_timestamp_now      (void);
gboolean       heed_timestamp_is_set   (HeedTimestamp  stamp);
HeedTimestamp  heed_timestamp_add_days (HeedTimestamp  stamp,
                                        int            days);
GDateTime     *heed_timestamp_to_local (HeedTimestamp  stamp);
guint32        heed_timestamp_get_day  (HeedTimestamp  stamp);
gboolean       heed_timestamp_parse    (const char    *text,
                                        HeedTimestamp *stamp);
char          *heed_timestamp_format   (HeedTimestamp  stamp);
char          *heed_day_format         (guint32        day);
char          *heed_day_format_in_full (guint32        day);
char          *heed_day_format_iso     (guint32        day);
gboolean       heed_day_parse_iso      (const char    *text,
                                        guint32       *day);
gboolean       heed_day_look_back      (guint32        today,
                                        guint          years,
                                        guint32       *first,
                                        guint32       *last);
guint32        heed_day_today          (void);

G_END_DECLS
