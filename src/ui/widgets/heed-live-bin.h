/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "heed-journal-batch.h"

G_BEGIN_DECLS

#define HEED_TYPE_LIVE_BIN (heed_live_bin_get_type ())
G_DECLARE_DERIVABLE_TYPE (HeedLiveBin, heed_live_bin, HEED, LIVE_BIN, AdwBin)

/* The most lists that can be asked for at once. */
#define HEED_LIVE_BIN_ANSWERS 128

/**
 * HeedLiveBinClass:
 * @get_item: (nullable): finds what the page shows of a workbook; without it the
 *   property `item` is set by whoever makes the page
 * @set_up: (nullable): there is an open journal and somebody looks: show what does
 *   not change
 * @ask: (nullable): ask for what is shown; @answers is a structure of the class with
 *   nothing but places for lists, %HEED_LIVE_BIN_ANSWERS at most
 * @ask_more: (nullable): ask for what the first answers have led to
 * @show: everything is answered: show what is not bound to the property `answered`
 *
 * What a page does when there is something to show.
 */
struct _HeedLiveBinClass
{
  AdwBinClass parent_class;

  HeedItem *(*get_item) (HeedWorkbook *workbook);
  void (*set_up) (HeedLiveBin *self);
  void (*ask) (HeedLiveBin      *self,
               HeedJournalBatch *batch,
               gpointer          answers);
  void (*ask_more) (HeedLiveBin      *self,
                    HeedJournalBatch *batch,
                    gpointer          answers);
  void (*show) (HeedLiveBin *self);
};

/**
 * HeedLiveBin:
 *
 * A part of the window that shows something of the journal and asks again
 * whenever there is news. It asks one question at a time: news that comes while
 * an answer is on its way leads to one more question after it, and news that
 * comes while nobody can see it to one when it comes into sight. What is shown stays
 * as it is after an error; the next news asks again.
 *
 * Its property `answered`, false until the first answer, is notified with each: what
 * is seen is bound to it, and to the property `item`, in the template.
 */

HeedJournal  *heed_live_bin_get_journal  (HeedLiveBin *self);
HeedWorkbook *heed_live_bin_get_workbook (HeedLiveBin *self);
HeedItem     *heed_live_bin_get_item     (HeedLiveBin *self);
gpointer      heed_live_bin_get_answers  (HeedLiveBin *self);
gboolean      heed_live_bin_can_ask      (HeedLiveBin *self);
void          heed_live_bin_refresh      (HeedLiveBin *self);

G_END_DECLS
