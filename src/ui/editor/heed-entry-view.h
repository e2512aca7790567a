/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "heed-editor.h"
#include "heed-live-bin.h"

G_BEGIN_DECLS

#define HEED_TYPE_ENTRY_VIEW (heed_entry_view_get_type ())
G_DECLARE_FINAL_TYPE (HeedEntryView, heed_entry_view, HEED, ENTRY_VIEW, HeedLiveBin)

/**
 * HeedEntryView:
 *
 * An entry with its heading: title, when it was started, how far it is, the
 * instruction and the worked example of its form, ways to jump, the editor, and
 * below it the button that marks it as complete. It does not scroll and has no
 * header bar.
 *
 * It has the actions `entry.next-unanswered`, `entry.mark-complete` and
 * `entry.mark-incomplete`.
 */

HeedEntry  *heed_entry_view_get_entry  (HeedEntryView *self);
void        heed_entry_view_set_entry  (HeedEntryView *self,
                                        HeedEntry     *entry);
gboolean    heed_entry_view_get_editable (HeedEntryView *self);
void        heed_entry_view_set_editable (HeedEntryView *self,
                                          gboolean       editable);
void        heed_entry_view_set_jumpable (HeedEntryView *self,
                                          gboolean       jumpable);
gboolean    heed_entry_view_is_page      (HeedEntryView *self);
void        heed_entry_view_set_only_text (HeedEntryView *self,
                                           gboolean       only_text);
void        heed_entry_view_set_comparison (HeedEntryView *self,
                                            GtkWidget     *comparison);
HeedEditor *heed_entry_view_get_editor (HeedEntryView *self);

G_END_DECLS
