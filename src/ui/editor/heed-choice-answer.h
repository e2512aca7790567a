/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "heed-answer-view.h"

G_BEGIN_DECLS

#define HEED_TYPE_CHOICE_ANSWER (heed_choice_answer_get_type ())
G_DECLARE_FINAL_TYPE (HeedChoiceAnswer, heed_choice_answer, HEED, CHOICE_ANSWER, HeedAnswerView)

G_END_DECLS
