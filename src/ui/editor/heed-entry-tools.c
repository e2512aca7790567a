/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The tools of an entry. See heed-entry-tools.h. */

#include "heed-entry-tools.h"

#include "heed-entry-actions.h"
#include "heed-template.h"

#include <glib/gi18n.h>

struct _HeedEntryTools
{
  AdwBin parent_instance;

  GtkWidget *next_squeezer;
  GtkWidget *next_button;
  GtkWidget *next_icon_button;
  GtkLabel *progress_label;
};

G_DEFINE_FINAL_TYPE (HeedEntryTools, heed_entry_tools, ADW_TYPE_BIN)

static void
show_progress (HeedEntryTools *self,
               HeedEntryView  *view)
{
  HeedEntry *entry = heed_entry_view_get_entry (view);
  HeedProgress progress = entry != NULL ? heed_entry_get_progress (entry) : (HeedProgress) { 0, 0 };
  GtkWidget *buttons[] = { self->next_button, self->next_icon_button };
  g_autofree char *text = NULL;
  g_autofree char *name = NULL;

  gtk_widget_set_visible (self->next_squeezer, heed_entry_view_get_editable (view) && progress.total > 1);
  if (progress.total <= 1)
    return;

  /* Translators: how many questions are answered and how many there are. */
  text = g_strdup_printf (_("%u of %u"), progress.answered, progress.total);
  /* Translators: what the button does, then how many questions are answered and how many there are. */
  name = g_strdup_printf (_("Next unanswered question: %u of %u are answered"), progress.answered, progress.total);
  gtk_label_set_label (self->progress_label, text);
  for (guint i = 0; i < G_N_ELEMENTS (buttons); i++)
    gtk_accessible_update_property (GTK_ACCESSIBLE (buttons[i]), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

static void
heed_entry_tools_class_init (HeedEntryToolsClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  heed_template_set (widget_class, "editor/heed-entry-tools.ui");
  gtk_widget_class_bind_template_child (widget_class, HeedEntryTools, next_squeezer);
  gtk_widget_class_bind_template_child (widget_class, HeedEntryTools, next_button);
  gtk_widget_class_bind_template_child (widget_class, HeedEntryTools, next_icon_button);
  gtk_widget_class_bind_template_child (widget_class, HeedEntryTools, progress_label);
}

static void
heed_entry_tools_init (HeedEntryTools *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * heed_entry_tools_set_view:
 * @self: tools, of which nothing is set yet
 * @view: what shows the entry
 *
 * Makes the tools work on whatever entry a view shows.
 */
void
heed_entry_tools_set_view (HeedEntryTools *self,
                           HeedEntryView  *view)
{
  GActionMap *actions;

  g_return_if_fail (HEED_IS_ENTRY_TOOLS (self) && HEED_IS_ENTRY_VIEW (view));

  actions = heed_editor_get_actions (heed_entry_view_get_editor (view));
  gtk_widget_insert_action_group (GTK_WIDGET (self), HEED_ENTRY_ACTIONS, G_ACTION_GROUP (actions));
  g_signal_connect_object (view, "updated", G_CALLBACK (show_progress), self, G_CONNECT_SWAPPED);
  show_progress (self, view);
}
