/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "heed-workbook.h"

G_BEGIN_DECLS

char         *heed_workbook_locate_default (void);
HeedWorkbook *heed_workbook_open_default   (GError **error);

G_END_DECLS
