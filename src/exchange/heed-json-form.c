/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The questions of a form, ready to be written beside the answers. */

#include "heed-json-form.h"

#include "heed-answer.h"
#include "heed-filled-form.h"

#include <glib/gi18n.h>
#include <string.h>

/* Paths come from entries, and a damaged journal may hold any number of them:
 * beyond this many the sheet starts over. */
#define MAX_QUESTIONS 4096

struct _HeedJsonForm
{
  HeedForm *form; /* NULL stands for every form that the workbook lacks */
  GHashTable *questions; /* of HeedJsonQuestion, by path */
};

static void
free_question (gpointer data)
{
  HeedJsonQuestion *question = data;

  g_free (question->order);
  json_object_unref (question->answer);
  g_clear_object (&question->field);
  g_free (question);
}

static const char *
get_last_step (const char *path)
{
  const char *slash = strrchr (path, '/');

  return slash != NULL ? slash + 1 : path;
}

static const char *
get_type_name (HeedField  *field,
               const char *path)
{
  HeedFieldType type = heed_field_get_field_type (field);
  const char *step = get_last_step (path);
  gboolean row = type == HEED_FIELD_LIST && g_ascii_isdigit (*step);
  gboolean own_words = type == HEED_FIELD_CHOICE && !g_str_equal (step, heed_field_get_id (field));

  return row || own_words ? "text" : heed_field_get_type_name (field);
}

static JsonObject *
new_scale (HeedField *field)
{
  JsonObject *scale = json_object_new ();
  JsonObject *anchors = json_object_new ();
  int min = (int) heed_field_get_min (field);
  int max = (int) heed_field_get_max (field);

  for (int value = min; value <= max; value++)
    {
      const char *anchor = heed_field_get_anchor (field, value);
      char name[16];

      g_snprintf (name, sizeof name, "%d", value);
      if (anchor != NULL)
        json_object_set_string_member (anchors, name, anchor);
    }

  json_object_set_int_member (scale, "min", min);
  json_object_set_int_member (scale, "max", max);
  json_object_set_object_member (scale, "anchors", anchors);
  return scale;
}

/* Moves @group to the field that @id names in it. */
static guint
enter_field (HeedForm   *form,
             HeedField **group,
             const char *id)
{
  HeedField *around = *group;
  guint count = around != NULL ? heed_field_get_n_fields (around) : heed_form_get_n_fields (form);

  for (guint i = 0; i < count; i++)
    {
      HeedField *field = around != NULL ? heed_field_get_field (around, i) : heed_form_get_field (form, i);

      if (g_str_equal (heed_field_get_id (field), id))
        {
          *group = field;
          return i;
        }
    }

  return 0;
}

/* The way to the field as numbers of one width. A group's own path is shorter
 * than what is in it and so comes first. */
static char *
make_order (HeedForm   *form,
            const char *path)
{
  g_autoptr (GString) order = g_string_new (NULL);
  g_auto (GStrv) steps = g_strsplit (path, "/", -1);
  HeedField *field = NULL;

  for (guint i = 0; steps[i] != NULL; i++)
    {
      guint64 position = g_ascii_isdigit (*steps[i]) ? g_ascii_strtoull (steps[i], NULL, 10)
                                                     : enter_field (form, &field, steps[i]);

      g_string_append_printf (order, "%08" G_GINT64_MODIFIER "u", position);
    }

  return g_string_free (g_steal_pointer (&order), FALSE);
}

/* The members stand in the order in which they are to be read. */
static JsonObject *
new_answer (HeedField  *field,
            const char *path,
            const char *prompt)
{
  JsonObject *answer = json_object_new ();
  const char *type = field != NULL ? get_type_name (field, path) : "unknown";

  json_object_set_member (answer, "path", heed_json_text_new (path));
  if (prompt != NULL)
    json_object_set_string_member (answer, "prompt", prompt);
  json_object_set_string_member (answer, "type", type);
  json_object_set_null_member (answer, "value");
  if (g_str_equal (type, "choice"))
    json_object_set_null_member (answer, "text");
  if (g_str_equal (type, "rating"))
    json_object_set_object_member (answer, "scale", new_scale (field));
  json_object_set_null_member (answer, "modified");
  return answer;
}

static HeedJsonQuestion *
add_question (HeedJsonForm *self,
              HeedField    *field,
              const char   *path,
              const char   *prompt)
{
  HeedJsonQuestion *question = g_new0 (HeedJsonQuestion, 1);

  question->answer = new_answer (field, path, prompt);
  if (field != NULL)
    {
      question->field = g_object_ref (field);
      question->order = make_order (self->form, path);
      question->choice = g_str_equal (get_type_name (field, path), "choice");
    }
  else
    {
      question->order = g_strconcat ("~", path, NULL);
    }

  g_hash_table_replace (self->questions, g_strdup (path), question);
  return question;
}

