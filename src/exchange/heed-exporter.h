/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

#include "heed-record.h"
#include "heed-workbook.h"

G_BEGIN_DECLS

/**
 * HeedExportFormat:
 * @id: what the command line calls it, such as "json"
 * @title: what people call it, marked for translation
 * @suffix: what the names of its files end in, such as ".json"
 * @mime_type: what the desktop calls such files
 * @begin: makes what writes one file, with the prompts of a workbook, and appends what
 *   stands before the first entry. Where there is a time of the export in it, it says
 *   at which byte that begins; it ends before the next quotation mark
 * @add: appends one entry
 * @end: appends what stands after the last entry
 * @free: drops what @begin made
 *
 * A way to write entries, all of which is in memory only for a moment. Any thread may
 * use it, for each file one.
 */
typedef struct
{
  const char *id;
  const char *title;
  const char *suffix;
  const char *mime_type;
  gpointer (*begin) (HeedWorkbook *workbook,
                     GString      *text,
                     goffset      *stamp);
  void     (*add)   (gpointer      writer,
                     HeedRecord   *record,
                     GString      *text);
  void     (*end)   (gpointer      writer,
                     GString      *text);
  void     (*free)  (gpointer      writer);
} HeedExportFormat;

/**
 * heed_export_formats:
 *
 * All formats, with %NULL at the end. The first is the one that holds everything and
 * can be read back; it is meant where nobody says which.
 */
extern const HeedExportFormat * const heed_export_formats[];

#define HEED_TYPE_EXPORTER (heed_exporter_get_type ())
G_DECLARE_FINAL_TYPE (HeedExporter, heed_exporter, HEED, EXPORTER, GObject)

/**
 * HeedExporter:
 *
 * Writes a journal in some format, one entry at a time, so that memory does not grow
 * with the journal.
 */

const HeedExportFormat *heed_export_format_find    (const char              *id);
const HeedExportFormat *heed_export_format_choose  (const char              *path);
char                   *heed_export_format_dup_ids (const char              *separator);

HeedExporter           *heed_exporter_new          (const HeedExportFormat  *format,
                                                    GOutputStream           *stream,
                                                    HeedWorkbook            *workbook);
goffset                 heed_exporter_get_stamp    (HeedExporter            *self);
gboolean                heed_exporter_add          (HeedExporter            *self,
                                                    HeedRecord              *record,
                                                    GError                 **error);
gboolean                heed_exporter_finish       (HeedExporter            *self,
                                                    GError                 **error);

G_END_DECLS
