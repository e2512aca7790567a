/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "heed-backup.h"
#include "heed-copies.h"
#include "heed-journal.h"

G_BEGIN_DECLS

#define HEED_TYPE_BACKUPS (heed_backups_get_type ())
G_DECLARE_FINAL_TYPE (HeedBackups, heed_backups, HEED, BACKUPS, GObject)

/**
 * HeedBackups:
 *
 * The backups of an open journal: it makes one by itself on each day on which
 * something was written, and tells what copies there are. Everything that touches
 * the disk happens on threads of their own, with connections that only read, so that
 * saving never waits. Main thread only.
 */

HeedBackups          *heed_backups_new           (HeedJournal        *journal);
void                  heed_backups_set_plan      (HeedBackups        *self,
                                                  const char         *folder,
                                                  const HeedRotation *rotation);
const HeedBackupPlan *heed_backups_get_plan      (HeedBackups        *self);
void                  heed_backups_set_automatic (HeedBackups        *self,
                                                  gboolean            automatic);
void                  heed_backups_poll          (HeedBackups        *self);
const GError         *heed_backups_get_error     (HeedBackups        *self);

gpointer              heed_backups_take_answer   (HeedBackups          *self,
                                                  GAsyncResult         *result,
                                                  GError              **error);
void                  heed_backups_make_async    (HeedBackups          *self,
                                                  GAsyncReadyCallback   callback,
                                                  gpointer              user_data);
void                  heed_backups_find_async    (HeedBackups          *self,
                                                  GAsyncReadyCallback   callback,
                                                  gpointer              user_data);
void                  heed_backups_check_async   (HeedBackups          *self,
                                                  GAsyncReadyCallback   callback,
                                                  gpointer              user_data);
gboolean              heed_backups_remove        (HeedBackups          *self,
                                                  const HeedCopy       *copy,
                                                  GError              **error);
void                  heed_backups_stop_async    (HeedBackups          *self,
                                                  GAsyncReadyCallback   callback,
                                                  gpointer              user_data);

G_END_DECLS
