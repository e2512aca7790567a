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
 * HeedJsonScan:
 * @text: the next byte to look at
 * @end: the end of the text
 *
 * A place in a JSON text.
 */
typedef struct
{
  const char *text;
  const char *end;
} HeedJsonScan;

gboolean heed_json_scan_accept (HeedJsonScan  *scan,
                                char           sign);
gboolean heed_json_scan_value  (HeedJsonScan  *scan,
                                HeedJsonSlice *value);
gboolean heed_json_scan_is_done (HeedJsonScan  *scan);

G_END_DECLS
