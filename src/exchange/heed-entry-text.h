/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "heed-record.h"
#include "heed-workbook.h"

G_BEGIN_DECLS

/**
 * HeedTextStyle:
 * @HEED_TEXT_STYLE_PLAIN: words and line ends, as in a letter
 * @HEED_TEXT_STYLE_MARKDOWN: headings, questions and lists marked as in Markdown
 *
 * How an entry is written as text.
 */
typedef enum
{
  HEED_TEXT_STYLE_PLAIN,
  HEED_TEXT_STYLE_MARKDOWN,
} HeedTextStyle;

void heed_entry_text_append (GString       *text,
                             HeedWorkbook  *workbook,
                             HeedRecord    *record,
                             HeedTextStyle  style);

G_END_DECLS
