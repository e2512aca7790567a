/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "heed-answer-view.h"
#include "heed-move-handle.h"

G_BEGIN_DECLS

#define HEED_TYPE_SECTION (heed_section_get_type ())
G_DECLARE_FINAL_TYPE (HeedSection, heed_section, HEED, SECTION, GtkBox)

/**
 * HeedSection:
 *
 * A part of a form in the editor: fields that stand at its top, a plain group,
 * or one of a repeated group.
 */

HeedSection    *heed_section_new            (HeedEntry      *entry,
                                             gboolean        editable,
                                             guint           first,
                                             guint           end);
gboolean        heed_section_fits           (HeedSection    *self,
                                             guint           first,
                                             guint           end);
const char     *heed_section_get_label      (HeedSection    *self);
gboolean        heed_section_is_jumpable    (HeedSection    *self);
HeedProgress    heed_section_get_progress   (HeedSection    *self);
GPtrArray      *heed_section_get_views      (HeedSection    *self);
void            heed_section_go_to          (HeedSection    *self);
HeedMoveHandle *heed_section_find_handle    (HeedSection    *self,
                                             const char     *path);
void            heed_section_update         (HeedSection    *self);

guint           heed_section_find_end       (HeedFilledForm *filled,
                                             guint           first);
GtkWidget      *heed_section_new_add_button (HeedEntry      *entry,
                                             guint           position,
                                             gboolean        inside);

G_END_DECLS
