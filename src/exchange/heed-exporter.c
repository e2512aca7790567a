/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What is alike in all formats: a buffer, a stream, which pictures the entries have, and
 * what to say where it fails. */

#include "heed-exporter.h"

#include "heed-error.h"
#include "heed-picture.h"
#include "heed-wording.h"

#include <glib/gi18n.h>
#include <string.h>

#define BUFFER_SIZE (256 * 1024)

/* So many entries whose pictures are missing are named. */
#define MAX_NAMED 5

struct _HeedExporter
{
  GObject parent_instance;

  const HeedExportFormat *format;
  HeedWorkbook *workbook;
  gpointer writer;
  GOutputStream *stream;
  GString *buffer;
  GError *error;
  guint64 size;  /* of what was appended, without the pictures */
  goffset stamp; /* where the time of the export begins; -1 for none */
  GHashTable *wanted;  /* the title of an entry by the content of a picture that it has */
  GPtrArray *pictures; /* these contents in their order; NULL before the first is asked for */
  guint n_given;
  guint n_missing;
  GPtrArray *incomplete; /* titles of the entries that lack a picture: the first of them */
  gboolean finished;
};

G_DEFINE_FINAL_TYPE (HeedExporter, heed_exporter, G_TYPE_OBJECT)

/* A file says itself, and better, what is wrong with it. */
static void
set_write_error (HeedExporter *self,
                 GError       *cause)
{
  if (cause->domain == HEED_ERROR)
    self->error = g_error_copy (cause);
  else if (g_error_matches (cause, G_IO_ERROR, G_IO_ERROR_NO_SPACE))
    heed_set_error (&self->error, HEED_ERROR_FULL, cause->message,
                    _("There is no room left for the export. Free some space and try again; your journal is safe."));
  else
    heed_set_error (&self->error, HEED_ERROR_FAILED, cause->message,
                    _("The export could not be written. Your journal is safe; try another place."));
}

/* Once it has failed, it stays so. */
static gboolean
write_buffer (HeedExporter  *self,
              gboolean       flush,
              GError       **error)
{
  g_autoptr (GError) cause = NULL;

  if (self->error == NULL &&
      (!g_output_stream_write_all (self->stream, self->buffer->str, self->buffer->len, NULL, NULL, &cause) ||
       (flush && !g_output_stream_flush (self->stream, NULL, &cause))))
    set_write_error (self, cause);
  g_string_truncate (self->buffer, 0);
  if (self->error != NULL)
    g_propagate_error (error, g_error_copy (self->error));
  return self->error == NULL;
}

/* Counts what was appended since the buffer had a @length. What nobody could read again
 * is not written. */
static void
count_text (HeedExporter *self,
            gsize         length)
{
  self->size += self->buffer->len - length;
  if (self->format->max_size > 0 && self->size > self->format->max_size)
    heed_set_error (&self->error, HEED_ERROR_FAILED, NULL,
                    _("The export would be larger than Heed could read again. Export fewer entries at a time, or make a "
                      "backup, which may have any size. Your journal is safe."));
}

static void
note_pictures (HeedExporter *self,
               HeedRecord   *record)
{
  for (guint i = 0; i < heed_record_get_n_answers (record); i++)
    {
      const char *path, *value;

      heed_record_get_nth_answer (record, i, &path, &value, NULL);
      if (heed_picture_is_path (path) && heed_picture_is_content (value) &&
          !g_hash_table_contains (self->wanted, value))
        g_hash_table_insert (self->wanted, g_strdup (value), g_strdup (heed_wording_get_title (self->workbook, record)));
    }
}

static int
compare_names (gconstpointer a,
               gconstpointer b)
{
  return strcmp (*(const char * const *) a, *(const char * const *) b);
}

/* Whether these are the bytes, and all of them, that somebody who reads the file
 * expects under the name. */
static gboolean
is_whole (const char *content,
          GBytes     *bytes)
{
  g_autofree char *name = NULL;

  if (bytes == NULL || g_bytes_get_size (bytes) == 0 || g_bytes_get_size (bytes) > HEED_PICTURE_MAX_SIZE)
    return FALSE;

  name = heed_picture_name_content (bytes);
  return g_str_equal (name, content);
}

static void
note_missing (HeedExporter *self,
              const char   *content)
{
  const char *title = g_hash_table_lookup (self->wanted, content);

  self->n_missing++;
  if (self->incomplete->len <= MAX_NAMED &&
      !g_ptr_array_find_with_equal_func (self->incomplete, title, g_str_equal, NULL))
    g_ptr_array_add (self->incomplete, (gpointer) title);
}

