/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Tests of src/exchange/heed-exporter.c: a format that this Heed does not have goes
 * the way of every other, through the command line and out of the live journal. */

#include "heed-exporter.h"

#include <glib/gstdio.h>
#include <string.h>

#include "export-pictures.h"
#include "heed-cli.h"
#include "heed-error.h"
#include "journal-fixture.h"
#include "read-export.h"

static gpointer
begin (HeedWorkbook *workbook,
       GString      *text,
       goffset      *stamp)
{
  g_string_append_printf (text, "%s\n", heed_workbook_get_title (workbook));
  return g_new0 (guint, 1);
}

static void
add (gpointer    writer,
     HeedRecord *record,
     GString    *text)
{
  g_string_append_printf (text, "%u %s\n", ++*(guint *) writer, heed_record_get_title (record));
}

static void
end (gpointer  writer,
     GString  *text)
{
  g_string_append_printf (text, "%u in all\n", *(guint *) writer);
}

static const HeedExportFormat titles_format = {
  .id = "titles",
  .title = "Titles only",
  .suffix = ".titles",
  .mime_type = "text/plain",
  .begin = begin,
  .add = add,
  .end = end,
  .free = g_free,
};

/* Tells of each piece where it is, and of which picture. */
static void
add_piece (gpointer       writer,
           const char    *content,
           gsize          size,
           gsize          offset,
           const guchar  *piece,
           gsize          length,
           GString       *text)
{
  g_string_append_printf (text, "%.4s %" G_GSIZE_FORMAT "+%" G_GSIZE_FORMAT "/%" G_GSIZE_FORMAT " %c\n",
                          content, offset, length, size, *piece);
}

static const HeedExportFormat pieces_format = {
  .id = "pieces",
  .begin = begin,
  .add = add,
  .piece_size = 3,
  .add_piece = add_piece,
  .max_size = 200,
  .end = end,
  .free = g_free,
};

extern const HeedExportFormat heed_json_format;

/* In the place of src/exchange/heed-export-formats.c, which is left out of this
 * program as its only name is here. */
const HeedExportFormat * const heed_export_formats[] = {
  &heed_json_format,
  &titles_format,
  NULL,
};

#define TWO_TITLES "Customer focus\n1 Two\n2 One\n2 in all\n"

static void
test_choose (void)
{
  g_assert_true (heed_export_format_find ("json") == &heed_json_format);
  g_assert_true (heed_export_format_find ("titles") == &titles_format);
  g_assert_null (heed_export_format_find ("Titles only"));
  g_assert_true (heed_export_format_choose ("a/b.titles") == &titles_format);
  g_assert_true (heed_export_format_choose ("a.json.TITLES") == &titles_format);
  g_assert_true (heed_export_format_choose ("a.titles/b.json") == &heed_json_format);
  g_assert_true (heed_export_format_choose ("titles") == &heed_json_format);
  g_assert_true (heed_export_format_choose (NULL) == &heed_json_format);
}

/* What is long is written before its end, and in the order in which it came. */
static void
test_long (JournalFixture *fixture,
           gconstpointer   data)
{
  g_autoptr (GOutputStream) stream = g_memory_output_stream_new_resizable ();
  g_autoptr (HeedExporter) exporter = heed_exporter_new (&titles_format, stream, fixture->workbook);
  g_autofree char *title = g_strnfill (100 * 1024, 't');
  HeedRecordBuilder *builder = heed_record_builder_new (NULL, "customer-focus", 1, "note");
  g_autoptr (HeedRecord) record = NULL;
  g_autoptr (GError) error = NULL;
  const char *text;

  heed_record_builder_set_title (builder, title);
  record = heed_record_builder_end (builder);
  g_assert_cmpint (heed_exporter_get_stamp (exporter), ==, -1);
  for (guint i = 0; i < 5; i++)
    g_assert_true (heed_exporter_add (exporter, record, &error));
  g_assert_cmpuint (g_memory_output_stream_get_data_size (G_MEMORY_OUTPUT_STREAM (stream)), >, 256 * 1024);
  g_assert_true (heed_exporter_finish (exporter, &error));
  g_assert_true (g_output_stream_write_all (stream, "", 1, NULL, NULL, NULL));

  text = g_memory_output_stream_get_data (G_MEMORY_OUTPUT_STREAM (stream));
  g_assert_true (g_str_has_prefix (text, "Customer focus\n1 ttt"));
  g_assert_nonnull (strstr (text, "ttt\n2 ttt"));
  g_assert_true (g_str_has_suffix (text, "ttt\n5 in all\n"));
}

