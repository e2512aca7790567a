/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "heed-filled-form.h"

G_BEGIN_DECLS

GtkWidget *heed_add_button_new        (HeedField      *field,
                                       guint           number,
                                       const char     *path);
GtkWidget *heed_add_button_new_inside (HeedField      *field,
                                       guint           number,
                                       const char     *path,
                                       const char     *name);
gboolean   heed_add_button_is_due     (HeedFilledForm *filled,
                                       guint           position,
                                       guint           next);

G_END_DECLS
