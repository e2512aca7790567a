/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "heed-connection.h"
#include "heed-database.h"
#include "heed-journal-file-private.h"

G_BEGIN_DECLS

/* Inside the store only: what the parts of the database share. */

struct _HeedDatabase
{
  GObject parent_instance;

  char *path;
  HeedConnection *connection; /* NULL once closed */
  GThread *owner;
  gpointer file; /* among those that are open here; NULL once it is not */
  gboolean created;     /* by this one */
  char *made_folder;    /* the outermost that was made for it; mostly NULL */
  gint64 first_version; /* of a file that was created: changes when others write */
  gboolean read_only;
  gboolean no_copy; /* of what it was before it was brought up to date */
  HeedReading reading;    /* if it is only read */
  HeedJournalState state; /* when it was opened, if it is read as something fixed */
  HeedFileId own; /* that SQLite has open */
  HeedFileId log;  /* the write-ahead log that it has open */
  gboolean let_go; /* they are not in place, and the log is empty */
  gint64 wrote_at; /* monotonic */
  gboolean used_log; /* it may hold pages as they were */
  gint64 committed_at; /* or tried to copy, monotonic; 0 if all that was committed is in the journal's own file */
  gint64 import_step; /* how long a step of an import works, in microseconds */
  int import_lock; /* held while this connection imports; -1 otherwise */
  gboolean settled; /* what an import left that was cut off is not to be read */
  gboolean took_back; /* opening it took back an import that was cut off */
  HeedWorkbook *workbook; /* whose wording is kept with what is written; NULL for none */
  gboolean keeps_wording; /* of that, as it is */
  GHashTable *put_at; /* from id to gint64: when this program last wrote an entry whose time is to come */
};

/* The columns that heed_database_read_summary() reads, from column 0. */
#define HEED_SUMMARY_COLUMNS \
  "row, id, workbook, workbook_version, form, item, title, " \
  "(SELECT group_concat(tag, char(10)) FROM tag WHERE tag.entry = entry.row), " \
  "created, created_offset, modified, modified_offset, " \
  "completed, completed_offset, deleted, deleted_offset, " \
  "excerpt, answered, total, mean_rating, listed, " \
  "(SELECT value FROM answer WHERE answer.entry = entry.row AND path = '" HEED_RECORD_PINNED "')"
#define HEED_SUMMARY_N_COLUMNS 22

/* The same as its first sixteen, of an older version. */
#define HEED_REVISION_COLUMNS \
  "revision.row, id, revision.workbook, revision.workbook_version, revision.form, revision.item, revision.title, tags, " \
  "revision.created, revision.created_offset, revision.modified, revision.modified_offset, " \
  "revision.completed, revision.completed_offset, revision.deleted, revision.deleted_offset"

#define HEED_DATABASE_BUSY_TIMEOUT 5000 /* ms */

/* The parameters of every statement that a query makes; more may follow. */
typedef enum
{
  HEED_PARAMETER_FORM = 1,
  HEED_PARAMETER_ITEM,
  HEED_PARAMETER_TAG,
  HEED_PARAMETER_AFTER,
  HEED_PARAMETER_BEFORE,
  HEED_PARAMETER_FIRST_DAY,
  HEED_PARAMETER_LAST_DAY,
  HEED_PARAMETER_EACH,
  HEED_PARAMETER_WORKBOOK,
  HEED_PARAMETER_LIMIT,
  HEED_PARAMETER_ROW,
  HEED_N_PARAMETERS,
} HeedParameter;

/* Of an entry that was deleted: what was deleted for good holds nothing. */
#define HEED_HOLDS_SOMETHING \
  "(title IS NOT NULL OR EXISTS (SELECT 1 FROM answer WHERE answer.entry = entry.row) " \
  " OR EXISTS (SELECT 1 FROM tag WHERE tag.entry = entry.row) " \
  " OR EXISTS (SELECT 1 FROM revision WHERE revision.entry = entry.row))"

