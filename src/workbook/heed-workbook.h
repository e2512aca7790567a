/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "heed-form.h"
#include "heed-item.h"
#include "heed-sample.h"

G_BEGIN_DECLS

/**
 * HeedEdition:
 * @id: the id of a workbook
 * @version: its version
 * @document: what heed_workbook_dup_document() gave for it
 *
 * What was asked in a version of a workbook, not looked at yet.
 */
typedef struct
{
  char *id;
  guint version;
  GBytes *document;
} HeedEdition;

HeedEdition  *heed_edition_new             (const char   *id,
                                            guint         version,
                                            GBytes       *document);
void          heed_edition_free            (HeedEdition  *self);

#define HEED_TYPE_WORKBOOK (heed_workbook_get_type ())
G_DECLARE_FINAL_TYPE (HeedWorkbook, heed_workbook, HEED, WORKBOOK, GObject)

/**
 * HeedWorkbook:
 *
 * Everything that is asked and told about one skill, as read from a file.
 * Immutable but for what it knows of other editions, and safe on any thread.
 */

HeedWorkbook *heed_workbook_new_from_file     (GFile               *file,
                                               const char * const  *languages,
                                               GError             **error);
HeedWorkbook *heed_workbook_new_from_bytes    (GBytes              *bytes,
                                               const char          *name,
                                               const char * const  *languages,
                                               GError             **error);
HeedWorkbook *heed_workbook_new_from_document (GBytes              *document,
                                               const char * const  *languages,
                                               GError             **error);

const char   *heed_workbook_get_id         (HeedWorkbook *self);
guint         heed_workbook_get_version    (HeedWorkbook *self);
const char   *heed_workbook_get_title      (HeedWorkbook *self);
const char   *heed_workbook_get_summary    (HeedWorkbook *self);
HeedItem     *heed_workbook_get_overview   (HeedWorkbook *self);
HeedItem     *heed_workbook_get_questions  (HeedWorkbook *self);
HeedItem     *heed_workbook_get_tips       (HeedWorkbook *self);
HeedItem     *heed_workbook_get_activities (HeedWorkbook *self);
HeedItem     *heed_workbook_get_resources  (HeedWorkbook *self);
HeedItem     *heed_workbook_find_item      (HeedWorkbook *self,
                                            const char   *id);
GListModel   *heed_workbook_get_forms      (HeedWorkbook *self);
HeedForm     *heed_workbook_find_form      (HeedWorkbook *self,
                                            const char   *id);
GPtrArray    *heed_workbook_read_sample    (HeedWorkbook *self,
                                            GError      **error);
GBytes       *heed_workbook_dup_document   (HeedWorkbook *self);
GBytes       *heed_workbook_join_document  (const char   *file,
                                            const char   *common);
GBytes       *heed_workbook_dup_relabeled  (HeedWorkbook *self,
                                            guint         version,
                                            GHashTable   *labels);
gboolean      heed_workbook_is_partial     (HeedWorkbook *self);
void          heed_workbook_add_editions   (HeedWorkbook *self,
                                            GPtrArray    *editions);
HeedWorkbook *heed_workbook_find_edition   (HeedWorkbook *self,
                                            const char   *id,
                                            guint         version);

G_END_DECLS
