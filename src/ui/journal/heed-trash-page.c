/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What was deleted. See heed-trash-page.h. */

#include "heed-trash-page.h"

#include "heed-bulk.h"
#include "heed-entry-list.h"
#include "heed-entry-rows.h"
#include "heed-settings.h"

#include <glib/gi18n.h>

struct _HeedTrashPage
{
  AdwBin parent_instance;

  GtkStack *states;
  AdwStatusPage *empty;
  GtkLabel *sentence;
  GtkListView *list;
  GtkLabel *n_checked;

  GSettings *settings;
  HeedJournal *journal;
  HeedEntryList *entries;
  HeedSelection *selection;
  HeedEntryRows *rows;
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

static void
update_actions (HeedTrashPage *self)
{
  guint count = heed_selection_get_n_checked (self->selection);
  g_autofree char *text = count > 0 ? g_strdup_printf (ngettext ("%u selected", "%u selected", count), count) : NULL;

  gtk_label_set_label (self->n_checked, text != NULL ? text : "");
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "trash.restore", count > 0);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "trash.empty", count_entries (self) > 0);
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

static void
row_activated_cb (HeedTrashPage *self,
                  guint          position)
{
  gtk_widget_activate_action (GTK_WIDGET (self->list), "list.select-item", "(ubb)", position, TRUE, FALSE);
}

/* Restoring */

static void
checked_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      data)
{
  g_autoptr (HeedTrashPage) self = data;
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) ids = heed_bulk_get_checked_finish (result, &error);

  if (gtk_widget_get_root (GTK_WIDGET (self)) == NULL)
    return;

  if (ids == NULL)
    heed_bulk_say (GTK_WIDGET (self), error->message);
  else if (ids[0] != NULL)
    heed_bulk_change (GTK_WIDGET (self), self->journal, (const char * const *) ids, HEED_CHANGE_RESTORE, NULL);
}

static void
restore_action (GtkWidget  *widget,
                const char *name,
                GVariant   *parameter)
{
  heed_bulk_get_checked_async (HEED_TRASH_PAGE (widget)->selection, checked_cb, g_object_ref (widget));
}

static void
select_all_action (GtkWidget  *widget,
                   const char *name,
                   GVariant   *parameter)
{
  gtk_selection_model_select_all (GTK_SELECTION_MODEL (HEED_TRASH_PAGE (widget)->selection));
}

/* Emptying */

static void
emptied_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      data)
{
  g_autoptr (HeedTrashPage) self = data;
  g_autoptr (GError) error = NULL;
  g_autofree char *sentence = NULL;
  guint count;

  if (heed_journal_empty_trash_finish (HEED_JOURNAL (source), result, &count, &error))
    sentence = g_strdup_printf (ngettext ("%u entry is gone for good", "%u entries are gone for good", count), count);
  heed_bulk_say (GTK_WIDGET (self), sentence != NULL ? sentence : error->message);
}

static void
response_cb (HeedTrashPage *self,
             const char    *response)
{
  if (g_str_equal (response, "empty"))
    heed_journal_empty_trash_async (self->journal, 0, emptied_cb, g_object_ref (self));
}

/* This one is asked, since it is the one that cannot be taken back. */
static void
empty_action (GtkWidget  *widget,
              const char *name,
              GVariant   *parameter)
{
  HeedTrashPage *self = HEED_TRASH_PAGE (widget);
  guint count = count_entries (self);
  GtkWidget *dialog = adw_message_dialog_new (GTK_WINDOW (gtk_widget_get_root (widget)), _("Empty the Trash?"), NULL);

  adw_message_dialog_format_body (ADW_MESSAGE_DIALOG (dialog),
                                  ngettext ("%u entry will be gone for good. This cannot be taken back.",
                                            "%u entries will be gone for good. This cannot be taken back.", count),
                                  count);
  adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (dialog),
                                    "keep", _("_Cancel"),
                                    "empty", _("_Empty the Trash"),
                                    NULL);
  adw_message_dialog_set_response_appearance (ADW_MESSAGE_DIALOG (dialog), "empty", ADW_RESPONSE_DESTRUCTIVE);
  adw_message_dialog_set_default_response (ADW_MESSAGE_DIALOG (dialog), "keep");
  adw_message_dialog_set_close_response (ADW_MESSAGE_DIALOG (dialog), "keep");
  g_signal_connect_object (dialog, "response", G_CALLBACK (response_cb), self, G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (dialog));
}

/* The default would ask the widget itself to take the focus, too, which would
 * send it back in on its way out. */
static gboolean
heed_trash_page_focus (GtkWidget        *widget,
                       GtkDirectionType  direction)
{
  return gtk_widget_child_focus (adw_bin_get_child (ADW_BIN (widget)), direction);
}

static void
heed_trash_page_dispose (GObject *object)
{
  HeedTrashPage *self = HEED_TRASH_PAGE (object);

  if (self->list != NULL)
    gtk_list_view_set_model (self->list, NULL);
  g_clear_object (&self->settings);
  g_clear_object (&self->rows);
  g_clear_object (&self->selection);
  g_clear_object (&self->entries);
  g_clear_object (&self->journal);

  G_OBJECT_CLASS (heed_trash_page_parent_class)->dispose (object);
}

static void
heed_trash_page_class_init (HeedTrashPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = heed_trash_page_dispose;
  widget_class->focus = heed_trash_page_focus;

  gtk_widget_class_set_template_from_resource (widget_class, "/org/heedworkbook/Heed/journal/heed-trash-page.ui");
  gtk_widget_class_bind_template_child (widget_class, HeedTrashPage, states);
  gtk_widget_class_bind_template_child (widget_class, HeedTrashPage, empty);
  gtk_widget_class_bind_template_child (widget_class, HeedTrashPage, sentence);
  gtk_widget_class_bind_template_child (widget_class, HeedTrashPage, list);
  gtk_widget_class_bind_template_child (widget_class, HeedTrashPage, n_checked);
  gtk_widget_class_bind_template_callback (widget_class, row_activated_cb);
  gtk_widget_class_install_action (widget_class, "trash.restore", NULL, restore_action);
  gtk_widget_class_install_action (widget_class, "trash.select-all", NULL, select_all_action);
  gtk_widget_class_install_action (widget_class, "trash.empty", NULL, empty_action);
}

static void
heed_trash_page_init (HeedTrashPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));

  self->settings = heed_settings_new ();
  self->selection = heed_selection_new (NULL);
  heed_selection_set_checking (self->selection, TRUE);
  self->rows = heed_entry_rows_new (self->list, self->selection, show_row, self);
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
  g_signal_connect_object (self->selection, "selection-changed", G_CALLBACK (update_actions), self, G_CONNECT_SWAPPED);
  heed_selection_set_model (self->selection, G_LIST_MODEL (self->entries));
  gtk_list_view_set_model (self->list, GTK_SELECTION_MODEL (self->selection));
  update_state (self);
  return GTK_WIDGET (self);
}
