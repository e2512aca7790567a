/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What only paper needs of the files of pictures. Private to src/paper. */

#pragma once

#include "heed-image.h"

G_BEGIN_DECLS

GdkPixbuf *heed_image_decode_lying   (GBytes  *bytes,
                                      int      max_width,
                                      int      max_height,
                                      guint   *orientation,
                                      GError **error);
GBytes    *heed_image_dup_plain_jpeg (GBytes  *bytes);

G_END_DECLS
