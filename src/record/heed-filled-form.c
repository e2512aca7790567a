/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Spreads a form out over a record. See heed-filled-form.h. */

#include "heed-filled-form.h"

#include "heed-answer.h"
#include "heed-text.h"

#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

struct _HeedFilledForm
{
  HeedForm *form;
  HeedRecord *record; /* (nullable) */
  GArray *nodes;
  GHashTable *positions; /* of the nodes, by their paths */
  GHashTable *repeats;   /* how often a field is repeated, by its path */
};

/* Where the walk through the form stands. */
typedef struct
{
  const char *path; /* of the group around, "" at the top */
  const char *name; /* of the group around, NULL at the top */
  guint depth;
  gboolean counted;
  gboolean rated; /* the group around asks for a rating, and the rest says more of it */
} Place;

G_DEFINE_BOXED_TYPE (HeedFilledForm, heed_filled_form, heed_filled_form_ref, heed_filled_form_unref)

static void add_field (HeedFilledForm *self,
                       HeedField      *field,
                       const Place    *place,
                       guint           number);

static void
clear_node (gpointer data)
{
  HeedFilledFormNode *node = data;

  g_object_unref (node->field);
  g_free (node->path);
  g_free (node->label);
  g_free (node->name);
}

static void
clear_filled_form (gpointer data)
{
  HeedFilledForm *self = data;

  g_object_unref (self->form);
  g_clear_pointer (&self->record, heed_record_unref);
  g_hash_table_unref (self->positions);
  g_hash_table_unref (self->repeats);
  g_array_unref (self->nodes);
}

static const char *
get_value (HeedFilledForm *self,
           const char     *path)
{
  return self->record != NULL ? heed_record_get_answer (self->record, path) : NULL;
}

/* Whether @path is @place or within it. */
static gboolean
is_at (const char *path,
       const char *place)
{
  gsize length = strlen (place);

  return strncmp (path, place, length) == 0 && (path[length] == '\0' || path[length] == '/');
}

/* Whether anything is written below @path; @highest becomes the highest index there, if
 * that is higher. */
static gboolean
is_written_below (HeedFilledForm *self,
                  const char     *path,
                  guint          *highest)
{
  gsize length = strlen (path);
  gboolean written = FALSE;

  for (guint i = 0; self->record != NULL && i < heed_record_get_n_answers (self->record); i++)
    {
      const char *answer_path, *value;

      heed_record_get_nth_answer (self->record, i, &answer_path, &value, NULL);
      if (*value != '\0' && strncmp (answer_path, path, length) == 0 && answer_path[length] == '/')
        {
          guint64 index = g_ascii_strtoull (answer_path + length + 1, NULL, 10);

          written = TRUE;
          if (index <= G_MAXUINT16)
            *highest = MAX (*highest, (guint) index);
        }
    }

  return written;
}

/* How often a repeated field stands in the form: as often as it must, as often
 * as the writer wished (the count is kept as the answer at the field's own
 * path), and as often as something is written, whatever the limits say now. */
static guint
count_repeats (HeedFilledForm *self,
               HeedField      *field,
               const char     *path)
{
  guint count = (guint) heed_field_get_min (field) + heed_field_get_spare (field);
  const char *wished = get_value (self, path);

  if (wished != NULL)
    count = MAX (count, (guint) MIN (g_ascii_strtoull (wished, NULL, 10),
                                     (guint64) heed_field_get_max (field)));
  is_written_below (self, path, &count);

  g_hash_table_insert (self->repeats, g_strdup (path), GUINT_TO_POINTER (count));
  return count;
}

static char *
name_within (const Place *place,
             const char  *label)
{
  if (place->name == NULL)
    return g_strdup (label);

  /* Translators: a field and the part of the worksheet that it is in, such as
   * “Situation 2: How did you react?”. Screen readers and exports use it. */
  return g_strdup_printf (C_("name of a field", "%s: %s"), place->name, label);
}

static char *
label_repeat (HeedField *field,
              guint      index)
{
  const char *item = heed_field_get_item_label (field);

  /* Translators: a repeated part and its number, such as “Emotion 2”. */
  return g_strdup_printf (C_("numbered part", "%s %u"),
                          item != NULL ? item : heed_field_get_label (field), index);
}

