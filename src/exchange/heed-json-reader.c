/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Reads what heed-json-writer.c wrote. The text is cut into entries, each of which
 * is parsed by itself and handed on, so that no more than one is in memory; of pictures
 * it is no more than a piece. Members that are not known here are passed over, and named. */

#include "heed-json-reader.h"

#include "heed-answer.h"
#include "heed-atomic-file.h"
#include "heed-error.h"
#include "heed-filled-form.h"
#include "heed-json-format.h"
#include "heed-json-stream.h"
#include "heed-json-time.h"
#include "heed-picture.h"
#include "heed-text.h"

#include <gio/gunixinputstream.h>
#include <glib/gi18n.h>
#include <json-glib/json-glib.h>
#include <math.h>
#include <string.h>

/* Room for a piece of a picture in which another program has escaped each slash. */
#define MAX_PIECE_LENGTH ((gsize) 256 * 1024)

/* So much of the name of a picture is enough to find it in a file. */
#define SHORT_NAME_LENGTH 12

/* The members of the file that matter here. */
typedef enum
{
  MEMBER_FORMAT,
  MEMBER_VERSION,
  MEMBER_MINOR_VERSION,
  MEMBER_EXPORTED_AT,
  MEMBER_GENERATOR,
  MEMBER_WORKBOOKS,
  MEMBER_ENTRIES,
  MEMBER_PICTURES,
  MEMBER_WORDINGS,
  N_MEMBERS,
} Member;

static const char * const member_names[N_MEMBERS] = {
  [MEMBER_FORMAT] = "format",
  [MEMBER_VERSION] = "formatVersion",
  [MEMBER_MINOR_VERSION] = "formatMinorVersion",
  [MEMBER_EXPORTED_AT] = "exportedAt",
  [MEMBER_GENERATOR] = "generator",
  [MEMBER_WORKBOOKS] = "workbooks",
  [MEMBER_ENTRIES] = "entries",
  [MEMBER_PICTURES] = "pictures",
  [MEMBER_WORDINGS] = "wordings",
};

static const char * const wording_members[] = { "workbook", "version", "document", "commonForms", NULL };

static const char * const picture_members[] = { "content", "size", "offset", "data", NULL };

static const char * const entry_members[] = {
  "id", "workbook", "workbookVersion", "form", "formTitle", "item", "itemTitle", "title", "tags", "created",
  "createdChanged", "modified", "completed", "deleted", "pinned", "pinnedChanged", "answers", NULL
};
static const char * const answer_members[] = { "path", "prompt", "type", "scale", "value", "text", "modified", NULL };

typedef struct
{
  const char *name; /* of the file, for errors */
  HeedJsonStream *stream;
  JsonParser *parser;
  GHashTable *members; /* those of the file that were there */
  GHashTable *ids;
  HeedWorkbook *workbook; /* the one that is open; not its own, may be NULL */
  GHashTable *labels; /* tables of labels, by the version of the workbook that the prompts are from */
  GPtrArray *editions; /* of HeedEdition; not its own, may be NULL */
  GHashTable *unknown; /* members that were passed over; not its own, may be NULL */
  HeedJsonRecordFunc func;
  HeedJsonPictureFunc picture_func; /* may be NULL */
  gpointer data;
  guint version; /* 0 while it is not known */
  guint entry;   /* the number of the one being read, from 1 */
  guint answer;  /* the number of its answer that is being read, 0 outside of them */
  char *wrong;   /* the member of the entry that is not what it should be */
  guint piece;          /* the number of the piece of a picture being read, from 1 */
  char *content;        /* of the picture that it belongs to: the name */
  char picture_name[SHORT_NAME_LENGTH + 1]; /* the beginning of that, for errors */
  guint64 picture_size; /* in all */
  guint64 picture_done; /* what came of it */
  GChecksum *checksum;  /* of that */
} Reader;

/* NULL for what is no text. */
static const char *
get_string (JsonNode *node)
{
  return node != NULL && json_node_get_value_type (node) == G_TYPE_STRING ? json_node_get_string (node) : NULL;
}

/* A whole number from 1; 0 for what is none, or over G_MAXINT. */
static guint
get_count (JsonNode *node)
{
  gint64 count = node != NULL && json_node_get_value_type (node) == G_TYPE_INT64 ? json_node_get_int (node) : 0;

  return count > 0 && count <= G_MAXINT ? (guint) count : 0;
}

/* Notes the members of @object that are not known; @prefix is where it stands, such as
 * `answers/`. */
