/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The second half of reading: from the tree of the parser to the objects. */

#pragma once

#include "heed-workbook-private.h"

G_BEGIN_DECLS

GBytes   *heed_workbook_reader_load      (GFile               *file,
                                          GError             **error);
char     *heed_workbook_reader_name_file (GFile               *file);
gboolean  heed_workbook_reader_read      (HeedWorkbookData    *data,
                                          GBytes              *bytes,
                                          GBytes              *common,
                                          const char          *name,
                                          const char * const  *languages,
                                          GError             **error);

G_END_DECLS
