/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "heed-item.h"
#include "heed-tip-status.h"

G_BEGIN_DECLS

#define HEED_TYPE_TIP_ROW (heed_tip_row_get_type ())
G_DECLARE_FINAL_TYPE (HeedTipRow, heed_tip_row, HEED, TIP_ROW, AdwPreferencesRow)

/**
 * HeedTipRow:
 *
 * A tip in the list of tips, with its state in words and its bookmark. It opens
 * the tip's page.
 */

GtkWidget           *heed_tip_row_new        (HeedItem                    *tip);
HeedItem            *heed_tip_row_get_tip    (HeedTipRow                  *self);
const HeedTipStatus *heed_tip_row_get_status (HeedTipRow                  *self);
void                 heed_tip_row_set_status (HeedTipRow                  *self,
                                              const HeedTipStatus         *status);
gboolean             heed_tip_row_has_words  (HeedTipRow                  *self,
                                              const char          * const *words);

G_END_DECLS
