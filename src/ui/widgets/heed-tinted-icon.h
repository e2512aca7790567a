/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define HEED_TYPE_TINTED_ICON (heed_tinted_icon_get_type ())
G_DECLARE_FINAL_TYPE (HeedTintedIcon, heed_tinted_icon, HEED, TINTED_ICON, GtkWidget)

/**
 * HeedTintedIcon:
 *
 * A symbolic icon on a softly tinted square with round corners: the mark of a
 * kind of entry. It says nothing to a screen reader, as the kind is always
 * named beside it.
 */

GtkWidget  *heed_tinted_icon_new           (void);
const char *heed_tinted_icon_get_icon_name (HeedTintedIcon *self);
void        heed_tinted_icon_set_icon_name (HeedTintedIcon *self,
                                            const char     *icon_name);
void        heed_tinted_icon_set_tint      (HeedTintedIcon *self,
                                            const char     *tint);

G_END_DECLS
