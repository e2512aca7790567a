/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

#include "heed-database.h"

G_BEGIN_DECLS

/**
 * HeedStoreFunc:
 * @database: the journal; not to be kept
 * @data: what the caller gave, which nobody else touches meanwhile
 * @error: return location for an error
 *
 * A piece of work on the store's thread. It may only use immutable values and
 * what it was given.
 *
 * Returns: (transfer full) (nullable): the result; %NULL together with
 *   @error set is failure, %NULL alone is a result, %HEED_STORE_AGAIN none yet
 */
typedef gpointer (*HeedStoreFunc) (HeedDatabase  *database,
                                   gpointer       data,
                                   GError       **error);

/**
 * HEED_STORE_AGAIN:
 *
 * What a [callback@Heed.StoreFunc] returns when it has done a part of its work
 * and is to be called again, with the same data. What others have asked for
 * meanwhile is done in between, so that nothing waits for long work as a whole.
 * If the store is closed or the call cancelled in between, it fails, and the
 * parts that are done stay done.
 */
#define HEED_STORE_AGAIN ((gpointer) &heed_store_again)
extern const char heed_store_again;

/**
 * HeedStore:
 *
 * A journal file on a thread of its own. Work is done in the order in which it
 * was asked for; results arrive on the thread that asked, in its main context.
 */
#define HEED_TYPE_STORE (heed_store_get_type ())
G_DECLARE_FINAL_TYPE (HeedStore, heed_store, HEED, STORE, GObject)

HeedStore  *heed_store_new         (const char           *path,
                                    HeedDatabaseFlags     flags);
void        heed_store_open_async  (HeedStore            *self,
                                    GCancellable         *cancellable,
                                    GAsyncReadyCallback   callback,
                                    gpointer              user_data);
void        heed_store_call_async  (HeedStore            *self,
                                    HeedStoreFunc         func,
                                    gpointer              data,
                                    GDestroyNotify        data_free,
                                    GDestroyNotify        result_free,
                                    GCancellable         *cancellable,
                                    GAsyncReadyCallback   callback,
                                    gpointer              user_data);
void        heed_store_close_async (HeedStore            *self,
                                    GAsyncReadyCallback   callback,
                                    gpointer              user_data);
gboolean    heed_store_finish      (HeedStore            *self,
                                    GAsyncResult         *result,
                                    gpointer             *answer,
                                    GError              **error);
const char *heed_store_get_path    (HeedStore            *self);

G_END_DECLS
