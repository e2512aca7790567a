/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* From nodes to a workbook: first fields, then items, then forms, the workbook's own
 * and those that it has in common with all others. */

#include "heed-workbook-private.h"

#include "heed-workbook-resources.h"

#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

#define MAX_VERSION 999999999
#define COMMON_FORMS "common-forms.xml"
#define COMMON_FORMS_PATH "/org/heedworkbook/Heed/workbook/" COMMON_FORMS

#define MAX_LINES 40
#define MAX_RATING 10
#define MAX_SPARE 20

typedef gboolean (*ReadFunc) (HeedDocument   *document,
                              HeedNode       *node,
                              HeedField      *field,
                              GError        **error);

static gboolean
fail_value (HeedDocument  *document,
            HeedNode      *node,
            const char    *attribute,
            GError       **error,
            const char    *expected)
{
  return heed_document_fail (document, node->offset, error, NULL, _("“%s” has “%s” as its “%s”. Expected: %s."),
                             node->rule->name, heed_node_get (node, attribute), attribute, expected);
}

/* Leaves @value alone when there is no such attribute. */
static gboolean
read_limit (HeedDocument  *document,
            HeedNode      *node,
            const char    *attribute,
            int            low,
            int            high,
            double        *value,
            GError       **error)
{
  const char *text = heed_node_get (node, attribute);
  g_autofree char *expected = NULL;
  gint64 number;

  if (text == NULL)
    return TRUE;

  if (g_ascii_string_to_signed (text, 10, low, high, &number, NULL))
    {
      *value = (double) number;
      return TRUE;
    }

  expected = g_strdup_printf (_("a whole number from %d to %d"), low, high);
  return fail_value (document, node, attribute, error, expected);
}

static gboolean
read_whole (HeedDocument  *document,
            HeedNode      *node,
            const char    *attribute,
            int            low,
            int            high,
            guint         *value,
            GError       **error)
{
  double number = *value;

  if (!read_limit (document, node, attribute, low, high, &number, error))
    return FALSE;

  *value = (guint) number;
  return TRUE;
}

static gboolean
read_decimal (HeedDocument  *document,
              HeedNode      *node,
              const char    *attribute,
              double        *value,
              GError       **error)
{
  const char *text = heed_node_get (node, attribute);
  char *end;

  if (text == NULL)
    return TRUE;

  *value = g_ascii_strtod (text, &end);
  if (*text != '\0' && *end == '\0' && strspn (text, "-0123456789.") == strlen (text) && isfinite (*value))
    return TRUE;

  return fail_value (document, node, attribute, error, _("a number such as 15 or 2.5"));
}

static gboolean
check_order (HeedDocument  *document,
             HeedNode      *node,
             const char    *low,
             const char    *high,
             gboolean       in_order,
             GError       **error)
{
  if (in_order)
    return TRUE;

  return heed_document_fail (document, node->offset, error, NULL,
                             _("“%s” has %s as its “%s” and %s as its “%s”. The first is expected to be less."),
                             node->rule->name, heed_node_get (node, low), low, heed_node_get (node, high), high);
}

static gboolean
read_plain (HeedDocument   *document,
            HeedNode       *node,
            HeedField      *field,
            GError        **error)
{
  return TRUE;
}

static gboolean
read_paragraph (HeedDocument   *document,
                HeedNode       *node,
                HeedField      *field,
                GError        **error)
{
  field->lines = 4;
  return read_whole (document, node, "lines", 1, MAX_LINES, &field->lines, error);
}

static gboolean
read_number (HeedDocument   *document,
             HeedNode       *node,
             HeedField      *field,
             GError        **error)
{
  field->unit = g_strdup (heed_node_get_text (node, HEED_ELEMENT_UNIT));

  return read_decimal (document, node, "min", &field->min, error) &&
         read_decimal (document, node, "max", &field->max, error) &&
         read_decimal (document, node, "soft-min", &field->soft_min, error) &&
         read_decimal (document, node, "soft-max", &field->soft_max, error) &&
         check_order (document, node, "min", "max", field->min <= field->max, error) &&
         check_order (document, node, "soft-min", "soft-max", field->soft_min <= field->soft_max, error) &&
         check_order (document, node, "soft-min", "max", field->soft_min <= field->max, error) &&
         check_order (document, node, "min", "soft-max", field->min <= field->soft_max, error);
}

