/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What the window does with entries: open, start, delete, print. */

#include "heed-window-private.h"

#include "heed-attempt-page.h"
#include "heed-compare-page.h"
#include "heed-editor-page.h"
#include "heed-print.h"
#include "heed-toast.h"
#include "heed-versions-page.h"

#include <glib/gi18n.h>

typedef void (*EntryFunc) (HeedWindow *self,
                           HeedEntry  *entry);

/* An entry on its way to what is to be done with it. */
typedef struct
{
  HeedWindow *self;
  HeedEntry *entry;
  EntryFunc func;
} Errand;

static void
free_errand (Errand *errand)
{
  g_clear_object (&errand->self);
  g_clear_object (&errand->entry);
  g_free (errand);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Errand, free_errand)

static void
opened_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      data)
{
  g_autoptr (Errand) errand = data;
  g_autoptr (GError) error = NULL;

  if (heed_journal_finish (HEED_JOURNAL (source), result, &error))
    errand->func (errand->self, errand->entry);
  else
    heed_window_show_trouble (errand->self, error->message);
}

static void
found_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      data)
{
  g_autoptr (Errand) errand = data;
  g_autoptr (GError) error = NULL;

  errand->entry = heed_journal_find_finish (HEED_JOURNAL (source), result, &error);
  if (errand->entry == NULL)
    heed_window_show_trouble (errand->self, error->message);
  else
    {
      HeedEntry *entry = errand->entry;

      heed_journal_open_entry_async (HEED_JOURNAL (source), entry, opened_cb, g_steal_pointer (&errand));
    }
}

static void
with_entry (HeedWindow *self,
            GVariant   *id,
            EntryFunc   func)
{
  HeedJournal *journal = heed_window_get_journal (self);
  Errand *errand;

  if (journal == NULL)
    return;

  errand = g_new0 (Errand, 1);
  errand->self = g_object_ref (self);
  errand->func = func;
  heed_journal_find_async (journal, g_variant_get_string (id, NULL), found_cb, errand);
}

static void
open_entry (HeedWindow *self,
            HeedEntry  *entry)
{
  heed_window_push (self, heed_editor_page_new (heed_window_get_journal (self), entry));
}

static void
show_attempt (HeedWindow *self,
              HeedEntry  *entry)
{
  heed_window_push (self, heed_attempt_page_new (heed_window_get_journal (self), entry));
}

static void
print_entry (HeedWindow *self,
             HeedEntry  *entry)
{
  heed_print_record (GTK_WINDOW (self), heed_entry_get_workbook (entry), heed_entry_get_record (entry));
}

static void
delete_entry (HeedWindow *self,
              HeedEntry  *entry)
{
  AdwToast *toast;
  g_autofree char *title = heed_entry_dup_title (entry);
  g_autofree char *sentence = g_strdup_printf (_("“%s” deleted"), title);

  heed_entry_set_deleted (entry, TRUE);
  heed_journal_save_async (heed_window_get_journal (self), NULL, NULL);

  toast = heed_toast_new (sentence);
  adw_toast_set_button_label (toast, _("Undo"));
  adw_toast_set_action_name (toast, "win.restore-entry");
  adw_toast_set_action_target (toast, "s", heed_entry_get_id (entry));
  heed_window_show_toast (self, toast);
}

static void
restore_entry (HeedWindow *self,
               HeedEntry  *entry)
{
  heed_entry_set_deleted (entry, FALSE);
  heed_journal_save_async (heed_window_get_journal (self), NULL, NULL);
}

static void
duplicate_entry (HeedWindow *self,
                 HeedEntry  *entry)
{
  g_autoptr (HeedEntry) copy = heed_journal_copy_entry (heed_window_get_journal (self), entry);

  open_entry (self, copy);
  heed_window_show_sentence (self, _("This is the copy."));
}

static void
show_versions (HeedWindow *self,
               HeedEntry  *entry)
{
  heed_window_push (self, heed_versions_page_new (heed_window_get_journal (self), entry));
}

static void
open_entry_action (GtkWidget  *widget,
                   const char *name,
                   GVariant   *parameter)
{
  with_entry (HEED_WINDOW (widget), parameter, open_entry);
}

static void
show_attempt_action (GtkWidget  *widget,
                     const char *name,
                     GVariant   *parameter)
{
  with_entry (HEED_WINDOW (widget), parameter, show_attempt);
}