static void
heed_exporter_finalize (GObject *object)
{
  HeedExporter *self = HEED_EXPORTER (object);

  self->format->free (self->writer);
  g_clear_object (&self->workbook);
  g_hash_table_unref (self->wanted);
  g_clear_pointer (&self->pictures, g_ptr_array_unref);
  g_ptr_array_unref (self->incomplete);
  g_clear_error (&self->error);
  g_string_free (self->buffer, TRUE);
  g_clear_object (&self->stream);

  G_OBJECT_CLASS (heed_exporter_parent_class)->finalize (object);
}

static void
heed_exporter_class_init (HeedExporterClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = heed_exporter_finalize;
}

static void
heed_exporter_init (HeedExporter *self)
{
  self->buffer = g_string_sized_new (BUFFER_SIZE);
  self->stamp = -1;
  self->wanted = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->incomplete = g_ptr_array_new ();
}

/**
 * heed_export_format_find: (skip)
 * @id: what somebody typed
 *
 * Finds a format by its name.
 *
 * Returns: (nullable): the format, or %NULL
 */
const HeedExportFormat *
heed_export_format_find (const char *id)
{
  for (guint i = 0; heed_export_formats[i] != NULL; i++)
    if (g_str_equal (heed_export_formats[i]->id, id))
      return heed_export_formats[i];

  return NULL;
}

/**
 * heed_export_format_choose: (skip)
 * @path: (nullable) (type filename): the file that is to be written
 *
 * Finds the format that the name of a file tells.
 *
 * Returns: the format; the first where the name tells none
 */
const HeedExportFormat *
heed_export_format_choose (const char *path)
{
  g_autofree char *name = path != NULL ? g_ascii_strdown (path, -1) : NULL;

  for (guint i = 0; name != NULL && heed_export_formats[i] != NULL; i++)
    if (g_str_has_suffix (name, heed_export_formats[i]->suffix))
      return heed_export_formats[i];

  return heed_export_formats[0];
}

/**
 * heed_export_format_dup_ids:
 * @separator: what is to stand between two
 *
 * Names the formats, for somebody who types one.
 *
 * Returns: (transfer full): their names
 */
char *
heed_export_format_dup_ids (const char *separator)
{
  GString *ids = g_string_new (heed_export_formats[0]->id);

  for (guint i = 1; heed_export_formats[i] != NULL; i++)
    g_string_append_printf (ids, "%s%s", separator, heed_export_formats[i]->id);

  return g_string_free (ids, FALSE);
}

/**
 * heed_exporter_new: (skip)
 * @format: how to write
 * @stream: where to write; it need not be buffered, and stays open
 * @workbook: the workbook that gives the prompts
 *
 * Starts an export. It may be used on any one thread.
 *
 * Returns: (transfer full): an exporter
 */
HeedExporter *
heed_exporter_new (const HeedExportFormat *format,
                   GOutputStream          *stream,
                   HeedWorkbook           *workbook)
{
  HeedExporter *self;

  g_return_val_if_fail (format != NULL, NULL);
  g_return_val_if_fail (G_IS_OUTPUT_STREAM (stream), NULL);
  g_return_val_if_fail (HEED_IS_WORKBOOK (workbook), NULL);

  self = g_object_new (HEED_TYPE_EXPORTER, NULL);
  self->format = format;
  self->stream = g_object_ref (stream);
  self->workbook = g_object_ref (workbook);
  self->writer = format->begin (workbook, self->buffer, &self->stamp);
  count_text (self, 0);
  return self;
}

/**
 * heed_exporter_get_stamp:
 * @self: an exporter
 *
 * Gets where the time of the export is in what is written: two exports that differ
 * in nothing but that hold the same.
 *
 * Returns: the byte at which it begins, which ends before the next quotation mark;
 *   -1 where there is none
 */
goffset
heed_exporter_get_stamp (HeedExporter *self)
{
  g_return_val_if_fail (HEED_IS_EXPORTER (self), -1);

  return self->stamp;
}

/**
 * heed_exporter_add:
 * @self: an exporter of which nobody has asked yet which pictures it wants
 * @record: an entry
 * @error: return location for an error
 *
 * Writes an entry, by way of a buffer. After an error every call fails with
 * the same one.
 *
 * Returns: %FALSE with `HEED_ERROR_FULL`, `HEED_ERROR_FAILED` or an error of the
 *   stream's own if it did not take it, or if there is more than can be read again
 */
gboolean
heed_exporter_add (HeedExporter  *self,
                   HeedRecord    *record,
                   GError       **error)
{
  g_return_val_if_fail (HEED_IS_EXPORTER (self), FALSE);
  g_return_val_if_fail (record != NULL && self->pictures == NULL && !self->finished, FALSE);

  if (self->error == NULL)
    {
      gsize length = self->buffer->len;

      self->format->add (self->writer, record, self->buffer);
      count_text (self, length);
      if (self->format->add_piece != NULL)
        note_pictures (self, record);
    }
  return (self->error == NULL && self->buffer->len < BUFFER_SIZE) || write_buffer (self, FALSE, error);
}