static gboolean
read_option (HeedDocument   *document,
             HeedNode       *node,
             HeedField      *field,
             GError        **error)
{
  const char *id = heed_node_get (node, "id");
  HeedOption option;

  if (heed_field_find_option (field, id) != NULL)
    return heed_document_fail (document, node->offset, error, NULL,
                               _("Two options have the id “%s”. Each is expected to have an id of its own."), id);
  if (field->allows_other && g_str_equal (id, HEED_CHOICE_OTHER))
    return heed_document_fail (document, node->offset, error, NULL,
                               _("An option has the id “%s”, which “other” keeps for the writer’s own words. Another id is expected."),
                               id);

  option = (HeedOption) { g_strdup (id), g_strdup (node->text) };
  g_array_append_val (field->options, option);
  return TRUE;
}

static gboolean
read_choice (HeedDocument   *document,
             HeedNode       *node,
             HeedField      *field,
             GError        **error)
{
  field->allows_other = heed_node_get (node, "other") != NULL;

  for (guint i = 0; i < node->children->len; i++)
    {
      HeedNode *child = g_ptr_array_index (node->children, i);

      if (child->rule->element == HEED_ELEMENT_OPTION && !read_option (document, child, field, error))
        return FALSE;
    }

  if (field->options->len < 2)
    return heed_document_fail (document, node->offset, error, NULL,
                               _("“choice” has one “option”. At least two are expected."));

  return TRUE;
}

static gboolean
read_anchor (HeedDocument   *document,
             HeedNode       *node,
             HeedField      *field,
             GError        **error)
{
  double value = 0;
  HeedAnchor anchor;

  if (!read_limit (document, node, "value", (int) field->min, (int) field->max, &value, error))
    return FALSE;
  if (heed_field_get_anchor (field, (int) value) != NULL)
    return heed_document_fail (document, node->offset, error, NULL,
                               _("Two anchors have the value %d. Each is expected to have a value of its own."),
                               (int) value);

  anchor = (HeedAnchor) { (int) value, g_strdup (node->text) };
  g_array_append_val (field->anchors, anchor);
  return TRUE;
}

static gboolean
read_anchors (HeedDocument   *document,
              HeedNode       *node,
              HeedField      *field,
              GError        **error)
{
  for (guint i = 0; i < node->children->len; i++)
    {
      HeedNode *child = g_ptr_array_index (node->children, i);

      if (child->rule->element == HEED_ELEMENT_ANCHOR && !read_anchor (document, child, field, error))
        return FALSE;
    }

  if (heed_field_get_anchor (field, (int) field->min) == NULL || heed_field_get_anchor (field, (int) field->max) == NULL)
    return heed_document_fail (document, node->offset, error, NULL,
                               _("“rating” lacks an anchor at an end of its scale. Expected: one for %d and one for %d."),
                               (int) field->min, (int) field->max);

  return TRUE;
}

static gboolean
read_rating (HeedDocument   *document,
             HeedNode       *node,
             HeedField      *field,
             GError        **error)
{
  return read_limit (document, node, "min", 0, MAX_RATING, &field->min, error) &&
         read_limit (document, node, "max", 0, MAX_RATING, &field->max, error) &&
         check_order (document, node, "min", "max", field->min < field->max, error) &&
         read_anchors (document, node, field, error);
}

static gboolean
read_list (HeedDocument   *document,
           HeedNode       *node,
           HeedField      *field,
           GError        **error)
{
  if (!read_limit (document, node, "min", 1, HEED_FIELD_MAX_REPEAT, &field->min, error) ||
      !read_limit (document, node, "max", 1, HEED_FIELD_MAX_REPEAT, &field->max, error) ||
      !check_order (document, node, "min", "max", field->min <= field->max, error))
    return FALSE;

  return read_whole (document, node, "spare", 0, MIN (MAX_SPARE, (int) (field->max - field->min)),
                                      &field->spare, error);
}

static gboolean
read_repeat (HeedDocument   *document,
             HeedNode       *node,
             HeedField      *field,
             GError        **error)
{
  gboolean has_min = heed_node_get (node, "min") != NULL;
  gboolean has_max = heed_node_get (node, "max") != NULL;
  gboolean has_item = field->item_label != NULL;

  field->repeated = has_min && has_max;
  field->min = field->max = 1;
  if (has_min != has_max || has_item != field->repeated)
    return heed_document_fail (document, node->offset, error, NULL,
                               _("A group that repeats is expected to have “min”, “max” and an “item”; one that does not, none of the three."));

  return read_limit (document, node, "min", 1, HEED_FIELD_MAX_REPEAT, &field->min, error) &&
         read_limit (document, node, "max", 1, HEED_FIELD_MAX_REPEAT, &field->max, error) &&
         check_order (document, node, "min", "max", field->min <= field->max, error);
}

