/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <cairo.h>
#include <gio/gio.h>

#include "heed-image.h"
#include "heed-record.h"
#include "heed-workbook.h"

G_BEGIN_DECLS

/**
 * HeedPageSetup:
 * @width: of the whole sheet
 * @height: of the whole sheet
 * @margin: kept free at all four edges
 *
 * A sheet of paper, upright. All lengths are in points, 1/72 inch.
 */
typedef struct
{
  double width;
  double height;
  double margin;
} HeedPageSetup;

#define HEED_TYPE_PAPER (heed_paper_get_type ())
G_DECLARE_FINAL_TYPE (HeedPaper, heed_paper, HEED, PAPER, GObject)

/**
 * HeedPaper:
 *
 * One form, blank or filled in, laid out as pages. The printer, a PDF and a
 * preview all draw these same pages. To be used on one thread at a time.
 */

gboolean   heed_page_setup_from_name    (const char          *name,
                                         HeedPageSetup       *setup);
HeedPaper *heed_paper_new_blank         (HeedWorkbook        *workbook,
                                         HeedForm            *form,
                                         const HeedPageSetup *setup);
HeedPaper *heed_paper_new_record        (HeedWorkbook        *workbook,
                                         HeedRecord          *record,
                                         const HeedPageSetup *setup,
                                         HeedPictureFunc      read,
                                         gpointer             data);
guint      heed_paper_get_n_pages       (HeedPaper           *self);
void       heed_paper_draw_page         (HeedPaper           *self,
                                         guint                page,
                                         cairo_t             *cr);
const char *heed_paper_get_title        (HeedPaper           *self);

#define HEED_TYPE_PDF_WRITER (heed_pdf_writer_get_type ())
G_DECLARE_FINAL_TYPE (HeedPdfWriter, heed_pdf_writer, HEED, PDF_WRITER, GObject)

/**
 * HeedPdfWriter:
 *
 * Writes papers one after another into one PDF, so that memory does not grow
 * with their number.
 */

HeedPdfWriter *heed_pdf_writer_new      (GOutputStream       *stream,
                                         const HeedPageSetup *setup,
                                         const char          *title);
gboolean       heed_pdf_writer_add      (HeedPdfWriter       *self,
                                         HeedPaper           *paper,
                                         GError             **error);
gboolean       heed_pdf_writer_finish   (HeedPdfWriter       *self,
                                         GError             **error);

G_END_DECLS
