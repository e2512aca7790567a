/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define HEED_TYPE_RING (heed_ring_get_type ())
G_DECLARE_FINAL_TYPE (HeedRing, heed_ring, HEED, RING, GtkWidget)

/**
 * HeedRing:
 *
 * A ring that fills up, with the percentage in its middle.
 */

void       heed_ring_set_fraction (HeedRing *self,
                                   double    fraction);

G_END_DECLS
