/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Tests of src/exchange/heed-json-writer.c and heed-json-time.c. */

#include "heed-exporter.h"

#include <fcntl.h>
#include <gio/gunixoutputstream.h>
#include <json-glib/json-glib.h>
#include <string.h>

#include "export-pictures.h"
#include "heed-error.h"
#include "heed-json-time.h"
#include "odd-journal.h"

#define ID "8c0a6f6e-2d3b-4b52-9a53-0d9b6a1f1c11"
#define TIME (1763713800 * G_TIME_SPAN_SECOND)

static char *
export_with_pictures (HeedRecord *const *records,
                      guint              count,
                      GBytes           **pictures,
                      guint              n_pictures,
                      char             **missing)
{
  g_autoptr (HeedWorkbook) workbook = odd_workbook_new ();
  g_autoptr (GOutputStream) stream = g_memory_output_stream_new_resizable ();
  g_autoptr (HeedExporter) writer = heed_exporter_new (heed_export_formats[0], stream, workbook);
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < count; i++)
    {
      heed_exporter_add (writer, records[i], &error);
      g_assert_no_error (error);
    }
  give_pictures (writer, pictures, n_pictures);
  if (missing != NULL)
    *missing = heed_exporter_dup_missing (writer);
  heed_exporter_finish (writer, &error);
  g_assert_no_error (error);
  g_output_stream_write_all (stream, "", 1, NULL, NULL, &error);
  g_assert_no_error (error);
  g_output_stream_close (stream, NULL, &error);
  g_assert_no_error (error);
  return g_memory_output_stream_steal_data (G_MEMORY_OUTPUT_STREAM (stream));
}

static char *
export_to_text (HeedRecord *const *records,
                guint              count)
{
  return export_with_pictures (records, count, NULL, 0, NULL);
}

static JsonObject *
parse (const char *text)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) root = json_from_string (text, &error);

  g_assert_no_error (error);
  return json_node_dup_object (root);
}

static JsonObject *
export_entry (HeedRecordBuilder *builder)
{
  g_autoptr (HeedRecord) record = heed_record_builder_end (builder);
  g_autofree char *text = export_to_text (&record, 1);
  g_autoptr (JsonObject) object = parse (text);
  JsonArray *entries = json_object_get_array_member (object, "entries");

  g_assert_cmpuint (json_array_get_length (entries), ==, 1);
  return json_object_ref (json_array_get_object_element (entries, 0));
}

static HeedRecordBuilder *
start (const char *form)
{
  HeedRecordBuilder *builder = heed_record_builder_new (ID, "odd", 2, form);
  HeedTimestamp created = { TIME, 3600 };
  HeedTimestamp modified = { TIME + 61 * G_TIME_SPAN_SECOND + 7, -(5 * 3600 + 1800) };

  heed_record_builder_set_created (builder, created);
  heed_record_builder_set_modified (builder, modified);
  return builder;
}

static void
answer (HeedRecordBuilder *builder,
        const char        *path,
        const char        *value)
{
  heed_record_builder_set_answer (builder, path, value, TIME);
}

static JsonObject *
get_answer (JsonObject *entry,
            guint       position)
{
  JsonArray *answers = json_object_get_array_member (entry, "answers");

  g_assert_cmpuint (position, <, json_array_get_length (answers));
  return json_array_get_object_element (answers, position);
}

static void
assert_member (JsonObject *object,
               const char *member,
               const char *expected)
{
  g_assert_cmpstr (json_object_get_string_member_with_default (object, member, NULL), ==, expected);
}

static void
assert_answer (JsonObject *entry,
               guint       position,
               const char *path,
               const char *type,
               const char *prompt)
{
  JsonObject *object = get_answer (entry, position);

  assert_member (object, "path", path);
  assert_member (object, "type", type);
  assert_member (object, "prompt", prompt);
}

