/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Makes one entry the tree that stands for it in the export. */

#include "heed-json-encoder.h"

#include "heed-answer.h"
#include "heed-json-form.h"
#include "heed-json-time.h"
#include "heed-wording.h"

#include <string.h>

struct _HeedJsonEncoder
{
  HeedWorkbook *workbook;
  GHashTable *sheets; /* of HeedJsonForm, by HeedForm; NULL is a key */
  HeedJsonClock clock;
  GArray *answers; /* of the entry at hand */
};

/* One answer on its way into the order of the form. */
typedef struct
{
  const HeedJsonQuestion *question;
  const char *path;
  const char *value;
  gint64 modified;
} Answer;

static int
compare_answers (gconstpointer a,
                 gconstpointer b)
{
  return strcmp (((const Answer *) a)->question->order, ((const Answer *) b)->question->order);
}

static void
add_text (JsonObject *object,
          const char *member,
          const char *text)
{
  if (text != NULL)
    json_object_set_member (object, member, heed_json_text_new (text));
}

static void
add_time (HeedJsonEncoder *self,
          JsonObject      *object,
          const char      *member,
          HeedTimestamp    stamp)
{
  char buffer[HEED_JSON_TIME_SIZE];

  json_object_set_string_member (object, member, heed_json_time_format (&self->clock, stamp, buffer));
}

/* Makes @value a number if reading that number gives @value back, letter by
 * letter; NULL otherwise. */
static JsonNode *
new_number (const char *value)
{
  g_autofree char *text = NULL;
  double number;

  if (strlen (value) > 15 || !heed_number_parse (value, &number))
    return NULL;

  text = heed_number_format (number);
  if (!g_str_equal (text, value) || strspn (value, "-.0123456789") < strlen (value))
    return NULL;

  if (strchr (value, '.') != NULL)
    return json_node_init_double (json_node_alloc (), number);

  return g_str_equal (value, "-0") ? NULL : json_node_init_int (json_node_alloc (), (gint64) number);
}

static JsonNode *
new_value (const Answer *answer)
{
  HeedField *field = answer->question->field;
  JsonNode *number = NULL;

  if (*answer->value == '\0')
    return json_node_new (JSON_NODE_NULL);

  if (field != NULL && heed_field_is_number (field))
    number = new_number (answer->value);

  return number != NULL ? number : heed_json_text_new (answer->value);
}

/* What a person reads in place of the id of an option. */
static void
set_label (JsonObject   *object,
           HeedRecord   *record,
           const Answer *answer)
{
  g_autofree char *label = heed_field_format_answer (answer->question->field, record, answer->path);

  if (label != NULL && !g_str_equal (label, answer->value))
    add_text (object, "text", label);
  else
    json_object_remove_member (object, "text");
}

/* Fills in the one object that each entry has at this path. */
static JsonObject *
fill_answer (HeedJsonEncoder *self,
             HeedRecord      *record,
             const Answer    *answer)
{
  JsonObject *object = answer->question->answer;
  HeedTimestamp modified = { answer->modified, 0 };

  json_object_set_member (object, "value", new_value (answer));
  if (answer->question->choice)
    set_label (object, record, answer);
  add_time (self, object, "modified", modified);
  return json_object_ref (object);
}

static JsonArray *
new_answers (HeedJsonEncoder *self,
             HeedJsonForm    *sheet,
             HeedRecord      *record)
{
  guint count = heed_record_get_n_answers (record);
  JsonArray *array = json_array_sized_new (count);

  g_array_set_size (self->answers, 0);
  for (guint i = 0; i < count; i++)
    {
      Answer answer;

      heed_record_get_nth_answer (record, i, &answer.path, &answer.value, &answer.modified);
      answer.question = heed_json_form_find (sheet, answer.path);
      g_array_append_val (self->answers, answer);
    }

  g_array_sort (self->answers, compare_answers);
  for (guint i = 0; i < count; i++)
    json_array_add_object_element (array, fill_answer (self, record, &g_array_index (self->answers, Answer, i)));

  return array;
}

