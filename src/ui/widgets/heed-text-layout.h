/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

void heed_text_layout_set_up       (GtkTextView *view);
int  heed_text_layout_get_width    (GtkTextView *view);
int  heed_text_layout_get_height   (GtkTextView *view,
                                    const char  *text,
                                    guint        lines,
                                    int          width);
void heed_text_layout_snapshot_dim (GtkTextView *view,
                                    GtkSnapshot *snapshot,
                                    const char  *text);

G_END_DECLS
