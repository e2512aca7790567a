/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

#include "heed-entry.h"

G_BEGIN_DECLS

/**
 * HeedAutosave:
 *
 * Knows which entries have changes that are not in the journal yet and has
 * them saved: within a second of the first change, however long the typing
 * goes on. An entry stays with it until everything in it is in the journal, so
 * that nothing is lost when its page is closed.
 */
typedef struct _HeedAutosave HeedAutosave;

/**
 * HeedAutosaveFunc:
 * @entry: the entry to save as it is now
 * @callback: to call with a task when it is saved or has failed, which gives
 *   %HEED_SAVE_STATE_SAVED; %HEED_SAVE_STATE_RESCUED if it is safe, but not in the
 *   journal; or an error
 * @callback_data: for @callback
 * @user_data: what heed_autosave_new() was given
 *
 * Saves an entry.
 */
typedef void (*HeedAutosaveFunc) (HeedEntry           *entry,
                                  GAsyncReadyCallback  callback,
                                  gpointer             callback_data,
                                  gpointer             user_data);

/**
 * HeedAutosaveChanged:
 * @user_data: what heed_autosave_new() was given
 *
 * Called when the state of all entries together may have changed.
 */
typedef void (*HeedAutosaveChanged) (gpointer user_data);

HeedAutosave *heed_autosave_new          (HeedAutosaveFunc      save,
                                          HeedAutosaveChanged   changed,
                                          gpointer              user_data);
void          heed_autosave_free         (HeedAutosave         *self);
void          heed_autosave_mark         (HeedAutosave         *self,
                                          HeedEntry            *entry);
void          heed_autosave_flush        (HeedAutosave         *self,
                                          GTask                *task);
GPtrArray    *heed_autosave_dup_unsaved  (HeedAutosave         *self);
void          heed_autosave_bring_back   (HeedAutosave         *self);
HeedSaveState heed_autosave_get_state    (HeedAutosave         *self);
const GError *heed_autosave_get_error    (HeedAutosave         *self);
gint64        heed_autosave_get_saved_at (HeedAutosave         *self);

G_END_DECLS
