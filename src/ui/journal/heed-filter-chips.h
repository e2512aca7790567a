/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What a filter keeps to, each as a chip that takes it off. */

#pragma once

#include <gtk/gtk.h>

#include "heed-filter.h"

G_BEGIN_DECLS

void heed_filter_chips_fill (GtkWidget    *box,
                             HeedFilter   *filter,
                             HeedWorkbook *workbook);

G_END_DECLS
