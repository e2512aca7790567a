/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "heed-cli-command.h"
#include "heed-query.h"

G_BEGIN_DECLS

gboolean heed_cli_query_fill (HeedCliInput  *input,
                              HeedQuery     *query,
                              GError       **error);

G_END_DECLS
