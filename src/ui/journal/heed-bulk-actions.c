/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Many entries at once. See heed-bulk-actions.h. */

#include "heed-bulk-actions.h"

#include "heed-entry-list.h"
#include "heed-export-chooser.h"
#include "heed-print.h"
#include "heed-toast.h"

#include <glib/gi18n.h>

/* A change on its way, or made and waiting to be taken back. */
typedef struct
{
  GtkWidget *toasts; /* NULL where nothing can be told */
  HeedJournal *journal;
  char **ids;
  HeedChange change;
  char *tag;
  char *path;
  gboolean taking_back;
} Errand;

static Errand *
new_errand (GtkWidget          *origin,
            HeedJournal        *journal,
            const char * const *ids)
{
  GtkWidget *toasts = gtk_widget_get_ancestor (origin, ADW_TYPE_TOAST_OVERLAY);
  Errand *errand = g_new0 (Errand, 1);

  g_set_object (&errand->toasts, toasts);
  errand->journal = g_object_ref (journal);
  errand->ids = g_strdupv ((GStrv) ids);
  return errand;
}

static void
free_errand (Errand *errand)
{
  g_clear_object (&errand->toasts);
  g_clear_object (&errand->journal);
  g_strfreev (errand->ids);
  g_free (errand->tag);
  g_free (errand->path);
  g_free (errand);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Errand, free_errand)

static void
free_errand_closure (Errand   *errand,
                     GClosure *closure)
{
  free_errand (errand);
}

static AdwToast *
tell (GtkWidget  *toasts,
      const char *sentence)
{
  AdwToast *toast;

  if (toasts == NULL || gtk_widget_get_root (toasts) == NULL)
    return NULL;

  toast = heed_toast_new (sentence);
  heed_bulk_actions_show_toast (toasts, toast);
  return toast;
}

/* Which entries are checked */

static void
got_ids_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      data)
{
  g_autoptr (GTask) task = data;
  GError *error = NULL;
  char **ids = heed_entry_list_get_ids_finish (HEED_ENTRY_LIST (source), result, &error);

  if (ids != NULL)
    g_task_return_pointer (task, ids, (GDestroyNotify) g_strfreev);
  else
    g_task_return_error (task, error);
}

static GArray *
list_positions (GtkBitset *set)
{
  GArray *positions = g_array_sized_new (FALSE, FALSE, sizeof (guint), (guint) gtk_bitset_get_size (set));
  GtkBitsetIter iter;
  guint position;

  for (gboolean more = gtk_bitset_iter_init_first (&iter, set, &position); more;
       more = gtk_bitset_iter_next (&iter, &position))
    g_array_append_val (positions, position);

  return positions;
}

/* What a search found was found with its ids. */
static char **
list_ids (GListModel *entries,
          GArray     *positions)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  for (guint i = 0; i < positions->len; i++)
    {
      g_autoptr (HeedEntry) entry = g_list_model_get_item (entries, g_array_index (positions, guint, i));

      if (entry != NULL && heed_entry_get_id (entry) != NULL)
        g_strv_builder_add (builder, heed_entry_get_id (entry));
    }

  return g_strv_builder_end (builder);
}

/**
 * heed_bulk_actions_get_checked_async:
 * @selection: a selection of a list of entries
 * @callback: called with the result
 * @user_data: for @callback
 *
 * Finds out which entries are checked, as of now.
 */
void
heed_bulk_actions_get_checked_async (HeedSelection       *selection,
                                     GAsyncReadyCallback  callback,
                                     gpointer             user_data)
{
  g_autoptr (GTask) task = g_task_new (selection, NULL, callback, user_data);
  g_autoptr (GtkBitset) checked = heed_selection_get_checked (selection);
  g_autoptr (GArray) positions = list_positions (checked);
  GListModel *model = heed_selection_get_model (selection);

  if (HEED_IS_ENTRY_LIST (model))
    heed_entry_list_get_ids_async (HEED_ENTRY_LIST (model), positions, got_ids_cb, g_steal_pointer (&task));
  else
    g_task_return_pointer (task, list_ids (model, positions), (GDestroyNotify) g_strfreev);
}

/**
 * heed_bulk_actions_get_checked_finish:
 * @result: what the callback got
 * @error: return location for an error
 *
 * Ends heed_bulk_actions_get_checked_async().
 *
 * Returns: (transfer full) (array zero-terminated=1): the ids, or %NULL with an
 *   error
 */
