/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* What takes long with the file of a picture, on a thread of its own. */

void        heed_picture_load_async    (const char           *path,
                                        GdkTexture           *texture,
                                        GBytes               *bytes,
                                        GAsyncReadyCallback   callback,
                                        gpointer              user_data);
void        heed_picture_shrink_async  (GBytes               *bytes,
                                        GAsyncReadyCallback   callback,
                                        gpointer              user_data);
GBytes     *heed_picture_take_bytes    (GAsyncResult         *result,
                                        GError              **error);
void        heed_picture_decode_async  (GBytes               *bytes,
                                        int                   max_width,
                                        int                   max_height,
                                        GCancellable         *cancellable,
                                        GAsyncReadyCallback   callback,
                                        gpointer              user_data);
GdkTexture *heed_picture_decode_finish (GAsyncResult         *result,
                                        GError              **error);

G_END_DECLS
