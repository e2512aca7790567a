/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "heed-statement.h"
#include "heed-temporary.h"

G_BEGIN_DECLS

/**
 * HeedFound:
 *
 * The rows that stand on the pages of a damaged journal, in tables that are named as
 * the journal's. Private to the store.
 */
typedef struct _HeedFound HeedFound;

/**
 * HeedWholeTables:
 * @entry: whether SQLite can read all of the entries
 * @revision: all of the older versions
 * @tag: all of the tags
 * @answer: all of the answers
 * @revision_answer: all of the older versions' answers
 *
 * The tables of a journal to which nothing that is found can belong.
 */
typedef struct
{
  gboolean entry;
  gboolean revision;
  gboolean tag;
  gboolean answer;
  gboolean revision_answer;
} HeedWholeTables;

HeedFound          *heed_found_new            (const char               *path,
                                               const HeedPrivateFolder  *workplace,
                                               const HeedWholeTables    *whole,
                                               GError                  **error);
void                heed_found_free           (HeedFound                *self);
HeedStatementCache *heed_found_get_statements (HeedFound                *self);
gboolean            heed_found_is_empty       (HeedFound                *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HeedFound, heed_found_free)

G_END_DECLS
