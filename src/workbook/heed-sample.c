/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The sample journal that lies beside a workbook: what somebody might have written,
 * in each language that the workbook has. */

#include "heed-sample.h"

#include "heed-document.h"

#include <glib/gi18n.h>

static void
free_answer (gpointer data)
{
  HeedSampleAnswer *answer = data;

  g_free (answer->path);
  g_free (answer->value);
  g_free (answer->modified);
  g_free (answer);
}

static void
free_entry (gpointer data)
{
  HeedSampleEntry *entry = data;

  g_free (entry->id);
  g_free (entry->form_id);
  g_free (entry->item_id);
  g_free (entry->title);
  g_strfreev (entry->tags);
  g_free (entry->created);
  g_free (entry->modified);
  g_free (entry->completed);
  g_ptr_array_unref (entry->answers);
  g_free (entry);
}

/* Paragraphs, and lines that follow one another. */
static char *
join_text (HeedNode *node)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < node->children->len; i++)
    {
      HeedNode *child = g_ptr_array_index (node->children, i);

      if (i > 0)
        g_string_append (text, child->rule->element == HEED_ELEMENT_LINE ? "\n" : "\n\n");
      g_string_append (text, child->text);
    }

  return g_string_free (g_steal_pointer (&text), FALSE);
}

static HeedSampleAnswer *
read_answer (HeedNode *node)
{
  HeedSampleAnswer *answer = g_new0 (HeedSampleAnswer, 1);
  const char *value = heed_node_get (node, "value");

  answer->path = g_strdup (heed_node_get (node, "path"));
  answer->modified = g_strdup (heed_node_get (node, "modified"));
  answer->value = value != NULL ? g_strdup (value) : join_text (node);
  return answer;
}

static HeedSampleEntry *
read_entry (HeedNode *node)
{
  g_autoptr (GStrvBuilder) tags = g_strv_builder_new ();
  HeedSampleEntry *entry = g_new0 (HeedSampleEntry, 1);

  entry->id = g_strdup (heed_node_get (node, "id"));
  entry->form_id = g_strdup (heed_node_get (node, "form"));
  entry->item_id = g_strdup (heed_node_get (node, "item"));
  entry->title = g_strdup (heed_node_get_text (node, HEED_ELEMENT_TITLE));
  entry->created = g_strdup (heed_node_get (node, "created"));
  entry->modified = g_strdup (heed_node_get (node, "modified"));
  entry->completed = g_strdup (heed_node_get (node, "completed"));
  entry->answers = g_ptr_array_new_with_free_func (free_answer);
  for (guint i = 0; i < node->children->len; i++)
    {
      HeedNode *child = g_ptr_array_index (node->children, i);

      if (child->rule->element == HEED_ELEMENT_TAG)
        g_strv_builder_add (tags, child->text);
      else if (child->rule->element == HEED_ELEMENT_ANSWER)
        g_ptr_array_add (entry->answers, read_answer (child));
    }

  entry->tags = g_strv_builder_end (tags);
  return entry;
}

/**
 * heed_sample_read:
 * @file: a file of at most 4 MB
 * @workbook_id: the workbook that it is to be of
 * @languages: (nullable) (array zero-terminated=1): the person's languages, as in
 *   heed_workbook_new_from_file()
 * @error: return location for an error
 *
 * Reads a sample journal, in the best match for each text. Blocks while reading.
 *
 * Returns: (transfer full) (element-type HeedSampleEntry) (nullable): the entries, or
 *   %NULL with `HEED_ERROR_INVALID_FILE`, `HEED_ERROR_NOT_FOUND` or
 *   `HEED_ERROR_FAILED`
 */
GPtrArray *
heed_sample_read (GFile               *file,
                  const char          *workbook_id,
                  const char * const  *languages,
                  GError             **error)
{
  g_autoptr (GPtrArray) entries = g_ptr_array_new_with_free_func (free_entry);
  g_autofree char *name = NULL;
  g_autoptr (GBytes) bytes = heed_document_load (file, &name, error);
  g_autoptr (HeedDocument) document = NULL;

  if (bytes != NULL)
    document = heed_document_parse (bytes, name, HEED_ELEMENT_SAMPLE, languages, error);
  if (document == NULL)
    return NULL;
  if (!g_str_equal (heed_node_get (document->root, "workbook"), workbook_id))
    {
      heed_document_fail (document, document->root->offset, error, NULL,
                          _("This is a sample journal of the workbook “%s”. One of “%s” is expected."),
                          heed_node_get (document->root, "workbook"), workbook_id);
      return NULL;
    }

  for (guint i = 0; i < document->root->children->len; i++)
    g_ptr_array_add (entries, read_entry (g_ptr_array_index (document->root->children, i)));
  return g_steal_pointer (&entries);
}
