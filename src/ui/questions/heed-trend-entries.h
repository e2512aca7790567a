/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "heed-form.h"
#include "heed-trend.h"

G_BEGIN_DECLS

gboolean heed_trend_show_entries (HeedTrend *self,
                                  HeedForm  *form,
                                  GPtrArray *entries);

G_END_DECLS
