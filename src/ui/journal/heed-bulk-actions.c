/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Many entries at once. See heed-bulk-actions.h. */

#include "heed-bulk-actions.h"

#include "heed-accessible.h"
#include "heed-entry-list.h"
#include "heed-entry-text.h"
#include "heed-export-chooser.h"
#include "heed-print.h"
#include "heed-tag-editor.h"
#include "heed-tag-entry.h"
#include "heed-template.h"
#include "heed-text.h"
#include "heed-toast.h"

#include <glib/gi18n.h>

struct _HeedBulkBar
{
  AdwBin parent_instance;

  GtkMenuButton *tag_button;
  GtkWidget *pin_button;
  GtkPopover *tags;
  GtkEditable *new_tag;
  GtkListBox *known_list;
  GtkFilterListModel *known;
  GtkCustomFilter *filter;

  HeedJournal *journal;
  HeedSelection *selection;
  GStrv known_tags;
  GPtrArray *counts; /* of HeedTagCount: of the entries that are checked; NULL until counted */
  guint n_counted;   /* how many of them there were */
};

typedef struct _Errand Errand;

/* What is to be done with entries, or was done and waits to be taken back. */
struct _Errand
{
  GtkWidget *toasts; /* NULL where nothing can be told */
  HeedJournal *journal;
  HeedSelection *selection; /* whose checked entries they are; NULL for none */
  HeedBulkBar *bar; /* that shows their tags; NULL otherwise */
  void (*func) (Errand *errand);
  char **ids;
  HeedChange change;
  char *tag;
  gboolean taking_back;
};

G_DEFINE_FINAL_TYPE (HeedBulkBar, heed_bulk_bar, ADW_TYPE_BIN)

static void
clear_errand (Errand *errand)
{
  g_clear_object (&errand->toasts);
  g_clear_object (&errand->journal);
  g_clear_object (&errand->selection);
  g_clear_object (&errand->bar);
  g_strfreev (errand->ids);
  g_free (errand->tag);
}

static void
release_errand (Errand *errand)
{
  g_rc_box_release_full (errand, (GDestroyNotify) clear_errand);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Errand, release_errand)

static Errand *
new_errand (GtkWidget    *origin,
            HeedJournal  *journal,
            void        (*func) (Errand *errand))
{
  Errand *errand = g_rc_box_new0 (Errand);

  g_set_object (&errand->toasts, gtk_widget_get_ancestor (origin, ADW_TYPE_TOAST_OVERLAY));
  errand->journal = g_object_ref (journal);
  errand->func = func;
  return errand;
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

/* Changing them */

static const HeedChange opposites[] = {
  [HEED_CHANGE_DELETE] = HEED_CHANGE_RESTORE,
  [HEED_CHANGE_RESTORE] = HEED_CHANGE_DELETE,
  [HEED_CHANGE_PIN] = HEED_CHANGE_UNPIN,
  [HEED_CHANGE_UNPIN] = HEED_CHANGE_PIN,
  [HEED_CHANGE_ADD_TAG] = HEED_CHANGE_REMOVE_TAG,
  [HEED_CHANGE_REMOVE_TAG] = HEED_CHANGE_ADD_TAG,
};

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
    case HEED_CHANGE_PIN:
      return g_strdup_printf (ngettext ("%u entry pinned", "%u entries pinned", count), count);
    case HEED_CHANGE_UNPIN:
      return g_strdup_printf (ngettext ("%u entry no longer pinned", "%u entries no longer pinned", count), count);
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
  if (change == HEED_CHANGE_ADD_TAG)
    return _("All of them have this tag already.");
  if (change == HEED_CHANGE_REMOVE_TAG)
    return _("None of them has this tag.");

  return _("Nothing was left to change.");
}

static void show_counts (HeedBulkBar *self);
static void start_change (Errand *errand);

static void
undo_clicked_cb (AdwToast *toast,
                 Errand   *errand)
{
  if (errand->taking_back)
    return;

  errand->change = opposites[errand->change];
  errand->taking_back = TRUE;
  start_change (g_rc_box_acquire (errand));
}

