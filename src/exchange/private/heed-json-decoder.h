/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <json-glib/json-glib.h>

#include "heed-form.h"
#include "heed-record.h"

G_BEGIN_DECLS

const char *heed_json_get_string   (JsonNode           *node);
guint       heed_json_get_count    (JsonNode           *node);
void        heed_json_find_unknown (JsonObject         *object,
                                    const char * const *known,
                                    const char         *prefix,
                                    GHashTable         *unknown);
HeedRecord *heed_json_decode       (JsonNode           *node,
                                    GHashTable         *unknown,
                                    char              **wrong);
void        heed_json_note_labels  (JsonNode           *node,
                                    HeedRecord         *record,
                                    HeedForm           *form,
                                    GHashTable         *labels);

G_END_DECLS
