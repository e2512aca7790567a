/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "heed-filled-form.h"

G_BEGIN_DECLS

/* Sixteen years of self-checks, one a month; the journal has all. */
#define HEED_ATTEMPTS_MAX 200

HeedRecord *heed_attempts_find_earlier      (GPtrArray      *attempts,
                                             HeedRecord     *attempt);
gboolean    heed_attempts_equal             (GPtrArray      *attempts,
                                             GPtrArray      *others);
gboolean    heed_attempts_look_back         (HeedRecord     *attempt);
HeedField  *heed_attempts_find_scale        (HeedForm       *form);
char       *heed_attempts_format_day        (GPtrArray      *attempts,
                                             HeedRecord     *attempt);
char       *heed_attempts_describe_progress (HeedFilledForm *filled);

G_END_DECLS
