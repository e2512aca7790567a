/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Forms and entries as something that GTK can print, preview or export. Sheets
 * are laid out one after another when the paper is known, between which the
 * window stays alive; of a long row of them only the one that is being drawn is
 * kept as pages. */

#include "heed-print-operation.h"

#include "heed-paper.h"

#define MARGIN 51.0     /* points, 18 mm */
#define ROOM_MIN 200.0  /* points that a page needs within its margins */

typedef struct
{
  HeedWorkbook *workbook;
  HeedForm *form;      /* to be printed blank; NULL with records */
  GPtrArray *records;  /* of HeedRecord; NULL for a blank form */
  HeedPageSetup setup; /* while printing */
  GArray *ends;        /* of guint: after each sheet, how many pages there are */
  HeedPaper *paper;    /* the sheet that was used last */
  guint sheet;         /* which one that is */
} Job;

static void
free_job (Job      *job,
          GClosure *closure)
{
  g_clear_object (&job->workbook);
  g_clear_object (&job->form);
  g_clear_pointer (&job->records, g_ptr_array_unref);
  g_array_unref (job->ends);
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

static guint
count_sheets (Job *job)
{
  return job->records != NULL ? job->records->len : 1;
}

static HeedPaper *
get_paper (Job   *job,
           guint  sheet)
{
  if (job->paper != NULL && job->sheet == sheet)
    return job->paper;

  g_clear_object (&job->paper);
  job->sheet = sheet;
  if (job->records != NULL)
    job->paper = heed_paper_new_record (job->workbook, g_ptr_array_index (job->records, sheet), &job->setup);
  else
    job->paper = heed_paper_new_blank (job->workbook, job->form, &job->setup);

  return job->paper;
}

static guint
count_pages_before (Job   *job,
                    guint  sheet)
{
  return sheet > 0 ? g_array_index (job->ends, guint, sheet - 1) : 0;
}

/* Which sheet a page is on. */
static guint
find_sheet (Job   *job,
            guint  page)
{
  guint low = 0, high = job->ends->len - 1;

  while (low < high)
    {
      guint middle = low + (high - low) / 2;

      if (g_array_index (job->ends, guint, middle) <= page)
        low = middle + 1;
      else
        high = middle;
    }

  return low;
}

static void
begin_print_cb (GtkPrintOperation *operation,
                GtkPrintContext   *context,
                Job               *job)
{
  job->setup = read_page_setup (context);
  g_array_set_size (job->ends, 0);
  g_clear_object (&job->paper);
}

/* Called until it says that all is laid out. */
static gboolean
paginate_cb (GtkPrintOperation *operation,
             GtkPrintContext   *context,
             Job               *job)
{
  guint sheet = job->ends->len;
  guint pages = count_pages_before (job, sheet) + heed_paper_get_n_pages (get_paper (job, sheet));

  g_array_append_val (job->ends, pages);
  if (job->ends->len < count_sheets (job))
    return FALSE;

  gtk_print_operation_set_n_pages (operation, (int) pages);
  return TRUE;
}

static void
draw_page_cb (GtkPrintOperation *operation,
              GtkPrintContext   *context,
              int                page,
              Job               *job)
{
  guint sheet = find_sheet (job, (guint) page);

  heed_paper_draw_page (get_paper (job, sheet), (guint) page - count_pages_before (job, sheet),
                        gtk_print_context_get_cairo_context (context));
}

static void
end_print_cb (GtkPrintOperation *operation,
              GtkPrintContext   *context,
              Job               *job)
{
  g_clear_object (&job->paper);
}

static GtkPrintOperation *
new_operation (HeedWorkbook *workbook,
               HeedForm     *form,
               GPtrArray    *records)
{
  GtkPrintOperation *operation = gtk_print_operation_new ();
  Job *job = g_new0 (Job, 1);

  job->workbook = g_object_ref (workbook);
  g_set_object (&job->form, form);
  job->records = records != NULL ? g_ptr_array_ref (records) : NULL;
  job->ends = g_array_new (FALSE, FALSE, sizeof (guint));

  gtk_print_operation_set_unit (operation, GTK_UNIT_POINTS);
  gtk_print_operation_set_use_full_page (operation, TRUE);
  gtk_print_operation_set_embed_page_setup (operation, TRUE);

  g_signal_connect_data (operation, "begin-print", G_CALLBACK (begin_print_cb), job, (GClosureNotify) free_job, 0);
  g_signal_connect (operation, "paginate", G_CALLBACK (paginate_cb), job);
  g_signal_connect (operation, "draw-page", G_CALLBACK (draw_page_cb), job);
  g_signal_connect (operation, "end-print", G_CALLBACK (end_print_cb), job);

  return operation;
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
  g_autoptr (GPtrArray) records = NULL;

  if (record != NULL)
    {
      records = g_ptr_array_new_with_free_func ((GDestroyNotify) heed_record_unref);
      g_ptr_array_add (records, heed_record_ref (record));
    }

  return new_operation (workbook, form, records);
}

/**
 * heed_print_operation_new_for_records:
 * @workbook: the workbook of the entries
 * @records: (element-type HeedRecord): at least one entry
 *
 * Prepares entries for printing in one go, each beginning on a page of its own.
 *
 * Returns: (transfer full): an operation that has yet to be run
 */
GtkPrintOperation *
heed_print_operation_new_for_records (HeedWorkbook *workbook,
                                      GPtrArray    *records)
{
  g_return_val_if_fail (HEED_IS_WORKBOOK (workbook) && records != NULL && records->len > 0, NULL);

  return new_operation (workbook, NULL, records);
}