static void
changed_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      data)
{
  g_autoptr (Errand) errand = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GError) failure = NULL;
  g_autofree char *change = NULL;
  g_autofree char *sentence = NULL;
  char **changed = heed_journal_change_finish (HEED_JOURNAL (source), result, &failure, &error);
  AdwToast *toast;
  guint count;

  if (changed == NULL || errand->taking_back)
    {
      if (error != NULL || failure != NULL)
        tell (errand->toasts, error != NULL ? error->message : failure->message);
      /* What was ticked for it is not so. */
      if (errand->bar != NULL)
        show_counts (errand->bar);
      g_strfreev (changed);
      return;
    }

  g_strfreev (errand->ids);
  errand->ids = changed;
  count = g_strv_length (changed);
  change = describe_change (errand->change, errand->tag, count);
  /* Translators: what was done, such as “12 entries deleted”, and a sentence that says why not more. */
  sentence = failure != NULL ? g_strdup_printf (_("%s. %s"), change, failure->message) : g_strdup (change);
  toast = tell (errand->toasts, count > 0 ? sentence : describe_nothing (errand->change));
  if (toast == NULL || count == 0)
    return;

  adw_toast_set_button_label (toast, _("Undo"));
  g_signal_connect_data (toast, "button-clicked", G_CALLBACK (undo_clicked_cb), g_steal_pointer (&errand),
                         (GClosureNotify) G_CALLBACK (release_errand), 0);
}

/* Takes @errand over. */
static void
start_change (Errand *errand)
{
  heed_journal_change_async (errand->journal, (const char * const *) errand->ids, errand->change, errand->tag,
                             changed_cb, errand);
}

/* Printing, copying and exporting them */

static void
copy_records (Errand    *errand,
              GPtrArray *records)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autofree char *sentence = g_strdup_printf (ngettext ("%u entry copied", "%u entries copied", records->len),
                                               records->len);

  for (guint i = 0; i < records->len; i++)
    heed_entry_text_append (text, heed_journal_get_workbook (errand->journal), g_ptr_array_index (records, i),
                            HEED_TEXT_STYLE_PLAIN);
  gdk_clipboard_set_text (gtk_widget_get_clipboard (errand->toasts), text->str);
  tell (errand->toasts, sentence);
}

static void start_copying (Errand *errand);

static void
loaded_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      data)
{
  g_autoptr (Errand) errand = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) records = heed_journal_load_finish (HEED_JOURNAL (source), result, &error);
  GtkRoot *root = gtk_widget_get_root (errand->toasts);

  if (records == NULL)
    tell (errand->toasts, error->message);
  else if (records->len > 0 && root != NULL && errand->func == start_copying)
    copy_records (errand, records);
  else if (records->len > 0 && root != NULL)
    heed_print_records (GTK_WINDOW (root), errand->journal, records);
}

/* In one go, in this order. */
static void
start_printing (Errand *errand)
{
  heed_journal_load_async (errand->journal, (const char * const *) errand->ids, loaded_cb, errand);
}

static void
start_copying (Errand *errand)
{
  heed_journal_load_async (errand->journal, (const char * const *) errand->ids, loaded_cb, errand);
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
  else if (heed_journal_get_missing (HEED_JOURNAL (source), result) != NULL)
    tell (errand->toasts, heed_journal_get_missing (HEED_JOURNAL (source), result));
  else
    tell (errand->toasts, sentence);
}

static void
export_response_cb (GtkNativeDialog *dialog,
                    int              response,
                    Errand          *errand)
{
  g_autoptr (GFile) file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (dialog));
  g_autofree char *path = file != NULL ? g_file_get_path (file) : NULL;

  if (response == GTK_RESPONSE_ACCEPT && path != NULL)
    heed_journal_export_async (errand->journal, (const char * const *) errand->ids, path, exported_cb,
                               g_rc_box_acquire (errand));
  else if (response == GTK_RESPONSE_ACCEPT)
    tell (errand->toasts, _("Heed can export to this computer’s own folders only. Choose another place."));

  gtk_native_dialog_destroy (dialog);
  g_object_unref (dialog);
}

static void
start_exporting (Errand *errand)
{
  GtkFileChooserNative *dialog = heed_export_chooser_new (GTK_WINDOW (gtk_widget_get_root (errand->toasts)),
                                                          _("Export Entries"));

  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (dialog), TRUE);
  g_signal_connect_data (dialog, "response", G_CALLBACK (export_response_cb), errand,
                         (GClosureNotify) G_CALLBACK (release_errand), 0);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (dialog));
}

/* Which entries are checked */

