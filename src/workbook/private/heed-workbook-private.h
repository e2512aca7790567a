/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What the immutable objects hold, for the files of the objects themselves and for
 * the reader, which fills them in before anybody else has them. */

#pragma once

#include "heed-workbook.h"

#include "heed-document.h"

G_BEGIN_DECLS

/* The most rows of a list and the most instances of a group. */
#define HEED_FIELD_MAX_REPEAT 100

typedef struct
{
  int value;
  char *label;
} HeedAnchor;

typedef struct
{
  char *id;
  char *label;
} HeedOption;

struct _HeedField
{
  GObject parent_instance;

  HeedFieldType type;
  char *id;
  char *label;
  char *item_label;
  char *hint;
  char *warning;
  char *unit;
  gboolean optional;
  gboolean numbered;
  gboolean repeated;
  gboolean allows_other;
  guint lines;
  guint spare;
  double min;
  double max;
  double soft_min;
  double soft_max;
  GArray *options; /* of HeedOption */
  GArray *anchors; /* of HeedAnchor */
  GPtrArray *fields;
};

struct _HeedForm
{
  GObject parent_instance;

  char *id;
  char *title;
  char *instruction;
  char *icon_name;
  char *tint;
  gboolean titled;
  gboolean listed;
  gboolean common;
  HeedItem *example;
  GPtrArray *fields;
};

struct _HeedItem
{
  GObject parent_instance;

  HeedItemKind kind;
  char *id;
  char *title;
  char *summary;
  char **paragraphs;
  char **cues;
  char *prompt;
  char *form_id;
  char *field_path;
  char *link;
  char *icon_name;
  guint minutes;
  gboolean credits;
  HeedItem *parent;     /* which owns this item */
  GPtrArray *items;     /* in this one */
  GListModel *children; /* the same for others */
};

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

gboolean    heed_workbook_read  (HeedWorkbook        *self,
                                 GBytes              *bytes,
                                 GBytes              *common,
                                 const char          *name,
                                 const char * const  *languages,
                                 GError             **error);
char       *heed_relabel        (GBytes              *file,
                                 guint                version,
                                 GHashTable          *labels);
HeedField  *heed_field_find_in  (GPtrArray           *fields,
                                 const char          *id);
GListModel *heed_fixed_list_new (GType                item_type,
                                 GPtrArray           *items);

G_END_DECLS
