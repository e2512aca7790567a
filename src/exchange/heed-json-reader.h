/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

#include "heed-picture.h"
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

/**
 * HeedJsonPictureFunc:
 * @content: the name of the picture's content
 * @size: how many bytes it has in all, from 1 to %HEED_PICTURE_MAX_SIZE
 * @offset: how many of them came before
 * @piece: (array length=length): the bytes that follow these
 * @length: how many these are, at least 1
 * @data: what the caller gave
 * @error: return location for an error
 *
 * Called with the pieces of a picture, from its beginning to its end, and with one
 * picture after the other. With the last piece it is certain that the bytes are what their
 * name says.
 *
 * Returns: %FALSE with @error set to stop
 */
typedef gboolean (*HeedJsonPictureFunc) (const char    *content,
                                         guint64        size,
                                         guint64        offset,
                                         const guchar  *piece,
                                         gsize          length,
                                         gpointer       data,
                                         GError       **error);

GInputStream *heed_json_open      (const char          *path,
                                   GError             **error);
gboolean      heed_json_read_each (GInputStream        *stream,
                                   const char          *name,
                                   HeedJsonRecordFunc   func,
                                   HeedJsonPictureFunc  picture_func,
                                   gpointer             data,
                                   HeedWorkbook        *workbook,
                                   GPtrArray           *editions,
                                   GHashTable          *unknown,
                                   GCancellable        *cancellable,
                                   GError             **error);

G_END_DECLS
