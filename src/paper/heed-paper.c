/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* A form, blank or filled in, as pages, and papers as a PDF. See heed-paper.h. GTK draws pages and breaks
 * none: it has no layout of text with tables and ruled lines for paper, and where it
 * had one the command line could not use it. So this stays. */

#include "heed-paper.h"

#include "heed-config.h"
#include "heed-error.h"
#include "heed-paper-blocks.h"
#include "heed-text.h"
#include "heed-wording.h"

#include <cairo-pdf.h>
#include <glib/gi18n.h>

/* At the foot of the printed area, footer and the space above it. */
#define FOOTER_HEIGHT 26.0

/* The part of the footer that the page number may take. */
#define NUMBER_SHARE 0.3

#define POINTS_PER_MM (72 / 25.4)
#define DEFAULT_MARGIN (18 * POINTS_PER_MM)

/* The part of a page that a picture may take. Two stand on one. */
#define PICTURE_SHARE 0.45

/* How much of a title stands in the table of contents. */
#define BOOKMARK_LENGTH 100

struct _HeedPaper
{
  GObject parent_instance;

  HeedPageSetup setup;
  char *title;
  HeedFlow *flow;
  GPtrArray *pages; /* of GArray of HeedPiece */
  PangoLayout *footer;
};

G_DEFINE_FINAL_TYPE (HeedPaper, heed_paper, G_TYPE_OBJECT)

static double
get_width (HeedPaper *self)
{
  return self->setup.width - 2 * self->setup.margin;
}

static double
get_height (HeedPaper *self)
{
  return self->setup.height - 2 * self->setup.margin;
}

/* One frame around each run of framed pieces. */
static void
draw_frames (HeedPaper *self,
             cairo_t   *cr,
             GArray    *page)
{
  const double inset = 0.4;

  for (guint i = 0; i < page->len; i++)
    {
      const HeedPiece *first = &g_array_index (page, HeedPiece, i), *last = first;
      double bottom;

      if (!first->block->framed)
        continue;

      while (i + 1 < page->len && g_array_index (page, HeedPiece, i + 1).block->framed)
        last = &g_array_index (page, HeedPiece, ++i);

      bottom = last->y + heed_block_get_slice_top (last->block, last->end) -
               heed_block_get_slice_top (last->block, last->first);
      cairo_set_source_rgb (cr, HEED_HAIRLINE_GRAY, HEED_HAIRLINE_GRAY, HEED_HAIRLINE_GRAY);
      cairo_set_line_width (cr, 0.6);
      cairo_rectangle (cr, inset, first->y - HEED_FRAME_PADDING + inset,
                       get_width (self) - 2 * inset, bottom - first->y + 2 * (HEED_FRAME_PADDING - inset));
      cairo_stroke (cr);
    }
}

static void
draw_footer (HeedPaper *self,
             cairo_t   *cr,
             guint      page)
{
  g_autofree char *number = g_strdup_printf (_("Page %u of %u"), page + 1, self->pages->len);
  g_autoptr (PangoLayout) layout = heed_fonts_layout (self->flow->fonts, HEED_STYLE_FOOTER, number, -1);
  double gray = heed_style_get_gray (HEED_STYLE_FOOTER);
  double y = get_height (self) - heed_layout_get_height (layout);
  gboolean rtl = self->flow->fonts->rtl;

  cairo_set_source_rgb (cr, gray, gray, gray);
  cairo_move_to (cr, rtl ? 0 : get_width (self) - heed_layout_get_width (layout), y);
  pango_cairo_show_layout (cr, layout);
  cairo_move_to (cr, rtl ? get_width (self) * NUMBER_SHARE : 0, y);
  pango_cairo_show_layout (cr, self->footer);
}

static void
heed_paper_finalize (GObject *object)
{
  HeedPaper *self = HEED_PAPER (object);

  g_clear_pointer (&self->pages, g_ptr_array_unref);
  g_clear_pointer (&self->flow, heed_flow_free);
  g_clear_object (&self->footer);
  g_free (self->title);

  G_OBJECT_CLASS (heed_paper_parent_class)->finalize (object);
}

