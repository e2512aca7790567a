/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

#include "heed-record.h"

G_BEGIN_DECLS

GtkWidget *heed_orphaned_answers_new (HeedRecord *record);

G_END_DECLS
