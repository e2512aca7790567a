/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The PDF writer: what a PDF says of itself, and what happens when it cannot
 * be written. */

#include "picture-files.h"
#include "test-pdf.h"

#include "heed-atomic-file.h"
#include "heed-config.h"
#include "heed-error.h"

/* A stream that takes so many bytes and no more. */
#define TEST_TYPE_FULL_STREAM (test_full_stream_get_type ())
G_DECLARE_FINAL_TYPE (TestFullStream, test_full_stream, TEST, FULL_STREAM, GOutputStream)

struct _TestFullStream
{
  GOutputStream parent_instance;

  gsize room;
  gsize written;
  guint n_failed;
};

G_DEFINE_FINAL_TYPE (TestFullStream, test_full_stream, G_TYPE_OUTPUT_STREAM)

static gssize
test_full_stream_write (GOutputStream *stream,
                        const void    *buffer,
                        gsize          count,
                        GCancellable  *cancellable,
                        GError       **error)
{
  TestFullStream *self = TEST_FULL_STREAM (stream);

  if (self->written + count > self->room)
    {
      self->n_failed++;
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_NO_SPACE, "No space left on device");
      return -1;
    }

  self->written += count;
  return (gssize) count;
}

static void
test_full_stream_class_init (TestFullStreamClass *klass)
{
  G_OUTPUT_STREAM_CLASS (klass)->write_fn = test_full_stream_write;
}

static void
test_full_stream_init (TestFullStream *self)
{
}

static HeedPaper *
lay_out_words (HeedWorkbook *workbook)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < 3000; i++)
    g_string_append_printf (text, "word%u ", i);

  return lay_out_answer (workbook, "note", "body", text->str);
}

static void
test_document (void)
{
  g_autoptr (HeedWorkbook) workbook = open_paper_workbook ("en");
  g_autoptr (HeedPaper) words = lay_out_words (workbook);
  g_autoptr (HeedPaper) letter = lay_out_blank (workbook, "steps", "letter");
  HeedPageSetup setup = get_sheet ("a4");
  g_autoptr (GOutputStream) stream = g_memory_output_stream_new_resizable ();
  g_autoptr (HeedPdfWriter) writer = heed_pdf_writer_new (stream, &setup, "All & <everything> “here”");
  g_autofree char *path = make_pdf_path ();
  g_autofree char *info = NULL;
  g_autofree char *pages = NULL;
  g_autoptr (GBytes) filled = NULL;
  g_autofree char *filled_form_text = NULL;
  g_autoptr (GBytes) sizes = NULL;
  g_autofree char *sizes_text = NULL;
  GError *error = NULL;

  g_assert_true (heed_pdf_writer_add (writer, words, &error));
  g_assert_true (heed_pdf_writer_add (writer, letter, &error));
  g_assert_true (heed_pdf_writer_finish (writer, &error));
  g_assert_no_error (error);
  g_assert_false (g_output_stream_is_closed (stream));
  g_assert_true (g_file_set_contents (path, g_memory_output_stream_get_data (G_MEMORY_OUTPUT_STREAM (stream)),
                                      (gssize) g_memory_output_stream_get_data_size (G_MEMORY_OUTPUT_STREAM (stream)),
                                      NULL));

  info = read_info (path);
  pages = g_strdup_printf ("%u\n", heed_paper_get_n_pages (words) + heed_paper_get_n_pages (letter));
  g_assert_nonnull (strstr (info, "All & <everything> “here”"));
  g_assert_nonnull (strstr (info, "Heed " HEED_VERSION));
  g_assert_null (strstr (info, "CreationDate")); /* the same pages are the same bytes */
  g_assert_nonnull (strstr (info, pages));

  sizes = run_tool ("pdfinfo", "-l", "99", path, NULL, NULL);
  sizes_text = to_string (sizes);
  g_assert_true (g_regex_match_simple ("Page +1 size: +595\\.2\\d* x 841\\.8\\d* pts \\(A4\\)", sizes_text, 0, 0));
  g_assert_true (g_regex_match_simple ("size: +612 x 792 pts \\(letter\\)", sizes_text, 0, 0));

  filled = run_tool ("pdftohtml", "-xml", "-i", "-stdout", path, NULL);
  filled_form_text = to_string (filled);
  g_assert_nonnull (strstr (filled_form_text, "<item page=\"1\">Journal note</item>"));
  g_assert_nonnull (strstr (filled_form_text, ">Steps</item>"));

  g_unlink (path);
}

