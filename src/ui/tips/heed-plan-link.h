/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "heed-live-bin.h"

G_BEGIN_DECLS

#define HEED_TYPE_PLAN_LINK (heed_plan_link_get_type ())
G_DECLARE_FINAL_TYPE (HeedPlanLink, heed_plan_link, HEED, PLAN_LINK, HeedLiveBin)

/**
 * HeedPlanLink:
 *
 * Which of the plans that are being practiced a debrief belongs to. It hides itself
 * for other entries, and where there is no plan.
 */

void heed_plan_link_set_entry (HeedPlanLink *self,
                               HeedJournal  *journal,
                               HeedEntry    *entry);

G_END_DECLS
