/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What the window does with files: export, back up, import; and paper.
 *
 * A file whose entries are to be taken in is read first, then the window says what would
 * be done, and does it if that is wanted. Meanwhile one can go on writing, and may cancel
 * it. Other copies of the journal are joined with it in the same way, but without a
 * question: that was asked before. */

#include "heed-window-private.h"

#include "heed-copies.h"
#include "heed-export-chooser.h"
#include "heed-print.h"
#include "heed-question.h"
#include "heed-staging.h"
#include "heed-template.h"
#include "heed-toast.h"

#include <glib/gi18n.h>
#include <glib/gstdio.h>

/* Often enough to see that it goes on. */
#define TICK 200 /* ms */

/* What was chosen; NULL if nothing was, or what cannot be used. */
static char *
end_choice (HeedWindow      *self,
            GtkNativeDialog *dialog,
            int              response)
{
  g_autoptr (GFile) file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (dialog));
  char *path = response == GTK_RESPONSE_ACCEPT && file != NULL ? g_file_get_path (file) : NULL;

  if (response == GTK_RESPONSE_ACCEPT && path == NULL)
    heed_window_show_trouble (self, _("Heed works with files in this computer’s own folders only. Choose another place."));

  gtk_native_dialog_destroy (dialog);
  g_object_unref (dialog);
  return path;
}

static void
ask_for_file (HeedWindow           *self,
              GtkFileChooserNative *dialog,
              GCallback             response_cb)
{
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (dialog), TRUE);
  g_signal_connect_data (dialog, "response", response_cb, g_object_ref (self),
                         (GClosureNotify) G_CALLBACK (g_object_unref), 0);
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
  const char *missing;

  if (!heed_journal_finish (HEED_JOURNAL (source), result, &error))
    {
      heed_window_show_trouble (self, error->message);
      return;
    }

  missing = heed_journal_get_missing (HEED_JOURNAL (source), result);
  if (missing != NULL)
    heed_window_show_trouble (self, missing);
  if (heed_journal_wrote_unsaved (HEED_JOURNAL (source), result))
    heed_window_show_trouble (self, _("Your journal is exported, with the changes that could not be saved. They are in "
                                      "this file only; keep it."));
  else if (heed_journal_get_save_state (HEED_JOURNAL (source)) == HEED_SAVE_STATE_FAILED)
    heed_window_show_trouble (self, _("Your journal is exported, without the changes that could not be saved."));
  else
    heed_window_show_sentence (self, _("Your journal is exported."));
}

static void
export_response_cb (GtkNativeDialog *dialog,
                    int              response,
                    HeedWindow      *self)
{
  g_autofree char *path = end_choice (self, dialog, response);

  if (path != NULL)
    heed_journal_export_async (self->journal, NULL, path, export_cb, g_object_ref (self));
}

static void
export_action (GtkWidget *widget)
{
  GtkFileChooserNative *dialog = heed_export_chooser_new (GTK_WINDOW (widget), _("Export Journal"));

  ask_for_file (HEED_WINDOW (widget), dialog, G_CALLBACK (export_response_cb));
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
back_up_response_cb (GtkNativeDialog *dialog,
                     int              response,
                     HeedWindow      *self)
{
  g_autofree char *path = end_choice (self, dialog, response);

  if (path != NULL)
    heed_journal_back_up_async (self->journal, path, TRUE, backed_up_cb, g_object_ref (self));
}

static void
back_up_action (GtkWidget *widget)
{
  GtkFileChooserNative *dialog = gtk_file_chooser_native_new (_("Back Up Journal"), GTK_WINDOW (widget),
                                                              GTK_FILE_CHOOSER_ACTION_SAVE, _("_Back Up"), NULL);
  g_autofree char *day = heed_day_format_iso (heed_day_today ());
  g_autofree char *file_name = g_strdup_printf ("heed-%s.db", day);

  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (dialog), file_name);
  ask_for_file (HEED_WINDOW (widget), dialog, G_CALLBACK (back_up_response_cb));
}

/* Import */

/* An import on its way. */
typedef struct
{
  HeedWindow *self;
  HeedStaging *staging;     /* of a file; NULL for copies */
  GCancellable *cancellable;
  AdwToast *toast; /* that says so meanwhile */
  guint tick;
  gboolean takes; /* the file has been read */
  char *path;
  GPtrArray *copies; /* of HeedCopy: to be joined instead of a file */
  char *copy;      /* of the journal as it was before; NULL where it is new */
} Import;

static void
end_toast (Import *import)
{
  g_clear_handle_id (&import->tick, g_source_remove);
  if (import->toast != NULL)
    adw_toast_dismiss (import->toast);
  g_clear_object (&import->toast);
}

