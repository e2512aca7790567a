/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The mark of a kind of entry: a symbolic icon on a softly tinted square with round
 * corners. It says nothing to a screen reader, as the kind is always named beside
 * it. */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

void heed_tinted_icon_show (GtkImage   *image,
                            const char *icon_name,
                            const char *tint);

G_END_DECLS
