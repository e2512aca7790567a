/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "heed-backups.h"

G_BEGIN_DECLS

#define HEED_TYPE_COPY_ROW (heed_copy_row_get_type ())
G_DECLARE_FINAL_TYPE (HeedCopyRow, heed_copy_row, HEED, COPY_ROW, AdwActionRow)

/**
 * HeedCopyRow:
 *
 * A copy of the journal: when it was made and why, how large it is, and what can be
 * done with it.
 */

GtkWidget *heed_copy_row_new (HeedBackups *backups,
                              GPtrArray   *copies,
                              guint        position);

char      *heed_copies_list  (GPtrArray   *copies);

G_END_DECLS
