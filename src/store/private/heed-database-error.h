/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <sqlite3.h>

#include "heed-error.h"

G_BEGIN_DECLS

void heed_set_error_from_sqlite (GError     **error,
                                 sqlite3     *handle,
                                 int          code,
                                 const char  *path);
void heed_set_error_for_journal (GError     **error,
                                 HeedError    code,
                                 const char  *detail,
                                 const char  *path);

G_END_DECLS
