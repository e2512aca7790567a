/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What was deleted. See heed-trash-page.h. */

#include "heed-trash-page.h"

#include "heed-accessible.h"
#include "heed-bulk-actions.h"
#include "heed-context-menu.h"
#include "heed-copies.h"
#include "heed-entry-list.h"
#include "heed-entry-pane.h"
#include "heed-entry-row.h"
#include "heed-focus.h"
#include "heed-question.h"
#include "heed-safety-page.h"
#include "heed-settings.h"
#include "heed-template.h"

#include <glib/gi18n.h>

struct _HeedTrashPage
{
  AdwBin parent_instance;

  GtkStack *states;
  AdwStatusPage *empty;
  AdwLeaflet *leaflet;
  GtkWidget *list_side;
  GtkStack *readers;
  HeedEntryPane *reader;
  GtkLabel *sentence;
  GtkListView *list;
  HeedSelection *selection;

  GSettings *settings;
  HeedJournal *journal;
  HeedEntryList *entries;
  HeedEntryRows *rows;
  HeedEntry *shown; /* beside the list; NULL for none */
  gboolean asking; /* the copies are being looked for, of which the question tells */
};

G_DEFINE_FINAL_TYPE (HeedTrashPage, heed_trash_page, ADW_TYPE_BIN)

static guint
count_entries (HeedTrashPage *self)
{
  return g_list_model_get_n_items (G_LIST_MODEL (self->entries));
}

static guint
get_keep_days (HeedTrashPage *self)
{
  return g_settings_get_boolean (self->settings, "empty-trash") ? HEED_TRASH_DAYS : 0;
}

static void
show_row (HeedEntryRow *row,
          HeedEntry    *entry,
          guint         position,
          gpointer      data)
{
  heed_entry_row_set_in_trash (row, get_keep_days (data));
}

static void
show_sentence (HeedTrashPage *self)
{
  g_autofree char *kept =
    g_strdup_printf (ngettext ("What you delete stays here for at least %u day before it goes for good.",
                               "What you delete stays here for at least %u days before it goes for good.", HEED_TRASH_DAYS),
                     HEED_TRASH_DAYS);
  const char *text = get_keep_days (self) > 0 ? kept : _("What you delete stays here until you empty the trash.");

  gtk_label_set_label (self->sentence, text);
  adw_status_page_set_description (self->empty, text);
  heed_entry_rows_update (self->rows);
}

static char *
describe_checked (HeedTrashPage *self,
                  guint          count)
{
  return count > 0 ? g_strdup_printf (ngettext ("%u selected", "%u selected", count), count) : NULL;
}

static gboolean
is_checking (HeedTrashPage *self)
{
  return heed_selection_get_checking (self->selection);
}

static void
update_actions (HeedTrashPage *self)
{
  guint count = heed_selection_get_n_checked (self->selection);
  gboolean some = is_checking (self) ? count > 0 : self->shown != NULL;

  gtk_widget_action_set_enabled (GTK_WIDGET (self), "trash.restore", some);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "trash.erase", self->shown != NULL);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "trash.empty", count_entries (self) > 0);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "trash.select", count_entries (self) > 0 || is_checking (self));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "trash.select-all", count < count_entries (self));
}

static void
update_state (HeedTrashPage *self)
{
  if (count_entries (self) > 0)
    gtk_stack_set_visible_child_name (self->states, "entries");
  else if (!heed_entry_list_get_loading (self->entries))
    gtk_stack_set_visible_child_name (self->states, "empty");

  update_actions (self);
}

/* Reading what was deleted */

static void
show_entry (HeedTrashPage *self,
            HeedEntry     *entry)
{
  g_set_object (&self->shown, entry);
  heed_entry_view_set_entry (heed_entry_pane_get_view (self->reader), entry);
  gtk_stack_set_visible_child_name (self->readers, entry != NULL ? "entry" : "none");
  if (entry == NULL)
    adw_leaflet_set_visible_child (self->leaflet, self->list_side);
  update_actions (self);
}

