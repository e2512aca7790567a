/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What an entry is made of: for heed-entry.c and heed-entry-change.c alone. */

#pragma once

#include "heed-entry-private.h"
#include "heed-history.h"

G_BEGIN_DECLS

struct _HeedEntry
{
  GObject parent_instance;

  HeedWorkbook *workbook;
  gint64 row;            /* 0 until the journal has it */
  char *id;              /* for life; NULL until the summary has arrived */
  HeedSummary *summary;  /* what lists show; NULL until it has arrived */
  HeedRecord *record;    /* what is edited; NULL until the entry is open */
  HeedRecord *stored;    /* what the journal held when record came from it */
  HeedRecord *replaced;  /* by an older version, and to be kept as one */
  HeedOutline *outline;  /* of record, made when asked for */
  HeedHistory *history;
  char *changed_path;    /* by the last undo or redo */
  HeedSaveState save_state;
};

void heed_entry_announce     (HeedEntry  *self,
                              HeedRecord *before);
void heed_entry_emit_changed (HeedEntry  *self);

G_END_DECLS