/**
 * heed_exporter_get_wanted_picture:
 * @self: an exporter to which all entries were added
 *
 * Tells which picture is to be given next: one that an entry has.
 *
 * Returns: (nullable): the name of its content, which is the exporter's; %NULL where all
 *   were given, or the format has no pictures
 */
const char *
heed_exporter_get_wanted_picture (HeedExporter *self)
{
  g_return_val_if_fail (HEED_IS_EXPORTER (self), NULL);

  if (self->pictures == NULL)
    {
      GHashTableIter iter;
      gpointer content;

      self->pictures = g_ptr_array_sized_new (g_hash_table_size (self->wanted));
      g_hash_table_iter_init (&iter, self->wanted);
      while (g_hash_table_iter_next (&iter, &content, NULL))
        g_ptr_array_add (self->pictures, content);
      g_ptr_array_sort (self->pictures, compare_names);
    }

  return self->n_given < self->pictures->len ? g_ptr_array_index (self->pictures, self->n_given) : NULL;
}

/**
 * heed_exporter_add_picture:
 * @self: an exporter that is not finished
 * @content: the picture that it wants
 * @bytes: (nullable): what is in its file; %NULL where the journal does not have it
 * @error: return location for an error
 *
 * Writes a picture, piece by piece. One that is missing or is not what its name says is
 * left out; see heed_exporter_dup_missing().
 *
 * Returns: %FALSE with an error of heed_exporter_add()
 */
gboolean
heed_exporter_add_picture (HeedExporter  *self,
                           const char    *content,
                           GBytes        *bytes,
                           GError       **error)
{
  const guchar *data;
  gsize size, length;

  g_return_val_if_fail (HEED_IS_EXPORTER (self) && !self->finished, FALSE);
  g_return_val_if_fail (g_strcmp0 (content, heed_exporter_get_wanted_picture (self)) == 0, FALSE);

  self->n_given++;
  if (!is_whole (content, bytes))
    {
      note_missing (self, content);
      return self->error == NULL || write_buffer (self, FALSE, error);
    }

  data = g_bytes_get_data (bytes, &size);
  for (gsize offset = 0; offset < size; offset += length)
    {
      length = MIN (size - offset, self->format->piece_size);
      if (self->error == NULL)
        self->format->add_piece (self->writer, content, size, offset, data + offset, length, self->buffer);
      if ((self->error != NULL || self->buffer->len >= BUFFER_SIZE) && !write_buffer (self, FALSE, error))
        return FALSE;
    }

  return TRUE;
}

/**
 * heed_exporter_dup_missing:
 * @self: an exporter
 *
 * Tells which pictures were left out.
 *
 * Returns: (transfer full) (nullable): a sentence; %NULL where none was
 */
char *
heed_exporter_dup_missing (HeedExporter *self)
{
  g_autoptr (GString) titles = g_string_new (NULL);

  g_return_val_if_fail (HEED_IS_EXPORTER (self), NULL);

  if (self->n_missing == 0)
    return NULL;

  for (guint i = 0; i < self->incomplete->len && i < MAX_NAMED; i++)
    g_string_append_printf (titles, i > 0 ? ", “%s”" : "“%s”", (const char *) g_ptr_array_index (self->incomplete, i));
  if (self->incomplete->len > MAX_NAMED)
    g_string_append (titles, ", …");

  /* Translators: what stands in brackets are the titles of entries. */
  return g_strdup_printf (ngettext ("%u picture is not in the file (%s), because the journal does not have it, or not all "
                                    "of it.",
                                    "%u pictures are not in the file (%s), because the journal does not have them, or not "
                                    "all of them.", self->n_missing), self->n_missing, titles->str);
}

/**
 * heed_exporter_finish:
 * @self: an exporter that is not finished
 * @error: return location for an error
 *
 * Writes the end of the file and flushes the stream, which stays open.
 * Without it the export is not whole. Pictures that are still wanted are not in it.
 *
 * Returns: %FALSE with `HEED_ERROR_FULL`, `HEED_ERROR_FAILED` or an error of the
 *   stream's own if it did not take all, now or earlier, or if there is more than can be
 *   read again
 */
gboolean
heed_exporter_finish (HeedExporter  *self,
                      GError       **error)
{
  g_return_val_if_fail (HEED_IS_EXPORTER (self), FALSE);
  g_return_val_if_fail (!self->finished, FALSE);

  self->finished = TRUE;
  if (self->error == NULL)
    {
      gsize length = self->buffer->len;

      self->format->end (self->writer, self->buffer);
      count_text (self, length);
    }
  return write_buffer (self, TRUE, error);
}
