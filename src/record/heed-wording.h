/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "heed-record.h"
#include "heed-workbook.h"

G_BEGIN_DECLS

HeedForm   *heed_wording_find_form          (HeedWorkbook *workbook,
                                             HeedRecord   *record);
HeedItem   *heed_wording_find_item          (HeedWorkbook *workbook,
                                             HeedRecord   *record);
HeedForm   *heed_wording_look_up            (HeedWorkbook *workbook,
                                             const char   *workbook_id,
                                             guint         version,
                                             const char   *form_id);
const char *heed_wording_get_kind           (HeedWorkbook *workbook,
                                             HeedRecord   *record);
const char *heed_wording_get_title          (HeedWorkbook *workbook,
                                             HeedRecord   *record);
const char *heed_wording_get_workbook_title (HeedWorkbook *workbook,
                                             HeedRecord   *record);
char       *heed_wording_dup_facts          (HeedWorkbook *workbook,
                                             HeedRecord   *record,
                                             gboolean      dated);
char       *heed_wording_describe           (HeedWorkbook *workbook,
                                             HeedRecord   *record);
char       *heed_wording_dup_shown          (HeedForm     *form,
                                             const char   *path,
                                             const char   *value);
gint64      heed_wording_get_mark           (HeedForm     *form);

G_END_DECLS
