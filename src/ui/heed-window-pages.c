/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Where the window goes: back, to one of the five pages, to what lies above them, to
 * where somebody was the last time, and to a part of the journal, its tags and its
 * trash; and what it does with an entry: open, start, delete, print. */

#include "heed-window-private.h"

#include "heed-answers-page.h"
#include "heed-bulk-actions.h"
#include "heed-compare-page.h"
#include "heed-editor-page.h"
#include "heed-editor.h"
#include "heed-journal-page.h"
#include "heed-overview-page.h"
#include "heed-print.h"
#include "heed-tags-page.h"
#include "heed-template.h"
#include "heed-text.h"
#include "heed-tip-page.h"
#include "heed-toast.h"
#include "heed-trash-page.h"
#include "heed-versions-page.h"

#include <glib/gi18n.h>

/* For keys that mean something else on each page: they mean it wherever the
 * focus is, in the header bar, too. Returns whether the page knows @action. */
gboolean
heed_window_activate_on_page (HeedWindow *self,
                              const char *action)
{
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (self));
  HeedPages *pages = self->pages;

  return gtk_widget_activate_action (heed_pages_get_top (pages), action, NULL) ||
         (focus != NULL && gtk_widget_activate_action (focus, action, NULL)) ||
         (!heed_pages_get_can_go_back (pages) &&
          gtk_widget_activate_action (heed_pages_ensure_view (pages), action, NULL));
}

static void
back_action (HeedWindow *self)
{
  heed_pages_pop (self->pages);
}

/* A page may have something open on it that goes first. */
static void
escape_action (HeedWindow *self)
{
  HeedPages *pages = self->pages;

  if (!gtk_widget_activate_action (heed_pages_get_top (pages), "page.escape", NULL))
    heed_pages_pop (pages);
}

static void
show_page_action (HeedWindow *self,
                  GVariant   *parameter)
{
  g_clear_pointer (&self->place, heed_place_free);
  heed_pages_go_to_view (self->pages, g_variant_get_string (parameter, NULL));
}

static void
take_self_check_action (HeedWindow *self)
{
  if (self->journal == NULL)
    return;

  heed_pages_go_to_view (self->pages, "questions");
  gtk_widget_activate_action (heed_pages_ensure_view (self->pages), "questions.start", NULL);
}

static void
show_outcome_action (HeedWindow *self,
                     GVariant   *parameter)
{
  heed_journal_save_async (self->journal, NULL, NULL);
  heed_pages_go_to_view (self->pages, "questions");
  gtk_widget_activate_action (heed_pages_ensure_view (self->pages), "questions.show-outcome", "s",
                              g_variant_get_string (parameter, NULL));
}

static void
show_tip_action (HeedWindow *self,
                 GVariant   *parameter)
{
  HeedJournal *journal = self->journal;
  HeedItem *tip = journal != NULL
                    ? heed_workbook_find_item (heed_journal_get_workbook (journal),
                                               g_variant_get_string (parameter, NULL))
                    : NULL;

  if (tip != NULL)
    heed_pages_push (self->pages, heed_tip_page_new (journal, tip));
}

static void
show_answers_action (HeedWindow *self,
                     GVariant   *parameter)
{
  HeedJournal *journal = self->journal;

  if (journal != NULL)
    heed_pages_push (self->pages, heed_answers_page_new (journal, g_variant_get_string (parameter, NULL)));
}

/* The journal */

static HeedJournalPage *
show_journal (HeedWindow *self)
{
  if (self->journal == NULL)
    return NULL;

  heed_pages_go_to_view (self->pages, "journal");
  return HEED_JOURNAL_PAGE (heed_pages_ensure_view (self->pages));
}

static void
show_journal_action (HeedWindow *self,
                     GVariant   *parameter)
{
  HeedJournalPage *page = show_journal (self);
  const char *form_id = g_variant_get_string (parameter, NULL);

  if (page != NULL)
    heed_journal_page_show (page, *form_id != '\0' ? form_id : NULL, NULL);
}

static void
search_action (HeedWindow *self)
{
  HeedJournalPage *page = show_journal (self);

  if (page != NULL)
    heed_journal_page_start_search (page);
}

/* In the entry that is open, among the tips, or else in the journal. */
static void
find_action (HeedWindow *self)
{
  if (self->journal == NULL)
    return;

  if (!heed_window_activate_on_page (self, "entry.find") && !heed_window_activate_on_page (self, "tips.search") &&
      !heed_pages_get_can_go_back (self->pages))
    gtk_widget_activate_action (GTK_WIDGET (self), "win.search", NULL);
}