static void
opened_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      data)
{
  g_autoptr (HeedTrashPage) self = data;
  g_autoptr (GError) error = NULL;
  HeedEntry *selected;

  if (self->journal == NULL)
    return;

  selected = heed_selection_get_item (self->selection);
  if (!heed_journal_finish (HEED_JOURNAL (source), result, &error))
    heed_bulk_actions_say (GTK_WIDGET (self), error->message);
  else if (selected != NULL && heed_entry_is_open (selected))
    show_entry (self, selected);
}

static void
selected_cb (HeedTrashPage *self)
{
  HeedEntry *selected = heed_selection_get_item (self->selection);

  if (selected == NULL)
    show_entry (self, NULL);
  else if (heed_entry_get_id (selected) != NULL)
    heed_journal_open_entry_async (self->journal, selected, opened_cb, g_object_ref (self));
}

static void
row_activated_cb (HeedTrashPage *self,
                  guint          position)
{
  if (is_checking (self))
    {
      gtk_widget_activate_action (GTK_WIDGET (self->list), "list.select-item", "(ubb)", position, TRUE, FALSE);
      return;
    }

  heed_selection_set_position (self->selection, position);
  adw_leaflet_set_visible_child (self->leaflet, GTK_WIDGET (self->readers));
}

/* Narrow, one click opens an entry; wide, it selects what stands beside. */
static void
folded_cb (HeedTrashPage *self)
{
  gtk_list_view_set_single_click_activate (self->list, adw_leaflet_get_folded (self->leaflet));
}

/* From an entry to the list, where only one of them has room. */
static void
back_action (GtkWidget *widget)
{
  HeedTrashPage *self = HEED_TRASH_PAGE (widget);

  if (adw_leaflet_get_folded (self->leaflet) && adw_leaflet_get_visible_child (self->leaflet) == GTK_WIDGET (self->readers))
    {
      adw_leaflet_set_visible_child (self->leaflet, self->list_side);
      gtk_widget_grab_focus (GTK_WIDGET (self->list));
    }
  else
    {
      gtk_widget_activate_action (widget, "win.back", NULL);
    }
}

static void
escape_action (GtkWidget *widget)
{
  HeedTrashPage *self = HEED_TRASH_PAGE (widget);

  if (is_checking (self))
    heed_selection_set_checking (self->selection, FALSE);
  else
    back_action (widget);
}

static void
select_action (HeedTrashPage *self)
{
  heed_selection_set_checking (self->selection, !is_checking (self));
  update_actions (self);
}

static void
restore_action (HeedTrashPage *self)
{
  heed_bulk_actions_change_checked (GTK_WIDGET (self), self->journal, self->selection, HEED_CHANGE_RESTORE, NULL);
}

/* The menu of a row */

static void
read_action (HeedTrashPage *self,
             GVariant      *parameter)
{
  row_activated_cb (self, g_variant_get_uint32 (parameter));
}

static void
restore_one_action (HeedTrashPage *self,
                    GVariant      *parameter)
{
  const char * const ids[] = { g_variant_get_string (parameter, NULL), NULL };

  heed_bulk_actions_change (GTK_WIDGET (self), self->journal, ids, HEED_CHANGE_RESTORE, NULL);
}

static GMenuModel *
create_menu (GtkWidget *target,
             gpointer   data)
{
  HeedTrashPage *self = data;
  GtkListItem *item = heed_entry_rows_find_item (target);
  HeedEntry *entry = item != NULL ? gtk_list_item_get_item (item) : NULL;
  g_autoptr (GMenu) menu = NULL;

  if (entry == NULL || heed_entry_get_id (entry) == NULL)
    return NULL;

  menu = g_menu_new ();
  if (is_checking (self))
    {
      heed_context_menu_append (menu, _("_Restore"), "trash.restore", NULL);
      heed_context_menu_append (menu, _("Select _All"), "trash.select-all", NULL);
    }
  else
    {
      heed_context_menu_append (menu, C_("trash", "Rea_d"), "trash.read",
                                g_variant_new_uint32 (gtk_list_item_get_position (item)));
      heed_context_menu_append (menu, _("_Restore"), "trash.restore-one", g_variant_new_string (heed_entry_get_id (entry)));
      heed_context_menu_append (menu, _("_Select"), "trash.select", NULL);
    }
  return G_MENU_MODEL (g_steal_pointer (&menu));
}