static void
add_filled_form (HeedJsonForm *self,
                 HeedRecord   *record)
{
  g_autoptr (HeedFilledForm) filled = heed_filled_form_new (self->form, record);

  for (guint i = 0; i < heed_filled_form_get_n_nodes (filled); i++)
    {
      const HeedFilledFormNode *node = heed_filled_form_get_node (filled, i);

      if (!g_hash_table_contains (self->questions, node->path))
        add_question (self, node->field, node->path, node->name);
    }
}

/* What a filled form has no place for although the form knows it: how often a
 * group is repeated, the writer's own words for a choice, a second look at a
 * rating, a part taken out. */
static char *
make_prompt (HeedJsonForm *self,
             HeedField    *field,
             const char   *path)
{
  const char *step = get_last_step (path);
  g_autofree char *above = g_strndup (path, (gsize) MAX (step - path - 1, 0));
  const HeedJsonQuestion *question = g_hash_table_lookup (self->questions, above);
  const char *prompt = heed_field_get_label (field);

  if (question != NULL && question->field == field)
    prompt = json_object_get_string_member (question->answer, "prompt");
  if (heed_field_get_field_type (field) != HEED_FIELD_RATING || !g_str_equal (step, HEED_RATING_THEN))
    return g_strdup (prompt);

  /* Translators: what is rated, and a question about it that looks back. */
  return g_strdup_printf (C_("second rating", "%s: %s"), prompt, heed_then_get_question ());
}

static gboolean
knows_all (HeedJsonForm *self,
           HeedRecord   *record)
{
  for (guint i = 0; i < heed_record_get_n_answers (record); i++)
    {
      const char *path;

      heed_record_get_nth_answer (record, i, &path, NULL, NULL);
      if (!g_hash_table_contains (self->questions, path))
        return FALSE;
    }

  return TRUE;
}

/**
 * heed_json_text_new:
 * @text: a text, which ought to be UTF-8
 *
 * Makes a text a JSON value. Bytes that are not UTF-8, which only a damaged
 * journal has, become U+FFFD, so that the export is JSON whatever happens.
 *
 * Returns: (transfer full): the value
 */
JsonNode *
heed_json_text_new (const char *text)
{
  g_autofree char *valid = NULL;

  if (!g_utf8_validate (text, -1, NULL))
    text = valid = g_utf8_make_valid (text, -1);

  return json_node_init_string (json_node_alloc (), text);
}

/**
 * heed_json_form_new:
 * @form: (nullable): a form; %NULL for one that the workbook lacks
 *
 * Starts the sheet of a form.
 *
 * Returns: (transfer full): the sheet
 */
HeedJsonForm *
heed_json_form_new (HeedForm *form)
{
  HeedJsonForm *self = g_new0 (HeedJsonForm, 1);

  self->form = form != NULL ? g_object_ref (form) : NULL;
  self->questions = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, free_question);
  return self;
}

/**
 * heed_json_form_free:
 * @self: (transfer full): a sheet
 *
 * Drops a sheet.
 */
void
heed_json_form_free (HeedJsonForm *self)
{
  g_hash_table_unref (self->questions);
  g_clear_object (&self->form);
  g_free (self);
}

/**
 * heed_json_form_get_title:
 * @self: a sheet
 *
 * Gets the title of the form.
 *
 * Returns: (nullable): the title; %NULL if the workbook lacks the form
 */
const char *
heed_json_form_get_title (HeedJsonForm *self)
{
  return self->form != NULL ? heed_form_get_title (self->form) : NULL;
}

/**
 * heed_json_form_prepare:
 * @self: a sheet
 * @record: an entry of that form
 *
 * Makes sure that the questions of @record are there. Questions that were
 * found before may be gone afterwards.
 */
void
heed_json_form_prepare (HeedJsonForm *self,
                        HeedRecord   *record)
{
  if (g_hash_table_size (self->questions) > MAX_QUESTIONS)
    g_hash_table_remove_all (self->questions);

  if (self->form != NULL && !knows_all (self, record))
    add_filled_form (self, record);
}

/**
 * heed_json_form_find:
 * @self: a sheet that has been prepared for the entry
 * @path: where an answer is kept
 *
 * Looks a question up. A path that the form does not know gets one as well.
 *
 * Returns: (transfer none): the question, owned by @self
 */
const HeedJsonQuestion *
heed_json_form_find (HeedJsonForm *self,
                     const char   *path)
{
  const HeedJsonQuestion *question = g_hash_table_lookup (self->questions, path);
  g_autofree char *prompt = NULL;
  HeedField *field;

  if (question != NULL)
    return question;

  field = self->form != NULL ? heed_form_find_path (self->form, path) : NULL;
  prompt = field != NULL ? make_prompt (self, field, path) : NULL;
  return add_question (self, field, path, prompt);
}
