/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* How many pages a second come out as PDF, beside the least that Pango and
 * cairo can do with the same words: one layout an entry in the same typeface,
 * its lines drawn one below the other on pages of the same size. The two take
 * turns.
 *
 * Usage: bench-paper WORKBOOK.xml [COUNT] */

#include <cairo-pdf.h>
#include <pango/pangocairo.h>
#include <stdlib.h>

#include "heed-paper.h"

#define N_TURNS 6
#define WORDS_PER_ENTRY 2000
#define LINE 15.12
#define FOOTER 26.0

static const char * const words[] = {
  "customer", "listened", "calm", "waited", "asked", "repeated", "promise", "called", "back", "next",
  "morning", "thanked", "apology", "delivery", "late", "offered", "choice", "name", "smiled", "wrote",
};

static char *
make_text (GRand *rand)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < WORDS_PER_ENTRY; i++)
    g_string_append_printf (text, "%s%s", i == 0 ? "" : i % 90 == 0 ? "\n" : " ",
                            words[g_rand_int_range (rand, 0, G_N_ELEMENTS (words))]);

  return g_string_free (text, FALSE);
}

static cairo_status_t
count_cb (void                *closure,
          const unsigned char *data,
          unsigned int         length)
{
  *(gsize *) closure += length;
  return CAIRO_STATUS_SUCCESS;
}

static guint
draw_bare (cairo_t             *cr,
           PangoContext        *context,
           const HeedPageSetup *setup,
           const char          *text)
{
  g_autoptr (PangoLayout) layout = pango_layout_new (context);
  PangoFontDescription *font = pango_font_description_from_string (
      "Source Serif 4, Noto Serif, DejaVu Serif, Serif 10.5");
  PangoLayoutIter *iter;
  double y = setup->margin;
  guint n_pages = 1;

  pango_layout_set_font_description (layout, font);
  pango_font_description_free (font);
  pango_layout_set_wrap (layout, PANGO_WRAP_WORD_CHAR);
  pango_layout_set_width (layout, pango_units_from_double (setup->width - 2 * setup->margin));
  pango_layout_set_text (layout, text, -1);

  iter = pango_layout_get_iter (layout);
  do
    {
      y += LINE;
      if (y > setup->height - setup->margin - FOOTER)
        {
          cairo_show_page (cr);
          y = setup->margin + LINE;
          n_pages++;
        }
      cairo_move_to (cr, setup->margin, y);
      pango_cairo_show_layout_line (cr, pango_layout_iter_get_line_readonly (iter));
    }
  while (pango_layout_iter_next_line (iter));
  pango_layout_iter_free (iter);
  cairo_show_page (cr);

  return n_pages;
}

static guint
run_bare (const HeedPageSetup *setup,
          GPtrArray           *texts)
{
  gsize size = 0;
  cairo_surface_t *surface = cairo_pdf_surface_create_for_stream (count_cb, &size, setup->width, setup->height);
  cairo_t *cr = cairo_create (surface);
  PangoContext *context = pango_cairo_create_context (cr);
  guint n_pages = 0;

  /* As Heed has it: rounding would cost the bare side more than Heed. */
  pango_cairo_context_set_resolution (context, 72);
  pango_context_set_round_glyph_positions (context, FALSE);
  for (guint i = 0; i < texts->len; i++)
    n_pages += draw_bare (cr, context, setup, g_ptr_array_index (texts, i));

  g_object_unref (context);
  cairo_destroy (cr);
  cairo_surface_finish (surface);
  cairo_surface_destroy (surface);
  return n_pages;
}

static HeedPaper *
make_paper (HeedWorkbook        *workbook,
            const HeedPageSetup *setup,
            const char          *text)
{
  HeedRecordBuilder *builder = heed_record_builder_new (NULL, "bench", 1, HEED_FORM_NOTE);
  g_autoptr (HeedRecord) record = NULL;

  heed_record_builder_set_created (builder, heed_timestamp_now ());
  heed_record_builder_set_title (builder, "A note of the bench");
  heed_record_builder_set_answer (builder, "body", text, g_get_real_time ());
  record = heed_record_builder_end (builder);

  return heed_paper_new_record (workbook, record, setup, NULL, NULL);
}

static guint
run_heed (HeedWorkbook        *workbook,
          const HeedPageSetup *setup,
          GPtrArray           *texts)
{
  g_autoptr (GOutputStream) stream = g_memory_output_stream_new_resizable ();
  g_autoptr (HeedPdfWriter) writer = heed_pdf_writer_new (stream, setup, "Bench");
  g_autoptr (GError) error = NULL;
  guint n_pages = 0;

  for (guint i = 0; i < texts->len; i++)
    {
      g_autoptr (HeedPaper) paper = make_paper (workbook, setup, g_ptr_array_index (texts, i));

      if (!heed_pdf_writer_add (writer, paper, &error))
        g_error ("%s", error->message);
      n_pages += heed_paper_get_n_pages (paper);
    }
  if (!heed_pdf_writer_finish (writer, &error))
    g_error ("%s", error->message);

  return n_pages;
}

int
main (int   argc,
      char *argv[])
{
  guint count = argc > 2 ? (guint) atoi (argv[2]) : 50;
  g_autoptr (GPtrArray) texts = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GRand) rand = g_rand_new_with_seed (1);
  g_autoptr (HeedWorkbook) workbook = NULL;
  g_autoptr (GFile) file = NULL;
  g_autoptr (GError) error = NULL;
  HeedPageSetup setup;
  double bare = 0, heed = 0;
  guint bare_pages = 0, heed_pages = 0;

  if (argc < 2)
    {
      g_printerr ("Usage: bench-paper WORKBOOK.xml [COUNT]\n");
      return 2;
    }

  file = g_file_new_for_commandline_arg (argv[1]);
  workbook = heed_workbook_new_from_file (file, NULL, &error);
  if (workbook == NULL)
    g_error ("%s", error->message);
  heed_page_setup_from_name ("a4", &setup);
  for (guint i = 0; i < count; i++)
    g_ptr_array_add (texts, make_text (rand));

  /* The first turn of each loads the fonts and does not count. */
  for (guint turn = 0; turn <= N_TURNS; turn++)
    {
      gint64 start = g_get_monotonic_time ();
      guint pages = run_bare (&setup, texts);
      gint64 middle = g_get_monotonic_time ();

      bare_pages += turn > 0 ? pages : 0;
      bare += turn > 0 ? (double) (middle - start) : 0;
      pages = run_heed (workbook, &setup, texts);
      heed_pages += turn > 0 ? pages : 0;
      heed += turn > 0 ? (double) (g_get_monotonic_time () - middle) : 0;
    }

  g_print ("bare Pango and cairo: %.0f pages/s\n", bare_pages * 1e6 / bare);
  g_print ("Heed: %.0f pages/s\n", heed_pages * 1e6 / heed);
  g_print ("ratio by pages: %.2f, by time for the same words: %.2f\n",
           heed_pages / heed / (bare_pages / bare), bare / heed);

  return 0;
}
