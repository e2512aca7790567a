/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Writes a journal as JSON. Each entry becomes a tree of its own, is written
 * into a buffer and forgotten. */

#include "heed-json-writer.h"

#include "heed-config.h"
#include "heed-error.h"
#include "heed-json-encoder.h"
#include "heed-json-form.h"
#include "heed-json-format.h"
#include "heed-json-time.h"

#include <glib/gi18n.h>
#include <string.h>

#define BUFFER_SIZE (256 * 1024)

#define CLOSING "\n}\n"

/* An entry is generated inside of these, so that it is indented as it stands
 * in the file. */
#define ENTRIES_OPENING "{\n  \"entries\" : ["
#define ENTRIES_CLOSING "\n  ]\n}"

struct _HeedJsonWriter
{
  GObject parent_instance;

  GOutputStream *stream;
  HeedWorkbook *workbook;
  HeedJsonEncoder *encoder;
  JsonGenerator *generator;
  JsonArray *entries; /* the generator's; holds one at a time */
  GString *entry;
  GString *buffer;
  GError *error;
  goffset stamp; /* where the time of the export begins */
  guint n_entries;
  GPtrArray *editions; /* of HeedWorkbook: those that the entries were written in */
  gboolean finished;
};

G_DEFINE_FINAL_TYPE (HeedJsonWriter, heed_json_writer, G_TYPE_OBJECT)

static JsonArray *
new_workbooks (HeedJsonWriter *self)
{
  JsonArray *array = json_array_new ();
  JsonObject *object = json_object_new ();

  json_object_set_string_member (object, "id", heed_workbook_get_id (self->workbook));
  json_object_set_int_member (object, "version", heed_workbook_get_version (self->workbook));
  json_object_set_string_member (object, "title", heed_workbook_get_title (self->workbook));
  json_array_add_object_element (array, object);
  return array;
}

/* Puts everything before the first entry into the buffer. */
static void
begin (HeedJsonWriter *self)
{
  g_autoptr (JsonNode) root = json_node_new (JSON_NODE_OBJECT);
  JsonObject *object = json_object_new ();
  HeedJsonClock clock = { 0 };
  char now[HEED_JSON_TIME_SIZE];

  json_object_set_string_member (object, "format", HEED_JSON_FORMAT);
  json_object_set_int_member (object, "formatVersion", HEED_JSON_FORMAT_VERSION);
  json_object_set_int_member (object, "formatMinorVersion", HEED_JSON_FORMAT_MINOR_VERSION);
  json_object_set_string_member (object, "exportedAt", heed_json_time_format (&clock, heed_timestamp_now (), now));
  json_object_set_string_member (object, "generator", "Heed " HEED_VERSION);
  json_object_set_array_member (object, "workbooks", new_workbooks (self));
  json_object_set_array_member (object, "entries", json_array_new ());
  json_node_take_object (root, object);

  json_generator_set_root (self->generator, root);
  json_generator_to_gstring (self->generator, self->buffer);
  self->stamp = strstr (self->buffer->str, now) - self->buffer->str;
  g_string_truncate (self->buffer, (gsize) (strrchr (self->buffer->str, '[') + 1 - self->buffer->str));
}

/* Gives the generator the tree that each entry is put into. */
static void
prepare_entries (HeedJsonWriter *self)
{
  g_autoptr (JsonNode) root = json_node_new (JSON_NODE_OBJECT);
  JsonObject *object = json_object_new ();

  self->entries = json_array_ref (json_array_new ());
  json_object_set_array_member (object, "entries", self->entries);
  json_node_take_object (root, object);
  json_generator_set_root (self->generator, root);
}

/* Puts the entry that was generated into the buffer, without what stands
 * around it. json-glib 1.6 forgets to escape U+001F, which JSON forbids to
 * stand in a text; nothing else that is generated has that byte. */
