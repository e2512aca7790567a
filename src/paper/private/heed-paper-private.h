/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What the PDF writer asks of a paper. Private to src/paper. */

#pragma once

#include "heed-paper.h"

G_BEGIN_DECLS

const HeedPageSetup *heed_paper_get_setup (HeedPaper *self);

G_END_DECLS
