/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * HeedFileStream:
 *
 * A stream into a file that says in Heed's words why it could not be written, and
 * which file that was: whoever writes to it knows neither.
 */
#define HEED_TYPE_FILE_STREAM (heed_file_stream_get_type ())
G_DECLARE_FINAL_TYPE (HeedFileStream, heed_file_stream, HEED, FILE_STREAM, GOutputStream)

GOutputStream *heed_file_stream_new (int         fd,
                                     const char *path);

G_END_DECLS
