/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Tests of src/exchange/heed-json-reader.c and heed-json-stream.c. */

#include "heed-json-reader.h"

#include <string.h>

#include "export-pictures.h"
#include "heed-error.h"
#include "heed-exporter.h"
#include "heed-wording.h"
#include "odd-journal.h"
#include "read-export.h"
#include "test-forms.h"

#define ID "8c0a6f6e-2d3b-4b52-9a53-0d9b6a1f1c11"

static const char journal[] =
    "{ \"format\": \"org.heedworkbook.journal\", \"formatVersion\": 1,\n"
    "  \"exportedAt\": \"2026-03-20T17:45:00+01:00\", \"generator\": \"Heed\",\n"
    "  \"workbooks\": [],\n"
    "  \"entries\": [\n"
    "    { \"id\": \"5b0c7f3e-2d18-4c52-9a67-1f6f0c9a3d21\", \"workbook\": \"w\", \"workbookVersion\": 1,\n"
    "      \"form\": \"note\", \"tags\": [], \"created\": \"2026-03-20T08:30:00Z\",\n"
    "      \"modified\": \"2026-03-20T08:30:00Z\", \"answers\": [] },\n"
    "    { \"id\": \"" ID "\", \"workbook\": \"w\", \"workbookVersion\": 2, \"form\": \"plan\",\n"
    "      \"item\": \"tip\", \"itemTitle\": \"A tip\", \"title\": \"Mine\", \"tags\": [\"a\"], \"formTitle\": \"Plan\",\n"
    "      \"created\": \"2026-03-20T08:30:00.25+01:00\", \"modified\": \"2026-03-20T08:31:00+01:00\",\n"
    "      \"completed\": \"2026-03-20T08:32:00Z\", \"deleted\": \"2026-03-20T08:33:00Z\",\n"
    "      \"answers\": [\n"
    "        { \"path\": \"gone\", \"type\": \"unknown\", \"value\": null, \"modified\": \"2026-03-20T07:31:00Z\" },\n"
    "        { \"path\": \"rating\", \"prompt\": \"How?\", \"type\": \"rating\", \"value\": 4, \"text\": \"four\",\n"
    "          \"scale\": {}, \"modified\": \"2026-03-20T07:31:00.000001Z\" } ] } ] }";

static GPtrArray *
read_bytes (const char *text,
            gsize       length,
            GError    **error)
{
  g_autoptr (GInputStream) stream = g_memory_input_stream_new_from_data (text, (gssize) length, NULL);

  return read_export (stream, "mine.json", error);
}

static char *
replace (const char *text,
         const char *from,
         const char *to)
{
  const char *at = strstr (text, from);

  g_assert_nonnull (at);
  return g_strdup_printf ("%.*s%s%s", (int) (at - text), text, to, at + strlen (from));
}

static void
assert_refused (const char *text,
                gsize       length,
                HeedError   code,
                const char *words)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) records = read_bytes (text, length, &error);

  g_test_message ("%s", error != NULL ? error->message : "no error");
  g_assert_null (records);
  g_assert_error (error, HEED_ERROR, (int) code);
  g_assert_nonnull (strstr (error->message, "mine.json"));
  g_assert_nonnull (strstr (error->message, words));
}

static void
test_read (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) records = read_bytes (journal, strlen (journal), &error);
  HeedRecord *record;
  const char *value;
  gint64 modified;

  g_assert_no_error (error);
  g_assert_cmpuint (records->len, ==, 2);
  record = g_ptr_array_index (records, 1);
  g_assert_cmpstr (heed_record_get_id (record), ==, ID);
  g_assert_cmpstr (heed_record_get_workbook_id (record), ==, "w");
  g_assert_cmpuint (heed_record_get_workbook_version (record), ==, 2);
  g_assert_cmpstr (heed_record_get_form_id (record), ==, "plan");
  g_assert_cmpstr (heed_record_get_item_id (record), ==, "tip");
  g_assert_cmpstr (heed_record_get_title (record), ==, "Mine");
  g_assert_cmpstr (heed_record_get_tags (record)[0], ==, "a");
  g_assert_cmpint (heed_record_get_created (record).utc, ==, 1773991800250000);
  g_assert_cmpint (heed_record_get_created (record).offset, ==, 3600);
  g_assert_true (heed_timestamp_is_set (heed_record_get_completed (record)));
  g_assert_true (heed_timestamp_is_set (heed_record_get_deleted (record)));
  g_assert_cmpuint (heed_record_get_n_answers (record), ==, 2);
  g_assert_cmpstr (heed_record_get_answer (record, "rating"), ==, "4");
  heed_record_get_nth_answer (record, 1, NULL, &value, &modified);
  g_assert_cmpint (modified, ==, 1773991860000001);
  heed_record_get_nth_answer (record, 0, NULL, &value, NULL);
  g_assert_cmpstr (value, ==, "");
}

static GPtrArray *
write_and_read (GPtrArray *records)
{
  g_autoptr (HeedWorkbook) workbook = odd_workbook_new ();
  g_autoptr (GOutputStream) out = g_memory_output_stream_new_resizable ();
  g_autoptr (HeedExporter) writer = heed_exporter_new (heed_export_formats[0], out, workbook);
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GInputStream) in = NULL;
  g_autoptr (GError) error = NULL;
  GPtrArray *back;

  for (guint i = 0; i < records->len; i++)
    g_assert_true (heed_exporter_add (writer, g_ptr_array_index (records, i), NULL));
  g_assert_true (heed_exporter_finish (writer, NULL));
  g_output_stream_close (out, NULL, NULL);
  bytes = g_memory_output_stream_steal_as_bytes (G_MEMORY_OUTPUT_STREAM (out));

  in = g_memory_input_stream_new_from_bytes (bytes);
  back = read_export (in, "mine.json", &error);
  g_assert_no_error (error);
  return back;
}

/* Whatever was written comes back, to the last letter and microsecond. */
static void
test_round_trip (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (20260321);
  g_autoptr (GPtrArray) records = g_ptr_array_new_with_free_func ((GDestroyNotify) heed_record_unref);
  g_autoptr (GPtrArray) back = NULL;

  for (guint i = 0; i < 1500; i++)
    g_ptr_array_add (records, odd_record_new (random));

  back = write_and_read (records);
  g_assert_cmpuint (back->len, ==, records->len);
  for (guint i = 0; i < records->len; i++)
    g_assert_true (heed_record_equal (g_ptr_array_index (records, i), g_ptr_array_index (back, i)));
}

static void
test_unknown_members (void)
{
  g_autofree char *top = replace (journal, "\"formatVersion\": 1", "\"formatVersion\": 1, \"new\": [{\"a\": 1e9}]");
  g_autofree char *entry = replace (top, "\"form\": \"plan\"", "\"form\": \"plan\", \"mood\": {\"x\": [true]}");
  g_autofree char *all = replace (entry, "\"prompt\"", "\"certainty\": 0.5, \"prompt\"");
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) plain = read_bytes (journal, strlen (journal), &error);
  g_autoptr (GPtrArray) records = read_bytes (all, strlen (all), &error);

  g_assert_no_error (error);
  g_assert_cmpuint (records->len, ==, 2);
  for (guint i = 0; i < 2; i++)
    g_assert_true (heed_record_equal (g_ptr_array_index (plain, i), g_ptr_array_index (records, i)));
}

