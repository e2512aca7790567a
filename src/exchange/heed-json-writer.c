/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Writes a journal as JSON, which data/journal.schema.json describes. Each entry
 * becomes a tree of its own, is written and forgotten. What an export says about every
 * answer at one path of one form is worked out once, and filled in anew for each
 * entry. Pictures come after all entries, in pieces. */

#include "heed-exporter.h"

#include "heed-answer.h"
#include "heed-config.h"
#include "heed-filled-form.h"
#include "heed-json-format.h"
#include "heed-json-time.h"
#include "heed-picture.h"
#include "heed-wording.h"

#include <glib/gi18n.h>
#include <json-glib/json-glib.h>
#include <string.h>

/* Paths come from entries, and a damaged journal may hold any number of them:
 * beyond this many a sheet starts over. */
#define MAX_QUESTIONS 4096

/* An entry is generated inside of these, so that it is indented as it stands
 * in the file. */
#define ENTRIES_OPENING "{\n  \"entries\" : ["
#define ENTRIES_CLOSING "\n  ]\n}"

/* A form as the export needs it. */
typedef struct
{
  HeedForm *form; /* NULL stands for every form that the workbook lacks */
  GHashTable *questions; /* of Question, by path */
} Sheet;

typedef struct
{
  char *order; /* sorts the questions as the form asks them; those that it does not know come last */
  HeedField *field; /* NULL if the form does not know it */
  gboolean choice; /* whether the answer is the id of an option */
  JsonObject *answer; /* complete but for its value, text and time */
} Question;

/* One answer on its way into the order of the form. */
typedef struct
{
  const Question *question;
  const char *path;
  const char *value;
  gint64 modified;
} Answer;

typedef struct
{
  HeedWorkbook *workbook;
  GHashTable *sheets; /* of Sheet, by HeedForm; NULL is a key */
  HeedJsonClock clock;
  GArray *answers; /* of the entry at hand */
  JsonGenerator *generator;
  JsonArray *entries; /* the generator's; holds one at a time */
  GString *generated;
  guint n_entries;
  gboolean has_pictures;
  GPtrArray *editions; /* of HeedWorkbook: those that the entries were written in */
} Writer;

/* Bytes that are not UTF-8, which only a damaged journal has, become U+FFFD, so that
 * the export is JSON whatever happens. */
static JsonNode *
new_text (const char *text)
{
  g_autofree char *valid = NULL;

  if (!g_utf8_validate (text, -1, NULL))
    text = valid = g_utf8_make_valid (text, -1);

  return json_node_init_string (json_node_alloc (), text);
}

