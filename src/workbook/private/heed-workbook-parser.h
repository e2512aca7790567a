/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The first half of reading: from bytes to a tree in which everything stands
 * where it may, and each text is the one for the person's languages. */

#pragma once

#include "heed-document.h"

G_BEGIN_DECLS

#define HEED_WORKBOOK_MAX_SIZE (4 * 1024 * 1024)
#define HEED_WORKBOOK_MAX_DEPTH 16

HeedDocument *heed_document_parse (GBytes              *bytes,
                                   const char          *name,
                                   HeedElement          root,
                                   const char * const  *languages,
                                   GError             **error);

G_END_DECLS
