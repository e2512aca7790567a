/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

#include "heed-entry.h"
#include "heed-store.h"

G_BEGIN_DECLS

#define HEED_TYPE_JOURNAL (heed_journal_get_type ())
G_DECLARE_FINAL_TYPE (HeedJournal, heed_journal, HEED, JOURNAL, GObject)

/**
 * HeedJournal:
 *
 * Every entry, newest first, as a list model of [class@Heed.Entry]. It knows
 * the place of each entry and loads what a list shows only when the list asks
 * for it. It saves what changes, and notices what another program writes into
 * the same file.
 *
 * Main thread only; everything that touches the disk happens on the thread of
 * its store.
 */

HeedJournal  *heed_journal_new                (HeedWorkbook         *workbook);
HeedWorkbook *heed_journal_get_workbook       (HeedJournal          *self);
const char   *heed_journal_get_path           (HeedJournal          *self);

void          heed_journal_open_async         (HeedJournal          *self,
                                               const char           *path,
                                               GAsyncReadyCallback   callback,
                                               gpointer              user_data);
void          heed_journal_open_demo_async    (HeedJournal          *self,
                                               const char           *path,
                                               GAsyncReadyCallback   callback,
                                               gpointer              user_data);
gboolean      heed_journal_open_finish        (HeedJournal          *self,
                                               GAsyncResult         *result,
                                               GError              **error);
gboolean      heed_journal_is_open            (HeedJournal          *self);

guint32       heed_journal_get_day            (HeedJournal          *self,
                                               guint                 position);
HeedEntry    *heed_journal_create_entry       (HeedJournal          *self,
                                               const char           *form_id,
                                               const char           *item_id);
void          heed_journal_find_async         (HeedJournal          *self,
                                               const char           *id,
                                               GAsyncReadyCallback   callback,
                                               gpointer              user_data);
HeedEntry    *heed_journal_find_finish        (HeedJournal          *self,
                                               GAsyncResult         *result,
                                               GError              **error);
void          heed_journal_open_entry_async   (HeedJournal          *self,
                                               HeedEntry            *entry,
                                               GAsyncReadyCallback   callback,
                                               gpointer              user_data);
gboolean      heed_journal_open_entry_finish  (HeedJournal          *self,
                                               GAsyncResult         *result,
                                               GError              **error);
void          heed_journal_query_async        (HeedJournal          *self,
                                               const char           *form_id,
                                               const char           *item_id,
                                               guint                 limit,
                                               GAsyncReadyCallback   callback,
                                               gpointer              user_data);
GPtrArray    *heed_journal_query_finish       (HeedJournal          *self,
                                               GAsyncResult         *result,
                                               GError              **error);
void          heed_journal_search_async       (HeedJournal          *self,
                                               const char           *words,
                                               guint                 limit,
                                               GCancellable         *cancellable,
                                               GAsyncReadyCallback   callback,
                                               gpointer              user_data);
GPtrArray    *heed_journal_search_finish      (HeedJournal          *self,
                                               GAsyncResult         *result,
                                               GPtrArray           **snippets,
                                               GError              **error);
void          heed_journal_tally_async        (HeedJournal          *self,
                                               GAsyncReadyCallback   callback,
                                               gpointer              user_data);
GPtrArray    *heed_journal_tally_finish       (HeedJournal          *self,
                                               GAsyncResult         *result,
                                               GError              **error);

HeedSaveState heed_journal_get_save_state     (HeedJournal          *self);
const GError *heed_journal_get_save_error     (HeedJournal          *self);
void          heed_journal_save_async         (HeedJournal          *self,
                                               GAsyncReadyCallback   callback,
                                               gpointer              user_data);
gboolean      heed_journal_save_finish        (HeedJournal          *self,
                                               GAsyncResult         *result,
                                               GError              **error);
void          heed_journal_close_async        (HeedJournal          *self,
                                               GAsyncReadyCallback   callback,
                                               gpointer              user_data);
gboolean      heed_journal_close_finish       (HeedJournal          *self,
                                               GAsyncResult         *result,
                                               GError              **error);
void          heed_journal_export_async       (HeedJournal          *self,
                                               const char           *path,
                                               GAsyncReadyCallback   callback,
                                               gpointer              user_data);
gboolean      heed_journal_export_finish      (HeedJournal          *self,
                                               GAsyncResult         *result,
                                               GError              **error);

G_END_DECLS
