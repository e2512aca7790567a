/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "heed-journal.h"
#include "heed-tip-status.h"

G_BEGIN_DECLS

#define HEED_TYPE_PLAN_ROW (heed_plan_row_get_type ())
G_DECLARE_FINAL_TYPE (HeedPlanRow, heed_plan_row, HEED, PLAN_ROW, AdwPreferencesRow)

/**
 * HeedPlanRow:
 *
 * A plan that is being practiced: the tip, the plan as a sentence, its day, how often
 * it was tried, and a short note on the next try. It opens the tip's page.
 */

GtkWidget *heed_plan_row_new        (HeedJournal         *journal,
                                     HeedEntry           *plan);
void       heed_plan_row_set_status (HeedPlanRow         *self,
                                     const HeedTipStatus *status);
gboolean   heed_plan_row_is_noting  (HeedPlanRow         *self);

#define HEED_TYPE_TRY_NOTE (heed_try_note_get_type ())
G_DECLARE_FINAL_TYPE (HeedTryNote, heed_try_note, HEED, TRY_NOTE, GtkPopover)

/**
 * HeedTryNote:
 *
 * A short note on a try: how it went and what happened. It becomes an entry with
 * the first word, and stays one however the popover is closed. The whole form is
 * one press away.
 */

G_END_DECLS
