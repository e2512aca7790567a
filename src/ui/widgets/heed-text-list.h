/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

gboolean heed_text_list_go_on  (GtkTextBuffer *buffer);
gboolean heed_text_list_indent (GtkTextBuffer *buffer,
                                gboolean       deeper);

G_END_DECLS
