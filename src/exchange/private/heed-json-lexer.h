/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* No journal nests deeper than six; a newer one may go somewhat further. */
#define HEED_JSON_MAX_DEPTH 32

/**
 * HeedJsonSlice:
 * @text: where it begins; not terminated
 * @length: how many bytes it has
 *
 * One JSON value in a larger text, without the white space around it.
 */
typedef struct
{
  const char *text;
  gsize length;
} HeedJsonSlice;

/**
 * HeedJsonNames:
 *
 * The names of the members of the objects that a scan is in. One is enough for
 * any number of scans, one after the other.
 */
typedef struct _HeedJsonNames HeedJsonNames;

/**
 * HeedJsonLexer:
 * @text: the next byte to look at
 * @end: the end of the text
 * @names: for the scan to remember names in
 *
 * A place in a JSON text.
 */
typedef struct
{
  const char *text;
  const char *end;
  HeedJsonNames *names;
} HeedJsonLexer;

/* A scan that fails only because its text was cut off stands no farther from the
 * end: an escaped pair of surrogates is the longest piece of which no part is one. */
#define HEED_JSON_LONGEST_PIECE 12

HeedJsonNames *heed_json_names_new   (void);
void           heed_json_names_free  (HeedJsonNames *self);
char          *heed_json_names_steal_twice (HeedJsonNames *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HeedJsonNames, heed_json_names_free)

gboolean heed_json_lexer_value   (HeedJsonLexer *scan,
                                  HeedJsonSlice *value);
gboolean heed_json_lexer_is_done (HeedJsonLexer *scan);

G_END_DECLS
