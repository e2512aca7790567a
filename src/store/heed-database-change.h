/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "heed-database-private.h"

G_BEGIN_DECLS

/**
 * HeedChange:
 *
 * What putting a record changes in the journal. The caller fills in what is
 * above the empty line; strings belong to the records.
 */
typedef struct
{
  HeedDatabase *database;
  HeedRecord *record;
  HeedSummary *summary;
  gboolean keep_old; /* however little time lies between */
  HeedRecord *old; /* NULL for a new entry */
  HeedSummary *old_summary;
  gint64 row;

  GArray *written;    /* of guint: which answers of the record */
  GPtrArray *removed; /* of const char *: paths that it has no more */
  gboolean place;     /* what the indexes hold */
  gboolean head;      /* anything else in the entry's own row */
  gboolean tags;
  gboolean words; /* what can be searched for */
} HeedChange;

void     heed_change_find           (HeedChange *self);
void     heed_change_clear          (HeedChange *self);
gboolean heed_change_is_any         (HeedChange *self);
gboolean heed_change_needs_revision (HeedChange *self);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (HeedChange, heed_change_clear)

G_END_DECLS
