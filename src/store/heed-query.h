/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "heed-workbook.h"

G_BEGIN_DECLS

/**
 * HeedCompletion:
 * @HEED_COMPLETION_ANY: all entries
 * @HEED_COMPLETION_COMPLETE: only those that were marked complete
 * @HEED_COMPLETION_INCOMPLETE: only those that were not
 *
 * Whether it matters if an entry is complete.
 */
typedef enum
{
  HEED_COMPLETION_ANY,
  HEED_COMPLETION_COMPLETE,
  HEED_COMPLETION_INCOMPLETE,
} HeedCompletion;

/**
 * HeedOrder:
 * @HEED_ORDER_USUAL: the newest first; of what a search found the best first, and the
 *   newest among equals
 * @HEED_ORDER_NEWEST: the newest first
 * @HEED_ORDER_OLDEST: the oldest first
 * @HEED_ORDER_CHANGED: what was changed last first
 *
 * In which order entries are wanted.
 */
typedef enum
{
  HEED_ORDER_USUAL,
  HEED_ORDER_NEWEST,
  HEED_ORDER_OLDEST,
  HEED_ORDER_CHANGED,
} HeedOrder;

/**
 * HeedQuery:
 * @workbook_id: (nullable): only entries of this workbook, of whichever version;
 *   other workbooks may have forms and items of the same ids
 * @form_id: (nullable): only entries of this form
 * @item_id: (nullable): only entries about this item
 * @tag: (nullable): only entries with this tag
 * @words: (nullable): what somebody typed to search for: words, of which each
 *   may be the begin of a longer one, and phrases in quotation marks; only
 *   heed_database_search() looks at it
 * @first_day: only entries begun on this Julian day of the writer's calendar or
 *   later; 0 for no bound
 * @last_day: only entries begun on this day or earlier; 0 for no bound
 * @completion: whether entries are to be complete
 * @deleted: the trash instead: what was deleted and still holds something
 * @order: in which order; what is deleted is in an order of its own
 * @pinned_first: those that are pinned before the others. Only keys look at it
 * @each: how many at most about each item, the newest; 0 for all. A search does
 *   not look at it
 * @limit: how many at most; 0 for all
 *
 * Which entries are wanted. All zeros are all entries that are listed: those
 * that were not deleted, but for the forms that heed_form_is_listed() leaves
 * out. Entries of such a form are found when @form_id names it.
 */
typedef struct
{
  const char *workbook_id;
  const char *form_id;
  const char *item_id;
  const char *tag;
  const char *words;
  guint32 first_day;
  guint32 last_day;
  HeedCompletion completion;
  gboolean deleted;
  HeedOrder order;
  gboolean pinned_first;
  guint each;
  guint limit;
} HeedQuery;

HeedQuery *heed_query_copy     (const HeedQuery *self);
void       heed_query_free     (HeedQuery       *self);
void       heed_query_set_form (HeedQuery       *self,
                                HeedWorkbook    *workbook,
                                const char      *form_id);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HeedQuery, heed_query_free)

G_END_DECLS
