/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

#include "heed-record.h"

G_BEGIN_DECLS

GPtrArray *heed_json_read      (GInputStream  *stream,
                                const char    *name,
                                GError       **error);
GPtrArray *heed_json_read_file (const char    *path,
                                GError       **error);

G_END_DECLS
