/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

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
 * HeedJsonStream:
 *
 * A JSON text that is read piece by piece: no more of it is in memory than one
 * value takes.
 */
typedef struct _HeedJsonStream HeedJsonStream;

HeedJsonStream *heed_json_stream_new         (GInputStream    *input,
                                              GCancellable    *cancellable);
void            heed_json_stream_free        (HeedJsonStream  *self);
gboolean        heed_json_stream_accept      (HeedJsonStream  *self,
                                              char             sign);
gboolean        heed_json_stream_accept_mark (HeedJsonStream  *self);
gboolean        heed_json_stream_next        (HeedJsonStream  *self,
                                              HeedJsonSlice   *value);
gboolean        heed_json_stream_next_short  (HeedJsonStream  *self,
                                              gsize            max_length,
                                              HeedJsonSlice   *value);
void            heed_json_stream_leave_out   (HeedJsonStream  *self,
                                              guint64          position);
gboolean        heed_json_stream_is_done     (HeedJsonStream  *self);
guint64         heed_json_stream_get_position (HeedJsonStream *self);
char           *heed_json_stream_steal_twice (HeedJsonStream  *self);
const GError   *heed_json_stream_get_error   (HeedJsonStream  *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HeedJsonStream, heed_json_stream_free)

G_END_DECLS
