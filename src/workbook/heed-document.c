/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The tree, and where in the file each part of it stands. */

#include "heed-document.h"

#include "heed-error.h"

#include <glib/gi18n.h>

static GStrv
copy_attributes (const char **names,
                 const char **values)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  for (guint i = 0; names[i] != NULL; i++)
    {
      g_strv_builder_add (builder, names[i]);
      g_strv_builder_add (builder, values[i]);
    }

  return g_strv_builder_end (builder);
}

static void
free_node (gpointer data)
{
  HeedNode *node = data;

  g_strfreev (node->attributes);
  g_free (node->text);
  g_ptr_array_unref (node->children);
  g_free (node);
}

/* Counts from 1, columns in characters. What cannot be read as UTF-8 ends the
 * text, so that all before @offset is whole. */
static void
locate (HeedDocument *self,
        gsize         offset,
        guint        *line,
        guint        *column)
{
  const char *data = g_bytes_get_data (self->bytes, NULL);
  gsize start = 0;

  *line = 1;
  for (gsize i = 0; i < offset; i++)
    if (data[i] == '\n')
      {
        *line += 1;
        start = i + 1;
      }

  *column = 1;
  for (gsize i = start; i < offset; i++)
    *column += (data[i] & 0xC0) != 0x80;
}

/**
 * heed_document_new:
 * @bytes: what is in the file
 * @name: what errors call the file
 *
 * Starts a document without a root.
 *
 * Returns: (transfer full): the document
 */
HeedDocument *
heed_document_new (GBytes     *bytes,
                   const char *name)
{
  HeedDocument *self = g_new0 (HeedDocument, 1);

  self->name = g_utf8_make_valid (name, -1);
  self->bytes = g_bytes_ref (bytes);
  return self;
}

/**
 * heed_document_free:
 * @self: a document
 *
 * Frees the document and all its nodes.
 */
void
heed_document_free (HeedDocument *self)
{
  g_clear_pointer (&self->root, free_node);
  g_bytes_unref (self->bytes);
  g_free (self->name);
  g_free (self);
}

/**
 * heed_document_fail:
 * @self: a document
 * @offset: where the trouble is, in bytes
 * @error: (out) (optional): where to put the error
 * @detail: (nullable): the parser's own words
 * @format: what was found and what was expected, in translated sentences
 * @...: its arguments
 *
 * Raises `HEED_ERROR_INVALID_FILE` with file name, line and column.
 *
 * Returns: %FALSE, so that a check can return it
 */
gboolean
heed_document_fail (HeedDocument  *self,
                    gsize          offset,
                    GError       **error,
                    const char    *detail,
                    const char    *format,
                    ...)
{
  g_autofree char *problem = NULL;
  guint line, column;
  va_list args;

  va_start (args, format);
  problem = g_strdup_vprintf (format, args);
  va_end (args);

  locate (self, offset, &line, &column);
  /* Translators: the name of a file, where in it something is wrong, and a sentence or two that say what. */
  heed_set_error (error, HEED_ERROR_INVALID_FILE, detail, _("%s, line %u, column %u: %s"),
                  self->name, line, column, problem);
  return FALSE;
}

/**
 * heed_node_new:
 * @rule: what the element is
 * @offset: where its tag begins, in bytes
 * @names: (array zero-terminated=1): the names of its attributes
 * @values: (array zero-terminated=1): and what they are
 *
 * Makes a node, which belongs to no document yet.
 *
 * Returns: (transfer full): the node
 */
HeedNode *
heed_node_new (const HeedElementRule  *rule,
               gsize                   offset,
               const char            **names,
               const char            **values)
{
  HeedNode *node = g_new0 (HeedNode, 1);

  node->rule = rule;
  node->offset = offset;
  node->attributes = copy_attributes (names, values);
  node->children = g_ptr_array_new_with_free_func (free_node);
  return node;
}

/**
 * heed_node_add:
 * @node: a node
 * @child: (transfer full): a node
 *
 * Puts a node into another, after what is there.
 */
void
heed_node_add (HeedNode *node,
               HeedNode *child)
{
  child->parent = node;
  node->seen |= HEED_ELEMENT_BIT (child->rule->element);
  g_ptr_array_add (node->children, child);
}

/**
 * heed_node_get:
 * @node: a node
 * @attribute: a name
 *
 * Gets an attribute.
 *
 * Returns: (nullable): its value
 */
const char *
heed_node_get (HeedNode   *node,
               const char *attribute)
{
  for (guint i = 0; node->attributes[i] != NULL; i += 2)
    if (g_str_equal (node->attributes[i], attribute))
      return node->attributes[i + 1];

  return NULL;
}

/**
 * heed_node_get_text:
 * @node: a node
 * @child: a child that there is at most one of
 *
 * Gets the text of a child.
 *
 * Returns: (nullable): the text, %NULL without that child
 */
const char *
heed_node_get_text (HeedNode    *node,
                    HeedElement  child)
{
  HeedNode *found = heed_node_find (node, child);

  return found != NULL ? found->text : NULL;
}

/**
 * heed_node_find:
 * @node: a node
 * @child: what to look for
 *
 * Finds the first child that is a @child.
 *
 * Returns: (nullable): the child
 */
HeedNode *
heed_node_find (HeedNode    *node,
                HeedElement  child)
{
  for (guint i = 0; i < node->children->len; i++)
    {
      HeedNode *found = g_ptr_array_index (node->children, i);

      if (found->rule->element == child)
        return found;
    }

  return NULL;
}
