/* SPDX-FileCopyrightText: The Heed contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Reads what heed-json-writer.c wrote. The text is cut into entries first and
 * each is parsed by itself, so that the trees never take more memory than one
 * entry needs. Members that are not known here are passed over. */

#include "heed-json-reader.h"

#include "heed-error.h"
#include "heed-file.h"
#include "heed-json-decoder.h"
#include "heed-json-format.h"
#include "heed-json-scan.h"
#include "heed-json-time.h"

#include <gio/gunixinputstream.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <json-glib/json-glib.h>
#include <string.h>

#define MAX_SIZE ((gsize) 1 << 30)
#define CHUNK_SIZE (256 * 1024)

typedef struct
{
  const char *name; /* of the file, for errors */
  JsonParser *parser;
  GHashTable *ids;
  GPtrArray *records;
  guint entry; /* the number of the one being read, from 1 */
} Reader;

/* The members of the file that matter here. */
typedef struct
{
  HeedJsonSlice format;
  HeedJsonSlice version;
  HeedJsonSlice exported_at;
  HeedJsonSlice generator;
  HeedJsonSlice workbooks;
  HeedJsonSlice entries;
} Envelope;

static gboolean
fail_file (Reader     *self,
           const char *detail,
           GError    **error)
{
  heed_set_error (error, HEED_ERROR_INVALID_FILE, detail,
                  _("“%s” is not a journal that Heed exported, or it is damaged. Nothing was taken from it."),
                  self->name);
  return FALSE;
}

static gboolean
fail_envelope (Reader     *self,
               const char *member,
               GError    **error)
{
  heed_set_error (error, HEED_ERROR_INVALID_FILE, NULL,
                  _("“%s” cannot be read: “%s” is missing or is not what it should be. Nothing was taken from it."),
                  self->name, member);
  return FALSE;
}

static gboolean
fail_member (Reader     *self,
             const char *member,
             GError    **error)
{
  heed_set_error (error, HEED_ERROR_INVALID_FILE, NULL,
                  /* Translators: the file, the number of an entry in it, and the name of a part of the entry. */
                  _("“%s” cannot be read: in entry %u, “%s” is missing or is not what it should be. Nothing was taken from it."),
                  self->name, self->entry, member);
  return FALSE;
}

static gboolean
fail_size (const char *name,
           GError    **error)
{
  heed_set_error (error, HEED_ERROR_INVALID_FILE, NULL,
                  _("“%s” is larger than 1 GB, and Heed reads no journal of that size. Nothing was taken from it."),
                  name);
  return FALSE;
}

static gboolean
fail_stream (const char   *name,
             const GError *cause,
             GError      **error)
{
  heed_set_error (error, HEED_ERROR_FAILED, cause->message,
                  _("“%s” could not be read. Nothing was taken from it."), name);
  return FALSE;
}

/* Saves reading a gigabyte to find that it is too much. */
static gboolean
check_size (GInputStream *stream,
            const char   *name,
            GError      **error)
{
  GStatBuf status;

  return !G_IS_UNIX_INPUT_STREAM (stream) ||
         fstat (g_unix_input_stream_get_fd (G_UNIX_INPUT_STREAM (stream)), &status) != 0 ||
         status.st_size <= (goffset) MAX_SIZE || fail_size (name, error);
}

static GByteArray *
load (GInputStream *stream,
      const char   *name,
      GError      **error)
{
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  g_autoptr (GError) cause = NULL;
  gsize count;

  if (!check_size (stream, name, error))
    return NULL;

  do
    {
      guint before = bytes->len;

      g_byte_array_set_size (bytes, before + CHUNK_SIZE);
      if (!g_input_stream_read_all (stream, bytes->data + before, CHUNK_SIZE, &count, NULL, &cause))
        {
          fail_stream (name, cause, error);
          return NULL;
        }
      g_byte_array_set_size (bytes, before + (guint) count);
      if (bytes->len > MAX_SIZE)
        {
          fail_size (name, error);
          return NULL;
        }
    }
  while (count > 0);

  return g_steal_pointer (&bytes);
}

