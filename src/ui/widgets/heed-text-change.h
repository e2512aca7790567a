/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

int    heed_text_change_apply (GtkTextBuffer *buffer,
                               const char    *old,
                               const char    *text);
char **heed_text_change_split (const char    *text);

G_END_DECLS
