/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "heed-live-bin.h"

G_BEGIN_DECLS

#define HEED_TYPE_TODAY_PAGE (heed_today_page_get_type ())
G_DECLARE_FINAL_TYPE (HeedTodayPage, heed_today_page, HEED, TODAY_PAGE, HeedLiveBin)

/**
 * HeedTodayPage:
 *
 * Where to begin: a question to answer on the spot, the worksheet to go on
 * with, the plans of this week and what was tried, what was written on this day in
 * earlier years, and how it is going. Set its property `journal` once the journal is
 * open.
 */

G_END_DECLS
