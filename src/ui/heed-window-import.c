/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Taking the entries of a file in: it is read first, then the window says what would
 * be done, and does it if that is wanted. Meanwhile one can go on writing, and may
 * cancel it. Other copies of the journal are joined with it in the same way, but
 * without a question: that was asked before. */

#include "heed-window-private.h"

#include "heed-copies.h"
#include "heed-staging.h"

#include <glib/gi18n.h>
#include <glib/gstdio.h>

/* Often enough to see that it goes on. */
#define TICK 200 /* ms */

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
  heed_window_enable_import (import->self, TRUE);
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
  heed_window_show_toast (import->self, g_object_ref (import->toast));
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
  return counts->added + counts->changed + counts->kept + counts->versions > 0;
}

static void G_GNUC_PRINTF (3, 4)
add_count (GStrvBuilder *sentences,
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
  add_count (sentences, in_trash,
             ngettext ("Of what changes, %u entry is in the trash.", "Of what changes, %u entries are in the trash.",
                       in_trash),
             in_trash);
  add_count (sentences, out_of_trash,
             ngettext ("%u entry comes back from the trash.", "%u entries come back from the trash.", out_of_trash),
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

  add_count (sentences, counts->added,
             ngettext ("%u entry was added.", "%u entries were added.", counts->added), counts->added);
  add_count (sentences, counts->changed,
             ngettext ("%u entry was brought up to date.", "%u entries were brought up to date.", counts->changed),
             counts->changed);
  if (kept_in->len > 0)
    {
      g_autofree char *kept = describe_kept (kept_in);

      g_strv_builder_add (sentences, kept);
    }
  add_places (sentences, counts->in_trash, counts->out_of_trash);
  add_count (sentences, counts->versions,
             ngettext ("%u older version came along.", "%u older versions came along.", counts->versions),
             counts->versions);
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
  if (success && import->copies == heed_window_get_copies (import->self))
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
  heed_journal_join_async (heed_window_get_journal (import->self), import->copies, joined_cb, import);
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
  HeedJournal *journal = heed_window_get_journal (import->self);

  import->copy = heed_copy_choose_path (heed_journal_get_path (journal), HEED_COPY_BEFORE_IMPORT);
  heed_journal_back_up_async (journal, import->copy, FALSE, copied_cb, import);
}

static void
take (Import *import)
{
  import->takes = TRUE;
  begin_toast (import);
  copy_first (import);
}

static void
add_unknown (GStrvBuilder *sentences,
             HeedStaging  *staging)
{
  g_autofree char *names = heed_staging_list_unknown (staging);
  g_autofree char *sentence = NULL;

  if (names == NULL)
    return;

  /* Translators: names of parts of a file, such as “entries/mood, answers/certainty”. */
  sentence = g_strdup_printf (_("The file has more than this Heed knows, which is left out: %s."), names);
  g_strv_builder_add (sentences, sentence);
}

static char *
describe_preview (HeedStaging *staging)
{
  const HeedPreview *preview = heed_staging_get_preview (staging);
  g_autoptr (GStrvBuilder) sentences = g_strv_builder_new ();
  g_auto (GStrv) lines = NULL;

  add_count (sentences, preview->added,
             ngettext ("%u entry is new.", "%u entries are new.", preview->added), preview->added);
  add_count (sentences, preview->newer,
             ngettext ("%u entry is newer in the file and is brought up to date.",
                       "%u entries are newer in the file and are brought up to date.", preview->newer),
             preview->newer);
  add_count (sentences, preview->in_conflict,
             ngettext ("%u entry was changed both here and in the file. It is joined; no text is lost.",
                       "%u entries were changed both here and in the file. They are joined; no text is lost.",
                       preview->in_conflict),
             preview->in_conflict);
  add_count (sentences, preview->older,
             ngettext ("%u entry is older in the file. Its text stays; that of the file is kept among its older "
                       "versions.",
                       "%u entries are older in the file. Their text stays; that of the file is kept among their "
                       "older versions.", preview->older),
             preview->older);
  add_places (sentences, preview->in_trash, preview->out_of_trash);
  add_count (sentences, preview->same,
             ngettext ("%u entry is the same.", "%u entries are the same.", preview->same), preview->same);
  add_count (sentences, preview->versions,
             ngettext ("%u older version comes along.", "%u older versions come along.", preview->versions),
             preview->versions);
  add_unknown (sentences, staging);
  lines = g_strv_builder_end (sentences);
  return g_strjoinv ("\n", lines);
}

static void
answer_cb (AdwMessageDialog *dialog,
           const char       *response,
           Import           *import)
{
  if (g_str_equal (response, "import"))
    take (import);
  else
    free_import (import);
}

static void
ask (Import *import)
{
  g_autofree char *name = g_filename_display_basename (import->path);
  g_autofree char *body = describe_preview (import->staging);
  GtkWidget *dialog = adw_message_dialog_new (GTK_WINDOW (import->self), NULL, body);

  adw_message_dialog_format_heading (ADW_MESSAGE_DIALOG (dialog), _("Import “%s”?"), name);
  adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (dialog),
                                    "cancel", _("_Cancel"),
                                    "import", _("_Import"),
                                    NULL);
  adw_message_dialog_set_response_appearance (ADW_MESSAGE_DIALOG (dialog), "import", ADW_RESPONSE_SUGGESTED);
  adw_message_dialog_set_default_response (ADW_MESSAGE_DIALOG (dialog), "import");
  adw_message_dialog_set_close_response (ADW_MESSAGE_DIALOG (dialog), "cancel");
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
  heed_window_enable_import (self, FALSE);
  return import;
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
  HeedJournal *journal = heed_window_get_journal (self);
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
  if (g_list_model_get_n_items (G_LIST_MODEL (heed_window_get_journal (self))) == 0)
    join (import);
  else
    copy_first (import);
}
