/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The actions on an entry. They are one group, which the editor begins, and which
 * what stands around it fills and puts on itself. Who has an entry and no editor
 * has undo and redo alone. */

#pragma once

#include <gtk/gtk.h>

#include "heed-entry.h"

G_BEGIN_DECLS

/**
 * HEED_ENTRY_ACTIONS:
 *
 * What their names begin with, before a period.
 */
#define HEED_ENTRY_ACTIONS "entry"

void heed_entry_actions_put            (GtkWidget      *widget,
                                        HeedEntry      *entry);
void heed_entry_actions_enable         (GActionMap     *actions,
                                        const char     *name,
                                        gboolean        enabled);
void heed_entry_actions_bind_undo_keys (GtkWidgetClass *widget_class);

G_END_DECLS
