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
  gboolean is_marked; /* the words of the element that comes next are those of the version */
  gboolean is_known;  /* those of the open element are */
} Relabeling;

/* Stands before an element whose words are known, in a workbook that was written again. */
#define KNOWN_MARK "<!-- Then: -->"

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

  label = around != NULL ? find_label (self, name, around->data) : NULL;
  g_string_append_printf (self->file, "%s<%s", label != NULL ? KNOWN_MARK : "", name);
  for (guint i = 0; names[i] != NULL; i++)
    {
      gboolean is_version = around == NULL && g_str_equal (names[i], "version");
      g_autofree char *value = is_version ? g_strdup_printf ("%u", self->version) : g_markup_escape_text (values[i], -1);

      g_string_append_printf (self->file, " %s=\"%s\"", names[i], value);
    }
  g_string_append_c (self->file, '>');

  self->former = label != NULL ? g_intern_string (name) : NULL;
  self->passing = label != NULL;
  if (label != NULL)
    {
      g_autofree char *escaped = g_markup_escape_text (label, -1);

      g_string_append (self->file, escaped);
    }
}

static void
leave (Relabeling *self,
       const char *name)
{
  g_string_truncate (self->path, g_array_index (self->lengths, gsize, self->lengths->len - 1));
  g_array_set_size (self->lengths, self->lengths->len - 1);
  self->in_forms &= !g_str_equal (name, "forms");
}

static void
end_element (GMarkupParseContext  *context,
             const char           *name,
             gpointer              user_data,
             GError              **error)
{
  Relabeling *self = user_data;

  leave (self, name);
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

static void
enter_known (GMarkupParseContext  *context,
             const char           *name,
             const char          **names,
             const char          **values,
             gpointer              user_data,
             GError              **error)
{
  Relabeling *self = user_data;

  self->is_known = self->is_marked;
  self->is_marked = FALSE;
  enter (self, name, names, values);
}

static void
leave_known (GMarkupParseContext  *context,
             const char           *name,
             gpointer              user_data,
             GError              **error)
{
  Relabeling *self = user_data;

  self->is_known = FALSE;
  leave (self, name);
}

static void
note_mark (GMarkupParseContext  *context,
           const char           *mark,
           gsize                 length,
           gpointer              user_data,
           GError              **error)
{
  Relabeling *self = user_data;

  self->is_marked = length == strlen (KNOWN_MARK) && strncmp (mark, KNOWN_MARK, length) == 0;
}

/* Of two ways to ask the same, as in two languages, it is always the same one. */
static void
note_known (GMarkupParseContext  *context,
            const char           *words,
            gsize                 length,
            gpointer              user_data,
            GError              **error)
{
  Relabeling *self = user_data;
  g_autofree char *label = g_strndup (words, length);
  const char *known = g_hash_table_lookup (self->labels, self->path->str);

  if (self->is_known && (known == NULL || strcmp (known, label) > 0))
    g_hash_table_insert (self->labels, g_strdup (self->path->str), g_steal_pointer (&label));
}

/* Goes through a workbook that was read before. */
static void
parse (Relabeling          *self,
       GBytes              *file,
       const GMarkupParser *parser)
{
  g_autoptr (GString) path = g_string_new (NULL);
  g_autoptr (GArray) lengths = g_array_new (FALSE, FALSE, sizeof (gsize));
  g_autoptr (GMarkupParseContext) context = g_markup_parse_context_new (parser, G_MARKUP_TREAT_CDATA_AS_TEXT, self, NULL);

  self->path = path;
  self->lengths = lengths;
  g_markup_parse_context_parse (context, g_bytes_get_data (file, NULL), (gssize) g_bytes_get_size (file), NULL);
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
  Relabeling self = { .file = relabeled, .version = version, .labels = labels };

  parse (&self, file, &parser);
  return g_string_free (g_steal_pointer (&relabeled), FALSE);
}

/**
 * heed_relabel_join:
 * @file: a workbook that heed_relabel() wrote
 * @other: another file that it wrote
 * @version: the version of both
 *
 * Writes @file with what is known in @other beside it. It comes to the same words,
 * whichever of the two came first.
 *
 * Returns: (transfer full): the file
 */
char *
heed_relabel_join (GBytes *file,
                   GBytes *other,
                   guint   version)
{
  const GMarkupParser parser = { .start_element = enter_known, .end_element = leave_known, .text = note_known,
                                 .passthrough = note_mark };
  g_autoptr (GHashTable) labels = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  Relabeling self = { .labels = labels };

  parse (&self, file, &parser);
  parse (&self, other, &parser);
  return heed_relabel (file, version, labels);
}
