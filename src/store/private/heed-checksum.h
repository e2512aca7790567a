/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "heed-record.h"
#include "heed-summary.h"

G_BEGIN_DECLS

gint64 heed_checksum_record  (HeedRecord  *record);
gint64 heed_checksum_summary (HeedSummary *summary);

G_END_DECLS
