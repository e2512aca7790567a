/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* One thing that a form asks. */

#include "heed-workbook-private.h"

#include <math.h>

struct _HeedField
{
  GObject parent_instance;

  HeedFieldData data;
};

G_DEFINE_FINAL_TYPE (HeedField, heed_field, G_TYPE_OBJECT)

static void
clear_option (gpointer option)
{
  g_free (((HeedOption *) option)->id);
  g_free (((HeedOption *) option)->label);
}

static void
clear_anchor (gpointer anchor)
{
  g_free (((HeedAnchor *) anchor)->label);
}

static void
heed_field_finalize (GObject *object)
{
  heed_field_data_clear (&HEED_FIELD (object)->data);

  G_OBJECT_CLASS (heed_field_parent_class)->finalize (object);
}

static void
heed_field_class_init (HeedFieldClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = heed_field_finalize;
}

static void
heed_field_init (HeedField *self)
{
}

/**
 * heed_field_data_init:
 * @data: (out): what to fill
 * @type: what the field asks for
 *
 * Starts a field that has no limits and nothing in it.
 */
void
heed_field_data_init (HeedFieldData *data,
                      HeedFieldType  type)
{
  *data = (HeedFieldData) {
    .type = type,
    .min = -INFINITY,
    .max = INFINITY,
    .soft_min = -INFINITY,
    .soft_max = INFINITY,
    .options = g_array_new (FALSE, FALSE, sizeof (HeedOption)),
    .anchors = g_array_new (FALSE, FALSE, sizeof (HeedAnchor)),
    .fields = g_ptr_array_new_with_free_func (g_object_unref),
  };
  g_array_set_clear_func (data->options, clear_option);
  g_array_set_clear_func (data->anchors, clear_anchor);
}

/**
 * heed_field_data_clear:
 * @data: what to clear; all zeros will do
 *
 * Frees everything in @data and leaves zeros.
 */
void
heed_field_data_clear (HeedFieldData *data)
{
  g_free (data->id);
  g_free (data->label);
  g_free (data->item_label);
  g_free (data->hint);
  g_free (data->warning);
  g_free (data->unit);
  g_clear_pointer (&data->options, g_array_unref);
  g_clear_pointer (&data->anchors, g_array_unref);
  g_clear_pointer (&data->fields, g_ptr_array_unref);
  *data = (HeedFieldData) { 0 };
}

/**
 * heed_field_new:
 * @data: what the field is; it is left empty
 *
 * Makes a field that takes over what is in @data.
 *
 * Returns: (transfer full): the field
 */
HeedField *
heed_field_new (HeedFieldData *data)
{
  HeedField *self = g_object_new (HEED_TYPE_FIELD, NULL);

  self->data = *data;
  *data = (HeedFieldData) { 0 };
  return self;
}

/**
 * heed_field_find_in:
 * @fields: (element-type HeedField): fields
 * @id: an id
 *
 * Looks among siblings.
 *
 * Returns: (transfer none) (nullable): the field with that id
 */
HeedField *
heed_field_find_in (GPtrArray  *fields,
                    const char *id)
{
  for (guint i = 0; i < fields->len; i++)
    {
      HeedField *field = g_ptr_array_index (fields, i);

      if (g_str_equal (field->data.id, id))
        return field;
    }

  return NULL;
}

/**
 * heed_field_get_id:
 * @self: a field
 *
 * Gets the id, which is unique among its siblings and one step of the path
 * to an answer.
 *
 * Returns: the id
 */
const char *
heed_field_get_id (HeedField *self)
{
  g_return_val_if_fail (HEED_IS_FIELD (self), NULL);

  return self->data.id;
}

/**
 * heed_field_get_field_type:
 * @self: a field
 *
 * Gets what the field asks for.
 *
 * Returns: the type
 */
HeedFieldType
heed_field_get_field_type (HeedField *self)
{
  g_return_val_if_fail (HEED_IS_FIELD (self), HEED_FIELD_TEXT);

  return self->data.type;
}

/**
 * heed_field_get_label:
 * @self: a field
 *
 * Gets the question, or the name of the list or group.
 *
 * Returns: the label
 */
const char *
heed_field_get_label (HeedField *self)
{
  g_return_val_if_fail (HEED_IS_FIELD (self), NULL);

  return self->data.label;
}

/**
 * heed_field_get_item_label:
 * @self: a field
 *
 * Gets what one row of a list or one instance of a repeated group is called,
 * such as "Sign"; its number is added by whoever shows it.
 *
 * Returns: (nullable): the name, %NULL for all other fields
 */
