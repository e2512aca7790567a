/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define HEED_TYPE_ATOMIC_FILE (heed_atomic_file_get_type ())
G_DECLARE_FINAL_TYPE (HeedAtomicFile, heed_atomic_file, HEED, ATOMIC_FILE, GObject)

/**
 * HeedAtomicFile:
 *
 * A file that is written beside its final name and put in its place only when
 * all of it is safely on the disk. Dropping the last reference before
 * heed_atomic_file_commit() leaves what was there untouched and nothing else.
 */

char          *heed_file_follow_links          (const char    *path);
gboolean       heed_file_check_kind            (const char    *path,
                                                GError       **error);
int            heed_file_open                  (const char    *path,
                                                GError       **error);
gboolean       heed_file_is_same               (const char    *path,
                                                const char    *other);
void           heed_file_sync_folder           (const char    *path);

HeedAtomicFile *heed_atomic_file_new              (const char      *path,
                                                   GError         **error);
GOutputStream  *heed_atomic_file_get_stream       (HeedAtomicFile  *self);
void            heed_atomic_file_pass_over_stamp  (HeedAtomicFile  *self,
                                                   goffset          start);
gboolean        heed_atomic_file_commit           (HeedAtomicFile  *self,
                                                   GError         **error);
void            heed_atomic_file_set_always_named (gboolean         named);

G_END_DECLS
