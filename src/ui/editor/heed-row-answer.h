/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "heed-answer-view.h"

G_BEGIN_DECLS

#define HEED_TYPE_ROW_ANSWER (heed_row_answer_get_type ())
G_DECLARE_FINAL_TYPE (HeedRowAnswer, heed_row_answer, HEED, ROW_ANSWER, HeedAnswerView)

void heed_row_answer_add_suffix (HeedRowAnswer *self,
                                 GtkWidget     *suffix);

G_END_DECLS
