/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Undo and redo in the editor: both go to where something changed. */

#include "heed-editor-private.h"

static void
travel (HeedEditor *self,
        void      (*step) (HeedEntry *entry))
{
  HeedEntry *entry = heed_editor_get_entry (self);

  step (entry);
  heed_editor_follow_change (self, heed_entry_get_changed_path (entry));
}

static void
undo_cb (GtkWidget  *widget,
         const char *name,
         GVariant   *parameter)
{
  heed_editor_undo (HEED_EDITOR (widget));
}

static void
redo_cb (GtkWidget  *widget,
         const char *name,
         GVariant   *parameter)
{
  heed_editor_redo (HEED_EDITOR (widget));
}

void
heed_editor_install_undo_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "entry.undo", NULL, undo_cb);
  gtk_widget_class_install_action (widget_class, "entry.redo", NULL, redo_cb);
  heed_editor_bind_undo_keys (widget_class);
}

/**
 * heed_editor_undo:
 * @self: an editor
 *
 * Takes the last change of the entry back and goes to where it was.
 */
void
heed_editor_undo (HeedEditor *self)
{
  HeedEntry *entry;

  g_return_if_fail (HEED_IS_EDITOR (self));

  entry = heed_editor_get_entry (self);
  if (heed_editor_get_editable (self) && entry != NULL && heed_entry_get_can_undo (entry))
    travel (self, heed_entry_undo);
}

/**
 * heed_editor_redo:
 * @self: an editor
 *
 * Makes the change of the entry that was taken back last again and goes to
 * where it is.
 */
void
heed_editor_redo (HeedEditor *self)
{
  HeedEntry *entry;

  g_return_if_fail (HEED_IS_EDITOR (self));

  entry = heed_editor_get_entry (self);
  if (heed_editor_get_editable (self) && entry != NULL && heed_entry_get_can_redo (entry))
    travel (self, heed_entry_redo);
}

/**
 * heed_editor_bind_undo_keys:
 * @widget_class: a class that has the actions `entry.undo` and `entry.redo`
 *
 * Gives them their keys: for pages, where the focus may stand outside the
 * editor.
 */
void
heed_editor_bind_undo_keys (GtkWidgetClass *widget_class)
{
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_z, GDK_CONTROL_MASK, "entry.undo", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_y, GDK_CONTROL_MASK, "entry.redo", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_z, GDK_CONTROL_MASK | GDK_SHIFT_MASK,
                                       "entry.redo", NULL);
}