static gboolean read_fields (HeedDocument  *document,
                             HeedNode      *node,
                             GPtrArray     *fields,
                             GError       **error);

static gboolean
read_group (HeedDocument   *document,
            HeedNode       *node,
            HeedField      *field,
            GError        **error)
{
  return read_repeat (document, node, field, error) && read_fields (document, node, field->fields, error);
}

static const ReadFunc readers[HEED_N_FIELD_TYPES] = {
  [HEED_FIELD_TEXT] = read_plain,
  [HEED_FIELD_PARAGRAPH] = read_paragraph,
  [HEED_FIELD_NUMBER] = read_number,
  [HEED_FIELD_DATE] = read_plain,
  [HEED_FIELD_CHOICE] = read_choice,
  [HEED_FIELD_RATING] = read_rating,
  [HEED_FIELD_LIST] = read_list,
  [HEED_FIELD_GROUP] = read_group,
};

/* Does nothing about a node that is not a field. */
static gboolean
add_field (HeedDocument  *document,
           HeedNode      *node,
           GPtrArray     *fields,
           GError       **error)
{
  guint type = (guint) node->rule->element - HEED_ELEMENT_FIELD;
  const char *id = heed_node_get (node, "id");
  HeedField *field;

  if (type >= HEED_N_FIELD_TYPES)
    return TRUE;
  if (heed_field_find_in (fields, id) != NULL)
    return heed_document_fail (document, node->offset, error, NULL,
                               _("Two fields side by side have the id “%s”. Each is expected to have an id of its own."),
                               id);

  field = g_object_new (HEED_TYPE_FIELD, NULL);
  g_ptr_array_add (fields, field);
  field->type = (HeedFieldType) type;
  field->id = g_strdup (id);
  field->label = g_strdup (heed_node_get_text (node, HEED_ELEMENT_LABEL));
  field->item_label = g_strdup (heed_node_get_text (node, HEED_ELEMENT_ITEM));
  field->hint = g_strdup (heed_node_get_text (node, HEED_ELEMENT_HINT));
  field->warning = g_strdup (heed_node_get_text (node, HEED_ELEMENT_WARNING));
  field->tip_id = g_strdup (heed_node_get (node, "tip"));
  field->optional = heed_node_get (node, "optional") != NULL;
  field->numbered = heed_node_get (node, "numbered") != NULL;
  return readers[type] (document, node, field, error);
}

static gboolean
read_fields (HeedDocument  *document,
             HeedNode      *node,
             GPtrArray     *fields,
             GError       **error)
{
  for (guint i = 0; i < node->children->len; i++)
    if (!add_field (document, g_ptr_array_index (node->children, i), fields, error))
      return FALSE;

  return TRUE;
}

typedef struct
{
  HeedDocument *document;
  GPtrArray *forms; /* read so far */
  GHashTable *ids; /* of the items; the document owns them */
} Reader;

