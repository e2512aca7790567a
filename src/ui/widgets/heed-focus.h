/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

gboolean       heed_focus_move_within (GtkWidget        *widget,
                                       GtkDirectionType  direction);
GtkWidget     *heed_focus_get_within  (GtkWidget        *widget);
int            heed_focus_get_caret   (GtkWidget        *widget);
GtkAdjustment *heed_scroll_find       (GtkWidget        *widget,
                                       double            y,
                                       double           *top);
void           heed_scroll_into_view  (GtkWidget        *widget);
void           heed_scroll_to_place   (GtkWidget        *widget,
                                       int               y,
                                       int               height);
void           heed_scroll_show       (GtkWidget        *widget,
                                       int               y,
                                       int               height,
                                       gboolean          middle);
void           heed_scroll_with_drags (GtkWidget        *widget);

G_END_DECLS
