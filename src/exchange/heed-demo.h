/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "heed-record.h"
#include "heed-workbook.h"

G_BEGIN_DECLS

GPtrArray *heed_demo_read (HeedWorkbook   *workbook,
                           HeedTimestamp   now,
                           GError        **error);

G_END_DECLS
