/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "heed-journal.h"

G_BEGIN_DECLS

#define HEED_TYPE_LIVE_BIN (heed_live_bin_get_type ())
G_DECLARE_DERIVABLE_TYPE (HeedLiveBin, heed_live_bin, HEED, LIVE_BIN, AdwBin)

/**
 * HeedLiveBinClass:
 * @set_up: there is an open journal and somebody looks: show the workbook
 * @refresh: ask the journal for what is shown, and call
 *   heed_live_bin_end_refresh() once with the answer
 *
 * What a page does when there is something to show.
 */
struct _HeedLiveBinClass
{
  AdwBinClass parent_class;

  void (*set_up) (HeedLiveBin *self);
  void (*refresh) (HeedLiveBin *self);
};

/**
 * HeedLiveBin:
 *
 * A part of the window that shows something of the journal and asks again
 * whenever there is news. It asks one question at a time: news that comes while
 * an answer is on its way leads to one more question after it, and news that
 * comes while nobody can see it to one when it comes into sight.
 */

HeedJournal  *heed_live_bin_get_journal  (HeedLiveBin  *self);
HeedWorkbook *heed_live_bin_get_workbook (HeedLiveBin  *self);
gboolean      heed_live_bin_can_ask      (HeedLiveBin  *self);
void          heed_live_bin_refresh      (HeedLiveBin  *self);
gboolean      heed_live_bin_end_refresh  (HeedLiveBin  *self,
                                          const GError *error);

G_END_DECLS
