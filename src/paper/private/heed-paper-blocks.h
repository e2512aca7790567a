/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Turns a form, blank or filled in, into blocks. Private to src/paper. */

#pragma once

#include "heed-filled-form.h"
#include "heed-flow.h"
#include "heed-workbook.h"

G_BEGIN_DECLS

char *heed_paper_format_title    (HeedForm       *form,
                                  HeedRecord     *record);
void  heed_paper_add_head        (HeedFlow       *flow,
                                  HeedWorkbook   *workbook,
                                  HeedForm       *form,
                                  HeedRecord     *record);
void  heed_paper_add_filled_form (HeedFlow       *flow,
                                  HeedFilledForm *filled);
void  heed_paper_add_orphans     (HeedFlow       *flow,
                                  HeedFilledForm *filled,
                                  HeedRecord     *record);
void  heed_paper_add_pictures    (HeedFlow       *flow,
                                  HeedRecord     *record,
                                  HeedPictureFunc read,
                                  gpointer        data,
                                  double          max_height);

G_END_DECLS