static HeedFilledFormNode *
add_node (HeedFilledForm *self,
          HeedField      *field,
          const Place    *place,
          const char     *path,
          const char     *label,
          const char     *name)
{
  HeedFilledFormNode node = {
    .field = g_object_ref (field),
    .path = g_strdup (path),
    .label = g_strdup (label),
    .name = g_strdup (name),
    .depth = place->depth,
  };

  g_hash_table_insert (self->positions, node.path, GUINT_TO_POINTER (self->nodes->len));
  g_array_append_val (self->nodes, node);
  return &g_array_index (self->nodes, HeedFilledFormNode, self->nodes->len - 1);
}

static void
add_children (HeedFilledForm *self,
              HeedField      *group,
              const Place    *inside)
{
  guint number = 0;

  for (guint i = 0; i < heed_field_get_n_fields (group); i++)
    {
      HeedField *field = heed_field_get_field (group, i);

      add_field (self, field, inside, heed_field_get_numbered (field) ? ++number : 0);
    }
}

static gboolean
is_rated (HeedField *group)
{
  return heed_field_get_n_fields (group) > 0 &&
         heed_field_get_field_type (heed_field_get_field (group, 0)) == HEED_FIELD_RATING;
}

static void
add_repeated_group (HeedFilledForm *self,
                    HeedField      *field,
                    const Place    *place,
                    const char     *path)
{
  guint count = count_repeats (self, field, path), highest = 0;

  for (guint index = 1; index <= count; index++)
    {
      g_autofree char *instance = g_strdup_printf ("%s/%u", path, index);
      g_autofree char *label = label_repeat (field, index);
      g_autofree char *name = name_within (place, label);
      Place inside = {
        .path = instance,
        .name = name,
        .depth = place->depth + 1,
        .counted = place->counted &&
                   (index <= heed_field_get_min (field) || is_written_below (self, instance, &highest)),
        .rated = is_rated (field),
      };

      add_node (self, field, place, instance, label, name)->index = index;
      add_children (self, field, &inside);
    }
}

static void
add_group (HeedFilledForm *self,
           HeedField      *field,
           const Place    *place,
           const char     *path,
           guint           number)
{
  const char *label = heed_field_get_label (field);
  g_autofree char *name = name_within (place, label);
  gboolean holds_groups = heed_field_get_n_fields (field) > 0 &&
                          heed_field_get_field_type (heed_field_get_field (field, 0)) == HEED_FIELD_GROUP;
  /* What stands in a section of the whole form is not named after it: the
   * question says enough. */
  Place inside = {
    .path = path,
    .name = holds_groups && place->depth == 0 ? NULL : name,
    .depth = place->depth + 1,
    .counted = place->counted && !heed_field_get_optional (field),
    .rated = is_rated (field),
  };

  add_node (self, field, place, path, label, name)->number = number;
  add_children (self, field, &inside);
}

/* What is asked in one place, and the rows of a list. */
static void
add_leaf (HeedFilledForm *self,
          HeedField      *field,
          const Place    *place,
          const char     *path,
          guint           number)
{
  const char *label = heed_field_get_label (field);
  g_autofree char *name = name_within (place, label);
  gboolean is_list = heed_field_get_field_type (field) == HEED_FIELD_LIST;
  guint count = is_list ? count_repeats (self, field, path) : 0;
  HeedFilledFormNode *node = add_node (self, field, place, path, label, name);
  Place inside = *place;

  node->number = number;
  node->value = is_list ? NULL : get_value (self, path);
  node->counted = place->counted && !heed_field_get_optional (field) &&
                  (!place->rated || heed_field_get_field_type (field) == HEED_FIELD_RATING);

  inside.depth++;
  for (guint index = 1; index <= count; index++)
    {
      g_autofree char *row_path = g_strdup_printf ("%s/%u", path, index);
      g_autofree char *row_label = label_repeat (field, index);
      /* Translators: a row of a list and what the list belongs to, such as
       * “Sign 2 of Emotion 3”. Screen readers and exports use it. */
      g_autofree char *row_name = place->name != NULL
                                      ? g_strdup_printf (C_("name of a row", "%s of %s"), row_label, place->name)
                                      : g_strdup (row_label);

      node = add_node (self, field, &inside, row_path, row_label, row_name);
      node->index = index;
      node->value = get_value (self, row_path);
    }
}

