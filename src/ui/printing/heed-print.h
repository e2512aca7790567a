/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

#include "heed-record.h"
#include "heed-workbook.h"

G_BEGIN_DECLS

GtkPrintOperation *heed_print_operation_new             (HeedWorkbook *workbook,
                                                         HeedForm     *form,
                                                         HeedRecord   *record);
GtkPrintOperation *heed_print_operation_new_for_records (HeedWorkbook *workbook,
                                                         GPtrArray    *records);
void               heed_print_record                    (GtkWindow    *parent,
                                                         HeedWorkbook *workbook,
                                                         HeedRecord   *record);
void               heed_print_records                   (GtkWindow    *parent,
                                                         HeedWorkbook *workbook,
                                                         GPtrArray    *records);
void               heed_print_blank                     (GtkWindow    *parent,
                                                         HeedWorkbook *workbook,
                                                         HeedForm     *form);

G_END_DECLS
