/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "heed-move-handle.h"
#include "heed-view-index.h"

G_BEGIN_DECLS

#define HEED_TYPE_SECTION_LIST (heed_section_list_get_type ())
G_DECLARE_FINAL_TYPE (HeedSectionList, heed_section_list, HEED, SECTION_LIST, GtkBox)

/**
 * HeedSectionList:
 *
 * The sections of an entry, one below the other, and between them the buttons
 * that add one of a repeated group.
 */

GtkWidget      *heed_section_list_new          (void);
void            heed_section_list_clear        (HeedSectionList *self);
void            heed_section_list_arrange      (HeedSectionList *self,
                                                HeedEntry       *entry,
                                                gboolean         editable);
void            heed_section_list_update       (HeedSectionList *self);
GPtrArray      *heed_section_list_get_sections (HeedSectionList *self);
HeedViewIndex  *heed_section_list_get_index    (HeedSectionList *self);
HeedMoveHandle *heed_section_list_find_handle  (HeedSectionList *self,
                                                const char      *path);

G_END_DECLS
