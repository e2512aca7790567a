/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "heed-entry.h"

G_BEGIN_DECLS

/**
 * HeedEntryCache:
 *
 * The entries that somebody holds: one object an entry, for as long as it is
 * held, so that a list and an editor show the same. It holds none itself.
 */
typedef struct _HeedEntryCache HeedEntryCache;

/**
 * HeedEntryFunc:
 * @entry: an entry
 * @user_data: what the caller gave
 *
 * Called for an entry.
 */
typedef void (*HeedEntryFunc) (HeedEntry *entry,
                               gpointer   user_data);

HeedEntryCache *heed_entry_cache_new             (HeedWorkbook   *workbook,
                                                  HeedEntryFunc   changed,
                                                  gpointer        user_data);
void            heed_entry_cache_free            (HeedEntryCache *self);
HeedEntry      *heed_entry_cache_add             (HeedEntryCache *self,
                                                  HeedEntry      *entry);
HeedEntry      *heed_entry_cache_find_row        (HeedEntryCache *self,
                                                  gint64          row);
HeedEntry      *heed_entry_cache_find_id         (HeedEntryCache *self,
                                                  const char     *id);
HeedEntry      *heed_entry_cache_dup_for_row     (HeedEntryCache *self,
                                                  gint64          row);
HeedEntry      *heed_entry_cache_dup_for_summary (HeedEntryCache *self,
                                                  HeedSummary    *summary);
void            heed_entry_cache_take_summaries  (HeedEntryCache *self,
                                                  GPtrArray      *summaries);
void            heed_entry_cache_foreach_kept    (HeedEntryCache *self,
                                                  HeedEntryFunc   func,
                                                  gpointer        user_data);
GHashTable     *heed_entry_cache_get_open        (HeedEntryCache *self);

G_END_DECLS
