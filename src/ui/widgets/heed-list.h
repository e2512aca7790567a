/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

void heed_list_bind_gradually (GtkListBox                 *list,
                               GListModel                 *model,
                               GtkListBoxCreateWidgetFunc  create_func,
                               gpointer                    user_data);
void heed_list_update         (GListStore                 *list,
                               GPtrArray                  *items);

G_END_DECLS