static JsonNode *
parse (Reader              *self,
       const HeedJsonSlice *slice)
{
  if (slice->text == NULL ||
      !json_parser_load_from_data (self->parser, slice->text, (gssize) slice->length, NULL))
    return NULL;

  return json_parser_get_root (self->parser);
}

static gboolean
is_time (JsonNode *node)
{
  const char *text = heed_json_get_string (node);
  HeedStamp stamp;

  return text != NULL && heed_json_time_parse (text, &stamp);
}

static gboolean
read_entry (Reader              *self,
            const HeedJsonSlice *slice,
            GError             **error)
{
  JsonNode *node = parse (self, slice);
  g_autofree char *wrong = NULL;
  g_autoptr (HeedRecord) record = NULL;

  if (node == NULL)
    return fail_member (self, "entries", error);

  record = heed_json_decode (node, &wrong);
  if (record == NULL)
    return fail_member (self, wrong, error);

  /* Of two entries with one id nobody knows which is meant. */
  if (!g_hash_table_add (self->ids, (gpointer) heed_record_get_id (record)))
    return fail_member (self, "id", error);

  g_ptr_array_add (self->records, g_steal_pointer (&record));
  return TRUE;
}

static gboolean
read_entries (Reader       *self,
              HeedJsonSlice entries,
              GError      **error)
{
  HeedJsonScan scan;
  HeedJsonSlice entry;

  if (entries.text == NULL)
    return fail_envelope (self, "entries", error);

  scan = (HeedJsonScan) { entries.text, entries.text + entries.length };
  if (!heed_json_scan_accept (&scan, '['))
    return fail_envelope (self, "entries", error);
  if (heed_json_scan_accept (&scan, ']'))
    return TRUE;

  do
    {
      self->entry++;
      if (!heed_json_scan_value (&scan, &entry))
        return fail_member (self, "entries", error);
      if (!read_entry (self, &entry, error))
        return FALSE;
    }
  while (heed_json_scan_accept (&scan, ','));

  return TRUE;
}

static void
keep_member (Envelope     *envelope,
             HeedJsonSlice name,
             HeedJsonSlice value)
{
  const struct
  {
    const char *name;
    HeedJsonSlice *value;
  } members[] = {
    { "\"format\"", &envelope->format },
    { "\"formatVersion\"", &envelope->version },
    { "\"exportedAt\"", &envelope->exported_at },
    { "\"generator\"", &envelope->generator },
    { "\"workbooks\"", &envelope->workbooks },
    { "\"entries\"", &envelope->entries },
  };

  for (guint i = 0; i < G_N_ELEMENTS (members); i++)
    if (strlen (members[i].name) == name.length && memcmp (members[i].name, name.text, name.length) == 0)
      *members[i].value = value;
}

static gboolean
cut (HeedJsonScan *scan,
     Envelope     *envelope)
{
  HeedJsonSlice name, value;

  if (!heed_json_scan_accept (scan, '{'))
    return FALSE;

  do
    {
      if (!heed_json_scan_value (scan, &name) || *name.text != '"' ||
          !heed_json_scan_accept (scan, ':') || !heed_json_scan_value (scan, &value))
        return FALSE;
      keep_member (envelope, name, value);
    }
  while (heed_json_scan_accept (scan, ','));

  return heed_json_scan_accept (scan, '}') && heed_json_scan_is_done (scan);
}

static gboolean
check_format (Reader         *self,
              const Envelope *envelope,
              GError        **error)
{
  guint version;

  if (g_strcmp0 (heed_json_get_string (parse (self, &envelope->format)), HEED_JSON_FORMAT) != 0)
    return fail_file (self, "format", error);

  version = heed_json_get_count (parse (self, &envelope->version));
  if (version == 0)
    return fail_envelope (self, "formatVersion", error);
  if (version <= HEED_JSON_FORMAT_VERSION)
    return TRUE;

  heed_set_error (error, HEED_ERROR_TOO_NEW, NULL,
                  _("“%s” was exported by a newer Heed. Update Heed to read it; nothing was taken from it."),
                  self->name);
  return FALSE;
}