const char *
heed_field_get_item_label (HeedField *self)
{
  g_return_val_if_fail (HEED_IS_FIELD (self), NULL);

  return self->data.item_label;
}

/**
 * heed_field_get_hint:
 * @self: a field
 *
 * Gets the line of help.
 *
 * Returns: (nullable): the hint
 */
const char *
heed_field_get_hint (HeedField *self)
{
  g_return_val_if_fail (HEED_IS_FIELD (self), NULL);

  return self->data.hint;
}

/**
 * heed_field_get_warning:
 * @self: a field
 *
 * Gets what to say when a number is outside of the soft limits, or when fewer
 * rows of a list than its least are filled. It informs and never blocks.
 *
 * Returns: (nullable): the sentence
 */
const char *
heed_field_get_warning (HeedField *self)
{
  g_return_val_if_fail (HEED_IS_FIELD (self), NULL);

  return self->data.warning;
}

/**
 * heed_field_get_unit:
 * @self: a field
 *
 * Gets the unit of a number.
 *
 * Returns: (nullable): the unit
 */
const char *
heed_field_get_unit (HeedField *self)
{
  g_return_val_if_fail (HEED_IS_FIELD (self), NULL);

  return self->data.unit;
}

/**
 * heed_field_get_optional:
 * @self: a field
 *
 * Tells whether the field may stay empty without the entry being incomplete.
 *
 * Returns: %TRUE if it does not count toward progress
 */
gboolean
heed_field_get_optional (HeedField *self)
{
  g_return_val_if_fail (HEED_IS_FIELD (self), FALSE);

  return self->data.optional;
}

/**
 * heed_field_get_numbered:
 * @self: a field
 *
 * Tells whether the field shows a number: the first of its siblings that does
 * shows 1, the next one 2.
 *
 * Returns: %TRUE if a number stands before the label
 */
gboolean
heed_field_get_numbered (HeedField *self)
{
  g_return_val_if_fail (HEED_IS_FIELD (self), FALSE);

  return self->data.numbered;
}

/**
 * heed_field_get_repeated:
 * @self: a field
 *
 * Tells whether this is a group of which there are several instances. Then a
 * step of the path, counted from 1, says which.
 *
 * Returns: %TRUE for repeated groups only; a list is not one
 */
gboolean
heed_field_get_repeated (HeedField *self)
{
  g_return_val_if_fail (HEED_IS_FIELD (self), FALSE);

  return self->data.repeated;
}

/**
 * heed_field_get_allows_other:
 * @self: a field
 *
 * Tells whether the writer may answer a choice in words of their own, see
 * `HEED_CHOICE_OTHER`.
 *
 * Returns: %TRUE if there is a blank beside the options
 */
gboolean
heed_field_get_allows_other (HeedField *self)
{
  g_return_val_if_fail (HEED_IS_FIELD (self), FALSE);

  return self->data.allows_other;
}

/**
 * heed_field_get_lines:
 * @self: a field
 *
 * Gets how many ruled lines a blank sheet gives a paragraph.
 *
 * Returns: lines of 8 mm; 0 for all other fields
 */
guint
heed_field_get_lines (HeedField *self)
{
  g_return_val_if_fail (HEED_IS_FIELD (self), 0);

  return self->data.lines;
}

/**
 * heed_field_get_min:
 * @self: a field
 *
 * Gets the least value of a number or rating, the least rows of a list, or the
 * least instances of a group.
 *
 * Returns: the limit; `-INFINITY` where there is none, 1 for a group that is not
 *   repeated
 */
double
heed_field_get_min (HeedField *self)
{
  g_return_val_if_fail (HEED_IS_FIELD (self), -INFINITY);

  return self->data.min;
}

/**
 * heed_field_get_max:
 * @self: a field
 *
 * Gets the greatest value of a number or rating, the most rows of a list, or
 * the most instances of a group.
 *
 * Returns: the limit; `INFINITY` where there is none, 1 for a group that is not
 *   repeated
 */
double
heed_field_get_max (HeedField *self)
{
  g_return_val_if_fail (HEED_IS_FIELD (self), INFINITY);

  return self->data.max;
}

/**
 * heed_field_get_soft_min:
 * @self: a field
 *
 * Gets the value below which the warning of a number is shown.
 *
 * Returns: the limit, `-INFINITY` where there is none
 */
double
heed_field_get_soft_min (HeedField *self)
{
  g_return_val_if_fail (HEED_IS_FIELD (self), -INFINITY);

  return self->data.soft_min;
}

/**
 * heed_field_get_soft_max:
 * @self: a field
 *
 * Gets the value above which the warning of a number is shown.
 *
 * Returns: the limit, `INFINITY` where there is none
 */
