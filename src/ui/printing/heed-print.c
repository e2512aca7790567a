/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Forms and entries as something that GTK can print, preview or export, and printing
 * with a dialog: the settings of last time, what to call a file, and what to say when
 * it fails.
 *
 * Sheets are laid out one after another when the paper is known, between which the
 * window stays alive; of a long row of them only the one that is being drawn is kept
 * as pages. */

#include "heed-print.h"

#include "heed-config.h"
#include "heed-paper.h"
#include "heed-text.h"
#include "heed-wording.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#define NAME_LENGTH 60
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
  if (job->ends->len < (job->records != NULL ? job->records->len : 1))
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

/* The dialog */

static char *
get_settings_path (void)
{
  return g_build_filename (g_get_user_config_dir (), HEED_NAME, "print-settings", NULL);
}

/* Keeps what is about the printer and the paper; which pages and which file is
 * decided anew each time. */
static void
save_settings (GtkPrintSettings *settings)
{
  static const char * const passing[] = {
    GTK_PRINT_SETTINGS_N_COPIES, GTK_PRINT_SETTINGS_PRINT_PAGES, GTK_PRINT_SETTINGS_PAGE_RANGES,
    GTK_PRINT_SETTINGS_OUTPUT_URI, GTK_PRINT_SETTINGS_OUTPUT_BASENAME,
  };
  g_autoptr (GtkPrintSettings) kept = gtk_print_settings_copy (settings);
  g_autofree char *path = get_settings_path ();
  g_autofree char *folder = g_path_get_dirname (path);
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (passing); i++)
    gtk_print_settings_unset (kept, passing[i]);

  g_mkdir_with_parents (folder, 0700);
  if (!gtk_print_settings_to_file (kept, path, &error))
    g_debug ("The print settings are not kept: %s", error->message);
}

/* A name that any file system takes, with words of the title. */
static char *
make_file_name (const char *title)
{
  g_autofree char *name = heed_text_excerpt (title, NAME_LENGTH);

  g_strdelimit (name, "/\\:*?\"<>|", ' ');
  g_strstrip (name);
  if (*name == '.')
    *name = ' ';
  g_strstrip (name);

  return *name != '\0' ? g_steal_pointer (&name) : g_strdup ("heed");
}

static void
done_cb (GtkPrintOperation       *operation,
         GtkPrintOperationResult  result,
         GtkWindow               *parent)
{
  g_autoptr (GError) error = NULL;
  GtkWidget *dialog;

  if (result == GTK_PRINT_OPERATION_RESULT_APPLY)
    save_settings (gtk_print_operation_get_print_settings (operation));
  if (result != GTK_PRINT_OPERATION_RESULT_ERROR)
    return;

  gtk_print_operation_get_error (operation, &error);
  dialog = adw_message_dialog_new (parent, _("This could not be printed"), NULL);
  adw_message_dialog_format_body (ADW_MESSAGE_DIALOG (dialog), "%s\n\n%s",
                                  _("Your entry is safe. Check that the printer is on and has paper, "
                                    "or print to a file and print that later."),
                                  error != NULL ? error->message : "");
  adw_message_dialog_add_response (ADW_MESSAGE_DIALOG (dialog), "close", _("_Close"));
  gtk_window_present (GTK_WINDOW (dialog));
}

/* Takes @operation over. */
static void
run (GtkPrintOperation *operation,
     GtkWindow         *parent,
     const char        *title)
{
  g_autoptr (GtkPrintOperation) running = operation;
  g_autofree char *path = get_settings_path ();
  /* A file that is not there, or not what it should be, means the defaults. */
  GtkPrintSettings *kept = gtk_print_settings_new_from_file (path, NULL);
  g_autoptr (GtkPrintSettings) settings = kept != NULL ? kept : gtk_print_settings_new ();
  /* Where a PDF goes unless the person says otherwise. */
  const char *documents = g_get_user_special_dir (G_USER_DIRECTORY_DOCUMENTS);
  g_autofree char *name = make_file_name (title);

  gtk_print_settings_set (settings, GTK_PRINT_SETTINGS_OUTPUT_BASENAME, name);
  if (!gtk_print_settings_has_key (settings, GTK_PRINT_SETTINGS_OUTPUT_DIR))
    gtk_print_settings_set (settings, GTK_PRINT_SETTINGS_OUTPUT_DIR,
                            documents != NULL ? documents : g_get_home_dir ());
  gtk_print_operation_set_print_settings (running, settings);
  gtk_print_operation_set_job_name (running, name);
  gtk_print_operation_set_allow_async (running, TRUE);
  g_signal_connect_object (running, "done", G_CALLBACK (done_cb), parent, 0);

  /* Whatever comes of it is told to done_cb(), which also gets the error. */
  gtk_print_operation_run (running, GTK_PRINT_OPERATION_ACTION_PRINT_DIALOG, parent, NULL);
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

/**
 * heed_print_record:
 * @parent: the window to ask from
 * @workbook: the workbook of the entry
 * @record: an entry
 *
 * Asks where to print an entry, and prints it. What goes wrong is shown to the
 * person.
 */
void
heed_print_record (GtkWindow    *parent,
                   HeedWorkbook *workbook,
                   HeedRecord   *record)
{
  HeedForm *form = heed_wording_find_form (workbook, record);

  run (heed_print_operation_new (workbook, form, record), parent, heed_wording_get_title (workbook, record));
}

/**
 * heed_print_records:
 * @parent: the window to ask from
 * @workbook: the workbook of the entries
 * @records: (element-type HeedRecord): entries, of which there is at least one
 *
 * Asks where to print entries, and prints them one after another, each
 * beginning on a page of its own. What goes wrong is shown to the person.
 */
void
heed_print_records (GtkWindow    *parent,
                    HeedWorkbook *workbook,
                    GPtrArray    *records)
{
  if (records->len == 1)
    heed_print_record (parent, workbook, g_ptr_array_index (records, 0));
  else
    run (heed_print_operation_new_for_records (workbook, records), parent, heed_workbook_get_title (workbook));
}

/**
 * heed_print_blank:
 * @parent: the window to ask from
 * @workbook: a workbook
 * @form: a form of it
 *
 * Asks where to print a blank form, and prints it. What goes wrong is shown to
 * the person.
 */
void
heed_print_blank (GtkWindow    *parent,
                  HeedWorkbook *workbook,
                  HeedForm     *form)
{
  run (heed_print_operation_new (workbook, form, NULL), parent, heed_form_get_title (form));
}
