/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What only the journal does to its entries. */

#pragma once

#include "heed-entry.h"

G_BEGIN_DECLS

HeedEntry *heed_entry_new_for_row     (HeedWorkbook  *workbook,
                                       gint64         row);
gint64     heed_entry_get_row         (HeedEntry     *self);
void       heed_entry_set_summary     (HeedEntry     *self,
                                       HeedSummary   *summary);
void       heed_entry_take_stored     (HeedEntry     *self,
                                       HeedRecord    *record);
void       heed_entry_take_saved      (HeedEntry     *self,
                                       HeedRecord    *sent,
                                       HeedRecord    *replaced,
                                       HeedRecord    *saved);
HeedRecord *heed_entry_get_stored     (HeedEntry     *self);
HeedRecord *heed_entry_get_replaced   (HeedEntry     *self);
void       heed_entry_set_save_state  (HeedEntry     *self,
                                       HeedSaveState  state);
gboolean   heed_entry_is_worth_keeping (HeedEntry    *self);

G_END_DECLS