static gboolean
count_record (HeedRecord  *record,
              gpointer     count,
              GError     **error)
{
  ++*(guint *) count;
  return TRUE;
}

/* What is kept of the entry itself, and since when; somebody who pins one by hand need not
 * know the latter. */
static void
test_own (void)
{
  g_autofree char *text = replace (journal, "\"completed\"",
                                   "\"createdChanged\": \"2026-03-20T09:00:00Z\", \"pinned\": true, "
                                   "\"pinnedChanged\": \"2026-03-20T10:00:00Z\", \"completed\"");
  g_autofree char *by_hand = replace (journal, "\"completed\"", "\"pinned\": false, \"completed\"");
  g_autofree char *wrong = replace (journal, "\"completed\"", "\"pinned\": 1, \"completed\"");
  g_autofree char *own_path = replace (journal, "\"gone\"", "\".pinned\"");
  g_autoptr (GPtrArray) records = read_bytes (text, strlen (text), NULL);
  g_autoptr (GPtrArray) others = read_bytes (by_hand, strlen (by_hand), NULL);
  HeedRecord *record = g_ptr_array_index (records, 1), *other = g_ptr_array_index (others, 1);

  g_assert_true (heed_record_is_pinned (record));
  g_assert_cmpint (heed_record_get_answer_time (record, HEED_RECORD_PINNED), ==, 1774000800000000);
  g_assert_cmpstr (heed_record_get_answer (record, HEED_RECORD_CREATED), ==, "2026-03-20T08:30:00.250000+01:00");
  g_assert_cmpint (heed_record_get_answer_time (record, HEED_RECORD_CREATED), ==, 1773997200000000);
  g_assert_false (heed_record_is_pinned (other));
  g_assert_cmpint (heed_record_get_answer_time (other, HEED_RECORD_PINNED), ==, heed_record_get_modified (other).utc);
  assert_refused (wrong, strlen (wrong), HEED_ERROR_INVALID_FILE, "“pinned”");
  assert_refused (own_path, strlen (own_path), HEED_ERROR_INVALID_FILE, "“answers”");
}

/* What a newer Heed writes and this one does not know is not dropped in silence. */
static void
test_unknown_are_named (void)
{
  static const char * const names[] = { "new", "entries/mood", "answers/certainty" };
  g_autofree char *top = replace (journal, "\"formatVersion\": 1", "\"formatVersion\": 1, \"new\": [{\"a\": 1e9}]");
  g_autofree char *entry = replace (top, "\"form\": \"plan\"", "\"form\": \"plan\", \"mood\": {\"x\": [true]}");
  g_autofree char *all = replace (entry, "\"prompt\"", "\"certainty\": 0.5, \"prompt\"");
  g_autoptr (GInputStream) stream = g_memory_input_stream_new_from_data (all, (gssize) strlen (all), NULL);
  g_autoptr (GHashTable) unknown = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GError) error = NULL;
  guint count = 0;

  g_assert_true (heed_json_read_each (stream, "mine.json", count_record, NULL, &count, NULL, NULL, unknown, NULL, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (count, ==, 2);
  g_assert_cmpuint (g_hash_table_size (unknown), ==, G_N_ELEMENTS (names));
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    g_assert_true (g_hash_table_contains (unknown, names[i]));
}

/* What was asked comes along, whether it can be read or not, and what a newer minor
 * version says of it is named. */
static void
test_wordings (void)
{
  g_autofree char *all = replace (journal, "\"formatVersion\": 1",
                                  "\"formatVersion\": 1, \"formatMinorVersion\": 3, \"wordings\": [{\"workbook\": \"w\", "
                                  "\"version\": 2, \"document\": \"<workbook/>\", \"commonForms\": \"<forms/>\", "
                                  "\"mood\": 1}, {\"workbook\": \"w\", \"version\": 3, \"document\": \"\"}]");
  g_autoptr (GInputStream) stream = g_memory_input_stream_new_from_data (all, (gssize) strlen (all), NULL);
  g_autoptr (GHashTable) unknown = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GPtrArray) editions = g_ptr_array_new_with_free_func ((GDestroyNotify) heed_edition_free);
  g_autoptr (GError) error = NULL;
  const HeedEdition *edition;
  guint count = 0;

  g_assert_true (heed_json_read_each (stream, "mine.json", count_record, NULL, &count, NULL, editions, unknown, NULL,
                                      &error));
  g_assert_no_error (error);
  g_assert_cmpuint (editions->len, ==, 2);
  edition = g_ptr_array_index (editions, 0);
  g_assert_cmpstr (edition->id, ==, "w");
  g_assert_cmpuint (edition->version, ==, 2);
  g_assert_cmpmem (g_bytes_get_data (edition->document, NULL), g_bytes_get_size (edition->document),
                   "<workbook/>\0<forms/>", strlen ("<workbook/>") + 1 + strlen ("<forms/>"));
  g_assert_cmpuint (g_hash_table_size (unknown), ==, 1);
  g_assert_true (g_hash_table_contains (unknown, "wordings/mood"));
}

/* The workbook of every field in the version before, in other words. */
static HeedWorkbook *
open_former_forms (void)
{
  static const char * const words[][2] = {
    { "version=\"3\"", "version=\"2\"" },
    { "<title>Flat</title>", "<title>Level</title>" },
    { "<label>Story</label>", "<label>A tale &amp; its end: how?</label>" },
    { "<label>Place</label>", "<label>Where</label>" },
    { "At work", "In the office" },
    { "<label>Rating</label>", "<label>How often</label>" },
    { "<anchor value=\"5\">Always", "<anchor value=\"5\">Each time" },
    { "<item>Emotion</item>", "<item>Feeling</item>" },
    { "<label>Name of it</label>", "<label>Its name: in a word</label>" },
    { "<label>Name</label>", "<label>Who</label>" },
  };
  static const char * const languages[] = { "en_US", "en", "C", NULL };
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "fixtures", "every-field.xml", NULL);
  g_autofree char *xml = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GError) error = NULL;
  HeedWorkbook *workbook;

  g_file_get_contents (path, &xml, NULL, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    {
      g_autofree char *former = g_steal_pointer (&xml);

      xml = replace (former, words[i][0], words[i][1]);
    }
  bytes = g_bytes_new (xml, strlen (xml));
  workbook = heed_workbook_new_from_bytes (bytes, "former.xml", languages, &error);
  g_assert_no_error (error);
  return workbook;
}

