/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

#include "heed-filled-form.h"

G_BEGIN_DECLS

void  heed_comparison_show            (GtkBox     *box,
                                       HeedForm   *form,
                                       HeedRecord *before,
                                       HeedRecord *after);
char *heed_comparison_describe_change (const char *before,
                                       const char *after);

G_END_DECLS
