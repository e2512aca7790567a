/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

#include "heed-record.h"
#include "heed-workbook.h"

G_BEGIN_DECLS

#define HEED_TYPE_JSON_WRITER (heed_json_writer_get_type ())
G_DECLARE_FINAL_TYPE (HeedJsonWriter, heed_json_writer, HEED, JSON_WRITER, GObject)

/**
 * HeedJsonWriter:
 *
 * Writes a journal as JSON, one entry at a time, so that memory does not grow
 * with the journal. data/journal.schema.json describes the file.
 */

HeedJsonWriter *heed_json_writer_new       (GOutputStream   *stream,
                                            HeedWorkbook    *workbook);
goffset         heed_json_writer_get_stamp (HeedJsonWriter  *self);
gboolean        heed_json_writer_add       (HeedJsonWriter  *self,
                                            HeedRecord      *record,
                                            GError         **error);
gboolean        heed_json_writer_finish    (HeedJsonWriter  *self,
                                            GError         **error);

G_END_DECLS
