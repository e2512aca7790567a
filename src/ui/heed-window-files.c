/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What the window does with files: export, import, back up; and paper. */

#include "heed-window-private.h"

#include "heed-copies.h"
#include "heed-print-chooser.h"

#include <glib/gi18n.h>
#include <glib/gstdio.h>

typedef void (*PathFunc) (HeedWindow *self,
                          const char *path);

/* A file that somebody is asked for. */
typedef struct
{
  HeedWindow *self;
  PathFunc func;
} Choice;

/* An import on its way. */
typedef struct
{
  HeedWindow *self;
  AdwToast *toast; /* that says so meanwhile */
  char *path;
  GPtrArray *copies; /* of HeedCopy: to be joined instead of a file */
  char *copy;      /* of the journal as it was before; NULL where it is new */
} Import;

static void
free_import (Import *import)
{
  g_object_unref (import->self);
  g_object_unref (import->toast);
  g_clear_pointer (&import->copies, g_ptr_array_unref);
  g_free (import->path);
  g_free (import->copy);
  g_free (import);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Import, free_import)

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

/* The name that is proposed has the day of today in it. */
static void
ask_where_to_save (HeedWindow *self,
                   const char *title,
                   const char *accept,
                   const char *pattern,
                   PathFunc    func)
{
  GtkFileChooserNative *dialog = gtk_file_chooser_native_new (title, GTK_WINDOW (self), GTK_FILE_CHOOSER_ACTION_SAVE,
                                                              accept, NULL);
  g_autofree char *day = heed_day_format_iso (heed_day_today ());
  g_auto (GStrv) parts = g_strsplit (pattern, "DAY", 2);
  g_autofree char *file_name = g_strjoinv (day, parts);

  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (dialog), file_name);
  ask_for_file (self, dialog, func);
}

/* Export */

static void
export_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      data)
{
  g_autoptr (HeedWindow) self = data;
  g_autoptr (GError) error = NULL;

  if (!heed_journal_export_finish (HEED_JOURNAL (source), result, &error))
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
  heed_journal_export_async (heed_window_get_journal (self), path, export_cb, g_object_ref (self));
}

static void
export_action (GtkWidget  *widget,
               const char *name,
               GVariant   *parameter)
{
  ask_where_to_save (HEED_WINDOW (widget), _("Export Journal"), _("_Export"), "heed-DAY.json", export_to);
}

/* Back up */

static void
backed_up_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      data)
{
  g_autoptr (HeedWindow) self = data;
  g_autoptr (GError) error = NULL;

  if (!heed_journal_back_up_finish (HEED_JOURNAL (source), result, &error))
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
  ask_where_to_save (HEED_WINDOW (widget), _("Back Up Journal"), _("_Back Up"), "heed-DAY.db", back_up_to);
}

/* Import */

static gboolean
has_news (const HeedImported *counts)
{
  return counts->added + counts->changed + counts->kept + counts->versions > 0;
}

/* Whose text is not that of the file: one by its name, more by their number. */
static char *
describe_kept (GPtrArray *kept_in)
{
  const char *title = kept_in->len == 1 ? heed_record_get_title (g_ptr_array_index (kept_in, 0)) : NULL;

  if (title != NULL)
    /* Translators: the title of an entry. */
    return g_strdup_printf (_("“%s” keeps a text of its own; that of the file is among its older versions."), title);

  return g_strdup_printf (ngettext ("%u entry keeps a text of its own; that of the file is among its older versions.",
                                    "%u entries keep a text of their own; that of the file is among their older "
                                    "versions.", kept_in->len),
                          kept_in->len);
}

static void
tell_counts (Import             *import,
             const HeedImported *counts,
             GPtrArray          *kept_in)
{
  g_autofree char *added = g_strdup_printf (ngettext ("%u entry was added.", "%u entries were added.", counts->added),
                                            counts->added);
  g_autofree char *changed = g_strdup_printf (ngettext ("%u entry was brought up to date.",
                                                        "%u entries were brought up to date.", counts->changed),
                                              counts->changed);
  g_autofree char *versions = g_strdup_printf (ngettext ("%u older version came along.",
                                                         "%u older versions came along.", counts->versions),
                                               counts->versions);
  g_autoptr (GStrvBuilder) sentences = g_strv_builder_new ();
  g_auto (GStrv) parts = NULL;
  g_autofree char *text = NULL;

  if (counts->added > 0)
    g_strv_builder_add (sentences, added);
  if (counts->changed > 0)
    g_strv_builder_add (sentences, changed);
  if (kept_in->len > 0)
    {
      g_autofree char *kept = describe_kept (kept_in);

      g_strv_builder_add (sentences, kept);
    }
  if (counts->versions > 0)
    g_strv_builder_add (sentences, versions);
  if (has_news (counts) && import->copy != NULL)
    {
      g_autofree char *name = g_path_get_basename (import->copy);
      /* Translators: the name of a file beside the journal. */
      g_autofree char *copy = g_strdup_printf (_("The journal as it was before is kept as “%s”."), name);

      g_strv_builder_add (sentences, copy);
    }
  if (!has_news (counts))
    g_strv_builder_add (sentences, import->copies != NULL ? _("All of it was in your journal already.")
                                                          : _("Everything in this file is in your journal already."));
  parts = g_strv_builder_end (sentences);
  text = g_strjoinv (" ", parts);
  heed_window_show_trouble (import->self, text);
}

