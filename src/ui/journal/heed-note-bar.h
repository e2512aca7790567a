/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "heed-journal.h"

G_BEGIN_DECLS

#define HEED_TYPE_PROMPT_BUTTON (heed_prompt_button_get_type ())
G_DECLARE_FINAL_TYPE (HeedPromptButton, heed_prompt_button, HEED, PROMPT_BUTTON, AdwBin)

/**
 * HeedPromptButton:
 *
 * A button that offers questions of the workbook to write about, one at a time
 * and in no order, to whoever asks for one.
 */

void       heed_prompt_button_set_workbook (HeedPromptButton *self,
                                            HeedWorkbook     *workbook);
GPtrArray *heed_prompts_list               (HeedWorkbook     *workbook);

#define HEED_TYPE_NOTE_BAR (heed_note_bar_get_type ())
G_DECLARE_FINAL_TYPE (HeedNoteBar, heed_note_bar, HEED, NOTE_BAR, AdwBin)

/**
 * HeedNoteBar:
 *
 * What belongs to a free note besides its title and text: its tags, how many
 * words it has, and a question to write about for whoever asks. It hides itself
 * for entries whose title is not the writer's own.
 */

void       heed_note_bar_set_entry  (HeedNoteBar   *self,
                                     HeedJournal   *journal,
                                     HeedEntry     *entry);
void       heed_note_bar_set_buffer (HeedNoteBar   *self,
                                     GtkTextBuffer *buffer);

G_END_DECLS
