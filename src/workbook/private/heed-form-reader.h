/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The fields and forms of the reader. Whatever takes more than one element to
 * decide is checked on the way. */

#pragma once

#include "heed-document.h"
#include "heed-workbook-private.h"

G_BEGIN_DECLS

gboolean  heed_form_reader_read_whole (HeedDocument  *document,
                                       HeedNode      *node,
                                       const char    *attribute,
                                       int            low,
                                       int            high,
                                       guint         *value,
                                       GError       **error);
HeedForm *heed_form_reader_read       (HeedDocument  *document,
                                       HeedNode      *node,
                                       HeedItem      *example,
                                       GError       **error);

G_END_DECLS
