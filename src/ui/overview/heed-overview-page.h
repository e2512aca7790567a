/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "heed-live-bin.h"

G_BEGIN_DECLS

#define HEED_TYPE_OVERVIEW_PAGE (heed_overview_page_get_type ())
G_DECLARE_FINAL_TYPE (HeedOverviewPage, heed_overview_page, HEED, OVERVIEW_PAGE, HeedLiveBin)

/**
 * HeedOverviewPage:
 *
 * A page to read: what the skill is and why it matters, what to read further,
 * and the resources that the person has added, edits and deletes here.
 *
 * Its actions: `overview.add` adds a resource, and `overview.delete` (s) deletes
 * one, by its id.
 */

GtkWidget *heed_overview_page_new (HeedJournal *journal);

G_END_DECLS
