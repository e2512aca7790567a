/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What is shown at or below a widget: to look for it, to wait for it, and to
 * press it. */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* Whether a widget is the one that is looked for. */
typedef gboolean (*Match) (GtkWidget  *widget,
                           const char *text);

guint      count_shown  (GtkWidget  *top,
                         Match       match,
                         const char *text);
GtkWidget *find_shown   (GtkWidget  *top,
                         Match       match,
                         const char *text);
void       expect_shown (GtkWidget  *top,
                         Match       match,
                         const char *text,
                         guint       number);
void       press_shown  (GtkWidget  *top,
                         const char *label);

void       wait_for_rest (GtkWidget *top);

gboolean   is_label     (GtkWidget  *widget,
                         const char *text);
gboolean   is_saying    (GtkWidget  *widget,
                         const char *part);
gboolean   is_button    (GtkWidget  *widget,
                         const char *text);
gboolean   is_row       (GtkWidget  *widget,
                         const char *text);
gboolean   is_of_type   (GtkWidget  *widget,
                         const char *text);

/* The question that is asked above the window, or NULL; waiting for it; and its answer, given
 * once, as a person does. */
GtkWindow *find_dialog   (void);
GtkWindow *expect_dialog (void);
void       answer_dialog (const char *response);

G_END_DECLS
