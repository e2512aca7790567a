/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * HeedPlace:
 * @page: the name of one of the five pages; "" for none
 * @entry: the id of the entry that was open; "" for none
 * @beside: whether the entry stood beside the list of the journal, and not above the page
 * @path: the answer that had the keyboard focus, or `HEED_ENTRY_TITLE`; "" for none
 * @caret: how many characters of it stood before the caret
 * @answer: the id of the answer to the question of the day that was begun and not
 *   finished; "" for none
 *
 * Where somebody was in a journal. No text is ever NULL.
 */
typedef struct
{
  char *page;
  char *entry;
  gboolean beside;
  char *path;
  int caret;
  char *answer;
} HeedPlace;

HeedPlace *heed_place_load (const char      *journal);
void       heed_place_save (const HeedPlace *self,
                            const char      *journal);
void       heed_place_free (HeedPlace       *self);

void       heed_place_keep_answer (const char *journal,
                                   const char *answer);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HeedPlace, heed_place_free)

G_END_DECLS