/* One such letter, in a title, an answer or the name of the file, is left out and does
 * not keep all the others from being printed. */
static void
test_noncharacters (void)
{
  static const char * const texts[] = { "de\357\277\276livery", "de\357\277\277livery", "de\357\267\220livery",
                                        "de\357\267\257livery", "de\360\237\277\276livery", "de\364\217\277\277livery" };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (HeedWorkbook) workbook = open_paper_workbook ("en");
      HeedRecordBuilder *builder = start_record ("note");
      g_autoptr (HeedPaper) paper = NULL;
      HeedPageSetup setup = get_sheet ("a4");
      g_autoptr (GOutputStream) stream = g_memory_output_stream_new_resizable ();
      g_autoptr (HeedPdfWriter) writer = heed_pdf_writer_new (stream, &setup, texts[i]);
      g_autofree char *printed = NULL;
      GError *error = NULL;

      heed_record_builder_set_title (builder, texts[i]);
      heed_record_builder_set_answer (builder, "body", texts[i], 1);
      heed_record_builder_set_tags (builder, (const char * const[]) { texts[i], NULL });
      paper = lay_out (workbook, builder);
      printed = read_paper (paper);
      g_assert_nonnull (strstr (strstr (printed, "delivery") + 1, "delivery"));
      g_assert_true (heed_pdf_writer_add (writer, paper, &error));
      g_assert_no_error (error);
      g_assert_true (heed_pdf_writer_finish (writer, &error));
      g_assert_no_error (error);
    }
}

/* Written again, a paper is the same bytes. */
static void
test_same_bytes (void)
{
  static const char * const formats[] = { "png", "jpeg" };
  g_autoptr (HeedWorkbook) workbook = open_paper_workbook ("en");

  for (guint i = 0; i < G_N_ELEMENTS (formats); i++)
    {
      g_autoptr (GHashTable) files = create_picture_files ();
      g_autoptr (GBytes) bytes = make_picture (formats[i], 500, 300);
      HeedRecordBuilder *builder = start_record ("note");
      g_autoptr (HeedPaper) paper = NULL;
      g_autofree char *first_path = NULL;
      g_autofree char *second_path = NULL;
      g_autofree char *first = NULL;
      g_autofree char *second = NULL;
      gsize first_length, second_length;

      heed_record_builder_set_answer (builder, "body", "A note", 1);
      add_picture (builder, files, bytes, "A picture");
      paper = lay_out_with_pictures (workbook, builder, files);
      first_path = write_pdf (paper);
      second_path = write_pdf (paper);
      g_assert_true (g_file_get_contents (first_path, &first, &first_length, NULL));
      g_assert_true (g_file_get_contents (second_path, &second, &second_length, NULL));
      g_assert_cmpmem (first, first_length, second, second_length);
      g_unlink (first_path);
      g_unlink (second_path);
    }
}

