/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define HEED_TYPE_SAFE_FILE (heed_safe_file_get_type ())
G_DECLARE_FINAL_TYPE (HeedSafeFile, heed_safe_file, HEED, SAFE_FILE, GObject)

/**
 * HeedSafeFile:
 *
 * A file that is written beside its final name and put in its place only when
 * all of it is safely on the disk. Dropping the last reference before
 * heed_safe_file_commit() leaves what was there untouched and nothing else.
 */

char          *heed_file_follow_links          (const char    *path);
gboolean       heed_file_check_kind            (const char    *path,
                                                GError       **error);
int            heed_file_open                  (const char    *path,
                                                GError       **error);
gboolean       heed_file_is_same               (const char    *path,
                                                const char    *other);
void           heed_file_sync_folder           (const char    *path);

HeedSafeFile  *heed_safe_file_new              (const char    *path,
                                                GError       **error);
GOutputStream *heed_safe_file_get_stream       (HeedSafeFile  *self);
void           heed_safe_file_pass_over_stamp  (HeedSafeFile  *self,
                                                goffset        start);
gboolean       heed_safe_file_commit           (HeedSafeFile  *self,
                                                GError       **error);
void           heed_safe_file_set_always_named (gboolean       named);

G_END_DECLS
