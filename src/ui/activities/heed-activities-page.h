/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "heed-live-bin.h"

G_BEGIN_DECLS

#define HEED_TYPE_ACTIVITIES_PAGE (heed_activities_page_get_type ())
G_DECLARE_FINAL_TYPE (HeedActivitiesPage, heed_activities_page, HEED, ACTIVITIES_PAGE, HeedLiveBin)

/**
 * HeedActivitiesPage:
 *
 * The activities as cards. The accent is on the one to do next: the worksheet
 * that was written into last, or else the first that was not started.
 */

G_END_DECLS
