/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What is to be done at a time of day. GLib's timers stand still while the computer
 * sleeps, and know nothing of a clock that was set. */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

guint heed_alarm_add (guint       minute,
                      GSourceFunc func,
                      gpointer    user_data);

G_END_DECLS
