/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "heed-outline.h"

G_BEGIN_DECLS

HeedProgress  heed_part_progress_count    (HeedOutline *outline);
char         *heed_part_progress_describe (HeedOutline *outline);

G_END_DECLS
