/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What the parts of the journal share. */

#pragma once

#include "heed-autosave.h"
#include "heed-entry-cache.h"
#include "heed-journal-work.h"
#include "heed-journal.h"

G_BEGIN_DECLS

/* What is read beside the writing: each has a connection and a thread of its own,
 * so that neither the keyboard nor one another have to wait. */
typedef enum
{
  HEED_READER_ANSWERS, /* searches, and whole entries: somebody looks at the window meanwhile */
  HEED_READER_FILES,   /* exports and backups, which take long */
  HEED_N_READERS,
} HeedReader;

struct _HeedJournal
{
  GObject parent_instance;

  HeedWorkbook *workbook;
  HeedStore *store;      /* NULL until it was opened or asked for something; calls after closing fail */
  HeedStore *readers[HEED_N_READERS]; /* the same as @store where nobody can read beside it */
  gboolean has_log;
  gboolean is_open;
  gboolean took_back; /* opening took back an import that was cut off */
  HeedAutosave *autosave;
  GArray *keys;          /* of HeedKey, newest first */
  HeedEntryCache *live;
  GArray *wanted;        /* rows whose summaries are to be loaded */
  guint want_source;
  GPtrArray *monitors;  /* of GFileMonitor: of the folders that the file and a link to it are in */
  guint look_timer;     /* 0 at rest */
  gint64 look_due;      /* when it ends, monotonic */
  gboolean look_twice;  /* a file was touched */
  gboolean look_again;  /* it was to be looked at while that was being done */
  gboolean looking;
  gboolean look_failed; /* the last time */
  gboolean look_is_old; /* what is being looked at was before the file was gone */
  GError *gone;         /* why the file is not where it was; NULL while it is */
  gboolean putting_back; /* it is there again, and what was rescued comes next */
  HeedStore *rescue;    /* where what is typed goes meanwhile; NULL until it is needed */
  gboolean rescue_away; /* not beside the journal */
  GHashTable *rescued;  /* what that holds, by id */
  char *copy_path;      /* of all that the file held; NULL until it is needed */
  gboolean copy_away;
  gboolean copying;
  gboolean copied;      /* that is whole */
  GError *copy_error;   /* why it is not */
  gint64 copy_failed_at;
  GQueue copy_tasks;    /* of GTask: waiting for that */
  GPtrArray *copies;    /* of HeedCopy: that were found when it was opened */
  GError *damage;   /* what is wrong with the file; NULL while nothing is known */
  guint check_timer;
  GCancellable *checking; /* of the look for damage; NULL unless it is on its way */
  GTask *to_close;        /* waits for that */
  gboolean missing; /* something that the list shows could not be read */
  gint64 change;
  gint64 data_version;
  GArray *changes; /* of HeedKey: what changed, while that is being told; NULL where it may be anything */
};

HeedWork  *heed_journal_new_work              (HeedJournal         *self);
void       heed_journal_call                  (HeedJournal         *self,
                                               HeedStoreFunc        func,
                                               HeedWork            *work,
                                               GDestroyNotify       result_free,
                                               GCancellable        *cancellable,
                                               GAsyncReadyCallback  callback,
                                               gpointer             user_data);
void       heed_journal_ensure_store          (HeedJournal         *self);
void       heed_journal_open_readers_async    (HeedJournal         *self,
                                               gboolean             has_log,
                                               GAsyncReadyCallback  callback,
                                               gpointer             user_data);
void       heed_journal_close_readers_async   (HeedJournal         *self,
                                               GAsyncReadyCallback  callback,
                                               gpointer             user_data);
void       heed_journal_read                  (HeedJournal         *self,
                                               HeedReader           reader,
                                               HeedStoreFunc        func,
                                               HeedWork            *work,
                                               GDestroyNotify       result_free,
                                               GCancellable        *cancellable,
                                               GAsyncReadyCallback  callback,
                                               gpointer             user_data);
void       heed_journal_forward_result_cb     (GObject             *source,
                                               GAsyncResult        *result,
                                               gpointer             data);
void       heed_journal_take_changes          (HeedJournal         *self,
                                               HeedChanges         *changes);
void       heed_journal_forward_changes_cb    (GObject             *source,
                                               GAsyncResult        *result,
                                               gpointer             data);
void       heed_journal_report_failure        (HeedJournal         *self,
                                               const GError        *error);
void       heed_journal_update_wording        (HeedJournal         *self);
void       heed_journal_start_looking         (HeedJournal         *self);
void       heed_journal_take_damage           (HeedJournal         *self,
                                               const GError        *error);
void       heed_journal_start_checking        (HeedJournal         *self);
void       heed_journal_stop_checking         (HeedJournal         *self);
void       heed_journal_close_store           (HeedJournal         *self,
                                               GTask               *task);
HeedEntry *heed_journal_dup_entry_for_row     (HeedJournal         *self,
                                               gint64               row);
HeedEntry *heed_journal_dup_entry_for_summary (HeedJournal         *self,
                                               HeedSummary         *summary);
HeedEntry *heed_journal_find_live             (HeedJournal         *self,
                                               const char          *id);

void           heed_journal_reload_entry      (HeedJournal          *self,
                                               HeedEntry            *entry);
GPtrArray     *heed_journal_dup_unsaved       (HeedJournal          *self);
void           heed_journal_notify_save_state (HeedJournal          *self);
void           heed_journal_take_loss         (HeedJournal          *self,
                                               const GError         *error);
void           heed_journal_take_return       (HeedJournal          *self);
void           heed_journal_rescue_async      (HeedJournal          *self,
                                               HeedRecord           *record,
                                               HeedRecord           *replaced,
                                               GAsyncReadyCallback   callback,
                                               gpointer              user_data);
gboolean       heed_journal_rescue_finish     (HeedJournal          *self,
                                               GAsyncResult         *result,
                                               GError              **error);
void           heed_journal_free_rescue       (gpointer              rescue);
void           heed_journal_copy_async        (HeedJournal          *self,
                                               GAsyncReadyCallback   callback,
                                               gpointer              user_data);
gboolean       heed_journal_copy_finish       (HeedJournal          *self,
                                               GAsyncResult         *result,
                                               GError              **error);
void           heed_journal_save_entry        (HeedEntry            *entry,
                                               GAsyncReadyCallback   callback,
                                               gpointer              callback_data,
                                               gpointer              data);
void           heed_journal_call_after_save   (HeedJournal          *self,
                                               HeedStoreFunc         func,
                                               HeedWork             *work,
                                               GDestroyNotify        result_free,
                                               GAsyncReadyCallback   callback,
                                               GTask                *task);
HeedSaveState  heed_journal_finish_save_entry (GAsyncResult         *result,
                                               GError              **error,
                                               gpointer              data);

G_END_DECLS
