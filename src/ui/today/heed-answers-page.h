/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "heed-live-bin.h"

G_BEGIN_DECLS

#define HEED_TYPE_ANSWERS_PAGE (heed_answers_page_get_type ())
G_DECLARE_FINAL_TYPE (HeedAnswersPage, heed_answers_page, HEED, ANSWERS_PAGE, HeedLiveBin)

/**
 * HeedAnswersPage:
 *
 * All answers to one question of the day, the newest first. Each opens.
 */

GtkWidget *heed_answers_page_new        (HeedJournal *journal,
                                         const char  *path);
GtkWidget *heed_answers_page_new_answer (HeedRecord  *record);

G_END_DECLS