char **
heed_bulk_actions_get_checked_finish (GAsyncResult  *result,
                                      GError       **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

/* Changing them */

static HeedChange
get_opposite (HeedChange change)
{
  switch (change)
    {
    case HEED_CHANGE_DELETE:
      return HEED_CHANGE_RESTORE;
    case HEED_CHANGE_RESTORE:
      return HEED_CHANGE_DELETE;
    case HEED_CHANGE_ADD_TAG:
      return HEED_CHANGE_REMOVE_TAG;
    case HEED_CHANGE_REMOVE_TAG:
      return HEED_CHANGE_ADD_TAG;
    case HEED_CHANGE_RENAME_TAG:
      break;
    }

  g_assert_not_reached ();
}

static char *
describe_change (HeedChange  change,
                 const char *tag,
                 guint       count)
{
  switch (change)
    {
    case HEED_CHANGE_DELETE:
      return g_strdup_printf (ngettext ("%u entry deleted", "%u entries deleted", count), count);
    case HEED_CHANGE_RESTORE:
      return g_strdup_printf (ngettext ("%u entry restored", "%u entries restored", count), count);
    case HEED_CHANGE_ADD_TAG:
      /* Translators: how many entries, and a tag. */
      return g_strdup_printf (ngettext ("%u entry tagged “%s”", "%u entries tagged “%s”", count), count, tag);
    case HEED_CHANGE_REMOVE_TAG:
      /* Translators: a tag, and how many entries. */
      return g_strdup_printf (ngettext ("The tag “%s” is off %u entry", "The tag “%s” is off %u entries", count), tag,
                              count);
    case HEED_CHANGE_RENAME_TAG:
      break;
    }

  g_assert_not_reached ();
}

static const char *
describe_nothing (HeedChange change)
{
  switch (change)
    {
    case HEED_CHANGE_ADD_TAG:
      return _("All of them have this tag already.");
    case HEED_CHANGE_REMOVE_TAG:
      return _("None of them has this tag.");
    case HEED_CHANGE_DELETE:
    case HEED_CHANGE_RESTORE:
    case HEED_CHANGE_RENAME_TAG:
      return _("Nothing was left to change.");
    }

  g_assert_not_reached ();
}

static void start_change (Errand *errand);

static void
undo_clicked_cb (AdwToast *toast,
                 Errand   *made)
{
  Errand *errand = g_new0 (Errand, 1);

  errand->toasts = g_object_ref (made->toasts);
  errand->journal = g_object_ref (made->journal);
  errand->ids = g_steal_pointer (&made->ids);
  errand->change = get_opposite (made->change);
  errand->tag = g_strdup (made->tag);
  errand->taking_back = TRUE;
  if (errand->ids != NULL)
    start_change (errand);
  else
    free_errand (errand);
}

static void
tell_change (Errand       *errand,
             const GError *failure)
{
  guint count = g_strv_length (errand->ids);
  g_autofree char *change = describe_change (errand->change, errand->tag, count);
  /* Translators: what was done, such as “12 entries deleted”, and a sentence that says why not more. */
  g_autofree char *sentence = failure != NULL ? g_strdup_printf (_("%s. %s"), change, failure->message)
                                              : g_strdup (change);
  AdwToast *toast = tell (errand->toasts, count > 0 ? sentence : describe_nothing (errand->change));

  if (toast == NULL || count == 0)
    {
      free_errand (errand);
      return;
    }

  adw_toast_set_button_label (toast, _("Undo"));
  g_signal_connect_data (toast, "button-clicked", G_CALLBACK (undo_clicked_cb), errand,
                         (GClosureNotify) free_errand_closure, 0);
}

static void
changed_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      data)
{
  g_autoptr (Errand) errand = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GError) failure = NULL;
  char **changed = heed_journal_change_finish (HEED_JOURNAL (source), result, &failure, &error);

  if (changed == NULL)
    {
      tell (errand->toasts, error->message);
      return;
    }

  g_strfreev (errand->ids);
  errand->ids = changed;
  if (!errand->taking_back)
    tell_change (g_steal_pointer (&errand), failure);
  else if (failure != NULL)
    tell (errand->toasts, failure->message);
}

/* Takes @errand over. */
static void
start_change (Errand *errand)
{
  heed_journal_change_async (errand->journal, (const char * const *) errand->ids, errand->change, errand->tag,
                             changed_cb, errand);
}

/**
 * heed_bulk_actions_change:
 * @origin: where a person asked for it
 * @journal: an open journal
 * @ids: (array zero-terminated=1): ids of entries
 * @change: what to do to each
 * @tag: (nullable): the tag to add or take off
 *
 * Changes entries; a toast says how many, and takes it back.
 */
void
heed_bulk_actions_change (GtkWidget          *origin,
                          HeedJournal        *journal,
                          const char * const *ids,
                          HeedChange          change,
                          const char         *tag)
{
  Errand *errand = new_errand (origin, journal, ids);

  errand->change = change;
  errand->tag = g_strdup (tag);
  start_change (errand);
}

