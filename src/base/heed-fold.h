/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * HEED_FOLD_MAX:
 *
 * As many characters as one character can become.
 */
#define HEED_FOLD_MAX (3 * G_UNICHAR_MAX_DECOMPOSITION_LENGTH)

guint    heed_fold_character  (gunichar  character,
                               gunichar *folded);
char    *heed_fold_look       (const char *text);
gboolean heed_fold_is_nothing (gunichar  character);

G_END_DECLS
