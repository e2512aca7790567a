/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "heed-answer-view.h"

G_BEGIN_DECLS

#define HEED_TYPE_LAST_TIME (heed_last_time_get_type ())
G_DECLARE_FINAL_TYPE (HeedLastTime, heed_last_time, HEED, LAST_TIME, GtkBox)

/**
 * HeedLastTime:
 *
 * What somebody said the time before about something that they rate again: the
 * rating and the words, quietly, beside what they write today or below it. On
 * request also a second scale, to rate the time before with what they know now
 * (`HEED_RATING_THEN`).
 */

void heed_last_time_show_all (GPtrArray  *views,
                              HeedRecord *earlier,
                              gboolean    editable,
                              gboolean    looks_back);

G_END_DECLS
