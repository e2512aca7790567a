/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Makes papers, writes them as PDF, and reads these back with poppler's tools,
 * for the tests of src/paper. A missing tool fails the test. */

#pragma once

#include <glib/gstdio.h>
#include <stdlib.h>
#include <string.h>

#include "heed-paper.h"
#include "heed-picture.h"

static inline HeedWorkbook *
open_paper_workbook (const char *language)
{
  const char *languages[] = { language, "en_US", "en", "C", NULL };
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "fixtures", "paper.xml", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GError) error = NULL;
  HeedWorkbook *workbook = heed_workbook_new_from_file (file, languages, &error);

  g_assert_no_error (error);
  return workbook;
}

static inline HeedPageSetup
get_sheet (const char *name)
{
  HeedPageSetup setup = { 0, 0, 0 };

  g_assert_true (heed_page_setup_from_name (name, &setup));
  return setup;
}

static inline HeedRecordBuilder *
start_record (const char *form_id)
{
  HeedRecordBuilder *builder = heed_record_builder_new (NULL, "paper", 1, form_id);
  HeedTimestamp created;

  g_assert_true (heed_timestamp_parse ("2025-03-14T09:30:00.000000+01:00", &created));
  heed_record_builder_set_created (builder, created);
  return builder;
}

/* Takes @builder over. */
static inline HeedPaper *
lay_out (HeedWorkbook      *workbook,
         HeedRecordBuilder *builder)
{
  HeedPageSetup setup = get_sheet ("a4");
  g_autoptr (HeedRecord) record = heed_record_builder_end (builder);

  return heed_paper_new_record (workbook, record, &setup, NULL, NULL);
}

static inline HeedPaper *
lay_out_answer (HeedWorkbook *workbook,
                const char   *form_id,
                const char   *path,
                const char   *value)
{
  HeedRecordBuilder *builder = start_record (form_id);

  heed_record_builder_set_answer (builder, path, value, 1);
  return lay_out (workbook, builder);
}

/* The files of pictures by their names. */
static inline GHashTable *
create_picture_files (void)
{
  return g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_bytes_unref);
}

static inline GBytes *
read_picture_file (const char *content,
                   gpointer    files)
{
  GBytes *bytes = g_hash_table_lookup (files, content);

  return bytes != NULL ? g_bytes_ref (bytes) : NULL;
}

/* Adds a picture to an entry, and its file to @files if there are any. */
static inline void
add_picture (HeedRecordBuilder *builder,
             GHashTable        *files,
             GBytes            *bytes,
             const char        *description)
{
  static gint64 moment = 1;
  g_autofree char *content = heed_picture_name_content (bytes);
  g_autofree char *path = heed_picture_new_path ((HeedTimestamp) { moment++, 0 });
  g_autofree char *description_path = heed_picture_dup_description_path (path);

  heed_record_builder_set_answer (builder, path, content, 1);
  if (description != NULL)
    heed_record_builder_set_answer (builder, description_path, description, 1);
  if (files != NULL)
    g_hash_table_insert (files, g_steal_pointer (&content), g_bytes_ref (bytes));
}

/* Takes @builder over. */
static inline HeedPaper *
lay_out_with_pictures (HeedWorkbook      *workbook,
                       HeedRecordBuilder *builder,
                       GHashTable        *files)
{
  HeedPageSetup setup = get_sheet ("a4");
  g_autoptr (HeedRecord) record = heed_record_builder_end (builder);

  return heed_paper_new_record (workbook, record, &setup, read_picture_file, files);
}

static inline HeedPaper *
lay_out_blank (HeedWorkbook *workbook,
               const char   *form_id,
               const char   *sheet)
{
  HeedPageSetup setup = get_sheet (sheet);
  HeedForm *form = heed_workbook_find_form (workbook, form_id);

  g_assert_nonnull (form);
  return heed_paper_new_blank (workbook, form, &setup);
}

static inline char *
make_pdf_path (void)
{
  g_autoptr (GError) error = NULL;
  char *path = NULL;
  int fd = g_file_open_tmp ("heed-XXXXXX.pdf", &path, &error);

  g_assert_no_error (error);
  g_close (fd, NULL);
  return path;
}

