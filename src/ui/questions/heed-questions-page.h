/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "heed-live-bin.h"

G_BEGIN_DECLS

#define HEED_TYPE_QUESTIONS_PAGE (heed_questions_page_get_type ())
G_DECLARE_FINAL_TYPE (HeedQuestionsPage, heed_questions_page, HEED, QUESTIONS_PAGE, HeedLiveBin)

/**
 * HeedQuestionsPage:
 *
 * The self-check: the attempt that somebody is at, to be filled in on the
 * spot, and the earlier ones below it. Each attempt is an entry of its own; the
 * newest is the one that is shown, until it is finished.
 *
 * Its actions: `questions.start` begins an attempt, `questions.finish` marks the
 * one on the page complete, `questions.reopen` takes the mark off the newest.
 */

G_END_DECLS
