/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "heed-database-private.h"

G_BEGIN_DECLS

/* "HEED": the number by which a journal is told from other SQLite files. */
#define HEED_SCHEMA_APPLICATION_ID 0x48454544

GStrv    heed_schema_dup_steps    (void);
gboolean heed_schema_check_header (const char          *path,
                                   guint                newest,
                                   GError             **error);
gboolean heed_schema_check        (HeedDatabase        *database,
                                   guint                newest,
                                   GError             **error);
gboolean heed_schema_upgrade      (HeedDatabase        *database,
                                   const char * const  *steps,
                                   GError             **error);

G_END_DECLS
