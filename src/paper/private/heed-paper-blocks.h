/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Turns a form, blank or filled in, into blocks. Private to src/paper. */

#pragma once

#include "heed-flow.h"
#include "heed-outline.h"
#include "heed-workbook.h"

G_BEGIN_DECLS

char *heed_paper_format_date  (guint32       day);
char *heed_paper_format_title (HeedForm     *form,
                               HeedRecord   *record);
void  heed_paper_add_head     (HeedFlow     *flow,
                               HeedWorkbook *workbook,
                               HeedForm     *form,
                               HeedRecord   *record);
void  heed_paper_add_outline  (HeedFlow     *flow,
                               HeedOutline  *outline);
void  heed_paper_add_rest     (HeedFlow     *flow,
                               HeedOutline  *outline,
                               HeedRecord   *record);

G_END_DECLS
