/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Makes a record of the tree of one entry. Every member is looked at before
 * it is used; whichever is not what it should be is named. */

#include "heed-json-decoder.h"

#include "heed-answer.h"
#include "heed-filled-form.h"
#include "heed-json-time.h"
#include "heed-text.h"

#include <math.h>
#include <string.h>

typedef struct
{
  GHashTable *unknown; /* names of members that are not known; may be NULL */
  guint answer; /* the number of the answer being read, 0 outside of them */
  char *wrong;  /* the member that made it stop */
} Decoder;

static const char * const entry_members[] = {
  "id", "workbook", "workbookVersion", "form", "formTitle", "item", "itemTitle", "title", "tags", "created", "modified",
  "completed", "deleted", "answers", NULL
};
static const char * const answer_members[] = { "path", "prompt", "type", "scale", "value", "text", "modified", NULL };

static gboolean
refuse (Decoder    *self,
        const char *member)
{
  self->wrong = self->answer > 0 ? g_strdup_printf ("answers/%u/%s", self->answer, member)
                                 : g_strdup (member);
  return FALSE;
}

/* A text that must be there and must not be empty. */
static gboolean
read_id (Decoder     *self,
         JsonObject  *object,
         const char  *member,
         const char **id)
{
  *id = heed_json_get_string (json_object_get_member (object, member));
  return (*id != NULL && **id != '\0') || refuse (self, member);
}

/* A text that may be missing. */
static gboolean
read_text (Decoder     *self,
           JsonObject  *object,
           const char  *member,
           const char **text)
{
  *text = heed_json_get_string (json_object_get_member (object, member));
  return *text != NULL || !json_object_has_member (object, member) || refuse (self, member);
}

static gboolean
check_texts (Decoder           *self,
             JsonObject        *object,
             const char *const *members)
{
  for (guint i = 0; members[i] != NULL; i++)
    {
      const char *text;

      if (!read_text (self, object, members[i], &text))
        return FALSE;
    }

  return TRUE;
}

static gboolean
read_time (Decoder       *self,
           JsonObject    *object,
           const char    *member,
           HeedTimestamp *stamp)
{
  const char *text = heed_json_get_string (json_object_get_member (object, member));

  return (text != NULL && heed_json_time_parse (text, stamp)) || refuse (self, member);
}

/* The answer as it is kept; the empty text stands for one that was erased. */
static char *
dup_value (JsonNode *node)
{
  double number;

  if (node == NULL)
    return NULL;
  if (JSON_NODE_HOLDS_NULL (node))
    return g_strdup ("");
  if (json_node_get_value_type (node) == G_TYPE_STRING)
    return json_node_dup_string (node);
  if (json_node_get_value_type (node) == G_TYPE_INT64)
    return g_strdup_printf ("%" G_GINT64_FORMAT, json_node_get_int (node));
  if (json_node_get_value_type (node) != G_TYPE_DOUBLE)
    return NULL;

  number = json_node_get_double (node);
  return isfinite (number) ? heed_number_format (number) : NULL;
}

static gboolean
check_scale (Decoder    *self,
             JsonObject *object)
{
  JsonNode *node = json_object_get_member (object, "scale");

  return node == NULL || JSON_NODE_HOLDS_OBJECT (node) || refuse (self, "scale");
}

static gboolean
read_answer (Decoder           *self,
             JsonObject        *object,
             HeedRecordBuilder *builder)
{
  static const char *const texts[] = { "prompt", "text", "type", NULL };
  g_autofree char *value = NULL;
  const char *path;
  HeedTimestamp modified;

  if (!read_id (self, object, "path", &path) ||
      !check_texts (self, object, texts) ||
      !check_scale (self, object) ||
      !read_time (self, object, "modified", &modified))
    return FALSE;

  value = dup_value (json_object_get_member (object, "value"));
  if (value == NULL)
    return refuse (self, "value");

  heed_json_find_unknown (object, answer_members, "answers/", self->unknown);
  heed_record_builder_set_answer (builder, path, value, modified.utc);
  return TRUE;
}

static JsonArray *
get_array (JsonObject *object,
           const char *member)
{
  JsonNode *node = json_object_get_member (object, member);

  return node != NULL && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;
}

static gboolean
read_answers (Decoder           *self,
              JsonObject        *object,
              HeedRecordBuilder *builder)
{
  JsonArray *answers = get_array (object, "answers");

  if (answers == NULL)
    return refuse (self, "answers");

  for (guint i = 0; i < json_array_get_length (answers); i++)
    {
      JsonNode *node = json_array_get_element (answers, i);

      if (!JSON_NODE_HOLDS_OBJECT (node))
        return refuse (self, "answers");

      self->answer = i + 1;
      if (!read_answer (self, json_node_get_object (node), builder))
        return FALSE;
    }

  self->answer = 0;
  return TRUE;
}

