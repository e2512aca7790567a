/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <json-glib/json-glib.h>

#include "heed-record.h"
#include "heed-workbook.h"

G_BEGIN_DECLS

/**
 * HeedJsonEncoder:
 *
 * Makes entries JSON, with the prompts of one workbook.
 */
typedef struct _HeedJsonEncoder HeedJsonEncoder;

HeedJsonEncoder *heed_json_encoder_new    (HeedWorkbook    *workbook);
void             heed_json_encoder_free   (HeedJsonEncoder *self);
JsonObject      *heed_json_encoder_encode (HeedJsonEncoder *self,
                                           HeedRecord      *record);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HeedJsonEncoder, heed_json_encoder_free)

G_END_DECLS
