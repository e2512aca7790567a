/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What can be done with many entries at once. The result is told by a toast of
 * the window around @origin, which takes a change back where it can be. */

#pragma once

#include <adwaita.h>

#include "heed-journal.h"
#include "heed-selection.h"

G_BEGIN_DECLS

void   heed_bulk_actions_get_checked_async  (HeedSelection               *selection,
                                             GAsyncReadyCallback          callback,
                                             gpointer                     user_data);
char **heed_bulk_actions_get_checked_finish (GAsyncResult                *result,
                                             GError                     **error);
void   heed_bulk_actions_change             (GtkWidget                   *origin,
                                             HeedJournal                 *journal,
                                             const char          * const *ids,
                                             HeedChange                   change,
                                             const char                  *tag);
void   heed_bulk_actions_print              (GtkWidget                   *origin,
                                             HeedJournal                 *journal,
                                             const char          * const *ids);
void   heed_bulk_actions_export             (GtkWidget                   *origin,
                                             HeedJournal                 *journal,
                                             const char          * const *ids);
void   heed_bulk_actions_show_toast         (GtkWidget                   *toasts,
                                             AdwToast                    *toast);
void   heed_bulk_actions_say                (GtkWidget                   *origin,
                                             const char                  *sentence);

G_END_DECLS
