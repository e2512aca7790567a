/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * HeedContextMenuFunc:
 * @target: what was pointed at, or has the focus
 * @user_data: what was given with the function
 *
 * Says what can be done with something.
 *
 * Returns: (transfer full) (nullable): a menu, whose actions those above the widget
 *   have; %NULL where there is nothing to do
 */
typedef GMenuModel *(*HeedContextMenuFunc) (GtkWidget *target,
                                            gpointer   user_data);

void heed_context_menu_add    (GtkWidget           *widget,
                               HeedContextMenuFunc  func,
                               gpointer             user_data);
void heed_context_menu_append (GMenu               *menu,
                               const char          *label,
                               const char          *action,
                               GVariant            *target);

G_END_DECLS
