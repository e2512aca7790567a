/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

gboolean heed_text_is_blank   (const char *text);
char    *heed_text_normalize  (const char *text);
char    *heed_text_excerpt    (const char *text,
                               guint       length);
const char *heed_text_find_alike (const char * const *texts,
                                  const char         *text);
const char *heed_text_or_empty (const char *text);
char       *heed_text_fold     (const char *text);

G_END_DECLS
