/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "heed-form.h"
#include "heed-today-facts.h"

G_BEGIN_DECLS

#define HEED_TYPE_TODAY_TREND (heed_today_trend_get_type ())
G_DECLARE_FINAL_TYPE (HeedTodayTrend, heed_today_trend, HEED, TODAY_TREND, AdwBin)

/**
 * HeedTodayTrend:
 *
 * How the average of the self-check has moved, in a chart, and the way to the
 * self-checks.
 */

GtkWidget *heed_today_trend_new  (void);
gboolean   heed_today_trend_show (HeedTodayTrend *self,
                                  HeedForm       *form,
                                  HeedTodayFacts *facts);

G_END_DECLS