/* What is to be known of the entries. */
typedef enum
{
  HEED_SELECT_SUMMARIES,  /* HEED_SUMMARY_COLUMNS */
  HEED_SELECT_EVERYTHING, /* the same, of forms that are not listed, too */
  HEED_SELECT_KEYS,       /* row, place, day, whether it is deleted, whether it comes first */
  HEED_SELECT_KEY,        /* the same of the one entry at HEED_PARAMETER_ROW, if it is wanted */
  HEED_SELECT_IDS,        /* id */
} HeedSelect;

/**
 * HeedEntryChange:
 *
 * What putting a record changes in the journal. The caller fills in what is
 * above the empty line; strings belong to the records.
 */
typedef struct
{
  HeedDatabase *database;
  HeedRecord *record;
  HeedSummary *summary;
  gboolean keep_old; /* if its words change, however little time lies between */
  gboolean exactly;  /* as if it had always been so: no version is kept, and nothing else */
  HeedRecord *old; /* NULL for a new entry */
  HeedSummary *old_summary;
  gint64 row;

  GArray *written;    /* of guint: which answers of the record */
  GPtrArray *removed; /* of const char *: paths that it has no more */
  gboolean place;     /* what the indexes hold */
  gboolean head;      /* anything else in the entry's own row */
  gboolean mark;      /* which words the form shows, though they may be the same */
  gboolean tags;
  gboolean words;     /* what can be searched for */
  gboolean spared;    /* a tombstone that leaves what it does not know of */

  gint64 number;   /* by which it was written */
  gint64 revision; /* in which the old record is kept; 0 for none */
} HeedEntryChange;

gboolean           heed_database_upgrade          (HeedDatabase        *self,
                                                   const char * const  *steps,
                                                   GError             **error);
HeedConnection    *heed_database_use              (HeedDatabase        *self);
void               heed_database_set_step         (HeedDatabase        *self,
                                                   gint64               microseconds);
gboolean           heed_database_check_fixed      (HeedDatabase        *self,
                                                   GError             **error);
gboolean           heed_database_begin_write      (HeedDatabase        *self,
                                                   GError             **error);
gboolean           heed_database_end_write        (HeedDatabase        *self,
                                                   gboolean             success,
                                                   gboolean             written,
                                                   GError             **error);
gboolean           heed_database_part_is_done     (guint                n_done,
                                                   gint64               begun);

HeedRecord        *heed_database_read_record      (HeedStatement       *heads,
                                                   HeedStatement       *answers,
                                                   GError             **error);
HeedSummary       *heed_database_read_summary     (HeedStatement       *statement);
gboolean           heed_database_load             (HeedDatabase        *self,
                                                   const char          *id,
                                                   HeedRecord         **record,
                                                   gint64              *row,
                                                   HeedSummary        **summary,
                                                   GError             **error);
GPtrArray         *heed_database_get_revisions_of (HeedDatabase        *self,
                                                   const char          *id,
                                                   const gint64        *modified,
                                                   GError             **error);
HeedStatement     *heed_database_prepare_query    (HeedDatabase        *self,
                                                   const HeedQuery     *query,
                                                   HeedSelect           select);
void               heed_query_append_filter       (const HeedQuery     *self,
                                                   const char          *row,
                                                   GString             *sql);
void               heed_query_bind                (const HeedQuery     *self,
                                                   HeedStatement       *statement);

gboolean           heed_database_count_change     (HeedDatabase        *self,
                                                   gint64              *number,
                                                   GError             **error);
gboolean           heed_database_index            (HeedDatabase        *self,
                                                   gint64               row,
                                                   gboolean             add,
                                                   GError             **error);
gboolean           heed_entry_change_write        (HeedEntryChange     *self,
                                                   gboolean            *written,
                                                   GError             **error);
void               heed_entry_change_clear        (HeedEntryChange     *self);
gboolean           heed_database_put_within       (HeedDatabase        *self,
                                                   HeedRecord          *record,
                                                   HeedSummary         *summary,
                                                   gboolean            *written,
                                                   GError             **error);
