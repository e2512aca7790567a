/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "heed-item.h"

G_BEGIN_DECLS

#define HEED_TYPE_WORKED_EXAMPLE (heed_worked_example_get_type ())
G_DECLARE_FINAL_TYPE (HeedWorkedExample, heed_worked_example, HEED, WORKED_EXAMPLE, AdwBin)

/**
 * HeedWorkedExample:
 *
 * How somebody else filled a form in, above the form.
 */

void heed_worked_example_set_item (HeedWorkedExample *self,
                                   HeedItem          *item);

G_END_DECLS
