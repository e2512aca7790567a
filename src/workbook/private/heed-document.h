/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* A file as a tree of its elements, which the readers take apart. */

#pragma once

#include "heed-field.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/* Elements that share a name but not a meaning are told apart by where they
 * stand: a `point` in a section holds paragraphs, one in an example is text. */
typedef enum
{
  HEED_ELEMENT_DOCUMENT, /* what the root stands in */
  HEED_ELEMENT_WORKBOOK,
  HEED_ELEMENT_COMMON_FORMS,
  HEED_ELEMENT_TITLE,
  HEED_ELEMENT_SUMMARY,
  HEED_ELEMENT_OVERVIEW,
  HEED_ELEMENT_QUESTIONS,
  HEED_ELEMENT_TIPS,
  HEED_ELEMENT_ACTIVITIES,
  HEED_ELEMENT_RESOURCES,
  HEED_ELEMENT_FORMS,
  HEED_ELEMENT_SECTION,
  HEED_ELEMENT_POINT,
  HEED_ELEMENT_P,
  HEED_ELEMENT_FIELDS,
  HEED_ELEMENT_TIP_GROUP,
  HEED_ELEMENT_TIP,
  HEED_ELEMENT_CUE,
  HEED_ELEMENT_PROMPT,
  HEED_ELEMENT_ACTIVITY,
  HEED_ELEMENT_RESOURCE_GROUP,
  HEED_ELEMENT_RESOURCE,
  HEED_ELEMENT_FORM,
  HEED_ELEMENT_INSTRUCTION,
  HEED_ELEMENT_EXAMPLE,
  HEED_ELEMENT_EXAMPLE_POINT,
  HEED_ELEMENT_FIELD, /* and as many after it as there are types of fields */
  HEED_ELEMENT_LABEL = HEED_ELEMENT_FIELD + HEED_N_FIELD_TYPES,
  HEED_ELEMENT_ITEM,
  HEED_ELEMENT_HINT,
  HEED_ELEMENT_WARNING,
  HEED_ELEMENT_UNIT,
  HEED_ELEMENT_OPTION,
  HEED_ELEMENT_ANCHOR,
  HEED_ELEMENT_SAMPLE,
  HEED_ELEMENT_SAMPLE_ENTRY,
  HEED_ELEMENT_TAG,
  HEED_ELEMENT_ANSWER,
  HEED_ELEMENT_LINE,
} HeedElement;

/* What may stand where in a workbook file. */
typedef struct
{
  HeedElement element;
  const char *name;
  guint64 parents;        /* bits of elements */
  guint32 attributes;     /* bits of attributes that may be there */
  guint32 needs;          /* bits of attributes that must be there */
  guint64 needs_all;      /* bits of children that must be there */
  guint64 needs_any;      /* bits of children one of which must be there */
  gboolean many;          /* more than one in one parent? */
  gboolean text;          /* plain text, and so open to translation? */
} HeedElementRule;

typedef struct _HeedNode HeedNode;

struct _HeedNode
{
  const HeedElementRule *rule;
  HeedNode *parent;
  gsize offset;     /* of its "<", in bytes */
  GStrv attributes; /* name, value, name, value, … */
  char *text;       /* normalized; NULL where the element is not text */
  guint rank;       /* how much the language of the text is wanted */
  guint64 seen;     /* bits of the children */
  GPtrArray *children;
};

typedef struct
{
  char *name;
  GBytes *bytes;
  HeedNode *root;
} HeedDocument;

GBytes       *heed_document_load  (GFile               *file,
                                   char               **name,
                                   GError             **error);
HeedDocument *heed_document_parse (GBytes              *bytes,
                                   const char          *name,
                                   HeedElement          root,
                                   const char * const  *languages,
                                   GError             **error);
void          heed_document_free  (HeedDocument        *self);
gboolean      heed_document_fail  (HeedDocument        *self,
                                   gsize                offset,
                                   GError             **error,
                                   const char          *detail,
                                   const char          *format,
                                   ...) G_GNUC_PRINTF (5, 6);

const char   *heed_node_get       (HeedNode            *node,
                                   const char          *attribute);
const char   *heed_node_get_text  (HeedNode            *node,
                                   HeedElement          child);
HeedNode     *heed_node_find      (HeedNode            *node,
                                   HeedElement          child);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HeedDocument, heed_document_free)

G_END_DECLS