static void
add_field (HeedFilledForm *self,
           HeedField      *field,
           const Place    *place,
           guint           number)
{
  const char *id = heed_field_get_id (field);
  g_autofree char *path = *place->path != '\0' ? g_strconcat (place->path, "/", id, NULL) : g_strdup (id);

  if (heed_field_get_field_type (field) != HEED_FIELD_GROUP)
    add_leaf (self, field, place, path, number);
  else if (heed_field_get_repeated (field))
    add_repeated_group (self, field, place, path);
  else
    add_group (self, field, place, path, number);
}

static HeedFilledForm *
build (HeedForm   *form,
       HeedRecord *record)
{
  HeedFilledForm *self = g_atomic_rc_box_new0 (HeedFilledForm);
  Place top = { .path = "", .counted = TRUE };
  guint number = 0;

  self->form = g_object_ref (form);
  self->record = record != NULL ? heed_record_ref (record) : NULL;
  self->nodes = g_array_new (FALSE, FALSE, sizeof (HeedFilledFormNode));
  g_array_set_clear_func (self->nodes, clear_node);
  self->positions = g_hash_table_new (g_str_hash, g_str_equal);
  self->repeats = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < heed_form_get_n_fields (form); i++)
    {
      HeedField *field = heed_form_get_field (form, i);

      add_field (self, field, &top, heed_field_get_numbered (field) ? ++number : 0);
    }

  return self;
}

/* The rows stand right after their list. */
static guint
count_filled_rows (HeedFilledForm *self,
                   guint           list)
{
  guint end = heed_filled_form_find_next (self, list);
  guint filled = 0;

  for (guint i = list + 1; i < end; i++)
    filled += !heed_text_is_blank (heed_filled_form_get_node (self, i)->value);

  return filled;
}

/* Of a list that is counted, a blank row is a place to go on as long as fewer
 * rows than wanted are filled in. */
static gboolean
is_unanswered (HeedFilledForm           *self,
               const HeedFilledFormNode *node,
               const HeedFilledFormNode *list)
{
  HeedFieldType type = heed_field_get_field_type (node->field);
  HeedProgress progress;

  if (type == HEED_FIELD_GROUP || !heed_text_is_blank (node->value))
    return FALSE;
  if (type != HEED_FIELD_LIST)
    return node->counted;
  if (node->index == 0 || list == NULL || !list->counted)
    return FALSE;

  progress = heed_filled_form_get_progress (self, list->path);
  return progress.answered < progress.total;
}

/* The place after the last that is @path, holds it, or is within it. */
static guint
find_start (HeedFilledForm *self,
            const char     *path)
{
  guint start = 0;

  for (guint i = 0; path != NULL && i < heed_filled_form_get_n_nodes (self); i++)
    {
      const char *place = heed_filled_form_get_node (self, i)->path;

      if (is_at (path, place) || is_at (place, path))
        start = i + 1;
    }

  return start;
}

/**
 * heed_filled_form_new:
 * @form: a form
 * @record: an entry of that form
 *
 * Spreads @form out over @record.
 *
 * Returns: (transfer full): the filled form
 */
HeedFilledForm *
heed_filled_form_new (HeedForm   *form,
                      HeedRecord *record)
{
  g_return_val_if_fail (HEED_IS_FORM (form) && record != NULL, NULL);

  return build (form, record);
}

/**
 * heed_filled_form_new_blank:
 * @form: a form
 *
 * Spreads @form out as it is before anybody writes into it.
 *
 * Returns: (transfer full): the filled form
 */
HeedFilledForm *
heed_filled_form_new_blank (HeedForm *form)
{
  g_return_val_if_fail (HEED_IS_FORM (form), NULL);

  return build (form, NULL);
}

/**
 * heed_filled_form_ref:
 * @self: a filled form
 *
 * Takes a reference, on any thread.
 *
 * Returns: (transfer full): @self
 */
HeedFilledForm *
heed_filled_form_ref (HeedFilledForm *self)
{
  return g_atomic_rc_box_acquire (self);
}

/**
 * heed_filled_form_unref:
 * @self: (transfer full): a filled form
 *
 * Gives a reference back, on any thread.
 */
