/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "heed-entry.h"

G_BEGIN_DECLS

#define HEED_TYPE_DAY_BUTTON (heed_day_button_get_type ())
G_DECLARE_FINAL_TYPE (HeedDayButton, heed_day_button, HEED, DAY_BUTTON, AdwBin)

/**
 * HeedDayButton:
 *
 * When an entry was begun. A press opens a calendar and the time of day, to give the
 * entry another place in the journal, up to the end of today.
 */

void heed_day_button_set_entry (HeedDayButton *self,
                                HeedEntry     *entry,
                                gboolean       editable);

G_END_DECLS