/* Takes @ids over. */
static void
go_on (Errand  *errand,
       char   **ids)
{
  errand->ids = ids;
  /* The window may have gone. */
  if (errand->toasts == NULL || gtk_widget_get_root (errand->toasts) == NULL)
    return;

  if (ids[0] != NULL)
    errand->func (g_rc_box_acquire (errand));
  /* What is deleted is not to be checked. */
  if (errand->func == start_change && errand->change == HEED_CHANGE_DELETE)
    heed_selection_set_checking (errand->selection, FALSE);
}

static void
got_ids_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      data)
{
  g_autoptr (Errand) errand = data;
  g_autoptr (GError) error = NULL;
  char **ids = heed_journal_take_answer (HEED_JOURNAL (source), result, &error);

  if (ids != NULL)
    go_on (errand, ids);
  else
    tell (errand->toasts, error->message);
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

/* Does it with what is checked as of now. Takes @data over. */
static void
do_with_checked (Errand        *data,
                 HeedSelection *selection)
{
  g_autoptr (Errand) errand = data;
  g_autoptr (GtkBitset) checked = gtk_selection_model_get_selection (GTK_SELECTION_MODEL (selection));
  g_autoptr (GArray) positions = g_array_new (FALSE, FALSE, sizeof (guint));
  GListModel *model = heed_selection_get_model (selection);
  GtkBitsetIter iter;
  guint position;

  for (gboolean more = gtk_bitset_iter_init_first (&iter, checked, &position); more;
       more = gtk_bitset_iter_next (&iter, &position))
    g_array_append_val (positions, position);

  errand->selection = g_object_ref (selection);
  if (HEED_IS_ENTRY_LIST (model))
    heed_entry_list_get_ids_async (HEED_ENTRY_LIST (model), positions, got_ids_cb, g_steal_pointer (&errand));
  else
    go_on (errand, list_ids (model, positions));
}

/* The bar */

/* As far as their summaries have arrived; of what a list has loaded, its places tell. */
static gboolean
is_pinned (GListModel *model,
           guint       position)
{
  g_autoptr (HeedEntry) entry = NULL;

  if (HEED_IS_ENTRY_LIST (model))
    return heed_entry_list_is_first (HEED_ENTRY_LIST (model), position);

  entry = g_list_model_get_item (model, position);
  return entry != NULL && heed_entry_is_pinned (entry);
}

static gboolean
are_pinned (HeedSelection *selection)
{
  g_autoptr (GtkBitset) checked = gtk_selection_model_get_selection (GTK_SELECTION_MODEL (selection));
  GtkBitsetIter iter;
  guint position;

  for (gboolean more = gtk_bitset_iter_init_first (&iter, checked, &position); more;
       more = gtk_bitset_iter_next (&iter, &position))
    if (!is_pinned (heed_selection_get_model (selection), position))
      return FALSE;

  return TRUE;
}

static void
update_actions (HeedBulkBar *self)
{
  static const char * const names[] = {
    "bulk.delete", "bulk.print", "bulk.copy", "bulk.export", "bulk.tag", "bulk.pin", "bulk.unpin",
  };
  gboolean some = self->selection != NULL && heed_selection_get_n_checked (self->selection) > 0;
  gboolean pinned = some && are_pinned (self->selection);
  const char *name = pinned ? _("Unpin the selected entries") : _("Pin the selected entries to the top");

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    gtk_widget_action_set_enabled (GTK_WIDGET (self), names[i], some);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->pin_button), pinned ? "bulk.unpin" : "bulk.pin");
  gtk_widget_set_tooltip_text (self->pin_button, name);
  heed_accessible_set_name (self->pin_button, name);
}

static void
pin_action (HeedBulkBar *self)
{
  heed_bulk_actions_change_checked (GTK_WIDGET (self), self->journal, self->selection, HEED_CHANGE_PIN, NULL);
}

static void
unpin_action (HeedBulkBar *self)
{
  heed_bulk_actions_change_checked (GTK_WIDGET (self), self->journal, self->selection, HEED_CHANGE_UNPIN, NULL);
}

static void
delete_action (HeedBulkBar *self)
{
  heed_bulk_actions_change_checked (GTK_WIDGET (self), self->journal, self->selection, HEED_CHANGE_DELETE, NULL);
}

static void
print_action (HeedBulkBar *self)
{
  do_with_checked (new_errand (GTK_WIDGET (self), self->journal, start_printing), self->selection);
}

