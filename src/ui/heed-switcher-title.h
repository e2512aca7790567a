/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define HEED_TYPE_SWITCHER_TITLE (heed_switcher_title_get_type ())
G_DECLARE_FINAL_TYPE (HeedSwitcherTitle, heed_switcher_title, HEED, SWITCHER_TITLE, AdwBin)

/**
 * HeedSwitcherTitle:
 *
 * The pages in the header bar: icons beside their names, below that width icons
 * above their names, and where there is no room for that the title of the
 * window. Then the property `title-visible` is set, and the pages belong at the
 * bottom. A change of it is told when the window has been laid out.
 */

G_END_DECLS
