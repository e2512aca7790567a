/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What the templates of the pages and their rows have in common. */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

void heed_template_set (GtkWidgetClass *widget_class,
                        const char     *name);

G_END_DECLS
