/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "heed-field.h"
#include "heed-record.h"

G_BEGIN_DECLS

char     *heed_field_format_answer   (HeedField  *field,
                                      HeedRecord *record,
                                      const char *path);
char     *heed_field_format_then     (HeedField  *field,
                                      HeedRecord *record,
                                      const char *path);
const char *heed_then_get_question   (void);
gboolean  heed_field_validate_answer (HeedField  *field,
                                      const char *value);
gboolean  heed_field_parse_answer    (HeedField  *field,
                                      const char *value,
                                      double     *number);
char     *heed_number_format         (double      number);
gboolean  heed_number_parse          (const char *text,
                                      double     *number);

G_END_DECLS
