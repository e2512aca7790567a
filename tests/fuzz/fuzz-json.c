/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Any bytes at all as an exported journal. What is taken from them is exported
 * and read again, and must come back as it was. */

#include "fuzz.h"

#include "heed-error.h"
#include "heed-exporter.h"
#include "heed-json-reader.h"
#include "odd-journal.h"

static GPtrArray *
read_entries (GBytes  *bytes,
              GError **error)
{
  g_autoptr (GInputStream) stream = g_memory_input_stream_new_from_bytes (bytes);

  return heed_json_read (stream, "fuzz.json", error);
}

static GBytes *
write_entries (GPtrArray *records)
{
  static HeedWorkbook *workbook;
  g_autoptr (GOutputStream) stream = g_memory_output_stream_new_resizable ();
  g_autoptr (HeedExporter) writer = NULL;
  g_autoptr (GError) error = NULL;

  if (workbook == NULL)
    workbook = odd_workbook_new ();

  writer = heed_exporter_new (heed_export_formats[0], stream, workbook);
  for (guint i = 0; i < records->len; i++)
    heed_exporter_add (writer, g_ptr_array_index (records, i), NULL);
  heed_exporter_finish (writer, &error);
  g_assert_no_error (error);
  g_assert_true (g_output_stream_close (stream, NULL, NULL));
  return g_memory_output_stream_steal_as_bytes (G_MEMORY_OUTPUT_STREAM (stream));
}

static void
assert_comes_back (GPtrArray *records)
{
  g_autoptr (GBytes) bytes = write_entries (records);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) again = read_entries (bytes, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (again->len, ==, records->len);
  for (guint i = 0; i < records->len; i++)
    g_assert_true (heed_record_equal (g_ptr_array_index (records, i), g_ptr_array_index (again, i)));
}

int
LLVMFuzzerTestOneInput (const unsigned char *data,
                        size_t               size)
{
  g_autoptr (GBytes) bytes = g_bytes_new (data, size);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) records = read_entries (bytes, &error);

  if (records != NULL)
    {
      g_assert_no_error (error);
      assert_comes_back (records);
    }
  else if (!g_error_matches (error, HEED_ERROR, HEED_ERROR_INVALID_FILE) &&
           !g_error_matches (error, HEED_ERROR, HEED_ERROR_TOO_NEW))
    g_error ("Entries or a HEED_ERROR that says what is wrong with the file were expected.");

  return 0;
}
