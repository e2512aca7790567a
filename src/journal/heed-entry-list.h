/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "heed-journal.h"

G_BEGIN_DECLS

#define HEED_TYPE_ENTRY_LIST (heed_entry_list_get_type ())
G_DECLARE_FINAL_TYPE (HeedEntryList, heed_entry_list, HEED, ENTRY_LIST, GObject)

/**
 * HeedEntryList:
 *
 * The entries that a query is about, as a list model of [class@Heed.Entry] in the
 * order that it asks for; in the trash what was deleted last comes first. It follows the journal,
 * and like it loads what a list shows only when the list asks for it.
 *
 * Main thread only.
 */

HeedEntryList *heed_entry_list_new         (HeedJournal     *journal,
                                            const HeedQuery *query);
void           heed_entry_list_set_query   (HeedEntryList   *self,
                                            const HeedQuery *query);
guint32        heed_entry_list_get_day     (HeedEntryList   *self,
                                            guint            position);
gboolean       heed_entry_list_is_first    (HeedEntryList   *self,
                                            guint            position);
gboolean       heed_entry_list_get_loading (HeedEntryList   *self);
gboolean       heed_entry_list_find        (HeedEntryList   *self,
                                            HeedEntry       *entry,
                                            guint           *position);
void           heed_entry_list_get_ids_async  (HeedEntryList        *self,
                                               GArray               *positions,
                                               GAsyncReadyCallback   callback,
                                               gpointer              user_data);

G_END_DECLS
