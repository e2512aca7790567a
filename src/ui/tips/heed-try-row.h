/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "heed-journal.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define HEED_TYPE_TRY_ROW (heed_try_row_get_type ())
G_DECLARE_FINAL_TYPE (HeedTryRow, heed_try_row, HEED, TRY_ROW, AdwActionRow)

/**
 * HeedTryRow:
 *
 * A note on a try: its first words, its day and how it went. It loads the
 * answers of the entry, follows them, and opens it when pressed.
 */

GtkWidget *heed_try_row_new (HeedJournal *journal,
                             HeedEntry   *entry);

G_END_DECLS
