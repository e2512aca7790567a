/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <sqlite3.h>

#include "heed-timestamp.h"

G_BEGIN_DECLS

/**
 * HeedStatement:
 *
 * A prepared SQL statement. The cache keeps it between uses; letting go of it
 * resets it and forgets what was bound.
 */
typedef struct _HeedStatement HeedStatement;

/**
 * HeedStatementCache:
 *
 * The statements of one connection, each prepared once. Private to the store.
 */
typedef struct _HeedStatementCache HeedStatementCache;

/**
 * HeedStep:
 * @HEED_STEP_FAILED: an error was set
 * @HEED_STEP_DONE: there are no more rows
 * @HEED_STEP_ROW: there is a row to read
 *
 * What came of a step.
 */
typedef enum
{
  HEED_STEP_FAILED,
  HEED_STEP_DONE,
  HEED_STEP_ROW,
} HeedStep;

HeedStatementCache *heed_statement_cache_new  (sqlite3             *handle,
                                               const char          *path);
void                heed_statement_cache_free (HeedStatementCache  *self);
void                heed_statement_cache_mark_damaged (HeedStatementCache *self);
gboolean            heed_statement_cache_is_damaged   (HeedStatementCache *self);
HeedStatement      *heed_statement_prepare    (HeedStatementCache  *cache,
                                               const char          *sql,
                                               GError             **error);
void                heed_statement_release    (HeedStatement       *self);

void heed_statement_bind_int    (HeedStatement *self,
                                 int            position,
                                 gint64         value);
void heed_statement_bind_real   (HeedStatement *self,
                                 int            position,
                                 double         value);
void heed_statement_bind_text   (HeedStatement *self,
                                 int            position,
                                 const char    *text);
void heed_statement_bind_blob   (HeedStatement *self,
                                 int            position,
                                 gconstpointer  data,
                                 gsize          size);
void heed_statement_bind_column (HeedStatement *self,
                                 int            position,
                                 HeedStatement *row,
                                 int            column);
void heed_statement_bind_stamp  (HeedStatement *self,
                                 int            position,
                                 HeedTimestamp  stamp);

HeedStep            heed_statement_step       (HeedStatement       *self,
                                               GError             **error);
gboolean            heed_statement_run        (HeedStatement       *self,
                                               GError             **error);
void                heed_statement_rewind     (HeedStatement       *self);

gboolean       heed_statement_is_null   (HeedStatement *self,
                                         int            column);
gint64         heed_statement_get_int   (HeedStatement *self,
                                         int            column);
double         heed_statement_get_real  (HeedStatement *self,
                                         int            column);
const char    *heed_statement_get_text  (HeedStatement *self,
                                         int            column);
gconstpointer  heed_statement_get_blob  (HeedStatement *self,
                                         int            column,
                                         gsize         *size);
HeedTimestamp  heed_statement_get_stamp (HeedStatement *self,
                                         int            column);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HeedStatement, heed_statement_release)

G_END_DECLS
