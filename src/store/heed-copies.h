/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * HeedCopyKind:
 * @HEED_COPY_BACKUP: a backup that Heed made by itself
 * @HEED_COPY_BEFORE_IMPORT: the journal as it was before an import
 * @HEED_COPY_BEFORE_UPGRADE: the journal as an older Heed left it
 * @HEED_COPY_ASIDE: a journal that could not be opened and was set aside
 * @HEED_COPY_BEFORE_RESTORE: the journal as it was before a backup took its place
 * @HEED_COPY_RESCUE: what was typed while the journal's own file was gone
 * @HEED_COPY_CONFLICT: another copy of the journal, from a program that keeps
 *   folders alike
 * @HEED_COPY_OTHER: a backup that another computer, or another journal of the same
 *   name, keeps in the folder for backups
 *
 * How a copy came to be.
 */
typedef enum
{
  HEED_COPY_BACKUP,
  HEED_COPY_BEFORE_IMPORT,
  HEED_COPY_BEFORE_UPGRADE,
  HEED_COPY_ASIDE,
  HEED_COPY_BEFORE_RESTORE,
  HEED_COPY_RESCUE,
  HEED_COPY_CONFLICT,
  HEED_COPY_OTHER,
} HeedCopyKind;

/**
 * HeedCopy:
 * @kind: how it came to be
 * @path: (type filename): where it is
 * @modified: when it was last written, in microseconds since 1970 UTC
 * @size: its size in bytes, with the write-ahead log that may be beside it
 * @own: whether it is certain that it is this journal's: a backup of an older Heed
 *   in a folder that several may share does not say
 *
 * A file that holds what a journal held, or a part of it.
 */
typedef struct
{
  HeedCopyKind kind;
  char *path;
  gint64 modified;
  goffset size;
  gboolean own;
} HeedCopy;

void       heed_copy_free        (HeedCopy      *copy);
gint64     heed_copy_get_made    (const HeedCopy *copy);
gboolean   heed_copy_remove      (const HeedCopy *copy,
                                  GError       **error);
char      *heed_copy_choose_path (const char    *journal,
                                  HeedCopyKind   kind,
                                  const char    *taken);
char      *heed_copy_choose_backup_path (const char *journal,
                                         const char *folder);
gboolean   heed_copy_is_own_backup (const char  *name,
                                    const char  *journal,
                                    const char  *folder);
char      *heed_copy_choose_rescue_path (const char *journal,
                                         gboolean    away,
                                         const char *taken);
GPtrArray *heed_copies_find      (const char    *journal,
                                  const char    *backups);
GPtrArray *heed_copies_find_to_join (const char *journal);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HeedCopy, heed_copy_free)

G_END_DECLS