gboolean           heed_database_lacks_version    (HeedDatabase        *self,
                                                   HeedRecord          *version,
                                                   gboolean            *lacks,
                                                   gint64              *row,
                                                   GError             **error);
gboolean           heed_database_keep_version     (HeedDatabase        *self,
                                                   HeedRecord          *version,
                                                   gint64              *revision,
                                                   GError             **error);

gboolean           heed_database_mark_for_wiping  (HeedDatabase        *self,
                                                   GError             **error);

gboolean           heed_database_has_picture      (HeedDatabase        *self,
                                                   const char          *content,
                                                   gboolean            *has,
                                                   GError             **error);
gboolean           heed_database_uses_picture     (HeedDatabase        *self,
                                                   const char          *content,
                                                   gboolean            *uses,
                                                   GError             **error);
GStrv              heed_database_find_picture_users (HeedDatabase      *self,
                                                     const char        *content,
                                                     GError           **error);
gboolean           heed_database_put_picture      (HeedDatabase        *self,
                                                   const char          *content,
                                                   GBytes              *bytes,
                                                   gint64               idle_since,
                                                   GError             **error);
gboolean           heed_database_let_pictures_go  (HeedDatabase        *self,
                                                   HeedRecord          *old,
                                                   HeedRecord          *record,
                                                   GError             **error);
gboolean           heed_database_release_pictures (HeedDatabase        *self,
                                                   gint64               row,
                                                   GError             **error);
gboolean           heed_database_sweep_part       (HeedDatabase        *self,
                                                   gint64               before,
                                                   gboolean            *more,
                                                   GError             **error);
gboolean           heed_database_sweep_pictures   (HeedDatabase        *self,
                                                   gboolean             all,
                                                   gboolean            *more,
                                                   GError             **error);

gboolean           heed_database_keep_wording     (HeedDatabase        *self,
                                                   HeedRecord          *record,
                                                   GError             **error);
void               heed_database_read_wording     (HeedStatement       *statement,
                                                   gpointer             editions);

gboolean           heed_database_prepare_import   (HeedDatabase        *self,
                                                   GError             **error);
gboolean           heed_database_begin_undo       (HeedDatabase        *self,
                                                   GError             **error);
gboolean           heed_database_finish_undo      (HeedDatabase        *self,
                                                   gboolean             is_whole,
                                                   GError             **error);
gboolean           heed_database_note_entry       (HeedDatabase        *self,
                                                   HeedEntryChange     *change,
                                                   GError             **error);
gboolean           heed_database_note_version     (HeedDatabase        *self,
                                                   gint64               revision,
                                                   GError             **error);
void               heed_database_settle_old_import (HeedDatabase       *self);
gboolean           heed_database_has_part         (HeedDatabase        *self,
                                                   gboolean            *has_part,
                                                   GError             **error);
gboolean           heed_database_is_cut_off       (HeedDatabase        *self,
                                                   gboolean            *cut_off,
                                                   GError             **error);
gboolean           heed_database_settle_copy      (HeedDatabase        *self,
                                                   GError             **error);
void               heed_database_unlock_import    (HeedDatabase        *self);

gint64             heed_checksum_record           (HeedRecord          *record);
gint64             heed_checksum_summary          (HeedSummary         *summary);
gboolean           heed_database_check_text       (HeedDatabase        *self,
                                                   GStrv               *problems,
                                                   GError             **error);
gboolean           heed_database_check_quickly    (HeedDatabase        *self,
                                                   GError             **error);
gboolean           heed_database_compare_index    (HeedDatabase        *self,
                                                   gboolean            *alike,
                                                   GError             **error);

gboolean           heed_database_copy             (HeedDatabase        *self,
                                                   const char          *path,
                                                   gboolean             over,
                                                   HeedCopyFunc         func,
                                                   gpointer             data,
                                                   GError             **error);
char              *heed_database_copy_before_upgrade (HeedDatabase        *self,
                                                      guint                version,
                                                      GError             **error);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (HeedEntryChange, heed_entry_change_clear)

G_END_DECLS
