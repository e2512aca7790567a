/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "heed-journal.h"
#include "heed-selection.h"

G_BEGIN_DECLS

#define HEED_TYPE_BULK_BAR (heed_bulk_bar_get_type ())
G_DECLARE_FINAL_TYPE (HeedBulkBar, heed_bulk_bar, HEED, BULK_BAR, AdwBin)

/**
 * HeedBulkBar:
 *
 * What can be done with the entries that are checked: tag, print, export,
 * delete. It is there while entries can be checked.
 */

void heed_bulk_bar_set_selection (HeedBulkBar   *self,
                                  HeedJournal   *journal,
                                  HeedSelection *selection);

G_END_DECLS
