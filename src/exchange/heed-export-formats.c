/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The formats in which entries can leave a journal. Each is in a file of its own,
 * and known by name here only. */

#include "heed-exporter.h"

extern const HeedExportFormat heed_json_format;

const HeedExportFormat * const heed_export_formats[] = {
  &heed_json_format,
  NULL,
};
