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
undo_cb (GSimpleAction *action,
         GVariant      *parameter,
         gpointer       self)
{
  heed_editor_undo (self);
}

static void
redo_cb (GSimpleAction *action,
         GVariant      *parameter,
         gpointer       self)
{
  heed_editor_redo (self);
}

GActionMap *
heed_editor_make_actions (HeedEditor *self)
{
  const GActionEntry entries[] = { { "undo", undo_cb }, { "redo", redo_cb } };
  GActionMap *actions = G_ACTION_MAP (g_simple_action_group_new ());

  g_action_map_add_action_entries (actions, entries, G_N_ELEMENTS (entries), self);
  return actions;
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
