/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Where the window goes: back, to one of the five pages, to what lies above
 * them, and to a part of the journal, its tags and its trash. */

#include "heed-window-private.h"

#include "heed-answers-page.h"
#include "heed-journal-page.h"
#include "heed-overview-page.h"
#include "heed-tags-page.h"
#include "heed-tip-page.h"
#include "heed-trash-page.h"

/* For keys that mean something else on each page: they mean it wherever the
 * focus is, in the header bar, too. Returns whether the page knows @action. */
gboolean
heed_window_activate_on_page (HeedWindow *self,
                              const char *action)
{
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (self));
  HeedPages *pages = heed_window_get_pages (self);

  return gtk_widget_activate_action (heed_pages_get_top (pages), action, NULL) ||
         (focus != NULL && gtk_widget_activate_action (focus, action, NULL)) ||
         (!heed_pages_get_can_go_back (pages) &&
          gtk_widget_activate_action (heed_pages_ensure_view (pages), action, NULL));
}

static void
back_action (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  heed_pages_pop (heed_window_get_pages (HEED_WINDOW (widget)));
}

/* A page may have something open on it that goes first. */
static void
escape_action (GtkWidget  *widget,
               const char *name,
               GVariant   *parameter)
{
  HeedPages *pages = heed_window_get_pages (HEED_WINDOW (widget));

  if (!gtk_widget_activate_action (heed_pages_get_top (pages), "page.escape", NULL))
    heed_pages_pop (pages);
}

static void
show_page_action (GtkWidget  *widget,
                  const char *name,
                  GVariant   *parameter)
{
  heed_pages_go_to_view (heed_window_get_pages (HEED_WINDOW (widget)), g_variant_get_string (parameter, NULL));
}

static void
take_self_check_action (GtkWidget  *widget,
                        const char *name,
                        GVariant   *parameter)
{
  HeedWindow *self = HEED_WINDOW (widget);

  if (heed_window_get_journal (self) == NULL)
    return;

  heed_pages_go_to_view (heed_window_get_pages (self), "questions");
  gtk_widget_activate_action (heed_pages_ensure_view (heed_window_get_pages (self)), "questions.start", NULL);
}

static void
show_overview_action (GtkWidget  *widget,
                      const char *name,
                      GVariant   *parameter)
{
  HeedWindow *self = HEED_WINDOW (widget);
  HeedJournal *journal = heed_window_get_journal (self);

  if (journal != NULL)
    heed_window_push (self, heed_overview_page_new (journal));
}

static void
show_tip_action (GtkWidget  *widget,
                 const char *name,
                 GVariant   *parameter)
{
  HeedWindow *self = HEED_WINDOW (widget);
  HeedJournal *journal = heed_window_get_journal (self);
  HeedItem *tip = journal != NULL
                    ? heed_workbook_find_item (heed_journal_get_workbook (journal),
                                               g_variant_get_string (parameter, NULL))
                    : NULL;

  if (tip != NULL)
    heed_window_push (self, heed_tip_page_new (journal, tip));
}

static void
show_answers_action (GtkWidget  *widget,
                     const char *name,
                     GVariant   *parameter)
{
  HeedWindow *self = HEED_WINDOW (widget);
  HeedJournal *journal = heed_window_get_journal (self);

  if (journal != NULL)
    heed_window_push (self, heed_answers_page_new (journal, g_variant_get_string (parameter, NULL)));
}

/* The journal */

static HeedJournalPage *
show_journal (HeedWindow *self)
{
  if (heed_window_get_journal (self) == NULL)
    return NULL;

  heed_pages_go_to_view (heed_window_get_pages (self), "journal");
  return HEED_JOURNAL_PAGE (heed_pages_ensure_view (heed_window_get_pages (self)));
}

static void
show_journal_action (GtkWidget  *widget,
                     const char *name,
                     GVariant   *parameter)
{
  HeedJournalPage *page = show_journal (HEED_WINDOW (widget));
  const char *form_id = g_variant_get_string (parameter, NULL);

  if (page != NULL)
    heed_journal_page_show_form (page, *form_id != '\0' ? form_id : NULL);
}

static void
search_action (GtkWidget  *widget,
               const char *name,
               GVariant   *parameter)
{
  HeedJournalPage *page = show_journal (HEED_WINDOW (widget));

  if (page != NULL)
    heed_journal_page_start_search (page);
}

/* In the entry that is open, among the tips, or else in the journal. */
static void
find_action (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  HeedWindow *self = HEED_WINDOW (widget);

  if (heed_window_get_journal (self) == NULL)
    return;

  if (!heed_window_activate_on_page (self, "entry.find") && !heed_window_activate_on_page (self, "tips.search") &&
      !heed_pages_get_can_go_back (heed_window_get_pages (self)))
    gtk_widget_activate_action (widget, "win.search", NULL);
}

static void
show_tag_action (GtkWidget  *widget,
                 const char *name,
                 GVariant   *parameter)
{
  HeedJournalPage *page = show_journal (HEED_WINDOW (widget));

  if (page != NULL)
    heed_journal_page_show_tag (page, g_variant_get_string (parameter, NULL));
}

static void
show_tags_action (GtkWidget  *widget,
                  const char *name,
                  GVariant   *parameter)
{
  HeedWindow *self = HEED_WINDOW (widget);

  if (heed_window_get_journal (self) != NULL)
    heed_window_push (self, heed_tags_page_new (heed_window_get_journal (self)));
}

static void
show_trash_action (GtkWidget  *widget,
                   const char *name,
                   GVariant   *parameter)
{
  HeedWindow *self = HEED_WINDOW (widget);

  if (heed_window_get_journal (self) != NULL)
    heed_window_push (self, heed_trash_page_new (heed_window_get_journal (self)));
}

void
heed_window_install_page_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "win.back", NULL, back_action);
  gtk_widget_class_install_action (widget_class, "win.escape", NULL, escape_action);
  gtk_widget_class_install_action (widget_class, "win.show-page", "s", show_page_action);
  gtk_widget_class_install_action (widget_class, "win.show-overview", NULL, show_overview_action);
  gtk_widget_class_install_action (widget_class, "win.take-self-check", NULL, take_self_check_action);
  gtk_widget_class_install_action (widget_class, "win.show-tip", "s", show_tip_action);
  gtk_widget_class_install_action (widget_class, "win.show-answers", "s", show_answers_action);
  gtk_widget_class_install_action (widget_class, "win.search", NULL, search_action);
  gtk_widget_class_install_action (widget_class, "win.find", NULL, find_action);
  gtk_widget_class_install_action (widget_class, "win.show-journal", "s", show_journal_action);
  gtk_widget_class_install_action (widget_class, "win.show-tag", "s", show_tag_action);
  gtk_widget_class_install_action (widget_class, "win.show-tags", NULL, show_tags_action);
  gtk_widget_class_install_action (widget_class, "win.show-trash", NULL, show_trash_action);
}
