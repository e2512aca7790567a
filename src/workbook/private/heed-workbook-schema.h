/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What may stand where in a workbook file. */

#pragma once

#include "heed-field.h"

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

#define HEED_ELEMENT_BIT(element) (G_GUINT64_CONSTANT (1) << (element))

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

const HeedElementRule *heed_schema_find             (HeedElement             parent,
                                                     const char             *name);
char                  *heed_schema_list_children    (HeedElement             parent);
char                  *heed_schema_list_elements    (guint64                 elements);
char                  *heed_schema_check_attributes (const HeedElementRule  *rule,
                                                     gboolean                translation,
                                                     const char            **names,
                                                     const char            **values);
char                  *heed_schema_check_children   (const HeedElementRule  *rule,
                                                     guint64                 seen);

G_END_DECLS
