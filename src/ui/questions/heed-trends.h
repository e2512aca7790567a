/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "heed-form.h"

G_BEGIN_DECLS

#define HEED_TYPE_TRENDS (heed_trends_get_type ())
G_DECLARE_FINAL_TYPE (HeedTrends, heed_trends, HEED, TRENDS, AdwBin)

/**
 * HeedTrends:
 *
 * How self-checks have moved: a chart of their averages and, folded away until
 * somebody wants them, one of each rating. All of it can be shown as text, too.
 */

gboolean heed_trends_show (HeedTrends *self,
                           HeedForm   *form,
                           GPtrArray  *attempts);

G_END_DECLS
