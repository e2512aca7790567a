/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "heed-journal-batch.h"

G_BEGIN_DECLS

/* The most years that are looked back on. */
#define HEED_LOOK_BACK_YEARS 40

/**
 * HeedLookBack:
 * @years: (element-type HeedEntry): what was written on this day a year ago, two years ago
 *   and so on; each %NULL where nobody can have written
 * @nearby: (element-type HeedEntry): what was written about a year ago; %NULL while @years
 *   is not known, or where something is in it
 *
 * What the journal is asked about earlier years; it has nothing but places for lists.
 */
typedef struct
{
  GPtrArray *years[HEED_LOOK_BACK_YEARS];
  GPtrArray *nearby;
} HeedLookBack;

void       heed_look_back_ask      (HeedLookBack     *self,
                                    HeedJournal      *journal,
                                    HeedJournalBatch *batch);
void       heed_look_back_ask_more (HeedLookBack     *self,
                                    HeedJournalBatch *batch);
GPtrArray *heed_look_back_list     (const HeedLookBack *self,
                                    gboolean         *on_this_day);

#define HEED_TYPE_PAST_ROW (heed_past_row_get_type ())
G_DECLARE_FINAL_TYPE (HeedPastRow, heed_past_row, HEED, PAST_ROW, AdwActionRow)

/**
 * HeedPastRow:
 *
 * A row for an entry: what it is called, the day on which it was begun, and its first
 * words. It follows the entry, and opens it.
 */

GtkWidget *heed_past_row_new (HeedEntry  *entry,
                              const char *format);

G_END_DECLS
