/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* A form and its fields, and the way from the path of an answer to the field that asked. */

#include "heed-form-private.h"

#include <math.h>
#include <string.h>

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
  HeedField *self = HEED_FIELD (object);

  g_free (self->id);
  g_free (self->label);
  g_free (self->item_label);
  g_free (self->hint);
  g_free (self->warning);
  g_free (self->unit);
  g_free (self->tip_id);
  g_array_unref (self->options);
  g_array_unref (self->anchors);
  g_ptr_array_unref (self->fields);

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
  self->min = self->soft_min = -INFINITY;
  self->max = self->soft_max = INFINITY;
  self->options = g_array_new (FALSE, FALSE, sizeof (HeedOption));
  self->anchors = g_array_new (FALSE, FALSE, sizeof (HeedAnchor));
  self->fields = g_ptr_array_new_with_free_func (g_object_unref);
  g_array_set_clear_func (self->options, clear_option);
  g_array_set_clear_func (self->anchors, clear_anchor);
}

G_DEFINE_FINAL_TYPE (HeedForm, heed_form, G_TYPE_OBJECT)

/* Indices count from 1. The field's own most is not looked at: an entry may
 * be older than the workbook that lowered it. */
static gboolean
is_index (const char *step)
{
  guint64 index;

  return *step != '0' &&
         g_ascii_string_to_unsigned (step, 10, 1, HEED_FIELD_MAX_REPEAT, &index, NULL);
}

static HeedField *find_below (HeedField          *field,
                              const char * const *steps);

static HeedField *
find_in_group (HeedField          *field,
               const char * const *steps)
{
  HeedField *child;

  if (heed_field_get_repeated (field))
    {
      if (!is_index (steps[0]))
        return NULL;
      if (*++steps == NULL)
        return field;
    }

  child = heed_field_find_field (field, steps[0]);
  return child != NULL ? find_below (child, steps + 1) : NULL;
}

static HeedField *
find_below (HeedField          *field,
            const char * const *steps)
{
  HeedFieldType type = heed_field_get_field_type (field);
  gboolean fits;

  if (steps[0] == NULL)
    return field;
  if (type == HEED_FIELD_GROUP)
    return find_in_group (field, steps);

  fits = (type == HEED_FIELD_LIST && is_index (steps[0])) ||
         (type == HEED_FIELD_RATING && g_str_equal (steps[0], HEED_RATING_THEN)) ||
         (type == HEED_FIELD_CHOICE && heed_field_get_allows_other (field) && g_str_equal (steps[0], HEED_CHOICE_OTHER));
  return fits && steps[1] == NULL ? field : NULL;
}

static void
heed_form_finalize (GObject *object)
{
  HeedForm *self = HEED_FORM (object);

  g_free (self->id);
  g_free (self->title);
  g_free (self->instruction);
  g_free (self->icon_name);
  g_free (self->tint);
  g_clear_object (&self->example);
  g_ptr_array_unref (self->fields);

  G_OBJECT_CLASS (heed_form_parent_class)->finalize (object);
}

static void
heed_form_class_init (HeedFormClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = heed_form_finalize;
}

static void
heed_form_init (HeedForm *self)
{
  self->fields = g_ptr_array_new_with_free_func (g_object_unref);
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

      if (g_str_equal (field->id, id))
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

  return self->id;
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

  return self->type;
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

  return self->label;
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

  return self->item_label;
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

  return self->hint;
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

  return self->warning;
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

  return self->unit;
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

  return self->optional;
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

  return self->numbered;
}

/**
 * heed_field_get_tip_id:
 * @self: a field
 *
 * Gets the tip that helps whoever rates themselves low here.
 *
 * Returns: (nullable): the id of a tip of the workbook, on a group
 */