static void
copy_action (HeedBulkBar *self)
{
  do_with_checked (new_errand (GTK_WIDGET (self), self->journal, start_copying), self->selection);
}

static void
export_action (HeedBulkBar *self)
{
  do_with_checked (new_errand (GTK_WIDGET (self), self->journal, start_exporting), self->selection);
}

/* Their tags */

static void
tag_action (HeedBulkBar *self,
            GVariant    *parameter)
{
  gboolean adds;
  const char *tag;

  g_variant_get (parameter, "(b&s)", &adds, &tag);
  heed_bulk_actions_change_checked (GTK_WIDGET (self), self->journal, self->selection,
                                    adds ? HEED_CHANGE_ADD_TAG : HEED_CHANGE_REMOVE_TAG, tag);
}

/* Of the known tags those that what is typed can become. */
static gboolean
fits (gpointer item,
      gpointer data)
{
  HeedBulkBar *self = data;
  g_autofree char *typed = heed_text_normalize (gtk_editable_get_text (self->new_tag));

  return heed_tag_entry_fits (gtk_string_object_get_string (item), typed);
}

static void
typed_cb (HeedBulkBar *self)
{
  gtk_filter_changed (GTK_FILTER (self->filter), GTK_FILTER_CHANGE_DIFFERENT);
}

/* Known tags are not doubled for the sake of a capital letter. */
static void
add_new_cb (HeedBulkBar *self)
{
  g_autofree char *typed = heed_text_normalize (gtk_editable_get_text (self->new_tag));
  const char *known = heed_text_find_alike ((const char * const *) self->known_tags, typed);

  if (*typed == '\0')
    return;

  gtk_popover_popdown (self->tags);
  gtk_widget_activate_action (GTK_WIDGET (self), "bulk.tag", "(bs)", TRUE, known != NULL ? known : typed);
}

static guint
get_count (HeedBulkBar *self,
           const char  *tag)
{
  for (guint i = 0; self->counts != NULL && i < self->counts->len; i++)
    {
      const HeedTagCount *count = g_ptr_array_index (self->counts, i);
      const char * const one[] = { count->tag, NULL };

      if (heed_text_find_alike (one, tag) != NULL)
        return count->entries;
    }

  return 0;
}

/* All have it, some, or none. */
static void
show_count (HeedBulkBar *self,
            GtkWidget   *row)
{
  GtkWidget *check = g_object_get_data (G_OBJECT (row), "check"), *label = g_object_get_data (G_OBJECT (row), "count");
  guint count = get_count (self, g_object_get_data (G_OBJECT (row), "tag"));
  gboolean all = count > 0 && count == self->n_counted, some = count > 0 && !all;
  g_autofree char *text = some ? g_strdup_printf (_("%u of %u"), count, self->n_counted) : NULL;

  g_object_set_data (G_OBJECT (check), "all", GINT_TO_POINTER (all));
  gtk_check_button_set_active (GTK_CHECK_BUTTON (check), all);
  gtk_check_button_set_inconsistent (GTK_CHECK_BUTTON (check), some);
  gtk_label_set_label (GTK_LABEL (label), heed_text_or_empty (text));
}

/* Nothing is ticked before it is known who has what. */
static void
show_counts (HeedBulkBar *self)
{
  gtk_widget_set_sensitive (GTK_WIDGET (self->known_list), self->counts != NULL);
  for (GtkWidget *row = gtk_widget_get_first_child (GTK_WIDGET (self->known_list)); row != NULL;
       row = gtk_widget_get_next_sibling (row))
    show_count (self, row);
}

/* What only some have, all get. */
static void
toggled_cb (GtkWidget   *check,
            HeedBulkBar *self)
{
  gboolean had = GPOINTER_TO_INT (g_object_get_data (G_OBJECT (check), "all"));

  /* It is not the person who sets what the entries have. */
  if (gtk_check_button_get_active (GTK_CHECK_BUTTON (check)) != had)
    gtk_widget_activate_action (GTK_WIDGET (self), "bulk.tag", "(bs)", !had,
                                g_object_get_data (G_OBJECT (check), "tag"));
}