/* Wherever the room ends, there is one error, and nothing is tried after it. */
static void
test_full (void)
{
  g_autoptr (HeedWorkbook) workbook = open_paper_workbook ("en");
  g_autoptr (HeedPaper) paper = lay_out_words (workbook);
  HeedPageSetup setup = get_sheet ("a4");
  g_autoptr (TestFullStream) all = g_object_new (TEST_TYPE_FULL_STREAM, NULL);
  g_autoptr (HeedPdfWriter) whole = heed_pdf_writer_new (G_OUTPUT_STREAM (all), &setup, "Full");

  all->room = G_MAXSIZE / 2;
  g_assert_true (heed_pdf_writer_add (whole, paper, NULL));
  g_assert_true (heed_pdf_writer_finish (whole, NULL));

  for (gsize room = 0; room < all->written; room += all->written / 25)
    {
      g_autoptr (TestFullStream) stream = g_object_new (TEST_TYPE_FULL_STREAM, NULL);
      HeedPdfWriter *writer;
      g_autoptr (GError) error = NULL;
      g_autoptr (GError) again = NULL;
      gboolean done;

      stream->room = room;
      writer = heed_pdf_writer_new (G_OUTPUT_STREAM (stream), &setup, "Full");
      done = heed_pdf_writer_add (writer, paper, &error) && heed_pdf_writer_finish (writer, &error);
      g_assert_false (done);
      g_assert_error (error, HEED_ERROR, HEED_ERROR_FULL);
      g_assert_cmpstr (heed_error_get_detail (error), ==, "No space left on device");
      g_assert_false (heed_pdf_writer_add (writer, paper, &again));
      g_assert_error (again, HEED_ERROR, HEED_ERROR_FULL);
      g_object_unref (writer);
      g_assert_cmpuint (stream->n_failed, ==, 1);
    }
}

static void
test_nothing_half (void)
{
  g_autoptr (HeedWorkbook) workbook = open_paper_workbook ("en");
  g_autoptr (HeedPaper) paper = lay_out_words (workbook);
  HeedPageSetup setup = get_sheet ("a4");
  g_autofree char *path = make_pdf_path ();
  g_autofree char *contents = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (g_file_set_contents (path, "what was there", -1, NULL));
  {
    g_autoptr (HeedAtomicFile) file = heed_atomic_file_new (path, &error);
    g_autoptr (HeedPdfWriter) writer = NULL;

    g_assert_no_error (error);
    writer = heed_pdf_writer_new (heed_atomic_file_get_stream (file), &setup, "Half");
    g_assert_true (heed_pdf_writer_add (writer, paper, NULL));
  }
  g_assert_true (g_file_get_contents (path, &contents, NULL, NULL));
  g_assert_cmpstr (contents, ==, "what was there");
  g_unlink (path);
}

static void
test_misuse (void)
{
  g_autoptr (HeedWorkbook) workbook = open_paper_workbook ("en");
  g_autoptr (HeedPaper) paper = lay_out_blank (workbook, "plan", "a4");
  HeedPageSetup setup = get_sheet ("a4");
  g_autoptr (GOutputStream) stream = g_memory_output_stream_new_resizable ();
  g_autoptr (HeedPdfWriter) writer = heed_pdf_writer_new (stream, &setup, "Empty");
  g_autoptr (HeedPdfWriter) finished = heed_pdf_writer_new (stream, &setup, "Finished");
  g_autoptr (GError) error = NULL;

  g_assert_false (heed_pdf_writer_finish (writer, &error));
  g_assert_error (error, HEED_ERROR, HEED_ERROR_NOT_FOUND);
  g_clear_error (&error);

  g_assert_true (heed_pdf_writer_add (finished, paper, NULL));
  g_assert_true (heed_pdf_writer_finish (finished, NULL));
  g_assert_false (heed_pdf_writer_add (finished, paper, &error));
  g_assert_error (error, HEED_ERROR, HEED_ERROR_FAILED);
  g_clear_error (&error);
  g_assert_false (heed_pdf_writer_finish (finished, &error));
  g_assert_error (error, HEED_ERROR, HEED_ERROR_FAILED);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/pdf-writer/document", test_document);
  g_test_add_func ("/pdf-writer/noncharacters", test_noncharacters);
  g_test_add_func ("/pdf-writer/same-bytes", test_same_bytes);
  g_test_add_func ("/pdf-writer/full", test_full);
  g_test_add_func ("/pdf-writer/nothing-half", test_nothing_half);
  g_test_add_func ("/pdf-writer/misuse", test_misuse);

  return g_test_run ();
}