static const struct
{
  HeedElement element;
  HeedItemKind kind;
} item_kinds[] = {
  /* In the order of the pages of a HeedWorkbook. */
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
read_reference (Reader    *reader,
                HeedNode  *node,
                HeedItem  *item,
                GError   **error)
{
  const char *id = heed_node_get (node, "form"), *group = heed_node_get (node, "group");
  HeedForm *form = find_form (reader->forms, id);
  HeedField *field;

  if (form == NULL)
    return heed_document_fail (reader->document, node->offset, error, NULL,
                               _("“%s” names the form “%s”, which this workbook does not define. The id of one of its forms is expected."),
                               node->rule->name, id);

  item->form_id = g_strdup (id);
  item->field_path = g_strdup (group);
  if (group == NULL)
    return TRUE;

  field = heed_form_find_field (form, group);
  if (field != NULL && heed_field_get_field_type (field) == HEED_FIELD_GROUP)
    return TRUE;

  return heed_document_fail (reader->document, node->offset, error, NULL,
                             _("“%s” names “%s”, which is no group of the form “%s”. The id of a group is expected."),
                             node->rule->name, group, id);
}

static HeedItem *read_item (Reader        *reader,
                            HeedNode      *node,
                            HeedItemKind   kind,
                            GError       **error);

/* Does nothing about a node that is not an item. */
static gboolean
add_item (Reader    *reader,
          HeedNode  *node,
          HeedItem  *parent,
          GError   **error)
{
  for (guint i = 0; i < G_N_ELEMENTS (item_kinds); i++)
    if (item_kinds[i].element == node->rule->element)
      {
        HeedItem *item = read_item (reader, node, item_kinds[i].kind, error);

        if (item == NULL)
          return FALSE;

        item->parent = parent;
        g_ptr_array_add (parent->items, item);
      }

  return TRUE;
}

static HeedItem *
read_item (Reader        *reader,
           HeedNode      *node,
           HeedItemKind   kind,
           GError       **error)
{
  g_autoptr (HeedItem) item = g_object_new (HEED_TYPE_ITEM, NULL);

  item->kind = kind;
  item->id = g_strdup (heed_node_get (node, "id"));
  item->title = g_strdup (node->rule->text ? node->text : heed_node_get_text (node, HEED_ELEMENT_TITLE));
  item->summary = g_strdup (heed_node_get_text (node, HEED_ELEMENT_SUMMARY));
  item->paragraphs = copy_texts (node, HEED_ELEMENT_P);
  item->cues = copy_texts (node, HEED_ELEMENT_CUE);
  item->prompt = g_strdup (heed_node_get_text (node, HEED_ELEMENT_PROMPT));
  item->link = g_strdup (heed_node_get (node, "link"));
  item->icon_name = g_strdup (heed_node_get (node, "icon"));
  item->credits = heed_node_get (node, "credits") != NULL;

  if (item->id != NULL && !g_hash_table_add (reader->ids, (gpointer) heed_node_get (node, "id")))
    {
      heed_document_fail (reader->document, node->offset, error, NULL,
                          _("The id “%s” is used before in this workbook. An id of its own is expected."), item->id);
      return NULL;
    }
  if (!read_whole (reader->document, node, "minutes", 1, 24 * 60, &item->minutes, error) ||
      (heed_node_get (node, "form") != NULL && !read_reference (reader, node, item, error)))
    return NULL;

  for (guint i = 0; i < node->children->len; i++)
    {
      HeedNode *child = g_ptr_array_index (node->children, i);

      if ((child->rule->element == HEED_ELEMENT_FIELDS && !read_reference (reader, child, item, error)) ||
          !add_item (reader, child, item, error))
        return NULL;
    }

  return g_steal_pointer (&item);
}

static HeedForm *
read_form (Reader    *reader,
           HeedNode  *node,
           GError   **error)
{
  g_autoptr (HeedForm) form = g_object_new (HEED_TYPE_FORM, NULL);
  HeedNode *example = heed_node_find (node, HEED_ELEMENT_EXAMPLE);

  form->id = g_strdup (heed_node_get (node, "id"));
  form->title = g_strdup (heed_node_get_text (node, HEED_ELEMENT_TITLE));
  form->instruction = g_strdup (heed_node_get_text (node, HEED_ELEMENT_INSTRUCTION));
  form->icon_name = g_strdup (heed_node_get (node, "icon"));
  form->tint = g_strdup (heed_node_get (node, "tint"));
  form->titled = heed_node_get (node, "titled") != NULL;
  form->listed = heed_node_get (node, "listed") == NULL;
  form->common = reader->document->root->rule->element == HEED_ELEMENT_COMMON_FORMS;
  if (example != NULL)
    {
      form->example = read_item (reader, example, HEED_ITEM_EXAMPLE, error);
      if (form->example == NULL)
        return NULL;
    }

  return read_fields (reader->document, node, form->fields, error) ? g_steal_pointer (&form) : NULL;
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
      const char *id = heed_node_get (child, "id");
      HeedForm *form;

      if (find_form (common, id) != NULL)
        return heed_document_fail (reader->document, child->offset, error, NULL,
                                   _("The form id “%s” belongs to a form that every workbook has. Another id is expected."),
                                   id);
      if (find_form (reader->forms, id) != NULL)
        return heed_document_fail (reader->document, child->offset, error, NULL,
                                   _("Two forms have the id “%s”. Each is expected to have an id of its own."), id);

      form = read_form (reader, child, error);
      if (form == NULL)
        return FALSE;

      g_ptr_array_add (reader->forms, form);
    }

  return TRUE;
}

