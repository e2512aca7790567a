/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "heed-database-private.h"

G_BEGIN_DECLS

/**
 * HeedEntryChange:
 *
 * What putting a record changes in the journal. The caller fills in what is
 * above the empty line; strings belong to the records.
 */
typedef struct
{
  HeedDatabase *database;
  HeedRecord *record;
  HeedSummary *summary;
  gboolean keep_old; /* if its words change, however little time lies between */
  gboolean exactly;  /* as if it had always been so: no version is kept, and nothing else */
  HeedRecord *old; /* NULL for a new entry */
  HeedSummary *old_summary;
  gint64 row;

  GArray *written;    /* of guint: which answers of the record */
  GPtrArray *removed; /* of const char *: paths that it has no more */
  gboolean place;     /* what the indexes hold */
  gboolean head;      /* anything else in the entry's own row */
  gboolean mark;      /* which words the form shows, though they may be the same */
  gboolean tags;
  gboolean words;     /* what can be searched for */
  gboolean spared;    /* a tombstone that leaves what it does not know of */

  gint64 number;   /* by which it was written */
  gint64 revision; /* in which the old record is kept; 0 for none */
} HeedEntryChange;

void     heed_entry_change_find           (HeedEntryChange *self);
void     heed_entry_change_clear          (HeedEntryChange *self);
gboolean heed_entry_change_is_any         (HeedEntryChange *self);
gboolean heed_entry_change_needs_revision (HeedEntryChange *self);
gboolean heed_entry_change_load           (HeedEntryChange *self,
                                           const char      *id,
                                           GError         **error);
gboolean heed_entry_change_write          (HeedEntryChange *self,
                                           gboolean        *written,
                                           GError         **error);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (HeedEntryChange, heed_entry_change_clear)

G_END_DECLS