static void
heed_paper_class_init (HeedPaperClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = heed_paper_finalize;
}

static void
heed_paper_init (HeedPaper *self)
{
}

/* The name of the workbook and, on a filled sheet, the day of the entry. */
static PangoLayout *
create_footer (HeedPaper    *self,
               HeedWorkbook *workbook,
               HeedRecord   *record)
{
  double width = get_width (self) * (1 - NUMBER_SHARE);
  g_autoptr (GString) text = g_string_new (record != NULL ? heed_wording_get_workbook_title (workbook, record)
                                                          : heed_workbook_get_title (workbook));
  PangoLayout *layout;

  if (record != NULL)
    {
      g_autofree char *date = heed_day_format_in_full (heed_timestamp_get_day (heed_record_get_created (record)));

      g_string_append_printf (text, " · %s", date);
    }

  layout = heed_fonts_layout (self->flow->fonts, HEED_STYLE_FOOTER, text->str, width);
  pango_layout_set_ellipsize (layout, PANGO_ELLIPSIZE_MIDDLE);
  pango_layout_set_height (layout, 0);

  return layout;
}

static HeedPaper *
create_paper (HeedWorkbook        *workbook,
              HeedForm            *form,
              HeedRecord          *record,
              const HeedPageSetup *setup)
{
  HeedPaper *self = g_object_new (HEED_TYPE_PAPER, NULL);
  const char *sample = form != NULL ? heed_form_get_title (form) : heed_workbook_get_title (workbook);

  self->setup = *setup;
  self->title = heed_paper_format_title (form, record);
  self->flow = heed_flow_new (heed_fonts_new (sample), get_width (self));
  self->footer = create_footer (self, workbook, record);
  heed_paper_add_head (self->flow, workbook, form, record);

  return self;
}

static HeedPaper *
finish_paper (HeedPaper *self)
{
  self->pages = heed_flow_paginate (self->flow, get_height (self) - FOOTER_HEIGHT);
  g_debug ("Laid out %u pages", self->pages->len);
  return self;
}

struct _HeedPdfWriter
{
  GObject parent_instance;

  GOutputStream *stream;
  cairo_surface_t *surface;
  cairo_t *cr;
  GError *stream_error; /* the first one */
  gboolean closed;      /* nothing goes into the stream any more */
  guint n_pages;
};

G_DEFINE_FINAL_TYPE (HeedPdfWriter, heed_pdf_writer, G_TYPE_OBJECT)

static void
set_stream_error (GError       **error,
                  const GError  *cause)
{
  /* A file says itself, and better, what is wrong with it. */
  if (cause->domain == HEED_ERROR)
    g_propagate_error (error, g_error_copy (cause));
  else if (g_error_matches (cause, G_IO_ERROR, G_IO_ERROR_NO_SPACE))
    heed_set_error (error, HEED_ERROR_FULL, cause->message,
                    _("There is no room left for the PDF. Free some space and try again; your entries are safe."));
  else if (g_error_matches (cause, G_IO_ERROR, G_IO_ERROR_PERMISSION_DENIED) ||
           g_error_matches (cause, G_IO_ERROR, G_IO_ERROR_READ_ONLY))
    heed_set_error (error, HEED_ERROR_READ_ONLY, cause->message,
                    _("Heed may not write the PDF there. Choose another place; your entries are safe."));
  else
    heed_set_error (error, HEED_ERROR_FAILED, cause->message,
                    _("The PDF could not be written. Try again or choose another place; your entries are safe."));
}

