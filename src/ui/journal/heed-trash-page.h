/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "heed-journal.h"

G_BEGIN_DECLS

/* How long the trash keeps what is deleted, where the preferences say so. */
#define HEED_TRASH_DAYS 30

#define HEED_TYPE_TRASH_PAGE (heed_trash_page_get_type ())
G_DECLARE_FINAL_TYPE (HeedTrashPage, heed_trash_page, HEED, TRASH_PAGE, AdwBin)

/**
 * HeedTrashPage:
 *
 * What was deleted, the latest first: to be restored, or emptied out for good.
 */

GtkWidget *heed_trash_page_new (HeedJournal *journal);

G_END_DECLS