static void
free_import (Import *import)
{
  end_toast (import);
  gtk_widget_action_set_enabled (GTK_WIDGET (import->self), "win.import", import->self->journal != NULL);
  g_object_unref (import->self);
  g_clear_object (&import->staging);
  g_object_unref (import->cancellable);
  g_clear_pointer (&import->copies, g_ptr_array_unref);
  g_free (import->path);
  g_free (import->copy);
  g_free (import);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Import, free_import)

static void
say_progress (Import *import)
{
  int percent = (int) (100 * heed_staging_get_progress (import->staging));
  /* Translators: %d is a number from 0 to 100. */
  g_autofree char *title = g_strdup_printf (import->takes ? _("Importing… %d%%") : _("Reading the file… %d%%"), percent);

  if (g_strcmp0 (title, adw_toast_get_title (import->toast)) != 0)
    adw_toast_set_title (import->toast, title);
}

static gboolean
tick_cb (gpointer data)
{
  say_progress (data);
  return G_SOURCE_CONTINUE;
}

static void
show_toast (Import     *import,
            const char *title)
{
  import->toast = adw_toast_new (title);
  adw_toast_set_timeout (import->toast, 0);
  heed_toast_show (GTK_WIDGET (import->self->toasts), g_object_ref (import->toast));
}

static void
begin_toast (Import *import)
{
  show_toast (import, "");
  adw_toast_set_button_label (import->toast, _("_Cancel"));
  /* A toast can be clicked for a moment after it was dismissed. */
  g_signal_connect_object (import->toast, "button-clicked", G_CALLBACK (g_cancellable_cancel), import->cancellable,
                           G_CONNECT_SWAPPED);
  say_progress (import);
  import->tick = g_timeout_add (TICK, tick_cb, import);
}

/* Where anything was taken, it was taken back, and the copy is of no use. */
static void
tell_failure (Import       *import,
              const GError *error)
{
  end_toast (import);
  if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    heed_window_show_trouble (import->self, error->message);
  else
    heed_window_show_sentence (import->self, _("The import was cancelled. Nothing of the file was taken."));

  if (import->copy != NULL)
    g_unlink (import->copy);
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

static gboolean
has_changes (const HeedImported *counts)
{
  return counts->added + counts->changed + counts->kept + counts->versions + counts->pictures > 0;
}

/* Says what there is of something, if there is any. */
void
heed_window_add_count (GStrvBuilder *sentences,
                       guint         count,
                       const char   *format,
                       ...)
{
  g_autofree char *sentence = NULL;
  va_list arguments;

  if (count == 0)
    return;

  va_start (arguments, format);
  sentence = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  g_strv_builder_add (sentences, sentence);
}

/* Where to look for what is not in the list of entries. */
static void
add_places (GStrvBuilder *sentences,
            guint         in_trash,
            guint         out_of_trash)
{
  heed_window_add_count (sentences, in_trash,
                         ngettext ("Of what changes, %u entry is in the trash.",
                                   "Of what changes, %u entries are in the trash.", in_trash),
                         in_trash);
  heed_window_add_count (sentences, out_of_trash,
                         ngettext ("%u entry comes back from the trash.", "%u entries come back from the trash.",
                                   out_of_trash),
                         out_of_trash);
}

static void
tell_counts (Import             *import,
             const HeedImported *counts,
             GPtrArray          *kept_in)
{
  g_autoptr (GStrvBuilder) sentences = g_strv_builder_new ();
  g_auto (GStrv) parts = NULL;
  g_autofree char *text = NULL;

  heed_window_add_count (sentences, counts->added,
                         ngettext ("%u entry was added.", "%u entries were added.", counts->added), counts->added);
  heed_window_add_count (sentences, counts->changed,
                         ngettext ("%u entry was brought up to date.", "%u entries were brought up to date.",
                                   counts->changed),
                         counts->changed);
  if (kept_in->len > 0)
    {
      g_autofree char *kept = describe_kept (kept_in);

      g_strv_builder_add (sentences, kept);
    }
  add_places (sentences, counts->in_trash, counts->out_of_trash);
  heed_window_add_count (sentences, counts->versions,
                         ngettext ("%u older version came along.", "%u older versions came along.", counts->versions),
                         counts->versions);
  heed_window_add_count (sentences, counts->pictures,
                         ngettext ("%u picture came along.", "%u pictures came along.", counts->pictures),
                         counts->pictures);
  if (has_changes (counts) && import->copy != NULL)
    {
      g_autofree char *name = g_path_get_basename (import->copy);
      /* Translators: the name of a file beside the journal. */
      g_autofree char *copy = g_strdup_printf (_("The journal as it was before is kept as “%s”."), name);

      g_strv_builder_add (sentences, copy);
    }
  if (!has_changes (counts))
    g_strv_builder_add (sentences, _("All of it was in your journal already."));
  parts = g_strv_builder_end (sentences);
  text = g_strjoinv (" ", parts);
  heed_window_show_trouble (import->self, text);
}

/* Where nothing changed it is of no use. */
static void
drop_useless_copy (Import             *import,
                   const HeedImported *counts)
{
  if (!has_changes (counts) && import->copy != NULL)
    g_unlink (import->copy);
}

static void
imported_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      data)
{
  g_autoptr (Import) import = data;
  g_autoptr (GError) error = NULL;

  if (!heed_journal_finish (HEED_JOURNAL (source), result, &error))
    {
      tell_failure (import, error);
      return;
    }

  end_toast (import);
  tell_counts (import, heed_staging_get_imported (import->staging), heed_staging_get_kept_in (import->staging));
  drop_useless_copy (import, heed_staging_get_imported (import->staging));
}

