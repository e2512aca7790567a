/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* From nodes to a workbook: its pages, and the forms that it has of its own
 * and in common with all others. */

#include "heed-workbook-reader.h"

#include "heed-error.h"
#include "heed-form-reader.h"
#include "heed-workbook-parser.h"
#include "heed-workbook-resources.h"

#include <glib/gi18n.h>

#define MAX_VERSION 999999999
#define COMMON_FORMS "common-forms.xml"
#define COMMON_FORMS_PATH "/org/heedworkbook/Heed/workbook/" COMMON_FORMS

typedef struct
{
  HeedDocument *document;
  HeedWorkbookData *data;
  GHashTable *ids; /* of the items; the document owns them */
} Reader;

static const struct
{
  HeedElement element;
  HeedItemKind kind;
} item_kinds[] = {
  /* In the order of HeedWorkbookData.pages. */
  { HEED_ELEMENT_OVERVIEW, HEED_ITEM_PAGE },
  { HEED_ELEMENT_QUESTIONS, HEED_ITEM_PAGE },
  { HEED_ELEMENT_TIPS, HEED_ITEM_PAGE },
  { HEED_ELEMENT_ACTIVITIES, HEED_ITEM_PAGE },
  { HEED_ELEMENT_RESOURCES, HEED_ITEM_PAGE },
  { HEED_ELEMENT_SECTION, HEED_ITEM_SECTION },
  { HEED_ELEMENT_POINT, HEED_ITEM_POINT },
  { HEED_ELEMENT_TIP_GROUP, HEED_ITEM_GROUP },
  { HEED_ELEMENT_RESOURCE_GROUP, HEED_ITEM_GROUP },
  { HEED_ELEMENT_TIP, HEED_ITEM_TIP },
  { HEED_ELEMENT_ACTIVITY, HEED_ITEM_ACTIVITY },
  { HEED_ELEMENT_RESOURCE, HEED_ITEM_RESOURCE },
  { HEED_ELEMENT_EXAMPLE, HEED_ITEM_EXAMPLE },
  { HEED_ELEMENT_EXAMPLE_POINT, HEED_ITEM_POINT },
};

static HeedForm *
find_form (GPtrArray  *forms,
           const char *id)
{
  for (guint i = 0; i < forms->len; i++)
    {
      HeedForm *form = g_ptr_array_index (forms, i);

      if (g_str_equal (heed_form_get_id (form), id))
        return form;
    }

  return NULL;
}

static GStrv
copy_texts (HeedNode    *node,
            HeedElement  element)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  for (guint i = 0; i < node->children->len; i++)
    {
      HeedNode *child = g_ptr_array_index (node->children, i);

      if (child->rule->element == element)
        g_strv_builder_add (builder, child->text);
    }

  return g_strv_builder_end (builder);
}

static gboolean
check_id (Reader    *reader,
          HeedNode  *node,
          GError   **error)
{
  const char *id = heed_node_get (node, "id");

  if (id == NULL || g_hash_table_add (reader->ids, (gpointer) id))
    return TRUE;

  return heed_document_fail (reader->document, node->offset, error, NULL,
                             _("The id “%s” is used before in this workbook. An id of its own is expected."), id);
}

static HeedForm *
check_form (Reader    *reader,
            HeedNode  *node,
            GError   **error)
{
  const char *id = heed_node_get (node, "form");
  HeedForm *form = find_form (reader->data->forms, id);

  if (form == NULL)
    heed_document_fail (reader->document, node->offset, error, NULL,
                        _("“%s” names the form “%s”, which this workbook does not define. The id of one of its forms is expected."),
                        node->rule->name, id);
  return form;
}

static gboolean
read_reference (Reader        *reader,
                HeedNode      *node,
                HeedItemData  *data,
                GError       **error)
{
  const char *group = heed_node_get (node, "group");
  HeedForm *form = check_form (reader, node, error);
  HeedField *field;

  if (form == NULL)
    return FALSE;

  data->form_id = g_strdup (heed_form_get_id (form));
  data->field_path = g_strdup (group);
  if (group == NULL)
    return TRUE;

  field = heed_form_find_field (form, group);
  if (field != NULL && heed_field_get_field_type (field) == HEED_FIELD_GROUP)
    return TRUE;

  return heed_document_fail (reader->document, node->offset, error, NULL,
                             _("“%s” names “%s”, which is no group of the form “%s”. The id of a group is expected."),
                             node->rule->name, group, data->form_id);
}

static HeedItem *read_item (Reader       *reader,
                            HeedNode     *node,
                            HeedItemKind  kind,
                            GError      **error);

/* Does nothing about a node that is not an item. */
static gboolean
add_item (Reader        *reader,
          HeedNode      *node,
          HeedItemData  *data,
          GError       **error)
{
  for (guint i = 0; i < G_N_ELEMENTS (item_kinds); i++)
    if (item_kinds[i].element == node->rule->element)
      {
        HeedItem *item = read_item (reader, node, item_kinds[i].kind, error);

        if (item == NULL)
          return FALSE;

        g_ptr_array_add (data->children, item);
      }

  return TRUE;
}

