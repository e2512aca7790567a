/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "heed-cli-command.h"
#include "heed-database.h"
#include "heed-workbook.h"

G_BEGIN_DECLS

HeedDatabase *heed_cli_open_journal (HeedCliInput  *input,
                                     HeedWorkbook  *workbook,
                                     GError       **error);
void          heed_cli_tell_copies  (HeedCliInput  *input);
char         *heed_cli_resolve_id   (HeedDatabase  *database,
                                     const char    *text,
                                     GError       **error);
HeedForm     *heed_cli_find_form    (HeedWorkbook  *workbook,
                                     const char    *form_id,
                                     GError       **error);

G_END_DECLS