static gboolean
read_tags (Decoder           *self,
           JsonObject        *object,
           HeedRecordBuilder *builder)
{
  g_autoptr (GPtrArray) tags = g_ptr_array_new ();
  JsonArray *array = get_array (object, "tags");

  if (array == NULL)
    return !json_object_has_member (object, "tags") || refuse (self, "tags");

  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      const char *tag = heed_json_get_string (json_array_get_element (array, i));

      if (tag == NULL)
        return refuse (self, "tags");
      g_ptr_array_add (tags, (gpointer) tag);
    }

  g_ptr_array_add (tags, NULL);
  heed_record_builder_set_tags (builder, (const char *const *) tags->pdata);
  return TRUE;
}

static gboolean
read_times (Decoder           *self,
            JsonObject        *object,
            HeedRecordBuilder *builder)
{
  HeedTimestamp created, modified, completed = HEED_TIMESTAMP_NEVER, deleted = HEED_TIMESTAMP_NEVER;

  if (!read_time (self, object, "created", &created) ||
      !read_time (self, object, "modified", &modified))
    return FALSE;
  if (json_object_has_member (object, "completed") &&
      !read_time (self, object, "completed", &completed))
    return FALSE;
  if (json_object_has_member (object, "deleted") &&
      !read_time (self, object, "deleted", &deleted))
    return FALSE;

  heed_record_builder_set_created (builder, created);
  heed_record_builder_set_modified (builder, modified);
  heed_record_builder_set_completed (builder, completed);
  heed_record_builder_set_deleted (builder, deleted);
  return TRUE;
}

/* The head of an entry, which is what a record cannot be without. */
static HeedRecordBuilder *
read_head (Decoder    *self,
           JsonObject *object)
{
  static const char *const texts[] = { "formTitle", "itemTitle", NULL };
  guint version = heed_json_get_count (json_object_get_member (object, "workbookVersion"));
  const char *id, *workbook, *form, *item, *title;
  HeedRecordBuilder *builder;

  if (!read_id (self, object, "id", &id) ||
      !read_id (self, object, "workbook", &workbook) ||
      !read_id (self, object, "form", &form) ||
      !read_text (self, object, "item", &item) ||
      !read_text (self, object, "title", &title) ||
      !check_texts (self, object, texts))
    return NULL;
  if (version == 0 || !g_uuid_string_is_valid (id))
    {
      refuse (self, version == 0 ? "workbookVersion" : "id");
      return NULL;
    }

  builder = heed_record_builder_new (id, workbook, version, form);
  heed_record_builder_set_item_id (builder, item);
  heed_record_builder_set_title (builder, title);
  return builder;
}

static HeedRecord *
decode_entry (Decoder    *self,
              JsonObject *object)
{
  g_autoptr (HeedRecordBuilder) builder = read_head (self, object);
  g_autoptr (HeedRecord) record = NULL;

  if (builder == NULL ||
      !read_tags (self, object, builder) ||
      !read_times (self, object, builder) ||
      !read_answers (self, object, builder))
    return NULL;
  heed_json_find_unknown (object, entry_members, "entries/", self->unknown);

  /* Of two answers at one path nobody knows which is meant. */
  record = heed_record_builder_end (g_steal_pointer (&builder));
  if (heed_record_get_n_answers (record) != json_array_get_length (get_array (object, "answers")))
    {
      refuse (self, "answers");
      return NULL;
    }

  return g_steal_pointer (&record);
}

/* The label of a field stands in the prompt behind what it is in, such as
 * “Situation 2: ”, which may be worded in another way than in today's @name. */
static const char *
find_label (const char *prompt,
            const char *name,
            const char *label)
{
  gsize before = g_str_has_suffix (name, label) ? strlen (name) - strlen (label) : 0;
  const char *found = prompt;

  if (strncmp (prompt, name, before) == 0)
    return prompt + before;

  for (const char *p = strstr (name, ": "); p != NULL && p < name + before; p = strstr (p + 2, ": "))
    {
      found = strstr (found, ": ");
      if (found == NULL)
        return prompt;
      found += 2;
    }

  return found;
}

/* What is there already stays. */
static void
note_label (GHashTable *labels,
            const char *place,
            const char *step,
            const char *label)
{
  g_autofree char *key = step != NULL ? g_strconcat (place, "/", step, NULL) : g_strdup (place);

  if (!heed_text_is_blank (label) && !g_hash_table_contains (labels, key))
    g_hash_table_insert (labels, g_steal_pointer (&key), g_strdup (label));
}

