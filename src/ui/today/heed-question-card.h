/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "heed-live-bin.h"

G_BEGIN_DECLS

#define HEED_TYPE_QUESTION_CARD (heed_question_card_get_type ())
G_DECLARE_FINAL_TYPE (HeedQuestionCard, heed_question_card, HEED, QUESTION_CARD, HeedLiveBin)

/**
 * HeedQuestionCard:
 *
 * The question of the day, to be answered on the spot. What somebody answered
 * before stays hidden until the new answer is saved, and then is folded below it. An
 * answer that was begun in an earlier run stands there to go on with.
 * Questions come back as [struct@Heed.ReviewSchedule] says; when none is due the card
 * says so.
 *
 * Its actions: `question.save` ends an answer, `question.next` goes on to the
 * next question, and `question.ask-anyway` asks one that is not due.
 */

G_END_DECLS
