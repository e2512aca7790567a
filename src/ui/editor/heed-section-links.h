/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

void heed_section_links_fill (GtkWidget *box,
                              GPtrArray *sections);

G_END_DECLS
