/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "heed-entry.h"

G_BEGIN_DECLS

/**
 * HeedLiveEntries:
 *
 * The entries that somebody holds: one object an entry, for as long as it is
 * held, so that a list and an editor show the same. It holds none itself.
 */
typedef struct _HeedLiveEntries HeedLiveEntries;

/**
 * HeedLiveFunc:
 * @entry: an entry
 * @user_data: what the caller gave
 *
 * Called for an entry.
 */
typedef void (*HeedLiveFunc) (HeedEntry *entry,
                              gpointer   user_data);

HeedLiveEntries *heed_live_entries_new             (HeedWorkbook    *workbook,
                                                    HeedLiveFunc     changed,
                                                    gpointer         user_data);
void             heed_live_entries_free            (HeedLiveEntries *self);
HeedEntry       *heed_live_entries_add             (HeedLiveEntries *self,
                                                    HeedEntry       *entry);
HeedEntry       *heed_live_entries_find_row        (HeedLiveEntries *self,
                                                    gint64           row);
HeedEntry       *heed_live_entries_find_id         (HeedLiveEntries *self,
                                                    const char      *id);
HeedEntry       *heed_live_entries_dup_for_row     (HeedLiveEntries *self,
                                                    gint64           row);
HeedEntry       *heed_live_entries_dup_for_summary (HeedLiveEntries *self,
                                                    HeedSummary     *summary);
void             heed_live_entries_take_summaries  (HeedLiveEntries *self,
                                                    GPtrArray       *summaries);
void             heed_live_entries_foreach_kept    (HeedLiveEntries *self,
                                                    HeedLiveFunc     func,
                                                    gpointer         user_data);
GHashTable      *heed_live_entries_get_open        (HeedLiveEntries *self);

G_END_DECLS
