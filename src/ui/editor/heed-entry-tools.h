/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "heed-entry-view.h"

G_BEGIN_DECLS

#define HEED_TYPE_ENTRY_TOOLS (heed_entry_tools_get_type ())
G_DECLARE_FINAL_TYPE (HeedEntryTools, heed_entry_tools, HEED, ENTRY_TOOLS, AdwBin)

/**
 * HeedEntryTools:
 *
 * What stands in the bar above every entry, whatever it is and wherever it is shown:
 * undo, redo, find, print, how far it is with the way to the next question without an
 * answer, and the menu.
 */

void heed_entry_tools_set_view (HeedEntryTools *self,
                                HeedEntryView  *view);

G_END_DECLS
