/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "heed-database.h"

G_BEGIN_DECLS

/**
 * HeedPreview:
 * @added: how many entries are not in the journal
 * @newer: how many were written later in the file than in the journal
 * @older: how many were written later in the journal; a text of the file that is
 *   not among the older versions will be
 * @same: how many are as they are in the journal
 * @in_conflict: how many were changed both here and there, so that they are joined
 * @versions: how many older versions come along
 * @pictures: how many pictures come along
 * @in_trash: how many of those with which something is to be done will be in the
 *   trash
 * @out_of_trash: how many are in the trash and will not be
 *
 * What an import will do.
 */
typedef struct
{
  guint added;
  guint newer;
  guint older;
  guint same;
  guint in_conflict;
  guint versions;
  guint pictures;
  guint in_trash;
  guint out_of_trash;
} HeedPreview;

/**
 * HeedImported:
 * @added: how many entries were not in the journal
 * @changed: how many were there and differ now
 * @same: how many are as they were
 * @kept: of how many a text that was not taken is kept as an older version
 * @versions: how many older versions came along
 * @pictures: how many pictures came along
 * @in_trash: how many of those that were added, changed or keep a text are in the
 *   trash now
 * @out_of_trash: how many were in the trash and are not any more
 *
 * What came of an import.
 */
typedef struct
{
  guint added;
  guint changed;
  guint same;
  guint kept;
  guint versions;
  guint pictures;
  guint in_trash;
  guint out_of_trash;
} HeedImported;

/**
 * HeedStaging:
 *
 * Entries on their way into a journal: all of a file is here and judged before
 * anything of it is taken. It is kept in a file without a name, so that nothing of
 * it stays when the program ends, however it ends. It may be filled on one thread
 * and used on another later; only its progress may be asked for meanwhile.
 */
#define HEED_TYPE_STAGING (heed_staging_get_type ())
G_DECLARE_FINAL_TYPE (HeedStaging, heed_staging, HEED, STAGING, GObject)

HeedStaging        *heed_staging_new          (const char    *journal);
gboolean            heed_staging_open         (HeedStaging   *self,
                                               GError       **error);
gboolean            heed_staging_add          (HeedRecord    *record,
                                               gpointer       staging,
                                               GError       **error);
gboolean            heed_staging_add_picture  (const char    *content,
                                               guint64        size,
                                               guint64        offset,
                                               const guchar  *piece,
                                               gsize          length,
                                               gpointer       staging,
                                               GError       **error);
gboolean            heed_staging_read_journal (HeedStaging   *self,
                                               const char    *path,
                                               GCancellable  *cancellable,
                                               GError       **error);
gboolean            heed_staging_seal         (HeedStaging   *self,
                                               GError       **error);
const HeedPreview  *heed_staging_get_preview  (HeedStaging   *self);
GHashTable         *heed_staging_get_unknown  (HeedStaging   *self);
GPtrArray          *heed_staging_get_editions (HeedStaging   *self);
char               *heed_staging_list_unknown (HeedStaging   *self);
gboolean            heed_staging_has_changes  (HeedStaging   *self);
const HeedImported *heed_staging_get_imported (HeedStaging   *self);
GPtrArray          *heed_staging_get_kept_in  (HeedStaging   *self);
double              heed_staging_get_progress (HeedStaging   *self);
void                heed_staging_set_progress (HeedStaging   *self,
                                               guint64        done,
                                               guint64        total);
gboolean            heed_database_import      (HeedDatabase  *self,
                                               HeedStaging   *staging,
                                               HeedWorkbook  *workbook,
                                               gboolean      *more,
                                               GError       **error);
gboolean            heed_database_import_records (HeedDatabase  *self,
                                                  GPtrArray     *records,
                                                  HeedWorkbook  *workbook,
                                                  GError       **error);

G_END_DECLS
