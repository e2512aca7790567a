/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "heed-connection.h"

G_BEGIN_DECLS

/* "HEED": the number by which a journal is told from other SQLite files. */
#define HEED_SCHEMA_APPLICATION_ID 0x48454544

GStrv    heed_schema_dup_steps    (void);
gboolean heed_schema_check_header (const char          *path,
                                   guint                newest,
                                   GError             **error);
gboolean heed_schema_check        (HeedConnection      *connection,
                                   guint                newest,
                                   gboolean             is_made,
                                   GError             **error);
gboolean heed_schema_get_version  (HeedConnection      *connection,
                                   gint64              *version,
                                   GError             **error);
gboolean heed_schema_stand_in     (HeedConnection      *connection,
                                   guint                newest,
                                   GError             **error);
gboolean heed_schema_upgrade      (HeedConnection      *connection,
                                   const char * const  *steps,
                                   GError             **error);

G_END_DECLS
