/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define HEED_TYPE_WRAP_BOX (heed_wrap_box_get_type ())
G_DECLARE_FINAL_TYPE (HeedWrapBox, heed_wrap_box, HEED, WRAP_BOX, GtkWidget)

/**
 * HeedWrapBox:
 *
 * A row of children that goes on in a new line where they do not fit, as words
 * do. The space between children, and between lines, is 8 pixels. Children that
 * expand take what is left over in their line.
 */

void heed_wrap_box_append            (HeedWrapBox *self,
                                      GtkWidget   *child);
void heed_wrap_box_set_natural_width (HeedWrapBox *self,
                                      int          width);

G_END_DECLS
