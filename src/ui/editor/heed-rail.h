/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "heed-entry-view.h"

G_BEGIN_DECLS

#define HEED_TYPE_RAIL (heed_rail_get_type ())
G_DECLARE_FINAL_TYPE (HeedRail, heed_rail, HEED, RAIL, AdwBin)

/**
 * HeedRail:
 *
 * The parts of a long worksheet as a list to stand beside it: how far each is,
 * which one is in sight, and a way to go there.
 */

void     heed_rail_set_view       (HeedRail      *self,
                                   HeedEntryView *view);
gboolean heed_rail_get_useful     (HeedRail      *self);
void     heed_rail_update_present (HeedRail      *self);

G_END_DECLS
