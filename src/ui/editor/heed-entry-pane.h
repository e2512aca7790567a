/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "heed-entry-view.h"

G_BEGIN_DECLS

#define HEED_TYPE_ENTRY_PANE (heed_entry_pane_get_type ())
G_DECLARE_FINAL_TYPE (HeedEntryPane, heed_entry_pane, HEED, ENTRY_PANE, AdwBin)

/**
 * HeedEntryPane:
 *
 * An entry that scrolls, with a bar to find words in it, and with a list of its
 * parts beside it where there is room and they are many.
 *
 * It has the actions `entry.find`, `entry.find-next` and `entry.find-previous`,
 * with their shortcuts, beside those of [class@Heed.EntryView].
 */

HeedEntryView *heed_entry_pane_get_view       (HeedEntryPane *self);
GtkAdjustment *heed_entry_pane_get_adjustment (HeedEntryPane *self);
gboolean       heed_entry_pane_stop_find      (HeedEntryPane *self);

G_END_DECLS
