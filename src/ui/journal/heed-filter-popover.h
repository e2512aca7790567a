/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

#include "heed-filter.h"
#include "heed-journal.h"

G_BEGIN_DECLS

#define HEED_TYPE_FILTER_POPOVER (heed_filter_popover_get_type ())
G_DECLARE_FINAL_TYPE (HeedFilterPopover, heed_filter_popover, HEED, FILTER_POPOVER, GtkPopover)

/**
 * HeedFilterPopover:
 *
 * Chooses which entries are seen: by kind, tag, days, and whether they are
 * complete. Each time it comes up it offers the kinds and tags that there are.
 */

void heed_filter_popover_set_filter (HeedFilterPopover *self,
                                     HeedFilter        *filter,
                                     HeedJournal       *journal);

G_END_DECLS
