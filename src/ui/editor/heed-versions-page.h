/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "heed-journal.h"

G_BEGIN_DECLS

#define HEED_TYPE_VERSIONS_PAGE (heed_versions_page_get_type ())
G_DECLARE_FINAL_TYPE (HeedVersionsPage, heed_versions_page, HEED, VERSIONS_PAGE, AdwBin)

/**
 * HeedVersionsPage:
 *
 * The older versions of an entry: a list, and beside it, or after it where
 * there is no room, the one that is chosen, with what is different now. It can
 * be brought back, which a toast takes back.
 */

GtkWidget *heed_versions_page_new (HeedJournal *journal,
                                   HeedEntry   *entry);

G_END_DECLS