void
heed_filled_form_unref (HeedFilledForm *self)
{
  g_atomic_rc_box_release_full (self, clear_filled_form);
}

/**
 * heed_filled_form_get_form:
 * @self: a filled form
 *
 * Gets the form that is spread out.
 *
 * Returns: (transfer none): the form
 */
HeedForm *
heed_filled_form_get_form (HeedFilledForm *self)
{
  return self->form;
}

/**
 * heed_filled_form_get_record:
 * @self: a filled form
 *
 * Gets the entry that it is spread out over.
 *
 * Returns: (transfer none) (nullable): the record; %NULL for a blank form
 */
HeedRecord *
heed_filled_form_get_record (HeedFilledForm *self)
{
  return self->record;
}

/**
 * heed_filled_form_get_n_nodes:
 * @self: a filled form
 *
 * Counts the places.
 *
 * Returns: how many there are
 */
guint
heed_filled_form_get_n_nodes (HeedFilledForm *self)
{
  return self->nodes->len;
}

/**
 * heed_filled_form_get_node:
 * @self: a filled form
 * @position: which place, from 0, in reading order
 *
 * Gets a place.
 *
 * Returns: (transfer none): the place, owned by @self
 */
const HeedFilledFormNode *
heed_filled_form_get_node (HeedFilledForm *self,
                           guint           position)
{
  g_return_val_if_fail (position < self->nodes->len, NULL);

  return &g_array_index (self->nodes, HeedFilledFormNode, position);
}

/**
 * heed_filled_form_find_position:
 * @self: a filled form
 * @path: where an answer is kept
 * @position: (out): which place that is
 *
 * Looks up where a place stands.
 *
 * Returns: %FALSE if the form has none at @path; @position is then untouched
 */
gboolean
heed_filled_form_find_position (HeedFilledForm *self,
                                const char     *path,
                                guint          *position)
{
  gpointer found;

  if (!g_hash_table_lookup_extended (self->positions, path, NULL, &found))
    return FALSE;

  *position = GPOINTER_TO_UINT (found);
  return TRUE;
}

/**
 * heed_filled_form_find:
 * @self: a filled form
 * @path: where an answer is kept
 *
 * Looks a place up.
 *
 * Returns: (transfer none) (nullable): the place, owned by @self, or %NULL if
 *   the form has none at @path
 */
const HeedFilledFormNode *
heed_filled_form_find (HeedFilledForm *self,
                       const char     *path)
{
  guint position;

  return heed_filled_form_find_position (self, path, &position) ? heed_filled_form_get_node (self, position) : NULL;
}

/**
 * heed_filled_form_find_next:
 * @self: a filled form
 * @position: a place in it
 *
 * Finds the place after @position that is not within it.
 *
 * Returns: the place, or the number of places after the last
 */
guint
heed_filled_form_find_next (HeedFilledForm *self,
                            guint           position)
{
  guint depth = heed_filled_form_get_node (self, position)->depth;
  guint next = position + 1;

  while (next < self->nodes->len && heed_filled_form_get_node (self, next)->depth > depth)
    next++;

  return next;
}

/**
 * heed_filled_form_get_n_repeats:
 * @self: a filled form
 * @path: the path of a repeated group or a list, without an index
 *
 * Counts how often a group or a row stands in the filled form.
 *
 * Returns: how often
 */
guint
heed_filled_form_get_n_repeats (HeedFilledForm *self,
                                const char     *path)
{
  return GPOINTER_TO_UINT (g_hash_table_lookup (self->repeats, path));
}

/**
 * heed_filled_form_node_is_rated:
 * @node: a place in a filled form
 *
 * Tells whether a group is there for the rating that it begins with, which is
 * then called by the label of the group.
 *
 * Returns: %TRUE if so
 */
gboolean
heed_filled_form_node_is_rated (const HeedFilledFormNode *node)
{
  return node->index == 0 && is_rated (node->field);
}

/**
 * heed_filled_form_get_n_filled:
 * @self: a filled form
 * @path: the path of a list
 *
 * Counts the rows in which anything is written.
 *
 * Returns: how many
 */
guint
heed_filled_form_get_n_filled (HeedFilledForm *self,
                               const char     *path)
{
  guint position;

  return heed_filled_form_find_position (self, path, &position) ? count_filled_rows (self, position) : 0;
}

