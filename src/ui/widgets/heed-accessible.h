/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

void heed_accessible_set_name             (GtkWidget     *widget,
                                           const char    *name);
void heed_accessible_set_name_of          (GtkWidget     *widget,
                                           const char    *words,
                                           const char    *what);
void heed_accessible_name_scrollers       (GtkWidget     *widget);
void heed_accessible_set_menu_button_name (GtkMenuButton *button,
                                           const char    *name);

G_END_DECLS
