/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Keeps what GTK says of sizes in @messages from now on, instead of ending the
 * test; NULL for the end of that. */
void stock_faults_keep (GPtrArray *messages);

G_END_DECLS
