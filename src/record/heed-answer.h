/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "heed-field.h"
#include "heed-record.h"

G_BEGIN_DECLS

char       *heed_field_format_answer    (HeedField  *field,
                                         HeedRecord *record,
                                         const char *path);
char       *heed_field_format_then      (HeedField  *field,
                                         HeedRecord *record,
                                         const char *path);
const char *heed_then_get_question      (void);
gboolean    heed_field_validate_answer  (HeedField  *field,
                                         const char *value);
char       *heed_field_explain_answer   (HeedField  *field,
                                         const char *value);
gboolean    heed_field_parse_answer     (HeedField  *field,
                                         const char *value,
                                         double     *number);
char       *heed_field_edit_answer      (HeedField  *field,
                                         const char *value);
char       *heed_field_read_answer      (HeedField  *field,
                                         const char *text);
char       *heed_field_dup_shown        (HeedField  *field,
                                         const char *path,
                                         const char *value);
const char *heed_field_describe_nothing (HeedField  *field);
const char *heed_field_get_type_name    (HeedField  *field);
gboolean    heed_field_is_short         (HeedField  *field);
gboolean    heed_field_is_words         (HeedField  *field);
gboolean    heed_field_is_number        (HeedField  *field);

char       *heed_number_format          (double      number);
gboolean    heed_number_parse           (const char *text,
                                         double     *number);

G_END_DECLS
