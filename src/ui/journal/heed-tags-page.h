/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "heed-journal.h"

G_BEGIN_DECLS

#define HEED_TYPE_TAGS_PAGE (heed_tags_page_get_type ())
G_DECLARE_FINAL_TYPE (HeedTagsPage, heed_tags_page, HEED, TAGS_PAGE, AdwBin)

/**
 * HeedTagsPage:
 *
 * The tags that are in use and how many entries have each: to be renamed, joined
 * with another by giving it the same name, or taken off all entries.
 */

GtkWidget *heed_tags_page_new (HeedJournal *journal);

G_END_DECLS
