/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "heed-entry.h"

G_BEGIN_DECLS

#define HEED_TYPE_DATED_ROW (heed_dated_row_get_type ())
G_DECLARE_FINAL_TYPE (HeedDatedRow, heed_dated_row, HEED, DATED_ROW, AdwActionRow)

/**
 * HeedDatedRow:
 *
 * A row for one of several entries of the same form: the day on which it was
 * begun, how far it is, and the average of its ratings. It follows the entry,
 * and opens it.
 */

GtkWidget *heed_dated_row_new      (HeedEntry *entry);
char      *heed_dated_row_describe (HeedEntry *entry);

G_END_DECLS