static HeedRecord *
make_pictured (GBytes *bytes)
{
  HeedRecordBuilder *builder = heed_record_builder_new (NULL, "customer-focus", 1, "note");

  heed_record_builder_set_title (builder, "Duck");
  set_picture (builder, "1", bytes, NULL);
  return heed_record_builder_end (builder);
}

/* A format that has pictures gets each of them once, in pieces as it takes them; one that
 * has none is not asked. */
static void
test_pictures (JournalFixture *fixture,
               gconstpointer   data)
{
  g_autoptr (GOutputStream) stream = g_memory_output_stream_new_resizable ();
  g_autoptr (HeedExporter) exporter = heed_exporter_new (&pieces_format, stream, fixture->workbook);
  g_autoptr (HeedExporter) without = heed_exporter_new (&titles_format, stream, fixture->workbook);
  g_autoptr (GBytes) hello = g_bytes_new_static ("hello", 5), abc = g_bytes_new_static ("abc", 3);
  GBytes *pictures[] = { hello, abc };
  g_autoptr (HeedRecord) one = make_pictured (hello), two = make_pictured (abc);
  g_autoptr (GError) error = NULL;

  g_assert_true (heed_exporter_add (without, one, &error));
  g_assert_null (heed_exporter_get_wanted_picture (without));

  g_assert_true (heed_exporter_add (exporter, two, &error));
  g_assert_true (heed_exporter_add (exporter, one, &error));
  g_assert_true (heed_exporter_add (exporter, one, &error));
  give_pictures (exporter, pictures, G_N_ELEMENTS (pictures));
  g_assert_null (heed_exporter_dup_missing (exporter));
  g_assert_true (heed_exporter_finish (exporter, &error));
  g_assert_true (g_output_stream_write_all (stream, "", 1, NULL, NULL, NULL));
  g_assert_cmpstr (g_memory_output_stream_get_data (G_MEMORY_OUTPUT_STREAM (stream)), ==,
                   "Customer focus\n1 Duck\n2 Duck\n3 Duck\n2cf2 0+3/5 h\n2cf2 3+2/5 l\nba78 0+3/3 a\n3 in all\n");
}

/* What nobody could read again is not written, however many pictures there may be. */
static void
test_max_size (JournalFixture *fixture,
               gconstpointer   data)
{
  g_autoptr (GOutputStream) stream = g_memory_output_stream_new_resizable ();
  g_autoptr (HeedExporter) exporter = heed_exporter_new (&pieces_format, stream, fixture->workbook);
  g_autoptr (HeedExporter) other = heed_exporter_new (&pieces_format, stream, fixture->workbook);
  g_autoptr (GBytes) bytes = make_picture (1, 1000);
  g_autoptr (HeedRecord) record = make_pictured (bytes);
  g_autoptr (GError) error = NULL, last = NULL;

  g_assert_true (heed_exporter_add (exporter, record, &error));
  give_pictures (exporter, &bytes, 1);
  g_assert_true (heed_exporter_finish (exporter, &error));

  for (guint i = 1; i <= 24; i++)
    g_assert_true (heed_exporter_add (other, record, &error));
  g_assert_no_error (error);
  g_assert_false (heed_exporter_add (other, record, &error));
  g_assert_error (error, HEED_ERROR, HEED_ERROR_FAILED);
  g_assert_nonnull (strstr (error->message, "larger than Heed could read again"));
  g_assert_false (heed_exporter_finish (other, &last));
  g_assert_cmpstr (last->message, ==, error->message);
}

/* The names of many entries are no sentence. */
static void
test_many_missing (JournalFixture *fixture,
                   gconstpointer   data)
{
  g_autoptr (GOutputStream) stream = g_memory_output_stream_new_resizable ();
  g_autoptr (HeedExporter) exporter = heed_exporter_new (&heed_json_format, stream, fixture->workbook);
  g_autofree char *missing = NULL;

  for (guint i = 0; i < 9; i++)
    {
      g_autoptr (GBytes) bytes = make_picture (i, 10);
      HeedRecordBuilder *builder = heed_record_builder_new (NULL, "customer-focus", 1, "note");
      g_autofree char *title = g_strdup_printf ("Duck %u", i);
      g_autoptr (HeedRecord) record = NULL;

      heed_record_builder_set_title (builder, title);
      set_picture (builder, "1", bytes, NULL);
      record = heed_record_builder_end (builder);
      g_assert_true (heed_exporter_add (exporter, record, NULL));
    }

  give_pictures (exporter, NULL, 0);
  missing = heed_exporter_dup_missing (exporter);
  g_test_message ("%s", missing);
  g_assert_true (g_str_has_prefix (missing, "9 pictures are not in the file"));
  g_assert_nonnull (strstr (missing, "”, …)"));
}

