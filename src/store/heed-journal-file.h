/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

gboolean heed_journal_file_exists           (const char  *path);
gboolean heed_journal_file_check_target     (const char  *path,
                                             GError     **error);
char    *heed_journal_file_get_default_path (void);

G_END_DECLS
