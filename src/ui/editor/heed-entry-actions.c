/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "heed-entry-actions.h"

/**
 * heed_entry_actions_put:
 * @widget: what shows an entry without an editor
 * @entry: (nullable): the entry; %NULL for none any more
 *
 * Lets it be undone and redone what is changed in @widget.
 */
void
heed_entry_actions_put (GtkWidget *widget,
                        HeedEntry *entry)
{
  const char * const names[] = { "undo", "redo" }, * const conditions[] = { "can-undo", "can-redo" };
  const GCallback callbacks[] = { G_CALLBACK (heed_entry_undo), G_CALLBACK (heed_entry_redo) };
  g_autoptr (GSimpleActionGroup) group = entry != NULL ? g_simple_action_group_new () : NULL;

  for (guint i = 0; group != NULL && i < G_N_ELEMENTS (names); i++)
    {
      g_autoptr (GSimpleAction) action = g_simple_action_new (names[i], NULL);

      g_object_bind_property (entry, conditions[i], action, "enabled", G_BINDING_SYNC_CREATE);
      g_signal_connect_object (action, "activate", callbacks[i], entry, G_CONNECT_SWAPPED);
      g_action_map_add_action (G_ACTION_MAP (group), G_ACTION (action));
    }
  gtk_widget_insert_action_group (widget, HEED_ENTRY_ACTIONS, G_ACTION_GROUP (group));
}

/**
 * heed_entry_actions_enable:
 * @actions: a group of actions
 * @name: the name of one, without what it begins with
 * @enabled: whether it can be used
 *
 * Enables or disables an action.
 */
void
heed_entry_actions_enable (GActionMap *actions,
                           const char *name,
                           gboolean    enabled)
{
  g_simple_action_set_enabled (G_SIMPLE_ACTION (g_action_map_lookup_action (actions, name)), enabled);
}

/**
 * heed_entry_actions_bind_undo_keys:
 * @widget_class: a class that has the actions on it
 *
 * Gives undo and redo their keys, also where the focus stands outside the editor.
 */
void
heed_entry_actions_bind_undo_keys (GtkWidgetClass *widget_class)
{
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_z, GDK_CONTROL_MASK, "entry.undo", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_y, GDK_CONTROL_MASK, "entry.redo", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_z, GDK_CONTROL_MASK | GDK_SHIFT_MASK,
                                       "entry.redo", NULL);
}
