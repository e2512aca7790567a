/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* A form, blank or filled in, as pages. See heed-paper.h. GTK draws pages and breaks
 * none: it has no layout of text with tables and ruled lines for paper, and where it
 * had one the command line could not use it. So this stays. */

#include "heed-paper.h"

#include "heed-paper-blocks.h"
#include "heed-paper-private.h"
#include "heed-wording.h"

#include <glib/gi18n.h>

/* At the foot of the printed area, footer and the space above it. */
#define FOOTER_HEIGHT 26.0

/* The part of the footer that the page number may take. */
#define NUMBER_SHARE 0.3

#define POINTS_PER_MM (72 / 25.4)
#define DEFAULT_MARGIN (18 * POINTS_PER_MM)

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

static GArray *
get_page (HeedPaper *self,
          guint      page)
{
  return g_ptr_array_index (self->pages, page);
}

static double
get_bottom (const HeedPiece *piece)
{
  return piece->y + heed_block_get_slice_top (piece->block, piece->end) -
         heed_block_get_slice_top (piece->block, piece->first);
}

static void
draw_frame (HeedPaper *self,
            cairo_t   *cr,
            double     top,
            double     bottom)
{
  double inset = 0.4;

  cairo_set_source_rgb (cr, HEED_HAIRLINE_GRAY, HEED_HAIRLINE_GRAY, HEED_HAIRLINE_GRAY);
  cairo_set_line_width (cr, 0.6);
  cairo_rectangle (cr, inset, top - HEED_FRAME_PADDING + inset,
                   get_width (self) - 2 * inset, bottom - top + 2 * (HEED_FRAME_PADDING - inset));
  cairo_stroke (cr);
}

/* One frame around each run of framed pieces. */
static void
draw_frames (HeedPaper *self,
             cairo_t   *cr,
             GArray    *page)
{
  for (guint i = 0; i < page->len; i++)
    {
      HeedPiece *first = &g_array_index (page, HeedPiece, i);
      HeedPiece *last = first;

      if (!first->block->framed)
        continue;
      while (i + 1 < page->len && g_array_index (page, HeedPiece, i + 1).block->framed)
        last = &g_array_index (page, HeedPiece, ++i);
      draw_frame (self, cr, first->y, get_bottom (last));
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

/**
 * heed_paper_get_setup:
 * @self: a paper
 *
 * Gets the sheet that it was laid out for.
 *
 * Returns: (transfer none): the sheet
 */
const HeedPageSetup *
heed_paper_get_setup (HeedPaper *self)
{
  return &self->setup;
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
 *
 * Lays an entry out. Everything that was written is on the paper: answers that
 * @workbook does not ask for, or all of them if it does not know the form,
 * stand under the names they were kept under.
 *
 * Returns: (transfer full): the paper
 */
HeedPaper *
heed_paper_new_record (HeedWorkbook        *workbook,
                       HeedRecord          *record,
                       const HeedPageSetup *setup)
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

  pieces = get_page (self, page);
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