/* What was asked goes with the entries, and only what was asked in these. */
static void
test_wordings (void)
{
  g_autoptr (HeedWorkbook) workbook = odd_workbook_new ();
  g_autoptr (HeedRecord) record = heed_record_builder_end (heed_record_builder_new (ID, "odd", 3, "every"));
  g_autofree char *text = export_to_text (&record, 1);
  g_autoptr (JsonObject) object = parse (text);
  JsonArray *wordings = json_object_get_array_member (object, "wordings");
  JsonObject *wording = json_array_get_object_element (wordings, 0);
  g_autoptr (GBytes) document = NULL;
  g_autoptr (HeedWorkbook) again = NULL;

  g_assert_cmpuint (json_array_get_length (wordings), ==, 1);
  assert_member (wording, "workbook", "odd");
  g_assert_cmpint (json_object_get_int_member (wording, "version"), ==, 3);
  document = heed_workbook_join_document (json_object_get_string_member (wording, "document"),
                                          json_object_get_string_member (wording, "commonForms"));
  again = heed_workbook_new_from_document (document, NULL, NULL);
  g_assert_cmpstr (heed_workbook_get_title (again), ==, heed_workbook_get_title (workbook));
  g_assert_nonnull (heed_workbook_find_form (again, "every"));
  g_assert_nonnull (heed_workbook_find_form (again, HEED_FORM_NOTE));
}

static void
test_empty (void)
{
  gint64 before = heed_timestamp_now ().utc;
  g_autofree char *text = export_to_text (NULL, 0);
  gint64 after = heed_timestamp_now ().utc;
  g_autoptr (JsonObject) object = parse (text);
  JsonObject *workbook = json_array_get_object_element (json_object_get_array_member (object, "workbooks"), 0);
  HeedTimestamp exported;

  assert_member (object, "format", "org.heedworkbook.journal");
  g_assert_cmpint (json_object_get_int_member (object, "formatVersion"), ==, 1);
  g_assert_true (g_str_has_prefix (json_object_get_string_member (object, "generator"), "Heed "));
  g_assert_true (heed_json_time_parse (json_object_get_string_member (object, "exportedAt"), &exported));
  g_assert_cmpint (exported.utc, >=, before / G_TIME_SPAN_SECOND * G_TIME_SPAN_SECOND);
  g_assert_cmpint (exported.utc, <=, after);
  assert_member (workbook, "id", "odd");
  assert_member (workbook, "title", "An odd workbook");
  g_assert_cmpint (json_object_get_int_member (workbook, "version"), ==, 3);
  g_assert_cmpuint (json_array_get_length (json_object_get_array_member (object, "entries")), ==, 0);
  g_assert_true (g_str_has_suffix (text, "\n}\n"));
}

static void
test_head (void)
{
  static const char *const tags[] = { "b", "a", NULL };
  HeedRecordBuilder *builder = start ("every");
  g_autoptr (JsonObject) entry = NULL;

  heed_record_builder_set_item_id (builder, "ask");
  heed_record_builder_set_title (builder, "Größe \"XL\"");
  heed_record_builder_set_tags (builder, tags);
  entry = export_entry (builder);

  assert_member (entry, "id", ID);
  assert_member (entry, "workbook", "odd");
  g_assert_cmpint (json_object_get_int_member (entry, "workbookVersion"), ==, 2);
  assert_member (entry, "form", "every");
  assert_member (entry, "formTitle", "Everything");
  assert_member (entry, "item", "ask");
  assert_member (entry, "itemTitle", "Ask “why?”");
  assert_member (entry, "title", "Größe \"XL\"");
  assert_member (entry, "created", "2025-11-21T09:30:00.000000+01:00");
  assert_member (entry, "modified", "2025-11-21T03:01:01.000007-05:30");
  g_assert_false (json_object_has_member (entry, "completed"));
  g_assert_false (json_object_has_member (entry, "deleted"));
  g_assert_cmpuint (json_array_get_length (json_object_get_array_member (entry, "tags")), ==, 2);
  g_assert_cmpstr (json_array_get_string_element (json_object_get_array_member (entry, "tags"), 0), ==, "a");
}

/* What has nothing to say is left out, so that it cannot be taken for a text. */
static void
test_left_out (void)
{
  static const char *const missing[] = { "item", "itemTitle", "title", "completed", "deleted" };
  g_autoptr (JsonObject) entry = export_entry (start ("every"));

  for (guint i = 0; i < G_N_ELEMENTS (missing); i++)
    g_assert_false (json_object_has_member (entry, missing[i]));
}

static void
test_times (void)
{
  HeedRecordBuilder *builder = start ("every");
  HeedTimestamp utc = { TIME, 0 };
  HeedTimestamp before = { -1, 20 * 60 };
  g_autoptr (JsonObject) entry = NULL;

  heed_record_builder_set_completed (builder, utc);
  heed_record_builder_set_deleted (builder, before);
  entry = export_entry (builder);
  assert_member (entry, "completed", "2025-11-21T08:30:00.000000Z");
  assert_member (entry, "deleted", "1970-01-01T00:19:59.999999+00:20");
}