static HeedRecord *
make_former (const char *form_id,
             const char *first_path,
             const char *first_value,
             const char *second_path,
             const char *second_value,
             const char *third_path,
             const char *third_value)
{
  HeedRecordBuilder *builder = heed_record_builder_new (NULL, "every-field", 2, form_id);

  heed_record_builder_set_answer (builder, first_path, first_value, 1);
  heed_record_builder_set_answer (builder, second_path, second_value, 1);
  heed_record_builder_set_answer (builder, third_path, third_value, 1);
  return heed_record_builder_end (builder);
}

/* What a Heed that kept no wording exported of @records. */
static char *
export_former (HeedWorkbook *workbook,
               HeedRecord  **records)
{
  g_autoptr (GOutputStream) out = g_memory_output_stream_new_resizable ();
  g_autoptr (HeedExporter) writer = heed_exporter_new (heed_export_formats[0], out, workbook);
  g_autoptr (GBytes) bytes = NULL;
  g_autofree char *text = NULL;
  gsize size;

  for (guint i = 0; records[i] != NULL; i++)
    g_assert_true (heed_exporter_add (writer, records[i], NULL));
  g_assert_true (heed_exporter_finish (writer, NULL));
  g_output_stream_close (out, NULL, NULL);
  bytes = g_memory_output_stream_steal_as_bytes (G_MEMORY_OUTPUT_STREAM (out));
  text = g_strndup (g_bytes_get_data (bytes, &size), g_bytes_get_size (bytes));
  *strstr (text, ",\n  \"wordings\"") = '\0';
  return g_strconcat (text, "\n}\n", NULL);
}

static GPtrArray *
read_editions (const char   *text,
               HeedWorkbook *workbook)
{
  g_autoptr (GInputStream) stream = g_memory_input_stream_new_from_data (text, (gssize) strlen (text), NULL);
  GPtrArray *editions = g_ptr_array_new_with_free_func ((GDestroyNotify) heed_edition_free);
  g_autoptr (GError) error = NULL;
  guint count = 0;

  heed_json_read_each (stream, "mine.json", count_record, NULL, &count, workbook, editions, NULL, NULL, &error);
  g_assert_no_error (error);
  return editions;
}

static const char *
get_label (HeedWorkbook *workbook,
           HeedRecord   *record,
           const char   *path)
{
  return heed_field_get_label (heed_form_find_path (heed_wording_find_form (workbook, record), path));
}

/* An export of before wordings went with it has the questions beside the answers, which
 * say what was asked as far as they go. */
static void
test_labels (void)
{
  g_autoptr (HeedWorkbook) former = open_former_forms ();
  g_autoptr (HeedWorkbook) workbook = open_forms ();
  g_autoptr (HeedRecord) flat = make_former ("flat", "story", "Once", "place", "work", "rating", "3");
  g_autoptr (HeedRecord) nested = make_former ("nested", "emotion/2/name", "Joy", "emotion/2/signs/1", "A grin",
                                               "ends/1", "Soon");
  g_autofree char *text = export_former (former, (HeedRecord *[]) { flat, nested, NULL });
  g_autoptr (GPtrArray) editions = read_editions (text, workbook);
  g_autofree char *said = NULL;
  g_autofree char *more = NULL;
  HeedForm *form;

  g_assert_cmpuint (editions->len, ==, 1);
  g_assert_cmpstr (get_label (workbook, flat, "story"), ==, "Story");
  heed_workbook_add_editions (workbook, editions);
  g_assert_true (heed_workbook_is_partial (heed_workbook_find_edition (workbook, "every-field", 2)));

  form = heed_wording_find_form (workbook, flat);
  g_assert_cmpstr (heed_form_get_title (form), ==, "Level");
  g_assert_cmpstr (get_label (workbook, flat, "story"), ==, "A tale & its end: how?");
  g_assert_cmpstr (get_label (workbook, flat, "place"), ==, "Where");
  g_assert_cmpstr (heed_field_find_option (heed_form_find_path (form, "place"), "work"), ==, "In the office");
  g_assert_cmpstr (get_label (workbook, flat, "rating"), ==, "How often");
  g_assert_cmpstr (heed_field_get_anchor (heed_form_find_path (form, "rating"), 5), ==, "Each time");
  g_assert_cmpstr (get_label (workbook, nested, "emotion/1/name"), ==, "Its name: in a word");
  /* What nobody answered is asked as it is today, and that is said. */
  g_assert_cmpstr (get_label (workbook, flat, "name"), ==, "Name");
  said = heed_wording_describe (workbook, flat);
  g_assert_nonnull (strstr (said, "as far as that was kept"));

  /* A file without answers of another version, and one that brings whole wordings. */
  g_clear_pointer (&editions, g_ptr_array_unref);
  editions = read_editions (journal, workbook);
  g_assert_cmpuint (editions->len, ==, 0);
  more = replace (text, "\"entries\"", "\"wordings\" : [{\"workbook\": \"every-field\", \"version\": 2, "
                                       "\"document\": \"<workbook/>\"}], \"entries\"");
  g_clear_pointer (&editions, g_ptr_array_unref);
  editions = read_editions (more, workbook);
  g_assert_cmpuint (editions->len, ==, 1);
}

static void
add_from_export (HeedWorkbook *workbook,
                 const char   *text)
{
  g_autoptr (GPtrArray) editions = read_editions (text, workbook);

  heed_workbook_add_editions (workbook, editions);
}

/* Each of two exports knows a part: both are known in the end, in whatever order they
 * came, and of two ways to say the same it is the same one. */
static void
test_joined_labels (void)
{
  g_autoptr (HeedWorkbook) former = open_former_forms ();
  g_autoptr (HeedRecord) flat = make_former ("flat", "story", "Once", "place", "work", "rating", "3");
  g_autoptr (HeedRecord) named = make_former ("flat", "story", "Once", "name", "Ann", "rating", "3");
  g_autofree char *one = export_former (former, (HeedRecord *[]) { flat, NULL });
  g_autofree char *two = export_former (former, (HeedRecord *[]) { named, NULL });
  g_autofree char *other = replace (two, "A tale & its end: how?", "Ein Schluß?");

  for (guint i = 0; i < 2; i++)
    {
      g_autoptr (HeedWorkbook) workbook = open_forms ();
      HeedWorkbook *joined;

      add_from_export (workbook, i == 0 ? one : other);
      g_assert_cmpstr (get_label (workbook, flat, "name"), ==, i == 0 ? "Name" : "Who");
      add_from_export (workbook, i == 0 ? other : one);
      g_assert_cmpstr (get_label (workbook, flat, "name"), ==, "Who");
      g_assert_cmpstr (get_label (workbook, flat, "place"), ==, "Where");
      g_assert_cmpstr (get_label (workbook, flat, "story"), ==, "A tale & its end: how?");
      g_assert_cmpstr (get_label (workbook, flat, "day"), ==, "Day");

      /* Nothing new makes nothing new. */
      joined = heed_workbook_find_edition (workbook, "every-field", 2);
      g_assert_true (heed_workbook_is_partial (joined));
      add_from_export (workbook, one);
      g_assert_true (heed_workbook_find_edition (workbook, "every-field", 2) == joined);
    }
}

