/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What heed_cli_run() returns. */
#define HEED_CLI_OK 0
#define HEED_CLI_FAILED 1
#define HEED_CLI_USAGE 2

gboolean heed_cli_wants             (int    argc,
                                     char **argv);
int      heed_cli_run               (int    argc,
                                     char **argv);
char    *heed_cli_dup_command_names (void);

G_END_DECLS
