/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Something that somebody wants to find again. See heed-resource-row.h. */

#include "heed-resource-row.h"

#include "heed-accessible.h"
#include "heed-entry-actions.h"
#include "heed-focus.h"
#include "heed-link.h"
#include "heed-template.h"
#include "heed-text-area.h"
#include "heed-text.h"

#include <glib/gi18n.h>

/* Fields of the form that every workbook has (data/workbooks/common-forms.xml). */
#define FIELD_LINK "link"
#define FIELD_NOTE "note"

/* About three lines of a row. */
#define EXCERPT_LENGTH 200

struct _HeedResourceRow
{
  AdwExpanderRow parent_instance;

  GtkWidget *open_button;
  GtkWidget *title_row;
  GtkWidget *link_row;
  HeedTextArea *note;
  GtkActionable *delete_button;

  HeedEntry *entry;
  gboolean showing; /* what is in the entry, and not the other way round */
};

G_DEFINE_FINAL_TYPE (HeedResourceRow, heed_resource_row, ADW_TYPE_EXPANDER_ROW)

static const char *
get_answer (HeedResourceRow *self,
            const char      *field)
{
  return heed_entry_is_open (self->entry) ? heed_text_or_empty (heed_entry_get_answer (self->entry, field)) : "";
}

static const char *
get_title (HeedResourceRow *self)
{
  return heed_text_or_empty (heed_record_get_title (heed_entry_get_head (self->entry)));
}

static gboolean
is_no_address (HeedResourceRow *self,
               const char      *link)
{
  g_autofree char *uri = heed_link_parse (link);

  return uri == NULL && !heed_text_is_blank (link);
}

static void
show_text (GtkWidget  *row,
           const char *text)
{
  if (!g_str_equal (gtk_editable_get_text (GTK_EDITABLE (row)), text))
    gtk_editable_set_text (GTK_EDITABLE (row), text);
}

/* The words in the folded row are the note, or else the link. */
static void
show (HeedResourceRow *self)
{
  const char *link = get_answer (self, FIELD_LINK), *note = get_answer (self, FIELD_NOTE);
  const char *title = heed_text_is_blank (get_title (self)) ? _("Untitled resource") : get_title (self);
  g_autofree char *subtitle = heed_text_excerpt (!heed_text_is_blank (note) ? note : link, EXCERPT_LENGTH);
  /* Translators: opens the web page of a resource, whose title follows. */
  g_autofree char *open_name = g_strdup_printf (_("Open in the web browser: %s"), title);
  /* Translators: the title of a resource follows. */
  g_autofree char *delete_name = g_strdup_printf (_("Delete “%s”"), title);

  self->showing = TRUE;
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self), title);
  adw_expander_row_set_subtitle (ADW_EXPANDER_ROW (self), subtitle);
  heed_accessible_set_name (self->open_button, open_name);
  heed_accessible_set_name (GTK_WIDGET (self->delete_button), delete_name);
  show_text (self->title_row, get_title (self));
  show_text (self->link_row, link);
  heed_text_area_set_text (self->note, note);
  gtk_widget_set_sensitive (self->title_row, heed_entry_is_open (self->entry));
  self->showing = FALSE;
}

static void
title_changed_cb (HeedResourceRow *self)
{
  if (!self->showing)
    heed_entry_set_title (self->entry, gtk_editable_get_text (GTK_EDITABLE (self->title_row)));
}

static void
link_changed_cb (HeedResourceRow *self)
{
  if (!self->showing)
    heed_entry_set_answer (self->entry, FIELD_LINK, gtk_editable_get_text (GTK_EDITABLE (self->link_row)));
}

static void
note_changed_cb (HeedResourceRow *self)
{
  if (!self->showing)
    heed_entry_set_answer (self->entry, FIELD_NOTE, heed_text_area_get_text (self->note));
}