/* What the file says of itself is not used, but must be what it should be. */
static gboolean
check_envelope (Reader         *self,
                const Envelope *envelope,
                GError        **error)
{
  JsonNode *workbooks;

  if (envelope->exported_at.text != NULL && !is_time (parse (self, &envelope->exported_at)))
    return fail_envelope (self, "exportedAt", error);
  if (envelope->generator.text != NULL && heed_json_get_string (parse (self, &envelope->generator)) == NULL)
    return fail_envelope (self, "generator", error);
  if (envelope->workbooks.text == NULL)
    return TRUE;

  workbooks = parse (self, &envelope->workbooks);
  return (workbooks != NULL && JSON_NODE_HOLDS_ARRAY (workbooks)) || fail_envelope (self, "workbooks", error);
}

static gboolean
read_file (Reader     *self,
           const char *text,
           gsize       length,
           GError    **error)
{
  HeedJsonScan scan = { text, text + length };
  Envelope envelope = { 0 };

  /* Some text editors put a byte order mark before what they save. */
  if (length >= 3 && memcmp (text, "\357\273\277", 3) == 0)
    scan.text += 3;

  if (!g_utf8_validate_len (text, length, NULL))
    return fail_file (self, "not UTF-8", error);

  if (!cut (&scan, &envelope))
    {
      g_autofree char *detail = g_strdup_printf ("not JSON at byte %" G_GSIZE_FORMAT, (gsize) (scan.text - text));

      return fail_file (self, detail, error);
    }

  return check_format (self, &envelope, error) &&
         check_envelope (self, &envelope, error) &&
         read_entries (self, envelope.entries, error);
}

static void
clear_reader (Reader *self)
{
  g_clear_object (&self->parser);
  g_clear_pointer (&self->ids, g_hash_table_unref);
  g_clear_pointer (&self->records, g_ptr_array_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Reader, clear_reader)

/**
 * heed_json_read:
 * @stream: a journal as heed_json_writer_new() and later Heeds write it; it
 *   is read to its end and stays open
 * @name: what to call the file in an error
 * @error: return location for an error
 *
 * Reads all entries of an export, or none. Blocks; use it on any thread.
 *
 * Returns: (transfer full) (element-type HeedRecord) (nullable): the entries
 *   in the order of the file, or %NULL with `HEED_ERROR_TOO_NEW`,
 *   `HEED_ERROR_INVALID_FILE` (not a journal, not valid, or over 1 GB) or
 *   `HEED_ERROR_FAILED` (the stream gave an error)
 */
GPtrArray *
heed_json_read (GInputStream *stream,
                const char   *name,
                GError      **error)
{
  g_autoptr (GByteArray) bytes = NULL;
  g_auto (Reader) reader = { .name = name };

  g_return_val_if_fail (G_IS_INPUT_STREAM (stream), NULL);
  g_return_val_if_fail (name != NULL, NULL);

  bytes = load (stream, name, error);
  if (bytes == NULL)
    return NULL;

  reader.parser = json_parser_new ();
  reader.ids = g_hash_table_new (g_str_hash, g_str_equal);
  reader.records = g_ptr_array_new_with_free_func ((GDestroyNotify) heed_record_unref);
  if (!read_file (&reader, (const char *) bytes->data, bytes->len, error))
    return NULL;

  return g_steal_pointer (&reader.records);
}

/**
 * heed_json_read_file:
 * @path: (type filename): a journal that was exported
 * @error: return location for an error
 *
 * Reads all entries of a file, as heed_json_read() does.
 *
 * Returns: (transfer full) (element-type HeedRecord) (nullable): the entries
 *   in the order of the file, or %NULL with an error of heed_file_open() or
 *   heed_json_read()
 */
GPtrArray *
heed_json_read_file (const char  *path,
                     GError     **error)
{
  g_autofree char *name = g_filename_display_name (path);
  int fd = heed_file_open (path, error);
  g_autoptr (GInputStream) stream = NULL;

  if (fd < 0)
    return NULL;

  stream = g_unix_input_stream_new (fd, TRUE);
  return heed_json_read (stream, name, error);
}
