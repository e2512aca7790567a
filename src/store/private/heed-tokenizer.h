/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>
#include <sqlite3.h>

G_BEGIN_DECLS

/* What the search index calls it; see schema/0002.sql. */
#define HEED_TOKENIZER_NAME "heed"

/* The type is SQLite's. */
typedef int (*HeedTokenFunc) (void       *data,
                              int         flags,
                              const char *token,
                              int         length,
                              int         start,
                              int         end);

int      heed_tokenizer_register (sqlite3       *handle);
void     heed_tokenizer_foreach  (const char    *text,
                                  HeedTokenFunc  func,
                                  gpointer       data);
gboolean heed_tokenizer_splits   (gunichar       c);
gboolean heed_tokenizer_knows    (gunichar       c);

G_END_DECLS
