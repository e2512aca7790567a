/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

#include "heed-record.h"
#include "heed-workbook.h"

G_BEGIN_DECLS

/**
 * HeedJsonRecordFunc:
 * @record: an entry
 * @data: what the caller gave
 * @error: return location for an error
 *
 * Called with one entry after the other.
 *
 * Returns: %FALSE with @error set to stop
 */
typedef gboolean (*HeedJsonRecordFunc) (HeedRecord  *record,
                                        gpointer     data,
                                        GError     **error);

GInputStream *heed_json_open      (const char          *path,
                                   GError             **error);
gboolean      heed_json_read_each (GInputStream        *stream,
                                   const char          *name,
                                   HeedJsonRecordFunc   func,
                                   gpointer             data,
                                   HeedWorkbook        *workbook,
                                   GPtrArray           *editions,
                                   GHashTable          *unknown,
                                   GCancellable        *cancellable,
                                   GError             **error);

G_END_DECLS
