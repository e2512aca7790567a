/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

#include "heed-journal.h"
#include "heed-selection.h"

G_BEGIN_DECLS

#define HEED_TYPE_BULK_TAGS (heed_bulk_tags_get_type ())
G_DECLARE_FINAL_TYPE (HeedBulkTags, heed_bulk_tags, HEED, BULK_TAGS, GtkPopover)

/**
 * HeedBulkTags:
 *
 * Puts a tag on the entries that are checked, a known one or a new one, or
 * takes one off them.
 */

void heed_bulk_tags_set_selection (HeedBulkTags  *self,
                                   HeedJournal   *journal,
                                   HeedSelection *selection);

G_END_DECLS