static void
select_all_action (HeedTrashPage *self)
{
  gtk_selection_model_select_all (GTK_SELECTION_MODEL (self->selection));
}

/* Deleting one for good */

static void
erased_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      data)
{
  g_autoptr (HeedTrashPage) self = data;
  g_autoptr (GError) error = NULL;

  if (heed_journal_finish (HEED_JOURNAL (source), result, &error))
    heed_bulk_actions_say (GTK_WIDGET (self), _("Gone for good"));
  else
    heed_bulk_actions_say (GTK_WIDGET (self), error->message);
}

static void
erase_response_cb (AdwMessageDialog *dialog,
                   const char       *response,
                   HeedTrashPage    *self)
{
  const char *id = g_object_get_data (G_OBJECT (dialog), "id");

  if (g_str_equal (response, "erase") && self->journal != NULL)
    heed_journal_erase_async (self->journal, id, erased_cb, g_object_ref (self));
}

/* It cannot be taken back, either. */
static void
erase_action (HeedTrashPage *self)
{
  g_autofree char *title = heed_entry_dup_title (self->shown);
  /* Translators: the title of an entry. */
  g_autofree char *heading = g_strdup_printf (_("Delete “%s” for Good?"), title);
  AdwMessageDialog *dialog =
    heed_question_new (GTK_WIDGET (self), heading,
                       _("This cannot be taken back. Copies of your journal keep it until you empty the trash and erase it "
                         "there, too."),
                       ADW_RESPONSE_DESTRUCTIVE, "keep", _("_Cancel"), "erase", _("_Delete for Good"), NULL);

  g_object_set_data_full (G_OBJECT (dialog), "id", g_strdup (heed_entry_get_id (self->shown)), g_free);
  g_signal_connect_object (dialog, "response", G_CALLBACK (erase_response_cb), self, 0);
  gtk_window_present (GTK_WINDOW (dialog));
}

/* Emptying */

/* What is to be emptied, while somebody is asked and while it is done. */
typedef struct
{
  HeedTrashPage *self;
  GPtrArray *copies;      /* of HeedCopy: that hold it, too */
  GtkCheckButton *button; /* whether to erase it there, too; NULL where there are none */
} Emptying;

static void
clear_emptying (Emptying *emptying)
{
  g_object_unref (emptying->self);
  g_clear_pointer (&emptying->copies, g_ptr_array_unref);
  g_clear_object (&emptying->button);
}

static void
release_emptying (Emptying *emptying)
{
  g_rc_box_release_full (emptying, (GDestroyNotify) clear_emptying);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Emptying, release_emptying)

static void
forgotten_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      data)
{
  g_autoptr (Emptying) emptying = data;
  g_autoptr (GError) error = NULL;
  g_autofree char *sentence = NULL;

  if (heed_journal_finish (HEED_JOURNAL (source), result, &error))
    sentence = g_strdup_printf (ngettext ("Gone for good, from %u copy, too", "Gone for good, from %u copies, too",
                                          emptying->copies->len),
                                emptying->copies->len);
  heed_bulk_actions_say (GTK_WIDGET (emptying->self), sentence != NULL ? sentence : error->message);
}

static void
emptied_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      data)
{
  g_autoptr (Emptying) emptying = data;
  GtkWidget *page = GTK_WIDGET (emptying->self);
  g_autoptr (GError) error = NULL;
  g_autofree char *sentence = NULL;
  guint count;

  if (!heed_journal_empty_trash_finish (HEED_JOURNAL (source), result, &count, &error))
    {
      heed_bulk_actions_say (page, error->message);
      return;
    }

  sentence = g_strdup_printf (ngettext ("%u entry is gone for good", "%u entries are gone for good", count), count);
  heed_bulk_actions_say (page, sentence);
  if (emptying->button != NULL && gtk_check_button_get_active (emptying->button))
    {
      GPtrArray *copies = emptying->copies;

      heed_journal_forget_in_copies_async (HEED_JOURNAL (source), copies, forgotten_cb, g_steal_pointer (&emptying));
    }
}