/* The order is the form's, not that of the paths' bytes: the tenth part comes
 * after the second, and what the form has no place for comes last. */
static void
test_order (void)
{
  HeedRecordBuilder *builder = start ("every");
  g_autoptr (JsonObject) entry = NULL;

  answer (builder, "a-lost-one", "lost");
  answer (builder, "count", "4");
  answer (builder, "emotion", "3");
  answer (builder, "emotion/10/name", "calm");
  answer (builder, "emotion/2/name", "anger");
  answer (builder, "emotion/2/signs/1", "heat");
  answer (builder, "emotion/2/signs/10", "cold");
  answer (builder, "emotion/2/signs/9", "noise");
  answer (builder, "line", "one");
  answer (builder, "self/rating", "4");
  entry = export_entry (builder);

  assert_answer (entry, 0, "line", "text", "One line");
  assert_answer (entry, 1, "count", "number", "How many?");
  assert_answer (entry, 2, "self/rating", "rating", "You: How do you feel?");
  assert_answer (entry, 3, "emotion", "group", "Emotions");
  assert_answer (entry, 4, "emotion/2/name", "text", "Emotion 2: Which?");
  assert_answer (entry, 5, "emotion/2/signs/1", "text", "Sign 1 of Emotion 2");
  assert_answer (entry, 6, "emotion/2/signs/9", "text", "Sign 9 of Emotion 2");
  assert_answer (entry, 7, "emotion/2/signs/10", "text", "Sign 10 of Emotion 2");
  assert_answer (entry, 8, "emotion/10/name", "text", "Emotion 10: Which?");
  assert_answer (entry, 9, "a-lost-one", "unknown", NULL);
  assert_member (get_answer (entry, 9), "value", "lost");
}

static void
test_choice (void)
{
  HeedRecordBuilder *builder = start ("every");
  g_autoptr (JsonObject) entry = NULL;
  g_autoptr (JsonObject) own = NULL;

  answer (builder, "how", "well");
  entry = export_entry (builder);
  assert_answer (entry, 0, "how", "choice", "How did it go?");
  assert_member (get_answer (entry, 0), "value", "well");
  assert_member (get_answer (entry, 0), "text", "It went well");

  builder = start ("every");
  answer (builder, "how", "other");
  answer (builder, "how/other", "Ask me tomorrow");
  own = export_entry (builder);
  assert_member (get_answer (own, 0), "value", "other");
  assert_member (get_answer (own, 0), "text", "Ask me tomorrow");
  assert_answer (own, 1, "how/other", "text", "How did it go?");
  g_assert_false (json_object_has_member (get_answer (own, 1), "text"));
}

static void
test_rating (void)
{
  HeedRecordBuilder *builder = start ("every");
  g_autoptr (JsonObject) entry = NULL;
  JsonObject *scale, *anchors;

  answer (builder, "self/rating", "4");
  entry = export_entry (builder);
  scale = json_object_get_object_member (get_answer (entry, 0), "scale");
  anchors = json_object_get_object_member (scale, "anchors");

  g_assert_cmpint (json_object_get_int_member (get_answer (entry, 0), "value"), ==, 4);
  g_assert_cmpint (json_object_get_int_member (scale, "min"), ==, 1);
  g_assert_cmpint (json_object_get_int_member (scale, "max"), ==, 5);
  g_assert_cmpuint (json_object_get_size (anchors), ==, 3);
  assert_member (anchors, "3", "So-so");
  g_assert_false (json_object_has_member (anchors, "2"));
}

/* It stands behind the rating, and says what it is. */
static void
test_second_look (void)
{
  HeedRecordBuilder *builder = start ("every");
  g_autoptr (JsonObject) entry = NULL;

  answer (builder, "self/rating", "4");
  answer (builder, "self/rating/then", "2");
  answer (builder, "line", "one");
  entry = export_entry (builder);
  assert_answer (entry, 1, "self/rating", "rating", "You: How do you feel?");
  assert_answer (entry, 2, "self/rating/then", "rating",
                 "You: How do you feel?: Knowing what I know now, where was I last time?");
  g_assert_cmpint (json_object_get_int_member (get_answer (entry, 2), "value"), ==, 2);
  g_assert_true (json_object_has_member (get_answer (entry, 2), "scale"));
}

