/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define HEED_TYPE_FIND_BAR (heed_find_bar_get_type ())
G_DECLARE_FINAL_TYPE (HeedFindBar, heed_find_bar, HEED, FIND_BAR, AdwBin)

/**
 * HeedFindBar:
 *
 * A bar to find words in what is shown below it: as one types, with the matches
 * marked, and with ways to the next and the one before. Enter and Shift+Enter
 * go on and back, Escape closes the bar and leaves the focus at the match.
 */

void     heed_find_bar_set_root   (HeedFindBar *self,
                                   GtkWidget   *root);
void     heed_find_bar_start      (HeedFindBar *self);
gboolean heed_find_bar_stop       (HeedFindBar *self);
void     heed_find_bar_step       (HeedFindBar *self,
                                   int          step);
void     heed_find_bar_refresh    (HeedFindBar *self);

G_END_DECLS
