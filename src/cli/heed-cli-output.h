/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

#include "heed-summary.h"
#include "heed-workbook.h"

G_BEGIN_DECLS

#define HEED_TYPE_CLI_OUTPUT (heed_cli_output_get_type ())
G_DECLARE_FINAL_TYPE (HeedCliOutput, heed_cli_output, HEED, CLI_OUTPUT, GObject)

/**
 * HeedCliOutput:
 *
 * Where a command writes to: the standard output, or a file that is there only
 * when all of it is written.
 */

HeedCliOutput *heed_cli_output_open            (const char     *path,
                                                GError        **error);
GOutputStream *heed_cli_output_get_stream      (HeedCliOutput  *self);
void           heed_cli_output_pass_over_stamp (HeedCliOutput  *self,
                                                goffset         start);
gboolean       heed_cli_output_commit          (HeedCliOutput  *self,
                                                GError        **error);
gboolean       heed_cli_output_add_line        (HeedCliOutput  *self,
                                                const char     *line,
                                                GError        **error);
gboolean       heed_cli_output_add_entry       (HeedCliOutput  *self,
                                                HeedWorkbook   *workbook,
                                                HeedSummary    *summary,
                                                const char     *text,
                                                GError        **error);

G_END_DECLS
