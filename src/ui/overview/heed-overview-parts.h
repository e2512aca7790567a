/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

#include "heed-workbook.h"

G_BEGIN_DECLS

GtkWidget *heed_overview_parts_new_section        (HeedWorkbook *workbook,
                                                   HeedItem     *section);
GtkWidget *heed_overview_parts_new_resource_group (HeedItem     *group);

G_END_DECLS