/**
 * heed_filled_form_get_progress: (skip)
 * @self: a filled form
 * @path: (nullable): count only below this path; %NULL counts all
 *
 * Counts what is asked and what is answered. What is optional does not count, and
 * neither do words that say more of a rating, which stand in a group with it;
 * of a list count the rows that it asks for at least, wherever they are
 * written; a repeated group beyond those asked for counts once anything is
 * written in it.
 *
 * Returns: the progress
 */
HeedProgress
heed_filled_form_get_progress (HeedFilledForm *self,
                               const char     *path)
{
  HeedProgress progress = { 0, 0 };
  guint first = 0, end = heed_filled_form_get_n_nodes (self);

  if (path != NULL && heed_filled_form_find_position (self, path, &first))
    end = heed_filled_form_find_next (self, first);

  for (guint i = first; i < end; i++)
    {
      const HeedFilledFormNode *node = heed_filled_form_get_node (self, i);
      gboolean is_list = heed_field_get_field_type (node->field) == HEED_FIELD_LIST;
      guint wanted = is_list ? (guint) heed_field_get_min (node->field) : 1;

      if (!node->counted || (path != NULL && !is_at (node->path, path)))
        continue;

      progress.total += wanted;
      progress.answered += is_list ? MIN (wanted, count_filled_rows (self, i)) : !heed_text_is_blank (node->value);
    }

  return progress;
}

/**
 * heed_filled_form_dup_excerpt:
 * @self: a filled form
 * @length: how many characters at most
 *
 * Gets the first words that somebody wrote, in reading order, on one line.
 *
 * Returns: (transfer full): the excerpt, empty where there are no words
 */
char *
heed_filled_form_dup_excerpt (HeedFilledForm *self,
                              guint           length)
{
  g_autoptr (GString) words = g_string_new (NULL);

  for (guint i = 0; i < heed_filled_form_get_n_nodes (self) && words->len < length * 4; i++)
    {
      const HeedFilledFormNode *node = heed_filled_form_get_node (self, i);
      g_autofree char *some = NULL;

      if (!heed_field_is_words (node->field) || heed_text_is_blank (node->value))
        continue;

      some = heed_text_excerpt (node->value, length);
      if (words->len > 0)
        g_string_append (words, " · ");
      g_string_append (words, some);
    }

  return heed_text_excerpt (words->str, length);
}

/**
 * heed_filled_form_get_mean_rating:
 * @self: a filled form
 *
 * Works out the mean of all ratings that were given.
 *
 * Returns: the mean; NAN where nothing is rated
 */
double
heed_filled_form_get_mean_rating (HeedFilledForm *self)
{
  double sum = 0, rating;
  guint count = 0;

  for (guint i = 0; i < heed_filled_form_get_n_nodes (self); i++)
    {
      const HeedFilledFormNode *node = heed_filled_form_get_node (self, i);

      if (heed_field_get_field_type (node->field) == HEED_FIELD_RATING && node->value != NULL &&
          heed_number_parse (node->value, &rating))
        {
          sum += rating;
          count++;
        }
    }

  return count > 0 ? sum / count : NAN;
}

/**
 * heed_filled_form_dup_unanswered:
 * @self: a filled form
 * @after: (nullable): a path; %NULL begins at the top
 *
 * Finds the next place after @after that counts toward progress and has no
 * answer; after the last, it goes on at the top and ends at @after itself. Of a
 * list with too few rows filled in, each blank row is such a place.
 *
 * Returns: (transfer full) (nullable): its path, or %NULL where all is answered
 */
char *
heed_filled_form_dup_unanswered (HeedFilledForm *self,
                                 const char     *after)
{
  guint n_nodes = heed_filled_form_get_n_nodes (self);
  guint start = find_start (self, after);
  const HeedFilledFormNode *list = NULL;
  const char *first = NULL;

  for (guint i = 0; i < n_nodes; i++)
    {
      const HeedFilledFormNode *node = heed_filled_form_get_node (self, i);

      if (heed_field_get_field_type (node->field) == HEED_FIELD_LIST && node->index == 0)
        list = node;
      if (!is_unanswered (self, node, list))
        continue;
      if (i >= start)
        return g_strdup (node->path);
      if (first == NULL)
        first = node->path;
    }

  return g_strdup (first);
}
