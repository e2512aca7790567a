/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "heed-connection.h"
#include "heed-temporary.h"

G_BEGIN_DECLS

/**
 * HeedDamaged:
 *
 * A journal's file that is damaged, opened so that nothing is written to it, and
 * read around what cannot be read. Private to the store.
 */
typedef struct _HeedDamaged HeedDamaged;

/**
 * HeedDamagedFunc:
 * @statement: on a row
 * @user_data: what the caller gave
 *
 * Called with each row that can be read.
 */
typedef void (*HeedDamagedFunc) (HeedStatement *statement,
                                 gpointer       user_data);

HeedDamaged *heed_damaged_open         (const char       *path,
                                        const HeedPrivateFolder *workplace,
                                        GError          **error);
void         heed_damaged_close        (HeedDamaged      *self);
void         heed_damaged_collect      (HeedDamaged      *self,
                                        const char       *sql,
                                        GHashTable       *numbers);
gboolean     heed_damaged_walk         (HeedDamaged      *self,
                                        const char       *sql,
                                        const char       *backwards,
                                        gint64            number,
                                        HeedDamagedFunc   func,
                                        gpointer          user_data);
gboolean     heed_damaged_get_row      (HeedDamaged      *self,
                                        const char       *sql,
                                        gint64            number,
                                        HeedDamagedFunc   func,
                                        gpointer          user_data);
gboolean     heed_damaged_lacks_pictures (HeedDamaged    *self);
guint        heed_damaged_get_unread   (HeedDamaged      *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HeedDamaged, heed_damaged_close)

G_END_DECLS
