/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* How the reader makes the immutable objects: each is given everything it
 * will ever hold in one piece, and takes it over. Only the reader, and the
 * files of the objects themselves, include this. */

#pragma once

#include "heed-workbook.h"

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

typedef struct
{
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
} HeedFieldData;

typedef struct
{
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
} HeedFormData;

typedef struct
{
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
  GPtrArray *children;
} HeedItemData;

typedef struct
{
  char *id;
  guint version;
  char *title;
  char *summary;
  GBytes *file;       /* what it was read from */
  GBytes *common;     /* the same of the forms that every workbook has */
  HeedItem *pages[5]; /* in the order of the getters */
  GPtrArray *forms;   /* the common ones included, which come last */
} HeedWorkbookData;

void          heed_field_data_init     (HeedFieldData    *data,
                                        HeedFieldType     type);
void          heed_field_data_clear    (HeedFieldData    *data);
void          heed_form_data_init      (HeedFormData     *data);
void          heed_form_data_clear     (HeedFormData     *data);
void          heed_item_data_init      (HeedItemData     *data,
                                        HeedItemKind      kind);
void          heed_item_data_clear     (HeedItemData     *data);
void          heed_workbook_data_init  (HeedWorkbookData *data);
void          heed_workbook_data_clear (HeedWorkbookData *data);

HeedField    *heed_field_new           (HeedFieldData    *data);
HeedForm     *heed_form_new            (HeedFormData     *data);
HeedItem     *heed_item_new            (HeedItemData     *data);
HeedWorkbook *heed_workbook_new        (HeedWorkbookData *data);

HeedField    *heed_field_find_in       (GPtrArray        *fields,
                                        const char       *id);

/* What stands before all else in a workbook that was written again with the words
 * beside imported answers, as far as there were any. */
#define HEED_PARTIAL_MARK "<!-- Some words are those of another version. -->\n"

char         *heed_relabel             (GBytes           *file,
                                        guint             version,
                                        GHashTable       *labels);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (HeedFieldData, heed_field_data_clear)
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (HeedFormData, heed_form_data_clear)
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (HeedItemData, heed_item_data_clear)
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (HeedWorkbookData, heed_workbook_data_clear)

G_END_DECLS
