/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "heed-answer-view.h"

G_BEGIN_DECLS

#define HEED_TYPE_READ_ANSWER (heed_read_answer_get_type ())
G_DECLARE_FINAL_TYPE (HeedReadAnswer, heed_read_answer, HEED, READ_ANSWER, HeedAnswerView)

G_END_DECLS
