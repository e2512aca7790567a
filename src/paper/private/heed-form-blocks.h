/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The compositions of a page: what is ticked, circled or filled in on a line.
 * Private to src/paper. */

#pragma once

#include "heed-field.h"
#include "heed-flow.h"

G_BEGIN_DECLS

HeedBlock *heed_form_blocks_new_hairline  (double      width);
HeedBlock *heed_form_blocks_new_section   (HeedFonts  *fonts,
                                           const char *title,
                                           double      width);
HeedBlock *heed_form_blocks_new_name_line (HeedFonts  *fonts,
                                           double      width,
                                           const char *date);
HeedBlock *heed_form_blocks_new_choice    (HeedFonts  *fonts,
                                           HeedField  *field,
                                           const char *chosen,
                                           const char *other,
                                           gboolean    blank,
                                           double      x,
                                           double      width);
HeedBlock *heed_form_blocks_new_scale     (HeedFonts  *fonts,
                                           HeedField  *field,
                                           const char *chosen,
                                           double      x,
                                           double      width);

G_END_DECLS
