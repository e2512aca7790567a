/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "heed-journal.h"

G_BEGIN_DECLS

#define HEED_TYPE_EDITOR_PAGE (heed_editor_page_get_type ())
G_DECLARE_FINAL_TYPE (HeedEditorPage, heed_editor_page, HEED, EDITOR_PAGE, AdwBin)

/**
 * HeedEditorPage:
 *
 * A page for one entry: header bar with its tools, and the entry below. A note can be
 * left alone on the screen (`page.only-text`).
 */

GtkWidget *heed_editor_page_new           (HeedJournal    *journal,
                                           HeedEntry      *entry);
void       heed_editor_page_set_only_text (HeedEditorPage *self,
                                           gboolean        only_text);

G_END_DECLS
