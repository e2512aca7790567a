/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "heed-entry.h"

G_BEGIN_DECLS

#define HEED_TYPE_EDITOR (heed_editor_get_type ())
G_DECLARE_FINAL_TYPE (HeedEditor, heed_editor, HEED, EDITOR, AdwBin)

/**
 * HeedEditor:
 *
 * The fields of an entry's form as a column of controls, made from the form
 * alone. Whatever is typed is in the entry at once. It has no heading and does
 * not scroll.
 *
 * It begins the group of actions “entry”, with undo and redo and their shortcuts.
 */

HeedEntry *heed_editor_get_entry           (HeedEditor *self);
void       heed_editor_set_entry           (HeedEditor *self,
                                            HeedEntry  *entry);
void       heed_editor_set_editable        (HeedEditor *self,
                                            gboolean    editable);
GPtrArray *heed_editor_get_sections        (HeedEditor *self);
GActionMap *heed_editor_get_actions        (HeedEditor *self);
void       heed_editor_set_earlier         (HeedEditor *self,
                                            HeedRecord *earlier,
                                            gboolean    looks_back);
gboolean   heed_editor_focus_path          (HeedEditor *self,
                                            const char *path);
char      *heed_editor_dup_next_unanswered (HeedEditor *self);
char      *heed_editor_dup_place           (HeedEditor *self,
                                            int        *caret);
void       heed_editor_go_to_place         (HeedEditor *self,
                                            const char *path,
                                            int         caret);

G_END_DECLS