static GType
export_number (const char *value)
{
  HeedRecordBuilder *builder = start ("every");
  g_autoptr (JsonObject) entry = NULL;

  answer (builder, "count", value);
  entry = export_entry (builder);
  return json_node_get_value_type (json_object_get_member (get_answer (entry, 0), "value"));
}

/* A number only where no letter of the answer is lost. */
static void
test_numbers (void)
{
  static const char *const texts[] = { "-0", "007", "7.10", "1e3", "1e+20", "nan", "seven", "99999999999999999999" };

  g_assert_true (export_number ("7") == G_TYPE_INT64);
  g_assert_true (export_number ("-120") == G_TYPE_INT64);
  g_assert_true (export_number ("7.25") == G_TYPE_DOUBLE);
  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    g_assert_true (export_number (texts[i]) == G_TYPE_STRING);
}

static void
test_erased (void)
{
  HeedRecordBuilder *builder = start ("every");
  g_autoptr (JsonObject) entry = NULL;

  answer (builder, "line", "");
  entry = export_entry (builder);
  g_assert_true (json_object_get_null_member (get_answer (entry, 0), "value"));
  assert_member (get_answer (entry, 0), "modified", "2025-11-21T08:30:00.000000Z");
}

static void
test_unknown_form (void)
{
  HeedRecordBuilder *builder = start ("gone");
  g_autoptr (JsonObject) entry = NULL;
  g_autoptr (JsonObject) elsewhere = NULL;

  answer (builder, "line", "kept");
  entry = export_entry (builder);
  assert_member (entry, "form", "gone");
  g_assert_false (json_object_has_member (entry, "formTitle"));
  assert_answer (entry, 0, "line", "unknown", NULL);
  assert_member (get_answer (entry, 0), "value", "kept");

  builder = heed_record_builder_new (ID, "elsewhere", 1, "every");
  answer (builder, "line", "kept");
  elsewhere = export_entry (builder);
  assert_member (elsewhere, "workbook", "elsewhere");
  g_assert_false (json_object_has_member (elsewhere, "formTitle"));
  assert_answer (elsewhere, 0, "line", "unknown", NULL);
}

/* A person reads the file in a text editor. */
static void
test_readable (void)
{
  HeedRecordBuilder *builder = start ("every");
  g_autoptr (HeedRecord) one = NULL;
  HeedRecord *twice[2];
  g_autofree char *text = NULL;

  answer (builder, "line", "Grüße, “日本” 👋");
  one = heed_record_builder_end (builder);
  twice[0] = twice[1] = one;
  text = export_to_text (twice, 2);

  g_assert_nonnull (strstr (text, "\n  \"entries\" : [\n    {\n      \"id\" : \"" ID "\",\n"));
  g_assert_nonnull (strstr (text, "\n          \"value\" : \"Grüße, “日本” 👋\",\n"));
  g_assert_nonnull (strstr (text, "\n    },\n    {\n"));
  g_assert_true (g_str_has_suffix (text, "\n    }\n  ]\n}\n"));
}

/* A damaged journal makes no damaged export. */
static void
test_invalid_utf8 (void)
{
  HeedRecordBuilder *builder = start ("every");
  g_autoptr (JsonObject) entry = NULL;

  heed_record_builder_set_title (builder, "A\xffZ");
  answer (builder, "line", "x\xc3");
  answer (builder, "lost\xfe", "y");
  entry = export_entry (builder);
  assert_member (entry, "title", "A\xef\xbf\xbdZ");
  assert_member (get_answer (entry, 0), "value", "x\xef\xbf\xbd");
  assert_member (get_answer (entry, 1), "path", "lost\xef\xbf\xbd");
}

/* A damaged journal may hold any path; the sheets do not keep them all. */
static void
test_many_paths (void)
{
  g_autoptr (GPtrArray) records = g_ptr_array_new_with_free_func ((GDestroyNotify) heed_record_unref);
  g_autofree char *text = NULL;
  g_autoptr (JsonObject) object = NULL;
  JsonObject *last;

  for (guint i = 0; i < 3; i++)
    {
      HeedRecordBuilder *builder = start ("every");

      for (guint j = 0; j < 3000; j++)
        {
          g_autofree char *path = g_strdup_printf ("lost-%u-%u", i, j);

          answer (builder, path, "x");
        }
      answer (builder, "line", "first");
      g_ptr_array_add (records, heed_record_builder_end (builder));
    }

  text = export_to_text ((HeedRecord *const *) records->pdata, records->len);
  object = parse (text);
  last = json_array_get_object_element (json_object_get_array_member (object, "entries"), 2);
  g_assert_cmpuint (json_array_get_length (json_object_get_array_member (last, "answers")), ==, 3001);
  assert_answer (last, 0, "line", "text", "One line");
}

