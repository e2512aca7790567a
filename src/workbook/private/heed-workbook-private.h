/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What a workbook holds, for the reader, which fills it in before anybody else has it. */

#pragma once

#include "heed-workbook.h"

#include "heed-document.h"
#include "heed-form-private.h"
#include "heed-item-private.h"

G_BEGIN_DECLS

struct _HeedWorkbook
{
  GObject parent_instance;

  char *id;
  guint version;
  char *title;
  char *summary;
  GBytes *file;         /* what it was read from */
  GBytes *common;       /* the same of the forms that every workbook has */
  HeedItem *pages[5];   /* in the order of the getters */
  GPtrArray *all_forms; /* the common ones included, which come last */
  GListModel *forms;    /* the same for others */
  GHashTable *items_by_id;
  GHashTable *forms_by_id;
  GStrv languages;      /* NULL for those of the person */
  GFile *place;         /* where it was read from; NULL for one that is in memory only */

  GMutex lock;
  GHashTable *editions; /* of Known, by HeedEdition; guarded by the lock */
  GPtrArray *former;    /* editions that gave way; somebody may show them still */
};

/* What stands before all else in a workbook that was written again with the words
 * beside imported answers, as far as there were any. */
#define HEED_PARTIAL_MARK "<!-- Some words are those of another version. -->\n"

gboolean  heed_workbook_read (HeedWorkbook        *self,
                              GBytes              *bytes,
                              GBytes              *common,
                              const char          *name,
                              const char * const  *languages,
                              GError             **error);
char     *heed_relabel       (GBytes              *file,
                              guint                version,
                              GHashTable          *labels);
char     *heed_relabel_join  (GBytes              *file,
                              GBytes              *other,
                              guint                version);

G_END_DECLS