static void
assert_holds (const char *path,
              const char *expected)
{
  g_autofree char *contents = NULL;

  g_assert_true (g_file_get_contents (path, &contents, NULL, NULL));
  g_assert_cmpstr (contents, ==, expected);
}

static void
assert_is_json (const char *path)
{
  g_autoptr (GInputStream) stream = heed_json_open (path, NULL);
  g_autoptr (GPtrArray) records = read_export (stream, path, NULL);

  g_assert_nonnull (records);
  g_assert_cmpuint (records->len, ==, 2);
}

static void
write_two (JournalFixture *fixture)
{
  g_autoptr (HeedEntry) one = journal_fixture_write (fixture, "One", "first");
  g_autoptr (HeedEntry) two = journal_fixture_write (fixture, "Two", "second");

  journal_fixture_save (fixture);
}

static void
export_journal (JournalFixture *fixture,
                const char     *path)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  heed_journal_export_async (fixture->journal, NULL, path, keep_result_cb, &result);
  g_assert_true (heed_journal_finish (fixture->journal, wait_for_result (&result), &error));
  g_assert_no_error (error);
}

static void
test_journal (JournalFixture *fixture,
              gconstpointer   data)
{
  g_autofree char *titles = g_build_filename (fixture->folder, "all.titles", NULL);
  g_autofree char *json = g_build_filename (fixture->folder, "all.json", NULL);

  write_two (fixture);
  export_journal (fixture, titles);
  assert_holds (titles, TWO_TITLES);
  export_journal (fixture, json);
  assert_is_json (json);
  g_unlink (titles);
  g_unlink (json);
}

static int
export_by_command (JournalFixture *fixture,
                   const char     *path,
                   const char     *option,
                   const char     *format)
{
  const char *words[] = { "heed", "export", "--journal", fixture->path, "-o", path, option, format, NULL };

  return heed_cli_run ((int) g_strv_length ((char **) words), (char **) words);
}

/* The name of the file tells the format, and who says it is believed. */
static void
test_command (JournalFixture *fixture,
              gconstpointer   data)
{
  g_autofree char *titles = g_build_filename (fixture->folder, "all.titles", NULL);
  g_autofree char *other = g_build_filename (fixture->folder, "other", NULL);

  write_two (fixture);
  g_assert_cmpint (export_by_command (fixture, titles, NULL, NULL), ==, HEED_CLI_OK);
  assert_holds (titles, TWO_TITLES);
  g_assert_cmpint (export_by_command (fixture, titles, "--format", "json"), ==, HEED_CLI_OK);
  assert_is_json (titles);
  g_assert_cmpint (export_by_command (fixture, other, NULL, NULL), ==, HEED_CLI_OK);
  assert_is_json (other);
  g_assert_cmpint (export_by_command (fixture, other, "--format", "titles"), ==, HEED_CLI_OK);
  assert_holds (other, TWO_TITLES);
  g_assert_cmpint (export_by_command (fixture, other, "--format", "nonsense"), ==, HEED_CLI_USAGE);
  assert_holds (other, TWO_TITLES);
  g_unlink (titles);
  g_unlink (other);
}

static void
test_help (void)
{
  static const char * const words[] = { "heed", "export", "--help", NULL };

  if (g_test_subprocess ())
    exit (heed_cli_run (3, (char **) words));

  g_test_trap_subprocess (NULL, 0, G_TEST_SUBPROCESS_DEFAULT);
  g_test_trap_assert_passed ();
  g_test_trap_assert_stdout ("*--format=json|titles*");
}

#define ADD_TEST(path, test) \
  g_test_add (path, JournalFixture, NULL, journal_fixture_set_up, test, journal_fixture_tear_down)

int
main (int    argc,
      char **argv)
{
  g_autofree char *workbook = NULL;

  g_test_init (&argc, &argv, NULL);
  workbook = g_test_build_filename (G_TEST_DIST, "..", "data", "workbooks", "customer-focus.xml", NULL);
  g_setenv ("HEED_WORKBOOK", workbook, TRUE);

  g_test_add_func ("/exporter/choose", test_choose);
  ADD_TEST ("/exporter/long", test_long);
  ADD_TEST ("/exporter/pictures", test_pictures);
  ADD_TEST ("/exporter/max-size", test_max_size);
  ADD_TEST ("/exporter/many-missing", test_many_missing);
  ADD_TEST ("/exporter/journal", test_journal);
  ADD_TEST ("/exporter/command", test_command);
  g_test_add_func ("/exporter/help", test_help);

  return g_test_run ();
}