static inline char *
write_pdf (HeedPaper *paper)
{
  char *path = make_pdf_path ();
  HeedPageSetup setup = get_sheet ("a4");
  g_autoptr (GError) error = NULL;
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GFileOutputStream) stream = g_file_replace (file, NULL, FALSE, G_FILE_CREATE_NONE, NULL, &error);
  g_autoptr (HeedPdfWriter) writer = NULL;

  g_assert_no_error (error);
  writer = heed_pdf_writer_new (G_OUTPUT_STREAM (stream), &setup, "Test");
  heed_pdf_writer_add (writer, paper, &error);
  g_assert_no_error (error);
  heed_pdf_writer_finish (writer, &error);
  g_assert_no_error (error);
  return path;
}

/* Runs a tool with its arguments. */
static inline GBytes *
run_tool (const char *tool,
          const char *first,
          const char *second,
          const char *third,
          const char *fourth,
          const char *fifth)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GSubprocess) process = NULL;
  g_autoptr (GBytes) error_output = NULL;
  GBytes *output = NULL;

  process = g_subprocess_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE | G_SUBPROCESS_FLAGS_STDERR_PIPE, &error,
                              tool, first, second, third, fourth, fifth, NULL);
  g_assert_no_error (error);
  g_subprocess_communicate (process, NULL, NULL, &output, &error_output, &error);
  g_assert_no_error (error);
  g_assert_true (g_subprocess_get_successful (process));
  return output;
}

static inline char *
to_string (GBytes *bytes)
{
  return g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
}

static inline char *
read_info (const char *path)
{
  g_autoptr (GBytes) output = run_tool ("pdfinfo", "-enc", "UTF-8", path, NULL, NULL);

  return to_string (output);
}

/* The text of all pages in the order of drawing, each ended by a form feed. */
static inline char *
read_text (const char *path)
{
  g_autoptr (GBytes) output = run_tool ("pdftotext", "-enc", "UTF-8", "-raw", path, "-");

  return to_string (output);
}

static inline char *
read_paper (HeedPaper *paper)
{
  g_autofree char *path = write_pdf (paper);
  char *text = read_text (path);

  g_assert_cmpint (g_unlink (path), ==, 0);
  return text;
}

static inline char *
drop_space (const char *text)
{
  GString *out = g_string_new (NULL);

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    if (!g_unichar_isspace (g_utf8_get_char (p)))
      g_string_append_unichar (out, g_utf8_get_char (p));

  return g_string_free (out, FALSE);
}

/* The text without footers and repeated headers, and without white space. */
static inline char *
drop_furniture (const char *text)
{
  g_auto (GStrv) lines = g_strsplit_set (text, "\n\f", -1);
  g_autoptr (GString) out = g_string_new (NULL);

  for (guint i = 0; lines[i] != NULL; i++)
    if (!g_regex_match_simple ("Page \\d+ of \\d+|^Paper trail|\\(continued\\)$", lines[i], 0, 0))
      g_string_append (out, lines[i]);

  return drop_space (out->str);
}

/* A rendered page: three bytes a pixel. */
typedef struct
{
  GBytes *bytes;
  const guchar *pixels;
  guint width;
  guint height;
} Picture;

static inline void
clear_picture (Picture *self)
{
  g_clear_pointer (&self->bytes, g_bytes_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Picture, clear_picture)

static inline Picture
render_page (const char *path,
             guint       page,
             guint       dpi)
{
  g_autofree char *command = g_strdup_printf ("pdftoppm -r %u -f %u -l %u '%s'", dpi, page, page, path);
  Picture picture = { .bytes = run_tool ("sh", "-c", command, NULL, NULL, NULL) };
  const char *data = g_bytes_get_data (picture.bytes, NULL);
  g_autofree char *start = g_strndup (data, 40);
  g_auto (GStrv) header = g_strsplit_set (start, " \n", 5);

  g_assert_cmpstr (header[0], ==, "P6");
  g_assert_cmpstr (header[3], ==, "255");
  picture.width = (guint) atoi (header[1]);
  picture.height = (guint) atoi (header[2]);
  g_assert_cmpuint (g_bytes_get_size (picture.bytes), >, picture.width * picture.height * 3);
  picture.pixels = (const guchar *) data + g_bytes_get_size (picture.bytes) - picture.width * picture.height * 3;
  return picture;
}

static inline const guchar *
get_pixel (const Picture *picture,
           guint          x,
           guint          y)
{
  return picture->pixels + ((gsize) y * picture->width + x) * 3;
}
