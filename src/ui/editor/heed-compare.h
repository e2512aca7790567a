/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

#include "heed-entry.h"

G_BEGIN_DECLS

GtkWidget *heed_compare_mark      (GtkWidget  *root,
                                   HeedEntry  *version,
                                   HeedRecord *now);
gboolean   heed_compare_scroll_to (GtkWidget  *root,
                                   guint       difference);

G_END_DECLS
