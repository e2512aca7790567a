/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

#include "heed-copies.h"
#include "heed-entry.h"
#include "heed-staging.h"
#include "heed-store.h"

G_BEGIN_DECLS

/**
 * HeedChange:
 * @HEED_CHANGE_DELETE: put into the trash
 * @HEED_CHANGE_RESTORE: take out of the trash
 * @HEED_CHANGE_PIN: put first in the journal
 * @HEED_CHANGE_UNPIN: put back in its place
 * @HEED_CHANGE_ADD_TAG: add a tag
 * @HEED_CHANGE_REMOVE_TAG: take a tag off
 * @HEED_CHANGE_RENAME_TAG: have another tag instead; see
 *   heed_journal_replace_tag_async()
 *
 * What can be done to many entries at once. Each is taken back by another.
 */
typedef enum
{
  HEED_CHANGE_DELETE,
  HEED_CHANGE_RESTORE,
  HEED_CHANGE_PIN,
  HEED_CHANGE_UNPIN,
  HEED_CHANGE_ADD_TAG,
  HEED_CHANGE_REMOVE_TAG,
  HEED_CHANGE_RENAME_TAG,
} HeedChange;

/**
 * HeedOpenMode:
 * @HEED_OPEN_JOURNAL: as people do: where it is gone and copies of it are there,
 *   nothing is made
 * @HEED_OPEN_ANEW: also where there are only copies of it
 * @HEED_OPEN_SAMPLE: a file that is not there yet, with the sample entries, the newest
 *   from today
 *
 * How to open a journal.
 */
typedef enum
{
  HEED_OPEN_JOURNAL,
  HEED_OPEN_ANEW,
  HEED_OPEN_SAMPLE,
} HeedOpenMode;

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

HeedJournal  *heed_journal_new          (HeedWorkbook *workbook);
HeedWorkbook *heed_journal_get_workbook (HeedJournal  *self);
const char   *heed_journal_get_path     (HeedJournal  *self);
void          heed_journal_poll         (HeedJournal  *self);
gboolean      heed_journal_finish       (HeedJournal  *self,
                                         GAsyncResult *result,
                                         GError      **error);
gpointer      heed_journal_take_answer  (HeedJournal  *self,
                                         GAsyncResult *result,
                                         GError      **error);

void          heed_journal_open_async      (HeedJournal          *self,
                                            const char           *path,
                                            HeedOpenMode          mode,
                                            GAsyncReadyCallback   callback,
                                            gpointer              user_data);
gboolean      heed_journal_is_open         (HeedJournal          *self);
GPtrArray    *heed_journal_get_copies      (HeedJournal          *self);
const GError *heed_journal_get_damage      (HeedJournal          *self);
void          heed_journal_give_up_async   (HeedJournal          *self,
                                            GAsyncReadyCallback   callback,
                                            gpointer              user_data);
void          heed_journal_take_up         (HeedJournal          *self);
gboolean      heed_journal_took_back       (HeedJournal          *self);
gboolean      heed_journal_is_sample       (HeedJournal          *self);

guint32       heed_journal_get_day            (HeedJournal          *self,
                                               guint                 position);
HeedEntry    *heed_journal_create_entry       (HeedJournal          *self,
                                               const char           *form_id,
                                               const char           *item_id);
HeedEntry    *heed_journal_copy_entry         (HeedJournal          *self,
                                               HeedEntry            *entry);
gboolean      heed_journal_is_gone            (HeedJournal          *self);
const char   *heed_journal_get_rescue_path    (HeedJournal          *self);
const char   *heed_journal_get_rescue_copy_path (HeedJournal        *self);
void          heed_journal_find_other_async   (HeedJournal          *self,
                                               GAsyncReadyCallback   callback,
                                               gpointer              user_data);
void          heed_journal_put_back_async     (HeedJournal          *self,
                                               GAsyncReadyCallback   callback,
                                               gpointer              user_data);
gboolean      heed_journal_put_back_finish    (HeedJournal          *self,
                                               GAsyncResult         *result,
                                               char                **aside,
                                               GError              **error);

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
void          heed_journal_query_async        (HeedJournal          *self,
                                               const HeedQuery      *query,
                                               GAsyncReadyCallback   callback,
                                               gpointer              user_data);
GPtrArray    *heed_journal_query_finish       (HeedJournal          *self,
                                               GAsyncResult         *result,
                                               GError              **error);
void          heed_journal_find_ids_async     (HeedJournal          *self,
                                               const HeedQuery      *query,
                                               GAsyncReadyCallback   callback,
                                               gpointer              user_data);
void          heed_journal_search_async       (HeedJournal          *self,
                                               const HeedQuery      *query,
                                               GCancellable         *cancellable,
                                               GAsyncReadyCallback   callback,
                                               gpointer              user_data);
GPtrArray    *heed_journal_search_finish      (HeedJournal          *self,
                                               GAsyncResult         *result,
                                               GPtrArray           **snippets,
                                               guint                *n_found,
                                               GError              **error);
void          heed_journal_tally_async        (HeedJournal          *self,
                                               const char           *workbook_id,
                                               GAsyncReadyCallback   callback,
                                               gpointer              user_data);
void          heed_journal_read_async         (HeedJournal          *self,
                                               const HeedQuery      *query,
                                               GAsyncReadyCallback   callback,
                                               gpointer              user_data);
