/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "heed-record.h"

G_BEGIN_DECLS

/**
 * HeedHistory:
 *
 * The states that an entry can be taken back to and forward again. Because
 * records share their answers, a state costs only what differs.
 */
typedef struct _HeedHistory HeedHistory;

HeedHistory *heed_history_new      (void);
void         heed_history_free     (HeedHistory *self);
void         heed_history_push     (HeedHistory *self,
                                    HeedRecord  *before,
                                    const char  *what,
                                    gint64       now);
void         heed_history_set_places (HeedHistory *self,
                                      const char  *before,
                                      const char  *after);
void         heed_history_seal     (HeedHistory *self);
gboolean     heed_history_can_undo (HeedHistory *self);
gboolean     heed_history_can_redo (HeedHistory *self);
HeedRecord  *heed_history_undo     (HeedHistory *self,
                                    HeedRecord  *current);
HeedRecord  *heed_history_redo     (HeedHistory *self,
                                    HeedRecord  *current);
const char  *heed_history_get_place (HeedHistory *self);
void         heed_history_rebase   (HeedHistory *self,
                                    HeedRecord  *from,
                                    HeedRecord  *to);

G_END_DECLS
