/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "heed-database-private.h"

G_BEGIN_DECLS

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
  HEED_SELECT_KEYS,       /* row, created, day, whether it is deleted */
  HEED_SELECT_KEY,        /* the same of the one entry at HEED_PARAMETER_ROW, if it is wanted */
  HEED_SELECT_IDS,        /* id */
} HeedSelect;

HeedStatement *heed_database_prepare_query (HeedDatabase     *self,
                                            const HeedQuery  *query,
                                            HeedSelect        select,
                                            GError          **error);
void           heed_query_append_filter    (const HeedQuery  *self,
                                            const char       *row,
                                            GString          *sql);
void           heed_query_bind             (const HeedQuery  *self,
                                            HeedStatement    *statement);

G_END_DECLS