/* What was joined need not be asked about again. Where one of them could not be, the
 * others are in the journal all the same. */
static void
joined_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      data)
{
  g_autoptr (Import) import = data;
  g_autoptr (GPtrArray) kept_in = NULL;
  g_autoptr (GError) error = NULL;
  HeedImported counts;
  gboolean success = heed_journal_join_finish (HEED_JOURNAL (source), result, &counts, &kept_in, &error);

  end_toast (import);
  if (success && import->copies == import->self->copies)
    heed_window_know_copies (import->self);
  if (success)
    tell_counts (import, &counts, kept_in);
  else
    heed_window_show_trouble (import->self, error->message);
  drop_useless_copy (import, &counts);
}

static void
join (Import *import)
{
  heed_journal_join_async (import->self->journal, import->copies, joined_cb, import);
}

static void
copied_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      data)
{
  g_autoptr (Import) import = data;
  g_autoptr (GError) error = NULL;

  if (!heed_journal_finish (HEED_JOURNAL (source), result, &error))
    {
      g_clear_pointer (&import->copy, g_free);
      tell_failure (import, error);
      return;
    }

  if (import->copies != NULL)
    join (import);
  else
    heed_journal_import_async (HEED_JOURNAL (source), import->staging, import->cancellable, imported_cb, import);
  g_steal_pointer (&import);
}

static void
copy_first (Import *import)
{
  HeedJournal *journal = import->self->journal;

  import->copy = heed_copy_choose_path (heed_journal_get_path (journal), HEED_COPY_BEFORE_IMPORT, NULL);
  heed_journal_back_up_async (journal, import->copy, FALSE, copied_cb, import);
}

static char *
describe_preview (HeedStaging *staging)
{
  const HeedPreview *preview = heed_staging_get_preview (staging);
  g_autofree char *unknown = heed_staging_list_unknown (staging);
  g_autoptr (GStrvBuilder) sentences = g_strv_builder_new ();
  g_auto (GStrv) lines = NULL;

  heed_window_add_count (sentences, preview->added,
                         ngettext ("%u entry is new.", "%u entries are new.", preview->added), preview->added);
  heed_window_add_count (sentences, preview->newer,
                         ngettext ("%u entry is newer in the file and is brought up to date.",
                                   "%u entries are newer in the file and are brought up to date.", preview->newer),
                         preview->newer);
  heed_window_add_count (sentences, preview->in_conflict,
                         ngettext ("%u entry was changed both here and in the file. It is joined; no text is lost.",
                                   "%u entries were changed both here and in the file. They are joined; no text is lost.",
                                   preview->in_conflict),
                         preview->in_conflict);
  heed_window_add_count (sentences, preview->older,
                         ngettext ("%u entry is older in the file. Its text stays; that of the file is kept among its older "
                                   "versions.",
                                   "%u entries are older in the file. Their text stays; that of the file is kept among "
                                   "their older versions.", preview->older),
                         preview->older);
  add_places (sentences, preview->in_trash, preview->out_of_trash);
  heed_window_add_count (sentences, preview->same,
                         ngettext ("%u entry is the same.", "%u entries are the same.", preview->same), preview->same);
  heed_window_add_count (sentences, preview->versions,
                         ngettext ("%u older version comes along.", "%u older versions come along.", preview->versions),
                         preview->versions);
  heed_window_add_count (sentences, preview->pictures,
                         ngettext ("%u picture comes along.", "%u pictures come along.", preview->pictures),
                         preview->pictures);
  if (unknown != NULL)
    {
      /* Translators: names of parts of a file, such as “entries/mood, answers/certainty”. */
      g_autofree char *sentence = g_strdup_printf (_("The file has more than this Heed knows, which is left out: %s."),
                                                   unknown);

      g_strv_builder_add (sentences, sentence);
    }
  lines = g_strv_builder_end (sentences);
  return g_strjoinv ("\n", lines);
}