static gboolean
read_children (Reader        *reader,
               HeedNode      *node,
               HeedItemData  *data,
               GError       **error)
{
  for (guint i = 0; i < node->children->len; i++)
    {
      HeedNode *child = g_ptr_array_index (node->children, i);

      if (child->rule->element == HEED_ELEMENT_FIELDS && !read_reference (reader, child, data, error))
        return FALSE;
      if (!add_item (reader, child, data, error))
        return FALSE;
    }

  return TRUE;
}

static void
copy_texts_of_item (HeedNode     *node,
                    HeedItemData *data)
{
  data->title = g_strdup (node->rule->text ? node->text : heed_node_get_text (node, HEED_ELEMENT_TITLE));
  data->summary = g_strdup (heed_node_get_text (node, HEED_ELEMENT_SUMMARY));
  data->paragraphs = copy_texts (node, HEED_ELEMENT_P);
  data->cues = copy_texts (node, HEED_ELEMENT_CUE);
  data->prompt = g_strdup (heed_node_get_text (node, HEED_ELEMENT_PROMPT));
}

static HeedItem *
read_item (Reader        *reader,
           HeedNode      *node,
           HeedItemKind   kind,
           GError       **error)
{
  g_auto (HeedItemData) data = { 0 };

  heed_item_data_init (&data, kind);
  copy_texts_of_item (node, &data);
  data.id = g_strdup (heed_node_get (node, "id"));
  data.link = g_strdup (heed_node_get (node, "link"));
  data.icon_name = g_strdup (heed_node_get (node, "icon"));
  data.credits = heed_node_get (node, "credits") != NULL;

  if (!check_id (reader, node, error) ||
      !heed_form_reader_read_whole (reader->document, node, "minutes", 1, 24 * 60, &data.minutes, error))
    return NULL;
  if (heed_node_get (node, "form") != NULL && !read_reference (reader, node, &data, error))
    return NULL;

  return read_children (reader, node, &data, error) ? heed_item_new (&data) : NULL;
}

static gboolean
check_form_id (Reader     *reader,
               HeedNode   *node,
               GPtrArray  *common,
               GError    **error)
{
  const char *id = heed_node_get (node, "id");

  if (find_form (common, id) != NULL)
    return heed_document_fail (reader->document, node->offset, error, NULL,
                               _("The form id “%s” belongs to a form that every workbook has. Another id is expected."),
                               id);
  if (find_form (reader->data->forms, id) != NULL)
    return heed_document_fail (reader->document, node->offset, error, NULL,
                               _("Two forms have the id “%s”. Each is expected to have an id of its own."), id);

  return TRUE;
}

static HeedForm *
read_form (Reader    *reader,
           HeedNode  *node,
           GError   **error)
{
  HeedNode *example_node = heed_node_find (node, HEED_ELEMENT_EXAMPLE);
  HeedItem *example = NULL;

  if (example_node != NULL)
    {
      example = read_item (reader, example_node, HEED_ITEM_EXAMPLE, error);
      if (example == NULL)
        return NULL;
    }

  return heed_form_reader_read (reader->document, node, example, error);
}

static gboolean
read_forms (Reader     *reader,
            HeedNode   *node,
            GPtrArray  *common,
            GError    **error)
{
  for (guint i = 0; i < node->children->len; i++)
    {
      HeedNode *child = g_ptr_array_index (node->children, i);
      HeedForm *form;

      if (!check_form_id (reader, child, common, error))
        return FALSE;

      form = read_form (reader, child, error);
      if (form == NULL)
        return FALSE;

      g_ptr_array_add (reader->data->forms, form);
    }

  return TRUE;
}

static GPtrArray *
read_common_forms (GBytes              *bytes,
                   const char * const  *languages,
                   GError             **error)
{
  g_autoptr (HeedDocument) document = NULL;
  g_auto (HeedWorkbookData) data = { 0 };
  g_autoptr (GPtrArray) none = g_ptr_array_new ();
  Reader reader = { .data = &data };

  document = heed_document_parse (bytes, COMMON_FORMS, HEED_ELEMENT_COMMON_FORMS, languages, error);
  if (document == NULL)
    return NULL;

  reader.document = document;
  heed_workbook_data_init (&data);
  if (!read_forms (&reader, document->root, none, error))
    return NULL;

  return g_steal_pointer (&data.forms);
}

static gboolean
read_pages (Reader    *reader,
            GError   **error)
{
  for (guint i = 0; i < G_N_ELEMENTS (reader->data->pages); i++)
    {
      HeedNode *node = heed_node_find (reader->document->root, item_kinds[i].element);

      if (node == NULL)
        continue;

      reader->data->pages[i] = read_item (reader, node, HEED_ITEM_PAGE, error);
      if (reader->data->pages[i] == NULL)
        return FALSE;
    }

  return TRUE;
}

