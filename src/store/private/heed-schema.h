/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "heed-connection.h"

G_BEGIN_DECLS

/* "HEED": the number by which a journal is told from other SQLite files. */
#define HEED_SCHEMA_APPLICATION_ID 0x48454544

/* Gives which version a file has; 0 if nothing is in it. */
#define HEED_SCHEMA_VERSION "PRAGMA user_version"

GStrv    heed_schema_dup_steps    (void);
gboolean heed_schema_check_header (const char          *path,
                                   GError             **error);
gboolean heed_schema_check        (HeedConnection      *connection,
                                   gboolean             is_made,
                                   GError             **error);
gboolean heed_schema_is_newest    (HeedConnection      *connection,
                                   gboolean            *newest,
                                   GError             **error);
gboolean heed_schema_stand_in     (HeedConnection      *connection,
                                   GError             **error);
gboolean heed_schema_upgrade      (HeedConnection      *connection,
                                   const char * const  *steps,
                                   GError             **error);

G_END_DECLS
