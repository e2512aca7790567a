/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Printing with a dialog: the settings of last time, what to call a file, and
 * what to say when it fails. */

#include "heed-print.h"

#include "heed-config.h"
#include "heed-print-operation.h"
#include "heed-text.h"
#include "heed-wording.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#define NAME_LENGTH 60

static char *
get_settings_path (void)
{
  return g_build_filename (g_get_user_config_dir (), HEED_NAME, "print-settings", NULL);
}

/* A file that is not there, or not what it should be, means the defaults. */
static GtkPrintSettings *
load_settings (void)
{
  g_autofree char *path = get_settings_path ();
  GtkPrintSettings *settings = gtk_print_settings_new_from_file (path, NULL);

  return settings != NULL ? settings : gtk_print_settings_new ();
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

/* Where a PDF goes unless the person says otherwise. */
static const char *
get_folder (void)
{
  const char *documents = g_get_user_special_dir (G_USER_DIRECTORY_DOCUMENTS);

  return documents != NULL ? documents : g_get_home_dir ();
}

static void
show_error (GtkWindow    *parent,
            const GError *error)
{
  GtkWidget *dialog = adw_message_dialog_new (parent, _("This could not be printed"), NULL);

  adw_message_dialog_format_body (ADW_MESSAGE_DIALOG (dialog), "%s\n\n%s",
                                  _("Your entry is safe. Check that the printer is on and has paper, "
                                    "or print to a file and print that later."),
                                  error != NULL ? error->message : "");
  adw_message_dialog_add_response (ADW_MESSAGE_DIALOG (dialog), "close", _("_Close"));
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
done_cb (GtkPrintOperation       *operation,
         GtkPrintOperationResult  result,
         GtkWindow               *parent)
{
  g_autoptr (GError) error = NULL;

  if (result == GTK_PRINT_OPERATION_RESULT_APPLY)
    {
      save_settings (gtk_print_operation_get_print_settings (operation));
    }
  else if (result == GTK_PRINT_OPERATION_RESULT_ERROR)
    {
      gtk_print_operation_get_error (operation, &error);
      show_error (parent, error);
    }
}

/* Takes @operation over. */
static void
run (GtkPrintOperation *operation,
     GtkWindow         *parent,
     const char        *title)
{
  g_autoptr (GtkPrintOperation) running = operation;
  g_autoptr (GtkPrintSettings) settings = load_settings ();
  g_autofree char *name = make_file_name (title);

  gtk_print_settings_set (settings, GTK_PRINT_SETTINGS_OUTPUT_BASENAME, name);
  if (!gtk_print_settings_has_key (settings, GTK_PRINT_SETTINGS_OUTPUT_DIR))
    gtk_print_settings_set (settings, GTK_PRINT_SETTINGS_OUTPUT_DIR, get_folder ());
  gtk_print_operation_set_print_settings (running, settings);
  gtk_print_operation_set_job_name (running, name);
  gtk_print_operation_set_allow_async (running, TRUE);
  g_signal_connect_object (running, "done", G_CALLBACK (done_cb), parent, 0);

  /* Whatever comes of it is told to done_cb(), which also gets the error. */
  gtk_print_operation_run (running, GTK_PRINT_OPERATION_ACTION_PRINT_DIALOG, parent, NULL);
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