static gpointer
copy_reference (gconstpointer object,
                gpointer      user_data)
{
  return g_object_ref ((gpointer) object);
}

static gboolean
read_workbook (Reader     *reader,
               GPtrArray  *common,
               GError    **error)
{
  HeedNode *root = reader->document->root;
  HeedWorkbookData *data = reader->data;

  data->id = g_strdup (heed_node_get (root, "id"));
  data->title = g_strdup (heed_node_get_text (root, HEED_ELEMENT_TITLE));
  data->summary = g_strdup (heed_node_get_text (root, HEED_ELEMENT_SUMMARY));

  if (!heed_form_reader_read_whole (reader->document, root, "version", 1, MAX_VERSION, &data->version, error) ||
      !read_forms (reader, heed_node_find (root, HEED_ELEMENT_FORMS), common, error))
    return FALSE;

  if (!read_pages (reader, error))
    return FALSE;

  g_ptr_array_extend (data->forms, common, copy_reference, NULL);
  return TRUE;
}

static void
raise_read_error (GFile         *file,
                  const GError  *reason,
                  GError       **error)
{
  g_autofree char *name = heed_workbook_reader_name_file (file);

  if (g_error_matches (reason, G_IO_ERROR, G_IO_ERROR_NOT_FOUND))
    heed_set_error (error, HEED_ERROR_NOT_FOUND, reason->message,
                    _("There is no workbook “%s”."), name);
  else
    heed_set_error (error, HEED_ERROR_FAILED, reason->message,
                    _("The workbook “%s” could not be read. Look whether it is a file that you may open."), name);
}

/**
 * heed_workbook_reader_load:
 * @file: a file
 * @error: return location for an error
 *
 * Reads the file, but never much more than a workbook may have, so that it
 * fails in good time whatever the file is.
 *
 * Returns: (transfer full) (nullable): what is in it; %NULL with
 *   `HEED_ERROR_NOT_FOUND` or `HEED_ERROR_FAILED`
 */
GBytes *
heed_workbook_reader_load (GFile   *file,
                           GError **error)
{
  g_autoptr (GError) reason = NULL;
  g_autoptr (GFileInputStream) stream = g_file_read (file, NULL, &reason);
  g_autofree char *buffer = NULL;
  gsize length;

  if (stream != NULL)
    {
      buffer = g_malloc (HEED_WORKBOOK_MAX_SIZE + 1);
      if (g_input_stream_read_all (G_INPUT_STREAM (stream), buffer, HEED_WORKBOOK_MAX_SIZE + 1, &length, NULL, &reason))
        return g_bytes_new (buffer, length);
    }

  raise_read_error (file, reason, error);
  return NULL;
}

/**
 * heed_workbook_reader_name_file:
 * @file: a file
 *
 * Gets what errors call the file.
 *
 * Returns: (transfer full): the last part of its name
 */
char *
heed_workbook_reader_name_file (GFile *file)
{
  g_autofree char *base = g_file_get_basename (file);

  return base != NULL ? g_filename_display_name (base) : g_file_get_uri (file);
}

/**
 * heed_workbook_reader_read:
 * @data: what to fill; the caller clears it also after an error
 * @bytes: what is in the file
 * @common: (nullable): the forms that every workbook has, as a file; %NULL for those
 *   of this Heed
 * @name: what errors call the file
 * @languages: (nullable) (array zero-terminated=1): the person's languages
 * @error: return location for an error
 *
 * Reads a workbook.
 *
 * Returns: %FALSE with `HEED_ERROR_INVALID_FILE`
 */
gboolean
heed_workbook_reader_read (HeedWorkbookData    *data,
                           GBytes              *bytes,
                           GBytes              *common,
                           const char          *name,
                           const char * const  *languages,
                           GError             **error)
{
  g_autoptr (HeedDocument) document = heed_document_parse (bytes, name, HEED_ELEMENT_WORKBOOK, languages, error);
  g_autoptr (GPtrArray) forms = NULL;
  g_autoptr (GHashTable) ids = g_hash_table_new (g_str_hash, g_str_equal);
  Reader reader = { .document = document, .data = data, .ids = ids };

  if (document == NULL)
    return FALSE;

  data->file = g_bytes_ref (bytes);
  data->common = common != NULL ? g_bytes_ref (common)
                                : g_resource_lookup_data (heed_common_forms_get_resource (), COMMON_FORMS_PATH,
                                                          G_RESOURCE_LOOKUP_FLAGS_NONE, error);
  forms = data->common != NULL ? read_common_forms (data->common, languages, error) : NULL;
  return forms != NULL && read_workbook (&reader, forms, error);
}
