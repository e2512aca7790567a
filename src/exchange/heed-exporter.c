/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What is alike in all formats: a buffer, a stream, and what to say where it fails. */

#include "heed-exporter.h"

#include "heed-error.h"

#include <glib/gi18n.h>

#define BUFFER_SIZE (256 * 1024)

struct _HeedExporter
{
  GObject parent_instance;

  const HeedExportFormat *format;
  gpointer writer;
  GOutputStream *stream;
  GString *buffer;
  GError *error;
  goffset stamp; /* where the time of the export begins; -1 for none */
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

static void
heed_exporter_finalize (GObject *object)
{
  HeedExporter *self = HEED_EXPORTER (object);

  self->format->free (self->writer);
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
  self->writer = format->begin (workbook, self->buffer, &self->stamp);
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
 * @self: an exporter that is not finished
 * @record: an entry
 * @error: return location for an error
 *
 * Writes an entry, by way of a buffer. After an error every call fails with
 * the same one.
 *
 * Returns: %FALSE with `HEED_ERROR_FULL`, `HEED_ERROR_FAILED` or an error of the
 *   stream's own if it did not take it
 */
gboolean
heed_exporter_add (HeedExporter  *self,
                   HeedRecord    *record,
                   GError       **error)
{
  g_return_val_if_fail (HEED_IS_EXPORTER (self), FALSE);
  g_return_val_if_fail (record != NULL && !self->finished, FALSE);

  if (self->error == NULL)
    self->format->add (self->writer, record, self->buffer);
  return (self->error == NULL && self->buffer->len < BUFFER_SIZE) || write_buffer (self, FALSE, error);
}

/**
 * heed_exporter_finish:
 * @self: an exporter that is not finished
 * @error: return location for an error
 *
 * Writes the end of the file and flushes the stream, which stays open.
 * Without it the export is not whole.
 *
 * Returns: %FALSE with `HEED_ERROR_FULL`, `HEED_ERROR_FAILED` or an error of the
 *   stream's own if it did not take all, now or earlier
 */
gboolean
heed_exporter_finish (HeedExporter  *self,
                      GError       **error)
{
  g_return_val_if_fail (HEED_IS_EXPORTER (self), FALSE);
  g_return_val_if_fail (!self->finished, FALSE);

  self->finished = TRUE;
  if (self->error == NULL)
    self->format->end (self->writer, self->buffer);
  return write_buffer (self, TRUE, error);
}
