/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

#include "heed-entry.h"
#include "heed-selection.h"

G_BEGIN_DECLS

/**
 * HeedRowDay:
 * @HEED_ROW_DAY_OF_MONTH: when it was begun, for a row that stands below its month
 * @HEED_ROW_DAY_IN_FULL: when it was begun, for any other row
 * @HEED_ROW_DAY_CHANGED: when it was last changed, for a row below the month of that
 *
 * Which day a row shows, and how much of it.
 */
typedef enum
{
  HEED_ROW_DAY_OF_MONTH,
  HEED_ROW_DAY_IN_FULL,
  HEED_ROW_DAY_CHANGED,
} HeedRowDay;

#define HEED_TYPE_ENTRY_ROW (heed_entry_row_get_type ())
G_DECLARE_FINAL_TYPE (HeedEntryRow, heed_entry_row, HEED, ENTRY_ROW, GtkWidget)

/**
 * HeedEntryRow:
 *
 * An entry in the journal's list: its kind as a tinted icon, its title, its
 * first words and the day of the month; above it the month, where a month
 * begins; before it a mark, where entries can be checked.
 */

void heed_entry_row_set_snippet  (HeedEntryRow *self,
                                  const char   *snippet);
void heed_entry_row_set_heading  (HeedEntryRow *self,
                                  const char   *heading);
void heed_entry_row_set_day      (HeedEntryRow *self,
                                  HeedRowDay    day);
void heed_entry_row_set_in_trash (HeedEntryRow *self,
                                  guint         keep_days);

/**
 * HeedEntryRowFunc:
 * @row: a row
 * @entry: its entry
 * @position: where it is in the list
 * @user_data: what the caller gave
 *
 * Shows in a row what it shows besides its entry.
 */
typedef void (*HeedEntryRowFunc) (HeedEntryRow *row,
                                  HeedEntry    *entry,
                                  guint         position,
                                  gpointer      user_data);

#define HEED_TYPE_ENTRY_ROWS (heed_entry_rows_get_type ())
G_DECLARE_FINAL_TYPE (HeedEntryRows, heed_entry_rows, HEED, ENTRY_ROWS, GObject)

/**
 * HeedEntryRows:
 *
 * Makes the rows of a list of entries, and knows which of them are in sight.
 * While entries can be checked, a click checks the entry of a row, and a finger
 * that stays on a row begins it.
 */

HeedEntryRows *heed_entry_rows_new       (GtkListView      *list,
                                          HeedSelection    *selection,
                                          HeedEntryRowFunc  func,
                                          gpointer          user_data);
void           heed_entry_rows_update    (HeedEntryRows    *self);
GtkListItem   *heed_entry_rows_find_item (GtkWidget        *widget);

G_END_DECLS
