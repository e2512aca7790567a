/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What the journal has done on its store's thread. Each piece of work is given
 * a HeedWork, which only that thread touches until its result is back. */

#pragma once

#include "heed-store.h"
#include "heed-workbook.h"

G_BEGIN_DECLS

typedef struct
{
  HeedWorkbook *workbook;
  HeedRecord *record;    /* to save */
  HeedRecord *base;      /* what was stored when it was opened; may be NULL */
  GArray *rows;          /* whose summaries are wanted */
  char *id;
  char *form_id;
  char *item_id;
  char *words;
  char *path;
  guint limit;
  gint64 row;
  gint64 change;         /* what the window has seen */
  gint64 data_version;
} HeedWork;

/* What changed in the journal, by the window's own hand or another's. */
typedef struct
{
  GArray *keys;           /* of HeedKey */
  GPtrArray *summaries;   /* of HeedSummary, of those keys that are not deleted */
  HeedRecord *saved;      /* what the journal holds of the saved entry */
  gint64 change;
  gint64 data_version;
} HeedNews;

/* With this many changes at once, lists are read anew instead of patched. */
#define HEED_NEWS_MAX 256

HeedWork *heed_work_new         (HeedWorkbook  *workbook);
void      heed_work_free        (HeedWork      *work);
void      heed_news_free        (HeedNews      *news);

gpointer  heed_work_read_keys   (HeedDatabase  *database,
                                 gpointer       work,
                                 GError       **error);
gpointer  heed_work_save        (HeedDatabase  *database,
                                 gpointer       work,
                                 GError       **error);
gpointer  heed_work_find        (HeedDatabase  *database,
                                 gpointer       work,
                                 GError       **error);
gpointer  heed_work_fill_demo   (HeedDatabase  *database,
                                 gpointer       work,
                                 GError       **error);
gpointer  heed_work_look        (HeedDatabase  *database,
                                 gpointer       work,
                                 GError       **error);
gpointer  heed_work_summarize   (HeedDatabase  *database,
                                 gpointer       work,
                                 GError       **error);
gpointer  heed_work_open_entry  (HeedDatabase  *database,
                                 gpointer       work,
                                 GError       **error);
gpointer  heed_work_query       (HeedDatabase  *database,
                                 gpointer       work,
                                 GError       **error);
gpointer  heed_work_search      (HeedDatabase  *database,
                                 gpointer       work,
                                 GError       **error);
gpointer  heed_work_tally       (HeedDatabase  *database,
                                 gpointer       work,
                                 GError       **error);
gpointer  heed_work_export      (HeedDatabase  *database,
                                 gpointer       work,
                                 GError       **error);

G_END_DECLS
