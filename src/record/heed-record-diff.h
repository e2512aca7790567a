/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "heed-form.h"
#include "heed-record.h"

G_BEGIN_DECLS

GHashTable *heed_record_diff_find  (HeedRecord *one,
                                    HeedRecord *other,
                                    HeedForm   *form);
guint       heed_record_diff_count (HeedRecord *one,
                                    HeedRecord *other,
                                    HeedForm   *form);

G_END_DECLS
