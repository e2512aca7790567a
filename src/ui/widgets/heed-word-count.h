/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

guint heed_word_count        (const char *text);
int   heed_word_count_change (const char *before,
                              const char *after);

G_END_DECLS