static void
show_tag_action (HeedWindow *self,
                 GVariant   *parameter)
{
  HeedJournalPage *page = show_journal (self);

  if (page != NULL)
    heed_journal_page_show (page, NULL, g_variant_get_string (parameter, NULL));
}

/* What slides in for a journal. */
static const struct
{
  const char *action;
  GtkWidget *(*create) (HeedJournal *journal);
} pages[] = {
  { "win.show-overview", heed_overview_page_new },
  { "win.show-tags", heed_tags_page_new },
  { "win.show-trash", heed_trash_page_new },
};

static void
push_page_action (GtkWidget  *widget,
                  const char *name,
                  GVariant   *parameter)
{
  HeedWindow *self = HEED_WINDOW (widget);

  for (guint i = 0; i < G_N_ELEMENTS (pages); i++)
    if (self->journal != NULL && g_str_equal (name, pages[i].action))
      heed_pages_push (self->pages, pages[i].create (self->journal));
}

/* Entries */

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
  HeedJournal *journal = self->journal;
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
  heed_pages_push (self->pages, heed_editor_page_new (self->journal, entry));
}

static void
write_entry (HeedWindow *self,
             HeedEntry  *entry)
{
  open_entry (self, entry);
  heed_editor_page_set_only_text (HEED_EDITOR_PAGE (heed_pages_get_top (self->pages)), TRUE);
}

static void
show_versions (HeedWindow *self,
               HeedEntry  *entry)
{
  heed_pages_push (self->pages, heed_versions_page_new (self->journal, entry));
}

static void
print_entry (HeedWindow *self,
             HeedEntry  *entry)
{
  heed_print_record (GTK_WINDOW (self), self->journal, heed_entry_get_record (entry));
}

static void
delete_entry (HeedWindow *self,
              HeedEntry  *entry)
{
  AdwToast *toast;
  g_autofree char *title = heed_entry_dup_title (entry);
  g_autofree char *sentence = g_strdup_printf (_("“%s” deleted"), title);

  heed_entry_set_deleted (entry, TRUE);
  heed_journal_save_async (self->journal, NULL, NULL);

  toast = heed_toast_new (sentence);
  adw_toast_set_button_label (toast, _("Undo"));
  adw_toast_set_action_name (toast, "win.restore-entry");
  adw_toast_set_action_target (toast, "s", heed_entry_get_id (entry));
  heed_toast_show (GTK_WIDGET (self->toasts), toast);
}

static void
restore_entry (HeedWindow *self,
               HeedEntry  *entry)
{
  heed_entry_set_deleted (entry, FALSE);
  heed_journal_save_async (self->journal, NULL, NULL);
}

static void
duplicate_entry (HeedWindow *self,
                 HeedEntry  *entry)
{
  g_autoptr (HeedEntry) copy = heed_journal_copy_entry (self->journal, entry);

  open_entry (self, copy);
  heed_window_show_sentence (self, _("This is the copy."));
}

static void
pin_entry (HeedWindow *self,
           HeedEntry  *entry)
{
  const char * const ids[] = { heed_entry_get_id (entry), NULL };

  heed_bulk_actions_change (GTK_WIDGET (self->toasts), self->journal, ids, HEED_CHANGE_PIN, NULL);
}

static void
unpin_entry (HeedWindow *self,
             HeedEntry  *entry)
{
  const char * const ids[] = { heed_entry_get_id (entry), NULL };

  heed_bulk_actions_change (GTK_WIDGET (self->toasts), self->journal, ids, HEED_CHANGE_UNPIN, NULL);
}

static const struct
{
  const char *action;
  EntryFunc func;
} entry_actions[] = {
  { "win.open-entry", open_entry },
  { "win.write-entry", write_entry },
  { "win.show-versions", show_versions },
  { "win.duplicate-entry", duplicate_entry },
  { "win.delete-entry", delete_entry },
  { "win.restore-entry", restore_entry },
  { "win.print-entry", print_entry },
  { "win.pin-entry", pin_entry },
  { "win.unpin-entry", unpin_entry },
};

static void
entry_action (GtkWidget  *widget,
              const char *name,
              GVariant   *parameter)
{
  for (guint i = 0; i < G_N_ELEMENTS (entry_actions); i++)
    if (g_str_equal (name, entry_actions[i].action))
      with_entry (HEED_WINDOW (widget), parameter, entry_actions[i].func);
}

