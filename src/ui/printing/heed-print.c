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
#include "heed-picture.h"
#include "heed-question.h"
#include "heed-reading.h"
#include "heed-template.h"
#include "heed-text.h"
#include "heed-wording.h"

#include <glib/gi18n.h>

#define NAME_LENGTH 60
#define MARGIN 51.0     /* points, 18 mm */
#define ROOM_MIN 200.0  /* points that a page needs within its margins */

typedef struct
{
  HeedWorkbook *workbook;
  HeedForm *form;      /* to be printed blank; NULL with records */
  GPtrArray *records;  /* of HeedRecord; NULL for a blank form */
  GHashTable *pictures; /* of GBytes, by the name of the content: theirs; NULL for none */
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
  g_clear_pointer (&job->pictures, g_hash_table_unref);
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

static GBytes *
find_picture (const char *content,
              gpointer    data)
{
  Job *job = data;
  GBytes *bytes = job->pictures != NULL ? g_hash_table_lookup (job->pictures, content) : NULL;

  return bytes != NULL ? g_bytes_ref (bytes) : NULL;
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
    job->paper = heed_paper_new_record (job->workbook, g_ptr_array_index (job->records, sheet), &job->setup,
                                        find_picture, job);
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
  g_autofree char *body = NULL;

  if (result == GTK_PRINT_OPERATION_RESULT_APPLY)
    save_settings (gtk_print_operation_get_print_settings (operation));
  if (result != GTK_PRINT_OPERATION_RESULT_ERROR)
    return;

  gtk_print_operation_get_error (operation, &error);
  body = g_strdup_printf ("%s\n\n%s", _("Your entry is safe. Check that the printer is on and has paper, "
                                        "or print to a file and print that later."),
                          error != NULL ? error->message : "");
  gtk_window_present (GTK_WINDOW (heed_question_new (GTK_WIDGET (parent), _("This could not be printed"), body,
                                                     ADW_RESPONSE_DEFAULT, "close", _("_Close"), NULL)));
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
 * @workbook: the workbook of the form or the entries
 * @form: (nullable): the form to print blank; %NULL with @records
 * @records: (nullable) (element-type HeedRecord): at least one entry, or %NULL for a blank
 *   form
 * @pictures: (nullable) (element-type utf8 GBytes): what is in the files of their
 *   pictures, by the names of the contents
 *
 * Prepares a form, or entries in one go, each beginning on a page of its own, for printing
 * on whatever paper is chosen in the end.
 *
 * Returns: (transfer full): an operation that has yet to be run
 */
GtkPrintOperation *
heed_print_operation_new (HeedWorkbook *workbook,
                          HeedForm     *form,
                          GPtrArray    *records,
                          GHashTable   *pictures)
{
  GtkPrintOperation *operation = gtk_print_operation_new ();
  Job *job = g_new0 (Job, 1);

  job->workbook = g_object_ref (workbook);
  g_set_object (&job->form, form);
  job->records = records != NULL ? g_ptr_array_ref (records) : NULL;
  job->pictures = pictures != NULL ? g_hash_table_ref (pictures) : NULL;
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

/* Entries whose pictures are still being read. */
typedef struct
{
  GtkWindow *parent;
  GPtrArray *records;
} Waiting;

static void
run_records (GtkWindow    *parent,
             HeedWorkbook *workbook,
             GPtrArray    *records,
             GHashTable   *pictures)
{
  const char *title = records->len > 1 ? heed_workbook_get_title (workbook)
                                       : heed_wording_get_title (workbook, g_ptr_array_index (records, 0));

  run (heed_print_operation_new (workbook, NULL, records, pictures), parent, title);
}

/* The window may be gone by now. */
static void
pictures_read_cb (GObject      *source,
                  GAsyncResult *result,
                  gpointer      data)
{
  g_autofree Waiting *waiting = data;
  g_autoptr (GtkWindow) parent = waiting->parent;
  g_autoptr (GPtrArray) records = waiting->records;
  g_autoptr (GError) error = NULL;
  g_autoptr (GHashTable) pictures = heed_journal_take_answer (HEED_JOURNAL (source), result, &error);

  if (error != NULL)
    gtk_widget_activate_action (GTK_WIDGET (parent), "win.say", "s", error->message);
  else if (gtk_widget_get_mapped (GTK_WIDGET (parent)))
    run_records (parent, heed_journal_get_workbook (HEED_JOURNAL (source)), records, pictures);
}

static gboolean
has_pictures (GPtrArray *records)
{
  HeedPicture picture;

  for (guint i = 0; i < records->len; i++)
    if (heed_record_find_picture (g_ptr_array_index (records, i), 0, &picture))
      return TRUE;
  return FALSE;
}

/**
 * heed_print_record:
 * @parent: the window to ask from
 * @journal: the journal that the entry is in
 * @record: an entry
 *
 * Asks where to print an entry, and prints it. What goes wrong is shown to the
 * person.
 */
void
heed_print_record (GtkWindow   *parent,
                   HeedJournal *journal,
                   HeedRecord  *record)
{
  g_autoptr (GPtrArray) records = g_ptr_array_new_with_free_func ((GDestroyNotify) heed_record_unref);

  g_ptr_array_add (records, heed_record_ref (record));
  heed_print_records (parent, journal, records);
}

/**
 * heed_print_records:
 * @parent: the window to ask from
 * @journal: the journal that the entries are in
 * @records: (element-type HeedRecord): entries, of which there is at least one
 *
 * Asks where to print entries, and prints them one after another, each
 * beginning on a page of its own. Their pictures are read before, and are in memory as
 * long as that takes. What goes wrong is shown to the person.
 */
void
heed_print_records (GtkWindow   *parent,
                    HeedJournal *journal,
                    GPtrArray   *records)
{
  Waiting *waiting;

  if (!has_pictures (records))
    {
      run_records (parent, heed_journal_get_workbook (journal), records, NULL);
      return;
    }

  waiting = g_new0 (Waiting, 1);
  waiting->parent = g_object_ref (parent);
  waiting->records = g_ptr_array_ref (records);
  heed_journal_read_pictures_async (journal, records, pictures_read_cb, waiting);
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
  run (heed_print_operation_new (workbook, form, NULL, NULL), parent, heed_form_get_title (form));
}

/* Which worksheet to print */

struct _HeedPrintChooser
{
  AdwWindow parent_instance;

  GtkListBox *list;
};

G_DEFINE_FINAL_TYPE (HeedPrintChooser, heed_print_chooser, ADW_TYPE_WINDOW)

static void
add_form (HeedPrintChooser *self,
          HeedWorkbook     *workbook,
          HeedItem         *item)
{
  const char *form_id = heed_item_get_form_id (item);
  HeedForm *form = form_id != NULL ? heed_workbook_find_form (workbook, form_id) : NULL;
  GtkWidget *row, *icon;

  if (form == NULL)
    return;

  icon = g_object_new (GTK_TYPE_IMAGE, "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION,
                       "valign", GTK_ALIGN_CENTER, NULL);
  heed_reading_show_icon (GTK_IMAGE (icon), heed_form_get_icon_name (form), heed_form_get_tint (form));
  row = g_object_new (ADW_TYPE_ACTION_ROW, "use-markup", FALSE, "title", heed_form_get_title (form),
                      "activatable", TRUE, "name", form_id, NULL);
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), icon);
  gtk_list_box_append (self->list, row);
}

static void
row_activated_cb (HeedPrintChooser *self,
                  GtkListBoxRow    *row)
{
  GtkWindow *parent = gtk_window_get_transient_for (GTK_WINDOW (self));

  gtk_widget_activate_action (GTK_WIDGET (parent), "win.print-blank", "s", gtk_widget_get_name (GTK_WIDGET (row)));
  gtk_window_close (GTK_WINDOW (self));
}

static void
heed_print_chooser_class_init (HeedPrintChooserClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  heed_template_set (widget_class, "printing/heed-print-chooser.ui");
  gtk_widget_class_bind_template_child (widget_class, HeedPrintChooser, list);
  gtk_widget_class_bind_template_callback (widget_class, row_activated_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
heed_print_chooser_init (HeedPrintChooser *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * heed_print_chooser_new:
 * @parent: the window that prints
 * @journal: the journal with the workbook
 *
 * Makes a window that asks what to print: the self-check or a worksheet. The forms
 * that every workbook has are for a line or two on the screen.
 *
 * Returns: (transfer none): the window, owned by GTK
 */
GtkWidget *
heed_print_chooser_new (GtkWindow   *parent,
                        HeedJournal *journal)
{
  HeedPrintChooser *self = g_object_new (HEED_TYPE_PRINT_CHOOSER, "transient-for", parent, NULL);
  HeedWorkbook *workbook = heed_journal_get_workbook (journal);
  HeedItem *questions = heed_workbook_get_questions (workbook), *activities = heed_workbook_get_activities (workbook);
  GListModel *children = activities != NULL ? heed_item_get_children (activities) : NULL;

  if (questions != NULL)
    add_form (self, workbook, questions);
  for (guint i = 0; children != NULL && i < g_list_model_get_n_items (children); i++)
    {
      g_autoptr (HeedItem) activity = g_list_model_get_item (children, i);

      add_form (self, workbook, activity);
    }
  return GTK_WIDGET (self);
}