static void
answer_cb (AdwMessageDialog *dialog,
           const char       *response,
           Import           *import)
{
  if (!g_str_equal (response, "import"))
    {
      free_import (import);
      return;
    }

  import->takes = TRUE;
  begin_toast (import);
  copy_first (import);
}

static void
ask (Import *import)
{
  g_autofree char *name = g_filename_display_basename (import->path);
  g_autofree char *body = describe_preview (import->staging);
  /* Translators: the name of a file. */
  g_autofree char *heading = g_strdup_printf (_("Import “%s”?"), name);
  AdwMessageDialog *dialog = heed_question_new (GTK_WIDGET (import->self), heading, body, ADW_RESPONSE_SUGGESTED,
                                                "cancel", _("_Cancel"), "import", _("_Import"), NULL);

  g_signal_connect (dialog, "response", G_CALLBACK (answer_cb), import);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
staged_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      data)
{
  g_autoptr (Import) import = data;
  g_autoptr (GError) error = NULL;

  if (!heed_journal_finish (HEED_JOURNAL (source), result, &error))
    {
      tell_failure (import, error);
      return;
    }

  end_toast (import);
  if (heed_staging_has_changes (import->staging))
    ask (g_steal_pointer (&import));
  else
    heed_window_show_trouble (import->self, _("Everything in this file is in your journal already."));
}

static Import *
create_import (HeedWindow *self)
{
  Import *import = g_new0 (Import, 1);

  import->self = g_object_ref (self);
  import->cancellable = g_cancellable_new ();
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "win.import", FALSE);
  return import;
}

static void
import_response_cb (GtkNativeDialog *dialog,
                    int              response,
                    HeedWindow      *self)
{
  g_autofree char *path = end_choice (self, dialog, response);

  if (path != NULL)
    heed_window_import (self, path);
}

static void
import_action (GtkWidget *widget)
{
  GtkFileChooserNative *dialog = gtk_file_chooser_native_new (_("Import Entries"), GTK_WINDOW (widget),
                                                              GTK_FILE_CHOOSER_ACTION_OPEN, _("_Import"), NULL);
  g_autoptr (GtkBuilder) builder = gtk_builder_new_from_resource ("/org/heedworkbook/Heed/heed-import-filters.ui");

  gtk_file_chooser_add_filter (GTK_FILE_CHOOSER (dialog), GTK_FILE_FILTER (gtk_builder_get_object (builder, "journals")));
  gtk_file_chooser_add_filter (GTK_FILE_CHOOSER (dialog), GTK_FILE_FILTER (gtk_builder_get_object (builder, "all")));
  ask_for_file (HEED_WINDOW (widget), dialog, G_CALLBACK (import_response_cb));
}

/* Paper */

/* What is at hand is the entry that is open, wherever it is, or what the page is
 * for; otherwise somebody chooses. */
static void
print_action (HeedWindow *self)
{
  if (!heed_window_activate_on_page (self, "entry.print"))
    gtk_window_present (GTK_WINDOW (heed_print_chooser_new (GTK_WINDOW (self), self->journal)));
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
  heed_template_install_action (widget_class, "win.export", NULL, G_CALLBACK (export_action));
  heed_template_install_action (widget_class, "win.import", NULL, G_CALLBACK (import_action));
  heed_template_install_action (widget_class, "win.back-up", NULL, G_CALLBACK (back_up_action));
  heed_template_install_action (widget_class, "win.print", NULL, G_CALLBACK (print_action));
}

/**
 * heed_window_import:
 * @self: a window with a journal
 * @path: (type filename): a file that was exported, or a back-up
 *
 * Reads a file and says what importing it would do. If that is wanted, it copies
 * the journal, joins the entries of the file with it, and tells what came of it.
 */
void
heed_window_import (HeedWindow *self,
                    const char *path)
{
  HeedJournal *journal = self->journal;
  Import *import = create_import (self);

  import->staging = heed_staging_new (heed_journal_get_path (journal));
  import->path = g_strdup (path);
  begin_toast (import);
  heed_journal_stage_async (journal, import->staging, path, import->cancellable, staged_cb, import);
}

/* Joins copies of the journal with it; with one that has just been begun there is
 * nothing to copy first. */
void
heed_window_join_copies (HeedWindow *self,
                         GPtrArray  *copies)
{
  Import *import = create_import (self);

  import->copies = g_ptr_array_ref (copies);
  show_toast (import, _("Joining…"));
  if (g_list_model_get_n_items (G_LIST_MODEL (self->journal)) == 0)
    join (import);
  else
    copy_first (import);
}
