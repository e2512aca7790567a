/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* From nodes to forms and their fields. */

#include "heed-form-reader.h"

#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

#define MAX_LINES 40
#define MAX_RATING 10
#define MAX_SPARE 20

typedef gboolean (*ReadFunc) (HeedDocument   *document,
                              HeedNode       *node,
                              HeedFieldData  *data,
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
            HeedFieldData  *data,
            GError        **error)
{
  return TRUE;
}

static gboolean
read_paragraph (HeedDocument   *document,
                HeedNode       *node,
                HeedFieldData  *data,
                GError        **error)
{
  data->lines = 4;
  return heed_form_reader_read_whole (document, node, "lines", 1, MAX_LINES, &data->lines, error);
}

static gboolean
read_number (HeedDocument   *document,
             HeedNode       *node,
             HeedFieldData  *data,
             GError        **error)
{
  data->unit = g_strdup (heed_node_get_text (node, HEED_ELEMENT_UNIT));

  return read_decimal (document, node, "min", &data->min, error) &&
         read_decimal (document, node, "max", &data->max, error) &&
         read_decimal (document, node, "soft-min", &data->soft_min, error) &&
         read_decimal (document, node, "soft-max", &data->soft_max, error) &&
         check_order (document, node, "min", "max", data->min <= data->max, error) &&
         check_order (document, node, "soft-min", "soft-max", data->soft_min <= data->soft_max, error) &&
         check_order (document, node, "soft-min", "max", data->soft_min <= data->max, error) &&
         check_order (document, node, "min", "soft-max", data->min <= data->soft_max, error);
}

static gboolean
is_taken (HeedFieldData *data,
          const char    *id)
{
  for (guint i = 0; i < data->options->len; i++)
    if (g_str_equal (g_array_index (data->options, HeedOption, i).id, id))
      return TRUE;

  return FALSE;
}

static gboolean
read_option (HeedDocument   *document,
             HeedNode       *node,
             HeedFieldData  *data,
             GError        **error)
{
  const char *id = heed_node_get (node, "id");
  HeedOption option;

  if (is_taken (data, id))
    return heed_document_fail (document, node->offset, error, NULL,
                               _("Two options have the id “%s”. Each is expected to have an id of its own."), id);
  if (data->allows_other && g_str_equal (id, HEED_CHOICE_OTHER))
    return heed_document_fail (document, node->offset, error, NULL,
                               _("An option has the id “%s”, which “other” keeps for the writer’s own words. Another id is expected."),
                               id);

  option = (HeedOption) { g_strdup (id), g_strdup (node->text) };
  g_array_append_val (data->options, option);
  return TRUE;
}

static gboolean
read_choice (HeedDocument   *document,
             HeedNode       *node,
             HeedFieldData  *data,
             GError        **error)
{
  data->allows_other = heed_node_get (node, "other") != NULL;

  for (guint i = 0; i < node->children->len; i++)
    {
      HeedNode *child = g_ptr_array_index (node->children, i);

      if (child->rule->element == HEED_ELEMENT_OPTION && !read_option (document, child, data, error))
        return FALSE;
    }

  if (data->options->len < 2)
    return heed_document_fail (document, node->offset, error, NULL,
                               _("“choice” has one “option”. At least two are expected."));

  return TRUE;
}

static gboolean
has_anchor (HeedFieldData *data,
            double         value)
{
  for (guint i = 0; i < data->anchors->len; i++)
    if (g_array_index (data->anchors, HeedAnchor, i).value == (int) value)
      return TRUE;

  return FALSE;
}

static gboolean
read_anchor (HeedDocument   *document,
             HeedNode       *node,
             HeedFieldData  *data,
             GError        **error)
{
  double value = 0;
  HeedAnchor anchor;

  if (!read_limit (document, node, "value", (int) data->min, (int) data->max, &value, error))
    return FALSE;
  if (has_anchor (data, value))
    return heed_document_fail (document, node->offset, error, NULL,
                               _("Two anchors have the value %d. Each is expected to have a value of its own."),
                               (int) value);

  anchor = (HeedAnchor) { (int) value, g_strdup (node->text) };
  g_array_append_val (data->anchors, anchor);
  return TRUE;
}

static gboolean
read_anchors (HeedDocument   *document,
              HeedNode       *node,
              HeedFieldData  *data,
              GError        **error)
{
  for (guint i = 0; i < node->children->len; i++)
    {
      HeedNode *child = g_ptr_array_index (node->children, i);

      if (child->rule->element == HEED_ELEMENT_ANCHOR && !read_anchor (document, child, data, error))
        return FALSE;
    }

  if (!has_anchor (data, data->min) || !has_anchor (data, data->max))
    return heed_document_fail (document, node->offset, error, NULL,
                               _("“rating” lacks an anchor at an end of its scale. Expected: one for %d and one for %d."),
                               (int) data->min, (int) data->max);

  return TRUE;
}

