/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What differs between two states of an entry, as a person would count it. */

#include "heed-record-diff.h"

#include "heed-answer.h"
#include "heed-text.h"

/* The words of an own choice belong to the choice. */
static char *
dup_place (HeedForm   *form,
           const char *path)
{
  g_autofree char *parent = NULL;
  HeedField *field;

  if (!g_str_has_suffix (path, "/" HEED_CHOICE_OTHER))
    return g_strdup (path);

  parent = g_path_get_dirname (path);
  field = form != NULL ? heed_form_find_path (form, parent) : NULL;
  if (field == NULL || heed_field_get_field_type (field) != HEED_FIELD_CHOICE)
    return g_strdup (path);

  return g_steal_pointer (&parent);
}

static gboolean
is_same (const char *one,
         const char *other)
{
  return (heed_text_is_blank (one) && heed_text_is_blank (other)) ||
         g_str_equal (heed_text_or_empty (one), heed_text_or_empty (other));
}

static void
add_differences (GHashTable *paths,
                 HeedRecord *one,
                 HeedRecord *other,
                 HeedForm   *form)
{
  for (guint i = 0; i < heed_record_get_n_answers (one); i++)
    {
      const char *path, *value;

      heed_record_get_nth_answer (one, i, &path, &value, NULL);
      /* How many groups or rows there are is kept like an answer, and is none. */
      if (!is_same (value, heed_record_get_answer (other, path)) &&
          (form == NULL || !heed_form_is_structure (form, path)))
        g_hash_table_add (paths, dup_place (form, path));
    }
}

/**
 * heed_record_diff_find:
 * @one: a state of an entry
 * @other: another state of it
 * @form: (nullable): its form
 *
 * Finds the answers that differ. A blank answer is the same as none.
 *
 * Returns: (transfer full) (element-type utf8 utf8): the set of their paths
 */
GHashTable *
heed_record_diff_find (HeedRecord *one,
                       HeedRecord *other,
                       HeedForm   *form)
{
  GHashTable *paths = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  add_differences (paths, one, other, form);
  add_differences (paths, other, one, form);
  return paths;
}

/**
 * heed_record_diff_count:
 * @one: a state of an entry
 * @other: another state of it
 * @form: (nullable): its form
 *
 * Counts the answers that differ; the title and the tags count as an answer
 * each.
 *
 * Returns: how many there are
 */
guint
heed_record_diff_count (HeedRecord *one,
                        HeedRecord *other,
                        HeedForm   *form)
{
  g_autoptr (GHashTable) paths = heed_record_diff_find (one, other, form);

  return g_hash_table_size (paths) +
         !is_same (heed_record_get_title (one), heed_record_get_title (other)) +
         !g_strv_equal (heed_record_get_tags (one), heed_record_get_tags (other));
}
