/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

GtkWidget *heed_rating_header_new        (void);
void       heed_rating_header_set_title  (GtkWidget  *header,
                                          guint       number,
                                          const char *title);
GtkWidget *heed_rating_button_new        (int         value);
int        heed_rating_button_get_value  (GtkWidget  *button);
void       heed_rating_button_describe   (GtkWidget  *button,
                                          int         max,
                                          const char *label,
                                          const char *anchor);
void       heed_rating_button_set_chosen (GtkWidget  *button,
                                          gboolean    chosen);
GtkWidget *heed_rating_anchor_new        (int         value,
                                          const char *text);

G_END_DECLS