static void
open_clicked_cb (HeedResourceRow *self)
{
  heed_link_open (GTK_WIDGET (self), get_answer (self, FIELD_LINK));
}

static void
opened_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      data)
{
  g_autoptr (HeedResourceRow) self = data;
  g_autoptr (GError) error = NULL;

  if (!heed_journal_finish (HEED_JOURNAL (source), result, &error))
    gtk_widget_activate_action (GTK_WIDGET (self), "win.say", "s", error->message);
  else if (self->entry != NULL)
    show (self);
}

/* The fields slide out below what can be seen, where the row is the last on the
 * page; and if there is no room for all of them, the one to write in counts. */
static void
revealed_cb (HeedResourceRow *self,
             GParamSpec      *pspec,
             GtkRevealer     *revealer)
{
  GtkWidget *focus = heed_focus_get_within (GTK_WIDGET (self));

  if (focus == NULL || !gtk_revealer_get_child_revealed (revealer))
    return;

  heed_scroll_into_view (GTK_WIDGET (self));
  heed_scroll_into_view (focus);
}

static void
heed_resource_row_dispose (GObject *object)
{
  g_clear_object (&HEED_RESOURCE_ROW (object)->entry);

  G_OBJECT_CLASS (heed_resource_row_parent_class)->dispose (object);
}

static void
heed_resource_row_class_init (HeedResourceRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = heed_resource_row_dispose;

  heed_template_set (widget_class, "overview/heed-resource-row.ui");
  gtk_widget_class_bind_template_child (widget_class, HeedResourceRow, open_button);
  gtk_widget_class_bind_template_child (widget_class, HeedResourceRow, title_row);
  gtk_widget_class_bind_template_child (widget_class, HeedResourceRow, link_row);
  gtk_widget_class_bind_template_child (widget_class, HeedResourceRow, note);
  gtk_widget_class_bind_template_child (widget_class, HeedResourceRow, delete_button);
  gtk_widget_class_bind_template_callback (widget_class, is_no_address);
  gtk_widget_class_bind_template_callback (widget_class, title_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, link_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, note_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, open_clicked_cb);
}

static void
heed_resource_row_init (HeedResourceRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));

  g_signal_connect_object (gtk_widget_get_ancestor (self->title_row, GTK_TYPE_REVEALER), "notify::child-revealed",
                           G_CALLBACK (revealed_cb), self, G_CONNECT_SWAPPED);
}

/**
 * heed_resource_row_new:
 * @journal: the journal that has the entry
 * @entry: a resource whose summary has arrived, or that is open
 *
 * Makes a row for a resource.
 *
 * Returns: (transfer floating): the row
 */
GtkWidget *
heed_resource_row_new (HeedJournal *journal,
                       HeedEntry   *entry)
{
  HeedResourceRow *self = g_object_new (HEED_TYPE_RESOURCE_ROW, NULL);

  self->entry = g_object_ref (entry);
  heed_entry_actions_put (GTK_WIDGET (self), entry);
  gtk_actionable_set_action_target (self->delete_button, "s", heed_entry_get_id (entry));
  g_signal_connect_object (entry, "notify::summary", G_CALLBACK (show), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (entry, "notify::title", G_CALLBACK (show), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (entry, "answer-changed", G_CALLBACK (show), self, G_CONNECT_SWAPPED);
  show (self);
  if (!heed_entry_is_open (entry))
    heed_journal_open_entry_async (journal, entry, opened_cb, g_object_ref (self));
  return GTK_WIDGET (self);
}

/**
 * heed_resource_row_edit:
 * @self: a row in a window
 *
 * Unfolds the row and puts the focus on the title.
 */
void
heed_resource_row_edit (HeedResourceRow *self)
{
  g_return_if_fail (HEED_IS_RESOURCE_ROW (self));

  adw_expander_row_set_expanded (ADW_EXPANDER_ROW (self), TRUE);
  gtk_widget_grab_focus (self->title_row);
}
