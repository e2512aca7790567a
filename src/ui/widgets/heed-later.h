/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

void heed_later (guint     *id,
                 int        priority,
                 GCallback  run,
                 gpointer   object);

G_END_DECLS
