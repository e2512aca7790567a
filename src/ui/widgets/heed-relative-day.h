/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "heed-stamp.h"

G_BEGIN_DECLS

char *heed_relative_day_format       (guint32   day,
                                      guint32   today);
char *heed_relative_day_format_stamp (HeedStamp stamp);
char *heed_moment_format             (HeedStamp stamp);
char *heed_moment_format_here        (gint64    time);

G_END_DECLS
