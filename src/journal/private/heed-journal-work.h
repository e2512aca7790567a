/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What the journal has done on its store's thread. Each piece of work is given
 * a HeedWork, which only that thread touches until its result is back. */

#pragma once

#include "heed-journal.h"
#include "heed-staging.h"

G_BEGIN_DECLS

typedef struct
{
  HeedWorkbook *workbook;
  HeedRecord *record;    /* to save */
  HeedRecord *base;      /* what was stored when it was opened; may be NULL */
  HeedRecord *replaced;  /* to save before it and to keep as a version; may be NULL */
  GPtrArray *unsaved;    /* of HeedWork: what could not be saved, each with a record, a base and what is replaced */
  HeedStaging *staging;  /* to import; may be NULL */
  GArray *rows;          /* whose summaries or ids are wanted */
  GArray *keys;          /* of HeedKey: which of these the query wants */
  HeedQuery *query;
  char *id;
  char **ids;
  char *tag;
  char *with;            /* what to have instead of the tag */
  char *path;
  gboolean over;         /* a file may be there that goes */
  HeedChange change_to_make;
  gint64 deleted_before; /* what to delete for good */
  HeedTimestamp now;         /* when the work was asked for */
  guint next;            /* what of the ids comes next; the rest is done */
  gint64 last;           /* the same, where the store says how to go on */
  GPtrArray *changed;    /* ids of what really changed */
  guint n_changed;
  gint64 change;         /* what the window has seen */
  gint64 data_version;
} HeedWork;

/* What changed in the journal, by the window's own hand or another's. */
typedef struct
{
  GArray *keys;           /* of HeedKey: of what changed */
  GPtrArray *summaries;   /* of HeedSummary, of those keys; NULL where there are too many */
  GArray *all_keys;       /* of HeedKey: the place of every entry, where there are too many */
  HeedRecord *saved;      /* what the journal holds of the saved entry */
  char **changed_ids;     /* of the entries that were asked to change and did */
  GError *failure;        /* why others did not; NULL if all did */
  guint n_changed;
  gboolean took_back;     /* an import that was cut off, when the journal was opened */
  gint64 change;
  gint64 data_version;
  gboolean has_log;       /* others can read while something is written; known of all keys only */
  gint64 due_in;          /* when to look again, in microseconds; -1 for nothing to be done; known of a look only */
} HeedChanges;

/* With this many changes at once, lists are read anew instead of patched. */
#define HEED_NEWS_MAX 256

HeedWork *heed_work_new     (HeedWorkbook *workbook);
void      heed_work_free    (HeedWork     *work);
void      heed_changes_free (HeedChanges  *changes);

/* Reading. */
gpointer heed_work_read_keys       (HeedDatabase  *database,
                                    gpointer       work,
                                    GError       **error);
gpointer heed_work_poll            (HeedDatabase  *database,
                                    gpointer       work,
                                    GError       **error);
gpointer heed_work_summarize       (HeedDatabase  *database,
                                    gpointer       work,
                                    GError       **error);
gpointer heed_work_get_ids         (HeedDatabase  *database,
                                    gpointer       work,
                                    GError       **error);
gpointer heed_work_find_ids        (HeedDatabase  *database,
                                    gpointer       work,
                                    GError       **error);
gpointer heed_work_find            (HeedDatabase  *database,
                                    gpointer       work,
                                    GError       **error);
gpointer heed_work_open_entry      (HeedDatabase  *database,
                                    gpointer       work,
                                    GError       **error);
gpointer heed_work_query           (HeedDatabase  *database,
                                    gpointer       work,
                                    GError       **error);
gpointer heed_work_find_keys       (HeedDatabase  *database,
                                    gpointer       work,
                                    GError       **error);
gpointer heed_work_match_keys      (HeedDatabase  *database,
                                    gpointer       work,
                                    GError       **error);
gpointer heed_work_search          (HeedDatabase  *database,
                                    gpointer       work,
                                    GError       **error);
gpointer heed_work_tally           (HeedDatabase  *database,
                                    gpointer       work,
                                    GError       **error);
gpointer heed_work_read            (HeedDatabase  *database,
                                    gpointer       work,
                                    GError       **error);
gpointer heed_work_load            (HeedDatabase  *database,
                                    gpointer       work,
                                    GError       **error);
gpointer heed_work_get_versions    (HeedDatabase  *database,
                                    gpointer       work,
                                    GError       **error);
gpointer heed_work_get_tags        (HeedDatabase  *database,
                                    gpointer       work,
                                    GError       **error);
gpointer heed_work_get_deleted_ids (HeedDatabase  *database,
                                    gpointer       work,
                                    GError       **error);
gpointer heed_work_get_figures     (HeedDatabase  *database,
                                    gpointer       work,
                                    GError       **error);

/* Changing; each gives the changes that it makes. */
gpointer     heed_work_save         (HeedDatabase  *database,
                                     gpointer       work,
                                     GError       **error);
gboolean     heed_work_save_all     (HeedDatabase  *database,
                                     gpointer       works,
                                     GError       **error);
gpointer     heed_work_rescue       (HeedDatabase  *database,
                                     gpointer       work,
                                     GError       **error);
gpointer     heed_work_change       (HeedDatabase  *database,
                                     gpointer       work,
                                     GError       **error);
gpointer     heed_work_replace_tag  (HeedDatabase  *database,
                                     gpointer       work,
                                     GError       **error);
gpointer     heed_work_empty_trash  (HeedDatabase  *database,
                                     gpointer       work,
                                     GError       **error);
gpointer     heed_work_import       (HeedDatabase  *database,
                                     gpointer       work,
                                     GError       **error);
gpointer     heed_work_update_wording (HeedDatabase *database,
                                       gpointer      work,
                                       GError      **error);
gpointer     heed_work_settle_import (HeedDatabase *database,
                                      gpointer      work,
                                      GError      **error);
gpointer     heed_work_fill_demo    (HeedDatabase  *database,
                                     gpointer       work,
                                     GError       **error);

gpointer     heed_work_add_checksums (HeedDatabase *database,
                                      gpointer      work,
                                      GError      **error);
gpointer     heed_work_mark_damaged (HeedDatabase  *database,
                                     gpointer       work,
                                     GError       **error);

/* Files beside the journal. */
gpointer     heed_work_export       (HeedDatabase  *database,
                                     gpointer       work,
                                     GError       **error);
gpointer     heed_work_back_up      (HeedDatabase  *database,
                                     gpointer       work,
                                     GError       **error);

G_END_DECLS
