/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "heed-database.h"
#include "heed-statement.h"

#include <glib/gstdio.h>

G_BEGIN_DECLS

/* Inside the store only: what the parts of the database share. */

/* How a journal is read that is not to be written. */
typedef enum
{
  HEED_READING_BESIDE_OTHERS, /* as SQLite does it, beside whoever writes */
  HEED_READING_TIDY,          /* with the right to write, to remove what SQLite made to read */
  HEED_READING_FIXED,         /* as something that nobody can write */
  HEED_READING_COPY,          /* what would have to be written to be read */
} HeedReading;

/* By which it shows that a journal was written. */
typedef struct
{
  GStatBuf journal;
  GStatBuf log;
  GStatBuf rollback;
} HeedJournalState;

/* Which file it is, whatever it is called. */
typedef struct
{
  guint64 device;
  guint64 inode; /* 0 for none */
} HeedFileId;

struct _HeedDatabase
{
  GObject parent_instance;

  char *path;
  sqlite3 *handle; /* NULL once closed */
  HeedStatementCache *statements;
  GThread *owner;
  gpointer file; /* in the list of those that are open; NULL once it is not */
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
  "excerpt, answered, total, mean_rating, listed"
#define HEED_SUMMARY_N_COLUMNS 21

#define HEED_DATABASE_BUSY_TIMEOUT 5000 /* ms */

void               heed_database_note_file        (HeedDatabase   *self);
void               heed_database_forget_file      (HeedDatabase   *self);
gboolean           heed_database_begin_looking    (const char     *path);
void               heed_database_end_looking      (void);
gssize             heed_database_read_start       (const char     *path,
                                                   guint8         *start,
                                                   gsize           size,
                                                   gboolean       *known,
                                                   GError        **error);
gboolean           heed_database_check_part       (const char     *place,
                                                   const char     *path,
                                                   GError        **error);

HeedReading        heed_database_choose_reading   (const char     *path);
char              *heed_database_format_uri       (const char     *path,
                                                   gboolean        fixed);
void               heed_database_remember_state   (const char     *path,
                                                   HeedJournalState *state);
gboolean           heed_database_check_fixed      (HeedDatabase   *self,
                                                   GError        **error);
gboolean           heed_database_copy_to_read     (const char     *path,
                                                   const char     *copy,
                                                   GError        **error);

void               heed_database_assert_usable    (HeedDatabase   *self);
void               heed_database_set_busy_timeout (HeedDatabase   *self,
                                                   guint           milliseconds);
void               heed_database_set_step         (HeedDatabase   *self,
                                                   gint64          microseconds);
HeedStatement     *heed_database_prepare          (HeedDatabase   *self,
                                                   const char     *sql,
                                                   GError        **error);
gboolean           heed_database_execute          (HeedDatabase   *self,
                                                   const char     *sql,
                                                   GError        **error);
gboolean           heed_database_query_int        (HeedDatabase   *self,
                                                   const char     *sql,
                                                   gint64         *value,
                                                   GError        **error);

gboolean           heed_database_begin_write      (HeedDatabase   *self,
                                                   GError        **error);
gboolean           heed_database_begin_read       (HeedDatabase   *self,
                                                   gboolean       *begun,
                                                   GError        **error);
gboolean           heed_database_commit           (HeedDatabase   *self,
                                                   GError        **error);
void               heed_database_roll_back        (HeedDatabase   *self);

gboolean           heed_database_count_change     (HeedDatabase   *self,
                                                   gint64         *number,
                                                   GError        **error);
gboolean           heed_database_remove_words     (HeedDatabase   *self,
                                                   gint64          row,
                                                   GError        **error);
gboolean           heed_database_add_words        (HeedDatabase   *self,
                                                   gint64          row,
                                                   GError        **error);
gboolean           heed_database_put_within       (HeedDatabase   *self,
                                                   HeedRecord     *record,
                                                   HeedSummary    *summary,
                                                   gboolean       *written,
                                                   GError        **error);
gboolean           heed_database_part_is_done     (guint           n_done,
                                                   gint64          begun);
gboolean           heed_database_end_write        (HeedDatabase   *self,
                                                   gboolean        success,
                                                   gboolean        written,
                                                   GError        **error);

gboolean           heed_database_mark_for_wiping  (HeedDatabase   *self,
                                                   GError        **error);

gboolean           heed_database_keep_wording     (HeedDatabase   *self,
                                                   HeedRecord     *record,
                                                   GError        **error);
void               heed_database_read_wording     (HeedStatement  *statement,
                                                   gpointer        editions);

HeedRecordBuilder *heed_database_read_head        (HeedStatement  *statement);
HeedSummary       *heed_database_read_summary     (HeedStatement  *statement);
gboolean           heed_database_read_answers     (HeedStatement  *answers,
                                                   gint64          row,
                                                   HeedRecordBuilder *builder,
                                                   GError        **error);
HeedRecord        *heed_database_load             (HeedDatabase   *self,
                                                   const char     *id,
                                                   gint64         *row,
                                                   HeedSummary   **summary,
                                                   GError        **error);

GPtrArray         *heed_database_get_revisions_of (HeedDatabase   *self,
                                                   const char     *id,
                                                   const gint64   *modified,
                                                   GError        **error);
gboolean           heed_database_write_answer     (HeedStatement  *statement,
                                                   HeedRecord     *record,
                                                   guint           n,
                                                   GError        **error);
gboolean           heed_database_lacks_version    (HeedDatabase   *self,
                                                   HeedRecord     *version,
                                                   gboolean       *lacks,
                                                   gint64         *row,
                                                   GError        **error);
gboolean           heed_database_keep_version     (HeedDatabase   *self,
                                                   HeedRecord     *version,
                                                   gint64         *revision,
                                                   GError        **error);

HeedRecord        *heed_database_join_records     (HeedRecord     *stored,
                                                   HeedRecord     *record);
void               heed_database_settle_old_import (HeedDatabase  *self);
gboolean           heed_database_has_part         (HeedDatabase   *self,
                                                   gboolean       *has_part,
                                                   GError        **error);
gboolean           heed_database_is_cut_off       (HeedDatabase   *self,
                                                   gboolean       *cut_off,
                                                   GError        **error);
gboolean           heed_database_settle_copy      (HeedDatabase   *self,
                                                   GError        **error);
void               heed_database_unlock_import    (HeedDatabase   *self);

gboolean           heed_database_check_quickly    (HeedDatabase   *self,
                                                   GError        **error);
gboolean           heed_database_compare_index    (HeedDatabase   *self,
                                                   gboolean       *alike,
                                                   GError        **error);

gboolean           heed_database_find_altered     (HeedDatabase   *self,
                                                   GPtrArray      *entries,
                                                   GPtrArray      *versions,
                                                   GError        **error);

gboolean           heed_database_copy             (HeedDatabase   *self,
                                                   const char     *path,
                                                   gboolean        over,
                                                   HeedCopyFunc    func,
                                                   gpointer        data,
                                                   GError        **error);

gboolean           heed_database_put_in_place     (const char     *temporary,
                                                   const char     *path,
                                                   GError        **error);

G_END_DECLS
