/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "heed-record.h"

G_BEGIN_DECLS

GVariant   *heed_record_pack   (HeedRecord    *self);
HeedRecord *heed_record_unpack (gconstpointer  data,
                                gsize          size);

G_END_DECLS
