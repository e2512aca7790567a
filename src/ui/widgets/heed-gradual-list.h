/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

void heed_gradual_list_bind (GtkListBox                 *list,
                             GListModel                 *model,
                             GtkListBoxCreateWidgetFunc  create_func,
                             gpointer                    user_data);

G_END_DECLS