/* Raises the error that the surface or the stream is in, if any. */
static gboolean
check (HeedPdfWriter *self,
       GError       **error)
{
  cairo_status_t status = cairo_surface_status (self->surface);
  g_autoptr (GError) cause = NULL;

  if (self->stream_error == NULL && status == CAIRO_STATUS_SUCCESS)
    status = cairo_status (self->cr);
  if (self->stream_error == NULL && status == CAIRO_STATUS_SUCCESS)
    return TRUE;

  self->closed = TRUE;
  cause = self->stream_error != NULL
              ? g_error_copy (self->stream_error)
              : g_error_new_literal (G_IO_ERROR, G_IO_ERROR_FAILED, cairo_status_to_string (status));
  set_stream_error (error, cause);

  return FALSE;
}

static gboolean
check_open (HeedPdfWriter *self,
            GError       **error)
{
  if (!check (self, error))
    return FALSE;
  if (!self->closed)
    return TRUE;

  heed_set_error (error, HEED_ERROR_FAILED, "the writer is finished",
                  _("The PDF is complete already, so nothing was added."));
  return FALSE;
}

static void
add_bookmark (HeedPdfWriter *self,
              HeedPaper     *paper)
{
  g_autofree char *clean = heed_fonts_clean (heed_paper_get_title (paper));
  g_autofree char *title = heed_text_excerpt (clean, BOOKMARK_LENGTH);
  g_autofree char *target = g_strdup_printf ("page=%u", self->n_pages + 1);

  cairo_pdf_surface_add_outline (self->surface, CAIRO_PDF_OUTLINE_ROOT, title, target, 0);
}

/* Cairo would say when the PDF was made. The file says so, too; without it the same
 * pages are the same bytes, and who keeps copies of them need not copy again. */
static void
set_metadata (HeedPdfWriter *self,
              const char    *title)
{
  g_autofree char *clean = heed_fonts_clean (title);

  cairo_pdf_surface_set_metadata (self->surface, CAIRO_PDF_METADATA_TITLE, clean);
  cairo_pdf_surface_set_metadata (self->surface, CAIRO_PDF_METADATA_CREATOR, "Heed " HEED_VERSION);
  cairo_pdf_surface_set_metadata (self->surface, CAIRO_PDF_METADATA_CREATE_DATE, NULL);
}

/* Once something went wrong, what cairo still wants to write is dropped. Cairo
 * is not told: cairo 1.16 crashes when it finishes a PDF after a write error. */
static cairo_status_t
write_cb (void                *closure,
          const unsigned char *data,
          unsigned int         length)
{
  HeedPdfWriter *self = closure;

  if (!self->closed && self->stream_error == NULL)
    g_output_stream_write_all (self->stream, data, length, NULL, NULL, &self->stream_error);

  return CAIRO_STATUS_SUCCESS;
}

static void
heed_pdf_writer_finalize (GObject *object)
{
  HeedPdfWriter *self = HEED_PDF_WRITER (object);

  self->closed = TRUE;
  g_clear_pointer (&self->cr, cairo_destroy);
  if (self->surface != NULL)
    cairo_surface_finish (self->surface);
  g_clear_pointer (&self->surface, cairo_surface_destroy);
  g_clear_object (&self->stream);
  g_clear_error (&self->stream_error);

  G_OBJECT_CLASS (heed_pdf_writer_parent_class)->finalize (object);
}

static void
heed_pdf_writer_class_init (HeedPdfWriterClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = heed_pdf_writer_finalize;
}

static void
heed_pdf_writer_init (HeedPdfWriter *self)
{
}

/**
 * heed_page_setup_from_name:
 * @name: `a4` or `letter`, in capital or small letters
 * @setup: (out caller-allocates): where to put the sheet
 *
 * Gets a sheet of paper by its name, with margins of 18 mm that any printer
 * can keep.
 *
 * Returns: %FALSE if the name is neither; @setup is then untouched
 */
gboolean
heed_page_setup_from_name (const char    *name,
                           HeedPageSetup *setup)
{
  g_return_val_if_fail (name != NULL && setup != NULL, FALSE);

  if (g_ascii_strcasecmp (name, "a4") == 0)
    *setup = (HeedPageSetup) { 595.276, 841.89, DEFAULT_MARGIN };
  else if (g_ascii_strcasecmp (name, "letter") == 0)
    *setup = (HeedPageSetup) { 612, 792, DEFAULT_MARGIN };
  else
    return FALSE;

  return TRUE;
}

