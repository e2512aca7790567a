/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define HEED_TYPE_TAG_ENTRY (heed_tag_entry_get_type ())
G_DECLARE_FINAL_TYPE (HeedTagEntry, heed_tag_entry, HEED, TAG_ENTRY, AdwBin)

/**
 * HeedTagEntry:
 *
 * Where a tag is typed. Known tags that fit come up below it: Down goes into
 * them, and Tab takes the first. Enter and a comma take what was typed, in the
 * spelling that is known if it differs in capital letters only.
 */

void       heed_tag_entry_set_known (HeedTagEntry       *self,
                                     const char * const *tags);
void       heed_tag_entry_set_taken (HeedTagEntry       *self,
                                     const char * const *tags);
const char *heed_tag_entry_get_text (HeedTagEntry       *self);
void       heed_tag_entry_clear     (HeedTagEntry       *self);
gboolean   heed_tag_entry_escape    (HeedTagEntry       *self);
gboolean   heed_tag_entry_fits      (const char         *tag,
                                     const char         *typed);

G_END_DECLS
