/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "heed-filled-form.h"

G_BEGIN_DECLS

HeedProgress  heed_part_progress_count    (HeedFilledForm *filled);
char         *heed_part_progress_describe (HeedFilledForm *filled);

G_END_DECLS
