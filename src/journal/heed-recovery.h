/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

#include "heed-database.h"

G_BEGIN_DECLS

/**
 * HeedRecovery:
 * @salvaged: what of the journal is in the new one
 * @unsaved: how many entries there were that could not be saved before, and are
 *   in the new one
 * @aside: (type filename): where the damaged file is now
 *
 * What came of recovering a journal.
 */
typedef struct
{
  HeedSalvaged salvaged;
  guint unsaved;
  char *aside;
} HeedRecovery;

void          heed_recovery_run_async  (const char           *path,
                                        HeedWorkbook         *workbook,
                                        GPtrArray            *unsaved,
                                        GAsyncReadyCallback   callback,
                                        gpointer              user_data);
HeedRecovery *heed_recovery_run_finish (GAsyncResult         *result,
                                        GError              **error);
void          heed_recovery_free       (HeedRecovery         *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HeedRecovery, heed_recovery_free)

G_END_DECLS
