/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "heed-backups.h"

G_BEGIN_DECLS

/**
 * HeedSafetyFlags:
 * @HEED_SAFETY_OWN: it is the person's own journal, of which the folder for backups
 *   can be chosen
 * @HEED_SAFETY_SAMPLE: it is thrown away at the end, and has no backups
 *
 * What kind of journal the page is about.
 */
typedef enum
{
  HEED_SAFETY_OWN = 1 << 0,
  HEED_SAFETY_SAMPLE = 1 << 1,
} HeedSafetyFlags;

#define HEED_TYPE_SAFETY_PAGE (heed_safety_page_get_type ())
G_DECLARE_FINAL_TYPE (HeedSafetyPage, heed_safety_page, HEED, SAFETY_PAGE, AdwBin)

/**
 * HeedSafetyPage:
 *
 * What keeps the journal safe, in plain sentences and true numbers: when something
 * was last saved, whether the file is sound, the backups, and all copies that there
 * are, to go back to or to remove.
 */

GtkWidget *heed_safety_page_new (HeedJournal     *journal,
                                 HeedBackups     *backups,
                                 HeedSafetyFlags  flags);
char      *heed_copies_list     (GPtrArray       *copies);

G_END_DECLS
