/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "heed-live-bin.h"

G_BEGIN_DECLS

#define HEED_TYPE_COMPARE_PAGE (heed_compare_page_get_type ())
G_DECLARE_FINAL_TYPE (HeedComparePage, heed_compare_page, HEED, COMPARE_PAGE, HeedLiveBin)

/**
 * HeedComparePage:
 *
 * Any two self-checks side by side, the earlier one first. Which two can be
 * chosen on the page.
 */

GtkWidget *heed_compare_page_new             (HeedJournal *journal,
                                              const char  *first,
                                              const char  *second);
char      *heed_compare_page_describe_change (const char  *before,
                                              const char  *after);

G_END_DECLS