GPtrArray    *heed_journal_read_finish        (HeedJournal          *self,
                                               GAsyncResult         *result,
                                               GError              **error);
void          heed_journal_load_async         (HeedJournal          *self,
                                               const char * const   *ids,
                                               GAsyncReadyCallback   callback,
                                               gpointer              user_data);
GPtrArray    *heed_journal_load_finish        (HeedJournal          *self,
                                               GAsyncResult         *result,
                                               GError              **error);
void          heed_journal_get_versions_async (HeedJournal          *self,
                                               HeedEntry            *entry,
                                               GAsyncReadyCallback   callback,
                                               gpointer              user_data);
void          heed_journal_get_tags_async     (HeedJournal          *self,
                                               GAsyncReadyCallback   callback,
                                               gpointer              user_data);

void          heed_journal_count_tags_async   (HeedJournal          *self,
                                               const char * const   *ids,
                                               GAsyncReadyCallback   callback,
                                               gpointer              user_data);
void          heed_journal_get_figures_async  (HeedJournal          *self,
                                               GAsyncReadyCallback   callback,
                                               gpointer              user_data);

void          heed_journal_begin_picture      (HeedJournal          *self);
void          heed_journal_end_picture        (HeedJournal          *self);
void          heed_journal_add_picture_async  (HeedJournal          *self,
                                               GBytes               *bytes,
                                               GAsyncReadyCallback   callback,
                                               gpointer              user_data);
void          heed_journal_read_picture_async (HeedJournal          *self,
                                               const char           *content,
                                               GAsyncReadyCallback   callback,
                                               gpointer              user_data);
void          heed_journal_read_pictures_async (HeedJournal         *self,
                                                GPtrArray           *records,
                                                GAsyncReadyCallback  callback,
                                                gpointer             user_data);

void          heed_journal_change_async       (HeedJournal          *self,
                                               const char * const   *ids,
                                               HeedChange            change,
                                               const char           *tag,
                                               GAsyncReadyCallback   callback,
                                               gpointer              user_data);
char        **heed_journal_change_finish      (HeedJournal          *self,
                                               GAsyncResult         *result,
                                               GError              **failure,
                                               GError              **error);
void          heed_journal_replace_tag_async  (HeedJournal          *self,
                                               const char           *tag,
                                               const char           *with,
                                               const char * const   *ids,
                                               GAsyncReadyCallback   callback,
                                               gpointer              user_data);
void          heed_journal_erase_async        (HeedJournal          *self,
                                               const char           *id,
                                               GAsyncReadyCallback   callback,
                                               gpointer              user_data);
void          heed_journal_empty_trash_async  (HeedJournal          *self,
                                               guint                 days,
                                               GAsyncReadyCallback   callback,
                                               gpointer              user_data);
void          heed_journal_find_copies_async  (HeedJournal          *self,
                                               const char           *backups,
                                               GAsyncReadyCallback   callback,
                                               gpointer              user_data);
void          heed_journal_forget_in_copies_async  (HeedJournal     *self,
                                               GPtrArray            *copies,
                                               GAsyncReadyCallback   callback,
                                               gpointer              user_data);
gboolean      heed_journal_empty_trash_finish (HeedJournal          *self,
                                               GAsyncResult         *result,
                                               guint                *n_emptied,
                                               GError              **error);

HeedSaveState heed_journal_get_save_state     (HeedJournal          *self);
const GError *heed_journal_get_save_error     (HeedJournal          *self);
gint64        heed_journal_get_saved_at       (HeedJournal          *self);
void          heed_journal_save_async         (HeedJournal          *self,
                                               GAsyncReadyCallback   callback,
                                               gpointer              user_data);
void          heed_journal_close_async        (HeedJournal          *self,
                                               GAsyncReadyCallback   callback,
                                               gpointer              user_data);

void          heed_journal_export_async       (HeedJournal          *self,
                                               const char * const   *ids,
                                               const char           *path,
                                               GAsyncReadyCallback   callback,
                                               gpointer              user_data);
void          heed_journal_stage_async        (HeedJournal          *self,
                                               HeedStaging          *staging,
                                               const char           *path,
                                               GCancellable         *cancellable,
                                               GAsyncReadyCallback   callback,
                                               gpointer              user_data);
void          heed_journal_import_async       (HeedJournal          *self,
                                               HeedStaging          *staging,
                                               GCancellable         *cancellable,
                                               GAsyncReadyCallback   callback,
                                               gpointer              user_data);
void          heed_journal_join_async         (HeedJournal          *self,
                                               GPtrArray            *copies,
                                               GAsyncReadyCallback   callback,
                                               gpointer              user_data);
gboolean      heed_journal_join_finish        (HeedJournal          *self,
                                               GAsyncResult         *result,
                                               HeedImported         *counts,
                                               GPtrArray           **kept_in,
                                               GError              **error);
void          heed_journal_back_up_async      (HeedJournal          *self,
                                               const char           *path,
                                               gboolean              over,
                                               GAsyncReadyCallback   callback,
                                               gpointer              user_data);
gboolean      heed_journal_wrote_unsaved      (HeedJournal          *self,
                                               GAsyncResult         *result);
const char   *heed_journal_get_missing        (HeedJournal          *self,
                                               GAsyncResult         *result);

G_END_DECLS