/* Printing and exporting them */

static void
loaded_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      data)
{
  g_autoptr (Errand) errand = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) records = heed_journal_load_finish (HEED_JOURNAL (source), result, &error);
  GtkRoot *root = errand->toasts != NULL ? gtk_widget_get_root (errand->toasts) : NULL;

  if (records == NULL)
    tell (errand->toasts, error->message);
  else if (records->len > 0 && root != NULL)
    heed_print_records (GTK_WINDOW (root), heed_journal_get_workbook (errand->journal), records);
}

/**
 * heed_bulk_actions_print:
 * @origin: where a person asked for it
 * @journal: an open journal
 * @ids: (array zero-terminated=1): ids of entries
 *
 * Prints entries in one go, in this order.
 */
void
heed_bulk_actions_print (GtkWidget          *origin,
                         HeedJournal        *journal,
                         const char * const *ids)
{
  heed_journal_load_async (journal, ids, loaded_cb, new_errand (origin, journal, ids));
}

static void
exported_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      data)
{
  g_autoptr (Errand) errand = data;
  g_autoptr (GError) error = NULL;
  guint count = g_strv_length (errand->ids);
  g_autofree char *sentence = g_strdup_printf (ngettext ("%u entry exported", "%u entries exported", count), count);

  if (!heed_journal_finish (HEED_JOURNAL (source), result, &error))
    tell (errand->toasts, error->message);
  else if (heed_journal_wrote_unsaved (HEED_JOURNAL (source), result))
    tell (errand->toasts, _("The entries are exported, with changes that could not be saved. They are in this file "
                            "only; keep it."));
  else
    tell (errand->toasts, sentence);
}

/* Takes @errand over. */
static void
export_response_cb (GtkNativeDialog *dialog,
                    int              response,
                    Errand          *data)
{
  g_autoptr (Errand) errand = data;
  g_autoptr (GFile) file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (dialog));

  errand->path = file != NULL ? g_file_get_path (file) : NULL;
  if (response == GTK_RESPONSE_ACCEPT && errand->path != NULL)
    {
      Errand *started = g_steal_pointer (&errand);

      heed_journal_export_async (started->journal, (const char * const *) started->ids, started->path, exported_cb,
                                 started);
    }
  else if (response == GTK_RESPONSE_ACCEPT)
    {
      tell (errand->toasts, _("Heed can export to this computer’s own folders only. Choose another place."));
    }

  gtk_native_dialog_destroy (dialog);
  g_object_unref (dialog);
}

/**
 * heed_bulk_actions_export:
 * @origin: where a person asked for it
 * @journal: an open journal
 * @ids: (array zero-terminated=1): ids of entries
 *
 * Asks for a file, and writes entries into it.
 */
void
heed_bulk_actions_export (GtkWidget          *origin,
                          HeedJournal        *journal,
                          const char * const *ids)
{
  GtkFileChooserNative *dialog = heed_export_chooser_new (GTK_WINDOW (gtk_widget_get_root (origin)), _("Export Entries"));

  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (dialog), TRUE);
  g_signal_connect (dialog, "response", G_CALLBACK (export_response_cb), new_errand (origin, journal, ids));
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (dialog));
}

static void
free_weak_ref (GWeakRef *ref)
{
  g_weak_ref_clear (ref);
  g_free (ref);
}

/**
 * heed_bulk_actions_show_toast:
 * @toasts: a toast overlay
 * @toast: (transfer full): a toast
 *
 * Shows a toast in the place of the one before, which is about what is over.
 */
void
heed_bulk_actions_show_toast (GtkWidget *toasts,
                              AdwToast  *toast)
{
  GWeakRef *last = g_object_get_data (G_OBJECT (toasts), "bulk-toast");
  g_autoptr (AdwToast) before = NULL;

  if (last == NULL)
    {
      last = g_new0 (GWeakRef, 1);
      g_weak_ref_init (last, NULL);
      g_object_set_data_full (G_OBJECT (toasts), "bulk-toast", last, (GDestroyNotify) free_weak_ref);
    }

  before = g_weak_ref_get (last);
  if (before != NULL)
    adw_toast_dismiss (before);
  g_weak_ref_set (last, toast);
  heed_toast_show (toasts, toast);
}

/**
 * heed_bulk_actions_say:
 * @origin: a widget in a window
 * @sentence: plain text
 *
 * Says a sentence that needs no answer.
 */
void
heed_bulk_actions_say (GtkWidget  *origin,
                       const char *sentence)
{
  tell (gtk_widget_get_ancestor (origin, ADW_TYPE_TOAST_OVERLAY), sentence);
}
