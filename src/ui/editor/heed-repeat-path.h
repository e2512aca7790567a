/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

char *heed_repeat_path_split (const char *instance,
                              guint      *index);

G_END_DECLS
