/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Writes papers into one PDF. See heed-paper.h. */

#include "heed-paper.h"

#include "heed-config.h"
#include "heed-error.h"
#include "heed-fonts.h"
#include "heed-paper-private.h"
#include "heed-text.h"

#include <cairo-pdf.h>
#include <glib/gi18n.h>

/* How much of a title stands in the table of contents. */
#define BOOKMARK_LENGTH 100

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

static HeedError
choose_code (const GError *cause)
{
  if (g_error_matches (cause, G_IO_ERROR, G_IO_ERROR_NO_SPACE))
    return HEED_ERROR_FULL;
  if (g_error_matches (cause, G_IO_ERROR, G_IO_ERROR_PERMISSION_DENIED) ||
      g_error_matches (cause, G_IO_ERROR, G_IO_ERROR_READ_ONLY))
    return HEED_ERROR_READ_ONLY;

  return HEED_ERROR_FAILED;
}

static void
set_stream_error (GError      **error,
                  const GError *cause)
{
  HeedError code = choose_code (cause);

  /* A file says itself, and better, what is wrong with it. */
  if (cause->domain == HEED_ERROR)
    {
      g_propagate_error (error, g_error_copy (cause));
      return;
    }

  switch (code)
    {
    case HEED_ERROR_FULL:
      heed_set_error (error, code, cause->message,
                      _("There is no room left for the PDF. Free some space and try again; your entries are safe."));
      break;
    case HEED_ERROR_READ_ONLY:
      heed_set_error (error, code, cause->message,
                      _("Heed may not write the PDF there. Choose another place; your entries are safe."));
      break;
    case HEED_ERROR_FAILED:
    case HEED_ERROR_CORRUPT:
    case HEED_ERROR_TOO_NEW:
    case HEED_ERROR_LOCKED:
    case HEED_ERROR_INVALID_FILE:
    case HEED_ERROR_UNSUPPORTED:
    case HEED_ERROR_NOT_FOUND:
    case HEED_ERROR_EXISTS:
      heed_set_error (error, code, cause->message,
                      _("The PDF could not be written. Try again or choose another place; your entries are safe."));
    }
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
  const HeedPageSetup *setup;

  g_return_val_if_fail (HEED_IS_PDF_WRITER (self) && HEED_IS_PAPER (paper), FALSE);

  if (!check_open (self, error))
    return FALSE;

  setup = heed_paper_get_setup (paper);
  for (guint i = 0; i < heed_paper_get_n_pages (paper); i++)
    {
      cairo_pdf_surface_set_size (self->surface, setup->width, setup->height);
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