/**
 * heed_paper_new_blank:
 * @workbook: the workbook that @form is from
 * @form: a form
 * @setup: the sheet, at least 200 points within the margins either way
 *
 * Lays a form out to be filled in by hand: ruled lines 8 mm apart, boxes to
 * tick, scales to circle.
 *
 * Returns: (transfer full): the paper
 */
HeedPaper *
heed_paper_new_blank (HeedWorkbook        *workbook,
                      HeedForm            *form,
                      const HeedPageSetup *setup)
{
  g_autoptr (HeedFilledForm) filled = NULL;
  HeedPaper *self;

  g_return_val_if_fail (HEED_IS_WORKBOOK (workbook) && HEED_IS_FORM (form) && setup != NULL, NULL);

  self = create_paper (workbook, form, NULL, setup);
  filled = heed_filled_form_new_blank (form);
  heed_paper_add_filled_form (self->flow, filled);

  return finish_paper (self);
}

/**
 * heed_paper_new_record:
 * @workbook: the workbook that asks
 * @record: an entry
 * @setup: the sheet, at least 200 points within the margins either way
 * @read: (nullable) (scope forever): reads the files of its pictures, as long as there is
 *   the paper; %NULL where there are none to be had
 * @data: for @read
 *
 * Lays an entry out. Everything that was written is on the paper: answers that
 * @workbook does not ask for, or all of them if it does not know the form,
 * stand under the names they were kept under. Pictures come last, and in the place
 * of one that cannot be drawn it is said why.
 *
 * Returns: (transfer full): the paper
 */
HeedPaper *
heed_paper_new_record (HeedWorkbook        *workbook,
                       HeedRecord          *record,
                       const HeedPageSetup *setup,
                       HeedPictureFunc      read,
                       gpointer             data)
{
  g_autoptr (HeedFilledForm) filled = NULL;
  HeedForm *form;
  HeedPaper *self;

  g_return_val_if_fail (HEED_IS_WORKBOOK (workbook) && record != NULL && setup != NULL, NULL);

  form = heed_wording_find_form (workbook, record);
  self = create_paper (workbook, form, record, setup);
  if (form != NULL)
    {
      filled = heed_filled_form_new (form, record);
      heed_paper_add_filled_form (self->flow, filled);
    }
  heed_paper_add_orphans (self->flow, filled, record);
  heed_paper_add_pictures (self->flow, record, read, data, (get_height (self) - FOOTER_HEIGHT) * PICTURE_SHARE);

  return finish_paper (self);
}

/**
 * heed_paper_get_n_pages:
 * @self: a paper
 *
 * Counts the pages.
 *
 * Returns: how many there are, at least 1
 */
guint
heed_paper_get_n_pages (HeedPaper *self)
{
  g_return_val_if_fail (HEED_IS_PAPER (self), 0);

  return self->pages->len;
}

/**
 * heed_paper_draw_page:
 * @self: a paper
 * @page: which page, from 0
 * @cr: where to draw; one unit is a point, the origin is the sheet’s top left
 *   corner
 *
 * Draws a page. Pages may be drawn in any order and as often as wished; nothing
 * is laid out anew.
 */
void
heed_paper_draw_page (HeedPaper *self,
                      guint      page,
                      cairo_t   *cr)
{
  GArray *pieces;

  g_return_if_fail (HEED_IS_PAPER (self) && cr != NULL);
  g_return_if_fail (page < self->pages->len);

  pieces = g_ptr_array_index (self->pages, page);
  cairo_save (cr);
  cairo_translate (cr, self->setup.margin, self->setup.margin);

  draw_frames (self, cr, pieces);
  for (guint i = 0; i < pieces->len; i++)
    {
      HeedPiece *piece = &g_array_index (pieces, HeedPiece, i);

      heed_block_draw (piece->block, cr, piece->first, piece->end, piece->y,
                       get_width (self), self->flow->fonts->rtl);
    }
  draw_footer (self, cr, page);

  cairo_restore (cr);
}