static GPtrArray *
read_common_forms (GBytes              *bytes,
                   const char * const  *languages,
                   GError             **error)
{
  g_autoptr (HeedDocument) document = heed_document_parse (bytes, COMMON_FORMS, HEED_ELEMENT_COMMON_FORMS, languages, error);
  g_autoptr (GPtrArray) none = g_ptr_array_new (), forms = g_ptr_array_new_with_free_func (g_object_unref);
  Reader reader = { .document = document, .forms = forms };

  return document != NULL && read_forms (&reader, document->root, none, error) ? g_steal_pointer (&forms) : NULL;
}

static gboolean
has_tip (HeedNode   *node,
         const char *id)
{
  gboolean found = node->rule->element == HEED_ELEMENT_TIP && g_strcmp0 (heed_node_get (node, "id"), id) == 0;

  for (guint i = 0; !found && i < node->children->len; i++)
    found = has_tip (g_ptr_array_index (node->children, i), id);
  return found;
}

static gboolean
check_tips (HeedDocument  *document,
            HeedNode      *node,
            GError       **error)
{
  const char *id = heed_node_get (node, "tip");

  if (id != NULL && !has_tip (document->root, id))
    return heed_document_fail (document, node->offset, error, NULL,
                               _("There is no tip “%s”. The id of a tip is expected."), id);

  for (guint i = 0; i < node->children->len; i++)
    if (!check_tips (document, g_ptr_array_index (node->children, i), error))
      return FALSE;

  return TRUE;
}

static gpointer
copy_reference (gconstpointer object,
                gpointer      user_data)
{
  return g_object_ref ((gpointer) object);
}

/**
 * heed_workbook_read:
 * @self: a workbook with nothing in it
 * @bytes: what is in the file
 * @common: (nullable): the forms that every workbook has, as a file; %NULL for those
 *   of this Heed
 * @name: what errors call the file
 * @languages: (nullable) (array zero-terminated=1): the person's languages
 * @error: return location for an error
 *
 * Reads what is to be in a workbook, which is of no use after an error.
 *
 * Returns: %FALSE with `HEED_ERROR_INVALID_FILE`
 */
gboolean
heed_workbook_read (HeedWorkbook        *self,
                    GBytes              *bytes,
                    GBytes              *common,
                    const char          *name,
                    const char * const  *languages,
                    GError             **error)
{
  g_autoptr (HeedDocument) document = heed_document_parse (bytes, name, HEED_ELEMENT_WORKBOOK, languages, error);
  g_autoptr (GPtrArray) common_forms = NULL;
  g_autoptr (GHashTable) ids = g_hash_table_new (g_str_hash, g_str_equal);
  Reader reader = { .document = document, .forms = self->all_forms, .ids = ids };

  if (document == NULL)
    return FALSE;

  self->file = g_bytes_ref (bytes);
  self->common = common != NULL ? g_bytes_ref (common)
                                : g_resource_lookup_data (heed_common_forms_get_resource (), COMMON_FORMS_PATH,
                                                          G_RESOURCE_LOOKUP_FLAGS_NONE, error);
  common_forms = self->common != NULL ? read_common_forms (self->common, languages, error) : NULL;
  if (common_forms == NULL)
    return FALSE;

  self->id = g_strdup (heed_node_get (document->root, "id"));
  self->title = g_strdup (heed_node_get_text (document->root, HEED_ELEMENT_TITLE));
  self->summary = g_strdup (heed_node_get_text (document->root, HEED_ELEMENT_SUMMARY));
  if (!check_tips (document, document->root, error) ||
      !read_whole (document, document->root, "version", 1, MAX_VERSION, &self->version, error) ||
      !read_forms (&reader, heed_node_find (document->root, HEED_ELEMENT_FORMS), common_forms, error))
    return FALSE;

  for (guint i = 0; i < G_N_ELEMENTS (self->pages); i++)
    {
      HeedNode *node = heed_node_find (document->root, item_kinds[i].element);

      self->pages[i] = node != NULL ? read_item (&reader, node, HEED_ITEM_PAGE, error) : NULL;
      if (node != NULL && self->pages[i] == NULL)
        return FALSE;
    }

  g_ptr_array_extend (self->all_forms, common_forms, copy_reference, NULL);
  return TRUE;
}
