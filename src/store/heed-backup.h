/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

#include "heed-database.h"

G_BEGIN_DECLS

/**
 * HeedRotation:
 * @days: of how many days to keep the newest backup; at least 1
 * @weeks: of how many weeks, which begin on Monday
 * @months: of how many months
 *
 * Which backups to keep. A day, week or month counts only if it has a backup.
 */
typedef struct
{
  guint days;
  guint weeks;
  guint months;
} HeedRotation;

/**
 * HeedBackupPlan:
 * @journal: (type filename): the journal
 * @folder: (type filename) (nullable): the folder for its backups, which must be
 *   there; %NULL for one beside the journal, which is made
 * @rotation: which backups to keep
 *
 * Where backups of a journal go, and which of them stay.
 */
typedef struct
{
  char *journal;
  char *folder;
  HeedRotation rotation;
} HeedBackupPlan;

/**
 * HeedBackupOutcome:
 * @HEED_BACKUP_FAILED: there is no new backup, and an error was set
 * @HEED_BACKUP_MADE: there is a new backup
 * @HEED_BACKUP_OF_TODAY: there is one of this day already
 * @HEED_BACKUP_UNCHANGED: the newest one has all that is in the journal
 *
 * What came of backing up.
 */
typedef enum
{
  HEED_BACKUP_FAILED,
  HEED_BACKUP_MADE,
  HEED_BACKUP_OF_TODAY,
  HEED_BACKUP_UNCHANGED,
} HeedBackupOutcome;

/**
 * HEED_COPY_DAYS:
 *
 * How long copies from before an import, an upgrade or a restored backup stay.
 */
#define HEED_COPY_DAYS 90

HeedBackupPlan   *heed_backup_plan_copy    (const HeedBackupPlan  *self);
void              heed_backup_plan_free    (HeedBackupPlan        *self);
char             *heed_backup_plan_dup_folder (const HeedBackupPlan *self);
GPtrArray        *heed_backup_plan_find_copies (const HeedBackupPlan *self,
                                                gboolean              everywhere);

void              heed_rotation_choose     (const HeedRotation    *self,
                                            const gint64          *made,
                                            guint                  n_made,
                                            gint64                 now,
                                            gboolean              *keep);
HeedBackupOutcome heed_backup_make         (const HeedBackupPlan  *plan,
                                            gboolean               anyway,
                                            HeedCopyFunc           func,
                                            gpointer               user_data,
                                            GCancellable          *cancellable,
                                            GError               **error);
gboolean          heed_backup_check        (const char            *path,
                                            GCancellable          *cancellable,
                                            GStrv                 *problems,
                                            GError               **error);
gboolean          heed_backup_restore      (const char            *journal,
                                            const char            *backup,
                                            char                 **kept,
                                            GError               **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HeedBackupPlan, heed_backup_plan_free)

G_END_DECLS