static void
compare_attempts_action (HeedWindow *self,
                         GVariant   *parameter)
{
  HeedJournal *journal = self->journal;
  const char *first, *second;

  g_variant_get (parameter, "(&s&s)", &first, &second);
  if (journal != NULL)
    heed_pages_push (self->pages, heed_compare_page_new (journal, *first != '\0' ? first : NULL,
                                                   *second != '\0' ? second : NULL));
}

static void
restore_entries_action (HeedWindow *self,
                        GVariant   *parameter)
{
  for (gsize i = 0; i < g_variant_n_children (parameter); i++)
    {
      g_autoptr (GVariant) id = g_variant_get_child_value (parameter, i);

      with_entry (self, id, restore_entry);
    }
}

static void
new_entry_action (HeedWindow *self,
                  GVariant   *parameter)
{
  HeedJournal *journal = self->journal;
  g_autoptr (HeedEntry) entry = NULL;
  const char *form_id, *item_id;

  g_clear_pointer (&self->place, heed_place_free);
  if (journal == NULL)
    {
      /* As soon as there is a journal to start it in. */
      g_clear_pointer (&self->waiting, g_variant_unref);
      self->waiting = g_variant_ref (parameter);
      return;
    }

  g_variant_get (parameter, "(&s&s)", &form_id, &item_id);
  if (heed_workbook_find_form (heed_journal_get_workbook (journal), form_id) == NULL)
    return;

  entry = heed_journal_create_entry (journal, form_id, *item_id != '\0' ? item_id : NULL);
  open_entry (self, entry);
}

static HeedEditor *
find_editor (GtkWidget *widget)
{
  HeedEditor *found = HEED_IS_EDITOR (widget) ? HEED_EDITOR (widget) : NULL;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find_editor (child);

  return found;
}

/* The tip of the page that somebody is on, or of the entry that they read. */
static HeedItem *
find_tip_at_hand (HeedWindow *self)
{
  GtkWidget *top = heed_pages_get_top (self->pages);
  HeedEditor *editor = HEED_IS_EDITOR_PAGE (top) ? find_editor (top) : NULL;
  HeedEntry *entry = editor != NULL ? heed_editor_get_entry (editor) : NULL;
  HeedItem *item = HEED_IS_TIP_PAGE (top) ? heed_live_bin_get_item (HEED_LIVE_BIN (top))
                                          : entry != NULL ? heed_entry_get_item (entry) : NULL;

  return item != NULL && heed_item_get_kind (item) == HEED_ITEM_TIP ? item : NULL;
}

static void
debrief_action (HeedWindow *self)
{
  HeedItem *tip = self->journal != NULL ? find_tip_at_hand (self) : NULL;

  gtk_widget_activate_action (GTK_WIDGET (self), "win.new-entry", "(ss)", HEED_FORM_DEBRIEF,
                              tip != NULL ? heed_item_get_id (tip) : "");
}

static void
print_blank_action (HeedWindow *self,
                    GVariant   *parameter)
{
  HeedJournal *journal = self->journal;
  HeedWorkbook *workbook = journal != NULL ? heed_journal_get_workbook (journal) : NULL;
  HeedForm *form = workbook != NULL ? heed_workbook_find_form (workbook, g_variant_get_string (parameter, NULL)) : NULL;

  if (form != NULL)
    heed_print_blank (GTK_WINDOW (self), workbook, form);
}

/* Where somebody was */

/* The page that is read or written on: one for an entry, or the journal with an entry
 * beside its list; NULL if it is another. */
static GtkWidget *
get_entry_page (HeedWindow *self)
{
  GtkWidget *top = heed_pages_get_can_go_back (self->pages) ? heed_pages_get_top (self->pages)
                                                            : heed_pages_ensure_view (self->pages);

  return HEED_IS_EDITOR_PAGE (top) || HEED_IS_JOURNAL_PAGE (top) ? top : NULL;
}

/* For the next start. */
void
heed_window_keep_place (HeedWindow *self)
{
  GtkWidget *page = self->journal != NULL ? get_entry_page (self) : NULL;
  HeedEditor *editor = page != NULL ? find_editor (page) : NULL;
  HeedEntry *entry = editor != NULL ? heed_editor_get_entry (editor) : NULL;
  g_autoptr (HeedPlace) place = NULL;
  g_autofree char *path = NULL;

  /* What could not be opened is where it was. */
  if (self->journal == NULL)
    return;

  place = heed_place_load (self->path);
  g_free (place->page);
  g_free (place->entry);
  g_free (place->path);
  place->page = g_strdup (heed_pages_get_view_name (self->pages));
  place->entry = g_strdup (entry != NULL ? heed_entry_get_id (entry) : "");
  place->beside = entry != NULL && HEED_IS_JOURNAL_PAGE (page);
  place->caret = 0;
  path = entry != NULL ? heed_editor_dup_place (editor, &place->caret) : NULL;
  place->path = g_strdup (heed_text_or_empty (path));
  heed_place_save (place, self->path);
}

