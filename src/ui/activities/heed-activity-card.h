/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "heed-live-bin.h"

G_BEGIN_DECLS

/**
 * HeedActivityState:
 * @HEED_ACTIVITY_DONE: its newest worksheet is complete
 * @HEED_ACTIVITY_NOT_STARTED: there is no worksheet
 * @HEED_ACTIVITY_UNDER_WAY: its newest worksheet is not complete
 *
 * What has become of an activity; the later in this list, the more it wants to
 * be done next.
 */
typedef enum
{
  HEED_ACTIVITY_DONE,
  HEED_ACTIVITY_NOT_STARTED,
  HEED_ACTIVITY_UNDER_WAY,
} HeedActivityState;

#define HEED_TYPE_ACTIVITY_CARD (heed_activity_card_get_type ())
G_DECLARE_FINAL_TYPE (HeedActivityCard, heed_activity_card, HEED, ACTIVITY_CARD, HeedLiveBin)

/**
 * HeedActivityCard:
 *
 * An activity: what it is, how far its newest worksheet is, what to do with it,
 * and the earlier worksheets. Which one it is, is its property `item`.
 */

HeedActivityState  heed_activity_card_get_state  (HeedActivityCard *self);
gint64             heed_activity_card_get_edited (HeedActivityCard *self);
void               heed_activity_card_set_next   (HeedActivityCard *self,
                                                  gboolean          next);

G_END_DECLS
