/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * HeedPrivateFolder:
 *
 * A folder for files that need a name for a while, readable by its owner alone.
 * It goes with all that is in it when it is freed; what a kill leaves of it is
 * swept by heed_temporary_sweep().
 */
typedef struct _HeedPrivateFolder HeedPrivateFolder;

char              *heed_temporary_choose_path   (const char              *folder);
gboolean           heed_temporary_claim         (int                      fd,
                                                 const char              *path);
void               heed_temporary_sweep         (const char              *folder);

HeedPrivateFolder *heed_private_folder_new      (const char              *parent);
void               heed_private_folder_free     (HeedPrivateFolder       *self);
char              *heed_private_folder_dup_path (const HeedPrivateFolder *self,
                                                 const char              *name);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HeedPrivateFolder, heed_private_folder_free)

G_END_DECLS
