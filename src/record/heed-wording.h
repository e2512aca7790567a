/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "heed-form.h"

G_BEGIN_DECLS

char   *heed_wording_dup_shown (HeedForm   *form,
                                const char *path,
                                const char *value);
gint64  heed_wording_get_mark  (HeedForm   *form);

G_END_DECLS