/* What a scale, or the option that was chosen, says. */
static void
note_words (GHashTable *labels,
            const char *place,
            JsonObject *answer)
{
  JsonNode *scale = json_object_get_member (answer, "scale");
  JsonNode *anchors = scale != NULL ? json_object_get_member (json_node_get_object (scale), "anchors") : NULL;
  const char *option = heed_json_get_string (json_object_get_member (answer, "value"));

  if (option != NULL)
    note_label (labels, place, option, heed_json_get_string (json_object_get_member (answer, "text")));
  if (anchors != NULL && JSON_NODE_HOLDS_OBJECT (anchors))
    {
      JsonObjectIter iter;
      const char *value;
      JsonNode *label;

      json_object_iter_init (&iter, json_node_get_object (anchors));
      while (json_object_iter_next (&iter, &value, &label))
        note_label (labels, place, value, heed_json_get_string (label));
    }
}

/**
 * heed_json_get_string:
 * @node: (nullable): a value
 *
 * Gets a text that may be anything else.
 *
 * Returns: (nullable): the text, owned by @node; %NULL if it is none
 */
const char *
heed_json_get_string (JsonNode *node)
{
  return node != NULL && json_node_get_value_type (node) == G_TYPE_STRING ? json_node_get_string (node) : NULL;
}

/**
 * heed_json_get_count:
 * @node: (nullable): a value
 *
 * Gets a whole number from 1 that may be anything else.
 *
 * Returns: the number; 0 if it is none, or over `G_MAXINT`
 */
guint
heed_json_get_count (JsonNode *node)
{
  gint64 count = node != NULL && json_node_get_value_type (node) == G_TYPE_INT64 ? json_node_get_int (node) : 0;

  return count > 0 && count <= G_MAXINT ? (guint) count : 0;
}

/**
 * heed_json_find_unknown:
 * @object: an object
 * @known: (array zero-terminated=1): the members that it may have
 * @prefix: where the object stands, such as `answers/`
 * @unknown: (nullable) (element-type utf8): a set
 *
 * Puts the names of other members into @unknown.
 */
void
heed_json_find_unknown (JsonObject         *object,
                        const char * const *known,
                        const char         *prefix,
                        GHashTable         *unknown)
{
  JsonObjectIter iter;
  const char *member;

  if (unknown == NULL)
    return;

  json_object_iter_init (&iter, object);
  while (json_object_iter_next (&iter, &member, NULL))
    if (!g_strv_contains (known, member))
      g_hash_table_add (unknown, g_strconcat (prefix, member, NULL));
}

/**
 * heed_json_decode:
 * @node: an entry as JSON
 * @unknown: (nullable) (element-type utf8): a set in which to put the names of
 *   members that are not known, such as `answers/certainty`
 * @wrong: (out): the member that is not what it should be, such as
 *   `answers/2/path`; set only on failure
 *
 * Makes an entry of JSON.
 *
 * Returns: (transfer full) (nullable): the entry, or %NULL
 */
HeedRecord *
heed_json_decode (JsonNode    *node,
                  GHashTable  *unknown,
                  char       **wrong)
{
  Decoder decoder = { .unknown = unknown };
  HeedRecord *record = NULL;

  if (JSON_NODE_HOLDS_OBJECT (node))
    record = decode_entry (&decoder, json_node_get_object (node));
  else
    refuse (&decoder, "entries");

  if (record == NULL)
    *wrong = g_steal_pointer (&decoder.wrong);
  return record;
}

/**
 * heed_json_note_labels:
 * @node: what heed_json_decode() made @record of
 * @record: an entry
 * @form: its form, as it is today
 * @labels: (element-type utf8 utf8): where to put what was asked, as
 *   heed_workbook_dup_relabeled() takes it
 *
 * Finds what was asked in the prompts beside the answers. Rows of a list have prompts
 * that do not tell the label of the list.
 */
void
heed_json_note_labels (JsonNode   *node,
                       HeedRecord *record,
                       HeedForm   *form,
                       GHashTable *labels)
{
  JsonObject *object = json_node_get_object (node);
  JsonArray *answers = get_array (object, "answers");
  g_autoptr (HeedFilledForm) filled = heed_filled_form_new (form, record);

  note_label (labels, heed_form_get_id (form), NULL, heed_json_get_string (json_object_get_member (object, "formTitle")));
  for (guint i = 0; i < json_array_get_length (answers); i++)
    {
      JsonObject *answer = json_array_get_object_element (answers, i);
      const char *path = json_object_get_string_member (answer, "path");
      const char *prompt = heed_json_get_string (json_object_get_member (answer, "prompt"));
      const HeedFilledFormNode *question = heed_filled_form_find (filled, path);
      g_autoptr (GString) place = g_string_new (heed_form_get_id (form));
      g_auto (GStrv) steps = g_strsplit (path, "/", -1);

      if (prompt == NULL || question == NULL || question->index > 0)
        continue;

      for (guint j = 0; steps[j] != NULL; j++)
        if (!g_ascii_isdigit (*steps[j]))
          g_string_append_printf (place, "/%s", steps[j]);
      note_label (labels, place->str, NULL, find_label (prompt, question->name, question->label));
      note_words (labels, place->str, answer);
    }
}
