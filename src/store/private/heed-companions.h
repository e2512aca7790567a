/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The files that SQLite keeps beside a journal. They hold a part of it, and go where
 * it goes. */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define HEED_N_COMPANIONS 3

extern const char * const heed_companions[HEED_N_COMPANIONS];

gboolean heed_companion_exists   (const char *path,
                                  const char *suffix);
goffset  heed_companion_get_size (const char *path,
                                  const char *suffix);
void     heed_companions_remove  (const char *path);

G_END_DECLS
