/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "heed-database-private.h"
#include "heed-staging.h"

G_BEGIN_DECLS

/* Inside the store only: how what is staged gets into the journal. */

struct _HeedStaging
{
  GObject parent_instance;

  char *path; /* of the journal */
  sqlite3 *handle;
  HeedStatementCache *statements;
  HeedDatabase *journal; /* to judge by; NULL where there is none, and once all is staged */
  gint64 change; /* the last in the journal when judging began */
  gboolean keeps_all; /* even what nothing is to be done with, as it may be taken back before */
  HeedPreview preview;
  GHashTable *unknown;
  GPtrArray *editions; /* of HeedEdition: what was asked where the entries come from */
  guint n_entries;  /* that are staged, because something is to be done with them */
  guint n_versions;

  gint64 next_entry;   /* what comes next, while it gets into the journal */
  gint64 next_version;
  guint n_done;
  gboolean begun;
  HeedImported imported;
  GPtrArray *kept_in; /* of HeedRecord: of which a text was kept among the versions */

  int progress; /* atomic: per mille */
};

gboolean heed_staging_take_next (HeedStaging  *self,
                                 HeedRecord  **record,
                                 gboolean     *is_version,
                                 GError      **error);
void     heed_staging_count_place (HeedRecord *stored,
                                   HeedRecord *joined,
                                   guint      *in_trash,
                                   guint      *out_of_trash);

G_END_DECLS