static HeedRecord *
make_pictured (GBytes     *first,
               GBytes     *second,
               const char *title)
{
  HeedRecordBuilder *builder = heed_record_builder_new (NULL, "odd", 3, "every");

  heed_record_builder_set_title (builder, title);
  set_picture (builder, "1", first, "A duck");
  if (second != NULL)
    set_picture (builder, "2", second, NULL);
  answer (builder, "line", "one");
  answer (builder, "zero", "lost");
  return heed_record_builder_end (builder);
}

/* Any parser has the bytes when it has joined the pieces. */
static void
assert_pieces (JsonArray *pieces,
               GBytes    *bytes)
{
  g_autofree char *content = heed_picture_name_content (bytes);
  g_autoptr (GString) text = g_string_new (NULL);
  g_autofree guchar *data = NULL;
  gint64 offset = 0;
  gsize length;

  for (guint i = 0; i < json_array_get_length (pieces); i++)
    {
      JsonObject *piece = json_array_get_object_element (pieces, i);
      const char *letters = json_object_get_string_member (piece, "data");

      if (!g_str_equal (json_object_get_string_member (piece, "content"), content))
        continue;
      g_assert_cmpint (json_object_get_int_member (piece, "offset"), ==, offset);
      g_assert_cmpint (json_object_get_int_member (piece, "size"), ==, (gint64) g_bytes_get_size (bytes));
      g_assert_cmpuint (strlen (letters), <=, 64 * 1024);
      g_string_append (text, letters);
      offset = (gint64) text->len / 4 * 3;
    }

  data = g_base64_decode (text->str, &length);
  g_assert_cmpmem (data, length, g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
}

/* A picture is in the file once, however many entries have it, and each entry says which
 * it has; they stand in the order of their names. */
static void
test_pictures (void)
{
  g_autoptr (GBytes) shared = make_picture (1, 3), small = make_picture (2, 70), large = make_picture (3, 200000);
  GBytes *pictures[] = { shared, small, large };
  g_autoptr (HeedRecord) one = make_pictured (shared, large, "One"), two = make_pictured (small, shared, "Two");
  HeedRecord *records[] = { one, two };
  g_autofree char *content = heed_picture_name_content (shared);
  g_autofree char *missing = NULL;
  g_autofree char *text = export_with_pictures (records, 2, pictures, 3, &missing);
  g_autoptr (JsonObject) object = parse (text);
  JsonObject *entry = json_array_get_object_element (json_object_get_array_member (object, "entries"), 0);
  JsonArray *pieces = json_object_get_array_member (object, "pictures");

  g_assert_null (missing);
  g_assert_cmpint (json_object_get_int_member (object, "formatMinorVersion"), ==, 3);
  assert_answer (entry, 0, "line", "text", "One line");
  assert_answer (entry, 1, "zero", "unknown", NULL);
  assert_answer (entry, 2, "~picture/1", "picture", "Picture");
  assert_member (get_answer (entry, 2), "value", content);
  assert_answer (entry, 3, "~picture/1/words", "text", "What the picture shows");
  assert_member (get_answer (entry, 3), "value", "A duck");
  assert_answer (entry, 4, "~picture/2", "picture", "Picture");

  g_assert_cmpuint (json_array_get_length (pieces), ==, 1 + 1 + 5);
  for (guint i = 0; i < G_N_ELEMENTS (pictures); i++)
    assert_pieces (pieces, pictures[i]);
  for (guint i = 1; i < json_array_get_length (pieces); i++)
    g_assert_cmpstr (json_object_get_string_member (json_array_get_object_element (pieces, i - 1), "content"), <=,
                     json_object_get_string_member (json_array_get_object_element (pieces, i), "content"));
  g_assert_nonnull (strstr (text, "\n    }\n  ],\n  \"pictures\" : [\n    {\n      \"content\" : \""));
  g_assert_nonnull (strstr (text, "\"\n    }\n  ],\n  \"wordings\" : ["));
}

/* One that was taken out of its entry is not in the file, and what is none is not called
 * so. */
static void
test_no_pictures (void)
{
  HeedRecordBuilder *builder = start ("every");
  g_autoptr (HeedRecord) record = NULL;
  g_autofree char *text = NULL, *missing = NULL;
  g_autoptr (JsonObject) object = NULL;
  JsonObject *entry;

  answer (builder, "~picture/1", "");
  answer (builder, "~picture/2", "no name");
  record = heed_record_builder_end (builder);
  text = export_with_pictures (&record, 1, NULL, 0, &missing);
  object = parse (text);
  entry = json_array_get_object_element (json_object_get_array_member (object, "entries"), 0);

  g_assert_null (missing);
  g_assert_false (json_object_has_member (object, "pictures"));
  assert_answer (entry, 0, "~picture/1", "picture", "Picture");
  g_assert_true (json_object_get_null_member (get_answer (entry, 0), "value"));
  assert_answer (entry, 1, "~picture/2", "unknown", "Picture");
  assert_member (get_answer (entry, 1), "value", "no name");
}

/* What the journal does not have is left out, and named. */
static void
test_missing_pictures (void)
{
  g_autoptr (GBytes) first = make_picture (1, 10), second = make_picture (2, 10), third = make_picture (3, 10);
  g_autoptr (HeedRecord) one = make_pictured (first, second, "One"), two = make_pictured (third, NULL, "Two");
  HeedRecord *records[] = { one, two };
  g_autofree char *missing = NULL, *both = NULL, *content = heed_picture_name_content (third);
  g_autofree char *text = export_with_pictures (records, 2, &third, 1, &missing);
  g_autofree char *none = export_with_pictures (records, 2, NULL, 0, &both);
  g_autoptr (JsonObject) object = parse (text), empty = parse (none);
  JsonArray *pieces = json_object_get_array_member (object, "pictures");

  g_assert_cmpuint (json_array_get_length (pieces), ==, 1);
  assert_member (json_array_get_object_element (pieces, 0), "content", content);
  g_assert_true (g_str_has_prefix (missing, "2 pictures are not in the file"));
  g_assert_nonnull (strstr (missing, " (“One”), "));
  g_assert_false (json_object_has_member (empty, "pictures"));
  g_assert_true (g_str_has_prefix (both, "3 pictures are not in the file"));
  g_assert_nonnull (strstr (both, "“One”"));
  g_assert_nonnull (strstr (both, "“Two”"));
}

/* A damaged journal makes no export that cannot be read: other bytes than the name says
 * are none. */
static void
test_damaged_picture (void)
{
  g_autoptr (HeedWorkbook) workbook = odd_workbook_new ();
  g_autoptr (GOutputStream) stream = g_memory_output_stream_new_resizable ();
  g_autoptr (HeedExporter) writer = heed_exporter_new (heed_export_formats[0], stream, workbook);
  g_autoptr (GBytes) bytes = make_picture (1, 10), other = make_picture (2, 10);
  g_autoptr (HeedRecord) record = make_pictured (bytes, NULL, "One");
  g_autofree char *missing = NULL;
  g_autofree char *content = heed_picture_name_content (bytes);

  g_assert_true (heed_exporter_add (writer, record, NULL));
  g_assert_cmpstr (heed_exporter_get_wanted_picture (writer), ==, content);
  g_assert_true (heed_exporter_add_picture (writer, content, other, NULL));
  g_assert_null (heed_exporter_get_wanted_picture (writer));
  g_assert_true (heed_exporter_finish (writer, NULL));
  missing = heed_exporter_dup_missing (writer);
  g_assert_true (g_str_has_prefix (missing, "1 picture is not in the file"));
}

static void
assert_fails (GOutputStream *stream,
              HeedError      code)
{
  g_autoptr (HeedWorkbook) workbook = odd_workbook_new ();
  g_autoptr (HeedExporter) writer = heed_exporter_new (heed_export_formats[0], stream, workbook);
  HeedRecordBuilder *builder = start ("every");
  g_autofree char *words = g_strnfill (1024 * 1024, 'w');
  g_autoptr (HeedRecord) record = NULL;
  g_autoptr (GError) first = NULL, again = NULL, last = NULL;

  answer (builder, "words", words);
  record = heed_record_builder_end (builder);

  g_assert_false (heed_exporter_add (writer, record, &first));
  g_assert_error (first, HEED_ERROR, (int) code);
  g_assert_nonnull (heed_error_get_detail (first));
  g_assert_false (heed_exporter_add (writer, record, &again));
  g_assert_error (again, HEED_ERROR, (int) code);
  g_assert_false (heed_exporter_finish (writer, &last));
  g_assert_error (last, HEED_ERROR, (int) code);
  g_assert_cmpstr (last->message, ==, first->message);
}

static void
test_full (void)
{
  int fd = open ("/dev/full", O_WRONLY | O_CLOEXEC);
  g_autoptr (GOutputStream) stream = g_unix_output_stream_new (fd, TRUE);

  g_assert_cmpint (fd, >=, 0);
  assert_fails (stream, HEED_ERROR_FULL);
}

static void
test_broken (void)
{
  g_autoptr (GOutputStream) stream = g_memory_output_stream_new_resizable ();

  g_output_stream_close (stream, NULL, NULL);
  assert_fails (stream, HEED_ERROR_FAILED);
}

/* The place for a picture runs out while it is written. */
static void
test_full_by_picture (void)
{
  g_autoptr (HeedWorkbook) workbook = odd_workbook_new ();
  int fd = open ("/dev/full", O_WRONLY | O_CLOEXEC);
  g_autoptr (GOutputStream) stream = g_unix_output_stream_new (fd, TRUE);
  g_autoptr (HeedExporter) writer = heed_exporter_new (heed_export_formats[0], stream, workbook);
  g_autoptr (GBytes) bytes = make_picture (1, 1000000);
  g_autoptr (HeedRecord) record = make_pictured (bytes, NULL, "One");
  g_autofree char *content = heed_picture_name_content (bytes);
  g_autoptr (GError) error = NULL, last = NULL;

  g_assert_true (heed_exporter_add (writer, record, NULL));
  g_assert_cmpstr (heed_exporter_get_wanted_picture (writer), ==, content);
  g_assert_false (heed_exporter_add_picture (writer, content, bytes, &error));
  g_assert_error (error, HEED_ERROR, HEED_ERROR_FULL);
  g_assert_false (heed_exporter_finish (writer, &last));
  g_assert_cmpstr (last->message, ==, error->message);
}

/* An export so small that nothing is written before its end. */
static void
test_full_at_end (void)
{
  g_autoptr (HeedWorkbook) workbook = odd_workbook_new ();
  int fd = open ("/dev/full", O_WRONLY | O_CLOEXEC);
  g_autoptr (GOutputStream) stream = g_unix_output_stream_new (fd, TRUE);
  g_autoptr (HeedExporter) writer = heed_exporter_new (heed_export_formats[0], stream, workbook);
  g_autoptr (HeedRecord) record = heed_record_builder_end (start ("every"));
  g_autoptr (GError) error = NULL;

  g_assert_true (heed_exporter_add (writer, record, &error));
  g_assert_false (heed_exporter_finish (writer, &error));
  g_assert_error (error, HEED_ERROR, HEED_ERROR_FULL);
}

static void
test_time_format (void)
{
  HeedJsonClock clock = { 0 };
  char buffer[HEED_JSON_TIME_SIZE];
  HeedTimestamp far = { G_MAXINT64, 14 * 3600 };
  HeedTimestamp long_ago = { G_MININT64, -14 * 3600 };
  HeedTimestamp odd = { 0, 3600 + 59 };

  g_assert_true (g_str_has_prefix (heed_json_time_format (&clock, far, buffer), "9999-12-31T"));
  g_assert_true (g_str_has_prefix (heed_json_time_format (&clock, long_ago, buffer), "0001-01-01T"));
  g_assert_cmpstr (heed_json_time_format (&clock, odd, buffer), ==, "1970-01-01T01:00:00.000000+01:00");
}

/* The first and the last day that there are, whatever the clock. */
static void
test_time_ends (void)
{
  static const char * const texts[] = {
    "0001-01-01T00:00:00.000000Z", "0001-01-01T00:30:00.000000+02:00", "0001-01-01T23:59:59.999999-23:59",
    "0001-01-02T00:00:00.000001+23:59", "9999-12-31T00:00:00.000000Z", "9999-12-31T23:59:59.999999Z",
    "9999-12-31T23:30:00.000000-05:00", "9999-12-31T00:30:00.000000+14:00",
  };
  HeedJsonClock clock = { 0 };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      char buffer[HEED_JSON_TIME_SIZE];
      HeedTimestamp stamp;

      g_assert_true (heed_json_time_parse (texts[i], &stamp));
      g_assert_cmpstr (heed_json_time_format (&clock, stamp, buffer), ==, texts[i]);
    }
}

