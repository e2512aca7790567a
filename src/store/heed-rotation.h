/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

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

void heed_rotation_choose (const HeedRotation *self,
                           const gint64       *made,
                           guint               n_made,
                           gint64              now,
                           gboolean           *keep);

G_END_DECLS
