/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "heed-answer-view.h"

G_BEGIN_DECLS

#define HEED_TYPE_RATING_ANSWER (heed_rating_answer_get_type ())
G_DECLARE_FINAL_TYPE (HeedRatingAnswer, heed_rating_answer, HEED, RATING_ANSWER, HeedAnswerView)

void heed_rating_answer_set_title (HeedRatingAnswer *self,
                                   guint             number,
                                   const char       *title);

G_END_DECLS
