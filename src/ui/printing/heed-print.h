/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "heed-journal.h"

G_BEGIN_DECLS

GtkPrintOperation *heed_print_operation_new (HeedWorkbook *workbook,
                                             HeedForm     *form,
                                             GPtrArray    *records,
                                             GHashTable   *pictures);
void               heed_print_record        (GtkWindow    *parent,
                                             HeedJournal  *journal,
                                             HeedRecord   *record);
void               heed_print_records       (GtkWindow    *parent,
                                             HeedJournal  *journal,
                                             GPtrArray    *records);
void               heed_print_blank         (GtkWindow    *parent,
                                             HeedWorkbook *workbook,
                                             HeedForm     *form);

#define HEED_TYPE_PRINT_CHOOSER (heed_print_chooser_get_type ())
G_DECLARE_FINAL_TYPE (HeedPrintChooser, heed_print_chooser, HEED, PRINT_CHOOSER, AdwWindow)

/**
 * HeedPrintChooser:
 *
 * A small window that asks which worksheet to print blank.
 */

GtkWidget *heed_print_chooser_new (GtkWindow   *parent,
                                   HeedJournal *journal);

G_END_DECLS
