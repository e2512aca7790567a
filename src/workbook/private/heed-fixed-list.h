/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define HEED_TYPE_FIXED_LIST (heed_fixed_list_get_type ())
G_DECLARE_FINAL_TYPE (HeedFixedList, heed_fixed_list, HEED, FIXED_LIST, GObject)

/**
 * HeedFixedList:
 *
 * A list model that never changes. Unlike #GListStore, which remembers where
 * it was last asked, it may be read on several threads at once.
 */

GListModel *heed_fixed_list_new (GType      item_type,
                                 GPtrArray *items);

G_END_DECLS
