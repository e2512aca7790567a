/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What the window does with files: export, choosing what to import, back up; and
 * paper. */

#include "heed-window-private.h"

#include "heed-export-chooser.h"
#include "heed-print-chooser.h"

#include <glib/gi18n.h>

typedef void (*PathFunc) (HeedWindow *self,
                          const char *path);

/* A file that somebody is asked for. */
typedef struct
{
  HeedWindow *self;
  PathFunc func;
} Choice;

static void
response_cb (GtkNativeDialog *dialog,
             int              response,
             Choice          *choice)
{
  g_autoptr (GFile) file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (dialog));
  g_autofree char *path = file != NULL ? g_file_get_path (file) : NULL;

  if (response == GTK_RESPONSE_ACCEPT && path != NULL)
    choice->func (choice->self, path);
  else if (response == GTK_RESPONSE_ACCEPT)
    heed_window_show_trouble (choice->self, _("Heed works with files in this computer’s own folders only. "
                                              "Choose another place."));

  gtk_native_dialog_destroy (dialog);
  g_object_unref (dialog);
}

static void
free_choice (gpointer  data,
             GClosure *closure)
{
  Choice *choice = data;

  g_object_unref (choice->self);
  g_free (choice);
}

static void
ask_for_file (HeedWindow           *self,
              GtkFileChooserNative *dialog,
              PathFunc              func)
{
  Choice *choice = g_new0 (Choice, 1);

  choice->self = g_object_ref (self);
  choice->func = func;
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (dialog), TRUE);
  g_signal_connect_data (dialog, "response", G_CALLBACK (response_cb), choice, free_choice, 0);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (dialog));
}

/* Export */

static void
export_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      data)
{
  g_autoptr (HeedWindow) self = data;
  g_autoptr (GError) error = NULL;

  if (!heed_journal_finish (HEED_JOURNAL (source), result, &error))
    heed_window_show_trouble (self, error->message);
  else if (heed_journal_wrote_unsaved (HEED_JOURNAL (source), result))
    heed_window_show_trouble (self, _("Your journal is exported, with the changes that could not be saved. They are in "
                                      "this file only; keep it."));
  else if (heed_journal_get_save_state (HEED_JOURNAL (source)) == HEED_SAVE_STATE_FAILED)
    heed_window_show_trouble (self, _("Your journal is exported, without the changes that could not be saved."));
  else
    heed_window_show_sentence (self, _("Your journal is exported."));
}

static void
export_to (HeedWindow *self,
           const char *path)
{
  heed_journal_export_async (heed_window_get_journal (self), NULL, path, export_cb, g_object_ref (self));
}

static void
export_action (GtkWidget  *widget,
               const char *name,
               GVariant   *parameter)
{
  GtkFileChooserNative *dialog = heed_export_chooser_new (GTK_WINDOW (widget), _("Export Journal"));

  ask_for_file (HEED_WINDOW (widget), dialog, export_to);
}

/* Back up */

static void
backed_up_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      data)
{
  g_autoptr (HeedWindow) self = data;
  g_autoptr (GError) error = NULL;

  if (!heed_journal_finish (HEED_JOURNAL (source), result, &error))
    heed_window_show_trouble (self, error->message);
  else if (heed_journal_wrote_unsaved (HEED_JOURNAL (source), result))
    heed_window_show_trouble (self, _("Your journal is backed up, with the changes that could not be saved. They are in "
                                      "this file only; keep it."));
  else
    heed_window_show_sentence (self, _("Your journal is backed up."));
}

/* Whoever chose a name that is there was asked whether it may go. */
static void
back_up_to (HeedWindow *self,
            const char *path)
{
  heed_journal_back_up_async (heed_window_get_journal (self), path, TRUE, backed_up_cb, g_object_ref (self));
}

static void
back_up_action (GtkWidget  *widget,
                const char *name,
                GVariant   *parameter)
{
  GtkFileChooserNative *dialog = gtk_file_chooser_native_new (_("Back Up Journal"), GTK_WINDOW (widget),
                                                              GTK_FILE_CHOOSER_ACTION_SAVE, _("_Back Up"), NULL);
  g_autofree char *day = heed_day_format_iso (heed_day_today ());
  g_autofree char *file_name = g_strdup_printf ("heed-%s.db", day);

  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (dialog), file_name);
  ask_for_file (HEED_WINDOW (widget), dialog, back_up_to);
}

/* Import */

static void
import_action (GtkWidget  *widget,
               const char *name,
               GVariant   *parameter)
{
  GtkFileChooserNative *dialog = gtk_file_chooser_native_new (_("Import Entries"), GTK_WINDOW (widget),
                                                              GTK_FILE_CHOOSER_ACTION_OPEN, _("_Import"), NULL);
  g_autoptr (GtkFileFilter) journals = gtk_file_filter_new ();
  g_autoptr (GtkFileFilter) all = gtk_file_filter_new ();

  gtk_file_filter_set_name (journals, _("Exports and backups"));
  gtk_file_filter_add_pattern (journals, "*.json");
  gtk_file_filter_add_pattern (journals, "*.db");
  gtk_file_filter_add_pattern (journals, "*.before-import");
  gtk_file_filter_add_pattern (journals, "*.rescue");
  gtk_file_filter_add_pattern (journals, "*.aside");
  gtk_file_chooser_add_filter (GTK_FILE_CHOOSER (dialog), journals);
  gtk_file_filter_set_name (all, _("All files"));
  gtk_file_filter_add_pattern (all, "*");
  gtk_file_chooser_add_filter (GTK_FILE_CHOOSER (dialog), all);
  ask_for_file (HEED_WINDOW (widget), dialog, heed_window_import);
}

/* Paper */

/* What is at hand is the entry that is open, wherever it is, or what the page is
 * for; otherwise somebody chooses. */
static void
print_action (GtkWidget  *widget,
              const char *name,
              GVariant   *parameter)
{
  HeedWindow *self = HEED_WINDOW (widget);

  if (!heed_window_activate_on_page (self, "entry.print"))
    gtk_window_present (GTK_WINDOW (heed_print_chooser_new (GTK_WINDOW (self), heed_window_get_journal (self))));
}

static const char * const file_actions[] = { "win.export", "win.import", "win.back-up", "win.print" };

/* Without a journal there is nothing to do these with. */
void
heed_window_enable_file_actions (HeedWindow *self,
                                 gboolean    enabled)
{
  for (guint i = 0; i < G_N_ELEMENTS (file_actions); i++)
    gtk_widget_action_set_enabled (GTK_WIDGET (self), file_actions[i], enabled);
}

/* One import at a time. */
void
heed_window_enable_import (HeedWindow *self,
                           gboolean    enabled)
{
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "win.import", enabled && heed_window_get_journal (self) != NULL);
}

void
heed_window_install_file_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "win.export", NULL, export_action);
  gtk_widget_class_install_action (widget_class, "win.import", NULL, import_action);
  gtk_widget_class_install_action (widget_class, "win.back-up", NULL, back_up_action);
  gtk_widget_class_install_action (widget_class, "win.print", NULL, print_action);
}
