/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "heed-journal.h"

G_BEGIN_DECLS

#define HEED_TYPE_PICTURES (heed_pictures_get_type ())
G_DECLARE_FINAL_TYPE (HeedPictures, heed_pictures, HEED, PICTURES, AdwBin)

/**
 * HeedPictures:
 *
 * The pictures of an entry, one below the other, and the ways in which one is added:
 * chosen, pasted and dropped.
 */

void heed_pictures_set_entry  (HeedPictures *self,
                               HeedJournal  *journal,
                               HeedEntry    *entry,
                               gboolean      editable);
void heed_pictures_choose     (HeedPictures *self);
void heed_pictures_paste      (HeedPictures *self);
void heed_pictures_take_drops (HeedPictures *self,
                               GtkWidget    *widget);

G_END_DECLS
