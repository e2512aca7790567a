/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What can be done with many entries at once, and the bar that offers it. The result is
 * told by a toast of the window around @origin, which takes a change back where it can
 * be. */

#pragma once

#include <adwaita.h>

#include "heed-journal.h"
#include "heed-selection.h"

G_BEGIN_DECLS

#define HEED_TYPE_BULK_BAR (heed_bulk_bar_get_type ())
G_DECLARE_FINAL_TYPE (HeedBulkBar, heed_bulk_bar, HEED, BULK_BAR, AdwBin)

/**
 * HeedBulkBar:
 *
 * What can be done with the entries that are checked: tag, pin, print, export,
 * delete. It is there while entries can be checked.
 */

void heed_bulk_bar_set_selection        (HeedBulkBar         *self,
                                         HeedJournal         *journal,
                                         HeedSelection       *selection);
void heed_bulk_bar_show_tags            (HeedBulkBar         *self);
void heed_bulk_actions_change           (GtkWidget           *origin,
                                         HeedJournal         *journal,
                                         const char * const  *ids,
                                         HeedChange           change,
                                         const char          *tag);
void heed_bulk_actions_change_checked   (GtkWidget           *origin,
                                         HeedJournal         *journal,
                                         HeedSelection       *selection,
                                         HeedChange           change,
                                         const char          *tag);
void heed_bulk_actions_copy             (GtkWidget           *origin,
                                         HeedJournal         *journal,
                                         const char * const  *ids);
void heed_bulk_actions_show_toast       (GtkWidget           *toasts,
                                         AdwToast            *toast);
void heed_bulk_actions_say              (GtkWidget           *origin,
                                         const char          *sentence);

G_END_DECLS