static void
find_unknown (Reader             *self,
              JsonObject         *object,
              const char * const *known,
              const char         *prefix)
{
  JsonObjectIter iter;
  const char *member;

  if (self->unknown == NULL)
    return;

  json_object_iter_init (&iter, object);
  while (json_object_iter_next (&iter, &member, NULL))
    if (!g_strv_contains (known, member))
      g_hash_table_add (self->unknown, g_strconcat (prefix, member, NULL));
}

static gboolean
fail_file (Reader      *self,
           const char  *detail,
           GError     **error)
{
  heed_set_error (error, HEED_ERROR_INVALID_FILE, detail,
                  _("“%s” is not a journal that Heed exported, or it is damaged. Nothing was taken from it."),
                  self->name);
  return FALSE;
}

static gboolean
is_journal (Reader *self)
{
  return g_hash_table_contains (self->members, member_names[MEMBER_FORMAT]);
}

/* Of a file that does not say that it is a journal nothing else is told. */
static gboolean
fail_member (Reader      *self,
             const char  *member,
             GError     **error)
{
  if (self->entry > 0)
    heed_set_error (error, HEED_ERROR_INVALID_FILE, NULL,
                    /* Translators: the file, the number of an entry in it, and the name of a part of the entry. */
                    _("“%s” cannot be read: in entry %u, “%s” is missing or is not what it should be. Nothing was taken from it."),
                    self->name, self->entry, member);
  else if (is_journal (self))
    heed_set_error (error, HEED_ERROR_INVALID_FILE, NULL,
                    _("“%s” cannot be read: “%s” is missing or is not what it should be. Nothing was taken from it."),
                    self->name, member);
  else
    fail_file (self, member, error);
  return FALSE;
}

/* Of two that differ nobody knows which is meant. */
static gboolean
fail_twice (Reader      *self,
            const char  *member,
            GError     **error)
{
  if (self->entry > 0)
    heed_set_error (error, HEED_ERROR_INVALID_FILE, NULL,
                    /* Translators: the file, the number of an entry in it, and the name of a part of the entry. */
                    _("“%s” cannot be read: in entry %u, “%s” is there twice. Nothing was taken from it."),
                    self->name, self->entry, member);
  else
    heed_set_error (error, HEED_ERROR_INVALID_FILE, NULL,
                    _("“%s” cannot be read: “%s” is there twice. Nothing was taken from it."), self->name, member);
  return FALSE;
}

static gboolean
fail_size (const char  *name,
           GError     **error)
{
  heed_set_error (error, HEED_ERROR_INVALID_FILE, NULL,
                  _("“%s” is larger than 1 GB without its pictures, and Heed reads no journal of that size. Nothing was "
                    "taken from it."),
                  name);
  return FALSE;
}

