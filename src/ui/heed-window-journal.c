/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What the window shows of the journal as a whole: a part of it, its tags and
 * its trash. */

#include "heed-window-private.h"

#include "heed-journal-page.h"
#include "heed-tags-page.h"
#include "heed-trash-page.h"

static HeedJournalPage *
show_journal (HeedWindow *self)
{
  if (heed_window_get_journal (self) == NULL)
    return NULL;

  gtk_widget_activate_action (GTK_WIDGET (self), "win.show-page", "s", "journal");
  return HEED_JOURNAL_PAGE (heed_window_ensure_page (self));
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
heed_window_install_journal_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "win.show-journal", "s", show_journal_action);
  gtk_widget_class_install_action (widget_class, "win.show-tag", "s", show_tag_action);
  gtk_widget_class_install_action (widget_class, "win.show-tags", NULL, show_tags_action);
  gtk_widget_class_install_action (widget_class, "win.show-trash", NULL, show_trash_action);
}