static void
returned_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      data)
{
  g_autoptr (Errand) errand = data;
  HeedWindow *self = errand->self;
  g_autoptr (HeedPlace) place = g_steal_pointer (&self->place);
  GtkWidget *page;
  HeedEditor *editor;

  /* Somebody may have gone elsewhere meanwhile. */
  if (!heed_journal_finish (HEED_JOURNAL (source), result, NULL) || place == NULL || self->journal == NULL ||
      heed_entry_is_deleted (errand->entry) || heed_pages_get_can_go_back (self->pages) ||
      !g_str_equal (heed_pages_get_view_name (self->pages), place->page))
    return;

  if (!place->beside)
    open_entry (self, errand->entry);
  else if (HEED_IS_JOURNAL_PAGE (heed_pages_ensure_view (self->pages)))
    heed_journal_page_select (HEED_JOURNAL_PAGE (heed_pages_ensure_view (self->pages)), errand->entry);

  page = get_entry_page (self);
  editor = page != NULL ? find_editor (page) : NULL;
  if (editor != NULL && heed_editor_get_entry (editor) == errand->entry && *place->path != '\0')
    heed_editor_go_to_place (editor, place->path, place->caret);
}

/* What is gone is not missed: then it is the page. */
static void
found_again_cb (GObject      *source,
                GAsyncResult *result,
                gpointer      data)
{
  g_autoptr (Errand) errand = data;

  errand->entry = heed_journal_find_finish (HEED_JOURNAL (source), result, NULL);
  if (errand->entry != NULL)
    {
      HeedEntry *entry = errand->entry;

      heed_journal_open_entry_async (HEED_JOURNAL (source), entry, returned_cb, g_steal_pointer (&errand));
    }
}

/* The page is there already; the entry comes when the journal is open. */
void
heed_window_return_to_place (HeedWindow *self)
{
  Errand *errand;

  if (self->place == NULL || *self->place->entry == '\0')
    return;

  errand = g_new0 (Errand, 1);
  errand->self = g_object_ref (self);
  heed_journal_find_async (self->journal, self->place->entry, found_again_cb, errand);
}

void
heed_window_install_page_actions (GtkWidgetClass *widget_class)
{
  heed_template_install_action (widget_class, "win.back", NULL, G_CALLBACK (back_action));
  heed_template_install_action (widget_class, "win.escape", NULL, G_CALLBACK (escape_action));
  heed_template_install_action (widget_class, "win.show-page", "s", G_CALLBACK (show_page_action));
  heed_template_install_action (widget_class, "win.take-self-check", NULL, G_CALLBACK (take_self_check_action));
  heed_template_install_action (widget_class, "win.show-outcome", "s", G_CALLBACK (show_outcome_action));
  heed_template_install_action (widget_class, "win.show-tip", "s", G_CALLBACK (show_tip_action));
  heed_template_install_action (widget_class, "win.show-answers", "s", G_CALLBACK (show_answers_action));
  heed_template_install_action (widget_class, "win.search", NULL, G_CALLBACK (search_action));
  heed_template_install_action (widget_class, "win.find", NULL, G_CALLBACK (find_action));
  heed_template_install_action (widget_class, "win.show-journal", "s", G_CALLBACK (show_journal_action));
  heed_template_install_action (widget_class, "win.show-tag", "s", G_CALLBACK (show_tag_action));
  for (guint i = 0; i < G_N_ELEMENTS (pages); i++)
    gtk_widget_class_install_action (widget_class, pages[i].action, NULL, push_page_action);
  for (guint i = 0; i < G_N_ELEMENTS (entry_actions); i++)
    gtk_widget_class_install_action (widget_class, entry_actions[i].action, "s", entry_action);
  heed_template_install_action (widget_class, "win.restore-entries", "as", G_CALLBACK (restore_entries_action));
  heed_template_install_action (widget_class, "win.compare-attempts", "(ss)", G_CALLBACK (compare_attempts_action));
  heed_template_install_action (widget_class, "win.new-entry", "(ss)", G_CALLBACK (new_entry_action));
  heed_template_install_action (widget_class, "win.debrief", NULL, G_CALLBACK (debrief_action));
  heed_template_install_action (widget_class, "win.print-blank", "s", G_CALLBACK (print_blank_action));
}
