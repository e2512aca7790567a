/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "heed-journal.h"

G_BEGIN_DECLS

#define HEED_TYPE_RESOURCE_ROW (heed_resource_row_get_type ())
G_DECLARE_FINAL_TYPE (HeedResourceRow, heed_resource_row, HEED, RESOURCE_ROW, AdwExpanderRow)

/**
 * HeedResourceRow:
 *
 * Something that somebody wants to find again: its title, what makes it worth
 * keeping, and a button that opens its link. Unfolded, all of it can be edited
 * on the spot, and deleted.
 *
 * It has the actions `entry.undo` and `entry.redo`, and activates
 * `overview.delete` (s).
 */

GtkWidget *heed_resource_row_new       (HeedJournal     *journal,
                                        HeedEntry       *entry);
void       heed_resource_row_edit      (HeedResourceRow *self);

G_END_DECLS
