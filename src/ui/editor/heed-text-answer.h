/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "heed-answer-view.h"

G_BEGIN_DECLS

#define HEED_TYPE_TEXT_ANSWER (heed_text_answer_get_type ())
G_DECLARE_FINAL_TYPE (HeedTextAnswer, heed_text_answer, HEED, TEXT_ANSWER, HeedAnswerView)

G_END_DECLS
