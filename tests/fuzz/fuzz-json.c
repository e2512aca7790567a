/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Any bytes at all as an exported journal. What is taken from them is exported
 * and read again, and must come back as it was. */

#include "fuzz.h"

#include "export-pictures.h"
#include "heed-error.h"
#include "odd-journal.h"

static gboolean
read_all (Taken   *taken,
          GBytes  *bytes,
          GError **error)
{
  g_autoptr (GInputStream) stream = g_memory_input_stream_new_from_bytes (bytes);

  return take_export (taken, stream, NULL, error);
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

  heed_json_read_each (stream, "fuzz.json", pass_over, NULL, NULL, get_workbook (), editions, NULL, NULL, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < editions->len; i++)
    {
      const HeedEdition *edition = g_ptr_array_index (editions, i);
      g_autoptr (HeedWorkbook) workbook = heed_workbook_new_from_document (edition->document, NULL, NULL);

      if (workbook != NULL && heed_workbook_is_partial (workbook))
        g_assert_cmpuint (heed_workbook_get_version (workbook), ==, edition->version);
    }
}

/* Those that the entries have. */
static void
write_pictures (HeedExporter *writer,
                GHashTable   *pictures)
{
  const char *wanted;

  while ((wanted = heed_exporter_get_wanted_picture (writer)) != NULL)
    {
      GByteArray *picture = g_hash_table_lookup (pictures, wanted);
      g_autoptr (GBytes) bytes = picture != NULL ? g_bytes_new (picture->data, picture->len) : NULL;

      g_assert_true (heed_exporter_add_picture (writer, wanted, bytes, NULL));
    }
}

static GBytes *
write_all (Taken *taken)
{
  g_autoptr (GOutputStream) stream = g_memory_output_stream_new_resizable ();
  g_autoptr (HeedExporter) writer = NULL;
  g_autoptr (GError) error = NULL;

  writer = heed_exporter_new (heed_export_formats[0], stream, get_workbook ());
  for (guint i = 0; i < taken->records->len; i++)
    heed_exporter_add (writer, g_ptr_array_index (taken->records, i), NULL);
  write_pictures (writer, taken->pictures);
  heed_exporter_finish (writer, &error);
  g_assert_no_error (error);
  g_assert_true (g_output_stream_close (stream, NULL, NULL));
  return g_memory_output_stream_steal_as_bytes (G_MEMORY_OUTPUT_STREAM (stream));
}

static void
assert_comes_back (Taken *taken)
{
  g_autoptr (GBytes) bytes = write_all (taken);
  g_autoptr (GError) error = NULL;
  g_auto (Taken) again = { NULL };
  GHashTableIter iter;
  gpointer content, picture;

  g_assert_true (read_all (&again, bytes, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (again.records->len, ==, taken->records->len);
  for (guint i = 0; i < taken->records->len; i++)
    g_assert_true (heed_record_equal (g_ptr_array_index (taken->records, i), g_ptr_array_index (again.records, i)));

  g_hash_table_iter_init (&iter, again.pictures);
  while (g_hash_table_iter_next (&iter, &content, &picture))
    {
      GByteArray *one = g_hash_table_lookup (taken->pictures, content), *other = picture;

      g_assert_nonnull (one);
      g_assert_cmpmem (one->data, one->len, other->data, other->len);
    }
}

int
LLVMFuzzerTestOneInput (const unsigned char *data,
                        size_t               size)
{
  g_autoptr (GBytes) bytes = g_bytes_new (data, size);
  g_autoptr (GError) error = NULL;
  g_auto (Taken) taken = { NULL };

  if (read_all (&taken, bytes, &error))
    {
      g_assert_no_error (error);
      assert_comes_back (&taken);
      read_wordings (bytes);
    }
  else if (!g_error_matches (error, HEED_ERROR, HEED_ERROR_INVALID_FILE) &&
           !g_error_matches (error, HEED_ERROR, HEED_ERROR_TOO_NEW))
    g_error ("Entries or a HEED_ERROR that says what is wrong with the file were expected.");

  return 0;
}
