/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

#include "heed-tip-status.h"

G_BEGIN_DECLS

const char *heed_tip_words_get_state   (HeedTipState         state);
void        heed_tip_words_show_icon   (GtkImage            *image,
                                        HeedTipState         state);
char       *heed_tip_words_describe    (const HeedTipStatus *status);
char       *heed_tip_words_format_plan (const char          *when,
                                        const char          *will);

G_END_DECLS