static void
compare_attempts_action (GtkWidget  *widget,
                         const char *name,
                         GVariant   *parameter)
{
  HeedWindow *self = HEED_WINDOW (widget);
  HeedJournal *journal = heed_window_get_journal (self);
  const char *first, *second;

  g_variant_get (parameter, "(&s&s)", &first, &second);
  if (journal != NULL)
    heed_window_push (self, heed_compare_page_new (journal, *first != '\0' ? first : NULL,
                                                   *second != '\0' ? second : NULL));
}

static void
print_entry_action (GtkWidget  *widget,
                    const char *name,
                    GVariant   *parameter)
{
  with_entry (HEED_WINDOW (widget), parameter, print_entry);
}

static void
duplicate_entry_action (GtkWidget  *widget,
                        const char *name,
                        GVariant   *parameter)
{
  with_entry (HEED_WINDOW (widget), parameter, duplicate_entry);
}

static void
show_versions_action (GtkWidget  *widget,
                      const char *name,
                      GVariant   *parameter)
{
  with_entry (HEED_WINDOW (widget), parameter, show_versions);
}

static void
delete_entry_action (GtkWidget  *widget,
                     const char *name,
                     GVariant   *parameter)
{
  with_entry (HEED_WINDOW (widget), parameter, delete_entry);
}

static void
restore_entry_action (GtkWidget  *widget,
                      const char *name,
                      GVariant   *parameter)
{
  with_entry (HEED_WINDOW (widget), parameter, restore_entry);
}

static void
restore_entries_action (GtkWidget  *widget,
                        const char *name,
                        GVariant   *parameter)
{
  for (gsize i = 0; i < g_variant_n_children (parameter); i++)
    {
      g_autoptr (GVariant) id = g_variant_get_child_value (parameter, i);

      with_entry (HEED_WINDOW (widget), id, restore_entry);
    }
}

static void
new_entry_action (GtkWidget  *widget,
                  const char *name,
                  GVariant   *parameter)
{
  HeedWindow *self = HEED_WINDOW (widget);
  HeedJournal *journal = heed_window_get_journal (self);
  g_autoptr (HeedEntry) entry = NULL;
  const char *form_id, *item_id;

  if (journal == NULL)
    {
      heed_window_start_later (self, parameter);
      return;
    }

  g_variant_get (parameter, "(&s&s)", &form_id, &item_id);
  if (heed_workbook_find_form (heed_journal_get_workbook (journal), form_id) == NULL)
    return;

  entry = heed_journal_create_entry (journal, form_id, *item_id != '\0' ? item_id : NULL);
  open_entry (self, entry);
}

static void
print_blank_action (GtkWidget  *widget,
                    const char *name,
                    GVariant   *parameter)
{
  HeedWindow *self = HEED_WINDOW (widget);
  HeedJournal *journal = heed_window_get_journal (self);
  HeedWorkbook *workbook = journal != NULL ? heed_journal_get_workbook (journal) : NULL;
  HeedForm *form = workbook != NULL ? heed_workbook_find_form (workbook, g_variant_get_string (parameter, NULL)) : NULL;

  if (form != NULL)
    heed_print_blank (GTK_WINDOW (self), workbook, form);
}

void
heed_window_install_entry_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "win.open-entry", "s", open_entry_action);
  gtk_widget_class_install_action (widget_class, "win.show-attempt", "s", show_attempt_action);
  gtk_widget_class_install_action (widget_class, "win.compare-attempts", "(ss)", compare_attempts_action);
  gtk_widget_class_install_action (widget_class, "win.new-entry", "(ss)", new_entry_action);
  gtk_widget_class_install_action (widget_class, "win.duplicate-entry", "s", duplicate_entry_action);
  gtk_widget_class_install_action (widget_class, "win.show-versions", "s", show_versions_action);
  gtk_widget_class_install_action (widget_class, "win.delete-entry", "s", delete_entry_action);
  gtk_widget_class_install_action (widget_class, "win.restore-entry", "s", restore_entry_action);
  gtk_widget_class_install_action (widget_class, "win.restore-entries", "as", restore_entries_action);
  gtk_widget_class_install_action (widget_class, "win.print-entry", "s", print_entry_action);
  gtk_widget_class_install_action (widget_class, "win.print-blank", "s", print_blank_action);
}
