/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* A whole entry in one piece, for where it only waits: between the file that it
 * comes from and the journal, or until nobody can want back what it was. */

#include "heed-record-pack.h"

/* Head, tags, times, and then the paths, values and times of the answers. */
#define PACKED "(ssusmsms^as(xi)(xi)(xi)(xi)^as^as@ax)"
#define UNPACKED "(&s&su&sm&sm&s^a&s(xi)(xi)(xi)(xi)^a&s^a&s@ax)"
#define TYPE "(ssusmsmsas(xi)(xi)(xi)(xi)asasax)"

/**
 * heed_record_pack:
 * @self: a record
 *
 * Makes bytes of an entry, which this computer's Heed can read again.
 *
 * Returns: (transfer full): a variant; its data are the bytes
 */
GVariant *
heed_record_pack (HeedRecord *self)
{
  guint count = heed_record_get_n_values (self);
  g_autofree const char **paths = g_new0 (const char *, count + 1);
  g_autofree const char **values = g_new0 (const char *, count + 1);
  g_autofree gint64 *times = g_new (gint64, count);
  HeedTimestamp created = heed_record_get_created (self), modified = heed_record_get_modified (self);
  HeedTimestamp completed = heed_record_get_completed (self), deleted = heed_record_get_deleted (self);

  for (guint i = 0; i < count; i++)
    heed_record_get_nth_value (self, i, &paths[i], &values[i], &times[i]);

  return g_variant_ref_sink (g_variant_new (PACKED,
                                            heed_record_get_id (self), heed_record_get_workbook_id (self),
                                            heed_record_get_workbook_version (self), heed_record_get_form_id (self),
                                            heed_record_get_item_id (self), heed_record_get_title (self),
                                            heed_record_get_tags (self),
                                            created.utc, created.offset, modified.utc, modified.offset,
                                            completed.utc, completed.offset, deleted.utc, deleted.offset,
                                            paths, values,
                                            g_variant_new_fixed_array (G_VARIANT_TYPE_INT64, times, count,
                                                                       sizeof *times)));
}

/**
 * heed_record_unpack:
 * @data: the bytes that heed_record_pack() made
 * @size: how many there are
 *
 * Makes an entry of bytes.
 *
 * Returns: (transfer full): the record
 */
HeedRecord *
heed_record_unpack (gconstpointer data,
                    gsize         size)
{
  g_autoptr (GBytes) bytes = g_bytes_new_static (data, size);
  g_autoptr (GVariant) packed = g_variant_ref_sink (g_variant_new_from_bytes (G_VARIANT_TYPE (TYPE), bytes, FALSE));
  g_autoptr (GVariant) times = NULL;
  g_autofree const char **tags = NULL;
  g_autofree const char **paths = NULL;
  g_autofree const char **values = NULL;
  const char *id, *workbook_id, *form_id, *item_id, *title;
  HeedTimestamp created, modified, completed, deleted;
  const gint64 *modified_at;
  HeedRecordBuilder *builder;
  guint version;
  gsize count;

  g_variant_get (packed, UNPACKED, &id, &workbook_id, &version, &form_id, &item_id, &title, &tags,
                 &created.utc, &created.offset, &modified.utc, &modified.offset,
                 &completed.utc, &completed.offset, &deleted.utc, &deleted.offset, &paths, &values, &times);
  builder = heed_record_builder_new (id, workbook_id, version, form_id);
  heed_record_builder_set_item_id (builder, item_id);
  heed_record_builder_set_title (builder, title);
  heed_record_builder_set_tags (builder, tags);
  heed_record_builder_set_created (builder, created);
  heed_record_builder_set_modified (builder, modified);
  heed_record_builder_set_completed (builder, completed);
  heed_record_builder_set_deleted (builder, deleted);

  modified_at = g_variant_get_fixed_array (times, &count, sizeof *modified_at);
  for (gsize i = 0; i < count && paths[i] != NULL && values[i] != NULL; i++)
    heed_record_builder_set_answer (builder, paths[i], values[i], modified_at[i]);
  return heed_record_builder_end (builder);
}
