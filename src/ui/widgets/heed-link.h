/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

char      *heed_link_parse      (const char *text);
const char *heed_link_find      (const char  *text,
                                 const char **end);
void       heed_link_launch     (GtkWidget  *widget,
                                 const char *uri);
void       heed_link_open       (GtkWidget  *widget,
                                 const char *text);
GtkWidget *heed_link_new_button (const char *text,
                                 const char *title);

G_END_DECLS
