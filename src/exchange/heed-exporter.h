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
 * @piece_size: how many bytes of a picture @add_piece takes at most; 0 for a format that
 *   has no pictures
 * @add_piece: (nullable): appends @length bytes of a picture that has @size in all, and of
 *   which @offset came before. Pictures come after all entries, in the order of the names
 *   of their contents
 * @max_size: how many bytes there may be without those that @add_piece appends, for
 *   somebody to be able to read the file; 0 for any number
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
  gsize piece_size;
  void     (*add_piece) (gpointer       writer,
                         const char    *content,
                         gsize          size,
                         gsize          offset,
                         const guchar  *piece,
                         gsize          length,
                         GString       *text);
  gsize max_size;
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
 * with the journal. After the entries come their pictures, each once: whoever exports
 * asks which are wanted, and gives one after the other.
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
const char             *heed_exporter_get_wanted_picture (HeedExporter      *self);
gboolean                heed_exporter_add_picture  (HeedExporter            *self,
                                                    const char              *content,
                                                    GBytes                  *bytes,
                                                    GError                 **error);
char                   *heed_exporter_dup_missing  (HeedExporter            *self);
gboolean                heed_exporter_finish       (HeedExporter            *self,
                                                    GError                 **error);

G_END_DECLS