/**
 * heed_paper_get_title:
 * @self: a paper
 *
 * Gets what stands at the top of the first page.
 *
 * Returns: (transfer none): the title
 */
const char *
heed_paper_get_title (HeedPaper *self)
{
  g_return_val_if_fail (HEED_IS_PAPER (self), NULL);

  return self->title;
}

/**
 * heed_pdf_writer_new:
 * @stream: where to write; it is neither closed nor seeked
 * @setup: the sheet
 * @title: the title of the document
 *
 * Starts a PDF. It is whole only after heed_pdf_writer_finish(); a writer that
 * is dropped before leaves a piece of a PDF in @stream, so write to a
 * [class@Heed.AtomicFile].
 *
 * Returns: (transfer full): the writer
 */
HeedPdfWriter *
heed_pdf_writer_new (GOutputStream       *stream,
                     const HeedPageSetup *setup,
                     const char          *title)
{
  HeedPdfWriter *self;

  g_return_val_if_fail (G_IS_OUTPUT_STREAM (stream) && setup != NULL && title != NULL, NULL);

  self = g_object_new (HEED_TYPE_PDF_WRITER, NULL);
  self->stream = g_object_ref (stream);
  self->surface = cairo_pdf_surface_create_for_stream (write_cb, self, setup->width, setup->height);
  self->cr = cairo_create (self->surface);
  set_metadata (self, title);

  return self;
}

/**
 * heed_pdf_writer_add:
 * @self: a writer
 * @paper: what to add
 * @error: where to put an error
 *
 * Adds all pages of a paper, on sheets of its own size, and an entry for it in
 * the table of contents. Blocks while the stream writes. After an error the
 * writer writes nothing more and gives the same error again.
 *
 * Returns: %FALSE on %HEED_ERROR_FULL, %HEED_ERROR_READ_ONLY or
 *   %HEED_ERROR_FAILED
 */
gboolean
heed_pdf_writer_add (HeedPdfWriter *self,
                     HeedPaper     *paper,
                     GError       **error)
{
  g_return_val_if_fail (HEED_IS_PDF_WRITER (self) && HEED_IS_PAPER (paper), FALSE);

  if (!check_open (self, error))
    return FALSE;

  for (guint i = 0; i < heed_paper_get_n_pages (paper); i++)
    {
      cairo_pdf_surface_set_size (self->surface, paper->setup.width, paper->setup.height);
      if (i == 0)
        add_bookmark (self, paper);
      heed_paper_draw_page (paper, i, self->cr);
      cairo_show_page (self->cr);
      self->n_pages++;
      if (!check (self, error))
        return FALSE;
    }

  return TRUE;
}

/**
 * heed_pdf_writer_finish:
 * @self: a writer
 * @error: where to put an error
 *
 * Writes the end of the PDF and flushes the stream. It can be done once.
 *
 * Returns: %FALSE on the errors of heed_pdf_writer_add(), and with
 *   %HEED_ERROR_NOT_FOUND if there are no pages
 */
gboolean
heed_pdf_writer_finish (HeedPdfWriter *self,
                        GError       **error)
{
  g_return_val_if_fail (HEED_IS_PDF_WRITER (self), FALSE);

  if (!check_open (self, error))
    return FALSE;
  if (self->n_pages == 0)
    {
      self->closed = TRUE;
      heed_set_error (error, HEED_ERROR_NOT_FOUND, "no pages",
                      _("There is nothing to print, so no PDF was made."));
      return FALSE;
    }

  cairo_surface_finish (self->surface);
  if (self->stream_error == NULL)
    g_output_stream_flush (self->stream, NULL, &self->stream_error);
  if (self->stream_error == NULL && cairo_surface_status (self->surface) == CAIRO_STATUS_SUCCESS)
    {
      self->closed = TRUE;
      return TRUE;
    }

  return check (self, error);
}
