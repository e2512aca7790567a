/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define HEED_TYPE_SELECTION (heed_selection_get_type ())
G_DECLARE_FINAL_TYPE (HeedSelection, heed_selection, HEED, SELECTION, GObject)

/**
 * HeedSelection:
 *
 * Selects one item of a list to be looked at or, while it is checking, checks
 * as many as a person likes. Its property `checking` turns true by itself when
 * a second item is selected, such as by Ctrl or Shift and a click. The one item
 * is kept in mind meanwhile, and selected again when checking ends. Going along
 * the list with the arrows leaves what is checked alone.
 *
 * It takes as long to check 100,000 items as to check one.
 */

GListModel    *heed_selection_get_model     (HeedSelection *self);
void           heed_selection_set_model     (HeedSelection *self,
                                             GListModel    *model);
gboolean       heed_selection_get_checking  (HeedSelection *self);
void           heed_selection_set_checking  (HeedSelection *self,
                                             gboolean       checking);
guint          heed_selection_get_n_checked (HeedSelection *self);
void           heed_selection_set_position  (HeedSelection *self,
                                             guint          position);
gpointer       heed_selection_get_item      (HeedSelection *self);

G_END_DECLS