/* A prompt in which something stands that no workbook can hold costs no other. */
static void
test_odd_label (void)
{
  g_autoptr (HeedWorkbook) former = open_former_forms ();
  g_autoptr (HeedWorkbook) workbook = open_forms ();
  g_autoptr (HeedRecord) flat = make_former ("flat", "story", "Once", "place", "work", "rating", "3");
  g_autofree char *text = export_former (former, (HeedRecord *[]) { flat, NULL });
  g_autofree char *odd = replace (text, "A tale & its end", "A tale\\u0008& its\\u007f end\\u0085");

  add_from_export (workbook, odd);
  g_assert_cmpstr (get_label (workbook, flat, "place"), ==, "Where");
  g_assert_cmpstr (get_label (workbook, flat, "story"), ==, "A tale & its end : how?");
}

/* Whoever has the whole wording forgets what was put together, and nobody who has it
 * takes less for it. */
static void
test_whole_labels (void)
{
  g_autoptr (HeedWorkbook) former = open_former_forms ();
  g_autoptr (HeedWorkbook) workbook = open_forms ();
  g_autoptr (HeedRecord) flat = make_former ("flat", "story", "Once", "place", "work", "rating", "3");
  g_autofree char *text = export_former (former, (HeedRecord *[]) { flat, NULL });
  g_autoptr (GPtrArray) partial = read_editions (text, workbook);
  g_autoptr (GPtrArray) whole = g_ptr_array_new_with_free_func ((GDestroyNotify) heed_edition_free);
  g_autoptr (GBytes) document = heed_workbook_dup_document (former);
  g_autoptr (HeedWorkbook) fresh = open_forms ();
  HeedForm *before;

  g_ptr_array_add (whole, heed_edition_new ("every-field", 2, document));
  heed_workbook_add_editions (workbook, partial);
  before = heed_wording_find_form (workbook, flat);
  g_assert_cmpstr (get_label (workbook, flat, "name"), ==, "Name");
  heed_workbook_add_editions (workbook, whole);
  g_assert_cmpstr (get_label (workbook, flat, "name"), ==, "Who");
  /* A page may show it still. */
  g_assert_cmpstr (heed_form_get_title (before), ==, "Level");

  heed_workbook_add_editions (fresh, whole);
  heed_workbook_add_editions (fresh, partial);
  g_assert_cmpstr (get_label (fresh, flat, "name"), ==, "Who");
}

/* A stream that gives a few bytes at a time, as a pipe may. */
#define DROPS_TYPE_STREAM (drops_stream_get_type ())
G_DECLARE_FINAL_TYPE (DropsStream, drops_stream, DROPS, STREAM, GInputStream)

struct _DropsStream
{
  GInputStream parent_instance;
  const char *text;
  gsize left;
  gsize drop;
};

G_DEFINE_FINAL_TYPE (DropsStream, drops_stream, G_TYPE_INPUT_STREAM)

static gssize
drops_stream_read (GInputStream  *stream,
                   void          *buffer,
                   gsize          count,
                   GCancellable  *cancellable,
                   GError       **error)
{
  DropsStream *self = DROPS_STREAM (stream);
  gsize length = MIN (MIN (count, self->left), self->drop);

  memcpy (buffer, self->text, length);
  self->text += length;
  self->left -= length;
  return (gssize) length;
}

static void
drops_stream_class_init (DropsStreamClass *klass)
{
  G_INPUT_STREAM_CLASS (klass)->read_fn = drops_stream_read;
}

static void
drops_stream_init (DropsStream *self)
{
}

static GPtrArray *
read_in_drops (const char  *text,
               gsize        drop,
               GError     **error)
{
  g_autoptr (DropsStream) stream = g_object_new (DROPS_TYPE_STREAM, NULL);

  stream->text = text;
  stream->left = strlen (text);
  stream->drop = drop;
  return read_export (G_INPUT_STREAM (stream), "mine.json", error);
}

/* Wherever the text is cut while it comes, it is read the same. */
static void
test_drops (void)
{
  g_autofree char *text = replace (journal, "\"value\": 4", "\"value\": \"\\uD83D\\uDE00é\"");
  g_autofree char *bad = replace (journal, "\"value\": 4", "\"value\": \"\\uD83D\\u0041\"");

  for (gsize drop = 1; drop < 40; drop++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GPtrArray) records = read_in_drops (text, drop, &error);

      g_assert_no_error (error);
      g_assert_cmpuint (records->len, ==, 2);
      g_assert_cmpstr (heed_record_get_answer (g_ptr_array_index (records, 1), "rating"), ==, "😀é");
      g_assert_null (read_in_drops (bad, drop, &error));
      g_assert_error (error, HEED_ERROR, HEED_ERROR_INVALID_FILE);
    }
}

/* An entry that is longer than what is read at once. */
static void
test_long_entry (void)
{
  g_autofree char *words = g_strnfill (3 * 1024 * 1024, 'w');
  g_autofree char *value = g_strdup_printf ("\"value\": \"%s\"", words);
  g_autofree char *text = replace (journal, "\"value\": 4", value);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) records = read_in_drops (text, 100000, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (heed_record_get_answer (g_ptr_array_index (records, 1), "rating"), ==, words);
}

