/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Writes the file of a workbook again, with other words in its forms. */

#include "heed-workbook-private.h"

#include <string.h>

typedef struct
{
  GString *file;
  guint version;
  GHashTable *labels;
  GString *path;      /* of the form, field or option that is open */
  GArray *lengths;    /* what the path's was before each open element */
  const char *former; /* the element whose words were replaced last: translations of it go */
  gboolean in_forms;
  gboolean passing;   /* over the words of the open element */
  gboolean leaving_out;
} Relabeling;

/* Moves the path to an element of a form. What has no id of its own is told about
 * the one that it stands in. */
static void
enter (Relabeling  *self,
       const char  *name,
       const char **names,
       const char **values)
{
  g_array_append_val (self->lengths, self->path->len);
  self->in_forms |= g_str_equal (name, "forms");
  for (guint i = 0; self->in_forms && names[i] != NULL; i++)
    if (g_str_equal (names[i], "id") || g_str_equal (names[i], "value"))
      g_string_append_printf (self->path, "%s%s", self->path->len > 0 ? "/" : "", values[i]);
}

static const char *
find_label (Relabeling *self,
            const char *name,
            const char *parent)
{
  if (self->path->len == 0 || (!g_str_equal (name, "label") && !g_str_equal (name, "option") &&
                               !g_str_equal (name, "anchor") &&
                               !(g_str_equal (name, "title") && g_str_equal (parent, "form"))))
    return NULL;

  return g_hash_table_lookup (self->labels, self->path->str);
}

static void
start_element (GMarkupParseContext  *context,
               const char           *name,
               const char          **names,
               const char          **values,
               gpointer              user_data,
               GError              **error)
{
  Relabeling *self = user_data;
  const GSList *around = g_markup_parse_context_get_element_stack (context)->next;
  const char *label;

  enter (self, name, names, values);
  self->leaving_out = self->former != NULL && g_str_equal (name, self->former) &&
                      g_strv_contains ((const char * const *) names, "xml:lang");
  if (self->leaving_out)
    return;

  g_string_append_printf (self->file, "<%s", name);
  for (guint i = 0; names[i] != NULL; i++)
    {
      gboolean is_version = around == NULL && g_str_equal (names[i], "version");
      g_autofree char *value = is_version ? g_strdup_printf ("%u", self->version) : g_markup_escape_text (values[i], -1);

      g_string_append_printf (self->file, " %s=\"%s\"", names[i], value);
    }
  g_string_append_c (self->file, '>');

  label = around != NULL ? find_label (self, name, around->data) : NULL;
  self->former = label != NULL ? g_intern_string (name) : NULL;
  self->passing = label != NULL;
  if (label != NULL)
    {
      g_autofree char *escaped = g_markup_escape_text (label, -1);

      g_string_append (self->file, escaped);
    }
}

static void
end_element (GMarkupParseContext  *context,
             const char           *name,
             gpointer              user_data,
             GError              **error)
{
  Relabeling *self = user_data;

  g_string_truncate (self->path, g_array_index (self->lengths, gsize, self->lengths->len - 1));
  g_array_set_size (self->lengths, self->lengths->len - 1);
  self->in_forms &= !g_str_equal (name, "forms");
  if (!self->leaving_out)
    g_string_append_printf (self->file, "</%s>", name);
  self->passing = self->leaving_out = FALSE;
}

static void
text (GMarkupParseContext  *context,
      const char           *text,
      gsize                 length,
      gpointer              user_data,
      GError              **error)
{
  Relabeling *self = user_data;
  g_autofree char *escaped = g_markup_escape_text (text, (gssize) length);

  if (!self->passing && !self->leaving_out)
    g_string_append (self->file, escaped);
}

/**
 * heed_relabel:
 * @file: a workbook, as a file that was read
 * @version: the version that it is to be
 * @labels: (element-type utf8 utf8): the words of its forms that are to be others, see
 *   heed_workbook_dup_relabeled()
 *
 * Writes a workbook with other words. Translations of these words are left out.
 *
 * Returns: (transfer full): the file
 */
char *
heed_relabel (GBytes     *file,
              guint       version,
              GHashTable *labels)
{
  const GMarkupParser parser = { .start_element = start_element, .end_element = end_element, .text = text };
  g_autoptr (GString) relabeled = g_string_new (HEED_PARTIAL_MARK);
  g_autoptr (GString) path = g_string_new (NULL);
  g_autoptr (GArray) lengths = g_array_new (FALSE, FALSE, sizeof (gsize));
  Relabeling self = { .file = relabeled, .version = version, .labels = labels, .path = path, .lengths = lengths };
  g_autoptr (GMarkupParseContext) context = g_markup_parse_context_new (&parser, G_MARKUP_TREAT_CDATA_AS_TEXT, &self, NULL);

  /* It was read before, and goes through. */
  g_markup_parse_context_parse (context, g_bytes_get_data (file, NULL), (gssize) g_bytes_get_size (file), NULL);
  return g_string_free (g_steal_pointer (&relabeled), FALSE);
}
