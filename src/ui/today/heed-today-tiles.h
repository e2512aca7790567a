/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

#include "heed-today-facts.h"

G_BEGIN_DECLS

void heed_today_tiles_show (GtkFlowBox     *tiles,
                            HeedTodayFacts *facts);

G_END_DECLS
