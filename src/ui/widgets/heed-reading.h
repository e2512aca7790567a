/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

GtkWidget *heed_reading_new_heading       (const char         *text,
                                           const char         *style_class,
                                           int                 level);
GtkWidget *heed_reading_new_label         (const char         *text,
                                           const char         *style_classes);
GtkWidget *heed_reading_append_label      (GtkWidget          *box,
                                           const char         *text,
                                           const char         *style_classes);
void       heed_reading_set_class         (GtkWidget          *widget,
                                           const char         *style_class,
                                           gboolean            on);
GtkWidget *heed_reading_new_paragraph     (const char         *text);
void       heed_reading_append_paragraphs (GtkBox             *box,
                                           const char * const *paragraphs);
GtkWidget *heed_reading_new_numbered_row  (guint               number,
                                           const char         *title,
                                           const char * const *paragraphs);
GtkWidget *heed_reading_new_list          (const char         *name);
void       heed_reading_show_icon         (GtkImage           *image,
                                           const char         *icon_name,
                                           const char         *tint);

G_END_DECLS