static JsonArray *
new_tags (HeedRecord *record)
{
  const char *const *tags = heed_record_get_tags (record);
  JsonArray *array = json_array_new ();

  for (guint i = 0; tags[i] != NULL; i++)
    json_array_add_element (array, heed_json_text_new (tags[i]));

  return array;
}

/* The sheet of @record's form, with its questions ready. */
static HeedJsonForm *
get_sheet (HeedJsonEncoder *self,
           HeedRecord      *record)
{
  HeedForm *form = heed_wording_find_form (self->workbook, record);
  HeedJsonForm *sheet = g_hash_table_lookup (self->sheets, form);

  if (sheet == NULL)
    {
      sheet = heed_json_form_new (form);
      g_hash_table_insert (self->sheets, form, sheet);
    }

  heed_json_form_prepare (sheet, record);
  return sheet;
}

static void
add_item (HeedJsonEncoder *self,
          JsonObject      *object,
          HeedRecord      *record)
{
  HeedItem *item = heed_wording_find_item (self->workbook, record);

  add_text (object, "item", heed_record_get_item_id (record));
  if (item != NULL)
    add_text (object, "itemTitle", heed_item_get_title (item));
}

static void
add_times (HeedJsonEncoder *self,
           JsonObject      *object,
           HeedRecord      *record)
{
  add_time (self, object, "created", heed_record_get_created (record));
  add_time (self, object, "modified", heed_record_get_modified (record));
  if (heed_timestamp_is_set (heed_record_get_completed (record)))
    add_time (self, object, "completed", heed_record_get_completed (record));
  if (heed_timestamp_is_set (heed_record_get_deleted (record)))
    add_time (self, object, "deleted", heed_record_get_deleted (record));
}

/**
 * heed_json_encoder_new:
 * @workbook: the workbook that gives the prompts
 *
 * Makes an encoder. It may be used on any one thread.
 *
 * Returns: (transfer full): the encoder
 */
HeedJsonEncoder *
heed_json_encoder_new (HeedWorkbook *workbook)
{
  HeedJsonEncoder *self = g_new0 (HeedJsonEncoder, 1);

  self->workbook = g_object_ref (workbook);
  self->sheets = g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify) heed_json_form_free);
  self->answers = g_array_new (FALSE, FALSE, sizeof (Answer));
  return self;
}

/**
 * heed_json_encoder_free:
 * @self: (transfer full): an encoder
 *
 * Drops an encoder.
 */
void
heed_json_encoder_free (HeedJsonEncoder *self)
{
  g_array_unref (self->answers);
  g_hash_table_unref (self->sheets);
  g_object_unref (self->workbook);
  g_free (self);
}

/**
 * heed_json_encoder_encode:
 * @self: an encoder
 * @record: an entry
 *
 * Makes an entry JSON. Parts of the object are used for the next entry again:
 * drop it before that is encoded.
 *
 * Returns: (transfer full): the entry
 */
JsonObject *
heed_json_encoder_encode (HeedJsonEncoder *self,
                          HeedRecord      *record)
{
  HeedJsonForm *sheet = get_sheet (self, record);
  JsonObject *object = json_object_new ();

  add_text (object, "id", heed_record_get_id (record));
  add_text (object, "workbook", heed_record_get_workbook_id (record));
  json_object_set_int_member (object, "workbookVersion", heed_record_get_workbook_version (record));
  add_text (object, "form", heed_record_get_form_id (record));
  add_text (object, "formTitle", heed_json_form_get_title (sheet));
  add_item (self, object, record);
  add_text (object, "title", heed_record_get_title (record));
  json_object_set_array_member (object, "tags", new_tags (record));
  add_times (self, object, record);
  json_object_set_array_member (object, "answers", new_answers (self, sheet, record));
  return object;
}