/* Tells what came of it. Takes @error over. */
static void
end_import (Import             *import,
            const HeedImported *counts,
            GPtrArray          *kept_in,
            GError             *error)
{
  g_autoptr (GError) failure = error;

  adw_toast_dismiss (import->toast);
  if (error == NULL)
    tell_counts (import, counts, kept_in);
  else
    heed_window_show_trouble (import->self, error->message);

  /* Nothing changed, so the copy is of no use. */
  if (!has_news (counts) && import->copy != NULL)
    g_unlink (import->copy);
}

static void
imported_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      data)
{
  g_autoptr (Import) import = data;
  g_autoptr (GPtrArray) kept_in = NULL;
  HeedImported counts;
  GError *error = NULL;

  heed_journal_import_finish (HEED_JOURNAL (source), result, &counts, &kept_in, &error);
  end_import (import, &counts, kept_in, error);
}

/* What was joined need not be asked about again. */
static void
joined_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      data)
{
  g_autoptr (Import) import = data;
  g_autoptr (GPtrArray) kept_in = NULL;
  HeedImported counts;
  GError *error = NULL;

  if (heed_journal_join_finish (HEED_JOURNAL (source), result, &counts, &kept_in, &error))
    heed_window_know_copies (import->self);
  end_import (import, &counts, kept_in, error);
}

static void
start_import (Import *import)
{
  HeedJournal *journal = heed_window_get_journal (import->self);

  if (import->copies != NULL)
    heed_journal_join_async (journal, import->copies, joined_cb, import);
  else
    heed_journal_import_async (journal, import->path, imported_cb, import);
}

static void
copied_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      data)
{
  g_autoptr (Import) import = data;
  g_autoptr (GError) error = NULL;

  if (heed_journal_back_up_finish (HEED_JOURNAL (source), result, &error))
    {
      start_import (g_steal_pointer (&import));
    }
  else
    {
      adw_toast_dismiss (import->toast);
      heed_window_show_trouble (import->self, error->message);
    }
}

static Import *
create_import (HeedWindow *self,
               const char *sentence)
{
  Import *import = g_new0 (Import, 1);

  import->self = g_object_ref (self);
  import->toast = g_object_ref_sink (adw_toast_new (sentence));
  adw_toast_set_timeout (import->toast, 0);
  heed_window_add_toast (self, g_object_ref (import->toast));
  return import;
}

static void
copy_and_import (Import *import)
{
  HeedJournal *journal = heed_window_get_journal (import->self);

  import->copy = heed_copy_choose_path (heed_journal_get_path (journal), HEED_COPY_BEFORE_IMPORT);
  heed_journal_back_up_async (journal, import->copy, FALSE, copied_cb, import);
}

/**
 * heed_window_import:
 * @self: a window with a journal
 * @path: (type filename): a file that was exported
 *
 * Copies the journal, then joins the entries of the file with it, and tells what
 * came of it.
 */
void
heed_window_import (HeedWindow *self,
                    const char *path)
{
  Import *import = create_import (self, _("Importing…"));

  import->path = g_strdup (path);
  copy_and_import (import);
}

/* Joins copies of the journal with it in the same way; with one that has just been
 * begun there is nothing to copy. */
void
heed_window_join_copies (HeedWindow *self,
                         GPtrArray  *copies)
{
  Import *import = create_import (self, _("Joining…"));

  import->copies = g_ptr_array_ref (copies);
  if (g_list_model_get_n_items (G_LIST_MODEL (heed_window_get_journal (self))) == 0)
    start_import (import);
  else
    copy_and_import (import);
}

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

void
heed_window_install_file_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "win.export", NULL, export_action);
  gtk_widget_class_install_action (widget_class, "win.import", NULL, import_action);
  gtk_widget_class_install_action (widget_class, "win.back-up", NULL, back_up_action);
  gtk_widget_class_install_action (widget_class, "win.print", NULL, print_action);
}