double
heed_field_get_soft_max (HeedField *self)
{
  g_return_val_if_fail (HEED_IS_FIELD (self), INFINITY);

  return self->data.soft_max;
}

/**
 * heed_field_get_spare:
 * @self: a field
 *
 * Gets how many blank rows of a list are shown and printed beyond its least.
 *
 * Returns: rows, 0 for all other fields
 */
guint
heed_field_get_spare (HeedField *self)
{
  g_return_val_if_fail (HEED_IS_FIELD (self), 0);

  return self->data.spare;
}

/**
 * heed_field_get_n_options:
 * @self: a field
 *
 * Counts the options of a choice. "Other" is not one of them.
 *
 * Returns: how many, 0 for all other fields
 */
guint
heed_field_get_n_options (HeedField *self)
{
  g_return_val_if_fail (HEED_IS_FIELD (self), 0);

  return self->data.options->len;
}

/**
 * heed_field_get_option_id:
 * @self: a field
 * @position: which option, less than heed_field_get_n_options()
 *
 * Gets the id of an option, which is what the answer holds.
 *
 * Returns: the id
 */
const char *
heed_field_get_option_id (HeedField *self,
                          guint      position)
{
  g_return_val_if_fail (HEED_IS_FIELD (self), NULL);
  g_return_val_if_fail (position < self->data.options->len, NULL);

  return g_array_index (self->data.options, HeedOption, position).id;
}

/**
 * heed_field_get_option_label:
 * @self: a field
 * @position: which option, less than heed_field_get_n_options()
 *
 * Gets the words of an option.
 *
 * Returns: the label
 */
const char *
heed_field_get_option_label (HeedField *self,
                             guint      position)
{
  g_return_val_if_fail (HEED_IS_FIELD (self), NULL);
  g_return_val_if_fail (position < self->data.options->len, NULL);

  return g_array_index (self->data.options, HeedOption, position).label;
}

/**
 * heed_field_find_option:
 * @self: a field
 * @option_id: an answer
 *
 * Finds the words of the option that was chosen.
 *
 * Returns: (nullable): the label; %NULL when no option has that id, as
 *   `HEED_CHOICE_OTHER` has not where it stands for words of the writer's own
 */
const char *
heed_field_find_option (HeedField  *self,
                        const char *option_id)
{
  g_return_val_if_fail (HEED_IS_FIELD (self), NULL);
  g_return_val_if_fail (option_id != NULL, NULL);

  for (guint i = 0; i < self->data.options->len; i++)
    {
      HeedOption *option = &g_array_index (self->data.options, HeedOption, i);

      if (g_str_equal (option->id, option_id))
        return option->label;
    }

  return NULL;
}

/**
 * heed_field_get_anchor:
 * @self: a field
 * @value: a value of the scale
 *
 * Gets what a value of a rating looks like. The two ends always have one.
 *
 * Returns: (nullable): the words at @value
 */
const char *
heed_field_get_anchor (HeedField *self,
                       int        value)
{
  g_return_val_if_fail (HEED_IS_FIELD (self), NULL);

  for (guint i = 0; i < self->data.anchors->len; i++)
    {
      HeedAnchor *anchor = &g_array_index (self->data.anchors, HeedAnchor, i);

      if (anchor->value == value)
        return anchor->label;
    }

  return NULL;
}

/**
 * heed_field_get_n_fields:
 * @self: a field
 *
 * Counts the fields of a group.
 *
 * Returns: how many, 0 for all other fields
 */
guint
heed_field_get_n_fields (HeedField *self)
{
  g_return_val_if_fail (HEED_IS_FIELD (self), 0);

  return self->data.fields->len;
}

/**
 * heed_field_get_field:
 * @self: a field
 * @position: which field, less than heed_field_get_n_fields()
 *
 * Gets a field of a group.
 *
 * Returns: (transfer none): the field
 */
HeedField *
heed_field_get_field (HeedField *self,
                      guint      position)
{
  g_return_val_if_fail (HEED_IS_FIELD (self), NULL);
  g_return_val_if_fail (position < self->data.fields->len, NULL);

  return g_ptr_array_index (self->data.fields, position);
}

/**
 * heed_field_find_field:
 * @self: a field
 * @id: an id
 *
 * Finds a field of a group by its id; fields further down are not looked at.
 *
 * Returns: (transfer none) (nullable): the field
 */
HeedField *
heed_field_find_field (HeedField  *self,
                       const char *id)
{
  g_return_val_if_fail (HEED_IS_FIELD (self), NULL);
  g_return_val_if_fail (id != NULL, NULL);

  return heed_field_find_in (self->data.fields, id);
}
