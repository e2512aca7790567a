/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* A form, and the way from the path of an answer to the field that asked. */

#include "heed-workbook-private.h"

#include <string.h>

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
