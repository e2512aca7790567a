/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What the parts of the journal share. */

#pragma once

#include "heed-autosave.h"
#include "heed-journal.h"

G_BEGIN_DECLS

/* Who answers. What is read beside the writing has connections and threads of its
 * own, so that neither the keyboard nor one another have to wait. */
typedef enum
{
  HEED_READER_ANSWERS, /* searches, and whole entries: somebody looks at the window meanwhile */
  HEED_READER_FILES,   /* exports and backups, which take long */
  HEED_N_READERS,
  HEED_WRITER = HEED_N_READERS, /* the store itself, in order with all that is written */
} HeedReader;

/* With this many changes at once, lists are read anew instead of patched. */
#define HEED_CHANGES_MAX 256

/* What changed in the journal, by the window's own hand or another's. */
typedef struct
{
  gint64 change;        /* the last one that the window has seen; afterwards the last of these */
  gint64 data_version;
  GArray *keys;         /* of HeedKey: of what changed; NULL as long as nobody has looked */
  GPtrArray *summaries; /* of HeedSummary, of those keys; NULL where there are too many */
  GArray *all_keys;     /* of HeedKey: the place of every entry, where there are too many */
} HeedChanges;

/* What is in memory only of an entry. */
typedef struct
{
  HeedWorkbook *workbook; /* of the journal */
  HeedRecord *record;
  HeedRecord *base;     /* what was stored when it was opened; may be NULL */
  HeedRecord *replaced; /* to save before it and to keep as a version; may be NULL */
  gboolean written;     /* into an export */
} HeedUnsaved;

/* What a file holds that becomes the journal's. */
typedef struct
{
  HeedWorkbook *workbook;
  gboolean sample;    /* the sample entries, which are written into it first */
  GArray *keys;       /* of HeedKey: the place of every entry */
  gint64 change;
  gint64 data_version;
  gboolean has_log;   /* others can read while something is written */
  gboolean took_back; /* an import that was cut off */
} HeedOpened;

/* A part of a piece of work that changes entries, on the store's thread; @more says
 * whether there is another. */
typedef gboolean (*HeedWriteFunc) (HeedDatabase  *database,
                                   gpointer       data,
                                   gboolean      *more,
                                   GError       **error);

struct _HeedJournal
{
  GObject parent_instance;

  HeedWorkbook *workbook;
  HeedStore *store;      /* NULL until it was opened or asked for something; calls after closing fail */
  HeedStore *readers[HEED_N_READERS]; /* the same as @store where nobody can read beside it */
  gboolean has_log;
  gboolean is_open;
  gboolean is_sample;
  gboolean took_back; /* opening took back an import that was cut off */
  HeedAutosave *autosave;
  GArray *keys;          /* of HeedKey, newest first */
  GHashTable *live;      /* set of HeedEntry, without references: those that somebody holds */
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
  GHashTable *rescued;  /* of HeedUnsaved: what that holds, by id */
  GHashTable *rescued_pictures; /* of GBytes: what that holds, by the name of the content; NULL for none */
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
  guint n_arriving; /* pictures that are on their way into an entry */
  GQueue arrived_tasks; /* of GTask: waiting for them, to close the journal */
  gboolean missing; /* something that the list shows could not be read */
  gint64 change;
  gint64 data_version;
  GArray *changes; /* of HeedKey: what changed, while that is being told; NULL where it may be anything */
};

/* heed-journal.c */
GTask     *heed_journal_new_task              (HeedJournal         *self,
                                               gpointer             data,
                                               GDestroyNotify       data_free,
                                               GAsyncReadyCallback  callback,
                                               gpointer             user_data);
void       heed_journal_call                  (HeedReader           who,
                                               HeedStoreFunc        func,
                                               GTask               *task,
                                               GDestroyNotify       result_free);
void       heed_journal_write                 (HeedWriteFunc        func,
                                               GTask               *task);
void       heed_journal_write_after_save      (HeedWriteFunc        func,
                                               GTask               *task);
gboolean   heed_journal_hand_on_failure       (GAsyncResult        *result,
                                               GTask               *task);
void       heed_journal_hand_on_cb            (GObject             *source,
                                               GAsyncResult        *result,
                                               gpointer             task);
gboolean   heed_changes_read                  (HeedChanges         *self,
                                               HeedDatabase        *database,
                                               GError             **error);
void       heed_changes_clear                 (HeedChanges         *self);
void       heed_journal_take_changes          (HeedJournal         *self,
                                               HeedChanges         *changes);
void       heed_journal_report_failure        (HeedJournal         *self,
                                               const GError        *error);
void       heed_journal_start_looking         (HeedJournal         *self);
void       heed_journal_mark_damaged          (HeedJournal         *self);
void       heed_journal_take_damage           (HeedJournal         *self,
                                               const GError        *error);
void       heed_journal_notify_save_state     (gpointer             self);
HeedEntry *heed_journal_add_live              (HeedJournal         *self,
                                               HeedEntry           *entry);
HeedEntry *heed_journal_find_live             (HeedJournal         *self,
                                               const char          *id);
HeedEntry *heed_journal_dup_entry_for_row     (HeedJournal         *self,
                                               gint64               row);
HeedEntry *heed_journal_dup_entry_for_summary (HeedJournal         *self,
                                               HeedSummary         *summary);

/* heed-journal-open.c */
void       heed_journal_open_store_async      (HeedJournal         *self,
                                               const char          *path,
                                               HeedDatabaseFlags    flags,
                                               HeedOpened          *opened,
                                               GAsyncReadyCallback  callback,
                                               gpointer             user_data);
void       heed_journal_update_wording        (HeedJournal         *self);
void       heed_journal_stop_checking         (HeedJournal         *self);

/* heed-journal-save.c */
void       heed_journal_reload_entry          (HeedJournal         *self,
                                               HeedEntry           *entry);
void       heed_journal_save_entry            (HeedEntry           *entry,
                                               GAsyncReadyCallback  callback,
                                               gpointer             callback_data,
                                               gpointer             self);
GPtrArray *heed_journal_dup_unsaved           (HeedJournal         *self);
void       heed_unsaved_free                  (HeedUnsaved         *self);
HeedRecord *heed_unsaved_join                 (HeedUnsaved         *self,
                                               HeedRecord          *stored);
gboolean   heed_unsaved_save_all              (HeedDatabase        *database,
                                               gpointer             all,
                                               GError             **error);
void       heed_journal_take_loss             (HeedJournal         *self,
                                               const GError        *error);
HeedStore *heed_journal_ensure_rescue         (HeedJournal         *self);
GHashTable *heed_journal_dup_rescued_pictures (HeedJournal         *self);
void       heed_journal_close_saved           (GTask               *task);
void       heed_journal_take_return           (HeedJournal         *self);
void       heed_journal_copy                  (HeedJournal         *self,
                                               GTask               *task);

G_END_DECLS
