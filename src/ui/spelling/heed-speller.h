/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * HeedSpeller:
 *
 * The dictionaries of the system, by enchant, one of which is in use. It may be used
 * on any thread, but not on two at a time.
 */
typedef struct _HeedSpeller HeedSpeller;

HeedSpeller *heed_speller_new            (void);
void         heed_speller_free           (HeedSpeller *self);
char       **heed_speller_list_languages (HeedSpeller *self);
gboolean     heed_speller_choose         (HeedSpeller *self,
                                          const char  *language);
gboolean     heed_speller_check          (HeedSpeller *self,
                                          const char  *word);
char       **heed_speller_suggest        (HeedSpeller *self,
                                          const char  *word);
void         heed_speller_add            (HeedSpeller *self,
                                          const char  *word);
void         heed_speller_ignore         (HeedSpeller *self,
                                          const char  *word);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HeedSpeller, heed_speller_free)

G_END_DECLS