/* Writes as GLib does, in any order of days. */
static void
test_time_same (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (7);
  HeedJsonClock clock = { 0 };

  for (guint i = 0; i < 2000; i++)
    {
      HeedTimestamp stamp = { g_rand_int_range (random, -1000000000, 2000000000) * G_TIME_SPAN_SECOND +
                              g_rand_int_range (random, 0, 1000000),
                          (g_rand_int_range (random, 1, 50) * (i % 2 ? -1 : 1)) * 900 };
      g_autoptr (GDateTime) local = heed_timestamp_to_local (stamp);
      g_autofree char *expected = g_date_time_format (local, "%Y-%m-%dT%H:%M:%S.%f%:z");
      char buffer[HEED_JSON_TIME_SIZE];
      HeedTimestamp back;

      g_assert_cmpstr (heed_json_time_format (&clock, stamp, buffer), ==, expected);
      g_assert_true (heed_json_time_parse (buffer, &back));
      g_assert_cmpint (back.utc, ==, stamp.utc);
      g_assert_cmpint (back.offset, ==, stamp.offset);
    }
}

static void
test_time_parse (void)
{
  static const char *const bad[] = {
    "", "2025-11-21", "2025-11-21T09:30:00", "2025-11-21 09:30:00Z", "20251121T093000Z", "2025-W47-5T09:30:00Z",
    "2025-13-21T09:30:00Z", "2025-02-29T09:30:00Z", "2025-11-21T25:30:00Z", "2025-11-21T09:30Z",
    "2025-11-21T09:30:00+01", "2025-11-21T09:30:00+0100", "2025-11-21T09:30:00+01:00 ", "2025-11-21T09:30:00,5Z"
  };
  HeedTimestamp stamp = { 5, 5 };

  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    g_assert_false (heed_json_time_parse (bad[i], &stamp));
  g_assert_cmpint (stamp.utc, ==, 5);
  g_assert_true (heed_json_time_parse ("2025-11-21T09:30:00.5+01:00", &stamp));
  g_assert_cmpint (stamp.utc, ==, TIME + 500000);
  g_assert_cmpint (stamp.offset, ==, 3600);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/json-writer/empty", test_empty);
  g_test_add_func ("/json-writer/wordings", test_wordings);
  g_test_add_func ("/json-writer/head", test_head);
  g_test_add_func ("/json-writer/left-out", test_left_out);
  g_test_add_func ("/json-writer/times", test_times);
  g_test_add_func ("/json-writer/order", test_order);
  g_test_add_func ("/json-writer/choice", test_choice);
  g_test_add_func ("/json-writer/rating", test_rating);
  g_test_add_func ("/json-writer/second-look", test_second_look);
  g_test_add_func ("/json-writer/numbers", test_numbers);
  g_test_add_func ("/json-writer/erased", test_erased);
  g_test_add_func ("/json-writer/unknown-form", test_unknown_form);
  g_test_add_func ("/json-writer/readable", test_readable);
  g_test_add_func ("/json-writer/invalid-utf8", test_invalid_utf8);
  g_test_add_func ("/json-writer/many-paths", test_many_paths);
  g_test_add_func ("/json-writer/pictures", test_pictures);
  g_test_add_func ("/json-writer/no-pictures", test_no_pictures);
  g_test_add_func ("/json-writer/missing-pictures", test_missing_pictures);
  g_test_add_func ("/json-writer/damaged-picture", test_damaged_picture);
  g_test_add_func ("/json-writer/full", test_full);
  g_test_add_func ("/json-writer/full-by-picture", test_full_by_picture);
  g_test_add_func ("/json-writer/broken", test_broken);
  g_test_add_func ("/json-writer/full-at-end", test_full_at_end);
  g_test_add_func ("/json-writer/time/format", test_time_format);
  g_test_add_func ("/json-writer/time/ends", test_time_ends);
  g_test_add_func ("/json-writer/time/same", test_time_same);
  g_test_add_func ("/json-writer/time/parse", test_time_parse);

  return g_test_run ();
}
