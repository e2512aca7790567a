/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "heed-entry.h"
#include "heed-tip-status.h"

G_BEGIN_DECLS

#define HEED_TYPE_TIP_DECISION (heed_tip_decision_get_type ())
G_DECLARE_FINAL_TYPE (HeedTipDecision, heed_tip_decision, HEED, TIP_DECISION, AdwBin)

/**
 * HeedTipDecision:
 *
 * What becomes of a tip that has served: a choice while it is being practiced,
 * and afterward what was decided, why, and a way back. It activates
 * `tip.decide` (s), with an option of the form of a decision, and
 * `tip.take-up`.
 */

void heed_tip_decision_show (HeedTipDecision     *self,
                             const HeedTipStatus *status,
                             HeedEntry           *decision);

G_END_DECLS
