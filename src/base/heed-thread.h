/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * HeedThreadFunc:
 * @data: the data of the task
 * @cancellable: (nullable): the cancellable of the task
 * @error: return location for an error
 *
 * Work that is done on a thread of its own.
 *
 * Returns: (transfer full) (nullable): what came of it; with @error set it is not
 *   looked at
 */
typedef gpointer (*HeedThreadFunc) (gpointer       data,
                                    GCancellable  *cancellable,
                                    GError       **error);

void heed_thread_run (GTask          *task,
                      HeedThreadFunc  func,
                      GDestroyNotify  result_free);

G_END_DECLS
