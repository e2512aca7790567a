/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gdk-pixbuf/gdk-pixbuf.h>

G_BEGIN_DECLS

/**
 * HEED_IMAGE_MAX_PIXELS:
 *
 * How many pixels a picture may have that is decoded: 100 million.
 */
#define HEED_IMAGE_MAX_PIXELS G_GINT64_CONSTANT (100000000)

/**
 * HeedPictureFunc:
 * @content: the name of what is in the file of a picture
 * @data: what was given along
 *
 * Reads the file of a picture. It is called while an entry is laid out and whenever one of
 * its pages is drawn, on the thread that does so.
 *
 * Returns: (transfer full) (nullable): the file; %NULL where it is not there
 */
typedef GBytes *(*HeedPictureFunc) (const char *content,
                                    gpointer    data);

gboolean   heed_image_look   (GBytes  *bytes,
                              int     *width,
                              int     *height,
                              GError **error);
GdkPixbuf *heed_image_decode (GBytes  *bytes,
                              int      max_width,
                              int      max_height,
                              GError **error);
GBytes    *heed_image_shrink (GBytes  *bytes,
                              int      max_side,
                              GError **error);

G_END_DECLS
