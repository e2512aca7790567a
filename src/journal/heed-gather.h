/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "heed-journal.h"

G_BEGIN_DECLS

/**
 * HeedGather:
 *
 * Several questions to the journal at once, about what was written in the workbook
 * that is open, and in no other. Begin with heed_gather_new(), ask,
 * and call heed_gather_end(): when everything is answered the callback is called
 * once, and the gathering is gone.
 *
 * Main thread only.
 */
typedef struct _HeedGather HeedGather;

/**
 * HeedGatherFunc:
 * @error: (nullable) (transfer none): why something could not be answered
 * @user_data: what the caller gave
 *
 * Called when everything is answered. Where @error is set some answers are
 * missing.
 */
typedef void (*HeedGatherFunc) (const GError *error,
                                gpointer      user_data);

HeedGather *heed_gather_new   (HeedJournal      *journal,
                               HeedGatherFunc    func,
                               gpointer          user_data);
void        heed_gather_query (HeedGather       *self,
                               const HeedQuery  *query,
                               GPtrArray       **entries);
void        heed_gather_read  (HeedGather       *self,
                               const HeedQuery  *query,
                               GPtrArray       **records);
void        heed_gather_tally (HeedGather       *self,
                               GPtrArray       **tallies);
void        heed_gather_open  (HeedGather       *self,
                               HeedEntry        *entry);
void        heed_gather_end   (HeedGather       *self);

G_END_DECLS
