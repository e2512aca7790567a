/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Pictures on their way into an export and out of it. To both they are bytes like any
 * others. */

#pragma once

#include "heed-exporter.h"
#include "heed-json-reader.h"
#include "heed-picture.h"

/* What came out of an export. */
typedef struct
{
  GPtrArray *records;
  GHashTable *pictures; /* of GByteArray, by the names of the contents */
  guint n_pieces;
} Taken;

/* Bytes of which no two parts are alike; others for another @seed. */
static inline GBytes *
make_picture (guint32 seed,
              gsize   size)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (seed);
  guint8 *bytes = g_malloc (size);

  for (gsize i = 0; i < size; i++)
    bytes[i] = (guint8) g_rand_int_range (random, 0, 256);
  return g_bytes_new_take (bytes, size);
}

static inline void
set_picture (HeedRecordBuilder *builder,
             const char        *id,
             GBytes            *bytes,
             const char        *description)
{
  g_autofree char *path = g_strconcat ("~picture/", id, NULL);
  g_autofree char *description_path = heed_picture_dup_description_path (path);
  g_autofree char *content = heed_picture_name_content (bytes);

  heed_record_builder_set_answer (builder, path, content, 1);
  if (description != NULL)
    heed_record_builder_set_answer (builder, description_path, description, 1);
}

/* Gives what is among the @n_pictures; the rest is missing. */
static inline void
give_pictures (HeedExporter  *exporter,
               GBytes       **pictures,
               guint          n_pictures)
{
  const char *wanted;

  while ((wanted = heed_exporter_get_wanted_picture (exporter)) != NULL)
    {
      g_autoptr (GError) error = NULL;
      GBytes *bytes = NULL;

      for (guint i = 0; i < n_pictures && bytes == NULL; i++)
        {
          g_autofree char *name = heed_picture_name_content (pictures[i]);

          if (g_str_equal (name, wanted))
            bytes = pictures[i];
        }
      g_assert_true (heed_exporter_add_picture (exporter, wanted, bytes, &error));
      g_assert_no_error (error);
    }
}

static inline gboolean
take_record_too (HeedRecord  *record,
                 gpointer     data,
                 GError     **error)
{
  Taken *taken = data;

  g_ptr_array_add (taken->records, heed_record_ref (record));
  return TRUE;
}

static inline gboolean
take_piece (const char    *content,
            guint64        size,
            guint64        offset,
            const guchar  *piece,
            gsize          length,
            gpointer       data,
            GError       **error)
{
  Taken *taken = data;
  GByteArray *bytes = g_hash_table_lookup (taken->pictures, content);

  g_assert_true (heed_picture_is_content (content));
  g_assert_cmpuint (length, >, 0);
  g_assert_cmpuint (length, <=, 48 * 1024);
  g_assert_cmpuint (size, <=, HEED_PICTURE_MAX_SIZE);
  g_assert_cmpuint (offset, ==, bytes != NULL ? bytes->len : 0);
  g_assert_cmpuint (offset + length, <=, size);
  if (bytes == NULL)
    {
      bytes = g_byte_array_new ();
      g_hash_table_insert (taken->pictures, g_strdup (content), bytes);
    }
  g_byte_array_append (bytes, piece, (guint) length);
  taken->n_pieces++;
  return TRUE;
}

static inline void
clear_taken (Taken *self)
{
  g_clear_pointer (&self->records, g_ptr_array_unref);
  g_clear_pointer (&self->pictures, g_hash_table_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Taken, clear_taken)

/* @self is to be cleared. What is not whole is there as far as it came. */
static inline gboolean
take_export (Taken         *self,
             GInputStream  *stream,
             GHashTable    *unknown,
             GError       **error)
{
  self->n_pieces = 0;
  self->records = g_ptr_array_new_with_free_func ((GDestroyNotify) heed_record_unref);
  self->pictures = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_byte_array_unref);
  return heed_json_read_each (stream, "mine.json", take_record_too, take_piece, self, NULL, NULL, unknown, NULL, error);
}

static inline void
assert_taken (Taken  *self,
              GBytes *bytes)
{
  g_autofree char *content = heed_picture_name_content (bytes);
  GByteArray *taken = g_hash_table_lookup (self->pictures, content);

  g_assert_nonnull (taken);
  g_assert_cmpmem (taken->data, taken->len, g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
}