const char *
heed_field_get_tip_id (HeedField *self)
{
  g_return_val_if_fail (HEED_IS_FIELD (self), NULL);

  return self->tip_id;
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

  return self->repeated;
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

  return self->allows_other;
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

  return self->lines;
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

  return self->min;
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

  return self->max;
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

  return self->soft_min;
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

  return self->soft_max;
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

  return self->spare;
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

  return self->options->len;
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
  g_return_val_if_fail (position < self->options->len, NULL);

  return g_array_index (self->options, HeedOption, position).id;
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
  g_return_val_if_fail (position < self->options->len, NULL);

  return g_array_index (self->options, HeedOption, position).label;
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

  for (guint i = 0; i < self->options->len; i++)
    {
      HeedOption *option = &g_array_index (self->options, HeedOption, i);

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

  for (guint i = 0; i < self->anchors->len; i++)
    {
      HeedAnchor *anchor = &g_array_index (self->anchors, HeedAnchor, i);

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

  return self->fields->len;
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
  g_return_val_if_fail (position < self->fields->len, NULL);

  return g_ptr_array_index (self->fields, position);
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

  return heed_field_find_in (self->fields, id);
}

/**
 * heed_form_get_id:
 * @self: a form
 *
 * Gets the id, which is unique among the forms of the workbook.
 *
 * Returns: the id
 */
const char *
heed_form_get_id (HeedForm *self)
{
  g_return_val_if_fail (HEED_IS_FORM (self), NULL);

  return self->id;
}

/**
 * heed_form_get_title:
 * @self: a form
 *
 * Gets what the form is called.
 *
 * Returns: the title
 */
const char *
heed_form_get_title (HeedForm *self)
{
  g_return_val_if_fail (HEED_IS_FORM (self), NULL);

  return self->title;
}

/**
 * heed_form_get_instruction:
 * @self: a form
 *
 * Gets how to fill in the form.
 *
 * Returns: (nullable): the instruction
 */
const char *
heed_form_get_instruction (HeedForm *self)
{
  g_return_val_if_fail (HEED_IS_FORM (self), NULL);

  return self->instruction;
}

/**
 * heed_form_get_icon_name:
 * @self: a form
 *
 * Gets the icon for entries of the form.
 *
 * Returns: (nullable): an icon name without `-symbolic`
 */
const char *
heed_form_get_icon_name (HeedForm *self)
{
  g_return_val_if_fail (HEED_IS_FORM (self), NULL);

  return self->icon_name;
}

/**
 * heed_form_get_tint:
 * @self: a form
 *
 * Gets the soft color of this kind of entry in lists.
 *
 * Returns: (nullable): one of `blue`, `green`, `yellow`, `orange`, `red`,
 *   `purple`, `brown` and `slate`
 */
const char *
heed_form_get_tint (HeedForm *self)
{
  g_return_val_if_fail (HEED_IS_FORM (self), NULL);

  return self->tint;
}

/**
 * heed_form_get_titled:
 * @self: a form
 *
 * Tells whether each entry has a title of its own, which its writer gives and
 * which is kept beside the answers.
 *
 * Returns: %TRUE if it has
 */
gboolean
heed_form_get_titled (HeedForm *self)
{
  g_return_val_if_fail (HEED_IS_FORM (self), FALSE);

  return self->titled;
}

/**
 * heed_form_is_listed:
 * @self: a form
 *
 * Tells whether lists, searches and counts on pages show entries of this form.
 * Those of others are kept, exported, merged and backed up all the same: they
 * are marks that a page makes, such as a bookmark, and nothing to read.
 *
 * Returns: %FALSE for a form with `listed="no"`
 */
gboolean
heed_form_is_listed (HeedForm *self)
{
  g_return_val_if_fail (HEED_IS_FORM (self), TRUE);

  return self->listed;
}

/**
 * heed_form_is_common:
 * @self: a form
 *
 * Tells whether every workbook has the form, so that it is the same whichever
 * workbook an entry belongs to.
 *
 * Returns: %TRUE for a form of common-forms.xml
 */
gboolean
heed_form_is_common (HeedForm *self)
{
  g_return_val_if_fail (HEED_IS_FORM (self), FALSE);

  return self->common;
}

/**
 * heed_form_get_example:
 * @self: a form
 *
 * Gets the worked example: a title, paragraphs, and points whose only text is
 * their title.
 *
 * Returns: (transfer none) (nullable): an item of the kind `HEED_ITEM_EXAMPLE`
 */
HeedItem *
heed_form_get_example (HeedForm *self)
{
  g_return_val_if_fail (HEED_IS_FORM (self), NULL);

  return self->example;
}

/**
 * heed_form_get_n_fields:
 * @self: a form
 *
 * Counts the fields; those in groups are not counted.
 *
 * Returns: how many, at least one
 */
guint
heed_form_get_n_fields (HeedForm *self)
{
  g_return_val_if_fail (HEED_IS_FORM (self), 0);

  return self->fields->len;
}

/**
 * heed_form_get_field:
 * @self: a form
 * @position: which field, less than heed_form_get_n_fields()
 *
 * Gets a field in the order of the form.
 *
 * Returns: (transfer none): the field
 */
HeedField *
heed_form_get_field (HeedForm *self,
                     guint     position)
{
  g_return_val_if_fail (HEED_IS_FORM (self), NULL);
  g_return_val_if_fail (position < self->fields->len, NULL);

  return g_ptr_array_index (self->fields, position);
}

/**
 * heed_form_find_field:
 * @self: a form
 * @id: an id
 *
 * Finds a field by its id; those in groups are not looked at.
 *
 * Returns: (transfer none) (nullable): the field
 */
HeedField *
heed_form_find_field (HeedForm   *self,
                      const char *id)
{
  g_return_val_if_fail (HEED_IS_FORM (self), NULL);
  g_return_val_if_fail (id != NULL, NULL);

  return heed_field_find_in (self->fields, id);
}

/**
 * heed_form_find_path:
 * @self: a form
 * @path: ids and indices, such as `emotion/2/signs/1`
 *
 * Finds the field that an answer belongs to. Indices, which count from 1 to
 * at most 100, stand after a repeated group and after a list; one beyond the
 * field's present most is accepted, as an older entry may have it. Below a
 * choice that allows it, `other` is the choice, and `then` below a rating is the
 * rating. A path may also end at a group, or at one of its instances.
 *
 * Returns: (transfer none) (nullable): the field, %NULL when the form has no
 *   place for @path
 */
HeedField *
heed_form_find_path (HeedForm   *self,
                     const char *path)
{
  g_auto (GStrv) steps = NULL;
  HeedField *field;

  g_return_val_if_fail (HEED_IS_FORM (self), NULL);
  g_return_val_if_fail (path != NULL, NULL);

  steps = g_strsplit (path, "/", -1);
  if (steps[0] == NULL)
    return NULL;

  field = heed_field_find_in (self->fields, steps[0]);
  return field != NULL ? find_below (field, (const char * const *) steps + 1) : NULL;
}

/**
 * heed_form_is_structure:
 * @self: a form
 * @path: where something is kept
 *
 * Tells whether not an answer is kept there, but how many groups or rows there
 * are.
 *
 * Returns: %TRUE for the path of a group or a list
 */
gboolean
heed_form_is_structure (HeedForm   *self,
                        const char *path)
{
  HeedField *field = heed_form_find_path (self, path);
  const char *slash = strrchr (path, '/');
  const char *step = slash != NULL ? slash + 1 : path; /* a number, or an id, which begins with a letter */

  if (field == NULL)
    return FALSE;

  return heed_field_get_field_type (field) == HEED_FIELD_GROUP ||
         (heed_field_get_field_type (field) == HEED_FIELD_LIST && !g_ascii_isdigit (*step));
}
