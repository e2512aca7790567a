/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "heed-timestamp.h"

G_BEGIN_DECLS

char *heed_relative_day_format       (guint32       day,
                                      guint32       today);
char *heed_relative_day_format_stamp (HeedTimestamp stamp);
char *heed_moment_format             (HeedTimestamp stamp);
char *heed_moment_format_here        (gint64        time);

G_END_DECLS
