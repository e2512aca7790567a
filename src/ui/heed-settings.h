/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

GSettings *heed_settings_new (void);
char      *heed_settings_dup_backup_folder (GSettings  *settings,
                                            const char *journal);

G_END_DECLS
