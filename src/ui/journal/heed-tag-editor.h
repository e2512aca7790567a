/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "heed-journal.h"

G_BEGIN_DECLS

#define HEED_TYPE_TAG_EDITOR (heed_tag_editor_get_type ())
G_DECLARE_FINAL_TYPE (HeedTagEditor, heed_tag_editor, HEED, TAG_EDITOR, AdwBin)

/**
 * HeedTagEditor:
 *
 * The tags of an entry, each with a button that takes it away, and a button
 * that makes room to type one more. Tags of other entries are completed.
 */

void       heed_tag_editor_set_entry (HeedTagEditor *self,
                                      HeedJournal   *journal,
                                      HeedEntry     *entry);
gboolean   heed_tag_editor_escape    (HeedTagEditor *self);
char     **heed_known_tags_finish    (HeedJournal   *journal,
                                      GAsyncResult  *result);

G_END_DECLS