static GtkWidget *
create_row (gpointer item,
            gpointer data)
{
  HeedBulkBar *self = data;
  const char *tag = gtk_string_object_get_string (item);
  g_autoptr (GtkBuilder) builder = gtk_builder_new_from_resource ("/org/heedworkbook/Heed/journal/heed-bulk-tag.ui");
  GtkWidget *row = GTK_WIDGET (gtk_builder_get_object (builder, "row"));
  GtkWidget *check = GTK_WIDGET (gtk_builder_get_object (builder, "check"));

  gtk_label_set_label (GTK_LABEL (gtk_builder_get_object (builder, "label")), tag);
  heed_accessible_set_name (check, tag);
  g_object_set_data_full (G_OBJECT (row), "tag", g_strdup (tag), g_free);
  g_object_set_data_full (G_OBJECT (check), "tag", g_strdup (tag), g_free);
  g_object_set_data (G_OBJECT (row), "check", check);
  g_object_set_data (G_OBJECT (row), "count", gtk_builder_get_object (builder, "count"));
  show_count (self, row);
  g_signal_connect_object (check, "toggled", G_CALLBACK (toggled_cb), self, 0);
  return g_object_ref (row);
}

static void
counted_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      data)
{
  g_autoptr (Errand) errand = data;
  g_autoptr (GPtrArray) counts = heed_journal_take_answer (HEED_JOURNAL (source), result, NULL);
  HeedBulkBar *self = errand->bar;

  if (counts == NULL || self->journal == NULL)
    return;

  g_clear_pointer (&self->counts, g_ptr_array_unref);
  self->counts = g_ptr_array_ref (counts);
  self->n_counted = g_strv_length (errand->ids);
  show_counts (self);
}

static void
start_counting (Errand *errand)
{
  heed_journal_count_tags_async (errand->journal, (const char * const *) errand->ids, counted_cb, errand);
}

static void
count_tags (HeedBulkBar *self)
{
  Errand *errand;

  if (!gtk_widget_get_visible (GTK_WIDGET (self->tags)))
    return;

  errand = new_errand (GTK_WIDGET (self), self->journal, start_counting);
  errand->bar = g_object_ref (self);
  do_with_checked (errand, self->selection);
}

static void
known_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      data)
{
  g_autoptr (HeedBulkBar) self = data;
  g_auto (GStrv) tags = heed_known_tags_finish (HEED_JOURNAL (source), result);
  g_autoptr (GtkStringList) list = NULL;

  /* Without them, any tag can still be typed. */
  if (tags == NULL || self->journal == NULL)
    return;

  list = gtk_string_list_new ((const char * const *) tags);
  gtk_filter_list_model_set_model (self->known, G_LIST_MODEL (list));
  g_strfreev (self->known_tags);
  self->known_tags = g_steal_pointer (&tags);
}

static void
shown_cb (HeedBulkBar *self)
{
  g_clear_pointer (&self->counts, g_ptr_array_unref);
  gtk_editable_set_text (self->new_tag, "");
  gtk_widget_grab_focus (GTK_WIDGET (self->new_tag));
  show_counts (self);
  count_tags (self);
  heed_journal_get_tags_async (self->journal, known_cb, g_object_ref (self));
}

static void
heed_bulk_bar_dispose (GObject *object)
{
  HeedBulkBar *self = HEED_BULK_BAR (object);

  g_clear_object (&self->journal);
  g_clear_object (&self->selection);
  g_clear_pointer (&self->known_tags, g_strfreev);
  g_clear_pointer (&self->counts, g_ptr_array_unref);

  G_OBJECT_CLASS (heed_bulk_bar_parent_class)->dispose (object);
}

