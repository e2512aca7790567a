/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "heed-field.h"

G_BEGIN_DECLS

char *heed_answer_text_show    (HeedField  *field,
                                const char *value);
char *heed_answer_text_read    (HeedField  *field,
                                const char *text);
char *heed_answer_text_trouble (HeedField  *field,
                                const char *value);

G_END_DECLS
