/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

AdwToast *heed_toast_new        (const char *sentence);
void      heed_toast_show       (GtkWidget  *origin,
                                 AdwToast   *toast);
void      heed_toast_leave_page (GtkWidget  *origin);

G_END_DECLS
