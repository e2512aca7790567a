/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "heed-window.h"

G_BEGIN_DECLS

HeedWindow *heed_demo_window_new (AdwApplication  *application,
                                  GError         **error);

G_END_DECLS
