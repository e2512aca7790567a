/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The rank of a language that nobody asked for. */
#define HEED_LANGUAGE_NO_MATCH G_MAXUINT

typedef struct _HeedLanguages HeedLanguages;

HeedLanguages *heed_languages_new           (const char * const *names);
void           heed_languages_free          (HeedLanguages      *self);
guint          heed_languages_rank          (HeedLanguages      *self,
                                             const char         *tag);
guint          heed_languages_rank_original (HeedLanguages      *self,
                                             const char         *tag);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HeedLanguages, heed_languages_free)

G_END_DECLS