static void
take_entry (HeedJsonWriter *self)
{
  const char *start = self->entry->str + strlen (ENTRIES_OPENING);
  const char *end = self->entry->str + self->entry->len - strlen (ENTRIES_CLOSING);
  const char *found;

  while ((found = memchr (start, 0x1f, (gsize) (end - start))) != NULL)
    {
      g_string_append_len (self->buffer, start, found - start);
      g_string_append (self->buffer, "\\u001f");
      start = found + 1;
    }

  g_string_append_len (self->buffer, start, end - start);
}

static void
note_edition (HeedJsonWriter *self,
              HeedRecord     *record)
{
  HeedWorkbook *edition = heed_workbook_find_edition (self->workbook, heed_record_get_workbook_id (record),
                                                      heed_record_get_workbook_version (record));

  if (edition != NULL && !g_ptr_array_find (self->editions, edition, NULL))
    g_ptr_array_add (self->editions, edition);
}

/* What was asked, as the workbook's own files. */
static JsonObject *
new_wording (HeedWorkbook *edition)
{
  g_autoptr (GBytes) document = heed_workbook_dup_document (edition);
  gsize size;
  const char *data = g_bytes_get_data (document, &size);
  gsize length = strnlen (data, size);
  g_autofree char *file = g_strndup (data, length);
  g_autofree char *common = length < size ? g_strndup (data + length + 1, size - length - 1) : NULL;
  JsonObject *object = json_object_new ();

  json_object_set_string_member (object, "workbook", heed_workbook_get_id (edition));
  json_object_set_int_member (object, "version", heed_workbook_get_version (edition));
  json_object_set_member (object, "document", heed_json_text_new (file));
  if (common != NULL)
    json_object_set_member (object, "commonForms", heed_json_text_new (common));
  return object;
}

/* Only in the end it is known which were used. */
static void
add_wordings (HeedJsonWriter *self)
{
  g_autoptr (JsonNode) root = json_node_new (JSON_NODE_OBJECT);
  JsonObject *object = json_object_new ();
  JsonArray *wordings = json_array_new ();

  for (guint i = 0; i < self->editions->len; i++)
    json_array_add_object_element (wordings, new_wording (g_ptr_array_index (self->editions, i)));
  json_object_set_array_member (object, "wordings", wordings);
  json_node_take_object (root, object);
  json_generator_set_root (self->generator, root);
  g_string_truncate (self->entry, 0);
  json_generator_to_gstring (self->generator, self->entry);
  g_string_append_printf (self->buffer, ",%s\n", self->entry->str + 1);
}

/* A file says itself, and better, what is wrong with it. */
static void
set_write_error (HeedJsonWriter *self,
                 const GError   *cause)
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

static gboolean
write_buffer (HeedJsonWriter *self)
{
  g_autoptr (GError) cause = NULL;

  if (!g_output_stream_write_all (self->stream, self->buffer->str, self->buffer->len, NULL, NULL, &cause))
    {
      set_write_error (self, cause);
      return FALSE;
    }

  g_string_truncate (self->buffer, 0);
  return TRUE;
}

static gboolean
flush_stream (HeedJsonWriter *self)
{
  g_autoptr (GError) cause = NULL;

  if (g_output_stream_flush (self->stream, NULL, &cause))
    return TRUE;

  set_write_error (self, cause);
  return FALSE;
}

static gboolean
report (HeedJsonWriter *self,
        GError        **error)
{
  if (self->error == NULL)
    return TRUE;

  g_propagate_error (error, g_error_copy (self->error));
  return FALSE;
}

static void
heed_json_writer_finalize (GObject *object)
{
  HeedJsonWriter *self = HEED_JSON_WRITER (object);

  g_clear_error (&self->error);
  g_string_free (self->buffer, TRUE);
  g_string_free (self->entry, TRUE);
  g_clear_pointer (&self->entries, json_array_unref);
  g_ptr_array_unref (self->editions);
  g_clear_object (&self->generator);
  g_clear_pointer (&self->encoder, heed_json_encoder_free);
  g_clear_object (&self->workbook);
  g_clear_object (&self->stream);

  G_OBJECT_CLASS (heed_json_writer_parent_class)->finalize (object);
}

static void
heed_json_writer_class_init (HeedJsonWriterClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = heed_json_writer_finalize;
}

