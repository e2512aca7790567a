/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The places of entries in the journal: an array of HeedKey, newest first. */

#pragma once

#include <gio/gio.h>

#include "heed-database.h"

G_BEGIN_DECLS

void heed_entry_index_apply  (GArray        *keys,
                              const HeedKey *change,
                              GListModel    *model);
void heed_entry_index_become (GArray        *keys,
                              GArray        *wanted,
                              GListModel    *model);

G_END_DECLS
