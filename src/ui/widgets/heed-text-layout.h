/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

typedef struct _HeedTextLayout HeedTextLayout;

HeedTextLayout *heed_text_layout_new          (GtkTextView    *view);
void            heed_text_layout_free         (HeedTextLayout *self);
int             heed_text_layout_get_width    (HeedTextLayout *self);
int             heed_text_layout_get_height   (HeedTextLayout *self,
                                               guint           lines,
                                               int             width);
int             heed_text_layout_get_top      (HeedTextLayout *self,
                                               int             width,
                                               guint           paragraph);
void            heed_text_layout_snapshot_dim (HeedTextLayout *self,
                                               GtkSnapshot    *snapshot,
                                               const char     *text);

G_END_DECLS