static void
response_cb (AdwMessageDialog *dialog,
             const char       *response,
             Emptying         *emptying)
{
  if (g_str_equal (response, "empty"))
    heed_journal_empty_trash_async (emptying->self->journal, 0, emptied_cb, g_rc_box_acquire (emptying));
}

static char *
describe_emptying (guint      count,
                   GPtrArray *copies)
{
  g_autofree char *gone = g_strdup_printf (ngettext ("%u entry will be gone for good. This cannot be taken back.",
                                                     "%u entries will be gone for good. This cannot be taken back.",
                                                     count),
                                           count);
  g_autofree char *held = NULL;

  if (copies->len == 0)
    return g_steal_pointer (&gone);

  held = g_strdup_printf (ngettext ("%u copy of your journal still holds what was deleted:",
                                    "%u copies of your journal still hold what was deleted:", copies->len),
                          copies->len);
  return g_strdup_printf ("%s\n\n%s", gone, held);
}

/* This one is asked, since it is the one that cannot be taken back. */
static void
copies_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      data)
{
  g_autoptr (HeedTrashPage) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) copies = heed_journal_take_answer (HEED_JOURNAL (source), result, &error);
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  guint count = count_entries (self);
  g_autofree char *body = NULL;
  Emptying *emptying;
  AdwMessageDialog *dialog;

  self->asking = FALSE;
  if (root == NULL || count == 0)
    return;
  if (copies == NULL)
    {
      heed_bulk_actions_say (GTK_WIDGET (self), error->message);
      return;
    }

  body = describe_emptying (count, copies);
  dialog = heed_question_new (GTK_WIDGET (self), _("Empty the Trash?"), body, ADW_RESPONSE_DESTRUCTIVE,
                              "keep", _("_Cancel"), "empty", _("_Empty the Trash"), NULL);
  emptying = g_rc_box_new0 (Emptying);
  emptying->self = g_object_ref (self);
  emptying->copies = g_ptr_array_ref (copies);
  /* Whoever wants something gone should know where it still is. */
  if (copies->len > 0)
    {
      g_autoptr (GtkBuilder) builder = gtk_builder_new_from_resource ("/org/heedworkbook/Heed/journal/heed-trash-copies.ui");
      g_autofree char *list = heed_copies_list (copies);

      gtk_label_set_label (GTK_LABEL (gtk_builder_get_object (builder, "copies")), list);
      g_set_object (&emptying->button, GTK_CHECK_BUTTON (gtk_builder_get_object (builder, "erase")));
      adw_message_dialog_set_extra_child (dialog, GTK_WIDGET (gtk_builder_get_object (builder, "box")));
    }
  g_signal_connect_data (dialog, "response", G_CALLBACK (response_cb), emptying,
                         (GClosureNotify) G_CALLBACK (release_emptying), 0);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
empty_action (HeedTrashPage *self)
{
  g_autofree char *folder = NULL;

  if (self->asking)
    return;

  self->asking = TRUE;
  folder = heed_settings_dup_backup_folder (self->settings, heed_journal_get_path (self->journal));
  heed_journal_find_copies_async (self->journal, folder, copies_cb, g_object_ref (self));
}

static void
heed_trash_page_dispose (GObject *object)
{
  HeedTrashPage *self = HEED_TRASH_PAGE (object);

  if (self->list != NULL)
    gtk_list_view_set_model (self->list, NULL);
  g_clear_object (&self->shown);
  g_clear_object (&self->settings);
  g_clear_object (&self->rows);
  g_clear_object (&self->entries);
  g_clear_object (&self->journal);

  G_OBJECT_CLASS (heed_trash_page_parent_class)->dispose (object);
}

