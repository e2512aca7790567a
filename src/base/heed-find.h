/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * HeedSpan:
 * @start: the first character, counted from 0
 * @end: the character after the last
 *
 * A part of a text, in characters.
 */
typedef struct
{
  guint start;
  guint end;
} HeedSpan;

GArray *heed_find_all (const char *text,
                       const char *words);

G_END_DECLS