static void
heed_bulk_bar_class_init (HeedBulkBarClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = heed_bulk_bar_dispose;

  heed_template_set (widget_class, "journal/heed-bulk-bar.ui");
  gtk_widget_class_bind_template_child (widget_class, HeedBulkBar, tag_button);
  gtk_widget_class_bind_template_child (widget_class, HeedBulkBar, pin_button);
  gtk_widget_class_bind_template_child (widget_class, HeedBulkBar, tags);
  gtk_widget_class_bind_template_child (widget_class, HeedBulkBar, new_tag);
  gtk_widget_class_bind_template_child (widget_class, HeedBulkBar, known_list);
  gtk_widget_class_bind_template_child (widget_class, HeedBulkBar, known);
  gtk_widget_class_bind_template_child (widget_class, HeedBulkBar, filter);
  gtk_widget_class_bind_template_callback (widget_class, shown_cb);
  gtk_widget_class_bind_template_callback (widget_class, typed_cb);
  gtk_widget_class_bind_template_callback (widget_class, add_new_cb);
  heed_template_install_action (widget_class, "bulk.delete", NULL, G_CALLBACK (delete_action));
  heed_template_install_action (widget_class, "bulk.pin", NULL, G_CALLBACK (pin_action));
  heed_template_install_action (widget_class, "bulk.unpin", NULL, G_CALLBACK (unpin_action));
  heed_template_install_action (widget_class, "bulk.print", NULL, G_CALLBACK (print_action));
  heed_template_install_action (widget_class, "bulk.copy", NULL, G_CALLBACK (copy_action));
  heed_template_install_action (widget_class, "bulk.export", NULL, G_CALLBACK (export_action));
  heed_template_install_action (widget_class, "bulk.tag", "(bs)", G_CALLBACK (tag_action));
}

static void
heed_bulk_bar_init (HeedBulkBar *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));

  gtk_custom_filter_set_filter_func (self->filter, fits, self, NULL);
  gtk_list_box_bind_model (self->known_list, G_LIST_MODEL (self->known), create_row, self, NULL);
}

/**
 * heed_bulk_bar_set_selection:
 * @self: a bar without a journal
 * @journal: an open journal
 * @selection: a selection of a list of its entries
 *
 * Sets what there is to do something with.
 */
void
heed_bulk_bar_set_selection (HeedBulkBar   *self,
                             HeedJournal   *journal,
                             HeedSelection *selection)
{
  g_return_if_fail (HEED_IS_BULK_BAR (self) && HEED_IS_SELECTION (selection) && self->journal == NULL);

  self->journal = g_object_ref (journal);
  self->selection = g_object_ref (selection);
  g_object_bind_property (selection, "checking", self, "visible", G_BINDING_SYNC_CREATE);
  g_object_bind_property (selection, "n-checked", self->tag_button, "sensitive", G_BINDING_SYNC_CREATE);
  g_signal_connect_object (selection, "notify::n-checked", G_CALLBACK (update_actions), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (journal, "changed", G_CALLBACK (update_actions), self, G_CONNECT_SWAPPED | G_CONNECT_AFTER);
  g_signal_connect_object (journal, "changed", G_CALLBACK (count_tags), self, G_CONNECT_SWAPPED | G_CONNECT_AFTER);
  update_actions (self);
}

/**
 * heed_bulk_bar_show_tags:
 * @self: a bar
 *
 * Opens the tags of the entries that are checked.
 */
void
heed_bulk_bar_show_tags (HeedBulkBar *self)
{
  g_return_if_fail (HEED_IS_BULK_BAR (self));

  gtk_menu_button_popup (self->tag_button);
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
  Errand *errand = new_errand (origin, journal, start_change);

  errand->ids = g_strdupv ((GStrv) ids);
  errand->change = change;
  errand->tag = g_strdup (tag);
  start_change (errand);
}

/**
 * heed_bulk_actions_change_checked:
 * @origin: where a person asked for it
 * @journal: an open journal
 * @selection: a selection of a list of its entries
 * @change: what to do to each
 * @tag: (nullable): the tag to add or take off
 *
 * Changes the entries that are checked as of now, as heed_bulk_actions_change() does.
 */
void
heed_bulk_actions_change_checked (GtkWidget     *origin,
                                  HeedJournal   *journal,
                                  HeedSelection *selection,
                                  HeedChange     change,
                                  const char    *tag)
{
  Errand *errand = new_errand (origin, journal, start_change);

  errand->change = change;
  errand->tag = g_strdup (tag);
  if (HEED_IS_BULK_BAR (origin))
    errand->bar = g_object_ref (HEED_BULK_BAR (origin));
  do_with_checked (errand, selection);
}

/**
 * heed_bulk_actions_copy:
 * @origin: where a person asked for it
 * @journal: an open journal
 * @ids: (array zero-terminated=1): ids of entries
 *
 * Puts entries into the clipboard as text; a toast says how many.
 */
void
heed_bulk_actions_copy (GtkWidget          *origin,
                        HeedJournal        *journal,
                        const char * const *ids)
{
  g_autoptr (Errand) errand = new_errand (origin, journal, start_copying);

  go_on (errand, g_strdupv ((GStrv) ids));
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