static void
free_question (gpointer data)
{
  Question *question = data;

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

/* What no form asks: a picture, and the words beside it. */
static const char *
get_picture_prompt (const char *path)
{
  if (heed_picture_is_path (path))
    return _("Picture");

  return heed_picture_is_description (path) ? _("What the picture shows") : NULL;
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
enter_field (HeedForm    *form,
             HeedField  **group,
             const char  *id)
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

  if (heed_picture_is_description (path))
    type = "text";
  json_object_set_member (answer, "path", new_text (path));
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

static Question *
add_question (Sheet      *self,
              HeedField  *field,
              const char *path,
              const char *prompt)
{
  Question *question = g_new0 (Question, 1);

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
add_filled_form (Sheet      *self,
                 HeedRecord *record)
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
make_prompt (Sheet      *self,
             HeedField  *field,
             const char *path)
{
  const char *step = get_last_step (path);
  g_autofree char *above = g_strndup (path, (gsize) MAX (step - path - 1, 0));
  const Question *question = g_hash_table_lookup (self->questions, above);
  const char *prompt = heed_field_get_label (field);

  if (question != NULL && question->field == field)
    prompt = json_object_get_string_member (question->answer, "prompt");
  if (heed_field_get_field_type (field) != HEED_FIELD_RATING || !g_str_equal (step, HEED_RATING_THEN))
    return g_strdup (prompt);

  /* Translators: what is rated, and a question about it that looks back. */
  return g_strdup_printf (C_("second rating", "%s: %s"), prompt, heed_then_get_question ());
}

static void
free_sheet (gpointer data)
{
  Sheet *self = data;

  g_hash_table_unref (self->questions);
  g_clear_object (&self->form);
  g_free (self);
}

/* A path that the form does not know gets a question as well. */
static const Question *
find_question (Sheet      *self,
               const char *path)
{
  const Question *question = g_hash_table_lookup (self->questions, path);
  g_autofree char *prompt = NULL;
  HeedField *field;

  if (question != NULL)
    return question;

  field = self->form != NULL ? heed_form_find_path (self->form, path) : NULL;
  prompt = field != NULL ? make_prompt (self, field, path) : g_strdup (get_picture_prompt (path));
  return add_question (self, field, path, prompt);
}

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
    json_object_set_member (object, member, new_text (text));
}

static void
add_time (Writer        *self,
          JsonObject    *object,
          const char    *member,
          HeedTimestamp  stamp)
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

  return number != NULL ? number : new_text (answer->value);
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

/* What a damaged journal may have in the place of a picture is none. */
static const char *
get_picture_type (const char *value)
{
  return *value == '\0' || heed_picture_is_content (value) ? "picture" : "unknown";
}

/* Fills in the one object that each entry has at this path. */
static JsonObject *
fill_answer (Writer       *self,
             HeedRecord   *record,
             const Answer *answer)
{
  JsonObject *object = answer->question->answer;
  HeedTimestamp modified = { answer->modified, 0 };

  json_object_set_member (object, "value", new_value (answer));
  if (answer->question->choice)
    set_label (object, record, answer);
  if (heed_picture_is_path (answer->path))
    json_object_set_string_member (object, "type", get_picture_type (answer->value));
  add_time (self, object, "modified", modified);
  return json_object_ref (object);
}

static JsonArray *
new_answers (Writer     *self,
             Sheet      *sheet,
             HeedRecord *record)
{
  guint count = heed_record_get_n_answers (record);
  JsonArray *array = json_array_sized_new (count);
  gboolean filled = sheet->form == NULL;

  g_array_set_size (self->answers, 0);
  for (guint i = 0; i < count; i++)
    {
      Answer answer;

      heed_record_get_nth_answer (record, i, &answer.path, &answer.value, &answer.modified);
      if (!filled && get_picture_prompt (answer.path) == NULL &&
          !g_hash_table_contains (sheet->questions, answer.path))
        {
          add_filled_form (sheet, record);
          filled = TRUE;
        }
      answer.question = find_question (sheet, answer.path);
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
    json_array_add_element (array, new_text (tags[i]));

  return array;
}

/* The sheet of @record's form. Questions that were found before may be gone afterwards. */
static Sheet *
get_sheet (Writer     *self,
           HeedRecord *record)
{
  HeedForm *form = heed_wording_find_form (self->workbook, record);
  Sheet *sheet = g_hash_table_lookup (self->sheets, form);

  if (sheet == NULL)
    {
      sheet = g_new0 (Sheet, 1);
      g_set_object (&sheet->form, form);
      sheet->questions = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, free_question);
      g_hash_table_insert (self->sheets, form, sheet);
    }

  if (g_hash_table_size (sheet->questions) > MAX_QUESTIONS)
    g_hash_table_remove_all (sheet->questions);
  return sheet;
}

/* What is kept of the entry itself, and since when. */
static void
add_own (Writer     *self,
         JsonObject *object,
         HeedRecord *record)
{
  HeedTimestamp placed = { heed_record_get_answer_time (record, HEED_RECORD_CREATED), 0 };
  HeedTimestamp pinned = { heed_record_get_answer_time (record, HEED_RECORD_PINNED), 0 };

  if (placed.utc != HEED_RECORD_NEVER_ANSWERED)
    add_time (self, object, "createdChanged", placed);
  if (pinned.utc == HEED_RECORD_NEVER_ANSWERED)
    return;

  json_object_set_boolean_member (object, "pinned", heed_record_is_pinned (record));
  add_time (self, object, "pinnedChanged", pinned);
}

/* Parts of it are used for the next entry again: drop it before. */
static JsonObject *
new_entry (Writer     *self,
           HeedRecord *record)
{
  Sheet *sheet = get_sheet (self, record);
  JsonObject *object = json_object_new ();
  HeedItem *item = heed_wording_find_item (self->workbook, record);

  add_text (object, "id", heed_record_get_id (record));
  add_text (object, "workbook", heed_record_get_workbook_id (record));
  json_object_set_int_member (object, "workbookVersion", heed_record_get_workbook_version (record));
  add_text (object, "form", heed_record_get_form_id (record));
  add_text (object, "formTitle", sheet->form != NULL ? heed_form_get_title (sheet->form) : NULL);
  add_text (object, "item", heed_record_get_item_id (record));
  add_text (object, "itemTitle", item != NULL ? heed_item_get_title (item) : NULL);
  add_text (object, "title", heed_record_get_title (record));
  json_object_set_array_member (object, "tags", new_tags (record));
  add_time (self, object, "created", heed_record_get_created (record));
  add_time (self, object, "modified", heed_record_get_modified (record));
  if (heed_timestamp_is_set (heed_record_get_completed (record)))
    add_time (self, object, "completed", heed_record_get_completed (record));
  if (heed_timestamp_is_set (heed_record_get_deleted (record)))
    add_time (self, object, "deleted", heed_record_get_deleted (record));
  add_own (self, object, record);
  json_object_set_array_member (object, "answers", new_answers (self, sheet, record));
  return object;
}

/* Takes @object over. */
static void
generate (Writer     *self,
          JsonObject *object,
          GString    *text)
{
  g_autoptr (JsonNode) root = json_node_init_object (json_node_alloc (), object);

  json_object_unref (object);
  json_generator_set_root (self->generator, root);
  json_generator_to_gstring (self->generator, text);
}

/* What was asked, as the workbook's own files. */
static JsonObject *
new_wording (HeedWorkbook *edition)
{
  g_autoptr (GBytes) document = heed_workbook_dup_document (edition);
  gsize size;
  const char *data = g_bytes_get_data (document, &size);
  gsize length = strnlen (data, size);
  g_autofree char *file = g_strndup (data, length);
  g_autofree char *common = length < size ? g_strndup (data + length + 1, size - length - 1) : NULL;
  JsonObject *object = json_object_new ();

  json_object_set_string_member (object, "workbook", heed_workbook_get_id (edition));
  json_object_set_int_member (object, "version", heed_workbook_get_version (edition));
  json_object_set_member (object, "document", new_text (file));
  if (common != NULL)
    json_object_set_member (object, "commonForms", new_text (common));
  return object;
}

static gpointer
begin (HeedWorkbook *workbook,
       GString      *text,
       goffset      *stamp)
{
  Writer *self = g_new0 (Writer, 1);
  JsonObject *object = json_object_new ();
  JsonObject *named = json_object_new ();
  JsonArray *workbooks = json_array_new ();
  g_autoptr (JsonNode) root = json_node_new (JSON_NODE_OBJECT);
  char now[HEED_JSON_TIME_SIZE];

  self->workbook = g_object_ref (workbook);
  self->sheets = g_hash_table_new_full (NULL, NULL, NULL, free_sheet);
  self->answers = g_array_new (FALSE, FALSE, sizeof (Answer));
  self->generator = json_generator_new ();
  json_generator_set_pretty (self->generator, TRUE);
  json_generator_set_indent (self->generator, 2);
  self->generated = g_string_new (NULL);
  self->editions = g_ptr_array_new ();

  json_object_set_string_member (named, "id", heed_workbook_get_id (workbook));
  json_object_set_int_member (named, "version", heed_workbook_get_version (workbook));
  json_object_set_string_member (named, "title", heed_workbook_get_title (workbook));
  json_array_add_object_element (workbooks, named);
  json_object_set_string_member (object, "format", HEED_JSON_FORMAT);
  json_object_set_int_member (object, "formatVersion", HEED_JSON_FORMAT_VERSION);
  json_object_set_int_member (object, "formatMinorVersion", HEED_JSON_FORMAT_MINOR_VERSION);
  json_object_set_string_member (object, "exportedAt", heed_json_time_format (&self->clock, heed_timestamp_now (), now));
  json_object_set_string_member (object, "generator", "Heed " HEED_VERSION);
  json_object_set_array_member (object, "workbooks", workbooks);
  json_object_set_array_member (object, "entries", json_array_new ());
  generate (self, object, text);
  *stamp = strstr (text->str, now) - text->str;
  g_string_truncate (text, (gsize) (strrchr (text->str, '[') + 1 - text->str));

  /* The generator keeps the tree that each entry is put into. */
  object = json_object_new ();
  self->entries = json_array_ref (json_array_new ());
  json_object_set_array_member (object, "entries", self->entries);
  json_node_take_object (root, object);
  json_generator_set_root (self->generator, root);
  return self;
}

/* json-glib 1.6 forgets to escape U+001F, which JSON forbids to stand in a text;
 * nothing else that is generated has that byte. */
static void
add (gpointer    writer,
     HeedRecord *record,
     GString    *text)
{
  Writer *self = writer;
  HeedWorkbook *edition = heed_workbook_find_edition (self->workbook, heed_record_get_workbook_id (record),
                                                      heed_record_get_workbook_version (record));
  const char *start, *end, *found;

  if (edition != NULL && !g_ptr_array_find (self->editions, edition, NULL))
    g_ptr_array_add (self->editions, edition);

  json_array_add_object_element (self->entries, new_entry (self, record));
  g_string_truncate (self->generated, 0);
  json_generator_to_gstring (self->generator, self->generated);
  json_array_remove_element (self->entries, 0);

  if (self->n_entries++ > 0)
    g_string_append_c (text, ',');
  start = self->generated->str + strlen (ENTRIES_OPENING);
  end = self->generated->str + self->generated->len - strlen (ENTRIES_CLOSING);
  while ((found = memchr (start, 0x1f, (gsize) (end - start))) != NULL)
    {
      g_string_append_len (text, start, found - start);
      g_string_append (text, "\\u001f");
      start = found + 1;
    }
  g_string_append_len (text, start, end - start);
}

static void
end_array (Writer  *self,
           GString *text)
{
  g_string_append (text, self->n_entries > 0 ? "\n  ]" : "]");
}

/* Nothing here has to be escaped. */
static void
add_piece (gpointer       writer,
           const char    *content,
           gsize          size,
           gsize          offset,
           const guchar  *piece,
           gsize          length,
           GString       *text)
{
  Writer *self = writer;
  g_autofree char *data = g_base64_encode (piece, length);

  if (self->has_pictures)
    {
      g_string_append_c (text, ',');
    }
  else
    {
      end_array (self, text);
      g_string_append (text, ",\n  \"pictures\" : [");
    }

  self->has_pictures = TRUE;
  g_string_append_printf (text,
                          "\n    {\n      \"content\" : \"%s\",\n      \"size\" : %" G_GSIZE_FORMAT ",\n"
                          "      \"offset\" : %" G_GSIZE_FORMAT ",\n      \"data\" : \"", content, size, offset);
  g_string_append (text, data);
  g_string_append (text, "\"\n    }");
}

/* Only in the end it is known which editions were used. */
static void
end (gpointer  writer,
     GString  *text)
{
  Writer *self = writer;
  JsonObject *object;
  JsonArray *wordings;

  end_array (self, text);
  if (self->editions->len == 0)
    {
      g_string_append (text, "\n}\n");
      return;
    }

  object = json_object_new ();
  wordings = json_array_new ();
  for (guint i = 0; i < self->editions->len; i++)
    json_array_add_object_element (wordings, new_wording (g_ptr_array_index (self->editions, i)));
  json_object_set_array_member (object, "wordings", wordings);
  g_string_truncate (self->generated, 0);
  generate (self, object, self->generated);
  g_string_append_printf (text, ",%s\n", self->generated->str + 1);
}

static void
free_writer (gpointer writer)
{
  Writer *self = writer;

  json_array_unref (self->entries);
  g_object_unref (self->generator);
  g_array_unref (self->answers);
  g_hash_table_unref (self->sheets);
  g_string_free (self->generated, TRUE);
  g_ptr_array_unref (self->editions);
  g_object_unref (self->workbook);
  g_free (self);
}

const HeedExportFormat heed_json_format = {
  .id = "json",
  /* Translators: a kind of file, to choose among others. */
  .title = N_("JSON, with everything in it"),
  .suffix = ".json",
  .mime_type = "application/json",
  .begin = begin,
  .add = add,
  .piece_size = HEED_JSON_PIECE_SIZE,
  .add_piece = add_piece,
  .max_size = HEED_JSON_MAX_SIZE - HEED_JSON_MARGIN,
  .end = end,
  .free = free_writer,
};