static gboolean
fail_reading (const char    *name,
              const GError  *cause,
              GError       **error)
{
  if (g_error_matches (cause, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_propagate_error (error, g_error_copy (cause));
  else
    heed_set_error (error, HEED_ERROR_FAILED, cause->message,
                    _("“%s” could not be read. Nothing was taken from it."), name);
  return FALSE;
}

/* Says why the text cannot be followed any farther. */
static gboolean
fail_text (Reader  *self,
           GError **error)
{
  const GError *cause = heed_json_stream_get_error (self->stream);
  g_autofree char *twice = heed_json_stream_steal_twice (self->stream);
  g_autofree char *detail = NULL;

  if (g_error_matches (cause, G_IO_ERROR, G_IO_ERROR_MESSAGE_TOO_LARGE))
    return fail_size (self->name, error);
  if (cause != NULL)
    return fail_reading (self->name, cause, error);
  if (twice != NULL && is_journal (self))
    return fail_twice (self, twice, error);

  detail = g_strdup_printf ("not JSON, or not UTF-8, at byte %" G_GUINT64_FORMAT,
                            heed_json_stream_get_position (self->stream));
  return fail_file (self, detail, error);
}

static JsonNode *
parse (Reader              *self,
       const HeedJsonSlice *slice)
{
  if (!json_parser_load_from_data (self->parser, slice->text, (gssize) slice->length, NULL))
    return NULL;

  return json_parser_get_root (self->parser);
}

static gboolean
refuse (Reader     *self,
        const char *member)
{
  self->wrong = self->answer > 0 ? g_strdup_printf ("answers/%u/%s", self->answer, member)
                                 : g_strdup (member);
  return FALSE;
}

/* A text that must be there and must not be empty. */
static gboolean
read_id (Reader      *self,
         JsonObject  *object,
         const char  *member,
         const char **id)
{
  *id = get_string (json_object_get_member (object, member));
  return (*id != NULL && **id != '\0') || refuse (self, member);
}

/* A text that may be missing. */
static gboolean
read_text (Reader      *self,
           JsonObject  *object,
           const char  *member,
           const char **text)
{
  *text = get_string (json_object_get_member (object, member));
  return *text != NULL || !json_object_has_member (object, member) || refuse (self, member);
}

static gboolean
parse_time (JsonNode      *node,
            HeedTimestamp *stamp)
{
  const char *text = get_string (node);

  return text != NULL && heed_json_time_parse (text, stamp);
}

static gboolean
read_time (Reader        *self,
           JsonObject    *object,
           const char    *member,
           HeedTimestamp *stamp)
{
  return parse_time (json_object_get_member (object, member), stamp) || refuse (self, member);
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
read_answer (Reader            *self,
             JsonObject        *object,
             HeedRecordBuilder *builder)
{
  JsonNode *scale = json_object_get_member (object, "scale");
  g_autofree char *value = NULL;
  const char *path, *text;
  HeedTimestamp modified;

  if (!read_id (self, object, "path", &path) ||
      !read_text (self, object, "prompt", &text) ||
      !read_text (self, object, "text", &text) ||
      !read_text (self, object, "type", &text))
    return FALSE;
  if (scale != NULL && !JSON_NODE_HOLDS_OBJECT (scale))
    return refuse (self, "scale");
  if (!read_time (self, object, "modified", &modified))
    return FALSE;

  value = dup_value (json_object_get_member (object, "value"));
  if (value == NULL)
    return refuse (self, "value");

  find_unknown (self, object, answer_members, "answers/");
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
read_answers (Reader            *self,
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
read_tags (Reader            *self,
           JsonObject        *object,
           HeedRecordBuilder *builder)
{
  g_autoptr (GPtrArray) tags = g_ptr_array_new ();
  JsonArray *array = get_array (object, "tags");

  if (array == NULL)
    return !json_object_has_member (object, "tags") || refuse (self, "tags");

  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      const char *tag = get_string (json_array_get_element (array, i));

      if (tag == NULL)
        return refuse (self, "tags");
      g_ptr_array_add (tags, (gpointer) tag);
    }

  g_ptr_array_add (tags, NULL);
  heed_record_builder_set_tags (builder, (const char *const *) tags->pdata);
  return TRUE;
}

static gboolean
read_times (Reader            *self,
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

/* What is kept of the entry itself. Somebody who pins it in the file need not know
 * since when. */
static gboolean
read_own (Reader            *self,
          JsonObject        *object,
          HeedRecordBuilder *builder)
{
  JsonNode *pinned = json_object_get_member (object, "pinned");
  HeedTimestamp created, changed;

  if (json_object_has_member (object, "createdChanged"))
    {
      g_autofree char *text = NULL;

      if (!read_time (self, object, "created", &created) || !read_time (self, object, "createdChanged", &changed))
        return FALSE;
      text = heed_timestamp_format (created);
      heed_record_builder_set_answer (builder, HEED_RECORD_CREATED, text, changed.utc);
    }
  if (pinned != NULL)
    {
      gboolean has_time = json_object_has_member (object, "pinnedChanged");

      if (!JSON_NODE_HOLDS_VALUE (pinned) || json_node_get_value_type (pinned) != G_TYPE_BOOLEAN)
        return refuse (self, "pinned");
      if (!read_time (self, object, has_time ? "pinnedChanged" : "modified", &changed))
        return FALSE;
      heed_record_builder_set_answer (builder, HEED_RECORD_PINNED, json_node_get_boolean (pinned) ? "1" : NULL, changed.utc);
    }

  return TRUE;
}

/* The head of an entry, which is what a record cannot be without. */
static HeedRecordBuilder *
read_head (Reader     *self,
           JsonObject *object)
{
  guint version = get_count (json_object_get_member (object, "workbookVersion"));
  const char *id, *workbook, *form, *item, *title;
  HeedRecordBuilder *builder;

  if (!read_id (self, object, "id", &id) ||
      !read_id (self, object, "workbook", &workbook) ||
      !read_id (self, object, "form", &form) ||
      !read_text (self, object, "item", &item) ||
      !read_text (self, object, "formTitle", &title) ||
      !read_text (self, object, "itemTitle", &title) ||
      !read_text (self, object, "title", &title))
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
decode_entry (Reader     *self,
              JsonObject *object)
{
  g_autoptr (HeedRecordBuilder) builder = read_head (self, object);
  g_autoptr (HeedRecord) record = NULL;

  if (builder == NULL ||
      !read_tags (self, object, builder) ||
      !read_times (self, object, builder) ||
      !read_own (self, object, builder) ||
      !read_answers (self, object, builder))
    return NULL;
  find_unknown (self, object, entry_members, "entries/");

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

/* A workbook holds no control characters. */
static char *
dup_without_controls (const char *label)
{
  GString *out = g_string_new (NULL);

  for (const char *p = label; *p != '\0'; p = g_utf8_next_char (p))
    g_string_append_unichar (out, g_unichar_iscntrl (g_utf8_get_char (p)) ? ' ' : g_utf8_get_char (p));
  return g_string_free (out, FALSE);
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
    g_hash_table_insert (labels, g_steal_pointer (&key), dup_without_controls (label));
}

/* What a scale, or the option that was chosen, says. */
static void
note_words (GHashTable *labels,
            const char *place,
            JsonObject *answer)
{
  JsonNode *scale = json_object_get_member (answer, "scale");
  JsonNode *anchors = scale != NULL ? json_object_get_member (json_node_get_object (scale), "anchors") : NULL;
  const char *option = get_string (json_object_get_member (answer, "value"));

  if (option != NULL)
    note_label (labels, place, option, get_string (json_object_get_member (answer, "text")));
  if (anchors != NULL && JSON_NODE_HOLDS_OBJECT (anchors))
    {
      JsonObjectIter iter;
      const char *value;
      JsonNode *label;

      json_object_iter_init (&iter, json_node_get_object (anchors));
      while (json_object_iter_next (&iter, &value, &label))
        note_label (labels, place, value, get_string (label));
    }
}

/* A Heed that kept no wording gave its own prompts to all entries: they were asked
 * in those that were written in the same version. Rows of a list have prompts that do
 * not tell the label of the list. */
static void
note_labels (Reader     *self,
             JsonObject *object,
             HeedRecord *record)
{
  GHashTable *labels = g_hash_table_lookup (self->labels, GUINT_TO_POINTER (heed_record_get_workbook_version (record)));
  JsonArray *answers = get_array (object, "answers");
  g_autoptr (HeedFilledForm) filled = NULL;
  HeedForm *form = NULL;

  if (labels != NULL && g_str_equal (heed_record_get_workbook_id (record), heed_workbook_get_id (self->workbook)))
    form = heed_workbook_find_form (self->workbook, heed_record_get_form_id (record));
  if (form == NULL || heed_form_is_common (form))
    return;

  filled = heed_filled_form_new (form, record);
  note_label (labels, heed_form_get_id (form), NULL, get_string (json_object_get_member (object, "formTitle")));
  for (guint i = 0; i < json_array_get_length (answers); i++)
    {
      JsonObject *answer = json_array_get_object_element (answers, i);
      const char *path = json_object_get_string_member (answer, "path");
      const char *prompt = get_string (json_object_get_member (answer, "prompt"));
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

static gboolean
read_entry (Reader               *self,
            const HeedJsonSlice  *slice,
            GError              **error)
{
  JsonNode *node = parse (self, slice);
  g_autoptr (HeedRecord) record = NULL;

  if (node != NULL && JSON_NODE_HOLDS_OBJECT (node))
    record = decode_entry (self, json_node_get_object (node));
  else
    refuse (self, "entries");
  if (record == NULL)
    return fail_member (self, self->wrong, error);

  /* Of two entries with one id nobody knows which is meant. */
  if (!g_hash_table_add (self->ids, g_strdup (heed_record_get_id (record))))
    return fail_member (self, "id", error);

  note_labels (self, json_node_get_object (node), record);
  return self->func (record, self->data, error);
}

static gboolean
read_entries (Reader  *self,
              GError **error)
{
  HeedJsonSlice entry;

  if (!heed_json_stream_accept (self->stream, '['))
    return heed_json_stream_next (self->stream, &entry) ? fail_member (self, "entries", error)
                                                        : fail_text (self, error);
  if (heed_json_stream_accept (self->stream, ']'))
    return TRUE;

  do
    {
      self->entry++;
      if (!heed_json_stream_next (self->stream, &entry))
        return fail_text (self, error);
      if (!read_entry (self, &entry, error))
        return FALSE;
    }
  while (heed_json_stream_accept (self->stream, ','));

  self->entry = 0;
  return heed_json_stream_accept (self->stream, ']') || fail_text (self, error);
}

/* Says what is wrong with a piece of which it is not known to which picture it belongs. */
static gboolean
fail_piece (Reader      *self,
            const char  *member,
            GError     **error)
{
  g_autofree char *place = g_strdup_printf ("%s/%u%s", member_names[MEMBER_PICTURES], self->piece, member);

  return fail_member (self, place, error);
}

static gboolean
fail_picture_member (Reader      *self,
                     const char  *member,
                     GError     **error)
{
  heed_set_error (error, HEED_ERROR_INVALID_FILE, NULL,
                  /* Translators: the file, the name of a part of a picture, and the beginning of the name of the
                   * picture, which is made of figures and letters. */
                  _("“%s” cannot be read: “%s” of the picture %s is missing or is not what it should be. Nothing was "
                    "taken from it."),
                  self->name, member, self->picture_name);
  return FALSE;
}

/* Leaves the picture that was read, of which all must have come. */
static gboolean
end_picture (Reader  *self,
             GError **error)
{
  if (self->picture_done == self->picture_size)
    return TRUE;

  heed_set_error (error, HEED_ERROR_INVALID_FILE, NULL,
                  /* Translators: the file, and the beginning of the name of a picture, which is made of figures and
                   * letters. */
                  _("“%s” cannot be read: a part of the picture %s is missing. Nothing was taken from it."),
                  self->name, self->picture_name);
  return FALSE;
}

/* A whole number from 0. */
static gboolean
get_number (JsonNode *node,
            guint64  *number)
{
  gint64 value = node != NULL && json_node_get_value_type (node) == G_TYPE_INT64 ? json_node_get_int (node) : -1;

  *number = (guint64) value;
  return value >= 0;
}

/* They come in the order of their names, so that nobody has to remember all names to see
 * that none is there twice. */
static gboolean
begin_picture (Reader      *self,
               JsonObject  *object,
               const char  *content,
               GError     **error)
{
  gboolean in_order = self->content == NULL || strcmp (self->content, content) < 0;
  guint64 size;

  g_free (self->content);
  self->content = g_strdup (content);
  g_strlcpy (self->picture_name, content, sizeof self->picture_name);
  self->picture_done = 0;
  g_checksum_reset (self->checksum);
  if (!in_order)
    {
      heed_set_error (error, HEED_ERROR_INVALID_FILE, NULL,
                      /* Translators: the file, and the beginning of the name of a picture, which is made of figures
                       * and letters. */
                      _("“%s” cannot be read: the picture %s is there twice, or not in its place. Nothing was taken "
                        "from it."),
                      self->name, self->picture_name);
      return FALSE;
    }

  if (!get_number (json_object_get_member (object, "size"), &size) || size == 0 || size > HEED_PICTURE_MAX_SIZE)
    return fail_picture_member (self, "size", error);

  self->picture_size = size;
  return TRUE;
}

/* GLib passes over what does not belong there. */
static guchar *
decode_base64 (const char *text,
               gsize      *length)
{
  gsize size = strlen (text);
  gsize letters = strspn (text, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/");

  if (size == 0 || size % 4 != 0 || letters + 2 < size || strspn (text + letters, "=") != size - letters)
    return NULL;

  return g_base64_decode (text, length);
}

/* The bytes are what the name says, or nobody gets the last of them. */
static gboolean
add_bytes (Reader        *self,
           const guchar  *bytes,
           gsize          length,
           GError       **error)
{
  guint64 offset = self->picture_done;

  g_checksum_update (self->checksum, bytes, (gssize) length);
  self->picture_done += length;
  if (self->picture_done == self->picture_size &&
      !g_str_equal (g_checksum_get_string (self->checksum), self->content))
    {
      heed_set_error (error, HEED_ERROR_INVALID_FILE, NULL,
                      /* Translators: the file, and the beginning of the name of a picture, which is made of figures
                       * and letters. */
                      _("“%s” cannot be read: the picture %s is damaged. Nothing was taken from it."),
                      self->name, self->picture_name);
      return FALSE;
    }

  return self->picture_func == NULL ||
         self->picture_func (self->content, self->picture_size, offset, bytes, length, self->data, error);
}

static gboolean
read_piece (Reader               *self,
            const HeedJsonSlice  *slice,
            GError              **error)
{
  JsonNode *node = slice->text != NULL ? parse (self, slice) : NULL;
  JsonObject *object = node != NULL && JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
  const char *content = object != NULL ? get_string (json_object_get_member (object, "content")) : NULL;
  const char *data = object != NULL ? get_string (json_object_get_member (object, "data")) : NULL;
  g_autofree guchar *bytes = NULL;
  guint64 number;
  gsize length = 0;

  if (content == NULL || !heed_picture_is_content (content))
    return fail_piece (self, object != NULL ? "/content" : "", error);
  if (g_strcmp0 (content, self->content) != 0 &&
      (!end_picture (self, error) || !begin_picture (self, object, content, error)))
    return FALSE;

  if (!get_number (json_object_get_member (object, "size"), &number) || number != self->picture_size)
    return fail_picture_member (self, "size", error);
  if (!get_number (json_object_get_member (object, "offset"), &number) || number != self->picture_done)
    return fail_picture_member (self, "offset", error);

  bytes = data != NULL ? decode_base64 (data, &length) : NULL;
  if (bytes == NULL || length == 0 || length > HEED_JSON_PIECE_SIZE ||
      length > self->picture_size - self->picture_done)
    return fail_picture_member (self, "data", error);

  find_unknown (self, object, picture_members, "pictures/");
  return add_bytes (self, bytes, length, error);
}

static gboolean
read_pictures (Reader  *self,
               GError **error)
{
  HeedJsonSlice piece;
  guint64 position;

  if (!heed_json_stream_accept (self->stream, '['))
    return heed_json_stream_next (self->stream, &piece) ? fail_member (self, member_names[MEMBER_PICTURES], error)
                                                        : fail_text (self, error);
  if (heed_json_stream_accept (self->stream, ']'))
    return TRUE;

  self->checksum = g_checksum_new (G_CHECKSUM_SHA256);
  position = heed_json_stream_get_position (self->stream);
  do
    {
      self->piece++;
      if (!heed_json_stream_next_short (self->stream, MAX_PIECE_LENGTH, &piece))
        return fail_text (self, error);
      if (!read_piece (self, &piece, error))
        return FALSE;

      heed_json_stream_leave_out (self->stream, position);
      position = heed_json_stream_get_position (self->stream);
    }
  while (heed_json_stream_accept (self->stream, ','));

  return (heed_json_stream_accept (self->stream, ']') || fail_text (self, error)) && end_picture (self, error);
}

/* Either may come first. */
static gboolean
check_version (Reader  *self,
               GError **error)
{
  if (self->version <= HEED_JSON_FORMAT_VERSION || !is_journal (self))
    return TRUE;

  heed_set_error (error, HEED_ERROR_TOO_NEW, NULL,
                  _("“%s” was exported by a newer Heed. Update Heed to read it; nothing was taken from it."),
                  self->name);
  return FALSE;
}

/* The objects of an array; NULL for what is none. */
static GPtrArray *
get_objects (JsonNode *node)
{
  JsonArray *array = node != NULL && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;
  GPtrArray *objects = array != NULL ? g_ptr_array_new () : NULL;

  for (guint i = 0; objects != NULL && i < json_array_get_length (array); i++)
    {
      JsonNode *element = json_array_get_element (array, i);

      g_ptr_array_add (objects, JSON_NODE_HOLDS_OBJECT (element) ? json_node_get_object (element) : NULL);
    }

  return objects;
}

/* Whether it can be read shows when somebody asks for it. */
static gboolean
read_wordings (Reader   *self,
               JsonNode *node)
{
  g_autoptr (GPtrArray) objects = get_objects (node);

  for (guint i = 0; objects != NULL && i < objects->len; i++)
    {
      JsonObject *object = g_ptr_array_index (objects, i);
      const char *id = object != NULL ? get_string (json_object_get_member (object, "workbook")) : NULL;
      const char *file, *common;
      guint version;
      g_autoptr (GBytes) document = NULL;

      if (id == NULL)
        return FALSE;
      file = get_string (json_object_get_member (object, "document"));
      common = get_string (json_object_get_member (object, "commonForms"));
      version = get_count (json_object_get_member (object, "version"));
      if (file == NULL || version == 0 || (common == NULL && json_object_has_member (object, "commonForms")))
        return FALSE;

      document = heed_workbook_join_document (file, common);
      if (self->editions != NULL)
        g_ptr_array_add (self->editions, heed_edition_new (id, version, document));
      find_unknown (self, object, wording_members, "wordings/");
    }

  return objects != NULL;
}

/* Of which workbook the prompts are, where that is another version of the one that is
 * open. It stands before the entries in whatever Heed wrote. */
static gboolean
read_workbooks (Reader   *self,
                JsonNode *node)
{
  g_autoptr (GPtrArray) objects = get_objects (node);

  for (guint i = 0; objects != NULL && self->workbook != NULL && i < objects->len; i++)
    {
      JsonObject *object = g_ptr_array_index (objects, i);
      guint version = object != NULL ? get_count (json_object_get_member (object, "version")) : 0;

      if (version > 0 && version != heed_workbook_get_version (self->workbook) &&
          g_strcmp0 (get_string (json_object_get_member (object, "id")), heed_workbook_get_id (self->workbook)) == 0)
        g_hash_table_insert (self->labels, GUINT_TO_POINTER (version),
                             g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free));
    }

  return objects != NULL;
}

/* What the file says of itself is mostly not used, but must be what it should be. */
static gboolean
is_what_it_should_be (Reader   *self,
                      Member    member,
                      JsonNode *node)
{
  HeedTimestamp exported;

  switch (member)
    {
    case MEMBER_FORMAT:
      return g_strcmp0 (get_string (node), HEED_JSON_FORMAT) == 0;
    case MEMBER_VERSION:
      self->version = get_count (node);
      return self->version > 0;
    case MEMBER_MINOR_VERSION:
      return get_count (node) > 0;
    case MEMBER_EXPORTED_AT:
      return parse_time (node, &exported);
    case MEMBER_GENERATOR:
      return get_string (node) != NULL;
    case MEMBER_WORKBOOKS:
      return read_workbooks (self, node);
    case MEMBER_WORDINGS:
      return read_wordings (self, node);
    case MEMBER_ENTRIES:
    case MEMBER_PICTURES:
    case N_MEMBERS:
      break;
    }

  g_assert_not_reached ();
}

/* Reads the value of a member whose name was read. */
static gboolean
read_member (Reader      *self,
             const char  *name,
             GError     **error)
{
  Member member = 0;
  HeedJsonSlice value;

  while (member < N_MEMBERS && !g_str_equal (member_names[member], name))
    member++;

  if (member == MEMBER_ENTRIES)
    return read_entries (self, error);
  if (member == MEMBER_PICTURES)
    return read_pictures (self, error);
  if (!heed_json_stream_next (self->stream, &value))
    return fail_text (self, error);

  if (member == N_MEMBERS)
    {
      if (self->unknown != NULL)
        g_hash_table_add (self->unknown, g_strdup (name));
      return TRUE;
    }
  if (!is_what_it_should_be (self, member, parse (self, &value)))
    return member == MEMBER_FORMAT ? fail_file (self, name, error) : fail_member (self, name, error);

  return TRUE;
}

/* Takes the name that comes next, with the colon behind it. */
static char *
read_name (Reader *self)
{
  HeedJsonSlice slice;
  const char *name;

  if (!heed_json_stream_next (self->stream, &slice) || *slice.text != '"')
    return NULL;

  name = get_string (parse (self, &slice));
  return name != NULL && heed_json_stream_accept (self->stream, ':') ? g_strdup (name) : NULL;
}

static gboolean
read_members (Reader  *self,
              GError **error)
{
  do
    {
      g_autofree char *name = read_name (self);

      if (name == NULL)
        return fail_text (self, error);
      if (g_hash_table_contains (self->members, name))
        return is_journal (self) ? fail_twice (self, name, error) : fail_file (self, name, error);
      if (!read_member (self, name, error))
        return FALSE;

      g_hash_table_add (self->members, g_steal_pointer (&name));
      if (!check_version (self, error))
        return FALSE;
    }
  while (heed_json_stream_accept (self->stream, ','));

  return TRUE;
}

static gboolean
read_file (Reader  *self,
           GError **error)
{
  heed_json_stream_accept_mark (self->stream);
  if (!heed_json_stream_accept (self->stream, '{'))
    return fail_text (self, error);
  if (!read_members (self, error))
    return FALSE;
  if (!heed_json_stream_accept (self->stream, '}') || !heed_json_stream_is_done (self->stream))
    return fail_text (self, error);

  if (!is_journal (self) || self->version == 0)
    return fail_member (self, member_names[MEMBER_VERSION], error);
  if (!g_hash_table_contains (self->members, member_names[MEMBER_ENTRIES]))
    return fail_member (self, member_names[MEMBER_ENTRIES], error);

  return TRUE;
}

static gboolean
has_wording (Reader *self,
             guint   version)
{
  for (guint i = 0; i < self->editions->len; i++)
    {
      const HeedEdition *edition = g_ptr_array_index (self->editions, i);

      if (edition->version == version && g_str_equal (edition->id, heed_workbook_get_id (self->workbook)))
        return TRUE;
    }

  return FALSE;
}

static void
add_partial_editions (Reader *self)
{
  GHashTableIter iter;
  gpointer version, labels;

  g_hash_table_iter_init (&iter, self->labels);
  while (self->editions != NULL && g_hash_table_iter_next (&iter, &version, &labels))
    if (g_hash_table_size (labels) > 0 && !has_wording (self, GPOINTER_TO_UINT (version)))
      {
        g_autoptr (GBytes) document = heed_workbook_dup_relabeled (self->workbook, GPOINTER_TO_UINT (version), labels);

        g_ptr_array_add (self->editions, heed_edition_new (heed_workbook_get_id (self->workbook),
                                                           GPOINTER_TO_UINT (version), document));
      }
}

static void
clear_reader (Reader *self)
{
  g_clear_pointer (&self->stream, heed_json_stream_free);
  g_clear_object (&self->parser);
  g_clear_pointer (&self->members, g_hash_table_unref);
  g_clear_pointer (&self->ids, g_hash_table_unref);
  g_clear_pointer (&self->labels, g_hash_table_unref);
  g_clear_pointer (&self->wrong, g_free);
  g_clear_pointer (&self->content, g_free);
  g_clear_pointer (&self->checksum, g_checksum_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Reader, clear_reader)

/**
 * heed_json_open:
 * @path: (type filename): a journal that was exported
 * @error: return location for an error
 *
 * Opens a file for heed_json_read_each().
 *
 * Returns: (transfer full) (nullable): the stream, or %NULL with an error of
 *   heed_file_open()
 */
GInputStream *
heed_json_open (const char  *path,
                GError     **error)
{
  int fd = heed_file_open (path, error);

  return fd >= 0 ? g_unix_input_stream_new (fd, TRUE) : NULL;
}

/**
 * heed_json_read_each:
 * @stream: a journal as Heed exports it as JSON, and later Heeds do; it
 *   is read to its end and stays open
 * @name: what to call the file in an error
 * @func: (scope call): what to call with each entry, in the order of the file.
 *   What is wrong behind an entry shows only later
 * @picture_func: (scope call) (nullable): what to call with each piece of a picture; mostly
 *   after all entries, but that is not certain, and there may be pictures that none of
 *   them has
 * @data: for @func and @picture_func
 * @workbook: (nullable): the workbook that is open. Where the file is older than what it
 *   has of wordings, the prompts beside the answers say what another version of it asked
 * @editions: (nullable) (element-type HeedEdition): where to put what was asked in
 *   the versions of workbooks that the entries are of
 * @unknown: (nullable) (element-type utf8 utf8): a set in which to put the names of
 *   members that this Heed does not know, such as `answers/certainty`
 * @cancellable: (nullable): to stop it
 * @error: return location for an error
 *
 * Reads the entries of an export one by one: no more than one is in memory, or a piece
 * of one picture. The bytes of an entry's picture may be missing. Blocks; use it on any
 * thread.
 *
 * Returns: %FALSE with `HEED_ERROR_TOO_NEW`, `HEED_ERROR_INVALID_FILE` (not a
 *   journal, not valid, or over 1 GB without its pictures), `HEED_ERROR_FAILED` (the
 *   stream gave an error), %G_IO_ERROR_CANCELLED or what one of the functions gave
 */
gboolean
heed_json_read_each (GInputStream        *stream,
                     const char          *name,
                     HeedJsonRecordFunc   func,
                     HeedJsonPictureFunc  picture_func,
                     gpointer             data,
                     HeedWorkbook        *workbook,
                     GPtrArray           *editions,
                     GHashTable          *unknown,
                     GCancellable        *cancellable,
                     GError             **error)
{
  g_auto (Reader) reader = { .name = name, .func = func, .picture_func = picture_func, .data = data,
                             .workbook = workbook, .editions = editions, .unknown = unknown };

  g_return_val_if_fail (G_IS_INPUT_STREAM (stream), FALSE);
  g_return_val_if_fail (name != NULL, FALSE);

  reader.stream = heed_json_stream_new (stream, cancellable);
  reader.parser = json_parser_new ();
  reader.members = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  reader.ids = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  reader.labels = g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify) g_hash_table_unref);
  if (!read_file (&reader, error))
    return FALSE;

  add_partial_editions (&reader);
  g_debug ("Read an export of %u entries", g_hash_table_size (reader.ids));
  return TRUE;
}
