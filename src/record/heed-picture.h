/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "heed-record.h"

G_BEGIN_DECLS

/**
 * HEED_PICTURE_MAX_SIZE:
 *
 * How many bytes the file of a picture may have: 20 MB.
 */
#define HEED_PICTURE_MAX_SIZE ((gsize) 20000000)

/**
 * HeedPicture:
 * @path: where the entry keeps it
 * @content: the name of what is in its file: the SHA-256 of the bytes, in 64 small
 *   hexadecimal digits
 * @description: (nullable): in words what it shows; %NULL where nobody wrote that
 *
 * A picture of an entry. The bytes are kept once in the journal, under their name, and
 * an entry keeps the name like an answer, at a path that no field has; so pictures are
 * versioned, joined, undone and erased as answers are. What is written about a picture
 * is an answer one step below it. All strings are the record's.
 */
typedef struct
{
  const char *path;
  const char *content;
  const char *description;
} HeedPicture;

char     *heed_picture_name_content      (GBytes        *bytes);
gboolean  heed_picture_is_content        (const char    *text);
char     *heed_picture_new_path          (HeedTimestamp  now);
gboolean  heed_picture_is_path           (const char    *path);
gboolean  heed_picture_is_description    (const char    *path);
char     *heed_picture_dup_description_path (const char *path);
guint     heed_record_get_n_pictures     (HeedRecord    *record);
gboolean  heed_record_find_picture       (HeedRecord    *record,
                                          guint          position,
                                          HeedPicture   *picture);

G_END_DECLS
