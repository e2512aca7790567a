/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What the templates of the pages and their rows have in common. */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

void heed_template_set            (GtkWidgetClass *widget_class,
                                   const char     *name);
void heed_template_install_action (GtkWidgetClass *widget_class,
                                   const char     *name,
                                   const char     *parameter_type,
                                   GCallback       run);

G_END_DECLS