static void
test_cancelled (void)
{
  g_autoptr (GInputStream) stream = g_memory_input_stream_new_from_data (journal, (gssize) strlen (journal), NULL);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  guint count = 0;

  g_cancellable_cancel (cancellable);
  g_assert_false (heed_json_read_each (stream, "mine.json", count_record, NULL, &count, NULL, NULL, NULL, cancellable,
                                       &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpuint (count, ==, 0);
}

/* Some programs change what they save: order, spaces, a byte order mark. */
static void
test_lenient (void)
{
  static const char text[] = "\xef\xbb\xbf\r\n{\"entries\":[],\t\"formatVersion\":1,\"format\":\"org.heedworkbook.journal\"}\n";
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) records = read_bytes (text, strlen (text), &error);

  g_assert_no_error (error);
  g_assert_cmpuint (records->len, ==, 0);
}

static void
test_too_new (void)
{
  g_autofree char *newer = replace (journal, "\"formatVersion\": 1", "\"formatVersion\": 2");
  static const char other[] = "{\"format\": \"org.heedworkbook.journal\", \"formatVersion\": 9, \"entries\": {}}";

  assert_refused (newer, strlen (newer), HEED_ERROR_TOO_NEW, "newer Heed");
  assert_refused (other, strlen (other), HEED_ERROR_TOO_NEW, "newer Heed");
}

static void
test_other_files (void)
{
  static const char *const texts[] = {
    "", " ", "[]", "null", "{}", "\"text\"", "PK\x03\x04", "<workbook/>", "{\"format\": \"other\", \"formatVersion\": 1}",
    "{\"format\": 1}", "{\"format\": \"org.heedworkbook.journal\"} x", "{'format': 'org.heedworkbook.journal'}",
    "{\"format\": \"org.heedworkbook.journal\", }", "// no\n{}", "\xff\xfe{\0}"
  };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    assert_refused (texts[i], strlen (texts[i]), HEED_ERROR_INVALID_FILE, "not a journal");
}

static void
test_envelope (void)
{
  static const char *const changes[][3] = {
    { "\"formatVersion\": 1", "\"formatVersion\": 0", "formatVersion" },
    { "\"formatVersion\": 1", "\"formatVersion\": \"1\"", "formatVersion" },
    { "\"formatVersion\": 1", "\"formatVersion\": 1.5", "formatVersion" },
    { "\"formatVersion\"", "\"format-version\"", "formatVersion" },
    { "2026-03-20T17:45:00+01:00", "yesterday", "exportedAt" },
    { "\"Heed\"", "[]", "generator" },
    { "\"workbooks\": []", "\"workbooks\": 3", "workbooks" },
    { "\"entries\"", "\"entry\"", "entries" },
    { "\"workbooks\": []", "\"workbooks\": [], \"formatMinorVersion\": -1", "formatMinorVersion" },
    { "\"workbooks\": []", "\"workbooks\": [], \"wordings\": {}", "wordings" },
    { "\"workbooks\": []", "\"workbooks\": [], \"wordings\": [3]", "wordings" },
    { "\"workbooks\": []", "\"workbooks\": [], \"wordings\": [{\"workbook\": \"w\", \"version\": 1}]", "wordings" },
    { "\"workbooks\": []",
      "\"workbooks\": [], \"wordings\": [{\"workbook\": \"w\", \"version\": 1, \"document\": \"\", \"commonForms\": 1}]",
      "wordings" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (changes); i++)
    {
      g_autofree char *text = replace (journal, changes[i][0], changes[i][1]);
      g_autofree char *member = g_strdup_printf ("“%s”", changes[i][2]);

      assert_refused (text, strlen (text), HEED_ERROR_INVALID_FILE, member);
    }
}

static void
test_members (void)
{
  static const char *const changes[][3] = {
    { "\"" ID "\"", "\"mine\"", "“id”" },
    { "\"" ID "\"", "7", "“id”" },
    { "\"" ID "\"", "\"5b0c7f3e-2d18-4c52-9a67-1f6f0c9a3d21\"", "“id”" },
    { "\"id\": \"" ID "\",", "", "“id”" },
    { "\"workbook\": \"w\", \"workbookVersion\": 2", "\"workbook\": \"\", \"workbookVersion\": 2", "“workbook”" },
    { "\"workbookVersion\": 2", "\"workbookVersion\": -2", "“workbookVersion”" },
    { "\"workbookVersion\": 2", "\"workbookVersion\": 4294967298", "“workbookVersion”" },
    { "\"workbookVersion\": 2", "\"workbookVersion\": \"2\"", "“workbookVersion”" },
    { "\"form\": \"plan\"", "\"form\": null", "“form”" },
    { "\"tip\"", "1", "“item”" },
    { "\"A tip\"", "[]", "“itemTitle”" },
    { "\"Mine\"", "false", "“title”" },
    { "\"Plan\"", "{}", "“formTitle”" },
    { "[\"a\"]", "\"a\"", "“tags”" },
    { "[\"a\"]", "[\"a\", 1]", "“tags”" },
    { "2026-03-20T08:30:00.25+01:00", "2026-03-20T08:30:00", "“created”" },
    { "\"2026-03-20T08:31:00+01:00\"", "1773991860", "“modified”" },
    { "\"2026-03-20T08:32:00Z\"", "null", "“completed”" },
    { "2026-03-20T08:33:00Z", "2026-02-30T08:33:00Z", "“deleted”" },
    { "2026-03-20T08:33:00Z", "2026-03-20T23:59:60Z", "“deleted”" },
    { "2026-03-20T08:33:00Z", "2026-03-20T24:00:00Z", "“deleted”" },
    { "2026-03-20T08:33:00Z", "2026-03-20T08:33:00+24:00", "“deleted”" },
    { "2026-03-20T08:33:00Z", "2026-03-20T08:33:00-02:60", "“deleted”" },
    { "\"answers\": [\n", "\"answers\": [ 5,\n", "“answers”" },
    { "\"path\": \"gone\"", "\"path\": \"rating\"", "“answers”" },
    { "\"path\": \"gone\"", "\"path\": \"\"", "“answers/1/path”" },
    { "\"path\": \"rating\",", "", "“answers/2/path”" },
    { "\"How?\"", "1", "“answers/2/prompt”" },
    { "\"type\": \"rating\"", "\"type\": 3", "“answers/2/type”" },
    { "\"value\": 4,", "", "“answers/2/value”" },
    { "\"value\": 4", "\"value\": true", "“answers/2/value”" },
    { "\"value\": 4", "\"value\": [4]", "“answers/2/value”" },
    { "\"value\": 4", "\"value\": 1e999", "“answers/2/value”" },
    { "\"four\"", "4", "“answers/2/text”" },
    { "\"scale\": {}", "\"scale\": 5", "“answers/2/scale”" },
    { "2026-03-20T07:31:00.000001Z", "", "“answers/2/modified”" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (changes); i++)
    {
      g_autofree char *text = replace (journal, changes[i][0], changes[i][1]);

      assert_refused (text, strlen (text), HEED_ERROR_INVALID_FILE, changes[i][2]);
      assert_refused (text, strlen (text), HEED_ERROR_INVALID_FILE, "entry 2");
    }
}

static char *
make_scale_with_twins (void)
{
  GString *text = g_string_new ("\"scale\": {\"a\": 0");

  for (guint i = 0; i < 100; i++)
    g_string_append_printf (text, ", \"n%u\": %u", i == 93 ? 7 : i, i);
  g_string_append_c (text, '}');
  return g_string_free (text, FALSE);
}

/* A member that is there twice, however its name is written, at any depth, and
 * among many others. */
static void
test_twice (void)
{
  g_autofree char *many = make_scale_with_twins ();
  const char *const changes[][3] = {
    { "\"generator\"", "\"exportedAt\"", "“exportedAt” is there twice" },
    { "\"generator\"", "\"n\": 1, \"\\u006e\": 1, \"generator\"", "“n” is there twice" },
    { "\"itemTitle\"", "\"title\"", "in entry 2, “title” is there twice" },
    { "\"value\": 4", "\"value\": 4, \"value\": 4", "in entry 2, “value” is there twice" },
    { "\"value\": 4", "\"value\": 4, \"\\u0076al\\u0075e\": 5", "in entry 2, “value” is there twice" },
    { "\"scale\": {}", "\"scale\": {\"low\": {\"a\": [1], \"b\": 1, \"a\": 2}}", "in entry 2, “a” is there twice" },
    { "\"scale\": {}", many, "in entry 2, “n7” is there twice" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (changes); i++)
    {
      g_autofree char *text = replace (journal, changes[i][0], changes[i][1]);

      assert_refused (text, strlen (text), HEED_ERROR_INVALID_FILE, changes[i][2]);
    }
}

/* Entries that are no objects. */
static void
test_entries (void)
{
  g_autofree char *text = replace (journal, "\"entries\": [\n", "\"entries\": [ 1,\n");

  assert_refused (text, strlen (text), HEED_ERROR_INVALID_FILE, "entry 1");
}

/* A file that was cut anywhere is refused and gives nothing. */
static void
test_truncated (void)
{
  for (gsize length = 0; length < strlen (journal); length++)
    {
      g_autofree char *text = g_strndup (journal, length);

      assert_refused (text, length, HEED_ERROR_INVALID_FILE, "not a journal");
    }
}

/* What JSON forbids and json-glib lets pass. */
static void
test_strict (void)
{
  static const char *const values[] = {
    "\"\\u0000\"", "\"\\ud800x\"", "\"\\udc00\"", "\"\\ud800\\u0041\"", "\"\\x41\"", "\"a\nb\"", "\"\xff\"", "012",
    "1234567890123456789012", "'x'", "/* \" */ 1 /* \" */", "1.", ".5", "+1", "nan", "tru", "\"\\u12", "\"\\", "-"
  };

  for (guint i = 0; i < G_N_ELEMENTS (values); i++)
    {
      g_autofree char *value = g_strdup_printf ("\"value\": %s", values[i]);
      g_autofree char *text = replace (journal, "\"value\": 4", value);

      assert_refused (text, strlen (text), HEED_ERROR_INVALID_FILE, "not a journal");
    }
}

static void
test_escapes (void)
{
  g_autofree char *text = replace (journal, "\"value\": 4", "\"value\": \"\\\"\\\\\\/\\b\\f\\n\\r\\t\\u00e9\\uD83D\\uDE00\"");
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) records = read_bytes (text, strlen (text), &error);

  g_assert_no_error (error);
  g_assert_cmpstr (heed_record_get_answer (g_ptr_array_index (records, 1), "rating"), ==, "\"\\/\b\f\n\r\té😀");
}

/* Would run any reader out of stack that goes into every bracket. */
static void
test_nesting (void)
{
  g_autofree char *brackets = g_strnfill (2 * 1024 * 1024, '[');
  g_autofree char *top = g_strdup_printf ("{\"x\": %s", brackets);
  g_autofree char *value = g_strdup_printf ("\"value\": %s", brackets);
  g_autofree char *inside = replace (journal, "\"value\": 4", value);
  g_autofree char *hidden = g_strdup_printf ("\"value\": '\"' %s '\"'", brackets);
  g_autofree char *quoted = replace (journal, "\"value\": 4", hidden);

  assert_refused (brackets, strlen (brackets), HEED_ERROR_INVALID_FILE, "not a journal");
  assert_refused (top, strlen (top), HEED_ERROR_INVALID_FILE, "not a journal");
  assert_refused (inside, strlen (inside), HEED_ERROR_INVALID_FILE, "not a journal");
  assert_refused (quoted, strlen (quoted), HEED_ERROR_INVALID_FILE, "not a journal");
}

/* A text, and then the same again and again, which costs no memory. */
#define ENDLESS_TYPE_STREAM (endless_stream_get_type ())
G_DECLARE_FINAL_TYPE (EndlessStream, endless_stream, ENDLESS, STREAM, GInputStream)

struct _EndlessStream
{
  GInputStream parent_instance;
  const char *text;
  char again;
};

G_DEFINE_FINAL_TYPE (EndlessStream, endless_stream, G_TYPE_INPUT_STREAM)

static gssize
endless_stream_read (GInputStream  *stream,
                     void          *buffer,
                     gsize          count,
                     GCancellable  *cancellable,
                     GError       **error)
{
  EndlessStream *self = ENDLESS_STREAM (stream);
  gsize length = MIN (strlen (self->text), count);

  if (length == 0)
    {
      memset (buffer, self->again, count);
      return (gssize) count;
    }

  memcpy (buffer, self->text, length);
  self->text += length;
  return (gssize) length;
}

static void
endless_stream_class_init (EndlessStreamClass *klass)
{
  G_INPUT_STREAM_CLASS (klass)->read_fn = endless_stream_read;
}

static void
endless_stream_init (EndlessStream *self)
{
}

static void
assert_endless_refused (const char *text,
                        char        again,
                        const char *words)
{
  g_autoptr (EndlessStream) stream = g_object_new (ENDLESS_TYPE_STREAM, NULL);
  g_autoptr (GError) error = NULL;

  stream->text = text;
  stream->again = again;
  g_assert_null (read_export (G_INPUT_STREAM (stream), "mine.json", &error));
  g_assert_error (error, HEED_ERROR, HEED_ERROR_INVALID_FILE);
  g_test_message ("%s", error->message);
  g_assert_nonnull (strstr (error->message, words));
}

/* Pictures may make a file as large as they like, but nothing else. */
static void
test_too_large (void)
{
  assert_endless_refused ("{\"format\": \"org.heedworkbook.journal\", ", ' ', "1 GB");
  assert_endless_refused ("{\"format\": \"org.heedworkbook.journal\", \"pictures\": [", ' ', "1 GB");
}

/* A piece is never larger than it may be, whatever is in it. */
static void
test_long_piece (void)
{
  assert_endless_refused ("{\"format\": \"org.heedworkbook.journal\", \"pictures\": [{\"data\": \"", 'A', "“pictures/1”");
  assert_endless_refused ("{\"format\": \"org.heedworkbook.journal\", \"pictures\": [[", ' ', "“pictures/1”");
}

#define HELLO_CONTENT "2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824"
#define WORLD_CONTENT "486ea46224d1bb4fb680f34f7c9ad96a8f24ec88be73ea8e5a6c65260e9cb8a7"

/* “hello” in two pieces and “world” in one. */
static const char pictures[] =
    "\"pictures\": [\n"
    "{ \"content\": \"" HELLO_CONTENT "\", \"size\": 5, \"offset\": 0, \"data\": \"aGVs\" },\n"
    "{ \"content\": \"" HELLO_CONTENT "\", \"size\": 5, \"offset\": 3, \"data\": \"bG8=\" },\n"
    "{ \"content\": \"" WORLD_CONTENT "\", \"size\": 5, \"offset\": 0, \"data\": \"d29ybGQ=\" } ], ";

static char *
add_pictures (const char *members)
{
  g_autofree char *all = g_strconcat (members, "\"entries\"", NULL);

  return replace (journal, "\"entries\"", all);
}

static HeedRecord *
make_pictured (GBytes     *first,
               GBytes     *second,
               const char *description)
{
  HeedRecordBuilder *builder = heed_record_builder_new (NULL, "odd", 3, "every");

  set_picture (builder, "1", first, description);
  set_picture (builder, "2", second, NULL);
  return heed_record_builder_end (builder);
}

/* There and back: two entries with a picture that both have, and one of their own. */
static void
test_pictures (void)
{
  g_autoptr (HeedWorkbook) workbook = odd_workbook_new ();
  g_autoptr (GBytes) shared = make_picture (1, 48 * 1024), small = make_picture (2, 1), large = make_picture (3, 300001);
  GBytes *all[] = { shared, small, large };
  g_autoptr (HeedRecord) one = make_pictured (shared, large, "“Ü”\n\\"), two = make_pictured (small, shared, NULL);
  g_autoptr (GOutputStream) out = g_memory_output_stream_new_resizable ();
  g_autoptr (HeedExporter) writer = heed_exporter_new (heed_export_formats[0], out, workbook);
  g_autoptr (GHashTable) unknown = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GInputStream) in = NULL;
  g_autoptr (GPtrArray) without = NULL;
  g_autoptr (GError) error = NULL;
  g_auto (Taken) taken = { NULL };

  g_assert_true (heed_exporter_add (writer, one, NULL));
  g_assert_true (heed_exporter_add (writer, two, NULL));
  give_pictures (writer, all, G_N_ELEMENTS (all));
  g_assert_true (heed_exporter_finish (writer, NULL));
  g_output_stream_close (out, NULL, NULL);
  bytes = g_memory_output_stream_steal_as_bytes (G_MEMORY_OUTPUT_STREAM (out));

  in = g_memory_input_stream_new_from_bytes (bytes);
  g_assert_true (take_export (&taken, in, unknown, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (g_hash_table_size (unknown), ==, 0);
  g_assert_true (heed_record_equal (g_ptr_array_index (taken.records, 0), one));
  g_assert_true (heed_record_equal (g_ptr_array_index (taken.records, 1), two));
  g_assert_cmpuint (g_hash_table_size (taken.pictures), ==, G_N_ELEMENTS (all));
  g_assert_cmpuint (taken.n_pieces, ==, 1 + 1 + 7);
  for (guint i = 0; i < G_N_ELEMENTS (all); i++)
    assert_taken (&taken, all[i]);

  /* Whoever has no use for them has the entries all the same. */
  without = read_bytes (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), &error);
  g_assert_no_error (error);
  g_assert_cmpuint (without->len, ==, 2);
}

/* Pictures may come before the entries, in pieces of any size, from a program that
 * escapes slashes; and a newer Heed may know more of them. */
static void
test_other_pieces (void)
{
  g_autofree char *plain = add_pictures (pictures);
  g_autofree char *newer = replace (plain, "\"size\": 5,", "\"size\": 5, \"taken\": \"2026-03-20\",");
  g_autofree char *minor = replace (newer, "\"formatVersion\": 1", "\"formatVersion\": 1, \"formatMinorVersion\": 4, \"new\": 1");
  g_autofree char *slashed = replace (minor, "\"data\": \"d29ybGQ=\"", "\"d\\u0061ta\": \"d29y\\u0062GQ=\"");
  g_autoptr (GInputStream) stream = g_memory_input_stream_new_from_data (slashed, (gssize) strlen (slashed), NULL);
  g_autoptr (GHashTable) unknown = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GBytes) hello = g_bytes_new_static ("hello", 5), world = g_bytes_new_static ("world", 5);
  g_autoptr (GError) error = NULL;
  g_auto (Taken) taken = { NULL };

  g_assert_true (take_export (&taken, stream, unknown, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (taken.records->len, ==, 2);
  g_assert_cmpuint (taken.n_pieces, ==, 3);
  assert_taken (&taken, hello);
  assert_taken (&taken, world);
  g_assert_cmpuint (g_hash_table_size (unknown), ==, 2);
  g_assert_true (g_hash_table_contains (unknown, "new"));
  g_assert_true (g_hash_table_contains (unknown, "pictures/taken"));
}

#define SECOND_PIECE "{ \"content\": \"" HELLO_CONTENT "\", \"size\": 5, \"offset\": 3, \"data\": \"bG8=\" },\n"
#define THIRD_PIECE "{ \"content\": \"" WORLD_CONTENT "\", \"size\": 5, \"offset\": 0, \"data\": \"d29ybGQ=\" }"

/* One wrong piece refuses the file, and the sentence says which picture it is of. */
static void
test_wrong_pictures (void)
{
  static const char * const changes[][3] = {
    { "[\n", "{\n", "not a journal" },
    { "\"pictures\": [\n", "\"pictures\": 1, \"x\": [\n", "“pictures”" },
    { "\"pictures\": [\n", "\"pictures\": [ 7,\n", "“pictures/1”" },
    { "\"pictures\": [\n", "\"pictures\": [ {},\n", "“pictures/1/content”" },
    { "\"content\": \"2", "\"content\": \"A", "“pictures/1/content”" },
    { "\"content\": \"2", "\"content\": \"", "“pictures/1/content”" },
    { "\"content\": \"" HELLO_CONTENT "\", \"size\": 5, \"offset\": 3", "\"content\": 3", "“pictures/2/content”" },
    /* a piece missing, at the beginning, at the end and at the end of all */
    { SECOND_PIECE, "", "a part of the picture 2cf24dba5fb0 is missing" },
    { "\"size\": 5, \"offset\": 0, \"data\": \"d29y", "\"size\": 7, \"offset\": 0, \"data\": \"d29y",
      "a part of the picture 486ea46224d1 is missing" },
    { "\"size\": 5, \"offset\": 0, \"data\": \"aGVs\"", "\"size\": 5, \"offset\": 1, \"data\": \"aGVs\"",
      "“offset” of the picture 2cf24dba5fb0" },
    /* doubled, out of order, of different sizes */
    { SECOND_PIECE, SECOND_PIECE SECOND_PIECE, "“offset” of the picture 2cf24dba5fb0" },
    { SECOND_PIECE THIRD_PIECE, THIRD_PIECE ", " SECOND_PIECE THIRD_PIECE,
      "a part of the picture 2cf24dba5fb0 is missing" },
    { SECOND_PIECE THIRD_PIECE, SECOND_PIECE THIRD_PIECE ", " THIRD_PIECE, "“offset” of the picture 486ea46224d1" },
    { "[\n", "[\n" THIRD_PIECE ",\n", "the picture 2cf24dba5fb0 is there twice, or not in its place" },
    { "\"size\": 5, \"offset\": 3", "\"size\": 6, \"offset\": 3", "“size” of the picture 2cf24dba5fb0" },
    { "\"size\": 5, \"offset\": 3", "\"offset\": 3", "“size” of the picture 2cf24dba5fb0" },
    { "\"size\": 5, \"offset\": 3", "\"size\": 5, \"offset\": -3", "“offset” of the picture 2cf24dba5fb0" },
    { "\"size\": 5, \"offset\": 3", "\"size\": 5, \"offset\": \"3\"", "“offset” of the picture 2cf24dba5fb0" },
    { "\"size\": 5, \"offset\": 3", "\"size\": 5", "“offset” of the picture 2cf24dba5fb0" },
    /* nobody makes room for what is too large */
    { "\"size\": 5", "\"size\": 0", "“size” of the picture 2cf24dba5fb0" },
    { "\"size\": 5", "\"size\": -5", "“size” of the picture 2cf24dba5fb0" },
    { "\"size\": 5", "\"size\": 5.0", "“size” of the picture 2cf24dba5fb0" },
    { "\"size\": 5", "\"size\": 20971521", "“size” of the picture 2cf24dba5fb0" },
    { "\"size\": 5", "\"size\": 100000000000000000", "“size” of the picture 2cf24dba5fb0" },
    /* other bytes than the name says */
    { "d29ybGQ=", "V29ybGQ=", "the picture 486ea46224d1 is damaged" },
    { "aGVs", "SGVs", "the picture 2cf24dba5fb0 is damaged" },
    /* no base64, or more or less than there is to be */
    { "\"aGVs\"", "\"aGV\"", "“data” of the picture 2cf24dba5fb0" },
    { "\"aGVs\"", "\"aGVsb\"", "“data” of the picture 2cf24dba5fb0" },
    { "\"aGVs\"", "\"aG Vs\"", "“data” of the picture 2cf24dba5fb0" },
    { "\"aGVs\"", "\"aGV-\"", "“data” of the picture 2cf24dba5fb0" },
    { "\"aGVs\"", "\"aGVsbG8hIQ==\"", "“data” of the picture 2cf24dba5fb0" },
    { "\"bG8=\"", "\"bG8hIQ==\"", "“data” of the picture 2cf24dba5fb0" },
    { "\"bG8=\"", "\"b===\"", "“data” of the picture 2cf24dba5fb0" },
    { "\"bG8=\"", "\"====\"", "“data” of the picture 2cf24dba5fb0" },
    { "\"bG8=\"", "\"b=8=\"", "“data” of the picture 2cf24dba5fb0" },
    { "\"bG8=\"", "\"\"", "“data” of the picture 2cf24dba5fb0" },
    { "\"bG8=\"", "null", "“data” of the picture 2cf24dba5fb0" },
    { "\"bG8=\"", "\"b\\u00e9\"", "“data” of the picture 2cf24dba5fb0" },
    { ", \"data\": \"bG8=\"", "", "“data” of the picture 2cf24dba5fb0" },
    { "\"data\": \"bG8=\"", "\"data\": \"bG8=\", \"size\": 5", "“size” is there twice" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (changes); i++)
    {
      g_autofree char *members = replace (pictures, changes[i][0], changes[i][1]);
      g_autofree char *text = add_pictures (members);

      assert_refused (text, strlen (text), HEED_ERROR_INVALID_FILE, changes[i][2]);
    }
}

/* So much at most is in one piece. */
static void
test_piece_size (void)
{
  g_autoptr (GBytes) bytes = make_picture (1, 48 * 1024 + 3);
  g_autofree char *content = heed_picture_name_content (bytes);
  g_autofree char *data = g_base64_encode (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
  g_autofree char *members = g_strdup_printf ("\"pictures\": [{\"content\": \"%s\", \"size\": %u, \"offset\": 0, "
                                              "\"data\": \"%s\"}], ", content, 48 * 1024 + 3, data);
  g_autofree char *text = add_pictures (members);

  assert_refused (text, strlen (text), HEED_ERROR_INVALID_FILE, "“data” of the picture");
}

static gboolean
refuse_piece (const char    *content,
              guint64        size,
              guint64        offset,
              const guchar  *piece,
              gsize          length,
              gpointer       data,
              GError       **error)
{
  if (offset == 0)
    return TRUE;

  g_set_error_literal (error, HEED_ERROR, HEED_ERROR_FULL, "mine");
  return FALSE;
}

static void
test_refused_piece (void)
{
  g_autofree char *text = add_pictures (pictures);
  g_autoptr (GInputStream) stream = g_memory_input_stream_new_from_data (text, (gssize) strlen (text), NULL);
  g_autoptr (GError) error = NULL;
  guint count = 0;

  g_assert_false (heed_json_read_each (stream, "mine.json", count_record, refuse_piece, &count, NULL, NULL, NULL, NULL,
                                       &error));
  g_assert_error (error, HEED_ERROR, HEED_ERROR_FULL);
  g_assert_cmpstr (error->message, ==, "mine");
}

static void
test_broken_stream (void)
{
  g_autoptr (GInputStream) stream = g_memory_input_stream_new ();
  g_autoptr (GError) error = NULL;

  g_input_stream_close (stream, NULL, NULL);
  g_assert_null (read_export (stream, "mine.json", &error));
  g_assert_error (error, HEED_ERROR, HEED_ERROR_FAILED);
  g_assert_nonnull (strstr (error->message, "mine.json"));
  g_assert_nonnull (heed_error_get_detail (error));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/json-reader/read", test_read);
  g_test_add_func ("/json-reader/round-trip", test_round_trip);
  g_test_add_func ("/json-reader/unknown-members", test_unknown_members);
  g_test_add_func ("/json-reader/own", test_own);
  g_test_add_func ("/json-reader/unknown-are-named", test_unknown_are_named);
  g_test_add_func ("/json-reader/wordings", test_wordings);
  g_test_add_func ("/json-reader/drops", test_drops);
  g_test_add_func ("/json-reader/long-entry", test_long_entry);
  g_test_add_func ("/json-reader/cancelled", test_cancelled);
  g_test_add_func ("/json-reader/lenient", test_lenient);
  g_test_add_func ("/json-reader/too-new", test_too_new);
  g_test_add_func ("/json-reader/other-files", test_other_files);
  g_test_add_func ("/json-reader/envelope", test_envelope);
  g_test_add_func ("/json-reader/members", test_members);
  g_test_add_func ("/json-reader/twice", test_twice);
  g_test_add_func ("/json-reader/entries", test_entries);
  g_test_add_func ("/json-reader/truncated", test_truncated);
  g_test_add_func ("/json-reader/labels", test_labels);
  g_test_add_func ("/json-reader/joined-labels", test_joined_labels);
  g_test_add_func ("/json-reader/odd-label", test_odd_label);
  g_test_add_func ("/json-reader/whole-labels", test_whole_labels);
  g_test_add_func ("/json-reader/strict", test_strict);
  g_test_add_func ("/json-reader/escapes", test_escapes);
  g_test_add_func ("/json-reader/nesting", test_nesting);
  g_test_add_func ("/json-reader/too-large", test_too_large);
  g_test_add_func ("/json-reader/long-piece", test_long_piece);
  g_test_add_func ("/json-reader/pictures", test_pictures);
  g_test_add_func ("/json-reader/other-pieces", test_other_pieces);
  g_test_add_func ("/json-reader/wrong-pictures", test_wrong_pictures);
  g_test_add_func ("/json-reader/piece-size", test_piece_size);
  g_test_add_func ("/json-reader/refused-piece", test_refused_piece);
  g_test_add_func ("/json-reader/broken-stream", test_broken_stream);

  return g_test_run ();
}