static gboolean
read_rating (HeedDocument   *document,
             HeedNode       *node,
             HeedFieldData  *data,
             GError        **error)
{
  return read_limit (document, node, "min", 0, MAX_RATING, &data->min, error) &&
         read_limit (document, node, "max", 0, MAX_RATING, &data->max, error) &&
         check_order (document, node, "min", "max", data->min < data->max, error) &&
         read_anchors (document, node, data, error);
}

static gboolean
read_list (HeedDocument   *document,
           HeedNode       *node,
           HeedFieldData  *data,
           GError        **error)
{
  if (!read_limit (document, node, "min", 1, HEED_FIELD_MAX_REPEAT, &data->min, error) ||
      !read_limit (document, node, "max", 1, HEED_FIELD_MAX_REPEAT, &data->max, error) ||
      !check_order (document, node, "min", "max", data->min <= data->max, error))
    return FALSE;

  return heed_form_reader_read_whole (document, node, "spare", 0, MIN (MAX_SPARE, (int) (data->max - data->min)),
                                      &data->spare, error);
}

static gboolean
read_repeat (HeedDocument   *document,
             HeedNode       *node,
             HeedFieldData  *data,
             GError        **error)
{
  gboolean has_min = heed_node_get (node, "min") != NULL;
  gboolean has_max = heed_node_get (node, "max") != NULL;
  gboolean has_item = data->item_label != NULL;

  data->repeated = has_min && has_max;
  data->min = data->max = 1;
  if (has_min != has_max || has_item != data->repeated)
    return heed_document_fail (document, node->offset, error, NULL,
                               _("A group that repeats is expected to have “min”, “max” and an “item”; one that does not, none of the three."));

  return read_limit (document, node, "min", 1, HEED_FIELD_MAX_REPEAT, &data->min, error) &&
         read_limit (document, node, "max", 1, HEED_FIELD_MAX_REPEAT, &data->max, error) &&
         check_order (document, node, "min", "max", data->min <= data->max, error);
}

static gboolean read_fields (HeedDocument  *document,
                             HeedNode      *node,
                             GPtrArray     *fields,
                             GError       **error);

static gboolean
read_group (HeedDocument   *document,
            HeedNode       *node,
            HeedFieldData  *data,
            GError        **error)
{
  return read_repeat (document, node, data, error) && read_fields (document, node, data->fields, error);
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

static HeedField *
read_field (HeedDocument   *document,
            HeedNode       *node,
            HeedFieldType   type,
            GError        **error)
{
  g_auto (HeedFieldData) data = { 0 };

  heed_field_data_init (&data, type);
  data.id = g_strdup (heed_node_get (node, "id"));
  data.label = g_strdup (heed_node_get_text (node, HEED_ELEMENT_LABEL));
  data.item_label = g_strdup (heed_node_get_text (node, HEED_ELEMENT_ITEM));
  data.hint = g_strdup (heed_node_get_text (node, HEED_ELEMENT_HINT));
  data.warning = g_strdup (heed_node_get_text (node, HEED_ELEMENT_WARNING));
  data.optional = heed_node_get (node, "optional") != NULL;
  data.numbered = heed_node_get (node, "numbered") != NULL;

  return readers[type] (document, node, &data, error) ? heed_field_new (&data) : NULL;
}

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

  field = read_field (document, node, (HeedFieldType) type, error);
  if (field == NULL)
    return FALSE;

  g_ptr_array_add (fields, field);
  return TRUE;
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

/**
 * heed_form_reader_read_whole:
 * @document: the document of @node
 * @node: a node
 * @attribute: a name
 * @low: the least that is allowed, at least 0
 * @high: the most that is allowed
 * @value: (inout): where to put the number; it stays what it is when there is no
 *   such attribute
 * @error: return location for an error
 *
 * Reads a whole number.
 *
 * Returns: %FALSE with `HEED_ERROR_INVALID_FILE` if it is none
 */
gboolean
heed_form_reader_read_whole (HeedDocument  *document,
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

/**
 * heed_form_reader_read:
 * @document: the document of @node
 * @node: a form
 * @example: (transfer full) (nullable): its worked example
 * @error: return location for an error
 *
 * Reads a form.
 *
 * Returns: (transfer full) (nullable): the form, or %NULL with
 *   `HEED_ERROR_INVALID_FILE`
 */
HeedForm *
heed_form_reader_read (HeedDocument  *document,
                       HeedNode      *node,
                       HeedItem      *example,
                       GError       **error)
{
  g_auto (HeedFormData) data = { 0 };

  heed_form_data_init (&data);
  data.id = g_strdup (heed_node_get (node, "id"));
  data.title = g_strdup (heed_node_get_text (node, HEED_ELEMENT_TITLE));
  data.instruction = g_strdup (heed_node_get_text (node, HEED_ELEMENT_INSTRUCTION));
  data.icon_name = g_strdup (heed_node_get (node, "icon"));
  data.tint = g_strdup (heed_node_get (node, "tint"));
  data.titled = heed_node_get (node, "titled") != NULL;
  data.listed = heed_node_get (node, "listed") == NULL;
  data.common = document->root->rule->element == HEED_ELEMENT_COMMON_FORMS;
  data.example = example;

  return read_fields (document, node, data.fields, error) ? heed_form_new (&data) : NULL;
}
