/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "heed-entry.h"

G_BEGIN_DECLS

#define HEED_TYPE_TITLE_FIELD (heed_title_field_get_type ())
G_DECLARE_FINAL_TYPE (HeedTitleField, heed_title_field, HEED, TITLE_FIELD, AdwBin)

/**
 * HeedTitleField:
 *
 * The field for the title of an entry, which is there only where the form asks
 * for one.
 */

GtkWidget *heed_title_field_new       (void);
void       heed_title_field_set_entry (HeedTitleField *self,
                                       HeedEntry      *entry);
gboolean   heed_title_field_is_blank  (HeedTitleField *self);

G_END_DECLS
