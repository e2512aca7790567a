/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "heed-entry.h"

G_BEGIN_DECLS

#define HEED_TYPE_MOVE_HANDLE (heed_move_handle_get_type ())
G_DECLARE_FINAL_TYPE (HeedMoveHandle, heed_move_handle, HEED, MOVE_HANDLE, AdwBin)

/**
 * HeedMoveHandle:
 *
 * The handle of one of a repeated group or of a row of a list: dragged onto
 * another of the same, it moves it; pressed, it offers to move it up or down or
 * to remove it. It activates `editor.move-repeat` and `editor.remove-repeat`.
 */

GtkWidget  *heed_move_handle_new        (HeedEntry                *entry,
                                         const HeedFilledFormNode *node,
                                         GtkWidget                *dragged,
                                         GtkWidget                *target);
const char *heed_move_handle_get_path   (HeedMoveHandle           *self);
void        heed_move_handle_set_note   (HeedMoveHandle           *self,
                                         const char               *note);
void        heed_move_handle_update     (HeedMoveHandle           *self);

char       *heed_move_handle_split_path (const char               *instance,
                                         guint                    *index);

G_END_DECLS
