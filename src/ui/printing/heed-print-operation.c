/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* A form as something that GTK can print, preview or export. The pages are laid
 * out when the paper is known, and drawn from then on. */

#include "heed-print-operation.h"

#include "heed-paper.h"

#define MARGIN 51.0     /* points, 18 mm */
#define ROOM_MIN 200.0  /* points that a page needs within its margins */

typedef struct
{
  HeedWorkbook *workbook;
  HeedForm *form;
  HeedRecord *record; /* NULL for a blank form */
  HeedPaper *paper;   /* while printing */
} Job;

static void
free_job (Job      *job,
          GClosure *closure)
{
  g_clear_object (&job->workbook);
  g_clear_object (&job->form);
  g_clear_pointer (&job->record, heed_record_unref);
  g_clear_object (&job->paper);
  g_free (job);
}

/* The margin is the same all around, and wide enough for this printer; small
 * paper is used up to its edge. */
static HeedPageSetup
read_page_setup (GtkPrintContext *context)
{
  GtkPageSetup *page = gtk_print_context_get_page_setup (context);
  HeedPageSetup setup = {
    .width = gtk_page_setup_get_paper_width (page, GTK_UNIT_POINTS),
    .height = gtk_page_setup_get_paper_height (page, GTK_UNIT_POINTS),
    .margin = MARGIN,
  };

  setup.margin = MAX (setup.margin, gtk_page_setup_get_left_margin (page, GTK_UNIT_POINTS));
  setup.margin = MAX (setup.margin, gtk_page_setup_get_right_margin (page, GTK_UNIT_POINTS));
  setup.margin = MAX (setup.margin, gtk_page_setup_get_top_margin (page, GTK_UNIT_POINTS));
  setup.margin = MAX (setup.margin, gtk_page_setup_get_bottom_margin (page, GTK_UNIT_POINTS));
  setup.margin = MAX (0.0, MIN (setup.margin, (MIN (setup.width, setup.height) - ROOM_MIN) / 2.0));
  return setup;
}

static void
begin_print_cb (GtkPrintOperation *operation,
                GtkPrintContext   *context,
                Job               *job)
{
  HeedPageSetup setup = read_page_setup (context);

  g_clear_object (&job->paper);
  if (job->record != NULL)
    job->paper = heed_paper_new_record (job->workbook, job->record, &setup);
  else
    job->paper = heed_paper_new_blank (job->workbook, job->form, &setup);

  gtk_print_operation_set_n_pages (operation, (int) heed_paper_get_n_pages (job->paper));
}

static void
draw_page_cb (GtkPrintOperation *operation,
              GtkPrintContext   *context,
              int                page,
              Job               *job)
{
  heed_paper_draw_page (job->paper, (guint) page, gtk_print_context_get_cairo_context (context));
}

static void
end_print_cb (GtkPrintOperation *operation,
              GtkPrintContext   *context,
              Job               *job)
{
  g_clear_object (&job->paper);
}

/**
 * heed_print_operation_new:
 * @workbook: the workbook of the form
 * @form: (nullable): the form to print blank; may be %NULL with a @record
 * @record: (nullable): the entry to print, or %NULL for a blank form
 *
 * Prepares a form for printing on whatever paper is chosen in the end.
 *
 * Returns: (transfer full): an operation that has yet to be run
 */
GtkPrintOperation *
heed_print_operation_new (HeedWorkbook *workbook,
                          HeedForm     *form,
                          HeedRecord   *record)
{
  GtkPrintOperation *operation = gtk_print_operation_new ();
  Job *job = g_new0 (Job, 1);

  job->workbook = g_object_ref (workbook);
  g_set_object (&job->form, form);
  job->record = record != NULL ? heed_record_ref (record) : NULL;

  gtk_print_operation_set_unit (operation, GTK_UNIT_POINTS);
  gtk_print_operation_set_use_full_page (operation, TRUE);
  gtk_print_operation_set_embed_page_setup (operation, TRUE);

  g_signal_connect_data (operation, "begin-print", G_CALLBACK (begin_print_cb), job, (GClosureNotify) free_job, 0);
  g_signal_connect (operation, "draw-page", G_CALLBACK (draw_page_cb), job);
  g_signal_connect (operation, "end-print", G_CALLBACK (end_print_cb), job);

  return operation;
}
