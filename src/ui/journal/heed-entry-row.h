/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

#include "heed-entry.h"

G_BEGIN_DECLS

#define HEED_TYPE_ENTRY_ROW (heed_entry_row_get_type ())
G_DECLARE_FINAL_TYPE (HeedEntryRow, heed_entry_row, HEED, ENTRY_ROW, GtkWidget)

/**
 * HeedEntryRow:
 *
 * An entry in the journal's list: its kind as a tinted icon, its title, its
 * first words and the day of the month; above it the month, where a month
 * begins; before it a mark, where entries can be checked.
 */

GtkWidget *heed_entry_row_new         (void);
void       heed_entry_row_set_entry   (HeedEntryRow *self,
                                       HeedEntry    *entry);
void       heed_entry_row_set_snippet (HeedEntryRow *self,
                                       const char   *snippet);
void       heed_entry_row_set_month   (HeedEntryRow *self,
                                       const char   *month);
void       heed_entry_row_set_in_trash (HeedEntryRow *self,
                                        guint         keep_days);
void       heed_entry_row_set_checking (HeedEntryRow *self,
                                        gboolean      checking,
                                        gboolean      checked);

G_END_DECLS