static void
heed_trash_page_class_init (HeedTrashPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = heed_trash_page_dispose;
  widget_class->focus = heed_focus_move_within;

  g_type_ensure (HEED_TYPE_ENTRY_PANE);
  g_type_ensure (HEED_TYPE_SELECTION);
  heed_template_set (widget_class, "journal/heed-trash-page.ui");
  gtk_widget_class_bind_template_child (widget_class, HeedTrashPage, states);
  gtk_widget_class_bind_template_child (widget_class, HeedTrashPage, empty);
  gtk_widget_class_bind_template_child (widget_class, HeedTrashPage, leaflet);
  gtk_widget_class_bind_template_child (widget_class, HeedTrashPage, list_side);
  gtk_widget_class_bind_template_child (widget_class, HeedTrashPage, readers);
  gtk_widget_class_bind_template_child (widget_class, HeedTrashPage, reader);
  gtk_widget_class_bind_template_child (widget_class, HeedTrashPage, sentence);
  gtk_widget_class_bind_template_child (widget_class, HeedTrashPage, list);
  gtk_widget_class_bind_template_child (widget_class, HeedTrashPage, selection);
  gtk_widget_class_bind_template_callback (widget_class, describe_checked);
  gtk_widget_class_bind_template_callback (widget_class, row_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, folded_cb);
  heed_template_install_action (widget_class, "page.escape", NULL, G_CALLBACK (escape_action));
  heed_template_install_action (widget_class, "trash.back", NULL, G_CALLBACK (back_action));
  heed_template_install_action (widget_class, "trash.select", NULL, G_CALLBACK (select_action));
  heed_template_install_action (widget_class, "trash.read", "u", G_CALLBACK (read_action));
  heed_template_install_action (widget_class, "trash.restore-one", "s", G_CALLBACK (restore_one_action));
  heed_template_install_action (widget_class, "trash.erase", NULL, G_CALLBACK (erase_action));
  heed_template_install_action (widget_class, "trash.restore", NULL, G_CALLBACK (restore_action));
  heed_template_install_action (widget_class, "trash.select-all", NULL, G_CALLBACK (select_all_action));
  heed_template_install_action (widget_class, "trash.empty", NULL, G_CALLBACK (empty_action));
}

static void
heed_trash_page_init (HeedTrashPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  heed_accessible_name_scrollers (GTK_WIDGET (self));

  self->settings = heed_settings_new ();
  self->rows = heed_entry_rows_new (self->list, self->selection, show_row, self);
  heed_entry_view_set_editable (heed_entry_pane_get_view (self->reader), FALSE);
  heed_context_menu_add (GTK_WIDGET (self->list), create_menu, self);
  folded_cb (self);
  g_signal_connect_object (self->settings, "changed::empty-trash", G_CALLBACK (show_sentence), self, G_CONNECT_SWAPPED);
  show_sentence (self);
}

/**
 * heed_trash_page_new:
 * @journal: an open journal
 *
 * Makes a page of what was deleted from a journal.
 *
 * Returns: (transfer floating): the page
 */
GtkWidget *
heed_trash_page_new (HeedJournal *journal)
{
  HeedTrashPage *self = g_object_new (HEED_TYPE_TRASH_PAGE, NULL);
  const HeedQuery query = { .deleted = TRUE };

  self->journal = g_object_ref (journal);
  self->entries = heed_entry_list_new (journal, &query);
  g_signal_connect_object (self->entries, "notify::loading", G_CALLBACK (update_state), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->selection, "items-changed", G_CALLBACK (update_state), self,
                           G_CONNECT_SWAPPED | G_CONNECT_AFTER);
  g_signal_connect_object (self->selection, "notify::n-checked", G_CALLBACK (update_actions), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->selection, "notify::checking", G_CALLBACK (update_actions), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->selection, "notify::item", G_CALLBACK (selected_cb), self, G_CONNECT_SWAPPED);
  heed_selection_set_model (self->selection, G_LIST_MODEL (self->entries));
  gtk_list_view_set_model (self->list, GTK_SELECTION_MODEL (self->selection));
  update_state (self);
  return GTK_WIDGET (self);
}