static void
heed_json_writer_init (HeedJsonWriter *self)
{
  self->generator = json_generator_new ();
  json_generator_set_pretty (self->generator, TRUE);
  json_generator_set_indent (self->generator, 2);
  self->entry = g_string_new (NULL);
  self->editions = g_ptr_array_new ();
  self->buffer = g_string_sized_new (BUFFER_SIZE);
}

/**
 * heed_json_writer_new:
 * @stream: where to write; it need not be buffered, and stays open
 * @workbook: the workbook that gives the prompts
 *
 * Starts an export. It may be used on any one thread.
 *
 * Returns: (transfer full): a writer
 */
HeedJsonWriter *
heed_json_writer_new (GOutputStream *stream,
                      HeedWorkbook  *workbook)
{
  HeedJsonWriter *self;

  g_return_val_if_fail (G_IS_OUTPUT_STREAM (stream), NULL);
  g_return_val_if_fail (HEED_IS_WORKBOOK (workbook), NULL);

  self = g_object_new (HEED_TYPE_JSON_WRITER, NULL);
  self->stream = g_object_ref (stream);
  self->workbook = g_object_ref (workbook);
  self->encoder = heed_json_encoder_new (workbook);
  begin (self);
  prepare_entries (self);
  return self;
}

/**
 * heed_json_writer_get_stamp:
 * @self: a writer
 *
 * Gets where the time of the export is in what is written: two exports that differ
 * in nothing but that hold the same.
 *
 * Returns: the byte at which it begins; it ends before the next quotation mark
 */
goffset
heed_json_writer_get_stamp (HeedJsonWriter *self)
{
  g_return_val_if_fail (HEED_IS_JSON_WRITER (self), 0);

  return self->stamp;
}

/**
 * heed_json_writer_add:
 * @self: a writer that is not finished
 * @record: an entry, deleted or not
 * @error: return location for an error
 *
 * Writes an entry after those before it. An entry of a form or a workbook
 * that is not known here is written as well, without prompts. Once this has
 * failed it always fails, and so does heed_json_writer_finish().
 *
 * Returns: %FALSE with `HEED_ERROR_FULL`, `HEED_ERROR_FAILED` or an error of the
 *   stream's own if it did not take it
 */
gboolean
heed_json_writer_add (HeedJsonWriter *self,
                      HeedRecord     *record,
                      GError        **error)
{
  g_return_val_if_fail (HEED_IS_JSON_WRITER (self), FALSE);
  g_return_val_if_fail (record != NULL && !self->finished, FALSE);

  if (self->error != NULL)
    return report (self, error);

  note_edition (self, record);
  json_array_add_object_element (self->entries, heed_json_encoder_encode (self->encoder, record));
  g_string_truncate (self->entry, 0);
  json_generator_to_gstring (self->generator, self->entry);
  json_array_remove_element (self->entries, 0);

  if (self->n_entries++ > 0)
    g_string_append_c (self->buffer, ',');
  take_entry (self);
  if (self->buffer->len >= BUFFER_SIZE)
    write_buffer (self);

  return report (self, error);
}

/**
 * heed_json_writer_finish:
 * @self: a writer that is not finished
 * @error: return location for an error
 *
 * Writes the end of the file and flushes the stream, which stays open.
 * Without it the export is not whole.
 *
 * Returns: %FALSE with `HEED_ERROR_FULL`, `HEED_ERROR_FAILED` or an error of the
 *   stream's own if it did not take all, now or earlier
 */
gboolean
heed_json_writer_finish (HeedJsonWriter *self,
                         GError        **error)
{
  g_return_val_if_fail (HEED_IS_JSON_WRITER (self), FALSE);
  g_return_val_if_fail (!self->finished, FALSE);

  self->finished = TRUE;
  if (self->error == NULL)
    {
      g_string_append (self->buffer, self->n_entries > 0 ? "\n  ]" : "]");
      if (self->editions->len > 0)
        add_wordings (self);
      else
        g_string_append (self->buffer, CLOSING);
      if (write_buffer (self))
        flush_stream (self);
    }

  return report (self, error);
}
