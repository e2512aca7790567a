/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "heed-editor.h"

G_BEGIN_DECLS

#define HEED_TYPE_ENTRY_VIEW (heed_entry_view_get_type ())
G_DECLARE_FINAL_TYPE (HeedEntryView, heed_entry_view, HEED, ENTRY_VIEW, AdwBin)

/**
 * HeedEntryView:
 *
 * An entry with its heading: title, when it was started, how far it is, the
 * instruction and the worked example of its form, and the editor below. It
 * does not scroll and has no header bar.
 */

GtkWidget  *heed_entry_view_new        (void);
HeedEntry  *heed_entry_view_get_entry  (HeedEntryView *self);
void        heed_entry_view_set_entry  (HeedEntryView *self,
                                        HeedEntry     *entry);
gboolean    heed_entry_view_get_editable (HeedEntryView *self);
void        heed_entry_view_set_editable (HeedEntryView *self,
                                          gboolean       editable);
HeedEditor *heed_entry_view_get_editor (HeedEntryView *self);

G_END_DECLS
