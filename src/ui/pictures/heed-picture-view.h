/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "heed-journal.h"
#include "heed-picture.h"

G_BEGIN_DECLS

#define HEED_TYPE_PICTURE_VIEW (heed_picture_view_get_type ())
G_DECLARE_FINAL_TYPE (HeedPictureView, heed_picture_view, HEED, PICTURE_VIEW, AdwBin)

/**
 * HeedPictureView:
 *
 * One picture of an entry, with its description, which can be written where the entry
 * can. The picture is read and decoded beside the window's own work.
 */

GtkWidget  *heed_picture_view_new      (HeedJournal       *journal,
                                        HeedEntry         *entry,
                                        const char        *path,
                                        gboolean           editable);
const char *heed_picture_view_get_path (HeedPictureView   *self);
void        heed_picture_view_show     (HeedPictureView   *self,
                                        const HeedPicture *picture,
                                        guint              number);

G_END_DECLS
