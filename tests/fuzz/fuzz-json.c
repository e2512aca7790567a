/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Any bytes at all as an exported journal. What is taken from them is exported
 * and read again, and must come back as it was. */

#include "fuzz.h"

#include "heed-error.h"
#include "heed-exporter.h"
#include "odd-journal.h"
#include "read-export.h"

static GPtrArray *
read_entries (GBytes  *bytes,
              GError **error)
{
  g_autoptr (GInputStream) stream = g_memory_input_stream_new_from_bytes (bytes);

  return read_export (stream, "fuzz.json", error);
}

static HeedWorkbook *
get_workbook (void)
{
  static HeedWorkbook *workbook;

  if (workbook == NULL)
    workbook = odd_workbook_new ();
  return workbook;
}

static gboolean
pass_over (HeedRecord  *record,
           gpointer     data,
           GError     **error)
{
  return TRUE;
}

/* What was asked is worked out of anything that can be taken, and makes a workbook or
 * none. */
static void
read_wordings (GBytes *bytes)
{
  g_autoptr (GInputStream) stream = g_memory_input_stream_new_from_bytes (bytes);
  g_autoptr (GPtrArray) editions = g_ptr_array_new_with_free_func ((GDestroyNotify) heed_edition_free);
  g_autoptr (GError) error = NULL;

  heed_json_read_each (stream, "fuzz.json", pass_over, NULL, get_workbook (), editions, NULL, NULL, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < editions->len; i++)
    {
      const HeedEdition *edition = g_ptr_array_index (editions, i);
      g_autoptr (HeedWorkbook) workbook = heed_workbook_new_from_document (edition->document, NULL, NULL);

      if (workbook != NULL && heed_workbook_is_partial (workbook))
        g_assert_cmpuint (heed_workbook_get_version (workbook), ==, edition->version);
    }
}

static GBytes *
write_entries (GPtrArray *records)
{
  g_autoptr (GOutputStream) stream = g_memory_output_stream_new_resizable ();
  g_autoptr (HeedExporter) writer = NULL;
  g_autoptr (GError) error = NULL;

  writer = heed_exporter_new (heed_export_formats[0], stream, get_workbook ());
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
      read_wordings (bytes);
    }
  else if (!g_error_matches (error, HEED_ERROR, HEED_ERROR_INVALID_FILE) &&
           !g_error_matches (error, HEED_ERROR, HEED_ERROR_TOO_NEW))
    g_error ("Entries or a HEED_ERROR that says what is wrong with the file were expected.");

  return 0;
}
