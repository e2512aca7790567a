/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* A file as a tree of its elements, which the parser builds and the readers
 * take apart. */

#pragma once

#include "heed-workbook-schema.h"

G_BEGIN_DECLS

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

HeedDocument *heed_document_new  (GBytes                 *bytes,
                                  const char             *name);
void          heed_document_free (HeedDocument           *self);
gboolean      heed_document_fail (HeedDocument           *self,
                                  gsize                   offset,
                                  GError                **error,
                                  const char             *detail,
                                  const char             *format,
                                  ...) G_GNUC_PRINTF (5, 6);

HeedNode     *heed_node_new      (const HeedElementRule  *rule,
                                  gsize                   offset,
                                  const char            **names,
                                  const char            **values);
void          heed_node_add      (HeedNode               *node,
                                  HeedNode               *child);
const char   *heed_node_get      (HeedNode               *node,
                                  const char             *attribute);
const char   *heed_node_get_text (HeedNode               *node,
                                  HeedElement             child);
HeedNode     *heed_node_find     (HeedNode               *node,
                                  HeedElement             child);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HeedDocument, heed_document_free)

G_END_DECLS
